/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient in a list. */

#include "lumbar-patient-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-draw-spark.h"
#include "lumbar-group-mark.h"
#include "lumbar-measure.h"
#include "lumbar-text.h"
#include "lumbar-trend-series.h"

#define DAYS_A_YEAR 365.25
#define LARGEST_PAIN 10.0

struct _LumbarPatientRow {
  GtkListBoxRow parent_instance;

  LumbarPatient *patient; /* Owned */
  GtkLabel *name;
  GtkLabel *detail;
  GtkLabel *visit;
  GtkDrawingArea *spark;
  GArray *pain; /* Owned, of LumbarSparkPoint */
  LumbarGroupMark *mark;
};

G_DEFINE_FINAL_TYPE (LumbarPatientRow, lumbar_patient_row, GTK_TYPE_LIST_BOX_ROW)

/* "12 Mar 1979 (47) · 004711" */
static char *
describe (LumbarPatient *patient)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *born = lumbar_date_format (patient->birth_date);
  int age = lumbar_date_years_between (patient->birth_date, today);
  GString *text = g_string_new (born);

  if (age >= 0)
    g_string_append_printf (text, " (%d)", age);
  if (*patient->record_number != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", patient->record_number);
  return g_string_free (text, FALSE);
}

/* What a screen reader says of the pain: "pain 7 → 4 in the last 12 months" */
static char *
describe_pain (LumbarPatientRow *self)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (self->pain->len == 0)
    return g_strdup ("");
  first = lumbar_text_number (g_array_index (self->pain, LumbarSparkPoint, 0).value);
  last = lumbar_text_number (g_array_index (self->pain, LumbarSparkPoint, self->pain->len - 1).value);
  if (self->pain->len == 1)
    /* Translators: the only score of pain of the last 12 months */
    return g_strdup_printf (_("pain %s"), last);
  /* Translators: the first and the last score of pain of that time */
  return g_strdup_printf (_("pain %1$s → %2$s in the last 12 months"), first, last);
}

static void
read_pain (LumbarPatientRow *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  self->pain = g_array_new (FALSE, FALSE, sizeof (LumbarSparkPoint));
  for (guint i = 0; self->patient->recent_pain != NULL && i < self->patient->recent_pain->len; i++)
    {
      const LumbarMeasure *measure = self->patient->recent_pain->pdata[i];
      LumbarSparkPoint point = { lumbar_trend_read_day (measure->at, zone), measure->value };

      if (point.day > 0)
        g_array_append_val (self->pain, point);
    }
}

static void
spark_draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  LumbarPatientRow *self = LUMBAR_PATIENT_ROW (gtk_widget_get_ancestor (GTK_WIDGET (area), LUMBAR_TYPE_PATIENT_ROW));
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (self->pain != NULL)
    lumbar_draw_spark (cr, (const LumbarSparkPoint *) (const void *) self->pain->data, self->pain->len, DAYS_A_YEAR,
                       LARGEST_PAIN, width, height, dark ? lumbar_palette_dark () : lumbar_palette_light ());
}

static void
lumbar_patient_row_dispose (GObject *object)
{
  g_clear_pointer (&LUMBAR_PATIENT_ROW (object)->pain, g_array_unref);
  g_clear_object (&LUMBAR_PATIENT_ROW (object)->patient);

  G_OBJECT_CLASS (lumbar_patient_row_parent_class)->dispose (object);
}

static void
lumbar_patient_row_class_init (LumbarPatientRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_patient_row_dispose;

  g_type_ensure (LUMBAR_TYPE_GROUP_MARK);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/patients/lumbar-patient-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientRow, name);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientRow, detail);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientRow, visit);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientRow, spark);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientRow, mark);
}

/* What a screen reader says of the row; what isn't there is not said. */
static char *
join_known (const char *name, const char *detail, const char *visit, const char *group, const char *pain)
{
  const char *parts[] = { name, detail, visit, group, pain };
  GString *spoken = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", parts[i]);
  return g_string_free (spoken, FALSE);
}

static void
lumbar_patient_row_init (LumbarPatientRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->spark, spark_draw, NULL, NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw),
                           self->spark, G_CONNECT_SWAPPED);
}

/**
 * lumbar_patient_row_new:
 * @patient: a patient
 *
 * Returns: (transfer floating): a row that shows @patient
 */
GtkWidget *
lumbar_patient_row_new (LumbarPatient *patient)
{
  LumbarPatientRow *self = g_object_new (LUMBAR_TYPE_PATIENT_ROW, NULL);
  g_autofree char *name = lumbar_patient_get_display_name (patient);
  g_autofree char *detail = describe (patient);
  g_autofree char *visit = lumbar_date_format (patient->last_visit);
  const char *group = patient->concluded ? lumbar_group_get_title (patient->last_group) : "";
  g_autofree char *pain = NULL;
  g_autofree char *spoken = NULL;

  self->patient = g_object_ref (patient);
  read_pain (self);
  pain = describe_pain (self);
  spoken = join_known (name, detail, visit, group, pain);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->visit, visit);
  /* Hidden marks keep their place, so that the names stand in one line. */
  gtk_widget_set_opacity (GTK_WIDGET (self->mark), patient->concluded ? 1 : 0);
  if (patient->concluded)
    lumbar_group_mark_set_group (self->mark, patient->last_group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return GTK_WIDGET (self);
}

/**
 * lumbar_patient_row_get_patient:
 * @self: a row
 *
 * Returns: (transfer none): whom it shows
 */
LumbarPatient *
lumbar_patient_row_get_patient (LumbarPatientRow *self)
{
  return self->patient;
}

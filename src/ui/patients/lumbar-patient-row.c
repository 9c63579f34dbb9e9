/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient in a list. */

#include "lumbar-patient-row.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-group-mark.h"

struct _LumbarPatientRow {
  GtkListBoxRow parent_instance;

  LumbarPatient *patient; /* Owned */
  GtkLabel *name;
  GtkLabel *detail;
  GtkLabel *visit;
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

static void
lumbar_patient_row_dispose (GObject *object)
{
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
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientRow, mark);
}

/* What a screen reader says of the row; what isn't there is not said. */
static char *
join_known (const char *name, const char *detail, const char *visit, const char *group)
{
  const char *parts[] = { name, detail, visit, group };
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
  g_autofree char *spoken = join_known (name, detail, visit, group);

  self->patient = g_object_ref (patient);
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

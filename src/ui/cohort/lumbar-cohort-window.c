/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinic's patients together, and the patients behind each figure. */

#include "lumbar-cohort-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-cohort-day.h"
#include "lumbar-cohort-figures.h"
#include "lumbar-cohort-reading.h"
#include "lumbar-date.h"
#include "lumbar-research-saving.h"

/* The periods of the chooser, in its order: how many months back; 0 = no beginning. After them comes the one whose
 * two days are typed. */
static const int period_months[] = { 0, 24, 12, 6, 3 };

struct _LumbarCohortWindow {
  AdwWindow parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  LumbarWorker *worker;       /* Owned */
  LumbarCohort *cohort;       /* Owned; NULL until it is read */
  GCancellable *cancellable;  /* Owned; of the reading under way */
  GtkWidget *figure;          /* Weak; what was activated last, to go back to */

  AdwLeaflet *leaflet;
  GtkWidget *figures_page;
  GtkWidget *patients_page;
  AdwWindowTitle *patients_title;
  GtkListBox *patients;
  AdwComboRow *period;
  AdwEntryRow *from_day;
  GtkLabel *from_reading;
  AdwEntryRow *to_day;
  GtkLabel *to_reading;
  AdwComboRow *scale;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *summary;
  GtkBox *figures;
};

G_DEFINE_FINAL_TYPE (LumbarCohortWindow, lumbar_cohort_window, ADW_TYPE_WINDOW)

static guint patient_chosen_signal;

/* The patients behind a figure */

static void
clear_patients (LumbarCohortWindow *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->patients, 0)) != NULL)
    gtk_list_box_remove (self->patients, GTK_WIDGET (row));
}

static void
show_figures_page (LumbarCohortWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->figures_page);
}

static void
add_patient (LumbarCohortWindow *self, const LumbarCourse *course)
{
  const LumbarCourseVisit *last = lumbar_course_get_last_visit (course);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = lumbar_patient_get_display_name (course->patient);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (last != NULL)
    {
      g_autofree char *day = lumbar_date_format (last->day);
      g_autofree char *text = g_strdup_printf (_("Last visit %s"), day);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "patient", g_strdup (course->patient->id), g_free);
  gtk_list_box_append (self->patients, row);
}

static void
figure_chosen (GPtrArray *patients, const char *title, gpointer data)
{
  LumbarCohortWindow *self = data;
  g_autofree char *count = g_strdup_printf (ngettext ("%u patient", "%u patients", patients->len), patients->len);

  g_set_weak_pointer (&self->figure, gtk_window_get_focus (GTK_WINDOW (self)));
  clear_patients (self);
  for (guint i = 0; i < patients->len; i++)
    add_patient (self, patients->pdata[i]);
  adw_window_title_set_title (self->patients_title, title);
  adw_window_title_set_subtitle (self->patients_title, count);
  adw_leaflet_set_visible_child (self->leaflet, self->patients_page);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->patients, 0)));
}

static void
patient_activated_cb (LumbarCohortWindow *self, GtkListBoxRow *row)
{
  g_signal_emit (self, patient_chosen_signal, 0, g_object_get_data (G_OBJECT (row), "patient"));
}

/* The figures */

static void
show_summary (LumbarCohortWindow *self)
{
  g_autofree char *patients = g_strdup_printf (
    ngettext ("%u patient with a signed visit", "%u patients with a signed visit", self->cohort->visited->len),
    self->cohort->visited->len);
  g_autofree char *visits = g_strdup_printf (ngettext ("%u signed visit", "%u signed visits", self->cohort->n_visits),
                                             self->cohort->n_visits);
  g_autofree char *text = g_strdup_printf ("%s · %s", patients, visits);

  gtk_label_set_text (self->summary, text);
}

static void
fill (LumbarCohortWindow *self)
{
  guint scale = MIN (adw_combo_row_get_selected (self->scale), LUMBAR_N_COHORT_SCALES - 1);

  if (self->cohort != NULL)
    lumbar_cohort_figures_fill (self->figures, self->cohort, scale, figure_chosen, self);
}

static void
take_cohort (LumbarCohortWindow *self, LumbarCohort *cohort)
{
  LumbarCohort *before = self->cohort;
  gboolean has_visits = cohort->visited->len > 0;

  /* Rows point into the cohort before: they go first. */
  show_figures_page (self);
  clear_patients (self);
  self->cohort = cohort;
  fill (self);
  g_clear_pointer (&before, lumbar_cohort_free);
  show_summary (self);
  gtk_stack_set_visible_child_name (self->stack, has_visits ? "figures" : "empty");
  /* All visits are exported, whichever period is shown. */
  if (has_visits)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "cohort.export", TRUE);
}

static void
reading_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *window = data;
  g_autoptr (LumbarCohortWindow) self = g_weak_ref_get (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarCohort) cohort = lumbar_cohort_reading_read_finish (result, &error);

  g_weak_ref_clear (window);
  g_free (window);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed, message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  take_cohort (self, g_steal_pointer (&cohort));
}

static gboolean
is_typed (LumbarCohortWindow *self)
{
  return adw_combo_row_get_selected (self->period) == G_N_ELEMENTS (period_months);
}

/* Takes both days as they are typed and says how they are read; FALSE where they are no period. */
static gboolean
take_days (LumbarCohortWindow *self, char **from, char **to)
{
  const char *unread = _("no day of the calendar");
  gboolean ordered;

  *from = lumbar_cohort_day_read (GTK_EDITABLE (self->from_day), FALSE);
  *to = lumbar_cohort_day_read (GTK_EDITABLE (self->to_day), TRUE);
  ordered = *from == NULL || *to == NULL || **to == '\0' || strcmp (*from, *to) <= 0;
  lumbar_cohort_day_show (self->from_day, self->from_reading, *from, _("no beginning"), *from ? NULL : unread);
  lumbar_cohort_day_show (self->to_day, self->to_reading, *to, _("no end"),
                          *to == NULL ? unread : ordered ? NULL : _("before the beginning"));
  return *from != NULL && *to != NULL && ordered;
}

static char *
get_first_day (LumbarCohortWindow *self)
{
  guint chosen = adw_combo_row_get_selected (self->period);
  int months = chosen < G_N_ELEMENTS (period_months) ? period_months[chosen] : 0;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) from = g_date_time_add_months (now, -months);

  return months > 0 ? g_date_time_format (from, "%Y-%m-%d") : NULL;
}

/* The first and the last day, NULL where there is none; FALSE where what is typed is no period. */
static gboolean
get_period (LumbarCohortWindow *self, char **from, char **to)
{
  if (!is_typed (self))
    {
      *from = get_first_day (self);
      *to = NULL;
      return TRUE;
    }
  if (!take_days (self, from, to))
    return FALSE;
  if (**from == '\0')
    g_clear_pointer (from, g_free);
  if (**to == '\0')
    g_clear_pointer (to, g_free);
  return TRUE;
}

/* The reading does not keep the window: closed, it is gone, and that ends the reading. Figures of the period before
 * are dimmed while what is typed is none. */
static void
read_record (LumbarCohortWindow *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gboolean is_period = get_period (self, &from, &to);
  GWeakRef *window;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), is_period);
  if (!is_period)
    return;
  window = g_new0 (GWeakRef, 1);
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (window, self);
  lumbar_cohort_reading_read_async (self->knowledge, self->worker, from, to, self->cancellable, reading_done_cb,
                                    window);
}

static void
period_changed_cb (LumbarCohortWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->from_day), is_typed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->to_day), is_typed (self));
  if (self->worker != NULL)
    read_record (self);
}

static void
scale_changed_cb (LumbarCohortWindow *self)
{
  fill (self);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarCohortWindow *self = LUMBAR_COHORT_WINDOW (widget);

  if (adw_leaflet_get_visible_child (self->leaflet) != self->patients_page)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_figures_page (self);
  if (self->figure != NULL)
    gtk_widget_grab_focus (self->figure);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarCohortWindow *self = LUMBAR_COHORT_WINDOW (widget);

  lumbar_research_saving_ask (GTK_WIDGET (self->leaflet), self->knowledge, self->worker);
}

static void
lumbar_cohort_window_dispose (GObject *object)
{
  LumbarCohortWindow *self = LUMBAR_COHORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);
  g_clear_weak_pointer (&self->figure);

  G_OBJECT_CLASS (lumbar_cohort_window_parent_class)->dispose (object);
}

static void
lumbar_cohort_window_finalize (GObject *object)
{
  LumbarCohortWindow *self = LUMBAR_COHORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cohort, lumbar_cohort_free);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_cohort_window_parent_class)->finalize (object);
}

static void
lumbar_cohort_window_class_init (LumbarCohortWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lumbar_cohort_window_dispose;
  object_class->finalize = lumbar_cohort_window_finalize;

  patient_chosen_signal = g_signal_new ("patient-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/cohort/lumbar-cohort-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, figures_page);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, patients_page);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, patients_title);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, patients);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, period);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, from_day);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, from_reading);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, to_day);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, to_reading);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, scale);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarCohortWindow, figures);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, patient_activated_cb);

  gtk_widget_class_install_action (widget_class, "cohort.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "cohort.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "cohort.back", NULL);
}

static void
lumbar_cohort_window_init (LumbarCohortWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cohort.export", FALSE);
}

/**
 * lumbar_cohort_window_new:
 * @knowledge: the clinical content
 * @worker: who reads the record; must stay open as long as the window
 *
 * Returns: (transfer floating): the window, which begins to read
 */
LumbarCohortWindow *
lumbar_cohort_window_new (LumbarKnowledge *knowledge, LumbarWorker *worker)
{
  LumbarCohortWindow *self = g_object_new (LUMBAR_TYPE_COHORT_WINDOW, NULL);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->worker = g_object_ref (worker);
  read_record (self);
  return self;
}

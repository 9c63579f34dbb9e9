/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed visit: its report, to read, print, save, and to add to. */

#include "lumbar-visit-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-addendum-dialog.h"
#include "lumbar-comparison-view.h"
#include "lumbar-date.h"
#include "lumbar-identity.h"
#include "lumbar-letterhead-group.h"
#include "lumbar-outcome-bar.h"
#include "lumbar-outcome-dialog.h"
#include "lumbar-output-log.h"
#include "lumbar-report-chooser.h"
#include "lumbar-report-preview.h"
#include "lumbar-report-saving.h"
#include "lumbar-toast.h"
#include "lumbar-visit-comparison.h"

/* What the chart of a report shows. */
static const char *const charted[] = {
  "nrs-pain-average", "nrs-pain-worst", "nrs-pain-now", "peg", "nrs-spasticity", NULL,
};

struct _LumbarVisitPage {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge;  /* Owned */
  LumbarWorker *worker;        /* Owned */
  LumbarPatient *patient;      /* Owned */
  LumbarTrend *trend;          /* Owned; up to the visit */
  LumbarEncounter *visit;      /* Owned; NULL until it is read */
  LumbarReport *report;        /* Owned; likewise */
  GPtrArray *others;           /* Owned, of LumbarEncounter as in lists: the other visits, latest first */
  GCancellable *cancellable;   /* Owned */

  AdwWindowTitle *title;
  GtkStack *stack;
  LumbarOutcomeBar *outcome_bar;
  LumbarReportPreview *preview;
  AdwStatusPage *failed;
  LumbarComparisonView *comparison;
  LumbarVisitComparison *visits;
  GtkWidget *back;
  GtkWidget *as_text;
  GtkWidget *contents;
  LumbarReportChooser *chooser;
};

G_DEFINE_FINAL_TYPE (LumbarVisitPage, lumbar_visit_page, ADW_TYPE_BIN)

static guint changed_signal;

static void
set_actions_enabled (LumbarVisitPage *self, gboolean enabled)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean may_sign = self->worker != NULL && lumbar_worker_may (self->worker, LUMBAR_RIGHT_SIGN);

  gtk_widget_set_sensitive (self->contents, enabled);
  gtk_widget_action_set_enabled (widget, "visit.print", enabled);
  gtk_widget_action_set_enabled (widget, "visit.save-pdf", enabled);
  gtk_widget_action_set_enabled (widget, "visit.add-addendum", enabled && may_sign);
  gtk_widget_action_set_enabled (widget, "visit.record-outcome", enabled && may_sign);
  gtk_widget_action_set_enabled (widget, "visit.assess-again", enabled);
  gtk_widget_action_set_enabled (widget, "visit.compare", enabled && self->others != NULL && self->others->len > 0);
}

/* Either the report of the visit, or in its place a comparison. */
static void
show_part (LumbarVisitPage *self, const char *part)
{
  gboolean compared = strcmp (part, "report") != 0;
  const char *back = compared ? _("Back to the report") : _("Back to the patient");

  gtk_stack_set_visible_child_name (self->stack, part);
  gtk_widget_set_tooltip_text (self->back, back);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL, back, -1);
  gtk_widget_set_sensitive (self->as_text, !compared);
  gtk_widget_set_sensitive (self->contents, !compared);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visit.assess-again", strcmp (part, "comparison") != 0);
}

static void
fail (LumbarVisitPage *self, const GError *error)
{
  g_autofree char *message = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed, message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* As the clinician chose; the pages shown are those that are printed and saved. */
static gboolean
show_report (LumbarVisitPage *self)
{
  const char *at = *self->visit->signed_at ? self->visit->signed_at : self->visit->started_at;
  LumbarReportChoice choice = lumbar_report_chooser_get_choice (self->chooser);
  g_autoptr (LumbarLetterhead) letterhead = lumbar_letterhead_group_load (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  choice.letterhead = letterhead;
  g_clear_pointer (&self->report, lumbar_report_unref);
  self->report =
    lumbar_report_new_chosen (self->knowledge, self->patient, self->visit, self->trend, at, &choice);
  if (lumbar_report_preview_show (self->preview, self->report, lumbar_report_chooser_get_paper (self->chooser),
                                  &error))
    return TRUE;
  fail (self, error);
  return FALSE;
}

static void
show_visit (LumbarVisitPage *self)
{
  LumbarEncounter *visit = self->visit;
  g_autofree char *date = lumbar_date_format (visit->started_at);
  g_autofree char *title = g_strdup_printf (_("Visit of %s"), date);

  adw_window_title_set_title (self->title, title);
  if (!show_report (self))
    return;
  lumbar_outcome_bar_show (self->outcome_bar, self->knowledge, visit);
  set_actions_enabled (self, TRUE);
  show_part (self, "report");
}

static gpointer
load_visit (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_get_encounter (store, data, error);
}

static void
worker_loaded_visit_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarVisitPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) visit = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  g_set_object (&self->visit, visit);
  show_visit (self);
}

static void
load (LumbarVisitPage *self, const char *encounter_id)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lumbar_worker_run_async (self->worker, load_visit, g_strdup (encounter_id), g_free, g_object_unref,
                           self->cancellable, worker_loaded_visit_cb, g_object_ref (self));
}

/* The visit and the text. */
static gpointer
add_addendum (LumbarStore *store, gpointer data, GError **error)
{
  GStrv addition = data;

  lumbar_store_add_addendum (store, addition[0], addition[1], error);
  return NULL;
}

/* What was added to the visit shows at once, and the patient's page hears of it. */
static void
finish_adding (LumbarVisitPage *self, GObject *source, GAsyncResult *result, const char *done)
{
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (error != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("Not saved: %s"), error->message);

      lumbar_toast_show (GTK_WIDGET (self), text);
      return;
    }
  lumbar_toast_show (GTK_WIDGET (self), done);
  load (self, self->visit->id);
  g_signal_emit (self, changed_signal, 0);
}

static void
worker_added_addendum_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarVisitPage) self = data;

  finish_adding (self, source, result, _("Addendum saved"));
}

static void
addendum_added_cb (LumbarVisitPage *self, const char *text)
{
  const char *addition[] = { self->visit->id, text, NULL };

  lumbar_worker_run_async (self->worker, add_addendum, g_strdupv ((GStrv) addition),
                           (GDestroyNotify) g_strfreev, NULL, NULL, worker_added_addendum_cb,
                           g_object_ref (self));
}

static void
add_addendum_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarAddendumDialog *dialog = lumbar_addendum_dialog_new ();

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "added", G_CALLBACK (addendum_added_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gpointer
add_outcome (LumbarStore *store, gpointer data, GError **error)
{
  lumbar_store_add_outcome (store, data, error);
  return NULL;
}

static void
worker_added_outcome_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarVisitPage) self = data;

  finish_adding (self, source, result, _("Final cause recorded"));
}

static void
outcome_recorded_cb (LumbarVisitPage *self, LumbarOutcomeDialog *dialog)
{
  lumbar_worker_run_async (self->worker, add_outcome, lumbar_outcome_dialog_make_outcome (dialog),
                           (GDestroyNotify) lumbar_outcome_free, NULL, NULL, worker_added_outcome_cb,
                           g_object_ref (self));
}

static void
record_outcome_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarVisitPage *self = LUMBAR_VISIT_PAGE (widget);
  LumbarOutcomeDialog *dialog = lumbar_outcome_dialog_new (self->knowledge, self->visit->id);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "recorded", G_CALLBACK (outcome_recorded_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarVisitPage *self = LUMBAR_VISIT_PAGE (widget);
  g_autoptr (LumbarPrintOperation) operation = lumbar_visit_page_create_print_operation (self);

  if (lumbar_print_operation_ask (operation, widget))
    lumbar_output_log_note_report (widget, self->worker, self->visit->id, "paper", self->report->profile,
                                   _("Sent to the printer"));
}

static void
save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarVisitPage *self = LUMBAR_VISIT_PAGE (widget);

  lumbar_report_saving_ask (widget, self->worker, self->report, lumbar_report_chooser_get_paper (self->chooser),
                            self->visit);
}

static gpointer
list_unread (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_list_unread_answers (store, data, error);
}

static void
worker_listed_unread_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarVisitPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unread = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  lumbar_comparison_view_show (self->comparison, self->knowledge, self->visit, unread);
  show_part (self, "comparison");
  gtk_widget_grab_focus (self->back);
}

static void
assess_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarVisitPage *self = LUMBAR_VISIT_PAGE (widget);

  lumbar_worker_run_async (self->worker, list_unread, g_strdup (self->visit->id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, worker_listed_unread_cb,
                           g_object_ref (self));
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarVisitPage *self = LUMBAR_VISIT_PAGE (widget);

  lumbar_visit_comparison_show (self->visits, self->knowledge, self->worker, self->visit, self->others);
  show_part (self, "visits");
  gtk_widget_grab_focus (self->back);
}

static void
choice_changed_cb (LumbarVisitPage *self)
{
  if (self->visit != NULL)
    show_report (self);
}

static void
text_toggled_cb (LumbarVisitPage *self, GtkToggleButton *toggle)
{
  lumbar_report_preview_set_as_text (self->preview, gtk_toggle_button_get_active (toggle));
}

static void
lumbar_visit_page_dispose (GObject *object)
{
  LumbarVisitPage *self = LUMBAR_VISIT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  g_clear_object (&self->patient);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->trend, lumbar_trend_unref);
  g_clear_pointer (&self->report, lumbar_report_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_visit_page_parent_class)->dispose (object);
}

static void
lumbar_visit_page_class_init (LumbarVisitPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lumbar_visit_page_dispose;

  g_type_ensure (LUMBAR_TYPE_COMPARISON_VIEW);
  g_type_ensure (LUMBAR_TYPE_OUTCOME_BAR);
  g_type_ensure (LUMBAR_TYPE_REPORT_CHOOSER);
  g_type_ensure (LUMBAR_TYPE_REPORT_PREVIEW);
  g_type_ensure (LUMBAR_TYPE_VISIT_COMPARISON);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, title);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, outcome_bar);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, preview);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, failed);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, comparison);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, visits);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, back);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, as_text);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, contents);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitPage, chooser);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_toggled_cb);

  gtk_widget_class_install_action (widget_class, "visit.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "visit.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "visit.add-addendum", NULL, add_addendum_action);
  gtk_widget_class_install_action (widget_class, "visit.assess-again", NULL, assess_again_action);
  gtk_widget_class_install_action (widget_class, "visit.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "visit.record-outcome", NULL, record_outcome_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "history.back", NULL);
}

static void
lumbar_visit_page_init (LumbarVisitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_actions_enabled (self, FALSE);
}

/**
 * lumbar_visit_page_open:
 * @self: a page
 * @knowledge: the clinical content
 * @worker: who reads the record
 * @history: the patient's history; copied from, not kept
 * @encounter_id: which visit
 *
 * Reads a signed visit and shows its report.
 */
void
lumbar_visit_page_open (LumbarVisitPage *self,
                        LumbarKnowledge *knowledge,
                        LumbarWorker *worker,
                        const LumbarPatientHistory *history,
                        const char *encounter_id)
{
  const char *until = NULL;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *identity = lumbar_identity_write (history->patient, mirrored);

  g_clear_pointer (&self->others, g_ptr_array_unref);
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < history->encounters->len; i++)
    {
      LumbarEncounter *visit = history->encounters->pdata[i];

      if (g_str_equal (visit->id, encounter_id))
        until = visit->started_at;
      else
        g_ptr_array_add (self->others, g_object_ref (visit));
    }
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  g_set_object (&self->worker, worker);
  g_set_object (&self->patient, history->patient);
  g_clear_pointer (&self->trend, lumbar_trend_unref);
  self->trend = lumbar_patient_history_get_trend (history, knowledge, charted, NULL, until);
  adw_window_title_set_subtitle (self->title, identity);
  set_actions_enabled (self, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self, encounter_id);
}

/**
 * lumbar_visit_page_print:
 * @self: a page
 *
 * Prints the visit that is shown; nothing happens before it is.
 */
void
lumbar_visit_page_print (LumbarVisitPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "visit.print", NULL);
}

/**
 * lumbar_visit_page_create_print_operation:
 * @self: a page that shows a visit
 *
 * Returns: (transfer full): what prints the report as it is shown
 */
LumbarPrintOperation *
lumbar_visit_page_create_print_operation (LumbarVisitPage *self)
{
  return lumbar_print_operation_new (self->report, lumbar_report_chooser_get_paper (self->chooser));
}

/**
 * lumbar_visit_page_get_report:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the report that is shown; %NULL before one is
 */
LumbarReport *
lumbar_visit_page_get_report (LumbarVisitPage *self)
{
  return self->report;
}

/**
 * lumbar_visit_page_leave_comparison:
 * @self: a page
 *
 * Goes from a comparison back to the report.
 *
 * Returns: whether a comparison was shown
 */
gboolean
lumbar_visit_page_leave_comparison (LumbarVisitPage *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (shown, "comparison") != 0 && g_strcmp0 (shown, "visits") != 0)
    return FALSE;
  show_part (self, "report");
  return TRUE;
}

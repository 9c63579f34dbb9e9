/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One patient: overview, visits, trends, and a visit opened from them. */

#include "lumbar-history-page.h"

#include <glib/gi18n.h>

#include "lumbar-confirm.h"
#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-event-actions.h"
#include "lumbar-identity.h"
#include "lumbar-overview-view.h"
#include "lumbar-patient-history.h"
#include "lumbar-text.h"
#include "lumbar-timeline-view.h"
#include "lumbar-toast.h"
#include "lumbar-trends-view.h"
#include "lumbar-visit-page.h"
#include "lumbar-visit-row.h"

/* What a colleague wants to know of the MS before anything else. */
static const char *const ms_findings[] = { "ms-course", "ms-years", "edss", NULL };

/* Not offered to who may only read. */
static const char *const preparing_actions[] = { "history.start-visit", "history.add-event", "history.delete-event",
                                                 "history.edit-event" };

/* Rows of visits that are built at first, more than the highest screen shows, and as their end comes near. */
#define VISITS_AT_FIRST 48
#define VISITS_AT_ONCE 16

struct _LumbarHistoryPage {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge;    /* Owned */
  LumbarWorker *worker;          /* Owned */
  LumbarEventActions *events;    /* Owned */
  LumbarPatient *patient;        /* Owned; NULL before one is shown */
  LumbarPatientHistory *history; /* Owned; NULL until it is read */
  GCancellable *cancellable;     /* Owned; of the reading under way */
  char *wanted_visit;            /* Owned; to be opened when the patient is read; NULL for none */
  LumbarPatientHistory *trended; /* Owned unless it is @history; what the trends show; NULL for none */
  gboolean visits_stale;         /* the visits have no rows yet */
  gboolean timeline_stale;       /* the time line does not show @history yet */
  gboolean timeline_other;       /* and what it shows is another patient's */
  gboolean trends_stale;         /* the trends do not show @history yet */

  AdwLeaflet *leaflet;
  GtkWidget *main_page;
  LumbarVisitPage *visit_page;
  AdwHeaderBar *header;
  AdwViewSwitcher *switcher;
  GtkWidget *back_button;
  GtkWidget *visit_button;
  GtkStack *visit_button_stack;
  GtkLabel *visit_label;
  GtkLabel *identity;
  GtkLabel *ms_summary;
  GtkLabel *note;
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwViewStack *views;
  LumbarOverviewView *overview;
  LumbarTimelineView *timeline;
  GtkStack *visits_stack;
  GtkListBox *visit_list;
  LumbarTrendsView *trends;
};

G_DEFINE_FINAL_TYPE (LumbarHistoryPage, lumbar_history_page, ADW_TYPE_BIN)

static guint intake_requested_signal;
static guint changed_signal;
static guint closed_signal;

static void
say_error (LumbarHistoryPage *self, const char *format, const GError *error)
{
  g_autofree char *text = g_strconcat (format, " ", error->message, NULL);

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    lumbar_toast_show (GTK_WIDGET (self), text);
}

/* "Relapsing-remitting · 16 years · EDSS 4.5", from the last signed visit */
static char *
describe_ms (LumbarHistoryPage *self)
{
  LumbarResponse *response = self->history->last ? self->history->last->response : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; response != NULL && ms_findings[i] != NULL; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (self->knowledge, ms_findings[i]);
      LumbarAnswer *answer = finding ? lumbar_response_get_answer (response, finding->index) : NULL;
      g_autofree char *words = answer ? lumbar_answer_to_display (answer, finding) : NULL;

      if (words == NULL)
        continue;
      g_string_append (text, text->len > 0 ? " · " : "");
      if (g_str_equal (finding->id, "edss"))
        g_string_append_printf (text, "EDSS %s", words);
      else if (g_str_equal (finding->id, "ms-years"))
        /* Translators: how long somebody has had MS. */
        g_string_append_printf (text, _("MS for %s"), words);
      else
        g_string_append (text, words);
    }
  return g_string_free (text, FALSE);
}

static void
set_optional_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_identity (LumbarHistoryPage *self)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *identity = lumbar_identity_write (self->patient, mirrored);

  gtk_label_set_label (self->identity, identity);
  set_optional_label (self->note, self->patient->note);
}

/* Building a row takes long enough for a thousand of them to be felt. */
static void
append_visits (LumbarHistoryPage *self, guint n)
{
  GPtrArray *visits = self->history->encounters;
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->visit_list));
  guint first = last ? (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (last)) + 1 : 0;
  guint end = MIN (first + n, visits->len);

  for (guint i = first; i < end; i++)
    gtk_list_box_append (self->visit_list, lumbar_visit_row_new (self->knowledge, visits->pdata[i]));
}

/* More rows as the end of those that are there comes near. */
static void
visits_scrolled_cb (LumbarHistoryPage *self, GtkAdjustment *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  if (self->history != NULL && !self->visits_stale && page > 0 &&
      gtk_adjustment_get_value (adjustment) + 2 * page >= gtk_adjustment_get_upper (adjustment))
    append_visits (self, VISITS_AT_ONCE);
}

/* At once: nobody's visits stand under another's name, not even where they can't be seen. */
static void
clear_visits (LumbarHistoryPage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->visit_list))) != NULL)
    gtk_list_box_remove (self->visit_list, row);
  gtk_stack_set_visible_child_name (self->visits_stack, self->history->encounters->len > 0 ? "list" : "empty");
}

static void
free_trended (LumbarHistoryPage *self)
{
  LumbarPatientHistory *trended = g_steal_pointer (&self->trended);

  if (trended != NULL && trended != self->history)
    lumbar_patient_history_free (trended);
}

/* A page is filled when it is looked at: a long history keeps nobody waiting for what is not shown. */
static void
fill_visible_view (LumbarHistoryPage *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->views);

  /* A page that goes away turns to its views one after the other. */
  if (self->history == NULL || self->worker == NULL)
    return;
  if (self->visits_stale && g_strcmp0 (name, "visits") == 0)
    {
      append_visits (self, VISITS_AT_FIRST);
      self->visits_stale = FALSE;
    }
  if (self->timeline_stale && g_strcmp0 (name, "timeline") == 0)
    {
      lumbar_timeline_view_show (self->timeline, self->history, self->timeline_other);
      self->timeline_stale = self->timeline_other = FALSE;
    }
  if (self->trends_stale && g_strcmp0 (name, "trends") == 0)
    {
      lumbar_trends_view_show (self->trends, self->knowledge, self->worker, self->history);
      free_trended (self);
      self->trended = self->history;
      self->trends_stale = FALSE;
    }
}

static void
show_history (LumbarHistoryPage *self, gboolean other)
{
  g_autofree char *ms = describe_ms (self);
  gboolean draft = self->history->draft != NULL;

  show_identity (self);
  set_optional_label (self->ms_summary, ms);
  gtk_label_set_label (self->visit_label, draft ? _("Continue Draft") : _("New Visit"));
  gtk_widget_set_tooltip_text (self->visit_button, draft ? _("Continue draft") : _("New visit"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->visit_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  draft ? _("Continue draft") : _("New visit"), -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.discard-draft",
                                 draft && lumbar_worker_may (self->worker, LUMBAR_RIGHT_PREPARE));
  lumbar_overview_view_show (self->overview, self->knowledge, self->history);
  self->visits_stale = self->timeline_stale = self->trends_stale = TRUE;
  self->timeline_other |= other;
  clear_visits (self);
  fill_visible_view (self);
  gtk_stack_set_visible_child_name (self->stack, "patient");
}

/* Visits */

static void
open_visit (LumbarHistoryPage *self, const char *encounter_id)
{
  lumbar_visit_page_open (self->visit_page, self->knowledge, self->worker, self->history, encounter_id);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->visit_page));
}

static void
open_wanted_visit (LumbarHistoryPage *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted_visit);

  if (wanted != NULL)
    open_visit (self, wanted);
}

/* Reading */

/* Who looked at whom is part of the record, but a record that can't be written can still be read. */
static gpointer
load_history (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (GError) unlogged = NULL;

  if (!lumbar_store_is_read_only (store) &&
      !lumbar_store_log (store, "view", "patient", data, "", &unlogged))
    g_warning ("Not noted in the log: %s", unlogged->message);
  return lumbar_patient_history_load (store, data, error);
}

static void
worker_loaded_history_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarHistoryPage) self = data;
  g_autoptr (GError) error = NULL;
  LumbarPatientHistory *before = self->history;
  LumbarPatientHistory *history = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  gboolean trended;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed, message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  /* What the trends still show goes when they show another. */
  trended = before == self->trended;
  self->history = history;
  g_set_object (&self->patient, history->patient);
  show_history (self, before == NULL || !g_str_equal (before->patient->id, history->patient->id));
  if (before != NULL && !trended)
    lumbar_patient_history_free (before);
  open_wanted_visit (self);
}

static void
load (LumbarHistoryPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lumbar_worker_run_async (self->worker, load_history, g_strdup (self->patient->id), g_free,
                           (GDestroyNotify) lumbar_patient_history_free, self->cancellable,
                           worker_loaded_history_cb, g_object_ref (self));
}

/* The draft */

static gpointer
take_draft (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (LumbarEncounter) draft = lumbar_store_find_draft (store, data, &missing);
  g_autofree char *now = lumbar_date_time_now ();

  if (draft != NULL)
    return g_steal_pointer (&draft);
  if (missing != NULL && !g_error_matches (missing, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  return lumbar_store_start_encounter (store, data, now, error);
}

static void
worker_took_draft_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarHistoryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) draft = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (error != NULL)
    say_error (self, _("The visit can’t begin:"), error);
  else if (self->patient != NULL && g_str_equal (draft->patient_id, self->patient->id))
    g_signal_emit (self, intake_requested_signal, 0, self->patient, draft);
}

static void
start_visit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (widget);

  if (self->patient != NULL)
    lumbar_worker_run_async (self->worker, take_draft, g_strdup (self->patient->id), g_free, g_object_unref,
                             NULL, worker_took_draft_cb, g_object_ref (self));
}

/* Changes */

static void
take_change (LumbarHistoryPage *self, const char *problem)
{
  g_autofree char *text = problem ? g_strconcat (_("Not saved:"), " ", problem, NULL) : NULL;

  if (text != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    lumbar_toast_show (GTK_WIDGET (self), text);
  if (self->patient == NULL)
    return;
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
worker_changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarHistoryPage) self = data;
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  take_change (self, error ? error->message : NULL);
}

static gpointer
discard_draft (LumbarStore *store, gpointer data, GError **error)
{
  lumbar_store_discard_draft (store, data, error);
  return NULL;
}

static void
discard_confirmed (GtkWidget *widget)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (widget);

  if (self->history != NULL && self->history->draft != NULL)
    lumbar_worker_run_async (self->worker, discard_draft, g_strdup (self->history->draft->id), g_free, NULL,
                             NULL, worker_changed_cb, g_object_ref (self));
}

static void
discard_draft_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_confirm_destructive (widget, _("Discard the Draft?"),
                              _("The answers of the visit that is not signed yet are lost."), _("_Discard"),
                              discard_confirmed);
}

/* Events */

static void
events_changed_cb (LumbarHistoryPage *self, const char *problem)
{
  if (self->worker == NULL) /* Closed in the meantime */
    return;
  take_change (self, problem);
}

static void
add_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (widget);

  if (self->patient != NULL)
    lumbar_event_actions_add (self->events, self->patient->id);
}

static LumbarEvent *
find_event (LumbarHistoryPage *self, GVariant *id)
{
  for (guint i = 0; self->history != NULL && i < self->history->timeline->len; i++)
    {
      LumbarTimelineItem *item = self->history->timeline->pdata[i];

      if (item->event != NULL && g_str_equal (item->event->id, g_variant_get_string (id, NULL)))
        return item->event;
    }
  return NULL;
}

static void
delete_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (widget);
  LumbarEvent *event = find_event (self, parameter);

  if (event != NULL)
    lumbar_event_actions_withdraw (self->events, event);
}

static void
edit_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (widget);
  LumbarEvent *event = find_event (self, parameter);

  if (event != NULL)
    lumbar_event_actions_edit (self->events, event);
}

/* Moving about */

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (widget);

  if (adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->visit_page))
    {
      if (!lumbar_visit_page_leave_comparison (self->visit_page))
        adw_leaflet_set_visible_child (self->leaflet, self->main_page);
    }
  else
    g_signal_emit (self, closed_signal, 0);
}

static void
show_timeline_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_view_stack_set_visible_child_name (LUMBAR_HISTORY_PAGE (widget)->views, "timeline");
}

static void
open_visit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_history_page_open_visit (LUMBAR_HISTORY_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
visit_row_activated_cb (LumbarHistoryPage *self, LumbarVisitRow *row)
{
  LumbarEncounter *visit = lumbar_visit_row_get_visit (row);

  if (visit->status == LUMBAR_ENCOUNTER_DRAFT)
    gtk_widget_activate_action (GTK_WIDGET (self), "history.start-visit", NULL);
  else
    open_visit (self, visit->id);
}

static void
visit_page_changed_cb (LumbarHistoryPage *self)
{
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
lumbar_history_page_dispose (GObject *object)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->events);
  g_clear_object (&self->worker);
  g_clear_object (&self->patient);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (lumbar_history_page_parent_class)->dispose (object);
}

static void
lumbar_history_page_finalize (GObject *object)
{
  LumbarHistoryPage *self = LUMBAR_HISTORY_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->wanted_visit);
  free_trended (self);
  g_clear_pointer (&self->history, lumbar_patient_history_free);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_history_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, main_page);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, visit_page);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, header);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, visit_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, visit_button_stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, visit_label);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, identity);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, ms_summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, note);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, failed);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, views);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, overview);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, visits_stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, visit_list);
  gtk_widget_class_bind_template_child (widget_class, LumbarHistoryPage, trends);
  gtk_widget_class_bind_template_callback (widget_class, fill_visible_view);
  gtk_widget_class_bind_template_callback (widget_class, visit_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, visits_scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, visit_page_changed_cb);
}

static void
lumbar_history_page_class_init (LumbarHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = lumbar_history_page_dispose;
  object_class->finalize = lumbar_history_page_finalize;

  intake_requested_signal = g_signal_new ("intake-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, LUMBAR_TYPE_PATIENT, LUMBAR_TYPE_ENCOUNTER);
  changed_signal = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  closed_signal = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LUMBAR_TYPE_OVERVIEW_VIEW);
  g_type_ensure (LUMBAR_TYPE_TIMELINE_VIEW);
  g_type_ensure (LUMBAR_TYPE_TRENDS_VIEW);
  g_type_ensure (LUMBAR_TYPE_VISIT_PAGE);
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "history.start-visit", NULL, start_visit_action);
  gtk_widget_class_install_action (widget_class, "history.discard-draft", NULL, discard_draft_action);
  gtk_widget_class_install_action (widget_class, "history.add-event", NULL, add_event_action);
  gtk_widget_class_install_action (widget_class, "history.delete-event", "s", delete_event_action);
  gtk_widget_class_install_action (widget_class, "history.edit-event", "s", edit_event_action);
  gtk_widget_class_install_action (widget_class, "history.show-timeline", NULL, show_timeline_action);
  gtk_widget_class_install_action (widget_class, "history.open-visit", "s", open_visit_action);
  gtk_widget_class_install_action (widget_class, "history.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, 0, "history.add-event", NULL);
}

static void
lumbar_history_page_init (LumbarHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_history_page_new:
 * @knowledge: the clinical content
 * @worker: who reads and writes the record
 *
 * Returns: (transfer floating): the page, to be shown a patient
 */
LumbarHistoryPage *
lumbar_history_page_new (LumbarKnowledge *knowledge, LumbarWorker *worker)
{
  LumbarHistoryPage *self = g_object_new (LUMBAR_TYPE_HISTORY_PAGE, NULL);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->worker = g_object_ref (worker);
  self->events = lumbar_event_actions_new (GTK_WIDGET (self), worker);
  g_signal_connect_object (self->events, "changed", G_CALLBACK (events_changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (preparing_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), preparing_actions[i],
                                   lumbar_worker_may (worker, LUMBAR_RIGHT_PREPARE));
  return self;
}

/**
 * lumbar_history_page_show_patient:
 * @self: a page
 * @patient: whom to show
 *
 * Shows at once who it is, and the rest when it is read. Nothing of the patient before stays visible.
 */
void
lumbar_history_page_show_patient (LumbarHistoryPage *self, LumbarPatient *patient)
{
  gboolean other = self->patient == NULL || !g_str_equal (self->patient->id, patient->id);

  g_set_object (&self->patient, patient);
  g_clear_pointer (&self->wanted_visit, g_free);
  show_identity (self);
  if (other)
    {
      set_optional_label (self->ms_summary, "");
      gtk_stack_set_visible_child_name (self->stack, "loading");
      adw_view_stack_set_visible_child_name (self->views, "overview");
    }
  adw_leaflet_set_visible_child (self->leaflet, self->main_page);
  load (self);
}

/**
 * lumbar_history_page_refresh:
 * @self: a page
 *
 * Reads the patient again, because the record changed.
 */
void
lumbar_history_page_refresh (LumbarHistoryPage *self)
{
  if (self->patient != NULL)
    load (self);
}

/**
 * lumbar_history_page_show_visits:
 * @self: a page
 *
 * Turns to the list of visits.
 */
void
lumbar_history_page_show_visits (LumbarHistoryPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->main_page);
  adw_view_stack_set_visible_child_name (self->views, "visits");
}

/**
 * lumbar_history_page_open_visit:
 * @self: a page that shows a patient
 * @encounter_id: a signed visit of the patient
 *
 * Opens the visit, at once or as soon as the patient is read.
 */
void
lumbar_history_page_open_visit (LumbarHistoryPage *self, const char *encounter_id)
{
  gboolean read = self->history != NULL && g_str_equal (self->history->patient->id, self->patient->id) &&
                  g_str_equal (gtk_stack_get_visible_child_name (self->stack), "patient");

  if (read)
    open_visit (self, encounter_id);
  else
    lumbar_set_str (&self->wanted_visit, encounter_id);
}

/**
 * lumbar_history_page_set_folded:
 * @self: a page
 * @folded: whether it has the whole window, so that it needs a way back to the list
 */
void
lumbar_history_page_set_folded (LumbarHistoryPage *self, gboolean folded)
{
  gtk_widget_set_visible (self->back_button, folded);
  gtk_stack_set_visible_child_name (self->visit_button_stack, folded ? "icon" : "label");
  adw_view_switcher_set_policy (self->switcher,
                                folded ? ADW_VIEW_SWITCHER_POLICY_NARROW : ADW_VIEW_SWITCHER_POLICY_WIDE);
  adw_header_bar_set_show_start_title_buttons (self->header, folded);
}

/**
 * lumbar_history_page_print:
 * @self: a page
 *
 * Prints the visit that is open.
 *
 * Returns: %FALSE where none is
 */
gboolean
lumbar_history_page_print (LumbarHistoryPage *self)
{
  if (adw_leaflet_get_visible_child (self->leaflet) != GTK_WIDGET (self->visit_page))
    return FALSE;
  lumbar_visit_page_print (self->visit_page);
  return TRUE;
}

/**
 * lumbar_history_page_get_patient:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): whom it shows
 */
LumbarPatient *
lumbar_history_page_get_patient (LumbarHistoryPage *self)
{
  return self->patient;
}

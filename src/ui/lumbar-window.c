/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients on the left, the chosen one on the right; an intake over both. */

#include "lumbar-window.h"

#include <glib/gi18n.h>

#include "lumbar-companions.h"
#include "lumbar-confirm.h"
#include "lumbar-day-dialog.h"
#include "lumbar-history-page.h"
#include "lumbar-intake-page.h"
#include "lumbar-patient-actions.h"
#include "lumbar-patients-page.h"
#include "lumbar-problem-page.h"
#include "lumbar-session-lock.h"
#include "lumbar-text.h"
#include "lumbar-toast.h"

struct _LumbarWindow {
  AdwApplicationWindow parent_instance;

  LumbarKnowledge *knowledge; /* Owned; NULL until a record is open */
  LumbarWorker *worker;       /* Owned; likewise */
  LumbarAccess *access;       /* Owned; likewise */
  LumbarSessionLock *lock;    /* Owned */
  char *unlocked_page;        /* Owned; what is shown to who comes back; NULL while it is not locked */

  LumbarPatientActions *patient_actions; /* Owned; NULL likewise */
  LumbarCompanions *companions;          /* Owned; NULL likewise */

  LumbarPatientsPage *patients; /* Borrowed from patients_bin; NULL likewise */
  LumbarHistoryPage *history;   /* Borrowed from history_bin; NULL until a patient is shown */
  LumbarIntakePage *intake;     /* Borrowed from intake_bin; NULL while none goes on */
  char *about_record;           /* Owned; what the notice says of the record, */
  char *warning;                /* Owned; of its backups, */
  char *greeting;               /* Owned; and to who entered; each may be "" */

  GtkStack *stack;
  LumbarProblemPage *problem;
  LumbarLockPage *lock_page;
  AdwLeaflet *leaflet;
  AdwBin *patients_bin;
  GtkStack *detail;
  AdwBin *history_bin;
  AdwBin *intake_bin;
  GtkWidget *notice;
  GtkLabel *notice_label;
  GtkWidget *leave_button;
};

G_DEFINE_FINAL_TYPE (LumbarWindow, lumbar_window, ADW_TYPE_APPLICATION_WINDOW)

static guint lock_changed_signal;
static guint opener_signal;

/* Not offered to who may not say who is a patient. */
static const char *const managing_actions[] = { "win.delete-patient", "win.merge-patient", "win.erase-patient" };

static gboolean
may (LumbarWindow *self, LumbarRight right)
{
  return self->worker != NULL && lumbar_worker_may (self->worker, right);
}

static void
update_actions (LumbarWindow *self)
{
  gboolean chosen = g_str_equal (gtk_stack_get_visible_child_name (self->detail), "patient");
  gboolean browsing = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "browse");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", browsing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.check", browsing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cohort", browsing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.save-day", browsing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print", browsing && chosen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", browsing && chosen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.edit-patient",
                                 browsing && chosen && may (self, LUMBAR_RIGHT_PREPARE));
  for (guint i = 0; i < G_N_ELEMENTS (managing_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), managing_actions[i],
                                   browsing && chosen && may (self, LUMBAR_RIGHT_MANAGE));
}

static void
show_page (LumbarWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  update_actions (self);
}

/* A toast that offers to take something back may keep them, and must not reach a record that is closed. */
static void
drop_patient_actions (LumbarWindow *self)
{
  if (self->patient_actions == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->patient_actions, self);
  g_object_run_dispose (G_OBJECT (self->patient_actions));
  g_clear_object (&self->patient_actions);
}

/* What they show belongs to the record that was open. */
static void
close_companions (LumbarWindow *self)
{
  if (self->companions != NULL)
    lumbar_companions_close (self->companions);
  g_clear_object (&self->companions);
}

static void
show_nobody (LumbarWindow *self)
{
  gtk_stack_set_visible_child_name (self->detail, "nobody");
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->patients_bin));
  lumbar_patients_page_mark_chosen (self->patients, NULL);
  update_actions (self);
}

static void
leaflet_folded_cb (LumbarWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  if (self->patients != NULL)
    lumbar_patients_page_set_folded (self->patients, folded);
  if (self->history != NULL)
    lumbar_history_page_set_folded (self->history, folded);
}

/* Intake */

static void
end_intake (LumbarWindow *self)
{
  show_page (self, "browse");
  self->intake = NULL;
  adw_bin_set_child (self->intake_bin, NULL);
  lumbar_history_page_refresh (self->history);
  lumbar_patients_page_refresh (self->patients);
}

static void
intake_closed_cb (LumbarWindow *self)
{
  end_intake (self);
}

static void
intake_signed_cb (LumbarWindow *self, const char *encounter_id)
{
  end_intake (self);
  lumbar_history_page_show_visits (self->history);
  lumbar_toast_show (GTK_WIDGET (self->stack), _("Visit signed"));
}

static void
history_intake_requested_cb (LumbarWindow *self, LumbarPatient *patient, LumbarEncounter *draft)
{
  LumbarIntakePage *page = lumbar_intake_page_new (self->knowledge, self->worker, patient, draft);

  self->intake = page;
  g_signal_connect_object (page, "closed", G_CALLBACK (intake_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "signed", G_CALLBACK (intake_signed_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->intake_bin, GTK_WIDGET (page));
  show_page (self, "intake");
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

/* The chosen patient */

static void
history_changed_cb (LumbarWindow *self)
{
  lumbar_patients_page_refresh (self->patients);
}

static void
history_closed_cb (LumbarWindow *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    show_nobody (self);
}

/* Only when somebody is chosen: all the views of a patient would hold up the first sight of the window. */
static void
make_history (LumbarWindow *self)
{
  self->history = lumbar_history_page_new (self->knowledge, self->worker);
  g_signal_connect_object (self->history, "intake-requested", G_CALLBACK (history_intake_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "closed", G_CALLBACK (history_closed_cb), self, G_CONNECT_SWAPPED);
  lumbar_history_page_set_folded (self->history, adw_leaflet_get_folded (self->leaflet));
  adw_bin_set_child (self->history_bin, GTK_WIDGET (self->history));
}

static void
show_patient (LumbarWindow *self, LumbarPatient *patient)
{
  if (self->history == NULL)
    make_history (self);
  lumbar_history_page_show_patient (self->history, patient);
  gtk_stack_set_visible_child_name (self->detail, "patient");
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail));
  lumbar_patients_page_mark_chosen (self->patients, patient->id);
  update_actions (self);
}

/* Patients */

static void
patient_show_cb (LumbarWindow *self, LumbarPatient *patient)
{
  if (!lumbar_window_is_taking_intake (self))
    show_patient (self, patient);
}

static void
patients_changed_cb (LumbarWindow *self)
{
  lumbar_patients_page_refresh (self->patients);
}

static void
make_patient_actions (LumbarWindow *self)
{
  drop_patient_actions (self);
  self->patient_actions = lumbar_patient_actions_new (GTK_WIDGET (self->stack), self->worker);
  g_signal_connect_object (self->patient_actions, "show", G_CALLBACK (patient_show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->patient_actions, "gone", G_CALLBACK (show_nobody), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->patient_actions, "changed", G_CALLBACK (patients_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
edit_patient_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);

  lumbar_patient_actions_edit (self->patient_actions, lumbar_history_page_get_patient (self->history));
}

static void
delete_patient_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);

  lumbar_patient_actions_delete (self->patient_actions, lumbar_history_page_get_patient (self->history));
}

static void
merge_patient_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);

  lumbar_patient_actions_merge (self->patient_actions, lumbar_history_page_get_patient (self->history));
}

static void
erase_patient_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);

  lumbar_patient_actions_erase (self->patient_actions, lumbar_history_page_get_patient (self->history));
}

/* All patients together */

static void
companions_chosen_cb (LumbarWindow *self, LumbarPatient *patient, const char *encounter_id)
{
  gtk_window_present (GTK_WINDOW (self));
  if (lumbar_window_is_taking_intake (self))
    {
      lumbar_toast_show (GTK_WIDGET (self->stack), _("Finish or close the intake first, then choose the visit again"));
      return;
    }
  show_patient (self, patient);
  /* Of a patient chosen without a visit, what is shown first stays. */
  if (*encounter_id != '\0')
    lumbar_history_page_open_visit (self->history, encounter_id);
}

static void
make_companions (LumbarWindow *self)
{
  close_companions (self);
  self->companions = lumbar_companions_new (GTK_WINDOW (self), GTK_WIDGET (self->stack), self->knowledge, self->worker);
  g_signal_connect_object (self->companions, "chosen", G_CALLBACK (companions_chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_companions_present_check (LUMBAR_WINDOW (widget)->companions);
}

static void
cohort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_companions_present_cohort (LUMBAR_WINDOW (widget)->companions);
}

static void
save_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);
  LumbarDayDialog *dialog = lumbar_day_dialog_new (self->knowledge, self->worker);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Moving about */

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->patients_bin));
  lumbar_patients_page_focus_search (self->patients);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);

  if (!lumbar_history_page_print (self->history))
    lumbar_toast_show (GTK_WIDGET (self->stack), _("Open a signed visit to print its report"));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarWindow *self = LUMBAR_WINDOW (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->history), "history.back", NULL);
}

static void
save_size (LumbarWindow *self, GSettings *settings)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
leave_unsaved (GtkWidget *widget)
{
  gtk_window_destroy (GTK_WINDOW (widget));
}

static gboolean
close_request_cb (LumbarWindow *self, GSettings *settings)
{
  save_size (self, settings);
  if (self->intake == NULL || !lumbar_intake_page_holds_unsaved (self->intake))
    return FALSE;
  lumbar_confirm_destructive (GTK_WIDGET (self), _("Close without saving?"),
                              _("Some answers are not on disk yet. They are lost when you close now."), _("_Close"),
                              leave_unsaved);
  return TRUE;
}

/* The record that was opened */

static void
empty_bins (LumbarWindow *self)
{
  self->patients = NULL;
  self->history = NULL;
  self->intake = NULL;
  adw_bin_set_child (self->patients_bin, NULL);
  adw_bin_set_child (self->history_bin, NULL);
  adw_bin_set_child (self->intake_bin, NULL);
}

static void
show_browse (LumbarWindow *self)
{
  empty_bins (self);
  make_companions (self);
  make_patient_actions (self);
  self->patients = lumbar_patients_page_new (self->worker);
  g_signal_connect_object (self->patients, "chosen", G_CALLBACK (show_patient), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->patients_bin, GTK_WIDGET (self->patients));
  show_nobody (self);
  leaflet_folded_cb (self);
  show_page (self, "browse");
  lumbar_patients_page_focus_search (self->patients);
}

static void
show_notice (LumbarWindow *self)
{
  const char *parts[] = { self->about_record, self->warning, self->greeting };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", parts[i]);
  gtk_label_set_label (self->notice_label, text->str);
  gtk_widget_set_visible (self->notice, text->len > 0);
}

static void
set_greeting (LumbarWindow *self, const char *greeting)
{
  lumbar_set_str (&self->greeting, greeting);
  show_notice (self);
}

/* Locking */

static LumbarSaveState
ask_saved (GtkWindow *window)
{
  LumbarIntakePage *intake = LUMBAR_WINDOW (window)->intake;

  return intake ? lumbar_intake_page_get_save_state (intake) : LUMBAR_SAVE_SAVED;
}

static void
locked_cb (LumbarWindow *self)
{
  lumbar_set_str (&self->unlocked_page, gtk_stack_get_visible_child_name (self->stack));
  set_greeting (self, "");
  gtk_widget_set_visible (GTK_WIDGET (self->lock_page), TRUE);
  show_page (self, "locked");
  g_signal_emit (self, lock_changed_signal, 0);
}

static void
greet (LumbarWindow *self)
{
  gboolean alarming;
  g_autofree char *last = lumbar_access_describe_last (self->access, &alarming);

  set_greeting (self, last && alarming ? last : "");
  if (last != NULL && !alarming)
    lumbar_toast_show (GTK_WIDGET (self->stack), last);
}

static void
unlocked_cb (LumbarWindow *self, gboolean kept)
{
  g_autofree char *page = g_steal_pointer (&self->unlocked_page);

  if (!kept)
    show_browse (self);
  else
    {
      /* What was being read when the record was shut is read again. */
      show_page (self, page);
      lumbar_patients_page_refresh (self->patients);
      if (self->history != NULL && self->intake == NULL)
        lumbar_history_page_refresh (self->history);
    }
  if (self->intake != NULL)
    lumbar_intake_page_retry (self->intake);
  gtk_widget_set_visible (GTK_WIDGET (self->lock_page), FALSE);
  greet (self);
  g_signal_emit (self, lock_changed_signal, 0);
}

/* Of a record that is open the lock takes care. */
static void
lock_page_enter_cb (LumbarWindow *self, const char *id, const char *passphrase)
{
  if (self->access == NULL)
    g_signal_emit (self, opener_signal, 0, id, passphrase);
}

static void
lock_minutes_changed_cb (LumbarWindow *self, const char *key, GSettings *settings)
{
  lumbar_session_lock_set_idle (self->lock, (guint) g_settings_get_int (settings, "lock-minutes") * 60);
}

static void
lumbar_window_dispose (GObject *object)
{
  LumbarWindow *self = LUMBAR_WINDOW (object);

  close_companions (self);
  g_clear_object (&self->lock);
  g_clear_object (&self->access);
  drop_patient_actions (self);
  g_clear_pointer (&self->unlocked_page, g_free);
  g_clear_pointer (&self->about_record, g_free);
  g_clear_pointer (&self->warning, g_free);
  g_clear_pointer (&self->greeting, g_free);
  self->patients = NULL;
  self->history = NULL;
  self->intake = NULL;
  g_clear_object (&self->worker);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_window_parent_class)->dispose (object);
}

static void
lumbar_window_class_init (LumbarWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_window_dispose;
  lock_changed_signal = g_signal_new ("lock-changed", LUMBAR_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
  opener_signal = g_signal_new ("opener", LUMBAR_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_STRING, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (LUMBAR_TYPE_LOCK_PAGE);
  g_type_ensure (LUMBAR_TYPE_PROBLEM_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/lumbar-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, lock_page);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, patients_bin);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, history_bin);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, intake_bin);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, LumbarWindow, leave_button);
  gtk_widget_class_bind_template_callback (widget_class, leaflet_folded_cb);

  gtk_widget_class_install_action (widget_class, "win.edit-patient", NULL, edit_patient_action);
  gtk_widget_class_install_action (widget_class, "win.delete-patient", NULL, delete_patient_action);
  gtk_widget_class_install_action (widget_class, "win.merge-patient", NULL, merge_patient_action);
  gtk_widget_class_install_action (widget_class, "win.erase-patient", NULL, erase_patient_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "win.cohort", NULL, cohort_action);
  gtk_widget_class_install_action (widget_class, "win.save-day", NULL, save_day_action);
}

static void
lumbar_window_init (LumbarWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->about_record = g_strdup ("");
  self->warning = g_strdup ("");
  self->greeting = g_strdup ("");
  self->lock = lumbar_session_lock_new (GTK_WINDOW (self), self->lock_page, ask_saved);
  lumbar_session_lock_add_bin (self->lock, self->patients_bin);
  lumbar_session_lock_add_bin (self->lock, self->history_bin);
  lumbar_session_lock_add_bin (self->lock, self->intake_bin);
  g_signal_connect_object (self->lock_page, "enter", G_CALLBACK (lock_page_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock, "locked", G_CALLBACK (locked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock, "unlocked", G_CALLBACK (unlocked_cb), self, G_CONNECT_SWAPPED);
  update_actions (self);
}

/**
 * lumbar_window_new:
 * @application: the application
 * @settings: where the size of the window is kept
 *
 * Returns: (transfer floating): the window, waiting for a record
 */
LumbarWindow *
lumbar_window_new (GtkApplication *application, GSettings *settings)
{
  LumbarWindow *self = g_object_new (LUMBAR_TYPE_WINDOW, "application", application, NULL);

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_signal_connect_object (self, "close-request", G_CALLBACK (close_request_cb), settings, 0);
  g_signal_connect_object (settings, "changed::lock-minutes", G_CALLBACK (lock_minutes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  lock_minutes_changed_cb (self, "lock-minutes", settings);
  return self;
}

/**
 * lumbar_window_show_loading:
 * @self: a window
 *
 * Shows that a record is being opened.
 */
void
lumbar_window_show_loading (LumbarWindow *self)
{
  close_companions (self);
  show_page (self, "loading");
}

/**
 * lumbar_window_ask_opener:
 * @self: a window
 * @openers: (element-type LumbarPractitioner): who can open an encrypted record
 *
 * Lets go of the record that is shown, and asks who is there and for their passphrase.
 */
void
lumbar_window_ask_opener (LumbarWindow *self, GPtrArray *openers)
{
  lumbar_window_leave_record (self);
  lumbar_lock_page_set_people (self->lock_page, openers, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lock_page), TRUE);
  show_page (self, "locked");
  lumbar_lock_page_ask (self->lock_page, _("Its file is encrypted."));
}

/**
 * lumbar_window_refuse_opener:
 * @self: a window that asked for an opener
 * @problem: why the record does not open
 *
 * Asks again.
 */
void
lumbar_window_refuse_opener (LumbarWindow *self, const char *problem)
{
  show_page (self, "locked");
  lumbar_lock_page_set_problem (self->lock_page, problem);
}

/**
 * lumbar_window_show_record:
 * @self: a window
 * @record: what to show; its worker and knowledge are kept until the next is shown
 *
 * Shows the patients of a record, or asks who is there where it needs a passphrase.
 */
void
lumbar_window_show_record (LumbarWindow *self, const LumbarOpenRecord *record)
{
  close_companions (self);
  empty_bins (self);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  self->knowledge = lumbar_knowledge_ref (record->knowledge);
  g_set_object (&self->worker, record->worker);
  g_set_object (&self->access, record->access);
  g_free (self->about_record);
  self->about_record = lumbar_open_record_describe (record);
  gtk_widget_set_visible (self->leave_button, record->folder != NULL);
  lumbar_set_str (&self->warning, "");
  set_greeting (self, "");
  lumbar_session_lock_set_access (self->lock, record->access);
  if (lumbar_session_lock_is_locked (self->lock))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->lock_page), FALSE);
  show_browse (self);
}

/**
 * lumbar_window_show_problem:
 * @self: a window
 * @error: why a record can't be opened
 * @path: where it lies
 *
 * Says why there is nothing to show and what to do about it.
 */
void
lumbar_window_show_problem (LumbarWindow *self, const GError *error, const char *path)
{
  lumbar_problem_page_show (self->problem, error, path);
  show_page (self, "problem");
}

/**
 * lumbar_window_leave_record:
 * @self: a window
 *
 * Lets go of the record that is shown, so that it can be closed.
 */
void
lumbar_window_leave_record (LumbarWindow *self)
{
  lumbar_window_show_loading (self);
  empty_bins (self);
  lumbar_session_lock_set_access (self->lock, NULL);
  drop_patient_actions (self);
  g_clear_object (&self->access);
  g_clear_object (&self->worker);
}

/**
 * lumbar_window_set_warning:
 * @self: a window
 * @warning: (nullable): what the clinician should know as long as it is so; %NULL for nothing
 */
void
lumbar_window_set_warning (LumbarWindow *self, const char *warning)
{
  lumbar_set_str (&self->warning, warning ? warning : "");
  show_notice (self);
}

/**
 * lumbar_window_new_patient:
 * @self: a window
 *
 * Asks for a new patient; nothing happens while no record is open or an intake goes on.
 */
void
lumbar_window_new_patient (LumbarWindow *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "browse"))
    lumbar_patient_actions_edit (self->patient_actions, NULL);
}

/**
 * lumbar_window_lock:
 * @self: a window
 *
 * Locks the record, where it needs a passphrase. An intake and what else was begun is kept for who comes back.
 */
void
lumbar_window_lock (LumbarWindow *self)
{
  lumbar_session_lock_lock (self->lock);
}

/**
 * lumbar_window_is_locked:
 * @self: a window
 *
 * Returns: whether somebody must enter before anything can be done
 */
gboolean
lumbar_window_is_locked (LumbarWindow *self)
{
  return lumbar_session_lock_is_locked (self->lock);
}

/**
 * lumbar_window_is_taking_intake:
 * @self: a window
 *
 * Returns: whether an intake goes on
 */
gboolean
lumbar_window_is_taking_intake (LumbarWindow *self)
{
  return self->intake != NULL;
}

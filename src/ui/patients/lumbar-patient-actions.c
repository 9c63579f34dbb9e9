/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with the entry of a patient. */

#include "lumbar-patient-actions.h"

#include <glib/gi18n.h>

#include "lumbar-erase-dialog.h"
#include "lumbar-merge-dialog.h"
#include "lumbar-patient-dialog.h"
#include "lumbar-toast.h"

struct _LumbarPatientActions {
  GObject parent_instance;

  GtkWidget *host;      /* Weak; in the window, with a place for toasts */
  LumbarWorker *worker; /* Owned */
};

G_DEFINE_FINAL_TYPE (LumbarPatientActions, lumbar_patient_actions, G_TYPE_OBJECT)

enum {
  SIGNAL_SHOW,
  SIGNAL_GONE,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
present (LumbarPatientActions *self, gpointer dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (self->host)));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show (LumbarPatientActions *self, LumbarPatient *patient)
{
  g_signal_emit (self, signals[SIGNAL_SHOW], 0, patient);
}

/* Making and changing */

static void
dialog_saved_cb (LumbarPatientActions *self, LumbarPatient *patient)
{
  show (self, patient);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Deleting and bringing back */

static gpointer
delete_patient (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_delete_patient (store, LUMBAR_PATIENT (data)->id, error) ? g_object_ref (data) : NULL;
}

static gpointer
undelete_patient (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_undelete_patient (store, LUMBAR_PATIENT (data)->id, error) ? g_object_ref (data) : NULL;
}

static void
say_not_saved (LumbarPatientActions *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_("Not saved: %s"), error->message);

  lumbar_toast_show (self->host, text);
}

static void
worker_undeleted_patient_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPatientActions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarPatient) patient = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (self->host == NULL)
    return;
  if (error != NULL)
    say_not_saved (self, error);
  else
    dialog_saved_cb (self, patient);
}

static void
undo_delete_patient (GtkWidget *host, GObject *patient)
{
  LumbarPatientActions *self = g_object_get_data (patient, "actions");

  if (self->worker != NULL)
    lumbar_worker_run_async (self->worker, undelete_patient, g_object_ref (patient), g_object_unref, g_object_unref,
                             NULL, worker_undeleted_patient_cb, g_object_ref (self));
}

static void
worker_deleted_patient_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPatientActions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarPatient) patient = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (self->host == NULL)
    return;
  if (error != NULL)
    {
      say_not_saved (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_GONE], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_object_set_data_full (G_OBJECT (patient), "actions", g_object_ref (self), g_object_unref);
  lumbar_toast_show_undo (self->host, _("Patient deleted"), undo_delete_patient, G_OBJECT (patient));
}

/* Merging and erasing */

static void
dialog_merged_cb (LumbarPatientActions *self, GtkWidget *dialog)
{
  show (self, g_object_get_data (G_OBJECT (dialog), "patient"));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
dialog_erased_cb (LumbarPatientActions *self)
{
  g_signal_emit (self, signals[SIGNAL_GONE], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->host != NULL)
    lumbar_toast_show (self->host, _("The person is erased"));
}

static void
lumbar_patient_actions_dispose (GObject *object)
{
  LumbarPatientActions *self = LUMBAR_PATIENT_ACTIONS (object);

  g_clear_weak_pointer (&self->host);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (lumbar_patient_actions_parent_class)->dispose (object);
}

static void
lumbar_patient_actions_class_init (LumbarPatientActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_patient_actions_dispose;

  signals[SIGNAL_SHOW] = g_signal_new ("show", LUMBAR_TYPE_PATIENT_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, LUMBAR_TYPE_PATIENT);
  signals[SIGNAL_GONE] = g_signal_new ("gone", LUMBAR_TYPE_PATIENT_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUMBAR_TYPE_PATIENT_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
lumbar_patient_actions_init (LumbarPatientActions *self)
{
}

/**
 * lumbar_patient_actions_new:
 * @host: a widget of the window, with a place for toasts
 * @worker: who owns the record
 *
 * Returns: (transfer full): what can be done with the patients of a record
 */
LumbarPatientActions *
lumbar_patient_actions_new (GtkWidget *host, LumbarWorker *worker)
{
  LumbarPatientActions *self = g_object_new (LUMBAR_TYPE_PATIENT_ACTIONS, NULL);

  g_set_weak_pointer (&self->host, host);
  self->worker = g_object_ref (worker);
  return self;
}

/**
 * lumbar_patient_actions_edit:
 * @self: the actions
 * @patient: (nullable): whom to change; %NULL for a new patient
 *
 * Opens the form.
 */
void
lumbar_patient_actions_edit (LumbarPatientActions *self, LumbarPatient *patient)
{
  LumbarPatientDialog *dialog = lumbar_patient_dialog_new (self->worker, patient);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (dialog_saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "existing-chosen", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

/**
 * lumbar_patient_actions_delete:
 * @self: the actions
 * @patient: whom to delete
 *
 * Takes a patient out of the list and offers to undo it.
 */
void
lumbar_patient_actions_delete (LumbarPatientActions *self, LumbarPatient *patient)
{
  lumbar_worker_run_async (self->worker, delete_patient, g_object_ref (patient), g_object_unref, g_object_unref, NULL,
                           worker_deleted_patient_cb, g_object_ref (self));
}

/**
 * lumbar_patient_actions_merge:
 * @self: the actions
 * @patient: who was entered twice
 *
 * Opens the search for the other entry.
 */
void
lumbar_patient_actions_merge (LumbarPatientActions *self, LumbarPatient *patient)
{
  LumbarMergeDialog *dialog = lumbar_merge_dialog_new (self->worker, patient);

  g_object_set_data_full (G_OBJECT (dialog), "patient", g_object_ref (patient), g_object_unref);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (dialog_merged_cb), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

/**
 * lumbar_patient_actions_erase:
 * @self: the actions
 * @patient: who is to be erased
 *
 * Asks whether this is really meant.
 */
void
lumbar_patient_actions_erase (LumbarPatientActions *self, LumbarPatient *patient)
{
  LumbarEraseDialog *dialog = lumbar_erase_dialog_new (self->worker, patient);

  g_signal_connect_object (dialog, "erased", G_CALLBACK (dialog_erased_cb), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with events. */

#include "lumbar-event-actions.h"

#include <glib/gi18n.h>

#include "lumbar-event-dialog.h"
#include "lumbar-toast.h"

struct _LumbarEventActions {
  GObject parent_instance;

  GtkWidget *host;      /* Weak; in the window, with a place for toasts */
  LumbarWorker *worker; /* Owned */
};

G_DEFINE_FINAL_TYPE (LumbarEventActions, lumbar_event_actions, G_TYPE_OBJECT)

static guint changed_signal;

static void
present (LumbarEventActions *self, LumbarEventDialog *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (self->host)));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
worker_changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarEventActions) self = data;
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  g_signal_emit (self, changed_signal, 0, error ? error->message : NULL);
}

/* Saving */

static gpointer
save_event (LumbarStore *store, gpointer data, GError **error)
{
  lumbar_store_save_event (store, data, error);
  return NULL;
}

static void
save (LumbarEventActions *self, LumbarEvent *event)
{
  lumbar_worker_run_async (self->worker, save_event, g_object_ref (event), g_object_unref, NULL, NULL,
                           worker_changed_cb, g_object_ref (self));
}

/* What a toast takes back: the event as it was before, and who saves it. */
static void
undo (GtkWidget *host, GObject *event)
{
  LumbarEventActions *self = g_object_get_data (event, "actions");

  /* A toast may stay longer than the page. */
  if (self->host != NULL && self->worker != NULL)
    save (self, LUMBAR_EVENT (event));
}

static void
offer_undo (LumbarEventActions *self, const char *text, LumbarEvent *before)
{
  if (self->host == NULL)
    return;
  g_object_set_data_full (G_OBJECT (before), "actions", g_object_ref (self), g_object_unref);
  lumbar_toast_show_undo (self->host, text, undo, G_OBJECT (before));
}

static gpointer
withdraw_event (LumbarStore *store, gpointer data, GError **error)
{
  lumbar_store_withdraw_event (store, data, error);
  return NULL;
}

/* Changing */

static void
dialog_changed_cb (LumbarEventActions *self, LumbarEvent *event, LumbarEventDialog *dialog)
{
  LumbarEvent *before = g_object_get_data (G_OBJECT (dialog), "before");

  if (lumbar_event_equal (before, event))
    return;
  save (self, event);
  offer_undo (self, _("Event changed"), before);
}

/* As it was before, for that is what can be taken back. */
static void
dialog_withdrawn_cb (LumbarEventActions *self, LumbarEvent *event, LumbarEventDialog *dialog)
{
  lumbar_event_actions_withdraw (self, g_object_get_data (G_OBJECT (dialog), "before"));
}

static gpointer
list_versions (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_list_event_versions (store, data, error);
}

/* What can't be read is not shown: the event itself can still be changed. */
static void
worker_listed_versions_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarEventDialog) dialog = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (versions != NULL && gtk_widget_get_visible (GTK_WIDGET (dialog)))
    lumbar_event_dialog_show_trail (dialog, versions);
}

static void
lumbar_event_actions_dispose (GObject *object)
{
  LumbarEventActions *self = LUMBAR_EVENT_ACTIONS (object);

  g_clear_weak_pointer (&self->host);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (lumbar_event_actions_parent_class)->dispose (object);
}

static void
lumbar_event_actions_class_init (LumbarEventActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_event_actions_dispose;

  changed_signal = g_signal_new ("changed", LUMBAR_TYPE_EVENT_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lumbar_event_actions_init (LumbarEventActions *self)
{
}

/**
 * lumbar_event_actions_new:
 * @host: a widget of the window, with a place for toasts
 * @worker: who owns the record
 *
 * Returns: (transfer full): what can be done with events
 */
LumbarEventActions *
lumbar_event_actions_new (GtkWidget *host, LumbarWorker *worker)
{
  LumbarEventActions *self = g_object_new (LUMBAR_TYPE_EVENT_ACTIONS, NULL);

  g_set_weak_pointer (&self->host, host);
  self->worker = g_object_ref (worker);
  return self;
}

/**
 * lumbar_event_actions_add:
 * @self: the actions
 * @patient_id: whose event
 *
 * Opens the form of a new event.
 */
void
lumbar_event_actions_add (LumbarEventActions *self, const char *patient_id)
{
  LumbarEventDialog *dialog = lumbar_event_dialog_new (patient_id);

  g_signal_connect_object (dialog, "added", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  present (self, dialog);
}

/**
 * lumbar_event_actions_edit:
 * @self: the actions
 * @event: an event of the record
 *
 * Opens its form, with what it was before.
 */
void
lumbar_event_actions_edit (LumbarEventActions *self, LumbarEvent *event)
{
  LumbarEventDialog *dialog = lumbar_event_dialog_new_for (event);

  g_object_set_data_full (G_OBJECT (dialog), "before", g_object_ref (event), g_object_unref);
  g_signal_connect_object (dialog, "added", G_CALLBACK (dialog_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "withdrawn", G_CALLBACK (dialog_withdrawn_cb), self, G_CONNECT_SWAPPED);
  lumbar_worker_run_async (self->worker, list_versions, g_strdup (event->id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, NULL, worker_listed_versions_cb, g_object_ref (dialog));
  present (self, dialog);
}

/**
 * lumbar_event_actions_withdraw:
 * @self: the actions
 * @event: an event of the record
 *
 * Marks it as entered in error, and offers to take that back.
 */
void
lumbar_event_actions_withdraw (LumbarEventActions *self, LumbarEvent *event)
{
  if (event->withdrawn)
    return;
  lumbar_worker_run_async (self->worker, withdraw_event, g_strdup (event->id), g_free, NULL, NULL, worker_changed_cb,
                           g_object_ref (self));
  offer_undo (self, _("Event withdrawn; it stays in the time line"), event);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Locking and letting in. What is seen goes at once; the record is shut as soon as what was typed is on the disk. */

#include "lumbar-session-lock.h"

#include <glib/gi18n.h>

#include "lumbar-clipboard.h"
#include "lumbar-lock-watch.h"
#include "lumbar-passphrase-dialog.h"
#include "lumbar-text.h"
#include "lumbar-window-veil.h"

/* Milliseconds between two looks whether all is saved, and how many looks: ten seconds. A disk that takes longer is
 * full or gone, and the answers stay in memory. */
#define LOOK_MS 50
#define MOST_LOOKS 200

struct _LumbarSessionLock {
  GObject parent_instance;

  GtkWindow *window;    /* Weak: it owns this */
  LumbarLockPage *page; /* Owned */
  LumbarAskSaved ask_saved;
  GPtrArray *bins;        /* Owned, of borrowed AdwBin: what holds something of the record */
  LumbarAccess *access;   /* Owned; NULL while no record is open */
  LumbarLockWatch *watch; /* Owned; NULL while no passphrase is needed */
  guint idle;             /* seconds; 0 for never */

  gboolean locked;
  LumbarPractitioner *before; /* Owned; who was there; NULL for nobody */
  LumbarWindowVeil *veil;     /* Owned; NULL while nothing is hidden */
  GtkWidget *focus;           /* Weak; where the cursor was */
  guint look_id;              /* 0 for none */
  guint looks;
};

G_DEFINE_FINAL_TYPE (LumbarSessionLock, lumbar_session_lock, G_TYPE_OBJECT)

enum {
  SIGNAL_LOCKED,
  SIGNAL_UNLOCKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarSessionLock) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = lumbar_access_list_finish (LUMBAR_ACCESS (source), result, &error);

  if (self->access != LUMBAR_ACCESS (source))
    return;
  if (people != NULL)
    lumbar_lock_page_set_people (self->page, people, self->before ? self->before->id : NULL);
  else
    lumbar_lock_page_set_problem (self->page, error->message);
}

static void
show_lock (LumbarSessionLock *self)
{
  self->locked = TRUE;
  g_signal_emit (self, signals[SIGNAL_LOCKED], 0);
  lumbar_lock_page_ask (self->page, self->before ? _("All is kept as you left it.") : "");
  lumbar_access_list_async (self->access, listed_cb, g_object_ref (self));
}

static gboolean
look_cb (gpointer data)
{
  LumbarSessionLock *self = data;

  if (self->looks++ < MOST_LOOKS && self->ask_saved (self->window) == LUMBAR_SAVE_SAVING)
    return G_SOURCE_CONTINUE;
  self->look_id = 0;
  lumbar_access_lock (self->access);
  return G_SOURCE_REMOVE;
}

static void
end_lock (LumbarSessionLock *self)
{
  const LumbarPractitioner *now = lumbar_access_get_practitioner (self->access);
  gboolean same = self->before != NULL && now != NULL && g_str_equal (self->before->id, now->id) &&
                  self->before->role == now->role;
  gboolean kept = same || self->ask_saved (self->window) == LUMBAR_SAVE_FAILED;

  self->locked = FALSE;
  g_clear_pointer (&self->before, lumbar_practitioner_free);
  if (kept)
    lumbar_window_veil_lift (g_steal_pointer (&self->veil));
  else
    lumbar_window_veil_drop (g_steal_pointer (&self->veil));
  g_signal_emit (self, signals[SIGNAL_UNLOCKED], 0, kept);
  if (kept && self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarSessionLock) self = data;
  g_autoptr (GError) error = NULL;

  if (!lumbar_access_run_finish (LUMBAR_ACCESS (source), result, NULL, &error) && self->locked)
    lumbar_lock_page_set_problem (self->page, error->message);
}

/* A login is queued behind the lock: who comes back before all is saved is let in after it. */
static void
enter_cb (LumbarSessionLock *self, const char *id, const char *passphrase)
{
  LumbarAccessRequest *request;

  if (self->access == NULL) /* The window opens an encrypted record first */
    return;
  request = lumbar_access_request_new (LUMBAR_ACCESS_LOGIN, NULL);
  request->person = lumbar_practitioner_new ("", LUMBAR_ROLE_READER);
  lumbar_set_str (&request->person->id, id);
  request->before = g_strdup (passphrase);
  if (self->look_id != 0)
    {
      g_clear_handle_id (&self->look_id, g_source_remove);
      lumbar_access_lock (self->access);
    }
  lumbar_access_run_async (self->access, request, ran_cb, g_object_ref (self));
}

static void
recover_cb (LumbarSessionLock *self, const char *id)
{
  LumbarPassphraseDialog *dialog;
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new ("", LUMBAR_ROLE_CLINICIAN);

  if (self->access == NULL)
    {
      lumbar_lock_page_set_problem (
        self->page, _("With the recovery key an encrypted record is opened in a terminal: “lumbar passphrase --recovery”."));
      return;
    }
  lumbar_set_str (&person->id, id);
  dialog = lumbar_passphrase_dialog_new (self->access, LUMBAR_ACCESS_RECOVER, person);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), self->window);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
update_watch (LumbarSessionLock *self)
{
  gboolean needed = self->access != NULL && lumbar_access_is_guarded (self->access);

  if (needed && self->watch == NULL)
    {
      self->watch = lumbar_lock_watch_new ();
      g_signal_connect_object (self->watch, "due", G_CALLBACK (lumbar_session_lock_lock), self, G_CONNECT_SWAPPED);
    }
  if (!needed)
    g_clear_object (&self->watch);
  if (self->watch != NULL)
    lumbar_lock_watch_set_idle (self->watch, self->idle);
}

static void
access_changed_cb (LumbarSessionLock *self)
{
  update_watch (self);
  if (self->locked && self->look_id == 0 && !lumbar_access_is_shut (self->access))
    end_lock (self);
}

static void
lumbar_session_lock_dispose (GObject *object)
{
  LumbarSessionLock *self = LUMBAR_SESSION_LOCK (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  g_clear_weak_pointer (&self->window);
  lumbar_window_veil_drop (g_steal_pointer (&self->veil));
  g_clear_pointer (&self->bins, g_ptr_array_unref);
  g_clear_object (&self->watch);
  g_clear_object (&self->access);
  g_clear_object (&self->page);
  g_clear_pointer (&self->before, lumbar_practitioner_free);

  G_OBJECT_CLASS (lumbar_session_lock_parent_class)->dispose (object);
}

static void
lumbar_session_lock_class_init (LumbarSessionLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_session_lock_dispose;

  signals[SIGNAL_LOCKED] = g_signal_new ("locked", LUMBAR_TYPE_SESSION_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[SIGNAL_UNLOCKED] = g_signal_new ("unlocked", LUMBAR_TYPE_SESSION_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
lumbar_session_lock_init (LumbarSessionLock *self)
{
  self->bins = g_ptr_array_new ();
}

/**
 * lumbar_session_lock_new:
 * @window: the window, which owns the lock
 * @page: where people say who they are
 * @ask_saved: tells what the record must wait for
 *
 * Returns: (transfer full): a lock for the records that are opened in @window
 */
LumbarSessionLock *
lumbar_session_lock_new (GtkWindow *window, LumbarLockPage *page, LumbarAskSaved ask_saved)
{
  LumbarSessionLock *self = g_object_new (LUMBAR_TYPE_SESSION_LOCK, NULL);

  g_set_weak_pointer (&self->window, window);
  self->page = g_object_ref (page);
  self->ask_saved = ask_saved;
  g_signal_connect_object (page, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "recover", G_CALLBACK (recover_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * lumbar_session_lock_add_bin:
 * @self: a lock
 * @bin: a part of the window, emptied while it is locked
 */
void
lumbar_session_lock_add_bin (LumbarSessionLock *self, AdwBin *bin)
{
  g_ptr_array_add (self->bins, bin);
}

/**
 * lumbar_session_lock_set_access:
 * @self: a lock
 * @access: (nullable): the record that was just opened; %NULL for none
 *
 * Asks who is there where the record needs a passphrase and nobody has entered yet.
 */
void
lumbar_session_lock_set_access (LumbarSessionLock *self, LumbarAccess *access)
{
  if (self->access != NULL)
    g_signal_handlers_disconnect_by_data (self->access, self);
  g_clear_handle_id (&self->look_id, g_source_remove);
  lumbar_window_veil_drop (g_steal_pointer (&self->veil));
  g_clear_pointer (&self->before, lumbar_practitioner_free);
  self->locked = FALSE;
  g_set_object (&self->access, access);
  if (access == NULL)
    {
      update_watch (self);
      return;
    }
  g_signal_connect_object (access, "changed", G_CALLBACK (access_changed_cb), self, G_CONNECT_SWAPPED);
  update_watch (self);
  if (lumbar_access_is_shut (access))
    show_lock (self);
}

/**
 * lumbar_session_lock_set_idle:
 * @self: a lock
 * @seconds: after how long without anybody typing or pointing the record is locked; 0 for never
 */
void
lumbar_session_lock_set_idle (LumbarSessionLock *self, guint seconds)
{
  self->idle = seconds;
  update_watch (self);
}

/**
 * lumbar_session_lock_lock:
 * @self: a lock
 *
 * Locks. Nothing happens where no passphrase is needed or it is locked already.
 */
void
lumbar_session_lock_lock (LumbarSessionLock *self)
{
  const LumbarPractitioner *practitioner = self->access ? lumbar_access_get_practitioner (self->access) : NULL;

  if (self->locked || practitioner == NULL)
    return;
  self->before = lumbar_practitioner_copy (practitioner);
  g_set_weak_pointer (&self->focus, gtk_window_get_focus (self->window));
  lumbar_clipboard_clear ();
  /* Where it stood in an answer, what was typed of it counts. */
  self->ask_saved (self->window);
  self->veil = lumbar_window_veil_new (self->window, (AdwBin *const *) self->bins->pdata, self->bins->len);
  self->looks = 0;
  self->look_id = g_timeout_add (LOOK_MS, look_cb, self);
  show_lock (self);
}

/**
 * lumbar_session_lock_is_locked:
 * @self: a lock
 *
 * Returns: whether somebody must enter
 */
gboolean
lumbar_session_lock_is_locked (LumbarSessionLock *self)
{
  return self->locked;
}

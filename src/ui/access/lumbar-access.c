/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's side of who may enter: the record itself decides, on its thread. */

#include "lumbar-access.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"

/* Rows of the log that are looked through for the last time somebody entered. */
#define ROWS_LOOKED_AT 200

struct _LumbarAccess {
  GObject parent_instance;

  LumbarWorker *worker;             /* Owned */
  gboolean guarded;                 /* a passphrase is needed */
  LumbarPractitioner *practitioner; /* Owned; NULL for nobody */
  char *last;                       /* Owned; when they entered the time before, an instant; NULL for never */
  guint failed;                     /* wrong passphrases in their name since */
};

G_DEFINE_FINAL_TYPE (LumbarAccess, lumbar_access, G_TYPE_OBJECT)

static guint changed_signal;

/* What the record says after something was done. */
typedef struct {
  gboolean guarded;
  LumbarPractitioner *practitioner;
  char *recovery;
  char *last;
  guint failed;
} State;

static void
state_free (State *state)
{
  lumbar_practitioner_free (state->practitioner);
  lumbar_access_wipe (state->recovery);
  g_free (state->last);
  g_free (state);
}

/* The first row is that of now. */
static void
find_last (LumbarStore *store, State *state)
{
  g_autoptr (GPtrArray) rows = lumbar_store_list_log (store, state->practitioner->id, 0, ROWS_LOOKED_AT, NULL);
  guint entered = 0;

  for (guint i = 0; rows != NULL && i < rows->len && state->last == NULL; i++)
    {
      const LumbarLogEntry *row = rows->pdata[i];

      if (g_str_equal (row->action, "login-failed"))
        state->failed++;
      if (g_str_equal (row->action, "login") && entered++ > 0)
        state->last = g_strdup (row->at);
    }
}

static State *
read_state (LumbarStore *store)
{
  State *state = g_new0 (State, 1);
  const LumbarPractitioner *practitioner = lumbar_store_get_practitioner (store);

  state->guarded = lumbar_store_is_guarded (store);
  state->practitioner = practitioner ? lumbar_practitioner_copy (practitioner) : NULL;
  return state;
}

static gboolean
carry_out (LumbarStore *store, LumbarAccessRequest *request, char **recovery, GError **error)
{
  switch (request->deed)
    {
    case LUMBAR_ACCESS_LOGIN:
      return lumbar_store_login (store, request->person->id, request->before, error);
    case LUMBAR_ACCESS_RECOVER:
      return lumbar_store_recover (store, request->person->id, request->recovery, request->after, error);
    case LUMBAR_ACCESS_PROTECT:
      return lumbar_store_protect (store, request->person, request->after, recovery, error);
    case LUMBAR_ACCESS_ADD:
    case LUMBAR_ACCESS_CHANGE:
      return lumbar_store_save_practitioner (store, request->person, request->after, error);
    case LUMBAR_ACCESS_BAR:
      return lumbar_store_save_practitioner (store, request->person, "", error);
    case LUMBAR_ACCESS_PASSPHRASE:
      return lumbar_store_change_passphrase (store, request->before, request->after, error);
    case LUMBAR_ACCESS_UNPROTECT:
      return lumbar_store_unprotect (store, request->before, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gpointer
run (LumbarStore *store, gpointer data, GError **error)
{
  LumbarAccessRequest *request = data;
  char *recovery = NULL;
  State *state;

  if (!carry_out (store, request, &recovery, error))
    return NULL;
  state = read_state (store);
  state->recovery = recovery;
  if (request->deed == LUMBAR_ACCESS_LOGIN || request->deed == LUMBAR_ACCESS_RECOVER)
    find_last (store, state);
  return state;
}

static void
take (LumbarAccess *self, const State *state)
{
  self->guarded = state->guarded;
  lumbar_practitioner_free (self->practitioner);
  self->practitioner = state->practitioner ? lumbar_practitioner_copy (state->practitioner) : NULL;
  lumbar_worker_set_role (self->worker, self->practitioner ? self->practitioner->role
                                        : self->guarded    ? LUMBAR_ROLE_READER
                                                           : LUMBAR_ROLE_CLINICIAN);
}

static void
worker_ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  LumbarAccess *self = g_task_get_source_object (task);
  LumbarAccessDeed deed = GPOINTER_TO_UINT (g_task_get_task_data (task));
  GError *error = NULL;
  State *state = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (state == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take (self, state);
  if (deed == LUMBAR_ACCESS_LOGIN || deed == LUMBAR_ACCESS_RECOVER)
    {
      g_free (self->last);
      self->last = g_strdup (state->last);
      self->failed = state->failed;
    }
  g_signal_emit (self, changed_signal, 0);
  g_task_return_pointer (task, state, (GDestroyNotify) state_free);
}

static gpointer
lock (LumbarStore *store, gpointer data, GError **error)
{
  lumbar_store_lock (store);
  return read_state (store);
}

static gpointer
list (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_list_practitioners (store, error);
}

static void
worker_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GPtrArray *people = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (people != NULL)
    g_task_return_pointer (task, people, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
lumbar_access_finalize (GObject *object)
{
  LumbarAccess *self = LUMBAR_ACCESS (object);

  g_clear_object (&self->worker);
  lumbar_practitioner_free (self->practitioner);
  g_free (self->last);

  G_OBJECT_CLASS (lumbar_access_parent_class)->finalize (object);
}

static void
lumbar_access_class_init (LumbarAccessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_access_finalize;

  changed_signal = g_signal_new ("changed", LUMBAR_TYPE_ACCESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lumbar_access_init (LumbarAccess *self)
{
}

/**
 * lumbar_access_new:
 * @worker: who owns the record
 * @guarded: whether a passphrase is needed to enter it
 * @practitioner: (nullable): who has entered already
 *
 * Returns: (transfer full): the state of a record that was just opened
 */
LumbarAccess *
lumbar_access_new (LumbarWorker *worker, gboolean guarded, const LumbarPractitioner *practitioner)
{
  LumbarAccess *self = g_object_new (LUMBAR_TYPE_ACCESS, NULL);
  const State state = { .guarded = guarded, .practitioner = (LumbarPractitioner *) practitioner };

  self->worker = g_object_ref (worker);
  take (self, &state);
  return self;
}

/**
 * lumbar_access_get_worker:
 * @self: an access
 *
 * Returns: (transfer none): who owns the record
 */
LumbarWorker *
lumbar_access_get_worker (LumbarAccess *self)
{
  return self->worker;
}

/**
 * lumbar_access_is_guarded:
 * @self: an access
 *
 * Returns: whether a passphrase is needed to enter
 */
gboolean
lumbar_access_is_guarded (LumbarAccess *self)
{
  return self->guarded;
}

/**
 * lumbar_access_is_shut:
 * @self: an access
 *
 * Returns: whether somebody must enter before anything can be done
 */
gboolean
lumbar_access_is_shut (LumbarAccess *self)
{
  return self->guarded && self->practitioner == NULL;
}

/**
 * lumbar_access_get_practitioner:
 * @self: an access
 *
 * Returns: (transfer none) (nullable): who has entered; %NULL for nobody, or where nobody has to
 */
const LumbarPractitioner *
lumbar_access_get_practitioner (LumbarAccess *self)
{
  return self->practitioner;
}

/**
 * lumbar_access_describe_last:
 * @self: an access that somebody just entered
 * @alarming: (out): whether somebody else may have tried
 *
 * Returns: (transfer full) (nullable): when they entered the time before, and how often a wrong passphrase was given
 *   in their name since; %NULL where there is nothing to say
 */
char *
lumbar_access_describe_last (LumbarAccess *self, gboolean *alarming)
{
  g_autofree char *last = self->last ? lumbar_date_format_instant (self->last) : NULL;
  g_autofree char *before = last ? g_strdup_printf (_("You entered last on %s."), last) : NULL;
  g_autofree char *failed = NULL;

  *alarming = self->failed > 0;
  if (self->failed == 0)
    return g_steal_pointer (&before);
  failed = g_strdup_printf (ngettext ("%u wrong passphrase was given in your name since.",
                                      "%u wrong passphrases were given in your name since.", self->failed),
                            self->failed);
  return before ? g_strdup_printf ("%s %s", before, failed) : g_steal_pointer (&failed);
}

/**
 * lumbar_access_run_async:
 * @self: an access
 * @request: (transfer full): what is to be done
 * @callback: called when it is done
 * @data: given to @callback
 *
 * Takes about a fifth of a second where a passphrase is checked, on purpose.
 */
void
lumbar_access_run_async (LumbarAccess *self, LumbarAccessRequest *request, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, lumbar_access_run_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (request->deed), NULL);
  lumbar_worker_run_async (self->worker, run, request, (GDestroyNotify) lumbar_access_request_free,
                           (GDestroyNotify) state_free, NULL, worker_ran_cb, task);
}

/**
 * lumbar_access_run_finish:
 * @self: an access
 * @result: what the callback was given
 * @recovery: (out) (optional) (transfer full) (nullable): the recovery key, to be printed once and wiped; only where
 *   the record was just protected
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_access_run_finish (LumbarAccess *self, GAsyncResult *result, char **recovery, GError **error)
{
  State *state = g_task_propagate_pointer (G_TASK (result), error);

  if (state == NULL)
    return FALSE;
  if (recovery != NULL)
    *recovery = g_steal_pointer (&state->recovery);
  state_free (state);
  return TRUE;
}

/**
 * lumbar_access_lock:
 * @self: an access
 *
 * Whoever entered leaves, after all that was queued for the record is done. Nothing happens where nobody has to enter.
 */
void
lumbar_access_lock (LumbarAccess *self)
{
  if (!self->guarded || self->practitioner == NULL)
    return;
  g_clear_pointer (&self->practitioner, lumbar_practitioner_free);
  lumbar_worker_set_role (self->worker, LUMBAR_ROLE_READER);
  lumbar_worker_run_async (self->worker, lock, NULL, NULL, (GDestroyNotify) state_free, NULL, NULL, NULL);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * lumbar_access_list_async:
 * @self: an access; a shut one too
 * @callback: called when done
 * @data: given to @callback
 *
 * Reads who works with the record.
 */
void
lumbar_access_list_async (LumbarAccess *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, lumbar_access_list_async);
  lumbar_worker_run_async (self->worker, list, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL, worker_listed_cb,
                           task);
}

/**
 * lumbar_access_list_finish:
 * @self: an access
 * @result: what the callback was given
 *
 * Returns: (transfer full) (element-type LumbarPractitioner): everybody, by name, or %NULL with @error set
 */
GPtrArray *
lumbar_access_list_finish (LumbarAccess *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One write at a time, of everything that changed since the last one, in one transaction. */

#include "lumbar-draft-saver.h"

#include <glib/gi18n.h>

#include "lumbar-error.h"
#include "lumbar-text.h"

/* What a full disk keeps out is tried again by itself: somebody may free some space. */
#define RETRY_SECONDS 5

/* More names than this help nobody. */
#define MOST_NAMED 3

/* In the set of what is not written, stands for the conclusion; findings are stored as their index + 1. */
#define CONCLUSION GUINT_TO_POINTER (G_MAXUINT)

struct _LumbarDraftSaver {
  GObject parent_instance;

  LumbarWorker *worker;         /* Owned */
  char *encounter_id;
  LumbarInterview *interview;   /* Owned */
  LumbarConclusion *conclusion; /* Owned */
  GHashTable *waiting;          /* Owned: what is not on its way yet */
  guint n_flights;              /* Writes that are on their way */
  guint n_sent;                 /* What is in them */
  int place;                    /* The finding where the draft goes on, or -1 while that is written */
  guint send_id;
  guint retry_id;
  gboolean failed;
  char *failure;
  LumbarSaveState told;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (LumbarDraftSaver, lumbar_draft_saver, G_TYPE_OBJECT)

enum {
  SIGNAL_STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What travels to the worker's thread to be written. */
typedef struct {
  const char *finding_id; /* Borrowed from the tables */
  char *value;
  gboolean unconfirmed;
  char *note;
} Item;

typedef struct {
  LumbarKnowledge *knowledge;
  char *encounter_id;
  GArray *items;
  LumbarConclusion *conclusion; /* NULL where it did not change */
  const char *place;            /* Borrowed from the tables; NULL where it did not change */
} Job;

static void
item_clear (Item *item)
{
  g_free (item->value);
  g_free (item->note);
}

static void
job_free (Job *job)
{
  lumbar_knowledge_unref (job->knowledge);
  g_free (job->encounter_id);
  g_array_unref (job->items);
  lumbar_conclusion_unref (job->conclusion);
  g_free (job);
}

static gboolean
write_parts (LumbarStore *store, Job *job, GError **error)
{
  for (guint i = 0; i < job->items->len; i++)
    {
      const Item *item = &g_array_index (job->items, Item, i);

      if (!lumbar_store_save_item (store, job->encounter_id, item->finding_id, item->value, item->unconfirmed,
                                   item->note, error))
        return FALSE;
    }
  if (job->conclusion != NULL &&
      !lumbar_store_save_conclusion (store, job->encounter_id, job->conclusion, error))
    return FALSE;
  return job->place == NULL || lumbar_store_save_place (store, job->encounter_id, job->place, error);
}

static gpointer
write_job (LumbarStore *store, gpointer data, GError **error)
{
  if (!lumbar_store_begin (store, error))
    return NULL;
  if (!write_parts (store, data, error))
    {
      lumbar_store_rollback (store);
      return NULL;
    }
  return GINT_TO_POINTER (lumbar_store_commit (store, error));
}

static char *
get_reason (const GError *error)
{
  if (g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_FULL))
    return g_strdup (_("Not saved: the disk is full. Free some space; it is tried again by itself."));
  if (g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_READ_ONLY))
    return g_strdup (_("Not saved: the record can only be read. Make its file writable and press Try again."));
  if (g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_BUSY))
    return g_strdup (_("Not saved: another program is writing to the record. It is tried again by itself."));
  return g_strdup_printf (_("Not saved: %s. Press Try again."), error->message);
}

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_UINT (a) < GPOINTER_TO_UINT (b) ? -1 : 1;
}

/* "Your answers are kept here: Age, Pain now and 3 more." */
static char *
name_kept (LumbarDraftSaver *self)
{
  g_autoptr (GList) waiting = g_list_sort (g_hash_table_get_keys (self->waiting), compare_waiting);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = g_hash_table_size (self->waiting);
  guint named = 0;

  for (GList *l = waiting; l != NULL && named < MOST_NAMED; l = l->next, named++)
    g_string_append_printf (
      names, "%s%s", named > 0 ? ", " : "",
      l->data == CONCLUSION
        ? _("your conclusion")
        : lumbar_text_translate (lumbar_knowledge_get_finding (lumbar_interview_get_knowledge (self->interview),
                                                               GPOINTER_TO_UINT (l->data) - 1)
                                   ->label));
  if (n > named)
    return g_strdup_printf (ngettext ("Your answers are kept here: %s and %u more.",
                                      "Your answers are kept here: %s and %u more.", n - named),
                            names->str, n - named);
  return g_strdup_printf (_("Your answers are kept here: %s."), names->str);
}

static void
tell_state (LumbarDraftSaver *self)
{
  LumbarSaveState state = lumbar_draft_saver_get_state (self);

  if (state == self->told && state != LUMBAR_SAVE_FAILED)
    return;
  self->told = state;
  g_signal_emit (self, signals[SIGNAL_STATE_CHANGED], 0);
}

/* A write on its way. */
typedef struct {
  LumbarDraftSaver *saver; /* Owned: what is on its way keeps the saver */
  GHashTable *sent;        /* Owned: what is in it */
} Flight;

static void schedule (LumbarDraftSaver *self);

static gboolean
retry_cb (gpointer data)
{
  LumbarDraftSaver *self = data;

  self->retry_id = 0;
  lumbar_draft_saver_retry (self);
  return G_SOURCE_REMOVE;
}

/* What could not be written waits again, unless it changed since and waits already. */
static void
take_failure (LumbarDraftSaver *self, GHashTable *sent, const GError *error)
{
  g_autofree char *reason = get_reason (error);
  g_autofree char *kept = NULL;
  GHashTableIter iter;
  gpointer what;

  g_hash_table_iter_init (&iter, sent);
  while (g_hash_table_iter_next (&iter, &what, NULL))
    g_hash_table_add (self->waiting, what);
  kept = g_hash_table_size (self->waiting) > 0 ? name_kept (self) : g_strdup ("");
  self->failed = TRUE;
  g_free (self->failure);
  self->failure = g_strchomp (g_strdup_printf ("%s %s", reason, kept));
  if (self->retry_id == 0)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Flight *flight = data;
  g_autoptr (LumbarDraftSaver) self = flight->saver;
  g_autoptr (GHashTable) sent = flight->sent;
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  self->n_flights--;
  self->n_sent -= g_hash_table_size (sent);
  if (self->stopped)
    return;
  if (error != NULL)
    take_failure (self, sent, error);
  else
    {
      self->failed = FALSE;
      g_clear_handle_id (&self->retry_id, g_source_remove);
      if (g_hash_table_size (self->waiting) > 0 || self->place >= 0)
        schedule (self);
    }
  tell_state (self);
}

static void
add_item (LumbarDraftSaver *self, Job *job, guint index)
{
  const LumbarFinding *finding = lumbar_knowledge_get_finding (job->knowledge, index);
  LumbarAnswer *answer = lumbar_interview_get_answer (self->interview, index);
  Item item = {
    .finding_id = finding->id,
    .value = answer ? lumbar_answer_to_string (answer, finding) : NULL,
    .unconfirmed = lumbar_interview_is_unconfirmed (self->interview, index),
    .note = g_strdup (lumbar_interview_get_note (self->interview, index)),
  };

  g_array_append_val (job->items, item);
}

static Job *
make_job (LumbarDraftSaver *self)
{
  Job *job = g_new0 (Job, 1);
  GHashTableIter iter;
  gpointer what;

  job->knowledge = lumbar_knowledge_ref (lumbar_interview_get_knowledge (self->interview));
  job->encounter_id = g_strdup (self->encounter_id);
  job->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (job->items, (GDestroyNotify) item_clear);
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &what, NULL))
    if (what == CONCLUSION)
      job->conclusion = lumbar_conclusion_copy (self->conclusion);
    else
      add_item (self, job, GPOINTER_TO_UINT (what) - 1);
  if (self->place >= 0)
    job->place = lumbar_knowledge_get_finding (job->knowledge, (guint) self->place)->id;
  return job;
}

static void
send (LumbarDraftSaver *self)
{
  Job *job = make_job (self);
  Flight *flight = g_new0 (Flight, 1);

  self->place = -1;
  flight->saver = g_object_ref (self);
  flight->sent = g_steal_pointer (&self->waiting);
  self->waiting = g_hash_table_new (NULL, NULL);
  self->n_flights++;
  self->n_sent += g_hash_table_size (flight->sent);
  lumbar_worker_run_async (self->worker, write_job, job, (GDestroyNotify) job_free, NULL, NULL, written_cb, flight);
}

static gboolean
send_cb (gpointer data)
{
  LumbarDraftSaver *self = data;

  self->send_id = 0;
  send (self);
  return G_SOURCE_REMOVE;
}

/* With the next turn of the main loop, so that all that one key changes goes together. */
static void
schedule (LumbarDraftSaver *self)
{
  if (self->stopped || self->n_flights > 0 || self->send_id != 0)
    return;
  self->send_id = g_idle_add_full (G_PRIORITY_DEFAULT, send_cb, self, NULL);
}

static void
add (LumbarDraftSaver *self, gpointer what)
{
  if (self->stopped)
    return;
  g_hash_table_add (self->waiting, what);
  schedule (self);
  tell_state (self);
}

static void
lumbar_draft_saver_dispose (GObject *object)
{
  LumbarDraftSaver *self = LUMBAR_DRAFT_SAVER (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_handle_id (&self->send_id, g_source_remove);

  G_OBJECT_CLASS (lumbar_draft_saver_parent_class)->dispose (object);
}

static void
lumbar_draft_saver_finalize (GObject *object)
{
  LumbarDraftSaver *self = LUMBAR_DRAFT_SAVER (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->interview);
  g_clear_pointer (&self->conclusion, lumbar_conclusion_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_free (self->encounter_id);
  g_free (self->failure);

  G_OBJECT_CLASS (lumbar_draft_saver_parent_class)->finalize (object);
}

static void
lumbar_draft_saver_class_init (LumbarDraftSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_draft_saver_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_draft_saver_finalize;

  signals[SIGNAL_STATE_CHANGED] = g_signal_new ("state-changed", LUMBAR_TYPE_DRAFT_SAVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
lumbar_draft_saver_init (LumbarDraftSaver *self)
{
  self->waiting = g_hash_table_new (NULL, NULL);
  self->place = -1;
}

/**
 * lumbar_draft_saver_new:
 * @worker: who owns the record
 * @encounter_id: a draft in the record
 * @interview: its answers
 * @conclusion: its conclusion
 *
 * Returns: (transfer full): a saver with nothing to save
 */
LumbarDraftSaver *
lumbar_draft_saver_new (LumbarWorker *worker,
                        const char *encounter_id,
                        LumbarInterview *interview,
                        LumbarConclusion *conclusion)
{
  LumbarDraftSaver *self = g_object_new (LUMBAR_TYPE_DRAFT_SAVER, NULL);

  self->worker = g_object_ref (worker);
  self->encounter_id = g_strdup (encounter_id);
  self->interview = g_object_ref (interview);
  self->conclusion = lumbar_conclusion_ref (conclusion);
  return self;
}

/**
 * lumbar_draft_saver_save_item:
 * @self: a saver
 * @finding: index of a finding of which something else is kept now
 */
void
lumbar_draft_saver_save_item (LumbarDraftSaver *self, guint finding)
{
  add (self, GUINT_TO_POINTER (finding + 1));
}

/**
 * lumbar_draft_saver_save_conclusion:
 * @self: a saver whose conclusion changed
 */
void
lumbar_draft_saver_save_conclusion (LumbarDraftSaver *self)
{
  add (self, CONCLUSION);
}

/**
 * lumbar_draft_saver_save_place:
 * @self: a saver
 * @finding: index of the finding where the draft goes on
 *
 * Keeps the place. Nothing is lost without it, so it is no part of the state.
 */
void
lumbar_draft_saver_save_place (LumbarDraftSaver *self, guint finding)
{
  if (self->stopped)
    return;
  self->place = (int) finding;
  if (!self->failed)
    schedule (self);
}

/**
 * lumbar_draft_saver_stop:
 * @self: a saver
 *
 * Writes nothing more: the visit is signed.
 */
void
lumbar_draft_saver_stop (LumbarDraftSaver *self)
{
  self->stopped = TRUE;
  g_hash_table_remove_all (self->waiting);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_handle_id (&self->send_id, g_source_remove);
}

/**
 * lumbar_draft_saver_flush:
 * @self: a saver
 *
 * Hands what still waits to the worker now, which writes all that it was given before it ends. For when
 * the draft is closed.
 */
void
lumbar_draft_saver_flush (LumbarDraftSaver *self)
{
  g_clear_handle_id (&self->send_id, g_source_remove);
  if (!self->stopped && (g_hash_table_size (self->waiting) > 0 || self->place >= 0))
    send (self);
}

/**
 * lumbar_draft_saver_retry:
 * @self: a saver
 *
 * Tries again to write what could not be written.
 */
void
lumbar_draft_saver_retry (LumbarDraftSaver *self)
{
  if (g_hash_table_size (self->waiting) > 0 || self->place >= 0)
    schedule (self);
}

/**
 * lumbar_draft_saver_get_state:
 * @self: a saver
 *
 * Returns: whether all of the draft is on disk
 */
LumbarSaveState
lumbar_draft_saver_get_state (LumbarDraftSaver *self)
{
  if (g_hash_table_size (self->waiting) == 0 && self->n_sent == 0)
    return LUMBAR_SAVE_SAVED;
  return self->failed ? LUMBAR_SAVE_FAILED : LUMBAR_SAVE_SAVING;
}

/**
 * lumbar_draft_saver_get_failure:
 * @self: a saver
 *
 * Returns: (nullable): what went wrong last, what is kept and what to do, in words
 */
const char *
lumbar_draft_saver_get_failure (LumbarDraftSaver *self)
{
  return self->failure;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The visit being taken, and the truth about what of it is on disk. */

#include "lumbar-draft.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-error.h"

struct _LumbarDraft {
  GObject parent_instance;

  LumbarWorker *worker;         /* Owned */
  LumbarEncounter *encounter;   /* Owned */
  LumbarEncounter *last;        /* Owned; NULL at a first visit */
  LumbarInterview *interview;   /* Owned */
  LumbarAssessment *assessment; /* Owned */
  LumbarConclusion *conclusion; /* Owned */
  LumbarDraftSaver *saver;      /* Owned */
  int place;                    /* The finding where it goes on, or -1 */
};

G_DEFINE_FINAL_TYPE (LumbarDraft, lumbar_draft, G_TYPE_OBJECT)

enum {
  SIGNAL_ASSESSED,
  SIGNAL_CONCLUSION_CHANGED,
  SIGNAL_SAVE_STATE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell_save_state (LumbarDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_STATE_CHANGED], 0);
}

static void
item_changed_cb (LumbarDraft *self, guint finding)
{
  lumbar_draft_saver_save_item (self->saver, finding);
}

static void
assess (LumbarDraft *self)
{
  LumbarResponse *response = lumbar_interview_get_response (self->interview);

  g_clear_pointer (&self->assessment, lumbar_assessment_unref);
  self->assessment = lumbar_assess (lumbar_interview_get_knowledge (self->interview), response);
  g_signal_emit (self, signals[SIGNAL_ASSESSED], 0);
}

static void
lumbar_draft_dispose (GObject *object)
{
  LumbarDraft *self = LUMBAR_DRAFT (object);

  if (self->saver != NULL)
    lumbar_draft_saver_flush (self->saver);
  g_clear_object (&self->saver);

  G_OBJECT_CLASS (lumbar_draft_parent_class)->dispose (object);
}

static void
lumbar_draft_finalize (GObject *object)
{
  LumbarDraft *self = LUMBAR_DRAFT (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->encounter);
  g_clear_object (&self->last);
  g_clear_object (&self->interview);
  g_clear_pointer (&self->assessment, lumbar_assessment_unref);
  g_clear_pointer (&self->conclusion, lumbar_conclusion_unref);

  G_OBJECT_CLASS (lumbar_draft_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, LUMBAR_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lumbar_draft_class_init (LumbarDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_draft_finalize;

  signals[SIGNAL_ASSESSED] = add_signal ("assessed");
  signals[SIGNAL_CONCLUSION_CHANGED] = add_signal ("conclusion-changed");
  signals[SIGNAL_SAVE_STATE_CHANGED] = add_signal ("save-state-changed");
}

static void
lumbar_draft_init (LumbarDraft *self)
{
  self->place = -1;
}

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarEncounter *encounter;
} OpenJob;

static void
open_job_free (OpenJob *job)
{
  lumbar_knowledge_unref (job->knowledge);
  g_object_unref (job->encounter);
  g_free (job);
}

/* Where it goes on. Nothing is lost without it, so that it can't be read is no error. */
static int
read_place (LumbarDraft *draft, LumbarStore *store)
{
  g_autofree char *id = lumbar_store_get_place (store, draft->encounter->id, NULL);
  const LumbarFinding *finding =
    id ? lumbar_knowledge_find_finding (lumbar_interview_get_knowledge (draft->interview), id) : NULL;

  return finding ? (int) finding->index : -1;
}

/* Reads what is needed to go on; nothing found is no error. */
static gboolean
read_parts (LumbarDraft *draft, LumbarStore *store, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (LumbarEncounter) saved = NULL;

  if (!lumbar_store_load_draft (store, draft->encounter->id, draft->interview, error))
    return FALSE;
  saved = lumbar_store_get_encounter (store, draft->encounter->id, error);
  if (saved == NULL)
    return FALSE;
  draft->conclusion =
    saved->conclusion ? lumbar_conclusion_copy (saved->conclusion) : lumbar_conclusion_new ();
  draft->last = lumbar_store_get_last_signed (store, draft->encounter->patient_id, &missing);
  if (missing != NULL && !g_error_matches (missing, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  return TRUE;
}

/* On the worker's thread; the draft is handed over before anybody listens to it. */
static gpointer
open_draft (LumbarStore *store, gpointer data, GError **error)
{
  OpenJob *job = data;
  g_autoptr (LumbarDraft) self = g_object_new (LUMBAR_TYPE_DRAFT, NULL);

  self->encounter = g_object_ref (job->encounter);
  self->interview = lumbar_interview_new (job->knowledge);
  if (!read_parts (self, store, error))
    return NULL;
  self->place = read_place (self, store);
  /* Only at the beginning: what was cleared since must not come back. */
  lumbar_interview_carry_forward (self->interview,
                                  self->last && self->place < 0 ? self->last->response : NULL);
  return g_steal_pointer (&self);
}

/**
 * lumbar_draft_open_async:
 * @knowledge: what is asked
 * @worker: who owns the record
 * @encounter: a draft in the record
 * @callback: called when read
 * @user_data: given to @callback
 *
 * Reads a draft, and the last signed visit to carry forward from.
 */
void
lumbar_draft_open_async (LumbarKnowledge *knowledge,
                         LumbarWorker *worker,
                         LumbarEncounter *encounter,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  OpenJob *job = g_new0 (OpenJob, 1);

  job->knowledge = lumbar_knowledge_ref (knowledge);
  job->encounter = g_object_ref (encounter);
  lumbar_worker_run_async (worker, open_draft, job, (GDestroyNotify) open_job_free, g_object_unref, NULL,
                           callback, user_data);
}

/* What was carried over is part of the draft from its beginning. */
static void
save_carried (LumbarDraft *self)
{
  guint n = lumbar_knowledge_get_n_findings (lumbar_interview_get_knowledge (self->interview));

  for (guint i = 0; self->place < 0 && i < n; i++)
    if (lumbar_interview_is_unconfirmed (self->interview, i))
      lumbar_draft_saver_save_item (self->saver, i);
}

/**
 * lumbar_draft_open_finish:
 * @worker: who owns the record
 * @result: what the callback was given
 *
 * Returns: (transfer full): the draft, or %NULL with @error set
 */
LumbarDraft *
lumbar_draft_open_finish (LumbarWorker *worker, GAsyncResult *result, GError **error)
{
  LumbarDraft *self = lumbar_worker_run_finish (worker, result, error);

  if (self == NULL)
    return NULL;
  self->worker = g_object_ref (worker);
  self->saver =
    lumbar_draft_saver_new (worker, self->encounter->id, self->interview, self->conclusion);
  g_signal_connect_object (self->saver, "state-changed", G_CALLBACK (tell_save_state), self, G_CONNECT_SWAPPED);
  save_carried (self);
  g_signal_connect_object (self->interview, "item-changed", G_CALLBACK (item_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->interview, "changed", G_CALLBACK (assess), self, G_CONNECT_SWAPPED);
  assess (self);
  return self;
}

/**
 * lumbar_draft_get_interview:
 * @self: a draft
 *
 * Returns: (transfer none): what is asked and answered
 */
LumbarInterview *
lumbar_draft_get_interview (LumbarDraft *self)
{
  return self->interview;
}

/**
 * lumbar_draft_get_assessment:
 * @self: a draft
 *
 * Returns: (transfer none): what the answers add up to now
 */
LumbarAssessment *
lumbar_draft_get_assessment (LumbarDraft *self)
{
  return self->assessment;
}

/**
 * lumbar_draft_get_conclusion:
 * @self: a draft
 *
 * Returns: (transfer none): the clinician's own part; after a change call
 * lumbar_draft_conclusion_changed()
 */
LumbarConclusion *
lumbar_draft_get_conclusion (LumbarDraft *self)
{
  return self->conclusion;
}

/**
 * lumbar_draft_get_encounter:
 * @self: a draft
 *
 * Returns: (transfer none): the visit it belongs to
 */
LumbarEncounter *
lumbar_draft_get_encounter (LumbarDraft *self)
{
  return self->encounter;
}

/**
 * lumbar_draft_get_last:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the last signed visit; %NULL at a first one
 */
LumbarEncounter *
lumbar_draft_get_last (LumbarDraft *self)
{
  return self->last;
}

/**
 * lumbar_draft_get_place:
 * @self: a draft
 *
 * Returns: index of the finding where it goes on, or -1 for the beginning
 */
int
lumbar_draft_get_place (LumbarDraft *self)
{
  return self->place;
}

/**
 * lumbar_draft_set_place:
 * @self: a draft
 * @finding: index of the finding that has the keyboard
 *
 * Remembers where the draft goes on, also when it is opened again.
 */
void
lumbar_draft_set_place (LumbarDraft *self, guint finding)
{
  if (self->place == (int) finding)
    return;
  self->place = (int) finding;
  lumbar_draft_saver_save_place (self->saver, finding);
}

static gpointer
log_section_normal (LumbarStore *store, gpointer data, GError **error)
{
  char **words = data;

  return GINT_TO_POINTER (lumbar_store_log (store, "section-normal", "encounter", words[0], words[1], error));
}

static void
logged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (error != NULL)
    g_warning ("“Section normal” was not logged: %s", error->message);
}

/**
 * lumbar_draft_set_section_normal:
 * @self: a draft
 * @section: index of a section
 * @details: also the details that are seldom asked
 *
 * Answers the open questions of a section with their normal answers, and logs that it was done that way.
 *
 * Returns: (transfer full) (element-type guint): the findings it answered
 */
GArray *
lumbar_draft_set_section_normal (LumbarDraft *self, guint section, gboolean details)
{
  const LumbarSection *chapter =
    lumbar_knowledge_get_section (lumbar_interview_get_knowledge (self->interview), section);
  GArray *set = lumbar_interview_set_section_normal (self->interview, section, details);
  g_auto (GStrv) words = NULL;

  if (set->len == 0)
    return set;
  words = g_new0 (char *, 3);
  words[0] = g_strdup (self->encounter->id);
  words[1] = g_strdup_printf ("%s: %u", chapter->id, set->len);
  lumbar_worker_run_async (self->worker, log_section_normal, g_steal_pointer (&words),
                           (GDestroyNotify) g_strfreev, NULL, NULL, logged_cb, NULL);
  return set;
}

/**
 * lumbar_draft_take_back:
 * @self: a draft
 * @findings: (element-type guint): what lumbar_draft_set_section_normal() answered
 *
 * Takes those answers back, except where something else was answered since.
 */
void
lumbar_draft_take_back (LumbarDraft *self, GArray *findings)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (self->interview);

  for (guint i = 0; i < findings->len; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, g_array_index (findings, guint, i));
      LumbarAnswer *answer = lumbar_interview_get_answer (self->interview, finding->index);

      if (lumbar_answer_get_value (answer)->options == finding->normal)
        lumbar_interview_set_answer (self->interview, finding->index, NULL);
    }
}

/**
 * lumbar_draft_acknowledge:
 * @self: a draft
 * @flag_id: a red flag
 * @done: a word from lumbar_acknowledgement_words()
 * @text: in words
 *
 * Records what was done about a red flag.
 */
void
lumbar_draft_acknowledge (LumbarDraft *self, const char *flag_id, const char *done, const char *text)
{
  g_autofree char *now = lumbar_date_time_now ();

  lumbar_conclusion_acknowledge (self->conclusion, flag_id, done, text, now);
  lumbar_draft_conclusion_changed (self);
}

/**
 * lumbar_draft_conclusion_changed:
 * @self: a draft
 *
 * Saves the conclusion after it was changed.
 */
void
lumbar_draft_conclusion_changed (LumbarDraft *self)
{
  lumbar_draft_saver_save_conclusion (self->saver);
  g_signal_emit (self, signals[SIGNAL_CONCLUSION_CHANGED], 0);
}

/**
 * lumbar_draft_find_obstacle:
 * @self: a draft
 *
 * Returns: (transfer full) (nullable): what is still missing before it can be signed, in words; %NULL
 * where nothing is
 */
char *
lumbar_draft_find_obstacle (LumbarDraft *self)
{
  const LumbarConclusion *conclusion = self->conclusion;

  if (!lumbar_worker_may (self->worker, LUMBAR_RIGHT_SIGN))
    return g_strdup (_("A clinician signs. What you prepared is kept as a draft."));
  if (conclusion->group == LUMBAR_GROUP_UNDETERMINED && *conclusion->impression == '\0')
    return g_strdup (_("Your own impression is missing: choose a group, or write what you think."));
  if (conclusion->agreement == LUMBAR_AGREEMENT_NONE)
    return g_strdup (_("Say whether you agree with the computed assessment or override it."));
  if (conclusion->agreement == LUMBAR_AGREEMENT_OVERRIDE && *conclusion->override_reason == '\0')
    return g_strdup (_("Give a reason for overriding the computed assessment."));
  return NULL;
}

/**
 * lumbar_draft_get_save_state:
 * @self: a draft
 *
 * Returns: whether all of it is on disk
 */
LumbarSaveState
lumbar_draft_get_save_state (LumbarDraft *self)
{
  return lumbar_draft_saver_get_state (self->saver);
}

/**
 * lumbar_draft_get_failure:
 * @self: a draft
 *
 * Returns: (nullable): what went wrong last and what to do, in words
 */
const char *
lumbar_draft_get_failure (LumbarDraft *self)
{
  return lumbar_draft_saver_get_failure (self->saver);
}

/**
 * lumbar_draft_retry:
 * @self: a draft
 *
 * Tries again to write what could not be written.
 */
void
lumbar_draft_retry (LumbarDraft *self)
{
  lumbar_draft_saver_retry (self->saver);
}

typedef struct {
  char *encounter_id;
  LumbarResponse *response;
  LumbarAssessment *assessment;
  LumbarConclusion *conclusion;
} SignJob;

static void
sign_job_free (SignJob *job)
{
  g_free (job->encounter_id);
  lumbar_response_unref (job->response);
  lumbar_assessment_unref (job->assessment);
  lumbar_conclusion_unref (job->conclusion);
  g_free (job);
}

static gpointer
sign (LumbarStore *store, gpointer data, GError **error)
{
  SignJob *job = data;
  g_autofree char *now = lumbar_date_time_now ();

  return GINT_TO_POINTER (lumbar_store_sign_encounter (store, job->encounter_id, job->response,
                                                       job->assessment, job->conclusion, now, error));
}

/**
 * lumbar_draft_sign_async:
 * @self: a draft without obstacles
 * @callback: called when done
 * @user_data: given to @callback
 *
 * Signs the visit: what stands now is kept for good.
 */
void
lumbar_draft_sign_async (LumbarDraft *self, GAsyncReadyCallback callback, gpointer user_data)
{
  SignJob *job = g_new0 (SignJob, 1);

  job->encounter_id = g_strdup (self->encounter->id);
  job->response = lumbar_response_ref (lumbar_interview_get_response (self->interview));
  job->assessment = lumbar_assessment_ref (self->assessment);
  job->conclusion = lumbar_conclusion_copy (self->conclusion);
  lumbar_worker_run_async (self->worker, sign, job, (GDestroyNotify) sign_job_free, NULL, NULL, callback,
                           user_data);
}

/**
 * lumbar_draft_sign_finish:
 * @self: a draft
 * @result: what the callback was given
 *
 * Returns: whether the visit is signed; %FALSE with @error set
 */
gboolean
lumbar_draft_sign_finish (LumbarDraft *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;

  lumbar_worker_run_finish (self->worker, result, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  lumbar_draft_saver_stop (self->saver);
  return TRUE;
}

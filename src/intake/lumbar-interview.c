/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The adaptive intake: after every answer it settles which findings are asked, and sets aside the
 * answers whose question was withdrawn. */

#include "lumbar-interview.h"

#include <string.h>

#include "lumbar-answer-history.h"
#include "lumbar-body-feed.h"
#include "lumbar-instrument-score.h"
#include "lumbar-text.h"

struct _LumbarInterview {
  GObject parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  LumbarAnswer **answers;     /* Owned, one a finding or NULL: everything that is kept */
  gboolean *unconfirmed;      /* Owned, one a finding: carried over, not confirmed yet */
  char **notes;               /* Owned, one a finding or NULL */
  gboolean *asked;            /* Owned, one a finding */
  LumbarResponse *response;   /* Owned: what counts, made anew after every change */
  LumbarAnswerHistory *history; /* Owned */
  int typing;                 /* The finding whose answer is being typed, or -1 */
  guint n;
};

G_DEFINE_FINAL_TYPE (LumbarInterview, lumbar_interview, G_TYPE_OBJECT)

enum {
  SIGNAL_ITEM_CHANGED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Which findings are asked depends on answers, and which answers count depends on what is asked.
 * Start from all confirmed answers and take out those whose question is not asked until nothing
 * changes. Only taking out keeps this from going round in circles, so at most n rounds are needed. */
static void
settle (LumbarInterview *self)
{
  g_autofree LumbarValue *values = g_new0 (LumbarValue, self->n);
  gboolean changed = TRUE;

  for (guint i = 0; i < self->n; i++)
    if (!self->unconfirmed[i])
      values[i] = *lumbar_answer_get_value (self->answers[i]);

  while (changed)
    {
      changed = FALSE;
      for (guint i = 0; i < self->n; i++)
        {
          const LumbarFinding *finding = lumbar_knowledge_get_finding (self->knowledge, i);

          self->asked[i] = finding->ask_when == NULL ||
                           lumbar_expression_evaluate (finding->ask_when, values) == LUMBAR_TRUTH_TRUE;
          if (!self->asked[i] && values[i].kind != LUMBAR_VALUE_NONE)
            {
              values[i].kind = LUMBAR_VALUE_NONE;
              changed = TRUE;
            }
        }
    }

  lumbar_response_unref (self->response);
  self->response = lumbar_response_new (self->knowledge);
  for (guint i = 0; i < self->n; i++)
    {
      if (values[i].kind != LUMBAR_VALUE_NONE)
        lumbar_response_set_answer (self->response, i, self->answers[i]);
      if (self->asked[i])
        lumbar_response_set_note (self->response, i, self->notes[i]);
    }
}

static void
settle_and_tell (LumbarInterview *self)
{
  settle (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remember (LumbarInterview *self, guint finding)
{
  lumbar_answer_history_remember (self->history, finding, self->answers[finding], self->unconfirmed[finding],
                                  self->notes[finding]);
}

/* What was typed so far becomes a step of its own before something else is done. */
static void
end_typing (LumbarInterview *self)
{
  if (self->typing < 0)
    return;
  self->typing = -1;
  lumbar_answer_history_end (self->history);
}

static void
begin_step (LumbarInterview *self, guint finding)
{
  if (self->typing != (int) finding)
    end_typing (self);
  lumbar_answer_history_begin (self->history);
}

/* Keeps an answer without settling; tells whoever saves. */
static void
keep (LumbarInterview *self, guint finding, LumbarAnswer *answer)
{
  LumbarAnswer *old = self->answers[finding];

  remember (self, finding);
  self->answers[finding] = answer ? lumbar_answer_ref (answer) : NULL;
  self->unconfirmed[finding] = FALSE;
  lumbar_answer_unref (old);
  g_signal_emit (self, signals[SIGNAL_ITEM_CHANGED], 0, finding);
}

/* Answers a question with what the body maps say now. */
static gboolean
feed (LumbarInterview *self, const char *id, guint64 before, guint64 now)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (self->knowledge, id);
  LumbarAnswer *kept = self->answers[finding->index];
  g_autoptr (LumbarAnswer) answer = lumbar_body_feed_merge (finding, kept, before, now);

  if (lumbar_answer_equal (kept, answer))
    return FALSE;
  keep (self, finding->index, answer);
  return TRUE;
}

/* An answer changes what the maps say by being one, or by asking for one or withdrawing it. */
static void
settle_and_feed (LumbarInterview *self)
{
  LumbarBodyFeed before, now;
  gboolean fed;

  lumbar_body_feed_read (&before, self->response);
  settle (self);
  lumbar_body_feed_read (&now, self->response);
  fed = feed (self, "pain-site", before.sites, now.sites);
  fed = feed (self, "leg-pain", before.legs, now.legs) || fed;
  if (fed)
    settle (self);
}

/* What follows from an answer belongs to its step. */
static void
end_step (LumbarInterview *self)
{
  self->typing = -1;
  settle_and_feed (self);
  lumbar_answer_history_end (self->history);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Answers the score of an instrument with what its items make up now. */
static void
feed_score (LumbarInterview *self, guint finding, guint64 before)
{
  g_autoptr (LumbarAnswer) score = NULL;
  guint score_finding;

  if (lumbar_instrument_score_feed (self->knowledge, self->answers, finding, before, &score_finding, &score))
    keep (self, score_finding, score);
}

static void
lumbar_interview_finalize (GObject *object)
{
  LumbarInterview *self = LUMBAR_INTERVIEW (object);

  for (guint i = 0; i < self->n; i++)
    {
      lumbar_answer_unref (self->answers[i]);
      g_free (self->notes[i]);
    }
  g_free (self->answers);
  g_free (self->notes);
  g_free (self->unconfirmed);
  g_free (self->asked);
  g_clear_pointer (&self->history, lumbar_answer_history_free);
  g_clear_pointer (&self->response, lumbar_response_unref);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_interview_parent_class)->finalize (object);
}

static void
lumbar_interview_class_init (LumbarInterviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_interview_finalize;

  signals[SIGNAL_ITEM_CHANGED] = g_signal_new ("item-changed", LUMBAR_TYPE_INTERVIEW, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LUMBAR_TYPE_INTERVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
lumbar_interview_init (LumbarInterview *self)
{
  self->history = lumbar_answer_history_new ();
  self->typing = -1;
}

/**
 * lumbar_interview_new:
 * @knowledge: what can be asked
 *
 * Returns: (transfer full): an interview in which nothing is answered
 */
LumbarInterview *
lumbar_interview_new (LumbarKnowledge *knowledge)
{
  LumbarInterview *self = g_object_new (LUMBAR_TYPE_INTERVIEW, NULL);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->n = lumbar_knowledge_get_n_findings (knowledge);
  self->answers = g_new0 (LumbarAnswer *, self->n);
  self->notes = g_new0 (char *, self->n);
  self->unconfirmed = g_new0 (gboolean, self->n);
  self->asked = g_new0 (gboolean, self->n);
  settle (self);
  return self;
}

/**
 * lumbar_interview_get_knowledge:
 * @self: an interview
 *
 * Returns: (transfer none): what can be asked
 */
LumbarKnowledge *
lumbar_interview_get_knowledge (LumbarInterview *self)
{
  return self->knowledge;
}

/**
 * lumbar_interview_get_state:
 * @self: an interview
 * @finding: index of a finding
 *
 * Returns: how the finding stands
 */
LumbarItemState
lumbar_interview_get_state (LumbarInterview *self, guint finding)
{
  g_return_val_if_fail (finding < self->n, LUMBAR_ITEM_NOT_ASKED);

  if (!self->asked[finding])
    return self->answers[finding] && !self->unconfirmed[finding] ? LUMBAR_ITEM_SET_ASIDE
                                                                  : LUMBAR_ITEM_NOT_ASKED;
  if (self->answers[finding] == NULL)
    return LUMBAR_ITEM_OPEN;
  return self->unconfirmed[finding] ? LUMBAR_ITEM_UNCONFIRMED : LUMBAR_ITEM_ANSWERED;
}

/**
 * lumbar_interview_is_asked:
 * @self: an interview
 * @finding: index of a finding
 *
 * Returns: whether its question is put
 */
gboolean
lumbar_interview_is_asked (LumbarInterview *self, guint finding)
{
  g_return_val_if_fail (finding < self->n, FALSE);
  return self->asked[finding];
}

/**
 * lumbar_interview_is_unconfirmed:
 * @self: an interview
 * @finding: index of a finding
 *
 * Returns: whether what is kept for it was carried over and not confirmed, asked or not
 */
gboolean
lumbar_interview_is_unconfirmed (LumbarInterview *self, guint finding)
{
  g_return_val_if_fail (finding < self->n, FALSE);
  return self->unconfirmed[finding];
}

/**
 * lumbar_interview_get_answer:
 * @self: an interview
 * @finding: index of a finding
 *
 * Returns: (transfer none) (nullable): what is kept for it, whether it counts or not
 */
LumbarAnswer *
lumbar_interview_get_answer (LumbarInterview *self, guint finding)
{
  g_return_val_if_fail (finding < self->n, NULL);
  return self->answers[finding];
}

/**
 * lumbar_interview_get_note:
 * @self: an interview
 * @finding: index of a finding
 *
 * Returns: (nullable): the note that hangs on it
 */
const char *
lumbar_interview_get_note (LumbarInterview *self, guint finding)
{
  g_return_val_if_fail (finding < self->n, NULL);
  return self->notes[finding];
}

/**
 * lumbar_interview_set_answer:
 * @self: an interview
 * @finding: index of a finding
 * @answer: (nullable): the answer; %NULL takes it back: not assessed
 *
 * Records an answer and settles the interview. The body maps also answer where the pain sits and
 * whether it goes down the legs, and the items of an instrument answer its score.
 */
void
lumbar_interview_set_answer (LumbarInterview *self, guint finding, LumbarAnswer *answer)
{
  guint64 before;

  g_return_if_fail (finding < self->n);

  if (lumbar_answer_equal (self->answers[finding], answer) && !self->unconfirmed[finding])
    {
      /* What was typed is kept already, and now it counts. */
      if (self->typing == (int) finding)
        end_step (self);
      return;
    }
  begin_step (self, finding);
  before = lumbar_answer_get_value (self->answers[finding])->options;
  keep (self, finding, answer);
  feed_score (self, finding, before);
  end_step (self);
}

/**
 * lumbar_interview_type:
 * @self: an interview
 * @finding: index of a finding
 * @answer: (nullable): what the text typed so far amounts to
 *
 * Keeps an answer that is still being typed: it is saved with every key and counts from the
 * lumbar_interview_set_answer() on that ends the typing, so that an age of 47 is never taken for 4.
 */
void
lumbar_interview_type (LumbarInterview *self, guint finding, LumbarAnswer *answer)
{
  g_return_if_fail (finding < self->n);

  if (lumbar_answer_equal (self->answers[finding], answer) && !self->unconfirmed[finding])
    return;
  begin_step (self, finding);
  self->typing = (int) finding;
  keep (self, finding, answer);
}

static void
keep_note (LumbarInterview *self, guint finding, const char *note)
{
  remember (self, finding);
  lumbar_set_str (&self->notes[finding], note && *note ? note : NULL);
  g_signal_emit (self, signals[SIGNAL_ITEM_CHANGED], 0, finding);
}

/**
 * lumbar_interview_type_note:
 * @self: an interview
 * @finding: index of a finding
 * @note: (nullable): what stands in its note so far
 *
 * Keeps a note that is still being typed; lumbar_interview_set_note() ends it.
 */
void
lumbar_interview_type_note (LumbarInterview *self, guint finding, const char *note)
{
  g_return_if_fail (finding < self->n);

  if (g_strcmp0 (self->notes[finding], note && *note ? note : NULL) == 0)
    return;
  begin_step (self, finding);
  self->typing = (int) finding;
  keep_note (self, finding, note);
}

/**
 * lumbar_interview_set_note:
 * @self: an interview
 * @finding: index of a finding
 * @note: (nullable): words that hang on it
 */
void
lumbar_interview_set_note (LumbarInterview *self, guint finding, const char *note)
{
  g_return_if_fail (finding < self->n);

  if (g_strcmp0 (self->notes[finding], note && *note ? note : NULL) == 0)
    {
      if (self->typing == (int) finding)
        end_step (self);
      return;
    }
  begin_step (self, finding);
  keep_note (self, finding, note);
  end_step (self);
}

/**
 * lumbar_interview_confirm:
 * @self: an interview
 * @finding: index of a finding that holds an unconfirmed answer
 *
 * Takes over the answer of the last visit.
 */
void
lumbar_interview_confirm (LumbarInterview *self, guint finding)
{
  g_autoptr (LumbarAnswer) answer = NULL;

  g_return_if_fail (finding < self->n);
  if (!self->unconfirmed[finding])
    return;
  answer = lumbar_answer_ref (self->answers[finding]);
  lumbar_interview_set_answer (self, finding, answer);
}

/**
 * lumbar_interview_confirm_section:
 * @self: an interview
 * @section: index of a section
 *
 * Takes over every unconfirmed answer of a section in one step, also of a question that an answer
 * before it brings up.
 *
 * Returns: how many answers it took over
 */
guint
lumbar_interview_confirm_section (LumbarInterview *self, guint section)
{
  const GPtrArray *findings = lumbar_knowledge_get_section (self->knowledge, section)->findings;
  guint n = 0;

  end_typing (self);
  lumbar_answer_history_begin (self->history);
  for (guint i = 0; i < findings->len; i++)
    {
      guint finding = ((const LumbarFinding *) findings->pdata[i])->index;
      g_autoptr (LumbarAnswer) answer = NULL;

      if (lumbar_interview_get_state (self, finding) != LUMBAR_ITEM_UNCONFIRMED)
        continue;
      answer = lumbar_answer_ref (self->answers[finding]);
      keep (self, finding, answer);
      settle (self);
      n++;
    }
  end_step (self);
  return n;
}

/**
 * lumbar_interview_set_section_normal:
 * @self: an interview
 * @section: index of a section
 * @details: also the details that every visit could ask and seldom does: only where they are in sight
 *
 * Answers every open question of a section that has a normal answer with it: a deliberate act, never a
 * default.
 *
 * Returns: (transfer full) (element-type guint): the findings it answered
 */
GArray *
lumbar_interview_set_section_normal (LumbarInterview *self, guint section, gboolean details)
{
  const GPtrArray *findings = lumbar_knowledge_get_section (self->knowledge, section)->findings;
  GArray *answered = g_array_new (FALSE, FALSE, sizeof (guint));

  end_typing (self);
  lumbar_answer_history_begin (self->history);
  for (guint i = 0; i < findings->len; i++)
    {
      const LumbarFinding *finding = findings->pdata[i];
      g_autoptr (LumbarAnswer) answer = NULL;

      if (finding->normal == 0 || lumbar_interview_get_state (self, finding->index) != LUMBAR_ITEM_OPEN ||
          (!details && lumbar_finding_is_optional (finding)))
        continue;
      answer = lumbar_answer_new_options (finding->normal);
      keep (self, finding->index, answer);
      g_array_append_val (answered, finding->index);
    }
  end_step (self);
  return answered;
}

/* Puts back what a step of the history holds. Returns the first finding of it, or -1 without a step. */
static int
put_back (LumbarInterview *self, GArray *step)
{
  g_autoptr (GArray) owned = step;

  if (owned == NULL)
    return -1;
  for (guint i = 0; i < owned->len; i++)
    {
      const LumbarKept *kept = &g_array_index (owned, LumbarKept, i);
      LumbarAnswer *old = self->answers[kept->finding];

      remember (self, kept->finding);
      self->answers[kept->finding] = kept->answer ? lumbar_answer_ref (kept->answer) : NULL;
      self->unconfirmed[kept->finding] = kept->unconfirmed;
      lumbar_set_str (&self->notes[kept->finding], kept->note);
      lumbar_answer_unref (old);
      g_signal_emit (self, signals[SIGNAL_ITEM_CHANGED], 0, kept->finding);
    }
  lumbar_answer_history_end (self->history);
  settle_and_tell (self);
  return (int) g_array_index (owned, LumbarKept, 0).finding;
}

/**
 * lumbar_interview_undo:
 * @self: an interview
 *
 * Takes back the last change: an answer with what followed from it, a note, a confirmed or a normal
 * section. The interview is exactly as it was before.
 *
 * Returns: index of the finding that changed, or -1 where nothing is left to take back
 */
int
lumbar_interview_undo (LumbarInterview *self)
{
  end_typing (self);
  return put_back (self, lumbar_answer_history_begin_undo (self->history));
}

/**
 * lumbar_interview_redo:
 * @self: an interview
 *
 * Does again what was taken back last.
 *
 * Returns: index of the finding that changed, or -1 where nothing was taken back
 */
int
lumbar_interview_redo (LumbarInterview *self)
{
  end_typing (self);
  return put_back (self, lumbar_answer_history_begin_redo (self->history));
}

/**
 * lumbar_interview_restore:
 * @self: an interview
 * @finding: index of a finding
 * @answer: (nullable): what the draft keeps
 * @unconfirmed: whether it was carried over and not confirmed
 * @note: (nullable): the note
 *
 * Puts back what a saved draft holds, without signals. Call lumbar_interview_carry_forward() with %NULL
 * when all is put back.
 */
void
lumbar_interview_restore (LumbarInterview *self,
                          guint finding,
                          LumbarAnswer *answer,
                          gboolean unconfirmed,
                          const char *note)
{
  LumbarAnswer *old;

  g_return_if_fail (finding < self->n);
  old = self->answers[finding];
  self->answers[finding] = answer ? lumbar_answer_ref (answer) : NULL;
  self->unconfirmed[finding] = unconfirmed && answer != NULL;
  lumbar_answer_unref (old);
  lumbar_set_str (&self->notes[finding], note && *note ? note : NULL);
}

/**
 * lumbar_interview_carry_forward:
 * @self: an interview
 * @last: (nullable): the response of the last signed visit
 *
 * Prefills what may be carried over from the last visit, unconfirmed, where nothing is kept yet; then
 * settles.
 */
void
lumbar_interview_carry_forward (LumbarInterview *self, LumbarResponse *last)
{
  for (guint i = 0; last != NULL && i < self->n; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (self->knowledge, i);
      LumbarAnswer *answer = lumbar_response_find_answer (last, finding->id);

      if (!finding->carry_forward || answer == NULL || self->answers[i] != NULL)
        continue;
      self->answers[i] = lumbar_answer_ref (answer);
      self->unconfirmed[i] = TRUE;
      g_signal_emit (self, signals[SIGNAL_ITEM_CHANGED], 0, i);
    }
  settle_and_tell (self);
}

/**
 * lumbar_interview_get_progress:
 * @self: an interview
 * @section: index of a section
 * @answered: (out): how many of its asked questions are answered
 * @asked: (out): how many of its questions are asked
 *
 * Details that nothing gives a reason to ask count only once they hold something.
 */
void
lumbar_interview_get_progress (LumbarInterview *self, guint section, guint *answered, guint *asked)
{
  const GPtrArray *findings = lumbar_knowledge_get_section (self->knowledge, section)->findings;

  *answered = 0;
  *asked = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      const LumbarFinding *finding = findings->pdata[i];
      LumbarItemState state = lumbar_interview_get_state (self, finding->index);

      *asked += self->asked[finding->index] && (!lumbar_finding_is_optional (finding) || state != LUMBAR_ITEM_OPEN);
      *answered += state == LUMBAR_ITEM_ANSWERED;
    }
}

/**
 * lumbar_interview_asks_in:
 * @self: an interview
 * @section: index of a section
 *
 * Returns: whether it asks, or could ask, anything there
 */
gboolean
lumbar_interview_asks_in (LumbarInterview *self, guint section)
{
  const GPtrArray *findings = lumbar_knowledge_get_section (self->knowledge, section)->findings;

  for (guint i = 0; i < findings->len; i++)
    if (self->asked[((const LumbarFinding *) findings->pdata[i])->index])
      return TRUE;
  return FALSE;
}

/**
 * lumbar_interview_get_n_set_aside:
 * @self: an interview
 *
 * Returns: how many answers are set aside
 */
guint
lumbar_interview_get_n_set_aside (LumbarInterview *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    n += lumbar_interview_get_state (self, i) == LUMBAR_ITEM_SET_ASIDE;
  return n;
}

/**
 * lumbar_interview_get_response:
 * @self: an interview
 *
 * What counts now: asked, answered and confirmed. Each change makes a new one, so it may be handed to
 * another thread.
 *
 * Returns: (transfer none): the response
 */
LumbarResponse *
lumbar_interview_get_response (LumbarInterview *self)
{
  return self->response;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The adaptive intake: after every answer it settles which findings are asked, and sets aside the
 * answers whose question was withdrawn. */

#include "lumbar-interview.h"

#include <string.h>

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

/* Keeps an answer without settling; tells whoever saves. */
static void
keep (LumbarInterview *self, guint finding, LumbarAnswer *answer)
{
  LumbarAnswer *old = self->answers[finding];

  self->answers[finding] = answer ? lumbar_answer_ref (answer) : NULL;
  self->unconfirmed[finding] = FALSE;
  lumbar_answer_unref (old);
  g_signal_emit (self, signals[SIGNAL_ITEM_CHANGED], 0, finding);
}

/* The option that the marked regions of the body map amount to: with both sides marked (or, for the
 * legs, both legs) the "both" options count, otherwise the "one" options. */
static guint64
add_sides (guint sides, int one, int both)
{
  if (one < 0)
    return 0;
  if ((sides & (1 << LUMBAR_SIDE_LEFT)) != 0 && (sides & (1 << LUMBAR_SIDE_RIGHT)) != 0 && both >= 0)
    return (guint64) 1 << both;
  return (guint64) 1 << one;
}

/* What the marked regions say about where the pain sits and whether it goes down the legs. */
static void
read_body_map (LumbarInterview *self, guint64 regions, guint64 *sites, guint64 *legs)
{
  guint site_sides[LUMBAR_VALUE_MAX_OPTIONS] = { 0 };
  guint leg_sides = 0;

  *sites = 0;
  *legs = 0;
  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (self->knowledge); i++)
    {
      const LumbarBodyRegion *region = lumbar_knowledge_get_body_region (self->knowledge, i);

      if ((regions & ((guint64) 1 << region->option)) == 0)
        continue;
      if (region->site_one >= 0)
        site_sides[region->site_one] |= 1u << region->side;
      if (region->leg_one >= 0)
        leg_sides |= 1u << region->side;
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (self->knowledge); i++)
    {
      const LumbarBodyRegion *region = lumbar_knowledge_get_body_region (self->knowledge, i);

      if ((regions & ((guint64) 1 << region->option)) == 0)
        continue;
      if (region->site_one >= 0)
        *sites |= add_sides (site_sides[region->site_one], region->site_one, region->site_both);
      if (region->leg_one >= 0)
        *legs |= add_sides (leg_sides, region->leg_one, region->leg_both);
    }
  /* Pain that reaches below the knee says more than pain above it: the last such option counts. */
  if (*legs != 0)
    *legs = (guint64) 1 << (63 - __builtin_clzll (*legs));
}

/* Answers a question with what the body map says now. What the map said before and no longer says goes;
 * what the clinician chose beside it stays. */
static void
feed (LumbarInterview *self, const char *id, guint64 before, guint64 now)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (self->knowledge, id);
  g_autoptr (LumbarAnswer) answer = NULL;
  guint64 kept, options;

  if (finding == NULL || before == now)
    return;
  kept = lumbar_answer_get_value (self->answers[finding->index])->options;
  if (lumbar_finding_holds_many (finding))
    options = (kept & ~before) | now;
  else
    options = now != 0 ? now : kept & ~before;
  if (options == kept)
    return;
  answer = options != 0 ? lumbar_answer_new_options (options) : NULL;
  keep (self, finding->index, answer);
}

static void
feed_from_body_map (LumbarInterview *self, guint64 before, guint64 now)
{
  guint64 sites_before, sites, legs_before, legs;

  read_body_map (self, before, &sites_before, &legs_before);
  read_body_map (self, now, &sites, &legs);
  feed (self, "pain-site", sites_before, sites);
  feed (self, "leg-pain", legs_before, legs);
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
 * Records an answer and settles the interview. The body map also answers where the pain sits and
 * whether it goes down the legs, and the items of an instrument answer its score.
 */
void
lumbar_interview_set_answer (LumbarInterview *self, guint finding, LumbarAnswer *answer)
{
  guint64 before;

  g_return_if_fail (finding < self->n);

  if (lumbar_answer_equal (self->answers[finding], answer) && !self->unconfirmed[finding])
    return;
  before = lumbar_answer_get_value (self->answers[finding])->options;
  keep (self, finding, answer);
  if (lumbar_knowledge_get_finding (self->knowledge, finding)->type == LUMBAR_FINDING_BODY_MAP)
    feed_from_body_map (self, before, lumbar_answer_get_value (answer)->options);
  feed_score (self, finding, before);
  settle_and_tell (self);
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

  if (!lumbar_set_str (&self->notes[finding], note && *note ? note : NULL))
    return;
  g_signal_emit (self, signals[SIGNAL_ITEM_CHANGED], 0, finding);
  settle_and_tell (self);
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
 * Takes over every unconfirmed answer of a section.
 */
void
lumbar_interview_confirm_section (LumbarInterview *self, guint section)
{
  const GPtrArray *findings = lumbar_knowledge_get_section (self->knowledge, section)->findings;

  for (guint i = 0; i < findings->len; i++)
    lumbar_interview_confirm (self, ((const LumbarFinding *) findings->pdata[i])->index);
}

/**
 * lumbar_interview_set_section_normal:
 * @self: an interview
 * @section: index of a section
 *
 * Answers every open question of a section that has a normal answer with it: a deliberate act, never a
 * default.
 *
 * Returns: how many answers it set
 */
guint
lumbar_interview_set_section_normal (LumbarInterview *self, guint section)
{
  const GPtrArray *findings = lumbar_knowledge_get_section (self->knowledge, section)->findings;
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const LumbarFinding *finding = findings->pdata[i];
      g_autoptr (LumbarAnswer) answer = NULL;

      if (finding->normal == 0 || lumbar_interview_get_state (self, finding->index) != LUMBAR_ITEM_OPEN)
        continue;
      answer = lumbar_answer_new_options (finding->normal);
      keep (self, finding->index, answer);
      n++;
    }
  if (n > 0)
    settle_and_tell (self);
  return n;
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
 */
void
lumbar_interview_get_progress (LumbarInterview *self, guint section, guint *answered, guint *asked)
{
  const GPtrArray *findings = lumbar_knowledge_get_section (self->knowledge, section)->findings;

  *answered = 0;
  *asked = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      guint finding = ((const LumbarFinding *) findings->pdata[i])->index;

      *asked += self->asked[finding];
      *answered += lumbar_interview_get_state (self, finding) == LUMBAR_ITEM_ANSWERED;
    }
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds the items of an instrument up to its score, as its authors count them. */

#include "lumbar-instrument-score.h"

static guint
count_options (const LumbarFinding *item, guint64 options)
{
  guint n = 0;

  for (guint i = 0; i < item->options->len; i++)
    n += (options & ((guint64) 1 << i)) != 0 && !lumbar_finding_get_option (item, i)->denial;
  return n;
}

/* What the items make up where @finding, one of them or not, is answered by @options. */
static gboolean
add_up (const LumbarInstrument *instrument,
        LumbarAnswer *const *answers,
        guint finding,
        guint64 changed,
        double *score)
{
  guint sum = 0;

  if (instrument->items->len == 0)
    return FALSE;
  for (guint i = 0; i < instrument->items->len; i++)
    {
      const LumbarFinding *item = instrument->items->pdata[i];
      guint64 options =
        item->index == finding ? changed : lumbar_answer_get_value (answers[item->index])->options;

      if (options == 0)
        return FALSE;
      sum += instrument->item_scoring == LUMBAR_ITEM_SCORING_COUNT ? count_options (item, options)
                                                                    : (guint) __builtin_ctzll (options);
    }
  *score = sum;
  return TRUE;
}

/**
 * lumbar_instrument_score_items:
 * @instrument: a scale
 * @answers: one a finding, %NULL = not assessed
 * @score: (out): what its items make up
 *
 * A total is made of all items or not at all: nobody's answer is guessed from the others.
 *
 * Returns: whether it has items and all of them are answered
 */
gboolean
lumbar_instrument_score_items (const LumbarInstrument *instrument,
                               LumbarAnswer *const *answers,
                               double *score)
{
  return add_up (instrument, answers, G_MAXUINT, 0, score);
}

/* The instrument that @finding is the score or an item of; NULL where there are no items to add up. */
static const LumbarInstrument *
find_instrument (LumbarKnowledge *knowledge, guint finding)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (knowledge, i);

      if (instrument->items->len == 0)
        continue;
      if (((const LumbarFinding *) instrument->findings->pdata[0])->index == finding)
        return instrument;
      for (guint j = 0; j < instrument->items->len; j++)
        if (((const LumbarFinding *) instrument->items->pdata[j])->index == finding)
          return instrument;
    }
  return NULL;
}

/**
 * lumbar_instrument_score_feed:
 * @knowledge: the tables
 * @answers: one a finding, as they stand now
 * @finding: index of the finding whose answer has just changed
 * @before: the options it was answered by before; 0 for none
 * @score_finding: (out): index of the score that must follow
 * @score: (out) (transfer full) (nullable): its new answer; %NULL takes it back
 *
 * Where the items are complete, their total is the score, whatever was typed. Where they no longer are, a
 * score that was their total goes with them. A score that was typed while they never were complete stays.
 *
 * Returns: whether the score must follow; %FALSE leaves the out arguments alone
 */
gboolean
lumbar_instrument_score_feed (LumbarKnowledge *knowledge,
                              LumbarAnswer *const *answers,
                              guint finding,
                              guint64 before,
                              guint *score_finding,
                              LumbarAnswer **score)
{
  const LumbarInstrument *instrument = find_instrument (knowledge, finding);
  const LumbarValue *kept;
  gboolean complete, follows;
  double total, old;
  guint place;

  if (instrument == NULL)
    return FALSE;
  place = ((const LumbarFinding *) instrument->findings->pdata[0])->index;
  kept = lumbar_answer_get_value (answers[place]);
  complete = lumbar_instrument_score_items (instrument, answers, &total);
  if (complete)
    follows = kept->kind != LUMBAR_VALUE_NUMBER || kept->number != total;
  else
    follows = kept->kind == LUMBAR_VALUE_NUMBER && add_up (instrument, answers, finding, before, &old) &&
              kept->number == old;
  if (!follows)
    return FALSE;
  *score_finding = place;
  *score = complete ? lumbar_answer_new_number (total) : NULL;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Red flags that a visit left open, followed over the visits after it. Whatever a later visit did not ask stays as
 * it was: not assessed is never "no". */

#include "lumbar-unsettled-flag.h"

#include <string.h>

#include "lumbar-open-flags.h"

/* From the oldest visit to the latest. */
typedef struct {
  LumbarKnowledge *knowledge;
  GHashTable *open; /* Id, borrowed → LumbarUnsettledFlag, owned */
} Following;

/**
 * lumbar_unsettled_flag_is_open:
 * @said: (nullable): what was done about a red flag that fired
 *
 * Returns: whether it is open: nobody has said anything about it, or it is still to be done
 */
gboolean
lumbar_unsettled_flag_is_open (const LumbarAcknowledgement *said)
{
  return said == NULL || g_str_equal (said->done, "pending");
}

/* Takes the place of what an earlier visit left open under the same id. */
static LumbarUnsettledFlag *
leave_open (Following *self, const char *id, LumbarEncounter *visit, LumbarTimeframe timeframe)
{
  LumbarUnsettledFlag *flag = g_new0 (LumbarUnsettledFlag, 1);

  flag->id = g_intern_string (id);
  flag->visit = visit;
  flag->timeframe = timeframe;
  g_hash_table_replace (self->open, (gpointer) flag->id, flag);
  return flag;
}

/* What the answers of a later visit clear. */
static void
take_answers (Following *self, LumbarEncounter *visit)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const LumbarUnsettledFlag *flag = value;

      if (lumbar_open_flags_is_cleared (self->knowledge, visit->response, flag->id, flag->because))
        g_hash_table_iter_remove (&iter);
    }
}

/* A later visit may say what became of a flag that does not fire there. The last word counts. */
static void
take_words (Following *self, LumbarEncounter *visit)
{
  GPtrArray *words = visit->conclusion ? visit->conclusion->acknowledgements : NULL;

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const LumbarAcknowledgement *said = words->pdata[i];
      LumbarUnsettledFlag *flag = g_hash_table_lookup (self->open, said->flag_id);

      if (flag != NULL && lumbar_unsettled_flag_is_open (said))
        flag->said = said;
      else
        g_hash_table_remove (self->open, said->flag_id);
    }
}

static void
take_raised (Following *self, LumbarEncounter *visit)
{
  for (guint i = 0; i < visit->assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = visit->assessment->red_flags->pdata[i];
      const LumbarAcknowledgement *said =
        visit->conclusion ? lumbar_conclusion_find_acknowledgement (visit->conclusion, fired->id) : NULL;

      g_hash_table_remove (self->open, fired->id);
      if (lumbar_unsettled_flag_is_open (said))
        {
          LumbarUnsettledFlag *flag = leave_open (self, fired->id, visit, fired->timeframe);

          flag->because = (const char *const *) fired->because;
          flag->said = said;
        }
    }
}

/* Only what can't wait: of the others there is always one that an intake leaves unasked. */
static void
take_uncleared (Following *self, LumbarEncounter *visit)
{
  g_autoptr (GPtrArray) uncleared = lumbar_open_flags_find (self->knowledge, visit->assessment, visit->response);

  for (guint i = 0; i < uncleared->len; i++)
    {
      const LumbarUnclearedFlag *open = uncleared->pdata[i];
      const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, open->id);

      if (flag != NULL && flag->timeframe == LUMBAR_TIMEFRAME_NOW && !g_hash_table_contains (self->open, open->id))
        leave_open (self, open->id, visit, flag->timeframe);
    }
}

/* What fired comes first; then the soonest, then the latest. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const LumbarUnsettledFlag *one = *(const LumbarUnsettledFlag *const *) a;
  const LumbarUnsettledFlag *other = *(const LumbarUnsettledFlag *const *) b;

  if ((one->because != NULL) != (other->because != NULL))
    return one->because != NULL ? -1 : 1;
  if (one->timeframe != other->timeframe)
    return (int) one->timeframe - (int) other->timeframe;
  if (one->visit != other->visit)
    return strcmp (other->visit->started_at, one->visit->started_at);
  return strcmp (one->id, other->id);
}

/* Those of the last visit are its own. */
static GPtrArray *
list_earlier (Following *self, LumbarEncounter *last)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer flag;

  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &flag))
    if (((LumbarUnsettledFlag *) flag)->visit != last)
      {
        g_ptr_array_add (flags, flag);
        g_hash_table_iter_steal (&iter);
      }
  g_ptr_array_sort (flags, compare);
  return flags;
}

/**
 * lumbar_unsettled_flags_find:
 * @knowledge: the tables
 * @visits: (element-type LumbarEncounter): the signed visits, latest first, as a record lists them; those that are
 *   not whole are passed over
 *
 * Finds the red flags that a visit before the last raised, or left uncleared though they are for the same day, and
 * that nothing has answered since: no later visit raised or cleared them, and neither there nor later somebody said
 * that they were done, referred or not applicable. What was added to a visit or found out in the end is read by
 * people and silences nothing.
 *
 * Returns: (transfer full) (element-type LumbarUnsettledFlag): raised ones first, then the soonest, then the latest;
 *   lives no longer than @visits
 */
GPtrArray *
lumbar_unsettled_flags_find (LumbarKnowledge *knowledge, GPtrArray *visits)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  Following self = { knowledge, open };

  for (guint i = visits->len; i > 0; i--)
    {
      LumbarEncounter *visit = visits->pdata[i - 1];

      if (visit->assessment == NULL || visit->response == NULL)
        continue;
      take_answers (&self, visit);
      take_words (&self, visit);
      take_raised (&self, visit);
      take_uncleared (&self, visit);
    }
  return list_earlier (&self, visits->len > 0 ? visits->pdata[0] : NULL);
}

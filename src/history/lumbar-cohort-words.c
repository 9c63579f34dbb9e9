/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a cohort in words: each with how many it is of, and honest where these are few. */

#include "lumbar-cohort-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-conclusion.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

#define MINUTES_PER_HOUR 60.0
#define MINUTES_PER_DAY (24 * MINUTES_PER_HOUR)

/**
 * lumbar_cohort_group_text:
 * @id: a group, or "" for no conclusion
 *
 * Returns: it for people, translated
 */
const char *
lumbar_cohort_group_text (const char *id)
{
  LumbarGroup group;

  return lumbar_group_from_id (id, &group) ? lumbar_group_get_title (group) : _("no conclusion");
}

/**
 * lumbar_cohort_cause_text:
 * @knowledge: the causes
 * @id: a cause, or "" for none
 *
 * Returns: it for people, translated; the id itself where the tables no longer have it
 */
const char *
lumbar_cohort_cause_text (LumbarKnowledge *knowledge, const char *id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, id);

  if (*id == '\0')
    return _("No leading cause");
  return cause ? lumbar_text_translate (cause->name) : id;
}

/**
 * lumbar_cohort_flag_text:
 * @knowledge: the red flags
 * @id: a red flag
 *
 * Returns: it for people, translated; the id itself where the tables no longer have it
 */
const char *
lumbar_cohort_flag_text (LumbarKnowledge *knowledge, const char *id)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, id);

  return flag ? lumbar_text_translate (flag->name) : id;
}

static char *
write_duration (double minutes)
{
  g_autofree char *number = NULL;

  if (minutes < MINUTES_PER_HOUR)
    {
      number = lumbar_trend_score_label (minutes);
      /* Translators: minutes, short. */
      return g_strdup_printf (_("%s min"), number);
    }
  number = lumbar_trend_score_label (minutes / (minutes < MINUTES_PER_DAY ? MINUTES_PER_HOUR : MINUTES_PER_DAY));
  /* Translators: hours and days, short. */
  return g_strdup_printf (minutes < MINUTES_PER_DAY ? _("%s h") : _("%s days"), number);
}

static char *
write_change (double value)
{
  g_autofree char *number = lumbar_trend_score_label (fabs (value));

  return g_strconcat (value < 0 ? "−" : value > 0 ? "+" : "", number, NULL);
}

static char *
write_spread (const LumbarSpread *spread, char *(*write) (double))
{
  gboolean enough = lumbar_spread_is_enough (spread);
  g_autofree char *median = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (spread->n == 0)
    return g_strdup (_("none yet"));
  median = write (spread->median);
  if (spread->n == 1)
    return g_strdup_printf (_("%s, n = 1: too few to judge"), median);
  low = write (enough ? spread->lower : spread->minimum);
  high = write (enough ? spread->upper : spread->maximum);
  if (enough)
    /* Translators: the quartiles are the range of the middle half. */
    return g_strdup_printf (_("median %1$s, quartiles %2$s to %3$s, n = %4$u"), median, low, high, spread->n);
  return g_strdup_printf (_("median %1$s, from %2$s to %3$s, n = %4$u: too few to judge"), median, low, high, spread->n);
}

/**
 * lumbar_cohort_time_text:
 * @minutes: a spread of minutes
 *
 * Returns: (transfer full): it for people
 */
char *
lumbar_cohort_time_text (const LumbarSpread *minutes)
{
  return write_spread (minutes, write_duration);
}

/**
 * lumbar_cohort_done_text:
 * @flags: red flags
 *
 * Returns: (transfer full): what was done about them: "Done: 3, Referred: 1, nothing said: 2"
 */
char *
lumbar_cohort_done_text (const LumbarCohortFlags *flags)
{
  const char *const *words = lumbar_acknowledgement_words ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && i < LUMBAR_N_DONE_WORDS; i++)
    if (flags->n_done[i] > 0)
      g_string_append_printf (text, "%s%s: %u", text->len > 0 ? ", " : "",
                              lumbar_acknowledgement_word_get_title (words[i]), flags->n_done[i]);
  if (flags->n_open > 0)
    g_string_append_printf (text, "%s%s: %u", text->len > 0 ? ", " : "", _("Nothing said"), flags->n_open);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lumbar_cohort_change_text:
 * @change: a change in pain
 *
 * Returns: (transfer full): where the differences lie: "median −2, quartiles −4 to 0, n = 12"
 */
char *
lumbar_cohort_change_text (const LumbarCohortChange *change)
{
  return write_spread (&change->change, write_change);
}

/**
 * lumbar_cohort_judged_text:
 * @change: a change in pain
 *
 * Returns: (transfer full): how many changed by at least the minimal important difference
 */
char *
lumbar_cohort_judged_text (const LumbarCohortChange *change)
{
  return g_strdup_printf (_("%1$u better, %2$u little changed, %3$u worse"), change->better->len, change->same->len,
                          change->worse->len);
}

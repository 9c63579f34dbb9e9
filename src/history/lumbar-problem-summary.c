/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody who has never seen the patient must know, in a few lines. It repeats what was recorded and
 * concluded; it concludes nothing itself. */

#include "lumbar-problem-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"
#include "lumbar-unsettled-flag.h"

/* Named one by one; of more, the number is said. */
#define MOST_FLAGS 2

/* Longer words of the clinician's own are cut here, between words. */
#define MOST_CHARS 120

/* What "then" is: the first score of the time that the overview's chart shows. */
#define PAIN_DAYS 365

static const char *const pain_scale = "nrs-pain-average";

/* What a colleague wants to know of the person before anything else. */
static const char *const person_findings[] = { "ms-status", "ms-course", "ms-years", "edss", "dmt", "mobility", NULL };

static void
line_free (LumbarProblemLine *line)
{
  g_free (line->title);
  g_free (line->text);
  g_free (line);
}

/* Takes @text; nothing to say is no line. */
static LumbarProblemLine *
add_line (GPtrArray *lines, LumbarProblemLineKind kind, const char *title, char *text)
{
  LumbarProblemLine *line;

  if (*text == '\0')
    {
      g_free (text);
      return NULL;
    }
  line = g_new0 (LumbarProblemLine, 1);
  line->kind = kind;
  line->title = g_strdup (title);
  line->text = text;
  line->group = LUMBAR_GROUP_UNDETERMINED;
  g_ptr_array_add (lines, line);
  return line;
}

static void
append_part (GString *text, const char *separator, const char *part)
{
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* The lines of @words as one, cut where it is too long. */
static char *
shorten (const char *words, const char *separator)
{
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *cut = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      append_part (text, separator, lines[i]);
  if (g_utf8_strlen (text->str, -1) <= MOST_CHARS)
    return g_strdup (text->str);
  cut = g_utf8_substring (text->str, 0, MOST_CHARS);
  if (strrchr (cut, ' ') != NULL)
    *strrchr (cut, ' ') = '\0';
  return g_strconcat (cut, "…", NULL);
}

/* Urgent findings */

static const LumbarAcknowledgement *
find_said (const LumbarEncounter *visit, const LumbarFiredFlag *fired)
{
  return visit->conclusion ? lumbar_conclusion_find_acknowledgement (visit->conclusion, fired->id) : NULL;
}

static gboolean
belongs (const LumbarAcknowledgement *said, LumbarProblemLineKind kind)
{
  if (kind == LUMBAR_PROBLEM_LINE_URGENT)
    return lumbar_unsettled_flag_is_open (said);
  return !lumbar_unsettled_flag_is_open (said) && !g_str_equal (said->done, "not-applicable");
}

static const char *
name_flag (LumbarKnowledge *knowledge, const char *id)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, id);

  return flag ? lumbar_text_translate (flag->name) : id;
}

/* What was done, in a word, and the clinician's words. */
static char *
describe_said (const LumbarAcknowledgement *said)
{
  const char *done = said ? lumbar_acknowledgement_word_get_title (said->done) : _("nothing recorded as done yet");
  g_autofree char *words = shorten (said != NULL && said->text != NULL ? said->text : "", " ");

  /* A semicolon may follow. */
  if (g_str_has_suffix (words, "."))
    words[strlen (words) - 1] = '\0';
  return *words != '\0' ? g_strdup_printf ("%s, %s", done, words) : g_strdup (done);
}

static char *
describe_flag (LumbarKnowledge *knowledge, const LumbarFiredFlag *fired, const LumbarAcknowledgement *said)
{
  g_autofree char *done = describe_said (said);

  /* Translators: a red flag, how soon it should be assessed, what was done. */
  return g_strdup_printf (_("%1$s (%2$s): %3$s"), name_flag (knowledge, fired->id),
                          lumbar_timeframe_get_title (fired->timeframe), done);
}

static void
append_more (GString *text, guint n)
{
  g_autofree char *more = NULL;

  if (n <= MOST_FLAGS)
    return;
  more = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MOST_FLAGS), n - MOST_FLAGS);
  append_part (text, "; ", more);
}

/* The soonest first, as far as there is room. */
static char *
list_flags (LumbarKnowledge *knowledge, const LumbarEncounter *visit, LumbarProblemLineKind kind)
{
  GPtrArray *flags = visit->assessment->red_flags;
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint timeframe = 0; timeframe < LUMBAR_N_TIMEFRAMES; timeframe++)
    for (guint i = 0; i < flags->len; i++)
      {
        const LumbarFiredFlag *fired = flags->pdata[i];
        const LumbarAcknowledgement *said = find_said (visit, fired);
        g_autofree char *words = NULL;

        if (fired->timeframe != timeframe || !belongs (said, kind) || ++n > MOST_FLAGS)
          continue;
        words = describe_flag (knowledge, fired, said);
        append_part (text, "; ", words);
      }
  append_more (text, n);
  return g_string_free (text, FALSE);
}

static void
add_flags (GPtrArray *lines, LumbarKnowledge *knowledge, const LumbarEncounter *last)
{
  g_autofree char *date = lumbar_date_format (last->started_at);
  /* Translators: a date */
  g_autofree char *open = g_strdup_printf (_("Open urgent findings of %s"), date);
  g_autofree char *attended = g_strdup_printf (_("Urgent findings of %s, attended to"), date);

  if (last->assessment == NULL)
    return;
  if (add_line (lines, LUMBAR_PROBLEM_LINE_URGENT, open,
                list_flags (knowledge, last, LUMBAR_PROBLEM_LINE_URGENT)) == NULL)
    add_line (lines, LUMBAR_PROBLEM_LINE_ATTENDED, attended,
              list_flags (knowledge, last, LUMBAR_PROBLEM_LINE_ATTENDED));
}

/* Each with its own day: they can be of several visits. */
static char *
describe_unsettled (LumbarKnowledge *knowledge, const LumbarUnsettledFlag *flag)
{
  g_autofree char *date = lumbar_date_format (flag->visit->started_at);
  const char *when = lumbar_timeframe_get_title (flag->timeframe);
  g_autofree char *said = NULL;

  if (flag->because == NULL)
    /* Translators: a red flag, how soon it should be assessed, a date. */
    return g_strdup_printf (_("%1$s (%2$s): not asked or not known since %3$s"), name_flag (knowledge, flag->id), when,
                            date);
  said = describe_said (flag->said);
  /* Translators: a red flag, how soon it should be assessed, the date of a visit, what was done. */
  return g_strdup_printf (_("%1$s (%2$s, visit of %3$s): %4$s"), name_flag (knowledge, flag->id), when, date, said);
}

/* Of what nobody looked at, nothing is claimed. */
static void
append_unread (GString *text, GPtrArray *visits)
{
  const LumbarEncounter *latest = NULL;
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < visits->len; i++)
    if (((LumbarEncounter *) visits->pdata[i])->assessment == NULL)
      {
        latest = latest ? latest : visits->pdata[i];
        n++;
      }
  if (n == 0)
    return;
  date = lumbar_date_format (latest->started_at);
  words = g_strdup_printf (ngettext ("%1$u visit, of %2$s, was not looked through",
                                     "%1$u visits, the latest of %2$s, were not looked through", n),
                           n, date);
  append_part (text, "; ", words);
}

/* The first @n of them by name, as far as there is room. */
static void
append_unsettled (GString *text, LumbarKnowledge *knowledge, GPtrArray *flags, guint n)
{
  for (guint i = 0; i < MIN (n, MOST_FLAGS); i++)
    {
      g_autofree char *words = describe_unsettled (knowledge, flags->pdata[i]);

      append_part (text, "; ", words);
    }
  append_more (text, n);
}

/* Counted apart from those that were raised: they are many where little was asked. */
static void
append_uncleared (GString *text, guint n)
{
  g_autofree char *words = NULL;

  if (n == 0)
    return;
  words = g_strdup_printf (ngettext ("besides, %u red flag for the same day is not cleared",
                                     "besides, %u red flags for the same day are not cleared", n),
                           n);
  append_part (text, "; ", words);
}

/* What earlier visits left open: a visit without the question must not make it forgotten. */
static void
add_unsettled (GPtrArray *lines, LumbarKnowledge *knowledge, GPtrArray *visits)
{
  g_autoptr (GPtrArray) flags = lumbar_unsettled_flags_find (knowledge, visits);
  GString *text = g_string_new (NULL);
  guint n_raised = 0;

  while (n_raised < flags->len && ((LumbarUnsettledFlag *) flags->pdata[n_raised])->because != NULL)
    n_raised++;
  append_unsettled (text, knowledge, flags, n_raised > 0 ? n_raised : flags->len);
  if (n_raised > 0)
    append_uncleared (text, flags->len - n_raised);
  append_unread (text, visits);
  add_line (lines, n_raised > 0 ? LUMBAR_PROBLEM_LINE_STILL_OPEN : LUMBAR_PROBLEM_LINE_NOT_CLEARED,
            n_raised > 0 ? _("Still open from earlier visits") : _("Not cleared since earlier visits"),
            g_string_free (text, FALSE));
}

/* The person */

/* Takes @words. */
static char *
complete (const char *finding_id, char *words)
{
  g_autofree char *plain = words;

  if (g_str_equal (finding_id, "edss"))
    return g_strdup_printf ("EDSS %s", plain);
  if (g_str_equal (finding_id, "ms-years"))
    /* Translators: how long somebody has had MS. */
    return g_strdup_printf (_("MS for %s"), plain);
  if (g_str_equal (finding_id, "dmt"))
    /* Translators: the medicine against the MS. */
    return g_strdup_printf (_("MS medicine: %s"), plain);
  return g_steal_pointer (&plain);
}

static void
add_person (GPtrArray *lines, LumbarKnowledge *knowledge, const LumbarEncounter *last)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; last->response != NULL && person_findings[i] != NULL; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, person_findings[i]);
      LumbarAnswer *answer = finding ? lumbar_response_get_answer (last->response, finding->index) : NULL;
      g_autofree char *words = NULL;

      if (answer == NULL)
        continue;
      words = complete (finding->id, lumbar_answer_to_display (answer, finding));
      append_part (text, " · ", words);
    }
  add_line (lines, LUMBAR_PROBLEM_LINE_PERSON, _("MS and walking"), g_string_free (text, FALSE));
}

/* The conclusion */

/* "Not MS-related: Lumbar root compression; Muscle strain" */
static char *
name_conclusion (LumbarKnowledge *knowledge, LumbarGroup group, GStrv ids)
{
  GString *causes = g_string_new (NULL);
  char *text;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, ids[i]);

      append_part (causes, "; ", cause ? lumbar_text_translate (cause->name) : ids[i]);
    }
  text = causes->len > 0 ? g_strdup_printf (_("%s: %s"), lumbar_group_get_title (group), causes->str)
                         : g_strdup (lumbar_group_get_title (group));
  g_string_free (causes, TRUE);
  return text;
}

static void
append_difference (GString *text, const LumbarEncounter *last)
{
  g_autofree char *computed = NULL;

  if (last->conclusion->agreement != LUMBAR_AGREEMENT_OVERRIDE || last->assessment == NULL ||
      last->assessment->group == last->conclusion->group)
    return;
  /* Translators: the group that the program computed, where the clinician concluded another one. */
  computed = g_strdup_printf (_("Lumbar computed: %s"), lumbar_group_get_title (last->assessment->group));
  append_part (text, " · ", computed);
}

static void
add_conclusion (GPtrArray *lines, LumbarKnowledge *knowledge, const LumbarEncounter *last, const char *today)
{
  const LumbarConclusion *conclusion = last->conclusion;
  LumbarGroup group = conclusion ? conclusion->group : last->group;
  const LumbarOutcome *outcome = lumbar_outcome_get_last (last->outcomes);
  g_autofree char *date = lumbar_date_format (last->started_at);
  g_autofree char *ago = lumbar_date_format_ago (last->started_at, today);
  /* Translators: a date, and how long ago it is */
  g_autofree char *title = *ago ? g_strdup_printf (_("Concluded on %1$s, %2$s"), date, ago)
                                : g_strdup_printf (_("Concluded on %s"), date);
  GString *text = g_string_new (NULL);
  g_autofree char *concluded = name_conclusion (knowledge, group, conclusion ? conclusion->causes : NULL);
  LumbarProblemLine *line;

  g_string_append (text, concluded);
  if (conclusion != NULL)
    {
      g_autofree char *impression = shorten (conclusion->impression ? conclusion->impression : "", " ");

      if (*impression != '\0')
        append_part (text, " · ", impression);
      append_difference (text, last);
    }
  if (outcome != NULL)
    {
      g_autofree char *described = lumbar_outcome_describe (outcome, knowledge);
      g_autofree char *found = g_strdup_printf (_("final cause: %s"), described);

      append_part (text, " · ", found);
    }
  line = add_line (lines, LUMBAR_PROBLEM_LINE_CONCLUSION, title, g_string_free (text, FALSE));
  if (line != NULL)
    line->group = group;
}

/* Pain */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const LumbarMeasure *const *) a)->at, (*(const LumbarMeasure *const *) b)->at);
}

static GPtrArray *
take_pain (GPtrArray *measures)
{
  GPtrArray *pain = g_ptr_array_new ();

  for (guint i = 0; measures != NULL && i < measures->len; i++)
    if (g_str_equal (((LumbarMeasure *) measures->pdata[i])->instrument_id, pain_scale))
      g_ptr_array_add (pain, measures->pdata[i]);
  g_ptr_array_sort (pain, compare_times);
  return pain;
}

/* The first within a year before the last; where the last stands alone in that year, the one before it. */
static const LumbarMeasure *
find_then (GPtrArray *pain)
{
  const LumbarMeasure *now = pain->pdata[pain->len - 1];

  for (guint i = 0; i + 1 < pain->len; i++)
    if (lumbar_date_days_between (((LumbarMeasure *) pain->pdata[i])->at, now->at) <= PAIN_DAYS)
      return pain->pdata[i];
  return pain->len > 1 ? pain->pdata[pain->len - 2] : NULL;
}

static void
add_pain (GPtrArray *lines, LumbarKnowledge *knowledge, GPtrArray *measures)
{
  const LumbarInstrument *scale = lumbar_knowledge_find_instrument (knowledge, pain_scale);
  g_autoptr (GPtrArray) pain = take_pain (measures);
  const LumbarMeasure *now = pain->len > 0 ? pain->pdata[pain->len - 1] : NULL;
  const LumbarMeasure *then = now ? find_then (pain) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *score = NULL;
  g_autofree char *date = NULL;

  if (now == NULL || scale == NULL)
    return;
  if (then != NULL)
    {
      add_line (lines, LUMBAR_PROBLEM_LINE_PAIN, _("Pain then and now"),
                lumbar_trend_change_describe (scale, then->value, now->value, then->at));
      return;
    }
  label = lumbar_trend_instrument_label (scale);
  score = lumbar_trend_score_label (now->value);
  date = lumbar_date_format (now->at);
  /* Translators: a scale, its score, a date */
  add_line (lines, LUMBAR_PROBLEM_LINE_PAIN, _("Pain"),
            g_strdup_printf (_("%1$s: %2$s on %3$s, recorded once so far"), label, score, date));
}

/* The plan */

static void
add_plan (GPtrArray *lines, const LumbarEncounter *last, const LumbarEncounter *draft, const char *today)
{
  GString *text = g_string_new (NULL);

  if (last != NULL && last->conclusion != NULL)
    {
      g_autofree char *plan = shorten (last->conclusion->plan ? last->conclusion->plan : "", "; ");

      g_string_append (text, plan);
    }
  if (draft != NULL)
    {
      g_autofree char *date = lumbar_date_format (draft->started_at);
      g_autofree char *ago = lumbar_date_format_ago (draft->started_at, today);
      g_autofree char *waits = *ago ? g_strdup_printf (_("a draft of %1$s (%2$s) waits to be continued"), date, ago)
                                    : g_strdup_printf (_("a draft of %s waits to be continued"), date);

      append_part (text, " · ", waits);
    }
  add_line (lines, LUMBAR_PROBLEM_LINE_PLAN, _("Next"), g_string_free (text, FALSE));
}

/**
 * lumbar_problem_summary_new:
 * @knowledge: the clinical content
 * @visits: (nullable) (element-type LumbarEncounter): the signed visits, latest first; those without an assessment
 *   are said to be unread
 * @draft: (nullable): the visit that is not signed yet
 * @measures: (nullable) (element-type LumbarMeasure): the scores of all visits, in any order
 * @today: a date or an instant, for how long ago something was
 *
 * Says a patient in words. Needs no main thread.
 *
 * Returns: (transfer full) (element-type LumbarProblemLine): %LUMBAR_PROBLEM_SUMMARY_MOST lines at most, what is
 *   urgent first; none where nothing is known
 */
GPtrArray *
lumbar_problem_summary_new (LumbarKnowledge *knowledge,
                            GPtrArray *visits,
                            LumbarEncounter *draft,
                            GPtrArray *measures,
                            const char *today)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  LumbarEncounter *last = visits != NULL && visits->len > 0 ? visits->pdata[0] : NULL;

  if (last != NULL)
    {
      add_unsettled (lines, knowledge, visits);
      add_flags (lines, knowledge, last);
      add_person (lines, knowledge, last);
      add_conclusion (lines, knowledge, last, today);
      add_pain (lines, knowledge, measures);
    }
  add_plan (lines, last, draft, today);
  return lines;
}

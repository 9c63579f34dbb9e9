/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two assessments of the same answers, by two versions of the knowledge, don't agree about. Of numbers only
 * the bands count: that an order or a figure moved says nothing to a person. */

#include "lumbar-assessment-difference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-text.h"

/**
 * lumbar_difference_free:
 * @self: a difference
 */
void
lumbar_difference_free (LumbarDifference *self)
{
  g_free (self->id);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static void
add (GPtrArray *list, LumbarDifferencePart part, const char *id, const char *before, const char *after)
{
  LumbarDifference *difference;

  if (g_strcmp0 (before, after) == 0)
    return;
  difference = g_new0 (LumbarDifference, 1);
  difference->part = part;
  difference->id = g_strdup (id);
  difference->before = g_strdup (before);
  difference->after = g_strdup (after);
  g_ptr_array_add (list, difference);
}

static const char *
find_timeframe (LumbarAssessment *assessment, const char *id)
{
  for (guint i = 0; i < assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = assessment->red_flags->pdata[i];

      if (strcmp (flag->id, id) == 0)
        return lumbar_timeframe_to_id (flag->timeframe);
    }
  return NULL;
}

/* What is there now comes first, in its order, then what is gone. */
static void
compare_flags (GPtrArray *list, LumbarAssessment *before, LumbarAssessment *after)
{
  for (guint i = 0; i < after->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = after->red_flags->pdata[i];

      add (list, LUMBAR_DIFFERENCE_FLAG, flag->id, find_timeframe (before, flag->id),
           lumbar_timeframe_to_id (flag->timeframe));
    }
  for (guint i = 0; i < before->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = before->red_flags->pdata[i];

      if (find_timeframe (after, flag->id) == NULL)
        add (list, LUMBAR_DIFFERENCE_FLAG, flag->id, lumbar_timeframe_to_id (flag->timeframe), NULL);
    }
}

static gboolean
excludes (LumbarAssessment *assessment, const char *id)
{
  return assessment->must_exclude != NULL && g_strv_contains ((const char *const *) assessment->must_exclude, id);
}

static void
compare_excludes (GPtrArray *list, LumbarAssessment *before, LumbarAssessment *after)
{
  for (guint i = 0; after->must_exclude != NULL && after->must_exclude[i] != NULL; i++)
    if (!excludes (before, after->must_exclude[i]))
      add (list, LUMBAR_DIFFERENCE_EXCLUDE, after->must_exclude[i], NULL, after->must_exclude[i]);
  for (guint i = 0; before->must_exclude != NULL && before->must_exclude[i] != NULL; i++)
    if (!excludes (after, before->must_exclude[i]))
      add (list, LUMBAR_DIFFERENCE_EXCLUDE, before->must_exclude[i], before->must_exclude[i], NULL);
}

static const char *
find_band (LumbarAssessment *assessment, const char *id)
{
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];

      if (strcmp (cause->id, id) == 0)
        return lumbar_band_to_id (cause->band);
    }
  return NULL;
}

static void
compare_causes (GPtrArray *list, LumbarAssessment *before, LumbarAssessment *after)
{
  for (guint i = 0; i < after->causes->len; i++)
    {
      const LumbarRankedCause *cause = after->causes->pdata[i];

      add (list, LUMBAR_DIFFERENCE_CAUSE, cause->id, find_band (before, cause->id), lumbar_band_to_id (cause->band));
    }
  for (guint i = 0; i < before->causes->len; i++)
    {
      const LumbarRankedCause *cause = before->causes->pdata[i];

      if (find_band (after, cause->id) == NULL)
        add (list, LUMBAR_DIFFERENCE_CAUSE, cause->id, lumbar_band_to_id (cause->band), NULL);
    }
}

/* A group with what is part of its statement: "mixed/more-than-one-source", "undetermined/ms". */
static char *
make_group_id (LumbarAssessment *assessment)
{
  const char *more = "";

  if (assessment->group == LUMBAR_GROUP_MIXED)
    more = lumbar_mixed_meaning_to_id (assessment->mixed_meaning);
  else if (assessment->group == LUMBAR_GROUP_UNDETERMINED && assessment->leaning != LUMBAR_GROUP_UNDETERMINED)
    more = lumbar_group_to_id (assessment->leaning);
  return g_strconcat (lumbar_group_to_id (assessment->group), more && *more ? "/" : "", more, NULL);
}

/**
 * lumbar_assessment_compare:
 * @before: the assessment that was signed
 * @after: the same answers assessed with today's knowledge
 *
 * Returns: (transfer full) (element-type LumbarDifference): what they don't agree about, in the order of
 *   #LumbarDifferencePart; of a part first what is there now, then what is gone. Empty where both say the same
 */
GPtrArray *
lumbar_assessment_compare (LumbarAssessment *before, LumbarAssessment *after)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_difference_free);
  g_autofree char *group_before = make_group_id (before);
  g_autofree char *group_after = make_group_id (after);

  compare_flags (list, before, after);
  add (list, LUMBAR_DIFFERENCE_GROUP, "", group_before, group_after);
  add (list, LUMBAR_DIFFERENCE_LEAD, "", before->lead, after->lead);
  compare_excludes (list, before, after);
  compare_causes (list, before, after);
  return list;
}

/**
 * lumbar_difference_find:
 * @differences: (element-type LumbarDifference): what two assessments don't agree about
 * @part: a part
 * @id: a red flag or cause; "" where the part is one
 *
 * Returns: (transfer none) (nullable): the difference about it; %NULL where there is none
 */
const LumbarDifference *
lumbar_difference_find (GPtrArray *differences, LumbarDifferencePart part, const char *id)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const LumbarDifference *difference = differences->pdata[i];

      if (difference->part == part && strcmp (difference->id, id) == 0)
        return difference;
    }
  return NULL;
}

/* A name outlives its table as an id. */
static const char *
get_cause_name (LumbarKnowledge *knowledge, const char *id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, id);

  return cause ? lumbar_text_translate (cause->name) : id;
}

static const char *
get_flag_name (LumbarKnowledge *knowledge, const char *id)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, id);

  return flag ? lumbar_text_translate (flag->name) : id;
}

static char *
get_group_title (const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, "/", 2);
  LumbarGroup group = LUMBAR_GROUP_UNDETERMINED, leaning;
  LumbarMixedMeaning meaning;

  lumbar_group_from_id (parts[0], &group);
  if (parts[1] == NULL)
    return g_strdup (lumbar_group_get_title (group));
  if (group == LUMBAR_GROUP_MIXED && lumbar_mixed_meaning_from_id (parts[1], &meaning))
    return g_strdup_printf (_("%s: %s"), lumbar_group_get_title (group), lumbar_mixed_meaning_get_title (meaning));
  if (lumbar_group_from_id (parts[1], &leaning))
    return g_strdup_printf (_("%s, leaning: %s"), lumbar_group_get_title (group), lumbar_group_get_title (leaning));
  return g_strdup (lumbar_group_get_title (group));
}

static const char *
get_timeframe_title (const char *id)
{
  LumbarTimeframe timeframe = LUMBAR_TIMEFRAME_NOW;

  lumbar_timeframe_from_id (id, &timeframe);
  return lumbar_timeframe_get_title (timeframe);
}

static const char *
get_band_title (const char *id)
{
  LumbarBand band = LUMBAR_BAND_LESS_LIKELY;

  lumbar_band_from_id (id, &band);
  return lumbar_band_get_title (band);
}

static char *
describe_flag (const LumbarDifference *self, LumbarKnowledge *knowledge)
{
  const char *name = get_flag_name (knowledge, self->id);

  if (self->before == NULL)
    return g_strdup_printf (_("Red flag raised only later: %s"), name);
  if (self->after == NULL)
    return g_strdup_printf (_("Red flag raised only earlier: %s"), name);
  return g_strdup_printf (_("Red flag %s: earlier “%s”, later “%s”"), name, get_timeframe_title (self->before),
                          get_timeframe_title (self->after));
}

static char *
describe_group (const LumbarDifference *self)
{
  g_autofree char *before = get_group_title (self->before);
  g_autofree char *after = get_group_title (self->after);

  return g_strdup_printf (_("Group: earlier “%s”, later “%s”"), before, after);
}

static char *
describe_lead (const LumbarDifference *self, LumbarKnowledge *knowledge)
{
  if (self->before == NULL)
    return g_strdup_printf (_("Leading cause: none earlier, later “%s”"), get_cause_name (knowledge, self->after));
  if (self->after == NULL)
    return g_strdup_printf (_("Leading cause: earlier “%s”, none later"), get_cause_name (knowledge, self->before));
  return g_strdup_printf (_("Leading cause: earlier “%s”, later “%s”"), get_cause_name (knowledge, self->before),
                          get_cause_name (knowledge, self->after));
}

static char *
describe_cause (const LumbarDifference *self, LumbarKnowledge *knowledge)
{
  const char *name = get_cause_name (knowledge, self->id);

  if (self->before == NULL)
    return g_strdup_printf (_("%s: not listed earlier, later “%s”"), name, get_band_title (self->after));
  if (self->after == NULL)
    return g_strdup_printf (_("%s: earlier “%s”, not listed later"), name, get_band_title (self->before));
  return g_strdup_printf (_("%s: earlier “%s”, later “%s”"), name, get_band_title (self->before),
                          get_band_title (self->after));
}

/**
 * lumbar_difference_to_text:
 * @self: a difference
 * @knowledge: today's tables, for names; what they no longer know is called by its id
 *
 * Returns: (transfer full): the difference as a sentence, translated
 */
char *
lumbar_difference_to_text (const LumbarDifference *self, LumbarKnowledge *knowledge)
{
  switch (self->part)
    {
    case LUMBAR_DIFFERENCE_FLAG:
      return describe_flag (self, knowledge);
    case LUMBAR_DIFFERENCE_GROUP:
      return describe_group (self);
    case LUMBAR_DIFFERENCE_LEAD:
      return describe_lead (self, knowledge);
    case LUMBAR_DIFFERENCE_EXCLUDE:
      if (self->before == NULL)
        return g_strdup_printf (_("Must not be missed, only later: %s"), get_cause_name (knowledge, self->id));
      return g_strdup_printf (_("Must not be missed, only earlier: %s"), get_cause_name (knowledge, self->id));
    case LUMBAR_DIFFERENCE_CAUSE:
      return describe_cause (self, knowledge);
    default:
      g_assert_not_reached ();
    }
}

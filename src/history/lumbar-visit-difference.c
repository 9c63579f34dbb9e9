/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two visits of one patient: what was recorded at either, what the assessments say, and in one paragraph what
 * changed. A colleague reads that paragraph first, so it has what matters first and never counts a question
 * that was not asked as an answer. */

#include "lumbar-visit-difference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-assessment-difference.h"
#include "lumbar-measure.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

/* More names than this make no sentence; the list below has them all. */
#define MOST_NAMES 8

/* Assessments */

static LumbarAssessment *
get_assessment (LumbarKnowledge *knowledge, LumbarEncounter *visit)
{
  if (visit->assessment != NULL)
    return lumbar_assessment_ref (visit->assessment);
  return lumbar_assess (knowledge, visit->response);
}

static void
list_items (LumbarVisitDifference *self)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (self->knowledge); i++)
    {
      LumbarItemDifference *item = lumbar_item_difference_new (
        lumbar_knowledge_get_finding (self->knowledge, i), self->before->response, self->after->response);

      if (item != NULL)
        g_ptr_array_add (self->items, item);
    }
}

/* The paragraph */

static void
add_sentence (GString *text, const char *sentence)
{
  if (*sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  /* A name from the tables may end with a stop of its own. */
  if (!g_str_has_suffix (sentence, "."))
    g_string_append_c (text, '.');
}

/* "Average pain 7 → 4" for each scale whose change amounts to one of @changes, under one title. */
static void
tell_scores (LumbarVisitDifference *self, GString *text, guint changes, const char *title)
{
  g_autoptr (GString) scores = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (self->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (self->knowledge, i);
      g_autofree char *label = lumbar_trend_instrument_label (instrument);
      double from, to;

      if (lumbar_measure_score (instrument, self->before->response, &from) &&
          lumbar_measure_score (instrument, self->after->response, &to) &&
          (changes & 1u << lumbar_trend_change_judge (instrument, from, to)) != 0)
        {
          g_autofree char *before = lumbar_trend_score_label (from);
          g_autofree char *after = lumbar_trend_score_label (to);

          /* Translators: a scale, its score at the earlier visit and at the later one */
          g_string_append_printf (scores, _("%s%s %s → %s"), scores->len > 0 ? "; " : "", label, before, after);
        }
    }
  if (scores->len == 0)
    return;
  sentence = g_strdup_printf (_("%s: %s"), title, scores->str);
  add_sentence (text, sentence);
}

/* "New or worse: numbness of a leg, weakness of a leg." */
static void
tell_items (LumbarVisitDifference *self, GString *text, LumbarItemChange change, const char *title)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *sentence = NULL;
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const LumbarItemDifference *item = self->items->pdata[i];

      if (item->change != change)
        continue;
      if (n++ < MOST_NAMES)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", lumbar_text_translate (item->finding->label));
    }
  if (n == 0)
    return;
  if (n > MOST_NAMES)
    g_string_append_printf (names, g_dngettext (GETTEXT_PACKAGE, " and %u more", " and %u more", n - MOST_NAMES),
                            n - MOST_NAMES);
  /* Translators: what became of complaints, and their names: "New or worse: leg numbness" */
  sentence = g_strdup_printf (_("%s: %s"), title, names->str);
  add_sentence (text, sentence);
}

/* "Where is the pain: also groin; no longer buttock." */
static void
tell_places (LumbarVisitDifference *self, GString *text)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const LumbarItemDifference *item = self->items->pdata[i];
      const char *label = lumbar_text_translate (item->finding->label);
      g_autofree char *sentence = NULL;

      if (item->finding->type != LUMBAR_FINDING_BODY_MAP)
        continue;
      if (item->added != NULL && item->dropped != NULL)
        /* Translators: a body map, the places marked at the later visit alone, those at the earlier alone */
        sentence = g_strdup_printf (_("%s: also %s; no longer %s"), label, item->added, item->dropped);
      else if (item->added != NULL)
        sentence = g_strdup_printf (_("%s: also %s"), label, item->added);
      else if (item->dropped != NULL)
        sentence = g_strdup_printf (_("%s: no longer %s"), label, item->dropped);
      if (sentence != NULL)
        add_sentence (text, sentence);
    }
}

static void
tell_assessment (LumbarVisitDifference *self, GString *text, LumbarDifferencePart part)
{
  for (guint i = 0; i < self->assessment->len; i++)
    {
      const LumbarDifference *difference = self->assessment->pdata[i];
      g_autofree char *sentence = NULL;

      if (difference->part != part)
        continue;
      sentence = lumbar_difference_to_text (difference, self->knowledge);
      add_sentence (text, sentence);
    }
}

/* A question whose answer is a score by itself was told with its important difference. */
static gboolean
is_told_as_score (LumbarVisitDifference *self, const LumbarFinding *finding)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (self->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (self->knowledge, i);

      if (instrument->findings->len == 1 && instrument->findings->pdata[0] == finding)
        return TRUE;
    }
  return FALSE;
}

static void
tell_rest (LumbarVisitDifference *self, GString *text)
{
  guint n_other = 0, n_once = 0;
  g_autofree char *other = NULL;
  g_autofree char *once = NULL;

  for (guint i = 0; i < self->items->len; i++)
    {
      const LumbarItemDifference *item = self->items->pdata[i];

      n_other += item->change == LUMBAR_ITEM_CHANGE_OTHER && item->finding->type != LUMBAR_FINDING_BODY_MAP &&
                 !is_told_as_score (self, item->finding);
      n_once += item->change >= LUMBAR_ITEM_CHANGE_ONLY_BEFORE;
    }
  other = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u other answer differs", "%u other answers differ", n_other), n_other);
  once = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question was answered at one visit only",
                                       "%u questions were answered at one visit only", n_once),
                          n_once);
  if (n_other > 0)
    add_sentence (text, other);
  else if (text->len == 0)
    add_sentence (text, _("Nothing that was recorded at both visits differs"));
  if (n_once > 0)
    add_sentence (text, once);
}

static char *
summarize (LumbarVisitDifference *self)
{
  GString *text = g_string_new (NULL);

  tell_assessment (self, text, LUMBAR_DIFFERENCE_FLAG);
  tell_scores (self, text, 1u << LUMBAR_TREND_CHANGE_EQUAL | 1u << LUMBAR_TREND_CHANGE_MORE,
               _("Changed by the minimal important difference or more"));
  tell_scores (self, text, 1u << LUMBAR_TREND_CHANGE_LESS, _("Changed by less than the minimal important difference"));
  tell_scores (self, text, 1u << LUMBAR_TREND_CHANGE_UNKNOWN,
               _("Changed, with no minimal important difference published"));
  tell_places (self, text);
  tell_items (self, text, LUMBAR_ITEM_CHANGE_APPEARED, _("New or worse"));
  tell_items (self, text, LUMBAR_ITEM_CHANGE_GONE, _("No longer new or worse"));
  tell_items (self, text, LUMBAR_ITEM_CHANGE_YES, _("Later yes"));
  tell_items (self, text, LUMBAR_ITEM_CHANGE_NO, _("Later no"));
  /* Where the other causes moved is for the table. */
  tell_assessment (self, text, LUMBAR_DIFFERENCE_GROUP);
  tell_assessment (self, text, LUMBAR_DIFFERENCE_LEAD);
  tell_rest (self, text);
  return g_string_free (text, FALSE);
}

/**
 * lumbar_visit_difference_new:
 * @knowledge: the tables
 * @one: a visit with its response, read with @knowledge; a draft without an assessment is assessed now
 * @other: another of the same patient, likewise
 *
 * Compares two visits; the earlier one comes first, whichever is named first.
 *
 * Returns: (transfer full): how they differ
 */
LumbarVisitDifference *
lumbar_visit_difference_new (LumbarKnowledge *knowledge, LumbarEncounter *one, LumbarEncounter *other)
{
  gboolean in_order = strcmp (one->started_at, other->started_at) <= 0;
  LumbarVisitDifference *self = g_new0 (LumbarVisitDifference, 1);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->before = g_object_ref (in_order ? one : other);
  self->after = g_object_ref (in_order ? other : one);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_item_difference_free);
  list_items (self);
  self->assessed_before = get_assessment (knowledge, self->before);
  self->assessed_after = get_assessment (knowledge, self->after);
  self->assessment = lumbar_assessment_compare (self->assessed_before, self->assessed_after);
  self->summary = summarize (self);
  return self;
}

/**
 * lumbar_visit_difference_free:
 * @self: (transfer full) (nullable): a comparison
 */
void
lumbar_visit_difference_free (LumbarVisitDifference *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->before);
  g_object_unref (self->after);
  lumbar_assessment_unref (self->assessed_before);
  lumbar_assessment_unref (self->assessed_after);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->assessment);
  lumbar_knowledge_unref (self->knowledge);
  g_free (self->summary);
  g_free (self);
}

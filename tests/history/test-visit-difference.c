/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two visits compared: what became of each answer, and the paragraph that says what changed. */

#include <string.h>

#include "lumbar-visit-difference.h"

static LumbarKnowledge *knowledge;

typedef struct {
  const char *name;
  const char *before;  /* "finding=value; finding=value" */
  const char *after;
  const char *changes; /* "finding:change before>after", in table order, one a line */
  const char *says[4]; /* in the paragraph, in this order */
  const char *silent;  /* nowhere in the paragraph */
} Case;

static const char *const change_words[] = { "same", "appeared", "gone", "yes", "no", "other", "before", "after" };

static const Case cases[] = {
  { "nothing-recorded", "", "", "", { "Nothing that was recorded at both visits differs." }, "only" },
  { "the-same", "leg-weakness=baseline", "leg-weakness=baseline", "leg-weakness:same",
    { "Nothing that was recorded at both visits differs." }, "New or worse" },
  { "a-complaint-appears", "leg-numbness=none", "leg-numbness=new", "leg-numbness:appeared",
    { "New or worse: Leg numbness." }, "No longer" },
  { "known-before-and-worse-now", "leg-weakness=baseline", "leg-weakness=worse", "leg-weakness:appeared",
    { "New or worse: " }, "No longer" },
  { "a-complaint-goes", "leg-weakness=new", "leg-weakness=baseline", "leg-weakness:gone",
    { "No longer new or worse: " }, "Later" },
  { "still-there-in-another-way", "leg-weakness=new", "leg-weakness=worse", "leg-weakness:other",
    { "1 other answer differs." }, "New or worse" },
  { "yes-and-no", "fever-or-rigors=no; weight-loss=yes", "fever-or-rigors=yes; weight-loss=no",
    "fever-or-rigors:yes weight-loss:no", { "Later yes: Fever", "Later no: " }, "New or worse" },
  { "not-asked-is-no-change", "fever-or-rigors=yes", "", "fever-or-rigors:before",
    { "Red flag raised only earlier: Fever with back pain.", "1 question was answered at one visit only." }, "Later no" },
  { "asked-only-later", "", "fever-or-rigors=yes; weight-loss=no", "fever-or-rigors:after weight-loss:after",
    { "2 questions were answered at one visit only." }, "Later yes" },
  { "a-score-with-its-important-difference", "pain-nrs-average=7", "pain-nrs-average=4", "pain-nrs-average:other",
    { "Changed by the minimal important difference or more: Average pain, past week 7 → 4." }, "other" },
  { "a-score-that-hardly-moved", "pain-nrs-average=5", "pain-nrs-average=4", "pain-nrs-average:other",
    { "Changed by less than the minimal important difference: Average pain, past week 5 → 4." }, "or more" },
  { "pain-moves", "pain-map=paraspinal-left;buttock-left", "pain-map=paraspinal-left;groin-left", "pain-map:other",
    { "also Left groin; no longer Left buttock." }, "other answer" },
  { "a-flag-comes-up", "saddle-numbness=none", "saddle-numbness=new", "saddle-numbness:appeared",
    { "Red flag raised only later: Possible cauda equina syndrome.", "New or worse: " }, "only earlier" },
};

static LumbarEncounter *
make_visit (const char *answers, const char *started_at)
{
  LumbarEncounter *visit = lumbar_encounter_new ("patient", started_at, "");
  g_auto (GStrv) parts = g_strsplit (answers, "; ", -1);

  visit->response = lumbar_response_new (knowledge);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      const LumbarFinding *finding;
      g_autoptr (LumbarAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (equals);
      *equals = '\0';
      finding = lumbar_knowledge_find_finding (knowledge, parts[i]);
      g_assert_nonnull (finding);
      answer = lumbar_answer_new_from_string (finding, equals + 1, &error);
      g_assert_no_error (error);
      lumbar_response_set_answer (visit->response, finding->index, answer);
    }
  return visit;
}

static LumbarVisitDifference *
compare (const Case *row, gboolean in_order)
{
  g_autoptr (LumbarEncounter) before = make_visit (row->before, "2026-01-10T09:00:00Z");
  g_autoptr (LumbarEncounter) after = make_visit (row->after, "2026-04-12T09:00:00Z");

  return lumbar_visit_difference_new (knowledge, in_order ? before : after, in_order ? after : before);
}

/* The order is that of findings.tsv, so the cells are compared as sets of words. */
static void
assert_changes (const LumbarVisitDifference *difference, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (expected, " ", -1);

  g_assert_cmpuint (difference->items->len, ==, g_strv_length (words));
  for (guint i = 0; i < difference->items->len; i++)
    {
      const LumbarItemDifference *item = difference->items->pdata[i];
      g_autofree char *word = g_strdup_printf ("%s:%s", item->finding->id, change_words[item->change]);

      g_assert_true (g_strv_contains ((const char *const *) words, word));
      g_assert_true (item->before != NULL || item->change == LUMBAR_ITEM_CHANGE_ONLY_AFTER);
      g_assert_true (item->after != NULL || item->change == LUMBAR_ITEM_CHANGE_ONLY_BEFORE);
    }
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (LumbarVisitDifference) difference = compare (row, TRUE);
  g_autoptr (LumbarVisitDifference) turned = compare (row, FALSE);
  const char *rest = difference->summary;

  g_test_message ("%s", difference->summary);
  assert_changes (difference, row->changes);
  for (guint i = 0; i < G_N_ELEMENTS (row->says) && row->says[i] != NULL; i++)
    {
      rest = strstr (rest, row->says[i]);
      if (rest == NULL)
        g_error ("“%s” is not in “%s”", row->says[i], difference->summary);
      rest += strlen (row->says[i]);
    }
  g_assert_null (strstr (difference->summary, row->silent));
  /* Whichever is named first, the earlier visit comes first. */
  g_assert_cmpstr (turned->summary, ==, difference->summary);
}

/* Two visits with every complaint new: the sentence stays one that can be read. */
static void
test_long_lists_are_cut (void)
{
  g_autoptr (LumbarEncounter) before = make_visit ("", "2026-01-10T09:00:00Z");
  g_autoptr (LumbarEncounter) after = make_visit ("", "2026-04-12T09:00:00Z");
  g_autoptr (LumbarVisitDifference) difference = NULL;
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (lumbar_knowledge_get_finding (knowledge, i)->type == LUMBAR_FINDING_BOOLEAN)
      {
        g_autoptr (LumbarAnswer) no = lumbar_answer_new_options (LUMBAR_VALUE_NO);
        g_autoptr (LumbarAnswer) yes = lumbar_answer_new_options (LUMBAR_VALUE_YES);

        lumbar_response_set_answer (before->response, i, no);
        lumbar_response_set_answer (after->response, i, yes);
        n++;
      }
  difference = lumbar_visit_difference_new (knowledge, before, after);
  g_assert_cmpuint (difference->items->len, ==, n);
  {
    g_autofree char *more = g_strdup_printf (" and %u more.", n - 8);

    g_assert_nonnull (strstr (difference->summary, more));
  }
}

static void
test_notes_stand_with_the_answer (void)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, "fever-or-rigors");
  g_autoptr (LumbarEncounter) before = make_visit ("fever-or-rigors=no", "2026-01-10T09:00:00Z");
  g_autoptr (LumbarEncounter) after = make_visit ("", "2026-04-12T09:00:00Z");
  g_autoptr (LumbarVisitDifference) difference = NULL;
  const LumbarItemDifference *item;

  lumbar_response_set_note (before->response, finding->index, "measured twice");
  lumbar_response_set_note (after->response, finding->index, "declined");
  difference = lumbar_visit_difference_new (knowledge, before, after);
  g_assert_cmpuint (difference->items->len, ==, 1);
  item = difference->items->pdata[0];
  g_assert_cmpstr (item->before, ==, "No (measured twice)");
  g_assert_cmpstr (item->after, ==, "declined");
  g_assert_cmpint (item->change, ==, LUMBAR_ITEM_CHANGE_ONLY_BEFORE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/visit-difference/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/visit-difference/long-lists-are-cut", test_long_lists_are_cut);
  g_test_add_func ("/visit-difference/notes-stand-with-the-answer", test_notes_stand_with_the_answer);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

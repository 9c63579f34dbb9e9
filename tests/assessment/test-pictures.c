/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The textbook picture of each cause, as a clinician would tell it, puts that cause first, in its
 * group, and the picture of what it is most often mistaken for does not.
 * tests/data/rules/README.md. */

#include "lumbar-assessment.h"
#include "row-weight.h"
#include "rule-table.h"
#include "tested-knowledge.h"

enum {
  COLUMN_CAUSE,
  COLUMN_NEIGHBOUR,
  COLUMN_PLACE,
  COLUMN_NEIGHBOUR_FIRST,
  COLUMN_GROUP,
  COLUMN_KNOWN_WEAK,
  COLUMN_SOURCE,
  COLUMN_SPEAKS_FOR,
  COLUMN_UNHEARD,
  COLUMN_ANSWERS,
};

#define ANSWERS_LEAST 10
#define ANSWERS_MOST 18

/* How many of the ranked causes count as shown. */
#define SHOWN 3

/* More rows that are known to be weak than this are not accepted. */
#define KNOWN_WEAK_MOST 0

static const char *const columns[] = {
  "cause",      "neighbour", "place",      "neighbour_first", "group",
  "known_weak", "source_id", "speaks_for", "unheard",         "answers",
  NULL,
};

static LumbarKnowledge *knowledge;
static LumbarTable *table;

static const char *
cell (guint row, guint column)
{
  return lumbar_table_get (table, row, column);
}

static guint
find_row (const char *cause)
{
  for (guint i = 0; i < lumbar_table_get_n_rows (table); i++)
    if (g_str_equal (cell (i, COLUMN_CAUSE), cause))
      return i;
  g_error ("there is no picture of %s", cause);
}

static LumbarAssessment *
assess_row (guint row)
{
  g_autoptr (LumbarResponse) response = rule_table_respond (knowledge, cell (row, COLUMN_ANSWERS));

  return lumbar_assess (knowledge, response);
}

static gboolean
is_first (LumbarAssessment *assessment, const char *cause)
{
  const LumbarRankedCause *first;

  if (assessment->causes->len == 0)
    return FALSE;
  first = assessment->causes->pdata[0];
  return g_str_equal (first->id, cause) && first->band == LUMBAR_BAND_LIKELY;
}

static gboolean
is_shown (LumbarAssessment *assessment, const char *cause)
{
  for (guint i = 0; i < MIN (assessment->causes->len, SHOWN); i++)
    if (g_str_equal (((const LumbarRankedCause *) assessment->causes->pdata[i])->id, cause))
      return TRUE;
  return assessment->must_exclude != NULL &&
         g_strv_contains ((const char *const *) assessment->must_exclude, cause);
}

static void
tell_causes (LumbarAssessment *assessment)
{
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];

      g_test_message ("%u. %s, %s, %.2f", i + 1, cause->id, lumbar_band_to_id (cause->band), cause->score);
    }
}

/* A row that is known to be weak is told as such, and holds the present, weaker truth. */
static void
tell_weak (guint row)
{
  if (*cell (row, COLUMN_KNOWN_WEAK))
    g_test_message ("%s: %s", cell (row, COLUMN_CAUSE), cell (row, COLUMN_KNOWN_WEAK));
}

static void
test_place (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const char *cause = cell (row, COLUMN_CAUSE);
  g_autoptr (LumbarAssessment) assessment = assess_row (row);

  tell_weak (row);
  tell_causes (assessment);
  if (g_str_equal (cell (row, COLUMN_PLACE), "first"))
    g_assert_true (is_first (assessment, cause));
  else
    {
      g_assert_cmpstr (cell (row, COLUMN_PLACE), ==, "shown");
      g_assert_true (lumbar_knowledge_find_cause (knowledge, cause)->serious);
      g_assert_true (is_shown (assessment, cause));
    }
}

static void
test_group (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (LumbarAssessment) assessment = assess_row (row);

  tell_weak (row);
  tell_causes (assessment);
  g_assert_cmpstr (lumbar_group_to_id (assessment->group), ==, cell (row, COLUMN_GROUP));
}

static void
test_neighbour (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const char *first = cell (row, COLUMN_NEIGHBOUR_FIRST);
  g_autoptr (LumbarAssessment) assessment = assess_row (find_row (cell (row, COLUMN_NEIGHBOUR)));

  tell_weak (row);
  tell_causes (assessment);
  if (g_str_equal (first, "yes"))
    {
      g_assert_true (is_shown (assessment, cell (row, COLUMN_NEIGHBOUR)));
      return;
    }
  g_assert_cmpstr (first, ==, "no");
  g_assert_false (is_first (assessment, cell (row, COLUMN_CAUSE)));
}

/* Whether some row of the cause on that finding speaks for it, and none against it. */
static gboolean
speaks_for (const char *cause, const char *finding, const LumbarValue *values)
{
  LumbarEvidence *const *rows = lumbar_knowledge_get_evidence_rows (knowledge);
  gboolean heard = FALSE;

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    {
      double weight;

      if (!g_str_equal (rows[i]->cause->id, cause) || !g_str_equal (rows[i]->finding->id, finding))
        continue;
      weight = row_weight (rows[i], values);
      if (weight < 0)
        return FALSE;
      heard |= weight > 0;
    }
  return heard;
}

/* What makes up the picture counts for the cause. What the tables do not hear is told and not held to. */
static void
test_findings (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  const char *cause = cell (row, COLUMN_CAUSE);
  g_autoptr (LumbarResponse) response = rule_table_respond (knowledge, cell (row, COLUMN_ANSWERS));
  g_auto (GStrv) heard = g_strsplit (cell (row, COLUMN_SPEAKS_FOR), ";", -1);
  g_auto (GStrv) unheard = g_strsplit (cell (row, COLUMN_UNHEARD), ";", -1);

  for (guint i = 0; heard[i] != NULL; i++)
    if (!speaks_for (cause, heard[i], lumbar_response_get_values (response)))
      g_error ("%s does not speak for %s", heard[i], cause);
  for (guint i = 0; unheard[i] != NULL; i++)
    {
      g_assert_nonnull (lumbar_response_find_answer (response, unheard[i]));
      g_test_message ("%s: %s %s", cause, unheard[i],
                      speaks_for (cause, unheard[i], lumbar_response_get_values (response))
                          ? "is heard now: move it"
                          : "is part of the picture and not heard");
    }
}

/* The interview must be able to reach these answers: each is asked once the others are given. */
static void
test_asked (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (LumbarResponse) response = rule_table_respond (knowledge, cell (row, COLUMN_ANSWERS));
  const LumbarValue *values = lumbar_response_get_values (response);
  guint n = lumbar_response_get_n_answers (response);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);

      if (values[i].kind != LUMBAR_VALUE_NONE && finding->ask_when != NULL &&
          lumbar_expression_evaluate (finding->ask_when, values) != LUMBAR_TRUTH_TRUE)
        g_error ("%s is answered and not asked: %s", finding->id, finding->ask_when_text);
    }
  g_assert_cmpuint (n, >=, ANSWERS_LEAST);
  g_assert_cmpuint (n, <=, ANSWERS_MOST);
}

static void
test_every_cause (void)
{
  g_assert_cmpuint (lumbar_table_get_n_rows (table), ==, lumbar_knowledge_get_n_causes (knowledge));
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    {
      const LumbarCause *cause = lumbar_knowledge_get_cause (knowledge, i);
      guint row = find_row (cause->id);
      const char *source = cell (row, COLUMN_SOURCE);

      g_assert_cmpstr (cell (row, COLUMN_NEIGHBOUR), !=, cause->id);
      find_row (cell (row, COLUMN_NEIGHBOUR));
      g_assert_true (g_str_equal (source, "textbook") || lumbar_knowledge_find_source (knowledge, source));
    }
}

/* Whatever is less than the picture deserves says so, and little may be. */
static void
test_known_weak (void)
{
  guint n = 0;

  for (guint i = 0; i < lumbar_table_get_n_rows (table); i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, cell (i, COLUMN_CAUSE));
      gboolean weak = !g_str_equal (cell (i, COLUMN_PLACE), "first") ||
                      !g_str_equal (cell (i, COLUMN_NEIGHBOUR_FIRST), "no") ||
                      !g_str_equal (cell (i, COLUMN_GROUP), lumbar_group_to_id (cause->group));

      g_assert_cmpint (weak, ==, g_str_has_prefix (cell (i, COLUMN_KNOWN_WEAK), "known-weak: "));
      tell_weak (i);
      n += weak;
    }
  g_test_message ("%u of %u pictures are known to be weak", n, lumbar_table_get_n_rows (table));
  g_assert_cmpuint (n, <=, KNOWN_WEAK_MOST);
}

static void
add_row (guint row)
{
  static const struct {
    const char *name;
    GTestDataFunc function;
  } shows[] = {
    { "first-or-shown", test_place },
    { "group", test_group },
    { "neighbour-apart", test_neighbour },
    { "asked", test_asked },
    { "findings-speak", test_findings },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shows); i++)
    {
      g_autofree char *path = g_strconcat ("/pictures/", cell (row, COLUMN_CAUSE), "/", shows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (row), shows[i].function);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = tested_knowledge_new ();
  table = rule_table_read ("pictures.tsv", columns);

  for (guint i = 0; i < lumbar_table_get_n_rows (table); i++)
    add_row (i);
  g_test_add_func ("/pictures/every-cause", test_every_cause);
  g_test_add_func ("/pictures/known-weak", test_known_weak);

  status = g_test_run ();
  lumbar_table_free (table);
  lumbar_knowledge_unref (knowledge);
  return status;
}

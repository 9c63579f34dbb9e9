/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer and its two spellings: ids for the record, words for people. */

#include "lumbar-answer.h"

#include "lumbar-test.h"

static LumbarKnowledge *knowledge;

typedef struct {
  const char *finding;
  const char *text;  /* as kept */
  const char *words; /* as shown */
} SpellingCase;

static const SpellingCase spelling_cases[] = {
  { "pain-onset", "sudden", NULL },
  { "smoker", "yes", "Yes" },
  { "smoker", "no", "No" },
  { "pain-site", "midline-lumbar;flank", "Middle of the low back, Flank, between ribs and hip" },
  { "pain-map", "groin-left;heel-right", "Left groin; Right heel and sole" },
  { "rmdq-items", "rmdq-05-handrail;rmdq-20-sit",
    "Because of my back, I use a handrail to get upstairs; I sit down for most of the day because of my back" },
  { "age-years", "46", "46 years" },
  { "exam-temperature", "38.2", "38.2 °C" },
  { "pain-nrs-now", "0", "0" },
  { "pain-nrs-now", "10", "10" },
  { "exam-systolic", "120", "120 mmHg" },
  { "exam-heart-rate", "72", "72 per min" },
  { "egfr", "59.5", "59.5 mL/min/1.73 m²" },
  { "bmi", "22.5", "22.5 kg/m²" },
  { "pain-started", "2026-11-01", "1 Nov 2026" },
  { "patient-words", "Like a band; \"tight\", 100%", "Like a band; \"tight\", 100%" },
};

/* What is kept reads back as the same answer, and is shown in words. */
static void
test_spelling (gconstpointer data)
{
  const SpellingCase *test = data;
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, test->finding);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, test->text, &error);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (LumbarAnswer) again = NULL;

  g_assert_no_error (error);
  text = lumbar_answer_to_string (answer, finding);
  words = lumbar_answer_to_display (answer, finding);
  again = lumbar_answer_new_from_string (finding, text, &error);
  g_assert_no_error (error);
  g_assert_true (lumbar_answer_equal (answer, again));
  g_assert_cmpstr (text, ==, test->text);
  if (test->words != NULL)
    g_assert_cmpstr (words, ==, test->words);
  else
    g_assert_cmpstr (words, !=, test->text);
}

static const SpellingCase refuse_cases[] = {
  { "pain-onset", "soon", "“soon” is not an option" },
  { "pain-site", "flank;", "“” is not an option" },
  { "pain-site", "", "no option given" },
  { "age-years", "old", "“old” is not a number" },
  { "pain-started", "2026-13-01", "is no day of the calendar" },
  { "patient-words", "", "is empty" },
};

static void
test_refuse (gconstpointer data)
{
  const SpellingCase *test = data;
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, test->finding);
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_answer_new_from_string (finding, test->text, &error));
  assert_refused (error, test->words);
}

/* Every option of every finding survives being kept. */
static void
test_every_option (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);

      for (guint j = 0; j < finding->options->len; j++)
        {
          g_autoptr (LumbarAnswer) answer = lumbar_answer_new_options ((guint64) 1 << j);
          g_autofree char *text = lumbar_answer_to_string (answer, finding);
          g_autofree char *words = lumbar_answer_to_display (answer, finding);
          g_autoptr (LumbarAnswer) again = lumbar_answer_new_from_string (finding, text, NULL);

          g_assert_cmpstr (text, ==, lumbar_finding_get_option (finding, j)->id);
          g_assert_cmpstr (words, ==, lumbar_finding_get_option (finding, j)->text);
          g_assert_true (lumbar_answer_equal (answer, again));
        }
    }
}

static void
test_equal (void)
{
  g_autoptr (LumbarAnswer) options = lumbar_answer_new_options (1);
  g_autoptr (LumbarAnswer) other_options = lumbar_answer_new_options (3);
  g_autoptr (LumbarAnswer) number = lumbar_answer_new_number (0);
  g_autoptr (LumbarAnswer) other_number = lumbar_answer_new_number (1);
  g_autoptr (LumbarAnswer) text = lumbar_answer_new_text ("a");
  g_autoptr (LumbarAnswer) same_text = lumbar_answer_new_text ("a");
  g_autoptr (LumbarAnswer) other_text = lumbar_answer_new_text ("b");

  g_assert_true (lumbar_answer_equal (NULL, NULL));
  g_assert_true (lumbar_answer_equal (text, same_text));
  g_assert_false (lumbar_answer_equal (text, other_text));
  g_assert_false (lumbar_answer_equal (options, other_options));
  g_assert_false (lumbar_answer_equal (number, other_number));
  g_assert_false (lumbar_answer_equal (number, NULL));
  g_assert_false (lumbar_answer_equal (NULL, options));
}

/* Not assessed is the absence of an answer, never "no". */
static void
test_absent (void)
{
  g_autoptr (LumbarAnswer) no = lumbar_answer_new_options (LUMBAR_VALUE_NO);

  g_assert_cmpint (lumbar_answer_get_value (NULL)->kind, ==, LUMBAR_VALUE_NONE);
  g_assert_cmpint (lumbar_answer_get_value (no)->kind, ==, LUMBAR_VALUE_OPTIONS);
  g_assert_cmpuint (lumbar_answer_get_value (no)->options, ==, LUMBAR_VALUE_NO);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (spelling_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/intake/answer/spelling/%s-%u", spelling_cases[i].finding, i);

      g_test_add_data_func (path, &spelling_cases[i], test_spelling);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refuse_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/intake/answer/refuse/%s-%u", refuse_cases[i].finding, i);

      g_test_add_data_func (path, &refuse_cases[i], test_refuse);
    }
  g_test_add_func ("/intake/answer/every-option", test_every_option);
  g_test_add_func ("/intake/answer/equal", test_equal);
  g_test_add_func ("/intake/answer/absent", test_absent);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

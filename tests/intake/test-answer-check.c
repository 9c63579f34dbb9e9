/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed or sent becomes an answer, or is refused with what would be right. */

#include "lumbar-answer-check.h"

#include <math.h>

#include "lumbar-test.h"

static LumbarKnowledge *knowledge;

static const LumbarFinding *
find (const char *id)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, id);

  g_assert_nonnull (finding);
  return finding;
}

/* @ids are joined by blanks; @result is the answer as kept, NULL where @message refuses. */
typedef struct {
  const char *name;
  const char *finding;
  const char *given;
  const char *result;
  const char *message;
} CheckCase;

static const CheckCase option_cases[] = {
  { "one", "pain-onset", "sudden", "sudden", NULL },
  { "yes", "smoker", "yes", "yes", NULL },
  { "several-in-table-order", "pain-site", "flank midline-lumbar", "midline-lumbar;flank", NULL },
  { "same-twice", "pain-site", "flank flank", "flank", NULL },
  { "same-twice-of-one", "pain-onset", "sudden sudden", "sudden", NULL },
  { "denial-alone", "current-drugs", "none", "none", NULL },
  { "unknown", "pain-onset", "soon", NULL, "“soon” is not an option of “pain-onset”; use: sudden" },
  { "unknown-among-known", "pain-site", "flank moon", NULL, "“moon” is not an option of “pain-site”" },
  { "capitals", "smoker", "Yes", NULL, "“Yes” is not an option of “smoker”; use: no, yes" },
  { "empty-id", "smoker", "", NULL, "no option given for “smoker”; leave it out where it was not assessed" },
  { "several-of-one", "pain-onset", "sudden gradual", NULL, "“pain-onset” takes one option, not 2" },
  { "yes-and-no", "smoker", "yes no", NULL, "“smoker” takes one option, not 2" },
  { "denial-first", "current-drugs", "none baclofen", NULL, "“none” of “current-drugs” can't stand beside" },
  { "denial-last", "current-drugs", "baclofen none", NULL, "“none” of “current-drugs” can't stand beside" },
  { "normal-beside-a-sign", "exam-gait", "normal antalgic", NULL, "can't stand beside" },
};

static void
assert_answer (LumbarAnswer *answer, GError *error, const LumbarFinding *finding, const CheckCase *test)
{
  g_autofree char *text = answer ? lumbar_answer_to_string (answer, finding) : NULL;

  if (test->result == NULL)
    {
      g_assert_null (answer);
      assert_refused (error, test->message);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, test->result);
}

static void
test_options (gconstpointer data)
{
  const CheckCase *test = data;
  const LumbarFinding *finding = find (test->finding);
  g_auto (GStrv) ids = g_strsplit (test->given, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_check_options (finding, (const char *const *) ids, &error);

  assert_answer (answer, error, finding, test);
}

static const CheckCase number_cases[] = {
  { "whole", "age-years", "46", "46", NULL },
  { "least", "age-years", "0", "0", NULL },
  { "most", "age-years", "120", "120", NULL },
  { "fraction", "exam-temperature", "38.2", "38.2", NULL },
  { "comma", "exam-temperature", "38,2", "38.2", NULL },
  { "blanks", "age-years", " 46 ", "46", NULL },
  { "plus", "age-years", "+46", "46", NULL },
  { "needless-digits", "age-years", "46.0", "46", NULL },
  { "below", "age-years", "-1", NULL, "-1 is out of range for “age-years”; use 0 to 120" },
  { "above", "age-years", "121", NULL, "121 is out of range for “age-years”; use 0 to 120" },
  { "slip-of-the-decimal-point", "exam-temperature", "382", NULL, "382 is out of range for “exam-temperature”; use 30 to 44" },
  { "eleven-of-ten", "pain-nrs-now", "11", NULL, "11 is out of range for “pain-nrs-now”; use 0 to 10" },
  { "fraction-of-a-scale", "pain-nrs-now", "6.5", NULL, "“pain-nrs-now” takes a whole number" },
  { "fraction-of-years", "age-years", "46.5", NULL, "“age-years” takes a whole number" },
  { "word", "age-years", "forty", NULL, "“forty” is not a number, which “age-years” needs" },
  { "empty", "age-years", "", NULL, "“” is not a number" },
  { "unit", "age-years", "46 y", NULL, "“46 y” is not a number" },
  { "power", "age-years", "4e1", NULL, "“4e1” is not a number" },
  { "nan", "age-years", "nan", NULL, "“nan” is not a number" },
  { "two-commas", "exam-temperature", "38,2,1", NULL, "is not a number" },
  { "thousands", "exam-pvr", "1,200", NULL, "“exam-pvr” takes a whole number" },
  { "hexadecimal", "age-years", "0x20", NULL, "is not a number" },
};

static void
test_number (gconstpointer data)
{
  const CheckCase *test = data;
  const LumbarFinding *finding = find (test->finding);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_check_number_text (finding, test->given, &error);

  assert_answer (answer, error, finding, test);
}

static void
test_no_number (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_answer_check_number (find ("age-years"), NAN, &error));
  assert_refused (error, "no number is out of range for “age-years”");
  g_clear_error (&error);
  g_assert_null (lumbar_answer_check_number (find ("age-years"), INFINITY, &error));
  assert_refused (error, "no number is out of range");
}

static const CheckCase text_cases[] = {
  { "words", "patient-words", "It burns.", "It burns.", NULL },
  { "lines", "patient-words", "one\ntwo", "one\ntwo", NULL },
  { "cleaned", "patient-words", "  It\x01 burns\xe2\x80\xae ", "It burns", NULL },
  { "date", "pain-started", "2026-11-01", "2026-11-01", NULL },
  { "today", "pain-started", "2026-11-22", "2026-11-22", NULL },
  { "date-with-blanks", "pain-started", " 2026-11-01\n", "2026-11-01", NULL },
  { "empty", "patient-words", "", NULL, "the text for “patient-words” is empty" },
  { "blank", "patient-words", " \n\t", NULL, "the text for “patient-words” is empty" },
  { "tomorrow", "pain-started", "2026-11-23", NULL, "2026-11-23 for “pain-started” lies in the future" },
  { "no-such-day", "pain-started", "2026-02-30", NULL, "“2026-02-30” is no day of the calendar" },
  { "other-order", "pain-started", "01.11.2026", NULL, "write it as 2026-11-22" },
  { "year-alone", "pain-started", "2026", NULL, "is no day of the calendar" },
  { "words-for-a-date", "pain-started", "last week", NULL, "“last week” is no day of the calendar" },
};

static void
test_text (gconstpointer data)
{
  const CheckCase *test = data;
  const LumbarFinding *finding = find (test->finding);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_check_text (finding, test->given, "2026-11-22", &error);

  assert_answer (answer, error, finding, test);
}

/* Letters are counted, not bytes. */
static void
test_long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = NULL;

  for (guint i = 0; i < LUMBAR_ANSWER_MAX_TEXT; i++)
    g_string_append (text, "ł");
  answer = lumbar_answer_check_text (find ("patient-words"), text->str, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_string_append (text, "ł");
  g_assert_null (lumbar_answer_check_text (find ("patient-words"), text->str, NULL, &error));
  assert_refused (error, "longer than 20,000 characters");
}

static void
test_future_without_today (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_check_text (find ("pain-started"), "2099-01-01", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lumbar_answer_get_text (answer), ==, "2099-01-01");
}

#define ADD_CASES(prefix, cases, function)                                                              \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                      \
    {                                                                                                   \
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);                                \
                                                                                                        \
      g_test_add_data_func (path, &cases[i], function);                                                 \
    }

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  ADD_CASES ("/intake/check/options/", option_cases, test_options)
  ADD_CASES ("/intake/check/number/", number_cases, test_number)
  ADD_CASES ("/intake/check/text/", text_cases, test_text)
  g_test_add_func ("/intake/check/number/none", test_no_number);
  g_test_add_func ("/intake/check/text/too-long", test_long_text);
  g_test_add_func ("/intake/check/text/future-without-today", test_future_without_today);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

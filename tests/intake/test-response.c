/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of one visit. */

#include "lumbar-response.h"

#include "lumbar-test.h"

static LumbarKnowledge *knowledge;

static guint
index_of (const char *id)
{
  return lumbar_knowledge_find_finding (knowledge, id)->index;
}

static void
set_options (LumbarResponse *response, const char *id, guint64 options)
{
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_options (options);

  lumbar_response_set_answer (response, index_of (id), answer);
}

static void
test_empty (void)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  const LumbarValue *values = lumbar_response_get_values (response);

  g_assert_cmpuint (lumbar_response_get_n_answers (response), ==, 0);
  g_assert_false (lumbar_response_has_examination (response));
  g_assert_true (lumbar_response_get_knowledge (response) == knowledge);
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      g_assert_cmpint (values[i].kind, ==, LUMBAR_VALUE_NONE);
      g_assert_null (lumbar_response_get_answer (response, i));
      g_assert_null (lumbar_response_get_note (response, i));
    }
}

static void
test_set_and_take_back (void)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  g_autoptr (LumbarAnswer) age = lumbar_answer_new_number (46);
  guint i = index_of ("age-years");

  lumbar_response_set_answer (response, i, age);
  lumbar_response_set_answer (response, i, age);
  g_assert_true (lumbar_response_find_answer (response, "age-years") == age);
  g_assert_cmpfloat (lumbar_response_get_values (response)[i].number, ==, 46);
  g_assert_cmpuint (lumbar_response_get_n_answers (response), ==, 1);

  lumbar_response_set_answer (response, i, NULL);
  g_assert_null (lumbar_response_get_answer (response, i));
  g_assert_cmpint (lumbar_response_get_values (response)[i].kind, ==, LUMBAR_VALUE_NONE);
  g_assert_cmpuint (lumbar_response_get_n_answers (response), ==, 0);
}

static void
test_find_unknown (void)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);

  g_assert_null (lumbar_response_find_answer (response, "no-such-finding"));
}

static void
test_notes (void)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);

  lumbar_response_set_note (response, 0, "as told by her husband");
  g_assert_cmpstr (lumbar_response_get_note (response, 0), ==, "as told by her husband");
  g_assert_cmpuint (lumbar_response_get_n_answers (response), ==, 0);
  lumbar_response_set_note (response, 0, "");
  g_assert_null (lumbar_response_get_note (response, 0));
  lumbar_response_set_note (response, 0, NULL);
  g_assert_null (lumbar_response_get_note (response, 0));
}

static void
test_examination (void)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);

  set_options (response, "smoker", LUMBAR_VALUE_YES);
  g_assert_false (lumbar_response_has_examination (response));
  set_options (response, "exam-percussion", LUMBAR_VALUE_NO);
  g_assert_true (lumbar_response_has_examination (response));
}

static void
test_shared (void)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  LumbarResponse *boxed = g_boxed_copy (LUMBAR_TYPE_RESPONSE, response);

  g_assert_true (boxed == response);
  set_options (response, "smoker", LUMBAR_VALUE_YES);
  g_boxed_free (LUMBAR_TYPE_RESPONSE, boxed);
  g_assert_cmpuint (lumbar_response_get_n_answers (response), ==, 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  g_test_add_func ("/intake/response/empty", test_empty);
  g_test_add_func ("/intake/response/set-and-take-back", test_set_and_take_back);
  g_test_add_func ("/intake/response/find-unknown", test_find_unknown);
  g_test_add_func ("/intake/response/notes", test_notes);
  g_test_add_func ("/intake/response/examination", test_examination);
  g_test_add_func ("/intake/response/shared", test_shared);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

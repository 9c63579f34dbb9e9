/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinician's own conclusion. */

#include "lumbar-conclusion.h"

#include "lumbar-test.h"

static void
test_new (void)
{
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();

  g_assert_cmpint (conclusion->group, ==, LUMBAR_GROUP_UNDETERMINED);
  g_assert_cmpint (conclusion->agreement, ==, LUMBAR_AGREEMENT_NONE);
  g_assert_cmpuint (g_strv_length (conclusion->causes), ==, 0);
  g_assert_cmpstr (conclusion->plan, ==, "");
  g_assert_null (lumbar_conclusion_find_acknowledgement (conclusion, "rf-ces"));
}

/* What is said later about a flag replaces what was said before; other flags are not touched. */
static void
test_acknowledge (void)
{
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  const LumbarAcknowledgement *entry;

  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "pending", "MRI asked for", "2026-11-22T10:00:00Z");
  lumbar_conclusion_acknowledge (conclusion, "rf-fever", "not-applicable", "", "2026-11-22T10:01:00Z");
  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "done", "MRI: no compression", "2026-11-22T15:00:00Z");

  g_assert_cmpuint (conclusion->acknowledgements->len, ==, 2);
  entry = lumbar_conclusion_find_acknowledgement (conclusion, "rf-ces");
  g_assert_cmpstr (entry->done, ==, "done");
  g_assert_cmpstr (entry->text, ==, "MRI: no compression");
  g_assert_cmpstr (entry->at, ==, "2026-11-22T15:00:00Z");
  entry = lumbar_conclusion_find_acknowledgement (conclusion, "rf-fever");
  g_assert_cmpstr (entry->done, ==, "not-applicable");
  g_assert_null (lumbar_conclusion_find_acknowledgement (conclusion, "rf-cancer"));
}

static void
test_copy (void)
{
  static const char *const causes[] = { "ms-spasticity", "lumbar-radiculopathy", NULL };
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  g_autoptr (LumbarConclusion) copy = NULL;

  conclusion->group = LUMBAR_GROUP_MIXED;
  conclusion->agreement = LUMBAR_AGREEMENT_OVERRIDE;
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strdupv ((char **) causes);
  g_free (conclusion->override_reason);
  conclusion->override_reason = g_strdup ("imaging-or-tests");
  g_free (conclusion->comment);
  conclusion->comment = g_strdup ("as seen before");
  g_free (conclusion->impression);
  conclusion->impression = g_strdup ("both");
  g_free (conclusion->plan);
  conclusion->plan = g_strdup ("one\ntwo");
  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "done", "seen", "2026-11-22T10:00:00Z");

  copy = lumbar_conclusion_copy (conclusion);
  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "referred", "later", "2026-11-22T11:00:00Z");
  g_strfreev (conclusion->causes);
  conclusion->causes = g_new0 (char *, 1);

  g_assert_cmpint (copy->group, ==, LUMBAR_GROUP_MIXED);
  g_assert_cmpint (copy->agreement, ==, LUMBAR_AGREEMENT_OVERRIDE);
  g_assert_cmpstrv (copy->causes, causes);
  g_assert_cmpstr (copy->override_reason, ==, "imaging-or-tests");
  g_assert_cmpstr (copy->comment, ==, "as seen before");
  g_assert_cmpstr (copy->impression, ==, "both");
  g_assert_cmpstr (copy->plan, ==, "one\ntwo");
  g_assert_cmpstr (lumbar_conclusion_find_acknowledgement (copy, "rf-ces")->done, ==, "done");
}

/* Every word has a title, and only words have. */
static void
test_words (void)
{
  const char *const *words = lumbar_acknowledgement_words ();

  for (guint i = 0; words[i] != NULL; i++)
    g_assert_cmpstr (lumbar_acknowledgement_word_get_title (words[i]), !=, "");
  g_assert_cmpuint (g_strv_length ((char **) words), ==, 4);
  g_assert_cmpstr (lumbar_acknowledgement_word_get_title (""), ==, "");
  g_assert_cmpstr (lumbar_acknowledgement_word_get_title (NULL), ==, "");
}

static void
test_agreement_words (void)
{
  LumbarAgreement agreement;

  for (int i = LUMBAR_AGREEMENT_NONE; i <= LUMBAR_AGREEMENT_OVERRIDE; i++)
    g_assert_true (lumbar_agreement_from_id (lumbar_agreement_to_id ((LumbarAgreement) i), &agreement) &&
                   (int) agreement == i);
  g_assert_false (lumbar_agreement_from_id ("maybe", &agreement));
  g_assert_false (lumbar_agreement_from_id (NULL, &agreement));
}

static void
test_shared (void)
{
  LumbarConclusion *conclusion = lumbar_conclusion_new ();
  LumbarConclusion *boxed = g_boxed_copy (LUMBAR_TYPE_CONCLUSION, conclusion);

  g_assert_true (boxed == conclusion);
  lumbar_conclusion_unref (conclusion);
  g_assert_cmpstr (boxed->impression, ==, "");
  g_boxed_free (LUMBAR_TYPE_CONCLUSION, boxed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/conclusion/new", test_new);
  g_test_add_func ("/record/conclusion/acknowledge", test_acknowledge);
  g_test_add_func ("/record/conclusion/copy", test_copy);
  g_test_add_func ("/record/conclusion/words", test_words);
  g_test_add_func ("/record/conclusion/agreement-words", test_agreement_words);
  g_test_add_func ("/record/conclusion/shared", test_shared);

  return g_test_run ();
}

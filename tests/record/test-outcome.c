/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visit turned out to come from: what fits together, and when it is due. */

#include "lumbar-outcome.h"

#include "lumbar-test.h"
#include "lumbar-text.h"

static LumbarKnowledge *knowledge;

typedef struct {
  const char *name;
  const char *causes;
  LumbarGroup group;
} GroupCase;

static const GroupCase groups[] = {
  { "one", "ms-spasticity", LUMBAR_GROUP_MS },
  { "two-of-one-group", "ms-spasticity;ms-lhermitte", LUMBAR_GROUP_MS },
  { "two-groups", "ms-spasticity;lumbar-radiculopathy", LUMBAR_GROUP_MIXED },
  { "three-groups", "hip-joint;lumbar-radiculopathy;ms-spasticity", LUMBAR_GROUP_MIXED },
  { "referred", "hip-joint", LUMBAR_GROUP_REFERRED },
  { "none-leaves-it", "", LUMBAR_GROUP_UNDETERMINED },
};

static void
set_causes (LumbarOutcome *outcome, const char *causes)
{
  g_auto (GStrv) ids = g_strsplit (causes, ";", -1);

  lumbar_outcome_set_causes (outcome, knowledge, (const char *const *) ids);
}

static void
test_group (gconstpointer data)
{
  const GroupCase *test = data;
  g_autoptr (LumbarOutcome) outcome = lumbar_outcome_new ("visit");

  set_causes (outcome, test->causes);
  g_assert_cmpint (outcome->group, ==, test->group);
}

typedef struct {
  const char *name;
  LumbarGroup group;
  const char *causes;
  const char *established;
  const char *at;
  const char *refusal; /* NULL: it stands */
} CheckCase;

static const CheckCase checks[] = {
  { "not-known", LUMBAR_GROUP_UNDETERMINED, "", "", "", NULL },
  { "group-alone", LUMBAR_GROUP_MS, "", "course", "", NULL },
  { "cause", LUMBAR_GROUP_REFERRED, "hip-joint", "imaging", "2026-05-01T10:00:00Z", NULL },
  { "two-ms-processes", LUMBAR_GROUP_MIXED, "ms-spasticity;ms-lhermitte", "specialist", "", NULL },
  { "not-known-with-cause", LUMBAR_GROUP_UNDETERMINED, "hip-joint", "", "", "not known has no cause" },
  { "not-known-but-established", LUMBAR_GROUP_UNDETERMINED, "", "imaging", "", "was not established" },
  { "not-established", LUMBAR_GROUP_MS, "", "", "", "how the final cause was established" },
  { "established-in-free-words", LUMBAR_GROUP_MS, "", "an MRI", "", "how the final cause was established" },
  { "no-such-cause", LUMBAR_GROUP_MS, "ms-gremlins", "course", "", "no cause “ms-gremlins”" },
  { "twice", LUMBAR_GROUP_REFERRED, "hip-joint;hip-joint", "course", "", "named twice" },
  { "other-group", LUMBAR_GROUP_MS, "hip-joint", "course", "", "another group" },
  { "no-instant", LUMBAR_GROUP_MS, "", "course", "yesterday", "an instant" },
};

static void
test_check (gconstpointer data)
{
  const CheckCase *test = data;
  g_autoptr (LumbarOutcome) outcome = lumbar_outcome_new ("visit");
  g_autoptr (GError) error = NULL;
  gboolean stands;

  set_causes (outcome, test->causes);
  outcome->group = test->group;
  lumbar_set_str (&outcome->established, test->established);
  lumbar_set_str (&outcome->at, test->at);
  stands = lumbar_outcome_check (outcome, knowledge, &error);
  if (test->refusal == NULL)
    g_assert_no_error (error);
  else
    assert_refused (error, test->refusal);
  g_assert_true (stands == (test->refusal == NULL));
}

typedef struct {
  const char *name;
  const char *signed_at;
  const char *now;
  gboolean due;
} DueCase;

static const DueCase dues[] = {
  { "three-months-to-the-second", "2026-01-15T09:30:00Z", "2026-04-15T09:30:00Z", FALSE },
  { "a-second-more", "2026-01-15T09:30:00Z", "2026-04-15T09:30:01Z", TRUE },
  { "end-of-a-short-month", "2025-11-30T09:30:00Z", "2026-02-28T09:30:01Z", TRUE },
  { "yesterday", "2026-04-14T09:30:00Z", "2026-04-15T09:30:00Z", FALSE },
  { "not-signed", "", "2026-04-15T09:30:00Z", FALSE },
};

static void
test_due (gconstpointer data)
{
  const DueCase *test = data;

  g_assert_true (lumbar_outcome_is_due (test->signed_at, test->now) == test->due);
}

static void
test_description (void)
{
  g_autoptr (LumbarOutcome) outcome = lumbar_outcome_new ("visit");
  g_autofree char *unknown = lumbar_outcome_describe (outcome, knowledge);
  g_autofree char *group = NULL;
  g_autofree char *causes = NULL;

  g_assert_cmpstr (unknown, ==, "Not known");
  outcome->group = LUMBAR_GROUP_MS;
  lumbar_set_str (&outcome->established, "course");
  group = lumbar_outcome_describe (outcome, knowledge);
  g_assert_cmpstr (group, ==, "MS-related · Course over time");
  set_causes (outcome, "ms-spasticity;an-older-version-s");
  causes = lumbar_outcome_describe (outcome, knowledge);
  g_assert_true (g_str_has_suffix (causes, ", an-older-version-s · Course over time"));
}

static void
test_words_have_titles (void)
{
  const char *const *words = lumbar_outcome_established_words ();

  g_assert_cmpuint (g_strv_length ((GStrv) words), ==, 7);
  for (guint i = 0; words[i] != NULL; i++)
    g_assert_cmpstr (lumbar_outcome_established_get_title (words[i]), !=, "");
  g_assert_cmpstr (lumbar_outcome_established_get_title ("magic"), ==, "");
  g_assert_cmpstr (lumbar_outcome_established_get_title (NULL), ==, "");
}

#define ADD_CASES(prefix, cases, func) \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) \
    { \
      g_autofree char *path = g_strconcat ("/record/outcome/" prefix "/", cases[i].name, NULL); \
\
      g_test_add_data_func (path, &cases[i], func); \
    }

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  ADD_CASES ("group", groups, test_group)
  ADD_CASES ("check", checks, test_check)
  ADD_CASES ("due", dues, test_due)
  g_test_add_func ("/record/outcome/description", test_description);
  g_test_add_func ("/record/outcome/words-have-titles", test_words_have_titles);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

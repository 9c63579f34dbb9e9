/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a patient shows is read from the record whole: also what an earlier visit left open, through
 * drafts, merged patients and more visits than are looked through. The patients are invented. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-patient-history.h"

#define MANY 36

typedef struct {
  char *folder;
  LumbarKnowledge *knowledge;
  LumbarStore *store;
  LumbarPatient *patient;
} Test;

static LumbarPatient *
add_patient (Test *test, const char *number)
{
  g_autoptr (GError) error = NULL;
  LumbarPatient *patient = lumbar_patient_new ("Beispiel", "Anna", "1960-03-04", "female", number);

  g_assert_true (lumbar_store_save_patient (test->store, patient, &error));
  g_assert_no_error (error);
  return patient;
}

static void
set_up (Test *test, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  test->folder = g_dir_make_tmp ("lumbar-history-XXXXXX", NULL);
  path = g_build_filename (test->folder, "record.db", NULL);
  test->knowledge = lumbar_knowledge_new (NULL);
  test->store = lumbar_store_open (test->knowledge, path, LUMBAR_STORE_READ_WRITE, "Dr Example", &error);
  g_assert_no_error (error);
  test->patient = add_patient (test, "1");
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);

  g_object_unref (test->patient);
  lumbar_store_close (test->store);
  lumbar_knowledge_unref (test->knowledge);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (test->folder);
  g_free (test->folder);
}

/* A visit at which one question was answered, and nothing else. */
static void
add_visit (Test *test,
           LumbarPatient *patient,
           const char *at,
           const char *finding_id,
           const char *answered,
           gboolean sign)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) visit = lumbar_store_start_encounter (test->store, patient->id, at, &error);
  g_autoptr (LumbarResponse) response = lumbar_response_new (test->knowledge);
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();
  const LumbarFinding *finding = lumbar_knowledge_find_finding (test->knowledge, finding_id);
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, answered, NULL);
  g_autoptr (LumbarAssessment) assessment = NULL;

  g_assert_no_error (error);
  lumbar_response_set_answer (response, finding->index, answer);
  assessment = lumbar_assess (test->knowledge, response);
  g_assert_true (lumbar_store_save_item (test->store, visit->id, finding_id, answered, FALSE, NULL, &error));
  if (sign)
    g_assert_true (lumbar_store_sign_encounter (test->store, visit->id, response, assessment, conclusion, at, &error));
  g_assert_no_error (error);
}

static void
assert_first (Test *test, LumbarPatient *patient, LumbarProblemLineKind kind, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarPatientHistory) history = lumbar_patient_history_load (test->store, patient->id, &error);
  const LumbarProblemLine *line;

  g_assert_no_error (error);
  g_assert_cmpuint (history->summary->len, >, 0);
  line = history->summary->pdata[0];
  g_test_message ("%s: %s", line->title, line->text);
  g_assert_cmpint (line->kind, ==, kind);
  g_assert_nonnull (strstr (line->text, words));
}

static void
test_raised_earlier (Test *test, gconstpointer data)
{
  add_visit (test, test->patient, "2026-03-03T10:00:00Z", "collapse-or-faint", "yes", TRUE);
  assert_first (test, test->patient, LUMBAR_PROBLEM_LINE_URGENT, "Back pain with collapse or faint");
  add_visit (test, test->patient, "2026-06-01T10:00:00Z", "pain-nrs-now", "3", TRUE);
  assert_first (test, test->patient, LUMBAR_PROBLEM_LINE_STILL_OPEN,
                "Back pain with collapse or faint (Now, visit of 3 Mar 2026)");
}

/* What is not signed says nothing yet. */
static void
test_draft_clears_nothing (Test *test, gconstpointer data)
{
  add_visit (test, test->patient, "2026-03-03T10:00:00Z", "collapse-or-faint", "yes", TRUE);
  add_visit (test, test->patient, "2026-06-01T10:00:00Z", "pain-nrs-now", "3", TRUE);
  add_visit (test, test->patient, "2026-09-01T10:00:00Z", "collapse-or-faint", "no", FALSE);
  assert_first (test, test->patient, LUMBAR_PROBLEM_LINE_STILL_OPEN, "visit of 3 Mar 2026");
}

/* Raised under one number, seen again under another. */
static void
test_merged_patients_are_one (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPatient) other = add_patient (test, "2");
  g_autoptr (GError) error = NULL;

  add_visit (test, other, "2026-03-03T10:00:00Z", "collapse-or-faint", "yes", TRUE);
  add_visit (test, test->patient, "2026-06-01T10:00:00Z", "pain-nrs-now", "3", TRUE);
  g_assert_true (lumbar_store_merge_patient (test->store, other->id, test->patient->id, &error));
  assert_first (test, test->patient, LUMBAR_PROBLEM_LINE_STILL_OPEN, "visit of 3 Mar 2026");
}

/* Two a year, in March and in January. */
static void
test_what_is_not_looked_through_is_said (Test *test, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *at = g_strdup_printf ("20%02u-0%u-03T10:00:00Z", 26 - i / 2, i % 2 == 0 ? 3 : 1);

      add_visit (test, test->patient, at, "pain-nrs-now", "3", TRUE);
    }
  assert_first (test, test->patient, LUMBAR_PROBLEM_LINE_NOT_CLEARED,
                "6 visits, the latest of 3 Mar 2011, were not looked through");
}

#define ADD(path, func) g_test_add ("/ui/patient-history/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("raised-earlier", test_raised_earlier);
  ADD ("draft-clears-nothing", test_draft_clears_nothing);
  ADD ("merged-patients-are-one", test_merged_patients_are_one);
  ADD ("what-is-not-looked-through-is-said", test_what_is_not_looked_through_is_said);
  return g_test_run ();
}

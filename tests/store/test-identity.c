/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient entered twice is shown as one and can be parted again; what the data were is kept; an erased person leaves
 * nothing, and the chain stays whole. */

#define _GNU_SOURCE /* memmem () */

#include "store-support.h"

#include <string.h>

#define MARKER "Zyxwvut"

typedef struct {
  Record *record;
  LumbarPatient *kept;
  LumbarPatient *twice;
  char *visit_kept;
  char *visit_twice;
} Pair;

static Pair *
make_pair (void)
{
  Pair *pair = g_new0 (Pair, 1);
  g_autoptr (LumbarEvent) event = NULL;
  g_autoptr (LumbarOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  pair->record = record_new ();
  pair->kept = record_add_patient (pair->record, "Nowak", "Anna", "1979-03-12", "1");
  pair->twice = record_add_patient (pair->record, MARKER, "Anna", "1979-03-12", "2");
  pair->visit_kept = record_add_signed (pair->record, pair->kept->id, "2026-01-05T09:00:00Z", 6);
  pair->visit_twice = record_add_signed (pair->record, pair->twice->id, "2026-03-05T09:00:00Z", 3);
  event = lumbar_event_new (pair->twice->id, LUMBAR_EVENT_FALL, "2026-01-07", "At home, " MARKER);
  g_assert_true (lumbar_store_save_event (pair->record->store, event, &error));
  g_assert_true (lumbar_store_add_addendum (pair->record->store, pair->visit_twice, "MRI of " MARKER, &error));
  outcome = outcome_new (pair->visit_twice, "facet-joint", "imaging");
  g_assert_true (lumbar_store_add_outcome (pair->record->store, outcome, &error));
  return pair;
}

static void
pair_free (Pair *pair)
{
  record_free (pair->record);
  g_object_unref (pair->kept);
  g_object_unref (pair->twice);
  g_free (pair->visit_kept);
  g_free (pair->visit_twice);
  g_free (pair);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pair, pair_free)

typedef GPtrArray *(*ListFunc) (LumbarStore *store, const char *id, GError **error);

static guint
count (Pair *pair, ListFunc list, LumbarPatient *patient)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = list (pair->record->store, patient->id, &error);

  g_assert_no_error (error);
  return all->len;
}

static guint
count_courses (Pair *pair)
{
  g_autoptr (GPtrArray) courses = lumbar_store_list_courses (pair->record->store, NULL, NULL, NULL, 100, NULL);
  guint n = 0;

  for (guint i = 0; i < courses->len; i++)
    n += ((LumbarCourse *) courses->pdata[i])->visits->len;
  return n;
}

static void
assert_whole (Pair *pair)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_verify (pair->record->store, NULL, &error));
  g_assert_no_error (error);
}

/* By scale, and of a scale by time, whoever's they were. */
static void
assert_measures_in_order (Pair *pair)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) measures = lumbar_store_list_measures (pair->record->store, pair->kept->id, &error);

  g_assert_no_error (error);
  for (guint i = 1; i < measures->len; i++)
    {
      const LumbarMeasure *before = measures->pdata[i - 1], *measure = measures->pdata[i];
      int order = strcmp (before->instrument_id, measure->instrument_id);

      g_assert_cmpint (order ? order : strcmp (before->at, measure->at), <, 0);
    }
}

static void
test_merged (void)
{
  g_autoptr (Pair) pair = make_pair ();
  LumbarStore *store = pair->record->store;
  g_autoptr (LumbarEncounter) visit = NULL;
  g_autoptr (LumbarEncounter) last = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) signed_visits = NULL;
  g_autoptr (GError) error = NULL;
  guint n_measures = count (pair, lumbar_store_list_measures, pair->kept);

  g_assert_true (lumbar_store_merge_patient (store, pair->twice->id, pair->kept->id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (pair, lumbar_store_list_encounters, pair->kept), ==, 2);
  g_assert_cmpuint (count (pair, lumbar_store_list_events, pair->kept), ==, 1);
  g_assert_cmpuint (count (pair, lumbar_store_list_outcomes, pair->kept), ==, 1);
  g_assert_cmpuint (count (pair, lumbar_store_list_measures, pair->kept), ==, 2 * n_measures);
  assert_measures_in_order (pair);
  g_assert_cmpuint (count (pair, lumbar_store_list_merged, pair->kept), ==, 1);
  g_assert_cmpuint (count_courses (pair), ==, 2);
  signed_visits = lumbar_store_list_signed (store, NULL, 9, &error);
  g_assert_cmpuint (signed_visits->len, ==, 2);
  last = lumbar_store_get_last_signed (store, pair->kept->id, &error);
  g_assert_cmpstr (last->id, ==, pair->visit_twice);
  /* To whoever asks, it is a visit of the one who is kept. */
  visit = lumbar_store_get_encounter (store, pair->visit_twice, &error);
  g_assert_cmpstr (visit->patient_id, ==, pair->kept->id);
  g_assert_null (lumbar_store_get_patient (store, pair->twice->id, NULL));
  found = lumbar_store_search_patients (store, "", 0, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (g_str_has_prefix (((LumbarPatient *) found->pdata[0])->last_visit, "2026-03-05"));
  assert_whole (pair);
}

static void
test_parted (void)
{
  g_autoptr (Pair) pair = make_pair ();
  LumbarStore *store = pair->record->store;
  g_autoptr (LumbarPatient) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;

  g_assert_true (lumbar_store_merge_patient (store, pair->twice->id, pair->kept->id, &error));
  /* What is done meanwhile stays with the one it was done under. */
  draft = record_add_draft (pair->record, pair->kept->id, "2026-04-05T09:00:00Z");
  g_assert_true (lumbar_store_unmerge_patient (store, pair->twice->id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (pair, lumbar_store_list_encounters, pair->kept), ==, 2);
  g_assert_cmpuint (count (pair, lumbar_store_list_encounters, pair->twice), ==, 1);
  g_assert_cmpuint (count (pair, lumbar_store_list_events, pair->twice), ==, 1);
  g_assert_cmpuint (count (pair, lumbar_store_list_merged, pair->kept), ==, 0);
  kept = lumbar_store_get_patient (store, pair->kept->id, &error);
  g_assert_true (g_str_has_prefix (kept->last_visit, "2026-04-05"));
  assert_whole (pair);
  g_assert_false (lumbar_store_unmerge_patient (store, pair->twice->id, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "was not merged");
}

/* A into B, then B into C: all is under C; parting B takes A with it. */
static void
test_chain_of_merges (void)
{
  g_autoptr (Pair) pair = make_pair ();
  LumbarStore *store = pair->record->store;
  g_autoptr (LumbarPatient) third = record_add_patient (pair->record, "Nowak", "A.", "1979-03-12", "3");
  g_autoptr (LumbarEncounter) visit = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_merge_patient (store, pair->twice->id, pair->kept->id, &error));
  g_assert_true (lumbar_store_merge_patient (store, pair->kept->id, third->id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (pair, lumbar_store_list_encounters, third), ==, 2);
  visit = lumbar_store_get_encounter (store, pair->visit_twice, &error);
  g_assert_cmpstr (visit->patient_id, ==, third->id);
  assert_whole (pair);
  /* Not in a ring. */
  g_assert_false (lumbar_store_merge_patient (store, third->id, pair->twice->id, NULL));
  g_assert_true (lumbar_store_unmerge_patient (store, pair->kept->id, &error));
  g_assert_cmpuint (count (pair, lumbar_store_list_encounters, third), ==, 0);
  g_assert_cmpuint (count (pair, lumbar_store_list_encounters, pair->kept), ==, 2);
  assert_whole (pair);
}

static void
test_refused (void)
{
  g_autoptr (Pair) pair = make_pair ();
  LumbarStore *store = pair->record->store;
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_merge_patient (store, pair->kept->id, pair->kept->id, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "two patients");
  g_clear_error (&error);
  g_assert_false (lumbar_store_merge_patient (store, "nobody", pair->kept->id, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such patient");
  g_clear_error (&error);
  g_assert_false (lumbar_store_merge_patient (store, pair->kept->id, "nobody", &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such patient");
  g_clear_error (&error);
  g_assert_false (lumbar_store_erase_patient (store, pair->kept->id, " ", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "duty in law");
  g_clear_error (&error);
  g_assert_false (lumbar_store_erase_patient (store, "nobody", "GDPR, article 17", &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such patient");
}

static void
test_versions (void)
{
  g_autoptr (Pair) pair = make_pair ();
  g_autoptr (LumbarPatient) changed = lumbar_store_get_patient (pair->record->store, pair->kept->id, NULL);
  g_autoptr (GPtrArray) versions = NULL;
  g_autofree char *named = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_set_str (&changed->family_name, "Kowalska");
  g_assert_true (lumbar_store_save_patient (pair->record->store, changed, &error));
  versions = lumbar_store_list_patient_versions (pair->record->store, pair->kept->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpstr (((LumbarPatientVersion *) versions->pdata[0])->patient->family_name, ==, "Nowak");
  g_assert_cmpstr (((LumbarPatientVersion *) versions->pdata[1])->patient->family_name, ==, "Kowalska");
  g_assert_cmpstr (((LumbarPatientVersion *) versions->pdata[1])->author, ==, "Dr Test");
  /* The log tells that they were changed, and names nobody. */
  named = raw_text (pair->record->path,
                    "SELECT count (*) FROM audit WHERE detail LIKE '%Nowak%' OR detail LIKE '%Kowalska%'");
  g_assert_cmpstr (named, ==, "0");
  assert_whole (pair);
}

/* Whether the bytes of a text stand anywhere in the files of the record's folder. */
static gboolean
folder_holds (Record *record, const char *text)
{
  g_autoptr (GDir) folder = g_dir_open (record->directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = record_file (record, name);
      g_autofree char *bytes = NULL;
      gsize size;

      if (g_file_get_contents (path, &bytes, &size, NULL) && memmem (bytes, size, text, strlen (text)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_erased (void)
{
  g_autoptr (Pair) pair = make_pair ();
  g_autofree char *folded = g_ascii_strdown (MARKER, -1);
  g_autofree char *summary = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = raw_int (pair->record->path, "SELECT count (*) FROM audit");

  g_assert_true (folder_holds (pair->record, MARKER));
  g_assert_true (lumbar_store_merge_patient (pair->record->store, pair->twice->id, pair->kept->id, &error));
  g_assert_true (lumbar_store_erase_patient (pair->record->store, pair->kept->id, "GDPR, article 17", &error));
  g_assert_no_error (error);
  g_assert_false (folder_holds (pair->record, MARKER));
  g_assert_false (folder_holds (pair->record, folded));
  g_assert_false (folder_holds (pair->record, "Nowak"));
  g_assert_cmpint (raw_int (pair->record->path, "SELECT count (*) FROM audit"), >, before);
  g_assert_cmpint (raw_int (pair->record->path, "SELECT count (*) FROM erasure"), ==, 2);
  g_assert_true (lumbar_store_verify (pair->record->store, &summary, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (summary, "patients 0, signed visits 0, drafts 0, answers 0"));
  /* What was erased can't be put back under its id. */
  g_assert_null (lumbar_store_get_encounter (pair->record->store, pair->visit_kept, NULL));
}

/* The guards are open for the erased person alone. */
static void
test_others_stay (void)
{
  g_autoptr (Pair) pair = make_pair ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_erase_patient (pair->record->store, pair->twice->id, "GDPR, article 17", &error));
  g_assert_cmpuint (count (pair, lumbar_store_list_encounters, pair->kept), ==, 1);
  g_assert_cmpint (raw_execute (pair->record->path, "DELETE FROM answer", NULL), ==, SQLITE_CONSTRAINT);
  g_assert_cmpint (raw_execute (pair->record->path, "DELETE FROM encounter", NULL), ==, SQLITE_CONSTRAINT);
  g_assert_cmpint (raw_execute (pair->record->path, "DELETE FROM erasure", NULL), ==, SQLITE_CONSTRAINT);
  assert_whole (pair);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/identity/merged", test_merged);
  g_test_add_func ("/store/identity/parted-again", test_parted);
  g_test_add_func ("/store/identity/a-chain-of-merges", test_chain_of_merges);
  g_test_add_func ("/store/identity/refused", test_refused);
  g_test_add_func ("/store/identity/what-the-data-were", test_versions);
  g_test_add_func ("/store/identity/erased", test_erased);
  g_test_add_func ("/store/identity/others-stay", test_others_stay);
  return g_test_run ();
}

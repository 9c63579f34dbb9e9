/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said before restoring: counts of what would be missing, no names, and nothing changed. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-restore-preview.h"

#define PASSPHRASE "an invented passphrase"

typedef void (*Change) (Record *record);

static void
change_nothing (Record *record)
{
}

static void
look_on (Record *record)
{
  g_assert_true (lumbar_store_log (record->store, "view", "patient", "any", NULL, NULL));
}

static void
add_patient (Record *record)
{
  g_object_unref (record_add_patient (record, "Berg", "Ben", "", "2"));
}

static void
add_visit (Record *record)
{
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (record->store, "nowak", 0, NULL);

  g_free (record_add_signed (record, ((LumbarPatient *) found->pdata[0])->id, "2026-02-05T09:00:00Z", 3));
}

/* What is a draft in the backup. */
static void
sign_draft (Record *record)
{
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (record->store, "nowak", 0, NULL);
  g_autoptr (LumbarEncounter) draft =
    lumbar_store_find_draft (record->store, ((LumbarPatient *) found->pdata[0])->id, NULL);
  g_autoptr (LumbarResponse) response = response_new ("age-years", "54", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (GError) error = NULL;

  lumbar_store_sign_encounter (record->store, draft->id, response, assessment, conclusion, NULL, &error);
  g_assert_no_error (error);
}

static void
delete_patient (Record *record)
{
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (record->store, "nowak", 0, NULL);

  g_assert_true (lumbar_store_delete_patient (record->store, ((LumbarPatient *) found->pdata[0])->id, NULL));
}

typedef struct {
  const char *name;
  Change change;
  guint n_patients, n_visits, n_signed;
  gint64 n_changes;
  gboolean loses_nothing;
} Case;

static const Case cases[] = {
  { "nothing", change_nothing, 0, 0, 0, 0, TRUE },
  { "only-looked", look_on, 0, 0, 0, 0, TRUE },
  { "patient", add_patient, 1, 0, 0, 1, FALSE },
  { "visit", add_visit, 0, 1, 1, 2, FALSE },
  { "signature", sign_draft, 0, 0, 1, 1, FALSE },
  { "deletion", delete_patient, 0, 0, 0, 1, FALSE },
};

static Record *
make_record (void)
{
  Record *record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1");

  g_free (record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6));
  g_free (record_add_draft (record, patient->id, "2026-01-06T09:00:00Z"));
  return record;
}

static char *
back_up (Record *record)
{
  char *path = record_file (record, "copy.db");
  g_autoptr (GError) error = NULL;

  lumbar_store_backup (record->store, path, &error);
  g_assert_no_error (error);
  return path;
}

/* Nobody's name is in it, however it is worded. */
static void
check_words (const LumbarRestorePreview *preview, const char *part)
{
  g_autofree char *words = lumbar_restore_preview_describe (preview);

  if (strstr (words, part) == NULL)
    g_error ("“%s” is missing in: %s", part, words);
  g_assert_null (strstr (words, "Nowak"));
  g_assert_null (strstr (words, "Berg"));
}

static void
test_missing (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record);
  g_autofree char *before = file_digest (backup);
  g_autofree char *after = NULL;
  g_autoptr (LumbarRestorePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_log;

  test->change (record);
  n_log = raw_int (record->path, "SELECT count (*) FROM audit");
  preview = lumbar_restore_preview (backup, NULL, record->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (preview->backup->n_patients, ==, 1);
  g_assert_cmpint (preview->backup->n_visits, ==, 2);
  g_assert_cmpint (preview->backup->n_signed, ==, 1);
  g_assert_cmpuint (preview->n_patients, ==, test->n_patients);
  g_assert_cmpuint (preview->n_visits, ==, test->n_visits);
  g_assert_cmpuint (preview->n_signed, ==, test->n_signed);
  g_assert_true (preview->is_earlier);
  g_assert_cmpint (preview->n_changes, ==, test->n_changes);
  g_assert_cmpint (lumbar_restore_preview_loses_nothing (preview), ==, test->loses_nothing);
  check_words (preview, test->loses_nothing ? "Nothing would be missing" : "Would be missing");

  after = file_digest (backup);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM audit"), ==, n_log);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 0);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

static void
test_other_record (void)
{
  g_autoptr (Record) record = make_record ();
  g_autoptr (Record) other = make_record ();
  g_autofree char *backup = back_up (other);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarRestorePreview) preview = lumbar_restore_preview (backup, NULL, record->store, &error);

  g_assert_no_error (error);
  g_assert_false (preview->is_earlier);
  g_assert_false (lumbar_restore_preview_loses_nothing (preview));
  g_assert_cmpuint (preview->n_visits, ==, 2);
  check_words (preview, "not an earlier state");
}

static void
test_no_record (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarRestorePreview) preview = lumbar_restore_preview (backup, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (preview->present);
  g_assert_false (lumbar_restore_preview_loses_nothing (preview));
  check_words (preview, "can't be said");
}

static void
test_sealed (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = record_file (record, "copy.sealed");
  g_autoptr (LumbarRestorePreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_backup_sealed (record->store, backup, PASSPHRASE, &error));
  add_patient (record);
  g_assert_null (lumbar_restore_preview_sealed (backup, "another one, wrong", record->path, record->store, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED);
  g_clear_error (&error);
  preview = lumbar_restore_preview_sealed (backup, PASSPHRASE, record->path, record->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->n_patients, ==, 1);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

/* Nobody has entered; the record is as shut afterwards as before. */
static void
test_guarded (void)
{
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record);
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autofree char *recovery = NULL;
  g_autoptr (LumbarRestorePreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  add_patient (record);
  g_assert_true (lumbar_store_protect (record->store, first, PASSPHRASE, &recovery, &error));
  record_reopen (record);
  preview = lumbar_restore_preview (backup, NULL, record->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->n_patients, ==, 1);
  g_assert_null (lumbar_store_search_patients (record->store, "", 0, NULL));
}

typedef struct {
  const char *name;
  const char *sql;
  LumbarError code;
  const char *said;
} BadCase;

/* What would not be restored is told as that. */
static const BadCase bad[] = {
  { "tampered", "DROP TRIGGER measure_update; UPDATE measure SET value = 0", LUMBAR_ERROR_RECORD,
    "not as it was signed" },
  { "newer", "PRAGMA user_version = 99", LUMBAR_ERROR_NEWER, "newer version" },
  { "other-program", "PRAGMA application_id = 1", LUMBAR_ERROR_RECORD, "another program" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *test = data;
  g_autoptr (Record) record = make_record ();
  g_autofree char *backup = back_up (record);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (raw_execute (backup, test->sql, NULL), ==, SQLITE_OK);
  g_assert_null (lumbar_restore_preview (backup, NULL, record->store, &error));
  assert_error (error, test->code, test->said);
}

static void
test_record_itself (void)
{
  g_autoptr (Record) record = make_record ();
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_restore_preview (record->path, NULL, record->store, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "is the record itself");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/preview/missing/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_missing);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/store/preview/refused/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  g_test_add_func ("/store/preview/record-itself", test_record_itself);
  g_test_add_func ("/store/preview/other-record", test_other_record);
  g_test_add_func ("/store/preview/no-record", test_no_record);
  g_test_add_func ("/store/preview/sealed", test_sealed);
  g_test_add_func ("/store/preview/guarded", test_guarded);
  return g_test_run ();
}

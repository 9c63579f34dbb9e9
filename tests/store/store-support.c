/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the record share: a record to fill, and a second, raw look at its file. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

LumbarKnowledge *
test_knowledge (void)
{
  static LumbarKnowledge *knowledge = NULL;

  if (knowledge == NULL)
    {
      g_autoptr (GError) error = NULL;

      knowledge = lumbar_knowledge_new (&error);
      g_assert_no_error (error);
    }
  return knowledge;
}

static void
open_record (Record *self)
{
  g_autoptr (GError) error = NULL;

  self->store = lumbar_store_open (test_knowledge (), self->path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->store);
}

Record *
record_new (void)
{
  Record *self = g_new0 (Record, 1);
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("lumbar-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->directory, "record.db", NULL);
  open_record (self);
  return self;
}

void
record_free (Record *self)
{
  g_clear_pointer (&self->store, lumbar_store_close);
  g_chmod (self->directory, 0700);
  remove_folder (self->directory);
  g_free (self->directory);
  g_free (self->path);
  g_free (self);
}

void
record_reopen (Record *self)
{
  g_clear_pointer (&self->store, lumbar_store_close);
  open_record (self);
}

char *
record_file (Record *self, const char *name)
{
  return g_build_filename (self->directory, name, NULL);
}

LumbarPatient *
record_add_patient (Record *self, const char *family, const char *given, const char *born, const char *number)
{
  LumbarPatient *patient = lumbar_patient_new (family, given, born, "female", number);
  g_autoptr (GError) error = NULL;

  lumbar_store_save_patient (self->store, patient, &error);
  g_assert_no_error (error);
  return patient;
}

char *
record_add_draft (Record *self, const char *patient_id, const char *started_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) encounter =
    lumbar_store_start_encounter (self->store, patient_id, started_at, &error);

  g_assert_no_error (error);
  return g_strdup (encounter->id);
}

LumbarResponse *
response_new (const char *first_finding, ...)
{
  LumbarResponse *response = lumbar_response_new (test_knowledge ());
  va_list args;

  va_start (args, first_finding);
  for (const char *id = first_finding; id != NULL; id = va_arg (args, const char *))
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (test_knowledge (), id);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarAnswer) answer = NULL;

      g_assert_nonnull (finding);
      answer = lumbar_answer_new_from_string (finding, va_arg (args, const char *), &error);
      g_assert_no_error (error);
      lumbar_response_set_answer (response, finding->index, answer);
    }
  va_end (args);
  return response;
}

LumbarConclusion *
conclusion_new (void)
{
  LumbarConclusion *conclusion = lumbar_conclusion_new ();

  conclusion->group = LUMBAR_GROUP_NON_MS;
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strsplit ("facet-joint,lumbar-radiculopathy", ",", -1);
  conclusion->agreement = LUMBAR_AGREEMENT_OVERRIDE;
  lumbar_set_str (&conclusion->impression, "Worse on extension");
  lumbar_set_str (&conclusion->override_reason, "further-findings");
  lumbar_set_str (&conclusion->comment, "Seen before");
  lumbar_set_str (&conclusion->plan, "Physiotherapy\nReview in 4 weeks");
  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "referred", "To the spinal service",
                                 "2026-01-05T09:20:00Z");
  return conclusion;
}

char *
record_add_signed (Record *self, const char *patient_id, const char *started_at, int pain)
{
  g_autofree char *id = record_add_draft (self, patient_id, started_at);
  g_autofree char *nrs = g_strdup_printf ("%d", pain);
  g_autoptr (LumbarResponse) response =
    response_new ("age-years", "54", "pain-nrs-average", nrs, "saddle-numbness", "new", "bladder-change", "new",
                  "patient-words", "It pulls", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (GError) error = NULL;

  lumbar_store_sign_encounter (self->store, id, response, assessment, conclusion, "2026-01-05T09:30:00Z", &error);
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

/* @causes are ids joined by ";". */
LumbarOutcome *
outcome_new (const char *encounter_id, const char *causes, const char *established)
{
  LumbarOutcome *outcome = lumbar_outcome_new (encounter_id);
  g_auto (GStrv) ids = g_strsplit (causes, ";", -1);

  lumbar_outcome_set_causes (outcome, test_knowledge (), (const char *const *) ids);
  lumbar_set_str (&outcome->established, established);
  return outcome;
}

/* Any program that can write the file, with the guards a plain connection has: none. */
int
raw_execute (const char *path, const char *sql, char **message)
{
  sqlite3 *handle = NULL;
  int code;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  code = sqlite3_exec (handle, sql, NULL, NULL, NULL);
  if (message != NULL)
    *message = g_strdup (sqlite3_errmsg (handle));
  sqlite3_close (handle);
  return code;
}

char *
raw_text (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  char *text;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return text;
}

gint64
raw_int (const char *path, const char *sql)
{
  g_autofree char *text = raw_text (path, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

void
assert_error (GError *error, LumbarError code, const char *part)
{
  g_assert_error (error, LUMBAR_ERROR, (int) code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
}

char *
file_digest (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

/* Everything that the record holds, read by a connection of its own. */
char *
content_digest (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *names = raw_text (path, "SELECT group_concat (name) FROM (SELECT name FROM sqlite_schema"
                                           " WHERE type = 'table' ORDER BY name)");
  g_auto (GStrv) tables = g_strsplit (names, ",", -1);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", tables[i]);
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (statement); column++)
          {
            const char *text = (const char *) sqlite3_column_text (statement, column);

            g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""), -1);
            g_checksum_update (checksum, (const guchar *) "\n", 1);
          }
      sqlite3_finalize (statement);
    }
  sqlite3_close (handle);
  return g_strdup (g_checksum_get_string (checksum));
}

gint64
count_files (const char *directory, const char *part)
{
  g_autoptr (GDir) listing = g_dir_open (directory, 0, NULL);
  const char *name;
  gint64 n = 0;

  while ((name = g_dir_read_name (listing)) != NULL)
    n += strstr (name, part) != NULL;
  return n;
}

/* With all that lies in it. */
void
remove_folder (const char *folder)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

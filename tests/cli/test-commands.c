/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that work on a record, one after the other as a clinic would use them. */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "lumbar-cli-run.h"

static char *folder;
static char *record;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
assert_done (CliRun *run)
{
  if (run->status != 0)
    g_test_message ("%s", run->err);
  g_assert_cmpint (run->status, ==, 0);
}

static void
assert_words (const char *text, const char *word)
{
  if (strstr (text, word) == NULL)
    g_error ("“%s” is missing in:\n%s", word, text);
}

/* Cell number n of a CSV line whose cells are all quoted. */
static char *
get_cell (const char *line, guint n)
{
  g_auto (GStrv) cells = g_strsplit (line, "\",\"", -1);

  g_assert_cmpuint (g_strv_length (cells), >, n);
  return g_strdup (cells[n]);
}

/* Exports the record as CSV. */
static char *
export_csv (const char *from, const char *name)
{
  g_autofree char *path = in_folder (name);
  g_autoptr (CliRun) run = cli_run (NULL, "export", "--all", "--format", "csv", "-o", path, "--record", from, NULL);

  assert_done (run);
  return cli_read (path);
}

/* What became of the visits of a record, as CSV. */
static char *
export_outcomes (const char *from, const char *name)
{
  g_autofree char *path = in_folder (name);
  g_autoptr (CliRun) run = cli_run (NULL, "export", "--outcomes", "-o", path, "--record", from, NULL);

  assert_done (run);
  return cli_read (path);
}

static char *
get_a_visit (void)
{
  g_autofree char *csv = export_csv (record, "visits.csv");
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", 3);

  return get_cell (lines[1], 5);
}

static void
test_verify (void)
{
  g_autoptr (CliRun) run = cli_run (NULL, "verify", "--record", record, NULL);
  g_autoptr (CliRun) named = cli_run (NULL, "verify", record, NULL);

  assert_done (run);
  assert_done (named);
  g_assert_cmpuint (strlen (run->out), >, 10);
}

typedef struct {
  const char *name; /* Of the file; %s in the words is its path */
  const char *words;
  gboolean fresh; /* is refused where there is a file */
} WrittenFile;

static const WrittenFile written_files[] = {
  { "all.json", "export --all -o %s", FALSE },
  { "all.csv", "export --all --format csv -o %s", FALSE },
  { "outcomes-of-all.csv", "export --outcomes -o %s", FALSE },
  { "visit.pdf", "report --encounter VISIT -o %s", FALSE },
  { "visit-letter.pdf", "report --encounter VISIT --profile letter -o %s", FALSE },
  { "visit.txt", "report --encounter VISIT --format text -o %s", FALSE },
  { "copy.db", "backup %s", TRUE },
};

/* Whatever a command writes is its owner's alone, also where a file was there that all might read. */
static void
test_written_for_the_owner (gconstpointer data)
{
  const WrittenFile *file = data;
  g_autofree char *path = in_folder (file->name);
  g_autofree char *visit = get_a_visit ();
  g_autoptr (GString) words = g_string_new (file->words);
  g_auto (GStrv) argv = NULL;
  g_autoptr (CliRun) run = NULL;
  GStatBuf status;

  g_string_append_printf (words, " --record %s", record);
  g_string_replace (words, "%s", path, 0);
  g_string_replace (words, "VISIT", visit, 0);
  if (!file->fresh)
    {
      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_cmpint (g_chmod (path, 0666), ==, 0);
    }
  argv = g_strsplit (words->str, " ", -1);
  run = cli_run_words (NULL, (const char *const *) argv);
  assert_done (run);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Where the record lies is said beside what was found, and changes no exit status. */
static void
test_verify_tells_where (void)
{
  g_autofree char *shared = in_folder ("Dropbox");
  g_autofree char *path = g_build_filename (shared, "record.db", NULL);
  g_autoptr (CliRun) make = NULL;
  g_autoptr (CliRun) there = NULL;
  g_autoptr (CliRun) here = cli_run (NULL, "verify", record, NULL);

  g_assert_cmpint (g_mkdir (shared, 0700), ==, 0);
  make = cli_run (NULL, "backup", path, "--record", record, NULL);
  assert_done (make);
  there = cli_run (NULL, "verify", path, NULL);
  g_assert_cmpint (there->status, ==, 0);
  g_assert_cmpint (here->status, ==, 0);
  g_assert_nonnull (strstr (there->err, "Dropbox"));
  g_assert_true (strchr (there->err, '\n') == there->err + strlen (there->err) - 1);
  g_assert_null (strstr (here->err, "Dropbox"));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (shared), ==, 0);
}

static void
test_backup_restore (void)
{
  g_autofree char *backup = in_folder ("backup.db");
  g_autofree char *other = in_folder ("restored.db");
  g_autoptr (CliRun) make = cli_run (NULL, "backup", backup, "--record", record, NULL);
  g_autoptr (CliRun) check = cli_run (NULL, "verify", backup, NULL);
  g_autoptr (CliRun) restore = cli_run (NULL, "restore", backup, "--record", other, NULL);
  g_autofree char *before = export_csv (record, "before.csv");
  g_autofree char *after = export_csv (other, "after.csv");

  assert_done (make);
  assert_done (check);
  assert_done (restore);
  g_assert_cmpuint (strlen (before), >, 1000);
  g_assert_cmpstr (before, ==, after);
}

static void
test_restore_refuses_nonsense (void)
{
  g_autofree char *bad = cli_write (folder, "bad-backup.db", "not a backup at all");
  g_autofree char *before = export_csv (record, "before.csv");
  g_autoptr (CliRun) run = cli_run (NULL, "restore", bad, "--record", record, NULL);
  g_autofree char *after = export_csv (record, "after.csv");

  g_assert_cmpint (run->status, !=, 0);
  assert_words (run->err, "bad-backup.db");
  g_assert_cmpstr (before, ==, after);
}

/* A bundle read into an empty record gives the same answers; reading it twice changes nothing. */
static void
test_export_import (void)
{
  g_autofree char *bundle = in_folder ("clinic.json");
  g_autofree char *other = in_folder ("imported.db");
  g_autoptr (CliRun) out = cli_run (NULL, "export", "--all", "-o", bundle, "--record", record, NULL);
  g_autoptr (CliRun) in = cli_run (NULL, "import", bundle, "--record", other, NULL);
  g_autofree char *before = NULL, *after = NULL, *twice = NULL;
  g_autofree char *outcomes_before = NULL, *outcomes_after = NULL;
  g_autoptr (CliRun) again = NULL;
  g_autoptr (CliRun) verify = NULL;
  GStatBuf status;

  assert_done (out);
  assert_done (in);
  g_assert_cmpint (g_stat (bundle, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  before = export_csv (record, "before.csv");
  after = export_csv (other, "after.csv");
  g_assert_cmpuint (strlen (before), ==, strlen (after));
  outcomes_before = export_outcomes (record, "outcomes-before.csv");
  outcomes_after = export_outcomes (other, "outcomes-after.csv");
  g_assert_cmpuint (strlen (outcomes_before), ==, strlen (outcomes_after));

  again = cli_run (NULL, "import", bundle, "--record", other, NULL);
  assert_done (again);
  assert_words (again->out, " 0 patients, 0 visits and 0 events");
  twice = export_csv (other, "twice.csv");
  g_assert_cmpstr (after, ==, twice);
  verify = cli_run (NULL, "verify", other, NULL);
  assert_done (verify);
}

static void
test_import_is_all_or_nothing (void)
{
  g_autofree char *bad = cli_write (
      folder, "bad.json",
      "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": ["
      "{\"resource\": {\"resourceType\": \"Patient\", \"name\": [{\"family\": \"Good-Example\"}]}},"
      "{\"resource\": {\"resourceType\": \"Patient\", \"name\": [{\"family\": \"Bad-Example\"}],"
      " \"birthDate\": \"2999-01-01\"}}]}");
  g_autofree char *other = in_folder ("untouched.db");
  g_autoptr (CliRun) fill = cli_run (NULL, "example", "--patients=2", "--visits=1", "--record", other, NULL);
  g_autofree char *before = export_csv (other, "before.csv");
  g_autoptr (CliRun) run = cli_run (NULL, "import", bad, "--record", other, NULL);
  g_autofree char *after = export_csv (other, "after.csv");

  assert_done (fill);
  g_assert_cmpint (run->status, ==, 1);
  assert_words (run->err, "bad.json");
  g_assert_cmpstr (before, ==, after);
}

static void
test_export_one (void)
{
  g_autofree char *missing = in_folder ("missing.json");
  g_autoptr (CliRun) run = cli_run (NULL, "export", "--patient", "nobody", "-o", missing, "--record", record, NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
}

/* One signed visit a row, and nobody's name. */
static void
test_export_outcomes (void)
{
  g_autofree char *answers = export_csv (record, "answers.csv");
  g_autofree char *csv = export_outcomes (record, "outcomes.csv");
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  guint n_known = 0;

  g_assert_true (g_str_has_prefix (lines[0], "\"visit_id\",\"knowledge_version\",\"computed_group\""));
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *visit = get_cell (lines[i], 0);
      g_autofree char *version = get_cell (lines[i], 1);
      g_autofree char *outcome = get_cell (lines[i], 11);

      assert_words (answers, visit + 1);
      assert_words (version, "2026.");
      n_known += strcmp (outcome, "known") == 0;
    }
  g_assert_cmpuint (n_known, >, 20);
  g_assert_null (strstr (csv, "Example"));
  g_assert_null (strstr (csv, "EX-"));
}

static void
test_report_of_visit (void)
{
  g_autofree char *visit = get_a_visit ();
  g_autofree char *pdf = in_folder ("visit.pdf");
  g_autofree char *text = in_folder ("visit.txt");
  g_autoptr (CliRun) run = cli_run (NULL, "report", "--encounter", visit, "-o", pdf, "--record", record, NULL);
  g_autoptr (CliRun) plain = cli_run (NULL, "report", "--encounter", visit, "--format", "text", "-o", text,
                                      "--record", record, NULL);
  g_autofree char *content = NULL;
  g_autofree char *start = NULL;

  assert_done (run);
  assert_done (plain);
  start = cli_read (pdf);
  g_assert_true (g_str_has_prefix (start, "%PDF-"));
  content = cli_read (text);
  assert_words (content, "EX-");
  assert_words (content, "2026.2");
}

typedef struct {
  const char *words; /* After the visit */
  const char *detail;
} Noted;

static const Noted noted[] = {
  { "", "pdf full" },
  { " --profile letter", "pdf letter" },
  { " --profile patient --without plan", "pdf patient" },
  { " --format text --profile data", "text data" },
};

/* What the last row of the log says beside the visit. */
static char *
read_last_detail (const char *visit)
{
  g_autofree char *query = g_strdup_printf ("SELECT action || ' ' || detail FROM audit WHERE subject_id = '%s'"
                                            " ORDER BY seq DESC LIMIT 1", visit);
  const char *argv[] = { "sqlite3", "-readonly", record, query, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return g_strchomp (out);
}

/* Who took a copy of a visit, and which, is read from the log. */
static void
test_report_is_noted (gconstpointer data)
{
  const Noted *output = data;
  g_autofree char *visit = get_a_visit ();
  g_autofree char *path = in_folder ("noted");
  g_autofree char *words = g_strdup_printf ("report --encounter %s -o %s --record %s%s", visit, path, record,
                                            output->words);
  g_auto (GStrv) argv = g_strsplit (words, " ", -1);
  g_autoptr (CliRun) run = cli_run_words (NULL, (const char *const *) argv);
  g_autofree char *expected = g_strconcat ("print ", output->detail, NULL);
  g_autofree char *found = NULL;

  assert_done (run);
  found = read_last_detail (visit);
  g_assert_cmpstr (found, ==, expected);
}

static guint
count_files (const char *place, const char *start)
{
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, start) && g_str_has_suffix (name, ".pdf");
  return n;
}

/* A file for each visit of the day, none of which has a name in its name. */
static void
test_report_of_a_day (void)
{
  g_autofree char *place = in_folder ("day");
  g_autofree char *other = in_folder ("other-day");
  g_autofree char *csv = export_csv (record, "visits-for-days.csv");
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  g_autofree char *began = get_cell (lines[1], 4);
  g_autofree char *day = g_strndup (began, 10);
  g_autoptr (GHashTable) visits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CliRun) run = cli_run (NULL, "report", "--day", day, "-o", place, "--record", record, NULL);
  g_autoptr (CliRun) none = cli_run (NULL, "report", "--day", "1990-01-01", "-o", other, "--record", record, NULL);

  /* The tests run in UTC, so the day is that of the instant. */
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *at = get_cell (lines[i], 4);

      if (g_str_has_prefix (at, day))
        g_hash_table_add (visits, get_cell (lines[i], 5));
    }
  assert_done (run);
  g_assert_cmpuint (g_hash_table_size (visits), >, 0);
  g_assert_cmpuint (count_files (place, day), ==, g_hash_table_size (visits));
  g_assert_cmpint (none->status, ==, 1);
  assert_words (none->err, "1990-01-01");
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* The same input makes the same file, byte for byte. */
static void
test_report_is_reproducible (void)
{
  g_autofree char *visit = get_a_visit ();
  g_autofree char *one = in_folder ("one.pdf");
  g_autofree char *two = in_folder ("two.pdf");
  g_autoptr (CliRun) first = cli_run (NULL, "report", "--encounter", visit, "-o", one, "--record", record, NULL);
  g_autoptr (CliRun) second = cli_run (NULL, "report", "--encounter", visit, "-o", two, "--record", record, NULL);
  g_autofree char *a = NULL, *b = NULL;
  gsize n, m;

  assert_done (first);
  assert_done (second);
  g_file_get_contents (one, &a, &n, NULL);
  g_file_get_contents (two, &b, &m, NULL);
  g_assert_cmpmem (a, n, b, m);
}

/* The report as text, of the visit, with these words added. */
static CliRun *
report_with (const char *visit, const char *option, const char *value)
{
  return cli_run (NULL, "report", "--record", record, "--encounter", visit, "--format", "text", "-o", "-", option, value,
                  NULL);
}

/* Named, or where the user keeps it; one that is wrong is said and nothing written without it. */
static void
test_report_with_letterhead (void)
{
  g_autofree char *visit = get_a_visit ();
  g_autofree char *named = cli_write (folder, "clinic.ini", "[letterhead]\nname=Named Surgery\n");
  g_autofree char *wrong = cli_write (folder, "wrong.ini", "[letterhead]\nname=A\nlogo=none.png\n");
  g_autofree char *place = g_build_filename (g_getenv ("XDG_CONFIG_HOME"), "lumbar", NULL);
  g_autoptr (CliRun) without = report_with (visit, NULL, NULL);
  g_autoptr (CliRun) with = report_with (visit, "--letterhead", named);
  g_autoptr (CliRun) refused = report_with (visit, "--letterhead", wrong);
  g_autofree char *wanted = g_strconcat ("Named Surgery\n\n", without->out, NULL);
  g_autofree char *own = NULL;

  assert_done (without);
  assert_done (with);
  g_assert_cmpstr (with->out, ==, wanted);
  g_assert_cmpint (refused->status, ==, 1);
  g_assert_cmpstr (refused->out, ==, "");
  assert_words (refused->err, "wrong.ini: [letterhead] logo:");
  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  own = cli_write (place, "letterhead.ini", "[letterhead]\nname=Surgery of the User\n");
  cli_run_free (g_steal_pointer (&with));
  with = report_with (visit, NULL, NULL);
  g_assert_true (g_str_has_prefix (with->out, "Surgery of the User\n\n"));
  cli_run_free (g_steal_pointer (&with));
  with = report_with (visit, "--letterhead", named);
  g_assert_true (g_str_has_prefix (with->out, "Named Surgery\n\n"));
  g_assert_cmpint (g_unlink (own), ==, 0);
}

static void
test_report_of_response (void)
{
  g_autofree char *answers =
      cli_write (folder, "answers.json", "{\"age-years\": 61, \"pain-onset\": \"sudden\", \"prior-cancer\": \"past\"}");
  g_autofree char *text = in_folder ("response.txt");
  g_autoptr (CliRun) run = cli_run (NULL, "report", "--response", answers, "--format", "text", "-o", text, NULL);
  g_autofree char *content = NULL;

  assert_done (run);
  content = cli_read (text);
  assert_words (content, "Cancer history");
}

static void
test_report_of_nobody (void)
{
  g_autofree char *pdf = in_folder ("nobody.pdf");
  g_autoptr (CliRun) run = cli_run (NULL, "report", "--encounter", "nobody", "-o", pdf, "--record", record, NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_false (g_file_test (pdf, G_FILE_TEST_EXISTS));
}

static void
test_questionnaire (void)
{
  g_autoptr (CliRun) run = cli_run (NULL, "questionnaire", "--language", "en", NULL);
  g_autoptr (JsonNode) node = NULL;

  assert_done (run);
  node = json_from_string (run->out, NULL);
  g_assert_nonnull (node);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "resourceType"), ==,
                   "Questionnaire");
}

static void
test_example_is_reproducible (void)
{
  g_autofree char *one = in_folder ("seed-one.db");
  g_autofree char *two = in_folder ("seed-two.db");
  g_autoptr (CliRun) first = cli_run (NULL, "example", "--patients=5", "--visits=3", "--seed=7", "--record", one, NULL);
  g_autoptr (CliRun) second = cli_run (NULL, "example", "--patients=5", "--visits=3", "--seed=7", "--record", two, NULL);
  g_autofree char *a = NULL, *b = NULL;

  assert_done (first);
  assert_done (second);
  a = export_csv (one, "a.csv");
  b = export_csv (two, "b.csv");
  g_assert_cmpuint (strlen (a), >, 1000);
  g_assert_cmpuint (strlen (a), ==, strlen (b));
}

static void
test_help (void)
{
  g_autoptr (CliRun) help = cli_run (NULL, "--help", NULL);
  g_autoptr (CliRun) version = cli_run (NULL, "--version", NULL);

  assert_done (help);
  assert_done (version);
  assert_words (help->out, "lumbar assess");
  assert_words (help->out, "lumbar verify");
  assert_words (version->out, "lumbar 0.");
}

int
main (int argc, char **argv)
{
  g_autofree char *config = NULL;
  g_autoptr (CliRun) fill = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  record = in_folder ("record.db");
  config = in_folder ("config");
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  fill = cli_run (NULL, "example", "--record", record, NULL);
  g_assert_cmpstr (fill->err, ==, "");
  g_assert_cmpint (fill->status, ==, 0);

  g_test_add_func ("/cli/verify", test_verify);
  g_test_add_func ("/cli/verify-tells-where", test_verify_tells_where);
  for (guint i = 0; i < G_N_ELEMENTS (written_files); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/written-for-the-owner/", written_files[i].name, NULL);

      g_test_add_data_func (path, &written_files[i], test_written_for_the_owner);
    }
  for (guint i = 0; i < G_N_ELEMENTS (noted); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/cli/report-is-noted/", noted[i].detail, NULL), " ", '-');

      g_test_add_data_func (path, &noted[i], test_report_is_noted);
    }
  g_test_add_func ("/cli/backup-restore", test_backup_restore);
  g_test_add_func ("/cli/restore-refuses-nonsense", test_restore_refuses_nonsense);
  g_test_add_func ("/cli/export-import", test_export_import);
  g_test_add_func ("/cli/import-is-all-or-nothing", test_import_is_all_or_nothing);
  g_test_add_func ("/cli/export-one", test_export_one);
  g_test_add_func ("/cli/export-outcomes", test_export_outcomes);
  g_test_add_func ("/cli/report-of-visit", test_report_of_visit);
  g_test_add_func ("/cli/report-of-a-day", test_report_of_a_day);
  g_test_add_func ("/cli/report-is-reproducible", test_report_is_reproducible);
  g_test_add_func ("/cli/report-with-letterhead", test_report_with_letterhead);
  g_test_add_func ("/cli/report-of-response", test_report_of_response);
  g_test_add_func ("/cli/report-of-nobody", test_report_of_nobody);
  g_test_add_func ("/cli/questionnaire", test_questionnaire);
  g_test_add_func ("/cli/example-is-reproducible", test_example_is_reproducible);
  g_test_add_func ("/cli/help", test_help);
  status = g_test_run ();
  cli_remove_folder (folder);
  g_free (folder);
  g_free (record);
  return status;
}

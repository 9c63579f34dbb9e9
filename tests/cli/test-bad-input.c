/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile and mistaken input on the command line: exit status 1, a message that names the file, the
 * place and what would be right; wrong calls: exit status 2. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lumbar-cli-run.h"

static char *folder;

typedef struct {
  const char *name;
  const char *input;
  const char *place; /* what the message must name */
  const char *hint;  /* what it must say is right */
} BadInput;

static const BadInput bad_inputs[] = {
  { "unknown-finding", "{\"pain-onsett\": \"sudden\"}", "pain-onsett", "pain-onset" },
  { "unknown-option", "{\"pain-onset\": \"suddenly\"}", "pain-onset", "sudden" },
  { "unknown-option-in-list", "{\"pain-site\": [\"flank\", \"knee\"]}", "pain-site", "flank" },
  { "number-too-large", "{\"age-years\": 250}", "age-years", "120" },
  { "number-negative", "{\"pain-nrs-now\": -1}", "pain-nrs-now", "10" },
  { "number-as-text", "{\"age-years\": \"old\"}", "age-years", "number" },
  { "number-not-whole", "{\"pain-nrs-now\": 4.5}", "pain-nrs-now", "whole" },
  { "number-infinite", "{\"age-years\": 1e999}", "age-years", "" },
  { "option-as-number", "{\"pain-onset\": 3}", "pain-onset", "" },
  { "option-as-object", "{\"pain-onset\": {\"code\": \"sudden\"}}", "pain-onset", "" },
  { "two-for-one", "{\"pain-onset\": [\"sudden\", \"days\"]}", "pain-onset", "one" },
  { "none-beside-some", "{\"pain-event\": [\"none\", \"new-activity\"]}", "pain-event", "none" },
  { "empty-list", "{\"pain-site\": []}", "pain-site", "" },
  { "future-date", "{\"pain-started\": \"2999-01-01\"}", "pain-started", "future" },
  { "impossible-date", "{\"pain-started\": \"2025-02-30\"}", "pain-started", "2025-02-30" },
  { "not-json", "pain", "line 1", "" },
  { "truncated", "{\"pain-onset\": \"sudden\"", "truncated", "" },
  { "empty", "", "empty", "" },
  { "array", "[1, 2]", "", "object" },
  { "doubled", "{\"age-years\": 4, \"age-years\": 5}", "age-years", "twice" },
  { "comment", "{\"age-years\": 4 /* no */}", "line 1", "comments" },
  { "other-resource", "{\"resourceType\": \"Patient\"}", "resourceType", "QuestionnaireResponse" },
  { "other-questionnaire",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"questionnaire\": "
    "\"http://example.org/Questionnaire/phq-9\"}",
    "questionnaire", "low-back-pain-in-ms" },
  { "fhir-unknown-linkid",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": [{\"linkId\": \"pain-onse\","
    " \"answer\": [{\"valueCoding\": {\"code\": \"sudden\"}}]}]}",
    "item[0]", "pain-onset" },
  { "fhir-unknown-code",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": [{\"linkId\": \"pain-onset\","
    " \"answer\": [{\"valueCoding\": {\"code\": \"slow\"}}]}]}",
    "item[0].answer[0].valueCoding", "gradual" },
  { "fhir-wrong-type",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": [{\"linkId\": \"age-years\","
    " \"answer\": [{\"valueString\": \"old\"}]}]}",
    "item[0].answer[0]", "valueInteger" },
};

static void
test_bad_input (gconstpointer data)
{
  const BadInput *bad = data;
  g_autofree char *name = g_strconcat (bad->name, ".json", NULL);
  g_autofree char *path = cli_write (folder, name, bad->input);
  g_autoptr (CliRun) run = cli_run (NULL, "assess", path, NULL);

  g_test_message ("%s", run->err);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_nonnull (strstr (run->err, name));
  g_assert_nonnull (strstr (run->err, bad->place));
  g_assert_nonnull (strstr (run->err, bad->hint));
}

static void
test_harmless_parts_are_listed (void)
{
  g_autoptr (CliRun) run =
      cli_run ("{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"subject\": {\"display\": "
               "\"somebody\"}, \"item\": [{\"linkId\": \"pain-onset\", \"answer\": [{\"valueCoding\": {\"code\": "
               "\"sudden\"}}]}]}",
               "assess", "--format", "json", "-", NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_nonnull (strstr (run->out, "\"finding\": \"subject\""));
}

static void
test_invalid_utf8 (void)
{
  g_autofree char *path = cli_write (folder, "bytes.json", "{\"patient-words\": \"\xff\xfe\"}");
  g_autoptr (CliRun) run = cli_run (NULL, "assess", path, NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "bytes.json, line 1, column 20"));
}

/* A file of the wrong kind, given to every command that reads one. */
typedef struct {
  const char *name;
  int status;
  const char *words[5]; /* FILE is what is read */
} Reader;

static const Reader readers[] = {
  { "assess", 1, { "assess", "FILE" } },
  { "assess-as-cards", 1, { "assess", "--format=cds-hooks", "FILE" } },
  { "report", 1, { "report", "--response", "FILE", "-o", "never.pdf" } },
  { "import", 1, { "import", "FILE" } },
  { "restore", 3, { "restore", "FILE" } },
  { "verify", 3, { "verify", "FILE" } },
  { "cohort", 3, { "cohort", "--record", "FILE" } },
  { "export", 3, { "export", "--all", "--output=never", "--record", "FILE" } },
  { "backup", 3, { "backup", "never.db", "--record", "FILE" } },
};

static void
check_reader (const Reader *reader, const char *path)
{
  const char *words[5];
  g_autoptr (CliRun) run = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = g_strcmp0 (reader->words[i], "FILE") == 0 ? path : reader->words[i];
  run = cli_run (NULL, words[0], words[1], words[2], words[3], words[4], NULL);
  g_test_message ("%s", run->err);
  g_assert_cmpint (run->status, ==, reader->status);
  g_assert_true (g_str_has_prefix (run->err, "lumbar: "));
  g_assert_nonnull (strstr (run->err, path));
  /* One line. */
  g_assert_true (strchr (run->err, '\n') == run->err + strlen (run->err) - 1);
}

static void
test_wrong_kind (gconstpointer data)
{
  static const char binary[] = "\x7f" "ELF\0\xff\x1b[2J\n\0\0";
  GString *brackets = g_string_new (NULL);
  g_autofree char *zeros = g_build_filename (folder, "binary.bin", NULL);
  g_autofree char *text = NULL, *deep = NULL, *words = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (brackets, '[');
  text = g_string_free (brackets, FALSE);
  deep = cli_write (folder, "brackets.json", text);
  words = cli_write (folder, "notes.txt", "Somebody's notes\n\xff\n");
  g_assert_true (g_file_set_contents (zeros, binary, sizeof binary, NULL));
  check_reader (data, zeros);
  check_reader (data, deep);
  check_reader (data, words);
  check_reader (data, folder);
}

static void
test_deep_nesting (void)
{
  GString *deep = g_string_new ("{\"a\": ");
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr (CliRun) run = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  text = g_string_free (deep, FALSE);
  path = cli_write (folder, "deep.json", text);
  run = cli_run (NULL, "assess", path, NULL);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "nesting"));
}

static void
test_200_megabytes (void)
{
  g_autofree char *path = cli_write (folder, "huge.json", "{");
  g_autoptr (CliRun) run = NULL;

  g_assert_cmpint (truncate (path, 200 * 1024 * 1024), ==, 0);
  run = cli_run (NULL, "assess", path, NULL);
  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "huge.json"));
  g_assert_nonnull (strstr (run->err, "32 MB"));
}

static void
test_missing_file (void)
{
  g_autoptr (CliRun) run = cli_run (NULL, "assess", "/nowhere/at-all.json", NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "/nowhere/at-all.json"));
}

typedef struct {
  const char *name;
  const char *words[5];
} BadCall;

static const BadCall bad_calls[] = {
  { "no-such-command", { "diagnose" } },
  { "no-file", { "assess" } },
  { "two-files", { "assess", "a", "b" } },
  { "no-such-option", { "assess", "--colour", "a" } },
  { "no-such-format", { "assess", "--format", "xml", "a" } },
  { "report-of-nothing", { "report", "-o", "a.pdf" } },
  { "report-without-output", { "report", "--response", "a" } },
  { "report-no-such-format", { "report", "--response=a", "-o", "b", "--format=html" } },
  { "report-no-such-profile", { "report", "--response=a", "-o", "b", "--profile=poem" } },
  { "report-no-such-section", { "report", "--response=a", "-o", "b", "--without=urgent" } },
  { "report-of-no-such-day", { "report", "--day=2026-02-30", "-o", "b" } },
  { "report-of-a-day-and-a-response", { "report", "--day=2026-02-20", "--response=a", "-o", "b" } },
  { "report-no-such-day", { "report", "--response=a", "-o", "b", "--date=2026-02-30" } },
  { "export-of-nothing", { "export", "-o", "a" } },
  { "export-of-outcomes-and-all", { "export", "--all", "--outcomes", "-o", "a" } },
  { "export-of-outcomes-as-fhir", { "export", "--outcomes", "--format=fhir", "-o", "a" } },
  { "export-of-both", { "export", "--all", "--patient=x", "-o", "a" } },
  { "backup-to-nothing", { "backup" } },
  { "backup-daily-to-a-file", { "backup", "--daily", "a" } },
  { "backup-daily-sealed", { "backup", "--daily", "--seal" } },
  { "backup-status-and-daily", { "backup", "--status", "--daily" } },
  { "backup-status-as-xml", { "backup", "--status", "--format=xml" } },
  { "backup-as-json", { "backup", "--format=json", "a" } },
  { "backup-second-alone", { "backup", "--second=b", "a" } },
  { "restore-of-nothing", { "restore" } },
  { "import-of-nothing", { "import" } },
  { "verify-two", { "verify", "a", "b" } },
  { "example-negative", { "example", "--patients=-3" } },
  { "questionnaire-with-file", { "questionnaire", "a" } },
};

static void
test_bad_call (gconstpointer data)
{
  const BadCall *bad = data;
  g_autoptr (CliRun) run =
      cli_run (NULL, bad->words[0], bad->words[1], bad->words[2], bad->words[3], bad->words[4], NULL);

  g_assert_cmpint (run->status, ==, 2);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_true (g_str_has_prefix (run->err, "lumbar: "));
}

/* The record: damaged, newer, not a record, somebody else's folder. */
static void
test_damaged_record (void)
{
  g_autofree char *path = cli_write (folder, "damaged.db", "this is no database, but somebody's notes");
  g_autoptr (CliRun) verify = cli_run (NULL, "verify", path, NULL);
  g_autoptr (CliRun) fill = cli_run (NULL, "example", "--patients=1", "--record", path, NULL);
  g_autofree char *after = cli_read (path);

  g_assert_cmpint (verify->status, ==, 3);
  g_assert_nonnull (strstr (verify->err, "damaged.db"));
  g_assert_cmpint (fill->status, ==, 3);
  g_assert_cmpstr (after, ==, "this is no database, but somebody's notes");
}

static void
test_newer_record (void)
{
  g_autofree char *path = g_build_filename (folder, "newer.db", NULL);
  g_autoptr (CliRun) fill = cli_run (NULL, "example", "--patients=1", "--visits=1", "--record", path, NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (CliRun) again = NULL;
  gsize length, length_after;
  FILE *file = g_fopen (path, "r+b");

  /* The user version stands big-endian at byte 60 of the header (https://sqlite.org/fileformat.html). */
  g_assert_cmpint (fill->status, ==, 0);
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 60, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite ("\0\0\x03\xe7", 1, 4, file), ==, 4);
  fclose (file);
  g_file_get_contents (path, &before, &length, NULL);

  again = cli_run (NULL, "example", "--patients=1", "--record", path, NULL);
  g_assert_cmpint (again->status, ==, 3);
  g_assert_nonnull (strstr (again->err, "newer"));
  g_file_get_contents (path, &after, &length_after, NULL);
  g_assert_cmpmem (before, length, after, length_after);
}

static void
test_missing_record (void)
{
  g_autofree char *path = g_build_filename (folder, "nowhere.db", NULL);
  g_autoptr (CliRun) run = cli_run (NULL, "verify", path, NULL);

  g_assert_cmpint (run->status, ==, 3);
  g_assert_nonnull (strstr (run->err, "nowhere.db"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_unwritable_output (void)
{
  g_autofree char *answers = cli_write (folder, "few.json", "{\"age-years\": 50}");
  g_autoptr (CliRun) run =
      cli_run (NULL, "report", "--response", answers, "-o", "/nowhere/at/all.pdf", NULL);

  g_assert_cmpint (run->status, ==, 1);
  g_assert_nonnull (strstr (run->err, "/nowhere/at/all.pdf"));
}

/* /dev/full fails every write as a full disk does. */
static void
test_full_output (void)
{
  g_autofree char *answers = cli_write (folder, "few.json", "{\"age-years\": 50}");
  g_autofree char *command =
      g_strdup_printf ("'%s' assess '%s' > /dev/full", g_getenv ("LUMBAR_PROGRAM"), answers);
  char *words[] = { (char *) "sh", (char *) "-c", command, NULL };
  g_autofree char *err = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &err, &status, NULL));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_nonnull (strstr (err, "standard output"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = cli_make_folder ();
  for (guint i = 0; i < G_N_ELEMENTS (bad_inputs); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/bad-input/", bad_inputs[i].name, NULL);

      g_test_add_data_func (path, &bad_inputs[i], test_bad_input);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_calls); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/bad-call/", bad_calls[i].name, NULL);

      g_test_add_data_func (path, &bad_calls[i], test_bad_call);
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/wrong-kind/", readers[i].name, NULL);

      g_test_add_data_func (path, &readers[i], test_wrong_kind);
    }
  g_test_add_func ("/cli/bad-input/harmless-parts-are-listed", test_harmless_parts_are_listed);
  g_test_add_func ("/cli/bad-input/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/cli/bad-input/deep-nesting", test_deep_nesting);
  g_test_add_func ("/cli/bad-input/200-megabytes", test_200_megabytes);
  g_test_add_func ("/cli/bad-input/missing-file", test_missing_file);
  g_test_add_func ("/cli/record/damaged-is-not-touched", test_damaged_record);
  g_test_add_func ("/cli/record/newer-is-not-touched", test_newer_record);
  g_test_add_func ("/cli/record/missing-is-not-made", test_missing_record);
  g_test_add_func ("/cli/output/unwritable", test_unwritable_output);
  g_test_add_func ("/cli/output/full", test_full_output);
  status = g_test_run ();
  cli_remove_folder (folder);
  g_free (folder);
  return status;
}

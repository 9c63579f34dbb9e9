/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clinic's own tables on the command line: checked, used, named in what is written, refused when faulty. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "lumbar-cli-run.h"
#include "lumbar-test-tables.h"

static char *tables;

static void
assert_words (const char *text, const char *word)
{
  if (strstr (text, word) == NULL)
    g_error ("“%s” is missing in:\n%s", word, text);
}

static void
test_check_sound (void)
{
  g_autoptr (CliRun) run = cli_run (NULL, "knowledge", "check", tables, NULL);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->err, ==, "");
  assert_words (run->out, ": from memory: nobody has seen the figure");
  assert_words (run->out, "version clinic-7 · own tables ");
  assert_words (run->out, " causes, 1281 rows of evidence");
  assert_words (run->out, "\n0 faults, ");
}

static void
test_check_faulty (void)
{
  char *faulty = lumbar_test_tables_copy ();
  g_autoptr (CliRun) run = NULL;
  g_autoptr (CliRun) used = NULL;
  g_autofree char *hint = NULL;

  lumbar_test_tables_change (faulty, "causes.tsv", "\tms\t", "\tMS\t");
  lumbar_test_tables_change (faulty, "sources.tsv", "seed-v2\t", "Seed-v2\t");
  run = cli_run (NULL, "knowledge", "check", faulty, NULL);
  used = cli_run ("{}", "assess", "--knowledge", faulty, "-", NULL);
  hint = g_strdup_printf ("first of 2 faults; “lumbar knowledge check %s”", faulty);
  lumbar_test_tables_remove (faulty);

  g_assert_cmpint (run->status, ==, 1);
  assert_words (run->out, "fault: sources.tsv, row 3, column “source_id”");
  assert_words (run->out, "fault: causes.tsv, row 2, column “group”");
  assert_words (run->out, "\n2 faults");
  g_assert_cmpint (used->status, ==, 1);
  g_assert_cmpstr (used->out, ==, "");
  assert_words (used->err, "sources.tsv, row 3, column “source_id”");
  assert_words (used->err, hint);
}

/* Nothing of the program's own stands in for a file that is missing. */
static void
test_folder_must_be_whole (void)
{
  char *part = lumbar_test_tables_copy ();
  g_autoptr (CliRun) run = NULL;

  lumbar_test_tables_change (part, "management.tsv", "", NULL);
  run = cli_run ("{}", "assess", "--knowledge", part, "-", NULL);
  lumbar_test_tables_remove (part);
  g_assert_cmpint (run->status, ==, 1);
  assert_words (run->err, "management.tsv: No such file; a folder of knowledge must be whole");
}

typedef struct {
  const char *name;
  const char *words[8];
  int status;
  const char *says; /* of the version; on standard output */
} Use;

static const Use uses[] = {
  { "assess-json", { "assess", "--format", "json", "-" }, 0, "\"knowledgeVersion\": \"clinic-7+" },
  { "assess-text", { "assess", "-" }, 0, "clinic-7 · own tables " },
  { "assess-cds-hooks", { "assess", "--format", "cds-hooks", "-" }, 0, "clinic-7 · own tables " },
  { "assess-batch", { "assess", "--batch", "-" }, 0, "\"knowledgeVersion\":\"clinic-7+" },
  { "questionnaire", { "questionnaire" }, 0, "\"version\": \"clinic-7+" },
  { "report", { "report", "--response", "/dev/stdin", "--format", "text", "-o", "-" }, 0, "version clinic-7 · own tables" },
  { "no-such-folder", { "knowledge", "check", "/nowhere/at/all" }, 1, "there is no such folder" },
  { "check-without-folder", { "knowledge", "check" }, 2, "" },
  { "knowledge-alone", { "knowledge" }, 2, "" },
  { "knowledge-something-else", { "knowledge", "mend", "/tmp" }, 2, "" },
};

static void
test_use (gconstpointer data)
{
  const Use *use = data;
  const char *const *w = use->words;
  guint n = g_strv_length ((char **) w);
  g_autoptr (CliRun) run = NULL;

  if (strcmp (w[0], "knowledge") == 0)
    run = cli_run ("{}", w[0], n > 1 ? w[1] : NULL, n > 2 ? w[2] : NULL, NULL);
  else if (n == 1)
    run = cli_run ("{}", w[0], "--knowledge", tables, NULL);
  else
    run = cli_run ("{}", w[0], "--knowledge", tables, w[1], n > 2 ? w[2] : NULL, n > 3 ? w[3] : NULL, n > 4 ? w[4] : NULL,
                   n > 5 ? w[5] : NULL, n > 6 ? w[6] : NULL, NULL);
  if (run->status != use->status)
    g_test_message ("%s", run->err);
  g_assert_cmpint (run->status, ==, use->status);
  assert_words (run->out, use->says);
}

/* What is stored and handed on names the tables it was assessed with. */
static void
test_record (void)
{
  g_autofree char *folder = cli_make_folder ();
  g_autofree char *record = g_build_filename (folder, "record.db", NULL);
  g_autofree char *bundle = g_build_filename (folder, "bundle.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (CliRun) fill =
      cli_run (NULL, "example", "--patients=1", "--visits=1", "--knowledge", tables, "--record", record, NULL);
  g_autoptr (CliRun) out = cli_run (NULL, "export", "--all", "-o", bundle, "--record", record, NULL);

  g_assert_cmpstr (fill->err, ==, "");
  g_assert_cmpint (fill->status, ==, 0);
  g_assert_cmpint (out->status, ==, 0);
  text = cli_read (bundle);
  assert_words (text, "|clinic-7+");
  cli_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  tables = lumbar_test_tables_copy ();
  lumbar_test_tables_change (tables, "knowledge.ini", "version=2026.2", "version=clinic-7");
  g_test_add_func ("/cli/tables/check-sound", test_check_sound);
  g_test_add_func ("/cli/tables/check-faulty", test_check_faulty);
  g_test_add_func ("/cli/tables/folder-must-be-whole", test_folder_must_be_whole);
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/tables/use/", uses[i].name, NULL);

      g_test_add_data_func (path, &uses[i], test_use);
    }
  g_test_add_func ("/cli/tables/record", test_record);
  status = g_test_run ();
  lumbar_test_tables_remove (tables);
  return status;
}

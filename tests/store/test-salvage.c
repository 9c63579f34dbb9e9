/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a record are overwritten. What is salvaged is each row that lies on the others, which SQLite's own account of
 * its pages tells, and nothing else; what hangs on a lost row is found; and nothing makes it fall. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-example.h"
#include "lumbar-salvage.h"

#define PAGE 4096
#define N_PATIENTS 30
#define N_VISITS 4
#define N_BITS_RUNS 25

static char *folder;
static char *original; /* A record of which nothing is damaged */
static GArray *account; /* Of PageAccount: its pages */

typedef struct {
  char *table;
  char *path; /* "/002/" of a page of a tree, "/002/001+000000" of one that a row of it goes on in */
  guint page;
  guint n_rows;
} PageAccount;

static gboolean
is_kept_by_rowid (const char *table)
{
  static const char *const names[] = { "audit",   "checkpoint",    "encounter",
                                       "patient", "sqlite_schema", "sqlite_sequence", NULL };

  return g_strv_contains (names, table);
}

/* In a tree of a table only the leaves have rows. */
static guint
count_rows (const char *table, const char *kind, guint n_cells)
{
  return strcmp (kind, "leaf") == 0 || (strcmp (kind, "internal") == 0 && !is_kept_by_rowid (table)) ? n_cells : 0;
}

/* By the shell: not every SQLite that a program is built with has this table. */
static void
take_account (void)
{
  const char *const shell[] = { "sqlite3", "-separator", "|", original,
                                "SELECT name, path, pageno, pagetype, ncell FROM dbstat"
                                " WHERE name IN ('sqlite_schema', 'sqlite_sequence') OR name IN"
                                " (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table')",
                                NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) shell, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  account = g_array_new (FALSE, FALSE, sizeof (PageAccount));
  lines = g_strsplit (g_strchomp (output), "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "|", -1);
      PageAccount page = { 0 };

      g_assert_cmpuint (g_strv_length (fields), ==, 5);
      page.table = g_strdup (fields[0]);
      page.path = g_strdup (fields[1]);
      page.page = (guint) g_ascii_strtoull (fields[2], NULL, 10);
      page.n_rows = count_rows (page.table, fields[3], (guint) g_ascii_strtoull (fields[4], NULL, 10));
      g_array_append_val (account, page);
    }
  g_assert_cmpuint (account->len, >, 10);
}

static void
make_original (void)
{
  g_autofree char *path = g_build_filename (folder, "record.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store =
    lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);

  g_assert_no_error (error);
  g_assert_true (lumbar_example_fill (store, N_PATIENTS, N_VISITS, 7, "2026-11-22", &error));
  original = g_build_filename (folder, "original.db", NULL);
  g_assert_true (lumbar_store_backup (store, original, &error));
  g_assert_no_error (error);
}

typedef enum {
  WITH_CHANCE,  /* Bytes by chance */
  WITH_ZEROS,   /* As a disk gives a page that it lost */
  WITH_ANOTHER, /* Another page of the file: written to the wrong place */
  WITH_NOTHING, /* The end of the file is missing, from there on */
  WITH_BITS,    /* Some bits all over the file */
} Overwrite;

typedef struct {
  const char *name;
  Overwrite with;
  guint n_pages; /* Of each run, the most */
  guint n_runs;
} Case;

static const Case cases[] = {
  { "one-page", WITH_CHANCE, 1, 12 },     { "few-pages", WITH_CHANCE, 8, 12 },
  { "many-pages", WITH_CHANCE, 120, 8 },  { "zeros", WITH_ZEROS, 30, 10 },
  { "wrong-place", WITH_ANOTHER, 30, 10 }, { "end-missing", WITH_NOTHING, 1, 6 },
};

static void
overwrite (guint8 *bytes, guint page, guint n_pages, Overwrite with, GRand *chance)
{
  guint8 *target = bytes + (gsize) (page - 1) * PAGE;
  guint other = (guint) g_rand_int_range (chance, 2, (gint32) n_pages + 1);

  if (with == WITH_ZEROS)
    memset (target, 0, PAGE);
  else if (with == WITH_ANOTHER)
    memcpy (target, bytes + (gsize) (other - 1) * PAGE, PAGE);
  else
    for (guint i = 0; i < PAGE; i++)
      target[i] = (guint8) g_rand_int_range (chance, 0, 256);
}

/* Returns: (transfer full): the pages that are lost now, by their numbers; the first is kept */
static GHashTable *
damage (const Case *test, const char *path, GRand *chance)
{
  GHashTable *lost = g_hash_table_new (NULL, NULL);
  g_autofree char *content = NULL;
  gsize length;
  guint n_pages, n = (guint) g_rand_int_range (chance, 1, (gint32) test->n_pages + 1);

  g_assert_true (g_file_get_contents (original, &content, &length, NULL));
  n_pages = (guint) (length / PAGE);
  for (guint i = 0; i < n; i++)
    {
      guint page = (guint) g_rand_int_range (chance, 2, (gint32) n_pages + 1);

      if (test->with == WITH_NOTHING)
        for (length = (gsize) (page - 1) * PAGE; page <= n_pages; page++)
          g_hash_table_add (lost, GUINT_TO_POINTER (page));
      else
        {
          overwrite ((guint8 *) content, page, n_pages, test->with, chance);
          g_hash_table_add (lost, GUINT_TO_POINTER (page));
        }
    }
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  return lost;
}

/* How many rows of a table lie on lost pages, wholly or in part. A row goes on in pages called after its cell; where its
 * own page is lost too, it is counted there. */
static guint
count_lost (const char *table, GHashTable *lost)
{
  g_autoptr (GHashTable) cut = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer cell;
  guint n = 0;

  for (guint i = 0; i < account->len; i++)
    {
      const PageAccount *page = &g_array_index (account, PageAccount, i);
      const char *plus = strchr (page->path, '+');

      if (strcmp (page->table, table) != 0 || !g_hash_table_contains (lost, GUINT_TO_POINTER (page->page)))
        continue;
      n += page->n_rows;
      if (plus != NULL)
        g_hash_table_add (cut, g_strndup (page->path, (gsize) (plus - page->path)));
      else
        g_hash_table_add (gone, page->path);
    }
  g_hash_table_iter_init (&iter, cut);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      g_autofree char *page = g_strndup (cell, (gsize) (strrchr (cell, '/') + 1 - (char *) cell));

      n += !g_hash_table_contains (gone, page);
    }
  return n;
}

static gboolean
has_table (const char *table)
{
  for (guint i = 0; i < account->len; i++)
    if (strcmp (g_array_index (account, PageAccount, i).table, table) == 0)
      return TRUE;
  return FALSE;
}

static gint64
count_total (const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\"", table);

  return raw_int (original, sql);
}

/* Rows that are in both, the same in each column. */
static gint64
count_same (const char *output, const char *table)
{
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS other", output);
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM (SELECT * FROM main.\"%1$s\" INTERSECT SELECT * FROM other.\"%1$s\")", table);
  sqlite3 *handle = NULL;
  sqlite3_stmt *row = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open (original, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (handle);
  return n;
}

/* Found by the shape of their rows also where the file does not say any more where they begin. */
static const char *const by_shape[] = { "acknowledgement", "addendum", "answer", "audit", "conclusion",
                                        "conclusion_cause", "encounter", "event", "event_version", "measure",
                                        "outcome", "patient", "patient_version" };
static const char *const by_name[] = { "draft_place", "identity", "practitioner" };

/* A page that was copied to a wrong place before it was overwritten itself lives on there. */
static void
check_table (const char *output, const char *table, GHashTable *lost, Overwrite with, const char *run)
{
  gint64 wanted = count_total (table) - count_lost (table, lost), same = count_same (output, table);

  g_assert_true (has_table (table));
  if (with == WITH_ANOTHER ? same < wanted : same != wanted)
    g_error ("%s: of “%s” there are %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows", run, table, same, wanted);
}

/* It opens, has its guards, and nothing in it belongs to something that is not there. */
static void
check_opens (const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store =
    lumbar_store_open (test_knowledge (), output, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_no_error (error);
  found = lumbar_store_search_patients (store, "", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->len, ==, raw_int (output, "SELECT count (*) FROM patient WHERE deleted_at = ''"));
  g_assert_cmpint (raw_int (output, "SELECT count (*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (raw_int (output, "SELECT count (*) FROM sqlite_schema WHERE type = 'trigger'"), ==,
                   raw_int (original, "SELECT count (*) FROM sqlite_schema WHERE type = 'trigger'"));
  g_assert_cmpint (raw_int (output, "SELECT count (*) FROM patient_search"), ==,
                   raw_int (output, "SELECT count (*) FROM patient"));
  g_assert_cmpint (raw_int (output, "SELECT count (*) FROM audit WHERE action = 'salvage'"), ==, 1);
}

static void
check_counts (const LumbarSalvage *salvage, GHashTable *lost)
{
  g_autofree char *words = lumbar_salvage_describe (salvage);
  guint lost_log = count_lost ("audit", lost);

  g_assert_cmpint (salvage->n_patients, ==, count_total ("patient") - count_lost ("patient", lost));
  g_assert_cmpint (salvage->n_visits, ==, count_total ("encounter") - count_lost ("encounter", lost));
  g_assert_cmpint (salvage->n_answers, ==, count_total ("answer") - count_lost ("answer", lost));
  /* Of rows at the end of the log one page knows, which may be lost too. */
  if (count_lost ("sqlite_sequence", lost) + count_lost ("sqlite_schema", lost) == 0)
    g_assert_cmpint (salvage->n_lost_log, ==, lost_log);
  g_assert_cmpint (salvage->n_log, ==, count_total ("audit") - lost_log);
  g_assert_true (salvage->n_lost_log == 0 || salvage->problem != NULL);
  g_assert_nonnull (strstr (words, "Read: "));
}

static void
check_run (const Case *test, guint seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  g_autofree char *path = g_build_filename (folder, "damaged.db", NULL);
  g_autofree char *output = g_build_filename (folder, "output.db", NULL);
  g_autofree char *run = g_strdup_printf ("%s, seed %u", test->name, seed);
  g_autoptr (GHashTable) lost = damage (test, path, chance);
  g_autofree char *before = file_digest (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarSalvage) salvage = lumbar_salvage_run (path, output, &error);

  g_assert_no_error (error);
  after = file_digest (path);
  g_assert_cmpstr (after, ==, before);
  for (guint i = 0; i < G_N_ELEMENTS (by_shape); i++)
    check_table (output, by_shape[i], lost, test->with, run);
  for (guint i = 0; count_lost ("sqlite_schema", lost) == 0 && i < G_N_ELEMENTS (by_name); i++)
    check_table (output, by_name[i], lost, test->with, run);
  if (test->with != WITH_ANOTHER)
    check_counts (salvage, lost);
  g_assert_true (salvage->problem == NULL || strstr (salvage->problem, ".lumbar-") == NULL);
  check_opens (output);
  g_assert_cmpint (count_files (folder, ".lumbar-"), ==, 0);
  g_unlink (output);
}

static void
test_pages (gconstpointer data)
{
  const Case *test = data;

  if (account->len == 0)
    {
      g_test_skip ("this SQLite does not account for its pages");
      return;
    }
  for (guint seed = 1; seed <= test->n_runs; seed++)
    check_run (test, seed);
}

/* The page that says what the others are; all else is found by the shape of its rows. */
static void
test_first_page (void)
{
  g_autofree char *path = g_build_filename (folder, "damaged.db", NULL);
  g_autofree char *output = g_build_filename (folder, "output.db", NULL);
  g_autoptr (GHashTable) lost = g_hash_table_new (NULL, NULL);
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarSalvage) salvage = NULL;

  g_assert_true (g_file_get_contents (original, &content, &length, NULL));
  memset (content, 0x55, PAGE);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  salvage = lumbar_salvage_run (path, output, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (by_shape); i++)
    check_table (output, by_shape[i], lost, WITH_CHANCE, "first page");
  check_opens (output);
  g_unlink (output);
}

static void
test_whole (void)
{
  g_autofree char *output = g_build_filename (folder, "output.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarSalvage) salvage = lumbar_salvage_run (original, output, &error);

  g_assert_no_error (error);
  g_assert_null (salvage->problem);
  g_assert_cmpuint (salvage->n_lost_pages + salvage->n_lost_log, ==, 0);
  g_assert_cmpuint (salvage->n_rebuilt_patients + salvage->n_rebuilt_visits, ==, 0);
  check_opens (output);
  g_unlink (output);
}

/* Bits all over: whatever comes out opens, and nothing falls. */
static void
test_bits (void)
{
  g_autofree char *path = g_build_filename (folder, "damaged.db", NULL);
  g_autofree char *output = g_build_filename (folder, "output.db", NULL);

  for (guint seed = 1; seed <= N_BITS_RUNS; seed++)
    {
      g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
      g_autofree char *content = NULL;
      gsize length;
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarSalvage) salvage = NULL;

      g_assert_true (g_file_get_contents (original, &content, &length, NULL));
      /* The numbers that pages are found by lie at the beginning of each. */
      for (guint i = 0; i < 3000; i++)
        {
          gsize page = (gsize) g_rand_int_range (chance, 0, (gint32) (length / PAGE)) * PAGE;
          gsize at = page + (gsize) g_rand_int_range (chance, 0, i % 2 == 0 ? 64 : PAGE);

          content[at] ^= 1 << g_rand_int_range (chance, 0, 8);
        }
      g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
      salvage = lumbar_salvage_run (path, output, &error);
      if (salvage == NULL)
        g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NEWER);
      else
        check_opens (output);
      g_unlink (output);
    }
}

/* What is known of a lost patient is damaged too: the visits are found all the same. */
static void
test_unreadable (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "17");
  g_autofree char *visit = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *output = record_file (record, "output.db");
  g_autoptr (LumbarSalvage) salvage = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_cmpint (raw_execute (record->path,
                                "PRAGMA foreign_keys = OFF; DROP TRIGGER patient_delete;"
                                "DROP TRIGGER patient_version_update; DELETE FROM patient; UPDATE patient_version SET gender = 'x'",
                                NULL),
                   ==, SQLITE_OK);
  salvage = lumbar_salvage_run (record->path, output, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvage->n_rebuilt_patients, ==, 1);
  g_assert_cmpuint (salvage->n_visits, ==, 1);
  g_assert_cmpint (
    raw_int (output, "SELECT count (*) FROM patient WHERE family_name = 'Unreadable' AND last_visit <> ''"), ==, 1);
  g_assert_cmpint (raw_int (output, "SELECT count (*) FROM encounter JOIN patient ON patient_id = patient.id"), ==, 1);
}

/* A patient and a visit whose rows are lost: what else is known of them is found under them. */
static void
test_put_together (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "17");
  g_autofree char *visit = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *output = record_file (record, "output.db");
  g_autoptr (LumbarSalvage) salvage = NULL;
  g_autoptr (LumbarStore) store = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (LumbarEncounter) draft = NULL;
  g_autofree char *content = NULL;
  gsize length, page_of_patients, page_of_visits;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  page_of_patients = (gsize) raw_int (record->path, "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'patient'");
  page_of_visits = (gsize) raw_int (record->path, "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'encounter'");
  g_assert_true (g_file_get_contents (record->path, &content, &length, NULL));
  memset (content + page_of_patients * PAGE, 0, PAGE);
  memset (content + page_of_visits * PAGE, 0, PAGE);
  g_assert_true (g_file_set_contents (record->path, content, (gssize) length, NULL));
  salvage = lumbar_salvage_run (record->path, output, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvage->n_rebuilt_patients, ==, 1);
  g_assert_cmpuint (salvage->n_rebuilt_visits, ==, 1);

  store = lumbar_store_open (test_knowledge (), output, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_assert_no_error (error);
  found = lumbar_store_search_patients (store, "nowak", 0, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((LumbarPatient *) found->pdata[0])->record_number, ==, "17");
  draft = lumbar_store_find_draft (store, patient->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (draft->id, ==, visit);
  g_assert_cmpint (raw_int (output, "SELECT count (*) FROM answer"), ==, 5);
}

/* A record of an older schema becomes one of today's, with all its rows. */
static void
test_older (gconstpointer data)
{
  static const char *const tables[] = { "patient", "encounter", "answer", "measure", "event", "addendum" };
  g_autoptr (Record) record = record_new ();
  g_autofree char *name = g_strdup_printf ("clinic-v%d.sql", GPOINTER_TO_INT (data));
  g_autofree char *dump = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "store", name, NULL);
  g_autofree char *output = record_file (record, "output.db");
  g_autofree char *sql = NULL;
  g_autoptr (LumbarSalvage) salvage = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  g_unlink (record->path);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, &error));
  g_assert_cmpint (raw_execute (record->path, sql, NULL), ==, SQLITE_OK);
  salvage = lumbar_salvage_run (record->path, output, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (salvage->problem, ==, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM %s", tables[i]);

      g_assert_cmpint (raw_int (output, count), ==, raw_int (record->path, count));
    }
  g_assert_cmpint (raw_int (output, "SELECT count (*) FROM patient"), >, 0);
  check_opens (output);
}

typedef struct {
  const char *name;
  const char *lost; /* A table whose page is lost */
  gboolean is_unguarded;
} GuardCase;

static const GuardCase guards[] = {
  { "passphrases-left", "measure", FALSE },
  { "passphrases-lost", "practitioner", TRUE },
};

/* A record that needed a passphrase does so still, or it is said that it does not. */
static void
test_guarded (gconstpointer data)
{
  const GuardCase *test = data;
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage - 1 FROM sqlite_schema WHERE name = '%s'", test->lost);
  g_autofree char *output = record_file (record, "output.db");
  g_autofree char *recovery = NULL;
  g_autofree char *content = NULL;
  g_autofree char *words = NULL;
  g_autoptr (LumbarSalvage) salvage = NULL;
  g_autoptr (LumbarStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (lumbar_store_protect (record->store, first, "an invented passphrase", &recovery, &error));
  g_clear_pointer (&record->store, lumbar_store_close);
  g_assert_true (g_file_get_contents (record->path, &content, &length, NULL));
  memset (content + raw_int (record->path, sql) * PAGE, 0, PAGE);
  g_assert_true (g_file_set_contents (record->path, content, (gssize) length, NULL));
  salvage = lumbar_salvage_run (record->path, output, &error);
  g_assert_no_error (error);
  g_assert_cmpint (salvage->is_unguarded, ==, test->is_unguarded);
  words = lumbar_salvage_describe (salvage);
  g_assert_true ((strstr (words, "passphrases are lost") != NULL) == test->is_unguarded);
  store = lumbar_store_open (test_knowledge (), output, LUMBAR_STORE_READ_WRITE, "Dr Test", &error);
  g_assert_no_error (error);
  g_assert_cmpint (lumbar_store_is_shut (store), ==, !test->is_unguarded);
}

/* The last changes lie in the log beside it. */
static void
test_with_log (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *copy = record_file (record, "copy.db");
  g_autofree char *output = record_file (record, "output.db");
  static const char *const suffixes[] = { "", "-wal" };
  g_autoptr (LumbarSalvage) salvage = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_database_execute (lumbar_store_get_database (record->store), "PRAGMA wal_checkpoint (TRUNCATE)",
                                          &error));
  g_object_unref (record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (record->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (copy, suffixes[i], NULL);
      g_autofree char *content = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (from, &content, &length, NULL));
      g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
    }
  salvage = lumbar_salvage_run (copy, output, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvage->n_patients, ==, 1);
  g_assert_null (salvage->problem);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  g_assert_cmpint (count_files (record->directory, "copy.db"), ==, 2);
}

typedef struct {
  const char *name;
  const char *content; /* NULL: no such file */
  gboolean output;     /* Something is there */
  LumbarError code;
  const char *said;
} BadCase;

static const BadCase bad[] = {
  { "missing", NULL, FALSE, LUMBAR_ERROR_NOT_FOUND, "damaged.db" },
  { "empty", "", FALSE, LUMBAR_ERROR_RECORD, "nothing in" },
  { "short", "SQLite format 3", FALSE, LUMBAR_ERROR_RECORD, "nothing in" },
  { "output-there", "SQLite format 3", TRUE, LUMBAR_ERROR_INPUT, "is there already" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *test = data;
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = record_file (record, "damaged.db");
  g_autofree char *output = record_file (record, "output.db");
  g_autoptr (GError) error = NULL;

  if (test->content != NULL)
    g_assert_true (g_file_set_contents (path, test->content, -1, NULL));
  if (test->output)
    g_assert_true (g_file_set_contents (output, "mine", -1, NULL));
  g_assert_null (lumbar_salvage_run (path, output, &error));
  assert_error (error, test->code, test->said);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  g_assert_true (g_file_test (output, G_FILE_TEST_EXISTS) == test->output);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("lumbar-salvage-XXXXXX", NULL);
  make_original ();
  take_account ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/salvage/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_pages);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/store/salvage/refused/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  for (int version = 1; version <= 5; version++)
    {
      g_autofree char *path = g_strdup_printf ("/store/salvage/older/version-%d", version);

      g_test_add_data_func (path, GINT_TO_POINTER (version), test_older);
    }
  g_test_add_func ("/store/salvage/first-page", test_first_page);
  g_test_add_func ("/store/salvage/whole", test_whole);
  g_test_add_func ("/store/salvage/bits", test_bits);
  g_test_add_func ("/store/salvage/put-together", test_put_together);
  g_test_add_func ("/store/salvage/unreadable", test_unreadable);
  for (guint i = 0; i < G_N_ELEMENTS (guards); i++)
    {
      g_autofree char *path = g_strconcat ("/store/salvage/guarded/", guards[i].name, NULL);

      g_test_add_data_func (path, &guards[i], test_guarded);
    }
  g_test_add_func ("/store/salvage/with-log", test_with_log);
  status = g_test_run ();
  remove_folder (folder);
  return status;
}

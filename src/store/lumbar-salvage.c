/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read out of a damaged record is read, page by page and row by row, and put into a new one. The damaged
 * file is only read. */

#include "lumbar-salvage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-audit-table.h"
#include "lumbar-migrations.h"
#include "lumbar-open-files.h"
#include "lumbar-record-file.h"
#include "lumbar-salvage-copy.h"
#include "lumbar-salvage-reader.h"
#include "lumbar-salvage-repair.h"
#include "lumbar-salvage-table.h"
#include "lumbar-statement.h"
#include "lumbar-verify.h"

/* Of encounter, as it is stored. */
enum {
  VISIT_ID = 1,
  VISIT_PATIENT = 2,
  VISIT_STARTED = 4,
  VISIT_AUTHOR = 6,
};

static void
bind_field (LumbarStatement *statement, const char *name, const LumbarPageRow *row, guint column)
{
  const LumbarPageValue *value = lumbar_page_row_get (row, column);
  g_autofree char *text = value && value->type == LUMBAR_PAGE_VALUE_TEXT
                            ? g_strndup ((const char *) value->bytes, value->size)
                            : g_strdup ("");

  lumbar_statement_bind_text (statement, name, text);
}

/* Visits of which the beginning is left: whose, and when. What was computed then is lost, and so they are drafts. */
static gboolean
insert_sketches (LumbarDatabase *database, GPtrArray *sketches, LumbarSalvage *result, GError **error)
{
  for (guint i = 0; i < sketches->len; i++)
    {
      const LumbarPageRow *row = sketches->pdata[i];
      g_autoptr (LumbarStatement) insert = lumbar_statement_new (
        database,
        "INSERT OR IGNORE INTO encounter (number, id, patient_id, status, started_at, author)"
        " VALUES (:number, :id, :patient, 'draft', :started, :author)",
        error);

      lumbar_statement_bind_int (insert, ":number", row->id);
      bind_field (insert, ":id", row, VISIT_ID);
      bind_field (insert, ":patient", row, VISIT_PATIENT);
      bind_field (insert, ":started", row, VISIT_STARTED);
      bind_field (insert, ":author", row, VISIT_AUTHOR);
      if (!lumbar_statement_run (insert, error))
        return FALSE;
      result->n_rebuilt_visits += (guint) sqlite3_changes (lumbar_database_get_handle (database));
    }
  return TRUE;
}

/* The guards keep rows out that are salvaged; they come back as they were. */
static GPtrArray *
take_guards_away (LumbarDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) guards = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database, "SELECT sql, 'DROP TRIGGER \"' || name || '\"' FROM sqlite_schema WHERE type = 'trigger'", error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      g_ptr_array_add (guards, g_strdup (lumbar_statement_get_text (row, 0)));
      g_ptr_array_add (drops, g_strdup (lumbar_statement_get_text (row, 1)));
    }
  g_clear_pointer (&row, lumbar_statement_free);
  for (guint i = 0; i < drops->len; i++)
    if (!lumbar_database_execute (database, drops->pdata[i], error))
      return NULL;
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&guards) : NULL;
}

static gboolean
put_guards_back (LumbarDatabase *database, GPtrArray *guards, GError **error)
{
  for (guint i = 0; i < guards->len; i++)
    if (!lumbar_database_execute (database, guards->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* A number far from all rows that are left is damage itself. */
#define MOST_LOST_ROWS 1000000

static gboolean
keep_last_log (LumbarDatabase *database, gint64 last, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "UPDATE sqlite_sequence SET seq = :last WHERE name = 'audit' AND seq BETWEEN :last - :most AND :last", error);

  if (!lumbar_database_execute (database,
                                "INSERT INTO sqlite_sequence SELECT 'audit', 0"
                                " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'audit')",
                                error))
    return FALSE;
  lumbar_statement_bind_int (statement, ":last", last);
  lumbar_statement_bind_int (statement, ":most", MOST_LOST_ROWS);
  return lumbar_statement_run (statement, error);
}

/* What a new record has by itself, and what says nothing without the row it belongs to. */
static gboolean
tidy (LumbarSalvageReader *reader, LumbarDatabase *database, GError **error)
{
  if (lumbar_salvage_reader_has_table (reader, "identity") &&
      !lumbar_database_execute (
        database, "INSERT OR IGNORE INTO identity VALUES ('record', lower (hex (randomblob (16))))", error))
    return FALSE;
  return !lumbar_salvage_reader_has_table (reader, "checkpoint") ||
         lumbar_database_execute (database, "DELETE FROM checkpoint WHERE seq NOT IN (SELECT seq FROM audit)", error);
}

static gboolean
read_all (LumbarSalvageReader *reader, LumbarDatabase *database, LumbarSalvage *result, GError **error)
{
  g_autoptr (GPtrArray) guards = take_guards_away (database, error);

  if (guards == NULL || (lumbar_salvage_reader_has_table (reader, "identity") &&
                         !lumbar_database_execute (database, "DELETE FROM identity", error)))
    return FALSE;
  if (!lumbar_salvage_reader_read (reader, error) ||
      !insert_sketches (database, reader->sketches, result, error) ||
      !keep_last_log (database, reader->last_log, error) || !tidy (reader, database, error))
    return FALSE;
  result->n_lost_pages = lumbar_salvage_reader_count_lost (reader);
  return put_guards_back (database, guards, error);
}

static void
count_rows (LumbarSalvage *result, GPtrArray *tables)
{
  struct {
    const char *name;
    guint *n;
  } counts[] = {
    { "patient", &result->n_patients }, { "encounter", &result->n_visits }, { "answer", &result->n_answers },
    { "event", &result->n_events },     { "audit", &result->n_log },
  };

  for (guint i = 0; i < tables->len; i++)
    {
      const LumbarSalvageTable *table = tables->pdata[i];
      guint *n = &result->n_others;

      for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
        if (strcmp (counts[k].name, table->name) == 0)
          n = counts[k].n;
      *n += table->n_read;
    }
}

/* A file whose header is lost is taken for one of today. */
static gboolean
read_into (LumbarPageFile *file, LumbarDatabase *database, LumbarSalvage *result, GError **error)
{
  guint version = lumbar_page_file_get_version (file), newest = lumbar_migrations_get_newest ();
  g_autoptr (LumbarSalvageReader) reader = NULL;

  if (!lumbar_database_execute (database, "PRAGMA foreign_keys = OFF", error) ||
      !lumbar_migrations_run_to (database, version >= 1 && version < newest ? version : newest, error))
    return FALSE;
  reader = lumbar_salvage_reader_new (file, database, error);
  if (reader == NULL || !lumbar_database_begin (database, error) ||
      !lumbar_database_end (database, read_all (reader, database, result, error), error))
    return FALSE;
  result->n_pages = lumbar_page_file_get_n_pages (file);
  count_rows (result, reader->tables);
  return lumbar_migrations_run (database, error);
}

#define LAST_LOG                                                                                             \
  "SELECT coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0) - (SELECT count (*) FROM audit)"

static gboolean
find_unguarded (LumbarDatabase *database, LumbarSalvage *result, GError **error)
{
  gint64 unguarded = 0;

  if (!lumbar_database_query_int (
        database,
        "SELECT coalesce ((SELECT action = 'protect' FROM audit WHERE action IN ('protect', 'unprotect')"
        " ORDER BY seq DESC LIMIT 1), 0) AND NOT EXISTS (SELECT 1 FROM practitioner WHERE wrapped <> '')",
        &unguarded, error))
    return FALSE;
  result->is_unguarded = unguarded != 0;
  return TRUE;
}

static gboolean
repair_and_log (LumbarDatabase *database, LumbarSalvage *result, GError **error)
{
  g_autofree char *detail = NULL;
  gint64 lost = 0;

  if (!lumbar_database_query_int (database, LAST_LOG, &lost, error) ||
      !find_unguarded (database, result, error) ||
      !lumbar_salvage_repair (database, &result->n_rebuilt_patients, &result->n_rebuilt_visits, error))
    return FALSE;
  result->n_lost_log = (guint) lost;
  detail = g_strdup_printf ("pages lost %u of %u, rebuilt patients %u, rebuilt visits %u, log rows lost %u",
                            result->n_lost_pages, result->n_pages, result->n_rebuilt_patients,
                            result->n_rebuilt_visits, result->n_lost_log);
  return lumbar_audit_table_append (database, g_get_user_name (), "salvage", "record", NULL, detail, error);
}

static gboolean
fill (LumbarPageFile *file, const char *temporary, const char *output, LumbarSalvage *result, GError **error)
{
  g_autoptr (LumbarDatabase) database = lumbar_database_open (temporary, LUMBAR_DATABASE_NEW, NULL, error);
  g_autoptr (GError) problem = NULL;

  if (database == NULL || !read_into (file, database, result, error) || !lumbar_database_begin (database, error) ||
      !lumbar_database_end (database, repair_and_log (database, result, error), error))
    return FALSE;
  if (!lumbar_verify (database, NULL, &problem))
    {
      lumbar_record_file_rename_in_error (&problem, temporary, output);
      result->problem = g_strdup (problem->message);
    }
  return lumbar_database_execute (database, "PRAGMA journal_mode = DELETE", error);
}

static LumbarPageFile *
open_pages (const char *path, const char *output, GError **error)
{
  g_autoptr (LumbarPageFile) file = NULL;

  if (!lumbar_open_files_begin_look (path, NULL))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” is open. Close it first."), path);
      return NULL;
    }
  lumbar_open_files_end_look ();
  if (lumbar_record_file_is_encrypted (path))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is encrypted, and can't be read page by page. Restore a backup."), path);
      return NULL;
    }
  if (g_file_test (output, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” is there already. Choose another name."),
                   output);
      return NULL;
    }
  file = lumbar_salvage_copy_read (path, output, error);
  if (file == NULL || lumbar_page_file_get_version (file) <= lumbar_migrations_get_newest () ||
      lumbar_page_file_get_version (file) > 1000)
    return g_steal_pointer (&file);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NEWER,
               _("“%s” was written by a newer version of Lumbar. Update the program first."), path);
  return NULL;
}

/**
 * lumbar_salvage_run:
 * @path: a damaged record that nobody has open; it is not changed
 * @output: the record to make; there must be none
 *
 * Reads what can be read and makes a record of it that opens. Takes as much memory as the file is large.
 *
 * Returns: (transfer full): what was read and what was lost, or %NULL with @error set and nothing at @output
 */
LumbarSalvage *
lumbar_salvage_run (const char *path, const char *output, GError **error)
{
  g_autoptr (LumbarSalvage) self = g_new0 (LumbarSalvage, 1);
  g_autoptr (LumbarPageFile) file = open_pages (path, output, error);
  g_autofree char *temporary = file != NULL ? lumbar_record_file_make_temporary (output, error) : NULL;
  g_autoptr (GError) problem = NULL;

  if (temporary == NULL)
    return NULL;
  if (fill (file, temporary, output, self, &problem) &&
      lumbar_record_file_place (temporary, output, FALSE, &problem))
    return g_steal_pointer (&self);
  lumbar_record_file_rename_in_error (&problem, temporary, output);
  lumbar_record_file_remove_temporary (temporary);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lumbar_salvage_free:
 * @self: (nullable): what was salvaged
 */
void
lumbar_salvage_free (LumbarSalvage *self)
{
  if (self == NULL)
    return;
  g_free (self->problem);
  g_free (self);
}

/**
 * lumbar_salvage_describe:
 * @self: what was salvaged
 *
 * Returns: (transfer full): it in words, some lines without a line break at the end
 */
char *
lumbar_salvage_describe (const LumbarSalvage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          _("Read: patients %1$u, visits %2$u, answers %3$u, events %4$u, log rows %5$u, others %6$u"),
                          self->n_patients, self->n_visits, self->n_answers, self->n_events, self->n_log,
                          self->n_others);
  g_string_append_printf (text, "\n");
  g_string_append_printf (text, _("Lost: pages %1$u of %2$u, log rows %3$u"), self->n_lost_pages, self->n_pages,
                          self->n_lost_log);
  if (self->n_rebuilt_patients > 0 || self->n_rebuilt_visits > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Put together from what is left of them: patients %1$u, visits %2$u (now drafts)"),
                              self->n_rebuilt_patients, self->n_rebuilt_visits);
    }
  if (self->is_unguarded)
    g_string_append_printf (text, "\n%s",
                            _("The passphrases are lost: whoever can open the new file can read it. Keep it safe."));
  if (self->problem != NULL)
    g_string_append_printf (text, "\n%s\n%s", self->problem,
                            _("Read and print from this record, and go on working in the last good backup: a record "
                              "that is not whole can't be backed up."));
  else
    g_string_append_printf (text, "\n%s",
                            self->n_lost_pages == 0 ? _("The new record and its log are whole.")
                                                    : _("What was read fits together. Something may still be missing: "
                                                        "compare it with the last good backup."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

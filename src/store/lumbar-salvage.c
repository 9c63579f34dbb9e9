/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read out of a damaged record is read, page by page and row by row, and put into a new one. Pages are found
 * by the trees they belong to; where a page is lost that others hang on, those are known by the shape of their rows. The
 * damaged file is only read. */

#include "lumbar-salvage.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-audit-table.h"
#include "lumbar-migrations.h"
#include "lumbar-page-file.h"
#include "lumbar-record-file.h"
#include "lumbar-salvage-copy.h"
#include "lumbar-salvage-repair.h"
#include "lumbar-salvage-table.h"
#include "lumbar-statement.h"
#include "lumbar-verify.h"

/* Of sqlite_schema and of encounter, as they are stored. */
enum {
  SCHEMA_TYPE = 0,
  SCHEMA_NAME = 1,
  SCHEMA_ROOT = 3,
  SCHEMA_N_COLUMNS = 5,
};

enum {
  VISIT_ID = 1,
  VISIT_PATIENT = 2,
  VISIT_STARTED = 4,
  VISIT_AUTHOR = 6,
};

typedef struct {
  LumbarPageFile *file;
  LumbarDatabase *database; /* The new record */
  GPtrArray *tables;        /* Of LumbarSalvageTable */
  guint8 *seen;             /* By page */
  GPtrArray *sketches;      /* Rows of visits that are cut off */
  gint64 last_log;          /* The last number that the log gave, or 0 */
  LumbarSalvage *result;
} Work;

static LumbarSalvageTable *
find_table (Work *self, const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LumbarSalvageTable *table = self->tables->pdata[i];

      if (strcmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

static gboolean
is_inner (LumbarPageKind kind)
{
  return kind == LUMBAR_PAGE_INDEX_INNER || kind == LUMBAR_PAGE_TABLE_INNER;
}

static gboolean
is_of (LumbarPageKind kind, gboolean has_rowid)
{
  return has_rowid ? kind == LUMBAR_PAGE_TABLE_INNER || kind == LUMBAR_PAGE_TABLE_LEAF
                   : kind == LUMBAR_PAGE_INDEX_INNER || kind == LUMBAR_PAGE_INDEX_LEAF;
}

/* A page that was written to a wrong place has rows of another table, and leads to pages of that. */
static gboolean
has_rows_of (Work *self, const LumbarSalvageTable *table, guint page)
{
  guint n_cells = lumbar_page_file_get_n_cells (self->file, page);

  if (n_cells == 0 || lumbar_page_file_get_kind (self->file, page) == LUMBAR_PAGE_TABLE_INNER)
    return TRUE;
  for (guint cell = 0; cell < n_cells; cell++)
    {
      g_autoptr (GArray) overflow = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (LumbarPageRow) row = lumbar_page_file_read_row (self->file, page, cell, overflow);

      if (row != NULL && lumbar_salvage_table_fits (table, row))
        return TRUE;
    }
  return FALSE;
}

static void
append_children (Work *self, guint page, GArray *pages)
{
  for (guint cell = 0; cell <= lumbar_page_file_get_n_cells (self->file, page); cell++)
    {
      guint child = lumbar_page_file_get_child (self->file, page, cell);

      if (child != 0)
        g_array_append_val (pages, child);
    }
}

/* The pages of a tree that can be reached from its root; of an index, @table is NULL. */
static GArray *
walk (Work *self, guint root, const LumbarSalvageTable *table, gboolean has_rowid)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (pages, root);
  for (guint i = 0; i < pages->len; i++)
    {
      guint page = g_array_index (pages, guint, i);
      LumbarPageKind kind = lumbar_page_file_get_kind (self->file, page);

      if (self->seen[page] || !is_of (kind, has_rowid) || (table != NULL && !has_rows_of (self, table, page)))
        continue;
      self->seen[page] = TRUE;
      g_array_append_val (found, page);
      if (is_inner (kind))
        append_children (self, page, pages);
    }
  return found;
}

static void
mark_seen (Work *self, GArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    self->seen[g_array_index (pages, guint, i)] = TRUE;
}

static LumbarPageRow *
read_row (Work *self, guint page, guint cell)
{
  g_autoptr (GArray) overflow = g_array_new (FALSE, FALSE, sizeof (guint));
  LumbarPageRow *row = lumbar_page_file_read_row (self->file, page, cell, overflow);

  if (row != NULL)
    mark_seen (self, overflow);
  return row;
}

static gboolean
read_page (Work *self, LumbarSalvageTable *table, guint page, GError **error)
{
  gboolean has_rows = lumbar_page_file_get_kind (self->file, page) != LUMBAR_PAGE_TABLE_INNER;
  gboolean is_visit = strcmp (table->name, "encounter") == 0;

  for (guint cell = 0; has_rows && cell < lumbar_page_file_get_n_cells (self->file, page); cell++)
    {
      g_autoptr (LumbarPageRow) row = read_row (self, page, cell);

      if (row == NULL || !lumbar_salvage_table_fits (table, row))
        continue;
      if (row->whole)
        {
          if (!lumbar_salvage_table_insert (table, self->database, row, error))
            return FALSE;
        }
      else if (is_visit && row->values->len > VISIT_STARTED)
        g_ptr_array_add (self->sketches, g_steal_pointer (&row));
    }
  return TRUE;
}

static gboolean
read_pages (Work *self, LumbarSalvageTable *table, GArray *pages, GError **error)
{
  for (guint i = 0; i < pages->len; i++)
    if (!read_page (self, table, g_array_index (pages, guint, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
is_text (const LumbarPageValue *value, const char *text)
{
  return value != NULL && value->type == LUMBAR_PAGE_VALUE_TEXT && value->size == strlen (text) &&
         memcmp (value->bytes, text, value->size) == 0;
}

/* Returns: the page that a tree begins on, 0 where there can be none */
static guint
get_root (Work *self, const LumbarPageRow *schema)
{
  const LumbarPageValue *root = lumbar_page_row_get (schema, SCHEMA_ROOT);
  gint64 page = root != NULL && root->type == LUMBAR_PAGE_VALUE_INTEGER ? root->integer : 0;

  return page >= 2 && page <= lumbar_page_file_get_n_pages (self->file) ? (guint) page : 0;
}

static LumbarSalvageTable *
find_described (Work *self, const LumbarPageRow *schema)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      LumbarSalvageTable *table = self->tables->pdata[i];

      if (is_text (lumbar_page_row_get (schema, SCHEMA_TYPE), "table") &&
          is_text (lumbar_page_row_get (schema, SCHEMA_NAME), table->name))
        return table;
    }
  return NULL;
}

static gboolean
is_schema_row (const LumbarPageRow *row)
{
  const LumbarPageValue *type = lumbar_page_row_get (row, SCHEMA_TYPE), *root = lumbar_page_row_get (row, SCHEMA_ROOT);

  return type != NULL && type->type == LUMBAR_PAGE_VALUE_TEXT && root != NULL &&
         root->type == LUMBAR_PAGE_VALUE_INTEGER && row->values->len == SCHEMA_N_COLUMNS;
}

/* What the file says of its own tables and indexes; that tree begins on its first page. A leaf without such rows was
 * written to a wrong place, and is another's. */
static GPtrArray *
read_schema (Work *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_page_row_free);
  g_autoptr (GArray) pages = walk (self, 1, NULL, TRUE);

  for (guint i = 0; i < pages->len; i++)
    {
      guint page = g_array_index (pages, guint, i), n_before = rows->len;
      gboolean is_leaf = lumbar_page_file_get_kind (self->file, page) == LUMBAR_PAGE_TABLE_LEAF;

      for (guint cell = 0; is_leaf && cell < lumbar_page_file_get_n_cells (self->file, page); cell++)
        {
          g_autoptr (LumbarPageRow) row = read_row (self, page, cell);

          if (row != NULL && is_schema_row (row))
            g_ptr_array_add (rows, g_steal_pointer (&row));
        }
      if (is_leaf && rows->len == n_before)
        self->seen[page] = FALSE;
    }
  return rows;
}

/* Where the end of the log is lost, the number of its last row still stands here. */
static void
read_last_log (Work *self, guint root)
{
  g_autoptr (GArray) pages = walk (self, root, NULL, TRUE);

  for (guint i = 0; i < pages->len; i++)
    for (guint cell = 0; cell < lumbar_page_file_get_n_cells (self->file, g_array_index (pages, guint, i)); cell++)
      {
        g_autoptr (LumbarPageRow) row = read_row (self, g_array_index (pages, guint, i), cell);
        const LumbarPageValue *last = row != NULL ? lumbar_page_row_get (row, 1) : NULL;

        if (last != NULL && last->type == LUMBAR_PAGE_VALUE_INTEGER && is_text (lumbar_page_row_get (row, 0), "audit"))
          self->last_log = last->integer;
      }
}

/* Tables first: a page of an index may have been overwritten by one that leads to rows. */
static gboolean
read_trees (Work *self, GError **error)
{
  g_autoptr (GPtrArray) schema = read_schema (self);

  for (guint i = 0; i < schema->len; i++)
    {
      LumbarSalvageTable *table = find_described (self, schema->pdata[i]);
      guint root = get_root (self, schema->pdata[i]);
      g_autoptr (GArray) pages = table && root ? walk (self, root, table, table->has_rowid) : NULL;

      if (pages != NULL && !read_pages (self, table, pages, error))
        return FALSE;
    }
  for (guint i = 0; i < schema->len; i++)
    {
      guint root = get_root (self, schema->pdata[i]);
      LumbarPageKind kind = lumbar_page_file_get_kind (self->file, root);

      if (root == 0 || find_described (self, schema->pdata[i]) != NULL)
        continue;
      if (is_text (lumbar_page_row_get (schema->pdata[i], SCHEMA_NAME), "sqlite_sequence"))
        read_last_log (self, root);
      else
        g_array_unref (walk (self, root, NULL, kind == LUMBAR_PAGE_TABLE_INNER || kind == LUMBAR_PAGE_TABLE_LEAF));
    }
  return TRUE;
}

/* Returns: whether all rows of a page can be rows of a table, and there is one at all */
static gboolean
page_fits (Work *self, const LumbarSalvageTable *table, guint page)
{
  guint n = 0;

  if (!table->is_known_by_shape || !is_of (lumbar_page_file_get_kind (self->file, page), table->has_rowid))
    return FALSE;
  for (guint cell = 0; cell < lumbar_page_file_get_n_cells (self->file, page); cell++)
    {
      g_autoptr (GArray) overflow = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (LumbarPageRow) row = lumbar_page_file_read_row (self->file, page, cell, overflow);

      if (row != NULL && !lumbar_salvage_table_fits (table, row))
        return FALSE;
      n += row != NULL && row->whole;
    }
  return n > 0;
}

/* Pages that hang on one that is lost. */
static gboolean
read_strays (Work *self, GError **error)
{
  for (guint page = 2; page <= lumbar_page_file_get_n_pages (self->file); page++)
    for (guint i = 0; !self->seen[page] && i < self->tables->len; i++)
      {
        LumbarSalvageTable *table = self->tables->pdata[i];

        if (!page_fits (self, table, page))
          continue;
        self->seen[page] = TRUE;
        if (!read_page (self, table, page, error))
          return FALSE;
      }
  return TRUE;
}

static void
count_lost_pages (Work *self)
{
  self->result->n_pages = lumbar_page_file_get_n_pages (self->file);
  for (guint page = 1; page <= self->result->n_pages; page++)
    self->result->n_lost_pages += !self->seen[page] && !lumbar_page_file_is_blank (self->file, page) &&
                                  lumbar_page_file_get_kind (self->file, page) == LUMBAR_PAGE_OTHER;
}

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
insert_sketches (Work *self, GError **error)
{
  for (guint i = 0; i < self->sketches->len; i++)
    {
      const LumbarPageRow *row = self->sketches->pdata[i];
      g_autoptr (LumbarStatement) insert = lumbar_statement_new (
        self->database,
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
      self->result->n_rebuilt_visits += (guint) sqlite3_changes (lumbar_database_get_handle (self->database));
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
keep_last_log (Work *self, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    self->database,
    "UPDATE sqlite_sequence SET seq = :last WHERE name = 'audit' AND seq BETWEEN :last - :most AND :last", error);

  if (!lumbar_database_execute (self->database,
                                "INSERT INTO sqlite_sequence SELECT 'audit', 0"
                                " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'audit')",
                                error))
    return FALSE;
  lumbar_statement_bind_int (statement, ":last", self->last_log);
  lumbar_statement_bind_int (statement, ":most", MOST_LOST_ROWS);
  return lumbar_statement_run (statement, error);
}

/* What a new record has by itself, and what says nothing without the row it belongs to. */
static gboolean
tidy (Work *self, GError **error)
{
  if (find_table (self, "identity") != NULL &&
      !lumbar_database_execute (self->database,
                                "INSERT OR IGNORE INTO identity VALUES ('record', lower (hex (randomblob (16))))",
                                error))
    return FALSE;
  return find_table (self, "checkpoint") == NULL ||
         lumbar_database_execute (self->database, "DELETE FROM checkpoint WHERE seq NOT IN (SELECT seq FROM audit)",
                                  error);
}

static gboolean
read_all (Work *self, GError **error)
{
  g_autoptr (GArray) unused = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) guards = take_guards_away (self->database, error);

  if (guards == NULL || (find_table (self, "identity") != NULL &&
                         !lumbar_database_execute (self->database, "DELETE FROM identity", error)))
    return FALSE;
  if (!read_trees (self, error))
    return FALSE;
  lumbar_page_file_list_free (self->file, unused);
  mark_seen (self, unused);
  if (!read_strays (self, error) || !insert_sketches (self, error) || !keep_last_log (self, error) ||
      !tidy (self, error))
    return FALSE;
  count_lost_pages (self);
  return put_guards_back (self->database, guards, error);
}

static void
count_rows (Work *self)
{
  LumbarSalvage *result = self->result;
  struct {
    const char *name;
    guint *n;
  } counts[] = {
    { "patient", &result->n_patients }, { "encounter", &result->n_visits }, { "answer", &result->n_answers },
    { "event", &result->n_events },     { "audit", &result->n_log },
  };

  for (guint i = 0; i < self->tables->len; i++)
    {
      const LumbarSalvageTable *table = self->tables->pdata[i];
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
  Work work = { .file = file, .database = database, .result = result };
  gboolean done;

  if (!lumbar_database_execute (database, "PRAGMA foreign_keys = OFF", error) ||
      !lumbar_migrations_run_to (database, version >= 1 && version < newest ? version : newest, error))
    return FALSE;
  work.tables = lumbar_salvage_table_list (database, error);
  if (work.tables == NULL)
    return FALSE;
  work.seen = g_new0 (guint8, lumbar_page_file_get_n_pages (file) + 1);
  work.sketches = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_page_row_free);
  done = lumbar_database_begin (database, error) &&
         lumbar_database_end (database, read_all (&work, error), error);
  count_rows (&work);
  g_ptr_array_unref (work.tables);
  g_ptr_array_unref (work.sketches);
  g_free (work.seen);
  return done && lumbar_migrations_run (database, error);
}

#define LAST_LOG                                                                                             \
  "SELECT coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0) - (SELECT count (*) FROM audit)"

static gboolean
repair_and_log (LumbarDatabase *database, LumbarSalvage *result, GError **error)
{
  g_autofree char *detail = NULL;
  gint64 lost = 0;

  if (!lumbar_database_query_int (database, LAST_LOG, &lost, error) ||
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

  if (lumbar_record_file_is_encrypted (path))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is encrypted, and can't be read page by page. Restore a backup."), path);
      return NULL;
    }
  if (g_file_test (output, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” is there already. Choose another name."), output);
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

  g_string_append_printf (text, _("Read: patients %1$u, visits %2$u, answers %3$u, events %4$u, log rows %5$u, others %6$u"),
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

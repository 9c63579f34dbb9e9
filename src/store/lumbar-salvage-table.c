/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a record that rows are salvaged into: which fields a row has, in which order they lie in a file, and
 * whether a row found somewhere can be one of a table. */

#include "lumbar-salvage-table.h"

#include <string.h>

#include "lumbar-date.h"
#include "lumbar-statement.h"

typedef struct {
  char *name;
  gboolean is_text, is_integer;
  gboolean is_rowid; /* Stored as nothing: the number of the row */
  gboolean may_miss; /* There is a value for it where a row has none */
  gboolean may_be_null;
  gboolean is_instant;
  int key; /* Place in the key, or 0 */
} Column;

static void
column_clear (void *data)
{
  Column *self = data;

  g_free (self->name);
}

static void
table_free (void *data)
{
  LumbarSalvageTable *self = data;

  sqlite3_finalize (self->insert);
  g_array_unref (self->columns);
  g_free (self->name);
  g_free (self);
}

/* Of the others the rows are few, or look like those of an index. */
static gboolean
is_known_by_shape (const char *name)
{
  static const char *const names[] = { "acknowledgement", "addendum", "answer", "audit", "conclusion",
                                       "conclusion_cause", "encounter", "event", "event_version", "measure",
                                       "outcome", "patient", "patient_version", "practitioner", NULL };

  return g_strv_contains (names, name);
}

static void
read_column (LumbarSalvageTable *self, LumbarStatement *row)
{
  const char *name = lumbar_statement_get_text (row, 0), *type = lumbar_statement_get_text (row, 1);
  Column column = { .name = g_strdup (name) };

  column.is_text = strcmp (type, "TEXT") == 0;
  column.is_integer = strcmp (type, "INTEGER") == 0;
  column.key = (int) lumbar_statement_get_int (row, 4);
  column.is_rowid = self->has_rowid && column.key == 1 && column.is_integer;
  column.may_be_null = column.is_rowid || lumbar_statement_get_int (row, 2) == 0;
  column.may_miss = column.may_be_null || !lumbar_statement_is_null (row, 3);
  column.is_instant = strcmp (name, "at") == 0 || g_str_has_suffix (name, "_at");
  g_array_append_val (self->columns, column);
}

/* A table without rowids stores its key first. */
static gboolean
read_columns (LumbarSalvageTable *self, LumbarDatabase *database, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info (:table)"
    " ORDER BY CASE WHEN :keyed AND pk > 0 THEN pk ELSE 1000 + cid END",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":table", self->name);
  lumbar_statement_bind_int (row, ":keyed", !self->has_rowid);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    read_column (self, row);
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_salvage_table_list:
 * @database: a record
 *
 * Returns: (transfer full) (element-type LumbarSalvageTable): its tables, or %NULL with @error set; to be freed before
 *   @database is closed
 */
GPtrArray *
lumbar_salvage_table_list (LumbarDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT name, wr FROM pragma_table_list"
    " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarSalvageTable *table = g_new0 (LumbarSalvageTable, 1);

      table->name = g_strdup (lumbar_statement_get_text (row, 0));
      table->has_rowid = lumbar_statement_get_int (row, 1) == 0;
      table->is_known_by_shape = is_known_by_shape (table->name);
      table->columns = g_array_new (FALSE, FALSE, sizeof (Column));
      g_array_set_clear_func (table->columns, column_clear);
      g_ptr_array_add (tables, table);
      if (!read_columns (table, database, error))
        return NULL;
    }
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&tables) : NULL;
}

static gboolean
is_instant (const LumbarPageValue *value)
{
  g_autofree char *text = g_strndup ((const char *) value->bytes, value->size);

  return *text == '\0' || lumbar_date_time_is_valid (text);
}

static gboolean
value_fits (const Column *column, const LumbarPageValue *value)
{
  switch (value->type)
    {
    case LUMBAR_PAGE_VALUE_NULL:
      return column->may_be_null;
    case LUMBAR_PAGE_VALUE_TEXT:
      return column->is_text && (!column->is_instant || is_instant (value));
    case LUMBAR_PAGE_VALUE_INTEGER:
      return !column->is_text && !column->is_rowid;
    case LUMBAR_PAGE_VALUE_REAL:
      return !column->is_text && !column->is_integer;
    case LUMBAR_PAGE_VALUE_BLOB:
    default:
      return FALSE;
    }
}

/**
 * lumbar_salvage_table_fits:
 * @self: a table
 * @row: a row from anywhere, whole or its beginning
 *
 * Returns: whether it can be a row of this table
 */
gboolean
lumbar_salvage_table_fits (const LumbarSalvageTable *self, const LumbarPageRow *row)
{
  if (row->values->len > self->columns->len)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      const LumbarPageValue *value = lumbar_page_row_get (row, i);

      if (value != NULL ? !value_fits (column, value) : row->whole && !column->may_miss)
        return FALSE;
    }
  return TRUE;
}

/* For as many columns as the row has; those of a table grow with the versions of the schema. */
static sqlite3_stmt *
get_insert (LumbarSalvageTable *self, LumbarDatabase *database, guint n, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (self->insert != NULL && self->n_inserted == n)
    return self->insert;
  g_clear_pointer (&self->insert, sqlite3_finalize);
  g_string_append_printf (sql, "INSERT OR IGNORE INTO \"%s\" (", self->name);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", g_array_index (self->columns, Column, i).name);
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s?%u", i > 0 ? ", " : "", i + 1);
  g_string_append_c (sql, ')');
  self->n_inserted = n;
  if (sqlite3_prepare_v2 (lumbar_database_get_handle (database), sql->str, -1, &self->insert, NULL) != SQLITE_OK)
    lumbar_database_set_error (database, error);
  return self->insert;
}

static void
bind_value (sqlite3_stmt *insert, int at, const LumbarPageValue *value)
{
  switch (value->type)
    {
    case LUMBAR_PAGE_VALUE_INTEGER:
      sqlite3_bind_int64 (insert, at, value->integer);
      break;
    case LUMBAR_PAGE_VALUE_REAL:
      sqlite3_bind_double (insert, at, value->real);
      break;
    case LUMBAR_PAGE_VALUE_TEXT:
      sqlite3_bind_text (insert, at, (const char *) value->bytes, (int) value->size, SQLITE_STATIC);
      break;
    case LUMBAR_PAGE_VALUE_BLOB:
      sqlite3_bind_blob (insert, at, value->bytes, (int) value->size, SQLITE_STATIC);
      break;
    case LUMBAR_PAGE_VALUE_NULL:
    default:
      sqlite3_bind_null (insert, at);
      break;
    }
}

/* A row that the table does not take is lost; a disk that does not take it is another matter. */
static gboolean
run_insert (LumbarSalvageTable *self, LumbarDatabase *database, GError **error)
{
  sqlite3 *handle = lumbar_database_get_handle (database);
  int code = sqlite3_step (self->insert);

  if (code == SQLITE_DONE)
    self->n_read += (guint) sqlite3_changes (handle);
  else if ((code & 0xff) != SQLITE_CONSTRAINT && (code & 0xff) != SQLITE_MISMATCH)
    {
      lumbar_database_set_error (database, error);
      sqlite3_reset (self->insert);
      return FALSE;
    }
  sqlite3_reset (self->insert);
  sqlite3_clear_bindings (self->insert);
  return TRUE;
}

/**
 * lumbar_salvage_table_insert:
 * @self: a table
 * @database: the record it is in, without its guards
 * @row: a whole row that fits
 *
 * Puts the row in, unless one with its key is there or the table does not take it; @self counts those it took.
 *
 * Returns: %FALSE with @error set where nothing can be written
 */
gboolean
lumbar_salvage_table_insert (LumbarSalvageTable *self,
                             LumbarDatabase *database,
                             const LumbarPageRow *row,
                             GError **error)
{
  sqlite3_stmt *insert = get_insert (self, database, row->values->len, error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < row->values->len; i++)
    if (g_array_index (self->columns, Column, i).is_rowid)
      sqlite3_bind_int64 (insert, (int) i + 1, row->id);
    else
      bind_value (insert, (int) i + 1, lumbar_page_row_get (row, i));
  return run_insert (self, database, error);
}

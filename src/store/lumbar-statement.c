/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A prepared statement: parameters by name, rows by column, three outcomes of a step. */

#include "lumbar-statement.h"

struct _LumbarStatement {
  LumbarDatabase *database; /* Borrowed */
  const char *sql;          /* Borrowed, static */
  sqlite3_stmt *handle;
  gboolean unbound; /* A value could not be bound; nothing runs with NULL in its place */
};

/**
 * lumbar_statement_new:
 * @database: where it runs; must outlive it
 * @sql: one statement; a string constant
 *
 * Returns: (transfer full) (nullable): the statement, or %NULL with @error set
 */
LumbarStatement *
lumbar_statement_new (LumbarDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *handle = lumbar_database_take_statement (database, sql, error);
  LumbarStatement *self;

  if (handle == NULL)
    return NULL;
  self = g_new0 (LumbarStatement, 1);
  self->database = database;
  self->sql = sql;
  self->handle = handle;
  return self;
}

/**
 * lumbar_statement_free:
 * @self: (nullable): a statement
 */
void
lumbar_statement_free (LumbarStatement *self)
{
  if (self == NULL)
    return;
  lumbar_database_return_statement (self->database, self->sql, self->handle);
  g_free (self);
}

/* A name that the statement does not have is a mistake of ours, never of the input. */
static int
find_parameter (LumbarStatement *self, const char *name)
{
  int index = sqlite3_bind_parameter_index (self->handle, name);

  if (index == 0)
    g_error ("“%s” has no parameter %s", self->sql, name);
  return index;
}

/**
 * lumbar_statement_bind_text:
 * @self: (nullable): a statement
 * @name: as in ":id"
 * @text: (nullable): the text, copied; %NULL binds NULL
 *
 * Where it can't be taken, as one that is too long, running the statement fails.
 */
void
lumbar_statement_bind_text (LumbarStatement *self, const char *name, const char *text)
{
  /* After a failure SQLite's reason is left as it is. */
  if (self != NULL && !self->unbound)
    self->unbound =
      sqlite3_bind_text (self->handle, find_parameter (self, name), text, -1, SQLITE_TRANSIENT) != SQLITE_OK;
}

/**
 * lumbar_statement_bind_int:
 * @self: (nullable): a statement
 * @name: as in ":limit"
 * @number: the number
 */
void
lumbar_statement_bind_int (LumbarStatement *self, const char *name, gint64 number)
{
  if (self != NULL && !self->unbound)
    sqlite3_bind_int64 (self->handle, find_parameter (self, name), number);
}

/**
 * lumbar_statement_bind_double:
 * @self: (nullable): a statement
 * @name: as in ":value"
 * @number: the number
 */
void
lumbar_statement_bind_double (LumbarStatement *self, const char *name, double number)
{
  if (self != NULL && !self->unbound)
    sqlite3_bind_double (self->handle, find_parameter (self, name), number);
}

/**
 * lumbar_statement_step:
 * @self: (nullable): a statement
 *
 * Returns: whether there is a row, there are no more, or it failed with @error set
 */
LumbarStep
lumbar_statement_step (LumbarStatement *self, GError **error)
{
  if (self == NULL)
    return LUMBAR_STEP_ERROR;
  if (self->unbound)
    {
      lumbar_database_set_error (self->database, error);
      return LUMBAR_STEP_ERROR;
    }
  switch (sqlite3_step (self->handle))
    {
    case SQLITE_ROW:
      return LUMBAR_STEP_ROW;
    case SQLITE_DONE:
      return LUMBAR_STEP_DONE;
    default:
      lumbar_database_set_error (self->database, error);
      return LUMBAR_STEP_ERROR;
    }
}

/**
 * lumbar_statement_run:
 * @self: (nullable): a statement whose rows, if any, don't matter
 *
 * Runs it to its end and resets it, so that it can be bound and run again.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_statement_run (LumbarStatement *self, GError **error)
{
  LumbarStep step;

  while ((step = lumbar_statement_step (self, error)) == LUMBAR_STEP_ROW)
    continue;
  lumbar_statement_reset (self);
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_statement_find:
 * @self: (nullable): a statement
 * @found: (out): whether it gave any row
 *
 * Runs it as lumbar_statement_run() does.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_statement_find (LumbarStatement *self, gboolean *found, GError **error)
{
  LumbarStep step = lumbar_statement_step (self, error);

  *found = step == LUMBAR_STEP_ROW;
  /* Only from a row: a step after the last would run it again. */
  if (*found)
    return lumbar_statement_run (self, error);
  lumbar_statement_reset (self);
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_statement_reset:
 * @self: (nullable): a statement
 *
 * Makes it ready to run again; what was bound stays bound.
 */
void
lumbar_statement_reset (LumbarStatement *self)
{
  if (self != NULL)
    sqlite3_reset (self->handle);
}

/**
 * lumbar_statement_get_n_columns:
 * @self: a statement
 *
 * Returns: how many columns its rows have
 */
guint
lumbar_statement_get_n_columns (LumbarStatement *self)
{
  return (guint) sqlite3_column_count (self->handle);
}

/**
 * lumbar_statement_get_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (transfer none): the text until the next step; "" for NULL
 */
const char *
lumbar_statement_get_text (LumbarStatement *self, guint column)
{
  const char *text = (const char *) sqlite3_column_text (self->handle, (int) column);

  return text ? text : "";
}

/**
 * lumbar_statement_get_int:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the number
 */
gint64
lumbar_statement_get_int (LumbarStatement *self, guint column)
{
  return sqlite3_column_int64 (self->handle, (int) column);
}

/**
 * lumbar_statement_get_double:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the number
 */
double
lumbar_statement_get_double (LumbarStatement *self, guint column)
{
  return sqlite3_column_double (self->handle, (int) column);
}

/**
 * lumbar_statement_is_null:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: whether there is nothing
 */
gboolean
lumbar_statement_is_null (LumbarStatement *self, guint column)
{
  return sqlite3_column_type (self->handle, (int) column) == SQLITE_NULL;
}

/**
 * lumbar_statement_is_real:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: whether it is a number with a fraction
 */
gboolean
lumbar_statement_is_real (LumbarStatement *self, guint column)
{
  return sqlite3_column_type (self->handle, (int) column) == SQLITE_FLOAT;
}

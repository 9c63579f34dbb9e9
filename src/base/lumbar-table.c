/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict reader of tab-separated tables: UTF-8, one header line, no quoting. Whatever is wrong is
 * refused with the file, the row as a spreadsheet counts it, and the column. */

#include "lumbar-table.h"

#include <string.h>

#include "lumbar-error.h"

typedef struct {
  char **cells; /* Owned array of borrowed strings, one a column */
  guint number; /* as a spreadsheet counts */
  char *fault;  /* Owned; NULL where the row is well formed */
} Row;

struct _LumbarTable {
  char *name;
  char *text; /* Owned; cells point into it */
  GPtrArray *rows;
  guint n_columns;
  const char *const *columns; /* Borrowed, static */
};

static void
row_free (Row *row)
{
  g_free (row->cells);
  g_free (row->fault);
  g_free (row);
}

/* Cuts the line at *cursor off and moves on; lines end in \n. */
static char *
take_line (char **cursor)
{
  char *line = *cursor;
  char *end = strchr (line, '\n');

  if (end != NULL)
    {
      *end = '\0';
      *cursor = end + 1;
    }
  else
    *cursor = line + strlen (line);
  return line;
}

static gboolean
has_blanks (const char *cell)
{
  gsize length = strlen (cell);

  return length > 0 && (g_ascii_isspace (cell[0]) || g_ascii_isspace (cell[length - 1]));
}

/* A row that is not well formed keeps the cells it has; the others are empty. */
static void
split_row (LumbarTable *self, char *line, guint number)
{
  Row *row = g_new0 (Row, 1);
  guint n = 0;

  row->number = number;
  row->cells = g_new (char *, self->n_columns);
  g_ptr_array_add (self->rows, row);
  for (char *cell = line; cell != NULL; n++)
    {
      char *tab = strchr (cell, '\t');

      if (tab != NULL)
        *tab = '\0';
      if (n < self->n_columns)
        row->cells[n] = cell;
      if (n < self->n_columns && row->fault == NULL && has_blanks (cell))
        row->fault = g_strdup_printf ("%s, row %u, column “%s”: blanks at the start or end of the cell", self->name,
                                      number, self->columns[n]);
      cell = tab ? tab + 1 : NULL;
    }
  if (n != self->n_columns)
    {
      g_free (row->fault);
      row->fault = g_strdup_printf ("%s, row %u: %u columns where %u are needed", self->name, number, n,
                                    self->n_columns);
    }
  for (; n < self->n_columns; n++)
    row->cells[n] = (char *) "";
}

static gboolean
check_header (LumbarTable *self, char *line, GError **error)
{
  g_auto (GStrv) names = g_strsplit (line, "\t", -1);

  for (guint i = 0; i < MAX (self->n_columns, g_strv_length (names)); i++)
    {
      const char *found = i < g_strv_length (names) ? names[i] : "nothing";
      const char *wanted = i < self->n_columns ? self->columns[i] : "the end of the line";

      if (g_strcmp0 (found, wanted) == 0)
        continue;
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   "%s, row 1: column %u is “%s” where “%s” is needed", self->name, i + 1, found, wanted);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_text (const char *name, const char *data, gsize length, GError **error)
{
  const char *bad = NULL;
  guint row = 1;

  if (length > 0 && g_utf8_validate_len (data, length, &bad))
    {
      if (memchr (data, '\r', length) == NULL)
        return TRUE;
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   "%s: lines end in carriage returns; save the table with Unix line ends", name);
      return FALSE;
    }
  for (const char *p = data; bad != NULL && p < bad; p++)
    row += *p == '\n';
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s, row %u: %s", name, row,
               length == 0 ? "the file is empty" : "the text is not valid UTF-8");
  return FALSE;
}

/**
 * lumbar_table_new_tolerant:
 * @name: what to call the table in messages, usually its file name
 * @bytes: its content
 * @columns: the %NULL-terminated names that the header must have, in this order; static
 *
 * Reads a table for somebody who wants to hear of every row that is not well formed, and so asks
 * lumbar_table_check_row() about each before using it. Refuses text that isn't UTF-8 and another header.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
LumbarTable *
lumbar_table_new_tolerant (const char *name, GBytes *bytes, const char *const *columns, GError **error)
{
  g_autoptr (LumbarTable) self = g_new0 (LumbarTable, 1);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *cursor;

  self->name = g_strdup (name);
  self->columns = columns;
  self->n_columns = g_strv_length ((char **) columns);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  if (!check_text (name, data, length, error))
    return NULL;
  self->text = g_strndup (data, length);
  cursor = self->text;
  if (!check_header (self, take_line (&cursor), error))
    return NULL;
  while (*cursor != '\0')
    split_row (self, take_line (&cursor), self->rows->len + 2);
  return g_steal_pointer (&self);
}

/**
 * lumbar_table_new_from_bytes:
 * @name: what to call the table in messages, usually its file name
 * @bytes: its content
 * @columns: the %NULL-terminated names that the header must have, in this order; static
 *
 * Reads a table. Refuses text that isn't UTF-8, another header, rows with more or fewer cells and
 * cells with blanks around them.
 *
 * Returns: (transfer full): the table, or %NULL with @error set
 */
LumbarTable *
lumbar_table_new_from_bytes (const char *name, GBytes *bytes, const char *const *columns, GError **error)
{
  g_autoptr (LumbarTable) self = lumbar_table_new_tolerant (name, bytes, columns, error);

  for (guint row = 0; self != NULL && row < self->rows->len; row++)
    if (!lumbar_table_check_row (self, row, error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * lumbar_table_free:
 * @self: (nullable): a table
 *
 * Frees @self and every cell read from it.
 */
void
lumbar_table_free (LumbarTable *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->text);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/**
 * lumbar_table_get_name:
 * @self: a table
 *
 * Returns: what it is called in messages
 */
const char *
lumbar_table_get_name (LumbarTable *self)
{
  return self->name;
}

/**
 * lumbar_table_get_n_rows:
 * @self: a table
 *
 * Returns: the number of rows below the header
 */
guint
lumbar_table_get_n_rows (LumbarTable *self)
{
  return self->rows->len;
}

/**
 * lumbar_table_check_row:
 * @self: a table
 * @row: from 0
 *
 * Returns: %FALSE with @error set where the row has more or fewer cells than the header, or blanks around one
 */
gboolean
lumbar_table_check_row (LumbarTable *self, guint row, GError **error)
{
  const Row *checked = self->rows->pdata[row];

  if (checked->fault != NULL)
    lumbar_error_add (error, "%s", checked->fault);
  return checked->fault == NULL;
}

/**
 * lumbar_table_drop_row:
 * @self: a table
 * @row: from 0
 *
 * Takes a row out. Those below move up, and are still named as the spreadsheet counts them.
 */
void
lumbar_table_drop_row (LumbarTable *self, guint row)
{
  g_ptr_array_remove_index (self->rows, row);
}

/**
 * lumbar_table_get:
 * @self: a table
 * @row: from 0
 * @column: from 0, in the order given to the constructor
 *
 * Returns: the cell, never %NULL; an empty cell is ""
 */
const char *
lumbar_table_get (LumbarTable *self, guint row, guint column)
{
  return ((const Row *) self->rows->pdata[row])->cells[column];
}

/**
 * lumbar_table_get_number:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @number: (out): the number; not touched where the cell is empty
 *
 * Reads a decimal number with a point.
 *
 * Returns: %FALSE with @error set where the cell is neither empty nor a finite number
 */
gboolean
lumbar_table_get_number (LumbarTable *self, guint row, guint column, double *number, GError **error)
{
  const char *cell = lumbar_table_get (self, row, column);
  char *end = NULL;
  double read;

  if (*cell == '\0')
    return TRUE;
  read = g_ascii_strtod (cell, &end);
  if (strspn (cell, "+-.0123456789eE") != strlen (cell) || *end != '\0' || read - read != 0)
    {
      lumbar_table_set_error (self, row, column, error, "“%s” is not a number", cell);
      return FALSE;
    }
  *number = read;
  return TRUE;
}

/**
 * lumbar_table_get_flag:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @flag: (out): %TRUE for 1, %FALSE for 0 or an empty cell
 *
 * Returns: %FALSE with @error set where the cell is something else
 */
gboolean
lumbar_table_get_flag (LumbarTable *self, guint row, guint column, gboolean *flag, GError **error)
{
  const char *cell = lumbar_table_get (self, row, column);

  *flag = strcmp (cell, "1") == 0;
  if (*flag || *cell == '\0' || strcmp (cell, "0") == 0)
    return TRUE;
  lumbar_table_set_error (self, row, column, error, "“%s” where 1, 0 or nothing is needed", cell);
  return FALSE;
}

/**
 * lumbar_table_get_enum:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @words: the %NULL-terminated words that are allowed
 * @value: (out): the position of the cell's word in @words
 *
 * Returns: %FALSE with @error naming the allowed words where the cell is none of them
 */
gboolean
lumbar_table_get_enum (LumbarTable *self,
                       guint row,
                       guint column,
                       const char *const *words,
                       int *value,
                       GError **error)
{
  const char *cell = lumbar_table_get (self, row, column);
  g_autofree char *allowed = NULL;

  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], cell) == 0)
      {
        *value = i;
        return TRUE;
      }
  allowed = g_strjoinv (", ", (char **) words);
  lumbar_table_set_error (self, row, column, error, "“%s” is none of: %s", cell, allowed);
  return FALSE;
}

static guint
get_number (LumbarTable *self, guint row)
{
  return ((const Row *) self->rows->pdata[row])->number;
}

/**
 * lumbar_table_get_expression:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @scope: how names in it are found
 *
 * Returns: (transfer full): the rule in the cell; %NULL with @error set where it is none
 */
LumbarExpression *
lumbar_table_get_expression (LumbarTable *self,
                             guint row,
                             guint column,
                             const LumbarExpressionScope *scope,
                             GError **error)
{
  g_autoptr (GError) local = NULL;
  LumbarExpression *rule = lumbar_expression_parse (lumbar_table_get (self, row, column), scope, &local);

  if (rule == NULL)
    lumbar_table_set_error (self, row, column, error, "%s", local->message);
  return rule;
}

/**
 * lumbar_table_set_error:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @format: what is wrong with the cell
 *
 * Sets @error to a message that names the table, the row as a spreadsheet counts it and the column; where it
 * holds an error already, adds the message as a line of its own.
 */
void
lumbar_table_set_error (LumbarTable *self, guint row, guint column, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  lumbar_error_add (error, "%s, row %u, column “%s”: %s", self->name, get_number (self, row), self->columns[column],
                    message);
}

/**
 * lumbar_table_prefix_error:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @error: (inout) (optional): an error from reading the cell
 *
 * Puts the place in front of the message.
 */
void
lumbar_table_prefix_error (LumbarTable *self, guint row, guint column, GError **error)
{
  g_prefix_error (error, "%s, row %u, column “%s”: ", self->name, get_number (self, row), self->columns[column]);
}

/**
 * lumbar_table_add_id:
 * @self: a table whose first column is an id
 * @row: a row of it
 * @ids: the rows so far, by id
 * @id: the id of the row; must live as long as @ids
 * @value: what it stands for
 *
 * Ids are lower-case words joined by "-", so that they can stand in rules, in JSON and in a URL.
 *
 * Returns: %FALSE with @error set where it is no id, or stands twice
 */
gboolean
lumbar_table_add_id (LumbarTable *self, guint row, GHashTable *ids, const char *id, gpointer value, GError **error)
{
  if (!g_ascii_isalnum (*id) || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    {
      lumbar_table_set_error (self, row, 0, error, "“%s” is no id: lower-case words joined by “-”", id);
      return FALSE;
    }
  if (!g_hash_table_insert (ids, (gpointer) id, value))
    {
      lumbar_table_set_error (self, row, 0, error, "“%s” stands twice", id);
      return FALSE;
    }
  return TRUE;
}

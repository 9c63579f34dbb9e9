/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict reader of tab-separated tables: UTF-8, one header line, no quoting. Whatever is wrong is
 * refused with the file, the row as a spreadsheet counts it, and the column. */

#include "lumbar-table.h"

#include <string.h>

#include "lumbar-error.h"

struct _LumbarTable {
  char *name;
  char *text;       /* Owned; cells point into it */
  GPtrArray *cells; /* Owned array of borrowed strings, row by row */
  guint n_columns;
  guint n_rows;
  const char *const *columns; /* Borrowed, static */
};

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
split_row (LumbarTable *self, char *line, guint number, GError **error)
{
  guint n = 0;

  for (char *cell = line; cell != NULL; n++)
    {
      char *tab = strchr (cell, '\t');

      if (tab != NULL)
        *tab = '\0';
      if (n < self->n_columns)
        {
          gsize length = strlen (cell);

          if (length > 0 && (g_ascii_isspace (cell[0]) || g_ascii_isspace (cell[length - 1])))
            {
              g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                           "%s, row %u, column “%s”: blanks at the start or end of the cell", self->name,
                           number, self->columns[n]);
              return FALSE;
            }
          g_ptr_array_add (self->cells, cell);
        }
      cell = tab ? tab + 1 : NULL;
    }
  if (n != self->n_columns)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s, row %u: %u columns where %u are needed",
                   self->name, number, n, self->n_columns);
      return FALSE;
    }
  return TRUE;
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
  g_autoptr (LumbarTable) self = g_new0 (LumbarTable, 1);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *cursor;
  const char *bad = NULL;

  self->name = g_strdup (name);
  self->columns = columns;
  self->n_columns = g_strv_length ((char **) columns);
  self->cells = g_ptr_array_new ();

  if (length == 0 || !g_utf8_validate_len (data, length, &bad))
    {
      guint row = 1;

      for (const char *p = data; bad != NULL && p < bad; p++)
        row += *p == '\n';
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s, row %u: %s", name, row,
                   length == 0 ? "the file is empty" : "the text is not valid UTF-8");
      return NULL;
    }
  self->text = g_strndup (data, length);
  if (strchr (self->text, '\r') != NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   "%s: lines end in carriage returns; save the table with Unix line ends", name);
      return NULL;
    }

  cursor = self->text;
  if (!check_header (self, take_line (&cursor), error))
    return NULL;
  while (*cursor != '\0')
    {
      char *line = take_line (&cursor);

      if (!split_row (self, line, self->n_rows + 2, error))
        return NULL;
      self->n_rows++;
    }
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
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
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
  return self->n_rows;
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
  return self->cells->pdata[row * self->n_columns + column];
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

/**
 * lumbar_table_set_error:
 * @self: a table
 * @row: from 0
 * @column: from 0
 * @format: what is wrong with the cell
 *
 * Sets @error to a message that names the table, the row as a spreadsheet counts it and the column.
 */
void
lumbar_table_set_error (LumbarTable *self, guint row, guint column, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, message);
  lumbar_table_prefix_error (self, row, column, error);
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
  g_prefix_error (error, "%s, row %u, column “%s”: ", self->name, row + 2, self->columns[column]);
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

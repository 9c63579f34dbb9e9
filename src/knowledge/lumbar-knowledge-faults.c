/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading that goes on after a fault, so that whoever mends tables hears of all faults at once.
 *
 * A row that is wrong is noted and left out of its table; the others keep their numbers. What names such a row is
 * no fault of its own: it is excused. A fault is one line of text. */

#include "lumbar-knowledge-private.h"

#include <string.h>

#include "lumbar-text.h"

/* More options than this are better read in the table. */
#define MOST_OPTIONS_SHOWN 12

/**
 * lumbar_knowledge_excuse:
 * @self: knowledge that is loaded
 * @format: a part of a fault's text
 *
 * From now on a fault that says this is taken to follow from one that was noted.
 */
void
lumbar_knowledge_excuse (LumbarKnowledge *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->excuses, g_strdup_vprintf (format, args));
  va_end (args);
  self->incomplete = TRUE;
}

static gboolean
is_excused (LumbarKnowledge *self, const char *fault)
{
  for (guint i = 0; i < self->excuses->len; i++)
    if (strstr (fault, self->excuses->pdata[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The text between “ and ” that begins after @before, or NULL. */
static char *
take_quoted (const char *fault, const char *before)
{
  const char *start = strstr (fault, before);
  const char *end = NULL;

  if (start != NULL)
    start = strstr (start + strlen (before), "“");
  if (start != NULL)
    end = strstr (start, "”");
  return end ? g_strndup (start + strlen ("“"), (gsize) (end - start) - strlen ("“")) : NULL;
}

/* The id that is likeliest meant, or NULL; the first in the alphabet where two are as close. */
static const char *
find_close_id (GHashTable *ids, const char *id)
{
  GHashTableIter iter;
  gpointer key;
  const char *best = NULL;
  guint least = 0;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint distance;

      if (!lumbar_text_is_close (key, id))
        continue;
      distance = lumbar_text_distance (key, id);
      if (best != NULL && (distance > least || (distance == least && strcmp (key, best) > 0)))
        continue;
      best = key;
      least = distance;
    }
  return best;
}

static char *
list_options (LumbarKnowledge *self, const char *fault)
{
  g_autofree char *id = take_quoted (fault, "is not an option of ");
  const LumbarFinding *finding = lumbar_knowledge_find_finding (self, id);
  GString *list;

  if (finding == NULL || finding->options->len == 0 || finding->options->len > MOST_OPTIONS_SHOWN)
    return NULL;
  list = g_string_new ("; its options: ");
  for (guint i = 0; i < finding->options->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", lumbar_finding_get_option (finding, i)->id);
  return g_string_free (list, FALSE);
}

/* What would be right, as the end of the fault's line; NULL where that can't be told. */
static char *
find_hint (LumbarKnowledge *self, const char *fault)
{
  const struct {
    const char *words;
    GHashTable *ids;
  } kinds[] = {
    { "there is no finding ", self->findings_by_id },
    { "there is no cause ", self->causes_by_id },
    { "there is no source ", self->sources_by_id },
    { "there is no treatment ", self->treatments_by_id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = take_quoted (fault, kinds[i].words);
      const char *close = id ? find_close_id (kinds[i].ids, id) : NULL;

      if (close != NULL)
        return g_strdup_printf ("; did you mean “%s”?", close);
    }
  return strstr (fault, "is not an option of ") ? list_options (self, fault) : NULL;
}

/**
 * lumbar_knowledge_note:
 * @self: knowledge that is loaded
 * @error: (inout): what went wrong, or %NULL in it where nothing did; cleared
 *
 * Keeps every fault that @error tells of and that does not follow from another.
 */
void
lumbar_knowledge_note (LumbarKnowledge *self, GError **error)
{
  g_auto (GStrv) lines = *error ? g_strsplit ((*error)->message, "\n", -1) : NULL;

  g_clear_error (error);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (!is_excused (self, lines[i]))
      {
        g_autofree char *hint = find_hint (self, lines[i]);

        g_ptr_array_add (self->faults, g_strconcat (lines[i], hint, NULL));
      }
}

/* "findings.tsv" holds what messages call a finding. */
static char *
get_kind (const char *name)
{
  const char *end = strstr (name, "s.tsv");

  return end ? g_strndup (name, (gsize) (end - name)) : g_strdup (name);
}

/**
 * lumbar_knowledge_open_table:
 * @self: knowledge that is loaded
 * @folder: (nullable): as in lumbar_knowledge_read_file()
 * @name: a table
 * @columns: its header
 *
 * Reads a table to be gone through with lumbar_knowledge_next_row(). Where it can't be read at all that is noted,
 * and whatever names a row of it is excused.
 *
 * Returns: (transfer full) (nullable): the table
 */
LumbarTable *
lumbar_knowledge_open_table (LumbarKnowledge *self,
                             const char *folder,
                             const char *name,
                             const char *const *columns)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = lumbar_knowledge_read_file (folder, name, &error);
  LumbarTable *table = bytes ? lumbar_table_new_tolerant (name, bytes, columns, &error) : NULL;
  g_autofree char *kind = get_kind (name);

  lumbar_knowledge_note (self, &error);
  if (table == NULL)
    lumbar_knowledge_excuse (self, "there is no %s “", kind);
  return table;
}

/* Leaves out a row that made nothing. */
static void
drop_row (LumbarKnowledge *self, LumbarTable *table, guint row)
{
  g_autofree char *kind = get_kind (lumbar_table_get_name (table));

  lumbar_knowledge_excuse (self, "there is no %s “%s”", kind, lumbar_table_get (table, row, 0));
  if (strcmp (kind, "option") == 0)
    lumbar_knowledge_excuse (self, "is not an option of “%s”", lumbar_table_get (table, row, 0));
  lumbar_table_drop_row (table, row);
}

/**
 * lumbar_knowledge_next_row:
 * @self: knowledge that is loaded
 * @table: (nullable): from lumbar_knowledge_open_table()
 * @row: (inout): the row to go on with
 * @objects: (nullable): what the rows make, one each
 * @error: (inout): what went wrong with the row before; cleared
 *
 * The condition of a loop over rows: for (row = 0; lumbar_knowledge_next_row (…, &row, …, error); row++), in which
 * a row that is wrong sets @error and continues. What went wrong is noted, and a row without an object is left
 * out, so that rows and objects have the same index throughout. A row that is not well formed never gets into the
 * loop.
 *
 * Returns: whether there is such a row
 */
gboolean
lumbar_knowledge_next_row (LumbarKnowledge *self,
                           LumbarTable *table,
                           guint *row,
                           GPtrArray *objects,
                           GError **error)
{
  if (table == NULL)
    return FALSE;
  lumbar_knowledge_note (self, error);
  if (objects != NULL && objects->len < *row)
    drop_row (self, table, --*row);
  while (*row < lumbar_table_get_n_rows (table) && !lumbar_table_check_row (table, *row, error))
    {
      lumbar_knowledge_note (self, error);
      drop_row (self, table, *row);
    }
  return *row < lumbar_table_get_n_rows (table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the files of the tables, from a folder or from what is compiled in, and how rows and rules find each
 * other by id. */

#include "lumbar-knowledge-private.h"

#include <stdlib.h>
#include <string.h>

#include "lumbar-error.h"
#include "lumbar-knowledge-resources.h"

#define RESOURCE_FOLDER "/io/github/lumbar/Lumbar/knowledge"

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * lumbar_knowledge_read_file:
 * @folder: (nullable): a folder with the tables, or %NULL for what is compiled in
 * @name: a file of it
 *
 * Returns: (transfer full): its bytes, or %NULL with @error naming the path
 */
GBytes *
lumbar_knowledge_read_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder ? folder : RESOURCE_FOLDER, name, NULL);
  g_autoptr (GError) local = NULL;
  GBytes *bytes = NULL;

  if (folder == NULL)
    bytes = g_resource_lookup_data (lumbar_knowledge_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                    &local);
  else
    {
      char *text = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &text, &length, &local))
        bytes = g_bytes_new_take (text, length);
    }
  if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    lumbar_error_add (error, "%s: No such file; a folder of knowledge must be whole", path);
  else if (bytes == NULL)
    lumbar_error_add (error, "%s: %s", path, local->message);
  return bytes;
}

/**
 * lumbar_knowledge_list_files:
 *
 * Returns: (transfer full): the names of all files that make up knowledge, in alphabetical order
 */
GStrv
lumbar_knowledge_list_files (void)
{
  char **files = g_resource_enumerate_children (lumbar_knowledge_get_resource (), RESOURCE_FOLDER,
                                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  qsort (files, g_strv_length (files), sizeof *files, compare_names);
  return files;
}

/**
 * lumbar_knowledge_fingerprint:
 * @folder: (nullable): as in lumbar_knowledge_read_file()
 *
 * Returns: (transfer full) (nullable): the first eight hexadecimal digits of the SHA-256 over the name, the length
 *   and the bytes of each file, in alphabetical order; %NULL where one can't be read
 */
char *
lumbar_knowledge_fingerprint (const char *folder)
{
  g_auto (GStrv) files = lumbar_knowledge_list_files ();
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = lumbar_knowledge_read_file (folder, files[i], NULL);
      g_autofree char *head = NULL;

      if (bytes == NULL)
        return NULL;
      head = g_strdup_printf ("%s %" G_GSIZE_FORMAT "\n", files[i], g_bytes_get_size (bytes));
      g_checksum_update (sum, (const guchar *) head, (gssize) strlen (head));
      g_checksum_update (sum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }
  return g_strndup (g_checksum_get_string (sum), 8);
}

/**
 * lumbar_knowledge_find_id:
 * @ids: what is known
 * @table: a table
 * @row: a row of it
 * @column: the column that names an id
 * @what: the kind of thing it names, in words
 *
 * Returns: (nullable): what the cell names, or %NULL with @error set
 */
gpointer
lumbar_knowledge_find_id (GHashTable *ids, LumbarTable *table, guint row, guint column, const char *what, GError **error)
{
  const char *id = lumbar_table_get (table, row, column);
  gpointer value = g_hash_table_lookup (ids, id);

  if (value == NULL)
    lumbar_table_set_error (table, row, column, error, "there is no %s “%s”", what, id);
  return value;
}

/* How rules find names. */

static int
find_finding_cb (gpointer data, const char *id, LumbarExpressionKind *kind)
{
  LumbarKnowledge *self = data;
  const LumbarFinding *finding = g_hash_table_lookup (self->findings_by_id, id);

  if (finding == NULL)
    return -1;
  *kind = lumbar_finding_holds_many (finding)      ? LUMBAR_EXPRESSION_MANY_OPTIONS
          : lumbar_finding_holds_options (finding) ? LUMBAR_EXPRESSION_ONE_OPTION
          : lumbar_finding_holds_number (finding)  ? LUMBAR_EXPRESSION_NUMBER
                                                   : LUMBAR_EXPRESSION_NOTHING;
  return (int) finding->index;
}

static int
find_option_cb (gpointer data, int finding, const char *id)
{
  LumbarKnowledge *self = data;

  return lumbar_finding_find_option (self->findings->pdata[finding], id);
}

/**
 * lumbar_knowledge_get_scope:
 * @self: knowledge with its findings loaded
 *
 * Returns: how the expressions of the tables find names
 */
LumbarExpressionScope
lumbar_knowledge_get_scope (LumbarKnowledge *self)
{
  return (LumbarExpressionScope){ find_finding_cb, find_option_cb, self };
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a damaged file are found by the trees they belong to; where a page is lost that others hang on, those are
 * known by the shape of their rows. */

#include "lumbar-salvage-reader.h"

#include <string.h>

#include "lumbar-salvage-table.h"

/* Of sqlite_schema, as it is stored. */
enum {
  SCHEMA_TYPE = 0,
  SCHEMA_NAME = 1,
  SCHEMA_ROOT = 3,
  SCHEMA_N_COLUMNS = 5,
};

/* A visit that is cut off before this field says too little. */
#define VISIT_STARTED 4

/**
 * lumbar_salvage_reader_new:
 * @file: the pages of a damaged file; must outlive it
 * @database: an empty record of the same schema, without its guards; must outlive it
 *
 * Returns: (transfer full): a reader that has read nothing yet, or %NULL with @error set
 */
LumbarSalvageReader *
lumbar_salvage_reader_new (LumbarPageFile *file, LumbarDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) tables = lumbar_salvage_table_list (database, error);
  LumbarSalvageReader *self;

  if (tables == NULL)
    return NULL;
  self = g_new0 (LumbarSalvageReader, 1);
  self->file = file;
  self->database = database;
  self->tables = g_steal_pointer (&tables);
  self->sketches = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_page_row_free);
  self->seen = g_new0 (guint8, lumbar_page_file_get_n_pages (file) + 1);
  return self;
}

/**
 * lumbar_salvage_reader_free:
 * @self: (nullable): a reader
 */
void
lumbar_salvage_reader_free (LumbarSalvageReader *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->sketches);
  g_free (self->seen);
  g_free (self);
}

/**
 * lumbar_salvage_reader_has_table:
 * @self: a reader
 * @name: a table
 *
 * Returns: whether the schema of the new record has it; older ones have fewer
 */
gboolean
lumbar_salvage_reader_has_table (LumbarSalvageReader *self, const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (strcmp (((const LumbarSalvageTable *) self->tables->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
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
has_rows_of (LumbarSalvageReader *self, const LumbarSalvageTable *table, guint page)
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

/* Returns: whether all rows of a page can be rows of a table, and there is one at all */
static gboolean
page_fits (LumbarSalvageReader *self, const LumbarSalvageTable *table, guint page)
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

/* A page of one table that was written over one of another tree, and leads to pages of that table: whoever walks the
 * other tree, of @table or of an index, must leave all of them to the one they fit. */
static gboolean
is_strange (LumbarSalvageReader *self, const LumbarSalvageTable *table, guint page)
{
  if (table != NULL && page_fits (self, table, page))
    return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    if (self->tables->pdata[i] != table && page_fits (self, self->tables->pdata[i], page))
      return TRUE;
  return FALSE;
}

static void
append_children (LumbarSalvageReader *self, guint page, GArray *pages)
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
walk (LumbarSalvageReader *self, guint root, const LumbarSalvageTable *table, gboolean has_rowid)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (pages, root);
  for (guint i = 0; i < pages->len; i++)
    {
      guint page = g_array_index (pages, guint, i);
      LumbarPageKind kind = lumbar_page_file_get_kind (self->file, page);

      if (self->seen[page] || !is_of (kind, has_rowid) ||
          (table != NULL && !has_rows_of (self, table, page)) || is_strange (self, table, page))
        continue;
      self->seen[page] = TRUE;
      g_array_append_val (found, page);
      if (is_inner (kind))
        append_children (self, page, pages);
    }
  return found;
}

static void
mark_seen (LumbarSalvageReader *self, GArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    self->seen[g_array_index (pages, guint, i)] = TRUE;
}

static LumbarPageRow *
read_row (LumbarSalvageReader *self, guint page, guint cell)
{
  g_autoptr (GArray) overflow = g_array_new (FALSE, FALSE, sizeof (guint));
  LumbarPageRow *row = lumbar_page_file_read_row (self->file, page, cell, overflow);

  if (row != NULL)
    mark_seen (self, overflow);
  return row;
}

static gboolean
read_page (LumbarSalvageReader *self, LumbarSalvageTable *table, guint page, GError **error)
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
read_pages (LumbarSalvageReader *self, LumbarSalvageTable *table, GArray *pages, GError **error)
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
get_root (LumbarSalvageReader *self, const LumbarPageRow *schema)
{
  const LumbarPageValue *root = lumbar_page_row_get (schema, SCHEMA_ROOT);
  gint64 page = root != NULL && root->type == LUMBAR_PAGE_VALUE_INTEGER ? root->integer : 0;

  return page >= 2 && page <= lumbar_page_file_get_n_pages (self->file) ? (guint) page : 0;
}

static LumbarSalvageTable *
find_described (LumbarSalvageReader *self, const LumbarPageRow *schema)
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
read_schema (LumbarSalvageReader *self)
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
read_last_log (LumbarSalvageReader *self, guint root)
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
read_trees (LumbarSalvageReader *self, GError **error)
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

/* Pages that hang on one that is lost. */
static gboolean
read_strays (LumbarSalvageReader *self, GError **error)
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

/**
 * lumbar_salvage_reader_read:
 * @self: a reader
 *
 * Reads all that can be read. A page that is in no use holds what was deleted, and is left alone.
 *
 * Returns: %FALSE with @error set where the new record can't be written
 */
gboolean
lumbar_salvage_reader_read (LumbarSalvageReader *self, GError **error)
{
  g_autoptr (GArray) unused = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!read_trees (self, error))
    return FALSE;
  lumbar_page_file_list_free (self->file, unused);
  mark_seen (self, unused);
  return read_strays (self, error);
}

/**
 * lumbar_salvage_reader_count_lost:
 * @self: a reader that has read
 *
 * Returns: of how many pages nothing could be made
 */
guint
lumbar_salvage_reader_count_lost (LumbarSalvageReader *self)
{
  guint n = 0;

  for (guint page = 1; page <= lumbar_page_file_get_n_pages (self->file); page++)
    n += !self->seen[page] && !lumbar_page_file_is_blank (self->file, page) &&
         lumbar_page_file_get_kind (self->file, page) == LUMBAR_PAGE_OTHER;
  return n;
}

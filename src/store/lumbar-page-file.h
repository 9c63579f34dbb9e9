/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-error.h"
#include "lumbar-page-row.h"

G_BEGIN_DECLS

/**
 * LumbarPageFile:
 *
 * A file of SQLite that may be damaged, page by page, read without SQLite. Pages are counted from 1, as in the file.
 */
typedef struct _LumbarPageFile LumbarPageFile;

/**
 * LumbarPageKind:
 * @LUMBAR_PAGE_OTHER: none of a tree, or damaged
 * @LUMBAR_PAGE_INDEX_INNER: of an index or a table without rowids; its cells are rows, and have pages below
 * @LUMBAR_PAGE_TABLE_INNER: of a table; its cells only have pages below
 * @LUMBAR_PAGE_INDEX_LEAF: its cells are rows
 * @LUMBAR_PAGE_TABLE_LEAF: its cells are rows
 *
 * What a page is, as its first byte says.
 */
typedef enum {
  LUMBAR_PAGE_OTHER = 0,
  LUMBAR_PAGE_INDEX_INNER = 2,
  LUMBAR_PAGE_TABLE_INNER = 5,
  LUMBAR_PAGE_INDEX_LEAF = 10,
  LUMBAR_PAGE_TABLE_LEAF = 13,
} LumbarPageKind;

LumbarPageFile *lumbar_page_file_new (const char *path, GError **error);
void lumbar_page_file_free (LumbarPageFile *self);
guint lumbar_page_file_get_n_pages (LumbarPageFile *self);
guint lumbar_page_file_get_version (LumbarPageFile *self);
gboolean lumbar_page_file_is_blank (LumbarPageFile *self, guint page);
LumbarPageKind lumbar_page_file_get_kind (LumbarPageFile *self, guint page);
guint lumbar_page_file_get_n_cells (LumbarPageFile *self, guint page);
guint lumbar_page_file_get_child (LumbarPageFile *self, guint page, guint cell);
LumbarPageRow *lumbar_page_file_read_row (LumbarPageFile *self, guint page, guint cell, GArray *overflow);
void lumbar_page_file_list_free (LumbarPageFile *self, GArray *pages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarPageFile, lumbar_page_file_free)

G_END_DECLS

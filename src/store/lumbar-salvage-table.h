/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-page-row.h"

G_BEGIN_DECLS

/**
 * LumbarSalvageTable:
 * @name: what it is called
 * @has_rowid: whether its rows are found by a number, and lie in the leaves of a tree of tables
 * @is_known_by_shape: whether a row tells by its fields alone that it is one of these
 * @n_read: how many rows were put into it
 *
 * One table of the new record, as the rows of the old one are put into it.
 */
typedef struct {
  char *name;
  gboolean has_rowid;
  gboolean is_known_by_shape;
  guint n_read;

  /*< private >*/
  GArray *columns;      /* Of Column, in the order they are stored */
  sqlite3_stmt *insert; /* (nullable) */
  guint n_inserted;     /* Columns that it takes */
} LumbarSalvageTable;

GPtrArray *lumbar_salvage_table_list (LumbarDatabase *database, GError **error);
gboolean lumbar_salvage_table_fits (const LumbarSalvageTable *self, const LumbarPageRow *row);
gboolean lumbar_salvage_table_insert (LumbarSalvageTable *self,
                                      LumbarDatabase *database,
                                      const LumbarPageRow *row,
                                      GError **error);

G_END_DECLS

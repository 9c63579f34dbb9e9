/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-page-file.h"

G_BEGIN_DECLS

/**
 * LumbarSalvageReader:
 * @tables: (element-type LumbarSalvageTable): the tables of the new record, each knowing how many rows it got
 * @sketches: (element-type LumbarPageRow): the beginnings of visits that are cut off
 * @last_log: the last number that the log of the damaged file gave; 0 where it is lost
 *
 * Goes through the pages of a damaged file and puts each row it finds into a new record.
 */
typedef struct {
  GPtrArray *tables;
  GPtrArray *sketches;
  gint64 last_log;

  /*< private >*/
  LumbarPageFile *file;     /* Borrowed */
  LumbarDatabase *database; /* Borrowed */
  guint8 *seen;             /* By page: whether it is accounted for */
} LumbarSalvageReader;

LumbarSalvageReader *lumbar_salvage_reader_new (LumbarPageFile *file, LumbarDatabase *database, GError **error);
void lumbar_salvage_reader_free (LumbarSalvageReader *self);
gboolean lumbar_salvage_reader_has_table (LumbarSalvageReader *self, const char *name);
gboolean lumbar_salvage_reader_read (LumbarSalvageReader *self, GError **error);
guint lumbar_salvage_reader_count_lost (LumbarSalvageReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarSalvageReader, lumbar_salvage_reader_free)

G_END_DECLS

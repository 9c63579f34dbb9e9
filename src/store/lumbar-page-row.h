/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarPageValueType:
 * @LUMBAR_PAGE_VALUE_NULL: nothing
 * @LUMBAR_PAGE_VALUE_INTEGER: a whole number
 * @LUMBAR_PAGE_VALUE_REAL: a number
 * @LUMBAR_PAGE_VALUE_TEXT: UTF-8
 * @LUMBAR_PAGE_VALUE_BLOB: bytes
 *
 * What SQLite stores in one field.
 */
typedef enum {
  LUMBAR_PAGE_VALUE_NULL,
  LUMBAR_PAGE_VALUE_INTEGER,
  LUMBAR_PAGE_VALUE_REAL,
  LUMBAR_PAGE_VALUE_TEXT,
  LUMBAR_PAGE_VALUE_BLOB,
} LumbarPageValueType;

/**
 * LumbarPageValue:
 * @type: of what kind
 * @integer: where it is a whole number
 * @real: where it is a number
 * @bytes: where it is a text or bytes; within the row
 * @size: of @bytes
 *
 * One field of a row, as it lies in the file.
 */
typedef struct {
  LumbarPageValueType type;
  gint64 integer;
  double real;
  const guint8 *bytes;
  gsize size;
} LumbarPageValue;

/**
 * LumbarPageRow:
 * @id: its rowid, 0 in a table without
 * @payload: the bytes of its fields
 * @values: (element-type LumbarPageValue): its fields, in the order they are stored
 * @whole: whether all of them were read; otherwise those at its end are missing
 *
 * One row, read from the pages of a file.
 */
typedef struct {
  gint64 id;
  GByteArray *payload;
  GArray *values;
  gboolean whole;
} LumbarPageRow;

LumbarPageRow *lumbar_page_row_new (gint64 id, GByteArray *payload, gsize wanted);
void lumbar_page_row_free (LumbarPageRow *self);
const LumbarPageValue *lumbar_page_row_get (const LumbarPageRow *self, guint column);
guint64 lumbar_page_row_read_varint (const guint8 **at, const guint8 *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarPageRow, lumbar_page_row_free)

G_END_DECLS

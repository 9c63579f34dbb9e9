/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row as it lies in a file of SQLite; https://www.sqlite.org/fileformat2.html#record_format. Whatever the bytes say
 * is checked before it is used: they come from a file that is damaged. */

#include "lumbar-page-row.h"

#include <string.h>

/* More than any table of ours has. */
#define MOST_COLUMNS 100

/**
 * lumbar_page_row_read_varint:
 * @at: (inout): where it begins, and after it
 * @end: where the bytes end
 *
 * Reads a number of one to nine bytes. Where it is cut off, *@at is @end and the number worth nothing.
 *
 * Returns: the number
 */
guint64
lumbar_page_row_read_varint (const guint8 **at, const guint8 *end)
{
  guint64 number = 0;

  for (guint i = 0; i < 8 && *at < end; i++)
    {
      guint8 byte = *(*at)++;

      number = number << 7 | (byte & 0x7f);
      if (byte < 0x80)
        return number;
    }
  return *at < end ? number << 8 | *(*at)++ : number;
}

static gint64
read_integer (const guint8 *bytes, gsize size)
{
  guint64 number = bytes[0] >= 0x80 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < size; i++)
    number = number << 8 | bytes[i];
  return (gint64) number;
}

static double
read_real (const guint8 *bytes)
{
  guint64 bits = (guint64) read_integer (bytes, 8);
  double real;

  memcpy (&real, &bits, sizeof real);
  return real;
}

static gsize
get_size (guint64 serial_type)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };

  return serial_type < G_N_ELEMENTS (sizes) ? sizes[serial_type] : (gsize) ((serial_type - 12) / 2);
}

static void
set_number (LumbarPageValue *value, guint64 serial_type)
{
  value->type = LUMBAR_PAGE_VALUE_INTEGER;
  if (serial_type == 7)
    {
      value->type = LUMBAR_PAGE_VALUE_REAL;
      value->real = read_real (value->bytes);
    }
  else if (serial_type >= 8)
    value->integer = (gint64) serial_type - 8;
  else
    value->integer = read_integer (value->bytes, value->size);
}

/* Returns: whether these bytes can be such a value */
static gboolean
set_value (LumbarPageValue *value, guint64 serial_type)
{
  if (serial_type == 10 || serial_type == 11)
    return FALSE;
  if (serial_type == 0)
    value->type = LUMBAR_PAGE_VALUE_NULL;
  else if (serial_type < 10)
    set_number (value, serial_type);
  else if (serial_type % 2 == 0)
    value->type = LUMBAR_PAGE_VALUE_BLOB;
  else
    {
      value->type = LUMBAR_PAGE_VALUE_TEXT;
      return g_utf8_validate_len ((const char *) value->bytes, value->size, NULL);
    }
  return TRUE;
}

/* Fills the values; those that are cut off are left out. Returns: whether it can be a row at all */
static gboolean
read_values (LumbarPageRow *self)
{
  const guint8 *start = self->payload->data, *end = start + self->payload->len, *at = start, *body;
  guint64 header = lumbar_page_row_read_varint (&at, end);

  if (header < 2 || header > (guint64) (end - start))
    return FALSE;
  body = start + header;
  while (at < start + header)
    {
      guint64 serial_type = lumbar_page_row_read_varint (&at, start + header);
      LumbarPageValue value = { .bytes = body, .size = get_size (serial_type) };

      if (self->values->len >= MOST_COLUMNS)
        return FALSE;
      if (value.size > (gsize) (end - body))
        return !self->whole && self->values->len > 0;
      /* What comes before a text that is none may be right. */
      if (!set_value (&value, serial_type))
        {
          self->whole = FALSE;
          return self->values->len > 0;
        }
      g_array_append_val (self->values, value);
      body += value.size;
    }
  return body == end;
}

/**
 * lumbar_page_row_new:
 * @id: its rowid, or 0
 * @payload: (transfer full): what was read of its bytes
 * @wanted: how many there should be
 *
 * Returns: (transfer full) (nullable): the row, %NULL where the bytes are none
 */
LumbarPageRow *
lumbar_page_row_new (gint64 id, GByteArray *payload, gsize wanted)
{
  LumbarPageRow *self = g_new0 (LumbarPageRow, 1);

  self->id = id;
  self->payload = payload;
  self->whole = payload->len == wanted;
  self->values = g_array_new (FALSE, FALSE, sizeof (LumbarPageValue));
  if (!read_values (self))
    g_clear_pointer (&self, lumbar_page_row_free);
  return self;
}

/**
 * lumbar_page_row_free:
 * @self: (nullable): a row
 */
void
lumbar_page_row_free (LumbarPageRow *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->payload);
  g_array_unref (self->values);
  g_free (self);
}

/**
 * lumbar_page_row_get:
 * @self: a row
 * @column: which of its fields
 *
 * Returns: (transfer none) (nullable): the field; %NULL where it has fewer
 */
const LumbarPageValue *
lumbar_page_row_get (const LumbarPageRow *self, guint column)
{
  return column < self->values->len ? &g_array_index (self->values, LumbarPageValue, column) : NULL;
}

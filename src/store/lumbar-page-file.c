/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a file of SQLite, read as https://www.sqlite.org/fileformat2.html says they lie there. Nothing in them is
 * believed: each number is checked against the page or the file before it is followed. */

#include "lumbar-page-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "lumbar-record-file.h"

#define HEADER_SIZE 100
#define HEADER_MAGIC "SQLite format 3"
#define HEADER_PAGE_SIZE 16
#define HEADER_RESERVED 20
#define HEADER_FREE_TRUNK 32
#define HEADER_VERSION 60

#define USUAL_PAGE_SIZE 4096
#define MOST_RESERVED 255
/* What a disk reads at once; a part that it does not give is taken for zeros. */
#define SECTOR 512

struct _LumbarPageFile {
  guint8 *bytes;
  gsize size;
  guint page_size;
  guint usable; /* Bytes of a page that SQLite itself uses */
  guint n_pages;
  guint version;
};

static guint
get_16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static guint32
get_32 (const guint8 *bytes)
{
  return (guint32) get_16 (bytes) << 16 | get_16 (bytes + 2);
}

static gboolean
read_part (int file, guint8 *bytes, gsize size, goffset offset)
{
  while (size > 0)
    {
      gssize n = pread (file, bytes, size, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
      offset += n;
    }
  return TRUE;
}

/* A disk that fails in one place is read around it. */
static void
read_around (LumbarPageFile *self, int file)
{
  gsize step = 1024 * 1024;

  for (gsize at = 0; at < self->size; at += step)
    {
      gsize n = MIN (step, self->size - at);

      if (read_part (file, self->bytes + at, n, (goffset) at))
        continue;
      memset (self->bytes + at, 0, n);
      for (gsize part = at; part < at + n; part += SECTOR)
        if (!read_part (file, self->bytes + part, MIN (SECTOR, at + n - part), (goffset) part))
          memset (self->bytes + part, 0, MIN (SECTOR, at + n - part));
    }
}

static void
read_header (LumbarPageFile *self)
{
  guint page_size = self->size >= HEADER_SIZE ? get_16 (self->bytes + HEADER_PAGE_SIZE) : 0;
  gboolean good = self->size >= HEADER_SIZE && memcmp (self->bytes, HEADER_MAGIC, sizeof HEADER_MAGIC) == 0;

  if (page_size == 1)
    page_size = 65536;
  if (!good || page_size < 512 || (page_size & (page_size - 1)) != 0)
    page_size = USUAL_PAGE_SIZE;
  self->page_size = page_size;
  self->usable = page_size - (good ? self->bytes[HEADER_RESERVED] : 0);
  self->n_pages = (guint) MIN (self->size / page_size, G_MAXINT32);
  self->version = good ? get_32 (self->bytes + HEADER_VERSION) : 0;
}

/**
 * lumbar_page_file_new:
 * @path: a file
 *
 * Reads it into memory, as far as the disk gives it.
 *
 * Returns: (transfer full): its pages, or %NULL with @error set where there is nothing to read
 */
LumbarPageFile *
lumbar_page_file_new (const char *path, GError **error)
{
  g_autoptr (LumbarPageFile) self = g_new0 (LumbarPageFile, 1);
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  goffset end = file < 0 ? -1 : lseek (file, 0, SEEK_END);

  if (end >= 0)
    {
      self->size = (gsize) end;
      self->bytes = g_try_malloc0 (MAX (self->size, 1));
    }
  if (self->bytes == NULL)
    lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, file < 0 || end < 0 ? errno : ENOMEM, path);
  else
    read_around (self, file);
  if (file >= 0)
    close (file);
  if (self->bytes == NULL)
    return NULL;
  read_header (self);
  if (self->n_pages > 0)
    return g_steal_pointer (&self);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD, _("There is nothing in “%s” that could be read."), path);
  return NULL;
}

/**
 * lumbar_page_file_free:
 * @self: (nullable): pages
 */
void
lumbar_page_file_free (LumbarPageFile *self)
{
  if (self == NULL)
    return;
  g_free (self->bytes);
  g_free (self);
}

/**
 * lumbar_page_file_get_n_pages:
 * @self: pages
 *
 * Returns: how many there are
 */
guint
lumbar_page_file_get_n_pages (LumbarPageFile *self)
{
  return self->n_pages;
}

/**
 * lumbar_page_file_get_version:
 * @self: pages
 *
 * Returns: the user version of the file; 0 where its header is damaged
 */
guint
lumbar_page_file_get_version (LumbarPageFile *self)
{
  return self->version;
}

static const guint8 *
get_page (LumbarPageFile *self, guint page)
{
  return self->bytes + (gsize) (page - 1) * self->page_size;
}

static gboolean
has_page (LumbarPageFile *self, guint page)
{
  return page >= 1 && page <= self->n_pages;
}

/* The header of a tree; on the first page that of the file comes before it. */
static const guint8 *
get_tree (LumbarPageFile *self, guint page)
{
  return get_page (self, page) + (page == 1 ? HEADER_SIZE : 0);
}

/**
 * lumbar_page_file_is_blank:
 * @self: pages
 * @page: a page
 *
 * Returns: whether it holds nothing but zeros
 */
gboolean
lumbar_page_file_is_blank (LumbarPageFile *self, guint page)
{
  const guint8 *bytes = get_page (self, page);

  return bytes[0] == 0 && memcmp (bytes, bytes + 1, self->page_size - 1) == 0;
}

static guint
get_tree_size (LumbarPageKind kind)
{
  return kind == LUMBAR_PAGE_INDEX_INNER || kind == LUMBAR_PAGE_TABLE_INNER ? 12 : 8;
}

/**
 * lumbar_page_file_get_kind:
 * @self: pages
 * @page: a number; there need be no such page
 *
 * Returns: what the page is; %LUMBAR_PAGE_OTHER where its own header can't be right
 */
LumbarPageKind
lumbar_page_file_get_kind (LumbarPageFile *self, guint page)
{
  const guint8 *tree;
  guint first, n_cells;

  if (!has_page (self, page))
    return LUMBAR_PAGE_OTHER;
  tree = get_tree (self, page);
  switch (tree[0])
    {
    case LUMBAR_PAGE_INDEX_INNER:
    case LUMBAR_PAGE_TABLE_INNER:
    case LUMBAR_PAGE_INDEX_LEAF:
    case LUMBAR_PAGE_TABLE_LEAF:
      break;
    default:
      return LUMBAR_PAGE_OTHER;
    }
  n_cells = get_16 (tree + 3);
  first = (guint) (tree - get_page (self, page)) + get_tree_size (tree[0]);
  return first + 2 * n_cells <= self->usable ? tree[0] : LUMBAR_PAGE_OTHER;
}

/**
 * lumbar_page_file_get_n_cells:
 * @self: pages
 * @page: a page of a tree
 *
 * Returns: how many cells it has
 */
guint
lumbar_page_file_get_n_cells (LumbarPageFile *self, guint page)
{
  return get_16 (get_tree (self, page) + 3);
}

/* Returns: (nullable): where a cell begins */
static const guint8 *
get_cell (LumbarPageFile *self, guint page, guint cell)
{
  const guint8 *tree = get_tree (self, page);
  guint first = (guint) (tree - get_page (self, page)) + get_tree_size (tree[0]);
  guint offset = get_16 (tree + get_tree_size (tree[0]) + 2 * cell);

  return offset >= first + 2 * get_16 (tree + 3) && offset + 4 <= self->usable ? get_page (self, page) + offset : NULL;
}

/**
 * lumbar_page_file_get_child:
 * @self: pages
 * @page: an inner page
 * @cell: one of its cells; their number for the last page below
 *
 * Returns: the page below that cell; 0 where there can be none
 */
guint
lumbar_page_file_get_child (LumbarPageFile *self, guint page, guint cell)
{
  gboolean last = cell == lumbar_page_file_get_n_cells (self, page);
  const guint8 *at = last ? get_tree (self, page) + 8 : get_cell (self, page, cell);
  guint child = at != NULL ? get_32 (at) : 0;

  return has_page (self, child) ? child : 0;
}

/* How much of a payload lies in the cell itself. */
static gsize
get_local_size (LumbarPageFile *self, LumbarPageKind kind, guint64 size)
{
  guint64 usable = self->usable;
  guint64 most = kind == LUMBAR_PAGE_TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  guint64 least = (usable - 12) * 32 / 255 - 23, local;

  if (size <= most)
    return size;
  local = least + (size - least) % (usable - 4);
  return local <= most ? local : least;
}

/* The rest of a payload, as far as its pages are what they should be: the last one has none after it. */
static void
read_overflow (LumbarPageFile *self, guint page, GByteArray *payload, gsize size, GArray *pages)
{
  while (payload->len < size && has_page (self, page))
    {
      const guint8 *bytes = get_page (self, page);
      guint32 next = get_32 (bytes);
      gsize n = MIN (size - payload->len, self->usable - 4);
      gboolean last = payload->len + n == size;

      if (last ? next != 0 : !has_page (self, next))
        return;
      g_array_append_val (pages, page);
      g_byte_array_append (payload, bytes + 4, (guint) n);
      page = next;
    }
}

/**
 * lumbar_page_file_read_row:
 * @self: pages
 * @page: a page whose cells are rows
 * @cell: one of them
 * @overflow: (element-type guint): where the pages that the row goes on in are added
 *
 * Returns: (transfer full) (nullable): the row; %NULL where the cell can be none
 */
LumbarPageRow *
lumbar_page_file_read_row (LumbarPageFile *self, guint page, guint cell, GArray *overflow)
{
  LumbarPageKind kind = lumbar_page_file_get_kind (self, page);
  const guint8 *at = get_cell (self, page, cell), *end = get_page (self, page) + self->usable;
  GByteArray *payload;
  guint64 size;
  gsize local;
  gint64 id = 0;

  if (at == NULL)
    return NULL;
  if (kind == LUMBAR_PAGE_INDEX_INNER)
    at += 4;
  size = lumbar_page_row_read_varint (&at, end);
  if (kind == LUMBAR_PAGE_TABLE_LEAF)
    id = (gint64) lumbar_page_row_read_varint (&at, end);
  local = get_local_size (self, kind, size);
  if (size == 0 || size > self->size || at + local + (local < size ? 4 : 0) > end)
    return NULL;
  payload = g_byte_array_append (g_byte_array_new (), at, (guint) local);
  if (local < size)
    read_overflow (self, get_32 (at + local), payload, size, overflow);
  return lumbar_page_row_new (id, payload, size);
}

/**
 * lumbar_page_file_list_free:
 * @self: pages
 * @pages: (element-type guint): where the pages that are in no use are added, as the file says
 */
void
lumbar_page_file_list_free (LumbarPageFile *self, GArray *pages)
{
  guint trunk = self->version != 0 ? get_32 (self->bytes + HEADER_FREE_TRUNK) : 0;

  for (guint i = 0; i < self->n_pages && has_page (self, trunk); i++)
    {
      const guint8 *bytes = get_page (self, trunk);
      guint n = MIN (get_32 (bytes + 4), self->usable / 4 - 2);

      g_array_append_val (pages, trunk);
      for (guint leaf = 0; leaf < n; leaf++)
        {
          guint page = get_32 (bytes + 8 + 4 * leaf);

          if (has_page (self, page))
            g_array_append_val (pages, page);
        }
      trunk = get_32 (bytes);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the picture of a letterhead. A PNG of a few bytes can claim to be as large as the memory, so its size is
 * looked at before it is unpacked. */

#include "lumbar-letterhead-logo.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_BYTES (2 * 1024 * 1024)
#define MOST_PIXELS 2000

/* A PNG begins with its signature and the chunk that has its width and height. */
#define HEAD 24

typedef struct {
  const guint8 *data;
  gsize left;
} Reading;

static cairo_status_t
read_cb (void *closure, unsigned char *data, unsigned int length)
{
  Reading *reading = closure;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reading->data, length);
  reading->data += length;
  reading->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
read_number (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

/* What is wrong before it is unpacked; NULL where nothing is. */
static char *
check_head (const char *path, const guint8 *data, gsize size)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  guint32 width, height;

  if (size < HEAD || memcmp (data, signature, sizeof signature) != 0)
    return g_strdup_printf (_("“%s” is no PNG picture. Save the logo as PNG."), path);
  width = read_number (data + 16);
  height = read_number (data + 20);
  if (width == 0 || height == 0 || width > MOST_PIXELS || height > MOST_PIXELS)
    return g_strdup_printf (_("“%s” is %u by %u pixels. Make it %d by %d at most."), path, width, height, MOST_PIXELS,
                            MOST_PIXELS);
  return NULL;
}

static GBytes *
read_bytes (const char *path, char **wrong)
{
  g_autoptr (GError) cause = NULL;
  GStatBuf status;
  char *data;
  gsize size;

  if (g_stat (path, &status) != 0)
    {
      *wrong = g_strdup_printf (_("“%s” can’t be read: %s. Name a PNG file that is there, or take the line out."), path,
                                g_strerror (errno));
      return NULL;
    }
  if (!S_ISREG (status.st_mode) || status.st_size > MOST_BYTES)
    {
      *wrong = g_strdup_printf (_("“%s” is no file of 2 MiB or less. Make the picture smaller."), path);
      return NULL;
    }
  if (g_file_get_contents (path, &data, &size, &cause))
    return g_bytes_new_take (data, size);
  *wrong = g_strdup_printf (_("“%s” can’t be read: %s. Name a PNG file that is there, or take the line out."), path,
                            cause->message);
  return NULL;
}

/**
 * lumbar_letterhead_logo_read:
 * @path: a PNG file
 * @logo: (out) (transfer full): the picture
 * @wrong: (out) (transfer full): what is wrong with it and what to do, where it can't be used
 *
 * Returns: (transfer full) (nullable): the file, whole; %NULL where it can't be used
 */
GBytes *
lumbar_letterhead_logo_read (const char *path, cairo_surface_t **logo, char **wrong)
{
  g_autoptr (GBytes) bytes = read_bytes (path, wrong);
  Reading reading;

  if (bytes == NULL)
    return NULL;
  reading.data = g_bytes_get_data (bytes, &reading.left);
  *wrong = check_head (path, reading.data, reading.left);
  if (*wrong != NULL)
    return NULL;
  *logo = cairo_image_surface_create_from_png_stream (read_cb, &reading);
  if (cairo_surface_status (*logo) == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&bytes);
  g_clear_pointer (logo, cairo_surface_destroy);
  *wrong = g_strdup_printf (_("“%s” is a damaged PNG picture. Save the logo anew."), path);
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first half of a simulated power cut: one run of the program is noted call by call (shim-vfs.c tells them).
 * What may be left of it is made up in power-world.c, which says what is modelled. */

#include "power-vfs-private.h"

#include <string.h>

static void
entry_free (gpointer data)
{
  PowerEntry *self = data;

  g_free (self->path);
  g_free (self->to);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

/* Below the folder; NULL for what lies elsewhere and for shared memory. */
static char *
make_relative (PowerLog *self, const char *path)
{
  gsize n = strlen (self->folder);

  if (path == NULL || !g_str_has_prefix (path, self->folder) || g_str_has_suffix (path, "-shm"))
    return NULL;
  return g_strdup (path[n] == '/' ? path + n + 1 : path + n);
}

static void
note (const ShimEvent *event, gpointer data)
{
  PowerLog *self = data;
  g_autofree char *path = make_relative (self, event->path);
  PowerEntry *entry;

  if (path == NULL || (event->call == SHIM_OPEN && !event->created) || event->call == SHIM_READ)
    return;
  entry = g_new0 (PowerEntry, 1);
  entry->call = event->call;
  entry->path = g_steal_pointer (&path);
  entry->to = make_relative (self, event->to);
  entry->data = event->data ? g_bytes_new (event->data, (gsize) event->length) : NULL;
  entry->offset = event->offset;
  entry->length = event->length;
  entry->created = event->created;
  g_ptr_array_add (self->entries, entry);
}

static void
read_first (PowerLog *self, const char *below)
{
  g_autofree char *folder = g_build_filename (self->folder, below, NULL);
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (listing);
  while ((name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = *below ? g_build_filename (below, name, NULL) : g_strdup (name);
      g_autofree char *whole = g_build_filename (folder, name, NULL);
      char *content;
      gsize n;

      if (g_file_test (whole, G_FILE_TEST_IS_DIR))
        {
          g_hash_table_insert (self->first, g_strdup (path), NULL);
          read_first (self, path);
          continue;
        }
      g_assert_true (g_file_get_contents (whole, &content, &n, NULL));
      g_hash_table_insert (self->first, g_steal_pointer (&path), g_bytes_new_take (content, n));
    }
}

static void
free_bytes (gpointer bytes)
{
  if (bytes != NULL)
    g_bytes_unref (bytes);
}

/**
 * power_log_new:
 * @folder: a folder; the files in it are taken to be on disk
 */
PowerLog *
power_log_new (const char *folder)
{
  PowerLog *self = g_new0 (PowerLog, 1);

  self->folder = g_strdup (folder);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_bytes);
  read_first (self, "");
  return self;
}

void
power_log_free (PowerLog *self)
{
  g_free (self->folder);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->first);
  g_free (self);
}

/**
 * power_log_start:
 *
 * Notes from now on, until shim_observe() is called again.
 */
void
power_log_start (PowerLog *self)
{
  shim_observe (&(ShimObserver){ .after = note, .data = self });
}

guint
power_log_get_length (PowerLog *self)
{
  return self->entries->len;
}

/**
 * power_log_describe:
 *
 * Returns: (transfer full): the call before which the power is cut at @step
 */
char *
power_log_describe (PowerLog *self, guint step)
{
  const PowerEntry *entry;

  if (step >= self->entries->len)
    return g_strdup ("the end");
  entry = self->entries->pdata[step];
  return g_strdup_printf ("%s %s %" G_GINT64_FORMAT "+%" G_GINT64_FORMAT, shim_call_get_name (entry->call), entry->path,
                          entry->offset, entry->length);
}

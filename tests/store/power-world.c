/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A power cut, simulated. For any moment of a run that was noted call by call (power-vfs.c), what may have been left
 * on the disk is made up and written into an empty folder.
 *
 * Modelled:
 *  - A file's content is safe only after a sync of that file, a name only after a sync of its folder. A synced
 *    file whose name was not synced is lost.
 *  - What was written since and not synced is, by the seed: lost; kept; kept or lost write by write; or torn: each
 *    sector of 512 bytes shows the content of any moment since the last sync, independently of the others, so that
 *    writes are cut and reordered. Sizes are those of any moment since the last sync; bytes that were never written
 *    read as zeros.
 *  - Names that were made, moved or removed and not synced are, by the seed: as before; as after; as after some
 *    of the first ones; or each by itself. A rename is one step.
 *
 * Not modelled: a disk that lies about syncs, garbage in sectors, a sector half written, the shared memory file of
 * the write-ahead log (SQLite makes it anew when it is the first to open the record), modes and owners. */

#include "power-vfs-private.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTOR 512

/* A file or a folder, whatever it is called. */
typedef struct {
  gatomicrefcount references;
  gboolean folder;
  GByteArray *content; /* Safe */
  GPtrArray *pending;  /* PowerEntry *: writes and truncations since the last sync */
} Node;

/* A change of the names of one folder. */
typedef struct {
  char *folder;
  char *gone; /* Nullable */
  char *made; /* Nullable */
  Node *node;
} Naming;

struct _PowerWorld {
  PowerLog *log;
  guint step;
  GHashTable *names;  /* path -> Node, as the program sees them */
  GHashTable *safe;   /* path -> Node, as they are on disk */
  GPtrArray *pending; /* Naming */
};

static Node *
node_new (gboolean folder)
{
  Node *self = g_new0 (Node, 1);

  g_atomic_ref_count_init (&self->references);
  self->folder = folder;
  self->content = g_byte_array_new ();
  self->pending = g_ptr_array_new ();
  return self;
}

static Node *
node_ref (Node *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static void
node_unref (gpointer data)
{
  Node *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_byte_array_unref (self->content);
  g_ptr_array_unref (self->pending);
  g_free (self);
}

static void
naming_free (gpointer data)
{
  Naming *self = data;

  g_free (self->folder);
  g_free (self->gone);
  g_free (self->made);
  g_clear_pointer (&self->node, node_unref);
  g_free (self);
}

static GHashTable *
names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_unref);
}

static GHashTable *
names_copy (GHashTable *names)
{
  GHashTable *copy = names_new ();
  GHashTableIter iter;
  gpointer path, node;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &path, &node))
    g_hash_table_insert (copy, g_strdup (path), node_ref (node));
  return copy;
}

/**
 * power_world_new:
 * @log: borrowed
 *
 * Returns: (transfer full): the world before the first step
 */
PowerWorld *
power_world_new (PowerLog *log)
{
  PowerWorld *self = g_new0 (PowerWorld, 1);
  GHashTableIter iter;
  gpointer path, bytes;

  self->log = log;
  self->safe = names_new ();
  self->pending = g_ptr_array_new_with_free_func (naming_free);
  g_hash_table_iter_init (&iter, log->first);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    {
      Node *node = node_new (bytes == NULL);

      if (bytes != NULL)
        g_byte_array_append (node->content, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
      g_hash_table_insert (self->safe, g_strdup (path), node);
    }
  self->names = names_copy (self->safe);
  return self;
}

void
power_world_free (PowerWorld *self)
{
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->safe);
  g_ptr_array_unref (self->pending);
  g_free (self);
}

guint
power_world_get_step (PowerWorld *self)
{
  return self->step;
}

/* What a size change or a write does to a file's content. */
static void
apply (GByteArray *content, const PowerEntry *entry)
{
  gsize end, before = content->len;

  if (entry->call == SHIM_TRUNCATE)
    end = (gsize) entry->length;
  else
    end = MAX (before, (gsize) (entry->offset + entry->length));
  g_byte_array_set_size (content, (guint) end);
  if (end > before)
    memset (content->data + before, 0, end - before);
  if (entry->call == SHIM_WRITE)
    memcpy (content->data + entry->offset, g_bytes_get_data (entry->data, NULL), (gsize) entry->length);
}

static void
apply_naming (GHashTable *names, const Naming *naming)
{
  if (naming->gone != NULL)
    g_hash_table_remove (names, naming->gone);
  if (naming->made != NULL)
    g_hash_table_replace (names, g_strdup (naming->made), node_ref (naming->node));
}

static void
add_naming (PowerWorld *self, const char *gone, const char *made, Node *node)
{
  Naming *naming = g_new0 (Naming, 1);

  naming->folder = g_path_get_dirname (made ? made : gone);
  naming->gone = g_strdup (gone);
  naming->made = g_strdup (made);
  naming->node = node ? node_ref (node) : NULL;
  apply_naming (self->names, naming);
  g_ptr_array_add (self->pending, naming);
}

static void
make_named (PowerWorld *self, const char *path, gboolean folder)
{
  Node *node = node_new (folder);

  add_naming (self, NULL, path, node);
  node_unref (node);
}

static Node *
find (PowerWorld *self, const char *path)
{
  Node *node = g_hash_table_lookup (self->names, path);

  if (node == NULL)
    g_error ("nobody made “%s”", path);
  return node;
}

static void
sync_node (Node *node)
{
  for (guint i = 0; i < node->pending->len; i++)
    apply (node->content, node->pending->pdata[i]);
  g_ptr_array_set_size (node->pending, 0);
}

static void
sync_folder (PowerWorld *self, const char *path)
{
  const char *folder = *path ? path : ".";

  for (guint i = 0; i < self->pending->len;)
    {
      Naming *naming = self->pending->pdata[i];

      if (strcmp (naming->folder, folder) != 0)
        i++;
      else
        {
          apply_naming (self->safe, naming);
          g_ptr_array_remove_index (self->pending, i);
        }
    }
}

/**
 * power_world_advance:
 *
 * Takes the next step of the log.
 */
void
power_world_advance (PowerWorld *self)
{
  PowerEntry *entry = self->log->entries->pdata[self->step++];

  switch (entry->call)
    {
    case SHIM_OPEN:
    case SHIM_MAKE_FOLDER:
      make_named (self, entry->path, entry->call == SHIM_MAKE_FOLDER);
      break;
    case SHIM_WRITE:
    case SHIM_TRUNCATE:
      g_ptr_array_add (find (self, entry->path)->pending, entry);
      break;
    case SHIM_SYNC:
      sync_node (find (self, entry->path));
      break;
    case SHIM_SYNC_FOLDER:
      sync_folder (self, entry->path);
      break;
    case SHIM_DELETE:
      add_naming (self, entry->path, NULL, NULL);
      break;
    case SHIM_RENAME:
      add_naming (self, entry->path, entry->to, find (self, entry->path));
      break;
    case SHIM_LINK:
      add_naming (self, NULL, entry->to, find (self, entry->path));
      break;
    default:
      break;
    }
}

typedef enum {
  CUT_LOSES,
  CUT_KEEPS,
  CUT_BY_STEP,
  CUT_TEARS,
  N_CUTS,
} Cut;

/* The index after the last of the first @n steps that makes the file smaller: what lay there before is gone. */
static guint
find_last_cut (Node *node, guint n)
{
  for (; n > 0; n--)
    if (((const PowerEntry *) node->pending->pdata[n - 1])->call == SHIM_TRUNCATE)
      return n;
  return 0;
}

/* The content at each moment since the last sync. */
static GPtrArray *
list_moments (Node *node)
{
  GPtrArray *moments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  for (guint i = 0; i <= node->pending->len; i++)
    {
      GByteArray *before = i ? moments->pdata[i - 1] : node->content;
      GByteArray *moment = g_byte_array_sized_new (before->len);

      g_byte_array_append (moment, before->data, before->len);
      if (i > 0)
        apply (moment, node->pending->pdata[i - 1]);
      g_ptr_array_add (moments, moment);
    }
  return moments;
}

static GByteArray *
tear (Node *node, GRand *random)
{
  g_autoptr (GPtrArray) moments = list_moments (node);
  guint sized = (guint) g_rand_int_range (random, 0, (gint32) moments->len);
  guint first = find_last_cut (node, sized);
  GByteArray *torn = g_byte_array_new ();

  g_byte_array_set_size (torn, ((GByteArray *) moments->pdata[sized])->len);
  memset (torn->data, 0, torn->len);
  for (guint at = 0; at < torn->len; at += SECTOR)
    {
      GByteArray *moment = moments->pdata[g_rand_int_range (random, (gint32) first, (gint32) moments->len)];

      if (at < moment->len)
        memcpy (torn->data + at, moment->data + at, MIN (SECTOR, MIN (moment->len, torn->len) - at));
    }
  return torn;
}

static GByteArray *
choose_content (Node *node, Cut cut, GRand *random)
{
  GByteArray *content;

  if (cut == CUT_TEARS && node->pending->len > 0)
    return tear (node, random);
  content = g_byte_array_sized_new (node->content->len);
  g_byte_array_append (content, node->content->data, node->content->len);
  for (guint i = 0; i < node->pending->len && cut != CUT_LOSES; i++)
    if (cut == CUT_KEEPS || g_rand_boolean (random))
      apply (content, node->pending->pdata[i]);
  return content;
}

static GHashTable *
choose_names (PowerWorld *self, Cut cut, GRand *random)
{
  GHashTable *names = names_copy (self->safe);
  guint n = cut == CUT_BY_STEP ? (guint) g_rand_int_range (random, 0, (gint32) self->pending->len + 1)
                               : self->pending->len;

  for (guint i = 0; i < n && cut != CUT_LOSES; i++)
    if (cut != CUT_TEARS || g_rand_boolean (random))
      apply_naming (names, self->pending->pdata[i]);
  return names;
}

static gboolean
is_reachable (GHashTable *names, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return strcmp (folder, ".") == 0 || (g_hash_table_contains (names, folder) && is_reachable (names, folder));
}

static void
write_node (Node *node, const char *path, Cut cut, GRand *random)
{
  g_autoptr (GByteArray) content = NULL;
  FILE *file;

  if (node->folder)
    {
      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
      return;
    }
  content = choose_content (node, cut, random);
  file = g_fopen (path, "w");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (content->data, 1, content->len, file), ==, content->len);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Folders come before what lies in them: they are shorter and begin the same. */
static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * power_world_cut:
 * @seed: what is lost and what is kept; the first N_CUTS of them are all lost, all kept, by step, torn
 * @folder: an empty folder
 *
 * Writes what may be left where the power fails now.
 */
void
power_world_cut (PowerWorld *self, guint32 seed, const char *folder)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed * 7919 + self->step);
  Cut cut = seed % N_CUTS;
  g_autoptr (GHashTable) names = choose_names (self, cut, random);
  guint n = 0;
  g_autofree gpointer *paths = g_hash_table_get_keys_as_array (names, &n);

  qsort (paths, n, sizeof *paths, compare_paths);
  for (guint i = 0; i < n; i++)
    if (is_reachable (names, paths[i]))
      {
        g_autofree char *path = g_build_filename (folder, paths[i], NULL);

        write_node (g_hash_table_lookup (names, paths[i]), path, cut, random);
      }
}

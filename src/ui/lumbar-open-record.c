/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a record without holding up the window: the clinic's own, or an invented one to look at. */

#include "lumbar-open-record.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-example.h"
#include "lumbar-record-place.h"

/* The invented clinic, as its tables tell it: every story once. */
#define EXAMPLE_SEED 1

typedef struct {
  char *path;   /* NULL: the example */
  char *tables; /* NULL: the program's */
  char *author;     /* or, with a passphrase, the id of who opens an encrypted record */
  char *passphrase; /* NULL where none is needed */
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->path);
  g_free (wish->tables);
  g_free (wish->author);
  lumbar_access_wipe (wish->passphrase);
  g_free (wish);
}

/* Removes a folder and the files in it; an example has no folders within. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* A record that can't be written can still be read: on a full or write-protected disk, or of a newer
 * version of the program. */
static LumbarStore *
open_for (LumbarKnowledge *knowledge, const Wish *wish, LumbarStoreMode mode, GError **error)
{
  return wish->passphrase ? lumbar_store_open_as (knowledge, wish->path, mode, wish->author, wish->passphrase, error)
                          : lumbar_store_open (knowledge, wish->path, mode, wish->author, error);
}

static LumbarStore *
open_store (LumbarKnowledge *knowledge, const Wish *wish, GError **error)
{
  g_autoptr (GError) reason = NULL;
  LumbarStore *store = open_for (knowledge, wish, LUMBAR_STORE_READ_WRITE, &reason);

  if (store == NULL && (g_error_matches (reason, LUMBAR_ERROR, LUMBAR_ERROR_READ_ONLY) ||
                        g_error_matches (reason, LUMBAR_ERROR, LUMBAR_ERROR_NEWER)))
    store = open_for (knowledge, wish, LUMBAR_STORE_READ_ONLY, NULL);
  if (store == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return store;
}

static LumbarStore *
open_example (LumbarOpenRecord *self, const char *author, GError **error)
{
  g_autoptr (LumbarStore) store = NULL;
  g_autofree char *path = NULL;
  g_autofree char *today = lumbar_date_today ();

  self->folder = g_dir_make_tmp ("lumbar-example-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;
  path = g_build_filename (self->folder, "record.db", NULL);
  store = lumbar_store_open (self->knowledge, path, LUMBAR_STORE_READ_WRITE, author, error);
  if (store == NULL || !lumbar_example_fill (store, 0, 0, EXAMPLE_SEED, today, error))
    return NULL;
  return g_steal_pointer (&store);
}

/* Tables with a fault are not used, not even in part. */
static void
load_knowledge (LumbarOpenRecord *self, const char *tables, GError **error)
{
  if (tables != NULL)
    self->knowledge = lumbar_knowledge_new_or_faults (tables, &self->faults);
  if (self->knowledge == NULL)
    self->knowledge = lumbar_knowledge_new (error);
}

static char *
describe_place (const char *path)
{
  const char *name = NULL;
  LumbarRecordPlace place = lumbar_record_place_look (path, &name);

  return lumbar_record_place_describe (place, name);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  g_autoptr (LumbarOpenRecord) self = g_new0 (LumbarOpenRecord, 1);
  LumbarStore *store = NULL;
  g_autoptr (LumbarPractitioner) entered = NULL;
  gboolean guarded;
  GError *error = NULL;

  load_knowledge (self, wish->tables, &error);
  if (self->knowledge != NULL)
    store = wish->path ? open_store (self->knowledge, wish, &error)
                       : open_example (self, wish->author, &error);
  if (store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->place = wish->path ? describe_place (wish->path) : NULL;
  self->read_only = lumbar_store_is_read_only (store);
  guarded = lumbar_store_is_guarded (store);
  entered = lumbar_store_get_practitioner (store) ? lumbar_practitioner_copy (lumbar_store_get_practitioner (store)) : NULL;
  self->worker = lumbar_worker_new (store);
  self->access = lumbar_access_new (self->worker, guarded, entered);
  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) lumbar_open_record_close);
}

static void
open_wish (char *path,
           const char *tables,
           const char *author,
           const char *passphrase,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Wish *wish = g_new0 (Wish, 1);

  wish->path = path;
  wish->tables = g_strdup (tables);
  wish->author = g_strdup (author);
  wish->passphrase = g_strdup (passphrase);
  g_task_set_source_tag (task, open_wish);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * lumbar_open_record_async:
 * @path: (nullable): the file, made where it does not exist; %NULL for the clinic's own
 * @tables: (nullable): the folder of the clinic's own clinical tables; %NULL for those of the program
 * @author: who works with it
 * @cancellable: (nullable): gives up waiting
 * @callback: called when done
 * @data: given to @callback
 *
 * Loads the knowledge and opens a record. Where @tables have a fault the program's are used and the record says
 * why.
 */
void
lumbar_open_record_async (const char *path,
                          const char *tables,
                          const char *author,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  open_wish (path ? g_strdup (path) : lumbar_store_get_default_path (), tables, author, NULL, cancellable, callback, data);
}

/**
 * lumbar_open_record_as_async:
 * @path: an encrypted record
 * @tables: (nullable): as in lumbar_open_record_async()
 * @who: the id of one of lumbar_store_list_openers()
 * @passphrase: theirs
 * @cancellable: (nullable): gives up waiting
 * @callback: called when done
 * @data: given to @callback
 *
 * Opens an encrypted record, and enters it where that needs a passphrase too.
 */
void
lumbar_open_record_as_async (const char *path,
                             const char *tables,
                             const char *who,
                             const char *passphrase,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  open_wish (g_strdup (path), tables, who, passphrase, cancellable, callback, data);
}

/**
 * lumbar_open_record_example_async:
 * @tables: (nullable): as in lumbar_open_record_async()
 * @author: who works with it
 * @cancellable: (nullable): gives up waiting
 * @callback: called when done
 * @data: given to @callback
 *
 * Makes an invented clinic in a folder that is removed when it is closed.
 */
void
lumbar_open_record_example_async (const char *tables,
                                  const char *author,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  open_wish (NULL, tables, author, NULL, cancellable, callback, data);
}

/**
 * lumbar_open_record_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): the open record; %NULL with @error set where it can't be opened
 */
LumbarOpenRecord *
lumbar_open_record_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lumbar_open_record_close:
 * @self: (transfer full): an open record
 *
 * Waits until all is saved and closes it; an example leaves nothing behind.
 */
void
lumbar_open_record_close (LumbarOpenRecord *self)
{
  if (self->worker != NULL)
    lumbar_worker_close (self->worker);
  g_clear_object (&self->worker);
  g_clear_object (&self->access);
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  g_strfreev (self->faults);
  g_free (self->place);
  g_free (self);
}

/* Whoever works with other tables than the program's, or takes them to be in use, is told so all the time. */
static void
append_tables (GString *text, const LumbarOpenRecord *self)
{
  const char *version = lumbar_knowledge_get_version (self->knowledge);

  if (self->faults == NULL && strchr (version, '+') == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (self->faults != NULL)
    g_string_append (text, _("Your own clinical tables have faults and are not used; the preferences say which."));
  else
    {
      g_autofree char *words = lumbar_knowledge_version_to_text (version);

      g_string_append_printf (text, _("Knowledge %s"), words);
    }
}

/**
 * lumbar_open_record_describe:
 * @self: a record that is open
 *
 * Returns: (transfer full): what everybody who works with it should know all the time, one line each; "" for a
 *   record like any other
 */
char *
lumbar_open_record_describe (const LumbarOpenRecord *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->folder != NULL)
    g_string_append (text, _("Invented example clinic: nothing is kept."));
  else if (self->read_only)
    g_string_append (text, _("This record can only be read: nothing is saved."));
  append_tables (text, self);
  if (self->place != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", self->place);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

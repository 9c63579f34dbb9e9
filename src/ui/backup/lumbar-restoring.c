/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a backup in the place of the record, without holding up the window. */

#include "lumbar-restoring.h"

#include "lumbar-access-request.h"

typedef struct {
  LumbarOpenRecord *record; /* NULL where it does not open */
  char *path;
  char *backup;
  char *passphrase; /* NULL where the backup is not sealed */
} Wish;

static void
wish_free (Wish *wish)
{
  g_clear_pointer (&wish->record, lumbar_open_record_close);
  g_free (wish->path);
  g_free (wish->backup);
  lumbar_access_wipe (wish->passphrase);
  g_free (wish);
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  GError *error = NULL;
  gboolean restored;

  /* All that is on its way to it is written first: it is kept under another name. */
  g_clear_pointer (&wish->record, lumbar_open_record_close);
  restored = wish->passphrase ? lumbar_store_restore_sealed (wish->backup, wish->path, wish->passphrase, &error)
                              : lumbar_store_restore (wish->backup, wish->path, &error);
  if (restored)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lumbar_restoring_async:
 * @record: (transfer full) (nullable): the record, which nothing shows any more; closed in any case
 * @path: where it lies
 * @backup: the backup
 * @passphrase: (nullable): what opens it where it is sealed
 * @callback: called when done
 * @data: given to @callback
 *
 * Restores a backup. The record of before is set aside, beside it.
 */
void
lumbar_restoring_async (LumbarOpenRecord *record,
                        const char *path,
                        const char *backup,
                        const char *passphrase,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Wish *wish = g_new0 (Wish, 1);

  wish->record = record;
  wish->path = g_strdup (path);
  wish->backup = g_strdup (backup);
  wish->passphrase = g_strdup (passphrase);
  g_task_set_source_tag (task, lumbar_restoring_async);
  g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
  g_task_run_in_thread (task, restore_in_thread);
}

/**
 * lumbar_restoring_finish:
 * @result: what the callback was given
 *
 * Returns: %FALSE with @error set and the record as it was
 */
gboolean
lumbar_restoring_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

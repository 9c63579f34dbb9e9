/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LumbarStore: sealed backups of the whole, and a look whether the file is whole. */

#include "lumbar-backup.h"
#include "lumbar-sealed-file.h"
#include "lumbar-store-private.h"

/**
 * lumbar_store_backup_sealed:
 * @self: a record outside a transaction
 * @path: the file to write; there must be none
 * @passphrase: what shall open it
 *
 * Writes a verified copy of the record that only @passphrase opens.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_backup_sealed (LumbarStore *self, const char *path, const char *passphrase, GError **error)
{
  LumbarDatabase *database = lumbar_store_get_database (self);
  g_autofree char *name = g_path_get_basename (path);

  gboolean done;

  g_return_val_if_fail (!lumbar_database_in_transaction (database), FALSE);

  lumbar_database_set_shut (database, FALSE);
  done = lumbar_backup_write_sealed (database, path, passphrase, error) &&
         (lumbar_store_is_read_only (self) || lumbar_store_log (self, "backup", "record", NULL, name, error));
  lumbar_database_set_shut (database, lumbar_store_is_shut (self));
  return done;
}

/**
 * lumbar_store_is_sealed_backup:
 * @path: a file
 *
 * Returns: whether it takes a passphrase to restore it
 */
gboolean
lumbar_store_is_sealed_backup (const char *path)
{
  return lumbar_sealed_file_is_sealed (path);
}

/**
 * lumbar_store_restore_sealed:
 * @backup_path: a sealed backup
 * @path: the record, closed by everybody
 * @passphrase: what opens the backup
 *
 * Like lumbar_store_restore().
 *
 * Returns: %FALSE with @error set and the record untouched; %LUMBAR_ERROR_DENIED where the passphrase is not the one
 */
gboolean
lumbar_store_restore_sealed (const char *backup_path, const char *path, const char *passphrase, GError **error)
{
  return lumbar_backup_restore_sealed (backup_path, path, passphrase, error);
}

/**
 * lumbar_store_quick_check:
 * @self: a record
 *
 * Looks whether each page of the file is where it belongs. Opening for writing does so for a record of up to 8 MiB,
 * and then this does nothing; a larger one takes 4 to 8 ms for each MiB, and should be looked at after it was opened.
 * Where a page is damaged, nothing more is written through @self, and it should be closed.
 *
 * Returns: %FALSE with @error set, %LUMBAR_ERROR_RECORD where it is damaged
 */
gboolean
lumbar_store_quick_check (LumbarStore *self, GError **error)
{
  LumbarDatabase *database = lumbar_store_get_database (self);
  gboolean whole;

  lumbar_database_set_shut (database, FALSE);
  whole = lumbar_database_check (database, error);
  lumbar_database_set_shut (database, lumbar_store_is_shut (self));
  return whole;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of the record: made beside their target, verified by opening them, and only then given their
 * name. A copy is one file without a write-ahead log, readable also where nothing can be written. That of
 * an encrypted record is encrypted with the same key from its first byte on, and has its key file beside it. */

#include "lumbar-backup.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-audit-table.h"
#include "lumbar-head.h"
#include "lumbar-key-file.h"
#include "lumbar-migrations.h"
#include "lumbar-record-file.h"
#include "lumbar-sealed-file.h"
#include "lumbar-verify.h"

/**
 * lumbar_backup_is_same_file:
 * @a: a path
 * @b: another
 *
 * Finds out without opening either: to close a record that is open takes SQLite's locks on it away.
 *
 * Returns: whether both lead to one file
 */
gboolean
lumbar_backup_is_same_file (const char *a, const char *b)
{
  GStatBuf first, second;

  return g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino;
}

/* Copies the pages of a record into an empty file. */
static gboolean
copy_pages (LumbarDatabase *source, const char *path, GError **error)
{
  g_autoptr (LumbarDatabase) target =
    lumbar_database_open (path, LUMBAR_DATABASE_NEW, lumbar_database_get_key (source), error);
  sqlite3_backup *backup;

  if (target == NULL)
    return FALSE;
  backup = sqlite3_backup_init (lumbar_database_get_handle (target), "main", lumbar_database_get_handle (source),
                                "main");
  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      if (sqlite3_backup_finish (backup) == SQLITE_OK)
        return TRUE;
    }
  lumbar_database_set_error (target, error);
  return FALSE;
}

/* Folds the write-ahead log into the file and gives it up; fails while anybody else uses the file. */
static gboolean
make_plain (LumbarDatabase *database, GError **error)
{
  return lumbar_database_execute (database, "PRAGMA journal_mode = DELETE", error);
}

/**
 * lumbar_backup_may_replace:
 * @database: a record
 * @path: where a copy of it is to be put
 *
 * A copy of a good record must not push out one that holds more, or something that is no record.
 *
 * Returns: %FALSE with @error set, %LUMBAR_ERROR_INPUT where another name must be taken
 */
gboolean
lumbar_backup_may_replace (LumbarDatabase *database, const char *path, GError **error)
{
  const LumbarKey *key;
  g_autoptr (LumbarDatabase) old = NULL;
  GStatBuf info;
  gint64 n = 0, n_old = 0;

  if (g_stat (path, &info) != 0 || info.st_size == 0)
    return TRUE;
  if (lumbar_backup_is_same_file (path, lumbar_database_get_path (database)))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is the record itself. Choose another name for the backup."), path);
      return FALSE;
    }
  /* Not before: to open and close the record itself would take away SQLite's locks on it. */
  key = lumbar_record_file_is_encrypted (path) ? lumbar_database_get_key (database) : NULL;
  old = lumbar_database_open (path, LUMBAR_DATABASE_READ_ONLY, key, NULL);
  if (old == NULL || !lumbar_audit_table_count (old, &n_old, NULL))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is there and is no backup of Lumbar that could be replaced. Choose another name."),
                   path);
      return FALSE;
    }
  if (!lumbar_audit_table_count (database, &n, error))
    return FALSE;
  if (n_old <= n)
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
               _("The backup “%s” holds more than this record. Choose another name, so that nothing is lost."),
               path);
  return FALSE;
}

/* Before the file itself: a copy that nobody can open is none. */
static gboolean
copy_keys (LumbarDatabase *database, const char *path, GError **error)
{
  return lumbar_database_get_key (database) == NULL ||
         lumbar_key_file_copy (lumbar_database_get_path (database), path, error);
}

static gboolean
write_copy (LumbarDatabase *database, const char *temporary, GError **error)
{
  g_autoptr (LumbarDatabase) copy = NULL;

  if (!copy_pages (database, temporary, error))
    return FALSE;
  copy = lumbar_database_open (temporary, LUMBAR_DATABASE_NEW, lumbar_database_get_key (database), error);
  return copy != NULL && lumbar_verify (copy, NULL, error) && make_plain (copy, error);
}

/* Nobody knows the temporary file. Where a copy is damaged, the record is; what else goes wrong goes wrong with the file
 * that is to be. */
static void
name_files (GError **error, const char *temporary, const char *damaged, const char *path)
{
  gboolean is_damage = error != NULL && g_error_matches (*error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD);

  lumbar_record_file_rename_in_error (error, temporary, is_damage ? damaged : path);
}

/**
 * lumbar_backup_write:
 * @database: a record outside a transaction
 * @path: the file to write
 *
 * Copies the record, others may go on using it, verifies the copy and gives it its name in one step.
 *
 * Returns: %FALSE with @error set and whatever was at @path untouched
 */
gboolean
lumbar_backup_write (LumbarDatabase *database, const char *path, GError **error)
{
  g_autofree char *temporary = NULL;

  if (!lumbar_backup_may_replace (database, path, error))
    return FALSE;
  temporary = lumbar_record_file_make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (write_copy (database, temporary, error) && copy_keys (database, path, error) &&
      lumbar_record_file_place (temporary, path, TRUE, error))
    return TRUE;
  name_files (error, temporary, lumbar_database_get_path (database), path);
  g_prefix_error (error, _("The backup was not made. "));
  lumbar_record_file_remove_temporary (temporary);
  return FALSE;
}

static gboolean
seal_copy (LumbarDatabase *database,
           const char *plain,
           const char *sealed,
           const char *path,
           const char *passphrase,
           GError **error)
{
  /* A sealed file can't be looked into later: that the passphrase opens it is seen now. */
  return write_copy (database, plain, error) && lumbar_sealed_file_seal (plain, sealed, passphrase, error) &&
         lumbar_record_file_sync (sealed, error) && lumbar_sealed_file_check (sealed, plain, passphrase, error) &&
         lumbar_record_file_place (sealed, path, FALSE, error);
}

/**
 * lumbar_backup_write_sealed:
 * @database: a record outside a transaction
 * @path: the file to write; there must be none
 * @passphrase: what shall open it
 *
 * Copies the record, verifies the copy, seals it, and opens what was sealed again to compare. The plain copy never leaves the folder of the record, and is
 * removed.
 *
 * Returns: %FALSE with @error set and nothing at @path
 */
gboolean
lumbar_backup_write_sealed (LumbarDatabase *database, const char *path, const char *passphrase, GError **error)
{
  g_autofree char *plain = NULL;
  g_autofree char *sealed = NULL;
  gboolean written = FALSE;

  /* Nobody can look into a sealed file to see whether it holds more than this record. */
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is there already, and a sealed backup replaces nothing. Choose another name."), path);
      return FALSE;
    }
  if (lumbar_database_get_key (database) != NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is encrypted, and so are its backups: make one that is not sealed."),
                   lumbar_database_get_path (database));
      return FALSE;
    }
  if (!lumbar_key_check_passphrase (passphrase, error))
    return FALSE;
  sealed = lumbar_record_file_make_temporary (path, error);
  if (sealed != NULL)
    plain = lumbar_record_file_make_temporary (lumbar_database_get_path (database), error);
  if (plain != NULL)
    {
      written = seal_copy (database, plain, sealed, path, passphrase, error);
      lumbar_record_file_rename_in_error (error, sealed, path);
      lumbar_record_file_rename_in_error (error, plain, lumbar_database_get_path (database));
      lumbar_record_file_remove_temporary (plain);
    }
  if (!written && sealed != NULL)
    {
      g_prefix_error (error, _("The backup was not made. "));
      lumbar_record_file_remove_temporary (sealed);
    }
  return written;
}

/**
 * lumbar_backup_check_version:
 * @backup: a backup
 *
 * Returns: %FALSE with @error set where a newer program wrote it
 */
gboolean
lumbar_backup_check_version (LumbarDatabase *backup, GError **error)
{
  guint version;

  if (!lumbar_migrations_get_version (backup, &version, error))
    return FALSE;
  if (version <= lumbar_migrations_get_newest ())
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NEWER,
               _("“%s” was written by a newer version of Lumbar. Update the program first."),
               lumbar_database_get_path (backup));
  return FALSE;
}

static gboolean
log_restore (LumbarDatabase *copy, const char *known_as, GError **error)
{
  g_autofree char *name = g_path_get_basename (known_as);

  return lumbar_database_begin (copy, error) &&
         lumbar_database_end (copy,
                              lumbar_audit_table_append (copy, g_get_user_name (), "restore", "record", NULL, name,
                                                         error),
                              error);
}

/* A verified, plain copy of the backup in the folder of the record. */
static gboolean
prepare (const char *backup_path,
         const char *known_as,
         const char *temporary,
         const LumbarKey *key,
         GError **error)
{
  g_autoptr (LumbarDatabase) backup = lumbar_database_open (backup_path, LUMBAR_DATABASE_READ_ONLY, key, error);
  g_autoptr (LumbarDatabase) copy = NULL;

  if (backup == NULL || !lumbar_backup_check_version (backup, error) || !copy_pages (backup, temporary, error))
    return FALSE;
  copy = lumbar_database_open (temporary, LUMBAR_DATABASE_NEW, key, error);
  return copy != NULL && lumbar_verify (copy, NULL, error) && log_restore (copy, known_as, error) &&
         make_plain (copy, error);
}

/* A record that opens must be closed by everybody before its place is taken; one that doesn't open, damaged or with
 * another key, is set aside as it lies. */
static gboolean
set_record_aside (const char *path, const LumbarKey *key, GError **error)
{
  gboolean encrypted = lumbar_record_file_is_encrypted (path);
  g_autofree char *aside = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LumbarDatabase) record = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  record = lumbar_database_open (path, LUMBAR_DATABASE_READ_WRITE, encrypted ? key : NULL, &problem);
  if (record != NULL)
    {
      lumbar_database_set_busy_timeout (record, 0);
      make_plain (record, &problem);
    }
  if (problem != NULL && problem->code != LUMBAR_ERROR_RECORD && problem->code != LUMBAR_ERROR_DENIED)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_clear_pointer (&record, lumbar_database_close);
  return lumbar_record_file_set_aside (path, &aside, error) &&
         (!encrypted || lumbar_key_file_copy (path, aside, error));
}

/* The record that was there is aside with its key file; the place is the backup's now. */
static gboolean
take_place (const char *temporary, const char *backup_path, const char *path, GError **error)
{
  gboolean encrypted = lumbar_record_file_is_encrypted (backup_path);
  g_autofree char *keys = lumbar_key_file_make_path (path);

  if ((encrypted && !lumbar_key_file_copy (backup_path, path, error)) ||
      !lumbar_record_file_place (temporary, path, TRUE, error))
    return FALSE;
  if (!encrypted)
    g_unlink (keys);
  return TRUE;
}

/* The backup may be the opened copy of a sealed one, which the log knows as that. */
static gboolean
restore (const char *backup_path, const char *known_as, const char *path, const LumbarKey *key, GError **error)
{
  g_autofree char *temporary = NULL;

  if (!lumbar_record_file_check (backup_path, error) || !lumbar_record_file_make_directory (path, error))
    return FALSE;
  temporary = lumbar_record_file_make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (prepare (backup_path, known_as, temporary, key, error) && set_record_aside (path, key, error) &&
      take_place (temporary, backup_path, path, error))
    {
      lumbar_head_forget (path);
      return TRUE;
    }
  name_files (error, temporary, known_as, path);
  g_prefix_error (error, _("Nothing was restored. "));
  lumbar_record_file_remove_temporary (temporary);
  return FALSE;
}

/**
 * lumbar_backup_restore:
 * @backup_path: a backup
 * @path: the record whose place it takes; nobody may have it open
 * @key: (nullable): the key of the backup where it is encrypted
 *
 * Verifies the backup, sets the record that is there aside under another name, and puts a copy of the
 * backup in its place.
 *
 * Returns: %FALSE with @error set and the record untouched
 */
gboolean
lumbar_backup_restore (const char *backup_path, const char *path, const LumbarKey *key, GError **error)
{
  if (lumbar_backup_is_same_file (backup_path, path))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is the record itself. Choose a backup."), path);
      return FALSE;
    }
  return restore (backup_path, backup_path, path, key, error);
}

/**
 * lumbar_backup_restore_sealed:
 * @backup_path: a sealed backup
 * @path: the record whose place it takes; nobody may have it open
 * @passphrase: what opens the backup
 *
 * Like lumbar_backup_restore().
 *
 * Returns: %FALSE with @error set and the record untouched; %LUMBAR_ERROR_DENIED where the passphrase is not the one
 */
gboolean
lumbar_backup_restore_sealed (const char *backup_path, const char *path, const char *passphrase, GError **error)
{
  g_autofree char *plain = NULL;
  gboolean restored;

  if (!lumbar_record_file_make_directory (path, error))
    return FALSE;
  plain = lumbar_record_file_make_temporary (path, error);
  if (plain == NULL)
    return FALSE;
  restored = lumbar_sealed_file_open (backup_path, plain, passphrase, error);
  if (restored)
    restored = restore (plain, backup_path, path, NULL, error);
  else
    g_prefix_error (error, _("Nothing was restored. "));
  if (!restored)
    name_files (error, plain, backup_path, path);
  lumbar_record_file_remove_temporary (plain);
  return restored;
}

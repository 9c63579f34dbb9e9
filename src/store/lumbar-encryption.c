/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record made encrypted, or plain again, in its place: copied, the copy compared and verified, and only then the
 * one that was there overwritten and removed.
 *
 * Overwriting reaches what the file system still keeps in the same place. Flash (an SSD, a memory stick) and file
 * systems that copy on write may keep what was there before until they reuse it; only encryption of the whole disk
 * guards against that. Copies elsewhere, also in backups of the system, are not touched. */

#include "lumbar-encryption.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-audit-table.h"
#include "lumbar-backup-folder.h"
#include "lumbar-cipher.h"
#include "lumbar-database.h"
#include "lumbar-migrations.h"
#include "lumbar-record-file.h"
#include "lumbar-verify.h"

#define BLOCK_SIZE 65536

/**
 * lumbar_encryption_is_available:
 *
 * Returns: whether this build of the program can read and write encrypted records
 */
gboolean
lumbar_encryption_is_available (void)
{
  return lumbar_cipher_is_available ();
}

/**
 * lumbar_encryption_check_key:
 * @path: an encrypted record, with its key file or without
 * @key: a key from paper
 *
 * Returns: %FALSE with @error set where the key does not open the record
 */
gboolean
lumbar_encryption_check_key (const char *path, const LumbarKey *key, GError **error)
{
  sqlite3 *handle = NULL;
  gboolean opens;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, ENOENT, path);
      return FALSE;
    }
  opens = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
          lumbar_cipher_set_key (handle, "main", key) &&
          sqlite3_exec (handle, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;
  sqlite3_close (handle);
  if (!opens)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED,
                 _("This recovery key does not open “%s”, or the record is damaged or not encrypted."), path);
  return opens;
}

static gboolean
overwrite (int file, goffset size)
{
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);

  while (size > 0)
    {
      gssize n;

      randombytes_buf (block, BLOCK_SIZE);
      n = write (file, block, MIN (size, BLOCK_SIZE));
      if (n <= 0)
        return FALSE;
      size -= n;
    }
  return fsync (file) == 0;
}

static gboolean
wipe_file (const char *path, GError **error)
{
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  GStatBuf info;
  gboolean wiped = file >= 0 && fstat (file, &info) == 0 && overwrite (file, info.st_size) && g_unlink (path) == 0;

  if (!wiped)
    lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, path);
  if (file >= 0)
    close (file);
  return wiped;
}

/* Nobody else may have the record open, nor open it until it is closed here. SQLite only unlinks the log, which holds
 * what was last written: it gets a second name so that it can be overwritten. */
static gboolean
take_alone (LumbarDatabase *source, GError **error)
{
  const char *path = lumbar_database_get_path (source);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *kept = lumbar_record_file_make_name (path, "log");
  gboolean linked = link (log, kept) == 0;

  lumbar_database_set_busy_timeout (source, 0);
  if (lumbar_database_execute (source,
                               "PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT",
                               error))
    return !linked || wipe_file (kept, error);
  if (linked)
    g_unlink (kept);
  return FALSE;
}

static gboolean
attach (LumbarDatabase *source, const char *path, const LumbarKey *key, GError **error)
{
  sqlite3 *handle = lumbar_database_get_handle (source);
  sqlite3_stmt *statement = NULL;
  gboolean done = sqlite3_prepare_v2 (handle, "ATTACH ?1 AS other KEY ''", -1, &statement, NULL) == SQLITE_OK &&
                  sqlite3_bind_text (statement, 1, path, -1, SQLITE_STATIC) == SQLITE_OK &&
                  sqlite3_step (statement) == SQLITE_DONE;

  sqlite3_finalize (statement);
  if (done && (key == NULL || lumbar_cipher_set_key (handle, "other", key)))
    return TRUE;
  lumbar_database_set_error (source, error);
  return FALSE;
}

/* Copies all tables and what belongs to them into the attached file, which SQLite's defence of its own tables would
 * forbid. */
static gboolean
export (LumbarDatabase *source, GError **error)
{
  sqlite3 *handle = lumbar_database_get_handle (source);
  g_autofree char *marks = NULL;
  guint version;
  gboolean done;

  if (!lumbar_migrations_get_version (source, &version, error))
    return FALSE;
  marks = g_strdup_printf ("PRAGMA other.application_id = %d; PRAGMA other.user_version = %u", LUMBAR_APPLICATION_ID,
                           version);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = lumbar_database_execute (source, "SELECT sqlcipher_export ('other')", error) &&
         lumbar_database_execute (source, marks, error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return done;
}

static gboolean
is_same (LumbarDatabase *source, const char *format, const char *table, gboolean *same, GError **error)
{
  char *sql = sqlite3_mprintf (format, table, table, table, table);
  sqlite3 *handle = lumbar_database_get_handle (source);
  sqlite3_stmt *statement = NULL;
  gboolean done = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) == SQLITE_OK &&
                  sqlite3_step (statement) == SQLITE_ROW;

  if (done)
    *same = sqlite3_column_int (statement, 0) != 0;
  else
    lumbar_database_set_error (source, error);
  sqlite3_finalize (statement);
  sqlite3_free (sql);
  return done;
}

/* Every table has a key, so that as many rows, none of which is missing, are the same rows. */
#define COMPARE_TABLE                                                                                                  \
  "SELECT (SELECT count (*) FROM main.\"%w\") = (SELECT count (*) FROM other.\"%w\")"                                  \
  " AND NOT EXISTS (SELECT * FROM main.\"%w\" EXCEPT SELECT * FROM other.\"%w\")"

static gboolean
compare_tables (LumbarDatabase *source, GError **error)
{
  const char *sql = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                    " UNION SELECT 'sqlite_schema'";
  sqlite3_stmt *tables = lumbar_database_take_statement (source, sql, error);
  gboolean same = TRUE, done = tables != NULL;

  while (done && same && sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (tables, 0);

      done = strcmp (table, "sqlite_schema") == 0
               ? is_same (source,
                          "SELECT NOT EXISTS (SELECT type, name, tbl_name, sql FROM main.\"%w\" EXCEPT"
                          " SELECT type, name, tbl_name, sql FROM other.\"%w\")",
                          table, &same, error)
               : is_same (source, COMPARE_TABLE, table, &same, error);
    }
  if (tables != NULL)
    lumbar_database_return_statement (source, sql, tables);
  if (done && !same)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD, _("The copy of “%s” is not the same as the record."),
                 lumbar_database_get_path (source));
  return done && same;
}

static gboolean
finish (const char *temporary, const LumbarKey *key, const char *action, GError **error)
{
  g_autoptr (LumbarDatabase) copy = lumbar_database_open (temporary, LUMBAR_DATABASE_NEW, key, error);

  return copy != NULL && lumbar_verify (copy, NULL, error) && lumbar_database_begin (copy, error) &&
         lumbar_database_end (
           copy, lumbar_audit_table_append (copy, g_get_user_name (), action, "record", NULL, NULL, error), error) &&
         lumbar_database_execute (copy, "PRAGMA journal_mode = DELETE", error);
}

static gboolean
verify_placed (const char *path, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarDatabase) placed = lumbar_database_open (path, LUMBAR_DATABASE_READ_ONLY, key, error);

  return placed != NULL && lumbar_verify (placed, NULL, error);
}

/* The record that was there has its second name until the new one was read in its place. */
static gboolean
replace (const char *temporary, const char *path, const LumbarKey *key, char **aside, GError **error)
{
  if (!lumbar_record_file_set_aside (path, aside, error) ||
      !lumbar_record_file_place (temporary, path, TRUE, error))
    return FALSE;
  if (verify_placed (path, key, error))
    return TRUE;
  g_rename (*aside, path);
  g_clear_pointer (aside, g_free);
  return FALSE;
}

static gboolean
convert (const char *path,
         const LumbarKey *from,
         const LumbarKey *to,
         LumbarKeyFile *keys,
         const char *action,
         char **aside,
         GError **error)
{
  g_autoptr (LumbarDatabase) source = lumbar_database_open (path, LUMBAR_DATABASE_READ_WRITE, from, error);
  g_autofree char *temporary = NULL;

  if (source == NULL || !take_alone (source, error))
    return FALSE;
  temporary = lumbar_record_file_make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (attach (source, temporary, to, error) && export (source, error) && compare_tables (source, error) &&
      lumbar_database_execute (source, "DETACH other", error) && finish (temporary, to, action, error) &&
      (keys == NULL || lumbar_key_file_save (keys, path, error)) && replace (temporary, path, to, aside, error))
    return TRUE;
  lumbar_record_file_rename_in_error (error, temporary, path);
  wipe_file (temporary, NULL);
  return FALSE;
}

static gboolean
run (const char *path,
     const LumbarKey *from,
     const LumbarKey *to,
     LumbarKeyFile *keys,
     const char *action,
     GError **error)
{
  g_autofree char *aside = NULL;

  if (!lumbar_cipher_check (path, TRUE, from != NULL ? from : to, error))
    return FALSE;
  if (!convert (path, from, to, keys, action, &aside, error))
    {
      g_prefix_error (error, _("The record stays as it was. "));
      return FALSE;
    }
  if (wipe_file (aside, error))
    return TRUE;
  g_prefix_error (error, _("The record was converted, but the old one could not be removed. "));
  return FALSE;
}

/**
 * lumbar_encryption_encrypt:
 * @path: a record that is not encrypted; nobody may have it open
 * @key: its key to be
 * @keys: the key file to be put beside it, with somebody in it
 *
 * Encrypts a record in its place. What was there is overwritten and removed once the encrypted one is verified.
 *
 * Returns: %FALSE with @error set; the record is as it was unless the message says otherwise
 */
gboolean
lumbar_encryption_encrypt (const char *path, const LumbarKey *key, LumbarKeyFile *keys, GError **error)
{
  return run (path, NULL, key, keys, "encrypt", error);
}

/**
 * lumbar_encryption_decrypt:
 * @path: an encrypted record; nobody may have it open
 * @key: its key
 *
 * Makes a record plain in its place and removes its key file.
 *
 * Returns: %FALSE with @error set; the record is as it was unless the message says otherwise
 */
gboolean
lumbar_encryption_decrypt (const char *path, const LumbarKey *key, GError **error)
{
  g_autofree char *keys = lumbar_key_file_make_path (path);

  if (!run (path, key, NULL, NULL, "decrypt", error))
    return FALSE;
  g_unlink (keys);
  return TRUE;
}

/* Files in a folder that are called after the record. */
static void
add_plain (GStrvBuilder *plain, const char *folder, const char *base)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, base) && name[strlen (base)] == '.' && !lumbar_record_file_is_encrypted (file) &&
          lumbar_record_file_check (file, NULL))
        g_strv_builder_add (plain, file);
    }
}

/**
 * lumbar_encryption_list_plain:
 * @path: an encrypted record
 *
 * Returns: (transfer full): the files beside it and among its daily backups that are called after it
 *   ("record.db.set-aside-…") and hold a record that is not encrypted
 */
char **
lumbar_encryption_list_plain (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *backups = lumbar_backup_folder_get_path (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GStrvBuilder) plain = g_strv_builder_new ();

  add_plain (plain, folder, base);
  add_plain (plain, backups, base);
  return g_strv_builder_end (plain);
}

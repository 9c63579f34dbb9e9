/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a record: made where there is none, brought up to date where it is older, refused where a
 * newer program wrote it. */

#include "lumbar-store-open.h"

#include <glib/gi18n-lib.h>

#include "lumbar-audit-table.h"
#include "lumbar-backup-folder.h"
#include "lumbar-backup.h"
#include "lumbar-key-file.h"
#include "lumbar-leftovers.h"
#include "lumbar-migrations.h"
#include "lumbar-record-file.h"

static gboolean
log_on_record (LumbarDatabase *database,
               const char *user,
               const char *action,
               const char *detail,
               GError **error)
{
  return lumbar_database_begin (database, error) &&
         lumbar_database_end (
           database, lumbar_audit_table_append (database, user, action, "record", NULL, detail, error), error);
}

/* Where backups of it are, there was a record: an empty one in its place would look as if all were lost, and in time
 * push the backups out. */
static gboolean
check_no_backups (const char *path, GError **error)
{
  gboolean had_one = lumbar_backup_folder_has_any (path);

  if (had_one)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” is missing, but there are backups of it. Put the record back, or restore a backup; to begin "
                   "a new record, move the backups away."),
                 path);
  return !had_one;
}

/* A log without its record is what is left of one: a new record would swallow it. A key file without its record is
 * left too, or is there for a new one that is to be encrypted. */
static gboolean
check_nothing_left (const char *path, const LumbarKey *key, GError **error)
{
  const char *left = NULL;

  if (lumbar_record_file_has_log (path))
    left = "-wal";
  else if (key == NULL && lumbar_key_file_exists (path))
    left = "-keys";
  if (left == NULL)
    return check_no_backups (path, error);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("“%s” is missing, but “%s%s”, which belongs to it, is there. Put the record back, or restore the "
                 "last good backup."),
               path, path, left);
  return FALSE;
}

/* An encrypted record that nobody's passphrase opens is never made. */
static gboolean
check_key_file (const char *path, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = NULL;

  if (key == NULL)
    return TRUE;
  keys = lumbar_key_file_load (path, error);
  if (keys == NULL)
    return FALSE;
  if (lumbar_key_file_has_key (keys, key))
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("This key does not open “%s”."), path);
  return FALSE;
}

static gboolean
fill_new (const char *temporary, const LumbarKey *key, const char *user, GError **error)
{
  g_autoptr (LumbarDatabase) database = lumbar_database_open (temporary, LUMBAR_DATABASE_NEW, key, error);

  return database != NULL && lumbar_migrations_run (database, error) &&
         log_on_record (database, user, "create", NULL, error);
}

/* A record is made whole under another name and then given its own, so that an empty file is never one. */
static gboolean
create (const char *path, const LumbarKey *key, const char *user, GError **error)
{
  g_autofree char *temporary = NULL;
  g_autoptr (GError) problem = NULL;

  if (!check_nothing_left (path, key, error) || !check_key_file (path, key, error) ||
      !lumbar_record_file_make_directory (path, error))
    return FALSE;
  temporary = lumbar_record_file_make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (fill_new (temporary, key, user, &problem) && lumbar_record_file_place (temporary, path, FALSE, &problem))
    return TRUE;
  lumbar_record_file_rename_in_error (&problem, temporary, path);
  lumbar_record_file_remove_temporary (temporary);
  /* Another program may have been quicker; its record is as good. */
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
migrate_and_log (LumbarDatabase *database, const char *user, const char *detail, GError **error)
{
  return lumbar_migrations_run (database, error) &&
         lumbar_audit_table_append (database, user, "upgrade", "record", NULL, detail, error);
}

/* All steps and their row in the log are one change. */
static gboolean
upgrade (LumbarDatabase *database, guint version, const char *user, GError **error)
{
  g_autofree char *what = g_strdup_printf ("version-%u", version);
  g_autofree char *backup = lumbar_record_file_make_name (lumbar_database_get_path (database), what);
  g_autofree char *detail = g_strdup_printf ("from schema %u to %u", version, lumbar_migrations_get_newest ());

  return lumbar_backup_write (database, backup, error) && lumbar_database_begin (database, error) &&
         lumbar_database_end (database, migrate_and_log (database, user, detail, error), error);
}

static gboolean
bring_up_to_date (LumbarDatabase *database, const char *user, GError **error)
{
  guint version;

  if (!lumbar_migrations_get_version (database, &version, error))
    return FALSE;
  if (version > lumbar_migrations_get_newest ())
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NEWER,
                   _("“%s” was written by a newer version of Lumbar. It can be read but not changed; update the "
                     "program."),
                   lumbar_database_get_path (database));
      return FALSE;
    }
  return version == lumbar_migrations_get_newest () || upgrade (database, version, user, error);
}

/* An older record that may not be changed is brought up to date in memory, so that all else knows one schema. */
static LumbarDatabase *
open_to_read (const char *path, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarDatabase) database = lumbar_database_open (path, LUMBAR_DATABASE_READ_ONLY, key, error);
  g_autoptr (LumbarDatabase) copy = NULL;
  guint version;

  if (database == NULL || !lumbar_migrations_get_version (database, &version, error))
    return NULL;
  if (version >= lumbar_migrations_get_newest ())
    return g_steal_pointer (&database);
  copy = lumbar_database_copy_to_memory (database, error);
  if (copy == NULL || !lumbar_migrations_run (copy, error))
    return NULL;
  lumbar_database_set_read_only (copy);
  return g_steal_pointer (&copy);
}

static LumbarDatabase *
open_to_write (const char *path, const LumbarKey *key, const char *user, GError **error)
{
  g_autoptr (LumbarDatabase) database = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !create (path, key, user, error))
    return NULL;
  database = lumbar_database_open (path, LUMBAR_DATABASE_READ_WRITE, key, error);
  if (database == NULL || !bring_up_to_date (database, user, error))
    return NULL;
  lumbar_database_guard (database, lumbar_migrations_get_newest ());
  lumbar_database_hold_locks (database);
  lumbar_leftovers_remove (path);
  return g_steal_pointer (&database);
}

/* Whoever reads that a record is damaged wants to know what to do next. */
static void
name_backup (const char *path, GError *error)
{
  g_autofree char *newest =
    error->code == LUMBAR_ERROR_RECORD ? lumbar_backup_folder_find_newest (path) : NULL;
  g_autofree char *message = NULL;

  if (newest == NULL)
    return;
  message = error->message;
  error->message = g_strdup_printf (_("%1$s The newest backup is “%2$s”."), message, newest);
}

/**
 * lumbar_store_open_database:
 * @path: the file
 * @mode: for what
 * @key: (nullable): the key of an encrypted record, or of one that is to be
 * @user: who opens it
 *
 * Returns: (transfer full): the record's database, or %NULL with @error set and the file as it was
 */
LumbarDatabase *
lumbar_store_open_database (const char *path,
                            LumbarStoreMode mode,
                            const LumbarKey *key,
                            const char *user,
                            GError **error)
{
  g_autoptr (GError) problem = NULL;
  LumbarDatabase *database = mode == LUMBAR_STORE_READ_ONLY ? open_to_read (path, key, &problem)
                                                            : open_to_write (path, key, user, &problem);

  if (problem == NULL)
    return database;
  if (problem->domain == LUMBAR_ERROR)
    name_backup (path, problem);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

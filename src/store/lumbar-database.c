/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection to SQLite. Everything the record promises about durability stands here: WAL with
 * synchronous=FULL, one writer at a time who is waited for. */

#include "lumbar-database-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "lumbar-cipher.h"
#include "lumbar-quick-check.h"
#include "lumbar-record-file.h"

/* Longer than any transaction of ours takes; a second program waits its turn. */
#define BUSY_TIMEOUT_MS 5000

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* Whether what the write-ahead log holds goes into the file at the end; never into one that turns out to be damaged. */
static void
fold_log_on_close (LumbarDatabase *self, gboolean fold)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !fold, NULL);
}

/* A database in WAL mode wants to write a file beside itself even to be read. Where that is not
 * possible and no such file is pending, nobody can be writing either, and it may be read as it lies. */
static gboolean
open_handle (LumbarDatabase *self, int flags, gboolean immutable)
{
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, immutable ? "?immutable=1" : "", NULL);

  g_clear_pointer (&self->handle, sqlite3_close);
  if (sqlite3_open_v2 (name, &self->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return FALSE;
  sqlite3_extended_result_codes (self->handle, TRUE);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  fold_log_on_close (self, FALSE);
  if (self->key != NULL && !lumbar_cipher_set_key (self->handle, "main", self->key))
    return FALSE;
  return sqlite3_exec (self->handle, "SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK;
}

static gboolean
open_read_only (LumbarDatabase *self)
{
  if (open_handle (self, SQLITE_OPEN_READONLY, FALSE))
    return TRUE;
  switch (sqlite3_errcode (self->handle) & 0xff)
    {
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return !lumbar_record_file_has_log (self->path) && open_handle (self, SQLITE_OPEN_READONLY, TRUE);
    default:
      return FALSE;
    }
}

/* Settings that hold for one connection only. */
static gboolean
set_pragmas (LumbarDatabase *self, GError **error)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return lumbar_database_execute (self,
                                  "PRAGMA foreign_keys = ON;"
                                  "PRAGMA trusted_schema = OFF;"
                                  "PRAGMA cell_size_check = ON;"
                                  "PRAGMA temp_store = MEMORY;"
                                  "PRAGMA secure_delete = ON;",
                                  error);
}

/* A damaged file is not even given another way of journaling. */
static gboolean
prepare_to_write (LumbarDatabase *self, GError **error)
{
  gboolean quick = FALSE;

  return lumbar_quick_check_is_quick (self, &quick, error) && (!quick || lumbar_database_check (self, error)) &&
         lumbar_database_execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", error);
}

static void
set_open_error (LumbarDatabase *self, GError **error)
{
  int code = sqlite3_errcode (self->handle) & 0xff;

  if (self->key != NULL && (code == SQLITE_NOTADB || code == SQLITE_CORRUPT))
    lumbar_cipher_set_error (self->path, self->key, error);
  else
    lumbar_database_set_error (self, error);
}

/**
 * lumbar_database_open:
 * @path: the file
 * @mode: for what
 * @key: (nullable): the key of the file where it is encrypted, or is to be; copied
 *
 * Opens a file and sets it up. A file that is no record, or is damaged so that it shows at once, is
 * refused before SQLite could touch it.
 *
 * Returns: (transfer full): the database, or %NULL with @error set; %LUMBAR_ERROR_DENIED where the key is wrong or
 *   missing
 */
LumbarDatabase *
lumbar_database_open (const char *path, LumbarDatabaseMode mode, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarDatabase) self = g_new0 (LumbarDatabase, 1);
  gboolean opened;

  self->path = g_canonicalize_filename (path, NULL);
  self->key = key != NULL ? lumbar_key_copy (key) : NULL;
  self->read_only = mode == LUMBAR_DATABASE_READ_ONLY;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize);
  if (!lumbar_cipher_check (self->path, mode == LUMBAR_DATABASE_NEW, key, error) ||
      (mode != LUMBAR_DATABASE_NEW && !lumbar_record_file_check (self->path, error)))
    return NULL;
  self->file = lumbar_open_files_add (self->path, key != NULL);
  opened = self->read_only ? open_read_only (self) : open_handle (self, SQLITE_OPEN_READWRITE, FALSE);
  if (!opened)
    {
      set_open_error (self, error);
      return NULL;
    }
  /* SQLite falls back to reading without a word. */
  if (!self->read_only && sqlite3_db_readonly (self->handle, "main"))
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, EROFS, self->path);
      return NULL;
    }
  if (!set_pragmas (self, error) || (mode == LUMBAR_DATABASE_READ_WRITE && !prepare_to_write (self, error)))
    return NULL;
  fold_log_on_close (self, TRUE);
  return g_steal_pointer (&self);
}

/**
 * lumbar_database_open_beside:
 * @self: a database
 *
 * Opens its file a second time, to read what is committed, for another thread while @self goes on.
 *
 * Returns: (transfer full): the other connection, never shut, or %NULL with @error set
 */
LumbarDatabase *
lumbar_database_open_beside (LumbarDatabase *self, GError **error)
{
  g_autoptr (LumbarDatabase) other = g_new0 (LumbarDatabase, 1);

  other->path = g_strdup (self->path);
  other->key = self->key != NULL ? lumbar_key_copy (self->key) : NULL;
  other->read_only = TRUE;
  other->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize);
  other->file = lumbar_open_files_add (other->path, other->key != NULL);
  if (!open_read_only (other))
    {
      set_open_error (other, error);
      return NULL;
    }
  return set_pragmas (other, error) ? g_steal_pointer (&other) : NULL;
}

/* Where the header says how the file is journaled; https://www.sqlite.org/fileformat2.html#file_format_version_numbers */
#define WRITE_VERSION 18
#define READ_VERSION 19
#define LEGACY_JOURNAL 1

/**
 * lumbar_database_copy_to_memory:
 * @self: a database
 *
 * Returns: (transfer full): what it holds now, apart from its file: changes to it are lost with it; %NULL with @error
 *   set
 */
LumbarDatabase *
lumbar_database_copy_to_memory (LumbarDatabase *self, GError **error)
{
  g_autoptr (LumbarDatabase) copy = g_new0 (LumbarDatabase, 1);
  sqlite3_int64 size = 0;
  guint8 *pages = sqlite3_serialize (self->handle, "main", &size, 0);

  copy->path = g_strdup (self->path);
  copy->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize);
  if (pages == NULL || size <= READ_VERSION)
    {
      sqlite3_free (pages);
      lumbar_database_set_error (self, error);
      return NULL;
    }
  pages[WRITE_VERSION] = pages[READ_VERSION] = LEGACY_JOURNAL; /* Memory has no write-ahead log */
  if (sqlite3_open_v2 (":memory:", &copy->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
      sqlite3_extended_result_codes (copy->handle, TRUE) != SQLITE_OK ||
      /* The pages are SQLite's to free from here on, also when it fails. */
      sqlite3_deserialize (copy->handle, "main", pages, size, size,
                           SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) != SQLITE_OK)
    {
      lumbar_database_set_error (copy, error);
      return NULL;
    }
  return set_pragmas (copy, error) ? g_steal_pointer (&copy) : NULL;
}

/**
 * lumbar_database_check:
 * @self: a database
 *
 * Looks whether each page of the file is where it belongs, unless that was found already. Where one is not, nothing is
 * written to the file any more, also not when it is closed.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_database_check (LumbarDatabase *self, GError **error)
{
  if (self->checked)
    return TRUE;
  self->checked = lumbar_quick_check_run (self, error);
  if (self->checked)
    return TRUE;
  fold_log_on_close (self, FALSE);
  self->read_only = TRUE;
  return FALSE;
}

/**
 * lumbar_database_set_read_only:
 * @self: a database
 *
 * From now on nothing in it can be changed.
 */
void
lumbar_database_set_read_only (LumbarDatabase *self)
{
  self->read_only = TRUE;
}

/**
 * lumbar_database_hold_locks:
 * @self: a record that is open for writing
 *
 * Until it is closed no other program takes it for closed, whatever this one does with the file past SQLite.
 */
void
lumbar_database_hold_locks (LumbarDatabase *self)
{
  lumbar_open_files_hold (self->file, self->path);
}

/**
 * lumbar_database_close:
 * @self: (nullable): a database; what is not committed is undone
 */
void
lumbar_database_close (LumbarDatabase *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  lumbar_open_files_let_go (self->file);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("“%s” is closed while a statement still runs", self->path);
  lumbar_open_files_remove (self->file);
  lumbar_key_free (self->key);
  g_free (self->path);
  g_free (self);
}

/**
 * lumbar_database_get_path:
 * @self: a database
 *
 * Returns: its absolute path
 */
const char *
lumbar_database_get_path (LumbarDatabase *self)
{
  return self->path;
}

/**
 * lumbar_database_is_read_only:
 * @self: a database
 *
 * Returns: whether it was opened to be read only
 */
gboolean
lumbar_database_is_read_only (LumbarDatabase *self)
{
  return self->read_only;
}

/**
 * lumbar_database_get_key:
 * @self: a database
 *
 * Returns: (transfer none) (nullable): the key it was opened with
 */
const LumbarKey *
lumbar_database_get_key (LumbarDatabase *self)
{
  return self->key;
}

/**
 * lumbar_database_get_handle:
 * @self: a database
 *
 * Returns: (transfer none): SQLite's own handle, for its backup interface and for tests
 */
sqlite3 *
lumbar_database_get_handle (LumbarDatabase *self)
{
  return self->handle;
}

/**
 * lumbar_database_set_busy_timeout:
 * @self: a database
 * @milliseconds: how long to wait for another writer
 */
void
lumbar_database_set_busy_timeout (LumbarDatabase *self, int milliseconds)
{
  sqlite3_busy_timeout (self->handle, milliseconds);
}

/**
 * lumbar_database_execute:
 * @self: a database
 * @sql: one or more statements without parameters; never made from anybody's input
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_database_execute (LumbarDatabase *self, const char *sql, GError **error)
{
  if (!lumbar_database_check_not_shut (self, error))
    return FALSE;
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  lumbar_database_set_error (self, error);
  return FALSE;
}

/**
 * lumbar_database_query_int:
 * @self: a database
 * @sql: a query without parameters that gives one number
 * @number: (out): the number
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_database_query_int (LumbarDatabase *self, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = lumbar_database_take_statement (self, sql, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (found)
    *number = sqlite3_column_int64 (statement, 0);
  else
    lumbar_database_set_error (self, error);
  lumbar_database_return_statement (self, sql, statement);
  return found;
}

/* A full disk or a failing one makes SQLite undo the whole transaction at once; what comes after must
 * not be taken for a part of it. */
static gboolean
check_not_undone (LumbarDatabase *self, GError **error)
{
  if (self->depth == 0 || !sqlite3_get_autocommit (self->handle))
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("An earlier step on “%s” failed, and all of it was undone."), self->path);
  return FALSE;
}

/* Only now that nobody else can write does it stay what it is. */
static gboolean
check_not_newer (LumbarDatabase *self, GError **error)
{
  gint64 version = 0;

  if (self->depth > 0 || self->version == 0)
    return TRUE;
  if (lumbar_database_query_int (self, LUMBAR_SELECT_VERSION, &version, error))
    {
      if (version <= self->version)
        return TRUE;
      lumbar_database_set_newer_error (self, error);
    }
  sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * lumbar_database_begin:
 * @self: a database
 *
 * Begins a transaction, waiting for other writers; inside another one, a part that can be undone alone.
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_NEWER where a newer program has changed the schema meanwhile
 */
gboolean
lumbar_database_begin (LumbarDatabase *self, GError **error)
{
  /* SQLite would begin and refuse only the first change. */
  if (self->read_only)
    {
      lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, EROFS, self->path);
      return FALSE;
    }
  if (!check_not_undone (self, error) ||
      !lumbar_database_execute (self, self->depth == 0 ? "BEGIN IMMEDIATE" : "SAVEPOINT part", error) ||
      !check_not_newer (self, error))
    return FALSE;
  self->depth++;
  return TRUE;
}

/**
 * lumbar_database_commit:
 * @self: a database in a transaction
 *
 * Ends what lumbar_database_begin() began. When the outermost returns %TRUE, all of it is on disk.
 *
 * Returns: %FALSE with @error set; nothing was changed then
 */
gboolean
lumbar_database_commit (LumbarDatabase *self, GError **error)
{
  g_return_val_if_fail (self->depth > 0, FALSE);

  if (!check_not_undone (self, error) ||
      !lumbar_database_execute (self, self->depth == 1 ? "COMMIT" : "RELEASE part", error))
    {
      lumbar_database_rollback (self);
      return FALSE;
    }
  self->depth--;
  return TRUE;
}

/**
 * lumbar_database_rollback:
 * @self: a database in a transaction
 *
 * Undoes what was done since lumbar_database_begin().
 */
void
lumbar_database_rollback (LumbarDatabase *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, self->depth == 0 ? "ROLLBACK" : "ROLLBACK TO part; RELEASE part", NULL, NULL,
                  NULL);
}

/**
 * lumbar_database_end:
 * @self: a database in a transaction
 * @done: whether its steps succeeded
 *
 * Commits where they did, undoes them otherwise.
 *
 * Returns: @done and committed; @error is set by the step that failed
 */
gboolean
lumbar_database_end (LumbarDatabase *self, gboolean done, GError **error)
{
  if (done)
    return lumbar_database_commit (self, error);
  lumbar_database_rollback (self);
  return FALSE;
}

/**
 * lumbar_database_in_transaction:
 * @self: a database
 *
 * Returns: whether a transaction was begun and not ended
 */
gboolean
lumbar_database_in_transaction (LumbarDatabase *self)
{
  return self->depth > 0;
}

/**
 * lumbar_database_take_statement:
 * @self: a database
 * @sql: one statement; static
 *
 * Prepares a statement, or takes one that was prepared before and is idle.
 *
 * Returns: (nullable): the statement, to be given to lumbar_database_return_statement()
 */
sqlite3_stmt *
lumbar_database_take_statement (LumbarDatabase *self, const char *sql, GError **error)
{
  gpointer idle = NULL;
  sqlite3_stmt *statement = NULL;

  if (!lumbar_database_check_not_shut (self, error))
    return NULL;
  if (g_hash_table_steal_extended (self->statements, sql, NULL, &idle))
    return idle;
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) == SQLITE_OK)
    return statement;
  lumbar_database_set_error (self, error);
  return NULL;
}

/**
 * lumbar_database_return_statement:
 * @self: a database
 * @sql: what it was taken by
 * @statement: (transfer full): a statement
 *
 * Resets a statement and keeps it for the next time.
 */
void
lumbar_database_return_statement (LumbarDatabase *self, const char *sql, sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  g_hash_table_replace (self->statements, (gpointer) sql, statement);
}

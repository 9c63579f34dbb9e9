/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "lumbar-error.h"
#include "lumbar-key.h"

G_BEGIN_DECLS

/**
 * LumbarDatabase:
 *
 * One connection to one SQLite file: how it is opened, its transactions, and its errors in words.
 */
typedef struct _LumbarDatabase LumbarDatabase;

/**
 * LumbarDatabaseMode:
 * @LUMBAR_DATABASE_READ_ONLY: an existing record that is never changed
 * @LUMBAR_DATABASE_READ_WRITE: an existing record
 * @LUMBAR_DATABASE_NEW: a file of our own that nobody else knows yet: empty, or a copy
 */
typedef enum {
  LUMBAR_DATABASE_READ_ONLY,
  LUMBAR_DATABASE_READ_WRITE,
  LUMBAR_DATABASE_NEW,
} LumbarDatabaseMode;

LumbarDatabase *lumbar_database_open (const char *path,
                                      LumbarDatabaseMode mode,
                                      const LumbarKey *key,
                                      GError **error);
LumbarDatabase *lumbar_database_open_beside (LumbarDatabase *self, GError **error);
void lumbar_database_hold_locks (LumbarDatabase *self);
void lumbar_database_close (LumbarDatabase *self);
const char *lumbar_database_get_path (LumbarDatabase *self);
gboolean lumbar_database_is_read_only (LumbarDatabase *self);
const LumbarKey *lumbar_database_get_key (LumbarDatabase *self);
sqlite3 *lumbar_database_get_handle (LumbarDatabase *self);
LumbarDatabase *lumbar_database_copy_to_memory (LumbarDatabase *self, GError **error);
gboolean lumbar_database_check (LumbarDatabase *self, GError **error);
void lumbar_database_set_read_only (LumbarDatabase *self);
void lumbar_database_guard (LumbarDatabase *self, guint version);
void lumbar_database_set_shut (LumbarDatabase *self, gboolean shut);
void lumbar_database_set_busy_timeout (LumbarDatabase *self, int milliseconds);

gboolean lumbar_database_execute (LumbarDatabase *self, const char *sql, GError **error);
gboolean lumbar_database_query_int (LumbarDatabase *self, const char *sql, gint64 *number, GError **error);

gboolean lumbar_database_begin (LumbarDatabase *self, GError **error);
gboolean lumbar_database_commit (LumbarDatabase *self, GError **error);
void lumbar_database_rollback (LumbarDatabase *self);
gboolean lumbar_database_end (LumbarDatabase *self, gboolean done, GError **error);
gboolean lumbar_database_in_transaction (LumbarDatabase *self);

sqlite3_stmt *lumbar_database_take_statement (LumbarDatabase *self, const char *sql, GError **error);
void lumbar_database_return_statement (LumbarDatabase *self, const char *sql, sqlite3_stmt *statement);
void lumbar_database_set_error (LumbarDatabase *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarDatabase, lumbar_database_close)

G_END_DECLS

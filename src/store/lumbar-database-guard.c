/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connection to a record refuses: SQL that would undo its guards, always; all SQL while it is shut; and to
 * change what a newer program has brought to another schema meanwhile. */

#include "lumbar-database-private.h"

#include <glib/gi18n-lib.h>

/* What no work on a record ever does, whatever SQL it comes by: undo its guards, change the log, reach other files.
 * https://www.sqlite.org/c3ref/set_authorizer.html */
static int
authorize (void *data, int action, const char *first, const char *second, const char *schema, const char *by)
{
  switch (action)
    {
    case SQLITE_DROP_TRIGGER:
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_VIEW:
    case SQLITE_DROP_VTABLE:
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_CREATE_VIEW:
    case SQLITE_ALTER_TABLE:
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return SQLITE_DENY;
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return g_str_equal (first, "audit") || g_str_equal (first, "checkpoint") ||
                 g_str_equal (first, "sqlite_sequence")
               ? SQLITE_DENY
               : SQLITE_OK;
    case SQLITE_PRAGMA:
      return g_ascii_strcasecmp (first, "writable_schema") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
      return SQLITE_OK;
    }
}

/**
 * lumbar_database_guard:
 * @self: a record whose schema is today's
 * @version: of that schema
 *
 * From now on this connection takes no SQL that would undo the guards of the record, and changes nothing once another
 * program has brought it to a newer schema.
 */
void
lumbar_database_guard (LumbarDatabase *self, guint version)
{
  self->version = version;
  sqlite3_set_authorizer (self->handle, authorize, NULL);
}

/**
 * lumbar_database_is_newer:
 * @self: a database
 *
 * Returns: whether another program has brought it to a newer schema since it was opened
 */
gboolean
lumbar_database_is_newer (LumbarDatabase *self)
{
  sqlite3_stmt *statement = NULL;
  gboolean newer = FALSE;

  if (self->version > 0 &&
      sqlite3_prepare_v2 (self->handle, LUMBAR_SELECT_VERSION, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    newer = sqlite3_column_int64 (statement, 0) > self->version;
  sqlite3_finalize (statement);
  return newer;
}

/**
 * lumbar_database_set_newer_error:
 * @self: a database that lumbar_database_is_newer()
 */
void
lumbar_database_set_newer_error (LumbarDatabase *self, GError **error)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NEWER,
               _("A newer version of Lumbar has brought “%s” up to date while this one had it open. Nothing was "
                 "changed; close this one and update it."),
               self->path);
}

/**
 * lumbar_database_set_shut:
 * @self: a database
 * @shut: whether nothing of it may be read or written until somebody enters
 */
void
lumbar_database_set_shut (LumbarDatabase *self, gboolean shut)
{
  self->shut = shut;
}

/**
 * lumbar_database_check_not_shut:
 * @self: a database of which something is about to be read or written
 *
 * Returns: %FALSE with @error set where somebody must enter first
 */
gboolean
lumbar_database_check_not_shut (LumbarDatabase *self, GError **error)
{
  if (self->shut)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("“%s” is locked: enter with your passphrase."),
                 self->path);
  return !self->shut;
}

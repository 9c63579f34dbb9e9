/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite says when it fails, in words a clinician can act on. */

#include "lumbar-database-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "lumbar-record-file.h"
#include "lumbar-text.h"

static void
set_constraint_error (LumbarDatabase *self, int code, GError **error)
{
  switch (code)
    {
    case SQLITE_CONSTRAINT_TRIGGER:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED,
                   _("What is signed can't be changed (%s). Write an addendum instead."),
                   sqlite3_errmsg (self->handle));
      break;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND,
                   _("“%s” has no such patient or visit."), self->path);
      break;
    default:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” does not take this value: %s."), self->path, sqlite3_errmsg (self->handle));
      break;
    }
}

/* SQLite does not keep the system's reason for a write that fails while committing, but a quota or a
 * size limit must be told as what it is. Of a file that is open, "there is none" is never the reason: it is left over
 * from a look for another one. */
static void
set_io_error (LumbarDatabase *self, int code, int last_errno, GError **error)
{
  int problem = sqlite3_system_errno (self->handle);

  if ((code & 0xff) == SQLITE_IOERR && problem == ENOENT)
    problem = EIO;
  if (problem == 0 && (last_errno == EDQUOT || last_errno == EFBIG || last_errno == ENOSPC))
    problem = last_errno;
  lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, problem != 0 ? problem : EIO, self->path);
}

/**
 * lumbar_database_set_error:
 * @self: a database whose last call failed
 *
 * Says what SQLite said in plain words, with a code the caller can act on.
 */
void
lumbar_database_set_error (LumbarDatabase *self, GError **error)
{
  int last_errno = errno;
  int code = sqlite3_extended_errcode (self->handle);
  /* It quotes what stands in the file, which may be no text. */
  g_autofree char *reason = lumbar_text_clean (sqlite3_errmsg (self->handle), FALSE);

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, ENOSPC, self->path);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, EROFS, self->path);
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      set_io_error (self, code, last_errno, error);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_BUSY,
                   _("Another program is using “%s”. Nothing was changed; wait a moment and try again."),
                   self->path);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                   _("“%s” is damaged (%s). It is left as it is; restore the last good backup."), self->path,
                   reason);
      break;
    case SQLITE_CONSTRAINT:
      set_constraint_error (self, code, error);
      break;
    case SQLITE_AUTH:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_SIGNED, _("“%s” keeps its guards and its log: this is refused."),
                   self->path);
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("The text is too long for the record."));
      break;
    default:
      /* What this program asks for may have another name there. */
      if (lumbar_database_is_newer (self))
        lumbar_database_set_newer_error (self, error);
      else
        g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD, _("“%s” can't be used: %s."), self->path, reason);
      break;
    }
}

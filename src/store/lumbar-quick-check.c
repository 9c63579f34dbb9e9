/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is each page of the file where it belongs and readable? Neither the log nor the seals are looked at; that is what
 * lumbar_verify() does. */

#include "lumbar-quick-check.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "lumbar-record-file.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* A record of 178 MB took 0.7 s, on a busy machine twice as long: one of this size takes less than 0.1 s. */
#define MOST_BYTES (8 * 1024 * 1024)

/* SQLite tells a page that the disk did not give like one that is damaged. */
#define PAGE_NOT_READ "unable to get the page. error code="

/**
 * lumbar_quick_check_is_quick:
 * @database: a record
 * @quick: (out): whether it is so small that nobody notices the check
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_quick_check_is_quick (LumbarDatabase *database, gboolean *quick, GError **error)
{
  gint64 size = 0;

  if (!lumbar_database_query_int (
        database, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", &size, error))
    return FALSE;
  *quick = size <= MOST_BYTES;
  return TRUE;
}

static gboolean
is_read_error (const char *text)
{
  const char *code = strstr (text, PAGE_NOT_READ);

  return code != NULL && (atoi (code + strlen (PAGE_NOT_READ)) & 0xff) == SQLITE_IOERR;
}

/**
 * lumbar_quick_check_run:
 * @database: a record
 *
 * Reads the whole file, once.
 *
 * Returns: %FALSE with @error set, %LUMBAR_ERROR_RECORD where it is damaged
 */
gboolean
lumbar_quick_check_run (LumbarDatabase *database, GError **error)
{
  g_autoptr (LumbarStatement) check = lumbar_statement_new (database, "PRAGMA quick_check (1)", error);
  g_autofree char *damage = NULL;

  if (lumbar_statement_step (check, error) != LUMBAR_STEP_ROW)
    return FALSE;
  if (strcmp (lumbar_statement_get_text (check, 0), "ok") == 0)
    return TRUE;
  damage = lumbar_text_clean (lumbar_statement_get_text (check, 0), FALSE);
  if (is_read_error (damage))
    lumbar_record_file_set_error (error, LUMBAR_ERROR_RECORD, EIO, lumbar_database_get_path (database));
  else
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” is damaged (%s). It is left as it is; restore the last good backup."),
                 lumbar_database_get_path (database), damage);
  return FALSE;
}

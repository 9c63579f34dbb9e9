/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the record whole? The file, the references, the log's chain, the seals of what was signed. */

#include "lumbar-verify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-audit-table.h"
#include "lumbar-checkpoint.h"
#include "lumbar-head.h"
#include "lumbar-migrations.h"
#include "lumbar-seal.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

static gboolean
verify_file (LumbarDatabase *database, GError **error)
{
  g_autoptr (LumbarStatement) check = lumbar_statement_new (database, "PRAGMA integrity_check (1)", error);
  g_autofree char *damage = NULL;

  if (lumbar_statement_step (check, error) != LUMBAR_STEP_ROW)
    return FALSE;
  if (strcmp (lumbar_statement_get_text (check, 0), "ok") == 0)
    return TRUE;
  /* SQLite says it on several lines and quotes what stands in the file; a message is one line of text. */
  damage = lumbar_text_clean (lumbar_statement_get_text (check, 0), FALSE);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("“%s” is damaged (%s). It is left as it is; restore the last good backup."),
               lumbar_database_get_path (database), damage);
  return FALSE;
}

static gboolean
verify_references (LumbarDatabase *database, GError **error)
{
  g_autoptr (LumbarStatement) check = lumbar_statement_new (database, "PRAGMA foreign_key_check", error);
  LumbarStep step = lumbar_statement_step (check, error);

  if (step == LUMBAR_STEP_ROW)
    {
      /* Whoever tampers with a file names its tables as they like. */
      g_autofree char *table = lumbar_text_clean (lumbar_statement_get_text (check, 0), FALSE);
      g_autofree char *parent = lumbar_text_clean (lumbar_statement_get_text (check, 2), FALSE);

      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                   _("“%s” was tampered with: a row of “%s” belongs to a row of “%s” that is not there."),
                   lumbar_database_get_path (database), table, parent);
    }
  return step == LUMBAR_STEP_DONE;
}

/* A backup of an older record, before it is brought up to date, has none. */
static gboolean
verify_vouchers (LumbarDatabase *database, GError **error)
{
  guint version;

  return lumbar_migrations_get_version (database, &version, error) &&
         (version < 6 || (lumbar_checkpoint_verify (database, error) && lumbar_head_verify (database, error)));
}

static gboolean
summarize (LumbarDatabase *database, char **summary, GError **error)
{
  g_autoptr (LumbarStatement) counts = lumbar_statement_new (
    database,
    "SELECT (SELECT count (*) FROM patient WHERE deleted_at = ''),"
    "       (SELECT count (*) FROM encounter WHERE status = 'signed'),"
    "       (SELECT count (*) FROM encounter WHERE status = 'draft'),"
    "       (SELECT count (*) FROM answer), (SELECT count (*) FROM measure),"
    "       (SELECT count (*) FROM event), (SELECT count (*) FROM audit)",
    error);

  if (lumbar_statement_step (counts, error) != LUMBAR_STEP_ROW)
    return FALSE;
  *summary = g_strdup_printf (_("Whole: patients %s, signed visits %s, drafts %s, answers %s, measures %s, "
                                "events %s, log rows %s"),
                              lumbar_statement_get_text (counts, 0), lumbar_statement_get_text (counts, 1),
                              lumbar_statement_get_text (counts, 2), lumbar_statement_get_text (counts, 3),
                              lumbar_statement_get_text (counts, 4), lumbar_statement_get_text (counts, 5),
                              lumbar_statement_get_text (counts, 6));
  return TRUE;
}

/**
 * lumbar_verify:
 * @database: a record
 * @summary: (out) (optional) (transfer full): what it holds, one line
 *
 * Reads the whole record, as it stood at one moment, and looks for damage and for tampering.
 *
 * Returns: %FALSE with @error naming the first thing that is wrong
 */
gboolean
lumbar_verify (LumbarDatabase *database, char **summary, GError **error)
{
  gboolean whole;

  /* A deferred transaction: one state of the file for all that is read, without keeping writers out. */
  if (!lumbar_database_execute (database, "SAVEPOINT verify", error))
    return FALSE;
  whole = verify_file (database, error) && verify_references (database, error) &&
          lumbar_audit_table_verify (database, error) && verify_vouchers (database, error) &&
          lumbar_seal_verify (database, error) &&
          (summary == NULL || summarize (database, summary, error));
  return lumbar_database_execute (database, "RELEASE verify", whole ? error : NULL) && whole;
}

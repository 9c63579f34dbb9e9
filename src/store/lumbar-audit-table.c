/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log: who did what, each row chained to the one before by its hash. What is hashed is written down
 * in schema/001-initial.sql. */

#include "lumbar-audit-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-log-entry.h"
#include "lumbar-seal.h"
#include "lumbar-statement.h"

/**
 * lumbar_audit_table_append:
 * @database: a record in a transaction
 * @who: who did it
 * @action: what: "create", "sign", "view", …
 * @subject_kind: (nullable): to what kind of thing
 * @subject_id: (nullable): to which
 * @detail: (nullable): what else must be known; never a name
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_audit_table_append (LumbarDatabase *database,
                           const char *who,
                           const char *action,
                           const char *subject_kind,
                           const char *subject_id,
                           const char *detail,
                           GError **error)
{
  g_autoptr (LumbarStatement) last = NULL;
  g_autoptr (LumbarStatement) insert = NULL;
  g_autofree char *at = lumbar_date_time_now ();
  g_autofree char *previous = NULL;
  g_autofree char *seq_text = NULL;
  g_autofree char *hash = NULL;
  gint64 seq;

  /* Reading the last row and writing the next must be one step. */
  g_return_val_if_fail (lumbar_database_in_transaction (database), FALSE);

  last = lumbar_statement_new (database,
                               "SELECT coalesce (max (seq), 0) + 1, coalesce (hash, '') FROM audit", error);
  if (lumbar_statement_step (last, error) != LUMBAR_STEP_ROW)
    return FALSE;
  seq = lumbar_statement_get_int (last, 0);
  previous = g_strdup (lumbar_statement_get_text (last, 1));
  seq_text = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  subject_kind = subject_kind ? subject_kind : "";
  subject_id = subject_id ? subject_id : "";
  detail = detail ? detail : "";
  hash = lumbar_seal_fields ((const char *const[]) { seq_text, at, who, action, subject_kind, subject_id, detail,
                                                     previous, NULL });

  insert = lumbar_statement_new (database,
                                 "INSERT INTO audit VALUES (:seq, :at, :who, :action, :subject_kind, "
                                 ":subject_id, :detail, :previous, :hash)",
                                 error);
  lumbar_statement_bind_int (insert, ":seq", seq);
  lumbar_statement_bind_text (insert, ":at", at);
  lumbar_statement_bind_text (insert, ":who", who);
  lumbar_statement_bind_text (insert, ":action", action);
  lumbar_statement_bind_text (insert, ":subject_kind", subject_kind);
  lumbar_statement_bind_text (insert, ":subject_id", subject_id);
  lumbar_statement_bind_text (insert, ":detail", detail);
  lumbar_statement_bind_text (insert, ":previous", previous);
  lumbar_statement_bind_text (insert, ":hash", hash);
  return lumbar_statement_run (insert, error);
}

/**
 * lumbar_audit_table_list:
 * @database: a record
 * @subject_id: (nullable): only what was done to this; %NULL for all
 * @before: only rows before this number; 0 for all
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type LumbarLogEntry): rows, the last one first, or %NULL with @error set
 */
GPtrArray *
lumbar_audit_table_list (LumbarDatabase *database, const char *subject_id, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_log_entry_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT seq, at, who, action, subject_kind, subject_id FROM audit WHERE (:subject IS NULL OR subject_id = :subject)"
    " AND (:before = 0 OR seq < :before) ORDER BY seq DESC LIMIT :limit",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":subject", subject_id);
  lumbar_statement_bind_int (row, ":before", before);
  lumbar_statement_bind_int (row, ":limit", limit);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (entries,
                     lumbar_log_entry_new (lumbar_statement_get_int (row, 0), lumbar_statement_get_text (row, 1),
                                           lumbar_statement_get_text (row, 2), lumbar_statement_get_text (row, 3),
                                           lumbar_statement_get_text (row, 4), lumbar_statement_get_text (row, 5)));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/**
 * lumbar_audit_table_count:
 * @database: a record
 * @n: (out): how many rows its log has
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_audit_table_count (LumbarDatabase *database, gint64 *n, GError **error)
{
  return lumbar_database_query_int (database, "SELECT count (*) FROM audit", n, error);
}

static gboolean
set_broken (LumbarDatabase *database, gint64 row, const char *problem, GError **error)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("The log of “%s” was tampered with at row %" G_GINT64_FORMAT ": %s."),
               lumbar_database_get_path (database), row, problem);
  return FALSE;
}

static gboolean
verify_row (LumbarDatabase *database, LumbarStatement *row, gint64 seq, const char *previous, GError **error)
{
  const char *fields[] = { NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL };
  g_autofree char *hash = NULL;

  for (guint i = 0; i < 8; i++)
    fields[i] = lumbar_statement_get_text (row, i);
  if (lumbar_statement_get_int (row, 0) != seq)
    return set_broken (database, seq, _("it is missing"), error);
  if (strcmp (fields[7], previous) != 0)
    return set_broken (database, seq, _("it does not follow from the row before"), error);
  hash = lumbar_seal_fields (fields);
  if (strcmp (hash, lumbar_statement_get_text (row, 8)) != 0)
    return set_broken (database, seq, _("its content was changed"), error);
  return TRUE;
}

/**
 * lumbar_audit_table_verify:
 * @database: a record
 *
 * Recomputes the chain.
 *
 * Returns: %FALSE with @error naming the first row that is missing, changed or put in
 */
gboolean
lumbar_audit_table_verify (LumbarDatabase *database, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT seq, at, who, action, subject_kind, subject_id, detail, previous_hash, hash FROM audit ORDER BY seq",
    error);
  g_autofree char *previous = g_strdup ("");
  gint64 seq = 0, last_given = 0;
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      if (!verify_row (database, row, ++seq, previous, error))
        return FALSE;
      g_free (previous);
      previous = g_strdup (lumbar_statement_get_text (row, 8));
    }
  if (step == LUMBAR_STEP_ERROR ||
      !lumbar_database_query_int (
        database, "SELECT coalesce (max (seq), 0) FROM sqlite_sequence WHERE name = 'audit'", &last_given, error))
    return FALSE;
  return last_given == seq || set_broken (database, seq + 1, _("it is missing"), error);
}

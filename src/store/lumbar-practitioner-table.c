/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people who may enter, as rows. */

#include "lumbar-practitioner-table.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

#define SELECT "SELECT id, name, role, wrapped <> '' FROM practitioner "

static LumbarPractitioner *
read_row (LumbarStatement *row)
{
  LumbarRole role = LUMBAR_ROLE_READER; /* What is not known may the least */
  LumbarPractitioner *practitioner;

  lumbar_role_from_id (lumbar_statement_get_text (row, 2), &role);
  practitioner = lumbar_practitioner_new (lumbar_statement_get_text (row, 1), role);
  lumbar_set_str (&practitioner->id, lumbar_statement_get_text (row, 0));
  practitioner->may_enter = lumbar_statement_get_int (row, 3) != 0;
  return practitioner;
}

/**
 * lumbar_practitioner_table_has_any:
 * @database: a record
 * @has: (out): whether anybody has a passphrase, so that nobody enters without one
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_practitioner_table_has_any (LumbarDatabase *database, gboolean *has, GError **error)
{
  gint64 n;

  if (!lumbar_database_query_int (database, "SELECT count (*) FROM practitioner WHERE wrapped <> ''", &n, error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

/**
 * lumbar_practitioner_table_list:
 * @database: a record
 *
 * Returns: (transfer full) (element-type LumbarPractitioner): everybody, by name, or %NULL with @error set
 */
GPtrArray *
lumbar_practitioner_table_list (LumbarDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_practitioner_free);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (database, SELECT "ORDER BY name", error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (all, read_row (row));
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static LumbarPractitioner *
read_one (LumbarStatement *row, GError **error)
{
  switch (lumbar_statement_step (row, error))
    {
    case LUMBAR_STEP_ROW:
      return read_row (row);
    case LUMBAR_STEP_DONE:
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("Nobody of this name may enter the record."));
      return NULL;
    case LUMBAR_STEP_ERROR:
    default:
      return NULL;
    }
}

/**
 * lumbar_practitioner_table_get:
 * @database: a record
 * @id: a practitioner
 *
 * Returns: (transfer full): the practitioner, or %NULL with @error set
 */
LumbarPractitioner *
lumbar_practitioner_table_get (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (database, SELECT "WHERE id = :id", error);

  lumbar_statement_bind_text (row, ":id", id);
  return read_one (row, error);
}

/**
 * lumbar_practitioner_table_get_wrapped:
 * @database: a record
 * @id: a practitioner
 *
 * Returns: (transfer full): the key of the record wrapped by their passphrase, "" where they may not enter; %NULL
 *   with @error set
 */
char *
lumbar_practitioner_table_get_wrapped (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, "SELECT coalesce (max (wrapped), '') FROM practitioner WHERE id = :id", error);

  lumbar_statement_bind_text (row, ":id", id);
  return lumbar_statement_step (row, error) == LUMBAR_STEP_ROW ? g_strdup (lumbar_statement_get_text (row, 0)) : NULL;
}

/**
 * lumbar_practitioner_table_save:
 * @database: a record in a transaction
 * @practitioner: whoever it is; given an id where there is none
 * @wrapped: (nullable): the key of the record wrapped by their passphrase; "" takes the right to enter; %NULL leaves
 *   it as it is
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_INPUT for a name that is taken
 */
gboolean
lumbar_practitioner_table_save (LumbarDatabase *database,
                                LumbarPractitioner *practitioner,
                                const char *wrapped,
                                GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO practitioner VALUES (:id, :name, :role, coalesce (:wrapped, ''), :now, :now)"
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, changed_at = excluded.changed_at,"
    " wrapped = coalesce (:wrapped, wrapped)",
    error);
  g_autofree char *now = lumbar_date_time_now ();

  if (*practitioner->id == '\0')
    {
      g_free (practitioner->id);
      practitioner->id = g_uuid_string_random ();
    }
  lumbar_statement_bind_text (statement, ":id", practitioner->id);
  lumbar_statement_bind_text (statement, ":name", practitioner->name);
  lumbar_statement_bind_text (statement, ":role", lumbar_role_to_id (practitioner->role));
  lumbar_statement_bind_text (statement, ":wrapped", wrapped);
  lumbar_statement_bind_text (statement, ":now", now);
  if (!lumbar_statement_run (statement, error))
    return FALSE;
  if (wrapped != NULL)
    practitioner->may_enter = *wrapped != '\0';
  return TRUE;
}

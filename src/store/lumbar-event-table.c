/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened between visits, as rows. */

#include "lumbar-event-table.h"

#include <glib/gi18n-lib.h>

#include "lumbar-statement.h"
#include "lumbar-text.h"

static gboolean
has_event (LumbarDatabase *database, const char *id, gboolean *has, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (database, "SELECT 1 FROM event WHERE id = :id", error);

  lumbar_statement_bind_text (row, ":id", id);
  return lumbar_statement_find (row, has, error);
}

/**
 * lumbar_event_table_save:
 * @database: a record in a transaction
 * @event: an event
 * @is_new: (out): whether it was added rather than changed
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_event_table_save (LumbarDatabase *database, LumbarEvent *event, gboolean *is_new, GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO event VALUES (:id, :patient, :kind, :on, :text)"
    " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, \"on\" = excluded.\"on\", text = excluded.text",
    error);
  g_autofree char *text = lumbar_text_clean (event->text, TRUE);
  gboolean has;

  if (statement == NULL || !has_event (database, event->id, &has, error))
    return FALSE;
  *is_new = !has;
  lumbar_statement_bind_text (statement, ":id", event->id);
  lumbar_statement_bind_text (statement, ":patient", event->patient_id);
  lumbar_statement_bind_text (statement, ":kind", lumbar_event_kind_to_id (event->kind));
  lumbar_statement_bind_text (statement, ":on", event->on);
  lumbar_statement_bind_text (statement, ":text", text);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_event_table_list:
 * @database: a record
 * @patient_id: the patient
 *
 * Returns: (transfer full) (element-type LumbarEvent): the events by day, without those of a kind that
 *   only a newer version knows, or %NULL with @error set
 */
GPtrArray *
lumbar_event_table_list (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database, "SELECT id, kind, \"on\", text FROM event WHERE patient_id = :patient ORDER BY \"on\", id", error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":patient", patient_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarEventKind kind;
      LumbarEvent *event;

      if (!lumbar_event_kind_from_id (lumbar_statement_get_text (row, 1), &kind))
        continue;
      event = lumbar_event_new (patient_id, kind, lumbar_statement_get_text (row, 2),
                                lumbar_statement_get_text (row, 3));
      lumbar_set_str (&event->id, lumbar_statement_get_text (row, 0));
      g_ptr_array_add (events, event);
    }
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&events) : NULL;
}

/**
 * lumbar_event_table_delete:
 * @database: a record in a transaction
 * @id: an event
 *
 * Returns: %FALSE with @error set where there is no such event
 */
gboolean
lumbar_event_table_delete (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) statement =
    lumbar_statement_new (database, "DELETE FROM event WHERE id = :id RETURNING id", error);
  gboolean found;

  lumbar_statement_bind_text (statement, ":id", id);
  if (!lumbar_statement_find (statement, &found, error))
    return FALSE;
  if (!found)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("There is no such event in the record."));
  return found;
}

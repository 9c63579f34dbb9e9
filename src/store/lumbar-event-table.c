/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened between visits, as rows, and the versions that it had. An older record that is only read knows no
 * versions: there nothing was ever withdrawn. */

#include "lumbar-event-table.h"

#include <glib/gi18n-lib.h>

#include "lumbar-merge-table.h"
#include "lumbar-migrations.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* The step of the schema that made the trail. */
#define FIRST_VERSION 5

/* What read_row () reads, in this order. */
#define COLUMNS "id, patient_id, kind, \"on\", text, withdrawn"

/* %NULL for a kind that only a newer version knows. */
static LumbarEvent *
read_row (LumbarStatement *row)
{
  LumbarEventKind kind;
  LumbarEvent *event;

  if (!lumbar_event_kind_from_id (lumbar_statement_get_text (row, 2), &kind))
    return NULL;
  event = lumbar_event_new (lumbar_statement_get_text (row, 1), kind, lumbar_statement_get_text (row, 3),
                            lumbar_statement_get_text (row, 4));
  lumbar_set_str (&event->id, lumbar_statement_get_text (row, 0));
  event->withdrawn = lumbar_statement_get_int (row, 5) != 0;
  return event;
}

/* What is written about an event, but for its patient. */
static void
bind_event (LumbarStatement *statement, LumbarEvent *event)
{
  lumbar_statement_bind_text (statement, ":id", event->id);
  lumbar_statement_bind_text (statement, ":kind", lumbar_event_kind_to_id (event->kind));
  lumbar_statement_bind_text (statement, ":on", event->on);
  lumbar_statement_bind_text (statement, ":text", event->text);
  lumbar_statement_bind_int (statement, ":withdrawn", event->withdrawn);
}

/**
 * lumbar_event_table_has_trail:
 * @database: a record
 * @has: (out): whether its schema keeps the versions of events; older ones, of which a backup is verified, do not
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_event_table_has_trail (LumbarDatabase *database, gboolean *has, GError **error)
{
  guint version;

  if (!lumbar_migrations_get_version (database, &version, error))
    return FALSE;
  *has = version >= FIRST_VERSION;
  return TRUE;
}

/**
 * lumbar_event_table_get:
 * @database: a record of today's schema
 * @id: an event
 *
 * Returns: (transfer full): the event as it stands, or %NULL with @error set; %LUMBAR_ERROR_NOT_FOUND where there
 *   is none
 */
LumbarEvent *
lumbar_event_table_get (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (LumbarStatement) row =
    lumbar_statement_new (database, "SELECT " COLUMNS " FROM event WHERE id = :id", error);
  LumbarEvent *event = NULL;
  LumbarStep step;

  lumbar_statement_bind_text (row, ":id", id);
  step = lumbar_statement_step (row, error);
  if (step == LUMBAR_STEP_ROW)
    event = read_row (row);
  if (event == NULL && step != LUMBAR_STEP_ERROR)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("There is no such event in the record."));
  return event;
}

/**
 * lumbar_event_table_save:
 * @database: a record in a transaction
 * @event: an event, new or changed
 *
 * Writes it as it stands, without a version.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_event_table_save (LumbarDatabase *database, LumbarEvent *event, GError **error)
{
  g_autoptr (LumbarStatement) update = lumbar_statement_new (
    database,
    "UPDATE event SET kind = :kind, \"on\" = :on, text = :text, withdrawn = :withdrawn WHERE id = :id RETURNING id",
    error);
  g_autoptr (LumbarStatement) insert = NULL;
  gboolean found;

  if (update == NULL)
    return FALSE;
  bind_event (update, event);
  if (!lumbar_statement_find (update, &found, error) || found)
    return found;
  insert = lumbar_statement_new (
    database, "INSERT INTO event VALUES (:id, :patient, :kind, :on, :text, :withdrawn)", error);
  if (insert == NULL)
    return FALSE;
  bind_event (insert, event);
  lumbar_statement_bind_text (insert, ":patient", event->patient_id);
  return lumbar_statement_run (insert, error);
}

/**
 * lumbar_event_table_list:
 * @database: a record
 * @patient_id: the patient
 *
 * Returns: (transfer full) (element-type LumbarEvent): the events by day, withdrawn ones too, without those of a
 *   kind that only a newer version knows, or %NULL with @error set
 */
GPtrArray *
lumbar_event_table_list (LumbarDatabase *database, const char *patient_id, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LumbarStatement) row = NULL;
  LumbarStep step;

  row = lumbar_statement_new (
    database, "SELECT " COLUMNS " FROM event WHERE patient_id IN " LUMBAR_SAME_AS (":patient") " ORDER BY \"on\", id",
    error);
  lumbar_statement_bind_text (row, ":patient", patient_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarEvent *event = read_row (row);

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&events) : NULL;
}

/**
 * lumbar_event_table_add_version:
 * @database: a record in a transaction
 * @event: an event as it was just saved
 * @at: this instant
 * @author: who saved it
 *
 * Adds it after the versions that it has.
 *
 * Returns: (transfer full): the id of the version, or %NULL with @error set
 */
char *
lumbar_event_table_add_version (LumbarDatabase *database,
                                LumbarEvent *event,
                                const char *at,
                                const char *author,
                                GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO event_version VALUES (:id,"
    " (SELECT coalesce (max (position), 0) + 1 FROM event_version WHERE event_id = :id), :version, :at, :author,"
    " :kind, :on, :text, :withdrawn)",
    error);
  g_autofree char *version = g_uuid_string_random ();

  if (statement == NULL)
    return NULL;
  bind_event (statement, event);
  lumbar_statement_bind_text (statement, ":version", version);
  lumbar_statement_bind_text (statement, ":at", at);
  lumbar_statement_bind_text (statement, ":author", author);
  return lumbar_statement_run (statement, error) ? g_steal_pointer (&version) : NULL;
}

/**
 * lumbar_event_table_list_versions:
 * @database: a record
 * @id: an event
 *
 * Returns: (transfer full) (element-type LumbarEventVersion): its versions, the first one first, or %NULL with
 *   @error set
 */
GPtrArray *
lumbar_event_table_list_versions (LumbarDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_event_version_free);
  g_autoptr (LumbarStatement) row = NULL;
  LumbarStep step;

  row = lumbar_statement_new (
    database,
    "SELECT event.id, patient_id, v.kind, v.\"on\", v.text, v.withdrawn, v.at, v.author FROM event_version AS v"
    " JOIN event ON event.id = event_id WHERE event_id = :id ORDER BY position",
    error);
  lumbar_statement_bind_text (row, ":id", id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarEvent *event = read_row (row);

      if (event != NULL)
        g_ptr_array_add (versions, lumbar_event_version_new (lumbar_statement_get_text (row, 6),
                                                             lumbar_statement_get_text (row, 7), event));
    }
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&versions) : NULL;
}

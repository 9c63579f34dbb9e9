/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record, events: each change adds a version and a row in the log; none is ever removed. */

#include "lumbar-store-private.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-event-table.h"
#include "lumbar-seal.h"
#include "lumbar-text.h"

static const char *
name_action (LumbarEvent *before, LumbarEvent *event)
{
  if (before == NULL)
    return "create";
  if (before->withdrawn == event->withdrawn)
    return "change";
  return event->withdrawn ? "withdraw" : "restore";
}

/* The row in the log names the version and seals it: who, when and what stands in the version, and what it was
 * before in the one before. */
static gboolean
save_and_log (LumbarStore *self, LumbarEvent *before, LumbarEvent *event, GError **error)
{
  g_autofree char *now = lumbar_date_time_now ();
  g_autofree char *version = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *detail = NULL;

  if (!lumbar_event_table_save (self->database, event, error))
    return FALSE;
  version = lumbar_event_table_add_version (self->database, event, now, self->user, error);
  seal = version ? lumbar_seal_event_version (self->database, version, error) : NULL;
  if (seal == NULL)
    return FALSE;
  detail = g_strdup_printf ("%s %s", version, seal);
  return lumbar_store_append_log (self, name_action (before, event), "event", event->id, detail, error);
}

/* In a transaction, so that what it was before is what it is when it is written. */
static gboolean
save_changed (LumbarStore *self, LumbarEvent *event, GError **error)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (LumbarEvent) before = lumbar_event_table_get (self->database, event->id, &missing);

  if (missing != NULL && !g_error_matches (missing, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return FALSE;
    }
  if (before != NULL && lumbar_event_equal (before, event))
    return TRUE;
  return save_and_log (self, before, event, error);
}

/**
 * lumbar_store_save_event:
 * @self: a record
 * @event: an event
 *
 * Adds an event, or changes the one with this id: its kind, day, text, or whether it is withdrawn. What it was
 * before stays in the record. One that says the same as before is left alone.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_save_event (LumbarStore *self, LumbarEvent *event, GError **error)
{
  g_autoptr (LumbarEvent) clean = lumbar_event_copy (event);
  g_autofree char *text = lumbar_text_clean (event->text, TRUE);

  if (!lumbar_date_is_valid (event->on))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” is no day of the calendar. Write it as 2026-11-22."), event->on);
      return FALSE;
    }
  lumbar_set_str (&clean->text, text);
  return lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, save_changed (self, clean, error), error);
}

static gboolean
withdraw (LumbarStore *self, const char *id, GError **error)
{
  g_autoptr (LumbarEvent) before = lumbar_event_table_get (self->database, id, error);
  g_autoptr (LumbarEvent) event = before ? lumbar_event_copy (before) : NULL;

  if (event == NULL)
    return FALSE;
  event->withdrawn = TRUE;
  return before->withdrawn || save_and_log (self, before, event, error);
}

/**
 * lumbar_store_withdraw_event:
 * @self: a record
 * @id: an event
 *
 * Marks an event as entered in error. It is kept, and saving it unmarked takes the mark away.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_withdraw_event (LumbarStore *self, const char *id, GError **error)
{
  return lumbar_store_require (self, LUMBAR_RIGHT_PREPARE, error) && lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, withdraw (self, id, error), error);
}

/**
 * lumbar_store_list_events:
 * @self: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarEvent): the events that stand, by day, or %NULL with @error set
 */
GPtrArray *
lumbar_store_list_events (LumbarStore *self, const char *patient_id, GError **error)
{
  GPtrArray *events = lumbar_store_list_all_events (self, patient_id, error);

  for (guint i = events ? events->len : 0; i > 0; i--)
    if (((LumbarEvent *) events->pdata[i - 1])->withdrawn)
      g_ptr_array_remove_index (events, i - 1);
  return events;
}

/**
 * lumbar_store_list_all_events:
 * @self: a record
 * @patient_id: a patient
 *
 * Returns: (transfer full) (element-type LumbarEvent): the events by day, those that were withdrawn too, or %NULL
 *   with @error set
 */
GPtrArray *
lumbar_store_list_all_events (LumbarStore *self, const char *patient_id, GError **error)
{
  return lumbar_event_table_list (self->database, patient_id, error);
}

/**
 * lumbar_store_list_event_versions:
 * @self: a record
 * @id: an event
 *
 * Returns: (transfer full) (element-type LumbarEventVersion): what it said, the first version first, with who
 *   wrote it when; %NULL with @error set
 */
GPtrArray *
lumbar_store_list_event_versions (LumbarStore *self, const char *id, GError **error)
{
  return lumbar_event_table_list_versions (self->database, id, error);
}

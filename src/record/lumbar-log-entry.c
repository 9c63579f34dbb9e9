/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who did what, when. */

#include "lumbar-log-entry.h"

/**
 * lumbar_log_entry_new:
 * @seq: its number
 * @at: when, an instant
 * @who: who did it
 * @action: what
 * @subject_kind: to what kind of thing
 * @subject_id: to which
 *
 * Returns: (transfer full): the row
 */
LumbarLogEntry *
lumbar_log_entry_new (gint64 seq,
                      const char *at,
                      const char *who,
                      const char *action,
                      const char *subject_kind,
                      const char *subject_id)
{
  LumbarLogEntry *self = g_new0 (LumbarLogEntry, 1);

  self->seq = seq;
  self->at = g_strdup (at);
  self->who = g_strdup (who);
  self->action = g_strdup (action);
  self->subject_kind = g_strdup (subject_kind);
  self->subject_id = g_strdup (subject_id);
  return self;
}

/**
 * lumbar_log_entry_free:
 * @self: (transfer full): a row
 */
void
lumbar_log_entry_free (LumbarLogEntry *self)
{
  g_free (self->at);
  g_free (self->who);
  g_free (self->action);
  g_free (self->subject_kind);
  g_free (self->subject_id);
  g_free (self);
}

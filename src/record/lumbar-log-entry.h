/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarLogEntry:
 * @seq: its number; each row has one more than the row before
 * @at: when, an instant
 * @who: who did it
 * @action: what: "sign", "view", "login" …
 * @subject_kind: to what kind of thing, or ""
 * @subject_id: to which, or ""
 *
 * One row of the log.
 */
typedef struct {
  gint64 seq;
  char *at;
  char *who;
  char *action;
  char *subject_kind;
  char *subject_id;
} LumbarLogEntry;

LumbarLogEntry *lumbar_log_entry_new (gint64 seq,
                                      const char *at,
                                      const char *who,
                                      const char *action,
                                      const char *subject_kind,
                                      const char *subject_id);
void lumbar_log_entry_free (LumbarLogEntry *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

/**
 * LumbarRecordSummary:
 * @n_patients: that are not deleted
 * @n_visits: signed and begun
 * @n_signed: signed visits
 * @n_answers: answers of all visits
 * @n_events: events
 * @n_log: rows of the log
 * @last_change: when the last row of the log was written, an instant, or ""
 * @last_hash: the hash of that row, or ""
 *
 * What a record holds, in numbers and without names.
 */
typedef struct {
  gint64 n_patients;
  gint64 n_visits;
  gint64 n_signed;
  gint64 n_answers;
  gint64 n_events;
  gint64 n_log;
  char *last_change;
  char *last_hash;
} LumbarRecordSummary;

LumbarRecordSummary *lumbar_record_summary_new (LumbarDatabase *database, GError **error);
void lumbar_record_summary_free (LumbarRecordSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarRecordSummary, lumbar_record_summary_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-error.h"

G_BEGIN_DECLS

/**
 * LumbarSalvage:
 * @n_pages: how many pages the damaged file has
 * @n_lost_pages: of how many nothing could be read
 * @n_patients: patients that were read
 * @n_visits: visits that were read, signed or not
 * @n_answers: answers that were read
 * @n_events: events that were read
 * @n_log: rows of the log that were read
 * @n_others: rows of all else that were read
 * @n_rebuilt_patients: patients whose row is lost, put together from what else is known of them
 * @n_rebuilt_visits: visits whose row is lost or cut off, put together as drafts
 * @n_lost_log: rows that the log must have had and that are missing
 * @is_unguarded: whether people had passphrases and none is left, so that anybody may enter the new record
 * @problem: (nullable): the first thing that verifying the new record finds; %NULL where it is whole
 *
 * What was read out of a damaged record, and what was lost.
 */
typedef struct {
  guint n_pages;
  guint n_lost_pages;
  guint n_patients;
  guint n_visits;
  guint n_answers;
  guint n_events;
  guint n_log;
  guint n_others;
  guint n_rebuilt_patients;
  guint n_rebuilt_visits;
  guint n_lost_log;
  gboolean is_unguarded;
  char *problem;
} LumbarSalvage;

LumbarSalvage *lumbar_salvage_run (const char *path, const char *output, GError **error);
void lumbar_salvage_free (LumbarSalvage *self);
char *lumbar_salvage_describe (const LumbarSalvage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarSalvage, lumbar_salvage_free)

G_END_DECLS

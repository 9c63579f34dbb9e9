/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-second-place.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

/**
 * LumbarDailyBackup:
 * @path: (nullable): today's backup
 * @made: whether it was made now; otherwise it was there
 * @n_removed: how many old ones were removed
 * @tested: whether a backup was restored to test it
 * @test_problem: (nullable): what was wrong with it; %NULL where it was whole
 * @second: what became of the copy in the second place
 * @second_problem: (nullable): why it can't be copied there
 *
 * The backup of the day, in three parts: lumbar_daily_backup_new() and lumbar_daily_backup_finish() are quick and
 * belong to the thread that has the record; lumbar_daily_backup_work() takes as long as the record is large and may
 * run on any other thread, so that nobody waits for it.
 */
typedef struct {
  char *path;
  gboolean made;
  guint n_removed;
  gboolean tested;
  char *test_problem;
  LumbarSecondPlace second;
  char *second_problem;

  /*< private >*/
  LumbarDatabase *record; /* Owned; a connection of its own */
  char *place;            /* (nullable): the second one */
  char *refused;          /* (nullable): a backup of today that did not pass its test */
  char *today;
  gboolean test_due;
} LumbarDailyBackup;

LumbarDailyBackup *lumbar_daily_backup_new (LumbarStore *store, const char *second_place, GError **error);
gboolean lumbar_daily_backup_work (LumbarDailyBackup *self, GError **error);
gboolean lumbar_daily_backup_finish (LumbarDailyBackup *self, LumbarStore *store, GError **error);
void lumbar_daily_backup_free (LumbarDailyBackup *self);

LumbarDailyBackup *lumbar_daily_backup_run (LumbarStore *store, const char *second_place, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarDailyBackup, lumbar_daily_backup_free)

G_END_DECLS

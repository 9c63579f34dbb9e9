/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

/* In the log: a backup was restored to test it, and how its detail begins; a copy went to the second place. */
#define LUMBAR_TEST_ACTION "test-restore"
#define LUMBAR_TEST_PASSED "passed"
#define LUMBAR_TEST_FAILED "failed"
#define LUMBAR_SECOND_ACTION "backup-copy"

/**
 * LumbarBackupStatus:
 * @folder: where the daily backups lie
 * @n_daily: how many there are
 * @n_older: how many were made before an upgrade, beside the record
 * @newest: (nullable): the day of the newest daily backup
 * @oldest: (nullable): the day of the oldest
 * @second_copy: (nullable): when a copy last went to the second place, an instant
 * @last_test: (nullable): when a backup was last restored to test it, an instant
 * @test_passed: whether it was whole
 *
 * How it stands with the backups of a record.
 */
typedef struct {
  char *folder;
  guint n_daily;
  guint n_older;
  char *newest;
  char *oldest;
  char *second_copy;
  char *last_test;
  gboolean test_passed;
} LumbarBackupStatus;

LumbarBackupStatus *lumbar_backup_status_new (LumbarStore *store, GError **error);
void lumbar_backup_status_free (LumbarBackupStatus *self);
gboolean lumbar_backup_status_find_test (LumbarDatabase *database, char **at, gboolean *passed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarBackupStatus, lumbar_backup_status_free)

G_END_DECLS

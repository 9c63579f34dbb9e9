/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-record-summary.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

/**
 * LumbarRestorePreview:
 * @backup: what the backup holds
 * @present: (nullable): what the record holds now; %NULL where there is none that opens
 * @n_patients: patients of the record that the backup does not have
 * @n_visits: visits of the record that the backup does not have, signed or not
 * @n_signed: visits signed in the record that are not, or not yet signed, in the backup
 * @n_events: events of the record that the backup does not have
 * @is_earlier: whether the backup is an earlier state of this record
 * @n_changes: changes of the record since then, where it is
 *
 * What restoring a backup would bring and what would be missing then, in numbers and without names.
 */
typedef struct {
  LumbarRecordSummary *backup;
  LumbarRecordSummary *present;
  guint n_patients;
  guint n_visits;
  guint n_signed;
  guint n_events;
  gboolean is_earlier;
  gint64 n_changes;
} LumbarRestorePreview;

LumbarRestorePreview *lumbar_restore_preview (const char *backup,
                                              const LumbarKey *key,
                                              LumbarStore *present,
                                              GError **error);
LumbarRestorePreview *lumbar_restore_preview_sealed (const char *backup,
                                                     const char *passphrase,
                                                     const char *path,
                                                     LumbarStore *present,
                                                     GError **error);
void lumbar_restore_preview_free (LumbarRestorePreview *self);
gboolean lumbar_restore_preview_loses_nothing (const LumbarRestorePreview *self);
char *lumbar_restore_preview_describe (const LumbarRestorePreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarRestorePreview, lumbar_restore_preview_free)

G_END_DECLS

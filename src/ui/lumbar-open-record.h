/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-access.h"

G_BEGIN_DECLS

/**
 * LumbarOpenRecord:
 * @knowledge: the clinical content
 * @faults: (nullable): why the clinic's own tables are not @knowledge, one fault each
 * @worker: owns the record
 * @access: who has entered it
 * @read_only: it can be read but not written
 * @place: (nullable): what to know about where it lies
 * @folder: (nullable): of an example, removed when it is closed
 *
 * A record that is open, with what is needed to read it.
 */
typedef struct {
  LumbarKnowledge *knowledge;
  GStrv faults;
  LumbarWorker *worker;
  LumbarAccess *access;
  gboolean read_only;
  char *place;
  char *folder;
} LumbarOpenRecord;

void lumbar_open_record_async (const char *path,
                               const char *tables,
                               const char *author,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
void lumbar_open_record_example_async (const char *tables,
                                       const char *author,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);
void lumbar_open_record_as_async (const char *path,
                                  const char *tables,
                                  const char *who,
                                  const char *passphrase,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);
LumbarOpenRecord *lumbar_open_record_finish (GAsyncResult *result, GError **error);
char *lumbar_open_record_describe (const LumbarOpenRecord *self);
void lumbar_open_record_close (LumbarOpenRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarOpenRecord, lumbar_open_record_close)

G_END_DECLS

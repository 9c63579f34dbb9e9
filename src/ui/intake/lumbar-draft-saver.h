/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-conclusion.h"
#include "lumbar-interview.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarSaveState:
 * @LUMBAR_SAVE_SAVED: everything is on disk
 * @LUMBAR_SAVE_SAVING: something is on its way
 * @LUMBAR_SAVE_FAILED: something could not be written; it is kept and tried again
 */
typedef enum {
  LUMBAR_SAVE_SAVED,
  LUMBAR_SAVE_SAVING,
  LUMBAR_SAVE_FAILED,
} LumbarSaveState;

/**
 * LumbarDraftSaver:
 *
 * Brings what changes in a draft to the disk without anybody waiting for it, and knows the truth about
 * what is there. While something is being written, what changes next waits and then goes together, so that
 * a slow disk never falls behind.
 *
 * Signals:
 * - "state-changed": lumbar_draft_saver_get_state() or the failure says something else.
 */
#define LUMBAR_TYPE_DRAFT_SAVER (lumbar_draft_saver_get_type ())
G_DECLARE_FINAL_TYPE (LumbarDraftSaver, lumbar_draft_saver, LUMBAR, DRAFT_SAVER, GObject)

LumbarDraftSaver *lumbar_draft_saver_new (LumbarWorker *worker,
                                          const char *encounter_id,
                                          LumbarInterview *interview,
                                          LumbarConclusion *conclusion);
void lumbar_draft_saver_save_item (LumbarDraftSaver *self, guint finding);
void lumbar_draft_saver_save_conclusion (LumbarDraftSaver *self);
void lumbar_draft_saver_save_place (LumbarDraftSaver *self, guint finding);
void lumbar_draft_saver_flush (LumbarDraftSaver *self);
void lumbar_draft_saver_stop (LumbarDraftSaver *self);
void lumbar_draft_saver_retry (LumbarDraftSaver *self);
LumbarSaveState lumbar_draft_saver_get_state (LumbarDraftSaver *self);
const char *lumbar_draft_saver_get_failure (LumbarDraftSaver *self);

G_END_DECLS

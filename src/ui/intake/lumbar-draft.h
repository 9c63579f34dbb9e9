/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-draft-saver.h"
#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LumbarDraft:
 *
 * The visit that is being taken: interview, assessment and conclusion as they stand, and whether they
 * are on disk. Every answer goes to the record as it is given.
 *
 * Signals:
 * - "assessed": the assessment was computed anew;
 * - "conclusion-changed": the clinician's own part changed;
 * - "save-state-changed": lumbar_draft_get_save_state() says something else.
 */
#define LUMBAR_TYPE_DRAFT (lumbar_draft_get_type ())
G_DECLARE_FINAL_TYPE (LumbarDraft, lumbar_draft, LUMBAR, DRAFT, GObject)

void lumbar_draft_open_async (LumbarKnowledge *knowledge,
                              LumbarWorker *worker,
                              LumbarEncounter *encounter,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
LumbarDraft *lumbar_draft_open_finish (LumbarWorker *worker, GAsyncResult *result, GError **error);

LumbarInterview *lumbar_draft_get_interview (LumbarDraft *self);
LumbarAssessment *lumbar_draft_get_assessment (LumbarDraft *self);
LumbarConclusion *lumbar_draft_get_conclusion (LumbarDraft *self);
LumbarEncounter *lumbar_draft_get_encounter (LumbarDraft *self);
LumbarEncounter *lumbar_draft_get_last (LumbarDraft *self);

int lumbar_draft_get_place (LumbarDraft *self);
void lumbar_draft_set_place (LumbarDraft *self, guint finding);

GArray *lumbar_draft_set_section_normal (LumbarDraft *self, guint section, gboolean details);
void lumbar_draft_take_back (LumbarDraft *self, GArray *findings);
void lumbar_draft_acknowledge (LumbarDraft *self, const char *flag_id, const char *done, const char *text);
void lumbar_draft_conclusion_changed (LumbarDraft *self);
char *lumbar_draft_find_obstacle (LumbarDraft *self);

LumbarSaveState lumbar_draft_get_save_state (LumbarDraft *self);
const char *lumbar_draft_get_failure (LumbarDraft *self);
void lumbar_draft_retry (LumbarDraft *self);

void lumbar_draft_sign_async (LumbarDraft *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean lumbar_draft_sign_finish (LumbarDraft *self, GAsyncResult *result, GError **error);

G_END_DECLS

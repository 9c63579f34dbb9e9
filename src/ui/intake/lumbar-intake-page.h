/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-draft-saver.h"
#include "lumbar-encounter.h"
#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarIntakePage:
 *
 * The interview of one draft, with the assessment beside it, to review and sign.
 *
 * Signals:
 * - "closed" (): the clinician leaves; the draft is saved and can be continued;
 * - "signed" (const char *encounter_id): the visit was signed.
 */
#define LUMBAR_TYPE_INTAKE_PAGE (lumbar_intake_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarIntakePage, lumbar_intake_page, LUMBAR, INTAKE_PAGE, AdwBin)

LumbarIntakePage *lumbar_intake_page_new (LumbarKnowledge *knowledge,
                                          LumbarWorker *worker,
                                          LumbarPatient *patient,
                                          LumbarEncounter *draft);
gboolean lumbar_intake_page_holds_unsaved (LumbarIntakePage *self);
LumbarSaveState lumbar_intake_page_get_save_state (LumbarIntakePage *self);
void lumbar_intake_page_retry (LumbarIntakePage *self);

G_END_DECLS

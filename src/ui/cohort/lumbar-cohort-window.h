/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-knowledge.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarCohortWindow:
 *
 * The clinic's patients together: groups, causes, red flags, change in pain; each figure opens the patients
 * behind it.
 *
 * Signals:
 * - "patient-chosen" (const char *patient_id): a patient is to be opened.
 */
#define LUMBAR_TYPE_COHORT_WINDOW (lumbar_cohort_window_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCohortWindow, lumbar_cohort_window, LUMBAR, COHORT_WINDOW, AdwWindow)

LumbarCohortWindow *lumbar_cohort_window_new (LumbarKnowledge *knowledge, LumbarWorker *worker);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-patient-history.h"

G_BEGIN_DECLS

/**
 * LumbarOverviewView:
 *
 * A patient at one glance: a few lines for who has never seen the patient, the pain of twelve months, where it
 * hurts, the latest of the time line.
 */
#define LUMBAR_TYPE_OVERVIEW_VIEW (lumbar_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarOverviewView, lumbar_overview_view, LUMBAR, OVERVIEW_VIEW, AdwBin)

void lumbar_overview_view_show (LumbarOverviewView *self,
                                LumbarKnowledge *knowledge,
                                const LumbarPatientHistory *history);

G_END_DECLS

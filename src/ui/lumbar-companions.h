/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-patient.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

/**
 * LumbarCompanions:
 *
 * The windows beside the main one that show all patients of a record together: the check and the cohort.
 *
 * Signals:
 * - "chosen" (LumbarPatient *patient, const char *encounter_id): this visit is to be shown; "" for none in particular.
 */
#define LUMBAR_TYPE_COMPANIONS (lumbar_companions_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCompanions, lumbar_companions, LUMBAR, COMPANIONS, GObject)

LumbarCompanions *lumbar_companions_new (GtkWindow *main,
                                         GtkWidget *host,
                                         LumbarKnowledge *knowledge,
                                         LumbarWorker *worker);
void lumbar_companions_present_check (LumbarCompanions *self);
void lumbar_companions_present_cohort (LumbarCompanions *self);
void lumbar_companions_close (LumbarCompanions *self);

G_END_DECLS

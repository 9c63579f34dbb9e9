/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-draw-cohort.h"

G_BEGIN_DECLS

/**
 * LumbarCohortChart:
 *
 * A figure of a cohort on the screen: a count or a change in pain. What it shows stands in words beside it, so
 * that it is no object of its own to a screen reader.
 */
#define LUMBAR_TYPE_COHORT_CHART (lumbar_cohort_chart_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCohortChart, lumbar_cohort_chart, LUMBAR, COHORT_CHART, GtkWidget)

GtkWidget *lumbar_cohort_chart_new_count (guint mark, guint n, guint n_open, guint most);
GtkWidget *lumbar_cohort_chart_new_change (const LumbarCohortChange *change, const LumbarInstrument *instrument);

G_END_DECLS

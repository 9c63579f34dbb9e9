/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-cohort.h"

G_BEGIN_DECLS

/**
 * LumbarFigureFunc:
 * @patients: (element-type LumbarCourse): who is behind a figure
 * @title: what the figure tells
 * @data: as given
 */
typedef void (*LumbarFigureFunc) (GPtrArray *patients, const char *title, gpointer data);

void lumbar_cohort_figures_fill (GtkBox *box, const LumbarCohort *cohort, guint scale, LumbarFigureFunc func, gpointer data);

G_END_DECLS

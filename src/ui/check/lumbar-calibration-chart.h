/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-calibration.h"

G_BEGIN_DECLS

/**
 * LumbarCalibrationChart:
 *
 * The plot of the bands on the screen. Its accessible name says the counts.
 */
#define LUMBAR_TYPE_CALIBRATION_CHART (lumbar_calibration_chart_get_type ())
G_DECLARE_FINAL_TYPE (LumbarCalibrationChart, lumbar_calibration_chart, LUMBAR, CALIBRATION_CHART, GtkWidget)

void lumbar_calibration_chart_set_calibration (LumbarCalibrationChart *self, const LumbarCalibration *calibration);

G_END_DECLS

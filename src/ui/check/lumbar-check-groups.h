/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-calibration.h"

G_BEGIN_DECLS

GtkWidget *lumbar_check_groups_new (const LumbarCalibration *calibration);

G_END_DECLS

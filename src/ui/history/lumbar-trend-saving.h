/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-trend.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

void lumbar_trend_saving_write_async (GtkWidget *widget,
                                      LumbarWorker *worker,
                                      const char *patient_id,
                                      LumbarTrend *trend,
                                      GFile *file);
void lumbar_trend_saving_ask (GtkWidget *widget, LumbarWorker *worker, const char *patient_id, LumbarTrend *trend);

G_END_DECLS

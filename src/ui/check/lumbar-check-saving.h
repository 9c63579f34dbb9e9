/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-worker.h"

G_BEGIN_DECLS

void lumbar_check_saving_ask (GtkWidget *widget, LumbarWorker *worker, const char *csv);
void lumbar_check_saving_write_async (GtkWidget *widget, LumbarWorker *worker, const char *csv, GFile *file);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-worker.h"

G_BEGIN_DECLS

void lumbar_research_saving_ask (GtkWidget *widget, LumbarKnowledge *knowledge, LumbarWorker *worker);
void lumbar_research_saving_write_async (GtkWidget *widget,
                                         LumbarKnowledge *knowledge,
                                         LumbarWorker *worker,
                                         const char *folder);

G_END_DECLS

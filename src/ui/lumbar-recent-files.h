/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lumbar_recent_files_stay_out (GtkRecentManager *manager);

G_END_DECLS

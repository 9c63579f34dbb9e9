/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-item-difference.h"

G_BEGIN_DECLS

GtkWidget *lumbar_item_row_new (const LumbarItemDifference *item, gboolean marked);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarConfirmed:
 * @widget: who asked
 *
 * Does what was confirmed.
 */
typedef void (*LumbarConfirmed) (GtkWidget *widget);

void lumbar_confirm_destructive (GtkWidget *widget,
                                 const char *heading,
                                 const char *body,
                                 const char *label,
                                 LumbarConfirmed confirmed);

G_END_DECLS

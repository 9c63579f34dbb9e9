/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LumbarOptionButton:
 *
 * One answer that can be picked: its words, the letter that picks it, and a tick in the letter's place
 * when picked. A radio button or a check box to those who hear it.
 */
#define LUMBAR_TYPE_OPTION_BUTTON (lumbar_option_button_get_type ())
G_DECLARE_FINAL_TYPE (LumbarOptionButton, lumbar_option_button, LUMBAR, OPTION_BUTTON, GtkToggleButton)

GtkWidget *lumbar_option_button_new (const char *text, const char *key, GtkAccessibleRole role);
GtkWidget *lumbar_option_button_new_number (const char *number, const char *key);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader says of a button whose label is too short to stand alone. */

#include "lumbar-button-name.h"

/**
 * lumbar_button_name:
 * @button: a button with its label
 * @name: what it does, translated
 *
 * Names the button. Newer GTK ties a button to its label, and that goes before a name; so the tie is taken off.
 */
void
lumbar_button_name (GtkButton *button, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

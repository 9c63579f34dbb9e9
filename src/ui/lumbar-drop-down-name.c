/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader says of a list that drops down. */

#include "lumbar-drop-down-name.h"

/**
 * lumbar_drop_down_name:
 * @drop_down: a list that drops down
 * @name: what is chosen from it, translated
 *
 * Names the list and the button inside it, which has the keys: GTK 4.8 reads out the name of its class there.
 */
void
lumbar_drop_down_name (GtkDropDown *drop_down, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

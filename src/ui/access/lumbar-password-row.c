/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button that shows what is typed has a tooltip and no name: a screen reader would say nothing of it. */

#include "lumbar-password-row.h"

static void
name_below (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_BUTTON (widget) && tooltip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_below (child);
}

/**
 * lumbar_password_row_name_buttons:
 * @row: an #AdwPasswordEntryRow
 *
 * Gives the buttons in it the names that their tooltips say.
 */
void
lumbar_password_row_name_buttons (gpointer row)
{
  name_below (GTK_WIDGET (row));
}

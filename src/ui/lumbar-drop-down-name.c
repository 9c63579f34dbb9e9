/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader says of a list that drops down. */

#include "lumbar-drop-down-name.h"

#include <glib/gi18n.h>

/* The button inside has the keys, and GTK 4.8 reads out the name of its class there. */
static void
say_chosen (GtkDropDown *drop_down, GParamSpec *pspec, const char *name)
{
  GObject *chosen = gtk_drop_down_get_selected_item (drop_down);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  g_autofree char *spoken = NULL;

  if (button == NULL)
    return;
  if (GTK_IS_STRING_OBJECT (chosen))
    /* Translators: what a list is for, and what is chosen from it */
    spoken = g_strdup_printf (_("%s: %s"), name, gtk_string_object_get_string (GTK_STRING_OBJECT (chosen)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken ? spoken : name, -1);
}

/**
 * lumbar_drop_down_name:
 * @drop_down: a list of strings that drops down
 * @name: what is chosen from it, translated
 *
 * Names the list, and has the button inside it say what is chosen.
 */
void
lumbar_drop_down_name (GtkDropDown *drop_down, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (drop_down, "notify::selected-item", G_CALLBACK (say_chosen), g_strdup (name),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  say_chosen (drop_down, NULL, name);
}

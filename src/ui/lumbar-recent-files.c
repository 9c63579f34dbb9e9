/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of recently used files, which every program of the user reads: GTK adds to it whatever is saved in a
 * file chooser. */

#include "lumbar-recent-files.h"

/* The setting "gtk-recent-files-enabled" is no way to stay out: GTK then empties the list, also of the files of all
 * other programs. */
static void
remove_own (GtkRecentManager *manager)
{
  GList *items = gtk_recent_manager_get_items (manager);

  for (GList *item = items; item != NULL; item = item->next)
    if (gtk_recent_info_has_application (item->data, g_get_application_name ()))
      gtk_recent_manager_remove_item (manager, gtk_recent_info_get_uri (item->data), NULL);
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

/**
 * lumbar_recent_files_stay_out:
 * @manager: the list, from now on
 *
 * Takes out of the list the files that this program saves, as soon as they are in it. Those that another program also
 * used are taken out too: they are the same files.
 */
void
lumbar_recent_files_stay_out (GtkRecentManager *manager)
{
  remove_own (manager);
  g_signal_connect (manager, "changed", G_CALLBACK (remove_own), NULL);
}

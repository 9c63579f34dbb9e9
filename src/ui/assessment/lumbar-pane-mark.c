/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows for two seconds that something changed beside where one looks. */

#include "lumbar-pane-mark.h"

#define SECONDS 2

static gboolean
unmark_cb (gpointer data)
{
  GWeakRef *widget = data;
  g_autoptr (GtkWidget) alive = g_weak_ref_get (widget);

  if (alive != NULL)
    {
      gtk_widget_remove_css_class (alive, "changed");
      g_object_set_data (G_OBJECT (alive), "lumbar-unmark", NULL);
    }
  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * lumbar_pane_mark_changed:
 * @widget: what changed
 *
 * Gives it the style class "changed" for two seconds.
 */
void
lumbar_pane_mark_changed (GtkWidget *widget)
{
  GWeakRef *reference;

  if (g_object_get_data (G_OBJECT (widget), "lumbar-unmark") != NULL)
    return;
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, widget);
  gtk_widget_add_css_class (widget, "changed");
  g_object_set_data (G_OBJECT (widget), "lumbar-unmark", reference);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, SECONDS, unmark_cb, reference, weak_ref_free);
}

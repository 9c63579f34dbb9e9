/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marks of the groups: each a word to hear, each a shape of its own. */

#include <adwaita.h>

#include "lumbar-group-mark.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"

static void
test_name (gconstpointer data)
{
  LumbarGroup group = (LumbarGroup) GPOINTER_TO_INT (data);
  g_autoptr (GtkWidget) mark = g_object_ref_sink (lumbar_group_mark_new (group));

  gtk_test_accessible_assert_role (mark, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (mark, GTK_ACCESSIBLE_PROPERTY_LABEL, lumbar_group_get_title (group));
  g_assert_cmpint (lumbar_group_mark_get_group (LUMBAR_GROUP_MARK (mark)), ==, group);
}

static GBytes *
draw (GtkWidget *mark, LumbarGroup group)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkPaintable) paintable = NULL;
  GskRenderNode *node;
  GBytes *bytes;

  lumbar_group_mark_set_group (LUMBAR_GROUP_MARK (mark), group);
  lumbar_test_settle (50);
  paintable = gtk_widget_paintable_new (mark);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), 14, 14);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  bytes = gsk_render_node_serialize (node);
  gsk_render_node_unref (node);
  return bytes;
}

static void
test_differ (void)
{
  GtkWidget *mark = lumbar_group_mark_new (LUMBAR_GROUP_MS);
  GtkWindow *window = lumbar_test_record_show (mark);
  GBytes *drawn[LUMBAR_N_GROUPS];

  for (int i = 0; i < LUMBAR_N_GROUPS; i++)
    drawn[i] = draw (mark, (LumbarGroup) i);
  for (int i = 0; i < LUMBAR_N_GROUPS; i++)
    for (int j = 0; j < i; j++)
      g_assert_false (g_bytes_equal (drawn[i], drawn[j]));
  for (int i = 0; i < LUMBAR_N_GROUPS; i++)
    g_bytes_unref (drawn[i]);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (int i = 0; i < LUMBAR_N_GROUPS; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/ui/group-mark/is-named/%s", lumbar_group_to_id ((LumbarGroup) i));

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_name);
    }
  g_test_add_func ("/ui/group-mark/shapes-differ", test_differ);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a box that are known by an id: what is still there after an answer stays the same widget, so that nothing
 * flickers, the keys stay where they are, and little is made anew. */

#include "lumbar-keyed-rows.h"

#define KEY "lumbar-row-id"

/**
 * lumbar_keyed_rows_find:
 * @box: a box
 * @id: what a row stands for
 *
 * Returns: (transfer none) (nullable): its row, also one that is put by
 */
GtkWidget *
lumbar_keyed_rows_find (GtkWidget *box, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), KEY), id) == 0)
      return row;
  return NULL;
}

/**
 * lumbar_keyed_rows_place:
 * @box: a box
 * @row: a row of it, or a new one
 * @id: what it stands for
 * @before: (nullable): the row that it follows; %NULL for the first place
 *
 * Puts a row into its place.
 *
 * Returns: whether it was not there before
 */
gboolean
lumbar_keyed_rows_place (GtkWidget *box, GtkWidget *row, const char *id, GtkWidget *before)
{
  gboolean is_new = gtk_widget_get_parent (row) == NULL || !gtk_widget_get_visible (row);

  if (gtk_widget_get_parent (row) == NULL)
    {
      g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (id), g_free);
      gtk_box_insert_child_after (GTK_BOX (box), row, before);
    }
  else if (gtk_widget_get_prev_sibling (row) != before)
    gtk_box_reorder_child_after (GTK_BOX (box), row, before);
  gtk_widget_set_visible (row, TRUE);
  return is_new;
}

/**
 * lumbar_keyed_rows_trim:
 * @box: a box
 * @last: (nullable): the last row that is to stay; %NULL where none is
 *
 * Puts by what stands after a row, behind those that stay. It is hidden and kept: causes and questions come and go
 * with every answer, and to make them anew is what costs most.
 */
void
lumbar_keyed_rows_trim (GtkWidget *box, GtkWidget *last)
{
  GtkWidget *row = last ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (box);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_visible (row, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of computed against final groups. */

#include "lumbar-check-groups.h"

#include <glib/gi18n.h>

#include "lumbar-group-mark.h"

/* A final group is never undetermined. */
#define N_FINAL_GROUPS 4

static void
attach_mark (GtkGrid *grid, LumbarGroup group, int column, int row)
{
  GtkWidget *mark = lumbar_group_mark_new (group);

  gtk_widget_set_halign (mark, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (mark, lumbar_group_get_title (group));
  gtk_grid_attach (grid, mark, column, row, 1, 1);
}

static GtkWidget *
attach_label (GtkGrid *grid, const char *text, const char *style, int column, int row, int width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, width, 1);
  return label;
}

/* The counts stand under the marks of the final groups; the word that belongs to a mark stands in the rows. */
static void
attach_count (GtkGrid *grid, const LumbarCalibration *calibration, LumbarGroup computed, LumbarGroup final)
{
  guint n = calibration->groups[computed][final];
  g_autofree char *text = g_strdup_printf ("%u", n);
  /* Translators: a cell of a table for screen readers: computed group, final group, how many. */
  g_autofree char *name = g_strdup_printf (_("Computed %s, final %s: %u"), lumbar_group_get_title (computed),
                                           lumbar_group_get_title (final), n);
  GtkWidget *label =
    attach_label (grid, n > 0 ? text : "–", computed == final ? "agreeing" : "numeric", (int) final + 2,
                  (int) computed + 2, 1);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
attach_row (GtkGrid *grid, const LumbarCalibration *calibration, LumbarGroup computed)
{
  GtkWidget *word;

  attach_mark (grid, computed, 0, (int) computed + 2);
  word = attach_label (grid, lumbar_group_get_title (computed), "computed", 1, (int) computed + 2, 1);
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  for (int final = 0; final < N_FINAL_GROUPS; final++)
    attach_count (grid, calibration, computed, (LumbarGroup) final);
}

/**
 * lumbar_check_groups_new:
 * @calibration: the counts
 *
 * Returns: (transfer floating): computed groups in rows, final ones in columns
 */
GtkWidget *
lumbar_check_groups_new (const LumbarCalibration *calibration)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *label;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "group-table");
  label = attach_label (GTK_GRID (grid), _("Computed"), "caption-heading", 0, 1, 2);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  attach_label (GTK_GRID (grid), _("Final"), "caption-heading", 2, 0, N_FINAL_GROUPS);
  for (int final = 0; final < N_FINAL_GROUPS; final++)
    attach_mark (GTK_GRID (grid), (LumbarGroup) final, final + 2, 1);
  for (int computed = 0; computed < LUMBAR_N_GROUPS; computed++)
    attach_row (GTK_GRID (grid), calibration, (LumbarGroup) computed);
  return grid;
}

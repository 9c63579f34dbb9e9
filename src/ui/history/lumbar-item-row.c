/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One finding at two visits: its name, then both answers side by side. What differs has a sign and is written
 * strongly, so that it stands out without colour. */

#include "lumbar-item-row.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

static const char *
get_sign (LumbarItemChange change)
{
  switch (change)
    {
    case LUMBAR_ITEM_CHANGE_SAME:
      return "";
    case LUMBAR_ITEM_CHANGE_ONLY_BEFORE:
      return "−";
    case LUMBAR_ITEM_CHANGE_ONLY_AFTER:
      return "+";
    case LUMBAR_ITEM_CHANGE_APPEARED:
    case LUMBAR_ITEM_CHANGE_GONE:
    case LUMBAR_ITEM_CHANGE_YES:
    case LUMBAR_ITEM_CHANGE_NO:
    case LUMBAR_ITEM_CHANGE_OTHER:
    default:
      return "≠";
    }
}

static GtkWidget *
make_answer (const char *answer, gboolean marked)
{
  GtkWidget *label = lumbar_wrapped_label_new (answer ? answer : _("Not recorded"), NULL);

  if (answer == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  else if (marked)
    gtk_widget_add_css_class (label, "heading");
  return label;
}

/* Of a list of several, what came and what went; NULL where the two answers say it themselves. */
static char *
describe_options (const LumbarItemDifference *item)
{
  if (item->added != NULL && item->dropped != NULL)
    return g_strdup_printf (_("Added: %s. Gone: %s."), item->added, item->dropped);
  if (item->added != NULL)
    return g_strdup_printf (_("Added: %s."), item->added);
  return item->dropped ? g_strdup_printf (_("Gone: %s."), item->dropped) : NULL;
}

/**
 * lumbar_item_row_new:
 * @item: a finding at two visits
 * @marked: whether what differs is to stand out; not where everything that is listed does
 *
 * Returns: (transfer floating): a row for a list box that says it, also to a screen reader in one go
 */
GtkWidget *
lumbar_item_row_new (const LumbarItemDifference *item, gboolean marked)
{
  gboolean stands_out = marked && item->change != LUMBAR_ITEM_CHANGE_SAME;
  g_autofree char *options = describe_options (item);
  const char *name = lumbar_text_translate (item->finding->label);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "hexpand", TRUE, NULL);
  GtkWidget *answers = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "spacing", 12, NULL);
  GtkWidget *sign = g_object_new (GTK_TYPE_LABEL, "label", get_sign (item->change), "width-chars", 2, "valign",
                                  GTK_ALIGN_START, NULL);
  /* Translators: a finding, its answer at the earlier visit and at the later one, for a screen reader */
  g_autofree char *spoken =
    g_strdup_printf (_("%s: earlier %s, later %s"), name, item->before ? item->before : _("not recorded"),
                     item->after ? item->after : _("not recorded"));

  gtk_box_append (GTK_BOX (answers), make_answer (item->before, stands_out));
  gtk_box_append (GTK_BOX (answers), make_answer (item->after, stands_out));
  gtk_box_append (GTK_BOX (words), lumbar_wrapped_label_new (name, "caption"));
  gtk_box_append (GTK_BOX (words), answers);
  if (options != NULL)
    gtk_box_append (GTK_BOX (words), lumbar_wrapped_label_new (options, "caption"));
  gtk_box_append (GTK_BOX (line), sign);
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_add_css_class (line, "comparison-line");
  if (stands_out)
    gtk_widget_add_css_class (line, "differs");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

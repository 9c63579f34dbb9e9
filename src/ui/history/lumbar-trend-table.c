/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a trend as a table. A row is the instant of a visit, a column a series. */

#include "lumbar-trend-table.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "lumbar-clipboard.h"
#include "lumbar-date.h"
#include "lumbar-text.h"
#include "lumbar-trend-text.h"

struct _LumbarTrendTable {
  AdwBin parent_instance;

  GtkColumnView *view;
  LumbarTrend *trend; /* Owned; NULL before one is shown */
  guint sort_column;
  GtkSortType sort_order;
};

G_DEFINE_FINAL_TYPE (LumbarTrendTable, lumbar_trend_table, ADW_TYPE_BIN)

static void
factory_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "value");
  gtk_list_item_set_child (item, label);
}

static const char *
get_instant (GtkListItem *item)
{
  return gtk_string_object_get_string (gtk_list_item_get_item (item));
}

static void
date_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *date = lumbar_date_format (get_instant (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), date);
}

static void
value_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GHashTable *values)
{
  const double *value = g_hash_table_lookup (values, get_instant (item));
  /* As in the chart: what a mean of three has behind its first decimal means nothing. */
  g_autofree char *text = value ? lumbar_text_number (round (*value * 10) / 10 + 0.0) : NULL;

  /* A dash is seen as "nothing here", an empty cell as an oversight. */
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text ? text : "–");
}

static int
compare_instants (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (gtk_string_object_get_string ((GtkStringObject *) a),
                 gtk_string_object_get_string ((GtkStringObject *) b));
}

/* By score; visits without one before all others, among themselves by time. */
static int
compare_values (gconstpointer a, gconstpointer b, gpointer values)
{
  const double *left = g_hash_table_lookup (values, gtk_string_object_get_string ((GtkStringObject *) a));
  const double *right = g_hash_table_lookup (values, gtk_string_object_get_string ((GtkStringObject *) b));

  if (left == NULL || right == NULL)
    return left == right ? compare_instants (a, b, NULL) : (left != NULL) - (right != NULL);
  if (*left != *right)
    return *left < *right ? -1 : 1;
  return compare_instants (a, b, NULL);
}

static GtkColumnViewColumn *
append_column (LumbarTrendTable *self, const char *title, GtkListItemFactory *factory, GtkCustomSorter *sorter)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_append_column (self->view, column);
  g_object_unref (sorter);
  return column;
}

static void
append_date_column (LumbarTrendTable *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (factory_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (date_bind_cb), NULL);
  column = append_column (self, _("Visit"), factory, gtk_custom_sorter_new (compare_instants, NULL, NULL));
  gtk_column_view_sort_by_column (self->view, column, GTK_SORT_DESCENDING);
}

static void
append_series_column (LumbarTrendTable *self, const LumbarTrendSeries *series)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GtkCustomSorter *sorter;

  for (guint i = 0; i < series->points->len; i++)
    {
      const LumbarTrendPoint *point = lumbar_trend_series_get_point (series, i);

      g_hash_table_replace (values, g_strdup (point->at), g_memdup2 (&point->value, sizeof point->value));
    }
  g_signal_connect (factory, "setup", G_CALLBACK (factory_setup_cb), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (value_bind_cb), values,
                         (GClosureNotify) (void (*) (void)) g_hash_table_unref, 0);
  sorter = gtk_custom_sorter_new (compare_values, g_hash_table_ref (values), (GDestroyNotify) g_hash_table_unref);
  append_column (self, series->label, factory, sorter);
}

static GtkSelectionModel *
list_instants (LumbarTrendTable *self, LumbarTrend *trend)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) instants = g_ptr_array_new ();

  for (guint i = 0; i < trend->series->len; i++)
    {
      const LumbarTrendSeries *series = trend->series->pdata[i];

      for (guint j = 0; j < series->points->len; j++)
        {
          const LumbarTrendPoint *point = series->points->pdata[j];

          if (g_hash_table_add (seen, point->at))
            g_ptr_array_add (instants, point->at);
        }
    }
  g_ptr_array_add (instants, NULL);
  return GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (gtk_sort_list_model_new (
    G_LIST_MODEL (gtk_string_list_new ((const char *const *) instants->pdata)),
    g_object_ref (gtk_column_view_get_sorter (self->view))))));
}

static void
remove_columns (LumbarTrendTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
lumbar_trend_table_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_TREND_TABLE (object)->trend, lumbar_trend_unref);

  G_OBJECT_CLASS (lumbar_trend_table_parent_class)->finalize (object);
}

static void
lumbar_trend_table_class_init (LumbarTrendTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_trend_table_finalize;
}

static void
lumbar_trend_table_init (LumbarTrendTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Values of the trend"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (scrolled, "card");
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * lumbar_trend_table_show:
 * @self: a table
 * @trend: what to show
 */
void
lumbar_trend_table_show (LumbarTrendTable *self, LumbarTrend *trend)
{
  g_autoptr (GtkSelectionModel) instants = list_instants (self, trend);

  lumbar_trend_ref (trend);
  g_clear_pointer (&self->trend, lumbar_trend_unref);
  self->trend = trend;
  remove_columns (self);
  gtk_column_view_set_model (self->view, instants);
  append_date_column (self);
  self->sort_column = 0;
  self->sort_order = GTK_SORT_DESCENDING;
  for (guint i = 0; i < trend->series->len; i++)
    append_series_column (self, trend->series->pdata[i]);
}

/**
 * lumbar_trend_table_sort_next:
 * @self: a table
 *
 * Sorts the other way round, and then by the next column: the heads of GTK 4.8 can't be reached by keys.
 */
void
lumbar_trend_table_sort_next (LumbarTrendTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GtkColumnViewColumn) column = NULL;

  if (self->trend == NULL)
    return;
  if (self->sort_order == GTK_SORT_ASCENDING)
    self->sort_column = (self->sort_column + 1) % g_list_model_get_n_items (columns);
  self->sort_order = self->sort_order == GTK_SORT_ASCENDING ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING;
  column = g_list_model_get_item (columns, self->sort_column);
  gtk_column_view_sort_by_column (self->view, column, self->sort_order);
}

/**
 * lumbar_trend_table_copy:
 * @self: a table
 *
 * Puts all values and events on the clipboard, by time, separated by tabs.
 */
void
lumbar_trend_table_copy (LumbarTrendTable *self)
{
  g_autofree char *text = self->trend ? lumbar_trend_to_tabs (self->trend) : NULL;

  if (text != NULL)
    lumbar_clipboard_set_private (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

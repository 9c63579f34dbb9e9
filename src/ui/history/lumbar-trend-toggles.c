/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which scales a chart shows. */

#include "lumbar-trend-toggles.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-draw-marker.h"
#include "lumbar-trend-change.h"

struct _LumbarTrendToggles {
  AdwBin parent_instance;

  GtkFlowBox *box;
  GPtrArray *toggles; /* Owned, of borrowed GtkCheckButton, named after their scale */
  gboolean choosing;  /* Several are changed at once: one signal at the end */
};

G_DEFINE_FINAL_TYPE (LumbarTrendToggles, lumbar_trend_toggles, ADW_TYPE_BIN)

static guint changed_signal;

/* Which line it is in the chart; -1 where it is not shown. */
static int
get_index (LumbarTrendToggles *self, gpointer toggle)
{
  int index = 0;

  for (guint i = 0; i < self->toggles->len; i++)
    {
      gboolean active = gtk_check_button_get_active (self->toggles->pdata[i]);

      if (self->toggles->pdata[i] == toggle)
        return active ? index : -1;
      index += active;
    }
  return -1;
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  LumbarTrendToggles *self = LUMBAR_TREND_TOGGLES (gtk_widget_get_ancestor (GTK_WIDGET (area),
                                                                            LUMBAR_TYPE_TREND_TOGGLES));
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LumbarPalette *palette = dark ? lumbar_palette_dark () : lumbar_palette_light ();
  int index = get_index (self, gtk_widget_get_ancestor (GTK_WIDGET (area), GTK_TYPE_CHECK_BUTTON));

  if (index < 0)
    return;
  lumbar_draw_set_series (cr, (guint) index, height * 0.14, palette);
  cairo_move_to (cr, height * 0.14, height / 2.0);
  cairo_line_to (cr, width - height * 0.14, height / 2.0);
  cairo_stroke (cr);
  lumbar_draw_marker (cr, (guint) index, width / 2.0, height / 2.0, height * 0.3, palette);
}

/* The last one can't be taken away, a fifth not be added: a chart of nothing or of everything says nothing. */
static void
limit (LumbarTrendToggles *self)
{
  guint n = 0;

  for (guint i = 0; i < self->toggles->len; i++)
    n += gtk_check_button_get_active (self->toggles->pdata[i]);
  for (guint i = 0; i < self->toggles->len; i++)
    {
      gboolean active = gtk_check_button_get_active (self->toggles->pdata[i]);

      gtk_widget_set_sensitive (self->toggles->pdata[i], active ? n > 1 : n < LUMBAR_TREND_MOST_SERIES);
      gtk_widget_queue_draw (self->toggles->pdata[i]);
    }
}

static void
redraw_swatches (GtkWidget *widget)
{
  if (GTK_IS_DRAWING_AREA (widget))
    gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    redraw_swatches (child);
}

static void
toggle_toggled_cb (LumbarTrendToggles *self)
{
  if (self->choosing)
    return;
  limit (self);
  redraw_swatches (GTK_WIDGET (self->box));
  g_signal_emit (self, changed_signal, 0);
}

static void
lumbar_trend_toggles_finalize (GObject *object)
{
  g_ptr_array_unref (LUMBAR_TREND_TOGGLES (object)->toggles);

  G_OBJECT_CLASS (lumbar_trend_toggles_parent_class)->finalize (object);
}

static void
lumbar_trend_toggles_class_init (LumbarTrendTogglesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_trend_toggles_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
lumbar_trend_toggles_init (LumbarTrendToggles *self)
{
  self->toggles = g_ptr_array_new ();
  self->box = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->box, 4);
  gtk_flow_box_set_column_spacing (self->box, 12);
  gtk_flow_box_set_row_spacing (self->box, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Scales in the chart"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * lumbar_trend_toggles_clear:
 * @self: toggles
 *
 * Takes all scales away.
 */
void
lumbar_trend_toggles_clear (LumbarTrendToggles *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->toggles, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
}

/**
 * lumbar_trend_toggles_add:
 * @self: toggles
 * @instrument: a scale
 * @active: whether it is chosen
 */
void
lumbar_trend_toggles_add (LumbarTrendToggles *self, const LumbarInstrument *instrument, gboolean active)
{
  g_autofree char *label = lumbar_trend_instrument_label (instrument);
  GtkWidget *toggle = gtk_check_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = gtk_drawing_area_new ();
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 26);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 16);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, NULL, NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_box_append (GTK_BOX (line), swatch);
  gtk_box_append (GTK_BOX (line), words);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (toggle), line);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (toggle), active);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_name (toggle, instrument->id);
  g_ptr_array_add (self->toggles, toggle);
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (toggle_toggled_cb), self);
  /* The button takes the keys, not the cell round it. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), toggle);
  gtk_flow_box_insert (self->box, child, -1);
  limit (self);
}

/**
 * lumbar_trend_toggles_get_chosen:
 * @self: toggles
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the scales that are chosen, in order,
 *   borrowed from @self
 */
GPtrArray *
lumbar_trend_toggles_get_chosen (LumbarTrendToggles *self)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->toggles->len; i++)
    if (gtk_check_button_get_active (self->toggles->pdata[i]))
      g_ptr_array_add (ids, (gpointer) gtk_widget_get_name (self->toggles->pdata[i]));
  g_ptr_array_add (ids, NULL);
  return ids;
}

/**
 * lumbar_trend_toggles_choose_only:
 * @self: toggles
 * @instrument_id: one of its scales
 *
 * Chooses this scale and no other.
 */
void
lumbar_trend_toggles_choose_only (LumbarTrendToggles *self, const char *instrument_id)
{
  self->choosing = TRUE;
  for (guint i = 0; i < self->toggles->len; i++)
    gtk_check_button_set_active (self->toggles->pdata[i],
                                 strcmp (gtk_widget_get_name (self->toggles->pdata[i]), instrument_id) == 0);
  self->choosing = FALSE;
  toggle_toggled_cb (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trend chart on the screen: the same drawing as on paper, in the colours of the window. */

#include "lumbar-trend-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lumbar-draw-trend.h"
#include "lumbar-font-size.h"

#define MINIMUM_WIDTH 240
#define NATURAL_WIDTH 320
#define HEIGHT 240

struct _LumbarTrendChart {
  GtkWidget parent_instance;

  LumbarTrend *trend; /* Owned; NULL before one is set */
};

G_DEFINE_FINAL_TYPE (LumbarTrendChart, lumbar_trend_chart, GTK_TYPE_WIDGET)

static void
lumbar_trend_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarTrendChart *self = LUMBAR_TREND_CHART (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->trend == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  lumbar_draw_trend (cr, self->trend, width, height, lumbar_font_size_get (widget) * 0.85,
                     dark ? lumbar_palette_dark () : lumbar_palette_light ());
  cairo_destroy (cr);
}

static void
lumbar_trend_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = (int) MAX (HEIGHT, lumbar_font_size_get (widget) * 14);
}

static void
lumbar_trend_chart_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_TREND_CHART (object)->trend, lumbar_trend_unref);

  G_OBJECT_CLASS (lumbar_trend_chart_parent_class)->finalize (object);
}

static void
lumbar_trend_chart_class_init (LumbarTrendChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_trend_chart_finalize;
  widget_class->snapshot = lumbar_trend_chart_snapshot;
  widget_class->measure = lumbar_trend_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "trendchart");
}

static void
lumbar_trend_chart_init (LumbarTrendChart *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Trend, empty"), -1);
}

/**
 * lumbar_trend_chart_new:
 *
 * Returns: (transfer floating): an empty chart
 */
GtkWidget *
lumbar_trend_chart_new (void)
{
  return g_object_new (LUMBAR_TYPE_TREND_CHART, NULL);
}

/**
 * lumbar_trend_chart_set_trend:
 * @self: a chart
 * @trend: what to show
 */
void
lumbar_trend_chart_set_trend (LumbarTrendChart *self, LumbarTrend *trend)
{
  LumbarTrend *before = self->trend;
  const char *summary = trend->summary;

  self->trend = lumbar_trend_ref (trend);
  g_clear_pointer (&before, lumbar_trend_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  summary && *summary ? summary : _("Trend, empty"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plot of the bands on the screen: the same drawing as everywhere, in the colours of the window. */

#include "lumbar-calibration-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lumbar-draw-calibration.h"
#include "lumbar-font-size.h"

#define MINIMUM_WIDTH 240
#define NATURAL_WIDTH 560

/* Of the text around it. */
#define FONT_SHARE 0.92

struct _LumbarCalibrationChart {
  GtkWidget parent_instance;

  const LumbarCalibration *calibration; /* Borrowed; NULL before one is set */
};

G_DEFINE_FINAL_TYPE (LumbarCalibrationChart, lumbar_calibration_chart, GTK_TYPE_WIDGET)

static void
lumbar_calibration_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarCalibrationChart *self = LUMBAR_CALIBRATION_CHART (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->calibration == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  lumbar_draw_calibration (cr, self->calibration, width, lumbar_font_size_get (widget) * FONT_SHARE, mirrored,
                           dark ? lumbar_palette_dark () : lumbar_palette_light ());
  cairo_destroy (cr);
}

static void
lumbar_calibration_chart_measure (GtkWidget *widget,
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
    *minimum = *natural = (int) lumbar_draw_calibration_height (for_size < 0 ? MINIMUM_WIDTH : for_size,
                                                                lumbar_font_size_get (widget) * FONT_SHARE) + 1;
}

static GtkSizeRequestMode
lumbar_calibration_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lumbar_calibration_chart_class_init (LumbarCalibrationChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lumbar_calibration_chart_snapshot;
  widget_class->measure = lumbar_calibration_chart_measure;
  widget_class->get_request_mode = lumbar_calibration_chart_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "calibrationchart");
}

static void
lumbar_calibration_chart_init (LumbarCalibrationChart *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

/**
 * lumbar_calibration_chart_set_calibration:
 * @self: a chart
 * @calibration: (nullable): what to show; must stay until another is set
 */
void
lumbar_calibration_chart_set_calibration (LumbarCalibrationChart *self, const LumbarCalibration *calibration)
{
  g_autoptr (GString) name = g_string_new (_("How often a named cause was the final one"));

  self->calibration = calibration;
  for (int i = LUMBAR_BAND_LIKELY; calibration != NULL && i <= LUMBAR_BAND_LESS_LIKELY; i++)
    {
      g_autofree char *count = lumbar_share_describe (&calibration->bands[i]);

      g_string_append_printf (name, "; %s: %s", lumbar_band_get_title ((LumbarBand) i), count);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

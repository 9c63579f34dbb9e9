/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure of a cohort on the screen: the same drawing as everywhere, in the colours of the window. */

#include "lumbar-cohort-chart.h"

#include <adwaita.h>

#include "lumbar-font-size.h"

#define MINIMUM_WIDTH 200
#define NATURAL_WIDTH 560

/* Of the text around it. */
#define FONT_SHARE 0.92

struct _LumbarCohortChart {
  GtkWidget parent_instance;

  const LumbarCohortChange *change; /* Borrowed; NULL for a count */
  const LumbarInstrument *instrument;
  guint mark;
  guint n;
  guint n_open;
  guint most;
};

G_DEFINE_FINAL_TYPE (LumbarCohortChart, lumbar_cohort_chart, GTK_TYPE_WIDGET)

static void
lumbar_cohort_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarCohortChart *self = LUMBAR_COHORT_CHART (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LumbarPalette *palette = dark ? lumbar_palette_dark () : lumbar_palette_light ();
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double font_size = lumbar_font_size_get (widget) * FONT_SHARE;
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  if (self->change != NULL)
    lumbar_draw_cohort_change (cr, self->change, self->instrument, width, font_size, mirrored, palette);
  else
    lumbar_draw_cohort_count (cr, self->mark, self->n, self->n_open, self->most, width, font_size, mirrored, palette);
  cairo_destroy (cr);
}

static void
lumbar_cohort_chart_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  LumbarCohortChart *self = LUMBAR_COHORT_CHART (widget);
  double font_size = lumbar_font_size_get (widget) * FONT_SHARE;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = (int) (self->change ? lumbar_draw_cohort_change_height (font_size)
                                              : lumbar_draw_cohort_count_height (font_size)) + 1;
}

static void
lumbar_cohort_chart_class_init (LumbarCohortChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lumbar_cohort_chart_snapshot;
  widget_class->measure = lumbar_cohort_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "cohortchart");
}

static void
lumbar_cohort_chart_init (LumbarCohortChart *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

/**
 * lumbar_cohort_chart_new_count:
 * @mark: a #LumbarGroup or a #LumbarCohortMark
 * @n: the count
 * @n_open: how many of them are drawn hollow
 * @most: the count whose bar is as long as there is room
 *
 * Returns: (transfer floating): a bar
 */
GtkWidget *
lumbar_cohort_chart_new_count (guint mark, guint n, guint n_open, guint most)
{
  LumbarCohortChart *self = g_object_new (LUMBAR_TYPE_COHORT_CHART, NULL);

  self->mark = mark;
  self->n = n;
  self->n_open = n_open;
  self->most = most;
  return GTK_WIDGET (self);
}

/**
 * lumbar_cohort_chart_new_change:
 * @change: what to show; must stay as long as the chart
 * @instrument: its scale; likewise
 *
 * Returns: (transfer floating): dots, median and box
 */
GtkWidget *
lumbar_cohort_chart_new_change (const LumbarCohortChange *change, const LumbarInstrument *instrument)
{
  LumbarCohortChart *self = g_object_new (LUMBAR_TYPE_COHORT_CHART, NULL);

  self->change = change;
  self->instrument = instrument;
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of a chart of scores: how the area is shared between plot, axes, names and legends. */

#include "lumbar-trend-plot.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-trend-change.h"

/* Charts wider than this, in font sizes, name their lines at the ends, with at most this share of the
 * width; others have a legend above. */
#define DIRECT_WIDTH 46.0
#define DIRECT_SHARE 0.36

/* How much of the height the legend above may take, that below, and both with the axis together. */
#define LEGEND_SHARE 0.36
#define NOTES_SHARE 0.26
#define FURNITURE_SHARE 0.62

/* Between two panels, in font sizes. */
#define PANEL_GAP 1.5

/**
 * lumbar_trend_plot_map_day:
 * @self: a chart
 * @day: a day of its trend; one outside the viewport lies outside the plot
 *
 * Returns: where it stands, from left to right
 */
double
lumbar_trend_plot_map_day (const LumbarTrendPlot *self, double day)
{
  return self->left + (day - self->viewport.first_day) / lumbar_trend_viewport_get_span (self->viewport) *
                        (self->right - self->left);
}

/**
 * lumbar_trend_plot_unmap_day:
 * @self: a chart
 * @x: a place, from left to right
 *
 * Returns: the day that stands there
 */
double
lumbar_trend_plot_unmap_day (const LumbarTrendPlot *self, double x)
{
  return self->viewport.first_day +
         (x - self->left) / (self->right - self->left) * lumbar_trend_viewport_get_span (self->viewport);
}

/**
 * lumbar_trend_plot_get_panel:
 * @self: a chart
 * @axis: one of its value axes
 * @top: (out): upper end of the axis
 * @bottom: (out): its lower end, below @top
 *
 * Axes of different ranges stand below each other on one time axis, the first on top: two at one height
 * would make lines cross that have nothing in common.
 */
void
lumbar_trend_plot_get_panel (const LumbarTrendPlot *self, guint axis, double *top, double *bottom)
{
  guint n = self->trend->axes->len;
  double whole = self->bottom - self->top;
  double gap = MIN (PANEL_GAP * self->font_size, whole * 0.4 / n);
  double height = (whole - gap * (n - 1)) / n;

  *top = self->top + axis * (height + gap);
  *bottom = *top + height;
}

/**
 * lumbar_trend_plot_map_value:
 * @self: a chart
 * @axis: one of its value axes
 * @value: a score
 *
 * Returns: where it stands, from the top down
 */
double
lumbar_trend_plot_map_value (const LumbarTrendPlot *self, guint axis, double value)
{
  const LumbarTrendAxis *scale = self->trend->axes->pdata[axis];
  double top, bottom;

  lumbar_trend_plot_get_panel (self, axis, &top, &bottom);
  return bottom - (value - scale->minimum) / (scale->maximum - scale->minimum) * (bottom - top);
}

/**
 * lumbar_trend_plot_get_visible:
 * @self: a chart
 * @series: a series of it
 * @first: (out): its first point in the viewport
 * @end: (out): the point after the last one; not before @first
 */
void
lumbar_trend_plot_get_visible (const LumbarTrendPlot *self,
                               const LumbarTrendSeries *series,
                               guint *first,
                               guint *end)
{
  *first = lumbar_trend_series_find_first (series, self->viewport.first_day);
  *end = *first;
  while (*end < series->points->len &&
         lumbar_trend_series_get_point (series, *end)->day <= self->viewport.last_day)
    (*end)++;
}

/* The nearest visible point of a series; FALSE where none is nearer than @distance. */
static gboolean
find_in_series (const LumbarTrendPlot *self, guint index, double x, double y, double *distance, guint *point)
{
  const LumbarTrendSeries *series = self->trend->series->pdata[index];
  gboolean found = FALSE;
  guint first, end;

  lumbar_trend_plot_get_visible (self, series, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const LumbarTrendPoint *candidate = lumbar_trend_series_get_point (series, i);
      double dx = lumbar_trend_plot_map_day (self, candidate->day) - x;
      double dy = lumbar_trend_plot_map_value (self, series->axis, candidate->value) - y;

      if (dx * dx + dy * dy >= *distance * *distance)
        continue;
      *distance = sqrt (dx * dx + dy * dy);
      *point = i;
      found = TRUE;
    }
  return found;
}

/**
 * lumbar_trend_plot_find_point:
 * @self: a chart
 * @x: a place, from left to right
 * @y: a place, from the top down
 * @reach: how far a point may be
 * @series: (out): the series of the nearest point
 * @point: (out): which point of it
 *
 * Returns: whether there is one; of several at one place the series that lies on top counts
 */
gboolean
lumbar_trend_plot_find_point (const LumbarTrendPlot *self,
                              double x,
                              double y,
                              double reach,
                              guint *series,
                              guint *point)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->trend->series->len; i++)
    if (find_in_series (self, i, x, y, &reach, point))
      {
        *series = i;
        found = TRUE;
      }
  return found;
}

/**
 * lumbar_trend_plot_has_band:
 * @self: a chart
 *
 * Returns: whether there is a band in which a change does not matter
 */
gboolean
lumbar_trend_plot_has_band (const LumbarTrendPlot *self)
{
  return self->trend->band_low < self->trend->band_high;
}

/**
 * lumbar_trend_plot_label_series:
 * @series: a series
 *
 * Returns: (transfer full): its latest score and its name
 */
char *
lumbar_trend_plot_label_series (const LumbarTrendSeries *series)
{
  g_autofree char *score = lumbar_trend_score_label (lumbar_trend_series_get_last (series)->value);

  /* Translators: the last score and the name of its scale, at the end of a line: "4  Average pain" */
  return g_strdup_printf (_("%1$s  %2$s"), score, series->line_label);
}

/**
 * lumbar_trend_plot_layout_tick:
 * @self: a chart
 * @tick: a tick of one of its axes
 *
 * Returns: (transfer full): its label
 */
PangoLayout *
lumbar_trend_plot_layout_tick (const LumbarTrendPlot *self, const LumbarTrendTick *tick)
{
  return lumbar_draw_text_layout (self->cr, tick->label, self->font_size * LUMBAR_CHART_TICK_FONT, -1);
}

/**
 * lumbar_trend_plot_measure_widest:
 * @self: a chart
 * @ticks: (element-type LumbarTrendTick): ticks of one axis
 *
 * Returns: the width of the widest of their labels
 */
double
lumbar_trend_plot_measure_widest (const LumbarTrendPlot *self, GPtrArray *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autoptr (PangoLayout) layout = lumbar_trend_plot_layout_tick (self, ticks->pdata[i]);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static double
measure_direct_labels (const LumbarTrendPlot *self)
{
  double most = self->width * DIRECT_SHARE;
  double widest = 0;

  for (guint i = 0; i < self->trend->series->len; i++)
    {
      g_autofree char *text = lumbar_trend_plot_label_series (self->trend->series->pdata[i]);
      g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (self->cr, text, self->font_size, most);
      double width;

      lumbar_draw_text_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest;
}

static gboolean
misses_visits (const LumbarTrend *trend)
{
  for (guint i = 0; i < trend->series->len; i++)
    {
      const LumbarTrendSeries *series = trend->series->pdata[i];

      for (guint j = 0; j < series->points->len; j++)
        if (lumbar_trend_series_get_point (series, j)->link == LUMBAR_TREND_LINK_MISSING)
          return TRUE;
    }
  return FALSE;
}

static void
fill_legends (LumbarTrendPlot *self)
{
  const LumbarTrend *trend = self->trend;

  for (guint i = 0; i < trend->series->len && !self->direct; i++)
    {
      g_autofree char *text = lumbar_trend_plot_label_series (trend->series->pdata[i]);

      lumbar_draw_legend_add (self->legend, LUMBAR_SWATCH_SERIES, i, text);
    }
  if (lumbar_trend_plot_has_band (self))
    lumbar_draw_legend_add (self->notes, LUMBAR_SWATCH_BAND, 0, trend->band_label);
  if (misses_visits (trend))
    lumbar_draw_legend_add (self->notes, LUMBAR_SWATCH_MISSING, 0, _("No visit in this time"));
  for (guint i = 0; i < trend->marks->len && trend->marks->len <= LUMBAR_CHART_MOST_TAGS; i++)
    {
      const LumbarTrendMark *mark = trend->marks->pdata[i];

      lumbar_draw_legend_add (self->notes, LUMBAR_SWATCH_EVENT, i, mark->text);
    }
}

/* Legends get what the plot can spare, the names of the series first. */
static void
fit_legends (LumbarTrendPlot *self, double axis_height)
{
  double spare;

  self->legend_height =
    lumbar_draw_legend_fit (self->legend, self->cr, self->width, self->height * LEGEND_SHARE);
  spare = self->height * FURNITURE_SHARE - self->legend_height - axis_height;
  self->notes_height = lumbar_draw_legend_fit (self->notes, self->cr, self->width,
                                                CLAMP (spare, 0, self->height * NOTES_SHARE));
}

static double
measure_value_ticks (const LumbarTrendPlot *self)
{
  double widest = 0;

  for (guint i = 0; i < self->trend->axes->len; i++)
    {
      const LumbarTrendAxis *axis = self->trend->axes->pdata[i];

      widest = MAX (widest, lumbar_trend_plot_measure_widest (self, axis->ticks));
    }
  return widest;
}

static void
lay_out (LumbarTrendPlot *self)
{
  double font_size = self->font_size;
  double axis_height = self->lane + LUMBAR_CHART_LABEL_HEIGHT * font_size;
  double gap = LUMBAR_CHART_GAP * font_size;

  self->direct = self->width >= DIRECT_WIDTH * font_size &&
                  self->height * 0.5 >= self->trend->series->len * LUMBAR_CHART_LABEL_HEIGHT * font_size;
  fill_legends (self);
  fit_legends (self, axis_height);
  self->left = measure_value_ticks (self) + gap;
  self->right = self->width - font_size * (LUMBAR_CHART_MARKER_RADIUS + LUMBAR_CHART_HAIRLINE);
  if (self->direct)
    self->right -= measure_direct_labels (self) + LUMBAR_CHART_LABEL_LEAD * font_size;
  self->top = font_size * 0.7 + self->legend_height;
  self->bottom = self->height - axis_height - (self->notes_height > 0 ? self->notes_height + gap : 0);
  /* However small the area: nothing is turned inside out. */
  self->right = MAX (self->right, self->left + 1);
  self->bottom = MAX (self->bottom, self->top + 1);
}

/**
 * lumbar_trend_plot_init:
 * @self: (out caller-allocates): a chart
 * @cr: where it will be drawn
 * @trend: what it shows; not an empty one
 * @viewport: which days of it
 * @width: of the area
 * @height: of the area
 * @font_size: of its words
 * @palette: the colours
 *
 * Decides what has room and where it goes.
 */
void
lumbar_trend_plot_init (LumbarTrendPlot *self,
                         cairo_t *cr,
                         LumbarTrend *trend,
                         LumbarTrendViewport viewport,
                         double width,
                         double height,
                         double font_size,
                         const LumbarPalette *palette)
{
  LumbarTrendViewport whole = lumbar_trend_get_whole (trend);

  *self = (LumbarTrendPlot){
    .cr = cr,
    .trend = trend,
    .viewport = lumbar_trend_viewport_clamp (viewport, whole),
    .palette = palette,
    .font_size = font_size,
    .lane = trend->marks->len > 0 ? LUMBAR_CHART_LANE_HEIGHT * font_size : 0,
    .width = width,
    .height = height,
    .legend = lumbar_draw_legend_new (font_size, palette),
    .notes = lumbar_draw_legend_new (font_size * LUMBAR_CHART_TICK_FONT, palette),
  };
  if (lumbar_trend_viewport_is_whole (self->viewport, whole))
    self->day_ticks = g_ptr_array_ref (trend->day_ticks);
  else
    self->day_ticks = lumbar_trend_axis_day_ticks (self->viewport.first_day, self->viewport.last_day);
  lay_out (self);
}

/**
 * lumbar_trend_plot_clear:
 * @self: a chart
 *
 * Frees what it owns.
 */
void
lumbar_trend_plot_clear (LumbarTrendPlot *self)
{
  g_clear_pointer (&self->day_ticks, g_ptr_array_unref);
  g_clear_pointer (&self->legend, lumbar_draw_legend_free);
  g_clear_pointer (&self->notes, lumbar_draw_legend_free);
}

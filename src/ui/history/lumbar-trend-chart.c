/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trend chart on the screen: the same drawing as on paper, in the colours of the window. What is
 * looked at is a value (LumbarTrendLook); keys, wheel, pinch and drag only change it. */

#include "lumbar-trend-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "lumbar-draw-trend.h"
#include "lumbar-font-size.h"
#include "lumbar-trend-plot.h"
#include "lumbar-trend-text.h"

#define MINIMUM_WIDTH 240
#define NATURAL_WIDTH 320
#define HEIGHT 240

/* Every further value axis makes the chart higher by this share, so that the panels stay readable. */
#define PANEL_SHARE 0.45

/* One notch of the wheel, and how many pixels of a touchpad count as one. */
#define WHEEL_FACTOR 1.25
#define WHEEL_SHARE 0.1
#define WHEEL_DOTS 30.0

/* A drag of fewer pixels is a hand that is not quiet. */
#define DRAG_SLACK 4.0

/* How near to a point the pointer must be, in font sizes. */
#define REACH 1.8

struct _LumbarTrendChart {
  GtkWidget parent_instance;

  LumbarTrend *trend; /* Owned; NULL before one is set */
  LumbarTrendLook look;
  LumbarTrendViewport grabbed; /* What was shown when a drag or a pinch began */
  double pointer;              /* Where it was last, from left to right: the wheel does not say it */
  double days_a_dot;           /* How many days a pixel was when a drag began */
  double pinch_day;            /* The day under the fingers when a pinch began */
  gboolean interactive;
};

G_DEFINE_FINAL_TYPE (LumbarTrendChart, lumbar_trend_chart, GTK_TYPE_WIDGET)

static const LumbarPalette *
get_palette (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? lumbar_palette_dark ()
                                                                       : lumbar_palette_light ();
}

static double
get_font_size (LumbarTrendChart *self)
{
  return lumbar_font_size_get (GTK_WIDGET (self)) * 0.85;
}

static gboolean
is_empty (LumbarTrendChart *self)
{
  return self->trend == NULL || lumbar_trend_is_empty (self->trend);
}

static void
lumbar_trend_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarTrendChart *self = LUMBAR_TREND_CHART (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->trend == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  lumbar_draw_trend_look (cr, self->trend, &self->look, width, height, get_font_size (self), get_palette ());
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
  LumbarTrendChart *self = LUMBAR_TREND_CHART (widget);
  guint n_axes = self->trend != NULL ? MAX (self->trend->axes->len, 1) : 1;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    *minimum = *natural = (int) (MAX (HEIGHT, lumbar_font_size_get (widget) * 14) *
                                 (1 + PANEL_SHARE * (n_axes - 1)));
}

/* What is pointed at, in words; the summary where nothing is. */
static char *
describe (LumbarTrendChart *self)
{
  if (is_empty (self))
    return g_strdup (_("Trend, empty"));
  if (self->look.mark >= 0)
    return lumbar_trend_describe_mark (self->trend, (guint) self->look.mark);
  if (self->look.series >= 0)
    return lumbar_trend_describe_point (self->trend, (guint) self->look.series, (guint) self->look.point);
  return g_strdup (self->trend->summary);
}

/* GTK 4.8 can't announce; a screen reader says the new name of what has the keys. */
static void
update_accessible (LumbarTrendChart *self)
{
  g_autofree char *label = describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What a gesture did is only to be seen; this says it too. */
static void
update_description (LumbarTrendChart *self)
{
  g_autofree char *days = NULL;
  g_autofree char *text = NULL;

  if (!self->interactive || is_empty (self))
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  days = lumbar_trend_describe_days (self->look.viewport);
  /* Translators: the days a chart shows ("3 Mar 2026 to 1 Jun 2026"), then which keys it takes */
  text = g_strdup_printf (_("Shows %s. Left and right go from visit to visit, up and down to other scales and to the "
                            "events; plus and minus zoom, 0 shows all"),
                          days);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
set_viewport (LumbarTrendChart *self, LumbarTrendViewport viewport)
{
  self->look.viewport = viewport;
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Where things stand just now. */
static void
lay_out (LumbarTrendChart *self, LumbarTrendPlot *plot)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  lumbar_trend_plot_init (plot, cr, self->trend, self->look.viewport, gtk_widget_get_width (GTK_WIDGET (self)),
                          gtk_widget_get_height (GTK_WIDGET (self)), get_font_size (self), get_palette ());
  plot->cr = NULL;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
day_at (LumbarTrendChart *self, double x)
{
  g_auto (LumbarTrendPlot) plot = { 0 };

  lay_out (self, &plot);
  return lumbar_trend_plot_unmap_day (&plot, x);
}

static void
zoom_at (LumbarTrendChart *self, double day, double factor)
{
  set_viewport (self, lumbar_trend_viewport_zoom (self->look.viewport, lumbar_trend_get_whole (self->trend), day,
                                                  factor));
}

/* Pointer */

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, LumbarTrendChart *self)
{
  g_auto (LumbarTrendPlot) plot = { 0 };
  guint series, point;

  self->pointer = x;
  if (is_empty (self))
    return;
  lay_out (self, &plot);
  if (!lumbar_trend_plot_find_point (&plot, x, y, REACH * get_font_size (self), &series, &point) ||
      ((int) series == self->look.series && (int) point == self->look.point))
    return;
  self->look.series = (int) series;
  self->look.point = (int) point;
  self->look.mark = -1;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (GtkEventControllerMotion *controller, LumbarTrendChart *self)
{
  /* What the keys have chosen stays while they are here. */
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    return;
  self->look.series = self->look.point = self->look.mark = -1;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The wheel alone belongs to the page, which scrolls; with Ctrl it zooms where the pointer is, with Shift
 * or sideways it pans. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, LumbarTrendChart *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double notch = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE ? WHEEL_DOTS : 1;

  if (is_empty (self))
    return FALSE;
  if (state & GDK_CONTROL_MASK)
    {
      zoom_at (self, day_at (self, self->pointer), pow (WHEEL_FACTOR, -dy / notch));
      return TRUE;
    }
  if (state & GDK_SHIFT_MASK)
    dx += dy;
  if (dx == 0 || (dy != 0 && !(state & GDK_SHIFT_MASK)))
    return FALSE;
  lumbar_trend_chart_pan (self, dx / notch * WHEEL_SHARE);
  return TRUE;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, LumbarTrendChart *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->grabbed = self->look.viewport;
  self->days_a_dot = is_empty (self) ? 0 : day_at (self, x + 1) - day_at (self, x);
}

/* The day that was taken stays under the pointer, also on the way back. */
static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, LumbarTrendChart *self)
{
  GdkEventSequence *sequence = gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture));
  gboolean is_drag =
    gtk_gesture_get_sequence_state (GTK_GESTURE (gesture), sequence) == GTK_EVENT_SEQUENCE_CLAIMED ||
    fabs (dx) >= DRAG_SLACK;

  if (!is_drag || is_empty (self) ||
      lumbar_trend_viewport_is_whole (self->grabbed, lumbar_trend_get_whole (self->trend)))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  set_viewport (self, lumbar_trend_viewport_pan (self->grabbed, lumbar_trend_get_whole (self->trend),
                                                 -dx * self->days_a_dot));
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, LumbarTrendChart *self)
{
  double x, y;

  self->grabbed = self->look.viewport;
  self->pinch_day = (self->grabbed.first_day + self->grabbed.last_day) / 2;
  if (!is_empty (self) && gtk_gesture_is_active (gesture) &&
      gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    self->pinch_day = day_at (self, x);
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, LumbarTrendChart *self)
{
  if (!is_empty (self))
    set_viewport (self, lumbar_trend_viewport_zoom (self->grabbed, lumbar_trend_get_whole (self->trend),
                                                    self->pinch_day, scale));
}

static void
add_controllers (LumbarTrendChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

/* Keys */

/* Where the keys or the pointer are. */
static LumbarTrendPlace
get_place (LumbarTrendChart *self)
{
  if (self->look.mark >= 0)
    return (LumbarTrendPlace){ (int) self->trend->series->len, self->look.mark };
  return (LumbarTrendPlace){ self->look.series, self->look.point };
}

static void
go_to (LumbarTrendChart *self, LumbarTrendPlace place)
{
  gboolean is_mark = lumbar_trend_place_is_mark (self->trend, place);

  self->look.series = is_mark ? -1 : place.row;
  self->look.point = is_mark ? -1 : place.stop;
  self->look.mark = is_mark ? place.stop : -1;
  set_viewport (self, lumbar_trend_viewport_reveal (self->look.viewport, lumbar_trend_get_whole (self->trend),
                                                    lumbar_trend_place_get_day (self->trend, place)));
  update_accessible (self);
}

static gboolean
walk_cb (GtkWidget *widget, GVariant *walk, gpointer data)
{
  LumbarTrendChart *self = LUMBAR_TREND_CHART (widget);

  if (!self->interactive || is_empty (self))
    return FALSE;
  lumbar_trend_chart_walk (self, (LumbarTrendWalk) g_variant_get_int32 (walk));
  return TRUE;
}

/* Class */

static void
lumbar_trend_chart_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_TREND_CHART (object)->trend, lumbar_trend_unref);

  G_OBJECT_CLASS (lumbar_trend_chart_parent_class)->finalize (object);
}

static void
add_binding (GtkWidgetClass *klass, guint key, guint keypad_key, LumbarTrendWalk walk)
{
  gtk_widget_class_add_binding (klass, key, 0, walk_cb, "i", walk);
  gtk_widget_class_add_binding (klass, keypad_key, 0, walk_cb, "i", walk);
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
  /* Time runs from left to right in every language, and so do the keys. */
  add_binding (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, LUMBAR_TREND_WALK_NEXT);
  add_binding (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, LUMBAR_TREND_WALK_PREVIOUS);
  add_binding (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, LUMBAR_TREND_WALK_FIRST);
  add_binding (widget_class, GDK_KEY_End, GDK_KEY_KP_End, LUMBAR_TREND_WALK_LAST);
  add_binding (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, LUMBAR_TREND_WALK_BELOW);
  add_binding (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, LUMBAR_TREND_WALK_ABOVE);
}

static void
lumbar_trend_chart_init (LumbarTrendChart *self)
{
  self->look = (LumbarTrendLook){ { 1, 2 }, -1, -1, -1 };
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  update_accessible (self);
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
 * @trend: what to show: all of it, and nothing pointed out
 */
void
lumbar_trend_chart_set_trend (LumbarTrendChart *self, LumbarTrend *trend)
{
  LumbarTrend *before = self->trend;

  self->trend = lumbar_trend_ref (trend);
  g_clear_pointer (&before, lumbar_trend_unref);
  self->look = (LumbarTrendLook){ lumbar_trend_get_whole (trend), -1, -1, -1 };
  update_accessible (self);
  update_description (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * lumbar_trend_chart_set_interactive:
 * @self: a chart
 * @interactive: whether it takes keys and pointer; once only
 */
void
lumbar_trend_chart_set_interactive (LumbarTrendChart *self, gboolean interactive)
{
  if (self->interactive || !interactive)
    return;
  self->interactive = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
  update_description (self);
}

/**
 * lumbar_trend_chart_get_viewport:
 * @self: a chart
 *
 * Returns: the days that are shown
 */
LumbarTrendViewport
lumbar_trend_chart_get_viewport (LumbarTrendChart *self)
{
  return self->look.viewport;
}

/* What stays in place when keys zoom: the point that is looked at, or the middle. */
static double
get_anchor (LumbarTrendChart *self)
{
  LumbarTrendPlace place = get_place (self);

  if (place.row >= 0)
    return lumbar_trend_place_get_day (self->trend, place);
  return (self->look.viewport.first_day + self->look.viewport.last_day) / 2;
}

/**
 * lumbar_trend_chart_zoom:
 * @self: a chart
 * @factor: above 1 shows fewer days, below 1 more
 *
 * Zooms at the point that is looked at, or at the middle.
 */
void
lumbar_trend_chart_zoom (LumbarTrendChart *self, double factor)
{
  if (!is_empty (self))
    zoom_at (self, get_anchor (self), factor);
}

/**
 * lumbar_trend_chart_pan:
 * @self: a chart
 * @share: of what is shown; later where positive
 */
void
lumbar_trend_chart_pan (LumbarTrendChart *self, double share)
{
  if (!is_empty (self))
    set_viewport (self, lumbar_trend_viewport_pan (self->look.viewport, lumbar_trend_get_whole (self->trend),
                                                   share * lumbar_trend_viewport_get_span (self->look.viewport)));
}

/**
 * lumbar_trend_chart_show_all:
 * @self: a chart
 *
 * Shows all days again.
 */
void
lumbar_trend_chart_show_all (LumbarTrendChart *self)
{
  if (!is_empty (self))
    set_viewport (self, lumbar_trend_get_whole (self->trend));
}

/**
 * lumbar_trend_chart_walk:
 * @self: a chart
 * @walk: where to
 *
 * Points another score or event out, and says it; the first time the latest score of the main series.
 */
void
lumbar_trend_chart_walk (LumbarTrendChart *self, LumbarTrendWalk walk)
{
  if (!is_empty (self))
    go_to (self, lumbar_trend_walk (self->trend, get_place (self), walk));
}

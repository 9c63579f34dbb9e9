/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two fingers on the chart of a trend. Nothing can lay them there, so the signals of their gesture are given; the wheel
 * and a drag are real in tests/e2e/gestures.py. */

#include <adwaita.h>
#include <math.h>

#include "lumbar-many-visits.h"
#include "lumbar-test-intake.h"
#include "lumbar-trend-chart.h"
#include "lumbar-trend-text.h"

/* Closer the chart does not go. */
#define LEAST_SPAN 14.0

#define EPSILON 1e-6

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarTrend *trend;
  LumbarTrendChart *chart;
  GtkWindow *window;
  GtkGesture *pinch; /* Borrowed */
} Test;

static GtkGesture *
find_pinch (LumbarTrendChart *chart)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (chart));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ZOOM (controller))
        return GTK_GESTURE (controller);
    }
  return NULL;
}

static void
set_up (Test *test, gconstpointer data)
{
  test->knowledge = lumbar_knowledge_new (NULL);
  test->trend = make_trend (test->knowledge);
  test->chart = LUMBAR_TREND_CHART (lumbar_trend_chart_new ());
  test->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (test->window, 800, 400);
  gtk_window_set_child (test->window, GTK_WIDGET (test->chart));
  lumbar_trend_chart_set_interactive (test->chart, TRUE);
  gtk_window_present (test->window);
  test->pinch = find_pinch (test->chart);
  g_assert_nonnull (test->pinch);
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (test->window);
  lumbar_test_settle (20);
  lumbar_trend_unref (test->trend);
  lumbar_knowledge_unref (test->knowledge);
}

static void
lay_fingers (Test *test)
{
  g_signal_emit_by_name (test->pinch, "begin", NULL);
}

static void
spread_fingers (Test *test, double scale)
{
  g_signal_emit_by_name (test->pinch, "scale-changed", scale);
}

static double
get_middle (LumbarTrendViewport viewport)
{
  return (viewport.first_day + viewport.last_day) / 2;
}

static void
assert_days (Test *test, double middle, double span)
{
  LumbarTrendViewport shown = lumbar_trend_chart_get_viewport (test->chart);

  g_assert_cmpfloat_with_epsilon (lumbar_trend_viewport_get_span (shown), span, EPSILON);
  g_assert_cmpfloat_with_epsilon (get_middle (shown), middle, EPSILON);
}

/* A scale counts from where the fingers were laid, not from the one before: each row goes on from the last one and
 * leads to a share of what was shown at first. */
static void
test_scale_counts_from_the_beginning (Test *test, gconstpointer data)
{
  static const double scales[] = { 1, 2, 4, 3, 1, 1.25, 8, 0.5, 2, 1e9, 2, 1e-9, 2, 0, NAN, 2 };
  LumbarTrendViewport whole, first;

  lumbar_trend_chart_set_trend (test->chart, test->trend);
  whole = lumbar_trend_chart_get_viewport (test->chart);
  lumbar_trend_chart_zoom (test->chart, 10);
  lumbar_trend_chart_pan (test->chart, 1);
  first = lumbar_trend_chart_get_viewport (test->chart);
  lay_fingers (test);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      gboolean is_scale = scales[i] > 0;
      double wanted = lumbar_trend_viewport_get_span (first) / (is_scale ? scales[i] : 1);

      spread_fingers (test, scales[i]);
      if (wanted >= lumbar_trend_viewport_get_span (whole))
        assert_days (test, get_middle (whole), lumbar_trend_viewport_get_span (whole));
      else
        assert_days (test, get_middle (first), MAX (wanted, LEAST_SPAN));
    }
}

/* The next pinch goes on from what the last one left. */
static void
test_next_pinch_goes_on (Test *test, gconstpointer data)
{
  static const struct {
    double scale;
    double share; /* Of the whole, afterwards */
  } pinches[] = { { 2, 0.5 }, { 2, 0.25 }, { 0.5, 0.5 }, { 5, 0.1 }, { 0.01, 1 }, { 4, 0.25 } };
  LumbarTrendViewport whole;

  lumbar_trend_chart_set_trend (test->chart, test->trend);
  whole = lumbar_trend_chart_get_viewport (test->chart);
  for (guint i = 0; i < G_N_ELEMENTS (pinches); i++)
    {
      lay_fingers (test);
      spread_fingers (test, pinches[i].scale);
      assert_days (test, get_middle (whole), lumbar_trend_viewport_get_span (whole) * pinches[i].share);
    }
  lumbar_trend_chart_show_all (test->chart);
  g_assert_true (lumbar_trend_viewport_is_whole (lumbar_trend_chart_get_viewport (test->chart), whole));
}

/* What two fingers show is said: it stands in the description. */
static void
test_days_are_said (Test *test, gconstpointer data)
{
  static const double scales[] = { 2, 20, 0.1 };
  static const char *const ids[] = { "nrs-pain-average", NULL };
  g_autoptr (GPtrArray) measures = g_ptr_array_new ();
  g_autoptr (LumbarTrend) nothing = lumbar_trend_new (test->knowledge, ids, measures, NULL);

  lumbar_trend_chart_set_trend (test->chart, test->trend);
  lay_fingers (test);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *days = NULL;
      g_autofree char *expected = NULL;

      spread_fingers (test, scales[i]);
      days = lumbar_trend_describe_days (lumbar_trend_chart_get_viewport (test->chart));
      expected = g_strdup_printf ("Shows %s. Left and right go from visit to visit, up and down to other scales and to "
                                  "the events; plus and minus zoom, 0 shows all", days);
      gtk_test_accessible_assert_property (test->chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, expected);
    }
  lumbar_trend_chart_set_trend (test->chart, nothing);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (test->chart),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static void
test_empty_chart_stays (Test *test, gconstpointer data)
{
  LumbarTrendViewport before = lumbar_trend_chart_get_viewport (test->chart);

  lay_fingers (test);
  spread_fingers (test, 3);
  assert_days (test, get_middle (before), lumbar_trend_viewport_get_span (before));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/ui/trend-chart/" name, Test, NULL, set_up, func, tear_down)
  ADD ("scale-counts-from-the-beginning", test_scale_counts_from_the_beginning);
  ADD ("next-pinch-goes-on", test_next_pinch_goes_on);
  ADD ("days-are-said", test_days_are_said);
  ADD ("empty-chart-stays", test_empty_chart_stays);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which region is meant by a finger, a stroke, a line drawn round, and the arrow keys. */

#include <math.h>

#include "lumbar-body-search.h"

#define WIDTH 420.0

static LumbarKnowledge *knowledge;
static const LumbarFinding *finding;
static LumbarBody *body;
static double height;

static guint64
bits (const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, ";", -1);
  guint64 regions = 0;

  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    {
      int option = lumbar_finding_find_option (finding, list[i]);

      g_assert_cmpint (option, >=, 0);
      regions |= (guint64) 1 << option;
    }
  return regions;
}

static int
find (const char *id)
{
  int option = lumbar_finding_find_option (finding, id);

  g_assert_cmpint (option, >=, 0);
  return option;
}

static LumbarBodyPoint
centre (const char *id)
{
  return lumbar_body_get_region_centre (body, (guint) find (id), WIDTH, height);
}

/* A number, an arrow or a lasso goes by the centre, which must not lie beside a bent region. */
static void
test_centre_is_inside (void)
{
  for (guint i = 0; i < finding->options->len; i++)
    {
      LumbarBodyPoint point = lumbar_body_get_region_centre (body, i, WIDTH, height);

      g_assert_cmpint (lumbar_body_find_region (body, point.x, point.y, WIDTH, height), ==, (int) i);
    }
}

/* Regions too narrow for a finger are picked from beside them, wide ones and empty places as they are. */
static void
test_near (void)
{
  LumbarBodyPoint spine = centre ("lumbar-midline"), heel = centre ("heel-left");

  g_assert_cmpint (lumbar_body_find_near (body, spine.x, spine.y, 22, WIDTH, height), ==, find ("lumbar-midline"));
  g_assert_cmpint (lumbar_body_find_region (body, heel.x - 16, heel.y, WIDTH, height), ==, -1);
  g_assert_cmpint (lumbar_body_find_near (body, heel.x - 16, heel.y, 22, WIDTH, height), ==, find ("heel-left"));
  g_assert_cmpint (lumbar_body_find_near (body, heel.x - 60, heel.y, 22, WIDTH, height), ==, -1);
  g_assert_cmpint (lumbar_body_find_near (body, WIDTH / 2, 20, 22, WIDTH, height), ==, -1);
}

/* Between two regions the nearer one is meant, even a dot from the other. */
static void
test_near_prefers_the_nearer (void)
{
  LumbarBodyPoint left = centre ("shin-left"), right = centre ("shin-right");

  for (double share = 0.02; share < 1; share += 0.02)
    {
      double x = right.x + (left.x - right.x) * share;

      if (fabs (share - 0.5) > 0.02)
        g_assert_cmpint (lumbar_body_find_near (body, x, left.y, 44, WIDTH, height), ==,
                         share < 0.5 ? find ("shin-right") : find ("shin-left"));
    }
}

typedef struct {
  const char *name;
  const char *from;
  const char *to;
  const char *passed;
} StrokeCase;

static const StrokeCase strokes[] = {
  { "one-region", "thoracic", "thoracic", "thoracic" },
  { "down-the-leg", "thigh-back-left", "calf-left", "thigh-back-left;calf-left" },
  { "across-the-low-back", "flank-left", "flank-right",
    "flank-left;paraspinal-left;lumbar-midline;paraspinal-right;flank-right" },
  { "back-again", "flank-right", "flank-left",
    "flank-left;paraspinal-left;lumbar-midline;paraspinal-right;flank-right" },
  { "down-the-belly", "trunk-band-front", "lower-abdomen", "trunk-band-front;upper-abdomen;lower-abdomen" },
};

static void
test_stroke (gconstpointer data)
{
  const StrokeCase *test = data;

  g_assert_cmphex (lumbar_body_find_along (body, centre (test->from), centre (test->to), WIDTH, height), ==,
                   bits (test->passed));
}

typedef struct {
  const char *name;
  const char *first; /* The line is the box round the centres of these two … */
  const char *second;
  double margin; /* … this much larger */
  const char *inside;
} LassoCase;

static const LassoCase lassos[] = {
  { "one-region", "heel-left", "heel-left", 5, "heel-left" },
  { "low-back", "flank-left", "flank-right", 3,
    "flank-left;paraspinal-left;lumbar-midline;paraspinal-right;flank-right" },
  { "both-calves", "calf-left", "calf-right", 10, "calf-left;calf-right" },
  { "front-alone", "foot-top-right", "foot-top-left", 8, "foot-top-right;foot-top-left" },
  { "between-the-figures", "thigh-front-left", "thigh-back-left", -20, "" },
};

static GArray *
make_box (const LassoCase *test)
{
  LumbarBodyPoint a = centre (test->first), b = centre (test->second);
  double left = MIN (a.x, b.x) - test->margin, right = MAX (a.x, b.x) + test->margin;
  double top = MIN (a.y, b.y) - fabs (test->margin), bottom = MAX (a.y, b.y) + fabs (test->margin);
  const LumbarBodyPoint corners[] = { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
  GArray *line = g_array_new (FALSE, FALSE, sizeof (LumbarBodyPoint));

  return g_array_append_vals (line, corners, G_N_ELEMENTS (corners));
}

static void
test_lasso (gconstpointer data)
{
  const LassoCase *test = data;
  g_autoptr (GArray) line = make_box (test);

  g_assert_cmphex (lumbar_body_find_within (body, line, WIDTH, height), ==, bits (test->inside));
}

/* A click with the lasso draws no line. */
static void
test_lasso_without_a_line (void)
{
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (LumbarBodyPoint));
  LumbarBodyPoint point = centre ("sacrum");

  g_assert_cmphex (lumbar_body_find_within (body, line, WIDTH, height), ==, 0);
  g_array_append_val (line, point);
  g_assert_cmphex (lumbar_body_find_within (body, line, WIDTH, height), ==, 0);
}

typedef struct {
  const char *from;
  int right;
  int down;
  const char *to;
} StepCase;

static const StepCase steps[] = {
  { "lumbar-midline", 1, 0, "paraspinal-right" }, { "lumbar-midline", -1, 0, "paraspinal-left" },
  { "paraspinal-left", -1, 0, "flank-left" },     { "lumbar-midline", 0, 1, "sacrum" },
  { "lumbar-midline", 0, -1, "trunk-band-back" }, { "thigh-back-left", 0, 1, "calf-left" },
  { "calf-left", 0, 1, "heel-left" },             { "heel-left", 0, 1, "heel-left" },
  { "shin-right", 1, 0, "shin-left" },            { "upper-abdomen", 0, -1, "trunk-band-front" },
  { "shin-left", 1, 0, "calf-left" },             { "calf-left", -1, 0, "shin-left" },
};

static void
test_step (gconstpointer data)
{
  const StepCase *test = data;
  int found = lumbar_body_find_neighbour (body, find (test->from), test->right, test->down);

  g_assert_cmpstr (lumbar_finding_get_option (finding, (guint) found)->id, ==, test->to);
}

/* Nobody needs a pointer: from nowhere, the arrow keys reach every region. */
static void
test_steps_reach_everything (void)
{
  guint64 reached = (guint64) 1 << lumbar_body_find_neighbour (body, -1, 1, 0);
  guint64 before = 0;

  while (reached != before)
    {
      before = reached;
      for (guint i = 0; i < finding->options->len; i++)
        for (int step = -1; (before >> i & 1) != 0 && step <= 1; step += 2)
          {
            reached |= (guint64) 1 << lumbar_body_find_neighbour (body, (int) i, step, 0);
            reached |= (guint64) 1 << lumbar_body_find_neighbour (body, (int) i, 0, step);
          }
    }
  for (guint i = 0; i < finding->options->len; i++)
    if ((reached >> i & 1) == 0)
      g_error ("no arrow key leads to “%s”", lumbar_finding_get_option (finding, i)->id);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  finding = lumbar_knowledge_find_finding (knowledge, "pain-map");
  body = lumbar_body_new (knowledge, NULL);
  height = WIDTH / lumbar_body_get_aspect (body);

  g_test_add_func ("/drawing/body-search/centre-is-inside", test_centre_is_inside);
  g_test_add_func ("/drawing/body-search/near", test_near);
  g_test_add_func ("/drawing/body-search/near/prefers-the-nearer", test_near_prefers_the_nearer);
  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/body-search/stroke/%s", strokes[i].name);

      g_test_add_data_func (path, &strokes[i], test_stroke);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lassos); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/body-search/lasso/%s", lassos[i].name);

      g_test_add_data_func (path, &lassos[i], test_lasso);
    }
  g_test_add_func ("/drawing/body-search/lasso/without-a-line", test_lasso_without_a_line);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/body-search/step/%s/%d-%d", steps[i].from, steps[i].right,
                                               steps[i].down);

      g_test_add_data_func (path, &steps[i], test_step);
    }
  g_test_add_func ("/drawing/body-search/steps-reach-everything", test_steps_reach_everything);
  status = g_test_run ();
  lumbar_body_free (body);
  lumbar_knowledge_unref (knowledge);
  return status;
}

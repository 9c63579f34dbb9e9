/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several pains on one body map, and where the first one spreads: told apart without colour, drawn inside the
 * picture, and the same in words. */

#include <math.h>
#include <string.h>

#include "lumbar-draw-body.h"
#include "lumbar-draw-radiation.h"

#define WIDTH 420
#define PRINT_WIDTH 150

static LumbarKnowledge *knowledge;
static const LumbarFinding *finding;
static LumbarBody *body;

static guint64
bits (const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids ? ids : "", ";", -1);
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
get_height (int width)
{
  return (int) ceil (width / lumbar_body_get_aspect (body));
}

/* A white sheet as wide as named. */
static cairo_t *
create_sheet (int width)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, get_height (width));
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  return cr;
}

/* How light a dot is when printed in grey, 0 to 255. */
static double
get_grey (cairo_t *cr, int x, int y)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  const guint8 *row;
  guint32 dot;

  cairo_surface_flush (surface);
  row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  memcpy (&dot, row + x * 4, sizeof dot);
  return 0.299 * (dot >> 16 & 0xFF) + 0.587 * (dot >> 8 & 0xFF) + 0.114 * (dot & 0xFF);
}

static cairo_t *
draw (LumbarBodyMarks marks, int width)
{
  cairo_t *cr = create_sheet (width);

  lumbar_draw_body (cr, body, &marks, width, get_height (width), lumbar_palette_paper ());
  return cr;
}

static cairo_t *
draw_pains (const char *first, const char *second, const char *third, int width)
{
  LumbarBodyMarks marks = LUMBAR_BODY_MARKS_NONE;

  marks.pains[0] = bits (first);
  marks.pains[1] = bits (second);
  marks.pains[2] = bits (third);
  return draw (marks, width);
}

/* How much darkness changes along a direction in the upper part of a region, away from its number. */
static double
measure_change (cairo_t *cr, const char *id, int width, int dx, int dy)
{
  guint option = (guint) lumbar_finding_find_option (finding, id);
  cairo_rectangle_t box;
  double sum = 0;
  guint n = 0;

  lumbar_body_get_region_extents (body, option, width, get_height (width), &box);
  for (int y = (int) (box.y + box.height * 0.15); y < box.y + box.height * 0.4; y++)
    for (int x = (int) (box.x + box.width * 0.2); x < box.x + box.width * 0.8; x++, n++)
      sum += fabs (get_grey (cr, x, y) - get_grey (cr, x + dx, y + dy));
  return sum / n;
}

typedef struct {
  const char *name;
  guint pain;
  int along[2];  /* The hatching goes this way … */
  int across[2]; /* … and not that way */
} HatchCase;

static const HatchCase hatches[] = {
  { "first", 0, { 1, -1 }, { 1, 1 } },
  { "second", 1, { 1, 1 }, { 1, -1 } },
  { "third", 2, { 1, 0 }, { 0, 1 } },
};

/* In grey, each pain is known by the direction of its hatching, on the screen and in the small print. */
static void
test_hatch_in_grey (gconstpointer data)
{
  static const int widths[] = { PRINT_WIDTH, 300, WIDTH };
  const HatchCase *test = data;

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      LumbarBodyMarks marks = LUMBAR_BODY_MARKS_NONE;
      cairo_t *cr;

      marks.pains[test->pain] = bits ("thoracic");
      cr = draw (marks, widths[i]);
      g_assert_cmpfloat (measure_change (cr, "thoracic", widths[i], test->across[0], test->across[1]), >,
                         2 * measure_change (cr, "thoracic", widths[i], test->along[0], test->along[1]));
      cairo_destroy (cr);
    }
}

/* And by how dark it is: the first one is the darkest. */
static void
test_shade_in_grey (void)
{
  guint option = (guint) lumbar_finding_find_option (finding, "thigh-back-left");
  double shades[LUMBAR_BODY_MAX_PAINS] = { 0 };
  cairo_rectangle_t box;

  lumbar_body_get_region_extents (body, option, WIDTH, get_height (WIDTH), &box);
  for (guint pain = 0; pain < LUMBAR_BODY_MAX_PAINS; pain++)
    {
      LumbarBodyMarks marks = LUMBAR_BODY_MARKS_NONE;
      cairo_t *cr;

      marks.pains[pain] = bits ("thigh-back-left");
      cr = draw (marks, WIDTH);
      for (int y = (int) box.y + 12; y < box.y + 36; y++)
        for (int x = (int) box.x + 12; x < box.x + 24; x++)
          shades[pain] += get_grey (cr, x, y) / (24 * 12);
      cairo_destroy (cr);
    }
  g_assert_cmpfloat (shades[0] + 8, <, shades[1]);
  g_assert_cmpfloat (shades[1] + 8, <, shades[2]);
}

/* A region in two pains shows both hatchings. */
static void
test_two_pains_in_one_region (void)
{
  cairo_t *one = draw_pains ("thoracic", "sacrum", NULL, WIDTH);
  cairo_t *both = draw_pains ("thoracic", "thoracic;sacrum", NULL, WIDTH);
  cairo_t *other = draw_pains ("sacrum", "thoracic", NULL, WIDTH);

  g_assert_cmpfloat (measure_change (both, "thoracic", WIDTH, 1, -1), >,
                     2 * measure_change (one, "thoracic", WIDTH, 1, -1));
  g_assert_cmpfloat (measure_change (both, "thoracic", WIDTH, 1, 1), >,
                     2 * measure_change (other, "thoracic", WIDTH, 1, 1));
  cairo_destroy (one);
  cairo_destroy (both);
  cairo_destroy (other);
}

static guint
count_different (cairo_t *one, cairo_t *other, const char *id)
{
  guint option = (guint) lumbar_finding_find_option (finding, id);
  cairo_rectangle_t box;
  guint n = 0;

  lumbar_body_get_region_extents (body, option, WIDTH, get_height (WIDTH), &box);
  for (int y = (int) box.y; y < box.y + box.height; y++)
    for (int x = (int) box.x; x < box.x + box.width; x++)
      n += lumbar_body_find_region (body, x + 0.5, y + 0.5, WIDTH, get_height (WIDTH)) == (int) option &&
           fabs (get_grey (one, x, y) - get_grey (other, x, y)) > 8;
  return n;
}

/* One pain needs no number; with a second one, both have theirs. */
static void
test_numbers (void)
{
  cairo_t *alone = draw_pains ("thoracic", NULL, NULL, WIDTH);
  cairo_t *beside = draw_pains ("thoracic", "calf-left", NULL, WIDTH);
  cairo_t *renumbered = draw_pains ("thoracic", NULL, "calf-left", WIDTH);

  g_assert_cmpuint (count_different (alone, beside, "thoracic"), >, 30);
  g_assert_cmpuint (count_different (beside, renumbered, "thoracic"), ==, 0);
  g_assert_cmpuint (count_different (beside, renumbered, "calf-left"), >, 30);
  cairo_destroy (alone);
  cairo_destroy (beside);
  cairo_destroy (renumbered);
}

/* While one pain is worked on, the others are there but paler. */
static void
test_others_are_paler (void)
{
  LumbarBodyMarks marks = LUMBAR_BODY_MARKS_NONE;
  cairo_t *plain = create_sheet (WIDTH), *pale, *strong;

  lumbar_draw_body (plain, body, &marks, WIDTH, get_height (WIDTH), lumbar_palette_paper ());
  marks.pains[0] = bits ("thoracic");
  marks.pains[1] = bits ("calf-left");
  strong = draw (marks, WIDTH);
  marks.current = 1;
  pale = draw (marks, WIDTH);
  g_assert_cmpfloat (measure_change (pale, "thoracic", WIDTH, 1, 1), <,
                     0.7 * measure_change (strong, "thoracic", WIDTH, 1, 1));
  g_assert_cmpuint (count_different (plain, pale, "thoracic"), >, 100);
  g_assert_cmpuint (count_different (strong, pale, "calf-left"), ==, 0);
  cairo_destroy (plain);
  cairo_destroy (pale);
  cairo_destroy (strong);
}

typedef struct {
  const char *name;
  const char *pain;
  const char *radiation;
} ArrowCase;

static const ArrowCase arrows[] = {
  { "down-the-leg", "lumbar-midline", "calf-left" },
  { "to-both-legs", "paraspinal-left;paraspinal-right", "thigh-back-left;thigh-back-right" },
  { "to-the-front", "lumbar-midline", "groin-left" },
  { "to-the-belly", "lumbar-midline", "upper-abdomen" },
  { "to-the-spine", "buttock-left", "lumbar-midline" },
  { "to-the-narrow-hip", "sacrum", "hip-right" },
  { "to-the-foot", "sacrum", "foot-top-right;heel-right" },
  { "from-nowhere", "", "thoracic" },
  { "into-itself", "sacrum", "sacrum" },
};

/* The arrows alone on a sheet; a printer has finer dots than a screen. */
static cairo_t *
draw_arrows (const char *pain, guint64 radiation, int width, int fineness)
{
  cairo_t *cr = create_sheet (width * fineness);
  LumbarBodyPlacement placement;

  cairo_scale (cr, fineness, fineness);
  lumbar_body_place (body, width, get_height (width), &placement);
  lumbar_draw_radiation (cr, body, bits (pain), radiation, &placement, lumbar_palette_paper ());
  return cr;
}

static void
test_arrow_touches_its_target (gconstpointer data)
{
  static const int widths[] = { PRINT_WIDTH, WIDTH };
  static const int fineness[] = { 4, 1 };
  const ArrowCase *test = data;

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    for (guint option = 0; option < finding->options->len; option++)
      {
        guint64 bit = (guint64) 1 << option;
        cairo_t *cr;
        guint n_dark = 0;

        if ((bits (test->radiation) & bit) == 0)
          continue;
        cr = draw_arrows (test->pain, bit, widths[i], fineness[i]);
        for (int y = 0; y < (int) (get_height (widths[i]) * fineness[i] - fineness[i]); y++)
          for (int x = 0; x < widths[i] * fineness[i]; x++)
            n_dark += get_grey (cr, x, y) < 90 &&
                      lumbar_body_find_region (body, (x + 0.5) / fineness[i], (y + 0.5) / fineness[i], widths[i],
                                               get_height (widths[i])) == (int) option;
        g_assert_cmpuint (n_dark, >, 5);
        cairo_destroy (cr);
      }
}

/* An arrow starts in the pain it comes from, where that is in the same view. */
static void
test_arrow_starts_in_the_pain (void)
{
  cairo_t *cr = draw_arrows ("flank-left;paraspinal-right", bits ("thigh-back-right"), WIDTH, 1);
  LumbarBodyPoint near = lumbar_body_get_region_centre (
    body, (guint) lumbar_finding_find_option (finding, "paraspinal-right"), WIDTH, get_height (WIDTH));
  LumbarBodyPoint far = lumbar_body_get_region_centre (body, (guint) lumbar_finding_find_option (finding, "flank-left"),
                                                       WIDTH, get_height (WIDTH));

  g_assert_cmpfloat (get_grey (cr, (int) near.x, (int) near.y), <, 120);
  g_assert_cmpfloat (get_grey (cr, (int) far.x, (int) far.y), >, 250);
  cairo_destroy (cr);
}

/* No arrow leaves its figure for the other one, none leaves the picture. */
static void
test_arrows_stay_in_the_picture (void)
{
  for (guint from = 0; from < finding->options->len; from++)
    {
      guint64 pain = (guint64) 1 << from;
      cairo_t *cr = create_sheet (WIDTH);
      LumbarBodyPlacement placement;

      lumbar_body_place (body, WIDTH, get_height (WIDTH), &placement);
      lumbar_draw_radiation (cr, body, pain, G_MAXUINT32 & ~pain, &placement, lumbar_palette_paper ());
      for (int y = 0; y < get_height (WIDTH); y++)
        for (int x = 0; x < WIDTH; x += x == 0 || x == WIDTH / 2 + 1 ? WIDTH / 2 - 1 : 1)
          if (x == 0 || abs (x - WIDTH / 2) <= 1 || x == WIDTH - 1 || y == 0 || y == get_height (WIDTH) - 1)
            g_assert_cmpfloat (get_grey (cr, x, y), >, 250);
      cairo_destroy (cr);
    }
}

/* In words. */

typedef struct {
  const char *name;
  const char *answers[8][2];
  const char *words;
} WordsCase;

static const WordsCase words_cases[] = {
  { "nothing", { { NULL } }, "" },
  { "nothing-but-a-rating", { { "pain-nrs-average", "7" } }, "" },
  { "one-has-no-number", { { "pain-map", "sacrum" } }, "Sacrum and coccyx" },
  { "one-with-all",
    { { "pain-map", "sacrum;flank-left" }, { "pain-nrs-average", "7" }, { "pain-quality", "burning;aching" },
      { "pain-radiation", "calf-left" } },
    "Left flank; Sacrum and coccyx · NRS 7 · Aching, Burning · spreads to: Left calf" },
  { "now-is-not-the-past-week", { { "pain-map", "sacrum" }, { "pain-nrs-now", "9" } }, "Sacrum and coccyx" },
  { "radiation-alone", { { "pain-radiation", "calf-left" } }, "spreads to: Left calf" },
  { "two",
    { { "pain-map", "lumbar-midline" }, { "pain-nrs-average", "7" }, { "second-pain", "yes" },
      { "second-pain-map", "heel-left;heel-right" }, { "second-pain-nrs", "4" }, { "second-pain-quality", "burning" } },
    "1: Low back, over the spine · NRS 7\n2: Left heel and sole; Right heel and sole · NRS 4 · Burning" },
  { "third-keeps-its-number", { { "pain-map", "sacrum" }, { "third-pain-map", "groin-left" } },
    "1: Sacrum and coccyx\n3: Left groin" },
};

static void
test_words (gconstpointer data)
{
  const WordsCase *test = data;
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  g_autofree char *words = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *wanted = NULL;
  g_autoptr (GRegex) rating = g_regex_new ("NRS (\\d+)", 0, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (test->answers) && test->answers[i][0] != NULL; i++)
    {
      const LumbarFinding *asked = lumbar_knowledge_find_finding (knowledge, test->answers[i][0]);
      g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (asked, test->answers[i][1], NULL);

      g_assert_nonnull (answer);
      lumbar_response_set_answer (response, asked->index, answer);
    }
  words = lumbar_body_marks_describe (response);
  g_assert_cmpstr (words, ==, test->words);
  /* The person who has the pain knows no scales by name. */
  wanted = g_regex_replace (rating, test->words, -1, 0, "pain \\1 of 10", 0, NULL);
  plain = lumbar_body_marks_describe_plainly (response);
  g_assert_cmpstr (plain, ==, wanted);
}

typedef struct {
  const char *name;
  const char *pains[3];
  const char *radiation;
  const char *region; /* NULL: none is meant */
  const char *words;
} RegionCase;

static const RegionCase regions[] = {
  { "none", { "lumbar-midline" }, NULL, NULL, "" },
  { "one-pain-needs-no-number", { "buttock-left" }, NULL, "buttock-left", "marked" },
  { "not-marked", { "buttock-left" }, NULL, "buttock-right", NULL },
  { "two-pains", { "buttock-left", "buttock-left" }, NULL, "buttock-left", "pain 1 · pain 2" },
  { "the-second-only", { "buttock-left", "calf-left" }, NULL, "calf-left", "pain 2" },
  { "spreads", { "buttock-left" }, "calf-left", "calf-left", "spreads here" },
  { "marked-and-spreads", { "buttock-left" }, "buttock-left", "buttock-left", "marked · spreads here" },
};

/* Its name, perhaps its key, and how it is marked, told apart by dots. */
static void
test_region (gconstpointer data)
{
  const RegionCase *test = data;
  LumbarBodyMarks marks = LUMBAR_BODY_MARKS_NONE;
  int option = test->region != NULL ? lumbar_finding_find_option (finding, test->region) : -1;
  g_autofree char *words = NULL;
  const LumbarOption *region;
  const char *rest;

  for (guint i = 0; i < LUMBAR_BODY_MAX_PAINS && i < G_N_ELEMENTS (test->pains); i++)
    marks.pains[i] = bits (test->pains[i]);
  marks.radiation = bits (test->radiation);
  words = lumbar_body_marks_describe_region (&marks, finding, option);
  if (option < 0)
    {
      g_assert_cmpstr (words, ==, "");
      return;
    }
  region = lumbar_finding_get_option (finding, (guint) option);
  g_assert_true (g_str_has_prefix (words, region->text));
  rest = words + strlen (region->text);
  if (region->key != 0)
    {
      g_autofree char *key = g_strdup_printf (" · %c", g_ascii_toupper (region->key));

      g_assert_true (g_str_has_prefix (rest, key));
      rest += strlen (key);
    }
  if (test->words == NULL)
    g_assert_cmpstr (rest, ==, "");
  else
    {
      g_assert_true (g_str_has_prefix (rest, " · "));
      g_assert_cmpstr (rest + strlen (" · "), ==, test->words);
    }
}

/* Every map that is asked has its own place, and only the first is the one that is drawn first. */
static void
test_every_map_has_its_place (void)
{
  LumbarBodyMarks marks = LUMBAR_BODY_MARKS_NONE;
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *map = lumbar_knowledge_get_finding (knowledge, i);

      if (map->type == LUMBAR_FINDING_BODY_MAP)
        g_assert_true (g_hash_table_add (places, lumbar_body_marks_find (&marks, map)));
    }
  g_assert_cmpuint (g_hash_table_size (places), ==, LUMBAR_BODY_MAX_PAINS + 1);
  g_assert_true (lumbar_body_marks_find (&marks, finding) == &marks.pains[0]);
}

#define ADD_CASES(prefix, cases, function)                                                              \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                      \
    {                                                                                                   \
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);                                \
                                                                                                        \
      g_test_add_data_func (path, &cases[i], function);                                                 \
    }

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  finding = lumbar_knowledge_find_finding (knowledge, "pain-map");
  body = lumbar_body_new (knowledge, NULL);

  ADD_CASES ("/drawing/body-pains/hatch-in-grey/", hatches, test_hatch_in_grey)
  g_test_add_func ("/drawing/body-pains/shade-in-grey", test_shade_in_grey);
  g_test_add_func ("/drawing/body-pains/two-in-one-region", test_two_pains_in_one_region);
  g_test_add_func ("/drawing/body-pains/numbers", test_numbers);
  g_test_add_func ("/drawing/body-pains/others-are-paler", test_others_are_paler);
  ADD_CASES ("/drawing/body-pains/arrow-touches-its-target/", arrows, test_arrow_touches_its_target)
  g_test_add_func ("/drawing/body-pains/arrow-starts-in-the-pain", test_arrow_starts_in_the_pain);
  g_test_add_func ("/drawing/body-pains/arrows-stay-in-the-picture", test_arrows_stay_in_the_picture);
  ADD_CASES ("/drawing/body-pains/words/", words_cases, test_words)
  ADD_CASES ("/drawing/body-pains/region/", regions, test_region)
  g_test_add_func ("/drawing/body-pains/every-map-has-its-place", test_every_map_has_its_place);
  status = g_test_run ();
  lumbar_body_free (body);
  lumbar_knowledge_unref (knowledge);
  return status;
}

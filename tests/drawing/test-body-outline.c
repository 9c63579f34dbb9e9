/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the body is read strictly: what is not understood is refused, naming the shape. */

#include <string.h>

#include "lumbar-body-outline.h"
#include "lumbar-draw-body.h"
#include "lumbar-error.h"

#define SVG(inside) "<svg viewBox=\"0 0 100 100\">" inside "</svg>"
#define PATH(id, d) "<path id=\"" id "\" d=\"" d "\"/>"
#define SQUARE "M 1 1 L 9 1 L 9 9 L 1 9 Z"

static LumbarKnowledge *knowledge;

typedef struct {
  const char *name;
  const char *text;
  const char *shape;  /* what the message must name */
  const char *reason; /* and say */
} Refusal;

static const Refusal refusals[] = {
  { "not-xml", "hello", "svg", "" },
  { "empty", "", "svg", "" },
  { "cut-off", "<svg viewBox=\"0 0 100 100\"><path", "svg", "" },
  { "another-root", "<html/>", "html", "only svg" },
  { "script", SVG ("<script>alert(1)</script>"), "script", "only svg" },
  { "image", SVG ("<image href=\"file:///etc/passwd\"/>"), "image", "only svg" },
  { "entity", SVG ("<title>&xxe;</title>"), "svg", "" },
  { "no-size", "<svg></svg>", "svg", "viewBox" },
  { "size-negative", "<svg viewBox=\"0 0 -5 100\"></svg>", "svg", "0 0 WIDTH HEIGHT" },
  { "size-huge", "<svg viewBox=\"0 0 1e99 100\"></svg>", "svg", "0 0 WIDTH HEIGHT" },
  { "size-nan", "<svg viewBox=\"0 0 nan 100\"></svg>", "svg", "0 0 WIDTH HEIGHT" },
  { "size-twice", "<svg viewBox=\"0 0 9 9\"><svg viewBox=\"0 0 9 9\"/></svg>", "svg", "0 0 WIDTH HEIGHT" },
  { "outside-the-picture", PATH ("sacrum", SQUARE), "sacrum", "outside" },
  { "path-without-d", SVG ("<path id=\"sacrum\"/>"), "svg", "attribute" },
  { "unknown-attribute", SVG ("<path id=\"sacrum\" d=\"" SQUARE "\" transform=\"scale(2)\"/>"), "svg",
    "transform" },
  { "empty-path", SVG (PATH ("sacrum", " ")), "sacrum", "empty" },
  { "relative-move", SVG (PATH ("sacrum", "m 1 1 l 2 2 z")), "sacrum", "M, L, C and Z" },
  { "arc", SVG (PATH ("sacrum", "M 1 1 A 1 1 0 0 0 5 5 Z")), "sacrum", "M, L, C and Z" },
  { "line-first", SVG (PATH ("sacrum", "L 1 1 L 2 2 Z")), "sacrum", "begins with M" },
  { "second-move", SVG (PATH ("sacrum", "M 1 1 L 2 2 M 3 3 Z")), "sacrum", "begins with M" },
  { "after-the-end", SVG (PATH ("sacrum", "M 1 1 L 2 2 Z L 3 3")), "sacrum", "follow Z" },
  { "number-missing", SVG (PATH ("sacrum", "M 1 1 L 2 Z")), "sacrum", "L needs 1 points" },
  { "curve-too-short", SVG (PATH ("sacrum", "M 1 1 C 1 1 2 2 Z")), "sacrum", "C needs 3 points" },
  { "number-nan", SVG (PATH ("sacrum", "M nan 1 Z")), "sacrum", "M needs 1 points" },
  { "number-infinite", SVG (PATH ("sacrum", "M inf 1 Z")), "sacrum", "M needs 1 points" },
  { "number-hexadecimal", SVG (PATH ("sacrum", "M 0x10 1 Z")), "sacrum", "M needs 1 points" },
  { "number-with-exponent", SVG (PATH ("sacrum", "M 1e1 1 Z")), "sacrum", "M needs 1 points" },
  { "number-with-two-points", SVG (PATH ("sacrum", "M 1.2.3 1 Z")), "sacrum", "M needs 1 points" },
  { "number-with-comma-only", SVG (PATH ("sacrum", "M , , Z")), "sacrum", "M needs 1 points" },
  { "beyond-the-edge", SVG (PATH ("sacrum", "M 1 1 L 101 5 Z")), "sacrum", "inside the picture" },
  { "before-the-edge", SVG (PATH ("sacrum", "M 1 1 L -1 5 Z")), "sacrum", "inside the picture" },
  { "unknown-region", SVG (PATH ("left-elbow", SQUARE)), "left-elbow", "no such option" },
  { "region-twice", SVG (PATH ("sacrum", SQUARE) PATH ("sacrum", SQUARE)), "sacrum", "twice" },
  { "region-open", SVG (PATH ("sacrum", "M 1 1 L 9 1 L 9 9")), "sacrum", "closed" },
  { "regions-missing", SVG (PATH ("sacrum", SQUARE)), "upper-abdomen", "missing" },
};

static void
test_refusal (gconstpointer data)
{
  const Refusal *item = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarBody) body = lumbar_body_new_from_svg (knowledge, item->text, -1, &error);
  g_autofree char *place = g_strdup_printf ("shape “%s”", item->shape);

  g_assert_null (body);
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, place));
  g_assert_nonnull (strstr (error->message, item->reason));
}

static void
test_endless_path (void)
{
  g_autoptr (GString) text = g_string_new ("<svg viewBox=\"0 0 100 100\"><path d=\"M 1 1");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, " L 2 2");
  g_string_append (text, "\"/></svg>");
  g_assert_null (lumbar_body_outline_new (text->str, (gssize) text->len, &error));
  g_assert_nonnull (strstr (error->message, "points"));
}

static void
test_endless_shapes (void)
{
  g_autoptr (GString) text = g_string_new ("<svg viewBox=\"0 0 100 100\">");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "<path d=\"" SQUARE "\"/>");
  g_string_append (text, "</svg>");
  g_assert_null (lumbar_body_outline_new (text->str, (gssize) text->len, &error));
  g_assert_nonnull (strstr (error->message, "too many"));
}

static void
test_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarBodyOutline) outline = lumbar_body_outline_new (
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20.5\"><title>T</title><g id=\"front\">"
    "<path id=\"a\" d=\"M1,2C3,4 5,6 7,8L.5 9Z\"/></g><path d=\"M 1 1 L 2 2\"/></svg>",
    -1, &error);
  const LumbarBodyShape *shape;
  const cairo_path_data_t *data;

  g_assert_no_error (error);
  g_assert_cmpfloat (outline->width, ==, 40);
  g_assert_cmpfloat (outline->height, ==, 20.5);
  g_assert_cmpuint (outline->shapes->len, ==, 2);
  shape = outline->shapes->pdata[0];
  data = (const cairo_path_data_t *) shape->segments->data;
  g_assert_cmpstr (shape->id, ==, "a");
  g_assert_true (shape->closed);
  g_assert_cmpuint (shape->segments->len, ==, 2 + 4 + 2 + 1);
  g_assert_cmpint (data[2].header.type, ==, CAIRO_PATH_CURVE_TO);
  g_assert_cmpfloat (data[5].point.x, ==, 7);
  g_assert_cmpfloat (data[7].point.x, ==, 0.5);
  shape = outline->shapes->pdata[1];
  g_assert_false (shape->closed);
}

/* Damage anywhere is refused or harmless, never a crash. */
static void
test_any_damage (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "data", "body.svg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (99);
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *damaged = g_strndup (text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarBody) body = NULL;

      for (guint j = 0; j < 3; j++)
        damaged[g_rand_int_range (random, 0, (gint32) length)] = (char) g_rand_int_range (random, 1, 127);
      body = lumbar_body_new_from_svg (knowledge, damaged, (gssize) length, &error);
      g_assert_true ((body == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawing/body-outline/refuses/%s", refusals[i].name);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/drawing/body-outline/refuses/endless-path", test_endless_path);
  g_test_add_func ("/drawing/body-outline/refuses/endless-shapes", test_endless_shapes);
  g_test_add_func ("/drawing/body-outline/reads-what-it-knows", test_reads);
  g_test_add_func ("/drawing/body-outline/any-damage", test_any_damage);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

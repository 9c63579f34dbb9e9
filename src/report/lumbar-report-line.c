/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a line of words so that nothing is lost where no font has a script: pango would draw a box with
 * the number of the character in it, and the name would be gone from the document. Here each such
 * character is a plain box that carries its text, so that it can still be searched and copied. */

#include "lumbar-report-line.h"

static gboolean
lacks_glyph (const PangoGlyphItemIter *cluster)
{
  const PangoGlyphInfo *glyphs = cluster->glyph_item->glyphs->glyphs;
  int first = MIN (cluster->start_glyph, cluster->end_glyph + 1);
  int end = MAX (cluster->start_glyph + 1, cluster->end_glyph);

  for (int i = first; i < end; i++)
    if (glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
      return TRUE;
  return FALSE;
}

static double
get_width (const PangoGlyphItem *item)
{
  return pango_glyph_string_get_width (item->glyphs) / (double) PANGO_SCALE;
}

/* Cuts off the part of @rest up to where characters with a glyph and such without one meet. Returns the
 * part; *@rest is what follows, or NULL. */
static PangoGlyphItem *
take_part (PangoGlyphItem **rest, const char *text, gboolean *lacking)
{
  PangoGlyphItemIter cluster;
  gboolean more = pango_glyph_item_iter_init_start (&cluster, *rest, text);

  *lacking = more && lacks_glyph (&cluster);
  while (more && lacks_glyph (&cluster) == *lacking)
    more = pango_glyph_item_iter_next_cluster (&cluster);
  if (!more)
    return g_steal_pointer (rest);
  return pango_glyph_item_split (*rest, text, cluster.start_index - (*rest)->item->offset);
}

/* A box in the same font; one that has none gets a question mark, which every font has. */
static gboolean
find_box (cairo_scaled_font_t *font, cairo_glyph_t *box)
{
  static const char *const boxes[] = { "□", "?" };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      cairo_glyph_t *glyphs = NULL;
      int n = 0;

      if (cairo_scaled_font_text_to_glyphs (font, 0, 0, boxes[i], -1, &glyphs, &n, NULL, NULL, NULL) !=
          CAIRO_STATUS_SUCCESS)
        return FALSE;
      *box = glyphs[0];
      cairo_glyph_free (glyphs);
      if (box->index != 0)
        return TRUE;
    }
  return FALSE;
}

static void
show_boxes (cairo_t *cr, const char *text, PangoGlyphItem *part, double x, double y)
{
  cairo_scaled_font_t *font = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (part->item->analysis.font));
  PangoGlyphItemIter cluster;
  cairo_glyph_t box;

  if (font == NULL || !find_box (font, &box))
    return;
  cairo_set_scaled_font (cr, font);
  for (gboolean more = pango_glyph_item_iter_init_start (&cluster, part, text); more;
       more = pango_glyph_item_iter_next_cluster (&cluster))
    {
      cairo_text_cluster_t words = { .num_bytes = cluster.end_index - cluster.start_index, .num_glyphs = 1 };

      box.x = x;
      box.y = y;
      cairo_show_text_glyphs (cr, text + cluster.start_index, words.num_bytes, &box, 1, &words, 1, 0);
      x += part->glyphs->glyphs[cluster.start_glyph].geometry.width / (double) PANGO_SCALE;
    }
}

/* The parts of a run in reading order; one that reads from right to left is filled from its right end. */
static void
show_run (cairo_t *cr, const char *text, PangoGlyphItem *run, double x, double y)
{
  PangoGlyphItem *rest = pango_glyph_item_copy (run);
  gboolean leftward = run->item->analysis.level % 2 == 1;

  if (leftward)
    x += get_width (run);
  while (rest != NULL)
    {
      gboolean lacking;
      PangoGlyphItem *part = take_part (&rest, text, &lacking);

      if (leftward)
        x -= get_width (part);
      cairo_move_to (cr, x, y);
      if (lacking)
        show_boxes (cr, text, part, x, y);
      else
        pango_cairo_show_glyph_item (cr, text, part);
      if (!leftward)
        x += get_width (part);
      pango_glyph_item_free (part);
    }
}

/**
 * lumbar_report_show_line:
 * @cr: where to draw, with the colour set
 * @line: a line of words
 * @x: its left end
 * @y: its baseline
 */
void
lumbar_report_show_line (cairo_t *cr, const PangoLayoutLine *line, double x, double y)
{
  const char *text = pango_layout_get_text (line->layout);

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      show_run (cr, text, l->data, x, y);
      x += get_width (l->data);
    }
}

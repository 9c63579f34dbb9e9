/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend of a drawing: samples of lines, areas and event tags with their words, flowing in rows. */

#include "lumbar-draw-legend.h"

#include <glib/gi18n-lib.h>

#include "lumbar-draw-marker.h"
#include "lumbar-draw-text.h"

/* In font sizes. */
#define SERIES_WIDTH 2.2
#define BAND_WIDTH 1.6
#define SWATCH_GAP 0.45
#define ENTRY_GAP 1.5
#define TAG_SIZE 1.3

typedef struct {
  LumbarSwatch swatch;
  guint index;
  char *text;
  PangoLayout *layout; /* Owned; NULL before it is laid out, or where there is no room for it */
  double x;
  double y;
} Entry;

struct _LumbarDrawLegend {
  double font_size;
  const LumbarPalette *palette; /* Borrowed */
  GPtrArray *entries;
  double row_height;
  PangoLayout *more; /* Owned; how many entries had no room; NULL where all had */
  double more_x;
  double more_y;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->text);
  g_clear_object (&entry->layout);
  g_free (entry);
}

/**
 * lumbar_draw_legend_new:
 * @font_size: of its words
 * @palette: the colours, to outlive the legend
 *
 * Returns: (transfer full): an empty legend
 */
LumbarDrawLegend *
lumbar_draw_legend_new (double font_size, const LumbarPalette *palette)
{
  LumbarDrawLegend *self = g_new0 (LumbarDrawLegend, 1);

  self->font_size = font_size;
  self->palette = palette;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->row_height = font_size * 1.6;
  return self;
}

/**
 * lumbar_draw_legend_free:
 * @self: a legend
 */
void
lumbar_draw_legend_free (LumbarDrawLegend *self)
{
  g_ptr_array_unref (self->entries);
  g_clear_object (&self->more);
  g_free (self);
}

/**
 * lumbar_draw_legend_add:
 * @self: a legend
 * @swatch: what it shows
 * @index: which series, or which event
 * @text: its words
 */
void
lumbar_draw_legend_add (LumbarDrawLegend *self, LumbarSwatch swatch, guint index, const char *text)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->swatch = swatch;
  entry->index = index;
  entry->text = g_strdup (text);
  g_ptr_array_add (self->entries, entry);
}

static double
swatch_width (LumbarDrawLegend *self, LumbarSwatch swatch)
{
  switch (swatch)
    {
    case LUMBAR_SWATCH_SERIES:
      return SERIES_WIDTH * self->font_size;
    case LUMBAR_SWATCH_BAND:
      return BAND_WIDTH * self->font_size;
    case LUMBAR_SWATCH_MISSING:
      return SERIES_WIDTH * self->font_size;
    case LUMBAR_SWATCH_EVENT:
    default:
      return lumbar_draw_tag_size (self->font_size);
    }
}

static double
measure (LumbarDrawLegend *self, Entry *entry)
{
  double width;

  lumbar_draw_text_measure (entry->layout, &width, NULL);
  return swatch_width (self, entry->swatch) + SWATCH_GAP * self->font_size + width;
}

static void
lay_out_entry (LumbarDrawLegend *self, cairo_t *cr, Entry *entry, double width)
{
  double room = width - swatch_width (self, entry->swatch) - SWATCH_GAP * self->font_size;

  g_clear_object (&entry->layout);
  entry->layout = lumbar_draw_text_layout (cr, entry->text, self->font_size, MAX (room, 0));
}

/* Says after the last entry that has room how many have none, and shortens that entry for it. */
static void
add_more (LumbarDrawLegend *self, cairo_t *cr, Entry *last, guint n_hidden, double width)
{
  /* Translators: how many more entries a legend would have */
  g_autofree char *text = g_strdup_printf (_("+ %u more"), n_hidden);
  double gap = SWATCH_GAP * 2 * self->font_size;
  double more_width;

  self->more = lumbar_draw_text_layout (cr, text, self->font_size, -1);
  lumbar_draw_text_measure (self->more, &more_width, NULL);
  lay_out_entry (self, cr, last, width - last->x - gap - more_width);
  self->more_x = last->x + measure (self, last) + gap;
  self->more_y = last->y;
}

/**
 * lumbar_draw_legend_fit:
 * @self: a legend
 * @cr: where it will be drawn
 * @width: it has
 * @height: it may take at most; entries for which there is no row are counted, not named
 *
 * Lays the entries out in rows.
 *
 * Returns: the height it takes, 0 where it has no entry or not even one row
 */
double
lumbar_draw_legend_fit (LumbarDrawLegend *self, cairo_t *cr, double width, double height)
{
  int n_rows = (int) (height / self->row_height + 1e-6);
  Entry *last = NULL;
  double x = 0;
  int row = 0;

  g_clear_object (&self->more);
  for (guint i = 0; i < self->entries->len && row < n_rows; i++)
    {
      Entry *entry = self->entries->pdata[i];

      lay_out_entry (self, cr, entry, width);
      if (x > 0 && x + measure (self, entry) > width)
        {
          x = 0;
          row++;
        }
      entry->x = x;
      entry->y = row * self->row_height;
      x += measure (self, entry) + ENTRY_GAP * self->font_size;
      if (row < n_rows)
        last = entry;
      else
        {
          g_clear_object (&entry->layout);
          add_more (self, cr, last, self->entries->len - i, width);
        }
    }
  return last == NULL ? 0 : last->y + self->row_height;
}

static void
draw_swatch (LumbarDrawLegend *self, cairo_t *cr, const Entry *entry, double x, double middle)
{
  double width = swatch_width (self, entry->swatch);
  double pen = self->font_size * 0.15;

  switch (entry->swatch)
    {
    case LUMBAR_SWATCH_SERIES:
      lumbar_draw_set_series (cr, entry->index, pen, self->palette);
      cairo_move_to (cr, x + pen, middle);
      cairo_line_to (cr, x + width - pen, middle);
      cairo_stroke (cr);
      lumbar_draw_marker (cr, entry->index, x + width / 2, middle, self->font_size * 0.3, self->palette);
      break;
    case LUMBAR_SWATCH_BAND:
      lumbar_draw_band (cr, x + pen, middle - self->font_size * 0.45, width - 2 * pen, self->font_size * 0.9,
                        self->font_size, self->palette);
      break;
    case LUMBAR_SWATCH_MISSING:
      lumbar_draw_set_missing (cr, entry->index, self->font_size, self->palette);
      cairo_move_to (cr, x, middle);
      cairo_line_to (cr, x + width, middle);
      cairo_stroke (cr);
      break;
    case LUMBAR_SWATCH_EVENT:
    default:
      lumbar_draw_tag (cr, entry->index, x + width / 2, middle, self->font_size, self->palette);
      break;
    }
}

/* Words in the middle of the row that begins at @y. */
static void
draw_words (LumbarDrawLegend *self,
            cairo_t *cr,
            PangoLayout *layout,
            double x,
            double y,
            const LumbarColor *color)
{
  double height;

  lumbar_draw_text_measure (layout, NULL, &height);
  lumbar_draw_text (cr, layout, x, y + (self->row_height - height) / 2, color);
}

static void
draw_entry (LumbarDrawLegend *self, cairo_t *cr, const Entry *entry, double x, double y)
{
  const LumbarColor *color =
    entry->swatch == LUMBAR_SWATCH_SERIES ? &self->palette->foreground : &self->palette->dim;
  double words = x + swatch_width (self, entry->swatch) + SWATCH_GAP * self->font_size;

  draw_swatch (self, cr, entry, x, y + self->row_height / 2);
  draw_words (self, cr, entry->layout, words, y, color);
}

/**
 * lumbar_draw_legend_draw:
 * @self: a legend, laid out
 * @cr: where to draw
 * @x: left edge
 * @y: top edge
 */
void
lumbar_draw_legend_draw (LumbarDrawLegend *self, cairo_t *cr, double x, double y)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];

      if (entry->layout != NULL)
        draw_entry (self, cr, entry, x + entry->x, y + entry->y);
    }
  if (self->more != NULL)
    draw_words (self, cr, self->more, x + self->more_x, y + self->more_y, &self->palette->dim);
}

/**
 * lumbar_draw_band:
 * @cr: where to draw
 * @x: left edge
 * @y: top edge
 * @width: of the area
 * @height: of the area
 * @font_size: of the drawing, for the measures of the hatching
 * @palette: the colours
 *
 * Draws the area in which a change of the first series does not matter: tinted, hatched, with edges above
 * and below.
 */
void
lumbar_draw_band (cairo_t *cr,
                  double x,
                  double y,
                  double width,
                  double height,
                  double font_size,
                  const LumbarPalette *palette)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  lumbar_color_set_source (&palette->series[0], cr, 0.07);
  cairo_paint (cr);
  lumbar_color_set_source (&palette->series[0], cr, 0.22);
  lumbar_draw_hatch (cr, font_size * 0.6, font_size * 0.06);
  cairo_restore (cr);
  lumbar_color_set_source (&palette->series[0], cr, 0.45);
  cairo_set_line_width (cr, font_size * 0.07);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_move_to (cr, x, y + height);
  cairo_line_to (cr, x + width, y + height);
  cairo_stroke (cr);
}

/**
 * lumbar_draw_tag_size:
 * @font_size: of the drawing
 *
 * Returns: how wide and high a tag of lumbar_draw_tag() is
 */
double
lumbar_draw_tag_size (double font_size)
{
  return TAG_SIZE * font_size;
}

/**
 * lumbar_draw_tag:
 * @cr: where to draw
 * @index: which event, from 0: A, B, C …
 * @x: its middle
 * @y: its middle
 * @font_size: of the drawing
 * @palette: the colours
 *
 * Draws the tag of an event, the same at the time axis and in the legend.
 */
void
lumbar_draw_tag (cairo_t *cr, guint index, double x, double y, double font_size, const LumbarPalette *palette)
{
  char letter[] = { (char) ('A' + index % 26), '\0' };
  g_autoptr (PangoLayout) layout = lumbar_draw_text_layout (cr, letter, font_size * 0.85, -1);
  double size = lumbar_draw_tag_size (font_size);
  double radius = size * 0.22;
  double left = x - size / 2, top = y - size / 2;
  double width, height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, left + size - radius, top + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, left + size - radius, top + size - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, left + radius, top + size - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, left + radius, top + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  lumbar_color_set_source (&palette->dim, cr, 1);
  cairo_fill (cr);
  lumbar_draw_text_measure (layout, &width, &height);
  lumbar_draw_text (cr, layout, x - width / 2, y - height / 2, &palette->background);
}

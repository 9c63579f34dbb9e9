/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets words into rows and breaks rows into pages: headings stay with what follows them, paragraphs are
 * divided between lines but never after their first or before their last. */

#include "lumbar-report-flow.h"

#include <string.h>

/* A clean sans serif where there is one; what it lacks comes from any other font. */
#define FONT "Noto Sans,Liberation Sans,Sans"

/* From line to line, times what the font asks for. */
#define LEADING 1.14

/* Blank below the head of a table that stands again. */
#define HEAD_GAP 3

/* Sizes in points of large print and of the smallest; how much larger and closer than usual. */
#define LARGE_SIZE 14
#define LARGE_ZOOM 1.4
#define SMALL_SIZE 8
#define CLOSE_ZOOM 0.88

typedef enum {
  INK_FOREGROUND,
  INK_DIM,
  INK_ACCENT,
  INK_DANGER,
} Ink;

static const struct {
  double size;
  gboolean bold;
  gboolean italic;
  Ink ink;
} styles[] = {
  [LUMBAR_STYLE_TITLE] = { 17, TRUE, FALSE, INK_FOREGROUND },
  [LUMBAR_STYLE_HEADING] = { 12, TRUE, FALSE, INK_ACCENT },
  [LUMBAR_STYLE_SUBHEADING] = { 10, TRUE, FALSE, INK_FOREGROUND },
  [LUMBAR_STYLE_URGENT] = { 12, TRUE, FALSE, INK_DANGER },
  [LUMBAR_STYLE_RESULT] = { 11, TRUE, FALSE, INK_FOREGROUND },
  [LUMBAR_STYLE_STRONG] = { 10, TRUE, FALSE, INK_FOREGROUND },
  [LUMBAR_STYLE_BODY] = { 10, FALSE, FALSE, INK_FOREGROUND },
  [LUMBAR_STYLE_LABEL] = { 9, FALSE, FALSE, INK_DIM },
  [LUMBAR_STYLE_NOTE] = { 9.5, FALSE, TRUE, INK_FOREGROUND },
  [LUMBAR_STYLE_SMALL] = { 8.5, FALSE, FALSE, INK_DIM },
  [LUMBAR_STYLE_CELL] = { 8, FALSE, FALSE, INK_FOREGROUND },
  [LUMBAR_STYLE_CELL_HEAD] = { 8, TRUE, FALSE, INK_DIM },
};

/**
 * lumbar_report_style_get_color:
 * @style: a style
 *
 * Returns: (transfer none): the colour of its words on paper
 */
const LumbarColor *
lumbar_report_style_get_color (LumbarReportStyle style)
{
  const LumbarPalette *paper = lumbar_palette_paper ();
  const LumbarColor *inks[] = {
    [INK_FOREGROUND] = &paper->foreground,
    [INK_DIM] = &paper->dim,
    [INK_ACCENT] = &paper->accent,
    [INK_DANGER] = &paper->danger,
  };

  return inks[styles[style].ink];
}

/* Metrics are not rounded to the pixels of a screen: a page is the same on every device. */
static PangoContext *
make_context (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  context = pango_font_map_create_context (map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  /* What is told its direction has this one; a weak one would still ask the first letter. */
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
  return context;
}

/**
 * lumbar_report_flow_new:
 * @width: of the text, in points
 *
 * Returns: (transfer full): an empty flow
 */
LumbarReportFlow *
lumbar_report_flow_new (double width)
{
  LumbarReportFlow *self = g_new0 (LumbarReportFlow, 1);

  self->context = make_context ();
  self->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_array_new (FALSE, TRUE, sizeof (LumbarReportRow));
  self->width = width;
  return self;
}

/**
 * lumbar_report_flow_free:
 * @self: (transfer full): a flow
 */
void
lumbar_report_flow_free (LumbarReportFlow *self)
{
  g_array_unref (self->rows);
  g_ptr_array_unref (self->layouts);
  g_object_unref (self->context);
  g_free (self);
}

/**
 * lumbar_report_profile_get_zoom:
 * @profile: whom a report is for
 *
 * Returns: how much larger than in the full report everything is
 */
double
lumbar_report_profile_get_zoom (LumbarReportProfile profile)
{
  return profile == LUMBAR_PROFILE_PATIENT ? LARGE_ZOOM : 1;
}

/* Large print has no small print; a letter is set a little closer, so that it ends on its page. */
static double
get_size (LumbarReportFlow *self, LumbarReportStyle style)
{
  switch (self->profile)
    {
    case LUMBAR_PROFILE_PATIENT:
      return MAX (LARGE_SIZE, styles[style].size * (style == LUMBAR_STYLE_TITLE ? 1.2 : LARGE_ZOOM));
    case LUMBAR_PROFILE_LETTER:
      return MAX (SMALL_SIZE, styles[style].size * (style == LUMBAR_STYLE_TITLE ? 0.8 : CLOSE_ZOOM));
    case LUMBAR_PROFILE_FULL:
    case LUMBAR_PROFILE_DATA:
    default:
      return styles[style].size;
    }
}

static PangoFontDescription *
describe_font (LumbarReportFlow *self, LumbarReportStyle style)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, get_size (self, style) * PANGO_SCALE);
  if (styles[style].bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (styles[style].italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  return font;
}

/**
 * lumbar_report_flow_make_layout:
 * @self: a flow
 * @style: how the words are set
 * @width: of the column, in points
 * @label: (nullable): set bold before the text
 * @text: the words
 *
 * Returns: (transfer full): the words set into lines
 */
PangoLayout *
lumbar_report_flow_make_layout (LumbarReportFlow *self,
                                LumbarReportStyle style,
                                double width,
                                const char *label,
                                const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autofree char *whole = label ? g_strdup_printf ("%s:  %s", label, text) : g_strdup (text);
  PangoFontDescription *font = describe_font (self, style);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, whole, -1);
  if (label != NULL)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = 0;
      bold->end_index = (guint) strlen (label) + 1;
      pango_attr_list_insert (attributes, bold);
      pango_layout_set_attributes (layout, attributes);
    }
  return layout;
}

static LumbarReportRow *
add_row (LumbarReportFlow *self, const char *tag)
{
  LumbarReportRow row = { .tag = tag, .block = self->n_blocks };

  g_array_append_val (self->rows, row);
  return &g_array_index (self->rows, LumbarReportRow, self->rows->len - 1);
}

/* Puts the lines of a column into the rows from @first on, adding rows where there are not enough. */
static void
place_column (LumbarReportFlow *self,
              guint first,
              const LumbarReportColumn *column,
              guint number,
              const char *tag)
{
  PangoLayout *layout = lumbar_report_flow_make_layout (self, column->style, column->width, column->label,
                                                        column->text);
  PangoLayoutIter *lines = pango_layout_get_iter (layout);
  guint i = first;

  g_ptr_array_add (self->layouts, layout);
  do
    {
      PangoRectangle box;
      double ascent, height;
      LumbarReportRow *row = i < self->rows->len ? lumbar_report_flow_get_row (self, i) : add_row (self, tag);
      LumbarReportPiece *piece = &row->pieces[row->n_pieces++];

      pango_layout_iter_get_line_extents (lines, NULL, &box);
      ascent = (pango_layout_iter_get_baseline (lines) - box.y) / (double) PANGO_SCALE;
      height = box.height / (double) PANGO_SCALE * LEADING;
      piece->line = pango_layout_iter_get_line_readonly (lines);
      piece->x = column->x + box.x / (double) PANGO_SCALE;
      piece->ascent = ascent;
      piece->column = number;
      piece->link = column->link;
      piece->color = *lumbar_report_style_get_color (column->style);
      row->height = MAX (row->height, height);
      i++;
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
}

/* Words of one row stand on one baseline, whatever their sizes. */
static void
align_baselines (LumbarReportRow *row)
{
  double ascent = 0;

  for (guint i = 0; i < row->n_pieces; i++)
    ascent = MAX (ascent, row->pieces[i].ascent);
  for (guint i = 0; i < row->n_pieces; i++)
    row->pieces[i].ascent = ascent;
}

/**
 * lumbar_report_flow_add_columns:
 * @self: a flow
 * @columns: words to be set side by side
 * @n_columns: how many, at most %LUMBAR_REPORT_MAX_COLUMNS
 * @before: blank above
 * @tag: name of the structure element
 *
 * Adds a block of as many rows as the longest column has lines.
 *
 * Returns: the first of the rows
 */
guint
lumbar_report_flow_add_columns (LumbarReportFlow *self,
                                const LumbarReportColumn *columns,
                                guint n_columns,
                                double before,
                                const char *tag)
{
  guint first = self->rows->len;

  for (guint i = 0; i < n_columns; i++)
    place_column (self, first, &columns[i], i, tag);
  for (guint i = first; i < self->rows->len; i++)
    {
      LumbarReportRow *row = lumbar_report_flow_get_row (self, i);

      align_baselines (row);
      row->keep = (i == first || i + 2 == self->rows->len) && i + 1 < self->rows->len;
    }
  lumbar_report_flow_get_row (self, first)->before = before;
  self->n_blocks++;
  return first;
}

/**
 * lumbar_report_flow_add_box:
 * @self: a flow
 * @kind: what is drawn
 * @height: of the drawing
 * @before: blank above
 * @tag: name of the structure element
 *
 * Returns: the row
 */
guint
lumbar_report_flow_add_box (LumbarReportFlow *self,
                            LumbarReportRowKind kind,
                            double height,
                            double before,
                            const char *tag)
{
  LumbarReportRow *row = add_row (self, tag);

  row->kind = kind;
  row->height = height;
  row->before = before;
  self->n_blocks++;
  return self->rows->len - 1;
}

/**
 * lumbar_report_flow_get_row:
 * @self: a flow
 * @row: number of a row
 *
 * Returns: (transfer none): the row, until the next is added
 */
LumbarReportRow *
lumbar_report_flow_get_row (LumbarReportFlow *self, guint row)
{
  return &g_array_index (self->rows, LumbarReportRow, row);
}

/**
 * lumbar_report_flow_keep:
 * @self: a flow
 * @first_row: a row
 *
 * Keeps the rows from @first_row to the last on one page with what comes next.
 */
void
lumbar_report_flow_keep (LumbarReportFlow *self, guint first_row)
{
  for (guint i = first_row; i < self->rows->len; i++)
    lumbar_report_flow_get_row (self, i)->keep = TRUE;
}

/**
 * lumbar_report_flow_set_head:
 * @self: a flow
 * @first_row: a row of a table
 * @head: the first row of the head of the table
 *
 * Has the head stand again wherever one of the rows from @first_row to the last begins a page.
 */
void
lumbar_report_flow_set_head (LumbarReportFlow *self, guint first_row, guint head)
{
  for (guint i = first_row; i < self->rows->len; i++)
    lumbar_report_flow_get_row (self, i)->head = head + 1;
}

/**
 * lumbar_report_flow_get_head:
 * @self: a flow
 * @row: a row that begins a page
 * @end: (out): the row after the head
 * @height: (out): of the head, with the blank below it; 0 without a head
 *
 * Returns: the first row of the head that stands again above it
 */
guint
lumbar_report_flow_get_head (LumbarReportFlow *self, guint row, guint *end, double *height)
{
  guint head = lumbar_report_flow_get_row (self, row)->head;
  guint block;

  *height = 0;
  *end = 0;
  if (head == 0)
    return 0;
  block = lumbar_report_flow_get_row (self, head - 1)->block;
  for (*end = head - 1; *end < row && lumbar_report_flow_get_row (self, *end)->block == block; (*end)++)
    *height += lumbar_report_flow_get_row (self, *end)->height;
  *height += HEAD_GAP;
  return head - 1;
}

/* The row before which a page ends that can't hold @next: not after one that keeps to its follower,
 * unless nothing else is on the page. */
static guint
find_break (LumbarReportFlow *self, guint first, guint next)
{
  guint at = next;

  while (at > first && lumbar_report_flow_get_row (self, at - 1)->keep)
    at--;
  return at > first ? at : next;
}

/**
 * lumbar_report_flow_break:
 * @self: a flow to which nothing will be added
 * @top: where rows begin on a page
 * @height: how far they may go down from there
 *
 * Gives every row its page and its place.
 */
void
lumbar_report_flow_break (LumbarReportFlow *self, double top, double height)
{
  guint first = 0;

  self->n_pages = 0;
  while (first < self->rows->len)
    {
      double above, y;
      guint i, end;

      lumbar_report_flow_get_head (self, first, &end, &above);
      y = above;
      for (i = first; i < self->rows->len; i++)
        {
          const LumbarReportRow *row = lumbar_report_flow_get_row (self, i);
          double before = i > first ? row->before : 0;

          if (i > first && y + before + row->height > height)
            break;
          y += before + row->height;
        }
      if (i < self->rows->len)
        i = find_break (self, first, i);
      y = above;
      for (guint j = first; j < i; j++)
        {
          LumbarReportRow *row = lumbar_report_flow_get_row (self, j);

          y += j > first ? row->before : 0;
          row->page = self->n_pages;
          row->y = top + y;
          y += row->height;
        }
      first = i;
      self->n_pages++;
    }
}

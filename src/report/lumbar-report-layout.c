/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the pages of a report: who it is about on every page, then the rows that fall on it. Structure
 * tags go along with the drawing; surfaces other than PDF ignore them. */

#include "lumbar-report-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-draw-body.h"
#include "lumbar-draw-trend.h"
#include "lumbar-error.h"
#include "lumbar-report-frame.h"
#include "lumbar-report-letterhead.h"
#include "lumbar-report-line.h"
#include "lumbar-report-setting.h"

/* All in points; 51 points are 18 mm. */
#define MARGIN 51
#define HEADER 34
#define FOOTER 18
#define SMALLEST 200
#define TREND_FONT 8.0
#define URGENT_PAD 5

struct _LumbarReportLayout {
  LumbarReport *report; /* Owned */
  LumbarBody *body;     /* Owned, NULL without a body map */
  LumbarReportSetting *setting;
  double width;
  double height;
  double margin;
};

static double
get_text_width (LumbarReportLayout *self)
{
  return self->width - 2 * self->margin;
}

/**
 * lumbar_report_layout_new:
 * @report: a report
 * @width: of the paper, in points
 * @height: of the paper
 *
 * Returns: (transfer full): the report on pages, or %NULL with @error set (%LUMBAR_ERROR_INPUT) where the
 *   paper is too small or the body map can't be read
 */
LumbarReportLayout *
lumbar_report_layout_new (LumbarReport *report, double width, double height, GError **error)
{
  g_autoptr (LumbarReportLayout) self = g_new0 (LumbarReportLayout, 1);
  double top, text_height;

  self->report = lumbar_report_ref (report);
  self->width = width;
  self->height = height;
  self->margin = MIN (MARGIN, width / 8);
  if (!(width >= SMALLEST && height >= SMALLEST))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("A page of %.0f × %.0f points is too small for a report: choose A4 or Letter"), width,
                   height);
      return NULL;
    }
  if (!lumbar_body_marks_are_empty (&report->marks))
    {
      self->body = lumbar_body_new (report->knowledge, error);
      if (self->body == NULL)
        return NULL;
    }
  top = self->margin * 0.7 + HEADER * lumbar_report_profile_get_zoom (report->profile);
  text_height = height - top - self->margin * 0.7 - FOOTER * lumbar_report_profile_get_zoom (report->profile);
  self->setting = lumbar_report_setting_new (report, get_text_width (self), text_height,
                                             self->body ? lumbar_body_get_aspect (self->body) : 1);
  lumbar_report_flow_break (self->setting->flow, top, text_height);
  return g_steal_pointer (&self);
}

/**
 * lumbar_report_layout_free:
 * @self: (transfer full) (nullable): a layout
 */
void
lumbar_report_layout_free (LumbarReportLayout *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->setting, lumbar_report_setting_free);
  g_clear_pointer (&self->body, lumbar_body_free);
  lumbar_report_unref (self->report);
  g_free (self);
}

/**
 * lumbar_report_layout_get_n_pages:
 * @self: a layout
 *
 * Returns: how many pages there are
 */
guint
lumbar_report_layout_get_n_pages (LumbarReportLayout *self)
{
  return self->setting->flow->n_pages;
}

/**
 * lumbar_report_layout_get_n_headings:
 * @self: a layout
 *
 * Returns: how many headings an outline has
 */
guint
lumbar_report_layout_get_n_headings (LumbarReportLayout *self)
{
  return self->setting->headings->len;
}

/**
 * lumbar_report_layout_get_heading:
 * @self: a layout
 * @heading: number of a heading
 * @page: (out): the page it is on, from 0
 * @y: (out): its top on that page
 *
 * Returns: (transfer full): its words
 */
char *
lumbar_report_layout_get_heading (LumbarReportLayout *self, guint heading, guint *page, double *y)
{
  const LumbarReportRow *row = lumbar_report_flow_get_row (
    self->setting->flow, g_array_index (self->setting->headings, guint, heading));

  *page = row->page;
  *y = row->y;
  return g_strdup (pango_layout_get_text (row->pieces[0].line->layout));
}

static void
set_color (cairo_t *cr, const LumbarColor *color)
{
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

/* A triangle with an exclamation mark: drawn, so that no font has to have it. */
static void
draw_urgent_sign (cairo_t *cr, double x, double y, double size)
{
  const LumbarPalette *paper = lumbar_palette_paper ();

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size, size);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 0.14);
  cairo_move_to (cr, 0.5, 0.1);
  cairo_line_to (cr, 0.95, 0.9);
  cairo_line_to (cr, 0.05, 0.9);
  cairo_close_path (cr);
  set_color (cr, &paper->danger);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
  set_color (cr, &paper->background);
  cairo_move_to (cr, 0.5, 0.38);
  cairo_line_to (cr, 0.5, 0.6);
  cairo_move_to (cr, 0.5, 0.77);
  cairo_line_to (cr, 0.5, 0.77);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* The strong rule on the left of an urgent finding, and a tint behind it that stays light in grey. */
static void
draw_urgent_ground (LumbarReportLayout *self, cairo_t *cr, double top, double bottom)
{
  const LumbarColor *danger = &lumbar_palette_paper ()->danger;

  cairo_set_source_rgb (cr, 0.965, 0.955, 0.955);
  cairo_rectangle (cr, self->margin, top - URGENT_PAD, get_text_width (self), bottom - top + 2 * URGENT_PAD);
  cairo_fill (cr);
  set_color (cr, danger);
  cairo_rectangle (cr, self->margin, top - URGENT_PAD, 4, bottom - top + 2 * URGENT_PAD);
  cairo_fill (cr);
}

static void
draw_signature (LumbarReportLayout *self, cairo_t *cr, const LumbarReportRow *row)
{
  const char *labels[] = { _("Name"), _("Signature"), _("Date") };
  double width = get_text_width (self);
  double share[] = { 0, 0.36, 0.80, 1.0 };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      double x = share[i] * width;
      g_autoptr (PangoLayout) layout = NULL;

      lumbar_report_frame_draw_line (cr, &lumbar_palette_paper ()->dim, self->margin + x, row->y + row->height - 14,
                                     (share[i + 1] - share[i]) * width - (i < 2 ? 14 : 0));
      layout = lumbar_report_flow_make_layout (self->setting->flow, LUMBAR_STYLE_SMALL, 100, NULL, labels[i]);
      set_color (cr, lumbar_report_style_get_color (LUMBAR_STYLE_SMALL));
      cairo_move_to (cr, self->margin + x, row->y + row->height - 12);
      pango_cairo_show_layout (cr, layout);
    }
}

static void
draw_figures (LumbarReportLayout *self, cairo_t *cr, const LumbarReportRow *row)
{
  const LumbarReportSetting *setting = self->setting;
  const LumbarPalette *paper = lumbar_palette_paper ();

  if (setting->body_width > 0)
    {
      cairo_save (cr);
      cairo_translate (cr, self->margin, row->y);
      lumbar_draw_body (cr, self->body, &self->report->marks, setting->body_width, row->height, paper);
      cairo_restore (cr);
    }
  if (setting->trend_width > 0)
    {
      cairo_save (cr);
      cairo_translate (cr, self->margin + setting->trend_x, row->y);
      lumbar_draw_trend (cr, self->report->trend, setting->trend_width, row->height, TREND_FONT, paper);
      cairo_restore (cr);
    }
}

static void
begin_link (cairo_t *cr, const char *link)
{
  g_auto (GStrv) parts = g_strsplit (link, "'", -1);
  g_autofree char *escaped = g_strjoinv ("%27", parts);
  g_autofree char *attributes = g_strdup_printf ("uri='%s'", escaped);

  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
}

static void
draw_piece (LumbarReportLayout *self, cairo_t *cr, const LumbarReportRow *row, const LumbarReportPiece *piece)
{
  if (piece->link != NULL)
    begin_link (cr, piece->link);
  set_color (cr, &piece->color);
  lumbar_report_show_line (cr, piece->line, self->margin + piece->x, row->y + piece->ascent);
  if (piece->link != NULL)
    cairo_tag_end (cr, CAIRO_TAG_LINK);
}

/* Column by column, so that who hears the page read gets each column whole. */
static void
draw_block_words (LumbarReportLayout *self, cairo_t *cr, guint first, guint end)
{
  for (guint column = 0; column < LUMBAR_REPORT_MAX_COLUMNS; column++)
    for (guint i = first; i < end; i++)
      {
        const LumbarReportRow *row = lumbar_report_flow_get_row (self->setting->flow, i);

        for (guint j = 0; j < row->n_pieces; j++)
          if (row->pieces[j].column == column)
            draw_piece (self, cr, row, &row->pieces[j]);
      }
}

/* The rows from @first to before @end belong to one block. */
static void
draw_block (LumbarReportLayout *self, cairo_t *cr, guint first, guint end)
{
  const LumbarReportRow *row = lumbar_report_flow_get_row (self->setting->flow, first);
  const LumbarReportRow *last = lumbar_report_flow_get_row (self->setting->flow, end - 1);

  cairo_tag_begin (cr, row->tag, NULL);
  switch (row->kind)
    {
    case LUMBAR_ROW_FIGURES:
      draw_figures (self, cr, row);
      break;
    case LUMBAR_ROW_SIGNATURE:
      draw_signature (self, cr, row);
      break;
    case LUMBAR_ROW_LETTERHEAD:
      lumbar_report_letterhead_draw (self->setting->flow, self->report->letterhead, cr, self->margin, row->y);
      break;
    case LUMBAR_ROW_WORDS:
    default:
      draw_block_words (self, cr, first, end);
      break;
    }
  cairo_tag_end (cr, row->tag);
  if (row->first_urgent)
    draw_urgent_sign (cr, self->margin + 10, row->y, 13);
  if (last->rule)
    lumbar_report_frame_draw_line (cr, &lumbar_palette_paper ()->grid, self->margin, last->y + last->height + 1.5,
                                   get_text_width (self));
}

/* The head of the table that goes on here. Like who it is about it is no element of its own: who hears the table read
 * has heard its head. (As an "Artifact", which newer cairo knows, it would leave an object out of the file.) */
static void
draw_head (LumbarReportLayout *self, cairo_t *cr, guint first)
{
  double height, y;
  guint end;
  guint head = lumbar_report_flow_get_head (self->setting->flow, first, &end, &height);

  if (height <= 0)
    return;
  y = lumbar_report_flow_get_row (self->setting->flow, first)->y - height;
  for (guint i = head; i < end; i++)
    {
      LumbarReportRow row = *lumbar_report_flow_get_row (self->setting->flow, i);

      row.y = y;
      for (guint j = 0; j < row.n_pieces; j++)
        draw_piece (self, cr, &row, &row.pieces[j]);
      y += row.height;
    }
}

/* The rows of a page that belong to one urgent finding get one ground. */
static void
draw_urgent_grounds (LumbarReportLayout *self, cairo_t *cr, guint first, guint end)
{
  for (guint i = first; i < end;)
    {
      const LumbarReportRow *row = lumbar_report_flow_get_row (self->setting->flow, i);
      const LumbarReportRow *last = row;

      for (i++; i < end && lumbar_report_flow_get_row (self->setting->flow, i)->urgent == row->urgent; i++)
        last = lumbar_report_flow_get_row (self->setting->flow, i);
      if (row->urgent != 0)
        draw_urgent_ground (self, cr, row->y, last->y + last->height);
    }
}

static gboolean
is_list_row (LumbarReportLayout *self, guint row, guint end)
{
  return row < end && strcmp (lumbar_report_flow_get_row (self->setting->flow, row)->tag, "LI") == 0;
}

static void
draw_rows (LumbarReportLayout *self, cairo_t *cr, guint first, guint end)
{
  gboolean in_list = FALSE;

  for (guint i = first, next; i < end; i = next)
    {
      guint block = lumbar_report_flow_get_row (self->setting->flow, i)->block;

      for (next = i + 1;
           next < end && lumbar_report_flow_get_row (self->setting->flow, next)->block == block;)
        next++;
      if (is_list_row (self, i, end) && !in_list)
        cairo_tag_begin (cr, "L", NULL);
      in_list = is_list_row (self, i, end);
      draw_block (self, cr, i, next);
      if (in_list && !is_list_row (self, next, end))
        {
          cairo_tag_end (cr, "L");
          in_list = FALSE;
        }
    }
}

/**
 * lumbar_report_layout_draw_page:
 * @self: a layout
 * @page: number of a page, from 0
 * @cr: where to draw it, in points from the corner of the paper
 */
void
lumbar_report_layout_draw_page (LumbarReportLayout *self, guint page, cairo_t *cr)
{
  LumbarReportFlow *flow = self->setting->flow;
  const LumbarReportFrame frame = { flow, self->report, self->height, self->margin };
  guint first = 0, end;

  g_return_if_fail (page < flow->n_pages);
  while (first < flow->rows->len && lumbar_report_flow_get_row (flow, first)->page < page)
    first++;
  for (end = first; end < flow->rows->len && lumbar_report_flow_get_row (flow, end)->page == page;)
    end++;
  lumbar_report_frame_draw_header (&frame, page, cr);
  draw_urgent_grounds (self, cr, first, end);
  draw_head (self, cr, first);
  draw_rows (self, cr, first, end);
  lumbar_report_frame_draw_footer (&frame, cr);
}

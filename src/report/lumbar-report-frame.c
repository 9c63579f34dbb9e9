/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on every page of a report: who it is about above, what made it below. */

#include "lumbar-report-frame.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-report-line.h"

/* Who it is about stands whole on every page: words that are too long for their line are set smaller, down to this
 * share. Longer still, the name is cut and never the birth date and the number after it. */
#define LEAST_SHARE 0.65

/* More of a name than this fits no line. */
#define MOST_OF_NAME 200
#define LEAST_OF_NAME 8

static void
shorten_name (PangoLayout *layout)
{
  g_auto (GStrv) parts = g_strsplit (pango_layout_get_text (layout), " · ", 2);
  glong n = parts[0] ? MIN (g_utf8_strlen (parts[0], -1), MOST_OF_NAME) : 0;

  if (n == 0 || parts[1] == NULL)
    return;
  for (; n > LEAST_OF_NAME && pango_layout_is_ellipsized (layout); n--)
    {
      g_autofree char *name = g_utf8_substring (parts[0], 0, n);
      g_autofree char *text = g_strdup_printf ("%s… · %s", name, parts[1]);

      pango_layout_set_text (layout, text, -1);
    }
}

static void
fit_line (PangoLayout *layout)
{
  g_autoptr (PangoFontDescription) font =
    pango_font_description_copy (pango_layout_get_font_description (layout));
  gboolean absolute = pango_font_description_get_size_is_absolute (font);
  int size = pango_font_description_get_size (font);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  for (double share = 0.95; share >= LEAST_SHARE && pango_layout_is_ellipsized (layout); share -= 0.05)
    {
      if (absolute)
        pango_font_description_set_absolute_size (font, size * share);
      else
        pango_font_description_set_size (font, (int) (size * share));
      pango_layout_set_font_description (layout, font);
    }
  if (pango_layout_is_ellipsized (layout))
    shorten_name (layout);
}

static void
set_color (cairo_t *cr, const LumbarColor *color)
{
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

/**
 * lumbar_report_frame_draw_line:
 * @cr: where to draw
 * @color: its colour
 * @x: its left end
 * @y: its height on the page
 * @width: how far it goes
 *
 * Draws a hair line.
 */
void
lumbar_report_frame_draw_line (cairo_t *cr, const LumbarColor *color, double x, double y, double width)
{
  set_color (cr, color);
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}

/* Sets one line of words outside the flow; returns its width. */
static double
draw_words (const LumbarReportFrame *self,
            cairo_t *cr,
            const char *text,
            LumbarReportStyle style,
            double y,
            double width,
            PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = NULL;
  double x;
  int used;

  layout = lumbar_report_flow_make_layout (self->flow, style, width, NULL, text);
  pango_layout_set_auto_dir (layout, FALSE);
  fit_line (layout);
  pango_layout_get_size (layout, &used, NULL);
  set_color (cr, lumbar_report_style_get_color (style));
  x = alignment == PANGO_ALIGN_RIGHT ? self->margin + width - used / (double) PANGO_SCALE : self->margin;
  lumbar_report_show_line (cr, pango_layout_get_line_readonly (layout, 0), x,
             y + pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  return used / (double) PANGO_SCALE;
}

/* A birth date after a name that reads from right to left would be drawn into the name; a mark that can't
 * be seen says that the order from left to right goes on. */
static char *
mark_direction (const LumbarReportFrame *self)
{
  const char *identity = self->report->identity;
  g_autoptr (PangoLayout) layout = NULL;
  g_auto (GStrv) parts = g_strsplit (identity, " · ", -1);

  layout =
    lumbar_report_flow_make_layout (self->flow, LUMBAR_STYLE_BODY, self->flow->width, NULL, identity);
  if (pango_layout_get_direction (layout, 0) != PANGO_DIRECTION_RTL)
    return g_strdup (identity);
  return g_strjoinv ("\u200E · ", parts);
}

/**
 * lumbar_report_frame_draw_header:
 * @self: a frame
 * @page: number of the page, from 0
 * @cr: where to draw
 *
 * Draws whose report it is and which page.
 */
void
lumbar_report_frame_draw_header (const LumbarReportFrame *self, guint page, cairo_t *cr)
{
  double width = self->flow->width;
  double top = self->margin * 0.55;
  g_autofree char *number = NULL;
  g_autofree char *identity = mark_direction (self);
  double zoom = lumbar_report_profile_get_zoom (self->report->profile);
  double used;

  number = g_strdup_printf (_("Page %u of %u"), page + 1, self->flow->n_pages);
  /* In large print a name takes the whole line, and the number goes to the line below. */
  used = draw_words (self, cr, number, LUMBAR_STYLE_SMALL, zoom > 1 ? top + 13 * zoom : top + 1, width,
                     PANGO_ALIGN_RIGHT);
  draw_words (self, cr, identity, LUMBAR_STYLE_STRONG, top, zoom > 1 ? width : width - used - 12, PANGO_ALIGN_LEFT);
  draw_words (self, cr, self->report->visit, LUMBAR_STYLE_SMALL, top + 13 * zoom, zoom > 1 ? width - used - 12 : width,
              PANGO_ALIGN_LEFT);
  lumbar_report_frame_draw_line (cr, &lumbar_palette_paper ()->foreground, self->margin, top + 28 * zoom, width);
}

/**
 * lumbar_report_frame_draw_footer:
 * @self: a frame
 * @cr: where to draw
 *
 * Draws what made it, when, and what for.
 */
void
lumbar_report_frame_draw_footer (const LumbarReportFrame *self, cairo_t *cr)
{
  const char *version = lumbar_knowledge_get_version (self->report->knowledge);
  g_autofree char *words = lumbar_knowledge_version_to_text (version);
  g_autofree char *date = lumbar_date_format (self->report->created_at);
  g_autofree char *text = NULL;
  double y = self->height - self->margin * 0.7 - 8 * lumbar_report_profile_get_zoom (self->report->profile);

  if (self->report->profile == LUMBAR_PROFILE_PATIENT)
    {
      text = g_strdup_printf (_("Made on %s"), date);
      draw_words (self, cr, text, LUMBAR_STYLE_SMALL, y, self->flow->width, PANGO_ALIGN_LEFT);
      return;
    }
  /* A clinic's own tables take too many words for one line. */
  if (strchr (version, '+') != NULL)
    {
      /* Translators: at the foot of every page, above the line that says what the program is for; a version and
       * a date */
      text = g_strdup_printf (_("Lumbar · knowledge %s · made on %s"), words, date);
      draw_words (self, cr, text, LUMBAR_STYLE_SMALL, y, self->flow->width, PANGO_ALIGN_LEFT);
      draw_words (self, cr, _("Supports the clinician, does not decide"), LUMBAR_STYLE_SMALL, y + 11,
                  self->flow->width, PANGO_ALIGN_LEFT);
      return;
    }
  /* Translators: at the foot of every page; a version and a date */
  text = g_strdup_printf (_("Lumbar · knowledge %s · made on %s · supports the clinician, does not decide"), words,
                          date);
  draw_words (self, cr, text, LUMBAR_STYLE_SMALL, y, self->flow->width, PANGO_ALIGN_LEFT);
}

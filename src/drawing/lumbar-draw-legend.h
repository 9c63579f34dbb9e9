/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-palette.h"

G_BEGIN_DECLS

/**
 * LumbarSwatch:
 * @LUMBAR_SWATCH_SERIES: line and marker of a series
 * @LUMBAR_SWATCH_BAND: the hatched area
 * @LUMBAR_SWATCH_MISSING: the dots where a visit is missing
 * @LUMBAR_SWATCH_EVENT: the tag of an event
 *
 * What an entry of a legend shows before its words.
 */
typedef enum {
  LUMBAR_SWATCH_SERIES,
  LUMBAR_SWATCH_BAND,
  LUMBAR_SWATCH_MISSING,
  LUMBAR_SWATCH_EVENT,
} LumbarSwatch;

/**
 * LumbarDrawLegend:
 *
 * Words for what a drawing shows, in as many rows as they need and may have.
 */
typedef struct _LumbarDrawLegend LumbarDrawLegend;

LumbarDrawLegend *lumbar_draw_legend_new (double font_size, const LumbarPalette *palette);
void lumbar_draw_legend_free (LumbarDrawLegend *self);
void lumbar_draw_legend_add (LumbarDrawLegend *self, LumbarSwatch swatch, guint index, const char *text);
double lumbar_draw_legend_fit (LumbarDrawLegend *self, cairo_t *cr, double width, double height);
void lumbar_draw_legend_draw (LumbarDrawLegend *self, cairo_t *cr, double x, double y);

void lumbar_draw_band (cairo_t *cr,
                       double x,
                       double y,
                       double width,
                       double height,
                       double font_size,
                       const LumbarPalette *palette);
double lumbar_draw_tag_size (double font_size);
void lumbar_draw_tag (cairo_t *cr,
                      guint index,
                      double x,
                      double y,
                      double font_size,
                      const LumbarPalette *palette);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarDrawLegend, lumbar_draw_legend_free)

G_END_DECLS

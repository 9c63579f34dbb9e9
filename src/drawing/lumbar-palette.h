/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "lumbar-group.h"

G_BEGIN_DECLS

/**
 * LumbarColor:
 *
 * An opaque sRGB colour, each part from 0 to 1.
 */
typedef struct {
  double red;
  double green;
  double blue;
} LumbarColor;

#define LUMBAR_N_SERIES_COLORS 6

/**
 * LumbarPalette:
 * @foreground: text and axes
 * @dim: secondary text, ticks
 * @grid: grid lines
 * @background: what lies under the drawing; drawings do not paint it, but choose by it
 * @accent: selection
 * @danger: red flags and nothing else
 * @groups: one colour a group
 * @series: one colour a series; every series also has a marker and a dash of its own
 *
 * The colours of a drawing; colour is never the only mark.
 */
typedef struct {
  LumbarColor foreground;
  LumbarColor dim;
  LumbarColor grid;
  LumbarColor background;
  LumbarColor accent;
  LumbarColor danger;
  LumbarColor groups[LUMBAR_N_GROUPS];
  LumbarColor series[LUMBAR_N_SERIES_COLORS];
} LumbarPalette;

const LumbarPalette *lumbar_palette_light (void);
const LumbarPalette *lumbar_palette_dark (void);
const LumbarPalette *lumbar_palette_paper (void);

void lumbar_color_set_source (const LumbarColor *color, cairo_t *cr, double alpha);

G_END_DECLS

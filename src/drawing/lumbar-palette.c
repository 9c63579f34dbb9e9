/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of drawings on a light window, on a dark one and on paper. Text has a contrast of 4.5:1 or
 * more with the background and lines 3:1 or more; the series stay apart for people who see no red or green. */

#include "lumbar-palette.h"

#define HEX(rgb) { ((rgb) >> 16 & 0xFF) / 255.0, ((rgb) >> 8 & 0xFF) / 255.0, ((rgb) & 0xFF) / 255.0 }

static const LumbarPalette light = {
  .foreground = HEX (0x2b2930),
  .dim = HEX (0x5e5c64),
  .grid = HEX (0xdeddda),
  .background = HEX (0xffffff),
  .accent = HEX (0x1c71d8),
  .danger = HEX (0xc01c28),
  .groups = { HEX (0x813d9c), HEX (0x1a5fb4), HEX (0xc64600), HEX (0x3d3846), HEX (0x6f6e73) },
  .series = { HEX (0x0068ad), HEX (0xab5000), HEX (0x007f63), HEX (0xa23a7e), HEX (0xa58d00), HEX (0x3d3846) },
};

static const LumbarPalette dark = {
  .foreground = HEX (0xf2f2f2),
  .dim = HEX (0xb5b3b0),
  .grid = HEX (0x454547),
  .background = HEX (0x242424),
  .accent = HEX (0x78aeed),
  .danger = HEX (0xff7b63),
  .groups = { HEX (0xc061cb), HEX (0x62a0ea), HEX (0xffbe6f), HEX (0xdeddda), HEX (0xa3a29f) },
  .series = { HEX (0x62b0f0), HEX (0xf8b84e), HEX (0x3fc795), HEX (0xe58fc2), HEX (0xfff0a0), HEX (0x9a9996) },
};

static const LumbarPalette paper = {
  .foreground = HEX (0x000000),
  .dim = HEX (0x444444),
  .grid = HEX (0xcfcfcf),
  .background = HEX (0xffffff),
  .accent = HEX (0x1a5fb4),
  .danger = HEX (0xa51d2d),
  .groups = { HEX (0x813d9c), HEX (0x1a5fb4), HEX (0xb03d00), HEX (0x3d3846), HEX (0x5e5c64) },
  .series = { HEX (0x00569a), HEX (0x964400), HEX (0x007359), HEX (0x8f2f6f), HEX (0xa58d00), HEX (0x2b2930) },
};

/**
 * lumbar_palette_light:
 *
 * Returns: (transfer none): the colours on a light window
 */
const LumbarPalette *
lumbar_palette_light (void)
{
  return &light;
}

/**
 * lumbar_palette_dark:
 *
 * Returns: (transfer none): the colours on a dark window
 */
const LumbarPalette *
lumbar_palette_dark (void)
{
  return &dark;
}

/**
 * lumbar_palette_paper:
 *
 * Returns: (transfer none): the colours on white paper, also printed in grey
 */
const LumbarPalette *
lumbar_palette_paper (void)
{
  return &paper;
}

/**
 * lumbar_color_set_source:
 * @color: a colour
 * @cr: where to draw with it
 * @alpha: its opacity, 0 to 1
 */
void
lumbar_color_set_source (const LumbarColor *color, cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, alpha);
}

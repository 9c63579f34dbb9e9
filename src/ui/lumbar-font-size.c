/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the letters around a drawing are. */

#include "lumbar-font-size.h"

/**
 * lumbar_font_size_get:
 * @widget: a widget that draws
 *
 * Returns: pixels of the text around it, so that a drawing grows with the text size the user chose
 */
double
lumbar_font_size_get (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  int dpi = 96 * 1024;

  if (pango_font_description_get_size_is_absolute (font))
    return size;
  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return size * (dpi > 0 ? dpi / 1024.0 : 96) / 72;
}

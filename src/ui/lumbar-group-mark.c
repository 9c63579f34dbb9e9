/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mark of a group: a shape first, a colour second, a word for those who see neither. */

#include "lumbar-group-mark.h"

#include <adwaita.h>

#include "lumbar-palette.h"

/* Beside text of 11 pt a mark of this many pixels looks as high as an x. */
#define SIZE 14

struct _LumbarGroupMark {
  GtkWidget parent_instance;

  LumbarGroup group;
  gulong dark_handler;
};

G_DEFINE_FINAL_TYPE (LumbarGroupMark, lumbar_group_mark, GTK_TYPE_WIDGET)

static void
set_color (cairo_t *cr, const LumbarColor *color)
{
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

static void
add_circle (cairo_t *cr, double x, double y, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
}

static void
add_triangle (cairo_t *cr, double size)
{
  cairo_move_to (cr, size / 2, size * 0.08);
  cairo_line_to (cr, size * 0.97, size * 0.9);
  cairo_line_to (cr, size * 0.03, size * 0.9);
  cairo_close_path (cr);
}

static void
draw_mixed (cairo_t *cr, double size, const LumbarPalette *palette)
{
  set_color (cr, &palette->groups[LUMBAR_GROUP_NON_MS]);
  cairo_rectangle (cr, size * 0.4, size * 0.4, size * 0.55, size * 0.55);
  cairo_fill (cr);
  set_color (cr, &palette->groups[LUMBAR_GROUP_MS]);
  add_circle (cr, size * 0.36, size * 0.36, size * 0.3);
  cairo_fill (cr);
}

static void
draw_undetermined (cairo_t *cr, double size, const LumbarPalette *palette)
{
  double dash = size * 0.4 * 2 * G_PI / 10;

  set_color (cr, &palette->groups[LUMBAR_GROUP_UNDETERMINED]);
  cairo_set_line_width (cr, size * 0.14);
  cairo_set_dash (cr, &dash, 1, 0);
  add_circle (cr, size / 2, size / 2, size * 0.4);
  cairo_stroke (cr);
}

static void
draw_single (cairo_t *cr, double size, LumbarGroup group, const LumbarPalette *palette)
{
  set_color (cr, &palette->groups[group]);
  if (group == LUMBAR_GROUP_MS)
    add_circle (cr, size / 2, size / 2, size * 0.44);
  else if (group == LUMBAR_GROUP_NON_MS)
    cairo_rectangle (cr, size * 0.1, size * 0.1, size * 0.8, size * 0.8);
  else
    add_triangle (cr, size);
  cairo_fill (cr);
}

static void
lumbar_group_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarGroupMark *self = LUMBAR_GROUP_MARK (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LumbarPalette *palette = dark ? lumbar_palette_dark () : lumbar_palette_light ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double size = MIN (width, height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_translate (cr, (width - size) / 2, (height - size) / 2);
  if (self->group == LUMBAR_GROUP_MIXED)
    draw_mixed (cr, size, palette);
  else if (self->group == LUMBAR_GROUP_UNDETERMINED)
    draw_undetermined (cr, size, palette);
  else
    draw_single (cr, size, self->group, palette);
  cairo_destroy (cr);
}

static void
lumbar_group_mark_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
lumbar_group_mark_dispose (GObject *object)
{
  LumbarGroupMark *self = LUMBAR_GROUP_MARK (object);

  g_clear_signal_handler (&self->dark_handler, adw_style_manager_get_default ());

  G_OBJECT_CLASS (lumbar_group_mark_parent_class)->dispose (object);
}

static void
lumbar_group_mark_class_init (LumbarGroupMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_group_mark_dispose;
  widget_class->snapshot = lumbar_group_mark_snapshot;
  widget_class->measure = lumbar_group_mark_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lumbar_group_mark_init (LumbarGroupMark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->dark_handler = g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark",
                                                 G_CALLBACK (gtk_widget_queue_draw), self);
  lumbar_group_mark_set_group (self, LUMBAR_GROUP_UNDETERMINED);
}

/**
 * lumbar_group_mark_new:
 * @group: a group
 *
 * Returns: (transfer floating): its mark
 */
GtkWidget *
lumbar_group_mark_new (LumbarGroup group)
{
  LumbarGroupMark *self = g_object_new (LUMBAR_TYPE_GROUP_MARK, NULL);

  lumbar_group_mark_set_group (self, group);
  return GTK_WIDGET (self);
}

/**
 * lumbar_group_mark_get_group:
 * @self: a mark
 *
 * Returns: the group it shows
 */
LumbarGroup
lumbar_group_mark_get_group (LumbarGroupMark *self)
{
  return self->group;
}

/**
 * lumbar_group_mark_set_group:
 * @self: a mark
 * @group: the group to show
 */
void
lumbar_group_mark_set_group (LumbarGroupMark *self, LumbarGroup group)
{
  self->group = group;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_group_get_title (group), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the body map and its list stand. */

#include "lumbar-body-layout.h"

#define SPACING 18

/* A map beside a list is so wide, and no map is wider than that. Beside the list it must not grow with the room:
 * where there is more of it, GTK counts on needing no more height. */
#define BESIDE 270
#define MOST 460

struct _LumbarBodyLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (LumbarBodyLayout, lumbar_body_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  GtkWidget *map;
  GtkWidget *list;
  gboolean beside;
  int map_width;
  int map_height;
  int list_width;
  int list_height;
} Places;

static void
measure_width (GtkWidget *child, int *minimum, int *natural)
{
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
}

static int
measure_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The list has two columns; beside the map one of them is enough, and two are better. */
static void
find_places (GtkWidget *widget, int width, Places *places)
{
  int map_minimum, list_minimum, natural, column;

  places->map = gtk_widget_get_first_child (widget);
  places->list = gtk_widget_get_last_child (widget);
  measure_width (places->map, &map_minimum, NULL);
  measure_width (places->list, &list_minimum, &natural);
  column = MAX (list_minimum, natural / 2);
  map_minimum = MAX (map_minimum, BESIDE);
  places->beside = width >= map_minimum + SPACING + column;
  if (places->beside)
    {
      places->map_width = map_minimum;
      places->list_width = width - SPACING - places->map_width;
      places->map_height = places->list_height = measure_height (places->map, places->map_width);
      return;
    }
  places->map_width = MIN (MOST, width);
  places->list_width = width;
  places->map_height = measure_height (places->map, places->map_width);
  places->list_height = measure_height (places->list, width);
}

static GtkSizeRequestMode
lumbar_body_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lumbar_body_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  Places places;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int map_minimum, map_natural, list_minimum, list_natural;

      measure_width (gtk_widget_get_first_child (widget), &map_minimum, &map_natural);
      measure_width (gtk_widget_get_last_child (widget), &list_minimum, &list_natural);
      *minimum = MAX (map_minimum, list_minimum);
      *natural = map_natural + SPACING + list_natural;
      return;
    }
  /* Side by side they are as low as they can be. */
  find_places (widget, for_size < 0 ? G_MAXINT : for_size, &places);
  *minimum = *natural = places.beside ? places.map_height : places.map_height + SPACING + places.list_height;
}

static void
lumbar_body_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation map = { 0 }, list = { 0 };
  Places places;

  find_places (widget, width, &places);
  map.width = places.map_width;
  map.height = places.map_height;
  list.width = places.list_width;
  list.height = places.list_height;
  if (places.beside)
    {
      map.x = rtl ? width - map.width : 0;
      list.x = rtl ? 0 : map.width + SPACING;
    }
  else
    {
      map.x = (width - map.width) / 2;
      list.y = map.height + SPACING;
    }
  gtk_widget_size_allocate (places.map, &map, -1);
  gtk_widget_size_allocate (places.list, &list, -1);
}

static void
lumbar_body_layout_class_init (LumbarBodyLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = lumbar_body_layout_get_request_mode;
  manager_class->measure = lumbar_body_layout_measure;
  manager_class->allocate = lumbar_body_layout_allocate;
}

static void
lumbar_body_layout_init (LumbarBodyLayout *self)
{
}

/**
 * lumbar_body_layout_new:
 *
 * Returns: (transfer full): a layout for two children
 */
GtkLayoutManager *
lumbar_body_layout_new (void)
{
  return g_object_new (LUMBAR_TYPE_BODY_LAYOUT, NULL);
}

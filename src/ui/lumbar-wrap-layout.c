/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in lines, which libadwaita has only from 1.7 on and GtkFlowBox only in equal columns. */

#include "lumbar-wrap-layout.h"

/* So wide that everything is as low as it can be; GTK takes the same. Much more is too much for Pango, whose
 * units are a thousand times smaller. */
#define WIDEST (1 << 20)

struct _LumbarWrapLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (LumbarWrapLayout, lumbar_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  GtkWidget *child; /* Borrowed */
  int width;
  int height;
} Item;

static GArray *
collect_items (GtkWidget *widget, int width)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      Item item = { .child = child };
      int minimum, natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      item.width = CLAMP (natural, minimum, MAX (minimum, width));
      g_array_append_val (items, item);
    }
  return items;
}

/* Where the line that begins at @start ends, and how wide its children are together. */
static guint
find_line_end (LumbarWrapLayout *self, GArray *items, guint start, int width, int *used)
{
  guint end;

  *used = 0;
  for (end = start; end < items->len; end++)
    {
      int more = g_array_index (items, Item, end).width + (end > start ? self->spacing : 0);

      if (end > start && *used + more > width)
        break;
      *used += more;
    }
  return end;
}

/* Widens the expanding children of a line and measures how high it is. */
static int
settle_line (GArray *items, guint start, guint end, int left)
{
  int height = 0;
  int expanding = 0;

  for (guint i = start; i < end; i++)
    expanding += gtk_widget_compute_expand (g_array_index (items, Item, i).child,
                                            GTK_ORIENTATION_HORIZONTAL);
  for (guint i = start; i < end; i++)
    {
      Item *item = &g_array_index (items, Item, i);

      if (left > 0 && expanding > 0 &&
          gtk_widget_compute_expand (item->child, GTK_ORIENTATION_HORIZONTAL))
        {
          int share = left / expanding--;

          item->width += share;
          left -= share;
        }
      gtk_widget_measure (item->child, GTK_ORIENTATION_VERTICAL, item->width, NULL, &item->height, NULL,
                          NULL);
      height = MAX (height, item->height);
    }
  return height;
}

/* Lays the children out, or only measures; returns the height. */
static int
lay_out (LumbarWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  g_autoptr (GArray) items = collect_items (widget, width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (guint start = 0; start < items->len;)
    {
      int used;
      guint end = find_line_end (self, items, start, width, &used);
      int height = settle_line (items, start, end, width - used);
      int x = 0;

      for (guint i = start; allocate && i < end; i++)
        {
          Item *item = &g_array_index (items, Item, i);
          GtkAllocation place = { rtl ? width - x - item->width : x, y, item->width, height };

          gtk_widget_size_allocate (item->child, &place, -1);
          x += item->width + self->spacing;
        }
      y += height + (end < items->len ? self->spacing : 0);
      start = end;
    }
  return y;
}

static GtkSizeRequestMode
lumbar_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lumbar_wrap_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  LumbarWrapLayout *self = LUMBAR_WRAP_LAYOUT (manager);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = lay_out (self, widget, for_size < 0 ? WIDEST : for_size, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
lumbar_wrap_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  lay_out (LUMBAR_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
lumbar_wrap_layout_class_init (LumbarWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = lumbar_wrap_layout_get_request_mode;
  manager_class->measure = lumbar_wrap_layout_measure;
  manager_class->allocate = lumbar_wrap_layout_allocate;
}

static void
lumbar_wrap_layout_init (LumbarWrapLayout *self)
{
}

/**
 * lumbar_wrap_layout_new:
 * @spacing: pixels between children and between lines
 *
 * Returns: (transfer full): a layout
 */
GtkLayoutManager *
lumbar_wrap_layout_new (int spacing)
{
  LumbarWrapLayout *self = g_object_new (LUMBAR_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}

/**
 * lumbar_wrap_box_new:
 * @spacing: pixels between children and between lines
 *
 * Returns: (transfer floating): a box whose children wrap; append with gtk_box_append()
 */
GtkWidget *
lumbar_wrap_box_new (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, lumbar_wrap_layout_new (spacing));
  return box;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side, among them texts that wrap. GtkBox asks each how wide it would be for the height of
 * the line, which a wrapping label can only find by laying its text out for one width after the other, ten
 * times for each text; here a text is asked for its height alone. */

#include "lumbar-line-layout.h"

struct _LumbarLineLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (LumbarLineLayout, lumbar_line_layout, GTK_TYPE_LAYOUT_MANAGER)

enum {
  PROP_SPACING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* What the children want, in an array of GtkRequestedSize. */
static GArray *
collect_sizes (GtkWidget *widget)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (GtkRequestedSize));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkRequestedSize size = { .data = child };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &size.minimum_size, &size.natural_size, NULL, NULL);
      g_array_append_val (sizes, size);
    }
  return sizes;
}

static int
get_spaces (LumbarLineLayout *self, GArray *sizes)
{
  return sizes->len > 0 ? self->spacing * (int) (sizes->len - 1) : 0;
}

/* Makes the minimum of each what it gets of @width: what it needs, then what it would like, and what is left
 * for those that expand. */
static void
share_width (LumbarLineLayout *self, GArray *sizes, int width)
{
  GtkRequestedSize *size = (GtkRequestedSize *) (void *) sizes->data;
  int left = width - get_spaces (self, sizes);
  int expanding = 0;

  for (guint i = 0; i < sizes->len; i++)
    {
      left -= size[i].minimum_size;
      expanding += gtk_widget_compute_expand (size[i].data, GTK_ORIENTATION_HORIZONTAL);
    }
  if (sizes->len == 0)
    return;
  left = gtk_distribute_natural_allocation (MAX (left, 0), sizes->len, size);
  for (guint i = 0; i < sizes->len && expanding > 0; i++)
    if (gtk_widget_compute_expand (size[i].data, GTK_ORIENTATION_HORIZONTAL))
      {
        int share = left / expanding--;

        size[i].minimum_size += share;
        left -= share;
      }
}

static GtkSizeRequestMode
lumbar_line_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_height (LumbarLineLayout *self, GArray *sizes, int width, int *minimum, int *natural)
{
  if (width >= 0)
    share_width (self, sizes, width);
  for (guint i = 0; i < sizes->len; i++)
    {
      const GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
      int child_minimum, child_natural;

      gtk_widget_measure (size->data, GTK_ORIENTATION_VERTICAL, width >= 0 ? size->minimum_size : -1,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
lumbar_line_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  LumbarLineLayout *self = LUMBAR_LINE_LAYOUT (manager);
  g_autoptr (GArray) sizes = collect_sizes (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, sizes, for_size, minimum, natural);
      return;
    }
  *minimum = *natural = get_spaces (self, sizes);
  for (guint i = 0; i < sizes->len; i++)
    {
      *minimum += g_array_index (sizes, GtkRequestedSize, i).minimum_size;
      *natural += g_array_index (sizes, GtkRequestedSize, i).natural_size;
    }
}

static void
lumbar_line_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  LumbarLineLayout *self = LUMBAR_LINE_LAYOUT (manager);
  g_autoptr (GArray) sizes = collect_sizes (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  share_width (self, sizes, width);
  for (guint i = 0; i < sizes->len; i++)
    {
      const GtkRequestedSize *size = &g_array_index (sizes, GtkRequestedSize, i);
      GtkAllocation place = { rtl ? width - x - size->minimum_size : x, 0, size->minimum_size, height };

      gtk_widget_size_allocate (size->data, &place, -1);
      x += size->minimum_size + self->spacing;
    }
}

static void
lumbar_line_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, LUMBAR_LINE_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lumbar_line_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    LUMBAR_LINE_LAYOUT (object)->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lumbar_line_layout_class_init (LumbarLineLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = lumbar_line_layout_get_property;
  object_class->set_property = lumbar_line_layout_set_property;
  manager_class->get_request_mode = lumbar_line_layout_get_request_mode;
  manager_class->measure = lumbar_line_layout_measure;
  manager_class->allocate = lumbar_line_layout_allocate;

  /* Pixels between children. */
  properties[PROP_SPACING] =
    g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lumbar_line_layout_init (LumbarLineLayout *self)
{
}

/**
 * lumbar_line_box_new:
 * @spacing: pixels between children
 *
 * Returns: (transfer floating): a box whose children stand in one line; append with gtk_box_append()
 */
GtkWidget *
lumbar_line_box_new (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, g_object_new (LUMBAR_TYPE_LINE_LAYOUT, "spacing", spacing, NULL));
  return box;
}

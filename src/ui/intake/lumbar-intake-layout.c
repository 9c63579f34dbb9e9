/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three columns or one: decided while placing, so that nothing is moved between parents and the focus
 * stays where it is. */

#include "lumbar-intake-layout.h"

/* Below this there is no room for three columns of text of the usual size (libadwaita 1.2 has no
 * breakpoints). */
#define WIDE_FROM 860
#define LEAST_PART_HEIGHT 100
#define SECTIONS_LEAST 200
#define ASSESSMENT_MOST 360

struct _LumbarIntakeLayout {
  GtkWidget parent_instance;

  GtkWidget *parts[LUMBAR_N_INTAKE_PARTS]; /* Children */
  gboolean narrow;
  gboolean open;
  guint tell_id;
};

G_DEFINE_FINAL_TYPE (LumbarIntakeLayout, lumbar_intake_layout, GTK_TYPE_WIDGET)

enum {
  PROP_NARROW = 1,
  PROP_OPEN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
measure_part (LumbarIntakeLayout *self,
              LumbarIntakePart part,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural)
{
  GtkWidget *child = self->parts[part];

  *minimum = *natural = 0;
  if (child == NULL || !gtk_widget_get_visible (child))
    return;
  /* How low the columns can be, they say without being asked for their rows. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0 &&
      (part == LUMBAR_INTAKE_QUESTIONS || part == LUMBAR_INTAKE_ASSESSMENT || part == LUMBAR_INTAKE_FLAGS))
    {
      *minimum = *natural = LEAST_PART_HEIGHT;
      return;
    }
  if (for_size >= 0)
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      for_size = MAX (for_size, least);
    }
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

static int
get_natural_height (LumbarIntakeLayout *self, LumbarIntakePart part, int width)
{
  int minimum, natural;

  measure_part (self, part, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural);
  return natural;
}

static void
measure_columns (LumbarIntakeLayout *self, int width, int *sections, int *questions, int *assessment)
{
  int minimum, natural, flags;

  measure_part (self, LUMBAR_INTAKE_SECTIONS, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  *sections = MAX (minimum, MIN (natural, MAX (width / 5, SECTIONS_LEAST)));
  measure_part (self, LUMBAR_INTAKE_FLAGS, GTK_ORIENTATION_HORIZONTAL, -1, &flags, &natural);
  measure_part (self, LUMBAR_INTAKE_ASSESSMENT, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  *assessment = MAX (MAX (minimum, flags), MIN (width * 3 / 10, ASSESSMENT_MOST));
  measure_part (self, LUMBAR_INTAKE_QUESTIONS, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  *questions = minimum;
}

static GtkSizeRequestMode
lumbar_intake_layout_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
lumbar_intake_layout_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  LumbarIntakeLayout *self = LUMBAR_INTAKE_LAYOUT (widget);
  int most = 0, sum = 0;

  /* The narrow form says how small the page can be: everything but the list of sections. */
  for (int i = LUMBAR_INTAKE_STEPS; i < LUMBAR_N_INTAKE_PARTS; i++)
    {
      int part_minimum, part_natural;

      measure_part (self, i, orientation, -1, &part_minimum, &part_natural);
      most = MAX (most, part_minimum);
      if (i != LUMBAR_INTAKE_ASSESSMENT)
        sum += part_minimum;
    }
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? most : sum;
  *natural = MAX (*minimum, orientation == GTK_ORIENTATION_HORIZONTAL ? 1100 : 700);
}

static void
place (LumbarIntakeLayout *self, LumbarIntakePart part, int x, int y, int width, int height)
{
  GtkWidget *child = self->parts[part];
  GtkAllocation allocation = { x, y, width, height };
  int whole = gtk_widget_get_width (GTK_WIDGET (self));
  int least;

  if (child == NULL)
    return;
  gtk_widget_set_child_visible (child, width > 0 && height > 0);
  if (width <= 0 || height <= 0 || !gtk_widget_get_visible (child))
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = whole - x - width;
  measure_part (self, part, GTK_ORIENTATION_HORIZONTAL, -1, &least, &whole);
  allocation.width = MAX (width, least);
  measure_part (self, part, GTK_ORIENTATION_VERTICAL, allocation.width, &least, &whole);
  allocation.height = MAX (height, least);
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_wide (LumbarIntakeLayout *self, int width, int height, int sections, int assessment)
{
  int questions = width - sections - assessment;
  int flags = MIN (get_natural_height (self, LUMBAR_INTAKE_FLAGS, assessment), height / 2);

  place (self, LUMBAR_INTAKE_STEPS, 0, 0, 0, 0);
  place (self, LUMBAR_INTAKE_HANDLE, 0, 0, 0, 0);
  place (self, LUMBAR_INTAKE_SECTIONS, 0, 0, sections, height);
  place (self, LUMBAR_INTAKE_QUESTIONS, sections, 0, questions, height);
  place (self, LUMBAR_INTAKE_FLAGS, sections + questions, 0, assessment, flags);
  place (self, LUMBAR_INTAKE_ASSESSMENT, sections + questions, flags, assessment, height - flags);
}

static void
place_narrow (LumbarIntakeLayout *self, int width, int height)
{
  int flags = MIN (get_natural_height (self, LUMBAR_INTAKE_FLAGS, width), height / 3);
  int steps = get_natural_height (self, LUMBAR_INTAKE_STEPS, width);
  int handle = get_natural_height (self, LUMBAR_INTAKE_HANDLE, width);
  int room = height - flags - steps - handle;
  int drawer = self->open ? room * 7 / 10 : 0;

  place (self, LUMBAR_INTAKE_SECTIONS, 0, 0, 0, 0);
  place (self, LUMBAR_INTAKE_FLAGS, 0, 0, width, flags);
  place (self, LUMBAR_INTAKE_STEPS, 0, flags, width, steps);
  place (self, LUMBAR_INTAKE_QUESTIONS, 0, flags + steps, width, room - drawer);
  place (self, LUMBAR_INTAKE_ASSESSMENT, 0, flags + steps + room - drawer, width, drawer);
  place (self, LUMBAR_INTAKE_HANDLE, 0, height - handle, width, handle);
}

static gboolean
tell_cb (gpointer data)
{
  LumbarIntakeLayout *self = data;

  self->tell_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

/* Large text needs as much more room as it is larger. */
static int
get_wide_from (GtkWidget *widget)
{
  const int usual = 96 * 1024;
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return WIDE_FROM * (MAX (dpi, usual) / 1024) / 96;
}

static void
lumbar_intake_layout_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LumbarIntakeLayout *self = LUMBAR_INTAKE_LAYOUT (widget);
  int sections, questions, assessment;
  gboolean narrow;

  measure_columns (self, width, &sections, &questions, &assessment);
  narrow = width < MAX (get_wide_from (widget), sections + questions + assessment);
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      /* Who listens changes widgets, which must wait until all are placed. */
      if (self->tell_id == 0)
        self->tell_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
    }
  if (narrow)
    place_narrow (self, width, height);
  else
    place_wide (self, width, height, sections, assessment);
}

static void
lumbar_intake_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LumbarIntakeLayout *self = LUMBAR_INTAKE_LAYOUT (object);

  if (id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else if (id == PROP_OPEN)
    g_value_set_boolean (value, self->open);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lumbar_intake_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_OPEN)
    lumbar_intake_layout_set_open (LUMBAR_INTAKE_LAYOUT (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lumbar_intake_layout_dispose (GObject *object)
{
  LumbarIntakeLayout *self = LUMBAR_INTAKE_LAYOUT (object);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  for (int i = 0; i < LUMBAR_N_INTAKE_PARTS; i++)
    g_clear_pointer (&self->parts[i], gtk_widget_unparent);

  G_OBJECT_CLASS (lumbar_intake_layout_parent_class)->dispose (object);
}

static void
lumbar_intake_layout_class_init (LumbarIntakeLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lumbar_intake_layout_get_property;
  object_class->set_property = lumbar_intake_layout_set_property;
  object_class->dispose = lumbar_intake_layout_dispose;
  widget_class->get_request_mode = lumbar_intake_layout_get_request_mode;
  widget_class->measure = lumbar_intake_layout_measure;
  widget_class->size_allocate = lumbar_intake_layout_size_allocate;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lumbar_intake_layout_init (LumbarIntakeLayout *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * lumbar_intake_layout_set_part:
 * @self: a layout
 * @part: which part
 * @child: its widget
 *
 * Puts a widget in its place; each part once, in the order the keyboard should go.
 */
void
lumbar_intake_layout_set_part (LumbarIntakeLayout *self, LumbarIntakePart part, GtkWidget *child)
{
  g_return_if_fail (self->parts[part] == NULL);
  self->parts[part] = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * lumbar_intake_layout_is_narrow:
 * @self: a layout
 *
 * Returns: whether the parts stand below each other
 */
gboolean
lumbar_intake_layout_is_narrow (LumbarIntakeLayout *self)
{
  return self->narrow;
}

/**
 * lumbar_intake_layout_set_open:
 * @self: a layout
 * @open: whether the drawer of the narrow form is open
 */
void
lumbar_intake_layout_set_open (LumbarIntakeLayout *self, gboolean open)
{
  if (self->open == open)
    return;
  self->open = open;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

/**
 * lumbar_intake_layout_is_open:
 * @self: a layout
 *
 * Returns: whether the drawer of the narrow form is open
 */
gboolean
lumbar_intake_layout_is_open (LumbarIntakeLayout *self)
{
  return self->open;
}

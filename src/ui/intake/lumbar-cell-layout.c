/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short answers in equal columns, which line up from question to question and break into lines, never into
 * syllables, where the window is narrow or the text large. */

#include "lumbar-cell-layout.h"

struct _LumbarCellLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (LumbarCellLayout, lumbar_cell_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The size of the largest cell in each respect. */
typedef struct {
  int n;
  int minimum;
  int natural;
} Cells;

static Cells
measure_cells (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  Cells cells = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, for_size, &minimum, &natural, NULL, NULL);
      cells.n++;
      cells.minimum = MAX (cells.minimum, minimum);
      cells.natural = MAX (cells.natural, natural);
    }
  return cells;
}

static int
get_cell_width (LumbarCellLayout *self, int width, int columns)
{
  return (width - self->spacing * (columns - 1)) / columns;
}

/* As many as fit, and no line shorter than the others; one where nothing fits. */
static int
count_columns (LumbarCellLayout *self, const Cells *cells, int width)
{
  int columns = cells->n;

  while (columns > 1 && (cells->n % columns != 0 || get_cell_width (self, width, columns) < cells->minimum))
    columns--;
  return MAX (columns, 1);
}

static int
stretch (LumbarCellLayout *self, int n, int size)
{
  return n > 0 ? n * size + (n - 1) * self->spacing : 0;
}

static GtkSizeRequestMode
lumbar_cell_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lumbar_cell_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  LumbarCellLayout *self = LUMBAR_CELL_LAYOUT (manager);
  Cells widths = measure_cells (widget, GTK_ORIENTATION_HORIZONTAL, -1);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widths.minimum;
      *natural = stretch (self, widths.n, widths.natural);
    }
  else
    {
      int columns = for_size < 0 ? MAX (widths.n, 1) : count_columns (self, &widths, for_size);
      int width = for_size < 0 ? -1 : MAX (get_cell_width (self, for_size, columns), widths.minimum);
      Cells heights = measure_cells (widget, GTK_ORIENTATION_VERTICAL, width);

      *minimum = stretch (self, heights.n / columns, heights.minimum);
      *natural = stretch (self, heights.n / columns, heights.natural);
    }
}

static void
lumbar_cell_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  LumbarCellLayout *self = LUMBAR_CELL_LAYOUT (manager);
  Cells widths = measure_cells (widget, GTK_ORIENTATION_HORIZONTAL, -1);
  int columns = count_columns (self, &widths, width);
  int lines = MAX (widths.n / columns, 1);
  GtkAllocation place = {
    .width = MAX (get_cell_width (self, width, columns), widths.minimum),
    .height = (height - self->spacing * (lines - 1)) / lines,
  };
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      place.x = i % columns * (place.width + self->spacing);
      place.y = i / columns * (place.height + self->spacing);
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
      i++;
    }
}

static void
lumbar_cell_layout_class_init (LumbarCellLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = lumbar_cell_layout_get_request_mode;
  manager_class->measure = lumbar_cell_layout_measure;
  manager_class->allocate = lumbar_cell_layout_allocate;
}

static void
lumbar_cell_layout_init (LumbarCellLayout *self)
{
}

/**
 * lumbar_cell_box_new:
 * @spacing: pixels between cells and between lines
 *
 * Returns: (transfer floating): a box whose children are cells; append with gtk_box_append()
 */
GtkWidget *
lumbar_cell_box_new (int spacing)
{
  LumbarCellLayout *layout = g_object_new (LUMBAR_TYPE_CELL_LAYOUT, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  layout->spacing = spacing;
  gtk_widget_set_layout_manager (box, GTK_LAYOUT_MANAGER (layout));
  return box;
}

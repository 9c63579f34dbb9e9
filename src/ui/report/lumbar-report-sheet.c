/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a report on the screen. */

#include "lumbar-report-sheet.h"

#include <glib/gi18n.h>

#define MINIMUM_WIDTH 240

/* Pixels a point: a page at the size it has on paper. */
#define SCALE (96.0 / 72.0)

struct _LumbarReportSheet {
  GtkWidget parent_instance;

  LumbarReportLayout *layout; /* Borrowed from the preview */
  guint page;
  double paper_width;
  double paper_height;
};

G_DEFINE_FINAL_TYPE (LumbarReportSheet, lumbar_report_sheet, GTK_TYPE_WIDGET)

static void
lumbar_report_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarReportSheet *self = LUMBAR_REPORT_SHEET (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  double scale = width / self->paper_width;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  lumbar_report_layout_draw_page (self->layout, self->page, cr);
  cairo_destroy (cr);
}

static void
lumbar_report_sheet_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  LumbarReportSheet *self = LUMBAR_REPORT_SHEET (widget);
  double aspect = self->paper_height / self->paper_width;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = (int) (self->paper_width * SCALE);
    }
  else
    *minimum = *natural = (int) ((for_size > 0 ? for_size : MINIMUM_WIDTH) * aspect);
}

static GtkSizeRequestMode
lumbar_report_sheet_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lumbar_report_sheet_class_init (LumbarReportSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = lumbar_report_sheet_snapshot;
  widget_class->measure = lumbar_report_sheet_measure;
  widget_class->get_request_mode = lumbar_report_sheet_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "sheet");
}

static void
lumbar_report_sheet_init (LumbarReportSheet *self)
{
}

/**
 * lumbar_report_sheet_new:
 * @layout: the report; must outlive the sheet
 * @page: which page, from 0
 * @paper_width: in points
 * @paper_height: in points
 *
 * Returns: (transfer floating): the sheet
 */
GtkWidget *
lumbar_report_sheet_new (LumbarReportLayout *layout, guint page, double paper_width, double paper_height)
{
  LumbarReportSheet *self = g_object_new (LUMBAR_TYPE_REPORT_SHEET, NULL);
  g_autofree char *label = g_strdup_printf (_("Page %u of %u of the report"), page + 1,
                                            lumbar_report_layout_get_n_pages (layout));

  self->layout = layout;
  self->page = page;
  self->paper_width = paper_width;
  self->paper_height = paper_height;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report on the screen: its pages, or its text. */

#include "lumbar-report-preview.h"

#include <glib/gi18n.h>

#include "lumbar-report-layout.h"
#include "lumbar-report-sheet.h"
#include "lumbar-report-text.h"

/* Lines of text are wrapped by the view, not by the report. */
#define TEXT_COLUMNS 72

/* A page is not worth more than twice its size on paper. */
#define MAXIMUM_WIDTH 900

struct _LumbarReportPreview {
  AdwBin parent_instance;

  LumbarReportLayout *layout; /* Owned; NULL before a report is shown */

  GtkStack *stack;    /* Borrowed, as are the following */
  GtkBox *sheets;
  GtkTextView *text;
};

G_DEFINE_FINAL_TYPE (LumbarReportPreview, lumbar_report_preview, ADW_TYPE_BIN)

static GtkWidget *
create_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  return scrolled;
}

static GtkWidget *
create_pages (LumbarReportPreview *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->sheets = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->sheets), "sheets");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAXIMUM_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MAXIMUM_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->sheets));
  return create_scrolled (clamp);
}

static GtkWidget *
create_text (LumbarReportPreview *self)
{
  self->text = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_editable (self->text, FALSE);
  gtk_text_view_set_monospace (self->text, TRUE);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->text, 18);
  gtk_text_view_set_right_margin (self->text, 18);
  gtk_text_view_set_top_margin (self->text, 18);
  gtk_text_view_set_bottom_margin (self->text, 24);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The report as text"), -1);
  return create_scrolled (GTK_WIDGET (self->text));
}

static void
remove_sheets (LumbarReportPreview *self)
{
  GtkWidget *sheet;

  while ((sheet = gtk_widget_get_first_child (GTK_WIDGET (self->sheets))) != NULL)
    gtk_box_remove (self->sheets, sheet);
}

static void
lumbar_report_preview_dispose (GObject *object)
{
  LumbarReportPreview *self = LUMBAR_REPORT_PREVIEW (object);

  if (self->layout != NULL)
    remove_sheets (self);
  g_clear_pointer (&self->layout, lumbar_report_layout_free);

  G_OBJECT_CLASS (lumbar_report_preview_parent_class)->dispose (object);
}

static void
lumbar_report_preview_class_init (LumbarReportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_report_preview_dispose;
}

static void
lumbar_report_preview_init (LumbarReportPreview *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, create_pages (self), "pages");
  gtk_stack_add_named (self->stack, create_text (self), "text");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

/**
 * lumbar_report_preview_show:
 * @self: a preview
 * @report: what to show
 * @paper: what its pages are on
 *
 * Returns: %FALSE with @error set where the report can't be laid out
 */
gboolean
lumbar_report_preview_show (LumbarReportPreview *self, LumbarReport *report, LumbarPaper paper, GError **error)
{
  g_autoptr (LumbarReportLayout) layout = NULL;
  g_autofree char *text = lumbar_report_to_text (report, TEXT_COLUMNS);
  double width, height;

  lumbar_paper_get_size (paper, &width, &height);
  layout = lumbar_report_layout_new (report, width, height, error);
  if (layout == NULL)
    return FALSE;
  remove_sheets (self);
  g_clear_pointer (&self->layout, lumbar_report_layout_free);
  self->layout = g_steal_pointer (&layout);
  for (guint i = 0; i < lumbar_report_layout_get_n_pages (self->layout); i++)
    gtk_box_append (self->sheets, lumbar_report_sheet_new (self->layout, i, width, height));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  return TRUE;
}

/**
 * lumbar_report_preview_set_as_text:
 * @self: a preview
 * @as_text: whether to show the text instead of the pages
 */
void
lumbar_report_preview_set_as_text (LumbarReportPreview *self, gboolean as_text)
{
  gtk_stack_set_visible_child_name (self->stack, as_text ? "text" : "pages");
}

/**
 * lumbar_report_preview_get_n_pages:
 * @self: a preview
 *
 * Returns: how many pages the report has; 0 before one is shown
 */
guint
lumbar_report_preview_get_n_pages (LumbarReportPreview *self)
{
  return self->layout ? lumbar_report_layout_get_n_pages (self->layout) : 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a report. */

#include "lumbar-print-operation.h"

#include <glib/gi18n.h>

#include "lumbar-report-layout.h"
#include "lumbar-toast.h"

struct _LumbarPrintOperation {
  GtkPrintOperation parent_instance;

  LumbarReport *report;       /* Owned */
  LumbarReportLayout *layout; /* Owned; only while printing */
};

G_DEFINE_FINAL_TYPE (LumbarPrintOperation, lumbar_print_operation, GTK_TYPE_PRINT_OPERATION)

static char *
get_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "lumbar", name, NULL);
}

/* What is not there or can't be read is left as the printer has it. */
static void
load_settings (GtkPrintOperation *operation)
{
  g_autofree char *settings_path = get_path ("print-settings.ini");
  g_autofree char *setup_path = get_path ("page-setup.ini");
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new_from_file (settings_path, NULL);
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new_from_file (setup_path, NULL);

  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, settings);
  if (setup != NULL)
    gtk_print_operation_set_default_page_setup (operation, setup);
}

/* Where a report was printed to a file is this report's own: its name may be the patient's, and the next patient's
 * would be offered it. */
static GtkPrintSettings *
forget_file (GtkPrintSettings *printed)
{
  GtkPrintSettings *settings = gtk_print_settings_copy (printed);

  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR);
  return settings;
}

static void
save_settings (GtkPrintOperation *operation)
{
  g_autofree char *settings_path = get_path ("print-settings.ini");
  g_autofree char *setup_path = get_path ("page-setup.ini");
  g_autofree char *folder = g_path_get_dirname (settings_path);
  GtkPrintSettings *printed = gtk_print_operation_get_print_settings (operation);
  g_autoptr (GtkPrintSettings) settings = printed ? forget_file (printed) : NULL;
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (settings != NULL)
    gtk_print_settings_to_file (settings, settings_path, &error);
  if (setup != NULL && error == NULL)
    gtk_page_setup_to_file (setup, setup_path, &error);
  if (error != NULL)
    g_warning ("The printer is not remembered: %s", error->message);
}

static void
lumbar_print_operation_begin_print (GtkPrintOperation *operation, GtkPrintContext *context)
{
  LumbarPrintOperation *self = LUMBAR_PRINT_OPERATION (operation);
  g_autoptr (GError) error = NULL;

  self->layout = lumbar_report_layout_new (self->report, gtk_print_context_get_width (context),
                                           gtk_print_context_get_height (context), &error);
  if (self->layout == NULL)
    {
      g_warning ("The report can't be laid out: %s", error->message);
      gtk_print_operation_cancel (operation);
      return;
    }
  gtk_print_operation_set_n_pages (operation, (int) lumbar_report_layout_get_n_pages (self->layout));
}

static void
lumbar_print_operation_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  LumbarPrintOperation *self = LUMBAR_PRINT_OPERATION (operation);

  lumbar_report_layout_draw_page (self->layout, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
lumbar_print_operation_end_print (GtkPrintOperation *operation, GtkPrintContext *context)
{
  g_clear_pointer (&LUMBAR_PRINT_OPERATION (operation)->layout, lumbar_report_layout_free);
}

static void
lumbar_print_operation_done (GtkPrintOperation *operation, GtkPrintOperationResult result)
{
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    save_settings (operation);
}

static void
lumbar_print_operation_finalize (GObject *object)
{
  LumbarPrintOperation *self = LUMBAR_PRINT_OPERATION (object);

  g_clear_pointer (&self->layout, lumbar_report_layout_free);
  g_clear_pointer (&self->report, lumbar_report_unref);

  G_OBJECT_CLASS (lumbar_print_operation_parent_class)->finalize (object);
}

static void
lumbar_print_operation_class_init (LumbarPrintOperationClass *klass)
{
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_print_operation_finalize;
  operation_class->begin_print = lumbar_print_operation_begin_print;
  operation_class->draw_page = lumbar_print_operation_draw_page;
  operation_class->end_print = lumbar_print_operation_end_print;
  operation_class->done = lumbar_print_operation_done;
}

static void
lumbar_print_operation_init (LumbarPrintOperation *self)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);

  /* The layout has margins of its own. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _("Visit report"));
  load_settings (operation);
}

/* The pages that were looked at are printed, all of them and as large: what was asked for another document on this
 * printer is not asked for this one. The dialog can still change it. */
static void
set_paper (GtkPrintOperation *operation, LumbarPaper paper)
{
  g_autoptr (GtkPaperSize) size =
    gtk_paper_size_new (paper == LUMBAR_PAPER_LETTER ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);
  GtkPageSetup *remembered_setup = gtk_print_operation_get_default_page_setup (operation);
  GtkPrintSettings *remembered = gtk_print_operation_get_print_settings (operation);
  g_autoptr (GtkPageSetup) setup =
    remembered_setup ? gtk_page_setup_copy (remembered_setup) : gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings =
    remembered ? gtk_print_settings_copy (remembered) : gtk_print_settings_new ();

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_settings_set_paper_size (settings, size);
  gtk_print_settings_set_orientation (settings, GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_settings_set_scale (settings, 100);
  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_ALL);
  gtk_print_settings_set_page_set (settings, GTK_PAGE_SET_ALL);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
}

/**
 * lumbar_print_operation_new:
 * @report: what to print
 * @paper: what to print it on, unless the dialog says otherwise
 *
 * Returns: (transfer full): the operation, to be run; nothing personal is in the name of its job
 */
LumbarPrintOperation *
lumbar_print_operation_new (LumbarReport *report, LumbarPaper paper)
{
  LumbarPrintOperation *self = g_object_new (LUMBAR_TYPE_PRINT_OPERATION, NULL);

  self->report = lumbar_report_ref (report);
  set_paper (GTK_PRINT_OPERATION (self), paper);
  return self;
}

/**
 * lumbar_print_operation_ask:
 * @self: what to print
 * @widget: where the question comes from; a toast over it tells what went wrong
 *
 * Asks for a printer and prints.
 *
 * Returns: whether it was sent to a printer
 */
gboolean
lumbar_print_operation_ask (LumbarPrintOperation *self, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;
  GtkPrintOperationResult result =
    gtk_print_operation_run (GTK_PRINT_OPERATION (self), GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                             GTK_WINDOW (gtk_widget_get_root (widget)), &error);
  g_autofree char *text = NULL;

  if (error == NULL)
    return result == GTK_PRINT_OPERATION_RESULT_APPLY;
  text = g_strdup_printf (_("Not printed: %s"), error->message);
  lumbar_toast_show (widget, text);
  return FALSE;
}

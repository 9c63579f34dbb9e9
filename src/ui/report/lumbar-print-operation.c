/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a report. */

#include "lumbar-print-operation.h"

#include <glib/gi18n.h>

#include "lumbar-report-layout.h"

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

static void
save_settings (GtkPrintOperation *operation)
{
  g_autofree char *settings_path = get_path ("print-settings.ini");
  g_autofree char *setup_path = get_path ("page-setup.ini");
  g_autofree char *folder = g_path_get_dirname (settings_path);
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
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

/**
 * lumbar_print_operation_new:
 * @report: what to print
 *
 * Returns: (transfer full): the operation, to be run; nothing personal is in the name of its job
 */
LumbarPrintOperation *
lumbar_print_operation_new (LumbarReport *report)
{
  LumbarPrintOperation *self = g_object_new (LUMBAR_TYPE_PRINT_OPERATION, NULL);

  self->report = lumbar_report_ref (report);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves the table of the check where the clinician says; the log notes that it left the record. */

#include "lumbar-check-saving.h"

#include <glib/gi18n.h>

#include "lumbar-output-log.h"
#include "lumbar-toast.h"

#define SUGGESTED_NAME "outcomes.csv"

typedef struct {
  GtkWidget *widget;    /* Owned */
  LumbarWorker *worker; /* Owned */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  g_object_unref (saving->worker);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
file_replaced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      text = g_strdup_printf (_("Saved as %s"), name);
      lumbar_output_log_note_export (saving->widget, saving->worker, NULL, "outcomes", text);
      return;
    }
  text = g_strdup_printf (_("Not saved: %s"), error->message);
  if (gtk_widget_get_root (saving->widget) != NULL)
    lumbar_toast_show (saving->widget, text);
}

/**
 * lumbar_check_saving_write_async:
 * @widget: the toast that tells the outcome is shown over it
 * @worker: who notes it in the log
 * @csv: the table
 * @file: where to
 *
 * Writes the table, for its owner alone to read.
 */
void
lumbar_check_saving_write_async (GtkWidget *widget, LumbarWorker *worker, const char *csv, GFile *file)
{
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->worker = g_object_ref (worker);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       file_replaced_cb, saving);
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, GtkWidget *widget)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    lumbar_check_saving_write_async (widget, g_object_get_data (G_OBJECT (dialog), "worker"),
                                     g_object_get_data (G_OBJECT (dialog), "csv"), file);
  g_object_unref (dialog);
}

/**
 * lumbar_check_saving_ask:
 * @widget: where the question comes from
 * @worker: who notes it in the log
 * @csv: the table
 *
 * Asks where to save the table and saves it.
 */
void
lumbar_check_saving_ask (GtkWidget *widget, LumbarWorker *worker, const char *csv)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Export Without Names"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), SUGGESTED_NAME);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "worker", g_object_ref (worker), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "csv", g_strdup (csv), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chooser_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

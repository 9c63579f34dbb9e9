/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves a report as a PDF where the clinician says, without holding up the window; the log notes it once it is there. */

#include "lumbar-report-saving.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-output-log.h"
#include "lumbar-toast.h"

typedef struct {
  LumbarWorker *worker; /* Owned */
  LumbarReport *report; /* Owned */
  LumbarPaper paper;
  char *encounter_id;
  char *path;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->worker);
  lumbar_report_unref (saving->report);
  g_free (saving->encounter_id);
  g_free (saving->path);
  g_free (saving);
}

static void
write_pdf (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (lumbar_report_write_pdf (saving->report, saving->paper, saving->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
pdf_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_path_get_basename (saving->path);
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      text = g_strdup_printf (_("Saved as %s"), name);
      lumbar_output_log_note_report (GTK_WIDGET (source), saving->worker, saving->encounter_id, "pdf",
                                     saving->report->profile, text);
      return;
    }
  text = g_strdup_printf (_("Not saved: %s"), error->message);
  if (gtk_widget_get_root (GTK_WIDGET (source)) != NULL)
    lumbar_toast_show (GTK_WIDGET (source), text);
}

/**
 * lumbar_report_saving_write_async:
 * @widget: the toast that tells the outcome is shown over it
 * @worker: who notes it in the log
 * @report: what to save
 * @encounter_id: the visit it is of
 * @paper: the size of its pages
 * @path: where to
 *
 * Saves a report as PDF, for its owner alone to read. What could not be saved is not noted.
 */
void
lumbar_report_saving_write_async (GtkWidget *widget,
                                  LumbarWorker *worker,
                                  LumbarReport *report,
                                  const char *encounter_id,
                                  LumbarPaper paper,
                                  const char *path)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, pdf_written_cb, NULL);
  Saving *saving = g_new0 (Saving, 1);

  saving->worker = g_object_ref (worker);
  saving->report = lumbar_report_ref (report);
  saving->encounter_id = g_strdup (encounter_id);
  saving->paper = paper;
  saving->path = g_strdup (path);
  g_task_set_source_tag (task, lumbar_report_saving_write_async);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  g_task_run_in_thread (task, write_pdf);
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, GtkWidget *widget)
{
  GObject *asked = G_OBJECT (dialog);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    lumbar_report_saving_write_async (widget, g_object_get_data (asked, "worker"),
                                      g_object_get_data (asked, "report"),
                                      g_object_get_data (asked, "encounter-id"),
                                      (LumbarPaper) GPOINTER_TO_INT (g_object_get_data (asked, "paper")), path);
  g_object_unref (dialog);
}

/**
 * lumbar_report_saving_get_paper:
 *
 * Returns: the paper of the place the program runs at
 */
LumbarPaper
lumbar_report_saving_get_paper (void)
{
  return g_str_equal (gtk_paper_size_get_default (), GTK_PAPER_NAME_LETTER) ? LUMBAR_PAPER_LETTER
                                                                            : LUMBAR_PAPER_A4;
}

/**
 * lumbar_report_saving_suggest_name:
 * @visit_day: the day or instant of the visit
 *
 * A file name without anything personal: files are seen in lists, mails and backups.
 *
 * Returns: (transfer full): "visit-2026-11-22.pdf"
 */
char *
lumbar_report_saving_suggest_name (const char *visit_day)
{
  g_autofree char *day = g_strndup (visit_day, 10);

  return lumbar_date_is_valid (day) ? g_strdup_printf ("visit-%s.pdf", day) : g_strdup ("visit.pdf");
}

/**
 * lumbar_report_saving_ask:
 * @widget: where the question comes from; the toast that tells the outcome is shown over it
 * @worker: who notes it in the log
 * @report: what to save
 * @paper: the size of its pages
 * @visit: what it is of
 *
 * Asks where to save a report and saves it as PDF.
 */
void
lumbar_report_saving_ask (GtkWidget *widget,
                          LumbarWorker *worker,
                          LumbarReport *report,
                          LumbarPaper paper,
                          LumbarEncounter *visit)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _("Save Report"), GTK_WINDOW (gtk_widget_get_root (widget)), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
    _("_Cancel"));
  g_autofree char *name = lumbar_report_saving_suggest_name (visit->started_at);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "worker", g_object_ref (worker), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "report", lumbar_report_ref (report),
                          (GDestroyNotify) lumbar_report_unref);
  g_object_set_data_full (G_OBJECT (dialog), "encounter-id", g_strdup (visit->id), g_free);
  g_object_set_data (G_OBJECT (dialog), "paper", GINT_TO_POINTER (paper));
  g_signal_connect_object (dialog, "response", G_CALLBACK (chooser_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

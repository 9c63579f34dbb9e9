/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who took a copy of a record is part of the record. It is noted once the copy is there: what was called off or failed
 * is no copy. Where the note fails, whoever took the copy is told. */

#include "lumbar-output-log.h"

#include <glib/gi18n.h>

#include "lumbar-stored-report.h"
#include "lumbar-toast.h"

typedef struct {
  GtkWidget *widget;  /* Owned */
  char *encounter_id; /* NULL for an export */
  char *patient_id;   /* Of an export; NULL for all */
  char *how;
  LumbarReportProfile profile;
  char *done;
} Output;

static void
output_free (Output *output)
{
  g_object_unref (output->widget);
  g_free (output->encounter_id);
  g_free (output->patient_id);
  g_free (output->how);
  g_free (output->done);
  g_free (output);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Output, output_free)

/* A record that can only be read has no log to write. */
static gpointer
log_output (LumbarStore *store, gpointer data, GError **error)
{
  Output *output = data;

  if (lumbar_store_is_read_only (store))
    return NULL;
  if (output->encounter_id != NULL)
    lumbar_stored_report_log (store, output->encounter_id, output->how, output->profile, error);
  else
    lumbar_store_log (store, "export", "patient", output->patient_id ? output->patient_id : "all", output->how, error);
  return NULL;
}

static void
worker_logged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Output) output = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  text = lumbar_output_log_describe (output->done, error);
  if (gtk_widget_get_root (output->widget) != NULL)
    lumbar_toast_show (output->widget, text);
  else if (error != NULL)
    g_warning ("%s", text);
}

static void
note (Output *output, GtkWidget *widget, LumbarWorker *worker, const char *how, const char *done)
{
  output->widget = g_object_ref (widget);
  output->how = g_strdup (how);
  output->done = g_strdup (done);
  lumbar_worker_run_async (worker, log_output, output, NULL, NULL, NULL, worker_logged_cb, output);
}

/**
 * lumbar_output_log_note_report:
 * @widget: the toast that tells the outcome is shown over it
 * @worker: who writes the record
 * @encounter_id: the visit whose report was put out
 * @how: "paper" or "pdf"
 * @profile: whom the report was for
 * @done: what is told of the copy, which is there: "Saved as visit.pdf"
 *
 * Notes in the log of the record that a copy was made, and tells of both. Returns at once.
 */
void
lumbar_output_log_note_report (GtkWidget *widget,
                               LumbarWorker *worker,
                               const char *encounter_id,
                               const char *how,
                               LumbarReportProfile profile,
                               const char *done)
{
  Output *output = g_new0 (Output, 1);

  output->encounter_id = g_strdup (encounter_id);
  output->profile = profile;
  note (output, widget, worker, how, done);
}

/**
 * lumbar_output_log_note_export:
 * @widget: the toast that tells the outcome is shown over it
 * @worker: who writes the record
 * @patient_id: (nullable): whose; %NULL for all patients
 * @what: "outcomes" or "trend"
 * @done: what is told of the file, which is there
 *
 * Notes in the log of the record that a table was made, and tells of both. Returns at once.
 */
void
lumbar_output_log_note_export (GtkWidget *widget,
                               LumbarWorker *worker,
                               const char *patient_id,
                               const char *what,
                               const char *done)
{
  Output *output = g_new0 (Output, 1);

  output->patient_id = g_strdup (patient_id);
  note (output, widget, worker, what, done);
}

/**
 * lumbar_output_log_describe:
 * @done: what is told of a copy
 * @unlogged: (nullable): why it is not noted in the log; %NULL where it is
 *
 * Returns: (transfer full): what is told
 */
char *
lumbar_output_log_describe (const char *done, const GError *unlogged)
{
  if (unlogged == NULL)
    return g_strdup (done);
  /* Translators: "Saved as visit.pdf", then why the log does not tell of it */
  return g_strdup_printf (_("%1$s, but this is not noted in the log: %2$s"), done, unlogged->message);
}

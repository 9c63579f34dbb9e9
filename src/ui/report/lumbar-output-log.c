/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who took a copy of a record is part of the record. */

#include "lumbar-output-log.h"

#include "lumbar-stored-report.h"

typedef struct {
  char *encounter_id;
  char *how;
  LumbarReportProfile profile;
} Output;

static void
output_free (gpointer data)
{
  Output *output = data;

  g_free (output->encounter_id);
  g_free (output->how);
  g_free (output);
}

static gpointer
log_output (LumbarStore *store, gpointer data, GError **error)
{
  Output *output = data;

  lumbar_stored_report_log (store, output->encounter_id, output->how, output->profile, error);
  return NULL;
}

static void
worker_logged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (error != NULL)
    g_warning ("Not noted in the log: %s", error->message);
}

/**
 * lumbar_output_log_note:
 * @worker: who writes the record
 * @encounter_id: the visit whose report was put out
 * @how: "paper" or "pdf"
 * @profile: whom the report was for
 *
 * Notes in the log of the record that a copy was made. Returns at once.
 */
void
lumbar_output_log_note (LumbarWorker *worker, const char *encounter_id, const char *how, LumbarReportProfile profile)
{
  Output *output = g_new0 (Output, 1);

  output->encounter_id = g_strdup (encounter_id);
  output->how = g_strdup (how);
  output->profile = profile;
  lumbar_worker_run_async (worker, log_output, output, output_free, NULL, NULL, worker_logged_cb, NULL);
}

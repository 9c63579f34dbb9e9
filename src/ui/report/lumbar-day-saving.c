/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves the reports of a day, one after the other, so that an answer that is to be saved meanwhile waits for one of
 * them and not for all. */

#include "lumbar-day-saving.h"

#include "lumbar-stored-report.h"

typedef struct {
  LumbarKnowledge *knowledge; /* Owned */
  char *day;
  char *folder;
  LumbarReportChoice choice; /* The letterhead is owned */
  LumbarPaper paper;
  LumbarDaySavingProgress progress;
  gpointer data;
  GPtrArray *ids; /* Owned; visits of the day found so far */
  char *after;    /* Where to look on; NULL before the first portion and after the last */
  gboolean found; /* All are */
  guint n_saved;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  lumbar_knowledge_unref (self->knowledge);
  g_clear_pointer (&self->choice.letterhead, lumbar_letterhead_unref);
  g_ptr_array_unref (self->ids);
  g_free (self->day);
  g_free (self->folder);
  g_free (self->after);
  g_free (self);
}

/* Noted once it is there. The next one is not begun where the log does not take it. A record that can only be read has
 * no log to write. */
static void
save_next (LumbarStore *store, Saving *self, GError **error)
{
  const char *id = self->ids->pdata[self->n_saved];
  g_autofree char *name = lumbar_stored_report_name (self->day, self->n_saved + 1, id, "pdf");
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (LumbarReport) report = lumbar_stored_report_new (self->knowledge, store, id, NULL, &self->choice, error);

  if (report == NULL || !lumbar_report_write_pdf (report, self->paper, path, error))
    return;
  if (lumbar_store_is_read_only (store) || lumbar_stored_report_note (store, id, "pdf", self->choice.profile, name, error))
    self->n_saved++;
}

/* On the worker's thread; nobody else touches the saving meanwhile. */
static gpointer
go_on (LumbarStore *store, gpointer data, GError **error)
{
  Saving *self = data;

  if (self->found)
    save_next (store, self, error);
  else if (lumbar_stored_report_list_day (store, self->day, &self->after, self->ids, error))
    self->found = self->after == NULL;
  return NULL;
}

static void run (LumbarWorker *worker, GTask *task);

static void
worker_went_on_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Saving *self = g_task_get_task_data (task);
  GError *error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->found && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    self->progress (self->n_saved, self->ids->len, self->data);
  if (self->found && self->n_saved == self->ids->len)
    g_task_return_int (task, (gssize) self->n_saved);
  else
    run (LUMBAR_WORKER (source), task);
}

static void
run (LumbarWorker *worker, GTask *task)
{
  lumbar_worker_run_async (worker, go_on, g_task_get_task_data (task), NULL, NULL, g_task_get_cancellable (task),
                           worker_went_on_cb, g_object_ref (task));
}

/**
 * lumbar_day_saving_save_async:
 * @knowledge: the tables
 * @worker: who reads the record and notes each copy in the log
 * @day: YYYY-MM-DD
 * @folder: where to, which is there
 * @choice: whom the reports are for and what goes in
 * @paper: the size of their pages
 * @cancellable: (nullable): stops between two reports
 * @progress: called between two reports, no more once cancelled
 * @callback: called when all are saved, or one is not
 * @data: given to @progress and @callback
 *
 * Saves a PDF of each signed visit that began on @day, for its owner alone to read.
 */
void
lumbar_day_saving_save_async (LumbarKnowledge *knowledge,
                              LumbarWorker *worker,
                              const char *day,
                              const char *folder,
                              const LumbarReportChoice *choice,
                              LumbarPaper paper,
                              GCancellable *cancellable,
                              LumbarDaySavingProgress progress,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Saving *self = g_new0 (Saving, 1);

  g_task_set_source_tag (task, lumbar_day_saving_save_async);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->day = g_strdup (day);
  self->folder = g_strdup (folder);
  self->choice = *choice;
  if (choice->letterhead != NULL)
    lumbar_letterhead_ref (choice->letterhead);
  self->paper = paper;
  self->progress = progress;
  self->data = data;
  self->ids = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, self, saving_free);
  run (worker, task);
}

/**
 * lumbar_day_saving_save_finish:
 * @result: what the callback was given
 *
 * Returns: how many reports are saved, 0 for a day without a signed visit; -1 with @error set
 */
int
lumbar_day_saving_save_finish (GAsyncResult *result, GError **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads all signed visits for the check, in portions, so that an answer that is to be saved meanwhile waits
 * for one portion and not for the whole record. */

#include "lumbar-check-reading.h"

#include "lumbar-date.h"
#include "lumbar-outcome-csv.h"
#include "lumbar-text.h"

/* Read in a few milliseconds. */
#define PORTION 50

static LumbarCheckReading *
lumbar_check_reading_new (LumbarKnowledge *knowledge)
{
  LumbarCheckReading *self = g_new0 (LumbarCheckReading, 1);
  g_autofree char *now = lumbar_date_time_now ();

  self->calibration = lumbar_calibration_new (knowledge, now);
  self->csv = lumbar_outcome_csv_new ();
  return self;
}

/**
 * lumbar_check_reading_free:
 * @self: (transfer full): a reading
 */
void
lumbar_check_reading_free (LumbarCheckReading *self)
{
  lumbar_calibration_free (self->calibration);
  g_string_free (self->csv, TRUE);
  g_free (self->last);
  g_free (self);
}

/* The task keeps the reading in a place from which it is taken when it is done. */
static void
free_place (gpointer data)
{
  LumbarCheckReading **place = data;

  g_clear_pointer (place, lumbar_check_reading_free);
  g_free (place);
}

/* On the worker's thread; nobody else touches the reading meanwhile. */
static gpointer
read_portion (LumbarStore *store, gpointer data, GError **error)
{
  LumbarCheckReading *self = *(LumbarCheckReading **) data;
  g_autoptr (GPtrArray) visits = lumbar_store_list_signed (store, self->last, PORTION, error);

  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      lumbar_calibration_add (self->calibration, visits->pdata[i]);
      lumbar_outcome_csv_append (self->csv, visits->pdata[i]);
    }
  self->done = visits == NULL || visits->len < PORTION;
  if (!self->done)
    lumbar_set_str (&self->last, ((LumbarEncounter *) visits->pdata[PORTION - 1])->id);
  return NULL;
}

static void read_on (LumbarWorker *worker, GTask *task);

static void
worker_read_portion_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  LumbarCheckReading **reading = g_task_get_task_data (task);
  GError *error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if ((*reading)->done)
    g_task_return_pointer (task, g_steal_pointer (reading), (GDestroyNotify) lumbar_check_reading_free);
  else
    read_on (LUMBAR_WORKER (source), task);
}

/* The task holds the reading until the portion is read. */
static void
read_on (LumbarWorker *worker, GTask *task)
{
  lumbar_worker_run_async (worker, read_portion, g_task_get_task_data (task), NULL, NULL,
                           g_task_get_cancellable (task), worker_read_portion_cb, g_object_ref (task));
}

/**
 * lumbar_check_reading_read_async:
 * @knowledge: which causes are serious
 * @worker: who reads the record; must stay open until it is done or cancelled
 * @cancellable: (nullable): stops between two portions
 * @callback: called when all is read
 * @data: given to @callback
 */
void
lumbar_check_reading_read_async (LumbarKnowledge *knowledge,
                                 LumbarWorker *worker,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  LumbarCheckReading **reading = g_new0 (LumbarCheckReading *, 1);

  g_task_set_source_tag (task, lumbar_check_reading_read_async);
  *reading = lumbar_check_reading_new (knowledge);
  g_task_set_task_data (task, reading, free_place);
  read_on (worker, task);
}

/**
 * lumbar_check_reading_read_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): what was read, or %NULL with @error set
 */
LumbarCheckReading *
lumbar_check_reading_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

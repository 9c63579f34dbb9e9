/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads all patients over time, in portions, so that an answer that is to be saved meanwhile waits for one
 * portion and not for the whole record. */

#include "lumbar-cohort-reading.h"

#include "lumbar-text.h"

/* Read in a few milliseconds. */
#define PORTION 50

typedef struct {
  LumbarKnowledge *knowledge; /* Owned */
  GPtrArray *courses;         /* Owned; read so far */
  LumbarCohort *cohort;       /* Owned; NULL until all is read */
  char *from;                 /* NULL: no beginning */
  char *to;                   /* NULL: no end */
  char *last;                 /* The patient after whom to go on; NULL before the first */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  lumbar_knowledge_unref (self->knowledge);
  g_ptr_array_unref (self->courses);
  g_clear_pointer (&self->cohort, lumbar_cohort_free);
  g_free (self->from);
  g_free (self->to);
  g_free (self->last);
  g_free (self);
}

/* On the worker's thread; nobody else touches the reading meanwhile. */
static gpointer
read_portion (LumbarStore *store, gpointer data, GError **error)
{
  Reading *self = data;
  GPtrArray *courses = lumbar_store_list_courses (store, self->from, self->to, self->last, PORTION, error);
  gboolean done = courses == NULL || courses->len < PORTION;

  if (courses == NULL)
    return NULL;
  if (courses->len > 0)
    lumbar_set_str (&self->last, ((LumbarCourse *) courses->pdata[courses->len - 1])->patient->id);
  g_ptr_array_extend_and_steal (self->courses, courses);
  if (done)
    self->cohort = lumbar_cohort_new (self->knowledge, self->courses);
  return NULL;
}

static void read_on (LumbarWorker *worker, GTask *task);

static void
worker_read_portion_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (reading->cohort != NULL)
    g_task_return_pointer (task, g_steal_pointer (&reading->cohort), (GDestroyNotify) lumbar_cohort_free);
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
 * lumbar_cohort_reading_read_async:
 * @knowledge: the scales
 * @worker: who reads the record; must stay open until it is done or cancelled
 * @from: (nullable): the first day of the period, YYYY-MM-DD; %NULL = no beginning
 * @to: (nullable): its last day; %NULL = no end
 * @cancellable: (nullable): stops between two portions
 * @callback: called when all is read and counted
 * @data: given to @callback
 */
void
lumbar_cohort_reading_read_async (LumbarKnowledge *knowledge,
                                  LumbarWorker *worker,
                                  const char *from,
                                  const char *to,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, lumbar_cohort_reading_read_async);
  reading->knowledge = lumbar_knowledge_ref (knowledge);
  reading->courses = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_course_free);
  reading->from = g_strdup (from);
  reading->to = g_strdup (to);
  g_task_set_task_data (task, reading, reading_free);
  read_on (worker, task);
}

/**
 * lumbar_cohort_reading_read_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): the counts, or %NULL with @error set
 */
LumbarCohort *
lumbar_cohort_reading_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

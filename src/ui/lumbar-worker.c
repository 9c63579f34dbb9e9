/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread that owns the record. Tasks travel to it on a queue and carry the function to run. */

#include "lumbar-worker.h"

typedef struct {
  LumbarWorkerFunc func; /* NULL ends the thread */
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Job;

struct _LumbarWorker {
  GObject parent_instance;

  LumbarStore *store; /* Owned; touched only by the thread while it lives */
  GAsyncQueue *queue; /* Owned, of GTask */
  GThread *thread;
  LumbarRole role; /* of who works with the record, as the window knows it */
};

G_DEFINE_FINAL_TYPE (LumbarWorker, lumbar_worker, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  if (job->free_data != NULL && job->data != NULL)
    job->free_data (job->data);
  g_free (job);
}

typedef struct {
  GAsyncQueue *queue;
  LumbarStore *store;
} Line;

static gpointer
work (gpointer data)
{
  g_autofree Line *line = data;
  g_autoptr (GAsyncQueue) queue = line->queue;

  for (;;)
    {
      g_autoptr (GTask) task = g_async_queue_pop (queue);
      Job *job = g_task_get_task_data (task);
      GError *error = NULL;
      gpointer result;

      if (job->func == NULL)
        return NULL;
      if (g_task_return_error_if_cancelled (task))
        continue;
      result = job->func (line->store, job->data, &error);
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_pointer (task, result, job->free_result);
    }
}

static void
push (LumbarWorker *self, GTask *task, Job *job)
{
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_async_queue_push (self->queue, task);
}

static void
lumbar_worker_dispose (GObject *object)
{
  lumbar_worker_close (LUMBAR_WORKER (object));

  G_OBJECT_CLASS (lumbar_worker_parent_class)->dispose (object);
}

static void
lumbar_worker_class_init (LumbarWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_worker_dispose;
}

static void
lumbar_worker_init (LumbarWorker *self)
{
  self->queue = g_async_queue_new_full (g_object_unref);
}

/**
 * lumbar_worker_new:
 * @store: (transfer full): the record
 *
 * Returns: (transfer full): a worker that owns @store from now on
 */
LumbarWorker *
lumbar_worker_new (LumbarStore *store)
{
  LumbarWorker *self = g_object_new (LUMBAR_TYPE_WORKER, NULL);
  Line *line = g_new0 (Line, 1);

  self->store = store;
  line->queue = g_async_queue_ref (self->queue);
  line->store = store;
  self->thread = g_thread_new ("record", work, line);
  return self;
}

/**
 * lumbar_worker_run_async:
 * @self: a worker
 * @func: what to do with the record
 * @data: given to @func; not touched by the caller any more
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees a result that nobody took
 * @cancellable: (nullable): leaves out work that has not begun
 * @callback: called on the caller's thread when done
 * @user_data: given to @callback
 *
 * Queues work on the record. Work is done in the order it is queued.
 */
void
lumbar_worker_run_async (LumbarWorker *self,
                         LumbarWorkerFunc func,
                         gpointer data,
                         GDestroyNotify free_data,
                         GDestroyNotify free_result,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (self->thread != NULL);
  g_task_set_source_tag (task, lumbar_worker_run_async);
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  push (self, task, job);
}

/**
 * lumbar_worker_run_finish:
 * @self: a worker
 * @result: what the callback was given
 *
 * Returns: (transfer full): what the function returned; %NULL with @error set where it failed
 */
gpointer
lumbar_worker_run_finish (LumbarWorker *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lumbar_worker_set_role:
 * @self: a worker
 * @role: of whoever entered the record
 *
 * What can't be done is not offered; the record itself refuses it in any case.
 */
void
lumbar_worker_set_role (LumbarWorker *self, LumbarRole role)
{
  self->role = role;
}

/**
 * lumbar_worker_may:
 * @self: a worker
 * @right: something to do
 *
 * Returns: whether whoever entered may do it; where nobody has to enter, anybody may
 */
gboolean
lumbar_worker_may (LumbarWorker *self, LumbarRight right)
{
  return lumbar_role_may (self->role, right);
}

/**
 * lumbar_worker_close:
 * @self: a worker
 *
 * Waits until everything that was queued is done, ends the thread and closes the record.
 */
void
lumbar_worker_close (LumbarWorker *self)
{
  if (self->thread == NULL)
    return;
  /* No source object: the task that ends the thread must not keep the worker alive. */
  push (self, g_task_new (NULL, NULL, NULL, NULL), g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_clear_pointer (&self->store, lumbar_store_close);
}

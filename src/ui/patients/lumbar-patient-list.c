/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search finds, as a list model that is filled off the main thread. */

#include "lumbar-patient-list.h"

struct _LumbarPatientList {
  GObject parent_instance;

  LumbarWorker *worker;      /* Owned */
  GPtrArray *patients;       /* Owned, of LumbarPatient */
  char *query;               /* Owned */
  GCancellable *cancellable; /* Owned; of the search under way */
  GError *error;             /* Owned; of the last search */
};

static guint settled_signal;

static GType
get_item_type (GListModel *model)
{
  return LUMBAR_TYPE_PATIENT;
}

static guint
get_n_items (GListModel *model)
{
  return LUMBAR_PATIENT_LIST (model)->patients->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LumbarPatientList *self = LUMBAR_PATIENT_LIST (model);

  return position < self->patients->len ? g_object_ref (self->patients->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LumbarPatientList,
                               lumbar_patient_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* The rows draw the pain of the last twelve months; it comes with them, so that no row ever asks. */
static gpointer
search (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (store, data, LUMBAR_PATIENT_LIST_LIMIT, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) start = g_date_time_add_months (now, -LUMBAR_PATIENT_LIST_MONTHS);
  g_autofree char *since = g_date_time_format (start, "%Y-%m-%d");

  if (found == NULL || !lumbar_store_add_recent_pain (store, found, since, error))
    return NULL;
  return g_steal_pointer (&found);
}

static void
worker_searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPatientList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  guint n_before = self->patients->len;

  found = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  if (found != NULL)
    {
      g_clear_pointer (&self->patients, g_ptr_array_unref);
      self->patients = g_steal_pointer (&found);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->patients->len);
    }
  g_signal_emit (self, settled_signal, 0);
}

static void
lumbar_patient_list_dispose (GObject *object)
{
  LumbarPatientList *self = LUMBAR_PATIENT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (lumbar_patient_list_parent_class)->dispose (object);
}

static void
lumbar_patient_list_finalize (GObject *object)
{
  LumbarPatientList *self = LUMBAR_PATIENT_LIST (object);

  g_ptr_array_unref (self->patients);
  g_free (self->query);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (lumbar_patient_list_parent_class)->finalize (object);
}

static void
lumbar_patient_list_class_init (LumbarPatientListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lumbar_patient_list_dispose;
  object_class->finalize = lumbar_patient_list_finalize;

  settled_signal = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
lumbar_patient_list_init (LumbarPatientList *self)
{
  self->patients = g_ptr_array_new_with_free_func (g_object_unref);
  self->query = g_strdup ("");
}

/**
 * lumbar_patient_list_new:
 * @worker: who reads the record
 *
 * Returns: (transfer full): an empty list, until it is asked to search
 */
LumbarPatientList *
lumbar_patient_list_new (LumbarWorker *worker)
{
  LumbarPatientList *self = g_object_new (LUMBAR_TYPE_PATIENT_LIST, NULL);

  self->worker = g_object_ref (worker);
  return self;
}

/**
 * lumbar_patient_list_search:
 * @self: a list
 * @query: name, record number or birth date, in any order; "" for all
 *
 * Begins a search; one under way is left.
 */
void
lumbar_patient_list_search (LumbarPatientList *self, const char *query)
{
  g_autofree char *asked = g_strdup (query);

  g_free (self->query);
  self->query = g_steal_pointer (&asked);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lumbar_worker_run_async (self->worker, search, g_strdup (self->query), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, worker_searched_cb,
                           g_object_ref (self));
}

/**
 * lumbar_patient_list_refresh:
 * @self: a list
 *
 * Asks the same again, because the record changed.
 */
void
lumbar_patient_list_refresh (LumbarPatientList *self)
{
  lumbar_patient_list_search (self, self->query);
}

/**
 * lumbar_patient_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what was asked last
 */
const char *
lumbar_patient_list_get_query (LumbarPatientList *self)
{
  return self->query;
}

/**
 * lumbar_patient_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the last search failed
 */
const GError *
lumbar_patient_list_get_error (LumbarPatientList *self)
{
  return self->error;
}

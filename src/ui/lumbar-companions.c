/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows beside the main one. */

#include "lumbar-companions.h"

#include "lumbar-check-window.h"
#include "lumbar-cohort-window.h"
#include "lumbar-text.h"
#include "lumbar-toast.h"

struct _LumbarCompanions {
  GObject parent_instance;

  GtkWindow *main;            /* Weak */
  GtkWidget *host;            /* Weak; in it, with a place for toasts */
  LumbarKnowledge *knowledge; /* Owned */
  LumbarWorker *worker;       /* Owned */
  GtkWindow *check;           /* Weak; NULL while it is not open */
  GtkWindow *cohort;          /* Likewise */
  char *wanted_visit;         /* Owned; to be shown when its patient is found; NULL for none */
};

G_DEFINE_FINAL_TYPE (LumbarCompanions, lumbar_companions, G_TYPE_OBJECT)

static guint chosen_signal;

static gpointer
get_patient (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_get_patient (store, data, error);
}

static void
worker_got_patient_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarCompanions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarPatient) patient = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  g_autofree char *wanted = g_steal_pointer (&self->wanted_visit);

  if (self->host == NULL)
    return;
  if (error != NULL)
    lumbar_toast_show (self->host, error->message);
  else if (wanted != NULL)
    g_signal_emit (self, chosen_signal, 0, patient, wanted);
}

static void
visit_chosen_cb (LumbarCompanions *self, const char *patient_id, const char *encounter_id)
{
  lumbar_set_str (&self->wanted_visit, encounter_id);
  lumbar_worker_run_async (self->worker, get_patient, g_strdup (patient_id), g_free, g_object_unref, NULL,
                           worker_got_patient_cb, g_object_ref (self));
}

static void
patient_chosen_cb (LumbarCompanions *self, const char *patient_id)
{
  visit_chosen_cb (self, patient_id, "");
}

static void
close_window (GtkWindow **window)
{
  if (*window != NULL)
    gtk_window_destroy (*window);
  g_clear_weak_pointer (window);
}

static void
lumbar_companions_dispose (GObject *object)
{
  LumbarCompanions *self = LUMBAR_COMPANIONS (object);

  lumbar_companions_close (self);
  g_clear_weak_pointer (&self->main);
  g_clear_weak_pointer (&self->host);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  g_clear_pointer (&self->wanted_visit, g_free);

  G_OBJECT_CLASS (lumbar_companions_parent_class)->dispose (object);
}

static void
lumbar_companions_class_init (LumbarCompanionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_companions_dispose;

  chosen_signal = g_signal_new ("chosen", LUMBAR_TYPE_COMPANIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, LUMBAR_TYPE_PATIENT, G_TYPE_STRING);
}

static void
lumbar_companions_init (LumbarCompanions *self)
{
}

/**
 * lumbar_companions_new:
 * @main: the main window
 * @host: a widget in it, with a place for toasts
 * @knowledge: the clinical content
 * @worker: who owns the record
 *
 * Returns: (transfer full): the companions of @main, none open yet
 */
LumbarCompanions *
lumbar_companions_new (GtkWindow *main, GtkWidget *host, LumbarKnowledge *knowledge, LumbarWorker *worker)
{
  LumbarCompanions *self = g_object_new (LUMBAR_TYPE_COMPANIONS, NULL);

  g_set_weak_pointer (&self->main, main);
  g_set_weak_pointer (&self->host, host);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->worker = g_object_ref (worker);
  return self;
}

/**
 * lumbar_companions_present_check:
 * @self: the companions
 *
 * Opens the window that says whether what was computed held, or brings it to the front.
 */
void
lumbar_companions_present_check (LumbarCompanions *self)
{
  if (self->check == NULL)
    {
      g_set_weak_pointer (&self->check, GTK_WINDOW (lumbar_check_window_new (self->knowledge, self->worker)));
      gtk_window_set_transient_for (self->check, self->main);
      g_signal_connect_object (self->check, "visit-chosen", G_CALLBACK (visit_chosen_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->check);
}

/**
 * lumbar_companions_present_cohort:
 * @self: the companions
 *
 * Opens the window of all patients, or brings it to the front.
 */
void
lumbar_companions_present_cohort (LumbarCompanions *self)
{
  if (self->cohort == NULL)
    {
      g_set_weak_pointer (&self->cohort, GTK_WINDOW (lumbar_cohort_window_new (self->knowledge, self->worker)));
      gtk_window_set_transient_for (self->cohort, self->main);
      g_signal_connect_object (self->cohort, "patient-chosen", G_CALLBACK (patient_chosen_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->cohort);
}

/**
 * lumbar_companions_close:
 * @self: the companions
 *
 * Closes them: what they show belongs to one record and to who entered it.
 */
void
lumbar_companions_close (LumbarCompanions *self)
{
  close_window (&self->check);
  close_window (&self->cohort);
}

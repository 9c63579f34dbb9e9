/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves the export for research where the clinician says; the log notes that it left the record. */

#include "lumbar-research-saving.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lumbar-output-log.h"
#include "lumbar-research.h"
#include "lumbar-text.h"
#include "lumbar-toast.h"

/* Patients at once: read, with their answers, in a few ten milliseconds. */
#define PORTION 20

typedef struct {
  GtkWidget *widget;        /* Owned */
  LumbarWorker *worker;     /* Owned */
  LumbarResearch *research; /* Owned */
  char *folder;
  char *last;               /* The patient after whom to go on; NULL before the first */
  gboolean done;
  GError *unlogged;         /* Owned; why the log does not tell of the export */
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->widget);
  g_object_unref (self->worker);
  lumbar_research_free (self->research);
  g_free (self->folder);
  g_free (self->last);
  g_clear_error (&self->unlogged);
  g_free (self);
}

/* On the worker's thread; nobody else touches the saving meanwhile. */

static gboolean
add_patient (LumbarStore *store, Saving *self, const LumbarCourse *course, GError **error)
{
  g_autoptr (GPtrArray) encounters = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) events = lumbar_store_list_events (store, course->patient->id, error);

  for (guint i = 0; events != NULL && i < course->visits->len; i++)
    {
      const LumbarCourseVisit *visit = course->visits->pdata[i];
      LumbarEncounter *whole = lumbar_store_get_encounter (store, visit->encounter_id, error);

      if (whole == NULL)
        return FALSE;
      g_ptr_array_add (encounters, whole);
    }
  return events != NULL && lumbar_research_add (self->research, course, encounters, events, error);
}

static void
write_all (LumbarStore *store, Saving *self, GError **error)
{
  self->done = TRUE;
  if (lumbar_research_write (self->research, self->folder, error) && !lumbar_store_is_read_only (store))
    lumbar_store_log (store, "export", "patient", "all", "research", &self->unlogged);
}

static gpointer
save_portion (LumbarStore *store, gpointer data, GError **error)
{
  Saving *self = data;
  g_autoptr (GPtrArray) courses = lumbar_store_list_courses (store, NULL, NULL, self->last, PORTION, error);

  if (courses == NULL)
    return NULL;
  for (guint i = 0; i < courses->len; i++)
    if (!add_patient (store, self, courses->pdata[i], error))
      return NULL;
  if (courses->len < PORTION)
    write_all (store, self, error);
  else
    lumbar_set_str (&self->last, ((LumbarCourse *) courses->pdata[PORTION - 1])->patient->id);
  return NULL;
}

static void save_on (Saving *self);

static void
worker_saved_portion_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (self->folder);
  g_autofree char *saved = NULL;
  g_autofree char *text = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (error == NULL && !self->done)
    {
      save_on (self);
      return;
    }
  saved = g_strdup_printf (_("Saved in the folder %s"), name);
  text = error ? g_strdup_printf (_("Not saved: %s"), error->message)
               : lumbar_output_log_describe (saved, self->unlogged);
  if (gtk_widget_get_root (self->widget) != NULL)
    lumbar_toast_show (self->widget, text);
  saving_free (self);
}

static void
save_on (Saving *self)
{
  lumbar_worker_run_async (self->worker, save_portion, self, NULL, NULL, NULL, worker_saved_portion_cb, self);
}

/**
 * lumbar_research_saving_write_async:
 * @widget: the toast that tells the outcome is shown over it
 * @knowledge: whose ids may leave
 * @worker: who reads the record and notes it in the log
 * @folder: a folder that is made
 *
 * Writes the export, for its owner alone to read.
 */
void
lumbar_research_saving_write_async (GtkWidget *widget,
                                    LumbarKnowledge *knowledge,
                                    LumbarWorker *worker,
                                    const char *folder)
{
  Saving *self = g_new0 (Saving, 1);

  self->widget = g_object_ref (widget);
  self->worker = g_object_ref (worker);
  self->research = lumbar_research_new (knowledge);
  self->folder = g_strdup (folder);
  save_on (self);
}

/* Asking */

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, GtkWidget *widget)
{
  g_autoptr (GFile) parent = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = parent ? g_file_get_path (parent) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();
      g_autofree char *name = g_date_time_format (now, "lumbar-research-%Y%m%d-%H%M%S");
      g_autofree char *folder = g_build_filename (path, name, NULL);

      lumbar_research_saving_write_async (widget, g_object_get_data (G_OBJECT (dialog), "knowledge"),
                                          g_object_get_data (G_OBJECT (dialog), "worker"), folder);
    }
  g_object_unref (dialog);
}

static void
choose_folder (GtkWidget *widget, GObject *asked)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Export for Research"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Save Here"), _("_Cancel"));
  LumbarKnowledge *knowledge = g_object_get_data (asked, "knowledge");

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "worker", g_object_ref (g_object_get_data (asked, "worker")),
                          g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "knowledge", lumbar_knowledge_ref (knowledge),
                          (GDestroyNotify) lumbar_knowledge_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chooser_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
asked_cb (GtkWidget *dialog, const char *response, GtkWidget *widget)
{
  if (g_str_equal (response, "choose") && gtk_widget_get_root (widget) != NULL)
    choose_folder (widget, G_OBJECT (dialog));
}

/**
 * lumbar_research_saving_ask:
 * @widget: where the question comes from
 * @knowledge: whose ids may leave
 * @worker: who reads the record and notes it in the log
 *
 * Says what leaves and what does not, asks for a folder and saves the export in a new one inside it.
 */
void
lumbar_research_saving_ask (GtkWidget *widget, LumbarKnowledge *knowledge, LumbarWorker *worker)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (widget)), _("Export for Research?"),
    _("Names, record numbers, birth dates, authors and free words are left out, and each patient’s dates are moved. "
      "In a small clinic a patient with a rare course may still be recognised: keep the folder as you keep the "
      "record, and consider what your ethics committee asks for."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "choose",
                                    _("Choose _Folder…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "choose", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "choose");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "worker", g_object_ref (worker), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "knowledge", lumbar_knowledge_ref (knowledge),
                          (GDestroyNotify) lumbar_knowledge_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (asked_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

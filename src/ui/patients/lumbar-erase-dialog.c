/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing for good. */

#include "lumbar-erase-dialog.h"

struct _LumbarEraseDialog {
  AdwWindow parent_instance;

  LumbarWorker *worker;   /* Owned */
  LumbarPatient *patient; /* Owned */
  gboolean waiting;       /* for the record */

  GtkLabel *problem;
  GtkEditable *reason;
  GtkEditable *name;
};

G_DEFINE_FINAL_TYPE (LumbarEraseDialog, lumbar_erase_dialog, ADW_TYPE_WINDOW)

static guint erased_signal;

typedef struct {
  char *id;
  char *reason;
} Erasure;

static void
erasure_free (Erasure *erasure)
{
  g_free (erasure->id);
  g_free (erasure->reason);
  g_free (erasure);
}

static gboolean
is_name_typed (LumbarEraseDialog *self)
{
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (self->name), -1);
  g_autofree char *name = g_utf8_casefold (self->patient->family_name, -1);

  return g_str_equal (g_strstrip (typed), g_strstrip (name));
}

static void
form_changed_cb (LumbarEraseDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.erase",
                                 !self->waiting && *gtk_editable_get_text (self->reason) != '\0' &&
                                   is_name_typed (self));
}

static gpointer
erase (LumbarStore *store, gpointer data, GError **error)
{
  Erasure *erasure = data;

  return GINT_TO_POINTER (lumbar_store_erase_patient (store, erasure->id, erasure->reason, error));
}

static void
worker_erased_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarEraseDialog) self = data;
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  self->waiting = FALSE;
  if (error == NULL)
    {
      g_signal_emit (self, erased_signal, 0);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  form_changed_cb (self);
}

static void
erase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarEraseDialog *self = LUMBAR_ERASE_DIALOG (widget);
  Erasure *erasure = g_new0 (Erasure, 1);

  erasure->id = g_strdup (self->patient->id);
  erasure->reason = g_strdup (gtk_editable_get_text (self->reason));
  self->waiting = TRUE;
  form_changed_cb (self);
  lumbar_worker_run_async (self->worker, erase, erasure, (GDestroyNotify) erasure_free, NULL, NULL, worker_erased_cb,
                           g_object_ref (self));
}

static void
lumbar_erase_dialog_finalize (GObject *object)
{
  LumbarEraseDialog *self = LUMBAR_ERASE_DIALOG (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->patient);

  G_OBJECT_CLASS (lumbar_erase_dialog_parent_class)->finalize (object);
}

static void
lumbar_erase_dialog_class_init (LumbarEraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_erase_dialog_finalize;
  erased_signal = g_signal_new ("erased", LUMBAR_TYPE_ERASE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/patients/lumbar-erase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarEraseDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, LumbarEraseDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, LumbarEraseDialog, name);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.erase", NULL, erase_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_erase_dialog_init (LumbarEraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_erase_dialog_new:
 * @worker: who owns the record
 * @patient: who is to be erased
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarEraseDialog *
lumbar_erase_dialog_new (LumbarWorker *worker, LumbarPatient *patient)
{
  LumbarEraseDialog *self = g_object_new (LUMBAR_TYPE_ERASE_DIALOG, NULL);

  self->worker = g_object_ref (worker);
  self->patient = g_object_ref (patient);
  form_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  return self;
}

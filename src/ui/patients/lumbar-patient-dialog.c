/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a patient. */

#include "lumbar-patient-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-date-reading.h"
#include "lumbar-date.h"
#include "lumbar-patient-row.h"
#include "lumbar-text.h"

/* Milliseconds of rest in typing before the record is asked who resembles the person. */
#define SIMILAR_DELAY 300

struct _LumbarPatientDialog {
  AdwWindow parent_instance;

  LumbarWorker *worker;      /* Owned */
  LumbarPatient *patient;    /* Owned; as it was, or new */
  GCancellable *cancellable; /* Owned; of looking for similar ones */
  GCancellable *closing;     /* Owned; cancelled when the dialog goes */
  guint similar_timeout;
  gboolean touched; /* something was typed, so that mistakes may be named */

  GtkEditable *family_name;
  GtkEditable *given_name;
  GtkEditable *birth_date;
  GtkLabel *birth_date_reading;
  AdwComboRow *gender;
  GtkEditable *record_number;
  GtkEditable *note;
  GtkLabel *problem;
  GtkWidget *save_button;
  GtkWidget *similar_group;
  GtkListBox *similar_list;
};

G_DEFINE_FINAL_TYPE (LumbarPatientDialog, lumbar_patient_dialog, ADW_TYPE_WINDOW)

static guint saved_signal;
static guint existing_chosen_signal;

/* In the order of the combo row. */
static const char *const genders[] = { "female", "male", "other", "unknown" };

/* What the form says; a birth date that can't be read is kept as typed, for the check to refuse. */
static LumbarPatient *
read_form (LumbarPatientDialog *self)
{
  const char *typed = gtk_editable_get_text (self->birth_date);
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *born = lumbar_date_read (typed, today, lumbar_date_is_month_first ());
  g_autofree char *note = lumbar_text_clean (gtk_editable_get_text (self->note), TRUE);
  LumbarPatient *patient = lumbar_patient_new (
    gtk_editable_get_text (self->family_name), gtk_editable_get_text (self->given_name),
    born ? born : typed, genders[adw_combo_row_get_selected (self->gender)],
    gtk_editable_get_text (self->record_number));

  lumbar_set_str (&patient->id, self->patient->id);
  lumbar_set_str (&patient->note, note);
  lumbar_set_str (&patient->last_visit, self->patient->last_visit);
  patient->example = self->patient->example;
  return patient;
}

static void
show_birth_date_reading (LumbarPatientDialog *self, LumbarPatient *patient)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *born = NULL;
  g_autofree char *reading = NULL;
  int age = lumbar_date_years_between (patient->birth_date, today);

  if (lumbar_date_is_valid_partial (patient->birth_date))
    born = lumbar_date_format (patient->birth_date);
  if (born != NULL && age >= 0)
    /* Translators: a birth date and the age it makes. */
    reading = g_strdup_printf (ngettext ("%s, %d year", "%s, %d years", (gulong) age), born, age);
  gtk_label_set_label (self->birth_date_reading, reading ? reading : "");
}

static gboolean
check (LumbarPatientDialog *self, LumbarPatient *patient)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = lumbar_date_today ();
  gboolean good = lumbar_patient_check (patient, today, &error);
  gboolean date_bad = *patient->birth_date != '\0' && !lumbar_date_is_valid_partial (patient->birth_date);

  gtk_widget_set_sensitive (self->save_button, good);
  gtk_label_set_label (self->problem, good ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !good && self->touched);
  if (date_bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->birth_date), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->birth_date), "error");
  return good;
}

static gpointer
find_similar (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_find_similar (store, data, error);
}

static void
show_similar (LumbarPatientDialog *self, GPtrArray *similar)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->similar_list))) != NULL)
    gtk_list_box_remove (self->similar_list, row);
  for (guint i = 0; similar != NULL && i < similar->len; i++)
    gtk_list_box_append (self->similar_list, lumbar_patient_row_new (similar->pdata[i]));
  gtk_widget_set_visible (self->similar_group, similar != NULL && similar->len > 0);
}

static void
worker_found_similar_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPatientDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) similar = NULL;

  similar = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  /* The warning is a help; saving says so if the record can't be read. */
  if (error == NULL)
    show_similar (self, similar);
}

static gboolean
similar_timeout_cb (gpointer data)
{
  LumbarPatientDialog *self = data;

  self->similar_timeout = 0;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lumbar_worker_run_async (self->worker, find_similar, read_form (self), g_object_unref,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                           worker_found_similar_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (LumbarPatientDialog *self)
{
  g_autoptr (LumbarPatient) patient = read_form (self);

  self->touched = TRUE;
  show_birth_date_reading (self, patient);
  check (self, patient);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->similar_timeout, g_source_remove);
  self->similar_timeout = g_timeout_add (SIMILAR_DELAY, similar_timeout_cb, self);
}

static gpointer
save (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_save_patient (store, data, error) ? g_object_ref (data) : NULL;
}

static void
worker_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarPatientDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarPatient) patient = NULL;

  patient = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (patient != NULL)
    {
      g_signal_emit (self, saved_signal, 0, patient);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (!g_cancellable_is_cancelled (self->closing))
    {
      g_autofree char *message = g_strdup_printf (_("Not saved: %s"), error->message);

      gtk_label_set_label (self->problem, message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      gtk_widget_set_sensitive (self->save_button, TRUE);
    }
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarPatientDialog *self = LUMBAR_PATIENT_DIALOG (widget);
  g_autoptr (LumbarPatient) patient = read_form (self);

  self->touched = TRUE;
  if (!check (self, patient))
    return;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  lumbar_worker_run_async (self->worker, save, g_object_ref (patient), g_object_unref, g_object_unref,
                           NULL, worker_saved_cb, g_object_ref (self));
}

static void
similar_row_activated_cb (LumbarPatientDialog *self, LumbarPatientRow *row)
{
  g_signal_emit (self, existing_chosen_signal, 0, lumbar_patient_row_get_patient (row));
  gtk_window_close (GTK_WINDOW (self));
}

static void
fill_form (LumbarPatientDialog *self)
{
  LumbarPatient *patient = self->patient;

  gtk_editable_set_text (self->family_name, patient->family_name);
  gtk_editable_set_text (self->given_name, patient->given_name);
  gtk_editable_set_text (self->birth_date, patient->birth_date);
  gtk_editable_set_text (self->record_number, patient->record_number);
  gtk_editable_set_text (self->note, patient->note);
  for (guint i = 0; i < G_N_ELEMENTS (genders); i++)
    if (g_str_equal (genders[i], patient->gender))
      adw_combo_row_set_selected (self->gender, i);
}

static void
lumbar_patient_dialog_dispose (GObject *object)
{
  LumbarPatientDialog *self = LUMBAR_PATIENT_DIALOG (object);

  g_clear_handle_id (&self->similar_timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->patient);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (lumbar_patient_dialog_parent_class)->dispose (object);
}

static void
lumbar_patient_dialog_finalize (GObject *object)
{
  g_clear_object (&LUMBAR_PATIENT_DIALOG (object)->closing);

  G_OBJECT_CLASS (lumbar_patient_dialog_parent_class)->finalize (object);
}

static void
lumbar_patient_dialog_class_init (LumbarPatientDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lumbar_patient_dialog_dispose;
  object_class->finalize = lumbar_patient_dialog_finalize;

  saved_signal = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, LUMBAR_TYPE_PATIENT);
  existing_chosen_signal = g_signal_new ("existing-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, LUMBAR_TYPE_PATIENT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/patients/lumbar-patient-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, family_name);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, given_name);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, birth_date);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, birth_date_reading);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, gender);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, record_number);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, note);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, similar_group);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientDialog, similar_list);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, similar_row_activated_cb);

  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "dialog.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_patient_dialog_init (LumbarPatientDialog *self)
{
  self->closing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_patient_dialog_new:
 * @worker: who writes the record
 * @patient: (nullable): whom to change; %NULL for a new patient
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarPatientDialog *
lumbar_patient_dialog_new (LumbarWorker *worker, LumbarPatient *patient)
{
  LumbarPatientDialog *self = g_object_new (LUMBAR_TYPE_PATIENT_DIALOG, NULL);

  self->worker = g_object_ref (worker);
  self->patient = patient ? g_object_ref (patient) : lumbar_patient_new ("", "", "", "unknown", "");
  if (patient != NULL)
    gtk_window_set_title (GTK_WINDOW (self), _("Edit Patient"));
  fill_form (self);
  form_changed_cb (self);
  self->touched = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->family_name));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging two entries of one person. */

#include "lumbar-merge-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-patient-list.h"
#include "lumbar-patient-row.h"

struct _LumbarMergeDialog {
  AdwWindow parent_instance;

  LumbarWorker *worker;     /* Owned */
  LumbarPatient *patient;   /* Owned; who is kept */
  LumbarPatientList *found; /* Owned */
  GPtrArray *rows;          /* of borrowed rows in merged */

  GtkLabel *problem;
  GtkEditable *search;
  GtkListBox *list;
  AdwPreferencesGroup *merged;
};

G_DEFINE_FINAL_TYPE (LumbarMergeDialog, lumbar_merge_dialog, ADW_TYPE_WINDOW)

static guint changed_signal;

static void read_merged (LumbarMergeDialog *self);

static void
show_problem (LumbarMergeDialog *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *problem != '\0');
}

/* The two deeds */

typedef struct {
  char *id;
  char *kept_id; /* NULL to separate them again */
} Pair;

static Pair *
pair_new (LumbarMergeDialog *self, LumbarPatient *other, gboolean merge)
{
  Pair *pair = g_new0 (Pair, 1);

  pair->id = g_strdup (other->id);
  pair->kept_id = merge ? g_strdup (self->patient->id) : NULL;
  return pair;
}

static void
pair_free (Pair *pair)
{
  g_free (pair->id);
  g_free (pair->kept_id);
  g_free (pair);
}

static gpointer
join_or_separate (LumbarStore *store, gpointer data, GError **error)
{
  Pair *pair = data;

  return GINT_TO_POINTER (pair->kept_id ? lumbar_store_merge_patient (store, pair->id, pair->kept_id, error)
                                        : lumbar_store_unmerge_patient (store, pair->id, error));
}

static void
worker_changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarMergeDialog) self = data;
  g_autoptr (GError) error = NULL;

  lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);
  if (self->worker == NULL) /* Closed in the meantime */
    return;
  show_problem (self, error ? error->message : "");
  if (error != NULL)
    return;
  lumbar_patient_list_refresh (self->found);
  read_merged (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
change (LumbarMergeDialog *self, LumbarPatient *other, gboolean merge)
{
  lumbar_worker_run_async (self->worker, join_or_separate, pair_new (self, other, merge), (GDestroyNotify) pair_free,
                           NULL, NULL, worker_changed_cb, g_object_ref (self));
}

/* Those that are merged already */

static void
separate_cb (LumbarMergeDialog *self, GtkWidget *button)
{
  change (self, g_object_get_data (G_OBJECT (button), "patient"), FALSE);
}

static void
add_merged (LumbarMergeDialog *self, LumbarPatient *patient)
{
  g_autofree char *name = lumbar_patient_get_display_name (patient);
  g_autofree char *spoken = g_strdup_printf (_("Separate %s again"), name);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", name, "subtitle",
                                 patient->record_number, NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Separate"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "patient", g_object_ref (patient), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (separate_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->merged, row);
  g_ptr_array_add (self->rows, row);
}

static gpointer
list_merged (LumbarStore *store, gpointer id, GError **error)
{
  return lumbar_store_list_merged (store, id, error);
}

static void
worker_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarMergeDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) merged = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (self->worker == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->merged, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; merged != NULL && i < merged->len; i++)
    add_merged (self, merged->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->merged), self->rows->len > 0);
  if (error != NULL)
    show_problem (self, error->message);
}

static void
read_merged (LumbarMergeDialog *self)
{
  lumbar_worker_run_async (self->worker, list_merged, g_strdup (self->patient->id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, NULL, worker_listed_cb, g_object_ref (self));
}

/* The other entry */

/* Nobody is merged with themselves. */
static GtkWidget *
create_row (gpointer item, gpointer data)
{
  LumbarMergeDialog *self = data;
  GtkWidget *row = lumbar_patient_row_new (item);

  gtk_widget_set_visible (row, !g_str_equal (LUMBAR_PATIENT (item)->id, self->patient->id));
  return row;
}

static void
search_changed_cb (LumbarMergeDialog *self)
{
  lumbar_patient_list_search (self->found, gtk_editable_get_text (self->search));
}

static void
selected_cb (LumbarMergeDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.merge", gtk_list_box_get_selected_row (self->list) != NULL);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarMergeDialog *self = LUMBAR_MERGE_DIALOG (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    change (self, lumbar_patient_row_get_patient (LUMBAR_PATIENT_ROW (row)), TRUE);
}

static void
lumbar_merge_dialog_dispose (GObject *object)
{
  LumbarMergeDialog *self = LUMBAR_MERGE_DIALOG (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->patient);
  g_clear_object (&self->found);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_merge_dialog_parent_class)->dispose (object);
}

static void
lumbar_merge_dialog_class_init (LumbarMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_merge_dialog_dispose;
  changed_signal = g_signal_new ("changed", LUMBAR_TYPE_MERGE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/patients/lumbar-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarMergeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, LumbarMergeDialog, search);
  gtk_widget_class_bind_template_child (widget_class, LumbarMergeDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LumbarMergeDialog, merged);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_action (widget_class, "dialog.merge", NULL, merge_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.merge", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_merge_dialog_init (LumbarMergeDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.merge", FALSE);
}

/**
 * lumbar_merge_dialog_new:
 * @worker: who owns the record
 * @patient: who is kept
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarMergeDialog *
lumbar_merge_dialog_new (LumbarWorker *worker, LumbarPatient *patient)
{
  LumbarMergeDialog *self = g_object_new (LUMBAR_TYPE_MERGE_DIALOG, NULL);

  self->worker = g_object_ref (worker);
  self->patient = g_object_ref (patient);
  self->found = lumbar_patient_list_new (worker);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->found), create_row, self, NULL);
  gtk_editable_set_text (self->search, patient->family_name);
  lumbar_patient_list_search (self->found, patient->family_name);
  read_merged (self);
  return self;
}

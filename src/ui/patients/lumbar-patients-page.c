/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The patients of the record, with the search that finds them. */

#include "lumbar-patients-page.h"

#include <glib/gi18n.h>

#include "lumbar-patient-list.h"
#include "lumbar-patient-row.h"

struct _LumbarPatientsPage {
  AdwBin parent_instance;

  LumbarPatientList *patients; /* Owned */
  char *chosen;                /* Owned; id of the patient shown beside, or NULL */

  AdwHeaderBar *header;
  GtkWidget *search_entry;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *more;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (LumbarPatientsPage, lumbar_patients_page, ADW_TYPE_BIN)

static guint chosen_signal;

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return lumbar_patient_row_new (item);
}

static void
select_chosen (LumbarPatientsPage *self)
{
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (self->list);
  for (int i = 0; self->chosen && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (lumbar_patient_row_get_patient (LUMBAR_PATIENT_ROW (row))->id, self->chosen))
      gtk_list_box_select_row (self->list, row);
}

static void
patients_settled_cb (LumbarPatientsPage *self)
{
  const GError *error = lumbar_patient_list_get_error (self->patients);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->patients));
  const char *page = "list";

  if (error != NULL)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed, message);
      page = "failed";
    }
  else if (n == 0)
    page = *lumbar_patient_list_get_query (self->patients) == '\0' ? "empty" : "nothing-found";
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->more, n >= LUMBAR_PATIENT_LIST_LIMIT);
  select_chosen (self);
}

static void
search_changed_cb (LumbarPatientsPage *self, GtkSearchEntry *entry)
{
  lumbar_patient_list_search (self->patients, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* Enter in the search opens the first that was found. */
static void
search_activate_cb (LumbarPatientsPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    g_signal_emit (self, chosen_signal, 0, lumbar_patient_row_get_patient (LUMBAR_PATIENT_ROW (row)));
}

static void
search_stopped_cb (LumbarPatientsPage *self, GtkEditable *entry)
{
  gtk_editable_set_text (entry, "");
}

static void
row_activated_cb (LumbarPatientsPage *self, LumbarPatientRow *row)
{
  g_signal_emit (self, chosen_signal, 0, lumbar_patient_row_get_patient (row));
}

static void
lumbar_patients_page_dispose (GObject *object)
{
  g_clear_object (&LUMBAR_PATIENTS_PAGE (object)->patients);

  G_OBJECT_CLASS (lumbar_patients_page_parent_class)->dispose (object);
}

static void
lumbar_patients_page_finalize (GObject *object)
{
  g_free (LUMBAR_PATIENTS_PAGE (object)->chosen);

  G_OBJECT_CLASS (lumbar_patients_page_parent_class)->finalize (object);
}

static void
lumbar_patients_page_class_init (LumbarPatientsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lumbar_patients_page_dispose;
  object_class->finalize = lumbar_patients_page_finalize;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, LUMBAR_TYPE_PATIENT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/patients/lumbar-patients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientsPage, header);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientsPage, list);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientsPage, more);
  gtk_widget_class_bind_template_child (widget_class, LumbarPatientsPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
lumbar_patients_page_init (LumbarPatientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_patients_page_new:
 * @worker: who reads the record
 *
 * Returns: (transfer floating): the page, already looking
 */
LumbarPatientsPage *
lumbar_patients_page_new (LumbarWorker *worker)
{
  LumbarPatientsPage *self = g_object_new (LUMBAR_TYPE_PATIENTS_PAGE, NULL);

  self->patients = lumbar_patient_list_new (worker);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->patients), create_row, NULL, NULL);
  g_signal_connect_object (self->patients, "settled", G_CALLBACK (patients_settled_cb), self,
                           G_CONNECT_SWAPPED);
  lumbar_patient_list_refresh (self->patients);
  return self;
}

/**
 * lumbar_patients_page_refresh:
 * @self: a page
 *
 * Reads again, because the record changed.
 */
void
lumbar_patients_page_refresh (LumbarPatientsPage *self)
{
  lumbar_patient_list_refresh (self->patients);
}

/**
 * lumbar_patients_page_focus_search:
 * @self: a page
 *
 * Puts the cursor into the search.
 */
void
lumbar_patients_page_focus_search (LumbarPatientsPage *self)
{
  gtk_widget_grab_focus (self->search_entry);
}

/**
 * lumbar_patients_page_mark_chosen:
 * @self: a page
 * @patient_id: (nullable): whose row to mark as shown beside; %NULL for none
 */
void
lumbar_patients_page_mark_chosen (LumbarPatientsPage *self, const char *patient_id)
{
  g_autofree char *chosen = g_strdup (patient_id);

  g_free (self->chosen);
  self->chosen = g_steal_pointer (&chosen);
  select_chosen (self);
}

/**
 * lumbar_patients_page_set_folded:
 * @self: a page
 * @folded: whether it has the whole window, so that its header bar carries the window's buttons
 */
void
lumbar_patients_page_set_folded (LumbarPatientsPage *self, gboolean folded)
{
  adw_header_bar_set_show_end_title_buttons (self->header, folded);
}

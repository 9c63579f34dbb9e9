/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds an event to a patient's time line. */

#include "lumbar-event-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-date-reading.h"
#include "lumbar-date.h"
#include "lumbar-text.h"

struct _LumbarEventDialog {
  AdwWindow parent_instance;

  char *patient_id; /* Owned */

  AdwComboRow *kind;
  GtkEditable *day;
  GtkLabel *day_reading;
  GtkEditable *text;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (LumbarEventDialog, lumbar_event_dialog, ADW_TYPE_WINDOW)

static guint added_signal;

/* The day typed, or %NULL where it is no whole day or lies in the future. */
static char *
read_day (LumbarEventDialog *self)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *day =
    lumbar_date_read (gtk_editable_get_text (self->day), today, lumbar_date_is_month_first ());

  return lumbar_date_is_valid (day) && strcmp (day, today) <= 0 ? g_steal_pointer (&day) : NULL;
}

static void
form_changed_cb (LumbarEventDialog *self)
{
  g_autofree char *day = read_day (self);
  g_autofree char *reading = day ? lumbar_date_format (day) : g_strdup (_("a day up to today"));

  gtk_label_set_label (self->day_reading, reading);
  if (day == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->day), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->day), "error");
  gtk_widget_set_sensitive (self->add_button, day != NULL);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarEventDialog *self = LUMBAR_EVENT_DIALOG (widget);
  g_autofree char *day = read_day (self);
  g_autofree char *text = lumbar_text_clean (gtk_editable_get_text (self->text), FALSE);
  g_autoptr (LumbarEvent) event = NULL;

  if (day == NULL)
    return;
  event = lumbar_event_new (self->patient_id, (LumbarEventKind) adw_combo_row_get_selected (self->kind), day,
                            text);
  g_signal_emit (self, added_signal, 0, event);
  gtk_window_close (GTK_WINDOW (self));
}

static void
lumbar_event_dialog_finalize (GObject *object)
{
  g_free (LUMBAR_EVENT_DIALOG (object)->patient_id);

  G_OBJECT_CLASS (lumbar_event_dialog_parent_class)->finalize (object);
}

static void
lumbar_event_dialog_class_init (LumbarEventDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_event_dialog_finalize;

  added_signal = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, LUMBAR_TYPE_EVENT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-event-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, day);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, day_reading);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, text);
  gtk_widget_class_bind_template_child (widget_class, LumbarEventDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);

  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "dialog.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fill_kinds (LumbarEventDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    gtk_string_list_append (kinds, lumbar_event_kind_get_title ((LumbarEventKind) i));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
}

static void
lumbar_event_dialog_init (LumbarEventDialog *self)
{
  g_autofree char *today = lumbar_date_today ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
  gtk_editable_set_text (self->day, today);
}

/**
 * lumbar_event_dialog_new:
 * @patient_id: whose time line
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarEventDialog *
lumbar_event_dialog_new (const char *patient_id)
{
  LumbarEventDialog *self = g_object_new (LUMBAR_TYPE_EVENT_DIALOG, NULL);

  self->patient_id = g_strdup (patient_id);
  return self;
}

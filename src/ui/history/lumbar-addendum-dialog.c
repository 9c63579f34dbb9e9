/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes what is to be added to a signed visit. */

#include "lumbar-addendum-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"

struct _LumbarAddendumDialog {
  AdwWindow parent_instance;

  GtkTextView *text;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (LumbarAddendumDialog, lumbar_addendum_dialog, ADW_TYPE_WINDOW)

static guint added_signal;

static char *
read_text (LumbarAddendumDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *typed = NULL;

  g_object_get (buffer, "text", &typed, NULL);
  return g_strstrip (lumbar_text_clean (typed, TRUE));
}

static void
text_changed_cb (LumbarAddendumDialog *self)
{
  g_autofree char *text = read_text (self);

  gtk_widget_set_sensitive (self->add_button, *text != '\0');
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarAddendumDialog *self = LUMBAR_ADDENDUM_DIALOG (widget);
  g_autofree char *text = read_text (self);

  if (*text == '\0')
    return;
  g_signal_emit (self, added_signal, 0, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
lumbar_addendum_dialog_class_init (LumbarAddendumDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  added_signal = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-addendum-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarAddendumDialog, text);
  gtk_widget_class_bind_template_child (widget_class, LumbarAddendumDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);

  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "dialog.add", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_addendum_dialog_init (LumbarAddendumDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_addendum_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarAddendumDialog *
lumbar_addendum_dialog_new (void)
{
  return g_object_new (LUMBAR_TYPE_ADDENDUM_DIALOG, NULL);
}

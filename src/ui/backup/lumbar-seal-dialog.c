/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The passphrase of a sealed backup. */

#include "lumbar-seal-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-key.h"
#include "lumbar-password-row.h"

struct _LumbarSealDialog {
  AdwWindow parent_instance;

  GtkEditable *passphrase;
  GtkEditable *again;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (LumbarSealDialog, lumbar_seal_dialog, ADW_TYPE_WINDOW)

static guint seal_signal;

static void
show_problem (LumbarSealDialog *self, const char *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *problem != '\0');
}

static void
form_changed_cb (LumbarSealDialog *self)
{
  show_problem (self, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.seal",
                                 *gtk_editable_get_text (self->passphrase) != '\0' &&
                                   *gtk_editable_get_text (self->again) != '\0');
}

static void
seal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarSealDialog *self = LUMBAR_SEAL_DIALOG (widget);
  const char *passphrase = gtk_editable_get_text (self->passphrase);
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (passphrase, gtk_editable_get_text (self->again)))
    show_problem (self, _("The two passphrases differ. Type the new one twice."));
  else if (!lumbar_key_check_passphrase (passphrase, &error))
    show_problem (self, error->message);
  else
    {
      g_signal_emit (self, seal_signal, 0, passphrase);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
activated_cb (LumbarSealDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.seal", NULL);
}

static void
lumbar_seal_dialog_class_init (LumbarSealDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  seal_signal = g_signal_new ("seal", LUMBAR_TYPE_SEAL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/backup/lumbar-seal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarSealDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, LumbarSealDialog, again);
  gtk_widget_class_bind_template_child (widget_class, LumbarSealDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.seal", NULL, seal_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_seal_dialog_init (LumbarSealDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lumbar_password_row_name_buttons (self->passphrase);
  lumbar_password_row_name_buttons (self->again);
  form_changed_cb (self);
}

/**
 * lumbar_seal_dialog_new:
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarSealDialog *
lumbar_seal_dialog_new (void)
{
  return g_object_new (LUMBAR_TYPE_SEAL_DIALOG, NULL);
}

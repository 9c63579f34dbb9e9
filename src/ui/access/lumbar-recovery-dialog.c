/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery key, once. */

#include "lumbar-recovery-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-access-request.h"
#include "lumbar-recovery-sheet.h"

struct _LumbarRecoveryDialog {
  AdwWindow parent_instance;

  char *recovery; /* Owned; wiped */

  GtkLabel *key;
  GtkLabel *problem;
  GtkWidget *print_button;
  GtkCheckButton *kept;
  GtkWidget *done_button;
};

G_DEFINE_FINAL_TYPE (LumbarRecoveryDialog, lumbar_recovery_dialog, ADW_TYPE_WINDOW)

static void
print_cb (LumbarRecoveryDialog *self)
{
  g_autoptr (GtkPrintOperation) print = lumbar_recovery_sheet_new (self->recovery);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error);
  gtk_label_set_label (self->problem, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
kept_cb (LumbarRecoveryDialog *self)
{
  gtk_widget_set_sensitive (self->done_button, gtk_check_button_get_active (self->kept));
}

static void
done_cb (LumbarRecoveryDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Closed by mistake it could never be shown again. */
static gboolean
close_request_cb (LumbarRecoveryDialog *self)
{
  if (gtk_check_button_get_active (self->kept))
    return FALSE;
  gtk_label_set_label (self->problem, _("Print the key or write it down first: it can’t be shown again."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  return TRUE;
}

static void
lumbar_recovery_dialog_finalize (GObject *object)
{
  lumbar_access_wipe (LUMBAR_RECOVERY_DIALOG (object)->recovery);

  G_OBJECT_CLASS (lumbar_recovery_dialog_parent_class)->finalize (object);
}

static void
lumbar_recovery_dialog_class_init (LumbarRecoveryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_recovery_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/access/lumbar-recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarRecoveryDialog, key);
  gtk_widget_class_bind_template_child (widget_class, LumbarRecoveryDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, LumbarRecoveryDialog, print_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarRecoveryDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, LumbarRecoveryDialog, done_button);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
lumbar_recovery_dialog_init (LumbarRecoveryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_recovery_dialog_new:
 * @recovery: the key
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarRecoveryDialog *
lumbar_recovery_dialog_new (const char *recovery)
{
  LumbarRecoveryDialog *self = g_object_new (LUMBAR_TYPE_RECOVERY_DIALOG, NULL);

  self->recovery = g_strdup (recovery);
  gtk_label_set_label (self->key, recovery);
  gtk_widget_grab_focus (self->print_button);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before what can't be undone; everything else is done and offers Undo. */

#include "lumbar-confirm.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  GtkWidget *widget; /* Owned */
  LumbarConfirmed confirmed;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->widget);
  g_free (question);
}

static void
dialog_response_cb (GtkWidget *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "do"))
    question->confirmed (question->widget);
}

#if ADW_CHECK_VERSION (1, 5, 0)
/* AdwMessageDialog still works there, but measures its own labels wrongly and warns of it. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static gpointer
present (GtkWidget *widget, const char *heading, const char *body, const char *label)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "do", label, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  return dialog;
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static gpointer
present (GtkWidget *widget, const char *heading, const char *body, const char *label)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "do", label, NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}
#endif

/**
 * lumbar_confirm_destructive:
 * @widget: who asks
 * @heading: the question
 * @body: what will happen
 * @label: what the button that does it says
 * @confirmed: does it
 */
void
lumbar_confirm_destructive (GtkWidget *widget,
                            const char *heading,
                            const char *body,
                            const char *label,
                            LumbarConfirmed confirmed)
{
  Question *question = g_new0 (Question, 1);

  question->widget = g_object_ref (widget);
  question->confirmed = confirmed;
  g_signal_connect_data (present (widget, heading, body, label), "response", G_CALLBACK (dialog_response_cb),
                         question, question_free, 0);
}

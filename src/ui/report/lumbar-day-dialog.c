/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports of a day's visits, saved in one go. */

#include "lumbar-day-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-day-entry.h"
#include "lumbar-day-saving.h"
#include "lumbar-letterhead-group.h"
#include "lumbar-settings.h"

struct _LumbarDayDialog {
  AdwWindow parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  LumbarWorker *worker;       /* Owned */
  GCancellable *cancellable;  /* Owned; of the saving under way; NULL while there is none */
  LumbarReportChoice choice;  /* As remembered; without a letterhead */
  LumbarPaper paper;
  guint n_saved;
  guint n_visits;

  GtkEditable *day;
  GtkLabel *day_reading;
  AdwActionRow *profile;
  GtkProgressBar *progress;
  GtkLabel *said;
};

G_DEFINE_FINAL_TYPE (LumbarDayDialog, lumbar_day_dialog, ADW_TYPE_WINDOW)

static void
day_changed_cb (LumbarDayDialog *self)
{
  gboolean good = lumbar_day_entry_show (self->day, self->day_reading);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", good && self->cancellable == NULL);
}

static void
saving_progressed (guint n_saved, guint n_visits, gpointer data)
{
  LumbarDayDialog *self = data;
  /* Translators: so many of so many reports are saved. */
  g_autofree char *text = g_strdup_printf (_("%1$u of %2$u saved"), n_saved, n_visits);

  self->n_saved = n_saved;
  self->n_visits = n_visits;
  gtk_label_set_label (self->said, text);
  gtk_progress_bar_set_fraction (self->progress, n_visits > 0 ? (double) n_saved / n_visits : 1);
}

static char *
describe_end (LumbarDayDialog *self, int n_saved, const GError *error)
{
  if (error != NULL && self->n_saved > 0)
    return g_strdup_printf (_("%1$u of %2$u saved, then it stopped: %3$s"), self->n_saved, self->n_visits,
                            error->message);
  if (error != NULL)
    return g_strdup_printf (_("Not saved: %s"), error->message);
  if (n_saved == 0)
    return g_strdup (_("No signed visit began on this day."));
  return g_strdup_printf (ngettext ("%d report is saved.", "%d reports are saved.", (gulong) n_saved), n_saved);
}

static void
day_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarDayDialog) self = data;
  g_autoptr (GError) error = NULL;
  int n_saved = lumbar_day_saving_save_finish (result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = describe_end (self, n_saved, error);
  gtk_label_set_label (self->said, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  g_clear_object (&self->cancellable);
  day_changed_cb (self);
}

static void
chooser_response_cb (GtkNativeDialog *dialog, int response, LumbarDayDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *folder = file ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && folder != NULL)
    lumbar_day_dialog_save (self, folder);
  g_object_unref (dialog);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Folder for the Reports"), GTK_WINDOW (widget),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("_Save Here"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chooser_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
lumbar_day_dialog_dispose (GObject *object)
{
  LumbarDayDialog *self = LUMBAR_DAY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (lumbar_day_dialog_parent_class)->dispose (object);
}

static void
lumbar_day_dialog_finalize (GObject *object)
{
  LumbarDayDialog *self = LUMBAR_DAY_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_day_dialog_parent_class)->finalize (object);
}

static void
lumbar_day_dialog_class_init (LumbarDayDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lumbar_day_dialog_dispose;
  object_class->finalize = lumbar_day_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/report/lumbar-day-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarDayDialog, day);
  gtk_widget_class_bind_template_child (widget_class, LumbarDayDialog, day_reading);
  gtk_widget_class_bind_template_child (widget_class, LumbarDayDialog, profile);
  gtk_widget_class_bind_template_child (widget_class, LumbarDayDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, LumbarDayDialog, said);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);

  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_day_dialog_init (LumbarDayDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSettings) settings = lumbar_settings_new (&error);

  gtk_widget_init_template (GTK_WIDGET (self));
  if (settings != NULL)
    {
      self->choice = lumbar_settings_get_report_choice (settings);
      self->paper = lumbar_settings_get_report_paper (settings);
    }
  else
    g_warning ("What the report contains is not remembered: %s", error->message);
  adw_action_row_set_subtitle (self->profile, lumbar_report_profile_get_title (self->choice.profile));
  gtk_editable_set_text (self->day, _("today"));
}

/**
 * lumbar_day_dialog_new:
 * @knowledge: the tables
 * @worker: who owns the record
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarDayDialog *
lumbar_day_dialog_new (LumbarKnowledge *knowledge, LumbarWorker *worker)
{
  LumbarDayDialog *self = g_object_new (LUMBAR_TYPE_DAY_DIALOG, NULL);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->worker = g_object_ref (worker);
  return self;
}

/**
 * lumbar_day_dialog_save:
 * @self: the dialog
 * @folder: where to
 *
 * Saves the reports of the day that is typed there, and says how that went. Closing the dialog stops it.
 */
void
lumbar_day_dialog_save (LumbarDayDialog *self, const char *folder)
{
  g_autofree char *day = lumbar_day_entry_read (self->day);
  g_autoptr (LumbarLetterhead) letterhead = lumbar_letterhead_group_load (GTK_WIDGET (self));
  LumbarReportChoice choice = self->choice;

  if (day == NULL || self->cancellable != NULL)
    return;
  choice.letterhead = letterhead;
  self->cancellable = g_cancellable_new ();
  self->n_saved = 0;
  gtk_label_set_label (self->said, _("Looking for the visits of the day"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  day_changed_cb (self);
  lumbar_day_saving_save_async (self->knowledge, self->worker, day, folder, &choice, self->paper, self->cancellable,
                                saving_progressed, day_saved_cb, g_object_ref (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where there is no record to show. */

#include "lumbar-problem-page.h"

#include <glib/gi18n.h>

#include "lumbar-backup-folder.h"
#include "lumbar-error.h"
#include "lumbar-salvage.h"

struct _LumbarProblemPage {
  AdwBin parent_instance;

  char *path; /* Owned; of the record */

  AdwStatusPage *status;
  GtkWidget *restore_button;
  GtkWidget *salvage_button;
  GtkLabel *salvaged;
};

G_DEFINE_FINAL_TYPE (LumbarProblemPage, lumbar_problem_page, ADW_TYPE_BIN)

static const struct {
  LumbarError code;
  const char *title;
  const char *advice;
} problems[] = {
  { LUMBAR_ERROR_NEWER, N_ ("This Record Is From a Newer Version"),
    N_ ("Install the newer version of Lumbar. The record was not changed.") },
  { LUMBAR_ERROR_BUSY, N_ ("The Record Is in Use"),
    N_ ("Wait until the other program is done, then try again. The record was not changed.") },
  { LUMBAR_ERROR_FULL, N_ ("The Disk Is Full"), N_ ("Free some space, then try again. The record was not changed.") },
};

/* Reading out what can be read */

static void
salvage_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **paths = data;
  GError *error = NULL;
  g_autoptr (LumbarSalvage) salvage = lumbar_salvage_run (paths[0], paths[1], &error);

  if (salvage != NULL)
    g_task_return_pointer (task, lumbar_salvage_describe (salvage), g_free);
  else
    g_task_return_error (task, error);
}

static void
say (LumbarProblemPage *self, const char *text)
{
  gtk_label_set_label (self->salvaged, text);
  gtk_widget_set_visible (GTK_WIDGET (self->salvaged), *text != '\0');
}

static void
salvaged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LumbarProblemPage *self = LUMBAR_PROBLEM_PAGE (source);
  char **paths = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *found = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *shown = g_filename_display_name (paths[1]);
  g_autofree char *text = found ? g_strdup_printf (_("%s\nIt is in “%s”. Have it looked at before you work with it."), found,
                                                   shown)
                                : NULL;

  gtk_widget_set_sensitive (self->salvage_button, TRUE);
  say (self, text ? text : error->message);
}

static void
salvage_response_cb (LumbarProblemPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *output = file ? g_file_get_path (file) : NULL;

  if (output != NULL)
    lumbar_problem_page_salvage (self, output);
  g_object_unref (chooser);
}

static void
salvage_cb (LumbarProblemPage *self)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Read Out What Can Be Read"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "lumbar-salvaged.db");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (salvage_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
lumbar_problem_page_finalize (GObject *object)
{
  g_free (LUMBAR_PROBLEM_PAGE (object)->path);

  G_OBJECT_CLASS (lumbar_problem_page_parent_class)->finalize (object);
}

static void
lumbar_problem_page_class_init (LumbarProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_problem_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/backup/lumbar-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarProblemPage, status);
  gtk_widget_class_bind_template_child (widget_class, LumbarProblemPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarProblemPage, salvage_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarProblemPage, salvaged);
  gtk_widget_class_bind_template_callback (widget_class, salvage_cb);
}

static void
lumbar_problem_page_init (LumbarProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_problem_page_show:
 * @self: a page
 * @error: why the record can't be opened
 * @path: where it lies
 *
 * Says so. A backup is only offered where the record itself is the trouble.
 */
void
lumbar_problem_page_show (LumbarProblemPage *self, const GError *error, const char *path)
{
  gboolean has_backups = lumbar_backup_folder_has_any (path);
  const char *title = _("The Record Can’t Be Opened");
  const char *advice = has_backups ? _("The record was not changed. Restore a backup: you see first what it holds, and "
                                       "the present file is kept beside it.")
                                   : _("The record was not changed. Keep the file, and restore a backup if you have "
                                       "one elsewhere.");
  gboolean damaged = g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_error_matches (error, LUMBAR_ERROR, (int) problems[i].code))
      {
        title = _(problems[i].title);
        advice = _(problems[i].advice);
      }
  text = g_strdup_printf ("%s\n\n%s", error->message, advice);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_widget_set_visible (self->restore_button, damaged);
  gtk_widget_set_visible (self->salvage_button, damaged && g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_free (self->path);
  self->path = g_strdup (path);
  say (self, "");
}

/**
 * lumbar_problem_page_salvage:
 * @self: a page that shows a problem
 * @output: a file to be made
 *
 * Reads out of the damaged record what can be read, and says what was found. The record is left as it is.
 */
void
lumbar_problem_page_salvage (LumbarProblemPage *self, const char *output)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, salvaged_cb, NULL);
  const char *paths[] = { self->path, output, NULL };

  gtk_widget_set_sensitive (self->salvage_button, FALSE);
  say (self, _("Reading…"));
  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, salvage_in_thread);
}

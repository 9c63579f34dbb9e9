/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which backup, and what it would bring. */

#include "lumbar-restore-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-access-request.h"
#include "lumbar-backup-folder.h"
#include "lumbar-backup.h"
#include "lumbar-date.h"
#include "lumbar-password-row.h"
#include "lumbar-restore-preview.h"

/* Of each kind; who needs an older one chooses its file. */
#define MOST_LISTED 12

struct _LumbarRestoreDialog {
  AdwWindow parent_instance;

  char *record;              /* Owned; its path */
  LumbarWorker *worker;      /* Owned; NULL where the record does not open */
  char *backup;              /* Owned; the path of the one chosen; NULL for none */
  GtkCheckButton *group;     /* Borrowed; the first of the choices */
  GtkCheckButton *file_mark; /* Borrowed; that of another file */
  GCancellable *reading;     /* Owned; NULL while nothing is read */

  AdwPreferencesGroup *backups;
  AdwActionRow *file_row;
  GtkWidget *seal_group;
  GtkEditable *passphrase;
  GtkStack *preview;
  GtkLabel *found;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (LumbarRestoreDialog, lumbar_restore_dialog, ADW_TYPE_WINDOW)

static guint restore_signal;

/* The preview */

typedef struct {
  char *backup;
  char *record;
  char *passphrase; /* NULL where the backup is not sealed */
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->backup);
  g_free (wish->record);
  lumbar_access_wipe (wish->passphrase);
  g_free (wish);
}

static LumbarRestorePreview *
look (const Wish *wish, LumbarStore *present, GError **error)
{
  return wish->passphrase ? lumbar_restore_preview_sealed (wish->backup, wish->passphrase, wish->record, present, error)
                          : lumbar_restore_preview (wish->backup, NULL, present, error);
}

static gpointer
look_beside_record (LumbarStore *store, gpointer data, GError **error)
{
  return look (data, store, error);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LumbarRestorePreview *preview = look (data, NULL, &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) lumbar_restore_preview_free);
  else
    g_task_return_error (task, error);
}

static void
show_preview (LumbarRestoreDialog *self, const LumbarRestorePreview *preview, const GError *error)
{
  g_autofree char *text = preview ? lumbar_restore_preview_describe (preview) : NULL;

  gtk_label_set_label (self->found, text ? text : "");
  gtk_label_set_label (self->problem, error ? error->message : "");
  gtk_stack_set_visible_child_name (self->preview, text ? "found" : "problem");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.restore", preview != NULL);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarRestoreDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarRestorePreview) preview = NULL;

  preview = LUMBAR_IS_WORKER (source) ? lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error)
                                      : g_task_propagate_pointer (G_TASK (result), &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_preview (self, preview, error);
}

static void
stop_reading (LumbarRestoreDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_backup (LumbarRestoreDialog *self, const char *passphrase)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->backup = g_strdup (self->backup);
  wish->record = g_strdup (self->record);
  wish->passphrase = g_strdup (passphrase);
  stop_reading (self);
  self->reading = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->preview, "reading");
  if (self->worker != NULL)
    lumbar_worker_run_async (self->worker, look_beside_record, wish, (GDestroyNotify) wish_free,
                             (GDestroyNotify) lumbar_restore_preview_free, self->reading, looked_cb,
                             g_object_ref (self));
  else
    {
      g_autoptr (GTask) task = g_task_new (NULL, self->reading, looked_cb, g_object_ref (self));

      g_task_set_task_data (task, wish, (GDestroyNotify) wish_free);
      g_task_run_in_thread (task, look_in_thread);
    }
}

static void
passphrase_activated_cb (LumbarRestoreDialog *self)
{
  if (self->backup != NULL && *gtk_editable_get_text (self->passphrase) != '\0')
    read_backup (self, gtk_editable_get_text (self->passphrase));
}

/* Choosing */

static void
choose (LumbarRestoreDialog *self, const char *backup)
{
  /* To look into the record itself, and close it, would take SQLite's locks on it away. */
  gboolean same = lumbar_backup_is_same_file (backup, self->record);
  gboolean sealed = !same && lumbar_store_is_sealed_backup (backup);

  g_free (self->backup);
  self->backup = g_strdup (backup);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.restore", FALSE);
  gtk_widget_set_visible (self->seal_group, sealed);
  gtk_editable_set_text (self->passphrase, "");
  if (same)
    {
      stop_reading (self);
      gtk_label_set_label (self->problem, _("This is the record itself. Choose a backup of it."));
      gtk_stack_set_visible_child_name (self->preview, "problem");
      return;
    }
  if (!sealed)
    {
      read_backup (self, NULL);
      return;
    }
  stop_reading (self);
  gtk_stack_set_visible_child_name (self->preview, "nothing");
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
toggled_cb (LumbarRestoreDialog *self, GtkCheckButton *mark)
{
  if (gtk_check_button_get_active (mark))
    choose (self, g_object_get_data (G_OBJECT (mark), "path"));
}

static GtkCheckButton *
add_mark (LumbarRestoreDialog *self, AdwActionRow *row)
{
  GtkWidget *mark = gtk_check_button_new ();

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  if (self->group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), self->group);
  else
    self->group = GTK_CHECK_BUTTON (mark);
  adw_action_row_add_prefix (row, mark);
  return GTK_CHECK_BUTTON (mark);
}

static void
add_backup (LumbarRestoreDialog *self, const char *title, const char *subtitle, char *path)
{
  AdwActionRow *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                    "subtitle-lines", 0, NULL);
  GtkCheckButton *mark = add_mark (self, row);

  g_object_set_data_full (G_OBJECT (mark), "path", path, g_free);
  g_signal_connect_object (mark, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_set_activatable_widget (row, GTK_WIDGET (mark));
  adw_preferences_group_add (self->backups, GTK_WIDGET (row));
}

static void
list_daily (LumbarRestoreDialog *self)
{
  g_autofree char *folder = lumbar_backup_folder_get_path (self->record);
  g_autofree char *today = lumbar_date_today ();
  g_autoptr (GPtrArray) names = lumbar_backup_folder_list (folder, self->record);

  for (guint i = 0; i < MIN (names->len, MOST_LISTED); i++)
    {
      const char *name = names->pdata[names->len - 1 - i];
      g_autofree char *day = lumbar_backup_folder_get_day (self->record, name);
      g_autofree char *date = lumbar_date_format (day);
      g_autofree char *ago = lumbar_date_format_ago (day, today);

      add_backup (self, date, ago, g_build_filename (folder, name, NULL));
    }
}

static void
list_older (LumbarRestoreDialog *self)
{
  g_autofree char *folder = g_path_get_dirname (self->record);
  g_autoptr (GPtrArray) names = lumbar_backup_folder_list_older (self->record);

  for (guint i = 0; i < MIN (names->len, MOST_LISTED); i++)
    {
      const char *name = names->pdata[names->len - 1 - i];
      g_autofree char *shown = g_filename_display_name (name);

      add_backup (self, _("Before an upgrade of Lumbar"), shown, g_build_filename (folder, name, NULL));
    }
}

static void
chooser_response_cb (LumbarRestoreDialog *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL)
    lumbar_restore_dialog_choose (self, path);
  g_object_unref (chooser);
}

static void
file_activated_cb (LumbarRestoreDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Choose a Backup"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chooser_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarRestoreDialog *self = LUMBAR_RESTORE_DIALOG (widget);
  gboolean sealed = gtk_widget_get_visible (self->seal_group);

  g_signal_emit (self, restore_signal, 0, self->backup, sealed ? gtk_editable_get_text (self->passphrase) : NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
lumbar_restore_dialog_dispose (GObject *object)
{
  LumbarRestoreDialog *self = LUMBAR_RESTORE_DIALOG (object);

  stop_reading (self);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->record, g_free);
  g_clear_pointer (&self->backup, g_free);

  G_OBJECT_CLASS (lumbar_restore_dialog_parent_class)->dispose (object);
}

static void
lumbar_restore_dialog_class_init (LumbarRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_restore_dialog_dispose;
  restore_signal =
    g_signal_new ("restore", LUMBAR_TYPE_RESTORE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                  G_TYPE_STRING, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/backup/lumbar-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarRestoreDialog, backups);
  gtk_widget_class_bind_template_child (widget_class, LumbarRestoreDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, LumbarRestoreDialog, seal_group);
  gtk_widget_class_bind_template_child (widget_class, LumbarRestoreDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, LumbarRestoreDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, LumbarRestoreDialog, found);
  gtk_widget_class_bind_template_child (widget_class, LumbarRestoreDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, file_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.restore", NULL, restore_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_restore_dialog_init (LumbarRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lumbar_password_row_name_buttons (self->passphrase);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.restore", FALSE);
}

/**
 * lumbar_restore_dialog_new:
 * @record: the path of the record
 * @worker: (nullable): who owns it; %NULL where it does not open
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarRestoreDialog *
lumbar_restore_dialog_new (const char *record, LumbarWorker *worker)
{
  LumbarRestoreDialog *self = g_object_new (LUMBAR_TYPE_RESTORE_DIALOG, NULL);

  self->record = g_strdup (record);
  self->worker = worker ? g_object_ref (worker) : NULL;
  list_daily (self);
  list_older (self);
  self->file_mark = add_mark (self, self->file_row);
  gtk_widget_set_can_target (GTK_WIDGET (self->file_mark), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->file_mark), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->backups), self->group != self->file_mark);
  return self;
}

/**
 * lumbar_restore_dialog_choose:
 * @self: a dialog
 * @backup: the path of a backup that is not listed
 *
 * Chooses it and looks what it would bring.
 */
void
lumbar_restore_dialog_choose (LumbarRestoreDialog *self, const char *backup)
{
  g_autofree char *shown = g_filename_display_name (backup);

  adw_action_row_set_subtitle (self->file_row, shown);
  gtk_check_button_set_active (self->file_mark, TRUE);
  choose (self, backup);
}

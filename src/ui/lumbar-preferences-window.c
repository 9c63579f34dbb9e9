/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clinician chooses once and for all. */

#include "lumbar-preferences-window.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-letterhead-group.h"
#include "lumbar-settings.h"
#include "lumbar-text.h"

/* More faults than this are better read in a terminal. */
#define MOST_FAULTS 40

struct _LumbarPreferencesWindow {
  AdwPreferencesWindow parent_instance;

  GSettings *settings; /* Owned */
  GPtrArray *rows;     /* of borrowed rows in faults */
  gboolean given;      /* the tables were named when the program was called */

  GtkEditable *author;
  AdwActionRow *record;
  AdwActionRow *knowledge;
  AdwActionRow *choose;
  AdwActionRow *reset;
  AdwPreferencesGroup *faults;
};

G_DEFINE_FINAL_TYPE (LumbarPreferencesWindow, lumbar_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
clear_faults (LumbarPreferencesWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->faults, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->faults), FALSE);
}

/* A fault is “place: what is wrong”. */
static void
add_fault (LumbarPreferencesWindow *self, const char *fault)
{
  g_auto (GStrv) parts = g_strsplit (fault, ": ", 2);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", parts[0], "title-lines", 0,
                                 "subtitle-lines", 0, "subtitle", parts[1] ? parts[1] : "", NULL);

  adw_preferences_group_add (self->faults, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_faults (LumbarPreferencesWindow *self, const char *folder, GStrv faults)
{
  guint n = g_strv_length (faults);
  g_autofree char *title =
    g_strdup_printf (g_dngettext (NULL, "These tables are not used: %u fault", "These tables are not used: %u faults", n), n);
  g_autofree char *path = g_markup_escape_text (folder, -1);

  clear_faults (self);
  adw_preferences_group_set_title (self->faults, title);
  adw_preferences_group_set_description (self->faults, path);
  for (guint i = 0; i < MIN (n, MOST_FAULTS); i++)
    add_fault (self, faults[i]);
  if (n > MOST_FAULTS)
    {
      g_autofree char *more = g_strdup_printf (_("And %u more: “lumbar knowledge check” lists them all."), n - MOST_FAULTS);

      add_fault (self, more);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->faults), TRUE);
}

static void
update_reset (LumbarPreferencesWindow *self)
{
  g_autofree char *folder = lumbar_settings_get_tables (self->settings);

  gtk_widget_set_visible (GTK_WIDGET (self->reset), folder != NULL && !self->given);
}

/* Checking a folder reads all of it, so a thread does. */

typedef struct {
  LumbarKnowledge *knowledge;
  GStrv faults;
} Checked;

static void
checked_free (Checked *checked)
{
  g_clear_pointer (&checked->knowledge, lumbar_knowledge_unref);
  g_strfreev (checked->faults);
  g_free (checked);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Checked *checked = g_new0 (Checked, 1);

  checked->knowledge = lumbar_knowledge_new_or_faults (data, &checked->faults);
  g_task_return_pointer (task, checked, (GDestroyNotify) checked_free);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LumbarPreferencesWindow *self = LUMBAR_PREFERENCES_WINDOW (source);
  const char *folder = g_task_get_task_data (G_TASK (result));
  Checked *checked = g_task_propagate_pointer (G_TASK (result), NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->choose), TRUE);
  if (checked->knowledge != NULL)
    {
      g_settings_set_string (self->settings, "knowledge-folder", folder);
      lumbar_preferences_window_show_knowledge (self, checked->knowledge, NULL);
    }
  else
    show_faults (self, folder, checked->faults);
  checked_free (checked);
}

static void
chooser_response_cb (LumbarPreferencesWindow *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    folder = g_file_get_path (file);
  if (folder != NULL)
    lumbar_preferences_window_choose_tables (self, folder);
  g_object_unref (chooser);
}

static void
choose_activated_cb (LumbarPreferencesWindow *self)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Folder of Clinical Tables"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                 _("_Use Folder"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chooser_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
reset_activated_cb (LumbarPreferencesWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (&error);

  g_settings_reset (self->settings, "knowledge-folder");
  if (knowledge != NULL)
    lumbar_preferences_window_show_knowledge (self, knowledge, NULL);
}

static void
lumbar_preferences_window_finalize (GObject *object)
{
  LumbarPreferencesWindow *self = LUMBAR_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (lumbar_preferences_window_parent_class)->finalize (object);
}

static void
lumbar_preferences_window_class_init (LumbarPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_preferences_window_finalize;
  g_type_ensure (LUMBAR_TYPE_LETTERHEAD_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/lumbar-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, author);
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, record);
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, knowledge);
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, choose);
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, reset);
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, faults);
  gtk_widget_class_bind_template_callback (widget_class, choose_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_activated_cb);
}

static void
lumbar_preferences_window_init (LumbarPreferencesWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_preferences_window_new:
 * @settings: what is changed, at once
 * @record_path: where the record lies
 *
 * Returns: (transfer floating): the window, to be presented
 */
LumbarPreferencesWindow *
lumbar_preferences_window_new (GSettings *settings, const char *record_path)
{
  LumbarPreferencesWindow *self = g_object_new (LUMBAR_TYPE_PREFERENCES_WINDOW, NULL);
  g_autofree char *escaped = g_markup_escape_text (record_path, -1);

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "author", self->author, "text", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_set_subtitle (self->record, escaped);
  update_reset (self);
  return self;
}

/**
 * lumbar_preferences_window_show_knowledge:
 * @self: a window
 * @knowledge: what is assessed with
 * @faults: (nullable): why the clinic's own tables are not @knowledge
 *
 * Says which clinical content is in use.
 */
void
lumbar_preferences_window_show_knowledge (LumbarPreferencesWindow *self, LumbarKnowledge *knowledge, GStrv faults)
{
  g_autofree char *folder = lumbar_settings_get_tables (self->settings);
  g_autofree char *version = lumbar_knowledge_version_to_text (lumbar_knowledge_get_version (knowledge));
  g_autofree char *date = lumbar_date_format (lumbar_knowledge_get_date (knowledge));
  g_autofree char *text = g_strdup_printf (_("Version %s, %s"), version, date);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->knowledge),
                                 lumbar_text_translate (lumbar_knowledge_get_title (knowledge)));
  adw_action_row_set_subtitle (self->knowledge, text);
  clear_faults (self);
  if (faults != NULL)
    show_faults (self, folder ? folder : "", faults);
  update_reset (self);
}

/**
 * lumbar_preferences_window_set_given:
 * @self: a window
 * @given: whether the folder of tables was named when the program was called, which overrides what is chosen here
 */
void
lumbar_preferences_window_set_given (LumbarPreferencesWindow *self, gboolean given)
{
  self->given = given;
  adw_action_row_set_subtitle (self->choose, given ? _("Lumbar was started with tables of its own; close it to choose others")
                                                   : _("A whole folder, checked before it is used"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose), !given);
  update_reset (self);
}

/**
 * lumbar_preferences_window_choose_tables:
 * @self: a window
 * @folder: a folder
 *
 * Takes the tables in @folder where they have no fault; otherwise shows the faults, and nothing changes.
 */
void
lumbar_preferences_window_choose_tables (LumbarPreferencesWindow *self, const char *folder)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, checked_cb, NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->choose), FALSE);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, check_in_thread);
}

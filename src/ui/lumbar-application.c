/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: settings, the open record, one window, and what its menu does. */

#include "lumbar-application.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "lumbar-backups-page.h"
#include "lumbar-people-page.h"
#include "lumbar-preferences-window.h"
#include "lumbar-recent-files.h"
#include "lumbar-record-session.h"
#include "lumbar-settings.h"
#include "lumbar-text.h"
#include "lumbar-window.h"

struct _LumbarApplication {
  AdwApplication parent_instance;

  GSettings *settings;          /* Owned; NULL before start-up */
  LumbarRecordSession *session; /* Owned; NULL before there is a window */
  char *record_path;            /* Owned; NULL for the clinic's own */
  char *given_tables;           /* Owned; named when called; NULL for what the settings say */
  gboolean example;             /* begin with the example clinic */
};

G_DEFINE_FINAL_TYPE (LumbarApplication, lumbar_application, ADW_TYPE_APPLICATION)

static LumbarWindow *
get_window (LumbarApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (; windows != NULL; windows = windows->next)
    if (LUMBAR_IS_WINDOW (windows->data))
      return windows->data;
  return NULL;
}

static void
set_action_enabled (LumbarApplication *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static const LumbarOpenRecord *
get_record (LumbarApplication *self)
{
  return self->session ? lumbar_record_session_get_record (self->session) : NULL;
}

static void
update_actions (LumbarApplication *self)
{
  const LumbarOpenRecord *record = get_record (self);
  LumbarWindow *window = get_window (self);
  gboolean locked = window != NULL && lumbar_window_is_locked (window);
  gboolean free = !locked && (self->session == NULL || !lumbar_record_session_is_opening (self->session));
  gboolean open = record != NULL && free;
  gboolean example = open && record->folder != NULL;

  set_action_enabled (self, "new-patient", open && lumbar_worker_may (record->worker, LUMBAR_RIGHT_PREPARE));
  set_action_enabled (self, "open-example", open && !example);
  set_action_enabled (self, "leave-example", example);
  set_action_enabled (self, "open-record", free);
  set_action_enabled (self, "preferences", !locked);
  set_action_enabled (self, "lock", open && lumbar_access_is_guarded (record->access));
  set_action_enabled (self, "restore",
                      free && !example && (record == NULL || lumbar_worker_may (record->worker, LUMBAR_RIGHT_MANAGE)));
}

static void
new_patient_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lumbar_window_new_patient (get_window (data));
}

static void
open_record_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lumbar_record_session_open (LUMBAR_APPLICATION (data)->session, FALSE);
}

static void
open_example_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lumbar_record_session_open (LUMBAR_APPLICATION (data)->session, TRUE);
}

static gboolean
preferences_close_request_cb (LumbarApplication *self)
{
  lumbar_record_session_settings_changed (self->session);
  return FALSE;
}

static void
restore_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lumbar_record_session_ask_restore (LUMBAR_APPLICATION (data)->session);
}

static void
page_restore_cb (LumbarApplication *self, GtkWidget *page)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (page)));
  g_action_group_activate_action (G_ACTION_GROUP (self), "restore", NULL);
}

static void
add_record_pages (LumbarApplication *self, const LumbarOpenRecord *record, AdwPreferencesWindow *preferences)
{
  LumbarBackupsPage *backups = lumbar_backups_page_new (record->worker, self->settings);

  adw_preferences_window_add (preferences,
                              ADW_PREFERENCES_PAGE (lumbar_people_page_new (record->access, self->settings)));
  g_signal_connect_object (backups, "restore", G_CALLBACK (page_restore_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_window_add (preferences, ADW_PREFERENCES_PAGE (backups));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LumbarApplication *self = data;
  const LumbarOpenRecord *record = get_record (self);
  LumbarPreferencesWindow *preferences =
    lumbar_preferences_window_new (self->settings, lumbar_record_session_get_path (self->session));

  if (record != NULL)
    {
      lumbar_preferences_window_show_knowledge (preferences, record->knowledge, record->faults);
      add_record_pages (self, record, ADW_PREFERENCES_WINDOW (preferences));
    }
  lumbar_preferences_window_set_given (preferences, self->given_tables != NULL);
  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (get_window (self)));
  g_signal_connect_object (preferences, "close-request", G_CALLBACK (preferences_close_request_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
lock_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lumbar_window_lock (get_window (data));
}

static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (get_window (data)), "win.show-help-overlay", NULL);
}

static char *
describe_program (LumbarKnowledge *knowledge)
{
  g_autofree char *version = lumbar_knowledge_version_to_text (lumbar_knowledge_get_version (knowledge));
  g_autofree char *text = g_strdup_printf (
    "%s\n\n%s\n\n%s\n\n%s: %s %s (%s)", _("Not a medical device. For education and research."),
    lumbar_knowledge_get_intended_use (knowledge), lumbar_knowledge_get_limits (knowledge),
    lumbar_text_translate (lumbar_knowledge_get_title (knowledge)), _("Clinical content, version"), version,
    lumbar_knowledge_get_date (knowledge));

  return g_markup_escape_text (text, -1);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LumbarApplication *self = data;
  const LumbarOpenRecord *record = get_record (self);
  GtkWidget *about = adw_about_window_new ();
  AdwAboutWindow *window = ADW_ABOUT_WINDOW (about);

  adw_about_window_set_application_name (window, "Lumbar");
  adw_about_window_set_application_icon (window, LUMBAR_APPLICATION_ID);
  adw_about_window_set_version (window, LUMBAR_VERSION);
  adw_about_window_set_developer_name (window, _("The Lumbar contributors"));
  adw_about_window_set_license_type (window, GTK_LICENSE_GPL_3_0);
  adw_about_window_set_copyright (window, _("© 2026 The Lumbar contributors"));
  if (record != NULL)
    {
      g_autofree char *comments = describe_program (record->knowledge);

      adw_about_window_set_comments (window, comments);
    }
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (about), GTK_WINDOW (get_window (self)));
  gtk_window_present (GTK_WINDOW (about));
}

/* Through the window, so that it saves its size and an intake its last answer. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (get_window (data)));
}

static const GActionEntry actions[] = {
  { "new-patient", new_patient_action },
  { "open-record", open_record_action },
  { "open-example", open_example_action },
  { "leave-example", open_record_action },
  { "lock", lock_action },
  { "preferences", preferences_action },
  { "shortcuts", shortcuts_action },
  { "about", about_action },
  { "quit", quit_action },
  { "restore", restore_action },
};

static const struct {
  const char *action;
  const char *accelerators[3];
} accelerators[] = {
  { "app.lock", { "<Control>l" } },
  { "app.new-patient", { "<Control>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "win.back", { "<Alt>Left" } },
  { "win.cohort", { "<Control>t" } },
  { "win.print", { "<Control>p" } },
  { "win.search", { "<Control>f" } },
  { "win.show-help-overlay", { "F1", "<Control>question" } },
  { "window.close", { "<Control>w" } },
};

/* Reads the list of the user's files, which may be long: not before the window is there. */
static gboolean
idle_cb (gpointer data)
{
  lumbar_recent_files_stay_out (gtk_recent_manager_get_default ());
  return G_SOURCE_REMOVE;
}

static void
lumbar_application_startup (GApplication *application)
{
  LumbarApplication *self = LUMBAR_APPLICATION (application);

  G_APPLICATION_CLASS (lumbar_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].accelerators);
  g_idle_add_full (G_PRIORITY_LOW, idle_cb, NULL, NULL);
  update_actions (self);
}

/* Within the first frame, so that what is read arrives after it: the window is seen at once and then filled.
 * A low priority instead could wait forever where drawing the spinner takes all the time there is. */
static gboolean
window_first_tick_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  LumbarApplication *self = data;

  lumbar_record_session_open (self->session, self->example);
  return G_SOURCE_REMOVE;
}

static void
lumbar_application_activate (GApplication *application)
{
  LumbarApplication *self = LUMBAR_APPLICATION (application);
  LumbarWindow *window = get_window (self);
  g_autoptr (GError) error = NULL;

  if (self->settings == NULL)
    self->settings = lumbar_settings_new (&error);
  if (self->settings == NULL)
    {
      g_printerr ("%s\n", error->message);
      return;
    }
  if (window == NULL)
    {
      window = lumbar_window_new (GTK_APPLICATION (self), self->settings);
      self->session = lumbar_record_session_new (window, self->settings, self->record_path, self->given_tables);
      g_signal_connect_object (self->session, "changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
      gtk_widget_add_tick_callback (GTK_WIDGET (window), window_first_tick_cb, self, NULL);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* Tables that are asked for are used or it is said why not: with their faults nothing starts, and an instance that
 * runs already has tables of its own. */
static int
take_tables (LumbarApplication *self, const char *folder)
{
  g_auto (GStrv) faults = NULL;
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new_or_faults (folder, &faults);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; faults != NULL && faults[i] != NULL; i++)
    g_printerr ("lumbar: %s\n", faults[i]);
  if (knowledge == NULL)
    return EXIT_FAILURE;
  if (!g_application_register (G_APPLICATION (self), NULL, &error))
    {
      g_printerr ("lumbar: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (g_application_get_is_remote (G_APPLICATION (self)))
    {
      g_printerr (_("lumbar: Lumbar runs already, with the tables it was started with; close it first\n"));
      return EXIT_FAILURE;
    }
  self->given_tables = g_canonicalize_filename (folder, NULL);
  return -1;
}

/* Each record has a first instance of its own; an example is nobody's but the one who looks at it. */
static int
lumbar_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  LumbarApplication *self = LUMBAR_APPLICATION (application);
  g_autofree char *given = NULL;
  g_autofree char *tables = NULL;

  g_variant_dict_lookup (options, "example", "b", &self->example);
  if (self->example)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  if (g_variant_dict_lookup (options, "record", "^ay", &given))
    {
      g_autofree char *sum = NULL;
      g_autofree char *id = NULL;

      self->record_path = g_canonicalize_filename (given, NULL);
      sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->record_path, -1);
      id = g_strdup_printf ("%s.r%.16s", LUMBAR_APPLICATION_ID, sum);
      g_application_set_application_id (application, id);
    }
  if (g_variant_dict_lookup (options, "knowledge", "^ay", &tables))
    return take_tables (self, tables);
  return -1;
}

static void
lumbar_application_shutdown (GApplication *application)
{
  LumbarApplication *self = LUMBAR_APPLICATION (application);

  G_APPLICATION_CLASS (lumbar_application_parent_class)->shutdown (application);

  if (self->session != NULL)
    lumbar_record_session_close (self->session);
  g_clear_object (&self->session);
}

static void
lumbar_application_finalize (GObject *object)
{
  LumbarApplication *self = LUMBAR_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->record_path);
  g_free (self->given_tables);

  G_OBJECT_CLASS (lumbar_application_parent_class)->finalize (object);
}

static void
lumbar_application_class_init (LumbarApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_application_finalize;
  application_class->startup = lumbar_application_startup;
  application_class->activate = lumbar_application_activate;
  application_class->handle_local_options = lumbar_application_handle_local_options;
  application_class->shutdown = lumbar_application_shutdown;
}

static const GOptionEntry options[] = {
  { "example", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Look at an invented clinic; nothing is kept"), NULL },
  { "record", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use this record"), N_ ("FILE") },
  { "knowledge", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use this folder of clinical tables"), N_ ("DIR") },
  { NULL },
};

static void
lumbar_application_init (LumbarApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * lumbar_application_new:
 *
 * Returns: (transfer full): the application, to be run
 */
LumbarApplication *
lumbar_application_new (void)
{
  return g_object_new (LUMBAR_TYPE_APPLICATION, "application-id", LUMBAR_APPLICATION_ID, NULL);
}

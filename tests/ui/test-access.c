/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may enter, as it is seen: the lock keeps what was begun, lets in who has the passphrase, and what a role may not
 * do is not offered. */

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "lumbar-history-page.h"
#include "lumbar-intake-page.h"
#include "lumbar-lock-page.h"
#include "lumbar-lock-watch.h"
#include "lumbar-passphrase-dialog.h"
#include "lumbar-people-page.h"
#include "lumbar-recovery-dialog.h"
#include "lumbar-recovery-sheet.h"
#include "lumbar-settings.h"
#include "lumbar-test-access.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-window.h"

#define CLINICIAN "Dr. Invented Meier"
#define OTHER "Dr. Made-Up Schulz"
#define ASSISTANT "Nurse Imaginary"
#define READER "Student Fictitious"

static GtkApplication *application;

typedef struct {
  GSettings *settings;
  LumbarOpenRecord *record;
  LumbarWindow *window;
  char *recovery;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  test->settings = lumbar_settings_new (NULL);
  test->record = lumbar_test_record_open_example ();
  test->window = lumbar_window_new (application, test->settings);
  gtk_window_present (GTK_WINDOW (test->window));
  test->recovery = lumbar_test_access_protect (test->record->access, CLINICIAN);
  lumbar_window_show_record (test->window, test->record);
}

static void
tear_down (Test *test, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  lumbar_test_settle (50);
  lumbar_open_record_close (test->record);
  g_object_unref (test->settings);
  lumbar_access_wipe (test->recovery);
}

static GtkWidget *
find (Test *test, GType type, const char *name)
{
  return lumbar_test_find (GTK_WIDGET (test->window), type, name);
}

static const char *
get_page (Test *test)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (find (test, GTK_TYPE_STACK, "stack")));
}

static GtkWidget *
get_lock_page (Test *test)
{
  return find (test, LUMBAR_TYPE_LOCK_PAGE, "lock_page");
}

static GtkWidget *
find_in_lock (Test *test, GType type, const char *name)
{
  return lumbar_test_find (get_lock_page (test), type, name);
}

static void
choose_person (Test *test, const char *name)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_in_lock (test, ADW_TYPE_COMBO_ROW, "person"));
  GListModel *names;

  lumbar_test_wait ((names = adw_combo_row_get_model (row)) != NULL && g_list_model_get_n_items (names) > 0);
  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), name))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  g_error ("%s is not offered", name);
}

static void
type_passphrase (Test *test, const char *passphrase)
{
  GtkWidget *entry = find_in_lock (test, ADW_TYPE_PASSWORD_ENTRY_ROW, "passphrase");

  gtk_editable_set_text (GTK_EDITABLE (entry), passphrase);
  g_signal_emit_by_name (entry, "entry-activated");
}

static void
enter (Test *test, const char *name)
{
  choose_person (test, name);
  type_passphrase (test, LUMBAR_TEST_PASSPHRASE);
  lumbar_test_wait (!lumbar_window_is_locked (test->window));
}

static void
lock (Test *test)
{
  lumbar_window_lock (test->window);
  g_assert_true (lumbar_window_is_locked (test->window));
  g_assert_cmpstr (get_page (test), ==, "locked");
  lumbar_test_wait (lumbar_access_is_shut (test->record->access));
}

static void
choose_first (Test *test)
{
  GtkListBox *list = GTK_LIST_BOX (find (test, GTK_TYPE_LIST_BOX, "list"));

  lumbar_test_wait (gtk_list_box_get_row_at_index (list, 0) != NULL);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  lumbar_test_wait (find (test, GTK_TYPE_BUTTON, "visit_button") != NULL &&
                    gtk_widget_get_mapped (find (test, GTK_TYPE_BUTTON, "visit_button")));
}

static GtkWidget *
begin_intake (Test *test)
{
  choose_first (test);
  gtk_widget_activate_action (find (test, GTK_TYPE_BUTTON, "visit_button"), "history.start-visit", NULL);
  lumbar_test_wait (g_str_equal (get_page (test), "intake"));
  return adw_bin_get_child (ADW_BIN (find (test, ADW_TYPE_BIN, "intake_bin")));
}

static void
test_same_person_comes_back_to_the_intake (Test *test, gconstpointer data)
{
  GtkWidget *intake = begin_intake (test);
  GtkWindow *dialog = GTK_WINDOW (adw_window_new ());

  gtk_window_set_transient_for (dialog, GTK_WINDOW (test->window));
  gtk_window_present (dialog);
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  lock (test);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  g_assert_false (gtk_widget_get_mapped (intake));
  enter (test, CLINICIAN);
  g_assert_cmpstr (get_page (test), ==, "intake");
  g_assert_true (adw_bin_get_child (ADW_BIN (find (test, ADW_TYPE_BIN, "intake_bin"))) == intake);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  gtk_window_destroy (dialog);
}

static void
test_another_person_begins_anew (Test *test, gconstpointer data)
{
  GtkWidget *dialog = adw_window_new ();
  GtkWidget *patients;

  lumbar_test_access_add (test->record->access, OTHER, LUMBAR_ROLE_CLINICIAN);
  begin_intake (test);
  patients = find (test, GTK_TYPE_LIST_BOX, "list");
  g_object_add_weak_pointer (G_OBJECT (patients), (gpointer *) &patients);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  lock (test);
  enter (test, OTHER);
  g_assert_cmpstr (get_page (test), ==, "browse");
  g_assert_false (lumbar_window_is_taking_intake (test->window));
  g_assert_null (patients);
  g_assert_nonnull (find (test, GTK_TYPE_LIST_BOX, "list"));
  g_assert_null (dialog);
  g_assert_cmpstr (lumbar_access_get_practitioner (test->record->access)->name, ==, OTHER);
}

static void
test_wrong_passphrase_is_said (Test *test, gconstpointer data)
{
  GtkWidget *problem, *button;

  lock (test);
  choose_person (test, CLINICIAN);
  problem = find_in_lock (test, GTK_TYPE_LABEL, "problem");
  button = find_in_lock (test, GTK_TYPE_BUTTON, "enter_button");
  g_assert_false (gtk_widget_get_sensitive (button));
  type_passphrase (test, "not the right one");
  /* One attempt at a time. */
  g_assert_false (gtk_widget_get_sensitive (button));
  lumbar_test_wait (gtk_widget_get_visible (problem));
  g_assert_true (lumbar_window_is_locked (test->window));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_in_lock (test, ADW_TYPE_PASSWORD_ENTRY_ROW, "passphrase"))), ==,
                   "");
  enter (test, CLINICIAN);
  /* Who comes next is told, all the time. */
  g_assert_true (gtk_widget_get_visible (find (test, GTK_TYPE_BOX, "notice")));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (find (test, GTK_TYPE_LABEL, "notice_label"))),
                            "1 wrong passphrase was given in your name"));
}

/* Nothing that belongs to the record can be done while it is locked. */
static void
test_locked_offers_nothing (Test *test, gconstpointer data)
{
  static const char *const actions[] = { "win.search", "win.check", "win.cohort", "win.print", "win.save-day",
                                         "win.back", "win.edit-patient", "win.delete-patient" };
  GtkWidget *probe;

  choose_first (test);
  lock (test);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      probe = gtk_button_new ();
      gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), actions[i]);
      gtk_box_append (GTK_BOX (find (test, GTK_TYPE_BOX, "notice")), probe);
      g_assert_false (gtk_widget_get_sensitive (probe));
      gtk_box_remove (GTK_BOX (find (test, GTK_TYPE_BOX, "notice")), probe);
    }
  lumbar_window_new_patient (test->window);
  lumbar_test_settle (50);
  g_assert_false (gtk_window_get_modal (GTK_WINDOW (test->window)));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
}

typedef struct {
  const char *name;
  LumbarRole role;
  gboolean prepares;
  gboolean manages;
} Right;

static const Right rights[] = {
  { OTHER, LUMBAR_ROLE_CLINICIAN, TRUE, TRUE },
  { ASSISTANT, LUMBAR_ROLE_ASSISTANT, TRUE, FALSE },
  { READER, LUMBAR_ROLE_READER, FALSE, FALSE },
};

static gboolean
is_offered (GtkWidget *inside, const char *action)
{
  GtkWidget *probe = gtk_button_new ();
  gboolean offered;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  gtk_widget_set_parent (probe, inside);
  offered = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  return offered;
}

static void
test_role_is_offered_what_it_may (Test *test, gconstpointer data)
{
  const Right *right = data;
  GtkWidget *page;

  lumbar_test_access_add (test->record->access, right->name, right->role);
  lock (test);
  enter (test, right->name);
  choose_first (test);
  page = find (test, LUMBAR_TYPE_HISTORY_PAGE, NULL);
  g_assert_cmpint (is_offered (page, "history.start-visit"), ==, right->prepares);
  g_assert_cmpint (is_offered (page, "history.add-event"), ==, right->prepares);
  g_assert_cmpint (is_offered (page, "win.edit-patient"), ==, right->prepares);
  g_assert_cmpint (is_offered (page, "win.delete-patient"), ==, right->manages);
  g_assert_true (is_offered (page, "history.show-timeline"));
}

static void
test_assistant_is_told_who_signs (Test *test, gconstpointer data)
{
  GtkWidget *intake, *obstacle = NULL;

  lumbar_test_access_add (test->record->access, ASSISTANT, LUMBAR_ROLE_ASSISTANT);
  lock (test);
  enter (test, ASSISTANT);
  intake = begin_intake (test);
  lumbar_test_wait (is_offered (intake, "intake.review"));
  gtk_widget_activate_action (intake, "intake.review", NULL);
  lumbar_test_wait ((obstacle = lumbar_test_find (intake, GTK_TYPE_LABEL, "obstacle")) != NULL &&
                    gtk_widget_get_visible (obstacle));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (obstacle)), "A clinician signs."));
}

static LumbarPassphraseDialog *
open_dialog (Test *test, LumbarAccessDeed deed, const LumbarPractitioner *person)
{
  LumbarPassphraseDialog *dialog = lumbar_passphrase_dialog_new (test->record->access, deed, person);

  gtk_window_present (GTK_WINDOW (dialog));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  return dialog;
}

static void
fill (LumbarPassphraseDialog *dialog, const char *field, const char *text)
{
  GtkWidget *entry = lumbar_test_find (GTK_WIDGET (dialog), GTK_TYPE_EDITABLE, field);

  g_assert_true (gtk_widget_get_visible (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static const char *
get_problem (LumbarPassphraseDialog *dialog)
{
  return gtk_label_get_label (GTK_LABEL (lumbar_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "problem")));
}

static void
press (LumbarPassphraseDialog *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.do", NULL);
}

static void
test_forgotten_passphrase_is_replaced (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPractitioner) person =
    lumbar_practitioner_copy (lumbar_access_get_practitioner (test->record->access));
  LumbarPassphraseDialog *dialog;

  lock (test);
  dialog = open_dialog (test, LUMBAR_ACCESS_RECOVER, person);
  fill (dialog, "recovery", "AAAA-BBBB");
  fill (dialog, "after", "three other words");
  fill (dialog, "again", "three other words");
  press (dialog);
  lumbar_test_wait (*get_problem (dialog) != '\0');
  fill (dialog, "recovery", test->recovery);
  press (dialog);
  lumbar_test_wait (!lumbar_window_is_locked (test->window));
  lock (test);
  choose_person (test, CLINICIAN);
  type_passphrase (test, "three other words");
  lumbar_test_wait (!lumbar_window_is_locked (test->window));
}

static void
test_two_new_passphrases_must_agree (Test *test, gconstpointer data)
{
  LumbarPassphraseDialog *dialog = open_dialog (test, LUMBAR_ACCESS_PASSPHRASE, NULL);

  g_assert_false (is_offered (GTK_WIDGET (dialog), "dialog.do"));
  fill (dialog, "before", LUMBAR_TEST_PASSPHRASE);
  fill (dialog, "after", "one new passphrase");
  g_assert_false (is_offered (GTK_WIDGET (dialog), "dialog.do"));
  fill (dialog, "again", "another new passphrase");
  press (dialog);
  g_assert_nonnull (strstr (get_problem (dialog), "differ"));
  fill (dialog, "again", "one new passphrase");
  g_assert_cmpstr (get_problem (dialog), ==, "");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  press (dialog);
  lumbar_test_wait (dialog == NULL);
}

static void
test_short_passphrase_is_refused (Test *test, gconstpointer data)
{
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new ("", LUMBAR_ROLE_READER);
  LumbarPassphraseDialog *dialog = open_dialog (test, LUMBAR_ACCESS_ADD, person);

  fill (dialog, "name", "Somebody New");
  fill (dialog, "after", "short");
  fill (dialog, "again", "short");
  press (dialog);
  lumbar_test_wait (*get_problem (dialog) != '\0');
  g_assert_true (is_offered (GTK_WIDGET (dialog), "dialog.do"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWindow *
show_people (Test *test)
{
  GtkWidget *window = adw_preferences_window_new ();
  LumbarPeoplePage *page = lumbar_people_page_new (test->record->access, test->settings);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (window));
  lumbar_test_wait (lumbar_test_find_label (window, CLINICIAN) != NULL);
  return GTK_WINDOW (window);
}

static void
test_people_are_listed_and_barred (Test *test, gconstpointer data)
{
  GtkWindow *window;
  GtkWidget *label, *row, *bar;
  LumbarPassphraseDialog *dialog = NULL;
  g_autoptr (GList) windows = NULL;

  lumbar_test_access_add (test->record->access, ASSISTANT, LUMBAR_ROLE_ASSISTANT);
  lumbar_test_access_add (test->record->access, READER, LUMBAR_ROLE_READER);
  window = show_people (test);
  g_assert_nonnull (lumbar_test_find_label (GTK_WIDGET (window), "Clinician, that is you"));
  label = lumbar_test_find_label (GTK_WIDGET (window), READER);
  row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    if (LUMBAR_IS_PASSPHRASE_DIALOG (item->data))
      dialog = item->data;
  g_assert_nonnull (dialog);
  bar = lumbar_test_find (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_GROUP, "bar_group");
  g_assert_true (gtk_widget_get_visible (bar));
  adw_action_row_activate (ADW_ACTION_ROW (lumbar_test_find (bar, ADW_TYPE_ACTION_ROW, NULL)));
  lumbar_test_wait (lumbar_test_find_label (GTK_WIDGET (window), "Reader, may no longer enter") != NULL);
  lumbar_test_wait (lumbar_test_find_label (GTK_WIDGET (window), "Entered · " CLINICIAN) != NULL);
  gtk_window_destroy (window);
  lock (test);
  lumbar_test_settle (100);
  choose_person (test, ASSISTANT);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (
                      ADW_COMBO_ROW (find_in_lock (test, ADW_TYPE_COMBO_ROW, "person")))),
                    ==, 2);
}

/* A reader sees who enters and changes only their own passphrase. */
static void
test_reader_manages_nobody (Test *test, gconstpointer data)
{
  GtkWindow *window;

  lumbar_test_access_add (test->record->access, READER, LUMBAR_ROLE_READER);
  lock (test);
  enter (test, READER);
  window = show_people (test);
  g_assert_false (gtk_widget_get_visible (lumbar_test_find (GTK_WIDGET (window), ADW_TYPE_ACTION_ROW, "add")));
  g_assert_false (gtk_widget_get_visible (lumbar_test_find (GTK_WIDGET (window), ADW_TYPE_ACTION_ROW, "unprotect")));
  g_assert_true (
    gtk_widget_get_visible (lumbar_test_find (GTK_WIDGET (window), ADW_TYPE_ACTION_ROW, "change_passphrase")));
  gtk_window_destroy (window);
}

static void
test_without_a_passphrase_nothing_locks (Test *test, gconstpointer data)
{
  LumbarPassphraseDialog *dialog = open_dialog (test, LUMBAR_ACCESS_UNPROTECT, NULL);

  fill (dialog, "before", LUMBAR_TEST_PASSPHRASE);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  press (dialog);
  lumbar_test_wait (dialog == NULL);
  g_assert_false (lumbar_access_is_guarded (test->record->access));
  lumbar_window_lock (test->window);
  g_assert_false (lumbar_window_is_locked (test->window));
}

static void
test_guarded_record_asks_first (Test *test, gconstpointer data)
{
  LumbarOpenRecord *again;

  lumbar_test_access_add (test->record->access, OTHER, LUMBAR_ROLE_CLINICIAN);
  again = lumbar_test_record_open_again (test->record, NULL);
  lumbar_window_show_record (test->window, again);
  g_assert_cmpstr (get_page (test), ==, "locked");
  g_assert_null (find (test, GTK_TYPE_LIST_BOX, "list"));
  enter (test, OTHER);
  g_assert_cmpstr (get_page (test), ==, "browse");
  lumbar_window_show_record (test->window, test->record);
  lumbar_open_record_close (again);
}

static void
test_recovery_key_is_not_left_unkept (void)
{
  LumbarRecoveryDialog *dialog = lumbar_recovery_dialog_new ("AAAA-BBBB");
  GtkWidget *problem;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  problem = lumbar_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "problem");
  gtk_window_close (GTK_WINDOW (dialog));
  lumbar_test_wait (gtk_widget_get_visible (problem));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (lumbar_test_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON, "kept")),
                               TRUE);
  gtk_window_close (GTK_WINDOW (dialog));
  lumbar_test_wait (dialog == NULL);
}

static void
test_recovery_sheet_is_printed (void)
{
  g_autoptr (GtkPrintOperation) print = lumbar_recovery_sheet_new ("AAAA-BBBB-CCCC");
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "lumbar-recovery-sheet.pdf", NULL);
  const char *command[] = { "pdftotext", path, "-", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_export_filename (print, path);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "AAAA-BBBB-CCCC"));
  g_unlink (path);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_idle_is_noticed (void)
{
  g_autoptr (LumbarLockWatch) watch = lumbar_lock_watch_new ();
  guint n = 0;

  g_signal_connect_swapped (watch, "due", G_CALLBACK (count_cb), &n);
  lumbar_test_settle (1200);
  g_assert_cmpuint (n, ==, 0);
  lumbar_lock_watch_set_idle (watch, 1);
  lumbar_test_settle (500);
  g_assert_cmpuint (n, ==, 0);
  lumbar_test_wait (n == 1);
}

/* By either name, but not when the screen is unlocked. */
static void
test_screen_lock_is_noticed (gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (LumbarLockWatch) watch = lumbar_lock_watch_new ();
  guint n = 0;

  g_assert_nonnull (bus);
  g_signal_connect_swapped (watch, "due", G_CALLBACK (count_cb), &n);
  lumbar_test_settle (200);
  g_dbus_connection_emit_signal (bus, NULL, "/ScreenSaver", data, "ActiveChanged", g_variant_new ("(b)", FALSE), NULL);
  lumbar_test_settle (200);
  g_assert_cmpuint (n, ==, 0);
  g_dbus_connection_emit_signal (bus, NULL, "/ScreenSaver", data, "ActiveChanged", g_variant_new ("(b)", TRUE), NULL);
  lumbar_test_wait (n == 1);
}

#define ADD(path, func) g_test_add ("/ui/access/" path, Test, NULL, set_up, func, tear_down)

static void
add_lock_tests (void)
{
  ADD ("same-person-comes-back-to-the-intake", test_same_person_comes_back_to_the_intake);
  ADD ("another-person-begins-anew", test_another_person_begins_anew);
  ADD ("wrong-passphrase-is-said", test_wrong_passphrase_is_said);
  ADD ("locked-offers-nothing", test_locked_offers_nothing);
  ADD ("assistant-is-told-who-signs", test_assistant_is_told_who_signs);
  ADD ("guarded-record-asks-first", test_guarded_record_asks_first);
  ADD ("without-a-passphrase-nothing-locks", test_without_a_passphrase_nothing_locks);
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/access/role-is-offered-what-it-may/%u", i);

      g_test_add (path, Test, &rights[i], set_up, test_role_is_offered_what_it_may, tear_down);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  application = GTK_APPLICATION (adw_application_new ("io.github.lumbar.Test", G_APPLICATION_NON_UNIQUE));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  add_lock_tests ();
  ADD ("forgotten-passphrase-is-replaced", test_forgotten_passphrase_is_replaced);
  ADD ("two-new-passphrases-must-agree", test_two_new_passphrases_must_agree);
  ADD ("short-passphrase-is-refused", test_short_passphrase_is_refused);
  ADD ("people-are-listed-and-barred", test_people_are_listed_and_barred);
  ADD ("reader-manages-nobody", test_reader_manages_nobody);
  g_test_add_func ("/ui/access/recovery-key-is-not-left-unkept", test_recovery_key_is_not_left_unkept);
  g_test_add_func ("/ui/access/recovery-sheet-is-printed", test_recovery_sheet_is_printed);
  g_test_add_func ("/ui/access/idle-is-noticed", test_idle_is_noticed);
  g_test_add_data_func ("/ui/access/screen-lock-is-noticed/gnome", "org.gnome.ScreenSaver",
                        test_screen_lock_is_noticed);
  g_test_add_data_func ("/ui/access/screen-lock-is-noticed/freedesktop", "org.freedesktop.ScreenSaver",
                        test_screen_lock_is_noticed);
  return g_test_run ();
}

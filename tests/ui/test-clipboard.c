/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the window by the clipboard and the list of recent files, and how it is taken back. */

#include <glib/gstdio.h>
#include <gtk/gtk.h>

#include "lumbar-clipboard.h"
#include "lumbar-recent-files.h"

#define AS_OTHER "--as-other-program"
#define TEXT "Invented Testperson\t7"
#define OTHERS "theirs"
#define OTHERS_URI "file:///nowhere/others.txt"
#define OWN_URI "file:///nowhere/Testperson.pdf"

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (*text == NULL)
    *text = g_strdup ("");
}

static char *
read_text (GdkClipboard *clipboard)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  return text;
}

static GdkClipboard *
get_clipboard (gboolean primary)
{
  GdkDisplay *display = gdk_display_get_default ();

  return primary ? gdk_display_get_primary_clipboard (display) : gdk_display_get_clipboard (display);
}

static void
test_private (gconstpointer data)
{
  GdkClipboard *clipboard = get_clipboard (GPOINTER_TO_INT (data));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lumbar_clipboard_set_private (clipboard, TEXT);
  before = read_text (clipboard);
  g_assert_cmpstr (before, ==, TEXT);
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                        "x-kde-passwordManagerHint"));
  lumbar_clipboard_clear ();
  after = read_text (clipboard);
  g_assert_cmpstr (after, ==, "");
}

/* Copied from an entry by its own means. */
static void
test_copied_by_hand (void)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  gtk_window_set_child (GTK_WINDOW (window), entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), TEXT);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  g_assert_true (gtk_widget_activate_action (gtk_widget_get_first_child (entry), "clipboard.copy", NULL));
  before = read_text (get_clipboard (FALSE));
  g_assert_cmpstr (before, ==, TEXT);
  lumbar_clipboard_clear ();
  after = read_text (get_clipboard (FALSE));
  g_assert_cmpstr (after, ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

/* Is the other program, until it is ended. */
static void
be_other (void)
{
  gtk_init ();
  gdk_clipboard_set_text (get_clipboard (FALSE), OTHERS);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_of_another_program (void)
{
  GdkClipboard *clipboard = get_clipboard (FALSE);
  g_autoptr (GSubprocess) other = NULL;
  const char *const words[] = { "/proc/self/exe", AS_OTHER, NULL };
  g_autofree char *text = NULL;
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  lumbar_clipboard_set_private (clipboard, TEXT);
  other = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_assert_nonnull (other);
  while (gdk_clipboard_is_local (clipboard) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (gdk_clipboard_is_local (clipboard));

  lumbar_clipboard_clear ();
  text = read_text (clipboard);
  g_assert_cmpstr (text, ==, OTHERS);
  g_subprocess_force_exit (other);
}

static char *
read_list (const char *path)
{
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

/* Waits until the list on disk does, or does not, name a file. */
static void
wait_listed (const char *path, const char *uri, gboolean listed)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  for (;;)
    {
      g_autofree char *text = read_list (path);

      if ((strstr (text, uri) != NULL) == listed)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_recent_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-recent-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "recently-used.xbel", NULL);
  g_autoptr (GtkRecentManager) manager = g_object_new (GTK_TYPE_RECENT_MANAGER, "filename", path, NULL);
  GtkRecentData others = { NULL, NULL, (char *) "text/plain", (char *) "Other", (char *) "other %u", NULL, FALSE };

  g_assert_true (gtk_recent_manager_add_full (manager, OTHERS_URI, &others));
  wait_listed (path, OTHERS_URI, TRUE);
  /* As GTK does it by itself: it is in the list at first. */
  g_assert_true (gtk_recent_manager_add_item (manager, OWN_URI));
  wait_listed (path, OWN_URI, TRUE);

  lumbar_recent_files_stay_out (manager);
  wait_listed (path, OWN_URI, FALSE);
  wait_listed (path, OTHERS_URI, TRUE);

  g_assert_true (gtk_recent_manager_add_item (manager, OWN_URI));
  wait_listed (path, OWN_URI, TRUE);
  wait_listed (path, OWN_URI, FALSE);
  wait_listed (path, OTHERS_URI, TRUE);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], AS_OTHER))
    be_other ();
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/ui/clipboard/private", GINT_TO_POINTER (FALSE), test_private);
  g_test_add_data_func ("/ui/clipboard/private-primary", GINT_TO_POINTER (TRUE), test_private);
  g_test_add_func ("/ui/clipboard/copied-by-hand", test_copied_by_hand);
  g_test_add_func ("/ui/clipboard/of-another-program-stays", test_of_another_program);
  g_test_add_func ("/ui/clipboard/recent-files", test_recent_files);
  return g_test_run ();
}

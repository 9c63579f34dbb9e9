/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling in the letterhead: what can be printed is kept at once, what can't is said, and nothing is lost. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-letterhead-group.h"
#include "lumbar-test-intake.h"

#define N_ENTRIES (LUMBAR_LETTERHEAD_MOST_LINES + 2)

typedef struct {
  GtkWindow *window;
  LumbarLetterheadGroup *group;
} Test;

static char *folder;

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

/* The name, the lines of the address and the telephone, in this order. */
static GtkEditable *
get_entry (Test *test, guint i)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  collect (GTK_WIDGET (test->group), ADW_TYPE_ENTRY_ROW, entries);
  g_assert_cmpuint (entries->len, ==, N_ENTRIES);
  return entries->pdata[i];
}

/* The row of the logo, or the one that says what is wrong. */
static AdwActionRow *
get_row (Test *test, guint i)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (test->group), ADW_TYPE_ACTION_ROW, rows);
  g_assert_cmpuint (rows->len, ==, 2);
  return rows->pdata[i];
}

#define LOGO 0
#define PROBLEM 1

/* "" where nothing is said to be wrong. */
static const char *
get_problem (Test *test)
{
  AdwActionRow *row = get_row (test, PROBLEM);

  return gtk_widget_get_visible (GTK_WIDGET (row)) ? adw_action_row_get_subtitle (row) : "";
}

static void
type (Test *test, guint entry, const char *text)
{
  gtk_editable_set_text (get_entry (test, entry), text);
  g_signal_emit_by_name (get_entry (test, entry), "apply");
}

/* NULL where there is none. */
static LumbarLetterhead *
read_saved (void)
{
  LumbarLetterhead *letterhead = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_letterhead_load_default (&letterhead, &error);
  g_assert_no_error (error);
  return letterhead;
}

static void
open_window (Test *test)
{
  test->window = GTK_WINDOW (gtk_window_new ());
  test->group = LUMBAR_LETTERHEAD_GROUP (lumbar_letterhead_group_new ());
  gtk_window_set_child (test->window, GTK_WIDGET (test->group));
  gtk_window_present (test->window);
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (test->group)));
}

static void
set_up (Test *test, gconstpointer data)
{
  open_window (test);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_autofree char *path = lumbar_letterhead_get_default_path ();

  gtk_window_destroy (test->window);
  lumbar_test_settle (20);
  lumbar_letterhead_remove (path, NULL);
}

static void
test_empty_is_none (Test *test, gconstpointer data)
{
  g_assert_cmpstr (get_problem (test), ==, "");
  type (test, 0, "Example Surgery");
  type (test, 0, "");
  g_assert_cmpstr (get_problem (test), ==, "");
  g_assert_null (read_saved ());
}

static void
test_applied_is_saved (Test *test, gconstpointer data)
{
  g_autoptr (LumbarLetterhead) saved = NULL;

  type (test, 0, " Example Surgery ");
  type (test, 1, "12 Example Street");
  type (test, 3, "Sampletown");
  type (test, N_ENTRIES - 1, "+00 123");
  saved = read_saved ();
  g_assert_cmpstr (saved->name, ==, "Example Surgery");
  g_assert_cmpuint (g_strv_length (saved->address), ==, 2);
  g_assert_cmpstr (saved->address[1], ==, "Sampletown");
  g_assert_cmpstr (saved->telephone, ==, "+00 123");
}

static void
test_is_there_again (Test *test, gconstpointer data)
{
  type (test, 0, "Example Surgery");
  type (test, 2, "Sampletown");
  gtk_window_destroy (test->window);
  open_window (test);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (test, 0)), ==, "Example Surgery");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (test, 1)), ==, "Sampletown");
}

/* Nobody presses a button before closing a window. */
static void
test_typed_is_saved_with_the_window (Test *test, gconstpointer data)
{
  g_autoptr (LumbarLetterhead) saved = NULL;

  gtk_editable_set_text (get_entry (test, 0), "Example Surgery");
  g_assert_null (read_saved ());
  gtk_window_destroy (test->window);
  open_window (test);
  saved = read_saved ();
  g_assert_cmpstr (saved->name, ==, "Example Surgery");
}

static void
test_wrong_is_said_and_not_saved (Test *test, gconstpointer data)
{
  g_autofree char *far_too_long = g_strnfill (LUMBAR_LETTERHEAD_MOST_CHARS + 1, 'x');
  g_autoptr (LumbarLetterhead) saved = NULL;

  type (test, 1, "12 Example Street");
  g_assert_nonnull (strstr (get_problem (test), "name of the clinic"));
  g_assert_null (read_saved ());
  type (test, 0, "Example Surgery");
  g_assert_cmpstr (get_problem (test), ==, "");
  type (test, 0, far_too_long);
  g_assert_nonnull (strstr (get_problem (test), "Shorten"));
  saved = read_saved ();
  g_assert_cmpstr (saved->name, ==, "Example Surgery");
}

static char *
write_logo (void)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 30, 10);
  char *path = g_build_filename (folder, "clinic.png", NULL);

  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture);
  return path;
}

/* A copy is kept: the picture may be moved away. */
static void
test_logo_is_copied (Test *test, gconstpointer data)
{
  g_autofree char *path = write_logo ();
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  g_autoptr (LumbarLetterhead) saved = NULL;

  type (test, 0, "Example Surgery");
  lumbar_letterhead_group_choose_logo (test->group, path);
  g_assert_cmpstr (adw_action_row_get_subtitle (get_row (test, LOGO)), ==, "clinic.png");
  g_unlink (path);
  saved = read_saved ();
  g_assert_nonnull (saved->logo);
  g_clear_pointer (&saved, lumbar_letterhead_unref);
  collect (GTK_WIDGET (get_row (test, LOGO)), GTK_TYPE_BUTTON, buttons);
  g_signal_emit_by_name (buttons->pdata[0], "clicked");
  saved = read_saved ();
  g_assert_null (saved->logo);
}

/* Typing on after the picture was moved away still finds its copy. */
static void
test_logo_outlives_its_file (Test *test, gconstpointer data)
{
  g_autofree char *path = write_logo ();
  g_autoptr (LumbarLetterhead) saved = NULL;

  type (test, 0, "Example Surgery");
  lumbar_letterhead_group_choose_logo (test->group, path);
  g_unlink (path);
  type (test, 1, "Sampletown");
  g_assert_cmpstr (get_problem (test), ==, "");
  saved = read_saved ();
  g_assert_nonnull (saved->logo);
  g_assert_cmpstr (saved->address[0], ==, "Sampletown");
}

static void
test_logo_that_is_none_is_said (Test *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (folder, "words.png", NULL);

  g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
  type (test, 0, "Example Surgery");
  lumbar_letterhead_group_choose_logo (test->group, path);
  g_assert_nonnull (strstr (get_problem (test), "Save the logo as PNG"));
  g_assert_null (strstr (adw_action_row_get_subtitle (get_row (test, LOGO)), "words.png"));
  g_unlink (path);
}

static void
test_file_that_is_wrong_is_said (Test *test, gconstpointer data)
{
  g_autofree char *path = lumbar_letterhead_get_default_path ();

  type (test, 0, "Example Surgery");
  g_assert_true (g_file_set_contents (path, "[letterhead]\nphone=1\n", -1, NULL));
  gtk_window_destroy (test->window);
  open_window (test);
  g_assert_nonnull (strstr (get_problem (test), "letterhead.ini: [letterhead] phone"));
}

#define ADD(path, func) g_test_add ("/ui/letterhead-group/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *config = NULL;
  g_autofree char *place = NULL;
  int status;

  folder = g_dir_make_tmp ("lumbar-letterhead-XXXXXX", NULL);
  g_assert_nonnull (folder);
  config = g_build_filename (folder, "config", NULL);
  place = g_build_filename (config, "lumbar", NULL);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("empty-is-none", test_empty_is_none);
  ADD ("applied-is-saved", test_applied_is_saved);
  ADD ("is-there-again", test_is_there_again);
  ADD ("typed-is-saved-with-the-window", test_typed_is_saved_with_the_window);
  ADD ("wrong-is-said-and-not-saved", test_wrong_is_said_and_not_saved);
  ADD ("logo-is-copied", test_logo_is_copied);
  ADD ("logo-outlives-its-file", test_logo_outlives_its_file);
  ADD ("logo-that-is-none-is-said", test_logo_that_is_none_is_said);
  ADD ("file-that-is-wrong-is-said", test_file_that_is_wrong_is_said);
  status = g_test_run ();
  g_rmdir (place);
  g_rmdir (config);
  g_rmdir (folder);
  g_free (folder);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every icon that is named anywhere is there: GTK shows a broken picture for others and says nothing. */

#include <adwaita.h>

static GtkIconTheme *
get_theme (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  gtk_icon_theme_add_resource_path (theme, "/io/github/lumbar/Lumbar/icons");
  return theme;
}

static guint
check_matches (const char *path, const char *contents, GRegex *regex)
{
  GtkIconTheme *theme = get_theme ();
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (regex, contents, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (!gtk_icon_theme_has_icon (theme, name))
        g_error ("%s: there is no icon “%s”", path, name);
      n++;
    }
  return n;
}

static guint
check_folder (const char *folder, const char *suffix, GRegex *regex)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += check_folder (path, suffix, regex);
      else if (g_str_has_suffix (name, suffix) && g_file_get_contents (path, &contents, NULL, NULL))
        n += check_matches (path, contents, regex);
    }
  return n;
}

static void
test_named_in_ui_files (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "src", "ui", NULL);
  g_autoptr (GRegex) regex = g_regex_new ("\"icon-name\"[^>]*>([^<]+)<", 0, 0, NULL);

  g_assert_cmpuint (check_folder (folder, ".ui", regex), >, 10);
}

static void
test_named_in_code (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("LUMBAR_SOURCE_ROOT"), "src", "ui", NULL);
  g_autoptr (GRegex) regex = g_regex_new ("\"([a-z][a-z0-9-]+-symbolic)\"", 0, 0, NULL);

  g_assert_cmpuint (check_folder (folder, ".c", regex), >, 3);
}

static void
test_of_the_program (void)
{
  g_assert_true (gtk_icon_theme_has_icon (get_theme (), "io.github.lumbar.Lumbar"));
  g_assert_true (gtk_icon_theme_has_icon (get_theme (), "io.github.lumbar.Lumbar-symbolic"));
}

static void
test_absent_one_is_noticed (void)
{
  g_assert_false (gtk_icon_theme_has_icon (get_theme (), "edit-symbolic"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/icons/named-in-ui-files", test_named_in_ui_files);
  g_test_add_func ("/ui/icons/named-in-code", test_named_in_code);
  g_test_add_func ("/ui/icons/of-the-program", test_of_the_program);
  g_test_add_func ("/ui/icons/absent-one-is-noticed", test_absent_one_is_noticed);
  return g_test_run ();
}

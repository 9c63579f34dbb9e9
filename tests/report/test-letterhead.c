/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letterhead of a clinic: what is read from its file, what is refused and how, and where it stands. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fixture.h"
#include "lumbar-error.h"
#include "lumbar-report-pdf.h"
#include "lumbar-report-text.h"

static char *folder;

#define LINE_90 "123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 1234567890"

typedef struct {
  const char *name;
  const char *content; /* NULL: there is no such file */
  const char *says[4]; /* What the error names; none: it is read */
} FileCase;

/* good.png is a picture, cut.png one that ends early, huge.png claims to be larger than the memory, words.png is
 * none. */
static const FileCase files[] = {
  { "name-alone", "[letterhead]\nname=Example Clinic\n", { NULL } },
  { "all", "[letterhead]\nname=Example Clinic\naddress=1 Street; Town;\ntelephone=+00 1\nlogo=good.png\n", { NULL } },
  { "from-right-to-left", "[letterhead]\nname=مستشفى المثال\naddress=שדרות הדוגמה\n", { NULL } },
  { "as-long-as-may-be", "[letterhead]\nname=" LINE_90 "\naddress=1;2;3;4\n", { NULL } },
  { "not-there", NULL, { "not-there.ini", "No such file", "Name a file that is there" } },
  { "empty", "", { "empty.ini", "[letterhead]" } },
  { "without-its-group", "name=Example Clinic\n", { "without-its-group.ini", "[letterhead]" } },
  { "other-group", "[clinic]\nname=Example Clinic\n",
    { "other-group.ini", "[letterhead] is missing", "Put it first" } },
  { "nameless", "[letterhead]\ntelephone=1\n", { "nameless.ini: [letterhead] name:", "Write the name" } },
  { "blank-name", "[letterhead]\nname=\\s\n", { "blank-name.ini: [letterhead] name:", "Write the name" } },
  { "unknown-key", "[letterhead]\nname=A\nphone=1\n", { "unknown-key.ini: [letterhead] phone:", "Use name, address" } },
  { "name-too-long", "[letterhead]\nname=1" LINE_90 "\n", { "[letterhead] name:", "longer than 90", "Shorten" } },
  { "address-too-long", "[letterhead]\nname=A\naddress=1;x" LINE_90 "\n",
    { "[letterhead] address:", "longer than 90" } },
  { "too-many-lines", "[letterhead]\nname=A\naddress=1;2;3;4;5\n",
    { "[letterhead] address:", "5 lines", "4 at most" } },
  { "telephone-too-long", "[letterhead]\nname=A\ntelephone=1" LINE_90 "\n", { "[letterhead] telephone:", "Shorten" } },
  { "control-character", "[letterhead]\nname=A\x1b[31mB\n", { "[letterhead] name:", "can’t be seen", "plain text" } },
  { "line-break", "[letterhead]\nname=A\\nB\n", { "[letterhead] name:", "plain text" } },
  { "reordering-mark", "[letterhead]\nname=A\u202eB\n", { "[letterhead] name:", "plain text" } },
  { "not-utf-8", "[letterhead]\nname=A\xff\n", { "not-utf-8.ini", "Save the file as UTF-8" } },
  { "bad-escape", "[letterhead]\nname=A\\qB\n", { "[letterhead] name:", "backslash" } },
  { "no-key-file", "PK\x03\x04\x1b[2J", { "no-key-file.ini", "Write [letterhead] first" } },
  { "logo-not-there", "[letterhead]\nname=A\nlogo=none.png\n",
    { "[letterhead] logo:", "none.png", "No such file", "take the line out" } },
  { "logo-no-picture", "[letterhead]\nname=A\nlogo=words.png\n",
    { "[letterhead] logo:", "words.png", "Save the logo as PNG" } },
  { "logo-damaged", "[letterhead]\nname=A\nlogo=cut.png\n", { "[letterhead] logo:", "cut.png", "damaged" } },
  { "logo-huge", "[letterhead]\nname=A\nlogo=huge.png\n", { "[letterhead] logo:", "60000 by 60000", "2000 at most" } },
  { "logo-many-bytes", "[letterhead]\nname=A\nlogo=heavy.png\n", { "[letterhead] logo:", "2 MiB or less" } },
  { "logo-device", "[letterhead]\nname=A\nlogo=/dev/zero\n", { "[letterhead] logo:", "/dev/zero", "no file" } },
  { "logo-folder", "[letterhead]\nname=A\nlogo=.\n", { "[letterhead] logo:", "no file" } },
};

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_logos (void)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 20);
  g_autofree char *good = in_folder ("good.png");
  g_autofree char *cut = in_folder ("cut.png");
  g_autofree char *huge = in_folder ("huge.png");
  g_autofree char *words = in_folder ("words.png");
  g_autofree char *heavy = in_folder ("heavy.png");
  g_autofree char *much = g_strnfill (3 << 20, 'x');
  g_autofree char *data = NULL;
  gsize size;

  g_assert_cmpint (cairo_surface_write_to_png (picture, good), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture);
  g_assert_true (g_file_get_contents (good, &data, &size, NULL));
  g_assert_true (g_file_set_contents (cut, data, 40, NULL));
  memcpy (data + 16, "\0\0\xEA\x60\0\0\xEA\x60", 8);
  g_assert_true (g_file_set_contents (huge, data, (gssize) size, NULL));
  g_assert_true (g_file_set_contents (words, "no picture", -1, NULL));
  g_assert_true (g_file_set_contents (heavy, much, -1, NULL));
}

static void
test_file (gconstpointer data)
{
  const FileCase *item = data;
  g_autofree char *name = g_strconcat (item->name, ".ini", NULL);
  g_autofree char *path = in_folder (name);
  g_autoptr (LumbarLetterhead) letterhead = NULL;
  g_autoptr (GError) error = NULL;

  if (item->content != NULL)
    g_assert_true (g_file_set_contents (path, item->content, -1, NULL));
  letterhead = lumbar_letterhead_load (path, &error);
  if (item->says[0] == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (letterhead);
      return;
    }
  g_assert_null (letterhead);
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
  g_test_message ("%s", error->message);
  for (const char *p = error->message; *p != '\0'; p++)
    g_assert_cmpint ((guchar) *p, >=, ' ');
  for (guint i = 0; i < G_N_ELEMENTS (item->says) && item->says[i] != NULL; i++)
    g_assert_nonnull (strstr (error->message, item->says[i]));
}

static void
test_whole_device_is_no_letterhead (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_letterhead_load ("/dev/zero", &error));
  g_assert_nonnull (strstr (error->message, "no letterhead"));
  g_clear_error (&error);
  g_assert_null (lumbar_letterhead_load (folder, &error));
  g_assert_nonnull (strstr (error->message, "no letterhead"));
}

static LumbarLetterhead *
make_letterhead (const char *name)
{
  g_autofree char *logo = in_folder ("good.png");
  g_autoptr (GError) error = NULL;
  LumbarLetterhead *letterhead = lumbar_letterhead_new (name, "12 Example Street; Sampletown", "+00 123", logo, &error);

  g_assert_no_error (error);
  return letterhead;
}

static void
test_saved_and_read_again (void)
{
  g_autoptr (LumbarLetterhead) made = make_letterhead ("Example; Clinic = “A”");
  g_autofree char *path = g_build_filename (folder, "new", "lumbar", "letterhead.ini", NULL);
  g_autofree char *logo = g_build_filename (folder, "new", "lumbar", "letterhead-logo.png", NULL);
  g_autoptr (LumbarLetterhead) bare = lumbar_letterhead_new ("Bare", "", "", NULL, NULL);
  g_autoptr (LumbarLetterhead) read = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (lumbar_letterhead_save (made, path, &error));
  read = lumbar_letterhead_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->name, ==, made->name);
  g_assert_cmpstrv (read->address, made->address);
  g_assert_cmpuint (g_strv_length (read->address), ==, 2);
  g_assert_cmpstr (read->telephone, ==, "+00 123");
  g_assert_true (g_bytes_equal (read->png, made->png));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_clear_pointer (&read, lumbar_letterhead_unref);
  /* What has no logo leaves none behind. */
  g_assert_true (lumbar_letterhead_save (bare, path, &error));
  g_assert_false (g_file_test (logo, G_FILE_TEST_EXISTS));
  read = lumbar_letterhead_load (path, &error);
  g_assert_null (read->logo);
  g_assert_true (lumbar_letterhead_remove (path, &error));
  g_assert_true (lumbar_letterhead_remove (path, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_where_nothing_can_be_saved (void)
{
  g_autoptr (LumbarLetterhead) made = make_letterhead ("Example Clinic");
  g_autofree char *path = g_build_filename (folder, "words.png", "letterhead.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_letterhead_save (made, path, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT);
  g_assert_nonnull (strstr (error->message, "words.png"));
}

static LumbarReport *
make_report (LumbarReportProfile profile, LumbarLetterhead *letterhead)
{
  LumbarReportChoice choice = { .profile = profile, .letterhead = letterhead };
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_CAUDA_EQUINA);
  g_autoptr (LumbarPatient) patient = fixture_patient ("Beispiel", "Anna");

  return lumbar_report_new_chosen (fixture_knowledge (), patient, encounter, NULL, "2026-11-22T15:30:00Z", &choice);
}

/* The words of the pages, with a form feed after each; NULL for what pdftotext does not read. */
static char *
read_pages (LumbarReport *report)
{
  g_autofree char *path = in_folder ("report.pdf");
  const char *const arguments[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_assert_true (lumbar_report_write_pdf (report, LUMBAR_PAPER_A4, path, &error));
  g_assert_true (
    g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error));
  return out;
}

typedef struct {
  const char *name;
  const char *clinic;
  const char *wanted; /* One of its words */
} NameCase;

static const NameCase names[] = {
  { "latin", "Example Surgery", "Surgery" },
  { "from-right-to-left", "مستشفى المثال", "مستشفى" },
};

/* On the first page of each kind of report, before its title, and on no other. */
static void
test_stands_on_the_first_page (gconstpointer data)
{
  const NameCase *item = data;
  g_autoptr (LumbarLetterhead) letterhead = make_letterhead (item->clinic);

  for (guint profile = 0; profile < LUMBAR_N_PROFILES; profile++)
    {
      g_autoptr (LumbarReport) report = make_report ((LumbarReportProfile) profile, letterhead);
      g_autofree char *words = read_pages (report);
      g_auto (GStrv) pages = g_strsplit (words, "\f", -1);
      const char *name = strstr (pages[0], item->wanted);
      g_auto (GStrv) title = g_strsplit (report->title, " ", 2);

      g_assert_nonnull (name);
      g_assert_nonnull (strstr (pages[0], "Sampletown"));
      g_assert_nonnull (strstr (pages[0], "+00 123"));
      g_assert_nonnull (strstr (name, title[0]));
      for (guint i = 1; pages[i] != NULL; i++)
        g_assert_null (strstr (pages[i], item->wanted));
    }
}

static void
test_stands_first_as_text (void)
{
  g_autoptr (LumbarLetterhead) letterhead = make_letterhead ("Example Clinic");
  g_autoptr (LumbarReport) report = make_report (LUMBAR_PROFILE_FULL, letterhead);
  g_autoptr (LumbarReport) without = make_report (LUMBAR_PROFILE_FULL, NULL);
  g_autofree char *text = lumbar_report_to_text (report, 80);
  g_autofree char *plain = lumbar_report_to_text (without, 80);
  g_autofree char *wanted =
    g_strconcat ("Example Clinic\n12 Example Street\nSampletown\nTelephone +00 123\n\n", plain, NULL);

  g_assert_cmpstr (text, ==, wanted);
}

/* The person is told whom to call. */
static void
test_telephone_stands_where_the_patient_looks (void)
{
  g_autoptr (LumbarLetterhead) letterhead = make_letterhead ("Example Clinic");
  g_autoptr (LumbarReport) report = make_report (LUMBAR_PROFILE_PATIENT, letterhead);
  g_autoptr (LumbarReport) without = make_report (LUMBAR_PROFILE_PATIENT, NULL);
  g_autofree char *words = fixture_words (report);
  g_autofree char *plain = fixture_words (without);

  g_assert_nonnull (strstr (words, "+00 123"));
  g_assert_null (strstr (words, "____"));
  g_assert_nonnull (strstr (plain, "____"));
}

static void
test_same_letterhead_same_bytes (void)
{
  g_autofree char *path = in_folder ("report.pdf");
  g_autofree char *first = NULL, *second = NULL;
  gsize sizes[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LumbarLetterhead) letterhead = make_letterhead ("Example Clinic");
      g_autoptr (LumbarReport) report = make_report (LUMBAR_PROFILE_LETTER, letterhead);

      g_assert_true (lumbar_report_write_pdf (report, LUMBAR_PAPER_A4, path, NULL));
      g_assert_true (g_file_get_contents (path, i == 0 ? &first : &second, &sizes[i], NULL));
    }
  g_assert_cmpmem (first, sizes[0], second, sizes[1]);
}

static void
test_none_where_the_user_has_none (void)
{
  g_autofree char *path = lumbar_letterhead_get_default_path ();
  g_autoptr (LumbarLetterhead) made = make_letterhead ("Example Clinic");
  g_autoptr (LumbarLetterhead) letterhead = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (path, folder));
  g_assert_true (lumbar_letterhead_load_default (&letterhead, &error));
  g_assert_null (letterhead);
  g_assert_true (lumbar_letterhead_save (made, path, &error));
  g_assert_true (lumbar_letterhead_load_default (&letterhead, &error));
  g_assert_cmpstr (letterhead->name, ==, "Example Clinic");
  g_clear_pointer (&letterhead, lumbar_letterhead_unref);
  g_assert_true (g_file_set_contents (path, "[letterhead]\n", -1, NULL));
  g_assert_false (lumbar_letterhead_load_default (&letterhead, &error));
  g_assert_null (letterhead);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (lumbar_letterhead_remove (path, NULL));
}

static void
remove_folder (const char *place)
{
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (place, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (place);
}

int
main (int argc, char **argv)
{
  int status;

  folder = g_dir_make_tmp ("lumbar-letterhead-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  write_logos ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/letterhead/file/", files[i].name, NULL);

      g_test_add_data_func (path, &files[i], test_file);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/letterhead/on-the-first-page/", names[i].name, NULL);

      g_test_add_data_func (path, &names[i], test_stands_on_the_first_page);
    }
  g_test_add_func ("/letterhead/whole-device-is-no-letterhead", test_whole_device_is_no_letterhead);
  g_test_add_func ("/letterhead/saved-and-read-again", test_saved_and_read_again);
  g_test_add_func ("/letterhead/where-nothing-can-be-saved", test_where_nothing_can_be_saved);
  g_test_add_func ("/letterhead/stands-first-as-text", test_stands_first_as_text);
  g_test_add_func ("/letterhead/telephone-stands-where-the-patient-looks",
                   test_telephone_stands_where_the_patient_looks);
  g_test_add_func ("/letterhead/same-letterhead-same-bytes", test_same_letterhead_same_bytes);
  g_test_add_func ("/letterhead/none-where-the-user-has-none", test_none_where_the_user_has_none);
  status = g_test_run ();
  remove_folder (folder);
  g_free (folder);
  return status;
}

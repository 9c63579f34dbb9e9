/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The PDF file, judged by programs that nobody here wrote: poppler and qpdf. */

#include "lumbar-report-pdf.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"
#include "lumbar-error.h"

static char *folder;

static char *
write_report (LumbarReport *report, LumbarPaper paper, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  lumbar_report_write_pdf (report, paper, path, &error);
  g_assert_no_error (error);
  return path;
}

/* Runs a program and returns what it prints; it must succeed. */
static char *
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return output;
}

static char *
read_text (const char *path)
{
  const char *const arguments[] = { "pdftotext", "-enc", "UTF-8", path, "-", NULL };

  return run (arguments);
}

static char *
read_info (const char *path)
{
  const char *const arguments[] = { "pdfinfo", path, NULL };

  return run (arguments);
}

/* How often each run of letters and digits occurs. Hyphens don't count: pdftotext takes out those at the
 * end of a line. */
static GHashTable *
count_words (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *word = g_string_new (NULL);

  for (const char *p = normal;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (word, c);
      else if (c != '-' && word->len > 0)
        {
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (words, word->str));

          g_hash_table_insert (words, g_strdup (word->str), GUINT_TO_POINTER (n + 1));
          g_string_truncate (word, 0);
        }
      if (*p == '\0')
        break;
    }
  g_string_free (word, TRUE);
  return words;
}

/* Every word of the report is in the document at least as often as in the report. */
static void
check_nothing_lost (LumbarReport *report, const char *path)
{
  g_autofree char *said = fixture_words (report);
  g_autofree char *printed = read_text (path);
  g_autoptr (GHashTable) expected = count_words (said);
  g_autoptr (GHashTable) found = count_words (printed);
  GHashTableIter iter;
  gpointer word, n;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &word, &n))
    if (GPOINTER_TO_UINT (g_hash_table_lookup (found, word)) < GPOINTER_TO_UINT (n))
      g_error ("“%s” is %u times in the report and %u times in the document", (char *) word,
               GPOINTER_TO_UINT (n), GPOINTER_TO_UINT (g_hash_table_lookup (found, word)));
}

static void
test_nothing_lost (gconstpointer answers)
{
  g_autoptr (LumbarReport) report = fixture_report (answers);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "words.pdf");

  check_nothing_lost (report, path);
}

static void
test_nothing_lost_full (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report ("Woke at four, unable to pass urine.");
  g_autofree char *path = write_report (report, LUMBAR_PAPER_LETTER, "full.pdf");

  check_nothing_lost (report, path);
}

/* In every profile the file is sound and nothing is lost, and the patient is told no weights. */
static void
test_profile (gconstpointer data)
{
  LumbarReportChoice choice = { .profile = (LumbarReportProfile) GPOINTER_TO_UINT (data) };
  const char *visits[] = { FIXTURE_QUIET, FIXTURE_CAUDA_EQUINA, FIXTURE_SCIATICA, FIXTURE_MIXED, "" };

  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autoptr (LumbarEncounter) encounter = fixture_encounter (visits[i]);
      g_autoptr (LumbarReport) report = lumbar_report_new_chosen (fixture_knowledge (), NULL, encounter, NULL,
                                                                  "2026-11-22T15:30:00Z", &choice);
      g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "profile.pdf");
      const char *const arguments[] = { "qpdf", "--check", path, NULL };
      g_autofree char *verdict = run (arguments);
      g_autofree char *words = fixture_words (report);

      /* Ids are broken at their hyphens within columns, where pdftotext can't put them together again. */
      if (choice.profile != LUMBAR_PROFILE_DATA)
        check_nothing_lost (report, path);
      g_assert_nonnull (strstr (verdict, "No syntax or stream encoding errors found"));
      g_assert_null (strstr (words, "iagnosis"));
      g_assert_null (strstr (words, "uled out"));
      if (choice.profile == LUMBAR_PROFILE_PATIENT)
        g_assert_null (strstr (words, "●●"));
    }
}

/* What is chosen away is gone and named; what is urgent stays. */
static void
test_left_out (void)
{
  LumbarReportChoice choice = { .without = LUMBAR_REPORT_ALL_SECTIONS };
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_CAUDA_EQUINA);
  g_autoptr (LumbarReport) report =
    lumbar_report_new_chosen (fixture_knowledge (), NULL, encounter, NULL, "2026-11-22T15:30:00Z", &choice);
  g_autofree char *words = fixture_words (report);

  g_assert_nonnull (strstr (words, "Possible cauda equina syndrome"));
  g_assert_nonnull (strstr (words, "Left out of this report\nClinician’s conclusion; Computed assessment; Plan"));
  g_assert_null (strstr (words, "Sources cited"));
}

static void
test_long_note (void)
{
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (note, "note%u ", i);
  for (guint profile = 0; profile < LUMBAR_N_PROFILES; profile++)
    {
      g_autoptr (LumbarReport) report = fixture_chosen_report ((LumbarReportProfile) profile, note->str);
      g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "long.pdf");
      g_autofree char *text = read_text (path);
      gboolean has_notes = profile == LUMBAR_PROFILE_FULL || profile == LUMBAR_PROFILE_DATA;

      for (guint i = 0; has_notes && i < 3000; i++)
        {
          g_autofree char *word = g_strdup_printf ("note%u", i);

          g_assert_nonnull (strstr (text, word));
        }
      /* Ids are broken at their hyphens within columns, where pdftotext can't put them together again. */
      if (profile != LUMBAR_PROFILE_DATA)
        check_nothing_lost (report, path);
    }
}

static guint
read_n_pages (const char *info)
{
  return (guint) g_ascii_strtoull (strstr (info, "Pages:") + strlen ("Pages:"), NULL, 10);
}

static void
test_header_on_every_page (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "header.pdf");
  g_autofree char *info = read_info (path);
  g_autofree char *text = read_text (path);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  guint n = read_n_pages (info);

  g_assert_cmpuint (n, >, 2);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u", i + 1, n);

      g_assert_nonnull (strstr (pages[i], number));
      g_assert_nonnull (strstr (pages[i], "Nowak, Anna · 12 Mar 1979 (47) · 004711"));
      g_assert_nonnull (strstr (pages[i], "Visit of 22 Nov 2026"));
    }
}

static void
test_paper (void)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_QUIET);
  g_autofree char *a4 = write_report (report, LUMBAR_PAPER_A4, "a4.pdf");
  g_autofree char *letter = write_report (report, LUMBAR_PAPER_LETTER, "letter.pdf");
  g_autofree char *a4_info = read_info (a4);
  g_autofree char *letter_info = read_info (letter);

  g_assert_nonnull (strstr (a4_info, "(A4)"));
  g_assert_nonnull (strstr (letter_info, "(letter)"));
}

static void
test_metadata (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "metadata.pdf");
  g_autofree char *info = read_info (path);
  static const char *const says[] = {
    "Visit report: Low back pain in multiple sclerosis", "Author:          Dr Example", "Knowledge 2026",
    "Nov 22 15:30:00 2026", "Tagged:          yes",
  };

  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    if (strstr (info, says[i]) == NULL)
      g_error ("“%s” is missing in:\n%s", says[i], info);
  g_assert_null (strstr (info, "Nowak"));
}

static void
test_structure (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "structure.pdf");
  const char *const arguments[] = { "pdfinfo", "-struct", path, NULL };
  g_autofree char *structure = run (arguments);
  static const char *const says[] = { "Document", "H1", "H2", "H3", "P (", "L (", "LI", "Link", "Figure" };

  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    if (strstr (structure, says[i]) == NULL)
      g_error ("“%s” is missing in:\n%.2000s", says[i], structure);
  g_assert_true (g_str_has_prefix (structure, "Document"));
}

static void
test_links (void)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_SCIATICA);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "links.pdf");
  const char *const arguments[] = { "pdfinfo", "-url", path, NULL };
  g_autofree char *urls = run (arguments);

  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];

      if (block->link != NULL)
        g_assert_nonnull (strstr (urls, block->link));
    }
  g_assert_nonnull (strstr (urls, "https://doi.org/"));
}

static void
test_sound (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "sound.pdf");
  const char *const arguments[] = { "qpdf", "--check", path, NULL };
  g_autofree char *verdict = run (arguments);

  g_assert_nonnull (strstr (verdict, "No syntax or stream encoding errors found"));
}

static void
test_fonts_embedded (void)
{
  g_autoptr (LumbarReport) report = fixture_full_report (NULL);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "fonts.pdf");
  const char *const arguments[] = { "pdffonts", path, NULL };
  g_autofree char *table = run (arguments);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (table), "\n", -1);
  gssize column = strstr (lines[0], "emb") - lines[0];

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_str_has_prefix (lines[i] + column, "yes yes yes"));
}

static void
test_same_bytes (void)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize first_length, second_length;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LumbarReport) report = fixture_full_report ("Once more.");
      g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "same.pdf");

      g_assert_true (
        g_file_get_contents (path, i == 0 ? &first : &second, i == 0 ? &first_length : &second_length, NULL));
    }
  g_assert_cmpmem (first, first_length, second, second_length);
}

typedef struct {
  const char *name;
  const char *family;
  const char *given;
} NameCase;

static const NameCase names[] = {
  { "polish", "Żółkiewski", "Łucja" },  { "vietnamese", "Nguyễn", "Thị Hạnh" },
  { "greek", "Παπαδόπουλος", "Ωμέγα" }, { "cyrillic", "Привалова", "Юлия" },
  { "arabic", "عبدالله", "فاطمة" },     { "japanese", "山田", "花子" },
  { "emoji", "Example", "🙂" },
};

/* In every kind of report: also without a font for the script, the name is on each page to be searched and copied. */
static void
test_name (gconstpointer data)
{
  const NameCase *the = data;
  g_autoptr (LumbarPatient) patient = fixture_patient (the->family, the->given);
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_CAUDA_EQUINA);

  for (guint profile = 0; profile < LUMBAR_N_PROFILES; profile++)
    {
      LumbarReportChoice choice = { .profile = (LumbarReportProfile) profile };
      g_autoptr (LumbarReport) report =
        lumbar_report_new_chosen (fixture_knowledge (), patient, encounter, NULL, "2026-11-22T15:30:00Z", &choice);
      g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "name.pdf");
      g_autofree char *text = read_text (path);
      g_auto (GStrv) sheets = g_strsplit (text, "\f", -1);

      for (guint i = 0; sheets[i] != NULL && sheets[i + 1] != NULL; i++)
        {
          g_assert_nonnull (strstr (sheets[i], the->family));
          g_assert_nonnull (strstr (sheets[i], the->given));
          g_assert_nonnull (strstr (sheets[i], "12 Mar 1979"));
        }
    }
}

/* A table that goes on on another page is read there under its head. */
static void
test_head_stands_again (void)
{
  g_autoptr (LumbarReport) report = fixture_chosen_report (LUMBAR_PROFILE_DATA, NULL);
  g_autofree char *path = write_report (report, LUMBAR_PAPER_A4, "data.pdf");
  g_autofree char *text = read_text (path);
  g_autofree char *words = fixture_words (report);
  g_auto (GStrv) sheets = g_strsplit (text, "\f", -1);
  g_auto (GStrv) heads = g_strsplit (words, "What was done, or what is missing", -1);
  guint n_again = 0;

  g_assert_cmpuint (g_strv_length (heads), ==, 2);
  for (guint i = 0; sheets[i] != NULL; i++)
    n_again += strstr (sheets[i], "What was done, or what is") != NULL;
  g_assert_cmpuint (n_again, >, 1);
}

static void
check_refused (const char *path)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_QUIET);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_report_write_pdf (report, LUMBAR_PAPER_A4, path, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_no_such_folder (void)
{
  g_autofree char *path = g_build_filename (folder, "missing", "report.pdf", NULL);

  check_refused (path);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_is_folder (void)
{
  check_refused (folder);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
}

static void
test_full_device (void)
{
  check_refused ("/dev/full");
}

/* A report that can't be drawn or written leaves the one that is there. */
static void
test_replaces_whole (void)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_QUIET);
  g_autofree char *path = g_build_filename (folder, "old.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GDir) left = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_free (write_report (report, LUMBAR_PAPER_A4, "old.pdf"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  left = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (left); name != NULL; name = g_dir_read_name (left))
    g_assert_true (g_str_has_suffix (name, ".pdf"));
}

static void
test_link_stays (void)
{
  g_autoptr (LumbarReport) report = fixture_report (FIXTURE_QUIET);
  g_autofree char *target = write_report (report, LUMBAR_PAPER_A4, "target.pdf");
  g_autofree char *link = g_build_filename (folder, "link.pdf", NULL);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (target, "old", -1, NULL));
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_free (write_report (report, LUMBAR_PAPER_A4, "link.pdf"));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (target, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("lumbar-report-XXXXXX", NULL);
  g_test_add_data_func ("/report-pdf/nothing-lost/quiet", FIXTURE_QUIET, test_nothing_lost);
  g_test_add_data_func ("/report-pdf/nothing-lost/cauda-equina", FIXTURE_CAUDA_EQUINA, test_nothing_lost);
  g_test_add_data_func ("/report-pdf/nothing-lost/sciatica", FIXTURE_SCIATICA, test_nothing_lost);
  g_test_add_data_func ("/report-pdf/nothing-lost/mixed", FIXTURE_MIXED, test_nothing_lost);
  g_test_add_data_func ("/report-pdf/nothing-lost/empty", "", test_nothing_lost);
  g_test_add_func ("/report-pdf/nothing-lost/full", test_nothing_lost_full);
  g_test_add_func ("/report-pdf/nothing-lost/long-note", test_long_note);
  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    {
      g_autofree char *path =
        g_strconcat ("/report-pdf/profile/", lumbar_report_profile_to_id ((LumbarReportProfile) i), NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_profile);
    }
  g_test_add_func ("/report-pdf/left-out", test_left_out);
  g_test_add_func ("/report-pdf/header-on-every-page", test_header_on_every_page);
  g_test_add_func ("/report-pdf/paper", test_paper);
  g_test_add_func ("/report-pdf/metadata", test_metadata);
  g_test_add_func ("/report-pdf/structure", test_structure);
  g_test_add_func ("/report-pdf/links", test_links);
  g_test_add_func ("/report-pdf/sound", test_sound);
  g_test_add_func ("/report-pdf/fonts-embedded", test_fonts_embedded);
  g_test_add_func ("/report-pdf/same-bytes", test_same_bytes);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/report-pdf/name/", names[i].name, NULL);

      g_test_add_data_func (path, &names[i], test_name);
    }
  g_test_add_func ("/report-pdf/head-stands-again", test_head_stands_again);
  g_test_add_func ("/report-pdf/no-such-folder", test_no_such_folder);
  g_test_add_func ("/report-pdf/is-folder", test_is_folder);
  g_test_add_func ("/report-pdf/full-device", test_full_device);
  g_test_add_func ("/report-pdf/replaces-whole", test_replaces_whole);
  g_test_add_func ("/report-pdf/link-stays", test_link_stays);
  status = g_test_run ();
  remove_folder ();
  return status;
}

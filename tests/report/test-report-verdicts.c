/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No text of an assessment that a person reads, of the tables or of a report in any form, claims a certainty or a
 * number. The titles of publications stand as they were printed, and what change in a score matters is the
 * instrument's own figure; both are left out. */

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "fixture.h"
#include "lumbar-report-pdf.h"
#include "lumbar-report-text.h"
#include "lumbar-text.h"
#include "lumbar-verdicts.h"

static const char *const *const visits[] = {
  &FIXTURE_QUIET, &FIXTURE_CAUDA_EQUINA, &FIXTURE_SCIATICA, &FIXTURE_MIXED,
};

static void
test_notices_what_is_forbidden (void)
{
  g_assert_nonnull (find_verdict ("Diagnosis: sciatica"));
  g_assert_nonnull (find_verdict ("Fracture is Ruled Out"));
  g_assert_nonnull (find_verdict ("83 % likely"));
  g_assert_nonnull (find_verdict ("eighty percent"));
  g_assert_null (find_verdict ("Likely: sciatica. Consider an X-ray."));
}

static void
test_findings (void)
{
  LumbarKnowledge *knowledge = fixture_knowledge ();

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);

      assert_no_verdict (finding->id, finding->label);
      assert_no_verdict (finding->id, finding->question);
      assert_no_verdict (finding->id, finding->help);
      assert_no_verdict (finding->id, finding->why);
      for (guint j = 0; j < finding->options->len; j++)
        assert_no_verdict (finding->id, lumbar_finding_get_option (finding, j)->text);
    }
}

static void
test_statements (void)
{
  LumbarKnowledge *knowledge = fixture_knowledge ();

  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    {
      assert_no_verdict ("causes.tsv", lumbar_knowledge_get_cause (knowledge, i)->name);
      assert_no_verdict ("causes.tsv", lumbar_knowledge_get_cause (knowledge, i)->mechanism);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_red_flags (knowledge); i++)
    {
      const LumbarRedFlag *flag = lumbar_knowledge_get_red_flag (knowledge, i);

      assert_no_verdict (flag->id, flag->name);
      assert_no_verdict (flag->id, flag->action);
      assert_no_verdict (flag->id, flag->ms_caveat);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_management (knowledge); i++)
    {
      assert_no_verdict ("management.tsv", lumbar_knowledge_get_management (knowledge, i)->item);
      assert_no_verdict ("management.tsv", lumbar_knowledge_get_management (knowledge, i)->caution);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_consistency (knowledge); i++)
    assert_no_verdict ("consistency.tsv", lumbar_knowledge_get_consistency (knowledge, i)->text);
}

/* What a reader of any form of the report sees, without titles of publications. */
static void
test_report (gconstpointer answers)
{
  g_autoptr (LumbarReport) report = fixture_report (answers);

  g_assert_cmpuint (report->blocks->len, >, 10);
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];

      if (block->kind == LUMBAR_BLOCK_SOURCE || block->kind == LUMBAR_BLOCK_MEASURE)
        continue;
      assert_no_verdict ("the report", block->marker);
      assert_no_verdict ("the report", block->text);
      assert_no_verdict ("the report", block->detail);
    }
}

/* Up to the list of the sources. */
static void
check_text (const char *where, char *text)
{
  char *sources = strstr (text, "Sources cited");

  if (sources != NULL)
    *sources = '\0';
  g_assert_cmpuint (strlen (text), >, 500);
  assert_no_verdict (where, text);
}

static void
test_text (gconstpointer answers)
{
  g_autoptr (LumbarReport) report = fixture_report (answers);
  g_autofree char *text = lumbar_report_to_text (report, 100);

  check_text ("the text report", text);
}

static void
test_pdf (gconstpointer answers)
{
  g_autoptr (LumbarReport) report = fixture_report (answers);
  g_autofree char *folder = g_dir_make_tmp ("lumbar-verdicts-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *text = NULL;

  lumbar_report_write_pdf (report, LUMBAR_PAPER_A4, path, &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdftotext", "-enc", "UTF-8", path, "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  check_text ("the PDF", text);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "quiet", "cauda-equina", "sciatica", "mixed" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-verdicts/notices-what-is-forbidden", test_notices_what_is_forbidden);
  g_test_add_func ("/report-verdicts/tables/findings", test_findings);
  g_test_add_func ("/report-verdicts/tables/statements", test_statements);
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_autofree char *report = g_strconcat ("/report-verdicts/report/", names[i], NULL);
      g_autofree char *text = g_strconcat ("/report-verdicts/text/", names[i], NULL);
      g_autofree char *pdf = g_strconcat ("/report-verdicts/pdf/", names[i], NULL);

      g_test_add_data_func (report, *visits[i], test_report);
      g_test_add_data_func (text, *visits[i], test_text);
      g_test_add_data_func (pdf, *visits[i], test_pdf);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain answers or a QuestionnaireResponse, to an assessment. */

#include "fuzz.h"

#include "lumbar-assessment-json.h"
#include "lumbar-fhir-response.h"
#include "lumbar-json.h"

/* Every answer can be written and read again. */
static void
check_answers (LumbarKnowledge *knowledge, LumbarResponse *response)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarAnswer *answer = lumbar_response_get_answer (response, i);
      g_autoptr (LumbarAnswer) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      if (answer == NULL)
        continue;
      text = lumbar_answer_to_string (answer, finding);
      again = lumbar_answer_new_from_string (finding, text, &error);
      g_assert_no_error (error);
      g_assert_true (lumbar_answer_equal (answer, again));
    }
}

static void
check_reasons (GPtrArray *reasons, gboolean above)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];

      g_assert_true (isfinite (reason->ratio) && reason->ratio > 0);
      g_assert_true (above ? reason->ratio > 1 : reason->ratio < 1);
    }
}

static void
check_assessment (LumbarAssessment *assessment)
{
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];

      g_assert_true (isfinite (cause->score));
      g_assert_true (i == 0 || cause->score <= ((LumbarRankedCause *) assessment->causes->pdata[i - 1])->score);
      g_assert_true (cause->probability >= 0 && cause->probability <= 1);
      check_reasons (cause->reasons_for, TRUE);
      check_reasons (cause->reasons_against, FALSE);
    }
  for (guint i = 0; i < assessment->next->len; i++)
    g_assert_true (isfinite (((LumbarNextQuestion *) assessment->next->pdata[i])->gain));
  g_assert_cmpuint (assessment->n_safety_recorded, <=, assessment->n_safety_items);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static LumbarKnowledge *knowledge;
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarResponse) response = NULL;
  g_autoptr (LumbarAssessment) assessment = NULL, again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *first = NULL, *second = NULL;

  if (knowledge == NULL)
    knowledge = lumbar_knowledge_new (NULL);
  response = lumbar_fhir_response_read_bytes (knowledge, "input", bytes, "2026-11-22", ignored, &error);
  if (response == NULL)
    {
      fuzz_check_error (error, "input");
      return 0;
    }
  g_assert_no_error (error);
  check_answers (knowledge, response);
  assessment = lumbar_assess (knowledge, response);
  again = lumbar_assess (knowledge, response);
  check_assessment (assessment);
  first = lumbar_assessment_to_json (assessment, ignored, TRUE);
  second = lumbar_assessment_to_json (again, ignored, TRUE);
  g_assert_cmpstr (first, ==, second);
  written = g_bytes_new (first, strlen (first));
  node = lumbar_json_read_bytes ("assessment", written, &error);
  g_assert_no_error (error);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes what was computed: a ClinicalImpression with the group and the reasons, a RiskAssessment with a
 * band for each named cause, a Flag for each red flag. It is never read back (the answers are assessed
 * anew), and no probability leaves the program: it is not calibrated. */

#include "lumbar-fhir-assessment.h"

#include <glib/gi18n-lib.h>

#include "lumbar-fhir-codes.h"
#include "lumbar-fhir-elements.h"
#include "lumbar-text.h"

/* "MS-related" with what qualifies it. */
static char *
make_summary (const LumbarAssessment *assessment)
{
  GString *summary = g_string_new (lumbar_group_get_title (assessment->group));

  if (assessment->mixed_meaning != LUMBAR_MIXED_NONE)
    g_string_append_printf (summary, ": %s", lumbar_mixed_meaning_get_title (assessment->mixed_meaning));
  if (assessment->group == LUMBAR_GROUP_UNDETERMINED && assessment->leaning != LUMBAR_GROUP_UNDETERMINED)
    g_string_append_printf (summary, _ (", leaning: %s"), lumbar_group_get_title (assessment->leaning));
  if (assessment->provisional)
    g_string_append (summary, _ ("; provisional until what needs assessment now is excluded"));
  return g_string_free (summary, FALSE);
}

/* "Pain onset: Suddenly", joined by semicolons. */
static void
append_reasons (GString *text, LumbarKnowledge *knowledge, const char *title, GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, reason->finding_id);
      g_autoptr (LumbarAnswer) answer =
          finding ? lumbar_answer_new_from_string (finding, reason->answer, NULL) : NULL;
      g_autofree char *shown =
          answer ? lumbar_answer_to_display (answer, finding) : g_strdup (reason->answer);

      if (i == 0)
        g_string_append_printf (text, "%s%s: ", text->len > 0 ? ". " : "", title);
      g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "",
                              finding ? lumbar_text_translate (finding->label) : reason->finding_id, shown);
    }
}

static char *
make_basis (LumbarKnowledge *knowledge, const LumbarRankedCause *ranked)
{
  GString *text = g_string_new (NULL);

  append_reasons (text, knowledge, _ ("For"), ranked->reasons_for);
  append_reasons (text, knowledge, _ ("Against"), ranked->reasons_against);
  return g_string_free (text, FALSE);
}

/* A cause of the assessment; one that today's tables no longer have keeps its id. */
static void
write_cause (const LumbarFhirVisit *visit, const char *name, const LumbarRankedCause *ranked)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (visit->knowledge, ranked->id);

  if (cause != NULL)
    lumbar_fhir_write_cause (visit->writer, name, cause);
  else
    lumbar_fhir_write_concept (visit->writer, name, LUMBAR_FHIR_CAUSE_SYSTEM, ranked->id, NULL);
}

static void
write_impression (const LumbarFhirVisit *visit, GPtrArray *causes)
{
  const LumbarAssessment *assessment = visit->encounter->assessment;
  LumbarJsonWriter *writer = visit->writer;
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "ClinicalImpression", "assessment");
  g_autofree char *canonical = lumbar_fhir_canonical (visit->knowledge, assessment->knowledge_version);
  g_autofree char *summary = make_summary (assessment);

  lumbar_json_writer_string (writer, "status", "completed");
  lumbar_fhir_write_concept (writer, "code", LUMBAR_FHIR_IMPRESSION_SYSTEM, "assessment",
                             _ ("Computed from the answers; not concluded by a clinician"));
  lumbar_fhir_write_text (writer, "effectiveDateTime", visit->encounter->started_at);
  lumbar_json_writer_begin_array (writer, "protocol");
  lumbar_json_writer_string (writer, NULL, canonical);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_write_text (writer, "summary", summary);
  if (causes->len > 0)
    lumbar_json_writer_begin_array (writer, "finding");
  for (guint i = 0; i < causes->len; i++)
    {
      g_autofree char *basis = make_basis (visit->knowledge, causes->pdata[i]);

      lumbar_json_writer_begin_object (writer, NULL);
      write_cause (visit, "itemCodeableConcept", causes->pdata[i]);
      lumbar_fhir_write_text (writer, "basis", basis);
      lumbar_json_writer_end_object (writer);
    }
  if (causes->len > 0)
    lumbar_json_writer_end_array (writer);
  lumbar_fhir_end_entry (writer, "ClinicalImpression", id);
}

static void
write_prediction (const LumbarFhirVisit *visit, const LumbarRankedCause *ranked)
{
  g_autofree char *basis = make_basis (visit->knowledge, ranked);

  lumbar_json_writer_begin_object (visit->writer, NULL);
  write_cause (visit, "outcome", ranked);
  lumbar_fhir_write_concept (visit->writer, "qualitativeRisk", LUMBAR_FHIR_BAND_SYSTEM,
                             lumbar_band_to_id (ranked->band), lumbar_band_get_title (ranked->band));
  lumbar_fhir_write_text (visit->writer, "rationale", basis);
  lumbar_json_writer_end_object (visit->writer);
}

static void
write_risks (const LumbarFhirVisit *visit, GPtrArray *causes)
{
  LumbarJsonWriter *writer = visit->writer;
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "RiskAssessment", "risk");

  lumbar_json_writer_string (writer, "status", "final");
  lumbar_fhir_write_text (writer, "occurrenceDateTime", visit->encounter->started_at);
  lumbar_json_writer_begin_array (writer, "basis");
  lumbar_fhir_write_reference (writer, NULL, visit->response_id);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_begin_array (writer, "prediction");
  for (guint i = 0; i < causes->len; i++)
    write_prediction (visit, causes->pdata[i]);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_end_entry (writer, "RiskAssessment", id);
}

/* A flag stays active until the clinician recorded that it was dealt with. */
static const char *
get_flag_status (LumbarConclusion *conclusion, const char *flag_id)
{
  const LumbarAcknowledgement *entry =
      conclusion ? lumbar_conclusion_find_acknowledgement (conclusion, flag_id) : NULL;

  return entry && (g_str_equal (entry->done, "done") || g_str_equal (entry->done, "not-applicable"))
             ? "inactive"
             : "active";
}

static void
write_flag (const LumbarFhirVisit *visit, const LumbarFiredFlag *fired)
{
  LumbarJsonWriter *writer = visit->writer;
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (visit->knowledge, fired->id);
  g_autofree char *name = g_strconcat ("flag/", fired->id, NULL);
  g_autofree char *id = lumbar_fhir_visit_begin (visit, "Flag", name);
  g_autofree char *text =
      g_strdup_printf ("%s (%s): %s", flag ? lumbar_text_translate (flag->name) : fired->id,
                       lumbar_timeframe_get_title (fired->timeframe), lumbar_text_translate (fired->action));

  lumbar_json_writer_string (writer, "status", get_flag_status (visit->encounter->conclusion, fired->id));
  lumbar_json_writer_begin_array (writer, "category");
  lumbar_fhir_write_concept (writer, NULL, LUMBAR_FHIR_TERMINOLOGY "flag-category", "safety", NULL);
  lumbar_json_writer_end_array (writer);
  lumbar_fhir_write_concept (writer, "code", LUMBAR_FHIR_RED_FLAG_SYSTEM, fired->id, text);
  lumbar_json_writer_begin_object (writer, "period");
  lumbar_fhir_write_text (writer, "start", visit->encounter->started_at);
  lumbar_json_writer_end_object (writer);
  lumbar_fhir_end_entry (writer, "Flag", id);
}

/**
 * lumbar_fhir_assessment_write:
 * @visit: a visit with its assessment
 *
 * Writes what was computed at signing.
 */
void
lumbar_fhir_assessment_write (const LumbarFhirVisit *visit)
{
  const LumbarAssessment *assessment = visit->encounter->assessment;

  write_impression (visit, assessment->causes);
  if (assessment->causes->len > 0)
    write_risks (visit, assessment->causes);
  for (guint i = 0; i < assessment->red_flags->len; i++)
    write_flag (visit, assessment->red_flags->pdata[i]);
}

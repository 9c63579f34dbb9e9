/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was computed, concluded and found out in the end, as a table. It holds no names, dates or free
 * words, so that it can leave the clinic. */

#include "lumbar-outcome-csv.h"

#include "lumbar-csv.h"

static const char *const header[] = {
  "visit_id",        "knowledge_version", "computed_group",    "computed_lead",  "bands",
  "must_exclude",    "red_flags",         "concluded_group",   "concluded_causes", "agreement",
  "override_reason", "outcome",           "outcome_group",     "outcome_causes", "outcome_established",
  NULL,
};

/* "ms-spasticity:likely;lumbar-radiculopathy:possible", best first */
static char *
write_bands (LumbarAssessment *assessment)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *ranked = assessment->causes->pdata[i];

      g_string_append_printf (text, "%s%s:%s", i > 0 ? ";" : "", ranked->id, lumbar_band_to_id (ranked->band));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_flags (LumbarAssessment *assessment)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < assessment->red_flags->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ";" : "",
                            ((const LumbarFiredFlag *) assessment->red_flags->pdata[i])->id);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lumbar_outcome_csv_new:
 *
 * Returns: (transfer full): the table without rows
 */
GString *
lumbar_outcome_csv_new (void)
{
  GString *csv = g_string_new (NULL);

  lumbar_csv_append_row (csv, header);
  return csv;
}

/**
 * lumbar_outcome_csv_append:
 * @csv: the table so far
 * @encounter: a signed visit with assessment, conclusion and outcomes
 *
 * Appends the row of a visit; "outcome" is "none", "not-known" or "known".
 */
void
lumbar_outcome_csv_append (GString *csv, LumbarEncounter *encounter)
{
  LumbarAssessment *assessment = encounter->assessment;
  const LumbarConclusion *conclusion = encounter->conclusion;
  const LumbarOutcome *outcome = lumbar_outcome_get_last (encounter->outcomes);
  gboolean known = outcome != NULL && lumbar_outcome_is_known (outcome);
  g_autofree char *bands = write_bands (assessment);
  g_autofree char *exclude = g_strjoinv (";", assessment->must_exclude);
  g_autofree char *flags = write_flags (assessment);
  g_autofree char *concluded = conclusion ? g_strjoinv (";", conclusion->causes) : g_strdup ("");
  g_autofree char *causes = known ? g_strjoinv (";", outcome->causes) : g_strdup ("");
  const char *cells[] = {
    encounter->id,
    assessment->knowledge_version,
    lumbar_group_to_id (assessment->group),
    assessment->lead ? assessment->lead : "",
    bands,
    exclude,
    flags,
    conclusion ? lumbar_group_to_id (conclusion->group) : "",
    concluded,
    conclusion ? lumbar_agreement_to_id (conclusion->agreement) : "",
    conclusion ? conclusion->override_reason : "",
    outcome == NULL ? "none" : known ? "known" : "not-known",
    known ? lumbar_group_to_id (outcome->group) : "",
    causes,
    known ? outcome->established : "",
    NULL,
  };

  lumbar_csv_append_row (csv, cells);
}

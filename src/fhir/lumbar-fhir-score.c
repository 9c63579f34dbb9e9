/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores that a form computes from several answers: an item of their own, read only, beside the findings.
 * Where the score itself is a finding too, that one stays free for a total taken from paper: a form filler
 * that lets one item be both would have to choose which of them wins. */

#include "lumbar-fhir-score.h"

#include "lumbar-instrument-score.h"
#include "lumbar-measure.h"
#include "lumbar-text.h"

/**
 * lumbar_fhir_score_section:
 * @instrument: an instrument
 *
 * Returns: (transfer none) (nullable): the section at whose end its computed score stands: that of its
 *   last item; %NULL where its score is not computed from several
 */
const LumbarSection *
lumbar_fhir_score_section (const LumbarInstrument *instrument)
{
  const GPtrArray *items = instrument->items->len > 0 ? instrument->items : instrument->findings;

  if (instrument->items->len == 0 && instrument->scoring != LUMBAR_SCORING_MEAN)
    return NULL;
  return ((const LumbarFinding *) items->pdata[items->len - 1])->section;
}

/**
 * lumbar_fhir_score_link_id:
 * @instrument: an instrument whose score is computed from several answers
 *
 * Returns: (transfer full): the linkId of its computed item
 */
char *
lumbar_fhir_score_link_id (const LumbarInstrument *instrument)
{
  return g_strconcat (instrument->id, instrument->items->len > 0 ? "-total" : "-score", NULL);
}

/* The mean of all items of a scale, to one decimal; nothing where one is missing. */
static char *
make_mean_expression (const LumbarInstrument *instrument)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *values = NULL;

  for (guint i = 0; i < instrument->findings->len; i++)
    {
      const LumbarFinding *finding = instrument->findings->pdata[i];

      g_string_append_printf (ids, "%slinkId = '%s'", i > 0 ? " or " : "", finding->id);
    }
  values = g_strdup_printf ("%%resource.repeat(item).where(%s).answer.value", ids->str);
  return g_strdup_printf ("iif(%s.count() = %u, (%s.sum() / %u).round(%d), {})", values,
                          instrument->findings->len, values, instrument->findings->len,
                          LUMBAR_FHIR_SCORE_DECIMALS);
}

static void
append_answers (GString *path, const LumbarFinding *item)
{
  g_string_append_printf (path, "%%resource.repeat(item).where(linkId = '%s').answer", item->id);
}

/* What one answered item adds: the place of its option, or how many are ticked beside a denial. */
static void
append_points (GString *path, const LumbarInstrument *instrument, const LumbarFinding *item)
{
  gboolean count = instrument->item_scoring == LUMBAR_ITEM_SCORING_COUNT;

  if (count)
    append_answers (path, item);
  for (guint i = 0; i < item->options->len; i++)
    {
      const LumbarOption *option = lumbar_finding_get_option (item, i);

      if (count && option->denial)
        g_string_append_printf (path, ".where(value.code != '%s')", option->id);
      if (count || i == 0)
        continue;
      g_string_append (path, i > 1 ? " + " : "");
      append_answers (path, item);
      g_string_append_printf (path, ".where(value.code = '%s').count() * %u", option->id, i);
    }
  if (count)
    g_string_append (path, ".count()");
}

/* The total of all items; nothing where one is missing. */
static char *
make_total_expression (const LumbarInstrument *instrument)
{
  GString *path = g_string_new ("iif(");

  for (guint i = 0; i < instrument->items->len; i++)
    {
      g_string_append (path, i > 0 ? " and " : "");
      append_answers (path, instrument->items->pdata[i]);
      g_string_append (path, ".exists()");
    }
  for (guint i = 0; i < instrument->items->len; i++)
    {
      g_string_append (path, i > 0 ? " + " : ", ");
      append_points (path, instrument, instrument->items->pdata[i]);
    }
  g_string_append (path, ", {})");
  return g_string_free (path, FALSE);
}

/**
 * lumbar_fhir_score_expression:
 * @instrument: an instrument whose score is computed from several answers
 *
 * Returns: (transfer full): how, as FHIRPath
 */
char *
lumbar_fhir_score_expression (const LumbarInstrument *instrument)
{
  return instrument->items->len > 0 ? make_total_expression (instrument) : make_mean_expression (instrument);
}

/**
 * lumbar_fhir_score_compute:
 * @instrument: an instrument whose score is computed from several answers
 * @response: the answers
 * @score: (out): the score
 *
 * Returns: whether the answers suffice
 */
gboolean
lumbar_fhir_score_compute (const LumbarInstrument *instrument, LumbarResponse *response, double *score)
{
  if (instrument->items->len > 0)
    return lumbar_instrument_score_items (instrument, lumbar_response_get_answers (response), score);
  return lumbar_measure_score (instrument, response, score);
}

/* Answers the score by its items, as the interview does. */
static void
fill_score (const LumbarFhirInput *input,
            LumbarResponse *response,
            const LumbarInstrument *instrument,
            double total)
{
  const LumbarFinding *finding = instrument->findings->pdata[0];
  LumbarAnswer *given = lumbar_response_get_answer (response, finding->index);
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_number (total);

  if (lumbar_answer_equal (given, answer))
    return;
  if (given != NULL)
    {
      g_autofree char *taken = lumbar_text_number (total);

      lumbar_fhir_input_ignore (input, finding->id, "does not fit its items; read as their total, %s", taken);
    }
  lumbar_response_set_answer (response, finding->index, answer);
}

/**
 * lumbar_fhir_score_fill:
 * @input: where the answers come from
 * @response: answers just read
 *
 * Others may send the items of an instrument without its score, or with one that they do not make up:
 * where all items are there, their total is the score. Rules read only the score.
 */
void
lumbar_fhir_score_fill (const LumbarFhirInput *input, LumbarResponse *response)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (input->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (input->knowledge, i);
      double total;

      if (lumbar_instrument_score_items (instrument, lumbar_response_get_answers (response), &total))
        fill_score (input, response, instrument, total);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement rests on, as sentences about this patient. Bands and steps in words; no number of a ratio is
 * ever shown. */

#include "lumbar-report-basis.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-report-words.h"
#include "lumbar-text.h"

/**
 * lumbar_report_weight_text:
 * @knowledge: the tables, whose [model] says from which ratio which word is used
 * @weight: natural logarithm of a ratio
 *
 * Returns: which way and how much it speaks, as in "for, clearly"
 */
const char *
lumbar_report_weight_text (LumbarKnowledge *knowledge, double weight)
{
  static const char *const words[][4] = {
    { N_ ("for, slightly"), N_ ("for, somewhat"), N_ ("for, clearly"), N_ ("for, strongly") },
    { N_ ("against, slightly"), N_ ("against, somewhat"), N_ ("against, clearly"), N_ ("against, strongly") },
  };
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  double strength = fabs (weight) + model->tolerance;
  guint step = (strength >= model->somewhat) + (strength >= model->clearly) + (strength >= model->strongly);

  return _(words[weight < 0][step]);
}

/* The answer as it was recorded, in words. */
static char *
say_answer (LumbarKnowledge *knowledge, const LumbarEvidence *row, char *answer)
{
  LumbarReason reason = { .finding_id = row->finding->id, .answer = answer };

  return lumbar_report_reason_text (knowledge, &reason);
}

/**
 * lumbar_report_contribution_text:
 * @knowledge: the tables
 * @contribution: what one answer adds
 *
 * Returns: (transfer full): a sentence, as in "Saddle numbness: New – for, strongly, published: Shaw 2020"
 */
char *
lumbar_report_contribution_text (LumbarKnowledge *knowledge, const LumbarContribution *contribution)
{
  const LumbarEvidence *row = contribution->row;
  g_autofree char *answer = say_answer (knowledge, row, contribution->answer);
  g_autofree char *source = lumbar_report_source_text (row->source);
  g_autofree char *basis = g_utf8_strdown (lumbar_report_basis_get_title (row->basis), -1);

  if (contribution->outweighed_by != NULL)
    /* Translators: an answer, and the label of a finding that says the same more strongly */
    return g_strdup_printf (_("%s – not counted beside “%s”, which says the same more strongly"), answer,
                            lumbar_text_translate (contribution->outweighed_by->finding->label));
  if (!contribution->counted)
    /* Translators: an answer */
    return g_strdup_printf (_("%s – says nothing about it"), answer);
  /* Translators: an answer; "for, clearly"; "published"; a source */
  return g_strdup_printf (_("%s – %s, %s: %s"), answer, lumbar_report_weight_text (knowledge, contribution->weight),
                          basis, source);
}

/**
 * lumbar_report_reason_clause:
 * @knowledge: the tables
 * @reason: a reason
 *
 * Returns: (transfer full): what was recorded and how much it says, as in "Saddle numbness: New – for, strongly"
 */
char *
lumbar_report_reason_clause (LumbarKnowledge *knowledge, const LumbarReason *reason)
{
  g_autofree char *answer = lumbar_report_reason_text (knowledge, reason);

  /* Translators: an answer; "for, clearly" */
  return g_strdup_printf (_("%s – %s"), answer, lumbar_report_weight_text (knowledge, log (reason->ratio)));
}

/**
 * lumbar_report_reason_sentence:
 * @knowledge: the tables
 * @reason: a reason
 *
 * Returns: (transfer full): the same with what it rests on, as in "Saddle numbness: New – for, strongly,
 *   published figure: Shaw 2020"; the id of a source that the tables no longer know
 */
char *
lumbar_report_reason_sentence (LumbarKnowledge *knowledge, const LumbarReason *reason)
{
  const LumbarSource *source = lumbar_knowledge_find_source (knowledge, reason->source_id);
  g_autofree char *clause = lumbar_report_reason_clause (knowledge, reason);
  g_autofree char *name = source ? lumbar_report_source_text (source) : g_strdup (reason->source_id);

  /* Translators: an answer and how much it says; "published figure"; a source */
  return g_strdup_printf (_("%s, %s: %s"), clause, lumbar_report_basis_get_title (reason->basis), name);
}

/**
 * lumbar_report_group_reason_text:
 * @knowledge: the tables
 * @assessment: an assessment
 *
 * Returns: (transfer full): a sentence about why it is this group and no other, naming the causes that decide
 */
char *
lumbar_report_group_reason_text (LumbarKnowledge *knowledge, const LumbarAssessment *assessment)
{
  const char *lead;

  if (assessment->lead == NULL)
    return g_strdup (_("No cause has support of its own in what was recorded."));
  lead = lumbar_report_cause_text (knowledge, assessment->lead);
  if (assessment->second != NULL)
    /* Translators: two causes */
    return g_strdup_printf (_("Best supported: %s. Likely too, on answers that this does not explain: %s."), lead,
                            lumbar_report_cause_text (knowledge, assessment->second));
  if (assessment->group == LUMBAR_GROUP_UNDETERMINED)
    /* Translators: a cause */
    return g_strdup_printf (_("Best supported, but not yet likely: %s."), lead);
  /* Translators: a cause */
  return g_strdup_printf (_("Best supported: %s."), lead);
}

/**
 * lumbar_report_switched_off_text:
 * @knowledge: the tables
 * @off: an answer that says something elsewhere and nothing here
 *
 * Returns: (transfer full): which answer, and because of what
 */
char *
lumbar_report_switched_off_text (LumbarKnowledge *knowledge, const LumbarSwitchedOff *off)
{
  g_autofree char *answer = say_answer (knowledge, off->row, off->answer);
  g_autoptr (GString) because = g_string_new (NULL);

  for (guint i = 0; off->because[i] != NULL; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, off->because[i]);

      g_string_append_printf (because, "%s%s", i > 0 ? ", " : "",
                              finding ? lumbar_text_translate (finding->label) : off->because[i]);
    }
  if (off->unknown)
    /* Translators: an answer, and labels of findings */
    return g_strdup_printf (_("%s – would count, once these are answered: %s"), answer, because->str);
  /* Translators: an answer, and labels of findings */
  return g_strdup_printf (_("%s – does not count here, because of: %s"), answer, because->str);
}

/**
 * lumbar_report_reach_text:
 * @reach: an open question
 *
 * Returns: (transfer full): what an answer to it could do to the cause
 */
char *
lumbar_report_reach_text (const LumbarReach *reach)
{
  const char *label = lumbar_text_translate (reach->finding->label);

  if (reach->to_likely)
    return g_strdup_printf (_("%s – could make it likely"), label);
  if (reach->from_likely)
    return g_strdup_printf (_("%s – could make it no longer likely"), label);
  if (reach->high > 0 && reach->low < 0)
    return g_strdup_printf (_("%s – could speak for or against it"), label);
  return g_strdup_printf (reach->high > 0 ? _("%s – could speak for it") : _("%s – could speak against it"), label);
}

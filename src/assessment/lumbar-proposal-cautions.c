/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks against one step of management in this patient: the rules of cautions.tsv, and what of
 * interactions.tsv follows from the medicines that are taken now. data/knowledge/README.md, "The plan". */

#include "lumbar-proposal-cautions.h"

#include <string.h>

static void
add_finding (GPtrArray *because, const LumbarFinding *finding)
{
  if (finding != NULL && !g_ptr_array_find (because, finding, NULL))
    g_ptr_array_add (because, (gpointer) finding);
}

static void
explain (const LumbarExpression *expression, const LumbarProposalView *view, GPtrArray *because)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  lumbar_expression_explain (expression, lumbar_response_get_values (view->response), findings);
  for (guint i = 0; i < findings->len; i++)
    add_finding (because,
                 lumbar_knowledge_get_finding (view->knowledge, (guint) g_array_index (findings, int, i)));
}

static LumbarTruth
evaluate (const LumbarExpression *expression, const LumbarProposalView *view)
{
  return lumbar_expression_evaluate (expression, lumbar_response_get_values (view->response));
}

static LumbarProposalCaution *
add_caution (LumbarProposal *self,
             const char *id,
             const LumbarTreatment *treatment,
             LumbarEffect effect,
             const char *text,
             const LumbarSource *source)
{
  LumbarProposalCaution *caution = g_new0 (LumbarProposalCaution, 1);

  caution->id = id;
  caution->treatment = treatment;
  caution->effect = effect;
  caution->text = text;
  caution->source = source;
  caution->because = g_ptr_array_new ();
  caution->open = g_ptr_array_new ();
  g_ptr_array_add (self->cautions, caution);
  return caution;
}

/* A check is worth its place once for each finding. */
static void
add_check (LumbarProposal *self,
           const LumbarProposalView *view,
           const char *id,
           const LumbarTreatment *treatment,
           const LumbarFinding *finding)
{
  LumbarProposalCheck *check;

  if (finding == NULL || lumbar_response_get_answer (view->response, finding->index) != NULL ||
      self->checks->len >= lumbar_knowledge_get_model (view->knowledge)->checks_most)
    return;
  for (guint i = 0; i < self->checks->len; i++)
    if (((LumbarProposalCheck *) self->checks->pdata[i])->finding == finding)
      return;
  check = g_new0 (LumbarProposalCheck, 1);
  check->id = id;
  check->treatment = treatment;
  check->finding = finding;
  g_ptr_array_add (self->checks, check);
}

/* Rules that hold while something is open. */

/* Whether a flag calls for something today that touches this: a clash of medicines, too, is a matter of
 * today, but no reason to keep hands or needles off the spine. */
static gboolean
is_grave (const LumbarFiredFlag *flag, const LumbarProposalView *view)
{
  for (guint i = 0; flag->timeframe == LUMBAR_TIMEFRAME_NOW && flag->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (view->knowledge, flag->causes[i]);

      if (cause != NULL && cause->serious)
        return TRUE;
    }
  return FALSE;
}

static gboolean
concerns (const LumbarCaution *caution, const LumbarFiredFlag *flag, const LumbarProposalView *view)
{
  if (caution->while_now && is_grave (flag, view))
    return TRUE;
  for (guint i = 0; i < caution->while_causes->len; i++)
    {
      const LumbarCause *cause = caution->while_causes->pdata[i];

      if (g_ptr_array_find (view->open, cause, NULL) &&
          g_strv_contains ((const char *const *) flag->causes, cause->id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_open (const LumbarCaution *caution, const LumbarProposalView *view)
{
  for (guint i = 0; caution->while_now && i < view->assessment->red_flags->len; i++)
    if (is_grave (view->assessment->red_flags->pdata[i], view))
      return TRUE;
  for (guint i = 0; i < caution->while_causes->len; i++)
    if (g_ptr_array_find (view->open, caution->while_causes->pdata[i], NULL))
      return TRUE;
  return FALSE;
}

/* The answers that raised the flags, and those that speak for a cause that is open without one. */
static void
explain_open (const LumbarCaution *caution, const LumbarProposalView *view, LumbarProposalCaution *raised)
{
  for (guint i = 0; i < caution->while_causes->len; i++)
    if (g_ptr_array_find (view->open, caution->while_causes->pdata[i], NULL))
      g_ptr_array_add (raised->open, caution->while_causes->pdata[i]);
  for (guint i = 0; i < view->assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = view->assessment->red_flags->pdata[i];

      for (guint j = 0; concerns (caution, flag, view) && flag->because[j] != NULL; j++)
        add_finding (raised->because, lumbar_knowledge_find_finding (view->knowledge, flag->because[j]));
    }
  for (guint i = 0; i < view->assessment->causes->len; i++)
    {
      const LumbarRankedCause *ranked = view->assessment->causes->pdata[i];
      const LumbarCause *cause = lumbar_knowledge_find_cause (view->knowledge, ranked->id);

      if (!g_ptr_array_find (caution->while_causes, cause, NULL) || !g_ptr_array_find (view->open, cause, NULL))
        continue;
      for (guint j = 0; j < ranked->reasons_for->len; j++)
        add_finding (raised->because, lumbar_knowledge_find_finding (
                                  view->knowledge, ((LumbarReason *) ranked->reasons_for->pdata[j])->finding_id));
    }
}

/* A rule without "when" and without anything that has to be open is worth a look always. */
static gboolean
holds_always (const LumbarCaution *caution)
{
  return caution->when == NULL && !caution->while_now && caution->while_causes->len == 0;
}

static void
weigh_caution (LumbarProposal *self,
               const LumbarProposalView *view,
               const LumbarCaution *caution,
               const LumbarTreatment *treatment)
{
  LumbarTruth truth = caution->when ? evaluate (caution->when, view) : LUMBAR_TRUTH_FALSE;
  gboolean open = is_open (caution, view);

  if (truth == LUMBAR_TRUTH_TRUE || open || holds_always (caution))
    {
      LumbarProposalCaution *raised =
          add_caution (self, caution->id, treatment, caution->effect, caution->text, caution->source);

      if (truth == LUMBAR_TRUTH_TRUE)
        explain (caution->when, view, raised->because);
      if (open)
        explain_open (caution, view, raised);
    }
  else if (truth == LUMBAR_TRUTH_UNKNOWN &&
           (caution->ask_if == NULL || evaluate (caution->ask_if, view) != LUMBAR_TRUTH_FALSE))
    add_check (self, view, caution->id, treatment, caution->ask);
}

static void
weigh_cautions (LumbarProposal *self, const LumbarProposalView *view)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_cautions (view->knowledge); i++)
    {
      const LumbarCaution *caution = lumbar_knowledge_get_caution (view->knowledge, i);

      for (guint j = 0; j < self->step->treatments->len; j++)
        if (lumbar_treatment_is (self->step->treatments->pdata[j], caution->treatment))
          weigh_caution (self, view, caution, self->step->treatments->pdata[j]);
    }
}

/* What is taken now. */

static gboolean
has_caution (LumbarProposal *self, const char *id, const LumbarTreatment *treatment)
{
  for (guint i = 0; i < self->cautions->len; i++)
    {
      const LumbarProposalCaution *caution = self->cautions->pdata[i];

      if (caution->treatment == treatment && strcmp (caution->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
weigh_taken (LumbarProposal *self,
             const LumbarProposalView *view,
             const LumbarTreatment *treatment,
             const LumbarTreatment *taken)
{
  const LumbarInteraction *interaction = lumbar_knowledge_find_interaction (view->knowledge, treatment, taken);
  LumbarTruth truth;

  if (interaction == NULL)
    return;
  truth = evaluate (taken->taken_when, view);
  if (truth == LUMBAR_TRUTH_TRUE && !has_caution (self, interaction->id, treatment))
    {
      LumbarProposalCaution *raised = add_caution (self, interaction->id, treatment, interaction->effect,
                                                   interaction->text, interaction->source);

      explain (taken->taken_when, view, raised->because);
    }
  else if (truth == LUMBAR_TRUTH_UNKNOWN)
    add_check (self, view, interaction->id, treatment, interaction->ask);
}

/* A treatment that is taken already is no second one: a row never joins a treatment to itself. */
static void
weigh_all_taken (LumbarProposal *self, const LumbarProposalView *view)
{
  for (guint i = 0; i < self->step->treatments->len; i++)
    for (guint j = 0; j < lumbar_knowledge_get_n_treatments (view->knowledge); j++)
      {
        const LumbarTreatment *taken = lumbar_knowledge_get_treatment (view->knowledge, j);

        if (taken->taken_when != NULL)
          weigh_taken (self, view, self->step->treatments->pdata[i], taken);
      }
}

static int
compare_effects (gconstpointer a, gconstpointer b)
{
  const LumbarProposalCaution *one = *(LumbarProposalCaution *const *) a;
  const LumbarProposalCaution *other = *(LumbarProposalCaution *const *) b;

  return (int) one->effect - (int) other->effect;
}

/* A step is withheld when something speaks against each thing it consists of: of alternatives, one that is
 * left is enough to offer it, and the cautions say which one is not. */
static LumbarProposalStatus
decide (LumbarProposal *self)
{
  LumbarProposalStatus status = LUMBAR_PROPOSAL_OFFERED;
  guint n_avoided = 0;

  for (guint i = 0; i < self->step->treatments->len; i++)
    for (guint j = 0; j < self->cautions->len; j++)
      {
        const LumbarProposalCaution *caution = self->cautions->pdata[j];

        if (caution->treatment != self->step->treatments->pdata[i] || caution->effect != LUMBAR_EFFECT_AVOID)
          continue;
        n_avoided++;
        break;
      }
  for (guint i = 0; i < self->cautions->len; i++)
    if (((LumbarProposalCaution *) self->cautions->pdata[i])->effect != LUMBAR_EFFECT_CHECK)
      status = LUMBAR_PROPOSAL_CAUTIONED;
  return n_avoided > 0 && n_avoided == self->step->treatments->len ? LUMBAR_PROPOSAL_WITHHELD : status;
}

/**
 * lumbar_proposal_weigh:
 * @self: a proposal without cautions
 * @view: what it is held against
 *
 * Adds what speaks against it and what is not recorded, and decides on its status.
 */
void
lumbar_proposal_weigh (LumbarProposal *self, const LumbarProposalView *view)
{
  weigh_cautions (self, view);
  weigh_all_taken (self, view);
  g_ptr_array_sort (self->cautions, compare_effects);
  self->status = decide (self);
}

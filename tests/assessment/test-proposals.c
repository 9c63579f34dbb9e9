/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to consider, held against what was recorded. Each row of cautions.tsv and interactions.tsv has a
 * case: it is raised by an answer, is silent at a harmless one, and asks while the answer is missing. */

#include "proposal-scene.h"

#include <string.h>

static LumbarKnowledge *knowledge;

/**
 * RowCase:
 * @id: a row of cautions.tsv or interactions.tsv
 * @cause: the cause that is in question
 * @raised: what raises it, see proposal_scene_add()
 * @silent: what leaves it silent
 * @asked: (nullable): the finding that is asked for while nothing is recorded
 */
typedef struct {
  const char *id;
  const char *cause;
  const char *raised;
  const char *silent;
  const char *asked;
} RowCase;

static const RowCase row_cases[] = {
  /* cautions.tsv */
  { "nsaid-kidney", "nonspecific-strain", "nsaid-risk=kidney", "nsaid-risk=none", "nsaid-risk" },
  { "nsaid-stomach", "nonspecific-strain", "nsaid-risk=stomach-bleed", "nsaid-risk=kidney", "nsaid-risk" },
  { "nsaid-asthma", "nonspecific-strain", "nsaid-risk=aspirin-sensitive-asthma", "nsaid-risk=heart", "nsaid-risk" },
  { "nsaid-ulcer-open", "hip-joint", "!peptic-ulcer", "!vertebral-fracture", NULL },
  { "nsaid-bleeding", "nonspecific-strain", "abdominal-symptoms=black-stool", "abdominal-symptoms=heartburn", NULL },
  { "nsaid-pregnant", "nonspecific-strain", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "nsaid-maybe-pregnant", "nonspecific-strain", "pregnancy-status=possible", "pregnancy-status=postpartum", "pregnancy-status" },
  { "nsaid-heart", "nonspecific-strain", "nsaid-risk=heart;liver", "nsaid-risk=liver", "nsaid-risk" },
  { "nsaid-liver", "nonspecific-strain", "nsaid-risk=liver", "nsaid-risk=none", "nsaid-risk" },
  { "nsaid-reduced-egfr", "nonspecific-strain", "egfr=45", "egfr=75", NULL },
  { "nsaid-hypertension", "nonspecific-strain", "hypertension=yes", "hypertension=no", "hypertension" },
  { "nsaid-age", "nonspecific-strain", "age-years=65", "age-years=64", NULL },
  { "nsaid-taken", "nonspecific-strain", "current-drugs=nsaid;paracetamol", "current-drugs=paracetamol", NULL },
  { "opioid-bowel", "spinal-stenosis", "bowel-baseline=constipation", "bowel-change=none", "bowel-change" },
  { "opioid-bladder", "spinal-stenosis", "bladder-baseline=hesitancy", "bladder-baseline=normal", "bladder-baseline" },
  { "opioid-pregnancy", "spinal-stenosis", "pregnancy-test=positive", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "sedating-falls", "ms-spasticity", "falls-3-months=one", "falls-3-months=none", "falls-3-months" },
  { "benzodiazepine-bone", "ms-spasticity", "osteoporosis-known=yes", "osteoporosis-known=no", "osteoporosis-known" },
  { "benzodiazepine-pregnancy", "ms-spasticity", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "gabapentinoid-kidney", "ms-spasticity", "egfr=59", "egfr=60", "egfr" },
  { "gabapentinoid-pregnancy", "ms-spasticity", "pregnancy-status=possible", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "baclofen-kidney", "ms-spasticity", "egfr=30", "egfr=90", "egfr" },
  { "baclofen-pregnancy", "ms-spasticity", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "baclofen-ulcer", "ms-spasticity", "nsaid-risk=stomach-bleed", "nsaid-risk=none", "nsaid-risk" },
  { "baclofen-bladder", "ms-spasticity", "bladder-baseline=intermittent-catheter", "bladder-baseline=urge", "bladder-baseline" },
  { "tone-walker", "ms-spasticity", "mobility=one-aid leg-weakness=baseline", "mobility=wheelchair-full leg-weakness=baseline", "mobility" },
  { "antispastic-pump-open", "ms-spasticity", "!ms-itb-complication", "!pyelonephritis", NULL },
  { "dantrolene-walker", "ms-spasticity", "mobility=one-aid leg-weakness=baseline", "mobility=bed", "mobility" },
  { "dantrolene-liver", "ms-spasticity", "nsaid-risk=liver", "nsaid-risk=kidney", "nsaid-risk" },
  { "tizanidine-liver", "ms-spasticity", "abdominal-symptoms=jaundice", "nsaid-risk=none abdominal-symptoms=none", "nsaid-risk" },
  { "tizanidine-alcohol", "ms-spasticity", "alcohol-heavy=yes", "alcohol-heavy=no", NULL },
  { "tizanidine-pressure", "ms-spasticity", "exam-systolic=95", "exam-systolic=120", NULL },
  { "tizanidine-kidney", "ms-spasticity", "egfr=25", "egfr=30", NULL },
  { "tizanidine-pregnancy", "ms-spasticity", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "cannabinoid-pregnancy", "ms-spasticity", "pregnancy-status=possible", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "cannabinoid-birth", "ms-spasticity", "pregnancy-status=postpartum", "pregnancy-status=not-pregnant", NULL },
  { "cannabinoid-heart", "ms-spasticity", "nsaid-risk=heart", "nsaid-risk=none", NULL },
  { "cannabinoid-mood", "ms-spasticity", "phq2-score=3", "phq2-score=2", NULL },
  { "cannabinoid-mind", "ms-spasticity", "", ">nonspecific-strain", NULL },
  { "tricyclic-bladder", "ms-central-neuropathic", "bladder-baseline=hesitancy", "bladder-baseline=normal", "bladder-baseline" },
  { "tricyclic-bowel", "ms-central-neuropathic", "bowel-change=worse bowel-change-type=constipation", "bowel-change=none", "bowel-change" },
  { "tricyclic-heart", "ms-central-neuropathic", "nsaid-risk=heart", "nsaid-risk=none", "nsaid-risk" },
  { "tricyclic-liver", "ms-central-neuropathic", "nsaid-risk=liver", "nsaid-risk=none", "nsaid-risk" },
  { "tricyclic-prostate", "ms-central-neuropathic", "exam-prostate=enlarged", "exam-prostate=normal", NULL },
  { "snri-liver", "ms-central-neuropathic", "nsaid-risk=liver", "nsaid-risk=none", "nsaid-risk" },
  { "snri-kidney", "ms-central-neuropathic", "egfr=29", "egfr=30", NULL },
  { "snri-pressure", "ms-central-neuropathic", "hypertension=yes", "hypertension=no", NULL },
  { "carbamazepine-pregnancy", "ms-lhermitte", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "carbamazepine-liver", "ms-lhermitte", "nsaid-risk=liver", "nsaid-risk=heart", "nsaid-risk" },
  { "carbamazepine-weakness", "ms-lhermitte", "leg-weakness=baseline", "leg-weakness=none", "leg-weakness" },
  { "carbamazepine-others", "ms-lhermitte", "", ">nonspecific-strain", NULL },
  { "lacosamide-heart", "ms-painful-tonic-spasms", "nsaid-risk=heart", "nsaid-risk=none", "nsaid-risk" },
  { "lacosamide-pregnancy", "ms-painful-tonic-spasms", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "antibiotic-kidney", "pyelonephritis", "egfr=44", "egfr=45", "egfr" },
  { "antibiotic-aneurysm", "prostatitis", "known-aneurysm=yes", "known-aneurysm=no", NULL },
  { "antibiotic-pregnancy", "pyelonephritis", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "antiviral-kidney", "herpes-zoster", "nsaid-risk=kidney", "egfr=80 nsaid-risk=none", "egfr" },
  { "steroid-infection", "ms-myelitis-relapse", "fever-or-rigors=yes", "fever-or-rigors=no", "fever-or-rigors" },
  { "steroid-fistula", "ms-myelitis-relapse", "!vascular-myelopathy", "!vertebral-fracture", NULL },
  { "steroid-diabetes", "ms-myelitis-relapse", "diabetes=yes", "diabetes=no", "diabetes" },
  { "steroid-bone", "ms-myelitis-relapse", "spine-history=old-fracture", "osteoporosis-known=no spine-history=none", "osteoporosis-known" },
  { "steroid-many", "ms-myelitis-relapse", "steroid-exposure=repeated-pulses", "steroid-exposure=few-pulses", "steroid-exposure" },
  { "steroid-ulcer", "ms-myelitis-relapse", "!peptic-ulcer", "nsaid-risk=none", "nsaid-risk" },
  { "steroid-pressure", "ms-myelitis-relapse", "hypertension=yes", "hypertension=no", NULL },
  { "steroid-mood", "ms-myelitis-relapse", "phq2-score=4", "phq2-score=1", NULL },
  { "steroid-zoster", "ms-myelitis-relapse", "rash-blisters=yes", "rash-blisters=no", NULL },
  { "itb-infection", "ms-spasticity", "exam-skin=pump-site-inflamed", "recent-infection=no", "recent-infection" },
  { "botulinum-pregnancy", "ms-spasticity", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "botulinum-bladder", "ms-spasticity", "bladder-baseline=urge", "bladder-baseline=normal", NULL },
  { "block-sphincter", "ms-spasticity", "bladder-baseline=normal", "bladder-baseline=indwelling-catheter", "bladder-baseline" },
  { "block-sensation", "ms-spasticity", "leg-numbness=none", "leg-numbness=baseline", NULL },
  { "injection-infection", "facet-joint", "recent-infection=yes", "recent-infection=no", "recent-infection" },
  { "injection-open", "facet-joint", "!spinal-infection", "!peptic-ulcer", NULL },
  { "injection-diabetes", "facet-joint", "diabetes=yes", "diabetes=no", NULL },
  { "surgery-dmt", "ms-spasticity", "dmt=anti-cd20", "immunosuppressed=no dmt=none", "immunosuppressed" },
  { "mri-contrast-kidney", "ms-myelitis-relapse", "egfr=29", "egfr=60", "egfr" },
  { "mri-contrast-pregnancy", "ms-myelitis-relapse", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "x-ray-pregnancy", "hip-joint", "pregnancy-status=possible", "pregnancy-status=not-pregnant", "pregnancy-status" },
  { "heat-sensitive", "nonspecific-strain", "worse-with=heat;bending-lifting", "worse-with=bending-lifting", "worse-with" },
  { "heat-insensate", "ms-spasticity", "exam-area-sensation=reduced", "exam-area-sensation=normal", NULL },
  { "heat-numb", "ms-spasticity", "leg-numbness=baseline", "leg-numbness=none", "leg-numbness" },
  { "heat-fever", "ms-spasticity", "exam-temperature=38.5", "exam-temperature=36.8", NULL },
  { "heat-skin", "ms-wheelchair-sitting", "skin-pressure-area=red", "skin-pressure-area=intact", NULL },
  { "heat-cancer", "nonspecific-strain", "prior-cancer=current", "prior-cancer=past", NULL },
  { "heat-infection", "nonspecific-strain", "!spinal-infection", "!aortic-aneurysm", NULL },
  { "heat-heart", "nonspecific-strain", "nsaid-risk=heart", "nsaid-risk=none", NULL },
  { "heat-pregnancy", "nonspecific-strain", "pregnancy-status=pregnant", "pregnancy-status=not-pregnant", NULL },
  { "hands-on-open", "ms-gait-compensation", "!now", "!harmless", NULL },
  { "hands-on-deficit", "ms-gait-compensation", "leg-weakness=new", "leg-weakness=baseline", "leg-weakness" },
  { "hands-on-bone", "ms-gait-compensation", "osteoporosis-known=yes", "osteoporosis-known=no", "osteoporosis-known" },
  { "hands-on-cancer", "ms-gait-compensation", "prior-cancer=current", "prior-cancer=none", NULL },
  { "hands-on-injury", "ms-gait-compensation", "trauma-recent=major", "trauma-recent=minor", NULL },
  { "hands-on-skin", "ms-gait-compensation", "exam-skin=bruising", "exam-skin=normal", NULL },
  { "physiotherapy-open", "ms-gait-compensation", "!vertebral-fracture", "!peptic-ulcer", NULL },
  { "physiotherapy-bleed", "ms-gait-compensation", "!retroperitoneal-haemorrhage", "!peptic-ulcer", NULL },
  { "exercise-open", "chronic-nonspecific-lbp", "!now", "!peptic-ulcer", NULL },
  { "exercise-heat", "chronic-nonspecific-lbp", "worse-with=heat", "worse-with=nothing", "worse-with" },
  { "physiotherapy-heat", "ms-gait-compensation", "neuro-change-context=heat", "worse-with=rest", "worse-with" },
  { "physiotherapy-falls", "ms-gait-compensation", "falls-3-months=two-or-more", "falls-3-months=none", "falls-3-months" },
  { "device-arm", "ms-device-misuse", "pain-elsewhere=shoulder", "pain-elsewhere=neck", NULL },
  /* interactions.tsv */
  { "tizanidine-cyp1a2", "ms-spasticity", "cyp1a2-inhibitor=yes", "current-drugs=none cyp1a2-inhibitor=no", "current-drugs" },
  { "tizanidine-antibiotic", "ms-spasticity", "+prostatitis", "+spinal-stenosis", NULL },
  { "opioid-benzodiazepine", "spinal-stenosis", "current-drugs=benzodiazepine", "current-drugs=none", "current-drugs" },
  { "opioid-gabapentinoid", "ms-spasticity", "current-drugs=opioid", "current-drugs=paracetamol", "current-drugs" },
  { "nsaid-anticoagulant", "nonspecific-strain", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "nsaid-corticosteroid", "nonspecific-strain", "steroid-exposure=long-term", "steroid-exposure=none", "steroid-exposure" },
  { "nsaid-snri", "nonspecific-strain", "current-drugs=snri", "current-drugs=none", "current-drugs" },
  { "snri-anticoagulant", "ms-central-neuropathic", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "snri-tricyclic", "ms-central-neuropathic", "current-drugs=tricyclic", "current-drugs=none", "current-drugs" },
  { "snri-opioid", "ms-central-neuropathic", "current-drugs=opioid", "current-drugs=none", "current-drugs" },
  { "tricyclic-opioid-bowel", "herpes-zoster", "current-drugs=opioid", "current-drugs=none", "current-drugs" },
  { "sedating-sedating", "ms-spasticity", "current-drugs=tricyclic", "current-drugs=none", "current-drugs" },
  { "carbamazepine-anticoagulant", "ms-lhermitte", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "carbamazepine-corticosteroid", "ms-lhermitte", "steroid-exposure=long-term", "steroid-exposure=few-pulses", NULL },
  { "antibiotic-corticosteroid", "prostatitis", "steroid-exposure=long-term", "steroid-exposure=none", "steroid-exposure" },
  { "paracetamol-carbamazepine", "ms-treatment-induced", "current-drugs=carbamazepine", "current-drugs=none", NULL },
  { "injection-anticoagulant", "facet-joint", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "botulinum-anticoagulant", "ms-spasticity", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "block-anticoagulant", "ms-spasticity", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "pump-anticoagulant", "ms-spasticity", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "surgery-anticoagulant", "spinal-stenosis", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "puncture-anticoagulant", "acute-polyradiculopathy", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "hands-on-anticoagulant", "ms-gait-compensation", "anticoagulated=yes", "anticoagulated=no", "anticoagulated" },
  { "antispastic-pump", "ms-spasticity", "itb-pump=yes", "itb-pump=no", "itb-pump" },
  { "mri-pump", "lumbar-radiculopathy", "itb-pump=yes", "itb-pump=no", "itb-pump" },
  { "heat-avoid-heat", "nonspecific-strain", "+ms-spasticity", "+ms-lhermitte", NULL },
  { "nsaid-stop-nsaid", "hip-joint", "+peptic-ulcer", "+biliary-disease", NULL },
  { "opioid-avoid-opioid", "spinal-stenosis", "+fibromyalgia", "+ms-lhermitte", NULL },
  { "gabapentinoid-avoid", "ms-spasticity", "+chronic-nonspecific-lbp", "+nonspecific-strain", NULL },
  { "slowing-stop-slowing", "herpes-zoster", "+constipation-impaction", "+nonspecific-strain", NULL },
  { "steroid-avoid-steroid", "ms-myelitis-relapse", "+vascular-myelopathy", "+nonspecific-strain", NULL },
  { "physiotherapy-imaging", "ms-gait-compensation", "+retroperitoneal-haemorrhage", "+nonspecific-strain", NULL },
  { "injection-imaging", "facet-joint", "+retroperitoneal-haemorrhage", "+nonspecific-strain", NULL },
  { "nsaid-imaging", "hip-joint", "+retroperitoneal-haemorrhage", "+ms-lhermitte", NULL },
  { "cooling-heat", "ms-uhthoff-pseudoexacerbation", "+ms-gait-compensation", "+ms-lhermitte", NULL },
};

static void
assert_effect (const LumbarProposal *proposal, const LumbarProposalCaution *caution)
{
  g_assert_nonnull (caution->source);
  g_assert_true (g_ptr_array_find (proposal->step->treatments, caution->treatment, NULL));
  if (caution->effect == LUMBAR_EFFECT_AVOID && proposal->step->treatments->len == 1)
    g_assert_cmpint (proposal->status, ==, LUMBAR_PROPOSAL_WITHHELD);
  else if (caution->effect != LUMBAR_EFFECT_CHECK)
    g_assert_cmpint (proposal->status, >=, LUMBAR_PROPOSAL_CAUTIONED);
}

/* The findings that are given as the reason are answered. */
static void
assert_because (const LumbarProposalCaution *caution, const RowCase *test, ProposalScene *scene)
{
  if (strchr (test->raised, '=') != NULL)
    g_assert_cmpuint (caution->because->len, >, 0);
  for (guint i = 0; i < caution->because->len; i++)
    g_assert_nonnull (lumbar_response_find_answer (
        scene->response, ((const LumbarFinding *) caution->because->pdata[i])->id));
}

static void
test_raised (gconstpointer data)
{
  const RowCase *test = data;
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, test->cause);
  g_autoptr (LumbarProposals) proposals = NULL;
  const LumbarProposal *where = NULL;
  const LumbarProposalCaution *caution;

  proposal_scene_add (scene, test->raised);
  proposals = proposal_scene_propose (scene);
  caution = proposal_scene_find_caution (proposals, test->id, &where);
  if (*test->raised == '+')
    {
      const LumbarProposalConflict *conflict = proposal_scene_find_conflict (proposals, test->id, &where);

      g_assert_nonnull (conflict);
      g_assert_nonnull (lumbar_proposals_find (proposals, conflict->other));
      g_assert_cmpint (where->status, >=, LUMBAR_PROPOSAL_CAUTIONED);
      return;
    }
  g_assert_nonnull (caution);
  assert_effect (where, caution);
  assert_because (caution, test, scene);
}

static void
test_silent (gconstpointer data)
{
  const RowCase *test = data;
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, test->cause);
  g_autoptr (LumbarProposals) proposals = NULL;
  const LumbarProposal *where = NULL;

  proposal_scene_add (scene, test->silent);
  proposals = proposal_scene_propose (scene);
  g_assert_null (proposal_scene_find_caution (proposals, test->id, &where));
  if (*test->raised == '+')
    g_assert_null (proposal_scene_find_conflict (proposals, test->id, &where));
  if (test->asked != NULL && strchr (test->silent, '=') != NULL)
    g_assert_false (proposal_scene_asks (proposals, test->asked) &&
                    lumbar_response_find_answer (scene->response, test->asked) != NULL);
}

static void
test_asked (gconstpointer data)
{
  const RowCase *test = data;
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, test->cause);
  g_autoptr (LumbarProposals) proposals = proposal_scene_propose (scene);
  const LumbarProposal *where = NULL;

  g_assert_null (proposal_scene_find_caution (proposals, test->id, &where));
  g_assert_true (proposal_scene_asks (proposals, test->asked));
}

static const RowCase *
find_case (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (row_cases); i++)
    if (strcmp (row_cases[i].id, id) == 0)
      return &row_cases[i];
  return NULL;
}

static void
assert_case (const char *id, const LumbarFinding *ask)
{
  const RowCase *test = find_case (id);

  if (test == NULL)
    g_error ("no case raises “%s”", id);
  g_assert_cmpstr (test->asked, ==, ask ? ask->id : NULL);
}

/* A row without a case here would be trusted unseen. */
static void
test_complete (void)
{
  guint n = lumbar_knowledge_get_n_cautions (knowledge) + lumbar_knowledge_get_n_interactions (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_cautions (knowledge); i++)
    assert_case (lumbar_knowledge_get_caution (knowledge, i)->id, lumbar_knowledge_get_caution (knowledge, i)->ask);
  for (guint i = 0; i < lumbar_knowledge_get_n_interactions (knowledge); i++)
    assert_case (lumbar_knowledge_get_interaction (knowledge, i)->id,
                 lumbar_knowledge_get_interaction (knowledge, i)->ask);
  g_assert_cmpuint (G_N_ELEMENTS (row_cases), ==, n);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (row_cases); i++)
    {
      const RowCase *test = &row_cases[i];
      g_autofree char *raised = g_strdup_printf ("/proposals/%s/raised", test->id);
      g_autofree char *silent = g_strdup_printf ("/proposals/%s/silent", test->id);
      g_autofree char *asked = g_strdup_printf ("/proposals/%s/asked", test->id);

      g_test_add_data_func (raised, test, test_raised);
      g_test_add_data_func (silent, test, test_silent);
      if (test->asked != NULL)
        g_test_add_data_func (asked, test, test_asked);
    }
  g_test_add_func ("/proposals/every-row-has-a-case", test_complete);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

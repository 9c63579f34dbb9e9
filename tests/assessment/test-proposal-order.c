/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands where among the proposals, what alternatives and shared steps do, and what is left unsaid. */

#include "proposal-scene.h"

#include <string.h>

#include "lumbar-plan-line.h"

static LumbarKnowledge *knowledge;

/* A man is not asked whether he is pregnant; someone whose sex is not recorded is. */
static void
test_ask_if (void)
{
  g_autoptr (ProposalScene) man = proposal_scene_new (knowledge, "nonspecific-strain");
  g_autoptr (ProposalScene) woman = proposal_scene_new (knowledge, "nonspecific-strain");
  g_autoptr (LumbarProposals) of_man = NULL;
  g_autoptr (LumbarProposals) of_woman = NULL;

  proposal_scene_add (man, "sex-at-birth=male");
  proposal_scene_add (woman, "sex-at-birth=female age-years=30");
  of_man = proposal_scene_propose (man);
  of_woman = proposal_scene_propose (woman);
  g_assert_false (proposal_scene_asks (of_man, "pregnancy-status"));
  g_assert_true (proposal_scene_asks (of_woman, "pregnancy-status"));
}

/* Of alternatives, one that is left is enough: the others are named in the caution. */
static void
test_alternatives (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "ms-central-neuropathic");
  g_autoptr (LumbarProposals) proposals = NULL;
  const LumbarProposal *where = NULL;
  const LumbarProposalCaution *caution;
  g_autofree char *text = NULL;

  proposal_scene_add (scene, "nsaid-risk=liver");
  proposals = proposal_scene_propose (scene);
  caution = proposal_scene_find_caution (proposals, "snri-liver", &where);
  g_assert_cmpint (caution->effect, ==, LUMBAR_EFFECT_AVOID);
  g_assert_cmpint (where->status, ==, LUMBAR_PROPOSAL_CAUTIONED);
  g_assert_true (where->cautions->pdata[0] == caution);
  text = lumbar_proposal_caution_get_text (where, caution);
  g_assert_true (g_str_has_prefix (text, "SNRI (duloxetine): Liver disease"));
}

/* The same step of several causes stands once, with all of them. */
static void
test_shared_step (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "nonspecific-strain");
  g_autoptr (LumbarProposals) proposals = NULL;
  const LumbarProposal *nsaid;
  guint n = 0;

  proposal_scene_add (scene, "+hip-joint +facet-joint");
  proposals = proposal_scene_propose (scene);
  nsaid = lumbar_proposals_find (proposals, "Short-term NSAID");
  g_assert_cmpuint (nsaid->causes->len, ==, 3);
  g_assert_cmpstr (((const LumbarCause *) nsaid->causes->pdata[0])->id, ==, "nonspecific-strain");
  for (guint i = 0; i < proposals->items->len; i++)
    n += strcmp (((LumbarProposal *) proposals->items->pdata[i])->step->item, "Short-term NSAID") == 0;
  g_assert_cmpuint (n, ==, 1);
}

/* Of what must be excluded only what refers and investigates, and first. */
static void
test_urgent_first (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "nonspecific-strain");
  g_autoptr (LumbarProposals) proposals = NULL;
  gboolean urgent = TRUE;

  proposal_scene_add (scene, "!acute-polyradiculopathy !vertebral-fracture");
  proposals = proposal_scene_propose (scene);
  g_assert_cmpint (((LumbarProposal *) proposals->items->pdata[0])->step->step, ==, LUMBAR_STEP_REFER);
  for (guint i = 0; i < proposals->items->len; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];

      g_assert_true (urgent || !proposal->urgent);
      urgent = proposal->urgent;
      if (urgent)
        g_assert_true (proposal->step->step == LUMBAR_STEP_REFER || proposal->step->step == LUMBAR_STEP_INVESTIGATE);
    }
  g_assert_null (lumbar_proposals_find (proposals, "Analgesia"));
}

/* A cause that is both in question and to be excluded has all its steps. */
static void
test_urgent_and_in_question (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "vertebral-fracture");
  g_autoptr (LumbarProposals) proposals = NULL;

  proposal_scene_add (scene, "!vertebral-fracture");
  proposals = proposal_scene_propose (scene);
  g_assert_true (((LumbarProposal *) proposals->items->pdata[0])->urgent);
  g_assert_false (lumbar_proposals_find (proposals, "Analgesia")->urgent);
}

/* Every serious cause says how it is excluded. */
static void
test_serious_causes_have_urgent_steps (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    {
      const LumbarCause *cause = lumbar_knowledge_get_cause (knowledge, i);
      guint n = 0;

      for (guint j = 0; j < lumbar_knowledge_get_n_management (knowledge); j++)
        {
          const LumbarManagement *step = lumbar_knowledge_get_management (knowledge, j);

          n += step->cause == cause && (step->step == LUMBAR_STEP_REFER || step->step == LUMBAR_STEP_INVESTIGATE);
        }
      if (cause->serious && n == 0)
        g_error ("%s can be listed as to be excluded, and no step says how", cause->id);
    }
}

static guint
find_first (LumbarProposals *proposals, LumbarManagementStep step)
{
  for (guint i = 0; i < proposals->items->len; i++)
    if (((LumbarProposal *) proposals->items->pdata[i])->step->step == step)
      return i;
  g_error ("no such step");
}

/* While a question may still settle something, it comes before an investigation. */
static void
test_order (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "ms-lhermitte");
  g_autoptr (LumbarProposals) asked_out = proposal_scene_propose (scene);
  g_autoptr (LumbarProposals) asking = NULL;
  double least = lumbar_knowledge_get_model (knowledge)->gain_least;

  g_assert_true (asked_out->investigations_first);
  g_assert_cmpuint (find_first (asked_out, LUMBAR_STEP_INVESTIGATE), ==, 0);

  g_ptr_array_add (scene->assessment->next,
                   lumbar_next_question_new ("falls-3-months", least, "ms-lhermitte", TRUE, TRUE));
  asking = proposal_scene_propose (scene);
  g_assert_false (asking->investigations_first);
  g_assert_cmpuint (find_first (asking, LUMBAR_STEP_INVESTIGATE), >, find_first (asking, LUMBAR_STEP_FIRST_LINE));
  g_assert_cmpuint (find_first (asking, LUMBAR_STEP_SECOND_LINE), >, find_first (asking, LUMBAR_STEP_INVESTIGATE));
}

/* One sedative after another is what guidelines advise; two at once are said only when both are chosen. */
static void
test_stacked (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "ms-spasticity");
  g_autoptr (LumbarProposals) proposals = proposal_scene_propose (scene);
  const LumbarProposal *where = NULL;
  const LumbarProposalConflict *conflict = proposal_scene_find_conflict (proposals, "sedating-sedating", &where);
  g_auto (GStrv) remarks = lumbar_proposal_get_remarks (where);

  g_assert_true (conflict->stacked);
  g_assert_cmpint (lumbar_proposals_find (proposals, "Gabapentin")->status, ==, LUMBAR_PROPOSAL_OFFERED);
  for (guint i = 0; remarks[i] != NULL; i++)
    g_assert_null (strstr (remarks[i], "More than one sedating"));
}

/* The particular pair speaks, not the classes both belong to. */
static void
test_particular_pair (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "ms-spasticity");
  g_autoptr (LumbarProposals) proposals = NULL;
  const LumbarProposal *gabapentin;

  proposal_scene_add (scene, "current-drugs=opioid");
  proposals = proposal_scene_propose (scene);
  gabapentin = lumbar_proposals_find (proposals, "Gabapentin");
  g_assert_cmpuint (gabapentin->cautions->len, ==, 1);
  g_assert_cmpstr (((LumbarProposalCaution *) gabapentin->cautions->pdata[0])->id, ==, "opioid-gabapentinoid");
}

/* What is open without a rule of its own gives the answers that opened it as the reason. */
static void
test_open_reasons (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "nonspecific-strain");
  g_autoptr (LumbarProposals) proposals = NULL;
  const LumbarProposal *where = NULL;
  const LumbarProposalCaution *caution;

  proposal_scene_add (scene, "saddle-numbness=new bladder-change=new bladder-change-type=retention");
  lumbar_assessment_unref (scene->assessment);
  scene->assessment = lumbar_assess (knowledge, scene->response);
  proposal_scene_add (scene, "+ms-gait-compensation");
  proposals = proposal_scene_propose (scene);
  caution = proposal_scene_find_caution (proposals, "hands-on-open", &where);
  g_assert_nonnull (caution);
  g_assert_true (g_ptr_array_find (caution->because, lumbar_knowledge_find_finding (knowledge, "saddle-numbness"), NULL));
}

/* Whatever is recorded, no step names more missing answers than the tables allow, and none is lost. */
static void
test_limits (void)
{
  guint most = lumbar_knowledge_get_model (knowledge)->checks_most;

  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    {
      g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, lumbar_knowledge_get_cause (knowledge, i)->id);
      g_autoptr (LumbarProposals) proposals = proposal_scene_propose (scene);
      guint n = 0;

      for (guint j = 0; j < lumbar_knowledge_get_n_management (knowledge); j++)
        if (lumbar_knowledge_get_management (knowledge, j)->cause == lumbar_knowledge_get_cause (knowledge, i))
          n++;
      g_assert_cmpuint (proposals->items->len, ==, n);
      for (guint j = 0; j < proposals->items->len; j++)
        g_assert_cmpuint (((LumbarProposal *) proposals->items->pdata[j])->checks->len, <=, most);
    }
}

/* A line of a plan is the step, with or without a reason, and no other step that starts alike. */
static void
test_plan_line (void)
{
  static const struct {
    const char *note, *line, *back;
  } cases[] = {
    { NULL, "Massage", "" },
    { "", "Massage", "" },
    { "  \n ", "Massage", "" },
    { "light touch", "Massage — light touch", "light touch" },
    { " two\nlines ", "Massage — two lines", "two lines" },
    { "a — b", "Massage — a — b", "a — b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = lumbar_plan_line_write ("Massage", cases[i].note);
      g_autofree char *back = NULL;

      g_assert_cmpstr (line, ==, cases[i].line);
      g_assert_true (lumbar_plan_line_is (line, "Massage", &back));
      g_assert_cmpstr (back, ==, cases[i].back);
    }
  g_assert_false (lumbar_plan_line_is ("Massage, weekly", "Massage", NULL));
  g_assert_false (lumbar_plan_line_is ("Mass", "Massage", NULL));
  g_assert_false (lumbar_plan_line_is ("", "Massage", NULL));
}

/* What is held back is no conflict to what is offered. */
static void
test_withheld_troubles_nothing (void)
{
  g_autoptr (ProposalScene) scene = proposal_scene_new (knowledge, "nonspecific-strain");
  g_autoptr (LumbarProposals) proposals = NULL;
  const LumbarProposal *avoid, *heat;

  proposal_scene_add (scene, "+ms-spasticity worse-with=heat");
  proposals = proposal_scene_propose (scene);
  heat = lumbar_proposals_find (proposals, "Heat therapy (local)");
  avoid = lumbar_proposals_find (proposals, "Avoid or treat triggers: heat exposure (Uhthoff phenomenon)");
  g_assert_cmpint (heat->status, ==, LUMBAR_PROPOSAL_WITHHELD);
  g_assert_cmpuint (heat->conflicts->len, ==, 1);
  g_assert_cmpint (avoid->status, ==, LUMBAR_PROPOSAL_OFFERED);
  g_assert_cmpuint (avoid->conflicts->len, ==, 0);
  g_assert_cmpuint (proposals->n_withheld, ==, 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  g_test_add_func ("/proposals/ask-if", test_ask_if);
  g_test_add_func ("/proposals/alternatives", test_alternatives);
  g_test_add_func ("/proposals/shared-step", test_shared_step);
  g_test_add_func ("/proposals/urgent-first", test_urgent_first);
  g_test_add_func ("/proposals/urgent-and-in-question", test_urgent_and_in_question);
  g_test_add_func ("/proposals/serious-causes-have-urgent-steps", test_serious_causes_have_urgent_steps);
  g_test_add_func ("/proposals/order", test_order);
  g_test_add_func ("/proposals/stacked", test_stacked);
  g_test_add_func ("/proposals/particular-pair", test_particular_pair);
  g_test_add_func ("/proposals/open-reasons", test_open_reasons);
  g_test_add_func ("/proposals/limits", test_limits);
  g_test_add_func ("/proposals/plan-line", test_plan_line);
  g_test_add_func ("/proposals/withheld-troubles-nothing", test_withheld_troubles_nothing);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient in a few words: answers, what must be excluded, what is in question. */

#include "proposal-scene.h"

#include <string.h>

ProposalScene *
proposal_scene_new (LumbarKnowledge *knowledge, const char *cause)
{
  ProposalScene *self = g_new0 (ProposalScene, 1);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->response = lumbar_response_new (knowledge);
  self->assessment = lumbar_assessment_new ();
  self->assessment->must_exclude = g_new0 (char *, 1);
  self->own = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->own, g_strdup (cause));
  return self;
}

void
proposal_scene_free (ProposalScene *self)
{
  g_clear_pointer (&self->response, lumbar_response_unref);
  g_clear_pointer (&self->assessment, lumbar_assessment_unref);
  g_ptr_array_unref (self->own);
  lumbar_knowledge_unref (self->knowledge);
  g_free (self);
}

static void
scene_exclude (ProposalScene *self, const char *cause)
{
  g_autofree char *before = g_strjoinv (" ", self->assessment->must_exclude);
  g_autofree char *after = g_strdup_printf ("%s%s%s", before, *before ? " " : "", cause);

  g_strfreev (self->assessment->must_exclude);
  self->assessment->must_exclude = g_strsplit (after, " ", -1);
}

/* A red flag as if its answers had raised it. */
static void
scene_raise (ProposalScene *self, const char *id)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, id);
  LumbarFiredFlag *fired = lumbar_fired_flag_new (flag->id, flag->timeframe, flag->action);

  fired->because = g_new0 (char *, 1);
  fired->causes = g_new0 (char *, flag->causes->len + 1);
  for (guint i = 0; i < flag->causes->len; i++)
    fired->causes[i] = g_strdup (((const LumbarCause *) flag->causes->pdata[i])->id);
  g_ptr_array_add (self->assessment->red_flags, fired);
}

static void
scene_answer (ProposalScene *self, const char *id, const char *text)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (self->knowledge, id);
  g_autoptr (LumbarAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (finding);
  answer = lumbar_answer_new_from_string (finding, text, &error);
  g_assert_no_error (error);
  lumbar_response_set_answer (self->response, finding->index, answer);
}

/* Words apart by blanks: "finding=answer"; "!now", a red flag of that timeframe; "!cause", to be excluded;
 * "+cause", in question too; ">cause", in question instead. */
void
proposal_scene_add (ProposalScene *self, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      char *answer = strchr (list[i], '=');

      if (strcmp (list[i], "!now") == 0)
        scene_raise (self, "rf-ces");
      else if (strcmp (list[i], "!harmless") == 0)
        scene_raise (self, "rf-tizanidine");
      else if (*list[i] == '!')
        scene_exclude (self, list[i] + 1);
      else if (*list[i] == '+' || *list[i] == '>')
        {
          if (*list[i] == '>')
            g_ptr_array_set_size (self->own, 0);
          g_ptr_array_add (self->own, g_strdup (list[i] + 1));
        }
      else if (*list[i] != '\0')
        {
          g_assert_nonnull (answer);
          *answer = '\0';
          scene_answer (self, list[i], answer + 1);
        }
    }
}

LumbarProposals *
proposal_scene_propose (ProposalScene *self)
{
  LumbarProposals *proposals;

  g_ptr_array_add (self->own, NULL);
  proposals = lumbar_proposals_new (self->knowledge, self->response, self->assessment,
                                    (const char *const *) self->own->pdata);
  g_ptr_array_set_size (self->own, (int) self->own->len - 1);
  g_assert_cmpuint (proposals->items->len, >, 0);
  return proposals;
}

/* What a row raised on some step, if it did. */

const LumbarProposalCaution *
proposal_scene_find_caution (LumbarProposals *proposals, const char *id, const LumbarProposal **where)
{
  for (guint i = 0; i < proposals->items->len; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];

      for (guint j = 0; j < proposal->cautions->len; j++)
        if (strcmp (((LumbarProposalCaution *) proposal->cautions->pdata[j])->id, id) == 0)
          {
            *where = proposal;
            return proposal->cautions->pdata[j];
          }
    }
  return NULL;
}

const LumbarProposalConflict *
proposal_scene_find_conflict (LumbarProposals *proposals, const char *id, const LumbarProposal **where)
{
  for (guint i = 0; i < proposals->items->len; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];

      for (guint j = 0; j < proposal->conflicts->len; j++)
        if (strcmp (((LumbarProposalConflict *) proposal->conflicts->pdata[j])->id, id) == 0)
          {
            *where = proposal;
            return proposal->conflicts->pdata[j];
          }
    }
  return NULL;
}

gboolean
proposal_scene_asks (LumbarProposals *proposals, const char *finding)
{
  for (guint i = 0; i < proposals->items->len; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];

      for (guint j = 0; j < proposal->checks->len; j++)
        if (strcmp (((LumbarProposalCheck *) proposal->checks->pdata[j])->finding->id, finding) == 0)
          return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of management to consider, and what there is to say about it in words. */

#include "lumbar-proposal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-text.h"

static const char *const titles[] = { N_ ("To consider"), N_ ("With care"), N_ ("Held back") };

static void
caution_free (LumbarProposalCaution *self)
{
  g_ptr_array_unref (self->because);
  g_ptr_array_unref (self->open);
  g_free (self);
}

/**
 * lumbar_proposal_new:
 * @step: a row of management.tsv
 *
 * Returns: (transfer full): a proposal of it, without causes or anything that speaks against it
 */
LumbarProposal *
lumbar_proposal_new (const LumbarManagement *step)
{
  LumbarProposal *self = g_new0 (LumbarProposal, 1);

  self->step = step;
  self->causes = g_ptr_array_new ();
  self->cautions = g_ptr_array_new_with_free_func ((GDestroyNotify) caution_free);
  self->checks = g_ptr_array_new_with_free_func (g_free);
  self->conflicts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * lumbar_proposal_free:
 * @self: a proposal
 */
void
lumbar_proposal_free (LumbarProposal *self)
{
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->cautions);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

/**
 * lumbar_proposal_status_get_title:
 * @status: a status
 *
 * Returns: its name for people, translated
 */
const char *
lumbar_proposal_status_get_title (LumbarProposalStatus status)
{
  return _(titles[status]);
}

/* Appends a text to others unless it is among them; @separator stands between. */
static void
join_once (GString *list, GPtrArray *seen, const char *separator, const char *text)
{
  if (g_ptr_array_find_with_equal_func (seen, text, g_str_equal, NULL))
    return;
  g_ptr_array_add (seen, (gpointer) text);
  g_string_append_printf (list, "%s%s", list->len > 0 ? separator : "", text);
}

/**
 * lumbar_proposal_get_title:
 * @self: a proposal
 *
 * Returns: (transfer full): what to consider, translated
 */
char *
lumbar_proposal_get_title (const LumbarProposal *self)
{
  return g_strdup (lumbar_text_translate (self->step->item));
}

/**
 * lumbar_proposal_get_causes_text:
 * @self: a proposal
 *
 * Returns: (transfer full): the causes that propose it, translated, joined by ";"
 */
char *
lumbar_proposal_get_causes_text (const LumbarProposal *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->causes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            lumbar_text_translate (((const LumbarCause *) self->causes->pdata[i])->name));
  return g_string_free (text, FALSE);
}

/* The treatments of the step that one row of the tables concerns, named unless it concerns all of them. */
static char *
name_treatments (const LumbarProposal *self, const char *id)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->cautions->len; i++)
    {
      const LumbarProposalCaution *caution = self->cautions->pdata[i];

      if (strcmp (caution->id, id) != 0)
        continue;
      g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "", lumbar_text_translate (caution->treatment->name));
    }
  return n < self->step->treatments->len ? g_strdup (names->str) : g_strdup ("");
}

/* A rule names several causes; said is the one that is open here. */
static char *
name_open (const LumbarProposalCaution *caution)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < caution->open->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            lumbar_text_translate (((const LumbarCause *) caution->open->pdata[i])->name));
  /* Translators: a sentence about a step of management, and the causes because of which it is said. */
  return names->len > 0 ? g_strdup_printf (_("%s. Not excluded: %s"), lumbar_text_translate (caution->text), names->str)
                        : g_strdup (lumbar_text_translate (caution->text));
}

/**
 * lumbar_proposal_caution_get_text:
 * @self: a proposal
 * @caution: one of its cautions
 *
 * Returns: (transfer full): a sentence, translated, which names the treatment where the step has others
 *   that the caution does not concern, and the causes that are not excluded where those raised it
 */
char *
lumbar_proposal_caution_get_text (const LumbarProposal *self, const LumbarProposalCaution *caution)
{
  g_autofree char *names = name_treatments (self, caution->id);
  g_autofree char *text = name_open (caution);

  /* Translators: a treatment, and what there is to say about it in this patient. */
  return *names ? g_strdup_printf (_("%s: %s"), names, text) : g_steal_pointer (&text);
}

/**
 * lumbar_proposal_get_checks_text:
 * @self: a proposal
 *
 * Returns: (transfer full) (nullable): one sentence with all that is not recorded, translated; %NULL where
 *   nothing is missing
 */
char *
lumbar_proposal_get_checks_text (const LumbarProposal *self)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "",
                            lumbar_text_translate (((LumbarProposalCheck *) self->checks->pdata[i])->finding->label));
  return labels->len > 0 ? g_strdup_printf (_("Not recorded, consider asking first: %s"), labels->str) : NULL;
}

/* Whether a conflict is worth its words: a sum of two is, once both are chosen. */
static gboolean
matters (const LumbarProposalConflict *conflict, const char *const *chosen, gboolean only_chosen)
{
  return (!conflict->stacked && !only_chosen) || (chosen != NULL && g_strv_contains (chosen, conflict->other));
}

/* All that one row of interactions.tsv has to say about a step, with every other step it is about. */
static char *
join_conflicts (const LumbarProposal *self,
                const LumbarProposalConflict *first,
                const char *const *chosen,
                gboolean only_chosen)
{
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const LumbarProposalConflict *conflict = self->conflicts->pdata[i];

      if (strcmp (conflict->id, first->id) == 0 && matters (conflict, chosen, only_chosen))
        join_once (others, seen, "”, “", lumbar_text_translate (conflict->other));
    }
  return g_strdup_printf (_("%s (beside “%s”)"), lumbar_text_translate (first->text), others->str);
}

static gboolean
is_new (GPtrArray *seen, const char *id)
{
  if (g_ptr_array_find_with_equal_func (seen, id, g_str_equal, NULL))
    return FALSE;
  g_ptr_array_add (seen, (gpointer) id);
  return TRUE;
}

/**
 * lumbar_proposal_get_warnings:
 * @self: a proposal
 * @chosen: (nullable): the items of the steps that are chosen, as in the tables
 * @only_chosen: leave out conflicts with other steps than those
 *
 * What speaks against it in this patient, each once: cautions, strongest first, then conflicts with other
 * steps. Those that only add up are said when the other one is chosen.
 *
 * Returns: (transfer full): sentences, translated
 */
GStrv
lumbar_proposal_get_warnings (const LumbarProposal *self, const char *const *chosen, gboolean only_chosen)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  for (guint i = 0; i < self->cautions->len; i++)
    {
      const LumbarProposalCaution *caution = self->cautions->pdata[i];
      g_autofree char *text = lumbar_proposal_caution_get_text (self, caution);

      if (is_new (seen, caution->id))
        g_strv_builder_add (warnings, text);
    }
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const LumbarProposalConflict *conflict = self->conflicts->pdata[i];
      g_autofree char *text = join_conflicts (self, conflict, chosen, only_chosen);

      if (matters (conflict, chosen, only_chosen) && is_new (seen, conflict->id))
        g_strv_builder_add (warnings, text);
    }
  return g_strv_builder_end (warnings);
}

/**
 * lumbar_proposal_get_remarks:
 * @self: a proposal
 *
 * What there is to say about it in this patient while nothing is chosen yet: lumbar_proposal_get_warnings()
 * and what is not recorded.
 *
 * Returns: (transfer full): sentences, translated
 */
GStrv
lumbar_proposal_get_remarks (const LumbarProposal *self)
{
  g_autoptr (GStrvBuilder) remarks = g_strv_builder_new ();
  g_auto (GStrv) warnings = lumbar_proposal_get_warnings (self, NULL, FALSE);
  g_autofree char *checks = lumbar_proposal_get_checks_text (self);

  g_strv_builder_addv (remarks, (const char **) warnings);
  if (checks != NULL)
    g_strv_builder_add (remarks, checks);
  return g_strv_builder_end (remarks);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan is text, one step a line; a ticked row is a line that says the same as a step of the tables. */

#include "lumbar-plan-editor.h"

#include <glib/gi18n.h>

#include "lumbar-proposal-row.h"
#include "lumbar-proposals.h"
#include "lumbar-text.h"
#include "lumbar-words-field.h"

struct _LumbarPlanEditor {
  AdwBin parent_instance;

  LumbarDraft *draft;         /* Owned */
  LumbarProposals *proposals; /* Owned; what is offered */
  char *offered;              /* What the rows show, to notice a change */
  GtkWidget *steps;           /* Child */
  GPtrArray *rows;            /* Owned array of child rows */
  LumbarWordsField *words;    /* Child */
  gboolean showing;           /* The rows are being set, nobody ticked */
};

G_DEFINE_FINAL_TYPE (LumbarPlanEditor, lumbar_plan_editor, ADW_TYPE_BIN)

static void
show_chosen (LumbarPlanEditor *self)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *line = lumbar_proposal_row_get_line (self->rows->pdata[i]);

      if (line != NULL)
        g_ptr_array_add (chosen, lumbar_proposal_row_get_proposal (self->rows->pdata[i])->step->item);
    }
  g_ptr_array_add (chosen, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    lumbar_proposal_row_show_chosen (self->rows->pdata[i], (const char *const *) chosen->pdata);
}

/* Ticked steps first, in the order of the rows, then the words. */
static void
write_plan (LumbarPlanEditor *self)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);
  g_autofree char *words = lumbar_words_field_get_text (self->words);
  g_autoptr (GString) plan = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *line = lumbar_proposal_row_get_line (self->rows->pdata[i]);

      if (line != NULL)
        g_string_append_printf (plan, "%s%s", plan->len > 0 ? "\n" : "", line);
    }
  if (*words != '\0')
    g_string_append_printf (plan, "%s%s", plan->len > 0 ? "\n" : "", words);
  if (lumbar_set_str (&conclusion->plan, plan->str))
    lumbar_draft_conclusion_changed (self->draft);
}

static void
chosen_cb (LumbarPlanEditor *self)
{
  if (self->showing)
    return;
  show_chosen (self);
  write_plan (self);
}

static GtkWidget *
append_group (LumbarPlanEditor *self, const char *title)
{
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  /* GTK's own label would not wrap. */
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 4);
  gtk_widget_add_css_class (label, "heading");
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_top (list, 8);
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_box_append (GTK_BOX (self->steps), expander);
  return expander;
}

static void
append_row (LumbarPlanEditor *self, GtkWidget *group, const LumbarProposal *proposal)
{
  GtkWidget *row = lumbar_proposal_row_new (proposal);

  g_signal_connect_object (row, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  gtk_box_append (GTK_BOX (gtk_expander_get_child (GTK_EXPANDER (group))), row);
}

static const char *
get_heading (const LumbarProposal *proposal)
{
  return proposal->urgent ? _("To exclude first") : lumbar_management_step_get_title (proposal->step->step);
}

/* What serves to exclude the urgent, what to keep away from and what comes first is open; the rest is a
 * click away. What is held back stands last and is open: the reason must be seen. */
static gboolean
is_open_at_first (const LumbarProposal *proposal)
{
  return proposal->urgent || proposal->step->step == LUMBAR_STEP_AVOID ||
         proposal->step->step == LUMBAR_STEP_FIRST_LINE;
}

static void
append_rows (LumbarPlanEditor *self)
{
  GtkWidget *group = NULL;
  const char *heading = NULL;

  for (guint i = 0; i < self->proposals->items->len; i++)
    {
      const LumbarProposal *proposal = self->proposals->items->pdata[i];

      if (proposal->status == LUMBAR_PROPOSAL_WITHHELD)
        continue;
      if (g_strcmp0 (heading, get_heading (proposal)) != 0)
        {
          heading = get_heading (proposal);
          group = append_group (self, heading);
          gtk_expander_set_expanded (GTK_EXPANDER (group), is_open_at_first (proposal));
        }
      append_row (self, group, proposal);
    }
}

static void
append_withheld (LumbarPlanEditor *self)
{
  GtkWidget *group;

  if (self->proposals->n_withheld == 0)
    return;
  group = append_group (self, _("Held back by what was recorded"));
  gtk_expander_set_expanded (GTK_EXPANDER (group), TRUE);
  for (guint i = 0; i < self->proposals->items->len; i++)
    {
      const LumbarProposal *proposal = self->proposals->items->pdata[i];

      if (proposal->status == LUMBAR_PROPOSAL_WITHHELD)
        append_row (self, group, proposal);
    }
}

/* All that the rows show, in one text. */
static char *
sign (LumbarProposals *proposals)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < proposals->items->len; i++)
    {
      const LumbarProposal *proposal = proposals->items->pdata[i];
      g_auto (GStrv) remarks = lumbar_proposal_get_remarks (proposal);
      g_autofree char *joined = g_strjoinv ("|", remarks);
      g_autofree char *causes = lumbar_proposal_get_causes_text (proposal);

      g_string_append_printf (all, "%u %d %d %s %s\n", proposal->step->index, proposal->status, proposal->urgent,
                              causes, joined);
    }
  return g_string_free (all, FALSE);
}

/* The rows stay, and with them the focus, while they say the same. */
static void
offer_steps (LumbarPlanEditor *self)
{
  LumbarInterview *interview = lumbar_draft_get_interview (self->draft);
  LumbarProposals *proposals =
      lumbar_proposals_new (lumbar_interview_get_knowledge (interview), lumbar_interview_get_response (interview),
                            lumbar_draft_get_assessment (self->draft),
                            (const char *const *) lumbar_draft_get_conclusion (self->draft)->causes);
  g_autofree char *signature = sign (proposals);
  GtkWidget *child;

  if (!lumbar_set_str (&self->offered, signature))
    {
      lumbar_proposals_free (proposals);
      return;
    }
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (self->steps)) != NULL)
    gtk_box_remove (GTK_BOX (self->steps), child);
  g_clear_pointer (&self->proposals, lumbar_proposals_free);
  self->proposals = proposals;
  append_rows (self);
  append_withheld (self);
}

static gboolean
is_step (LumbarPlanEditor *self, const char *line)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (lumbar_proposal_row_is_line (self->rows->pdata[i], line))
      return TRUE;
  return FALSE;
}

/* A group with something ticked is open. */
static void
open_group (LumbarProposalRow *row)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_EXPANDER);

  gtk_expander_set_expanded (GTK_EXPANDER (group), TRUE);
}

static void
lumbar_plan_editor_finalize (GObject *object)
{
  LumbarPlanEditor *self = LUMBAR_PLAN_EDITOR (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->offered, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->proposals, lumbar_proposals_free);

  G_OBJECT_CLASS (lumbar_plan_editor_parent_class)->finalize (object);
}

static void
lumbar_plan_editor_class_init (LumbarPlanEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_plan_editor_finalize;
}

static void
lumbar_plan_editor_init (LumbarPlanEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->rows = g_ptr_array_new ();
  self->steps = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->words = LUMBAR_WORDS_FIELD (lumbar_words_field_new (_("The plan in words, one step a line")));
  g_signal_connect_object (self->words, "typed", G_CALLBACK (write_plan), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->words, "committed", G_CALLBACK (write_plan), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->steps);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * lumbar_plan_editor_new:
 * @draft: the visit
 *
 * Returns: (transfer floating): an editor of the plan
 */
GtkWidget *
lumbar_plan_editor_new (LumbarDraft *draft)
{
  LumbarPlanEditor *self = g_object_new (LUMBAR_TYPE_PLAN_EDITOR, NULL);

  self->draft = g_object_ref (draft);
  return GTK_WIDGET (self);
}

/**
 * lumbar_plan_editor_refresh:
 * @self: an editor
 *
 * Offers the steps for the causes in question now and shows the plan. Lines that are no step stay as
 * words.
 */
void
lumbar_plan_editor_refresh (LumbarPlanEditor *self)
{
  g_auto (GStrv) lines = g_strsplit (lumbar_draft_get_conclusion (self->draft)->plan, "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  self->showing = TRUE;
  offer_steps (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (lumbar_proposal_row_take_lines (self->rows->pdata[i], lines))
      open_group (self->rows->pdata[i]);
  show_chosen (self);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_step (self, lines[i]))
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", lines[i]);
  lumbar_words_field_set_text (self->words, words->str);
  self->showing = FALSE;
}

/**
 * lumbar_plan_editor_commit:
 * @self: an editor
 *
 * Takes over what was typed and not taken over yet.
 */
void
lumbar_plan_editor_commit (LumbarPlanEditor *self)
{
  lumbar_words_field_commit (self->words);
}

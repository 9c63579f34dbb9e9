/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agree with what was computed, or override it with a reason. */

#include "lumbar-agreement-editor.h"

#include <glib/gi18n.h>

#include "lumbar-cause-row.h"
#include "lumbar-drop-down-name.h"
#include "lumbar-group-mark.h"
#include "lumbar-option-button.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-words-field.h"
#include "lumbar-wrap-layout.h"

#define MOST_CAUSES 3

struct _LumbarAgreementEditor {
  AdwBin parent_instance;

  LumbarDraft *draft;        /* Owned */
  char *shown;               /* The causes that have rows */
  LumbarGroupMark *mark;     /* Child */
  GtkLabel *group;           /* Child */
  GtkWidget *causes;         /* Child */
  GtkWidget *agree;          /* Child */
  GtkWidget *override;       /* Child */
  GtkWidget *why;            /* Child: shown when overriding */
  GtkDropDown *reason;       /* Child */
  LumbarWordsField *comment; /* Child */
  gboolean showing;          /* Widgets are being set, nobody chose */
};

G_DEFINE_FINAL_TYPE (LumbarAgreementEditor, lumbar_agreement_editor, ADW_TYPE_BIN)

static void
agreement_clicked_cb (LumbarAgreementEditor *self, GtkWidget *button)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);

  conclusion->agreement = button == self->agree ? LUMBAR_AGREEMENT_AGREE : LUMBAR_AGREEMENT_OVERRIDE;
  if (conclusion->agreement == LUMBAR_AGREEMENT_AGREE)
    lumbar_set_str (&conclusion->override_reason, "");
  lumbar_draft_conclusion_changed (self->draft);
}

static LumbarKnowledge *
get_knowledge (LumbarAgreementEditor *self)
{
  return lumbar_interview_get_knowledge (lumbar_draft_get_interview (self->draft));
}

/* The first entry of the list asks to choose. */
static void
reason_selected_cb (LumbarAgreementEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->reason);
  const char *word;

  if (self->showing || selected == GTK_INVALID_LIST_POSITION)
    return;
  word = selected == 0 ? "" : lumbar_knowledge_get_override_reason (get_knowledge (self), selected - 1)->id;
  if (lumbar_set_str (&lumbar_draft_get_conclusion (self->draft)->override_reason, word))
    lumbar_draft_conclusion_changed (self->draft);
}

static void
comment_committed_cb (LumbarAgreementEditor *self)
{
  g_autofree char *text = lumbar_words_field_get_text (self->comment);

  if (lumbar_set_str (&lumbar_draft_get_conclusion (self->draft)->comment, text))
    lumbar_draft_conclusion_changed (self->draft);
}

static GtkWidget *
build_choice (LumbarAgreementEditor *self)
{
  GtkWidget *group = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  GtkWidget *box = lumbar_wrap_box_new (6);

  self->agree = lumbar_option_button_new (_("Agree"), "", GTK_ACCESSIBLE_ROLE_RADIO);
  self->override = lumbar_option_button_new (_("Override"), "", GTK_ACCESSIBLE_ROLE_RADIO);
  g_signal_connect_object (self->agree, "clicked", G_CALLBACK (agreement_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->override, "clicked", G_CALLBACK (agreement_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->agree);
  gtk_box_append (GTK_BOX (box), self->override);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Agreement with the computed assessment"), -1);
  adw_bin_set_child (ADW_BIN (group), box);
  return group;
}

static GtkWidget *
build_why (LumbarAgreementEditor *self)
{
  self->reason = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->comment = LUMBAR_WORDS_FIELD (lumbar_words_field_new (_("Why you override, in words")));
  lumbar_drop_down_name (self->reason, _("Reason for overriding"));
  g_signal_connect_object (self->reason, "notify::selected", G_CALLBACK (reason_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comment, "typed", G_CALLBACK (comment_committed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comment, "committed", G_CALLBACK (comment_committed_cb), self, G_CONNECT_SWAPPED);
  self->why = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->why), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (self->why), GTK_WIDGET (self->comment));
  return self->why;
}

static void
fill_reasons (LumbarAgreementEditor *self)
{
  LumbarKnowledge *knowledge = get_knowledge (self);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _("Choose a reason"));
  for (guint i = 0; i < lumbar_knowledge_get_n_override_reasons (knowledge); i++)
    gtk_string_list_append (titles,
                            lumbar_text_translate (lumbar_knowledge_get_override_reason (knowledge, i)->text));
  self->showing = TRUE;
  gtk_drop_down_set_model (self->reason, G_LIST_MODEL (titles));
  self->showing = FALSE;
}

static void
lumbar_agreement_editor_finalize (GObject *object)
{
  LumbarAgreementEditor *self = LUMBAR_AGREEMENT_EDITOR (object);

  g_clear_object (&self->draft);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (lumbar_agreement_editor_parent_class)->finalize (object);
}

static void
lumbar_agreement_editor_class_init (LumbarAgreementEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_agreement_editor_finalize;
}

static void
lumbar_agreement_editor_init (LumbarAgreementEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = lumbar_group_mark_new (LUMBAR_GROUP_UNDETERMINED);
  GtkWidget *group = gtk_label_new ("");

  self->mark = LUMBAR_GROUP_MARK (mark);
  self->group = GTK_LABEL (group);
  self->causes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_label_set_xalign (self->group, 0);
  gtk_label_set_wrap (self->group, TRUE);
  gtk_widget_add_css_class (group, "heading");
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), group);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->causes);
  gtk_box_append (GTK_BOX (box), build_choice (self));
  gtk_box_append (GTK_BOX (box), build_why (self));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * lumbar_agreement_editor_new:
 * @draft: the visit
 *
 * Returns: (transfer floating): an editor of the agreement
 */
GtkWidget *
lumbar_agreement_editor_new (LumbarDraft *draft)
{
  LumbarAgreementEditor *self = g_object_new (LUMBAR_TYPE_AGREEMENT_EDITOR, NULL);

  self->draft = g_object_ref (draft);
  fill_reasons (self);
  lumbar_agreement_editor_refresh (self);
  return GTK_WIDGET (self);
}

static void
show_causes (LumbarAgreementEditor *self, LumbarAssessment *assessment)
{
  guint n = MIN (assessment->causes->len, MOST_CAUSES);
  g_autoptr (GString) ids = g_string_new (NULL);
  GtkWidget *row;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (ids, "%s ", ((const LumbarRankedCause *) assessment->causes->pdata[i])->id);
  if (lumbar_set_str (&self->shown, ids->str))
    {
      while ((row = gtk_widget_get_first_child (self->causes)) != NULL)
        gtk_box_remove (GTK_BOX (self->causes), row);
      for (guint i = 0; i < n; i++)
        gtk_box_append (GTK_BOX (self->causes),
                        lumbar_cause_row_new (lumbar_draft_get_interview (self->draft),
                                              ((const LumbarRankedCause *) assessment->causes->pdata[i])->id));
    }
  row = gtk_widget_get_first_child (self->causes);
  for (guint i = 0; i < n; i++, row = gtk_widget_get_next_sibling (row))
    lumbar_cause_row_update (LUMBAR_CAUSE_ROW (row), assessment, assessment->causes->pdata[i]);
}

/**
 * lumbar_agreement_editor_refresh:
 * @self: an editor
 *
 * Shows the assessment as it is now and what the conclusion says to it.
 */
void
lumbar_agreement_editor_refresh (LumbarAgreementEditor *self)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);
  LumbarAssessment *assessment = lumbar_draft_get_assessment (self->draft);
  const LumbarOverrideReason *reason =
    lumbar_knowledge_find_override_reason (get_knowledge (self), conclusion->override_reason);
  g_autofree char *text = lumbar_report_group_text (assessment);

  lumbar_group_mark_set_group (self->mark, assessment->group);
  gtk_label_set_label (self->group, text);
  show_causes (self, assessment);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->agree), conclusion->agreement == LUMBAR_AGREEMENT_AGREE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->override),
                                conclusion->agreement == LUMBAR_AGREEMENT_OVERRIDE);
  gtk_widget_set_visible (self->why, conclusion->agreement == LUMBAR_AGREEMENT_OVERRIDE);
  self->showing = TRUE;
  gtk_drop_down_set_selected (self->reason, reason ? reason->index + 1 : 0);
  self->showing = FALSE;
  lumbar_words_field_set_text (self->comment, conclusion->comment);
}

/**
 * lumbar_agreement_editor_commit:
 * @self: an editor
 *
 * Takes over what was typed and not taken over yet.
 */
void
lumbar_agreement_editor_commit (LumbarAgreementEditor *self)
{
  lumbar_words_field_commit (self->comment);
}

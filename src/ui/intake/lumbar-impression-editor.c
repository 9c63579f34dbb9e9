/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinician's own impression. */

#include "lumbar-impression-editor.h"

#include <glib/gi18n.h>

#include "lumbar-cause-picker.h"
#include "lumbar-option-button.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-words-field.h"
#include "lumbar-wrap-layout.h"

/* Undetermined is what an assessment may be; a clinician who is undecided says so in words. */
#define N_OWN_GROUPS 4

struct _LumbarImpressionEditor {
  AdwBin parent_instance;

  LumbarDraft *draft;              /* Owned */
  GtkWidget *groups[N_OWN_GROUPS]; /* Children */
  GtkWidget *causes;               /* Child */
  LumbarWordsField *words;         /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarImpressionEditor, lumbar_impression_editor, ADW_TYPE_BIN)

static void
group_clicked_cb (LumbarImpressionEditor *self, GtkWidget *button)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);

  for (int i = 0; i < N_OWN_GROUPS; i++)
    if (self->groups[i] == button)
      conclusion->group = conclusion->group == (LumbarGroup) i ? LUMBAR_GROUP_UNDETERMINED : (LumbarGroup) i;
  lumbar_draft_conclusion_changed (self->draft);
}

static void
words_committed_cb (LumbarImpressionEditor *self)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);
  g_autofree char *text = lumbar_words_field_get_text (self->words);

  if (lumbar_set_str (&conclusion->impression, text))
    lumbar_draft_conclusion_changed (self->draft);
}

static void
set_causes (LumbarImpressionEditor *self, GPtrArray *ids)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);

  g_ptr_array_add (ids, NULL);
  g_strfreev (conclusion->causes);
  conclusion->causes = (GStrv) g_ptr_array_free (ids, FALSE);
  lumbar_draft_conclusion_changed (self->draft);
}

/* The causes but for one, and with another at the end. */
static void
change_causes (LumbarImpressionEditor *self, const char *without, const char *with)
{
  GStrv causes = lumbar_draft_get_conclusion (self->draft)->causes;
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; causes != NULL && causes[i] != NULL; i++)
    if (g_strcmp0 (causes[i], without) != 0 && g_strcmp0 (causes[i], with) != 0)
      g_ptr_array_add (ids, g_strdup (causes[i]));
  if (with != NULL)
    g_ptr_array_add (ids, g_strdup (with));
  set_causes (self, ids);
}

static void
cause_picked_cb (LumbarImpressionEditor *self, const char *cause_id)
{
  change_causes (self, NULL, cause_id);
}

static void
cause_clicked_cb (LumbarImpressionEditor *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));

  change_causes (self, id, NULL);
}

static GtkWidget *
make_cause (LumbarImpressionEditor *self, const char *id)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (lumbar_draft_get_interview (self->draft));
  g_autofree char *text = g_strdup_printf ("%s  ✕", lumbar_report_cause_text (knowledge, id));
  g_autofree char *name = g_strdup_printf (_("Take out %s"), lumbar_report_cause_text (knowledge, id));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_name (button, id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (cause_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_add_button (LumbarImpressionEditor *self)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (lumbar_draft_get_interview (self->draft));
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *picker = lumbar_cause_picker_new (knowledge);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Add a Cause"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), picker);
  g_signal_connect_object (picker, "picked", G_CALLBACK (cause_picked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_groups (LumbarImpressionEditor *self)
{
  GtkWidget *group = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);
  GtkWidget *box = lumbar_wrap_box_new (6);

  for (int i = 0; i < N_OWN_GROUPS; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("%s %s", lumbar_report_group_get_shape ((LumbarGroup) i), lumbar_group_get_title ((LumbarGroup) i));

      self->groups[i] = lumbar_option_button_new (text, "", GTK_ACCESSIBLE_ROLE_RADIO);
      g_signal_connect_object (self->groups[i], "clicked", G_CALLBACK (group_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->groups[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where the pain comes from"),
                                  -1);
  adw_bin_set_child (ADW_BIN (group), box);
  return group;
}

static void
lumbar_impression_editor_finalize (GObject *object)
{
  g_clear_object (&LUMBAR_IMPRESSION_EDITOR (object)->draft);

  G_OBJECT_CLASS (lumbar_impression_editor_parent_class)->finalize (object);
}

static void
lumbar_impression_editor_class_init (LumbarImpressionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_impression_editor_finalize;
}

static void
lumbar_impression_editor_init (LumbarImpressionEditor *self)
{
}

/**
 * lumbar_impression_editor_new:
 * @draft: the visit
 *
 * Returns: (transfer floating): an editor of the clinician's impression
 */
GtkWidget *
lumbar_impression_editor_new (LumbarDraft *draft)
{
  LumbarImpressionEditor *self = g_object_new (LUMBAR_TYPE_IMPRESSION_EDITOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = lumbar_wrap_box_new (6);

  self->draft = g_object_ref (draft);
  self->causes = lumbar_wrap_box_new (6);
  self->words = LUMBAR_WORDS_FIELD (lumbar_words_field_new (_("Your impression in words")));
  g_signal_connect_object (self->words, "typed", G_CALLBACK (words_committed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->words, "committed", G_CALLBACK (words_committed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->causes);
  gtk_box_append (GTK_BOX (line), make_add_button (self));
  gtk_box_append (GTK_BOX (box), build_groups (self));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  adw_bin_set_child (ADW_BIN (self), box);
  lumbar_impression_editor_refresh (self);
  return GTK_WIDGET (self);
}

/**
 * lumbar_impression_editor_refresh:
 * @self: an editor
 *
 * Shows what the conclusion holds.
 */
void
lumbar_impression_editor_refresh (LumbarImpressionEditor *self)
{
  LumbarConclusion *conclusion = lumbar_draft_get_conclusion (self->draft);
  GtkWidget *child = gtk_widget_get_first_child (self->causes);
  guint i = 0;

  for (int group = 0; group < N_OWN_GROUPS; group++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->groups[group]), (int) conclusion->group == group);
  lumbar_words_field_set_text (self->words, conclusion->impression);

  for (; child != NULL && conclusion->causes != NULL && conclusion->causes[i] != NULL; i++)
    {
      if (!g_str_equal (gtk_widget_get_name (child), conclusion->causes[i]))
        break;
      child = gtk_widget_get_next_sibling (child);
    }
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (GTK_BOX (self->causes), child);
      child = next;
    }
  for (; conclusion->causes != NULL && conclusion->causes[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->causes), make_cause (self, conclusion->causes[i]));
  gtk_widget_set_visible (self->causes, gtk_widget_get_first_child (self->causes) != NULL);
}

/**
 * lumbar_impression_editor_commit:
 * @self: an editor
 *
 * Takes over what was typed and not taken over yet.
 */
void
lumbar_impression_editor_commit (LumbarImpressionEditor *self)
{
  lumbar_words_field_commit (self->words);
}

/**
 * lumbar_impression_is_given:
 * @conclusion: a conclusion
 *
 * Returns: whether the clinician has said what he or she thinks
 */
gboolean
lumbar_impression_is_given (LumbarConclusion *conclusion)
{
  return conclusion->group != LUMBAR_GROUP_UNDETERMINED || *conclusion->impression != '\0';
}

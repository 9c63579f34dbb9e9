/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes what the pain of a signed visit turned out to come from. */

#include "lumbar-outcome-dialog.h"

#include <glib/gi18n.h>

#include "lumbar-cause-picker.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

/* The groups that pain can come from in the end; undetermined is what an assessment may be. */
#define N_FINAL_GROUPS 4

struct _LumbarOutcomeDialog {
  AdwWindow parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  char *encounter_id;         /* Owned */
  GPtrArray *causes;          /* Owned: ids, the main one first */
  GtkWidget *picked;          /* Child of causes_bin: one button a cause */
  GtkWidget *add_button;      /* Likewise */

  GtkSwitch *unknown;
  GtkWidget *known;
  AdwBin *causes_bin;
  AdwComboRow *group;
  AdwComboRow *established;
  GtkEditable *comment;
  GtkLabel *missing;
  GtkWidget *record_button;
};

G_DEFINE_FINAL_TYPE (LumbarOutcomeDialog, lumbar_outcome_dialog, ADW_TYPE_WINDOW)

static guint recorded_signal;

/* The first entry of each list asks to choose. */
static LumbarGroup
get_chosen_group (LumbarOutcomeDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->group);

  return selected == 0 || selected > N_FINAL_GROUPS ? LUMBAR_GROUP_UNDETERMINED : (LumbarGroup) (selected - 1);
}

static const char *
get_established (LumbarOutcomeDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->established);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
           ? ""
           : lumbar_outcome_established_words ()[selected - 1];
}

/* What is still missing, or "". */
static const char *
find_missing (LumbarOutcomeDialog *self)
{
  if (gtk_switch_get_active (self->unknown))
    return "";
  if (self->causes->len == 0 && get_chosen_group (self) == LUMBAR_GROUP_UNDETERMINED)
    return _("Add a cause, or choose the group if only that is known.");
  if (*get_established (self) == '\0')
    return _("Choose how it was established.");
  return "";
}

static void
form_changed_cb (LumbarOutcomeDialog *self)
{
  const char *missing = find_missing (self);

  gtk_widget_set_sensitive (self->known, !gtk_switch_get_active (self->unknown));
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), self->causes->len == 0);
  gtk_label_set_label (self->missing, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), *missing != '\0');
  gtk_widget_set_sensitive (self->record_button, *missing == '\0');
}

static void show_causes (LumbarOutcomeDialog *self);

static void
cause_clicked_cb (LumbarOutcomeDialog *self, GtkWidget *button)
{
  for (guint i = 0; i < self->causes->len; i++)
    if (g_str_equal (self->causes->pdata[i], gtk_widget_get_name (button)))
      {
        g_ptr_array_remove_index (self->causes, i);
        break;
      }
  show_causes (self);
  gtk_widget_grab_focus (self->add_button);
}

static GtkWidget *
make_cause (LumbarOutcomeDialog *self, const char *id)
{
  const char *cause = lumbar_report_cause_text (self->knowledge, id);
  g_autofree char *text = g_strdup_printf ("%s  ✕", cause);
  g_autofree char *name = g_strdup_printf (_("Take out %s"), cause);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_name (button, id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (cause_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* The group that the causes have in common, shown where it could otherwise be chosen. */
static void
show_group_of_causes (LumbarOutcomeDialog *self)
{
  g_autoptr (LumbarOutcome) outcome = lumbar_outcome_dialog_make_outcome (self);

  if (self->causes->len > 0)
    adw_combo_row_set_selected (self->group, (guint) outcome->group + 1);
}

static void
show_causes (LumbarOutcomeDialog *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->picked)) != NULL)
    gtk_box_remove (GTK_BOX (self->picked), child);
  for (guint i = 0; i < self->causes->len; i++)
    gtk_box_append (GTK_BOX (self->picked), make_cause (self, self->causes->pdata[i]));
  gtk_widget_set_visible (self->picked, self->causes->len > 0);
  show_group_of_causes (self);
  form_changed_cb (self);
}

static void
cause_picked_cb (LumbarOutcomeDialog *self, const char *cause_id)
{
  for (guint i = 0; i < self->causes->len; i++)
    if (g_str_equal (self->causes->pdata[i], cause_id))
      return;
  g_ptr_array_add (self->causes, g_strdup (cause_id));
  show_causes (self);
}

static void
build_causes (LumbarOutcomeDialog *self)
{
  GtkWidget *box = lumbar_wrap_box_new (6);
  GtkWidget *picker = lumbar_cause_picker_new (self->knowledge);

  self->picked = lumbar_wrap_box_new (6);
  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->add_button), _("_Add a Cause"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (self->add_button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add_button), picker);
  g_signal_connect_object (picker, "picked", G_CALLBACK (cause_picked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->picked);
  gtk_box_append (GTK_BOX (box), self->add_button);
  adw_bin_set_child (self->causes_bin, box);
}

static void
fill_lists (LumbarOutcomeDialog *self)
{
  const char *const *words = lumbar_outcome_established_words ();
  g_autoptr (GtkStringList) groups = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) ways = gtk_string_list_new (NULL);

  gtk_string_list_append (groups, _("Choose"));
  for (int i = 0; i < N_FINAL_GROUPS; i++)
    gtk_string_list_append (groups, lumbar_group_get_title ((LumbarGroup) i));
  adw_combo_row_set_model (self->group, G_LIST_MODEL (groups));
  gtk_string_list_append (ways, _("Choose"));
  for (guint i = 0; words[i] != NULL; i++)
    gtk_string_list_append (ways, lumbar_outcome_established_get_title (words[i]));
  adw_combo_row_set_model (self->established, G_LIST_MODEL (ways));
}

static void
record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarOutcomeDialog *self = LUMBAR_OUTCOME_DIALOG (widget);

  if (*find_missing (self) != '\0')
    return;
  g_signal_emit (self, recorded_signal, 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
lumbar_outcome_dialog_finalize (GObject *object)
{
  LumbarOutcomeDialog *self = LUMBAR_OUTCOME_DIALOG (object);

  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  g_free (self->encounter_id);
  g_ptr_array_unref (self->causes);

  G_OBJECT_CLASS (lumbar_outcome_dialog_parent_class)->finalize (object);
}

static void
lumbar_outcome_dialog_class_init (LumbarOutcomeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_outcome_dialog_finalize;

  recorded_signal = g_signal_new ("recorded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-outcome-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, unknown);
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, known);
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, causes_bin);
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, group);
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, established);
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, comment);
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, LumbarOutcomeDialog, record_button);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);

  gtk_widget_class_install_action (widget_class, "dialog.record", NULL, record_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.record", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "dialog.record", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_outcome_dialog_init (LumbarOutcomeDialog *self)
{
  self->causes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_outcome_dialog_new:
 * @knowledge: which causes there are
 * @encounter_id: the signed visit
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
LumbarOutcomeDialog *
lumbar_outcome_dialog_new (LumbarKnowledge *knowledge, const char *encounter_id)
{
  LumbarOutcomeDialog *self = g_object_new (LUMBAR_TYPE_OUTCOME_DIALOG, NULL);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->encounter_id = g_strdup (encounter_id);
  fill_lists (self);
  build_causes (self);
  show_causes (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->add_button);
  return self;
}

/**
 * lumbar_outcome_dialog_make_outcome:
 * @self: a dialog
 *
 * Returns: (transfer full): the outcome as it is filled in
 */
LumbarOutcome *
lumbar_outcome_dialog_make_outcome (LumbarOutcomeDialog *self)
{
  LumbarOutcome *outcome = lumbar_outcome_new (self->encounter_id);
  g_autofree char *comment = lumbar_text_clean (gtk_editable_get_text (self->comment), FALSE);
  g_autoptr (GPtrArray) causes = g_ptr_array_new ();

  lumbar_set_str (&outcome->comment, comment);
  if (gtk_switch_get_active (self->unknown))
    return outcome;
  for (guint i = 0; i < self->causes->len; i++)
    g_ptr_array_add (causes, self->causes->pdata[i]);
  g_ptr_array_add (causes, NULL);
  outcome->group = get_chosen_group (self);
  lumbar_outcome_set_causes (outcome, self->knowledge, (const char *const *) causes->pdata);
  lumbar_set_str (&outcome->established, get_established (self));
  return outcome;
}

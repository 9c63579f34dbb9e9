/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pickable answer. */

#include "lumbar-option-button.h"

struct _LumbarOptionButton {
  GtkToggleButton parent_instance;

  GtkWidget *mark; /* Child; the letter or the tick, so that picking never changes the width */
  GtkWidget *label; /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarOptionButton, lumbar_option_button, GTK_TYPE_TOGGLE_BUTTON)

static void
tell_checked (LumbarOptionButton *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self));

  gtk_stack_set_visible_child_name (GTK_STACK (self->mark), active ? "tick" : "key");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
lumbar_option_button_toggled (GtkToggleButton *button)
{
  if (GTK_TOGGLE_BUTTON_CLASS (lumbar_option_button_parent_class)->toggled != NULL)
    GTK_TOGGLE_BUTTON_CLASS (lumbar_option_button_parent_class)->toggled (button);
  tell_checked (LUMBAR_OPTION_BUTTON (button));
}

static void
lumbar_option_button_class_init (LumbarOptionButtonClass *klass)
{
  GTK_TOGGLE_BUTTON_CLASS (klass)->toggled = lumbar_option_button_toggled;
}

static void
lumbar_option_button_init (LumbarOptionButton *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "option");
}

static LumbarOptionButton *
make_button (const char *text, const char *key, GtkOrientation orientation, GtkAccessibleRole role)
{
  LumbarOptionButton *self =
    g_object_new (LUMBAR_TYPE_OPTION_BUTTON, "accessible-role", role, NULL);
  GtkWidget *box = gtk_box_new (orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? 6 : 0);
  GtkWidget *label = gtk_label_new (text);
  gboolean has_ring = *key == '\0' && orientation == GTK_ORIENTATION_HORIZONTAL;
  GtkWidget *letter = gtk_label_new (has_ring ? "○" : key);

  self->mark = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->mark), letter, "key");
  gtk_stack_add_named (GTK_STACK (self->mark), gtk_image_new_from_icon_name ("object-select-symbolic"),
                       "tick");
  gtk_widget_add_css_class (letter, "keycap");
  gtk_widget_set_valign (self->mark, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_box_append (GTK_BOX (box), self->mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  tell_checked (self);
  self->label = label;
  return self;
}

/**
 * lumbar_option_button_new:
 * @text: the answer, translated
 * @key: the letter or digit that picks it, or ""
 * @role: radio button, or check box where others may be picked beside it
 *
 * Returns: (transfer floating): a button for it
 */
GtkWidget *
lumbar_option_button_new (const char *text, const char *key, GtkAccessibleRole role)
{
  return GTK_WIDGET (make_button (text, key, GTK_ORIENTATION_HORIZONTAL, role));
}

/**
 * lumbar_option_button_new_cell:
 * @text: the answer, translated and short
 * @key: the letter that picks it, or ""
 *
 * Returns: (transfer floating): a radio button that is a cell of a grid: its words above its letter
 */
GtkWidget *
lumbar_option_button_new_cell (const char *text, const char *key)
{
  LumbarOptionButton *self = make_button (text, key, GTK_ORIENTATION_VERTICAL, GTK_ACCESSIBLE_ROLE_RADIO);

  gtk_widget_add_css_class (GTK_WIDGET (self), "cell");
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->label), GTK_NATURAL_WRAP_INHERIT);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 11);
  gtk_label_set_justify (GTK_LABEL (self->label), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.5f);
  gtk_widget_set_vexpand (self->label, TRUE);
  /* The words fill the cell; the cell and the question round it ask for no more than they need. */
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (self->mark)), self->mark, self->label);
  return GTK_WIDGET (self);
}

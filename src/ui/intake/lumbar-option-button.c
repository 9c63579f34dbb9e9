/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pickable answer. */

#include "lumbar-option-button.h"

#include "lumbar-line-layout.h"

/* A word is never broken, and a longer answer keeps some width: without any, Pango breaks it at every letter
 * whenever it is measured, which takes longer than all else that an answer does. */
#define LONG_CHARS 12
#define LEAST_CHARS 6

struct _LumbarOptionButton {
  GtkToggleButton parent_instance;

  GtkWidget *mark; /* Child; the letter or the tick, so that picking never changes the width; NULL in a number */
};

G_DEFINE_FINAL_TYPE (LumbarOptionButton, lumbar_option_button, GTK_TYPE_TOGGLE_BUTTON)

static void
tell_checked (LumbarOptionButton *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self));

  if (self->mark != NULL)
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

static void
tell_name (LumbarOptionButton *self, const char *text, const char *key)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  tell_checked (self);
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
  LumbarOptionButton *self = g_object_new (LUMBAR_TYPE_OPTION_BUTTON, "accessible-role", role, NULL);
  GtkWidget *box = lumbar_line_box_new (6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *letter = gtk_label_new (*key != '\0' ? key : "○");

  self->mark = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->mark), letter, "key");
  gtk_stack_add_named (GTK_STACK (self->mark), gtk_image_new_from_icon_name ("object-select-symbolic"), "tick");
  gtk_widget_add_css_class (letter, "keycap");
  gtk_widget_set_valign (self->mark, GTK_ALIGN_CENTER);
  if (g_utf8_strlen (text, -1) > LONG_CHARS)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
    }
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_box_append (GTK_BOX (box), self->mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (self), box);
  tell_name (self, text, key);
  return GTK_WIDGET (self);
}

/**
 * lumbar_option_button_new_number:
 * @number: the answer, a number
 * @key: the letter that picks it, or "" where it is the number itself
 *
 * Returns: (transfer floating): a radio button that is a cell of a scale
 */
GtkWidget *
lumbar_option_button_new_number (const char *number, const char *key)
{
  LumbarOptionButton *self =
    g_object_new (LUMBAR_TYPE_OPTION_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_label_new (number));
  if (*key != '\0')
    {
      GtkWidget *letter = gtk_label_new (key);

      gtk_widget_add_css_class (letter, "keycap");
      gtk_box_append (GTK_BOX (box), letter);
    }
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "number");
  tell_name (self, number, *key != '\0' ? key : number);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that goes to a question. */

#include "lumbar-jump-row.h"

#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

struct _LumbarJumpRow {
  AdwBin parent_instance;

  GtkWidget *button; /* Child */
  GtkLabel *detail;  /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarJumpRow, lumbar_jump_row, ADW_TYPE_BIN)

static void
lumbar_jump_row_class_init (LumbarJumpRowClass *klass)
{
}

static void
lumbar_jump_row_init (LumbarJumpRow *self)
{
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "jump");
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * lumbar_jump_row_new:
 * @finding: where it goes
 * @title: (nullable): what it says, translated; %NULL for the label of the finding
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
lumbar_jump_row_new (const LumbarFinding *finding, const char *title)
{
  LumbarJumpRow *self = g_object_new (LUMBAR_TYPE_JUMP_ROW, NULL);
  const char *text = title ? title : lumbar_text_translate (finding->label);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->detail = GTK_LABEL (lumbar_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), FALSE);
  gtk_box_append (GTK_BOX (words), lumbar_wrapped_label_new (text, NULL));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->detail));
  gtk_button_set_child (GTK_BUTTON (self->button), words);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "intake.jump");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "u", finding->index);
  gtk_widget_set_tooltip_text (self->button, lumbar_text_translate (finding->question));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return GTK_WIDGET (self);
}

/**
 * lumbar_jump_row_set_detail:
 * @self: a row
 * @detail: what an answer could change, translated; "" for nothing
 */
void
lumbar_jump_row_set_detail (LumbarJumpRow *self, const char *detail)
{
  if (g_strcmp0 (gtk_label_get_label (self->detail), detail) == 0)
    return;
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
}

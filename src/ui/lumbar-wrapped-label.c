/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that take the room there is and break where there is little, as in rows and beside marks. */

#include "lumbar-wrapped-label.h"

/* Narrower than that it never gets. Without any least width Pango breaks the text at every letter whenever it
 * is measured, which for a sentence takes 2 ms. */
#define LEAST_CHARS 10

/**
 * lumbar_wrapped_label_new:
 * @text: what it says
 * @css_class: (nullable): a style class
 *
 * Returns: (transfer floating): a label that starts at the start of its line and wraps, within words where it must
 */
GtkWidget *
lumbar_wrapped_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pick a cause by its name. */

#include "lumbar-cause-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-group-mark.h"
#include "lumbar-text.h"

struct _LumbarCausePicker {
  GtkPopover parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  GtkWidget *entry;           /* Child */
  GtkListBox *list;           /* Child; row i is cause i of the knowledge */
};

G_DEFINE_FINAL_TYPE (LumbarCausePicker, lumbar_cause_picker, GTK_TYPE_POPOVER)

enum {
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (LumbarCausePicker *self, GtkListBoxRow *row)
{
  const LumbarCause *cause =
    lumbar_knowledge_get_cause (self->knowledge, (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, cause->id);
}

static gboolean
is_shown (GtkListBoxRow *row, gpointer data)
{
  LumbarCausePicker *self = data;
  const LumbarCause *cause =
    lumbar_knowledge_get_cause (self->knowledge, (guint) gtk_list_box_row_get_index (row));
  g_autofree char *needle = lumbar_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *name = lumbar_text_fold (lumbar_text_translate (cause->name));

  return strstr (name, needle) != NULL;
}

static void
entry_activate_cb (LumbarCausePicker *self)
{
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
        {
          row_activated_cb (self, row);
          return;
        }
    }
}

static void
append_cause (LumbarCausePicker *self, const LumbarCause *cause)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (lumbar_text_translate (cause->name));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_box_append (GTK_BOX (box), lumbar_group_mark_new (cause->group));
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_text_translate (cause->name), -1);
  gtk_list_box_append (self->list, row);
}

static void
shown_cb (LumbarCausePicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

static void
lumbar_cause_picker_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_CAUSE_PICKER (object)->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_cause_picker_parent_class)->finalize (object);
}

static void
lumbar_cause_picker_class_init (LumbarCausePickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_cause_picker_finalize;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", LUMBAR_TYPE_CAUSE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lumbar_cause_picker_init (LumbarCausePicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->entry = gtk_search_entry_new ();
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a cause"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Causes"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), list);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * lumbar_cause_picker_new:
 * @knowledge: which causes there are
 *
 * Returns: (transfer floating): a popover for a menu button
 */
GtkWidget *
lumbar_cause_picker_new (LumbarKnowledge *knowledge)
{
  LumbarCausePicker *self = g_object_new (LUMBAR_TYPE_CAUSE_PICKER, NULL);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    append_cause (self, lumbar_knowledge_get_cause (knowledge, i));
  gtk_list_box_set_filter_func (self->list, is_shown, self, NULL);
  return GTK_WIDGET (self);
}

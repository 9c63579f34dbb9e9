/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections down the side. */

#include "lumbar-section-list.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"

struct _LumbarSectionList {
  AdwBin parent_instance;

  LumbarInterview *interview; /* Owned */
  GtkListBox *list;           /* Child */
  GtkWidget *set_aside;       /* Child: opens the list of what is set aside */
  GtkLabel *set_aside_names;  /* Child */
  GPtrArray *marks;           /* Owned array of child labels, one a section */
  GPtrArray *counts;          /* Owned array of child labels, one a section */
  gboolean selecting;         /* The selection follows, nobody picked */
};

G_DEFINE_FINAL_TYPE (LumbarSectionList, lumbar_section_list, ADW_TYPE_BIN)

enum {
  SIGNAL_PICKED,
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkListBoxRow *
get_row (LumbarSectionList *self, guint section)
{
  return gtk_list_box_get_row_at_index (self->list, (int) section);
}

static void
row_selected_cb (LumbarSectionList *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->selecting)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
row_activated_cb (LumbarSectionList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
append_row (LumbarSectionList *self, const LumbarSection *section)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_label_new ("○");
  GtkWidget *title = gtk_label_new (lumbar_text_translate (section->title));
  GtkWidget *count = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (title), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_width_chars (GTK_LABEL (mark), 2);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "caption");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->marks, mark);
  g_ptr_array_add (self->counts, count);
}

static gboolean
has_unconfirmed (LumbarSectionList *self, const LumbarSection *section)
{
  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];

      if (lumbar_interview_get_state (self->interview, finding->index) == LUMBAR_ITEM_UNCONFIRMED)
        return TRUE;
    }
  return FALSE;
}

static void
refresh_row (LumbarSectionList *self, const LumbarSection *section)
{
  guint answered, asked;
  gboolean unconfirmed = has_unconfirmed (self, section);
  g_autofree char *count = NULL;
  g_autofree char *name = NULL;

  lumbar_interview_get_progress (self->interview, section->index, &answered, &asked);
  count = asked > 0 ? g_strdup_printf ("%u/%u", answered, asked) : g_strdup ("");
  name = g_strdup_printf (_("%s: %u of %u answered%s"), lumbar_text_translate (section->title), answered, asked,
                          unconfirmed ? _(", some to confirm") : "");
  gtk_label_set_label (self->counts->pdata[section->index], count);
  gtk_label_set_label (self->marks->pdata[section->index],
                       answered == asked && asked > 0 ? "✓" : unconfirmed ? "◌" : answered > 0 ? "◐" : "○");
  gtk_widget_set_visible (GTK_WIDGET (get_row (self, section->index)),
                          lumbar_interview_asks_in (self->interview, section->index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_row (self, section->index)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
refresh_set_aside (LumbarSectionList *self)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (self->interview);
  guint n = lumbar_interview_get_n_set_aside (self->interview);
  g_autoptr (GString) names = g_string_new (_("Their questions were withdrawn by a changed answer. They come "
                                              "back with the question, and are dropped at signing."));
  g_autofree char *label = g_strdup_printf (ngettext ("%u set aside", "%u set aside", n), n);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (lumbar_interview_get_state (self->interview, i) == LUMBAR_ITEM_SET_ASIDE)
      g_string_append_printf (names, "\n• %s",
                              lumbar_text_translate (lumbar_knowledge_get_finding (knowledge, i)->label));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->set_aside), label);
  gtk_label_set_label (self->set_aside_names, names->str);
  gtk_widget_set_visible (self->set_aside, n > 0);
}

static void
lumbar_section_list_finalize (GObject *object)
{
  LumbarSectionList *self = LUMBAR_SECTION_LIST (object);

  g_clear_object (&self->interview);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_section_list_parent_class)->finalize (object);
}

static void
lumbar_section_list_class_init (LumbarSectionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_section_list_finalize;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", LUMBAR_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", LUMBAR_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
build_set_aside (LumbarSectionList *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *names = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (names), TRUE);
  gtk_label_set_xalign (GTK_LABEL (names), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (names), 36);
  gtk_popover_set_child (GTK_POPOVER (popover), names);
  self->set_aside_names = GTK_LABEL (names);
  self->set_aside = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->set_aside), popover);
  gtk_widget_add_css_class (self->set_aside, "flat");
}

static void
lumbar_section_list_init (LumbarSectionList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->marks = g_ptr_array_new ();
  self->counts = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sections"), -1);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  build_set_aside (self);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->set_aside);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sections");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * lumbar_section_list_new:
 * @interview: what is asked
 *
 * Returns: (transfer floating): a list of its sections
 */
GtkWidget *
lumbar_section_list_new (LumbarInterview *interview)
{
  LumbarSectionList *self = g_object_new (LUMBAR_TYPE_SECTION_LIST, NULL);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);

  self->interview = g_object_ref (interview);
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (knowledge); i++)
    append_row (self, lumbar_knowledge_get_section (knowledge, i));
  lumbar_section_list_refresh (self, 0);
  return GTK_WIDGET (self);
}

/**
 * lumbar_section_list_refresh:
 * @self: a list
 * @current: index of the section that is shown
 *
 * Counts anew and marks the current section.
 */
void
lumbar_section_list_refresh (LumbarSectionList *self, guint current)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (self->interview);

  for (guint i = 0; i < lumbar_knowledge_get_n_sections (knowledge); i++)
    refresh_row (self, lumbar_knowledge_get_section (knowledge, i));
  refresh_set_aside (self);
  self->selecting = TRUE;
  gtk_list_box_select_row (self->list, get_row (self, current));
  self->selecting = FALSE;
}

/**
 * lumbar_section_list_get_count:
 * @self: a list
 * @section: index of a section
 *
 * Returns: how far it is answered: "6/9"
 */
const char *
lumbar_section_list_get_count (LumbarSectionList *self, guint section)
{
  return gtk_label_get_label (self->counts->pdata[section]);
}

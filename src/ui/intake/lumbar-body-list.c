/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The regions of the body map as a list. */

#include "lumbar-body-list.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

/* Lower than any map it may stand beside. */
#define LEAST_HEIGHT 160

struct _LumbarBodyList {
  AdwBin parent_instance;

  GPtrArray *checks; /* Owned array of children, one an option */
  gboolean showing;  /* The checks are being set, not clicked */
};

G_DEFINE_FINAL_TYPE (LumbarBodyList, lumbar_body_list, ADW_TYPE_BIN)

enum {
  SIGNAL_TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
check_toggled_cb (LumbarBodyList *self, GtkWidget *check)
{
  guint option;

  if (!self->showing && g_ptr_array_find (self->checks, check, &option))
    g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, option);
}

/* Its words, and in front of them the key in the place where the other answers have it. */
static GtkWidget *
make_check (const LumbarOption *option)
{
  const char key[] = { g_ascii_toupper (option->key), '\0' };
  const char *text = lumbar_text_translate (option->text);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cap = gtk_label_new (key);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (cap, "keycap");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), label);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  return check;
}

static GtkWidget *
make_column (LumbarBodyList *self,
             LumbarKnowledge *knowledge,
             const LumbarFinding *finding,
             gboolean back,
             const char *title)
{
  GtkWidget *column = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "hexpand", TRUE,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_box_append (GTK_BOX (column), heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (column), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (knowledge); i++)
    {
      const LumbarBodyRegion *region = lumbar_knowledge_get_body_region (knowledge, i);
      GtkWidget *check;

      if (region->back != back)
        continue;
      check = make_check (lumbar_finding_get_option (finding, region->option));
      g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
      self->checks->pdata[region->option] = check;
      gtk_box_append (GTK_BOX (column), check);
    }
  return column;
}

static void
lumbar_body_list_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_BODY_LIST (object)->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_body_list_parent_class)->finalize (object);
}

static void
lumbar_body_list_class_init (LumbarBodyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_body_list_finalize;
  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", LUMBAR_TYPE_BODY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
lumbar_body_list_init (LumbarBodyList *self)
{
  self->checks = g_ptr_array_new ();
}

/**
 * lumbar_body_list_new:
 * @knowledge: which regions there are
 * @finding: the body map that is answered
 *
 * Returns: (transfer floating): a list in which nothing is checked
 */
GtkWidget *
lumbar_body_list_new (LumbarKnowledge *knowledge, const LumbarFinding *finding)
{
  LumbarBodyList *self = g_object_new (LUMBAR_TYPE_BODY_LIST, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *columns = lumbar_wrap_box_new (12);

  g_ptr_array_set_size (self->checks, (int) finding->options->len);
  gtk_box_append (GTK_BOX (columns), make_column (self, knowledge, finding, FALSE, _("Front")));
  gtk_box_append (GTK_BOX (columns), make_column (self, knowledge, finding, TRUE, _("Back")));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), columns);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LEAST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "region-list");
  adw_bin_set_child (ADW_BIN (self), scroller);
  return GTK_WIDGET (self);
}

/**
 * lumbar_body_list_set_regions:
 * @self: a list
 * @regions: what is marked, bit i = option i of the finding
 */
void
lumbar_body_list_set_regions (LumbarBodyList *self, guint64 regions)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    if (self->checks->pdata[i] != NULL)
      gtk_check_button_set_active (self->checks->pdata[i], (regions & ((guint64) 1 << i)) != 0);
  self->showing = FALSE;
}

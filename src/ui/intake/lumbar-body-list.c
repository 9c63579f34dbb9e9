/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The regions of the body map as a list. */

#include "lumbar-body-list.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

/* Lower than any map it may stand beside. */
#define LEAST_HEIGHT 160

struct _LumbarBodyList {
  GtkWidget parent_instance;

  GtkWidget *scroller; /* Child */
  GtkWidget *columns;  /* In the scroller */
  GPtrArray *checks; /* Owned array of children, one an option */
  gboolean showing;  /* The checks are being set, not clicked */
};

G_DEFINE_FINAL_TYPE (LumbarBodyList, lumbar_body_list, GTK_TYPE_WIDGET)

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

/* A scrolled window does not ask how high its content is at the width at hand. */
static void
lumbar_body_list_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (LUMBAR_BODY_LIST (widget)->columns, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MIN (*minimum, LEAST_HEIGHT);
}

static GtkSizeRequestMode
lumbar_body_list_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lumbar_body_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (LUMBAR_BODY_LIST (widget)->scroller, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
lumbar_body_list_dispose (GObject *object)
{
  g_clear_pointer (&LUMBAR_BODY_LIST (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (lumbar_body_list_parent_class)->dispose (object);
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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_body_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_body_list_finalize;
  widget_class->measure = lumbar_body_list_measure;
  widget_class->get_request_mode = lumbar_body_list_get_request_mode;
  widget_class->size_allocate = lumbar_body_list_size_allocate;
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
  /* Where one column shows and the rest scrolls, it is the back that is asked about most. */
  gtk_box_append (GTK_BOX (columns), make_column (self, knowledge, finding, TRUE, _("Back")));
  gtk_box_append (GTK_BOX (columns), make_column (self, knowledge, finding, FALSE, _("Front")));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), columns);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  /* The keys go to the regions; what they are scrolled in is nothing to stop at. */
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_set_focusable (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "region-list");
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  self->scroller = scroller;
  self->columns = columns;
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

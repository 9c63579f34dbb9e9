/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The red flags that fire, kept in place by id so that what is being typed in one of them stays. */

#include "lumbar-red-flag-bar.h"

#include <glib/gi18n.h>

#include "lumbar-red-flag-row.h"

/* What is left of a bar that scrolls. */
#define LEAST_HEIGHT 46

struct _LumbarRedFlagBar {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  GtkWidget *rows;            /* Child */
  guint n_flags;
};

G_DEFINE_FINAL_TYPE (LumbarRedFlagBar, lumbar_red_flag_bar, ADW_TYPE_BIN)

enum {
  SIGNAL_ACKNOWLEDGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_acknowledged_cb (LumbarRedFlagBar *self, const char *flag_id, const char *done, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_ACKNOWLEDGED], 0, flag_id, done, text);
}

static LumbarRedFlagRow *
find_row (LumbarRedFlagBar *self, const char *flag_id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (lumbar_red_flag_row_get_id (LUMBAR_RED_FLAG_ROW (row)), flag_id))
      return LUMBAR_RED_FLAG_ROW (row);
  return NULL;
}

static LumbarRedFlagRow *
ensure_row (LumbarRedFlagBar *self, const char *flag_id)
{
  LumbarRedFlagRow *row = find_row (self, flag_id);

  if (row != NULL)
    return row;
  row = LUMBAR_RED_FLAG_ROW (lumbar_red_flag_row_new (self->knowledge, flag_id));
  g_signal_connect_object (row, "acknowledged", G_CALLBACK (row_acknowledged_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), GTK_WIDGET (row));
  return row;
}

static void
remove_others (LumbarRedFlagBar *self, LumbarAssessment *assessment)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = next)
    {
      const char *id = lumbar_red_flag_row_get_id (LUMBAR_RED_FLAG_ROW (row));
      gboolean fires = FALSE;

      next = gtk_widget_get_next_sibling (row);
      for (guint i = 0; i < assessment->red_flags->len && !fires; i++)
        fires = g_str_equal (((const LumbarFiredFlag *) assessment->red_flags->pdata[i])->id, id);
      if (!fires)
        gtk_box_remove (GTK_BOX (self->rows), row);
    }
}

static void
lumbar_red_flag_bar_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_RED_FLAG_BAR (object)->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_red_flag_bar_parent_class)->finalize (object);
}

static void
lumbar_red_flag_bar_class_init (LumbarRedFlagBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_red_flag_bar_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);

  signals[SIGNAL_ACKNOWLEDGED] =
    g_signal_new ("acknowledged", LUMBAR_TYPE_RED_FLAG_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
lumbar_red_flag_bar_init (LumbarRedFlagBar *self)
{
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), "red-flags");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Red flags"), -1);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scrolled window asks for the height that its rows would have without wrapping; at the width they get
 * they are higher. So the rows are asked, and only they: to measure both with every answer is dear. */
static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (LUMBAR_RED_FLAG_BAR (widget)->rows, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = MIN (*minimum, LEAST_HEIGHT);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

/**
 * lumbar_red_flag_bar_new:
 * @knowledge: where the flags are from
 * @scrolls: whether it has a scroll bar of its own, because the page around it has none
 *
 * Returns: (transfer floating): a bar without flags
 */
GtkWidget *
lumbar_red_flag_bar_new (LumbarKnowledge *knowledge, gboolean scrolls)
{
  LumbarRedFlagBar *self = g_object_new (LUMBAR_TYPE_RED_FLAG_BAR, NULL);
  GtkWidget *child = self->rows;

  self->knowledge = lumbar_knowledge_ref (knowledge);
  if (scrolls)
    {
      child = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (child), self->rows);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (child), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (child), TRUE);
      gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (get_request_mode, measure, allocate));
    }
  adw_bin_set_child (ADW_BIN (self), child);
  return GTK_WIDGET (self);
}

/**
 * lumbar_red_flag_bar_update:
 * @self: a bar
 * @assessment: what fires now
 * @response: the answers it was computed from
 * @conclusion: what was done about flags
 */
void
lumbar_red_flag_bar_update (LumbarRedFlagBar *self,
                            LumbarAssessment *assessment,
                            LumbarResponse *response,
                            LumbarConclusion *conclusion)
{
  GtkWidget *before = NULL;

  remove_others (self, assessment);
  self->n_flags = assessment->red_flags->len;
  for (int timeframe = 0; timeframe < LUMBAR_N_TIMEFRAMES; timeframe++)
    for (guint i = 0; i < assessment->red_flags->len; i++)
      {
        const LumbarFiredFlag *fired = assessment->red_flags->pdata[i];
        LumbarRedFlagRow *row;

        if ((int) fired->timeframe != timeframe)
          continue;
        row = ensure_row (self, fired->id);
        lumbar_red_flag_row_update (row, fired, response,
                                    lumbar_conclusion_find_acknowledgement (conclusion, fired->id));
        if (gtk_widget_get_prev_sibling (GTK_WIDGET (row)) != before)
          gtk_box_reorder_child_after (GTK_BOX (self->rows), GTK_WIDGET (row), before);
        before = GTK_WIDGET (row);
      }
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_flags > 0);
}

/**
 * lumbar_red_flag_bar_get_n_flags:
 * @self: a bar
 *
 * Returns: how many red flags it shows
 */
guint
lumbar_red_flag_bar_get_n_flags (LumbarRedFlagBar *self)
{
  return self->n_flags;
}

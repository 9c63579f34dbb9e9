/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cause that must not be missed. */

#include "lumbar-exclude-row.h"

#include <glib/gi18n.h>

#include "lumbar-basis-window.h"
#include "lumbar-basis.h"
#include "lumbar-group-mark.h"
#include "lumbar-line-layout.h"
#include "lumbar-pane-mark.h"
#include "lumbar-report-basis.h"
#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

struct _LumbarExcludeRow {
  AdwBin parent_instance;

  LumbarInterview *interview; /* Owned */
  const LumbarCause *cause;   /* Borrowed from the knowledge of the interview */
  gboolean filled;

  GtkWidget *button;   /* Child */
  GtkLabel *action;    /* Child */
  GtkLabel *for_it;    /* Child */
  GtkLabel *against;   /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarExcludeRow, lumbar_exclude_row, ADW_TYPE_BIN)

static void
open_basis (LumbarExcludeRow *self)
{
  lumbar_basis_window_present (self->button, self->interview, self->cause->id);
}

static gboolean
basis_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  open_basis (LUMBAR_EXCLUDE_ROW (widget));
  return TRUE;
}

static void
lumbar_exclude_row_finalize (GObject *object)
{
  g_clear_object (&LUMBAR_EXCLUDE_ROW (object)->interview);

  G_OBJECT_CLASS (lumbar_exclude_row_parent_class)->finalize (object);
}

static void
lumbar_exclude_row_class_init (LumbarExcludeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_exclude_row_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_b, 0, basis_key, NULL);
}

static GtkLabel *
add_caption (GtkWidget *words)
{
  GtkWidget *label = lumbar_wrapped_label_new ("", "caption");

  gtk_box_append (GTK_BOX (words), label);
  return GTK_LABEL (label);
}

static void
lumbar_exclude_row_init (LumbarExcludeRow *self)
{
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "pane-row");
  gtk_widget_add_css_class (self->button, "exclude-row");
  gtk_widget_set_tooltip_text (self->button, _("Every answer, its weight and its source (B)"));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (open_basis), self);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * lumbar_exclude_row_new:
 * @interview: what is asked and answered
 * @cause_id: a cause
 *
 * Returns: (transfer floating): a row for it, to be filled by lumbar_exclude_row_update()
 */
GtkWidget *
lumbar_exclude_row_new (LumbarInterview *interview, const char *cause_id)
{
  LumbarExcludeRow *self = g_object_new (LUMBAR_TYPE_EXCLUDE_ROW, NULL);
  GtkWidget *line = lumbar_line_box_new (8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *mark, *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  self->interview = g_object_ref (interview);
  self->cause = lumbar_knowledge_find_cause (lumbar_interview_get_knowledge (interview), cause_id);
  mark = lumbar_group_mark_new (self->cause->group);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_box_append (GTK_BOX (words), lumbar_wrapped_label_new (lumbar_text_translate (self->cause->name), NULL));
  self->action = add_caption (words);
  self->for_it = add_caption (words);
  self->against = add_caption (words);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), arrow);
  gtk_button_set_child (GTK_BUTTON (self->button), line);
  return GTK_WIDGET (self);
}

/* What the flag that raised it asks for, and how soon, the soonest first; what is known by weight alone says so. */
static char *
say_action (LumbarExcludeRow *self, LumbarAssessment *assessment)
{
  const LumbarFiredFlag *soonest = NULL;

  for (guint i = 0; i < assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = assessment->red_flags->pdata[i];

      if (g_strv_contains ((const char *const *) fired->causes, self->cause->id) &&
          (soonest == NULL || fired->timeframe < soonest->timeframe))
        soonest = fired;
    }
  if (soonest == NULL)
    return g_strdup (_("By the weight of the answers"));
  /* Translators: "Now", and what to do */
  return g_strdup_printf (_("%s: %s"), lumbar_timeframe_get_title (soonest->timeframe),
                          lumbar_text_translate (soonest->action));
}

/* The strongest answer that counts on one side, with its sign; "" without one. */
static char *
say_strongest (LumbarExcludeRow *self, GPtrArray *contributions, gboolean for_it)
{
  for (guint i = 0; i < contributions->len; i++)
    {
      const LumbarContribution *entry = contributions->pdata[i];
      LumbarReason reason = { entry->row->finding->id, entry->answer, entry->ratio, entry->row->basis,
                              entry->row->source->id };
      g_autofree char *clause = NULL;

      if (!entry->counted || (entry->weight > 0) != for_it)
        continue;
      clause = lumbar_report_reason_clause (lumbar_interview_get_knowledge (self->interview), &reason);
      return g_strconcat (for_it ? "+ " : "− ", clause, NULL);
    }
  return g_strdup ("");
}

static gboolean
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) == 0)
    return FALSE;
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
  return TRUE;
}

/**
 * lumbar_exclude_row_update:
 * @self: a row
 * @assessment: as computed now, with its cause among what must be excluded
 *
 * Shows what to do and the reasons; what stays the same is left alone.
 */
void
lumbar_exclude_row_update (LumbarExcludeRow *self, LumbarAssessment *assessment)
{
  g_autoptr (GPtrArray) contributions =
    lumbar_contributions_new (lumbar_interview_get_response (self->interview), self->cause);
  g_autofree char *action = say_action (self, assessment);
  g_autofree char *for_it = say_strongest (self, contributions, TRUE);
  g_autofree char *against = say_strongest (self, contributions, FALSE);
  gboolean changed = set_text (self->action, action);
  g_autofree char *name = NULL;

  changed |= set_text (self->for_it, for_it);
  changed |= set_text (self->against, against);
  if (!changed && self->filled)
    return;
  if (self->filled)
    lumbar_pane_mark_changed (GTK_WIDGET (self));
  self->filled = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->for_it), *for_it != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->against), *against != '\0');
  name = g_strdup_printf (_("%s, %s. %s. %s %s"), lumbar_text_translate (self->cause->name),
                          lumbar_group_get_title (self->cause->group), action, for_it, against);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

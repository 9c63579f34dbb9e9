/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of two assessments that are compared, as a card. What the other one doesn't say is marked with a sign and
 * with words, never with colour alone. */

#include "lumbar-comparison-side.h"

#include <glib/gi18n.h>

#include "lumbar-assessment-difference.h"
#include "lumbar-group-mark.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

/* Narrower than this two cards stand one below the other. */
#define LEAST_WIDTH 300

/* So that a long line asks for no more than that width. */
#define WIDTH_CHARS 24

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarAssessment *assessment;
  GPtrArray *differences;
  GtkBox *card;
} Side;

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = lumbar_wrapped_label_new (text, style);

  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  return label;
}

static void
add_heading (Side *side, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", text,
                                   "xalign", 0.0, "margin-top", 12, NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (side->card, label);
}

/* A line of the card; what differs from the other side has a sign before it and is said to differ. */
static void
add_line (Side *side, GtkWidget *mark, const char *text, const char *detail, LumbarDifferencePart part, const char *id)
{
  gboolean differs = lumbar_difference_find (side->differences, part, id) != NULL;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *below = NULL;

  if (differs)
    below = detail ? g_strdup_printf (_("%s · differs"), detail) : g_strdup (_("differs"));
  else
    below = g_strdup (detail);
  gtk_box_append (GTK_BOX (words), make_label (text, differs ? "heading" : NULL));
  if (below != NULL)
    gtk_box_append (GTK_BOX (words), make_label (below, "caption"));
  if (mark != NULL)
    gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_add_css_class (line, "comparison-line");
  if (differs)
    gtk_widget_add_css_class (line, "differs");
  gtk_box_append (side->card, line);
}

static void
add_nothing (Side *side)
{
  GtkWidget *line = make_label (_("None"), "dim-label");

  gtk_widget_add_css_class (line, "comparison-line");
  gtk_box_append (side->card, line);
}

static const char *
get_cause_name (Side *side, const char *id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (side->knowledge, id);

  return cause ? lumbar_text_translate (cause->name) : id;
}

static void
add_flags (Side *side)
{
  add_heading (side, _("Red flags"));
  for (guint i = 0; i < side->assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = side->assessment->red_flags->pdata[i];
      const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (side->knowledge, fired->id);

      add_line (side, gtk_label_new ("⚑"), flag ? lumbar_text_translate (flag->name) : fired->id,
                lumbar_timeframe_get_title (fired->timeframe), LUMBAR_DIFFERENCE_FLAG, fired->id);
    }
  if (side->assessment->red_flags->len == 0)
    add_nothing (side);
}

static void
add_group (Side *side)
{
  g_autofree char *text = lumbar_report_group_text (side->assessment);

  add_heading (side, _("Group"));
  add_line (side, lumbar_group_mark_new (side->assessment->group), text,
            side->assessment->provisional ? _("Provisional") : NULL, LUMBAR_DIFFERENCE_GROUP, "");
  add_heading (side, _("Leading cause"));
  if (side->assessment->lead != NULL)
    add_line (side, NULL, get_cause_name (side, side->assessment->lead), NULL, LUMBAR_DIFFERENCE_LEAD, "");
  else
    add_nothing (side);
}

static void
add_excludes (Side *side)
{
  GStrv ids = side->assessment->must_exclude;

  add_heading (side, _("Must not be missed"));
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    add_line (side, NULL, get_cause_name (side, ids[i]), NULL, LUMBAR_DIFFERENCE_EXCLUDE, ids[i]);
  if (ids == NULL || ids[0] == NULL)
    add_nothing (side);
}

static void
add_causes (Side *side)
{
  GPtrArray *causes = side->assessment->causes;

  add_heading (side, _("Most likely"));
  for (guint i = 0; i < causes->len; i++)
    {
      const LumbarRankedCause *cause = causes->pdata[i];
      g_autofree char *band =
        g_strdup_printf ("%s %s", lumbar_band_get_marks (cause->band), lumbar_band_get_title (cause->band));

      add_line (side, lumbar_group_mark_new (cause->group), get_cause_name (side, cause->id), band,
                LUMBAR_DIFFERENCE_CAUSE, cause->id);
    }
  if (causes->len == 0)
    add_nothing (side);
}

/**
 * lumbar_comparison_side_new:
 * @knowledge: today's tables, for names
 * @assessment: what is shown
 * @differences: (element-type LumbarDifference): what the other side doesn't agree about
 * @title: when it was made
 *
 * Returns: (transfer floating): a card that says what @assessment says, with the version it was made with
 */
GtkWidget *
lumbar_comparison_side_new (LumbarKnowledge *knowledge,
                            LumbarAssessment *assessment,
                            GPtrArray *differences,
                            const char *title)
{
  g_autofree char *version = lumbar_knowledge_version_to_text (assessment->knowledge_version);
  g_autofree char *caption = g_strdup_printf (_("Knowledge %s"), version);
  g_autofree char *name = g_strdup_printf ("%s. %s", title, caption);
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "orientation",
                                  GTK_ORIENTATION_VERTICAL, "hexpand", TRUE, "valign", GTK_ALIGN_FILL, NULL);
  Side side = { knowledge, assessment, differences, GTK_BOX (card) };

  gtk_widget_set_size_request (card, LEAST_WIDTH, -1);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "comparison-side");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (side.card, make_label (title, "heading"));
  gtk_box_append (side.card, make_label (caption, "caption"));
  add_flags (&side);
  add_group (&side);
  add_excludes (&side);
  add_causes (&side);
  return card;
}

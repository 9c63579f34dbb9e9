/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a cohort as lists: each row is a figure in words and as a picture, and opens its patients. */

#include "lumbar-cohort-figures.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "lumbar-cohort-chart.h"
#include "lumbar-cohort-words.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

typedef struct {
  GtkBox *box;
  const LumbarCohort *cohort;
  LumbarFigureFunc func;
  gpointer data;
} Figures;

typedef struct {
  LumbarFigureFunc func;
  gpointer data;
} Call;

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Call *call)
{
  call->func (g_object_get_data (G_OBJECT (row), "patients"), g_object_get_data (G_OBJECT (row), "title"), call->data);
}

static GtkListBox *
add_group (Figures *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  Call *call = g_new (Call, 1);

  call->func = self->func;
  call->data = self->data;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_data (list, "row-activated", G_CALLBACK (row_activated_cb), call, (GClosureNotify) (void (*) (void)) g_free, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_box_append (self->box, group);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* @words is (nullable): what the picture shows, where the title does not say it. */
static void
add_row (GtkListBox *list, const char *title, GtkWidget *picture, const char *words, GPtrArray *patients)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *count = g_strdup_printf (ngettext ("%u patient", "%u patients", patients->len), patients->len);
  /* Translators: a row for screen readers: what, the figures in words, how many patients. */
  g_autofree char *name = words ? g_strdup_printf (_("%1$s: %2$s, %3$s"), title, words, count)
                                : g_strdup_printf ("%s: %s", title, count);

  gtk_widget_add_css_class (line, "cohort-row");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), make_label (title, NULL));
  gtk_box_append (GTK_BOX (box), picture);
  if (words != NULL)
    {
      GtkWidget *label = make_label (words, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), patients->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "patients", g_ptr_array_ref (patients), (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (title), g_free);
  gtk_list_box_append (list, row);
}

static guint
find_most (GPtrArray *counts)
{
  guint most = 0;

  for (guint i = 0; i < counts->len; i++)
    most = MAX (most, ((const LumbarCohortCount *) counts->pdata[i])->patients->len);
  return most;
}

static void
add_groups (Figures *self)
{
  GPtrArray *groups = self->cohort->groups;
  GtkListBox *list = add_group (self, _("Groups"), _("As the clinician concluded at each patient’s latest visit"));

  for (guint i = 0; i < groups->len; i++)
    {
      const LumbarCohortCount *count = groups->pdata[i];
      LumbarGroup group;
      guint mark = lumbar_group_from_id (count->id, &group) ? (guint) group : LUMBAR_COHORT_MARK_NONE;

      add_row (list, lumbar_cohort_group_text (count->id),
               lumbar_cohort_chart_new_count (mark, count->patients->len, 0, find_most (groups)), NULL,
               count->patients);
    }
}

static void
add_causes (Figures *self)
{
  GPtrArray *causes = self->cohort->causes;
  GtkListBox *list = add_group (self, _("Leading Causes"), _("As the clinician concluded at each patient’s latest visit"));

  for (guint i = 0; i < causes->len; i++)
    {
      const LumbarCohortCount *count = causes->pdata[i];
      const LumbarCause *cause = lumbar_knowledge_find_cause (self->cohort->knowledge, count->id);

      add_row (list, lumbar_cohort_cause_text (self->cohort->knowledge, count->id),
               lumbar_cohort_chart_new_count (cause ? (guint) cause->group : LUMBAR_COHORT_MARK_NONE,
                                              count->patients->len, 0, find_most (causes)),
               NULL, count->patients);
    }
}

static void
add_flag (Figures *self, GtkListBox *list, const LumbarCohortFlags *flags, const char *title, guint most)
{
  g_autofree char *done = lumbar_cohort_done_text (flags);
  g_autofree char *time = lumbar_cohort_time_text (&flags->time);
  /* Translators: what was done about red flags, then a spread of times. */
  g_autofree char *words = g_strdup_printf (_("%1$s. Time to action: %2$s"), done, time);

  add_row (list, title, lumbar_cohort_chart_new_count (LUMBAR_COHORT_MARK_FLAG, flags->n_raised, flags->n_open, most),
           words, flags->patients);
}

static void
add_flags (Figures *self)
{
  const LumbarCohort *cohort = self->cohort;
  GtkListBox *list;
  guint most = 0;

  if (cohort->flags->len == 0)
    return;
  list = add_group (self, _("Red Flags Raised"),
                    _("At all signed visits. Hollow: nothing was said about it. The time is the one from the first "
                      "question of the visit until it was noted as done or referred."));
  add_flag (self, list, cohort->all_flags, _("All red flags"), cohort->all_flags->n_raised);
  if (cohort->all_flags->n_open > 0)
    add_row (list, _("Nothing said about it"),
             lumbar_cohort_chart_new_count (LUMBAR_COHORT_MARK_FLAG, cohort->all_flags->n_open, cohort->all_flags->n_open,
                                            cohort->all_flags->n_raised),
             NULL, cohort->all_flags->open_patients);
  for (guint i = 0; i < cohort->flags->len; i++)
    most = MAX (most, ((const LumbarCohortFlags *) cohort->flags->pdata[i])->n_raised);
  for (guint i = 0; i < cohort->flags->len; i++)
    {
      const LumbarCohortFlags *flags = cohort->flags->pdata[i];

      add_flag (self, list, flags, lumbar_cohort_flag_text (cohort->knowledge, flags->id), most);
    }
}

static void
add_change (GtkListBox *list, const LumbarCohortChange *change, const LumbarInstrument *instrument, const char *title)
{
  g_autofree char *spread = lumbar_cohort_change_text (change);
  g_autofree char *judged = lumbar_cohort_judged_text (change);
  g_autofree char *held = lumbar_share_describe (&change->held);
  g_autoptr (GString) words = g_string_new (NULL);

  if (change->points->len > 0)
    g_string_append_printf (words, "%s. %s", spread, judged);
  else
    g_string_append (words, _("No patient with two scores yet"));
  if (change->held.of > 0)
    {
      g_string_append (words, ". ");
      g_string_append_printf (words, _("Leading cause was a final one: %s"), held);
    }
  add_row (list, title, lumbar_cohort_chart_new_change (change, instrument), words->str, change->patients);
}

static char *
describe_changes (const LumbarInstrument *instrument)
{
  double important = lumbar_trend_important_difference (instrument, NAN);
  g_autofree char *points = isnan (important) ? g_strdup ("–") : lumbar_trend_score_label (important);

  /* Translators: a number of points. */
  return g_strdup_printf (_("From each patient’s first visit to the last; below zero is less pain. A dot is a "
                            "patient, the thick line the median, the box the middle half; dashed is the minimal "
                            "important difference of %s."),
                          points);
}

static void
add_changes (Figures *self, const LumbarCohortScale *scale)
{
  const LumbarCohort *cohort = self->cohort;
  g_autofree char *description = describe_changes (scale->instrument);
  GtkListBox *list = add_group (self, _("Change in Pain by Cause"), description);

  add_change (list, scale->all, scale->instrument, _("All patients"));
  for (guint i = 0; i < scale->by_cause->len; i++)
    {
      const LumbarCohortChange *change = scale->by_cause->pdata[i];

      add_change (list, change, scale->instrument, lumbar_cohort_cause_text (cohort->knowledge, change->id));
    }
  if (scale->by_treatment->len == 0)
    return;
  list = add_group (self, _("Change in Pain by Treatment Started"),
                    _("From the last visit before it was started to the last one after. What else changed meanwhile is "
                      "not seen here: this is no evidence that a treatment helped."));
  for (guint i = 0; i < scale->by_treatment->len; i++)
    {
      const LumbarCohortChange *change = scale->by_treatment->pdata[i];

      add_change (list, change, scale->instrument, change->id);
    }
}

/**
 * lumbar_cohort_figures_fill:
 * @box: what it holds is replaced
 * @cohort: what to show; must stay until it is filled again
 * @scale: the scale of the change in pain, its place in the cohort
 * @func: called when the patients behind a figure are wanted
 * @data: given to @func
 */
void
lumbar_cohort_figures_fill (GtkBox *box, const LumbarCohort *cohort, guint scale, LumbarFigureFunc func, gpointer data)
{
  Figures self = { box, cohort, func, data };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  add_groups (&self);
  add_causes (&self);
  add_flags (&self);
  if (cohort->scales[scale].instrument != NULL)
    add_changes (&self, &cohort->scales[scale]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient at one glance. */

#include "lumbar-overview-view.h"

#include <glib/gi18n.h>

#include "lumbar-body-picture.h"
#include "lumbar-date.h"
#include "lumbar-group-mark.h"
#include "lumbar-text.h"
#include "lumbar-trend-chart.h"

/* More of them would push away what the overview is for; the list of visits has them all. */
#define MOST_DUE 3

struct _LumbarOverviewView {
  AdwBin parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *flags;
  GtkListBox *flag_list;
  AdwActionRow *conclusion;
  LumbarGroupMark *mark;
  AdwActionRow *plan;
  AdwPreferencesGroup *due;
  GtkListBox *due_list;
  GtkWidget *trend_card;
  LumbarTrendChart *chart;
  GtkLabel *trend_summary;
  GtkWidget *body_card;
  LumbarBodyPicture *body;
};

G_DEFINE_FINAL_TYPE (LumbarOverviewView, lumbar_overview_view, ADW_TYPE_BIN)

static void
set_row_text (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  adw_action_row_set_subtitle (row, escaped_subtitle);
}

static GtkWidget *
create_flag_row (LumbarKnowledge *knowledge, const LumbarFiredFlag *fired, const char *since)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, fired->id);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("lumbar-flag-symbolic");
  g_autofree char *date = lumbar_date_format (since);
  /* Translators: when a red flag was found, how soon it should be assessed, what guidelines list. */
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s: %s"), date,
                                               lumbar_timeframe_get_title (fired->timeframe),
                                               lumbar_text_translate (fired->action));

  set_row_text (ADW_ACTION_ROW (row), flag ? lumbar_text_translate (flag->name) : fired->id, subtitle);
  gtk_widget_add_css_class (icon, "danger-mark");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* Open is what nobody has said anything about, or what is still to be done. */
static gboolean
is_open (const LumbarEncounter *visit, const LumbarFiredFlag *fired)
{
  const LumbarAcknowledgement *said =
    visit->conclusion ? lumbar_conclusion_find_acknowledgement (visit->conclusion, fired->id) : NULL;

  return said == NULL || g_str_equal (said->done, "pending");
}

static void
show_flags (LumbarOverviewView *self, LumbarKnowledge *knowledge, const LumbarEncounter *visit)
{
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->flag_list))) != NULL)
    gtk_list_box_remove (self->flag_list, row);
  for (guint i = 0; visit->assessment && i < visit->assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *fired = visit->assessment->red_flags->pdata[i];

      if (!is_open (visit, fired))
        continue;
      gtk_list_box_append (self->flag_list, create_flag_row (knowledge, fired, visit->started_at));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->flags), n > 0);
}

static void
show_conclusion (LumbarOverviewView *self, LumbarKnowledge *knowledge, const LumbarEncounter *visit)
{
  const LumbarConclusion *conclusion = visit->conclusion;
  LumbarGroup group = conclusion ? conclusion->group : visit->group;
  g_autofree char *date = lumbar_date_format (visit->started_at);
  GString *detail = g_string_new (NULL);

  for (guint i = 0; conclusion && conclusion->causes && conclusion->causes[i]; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, conclusion->causes[i]);

      g_string_append_printf (detail, "%s\n", cause ? lumbar_text_translate (cause->name)
                                                    : conclusion->causes[i]);
    }
  /* Translators: when and by whom a visit was taken. */
  g_string_append_printf (detail, _("Visit of %s, signed by %s"), date, visit->author);
  set_row_text (self->conclusion, lumbar_group_get_title (group), detail->str);
  lumbar_group_mark_set_group (self->mark, group);
  g_string_free (detail, TRUE);

  gtk_widget_set_visible (GTK_WIDGET (self->plan), conclusion && *conclusion->plan != '\0');
  if (conclusion != NULL)
    set_row_text (self->plan, _("Plan"), conclusion->plan);
}

static GtkWidget *
create_due_row (const LumbarEncounter *visit)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = lumbar_date_format (visit->started_at);
  /* Translators: the group that was concluded at a visit. */
  g_autofree char *subtitle = g_strdup_printf (_("Concluded: %s"), lumbar_group_get_title (visit->group));

  set_row_text (ADW_ACTION_ROW (row), date, subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), lumbar_group_mark_new (visit->group));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", visit->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "history.open-visit");
  return row;
}

/* Visits of which nobody has said yet what they turned out to be. */
static void
show_due (LumbarOverviewView *self, const LumbarPatientHistory *history)
{
  guint n = history->due->len;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->due_list))) != NULL)
    gtk_list_box_remove (self->due_list, row);
  for (guint i = 0; i < MIN (n, MOST_DUE); i++)
    gtk_list_box_append (self->due_list, create_due_row (history->due->pdata[i]));
  if (n > MOST_DUE)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u earlier visit", "%u earlier visits", n - MOST_DUE), n - MOST_DUE);

      row = adw_action_row_new ();
      set_row_text (ADW_ACTION_ROW (row), text, _("See Visits"));
      gtk_list_box_append (self->due_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->due), n > 0);
}

static void
show_trend (LumbarOverviewView *self, LumbarKnowledge *knowledge, const LumbarPatientHistory *history)
{
  static const char *const pain[] = { "nrs-pain-average", NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) start = g_date_time_add_years (now, -1);
  g_autofree char *since = g_date_time_format (start, "%Y-%m-%d");
  g_autoptr (LumbarTrend) trend = lumbar_patient_history_get_trend (history, knowledge, pain, since, NULL);

  gtk_widget_set_visible (self->trend_card, !lumbar_trend_is_empty (trend));
  lumbar_trend_chart_set_trend (self->chart, trend);
  gtk_label_set_label (self->trend_summary, trend->summary ? trend->summary : "");
}

static void
show_body (LumbarOverviewView *self, const LumbarEncounter *visit)
{
  gtk_widget_set_visible (self->body_card,
                          visit->response && lumbar_body_picture_show_response (self->body, visit->response));
}

static void
lumbar_overview_view_class_init (LumbarOverviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LUMBAR_TYPE_BODY_PICTURE);
  g_type_ensure (LUMBAR_TYPE_GROUP_MARK);
  g_type_ensure (LUMBAR_TYPE_TREND_CHART);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, flags);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, flag_list);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, conclusion);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, mark);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, plan);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, due);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, due_list);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, trend_card);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, chart);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, trend_summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, body_card);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, body);
}

static void
lumbar_overview_view_init (LumbarOverviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_overview_view_show:
 * @self: a view
 * @knowledge: the clinical content
 * @history: what to show
 */
void
lumbar_overview_view_show (LumbarOverviewView *self,
                           LumbarKnowledge *knowledge,
                           const LumbarPatientHistory *history)
{
  gtk_stack_set_visible_child_name (self->stack, history->last ? "visited" : "empty");
  if (history->last == NULL)
    return;
  show_flags (self, knowledge, history->last);
  show_conclusion (self, knowledge, history->last);
  show_due (self, history);
  show_trend (self, knowledge, history);
  show_body (self, history->last);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A patient at one glance. */

#include "lumbar-overview-view.h"

#include <glib/gi18n.h>

#include "lumbar-body-picture.h"
#include "lumbar-date.h"
#include "lumbar-group-mark.h"
#include "lumbar-text.h"
#include "lumbar-timeline-row.h"
#include "lumbar-trend-chart.h"
#include "lumbar-wrapped-label.h"

/* More of them would push away what the overview is for; the list of visits has them all. */
#define MOST_DUE 3

/* Of the time line; the rest has a page of its own. */
#define MOST_LATEST 3

/* Of the marks before the lines, so that these begin in one line. */
#define MARK_WIDTH 18

struct _LumbarOverviewView {
  AdwBin parent_instance;

  GPtrArray *timeline; /* Owned; NULL before one is shown */

  GtkStack *stack;
  GtkListBox *summary;
  AdwPreferencesGroup *due;
  GtkListBox *due_list;
  GtkWidget *trend_card;
  LumbarTrendChart *chart;
  GtkLabel *trend_summary;
  GtkWidget *body_card;
  LumbarBodyPicture *body;
  GtkListBox *latest;
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

/* The patient in a few lines */

static const char *
find_icon (LumbarProblemLineKind kind)
{
  switch (kind)
    {
    case LUMBAR_PROBLEM_LINE_STILL_OPEN:
    case LUMBAR_PROBLEM_LINE_NOT_CLEARED:
    case LUMBAR_PROBLEM_LINE_URGENT:
    case LUMBAR_PROBLEM_LINE_ATTENDED:
      return "lumbar-flag-symbolic";
    case LUMBAR_PROBLEM_LINE_PERSON:
      return "avatar-default-symbolic";
    case LUMBAR_PROBLEM_LINE_PAIN:
      return "lumbar-trend-symbolic";
    case LUMBAR_PROBLEM_LINE_CONCLUSION:
    case LUMBAR_PROBLEM_LINE_PLAN:
    default:
      return "go-next-symbolic";
    }
}

/* Red belongs to what is open. */
static gboolean
is_open (const LumbarProblemLine *line)
{
  return line->kind == LUMBAR_PROBLEM_LINE_STILL_OPEN || line->kind == LUMBAR_PROBLEM_LINE_URGENT;
}

static GtkWidget *
create_mark (const LumbarProblemLine *line)
{
  GtkWidget *icon;

  if (line->kind == LUMBAR_PROBLEM_LINE_CONCLUSION)
    return lumbar_group_mark_new (line->group);
  icon = gtk_image_new_from_icon_name (find_icon (line->kind));
  if (is_open (line))
    gtk_widget_add_css_class (icon, "danger-mark");
  return icon;
}

/* The words are the title: they are what is read; what they are about stands small above them. */
static GtkWidget *
create_line (const LumbarProblemLine *line)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = create_mark (line);
  GtkWidget *title = lumbar_wrapped_label_new (line->title, "caption");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", line->title, line->text);

  gtk_widget_set_size_request (mark, MARK_WIDTH, -1);
  gtk_widget_add_css_class (title, is_open (line) ? "danger-mark" : "dim-label");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), lumbar_wrapped_label_new (line->text, NULL));
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "summary-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show_summary (LumbarOverviewView *self, const LumbarPatientHistory *history)
{
  clear_list (self->summary);
  for (guint i = 0; i < history->summary->len; i++)
    gtk_list_box_append (self->summary, create_line (history->summary->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->summary), history->summary->len > 0);
}

/* The latest of the time line */

static void
latest_activated_cb (LumbarOverviewView *self, GtkListBoxRow *row)
{
  guint i = (guint) gtk_list_box_row_get_index (row);

  if (i < MIN (self->timeline->len, MOST_LATEST))
    lumbar_timeline_row_activate (GTK_WIDGET (self), self->timeline->pdata[i]);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "history.show-timeline", NULL);
}

static void
append_latest (LumbarOverviewView *self, GtkWidget *child, const char *spoken)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (child, "summary-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->latest, row);
}

static void
show_latest (LumbarOverviewView *self, const LumbarPatientHistory *history)
{
  g_clear_pointer (&self->timeline, g_ptr_array_unref);
  self->timeline = g_ptr_array_ref (history->timeline);
  clear_list (self->latest);
  for (guint i = 0; i < MIN (self->timeline->len, MOST_LATEST); i++)
    {
      GtkWidget *row = lumbar_timeline_row_new ();
      g_autofree char *spoken = lumbar_timeline_row_describe (self->timeline->pdata[i]);

      lumbar_timeline_row_show (LUMBAR_TIMELINE_ROW (row), self->timeline->pdata[i]);
      append_latest (self, row, spoken);
    }
  if (self->timeline->len > MOST_LATEST)
    {
      guint n = self->timeline->len - MOST_LATEST;
      g_autofree char *text = g_strdup_printf (ngettext ("%u earlier entry", "%u earlier entries", n), n);
      GtkWidget *label = lumbar_wrapped_label_new (text, "dim-label");

      append_latest (self, label, text);
    }
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
                          visit && visit->response && lumbar_body_picture_show_response (self->body, visit->response));
}

static void
lumbar_overview_view_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_OVERVIEW_VIEW (object)->timeline, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_overview_view_parent_class)->finalize (object);
}

static void
lumbar_overview_view_class_init (LumbarOverviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_overview_view_finalize;

  g_type_ensure (LUMBAR_TYPE_BODY_PICTURE);
  g_type_ensure (LUMBAR_TYPE_TREND_CHART);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, due);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, due_list);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, trend_card);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, chart);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, trend_summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, body_card);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, body);
  gtk_widget_class_bind_template_child (widget_class, LumbarOverviewView, latest);
  gtk_widget_class_bind_template_callback (widget_class, latest_activated_cb);
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
  gtk_stack_set_visible_child_name (self->stack, history->timeline->len > 0 ? "visited" : "empty");
  show_summary (self, history);
  show_latest (self, history);
  show_due (self, history);
  show_trend (self, knowledge, history);
  show_body (self, history->last);
}

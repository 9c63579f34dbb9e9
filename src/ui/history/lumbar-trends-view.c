/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How pain and function went. */

#include "lumbar-trends-view.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-text.h"
#include "lumbar-palette.h"
#include "lumbar-trend-chart.h"
#include "lumbar-trend-table.h"

/* Months back that the choices of the range mean; 0 is all. */
static const int ranges[] = { 3, 12, 0 };

/* What is shown until the clinician chooses otherwise. */
static const char *const first_shown[] = { "nrs-pain-average", "peg", NULL };

struct _LumbarTrendsView {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge;          /* Owned */
  const LumbarPatientHistory *history; /* Borrowed from the page, which shows the next before it goes */

  GtkStack *stack;
  GtkDropDown *range;
  GtkBox *toggles;
  LumbarTrendChart *chart;
  GtkLabel *summary;
  LumbarTrendTable *table;
  AdwPreferencesGroup *events;
  GtkListBox *event_list;
};

G_DEFINE_FINAL_TYPE (LumbarTrendsView, lumbar_trends_view, ADW_TYPE_BIN)

/* The series chosen, in the order of the toggles; a chart has colours for so many. */
static GPtrArray *
get_chosen (LumbarTrendsView *self)
{
  GPtrArray *ids = g_ptr_array_new ();
  GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->toggles));

  for (; toggle != NULL; toggle = gtk_widget_get_next_sibling (toggle))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (toggle)) && ids->len < LUMBAR_N_SERIES_COLORS)
      g_ptr_array_add (ids, (gpointer) gtk_widget_get_name (toggle));
  g_ptr_array_add (ids, NULL);
  return ids;
}

/* The first day of the range; %NULL for all. */
static char *
get_since (LumbarTrendsView *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int months = ranges[gtk_drop_down_get_selected (self->range)];
  g_autoptr (GDateTime) start = g_date_time_add_months (now, -months);

  return months > 0 ? g_date_time_format (start, "%Y-%m-%d") : NULL;
}

static void
update_trend (LumbarTrendsView *self)
{
  g_autoptr (GPtrArray) ids = get_chosen (self);
  g_autofree char *since = get_since (self);
  g_autoptr (LumbarTrend) trend = NULL;

  if (self->history == NULL)
    return;
  trend = lumbar_patient_history_get_trend (self->history, self->knowledge,
                                            (const char *const *) ids->pdata, since, NULL);
  lumbar_trend_chart_set_trend (self->chart, trend);
  lumbar_trend_table_show (self->table, trend);
  gtk_label_set_label (self->summary, lumbar_trend_is_empty (trend) ? _("Nothing was measured in this time.")
                                                                    : trend->summary);
}

static gboolean
is_measured (const LumbarPatientHistory *history, const char *instrument_id)
{
  for (guint i = 0; i < history->measures->len; i++)
    {
      const LumbarMeasure *measure = history->measures->pdata[i];

      if (g_str_equal (measure->instrument_id, instrument_id))
        return TRUE;
    }
  return FALSE;
}

static void
add_toggle (LumbarTrendsView *self, const LumbarInstrument *instrument, gboolean active)
{
  GtkWidget *toggle = gtk_check_button_new_with_label (lumbar_text_translate (instrument->name));

  gtk_widget_set_name (toggle, instrument->id);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (toggle), active);
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (update_trend), self);
  gtk_box_append (self->toggles, toggle);
}

/* One toggle for every scale that was ever measured; what was chosen for the patient before stays so. */
static void
fill_toggles (LumbarTrendsView *self)
{
  g_autoptr (GPtrArray) before = get_chosen (self);
  g_auto (GStrv) chosen = g_strdupv ((char **) (before->len > 1 ? before->pdata : (gpointer *) first_shown));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->toggles))) != NULL)
    gtk_box_remove (self->toggles, child);
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (self->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (self->knowledge, i);

      if (is_measured (self->history, instrument->id))
        add_toggle (self, instrument, g_strv_contains ((const char *const *) chosen, instrument->id));
    }
}

static GtkWidget *
create_event_row (const LumbarEvent *event)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *date = lumbar_date_format (event->on);
  g_autofree char *title =
    g_markup_escape_text (*event->text ? event->text : lumbar_event_kind_get_title (event->kind), -1);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", date, lumbar_event_kind_get_title (event->kind));
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);
  g_autofree char *label = g_strdup_printf (_("Remove %s, %s"), event->text, subtitle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_set_tooltip_text (remove, _("Remove this event"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "history.delete-event");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", event->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

static void
fill_events (LumbarTrendsView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->event_list))) != NULL)
    gtk_list_box_remove (self->event_list, row);
  for (guint i = self->history->events->len; i > 0; i--)
    gtk_list_box_append (self->event_list, create_event_row (self->history->events->pdata[i - 1]));
  gtk_widget_set_visible (GTK_WIDGET (self->event_list), self->history->events->len > 0);
}

static void
lumbar_trends_view_dispose (GObject *object)
{
  LumbarTrendsView *self = LUMBAR_TRENDS_VIEW (object);

  self->history = NULL;
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_trends_view_parent_class)->dispose (object);
}

static void
lumbar_trends_view_class_init (LumbarTrendsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_trends_view_dispose;
  g_type_ensure (LUMBAR_TYPE_TREND_CHART);
  g_type_ensure (LUMBAR_TYPE_TREND_TABLE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-trends-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, range);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, toggles);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, chart);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, table);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, events);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, event_list);
  gtk_widget_class_bind_template_callback (widget_class, update_trend);
}

static void
lumbar_trends_view_init (LumbarTrendsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_trends_view_show:
 * @self: a view
 * @knowledge: the clinical content
 * @history: what to show; must live until the next is shown or the view is gone
 */
void
lumbar_trends_view_show (LumbarTrendsView *self, LumbarKnowledge *knowledge, LumbarPatientHistory *history)
{
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->history = history;
  fill_toggles (self);
  fill_events (self);
  update_trend (self);
  gtk_stack_set_visible_child_name (self->stack, history->measures->len > 0 ? "measured" : "empty");
}

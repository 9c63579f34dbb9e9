/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How pain and function went. */

#include "lumbar-trends-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-drop-down-name.h"
#include "lumbar-text.h"
#include "lumbar-toast.h"
#include "lumbar-trend-change.h"
#include "lumbar-trend-chart.h"
#include "lumbar-trend-saving.h"
#include "lumbar-trend-table.h"
#include "lumbar-trend-toggles.h"

/* Months back that the choices of the range mean; 0 is all. */
static const int ranges[] = { 3, 12, 0 };

/* Over how many visits the choices of the line take their median. */
static const guint smoothings[] = { 0, 3, 5 };

/* One press of a zoom key; one of a pan key moves by a quarter of what is shown. */
#define ZOOM_STEP 1.5
#define PAN_STEP 0.25

/* What is shown until the clinician chooses otherwise. */
static const char *const first_shown[] = { "nrs-pain-average", "peg", NULL };

struct _LumbarTrendsView {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge;          /* Owned */
  LumbarWorker *worker;                /* Owned; NULL before a patient is shown */
  const LumbarPatientHistory *history; /* Borrowed from the page, which shows the next before it goes */
  LumbarTrend *trend;                  /* Owned; what is shown; NULL before */
  GPtrArray *baselines;                /* Owned; visits of the choices of the baseline after the first */
  gboolean filling;                    /* The choices change by themselves */
  gboolean multiples_due;              /* The small charts are of another history */

  GtkStack *stack;
  GtkDropDown *range;
  GtkDropDown *baseline;
  GtkDropDown *smoothing;
  LumbarTrendToggles *toggles;
  LumbarTrendChart *chart;
  GtkLabel *summary;
  LumbarTrendTable *table;
  GtkWidget *multiples_group;
  GtkFlowBox *multiples;
  AdwPreferencesGroup *events;
  GtkListBox *event_list;
};

G_DEFINE_FINAL_TYPE (LumbarTrendsView, lumbar_trends_view, ADW_TYPE_BIN)

/* The first day of the range; %NULL for all. */
static char *
get_since (LumbarTrendsView *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  int months = ranges[gtk_drop_down_get_selected (self->range)];
  g_autoptr (GDateTime) start = g_date_time_add_months (now, -months);

  return months > 0 ? g_date_time_format (start, "%Y-%m-%d") : NULL;
}

/* The visit that was chosen; %NULL for the first one shown. */
static const char *
get_baseline (LumbarTrendsView *self)
{
  guint chosen = gtk_drop_down_get_selected (self->baseline);

  return chosen > 0 && chosen - 1 < self->baselines->len ? self->baselines->pdata[chosen - 1] : NULL;
}

static LumbarTrend *
make_trend (LumbarTrendsView *self, const char *const *instrument_ids)
{
  g_autofree char *since = get_since (self);
  const LumbarTrendSetting setting = { get_baseline (self),
                                       smoothings[gtk_drop_down_get_selected (self->smoothing)] };

  return lumbar_patient_history_get_trend_with (self->history, self->knowledge, instrument_ids, since, NULL,
                                                &setting);
}

/* Every series has its sentence; then how the lines were made. */
static char *
summarise (LumbarTrend *trend)
{
  GString *text = g_string_new (NULL);

  if (lumbar_trend_is_empty (trend))
    g_string_append (text, _("Nothing was measured in this time."));
  for (guint i = 0; i < trend->series->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            ((const LumbarTrendSeries *) trend->series->pdata[i])->words);
  if (text->len > 0 && *trend->note != '\0')
    g_string_append_printf (text, "\n%s", trend->note);
  return g_string_free (text, FALSE);
}

static void
update_trend (LumbarTrendsView *self)
{
  g_autoptr (GPtrArray) ids = lumbar_trend_toggles_get_chosen (self->toggles);
  g_autofree char *summary = NULL;

  if (self->history == NULL || self->filling)
    return;
  g_clear_pointer (&self->trend, lumbar_trend_unref);
  self->trend = make_trend (self, (const char *const *) ids->pdata);
  lumbar_trend_chart_set_trend (self->chart, self->trend);
  lumbar_trend_table_show (self->table, self->trend);
  summary = summarise (self->trend);
  gtk_label_set_label (self->summary, summary);
}

/* Choosing the baseline */

/* A thousand dates are not written before somebody opens the list. */
static void
baseline_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *instant = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autofree char *day = lumbar_date_format (instant);
  /* Translators: changes are counted from this date on */
  g_autofree char *text = *instant != '\0' ? g_strdup_printf (_("Since %s"), day) : g_strdup (_("Since first visit"));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
baseline_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
prepare_baselines (LumbarTrendsView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (baseline_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (baseline_bind_cb), NULL);
  gtk_drop_down_set_factory (self->baseline, factory);
}

/* The latest visits first: they are asked for more often. The first one shown stands above. */
static void
fill_baselines (LumbarTrendsView *self)
{
  g_autoptr (GPtrArray) instants = g_ptr_array_new ();
  g_autoptr (GtkStringList) model = NULL;

  self->filling = TRUE;
  g_ptr_array_set_size (self->baselines, 0);
  g_ptr_array_add (instants, (gpointer) "");
  for (guint i = 0; i < self->history->encounters->len; i++)
    {
      const LumbarEncounter *visit = self->history->encounters->pdata[i];

      if (visit->status != LUMBAR_ENCOUNTER_SIGNED)
        continue;
      g_ptr_array_add (self->baselines, g_strdup (visit->id));
      g_ptr_array_add (instants, visit->started_at);
    }
  g_ptr_array_add (instants, NULL);
  model = gtk_string_list_new ((const char *const *) instants->pdata);
  gtk_drop_down_set_model (self->baseline, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (self->baseline, 0);
  self->filling = FALSE;
}

/* Small multiples */

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
multiple_clicked_cb (GtkWidget *button, LumbarTrendsView *self)
{
  lumbar_trend_toggles_choose_only (self->toggles, gtk_widget_get_name (button));
  gtk_widget_grab_focus (GTK_WIDGET (self->chart));
}

static void
add_multiple (LumbarTrendsView *self, const LumbarInstrument *instrument)
{
  const char *ids[] = { instrument->id, NULL };
  g_autoptr (LumbarTrend) trend = lumbar_patient_history_get_trend (self->history, self->knowledge, ids, NULL, NULL);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *chart = lumbar_trend_chart_new ();
  GtkWidget *child = gtk_flow_box_child_new ();
  g_autofree char *label = NULL;

  if (lumbar_trend_is_empty (trend))
    return;
  /* Translators: the sentence of a small chart, on a button that shows it large */
  label = g_strdup_printf (_("%s. Show alone in the chart above"), trend->summary);
  lumbar_trend_chart_set_trend (LUMBAR_TREND_CHART (chart), trend);
  gtk_button_set_child (GTK_BUTTON (button), chart);
  gtk_widget_set_name (button, instrument->id);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (multiple_clicked_cb), self);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_flow_box_insert (self->multiples, child, -1);
}

static void
clear_multiples (LumbarTrendsView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->multiples))) != NULL)
    gtk_flow_box_remove (self->multiples, child);
}

/* One small chart for every scale that was ever measured; not before somebody comes to the trends. */
static void
fill_multiples (LumbarTrendsView *self)
{
  if (self->history == NULL || !self->multiples_due)
    return;
  self->multiples_due = FALSE;
  clear_multiples (self);
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (self->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (self->knowledge, i);

      if (is_measured (self->history, instrument->id))
        add_multiple (self, instrument);
    }
}

/* One toggle for every scale that was ever measured; what was chosen for the patient before stays so. */
static void
fill_scales (LumbarTrendsView *self)
{
  g_autoptr (GPtrArray) before = lumbar_trend_toggles_get_chosen (self->toggles);
  g_auto (GStrv) chosen = g_strdupv ((char **) (before->len > 1 ? before->pdata : (gpointer *) first_shown));
  guint n_chosen = 0, n = 0;

  self->filling = TRUE;
  lumbar_trend_toggles_clear (self->toggles);
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (self->knowledge); i++)
    n_chosen += g_strv_contains ((const char *const *) chosen,
                                 lumbar_knowledge_get_instrument (self->knowledge, i)->id) &&
                is_measured (self->history, lumbar_knowledge_get_instrument (self->knowledge, i)->id);
  for (guint i = 0; i < lumbar_knowledge_get_n_instruments (self->knowledge); i++)
    {
      const LumbarInstrument *instrument = lumbar_knowledge_get_instrument (self->knowledge, i);

      if (!is_measured (self->history, instrument->id))
        continue;
      /* Where nothing that is wanted was measured, the first scale that was. */
      lumbar_trend_toggles_add (self->toggles, instrument,
                                n_chosen > 0 ? g_strv_contains ((const char *const *) chosen, instrument->id)
                                             : n == 0);
      n++;
    }
  gtk_widget_set_visible (self->multiples_group, n > 1);
  self->filling = FALSE;
}

/* Events */

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

/* Actions */

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_trend_chart_zoom (LUMBAR_TRENDS_VIEW (widget)->chart, ZOOM_STEP);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_trend_chart_zoom (LUMBAR_TRENDS_VIEW (widget)->chart, 1 / ZOOM_STEP);
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_trend_chart_show_all (LUMBAR_TRENDS_VIEW (widget)->chart);
}

static void
pan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_trend_chart_pan (LUMBAR_TRENDS_VIEW (widget)->chart, PAN_STEP * g_variant_get_int32 (parameter));
}

static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_trend_table_sort_next (LUMBAR_TRENDS_VIEW (widget)->table);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_trend_table_copy (LUMBAR_TRENDS_VIEW (widget)->table);
  lumbar_toast_show (widget, _("The values are on the clipboard."));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarTrendsView *self = LUMBAR_TRENDS_VIEW (widget);

  if (self->trend != NULL)
    lumbar_trend_saving_ask (widget, self->worker, self->history->patient->id, self->trend);
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct {
    guint key;
    guint keypad_key;
    GdkModifierType modifiers;
    const char *action;
    int parameter;
  } keys[] = {
    { GDK_KEY_plus, GDK_KEY_KP_Add, 0, "trends.zoom-in", 0 },
    { GDK_KEY_equal, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "trends.zoom-in", 0 },
    { GDK_KEY_plus, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "trends.zoom-in", 0 },
    { GDK_KEY_minus, GDK_KEY_KP_Subtract, 0, "trends.zoom-out", 0 },
    { GDK_KEY_minus, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "trends.zoom-out", 0 },
    { GDK_KEY_0, GDK_KEY_KP_0, 0, "trends.show-all", 0 },
    { GDK_KEY_0, GDK_KEY_KP_0, GDK_CONTROL_MASK, "trends.show-all", 0 },
    { GDK_KEY_Left, GDK_KEY_KP_Left, GDK_SHIFT_MASK, "trends.pan", -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, GDK_SHIFT_MASK, "trends.pan", 1 },
    { GDK_KEY_s, GDK_KEY_S, 0, "trends.sort", 0 },
    { GDK_KEY_c, GDK_KEY_C, GDK_CONTROL_MASK, "trends.copy", 0 },
    { GDK_KEY_e, GDK_KEY_E, GDK_CONTROL_MASK, "trends.export", 0 },
  };

  gtk_widget_class_install_action (klass, "trends.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (klass, "trends.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (klass, "trends.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (klass, "trends.pan", "i", pan_action);
  gtk_widget_class_install_action (klass, "trends.sort", NULL, sort_action);
  gtk_widget_class_install_action (klass, "trends.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "trends.export", NULL, export_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint j = 0; j < 2; j++)
      gtk_widget_class_add_binding_action (klass, j == 0 ? keys[i].key : keys[i].keypad_key, keys[i].modifiers,
                                           keys[i].action, keys[i].parameter != 0 ? "i" : NULL,
                                           keys[i].parameter);
}

static void
lumbar_trends_view_dispose (GObject *object)
{
  LumbarTrendsView *self = LUMBAR_TRENDS_VIEW (object);

  self->history = NULL;
  g_clear_pointer (&self->trend, lumbar_trend_unref);
  g_clear_pointer (&self->baselines, g_ptr_array_unref);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (lumbar_trends_view_parent_class)->dispose (object);
}

static void
lumbar_trends_view_class_init (LumbarTrendsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_trends_view_dispose;
  g_type_ensure (LUMBAR_TYPE_TREND_CHART);
  g_type_ensure (LUMBAR_TYPE_TREND_TABLE);
  g_type_ensure (LUMBAR_TYPE_TREND_TOGGLES);
  install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-trends-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, range);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, baseline);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, smoothing);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, toggles);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, chart);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, table);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, multiples_group);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, multiples);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, events);
  gtk_widget_class_bind_template_child (widget_class, LumbarTrendsView, event_list);
  gtk_widget_class_bind_template_callback (widget_class, update_trend);
}

static void
lumbar_trends_view_init (LumbarTrendsView *self)
{
  self->baselines = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lumbar_trend_chart_set_interactive (self->chart, TRUE);
  lumbar_drop_down_name (self->range, _("Time shown"));
  lumbar_drop_down_name (self->baseline, _("Changes counted from"));
  lumbar_drop_down_name (self->smoothing, _("Line"));
  prepare_baselines (self);
  g_signal_connect_after (self, "map", G_CALLBACK (fill_multiples), NULL);
}

/**
 * lumbar_trends_view_show:
 * @self: a view
 * @knowledge: the clinical content
 * @worker: who notes in the log what is exported
 * @history: what to show; must live until the next is shown or the view is gone
 */
void
lumbar_trends_view_show (LumbarTrendsView *self,
                         LumbarKnowledge *knowledge,
                         LumbarWorker *worker,
                         LumbarPatientHistory *history)
{
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  g_set_object (&self->worker, worker);
  self->history = history;
  fill_baselines (self);
  fill_scales (self);
  fill_events (self);
  update_trend (self);
  self->multiples_due = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill_multiples (self);
  gtk_stack_set_visible_child_name (self->stack, history->measures->len > 0 ? "measured" : "empty");
}

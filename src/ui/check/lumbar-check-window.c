/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clinic checks what was computed against its own patients. */

#include "lumbar-check-window.h"

#include <glib/gi18n.h>

#include "lumbar-calibration-chart.h"
#include "lumbar-check-groups.h"
#include "lumbar-check-reading.h"
#include "lumbar-check-saving.h"
#include "lumbar-date.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

struct _LumbarCheckWindow {
  AdwWindow parent_instance;

  LumbarKnowledge *knowledge;  /* Owned */
  LumbarWorker *worker;        /* Owned */
  LumbarCheckReading *reading; /* Owned; NULL until it is read */
  GCancellable *cancellable;   /* Owned */

  GtkStack *stack;
  AdwStatusPage *failed;
  AdwPreferencesGroup *visits;
  AdwPreferencesGroup *agreement;
  AdwPreferencesGroup *groups;
  AdwPreferencesGroup *causes;
  LumbarCalibrationChart *chart;
  AdwPreferencesGroup *flags;
  AdwPreferencesGroup *missed;
  AdwPreferencesGroup *unflagged;
  AdwPreferencesGroup *flags_alone;
};

G_DEFINE_FINAL_TYPE (LumbarCheckWindow, lumbar_check_window, ADW_TYPE_WINDOW)

static guint visit_chosen_signal;

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped_subtitle);
  adw_preferences_group_add (group, row);
  return ADW_ACTION_ROW (row);
}

static void
add_suffix (AdwActionRow *row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
}

static void
add_count (AdwPreferencesGroup *group, const char *title, const char *subtitle, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  add_suffix (add_row (group, title, subtitle), text);
}

/* "7 of 12"; that they are too few is said under the title, where there is room for it. */
static void
add_share (AdwPreferencesGroup *group, const char *title, const LumbarShare *share)
{
  g_autofree char *text = share->of > 0 ? g_strdup_printf (_("%u of %u"), share->n, share->of)
                                        : g_strdup (_("none yet"));

  add_suffix (add_row (group, title, lumbar_share_is_enough (share) ? "" : _("Too few to judge")), text);
}

static void
fill_visits (LumbarCheckWindow *self, const LumbarCalibration *calibration)
{
  add_count (self->visits, _("Signed visits"), "", calibration->n_visits);
  add_count (self->visits, _("Final cause known"), "", calibration->n_known);
  add_count (self->visits, _("Final cause not known"), _("Looked into, and still open"),
             calibration->n_followed - calibration->n_known);
  add_count (self->visits, _("Final cause due"), _("Signed more than three months ago, nothing recorded"),
             calibration->n_due);
}

static void
fill_agreement (LumbarCheckWindow *self, const LumbarCalibration *calibration)
{
  add_share (self->agreement, _("Clinician’s group was the computed one"), &calibration->same_group);
  add_count (self->agreement, _("Agreed"), "", calibration->n_agreements[LUMBAR_AGREEMENT_AGREE]);
  add_count (self->agreement, _("Overrode"), "", calibration->n_agreements[LUMBAR_AGREEMENT_OVERRIDE]);
  for (guint i = 0; i < lumbar_knowledge_get_n_override_reasons (self->knowledge); i++)
    {
      const LumbarOverrideReason *reason = lumbar_knowledge_get_override_reason (self->knowledge, i);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (calibration->reasons, reason->id));

      if (n > 0)
        add_count (self->agreement, lumbar_text_translate (reason->text), _("Reason for overriding"), n);
    }
}

static void
fill_groups (LumbarCheckWindow *self, const LumbarCalibration *calibration)
{
  add_share (self->groups, _("Computed group was the final one"), &calibration->computed_right);
  add_share (self->groups, _("Clinician’s group was the final one"), &calibration->concluded_right);
}

static void
fill_causes (LumbarCheckWindow *self, const LumbarCalibration *calibration)
{
  add_share (self->causes, _("Named first"), &calibration->first);
  add_share (self->causes, _("Among the first three"), &calibration->in_three);
  add_share (self->causes, _("Among the first three or under “Must not be missed”"), &calibration->shown);
}

static void
fill_flags (LumbarCheckWindow *self, const LumbarCalibration *calibration)
{
  add_count (self->flags, _("Red flag, serious final cause"), "", calibration->flagged[TRUE][TRUE]);
  add_count (self->flags, _("Red flag, no serious final cause"), "", calibration->flagged[TRUE][FALSE]);
  add_count (self->flags, _("No red flag, serious final cause"), "", calibration->flagged[FALSE][TRUE]);
  add_count (self->flags, _("No red flag, no serious final cause"), "", calibration->flagged[FALSE][FALSE]);
}

/* A red flag or a cause, by its id. */
static const char *
get_name (LumbarCheckWindow *self, const char *id)
{
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (self->knowledge, id);

  return flag ? lumbar_text_translate (flag->name) : lumbar_report_cause_text (self->knowledge, id);
}

static void
visit_activated_cb (LumbarCheckWindow *self, GtkWidget *row)
{
  g_signal_emit (self, visit_chosen_signal, 0, g_object_get_data (G_OBJECT (row), "patient"),
                 g_object_get_data (G_OBJECT (row), "visit"));
}

static void
add_visit (LumbarCheckWindow *self, AdwPreferencesGroup *group, const LumbarCheckedVisit *visit)
{
  g_autofree char *day = lumbar_date_format (visit->started_at);
  g_autofree char *title = g_strdup_printf (_("Visit of %s"), day);
  g_autoptr (GString) what = g_string_new (NULL);
  AdwActionRow *row;

  for (guint i = 0; visit->what[i] != NULL; i++)
    g_string_append_printf (what, "%s%s", i > 0 ? ", " : "", get_name (self, visit->what[i]));
  row = add_row (group, title, what->str);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "patient", g_strdup (visit->patient_id), g_free);
  g_object_set_data_full (G_OBJECT (row), "visit", g_strdup (visit->encounter_id), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (visit_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
fill_list (LumbarCheckWindow *self, AdwPreferencesGroup *group, GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    add_visit (self, group, visits->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (group), visits->len > 0);
}

static void
show_reading (LumbarCheckWindow *self)
{
  const LumbarCalibration *calibration = self->reading->calibration;

  fill_visits (self, calibration);
  fill_agreement (self, calibration);
  fill_groups (self, calibration);
  adw_preferences_group_add (self->groups, lumbar_check_groups_new (calibration));
  fill_causes (self, calibration);
  lumbar_calibration_chart_set_calibration (self->chart, calibration);
  fill_flags (self, calibration);
  fill_list (self, self->missed, calibration->missed);
  fill_list (self, self->unflagged, calibration->unflagged);
  fill_list (self, self->flags_alone, calibration->flags_alone);
  gtk_stack_set_visible_child_name (self->stack, calibration->n_visits > 0 ? "counts" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check.export", calibration->n_visits > 0);
}

/* The reading does not keep the window: closed, it is gone, and that ends the reading. */
static void
reading_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *window = data;
  g_autoptr (LumbarCheckWindow) self = g_weak_ref_get (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarCheckReading) reading = lumbar_check_reading_read_finish (result, &error);

  g_weak_ref_clear (window);
  g_free (window);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed, message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->reading = g_steal_pointer (&reading);
  show_reading (self);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarCheckWindow *self = LUMBAR_CHECK_WINDOW (widget);

  lumbar_check_saving_ask (GTK_WIDGET (self->stack), self->worker, self->reading->csv->str);
}

static void
lumbar_check_window_dispose (GObject *object)
{
  LumbarCheckWindow *self = LUMBAR_CHECK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (lumbar_check_window_parent_class)->dispose (object);
}

static void
lumbar_check_window_finalize (GObject *object)
{
  LumbarCheckWindow *self = LUMBAR_CHECK_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->reading, lumbar_check_reading_free);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_check_window_parent_class)->finalize (object);
}

static void
lumbar_check_window_class_init (LumbarCheckWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lumbar_check_window_dispose;
  object_class->finalize = lumbar_check_window_finalize;

  g_type_ensure (LUMBAR_TYPE_CALIBRATION_CHART);
  visit_chosen_signal = g_signal_new ("visit-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/check/lumbar-check-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, visits);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, agreement);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, causes);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, chart);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, flags);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, missed);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, unflagged);
  gtk_widget_class_bind_template_child (widget_class, LumbarCheckWindow, flags_alone);

  gtk_widget_class_install_action (widget_class, "check.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lumbar_check_window_init (LumbarCheckWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check.export", FALSE);
}

/**
 * lumbar_check_window_new:
 * @knowledge: the clinical content
 * @worker: who reads the record; must stay open as long as the window
 *
 * Returns: (transfer floating): the window, which begins to read
 */
LumbarCheckWindow *
lumbar_check_window_new (LumbarKnowledge *knowledge, LumbarWorker *worker)
{
  LumbarCheckWindow *self = g_object_new (LUMBAR_TYPE_CHECK_WINDOW, NULL);
  GWeakRef *window = g_new0 (GWeakRef, 1);

  g_weak_ref_init (window, self);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->worker = g_object_ref (worker);
  lumbar_check_reading_read_async (knowledge, worker, self->cancellable, reading_done_cb, window);
  return self;
}

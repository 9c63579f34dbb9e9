/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day, typed as YYYY-MM-DD or picked. */

#include "lumbar-date-view.h"

#include <glib/gi18n.h>

#include "lumbar-answer-check.h"
#include "lumbar-date.h"

struct _LumbarDateView {
  LumbarEntryView parent_instance;

  GtkMenuButton *button; /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarDateView, lumbar_date_view, LUMBAR_TYPE_ENTRY_VIEW)

static LumbarAnswer *
lumbar_date_view_parse (LumbarEntryView *view, const char *text, char **message)
{
  const LumbarFinding *finding = lumbar_question_view_get_finding (LUMBAR_QUESTION_VIEW (view));
  g_autofree char *today = lumbar_date_today ();
  LumbarAnswer *answer = lumbar_answer_check_text (finding, text, today, NULL);

  if (answer == NULL)
    *message = g_strdup_printf (_("“%s” is not recorded: write a day up to today as %s"), text, today);
  return answer;
}

static char *
lumbar_date_view_print (LumbarEntryView *view, LumbarAnswer *answer)
{
  return g_strdup (lumbar_answer_get_text (answer));
}

static void
day_selected_cb (LumbarDateView *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_menu_button_popdown (self->button);
  lumbar_entry_view_take_text (LUMBAR_ENTRY_VIEW (self), text);
}

static void
lumbar_date_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarDateView *self = LUMBAR_DATE_VIEW (view);
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *entry;

  LUMBAR_QUESTION_VIEW_CLASS (lumbar_date_view_parent_class)->build (view, finding);
  entry = lumbar_entry_view_get_entry (LUMBAR_ENTRY_VIEW (view));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("2026-11-22"));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Pick a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pick a day"), -1);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (self->button, popover);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (lumbar_entry_view_get_box (LUMBAR_ENTRY_VIEW (view))), GTK_WIDGET (self->button));
}

static void
lumbar_date_view_class_init (LumbarDateViewClass *klass)
{
  LUMBAR_QUESTION_VIEW_CLASS (klass)->build = lumbar_date_view_build;
  LUMBAR_ENTRY_VIEW_CLASS (klass)->parse = lumbar_date_view_parse;
  LUMBAR_ENTRY_VIEW_CLASS (klass)->print = lumbar_date_view_print;
}

static void
lumbar_date_view_init (LumbarDateView *self)
{
}

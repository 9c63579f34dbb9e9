/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first or the last day of a period as it is typed, and how it was read. */

#include "lumbar-cohort-day.h"

#include <stdio.h>

#include "lumbar-date.h"
#include "lumbar-date-reading.h"

/* 2024 → 2024-01-01 or 2024-12-31, 2024-02 → 2024-02-01 or 2024-02-29. */
static char *
complete (const char *date, gboolean last)
{
  guint year = 0, month = last ? 12 : 1, day = 1;

  if (sscanf (date, "%4u-%2u", &year, &month) < 1)
    return NULL;
  if (last)
    day = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

/**
 * lumbar_cohort_day_read:
 * @entry: where it is typed, in any spelling that a birth date may have
 * @last: whether a year or a month alone means its last day, and not its first
 *
 * Returns: (transfer full) (nullable): YYYY-MM-DD; "" where nothing is typed; %NULL where it is no day
 */
char *
lumbar_cohort_day_read (GtkEditable *entry, gboolean last)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *date = lumbar_date_read (gtk_editable_get_text (entry), today, lumbar_date_is_month_first ());

  if (date == NULL || *date == '\0' || lumbar_date_is_valid (date))
    return g_steal_pointer (&date);
  return complete (date, last);
}

/**
 * lumbar_cohort_day_show:
 * @row: where it is typed
 * @reading: the label beside it
 * @day: (nullable): what lumbar_cohort_day_read() made of it; only with @problem may it be %NULL
 * @none: what it means that nothing is typed
 * @problem: (nullable): why it can't be used
 *
 * Says beside the entry how it was read, or what is wrong with it.
 */
void
lumbar_cohort_day_show (AdwEntryRow *row, GtkLabel *reading, const char *day, const char *none, const char *problem)
{
  g_autofree char *words = NULL;

  if (problem != NULL)
    words = g_strdup (problem);
  else
    words = *day != '\0' ? lumbar_date_format (day) : g_strdup (none);
  gtk_label_set_label (reading, words);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry for a day that is over or today, with a label beside it that says how it is read. */

#include "lumbar-day-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-date-ago.h"
#include "lumbar-date-reading.h"
#include "lumbar-date.h"

/**
 * lumbar_day_entry_read:
 * @entry: where a day is typed: a date as the locale writes it, or "yesterday"
 *
 * Returns: (transfer full) (nullable): the day, YYYY-MM-DD; %NULL where it is no whole day or lies in the future
 */
char *
lumbar_day_entry_read (GtkEditable *entry)
{
  const char *typed = gtk_editable_get_text (entry);
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *day = lumbar_date_read_ago (typed, today);

  if (day == NULL)
    day = lumbar_date_read (typed, today, lumbar_date_is_month_first ());
  return lumbar_date_is_valid (day) && strcmp (day, today) <= 0 ? g_steal_pointer (&day) : NULL;
}

/**
 * lumbar_day_entry_show:
 * @entry: where a day is typed
 * @reading: says how it is read, or what is wanted
 *
 * Returns: whether it can be read
 */
gboolean
lumbar_day_entry_show (GtkEditable *entry, GtkLabel *reading)
{
  g_autofree char *day = lumbar_day_entry_read (entry);
  g_autofree char *text = day ? lumbar_date_format (day) : g_strdup (_("a day up to today"));

  gtk_label_set_label (reading, text);
  if (day == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  return day != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lumbar_date_is_valid (const char *text);
gboolean lumbar_date_is_valid_partial (const char *text);
char *lumbar_date_today (void);
char *lumbar_date_time_now (void);
gboolean lumbar_date_time_read (const char *text, gint64 *seconds);
gboolean lumbar_date_time_is_valid (const char *text);
int lumbar_date_years_between (const char *from, const char *to);
int lumbar_date_days_between (const char *from, const char *to);
char *lumbar_date_local_day (const char *instant);
char *lumbar_date_format (const char *text);
char *lumbar_date_format_instant (const char *instant);
char *lumbar_date_format_ago (const char *day, const char *today);

G_END_DECLS

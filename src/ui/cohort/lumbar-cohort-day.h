/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

char *lumbar_cohort_day_read (GtkEditable *entry, gboolean last);
void lumbar_cohort_day_show (AdwEntryRow *row, GtkLabel *reading, const char *day, const char *none, const char *problem);

G_END_DECLS

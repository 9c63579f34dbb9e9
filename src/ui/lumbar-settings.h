/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lumbar-report-choice.h"
#include "lumbar-report-pdf.h"

G_BEGIN_DECLS

GSettings *lumbar_settings_new (GError **error);
char *lumbar_settings_get_author (GSettings *settings);
char *lumbar_settings_get_tables (GSettings *settings);
char *lumbar_settings_get_second_place (GSettings *settings);
void lumbar_settings_set_second_place (GSettings *settings, const char *folder);
LumbarReportChoice lumbar_settings_get_report_choice (GSettings *settings);
void lumbar_settings_set_report_choice (GSettings *settings, const LumbarReportChoice *choice);
LumbarPaper lumbar_settings_get_report_paper (GSettings *settings);
void lumbar_settings_set_report_paper (GSettings *settings, LumbarPaper paper);

G_END_DECLS

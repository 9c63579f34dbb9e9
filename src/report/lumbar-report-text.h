/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report.h"

G_BEGIN_DECLS

char *lumbar_report_to_text (LumbarReport *report, guint columns);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

gboolean lumbar_stored_report_list_day (LumbarStore *store,
                                        const char *day,
                                        char **after,
                                        GPtrArray *ids,
                                        GError **error);
char *lumbar_stored_report_name (const char *day, guint nth, const char *encounter_id, const char *ending);
LumbarReport *lumbar_stored_report_new (LumbarKnowledge *knowledge,
                                        LumbarStore *store,
                                        const char *encounter_id,
                                        const char *created_at,
                                        const LumbarReportChoice *choice,
                                        GError **error);
gboolean lumbar_stored_report_log (LumbarStore *store,
                                   const char *encounter_id,
                                   const char *how,
                                   LumbarReportProfile profile,
                                   GError **error);
gboolean lumbar_stored_report_note (LumbarStore *store,
                                    const char *encounter_id,
                                    const char *how,
                                    LumbarReportProfile profile,
                                    const char *name,
                                    GError **error);

G_END_DECLS

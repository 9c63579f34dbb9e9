/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-measure.h"

G_BEGIN_DECLS

gboolean lumbar_measure_table_add (LumbarDatabase *database,
                                   const char *patient_id,
                                   GPtrArray *measures,
                                   GError **error);
GPtrArray *lumbar_measure_table_list (LumbarDatabase *database, const char *patient_id, GError **error);
gboolean lumbar_measure_table_add_recent_pain (LumbarDatabase *database,
                                                GPtrArray *patients,
                                                const char *since,
                                                GError **error);

G_END_DECLS

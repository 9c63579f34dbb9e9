/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-outcome.h"

G_BEGIN_DECLS

gboolean lumbar_outcome_table_exists (LumbarDatabase *database, gboolean *exists, GError **error);
gboolean lumbar_outcome_table_add (LumbarDatabase *database, const LumbarOutcome *outcome, GError **error);
gboolean lumbar_outcome_table_read (LumbarDatabase *database,
                                    const char *encounter_id,
                                    GPtrArray *outcomes,
                                    GError **error);
GPtrArray *lumbar_outcome_table_list (LumbarDatabase *database, const char *patient_id, GError **error);

G_END_DECLS

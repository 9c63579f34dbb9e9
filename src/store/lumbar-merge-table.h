/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

/* The ids whose rows are shown with a patient: their own and those merged into it; for "patient_id IN ". */
#define LUMBAR_SAME_AS(id) "(SELECT " id " UNION ALL SELECT merge.patient_id FROM merge WHERE root_id = " id ")"

/* The id of the patient under whom the rows of an id are shown. */
#define LUMBAR_HOLDER_OF(id) "coalesce ((SELECT root_id FROM merge WHERE merge.patient_id = " id "), " id ")"

gboolean lumbar_merge_table_add (LumbarDatabase *database,
                                 const char *patient_id,
                                 const char *kept_id,
                                 const char *author,
                                 GError **error);
gboolean lumbar_merge_table_remove (LumbarDatabase *database, const char *patient_id, char **kept_id, GError **error);
char *lumbar_merge_table_get_holder (LumbarDatabase *database, const char *patient_id, GError **error);

G_END_DECLS

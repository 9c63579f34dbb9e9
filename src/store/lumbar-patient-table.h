/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-merge-table.h"
#include "lumbar-patient-version.h"
#include "lumbar-statement.h"

G_BEGIN_DECLS

/* What lumbar_patient_table_read() reads, in this order. */
#define LUMBAR_PATIENT_COLUMNS \
  "patient.id, record_number, family_name, given_name, birth_date, gender, note, example, last_visit," \
  " (SELECT conclusion.\"group\" FROM encounter JOIN conclusion ON encounter_id = encounter.id" \
  "  WHERE patient_id IN " LUMBAR_SAME_AS ("patient.id") " AND status = 'signed' ORDER BY started_at DESC LIMIT 1)"

LumbarPatient *lumbar_patient_table_read (LumbarStatement *row);
gboolean lumbar_patient_table_has (LumbarDatabase *database, const char *id, gboolean *has, GError **error);
gboolean lumbar_patient_table_save (LumbarDatabase *database, LumbarPatient *patient, GError **error);
LumbarPatient *lumbar_patient_table_get (LumbarDatabase *database, const char *id, GError **error);
gboolean lumbar_patient_table_set_deleted (LumbarDatabase *database,
                                           const char *id,
                                           gboolean deleted,
                                           GError **error);
char *lumbar_patient_table_add_version (LumbarDatabase *database, const char *id, const char *author, GError **error);
GPtrArray *lumbar_patient_table_list_versions (LumbarDatabase *database, const char *id, GError **error);
GPtrArray *lumbar_patient_table_list_merged (LumbarDatabase *database, const char *kept_id, GError **error);

G_END_DECLS

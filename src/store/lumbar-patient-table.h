/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-patient.h"
#include "lumbar-statement.h"

G_BEGIN_DECLS

/* What lumbar_patient_table_read() reads, in this order. */
#define LUMBAR_PATIENT_COLUMNS \
  "patient.id, record_number, family_name, given_name, birth_date, gender, note, example, last_visit," \
  " (SELECT conclusion.\"group\" FROM encounter JOIN conclusion ON encounter_id = encounter.id" \
  "  WHERE patient_id = patient.id AND status = 'signed' ORDER BY started_at DESC LIMIT 1)"

LumbarPatient *lumbar_patient_table_read (LumbarStatement *row);
gboolean lumbar_patient_table_has (LumbarDatabase *database, const char *id, gboolean *has, GError **error);
gboolean lumbar_patient_table_save (LumbarDatabase *database, LumbarPatient *patient, GError **error);
LumbarPatient *lumbar_patient_table_get (LumbarDatabase *database, const char *id, GError **error);
gboolean lumbar_patient_table_set_deleted (LumbarDatabase *database,
                                           const char *id,
                                           gboolean deleted,
                                           GError **error);

G_END_DECLS

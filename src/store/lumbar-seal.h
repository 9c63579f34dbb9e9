/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

char *lumbar_seal_fields (const char *const *fields);
char *lumbar_seal_encounter (LumbarDatabase *database, const char *encounter_id, GError **error);
char *lumbar_seal_addendum (LumbarDatabase *database, const char *addendum_id, GError **error);
char *lumbar_seal_event_version (LumbarDatabase *database, const char *version_id, GError **error);
char *lumbar_seal_patient_version (LumbarDatabase *database, const char *version_id, GError **error);
char *lumbar_seal_outcome (LumbarDatabase *database, const char *outcome_id, GError **error);
gboolean lumbar_seal_verify (LumbarDatabase *database, GError **error);

G_END_DECLS

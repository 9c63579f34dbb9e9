/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-patient.h"

G_BEGIN_DECLS

GPtrArray *lumbar_patient_search (LumbarDatabase *database, const char *query, guint limit, GError **error);
GPtrArray *lumbar_patient_search_similar (LumbarDatabase *database, LumbarPatient *patient, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-practitioner.h"

G_BEGIN_DECLS

gboolean lumbar_practitioner_table_has_any (LumbarDatabase *database, gboolean *has, GError **error);
GPtrArray *lumbar_practitioner_table_list (LumbarDatabase *database, GError **error);
LumbarPractitioner *lumbar_practitioner_table_get (LumbarDatabase *database, const char *id, GError **error);
char *lumbar_practitioner_table_get_wrapped (LumbarDatabase *database, const char *id, GError **error);
gboolean lumbar_practitioner_table_save (LumbarDatabase *database,
                                         LumbarPractitioner *practitioner,
                                         const char *wrapped,
                                         GError **error);

G_END_DECLS

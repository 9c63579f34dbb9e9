/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-event-version.h"

G_BEGIN_DECLS

gboolean lumbar_event_table_has_trail (LumbarDatabase *database, gboolean *has, GError **error);
LumbarEvent *lumbar_event_table_get (LumbarDatabase *database, const char *id, GError **error);
gboolean lumbar_event_table_save (LumbarDatabase *database, LumbarEvent *event, GError **error);
GPtrArray *lumbar_event_table_list (LumbarDatabase *database, const char *patient_id, GError **error);
char *lumbar_event_table_add_version (LumbarDatabase *database,
                                      LumbarEvent *event,
                                      const char *at,
                                      const char *author,
                                      GError **error);
GPtrArray *lumbar_event_table_list_versions (LumbarDatabase *database, const char *id, GError **error);

G_END_DECLS

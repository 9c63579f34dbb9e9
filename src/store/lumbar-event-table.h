/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-event.h"

G_BEGIN_DECLS

gboolean lumbar_event_table_save (LumbarDatabase *database,
                                  LumbarEvent *event,
                                  gboolean *is_new,
                                  GError **error);
GPtrArray *lumbar_event_table_list (LumbarDatabase *database, const char *patient_id, GError **error);
gboolean lumbar_event_table_delete (LumbarDatabase *database, const char *id, GError **error);

G_END_DECLS

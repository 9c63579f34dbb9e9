/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

gboolean lumbar_audit_table_append (LumbarDatabase *database,
                                    const char *who,
                                    const char *action,
                                    const char *subject_kind,
                                    const char *subject_id,
                                    const char *detail,
                                    GError **error);
GPtrArray *lumbar_audit_table_list (LumbarDatabase *database,
                                    const char *subject_id,
                                    gint64 before,
                                    guint limit,
                                    GError **error);
gboolean lumbar_audit_table_count (LumbarDatabase *database, gint64 *n, GError **error);
gboolean lumbar_audit_table_verify (LumbarDatabase *database, GError **error);

G_END_DECLS

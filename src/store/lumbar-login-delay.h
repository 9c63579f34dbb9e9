/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

gint64 lumbar_login_delay_get (guint n_failed);
gboolean lumbar_login_delay_check (LumbarDatabase *database, const char *practitioner_id, GError **error);

G_END_DECLS

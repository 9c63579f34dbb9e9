/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

guint lumbar_migrations_get_newest (void);
gboolean lumbar_migrations_get_version (LumbarDatabase *database, guint *version, GError **error);
gboolean lumbar_migrations_run_to (LumbarDatabase *database, guint to, GError **error);
gboolean lumbar_migrations_run (LumbarDatabase *database, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

gboolean lumbar_quick_check_is_quick (LumbarDatabase *database, gboolean *quick, GError **error);
gboolean lumbar_quick_check_run (LumbarDatabase *database, GError **error);

G_END_DECLS

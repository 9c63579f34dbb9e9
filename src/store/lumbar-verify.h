/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

gboolean lumbar_verify (LumbarDatabase *database, char **summary, GError **error);

G_END_DECLS

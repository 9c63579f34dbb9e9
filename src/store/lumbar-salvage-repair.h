/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

gboolean lumbar_salvage_repair (LumbarDatabase *database, guint *n_patients, guint *n_visits, GError **error);

G_END_DECLS

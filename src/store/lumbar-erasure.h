/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

gboolean lumbar_erasure_run (LumbarDatabase *database,
                             const char *patient_id,
                             const char *author,
                             const char *reason,
                             GError **error);

G_END_DECLS

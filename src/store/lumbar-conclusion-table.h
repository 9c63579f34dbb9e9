/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-conclusion.h"
#include "lumbar-database.h"

G_BEGIN_DECLS

gboolean lumbar_conclusion_table_save (LumbarDatabase *database,
                                       const char *encounter_id,
                                       LumbarConclusion *conclusion,
                                       const char *author,
                                       GError **error);
gboolean lumbar_conclusion_table_get (LumbarDatabase *database,
                                      const char *encounter_id,
                                      LumbarConclusion **conclusion,
                                      GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-interview.h"

G_BEGIN_DECLS

gboolean lumbar_answer_table_save (LumbarDatabase *database,
                                   const char *encounter_id,
                                   const char *finding_id,
                                   const char *value,
                                   gboolean unconfirmed,
                                   const char *note,
                                   GError **error);
gboolean lumbar_answer_table_replace (LumbarDatabase *database,
                                      const char *encounter_id,
                                      LumbarResponse *response,
                                      GError **error);
gboolean lumbar_answer_table_restore (LumbarDatabase *database,
                                      const char *encounter_id,
                                      LumbarInterview *interview,
                                      GError **error);
LumbarResponse *lumbar_answer_table_get (LumbarDatabase *database,
                                         const char *encounter_id,
                                         LumbarKnowledge *knowledge,
                                         GError **error);
GPtrArray *lumbar_answer_table_list_unread (LumbarDatabase *database,
                                            const char *encounter_id,
                                            LumbarKnowledge *knowledge,
                                            GError **error);

G_END_DECLS

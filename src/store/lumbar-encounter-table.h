/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-encounter.h"

G_BEGIN_DECLS

gboolean lumbar_encounter_table_add (LumbarDatabase *database, LumbarEncounter *encounter, GError **error);
gboolean lumbar_encounter_table_delete (LumbarDatabase *database, const char *id, GError **error);
gboolean lumbar_encounter_table_set_place (LumbarDatabase *database,
                                           const char *id,
                                           const char *finding_id,
                                           GError **error);
char *lumbar_encounter_table_get_place (LumbarDatabase *database, const char *id, GError **error);
LumbarEncounter *lumbar_encounter_table_get (LumbarDatabase *database, const char *id, GError **error);
gboolean lumbar_encounter_table_find_last (LumbarDatabase *database,
                                           const char *patient_id,
                                           LumbarEncounterStatus status,
                                           LumbarEncounter **encounter,
                                           GError **error);
GPtrArray *lumbar_encounter_table_list (LumbarDatabase *database, const char *patient_id, GError **error);
GPtrArray *lumbar_encounter_table_list_signed (LumbarDatabase *database,
                                               const char *after,
                                               guint limit,
                                               GError **error);
gboolean lumbar_encounter_table_fill_addenda (LumbarDatabase *database,
                                              const char *patient_id,
                                              GPtrArray *encounters,
                                              GError **error);
gboolean lumbar_encounter_table_fill_result (LumbarDatabase *database,
                                             LumbarEncounter *encounter,
                                             GError **error);
gboolean lumbar_encounter_table_fill (LumbarDatabase *database,
                                      LumbarEncounter *encounter,
                                      LumbarKnowledge *knowledge,
                                      GError **error);
gboolean lumbar_encounter_table_fill_flags (LumbarDatabase *database,
                                            LumbarEncounter *encounter,
                                            LumbarKnowledge *knowledge,
                                            GError **error);
gboolean lumbar_encounter_table_sign (LumbarDatabase *database,
                                      LumbarEncounter *encounter,
                                      LumbarResponse *response,
                                      LumbarAssessment *assessment,
                                      LumbarConclusion *conclusion,
                                      GError **error);
gboolean lumbar_encounter_table_add_addendum (LumbarDatabase *database,
                                              const char *encounter_id,
                                              const LumbarAddendum *addendum,
                                              GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-course.h"
#include "lumbar-encounter.h"
#include "lumbar-event-version.h"
#include "lumbar-interview.h"
#include "lumbar-key-file.h"
#include "lumbar-log-entry.h"
#include "lumbar-measure.h"
#include "lumbar-patient.h"
#include "lumbar-patient-version.h"
#include "lumbar-practitioner.h"

G_BEGIN_DECLS

/**
 * LumbarStore:
 *
 * The record: one SQLite file. Every call is synchronous and complete when it returns TRUE: what it
 * said is saved is on disk. A store belongs to one thread at a time; the user interface calls it from
 * its worker thread.
 */
typedef struct _LumbarStore LumbarStore;

/**
 * LumbarStoreMode:
 * @LUMBAR_STORE_READ_WRITE: opened for writing; made where it does not exist
 * @LUMBAR_STORE_READ_ONLY: never changes the file, not even by migrating it
 */
typedef enum {
  LUMBAR_STORE_READ_WRITE,
  LUMBAR_STORE_READ_ONLY,
} LumbarStoreMode;

char *lumbar_store_get_default_path (void);
LumbarStore *lumbar_store_open (LumbarKnowledge *knowledge,
                                const char *path,
                                LumbarStoreMode mode,
                                const char *user,
                                GError **error);
LumbarStore *lumbar_store_open_with_key (LumbarKnowledge *knowledge,
                                         const char *path,
                                         LumbarStoreMode mode,
                                         const LumbarKey *key,
                                         const char *user,
                                         GError **error);
void lumbar_store_close (LumbarStore *self);
const char *lumbar_store_get_path (LumbarStore *self);
gboolean lumbar_store_is_read_only (LumbarStore *self);
LumbarKnowledge *lumbar_store_get_knowledge (LumbarStore *self);

/* Patients */
gboolean lumbar_store_save_patient (LumbarStore *self, LumbarPatient *patient, GError **error);
LumbarPatient *lumbar_store_get_patient (LumbarStore *self, const char *id, GError **error);
GPtrArray *lumbar_store_search_patients (LumbarStore *self, const char *query, guint limit, GError **error);
GPtrArray *lumbar_store_find_similar (LumbarStore *self, LumbarPatient *patient, GError **error);
gboolean lumbar_store_delete_patient (LumbarStore *self, const char *id, GError **error);
gboolean lumbar_store_undelete_patient (LumbarStore *self, const char *id, GError **error);

GPtrArray *lumbar_store_list_patient_versions (LumbarStore *self, const char *id, GError **error);
gboolean lumbar_store_merge_patient (LumbarStore *self, const char *id, const char *kept_id, GError **error);
gboolean lumbar_store_unmerge_patient (LumbarStore *self, const char *id, GError **error);
GPtrArray *lumbar_store_list_merged (LumbarStore *self, const char *kept_id, GError **error);
gboolean lumbar_store_erase_patient (LumbarStore *self, const char *id, const char *reason, GError **error);

/* Who may enter */
gboolean lumbar_store_is_guarded (LumbarStore *self);
gboolean lumbar_store_is_shut (LumbarStore *self);
const LumbarPractitioner *lumbar_store_get_practitioner (LumbarStore *self);
gboolean lumbar_store_may (LumbarStore *self, LumbarRight right);
GPtrArray *lumbar_store_list_practitioners (LumbarStore *self, GError **error);
gboolean lumbar_store_protect (LumbarStore *self,
                               const LumbarPractitioner *first,
                               const char *passphrase,
                               char **recovery,
                               GError **error);
gboolean lumbar_store_login (LumbarStore *self, const char *id, const char *passphrase, GError **error);
void lumbar_store_lock (LumbarStore *self);
gboolean lumbar_store_save_practitioner (LumbarStore *self,
                                         LumbarPractitioner *practitioner,
                                         const char *passphrase,
                                         GError **error);
gboolean lumbar_store_change_passphrase (LumbarStore *self, const char *before, const char *after, GError **error);
gboolean lumbar_store_recover (LumbarStore *self,
                               const char *id,
                               const char *recovery,
                               const char *passphrase,
                               GError **error);
gboolean lumbar_store_unprotect (LumbarStore *self, const char *passphrase, GError **error);

/* Encrypted records */
gboolean lumbar_store_is_encrypted (const char *path);
GPtrArray *lumbar_store_list_openers (const char *path, GError **error);
LumbarStore *lumbar_store_open_as (LumbarKnowledge *knowledge,
                                   const char *path,
                                   LumbarStoreMode mode,
                                   const char *who,
                                   const char *passphrase,
                                   GError **error);
LumbarStore *lumbar_store_open_recovered (LumbarKnowledge *knowledge,
                                          const char *path,
                                          const char *who,
                                          const char *recovery,
                                          const char *passphrase,
                                          GError **error);
LumbarKeyFile *lumbar_store_make_keys (LumbarStore *self, LumbarKey **key, GError **error);

GPtrArray *lumbar_store_list_log (LumbarStore *self, const char *subject_id, gint64 before, guint limit, GError **error);

/* Encounters: drafts */
LumbarEncounter *lumbar_store_start_encounter (LumbarStore *self,
                                               const char *patient_id,
                                               const char *started_at,
                                               GError **error);
gboolean lumbar_store_save_item (LumbarStore *self,
                                 const char *encounter_id,
                                 const char *finding_id,
                                 const char *value,
                                 gboolean unconfirmed,
                                 const char *note,
                                 GError **error);
gboolean lumbar_store_save_conclusion (LumbarStore *self,
                                       const char *encounter_id,
                                       LumbarConclusion *conclusion,
                                       GError **error);
gboolean lumbar_store_save_place (LumbarStore *self,
                                  const char *encounter_id,
                                  const char *finding_id,
                                  GError **error);
char *lumbar_store_get_place (LumbarStore *self, const char *encounter_id, GError **error);
gboolean lumbar_store_load_draft (LumbarStore *self,
                                  const char *encounter_id,
                                  LumbarInterview *interview,
                                  GError **error);
gboolean lumbar_store_discard_draft (LumbarStore *self, const char *encounter_id, GError **error);
LumbarEncounter *lumbar_store_find_draft (LumbarStore *self, const char *patient_id, GError **error);

/* Encounters: signed */
gboolean lumbar_store_sign_encounter (LumbarStore *self,
                                      const char *encounter_id,
                                      LumbarResponse *response,
                                      LumbarAssessment *assessment,
                                      LumbarConclusion *conclusion,
                                      const char *signed_at,
                                      GError **error);
gboolean lumbar_store_insert_encounter (LumbarStore *self, LumbarEncounter *encounter, GError **error);
gboolean lumbar_store_add_addendum (LumbarStore *self,
                                    const char *encounter_id,
                                    const char *text,
                                    GError **error);
LumbarEncounter *lumbar_store_get_encounter (LumbarStore *self, const char *id, GError **error);
LumbarEncounter *lumbar_store_get_encounter_flags (LumbarStore *self, const char *id, GError **error);
GPtrArray *lumbar_store_list_unread_answers (LumbarStore *self, const char *encounter_id, GError **error);
LumbarEncounter *lumbar_store_get_last_signed (LumbarStore *self, const char *patient_id, GError **error);
GPtrArray *lumbar_store_list_encounters (LumbarStore *self, const char *patient_id, GError **error);

/* How visits turned out */
gboolean lumbar_store_add_outcome (LumbarStore *self, LumbarOutcome *outcome, GError **error);
GPtrArray *lumbar_store_list_outcomes (LumbarStore *self, const char *patient_id, GError **error);
GPtrArray *lumbar_store_list_signed (LumbarStore *self, const char *after, guint limit, GError **error);
GPtrArray *lumbar_store_list_courses (LumbarStore *self,
                                      const char *from,
                                      const char *to,
                                      const char *after,
                                      guint limit,
                                      GError **error);

/* Measures and events */
GPtrArray *lumbar_store_list_measures (LumbarStore *self, const char *patient_id, GError **error);
gboolean lumbar_store_add_recent_pain (LumbarStore *self,
                                       GPtrArray *patients,
                                       const char *since,
                                       GError **error);
gboolean lumbar_store_save_event (LumbarStore *self, LumbarEvent *event, GError **error);
GPtrArray *lumbar_store_list_events (LumbarStore *self, const char *patient_id, GError **error);
GPtrArray *lumbar_store_list_all_events (LumbarStore *self, const char *patient_id, GError **error);
GPtrArray *lumbar_store_list_event_versions (LumbarStore *self, const char *id, GError **error);
gboolean lumbar_store_withdraw_event (LumbarStore *self, const char *id, GError **error);

/* The whole */
gboolean lumbar_store_begin (LumbarStore *self, GError **error);
gboolean lumbar_store_commit (LumbarStore *self, GError **error);
void lumbar_store_rollback (LumbarStore *self);
gboolean lumbar_store_log (LumbarStore *self,
                           const char *action,
                           const char *subject_kind,
                           const char *subject_id,
                           const char *detail,
                           GError **error);
gboolean lumbar_store_backup (LumbarStore *self, const char *path, GError **error);
gboolean lumbar_store_backup_sealed (LumbarStore *self, const char *path, const char *passphrase, GError **error);
gboolean lumbar_store_is_sealed_backup (const char *path);
gboolean lumbar_store_restore (const char *backup_path, const char *path, GError **error);
gboolean lumbar_store_restore_with_key (const char *backup_path,
                                        const char *path,
                                        const LumbarKey *key,
                                        GError **error);
gboolean lumbar_store_restore_sealed (const char *backup_path,
                                      const char *path,
                                      const char *passphrase,
                                      GError **error);
gboolean lumbar_store_quick_check (LumbarStore *self, GError **error);
gboolean lumbar_store_verify (LumbarStore *self, char **summary, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarStore, lumbar_store_close)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-store-private.h"
#include "lumbar-text.h"

G_BEGIN_DECLS

/**
 * Record:
 *
 * A record in a folder of its own that goes when the test ends.
 */
typedef struct {
  char *directory;
  char *path;
  LumbarStore *store;
} Record;

LumbarKnowledge *test_knowledge (void);
Record *record_new (void);
void record_free (Record *self);
void record_reopen (Record *self);
char *record_file (Record *self, const char *name);

LumbarPatient *record_add_patient (Record *self, const char *family, const char *given, const char *born, const char *number);
char *record_add_draft (Record *self, const char *patient_id, const char *started_at);
char *record_add_signed (Record *self, const char *patient_id, const char *started_at, int pain);
LumbarResponse *response_new (const char *first_finding, ...) G_GNUC_NULL_TERMINATED;
LumbarConclusion *conclusion_new (void);
LumbarOutcome *outcome_new (const char *encounter_id, const char *causes, const char *established);

int raw_execute (const char *path, const char *sql, char **message);
gint64 raw_int (const char *path, const char *sql);
char *raw_text (const char *path, const char *sql);
void assert_error (GError *error, LumbarError code, const char *part);
char *file_digest (const char *path);
char *content_digest (const char *path);
void remove_folder (const char *folder);
gint64 count_files (const char *directory, const char *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Record, record_free)

G_END_DECLS

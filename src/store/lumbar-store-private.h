/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-key.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

/* Shared by the files that make up the public face of the record. */
struct _LumbarStore {
  LumbarKnowledge *knowledge; /* Owned */
  LumbarDatabase *database;   /* Owned */
  char *user;

  gboolean guarded;                 /* A passphrase is needed */
  gboolean shares_key;              /* It also decrypts the file: the key file follows */
  LumbarPractitioner *practitioner; /* Owned; who entered, or NULL */
  LumbarKey *key;                   /* Owned; the record's, while somebody has entered */
};

gboolean lumbar_store_append_log (LumbarStore *self,
                                  const char *action,
                                  const char *subject_kind,
                                  const char *subject_id,
                                  const char *detail,
                                  GError **error);

gboolean lumbar_store_append_outcome (LumbarStore *self, const LumbarOutcome *outcome, GError **error);

gboolean lumbar_store_read_guarded (LumbarStore *self, GError **error);
gboolean lumbar_store_require (LumbarStore *self, LumbarRight right, GError **error);
void lumbar_store_set_entered (LumbarStore *self, LumbarPractitioner *practitioner, LumbarKey *key);
gboolean lumbar_store_log_signed (LumbarStore *self,
                                  const char *action,
                                  const char *id,
                                  const char *detail,
                                  const LumbarKey *key,
                                  GError **error);
gboolean lumbar_store_check_key (LumbarStore *self, const LumbarKey *key, GError **error);
LumbarKey *lumbar_store_try_passphrase (LumbarStore *self, const char *id, const char *passphrase, GError **error);
void lumbar_store_sync_keys (LumbarStore *self);

/* What lies below the public face: for the files of LumbarStore and the tests of this folder. */
LumbarDatabase *lumbar_store_get_database (LumbarStore *self);

G_END_DECLS

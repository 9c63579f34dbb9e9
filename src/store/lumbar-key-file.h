/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-key.h"

G_BEGIN_DECLS

/**
 * LumbarKeyFile:
 *
 * The file beside an encrypted record ("record.db-keys") that says what each person's passphrase opens: the one key
 * of the record, wrapped once for everybody who may open it. It holds no secret.
 */
typedef struct _LumbarKeyFile LumbarKeyFile;

char *lumbar_key_file_make_path (const char *record);
gboolean lumbar_key_file_exists (const char *record);
gboolean lumbar_key_file_copy (const char *record, const char *copy, GError **error);

LumbarKeyFile *lumbar_key_file_new (const LumbarKey *key);
LumbarKeyFile *lumbar_key_file_load (const char *record, GError **error);
void lumbar_key_file_free (LumbarKeyFile *self);
gboolean lumbar_key_file_save (LumbarKeyFile *self, const char *record, GError **error);

/* Who is in the key file where nobody was named. */
#define LUMBAR_KEY_FILE_FIRST "first"

char **lumbar_key_file_list (LumbarKeyFile *self);
char *lumbar_key_file_get_name (LumbarKeyFile *self, const char *id);
char *lumbar_key_file_get_wrapped (LumbarKeyFile *self, const char *id);

gboolean lumbar_key_file_set (LumbarKeyFile *self,
                              const char *id,
                              const char *name,
                              const char *wrapped,
                              GError **error);
void lumbar_key_file_set_next (LumbarKeyFile *self, const char *id, const char *wrapped);
gboolean lumbar_key_file_is_same (LumbarKeyFile *self, LumbarKeyFile *other);
gboolean lumbar_key_file_remove (LumbarKeyFile *self, const char *id, GError **error);

gboolean lumbar_key_file_has_key (LumbarKeyFile *self, const LumbarKey *key);
LumbarKey *lumbar_key_file_unlock (LumbarKeyFile *self,
                                   const char *name,
                                   const char *passphrase,
                                   char **id,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarKeyFile, lumbar_key_file_free)

G_END_DECLS

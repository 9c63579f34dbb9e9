/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-error.h"

G_BEGIN_DECLS

#define LUMBAR_KEY_SIZE 32

/**
 * LumbarKey:
 *
 * A secret of 32 bytes, in memory that is never written to swap and is wiped when it is freed.
 */
typedef struct _LumbarKey LumbarKey;

LumbarKey *lumbar_key_new_random (void);
LumbarKey *lumbar_key_new_from_bytes (const guint8 *bytes);
LumbarKey *lumbar_key_copy (const LumbarKey *self);
void lumbar_key_free (LumbarKey *self);
const guint8 *lumbar_key_get_bytes (const LumbarKey *self);
char *lumbar_key_to_recovery (const LumbarKey *self);
LumbarKey *lumbar_key_new_from_recovery (const char *text, GError **error);

char *lumbar_key_wrap (const LumbarKey *self, const char *passphrase, GError **error);
LumbarKey *lumbar_key_unwrap (const char *wrapped, const char *passphrase, GError **error);
gboolean lumbar_key_check_passphrase (const char *passphrase, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarKey, lumbar_key_free)

G_END_DECLS

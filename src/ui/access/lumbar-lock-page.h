/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-practitioner.h"

G_BEGIN_DECLS

/**
 * LumbarLockPage:
 *
 * Asks who is there and for their passphrase. Nothing of the record is on it.
 *
 * Signals:
 * - "enter" (const char *id, const char *passphrase): somebody wants to enter;
 * - "recover" (const char *id): somebody has only the recovery key.
 */
#define LUMBAR_TYPE_LOCK_PAGE (lumbar_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarLockPage, lumbar_lock_page, LUMBAR, LOCK_PAGE, AdwBin)

LumbarLockPage *lumbar_lock_page_new (void);
void lumbar_lock_page_set_people (LumbarLockPage *self, GPtrArray *people, const char *chosen);
void lumbar_lock_page_ask (LumbarLockPage *self, const char *explanation);
void lumbar_lock_page_set_problem (LumbarLockPage *self, const char *problem);

G_END_DECLS

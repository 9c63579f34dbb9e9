/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-access.h"

G_BEGIN_DECLS

/**
 * LumbarPassphraseDialog:
 *
 * Asks for what one deed about who may enter needs, and does it.
 *
 * Signals:
 * - "done" (const char *recovery): it is done; the recovery key where the record was just protected, or %NULL.
 */
#define LUMBAR_TYPE_PASSPHRASE_DIALOG (lumbar_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPassphraseDialog, lumbar_passphrase_dialog, LUMBAR, PASSPHRASE_DIALOG, AdwWindow)

LumbarPassphraseDialog *lumbar_passphrase_dialog_new (LumbarAccess *access,
                                                      LumbarAccessDeed deed,
                                                      const LumbarPractitioner *person);

G_END_DECLS

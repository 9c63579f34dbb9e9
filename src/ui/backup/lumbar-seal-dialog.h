/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LumbarSealDialog:
 *
 * Asks for the passphrase that a backup is sealed with.
 *
 * Signals:
 * - "seal" (const char *passphrase): it is to be made, and nobody opens it without this.
 */
#define LUMBAR_TYPE_SEAL_DIALOG (lumbar_seal_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarSealDialog, lumbar_seal_dialog, LUMBAR, SEAL_DIALOG, AdwWindow)

LumbarSealDialog *lumbar_seal_dialog_new (void);

G_END_DECLS

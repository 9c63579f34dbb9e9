/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LumbarRecoveryDialog:
 *
 * Shows the recovery key the one time it is known. It is not left before somebody says that it is kept.
 */
#define LUMBAR_TYPE_RECOVERY_DIALOG (lumbar_recovery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarRecoveryDialog, lumbar_recovery_dialog, LUMBAR, RECOVERY_DIALOG, AdwWindow)

LumbarRecoveryDialog *lumbar_recovery_dialog_new (const char *recovery);

G_END_DECLS

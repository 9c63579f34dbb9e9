/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LumbarAddendumDialog:
 *
 * Takes what is to be added to a signed visit.
 *
 * Signals:
 * - "added" (const char *text): it is to be saved.
 */
#define LUMBAR_TYPE_ADDENDUM_DIALOG (lumbar_addendum_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LumbarAddendumDialog, lumbar_addendum_dialog, LUMBAR, ADDENDUM_DIALOG, AdwWindow)

LumbarAddendumDialog *lumbar_addendum_dialog_new (void);

G_END_DECLS

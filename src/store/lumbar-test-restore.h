/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-key.h"

G_BEGIN_DECLS

gboolean lumbar_test_restore_run (const char *backup, const LumbarKey *key, GError **error);

G_END_DECLS

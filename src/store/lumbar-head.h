/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

void lumbar_head_note (LumbarDatabase *database);
void lumbar_head_forget (const char *path);
gboolean lumbar_head_verify (LumbarDatabase *database, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-page-file.h"

G_BEGIN_DECLS

LumbarPageFile *lumbar_salvage_copy_read (const char *path, const char *output, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"

G_BEGIN_DECLS

int lumbar_batch_run (LumbarKnowledge *knowledge, const char *path, gboolean cards);

G_END_DECLS

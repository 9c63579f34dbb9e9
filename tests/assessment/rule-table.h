/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

LumbarTable *rule_table_read (const char *name, const char *const *columns);
LumbarResponse *rule_table_respond (LumbarKnowledge *knowledge, const char *answers);

G_END_DECLS

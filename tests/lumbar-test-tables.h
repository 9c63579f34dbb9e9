/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lumbar_test_tables_copy (void);
void lumbar_test_tables_remove (char *folder);
void lumbar_test_tables_change (const char *folder, const char *file, const char *old, const char *new);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-access.h"

G_BEGIN_DECLS

#define LUMBAR_TEST_PASSPHRASE "four invented words here"

gboolean lumbar_test_access_run (LumbarAccess *access, LumbarAccessRequest *request, char **recovery, GError **error);
char *lumbar_test_access_protect (LumbarAccess *access, const char *name);
void lumbar_test_access_add (LumbarAccess *access, const char *name, LumbarRole role);

G_END_DECLS

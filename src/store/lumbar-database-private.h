/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

/* Shared by the files that make up a connection. */
struct _LumbarDatabase {
  char *path;
  sqlite3 *handle;
  LumbarKey *key;         /* Owned (nullable): where the file is encrypted */
  GHashTable *statements; /* Owned: sql -> idle sqlite3_stmt */
  guint depth;            /* Of nested transactions */
  gboolean read_only;
  gboolean shut;    /* Nobody has entered */
  gboolean checked; /* Each page was found where it belongs */
};

gboolean lumbar_database_check_not_shut (LumbarDatabase *self, GError **error);

G_END_DECLS

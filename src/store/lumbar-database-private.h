/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-open-files.h"

G_BEGIN_DECLS

#define LUMBAR_SELECT_VERSION "SELECT user_version FROM pragma_user_version"

/* Shared by the files that make up a connection. */
struct _LumbarDatabase {
  char *path;
  sqlite3 *handle;
  LumbarOpenFile *file;   /* That it is open; NULL where it was not there yet */
  LumbarKey *key;         /* Owned (nullable): where the file is encrypted */
  GHashTable *statements; /* Owned: sql -> idle sqlite3_stmt */
  guint depth;            /* Of nested transactions */
  gboolean read_only;
  gboolean shut;    /* Nobody has entered */
  gboolean checked; /* Each page was found where it belongs */
  guint version;    /* Of the schema that this program writes; 0: it is held to none */
};

gboolean lumbar_database_check_not_shut (LumbarDatabase *self, GError **error);
gboolean lumbar_database_is_newer (LumbarDatabase *self);
void lumbar_database_set_newer_error (LumbarDatabase *self, GError **error);

G_END_DECLS

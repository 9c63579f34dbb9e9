/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "power-vfs.h"

G_BEGIN_DECLS

/* What the log and the world share. */
typedef struct {
  ShimCall call;
  char *path; /* Below the folder */
  char *to;
  GBytes *data;
  gint64 offset;
  gint64 length;
  gboolean created;
} PowerEntry;

struct _PowerLog {
  char *folder;
  GPtrArray *entries; /* PowerEntry */
  GHashTable *first; /* path -> GBytes, NULL for a folder: what was on disk when the log began */
};

G_END_DECLS

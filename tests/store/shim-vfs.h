/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ShimCall:
 *
 * What the record asks of the system, by SQLite (the first eight) or by its own code.
 */
typedef enum {
  SHIM_OPEN,
  SHIM_READ,
  SHIM_WRITE,
  SHIM_TRUNCATE,
  SHIM_SYNC,
  SHIM_DELETE,
  SHIM_LOCK,
  SHIM_SHARED_MEMORY,
  SHIM_SYNC_FOLDER,
  SHIM_RENAME,
  SHIM_LINK,
  SHIM_MAKE_FOLDER,
  SHIM_N_CALLS,
} ShimCall;

/**
 * ShimEvent:
 * @path: (nullable): absolute; %NULL for SQLite's own nameless files
 * @to: (nullable): the other name, of a rename or a link
 * @data: (nullable): what is written at @offset
 * @length: of @data, or the size a file is cut to
 * @created: opened a file that was not there
 *
 * One call. Borrowed by whoever is told.
 */
typedef struct {
  ShimCall call;
  const char *path;
  const char *to;
  const void *data;
  gint64 offset;
  gint64 length;
  gboolean created;
} ShimEvent;

/**
 * ShimObserver:
 * @before: (nullable): asked before each call: 0, or the errno that it fails with; where it sets *@part (it is
 *   -1), a write still writes that many bytes before it fails
 * @after: (nullable): told of each call that was done
 */
typedef struct {
  int (*before) (const ShimEvent *event, gint64 *part, gpointer data);
  void (*after) (const ShimEvent *event, gpointer data);
  gpointer data;
} ShimObserver;

void shim_install (void);
void shim_observe (const ShimObserver *observer);
const char *shim_call_get_name (ShimCall call);

/* For wrapped-calls.c: the same questions for calls that SQLite does not make. */
int shim_ask (const ShimEvent *event, gint64 *part);
void shim_tell (const ShimEvent *event);

G_END_DECLS

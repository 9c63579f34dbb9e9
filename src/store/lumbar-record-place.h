/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarRecordPlace:
 * @LUMBAR_RECORD_PLACE_OWN: nothing speaks against it
 * @LUMBAR_RECORD_PLACE_NETWORK: on a disk that other computers share
 * @LUMBAR_RECORD_PLACE_SYNCED: in a folder that a service copies to other computers
 *
 * What kind of place a record lies in.
 */
typedef enum {
  LUMBAR_RECORD_PLACE_OWN,
  LUMBAR_RECORD_PLACE_NETWORK,
  LUMBAR_RECORD_PLACE_SYNCED,
} LumbarRecordPlace;

LumbarRecordPlace lumbar_record_place_judge (guint32 f_type,
                                             const char *fuse_type,
                                             const char *path,
                                             const char *const *markers,
                                             const char **name);
LumbarRecordPlace lumbar_record_place_look (const char *path, const char **name);
char *lumbar_record_place_describe (LumbarRecordPlace place, const char *name);

G_END_DECLS

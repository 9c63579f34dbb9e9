/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

/**
 * LumbarSecondPlace:
 * @LUMBAR_SECOND_PLACE_NONE: none is wanted
 * @LUMBAR_SECOND_PLACE_COPIED: the backup was copied there
 * @LUMBAR_SECOND_PLACE_THERE: it was there already
 * @LUMBAR_SECOND_PLACE_AWAY: the folder is not there; a stick that is pulled out
 * @LUMBAR_SECOND_PLACE_FAILED: it can't be copied there
 *
 * What became of the copy of a backup in a second place.
 */
typedef enum {
  LUMBAR_SECOND_PLACE_NONE,
  LUMBAR_SECOND_PLACE_COPIED,
  LUMBAR_SECOND_PLACE_THERE,
  LUMBAR_SECOND_PLACE_AWAY,
  LUMBAR_SECOND_PLACE_FAILED,
} LumbarSecondPlace;

char *lumbar_second_place_get_folder (LumbarDatabase *record, const char *place, GError **error);
LumbarSecondPlace lumbar_second_place_copy (LumbarDatabase *record,
                                            const char *backup,
                                            gboolean is_new,
                                            const char *place,
                                            GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarGroup:
 * @LUMBAR_GROUP_MS: MS-related
 * @LUMBAR_GROUP_NON_MS: not MS-related
 * @LUMBAR_GROUP_REFERRED: felt in the back, coming from elsewhere
 * @LUMBAR_GROUP_MIXED: more than one source, or more than one MS process; of assessments only
 * @LUMBAR_GROUP_UNDETERMINED: no likely lead; of assessments only
 */
typedef enum {
  LUMBAR_GROUP_MS,
  LUMBAR_GROUP_NON_MS,
  LUMBAR_GROUP_REFERRED,
  LUMBAR_GROUP_MIXED,
  LUMBAR_GROUP_UNDETERMINED,
} LumbarGroup;

/* The first so many are groups that a cause can be in. */
#define LUMBAR_N_SINGLE_GROUPS 3
#define LUMBAR_N_GROUPS 5

const char *const *lumbar_group_ids (void);
const char *lumbar_group_to_id (LumbarGroup group);
gboolean lumbar_group_from_id (const char *id, LumbarGroup *group);
const char *lumbar_group_get_title (LumbarGroup group);

G_END_DECLS

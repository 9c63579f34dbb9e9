/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The groups a cause or an assessment belongs to, with their ids and words. */

#include "lumbar-group.h"

#include <glib/gi18n-lib.h>

static const char *const ids[] = { "ms", "non-ms", "referred", "mixed", "undetermined", NULL };

static const char *const titles[] = {
  N_ ("MS-related"), N_ ("Not MS-related"), N_ ("Referred"), N_ ("Mixed"), N_ ("Undetermined"),
};

/**
 * lumbar_group_ids:
 *
 * Returns: (transfer none): the %NULL-terminated ids in the order of #LumbarGroup
 */
const char *const *
lumbar_group_ids (void)
{
  return ids;
}

/**
 * lumbar_group_to_id:
 * @group: a group
 *
 * Returns: its id, as in the tables and in JSON
 */
const char *
lumbar_group_to_id (LumbarGroup group)
{
  return ids[group];
}

/**
 * lumbar_group_from_id:
 * @id: (nullable): an id
 * @group: (out): the group
 *
 * Returns: whether there is such a group
 */
gboolean
lumbar_group_from_id (const char *id, LumbarGroup *group)
{
  for (int i = 0; i < LUMBAR_N_GROUPS; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      {
        *group = (LumbarGroup) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lumbar_group_get_title:
 * @group: a group
 *
 * Returns: its name for people, translated
 */
const char *
lumbar_group_get_title (LumbarGroup group)
{
  return _(titles[group]);
}

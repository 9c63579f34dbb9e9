/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of body-regions.tsv. */

#include "lumbar-body-region.h"

#include <string.h>

#include "lumbar-error.h"

enum {
  COLUMN_REGION,
  COLUMN_VIEW,
  COLUMN_SIDE,
  COLUMN_SITE_ONE,
  COLUMN_SITE_BOTH,
  COLUMN_LEG_ONE,
  COLUMN_LEG_BOTH,
};

static const char *const columns[] = {
  "region", "view", "side", "site_one", "site_both", "leg_one", "leg_both", NULL,
};

static const char *const views[] = { "front", "back", NULL };
static const char *const sides[] = { "middle", "left", "right", NULL };

/**
 * lumbar_body_region_columns:
 *
 * Returns: (transfer none): the header of body-regions.tsv
 */
const char *const *
lumbar_body_region_columns (void)
{
  return columns;
}

static gboolean
read_option (LumbarTable *table,
             guint row,
             guint column,
             const LumbarFinding *finding,
             int *option,
             GError **error)
{
  const char *id = lumbar_table_get (table, row, column);

  *option = -1;
  if (*id == '\0')
    return TRUE;
  *option = lumbar_finding_find_option (finding, id);
  if (*option < 0)
    lumbar_table_set_error (table, row, column, error, "“%s” is not an option of “%s”", id, finding->id);
  return *option >= 0;
}

/**
 * lumbar_body_region_new:
 * @table: body-regions.tsv
 * @row: a row of it
 * @map: the finding whose options are the regions
 * @site: the finding for pain sites
 * @leg: the finding for leg pain
 *
 * Returns: (transfer full): the region, to be freed with g_free(), or %NULL with @error set
 */
LumbarBodyRegion *
lumbar_body_region_new (LumbarTable *table,
                        guint row,
                        const LumbarFinding *map,
                        const LumbarFinding *site,
                        const LumbarFinding *leg,
                        GError **error)
{
  g_autofree LumbarBodyRegion *self = g_new0 (LumbarBodyRegion, 1);
  int option, view, side;
  gboolean ok = read_option (table, row, COLUMN_REGION, map, &option, error);

  ok &= lumbar_table_get_enum (table, row, COLUMN_VIEW, views, &view, error);
  ok &= lumbar_table_get_enum (table, row, COLUMN_SIDE, sides, &side, error);
  ok &= read_option (table, row, COLUMN_SITE_ONE, site, &self->site_one, error);
  ok &= read_option (table, row, COLUMN_SITE_BOTH, site, &self->site_both, error);
  ok &= read_option (table, row, COLUMN_LEG_ONE, leg, &self->leg_one, error);
  ok &= read_option (table, row, COLUMN_LEG_BOTH, leg, &self->leg_both, error);
  if (ok && option < 0)
    {
      lumbar_table_set_error (table, row, COLUMN_REGION, error, "a region needs an id");
      ok = FALSE;
    }
  if (!ok)
    return NULL;
  self->option = (guint) option;
  self->back = view == 1;
  self->side = (LumbarBodySide) side;
  return g_steal_pointer (&self);
}

static gboolean
is_same_option (const LumbarOption *one, const LumbarOption *other)
{
  return strcmp (one->id, other->id) == 0 && strcmp (one->text, other->text) == 0 && one->key == other->key;
}

/**
 * lumbar_body_region_check_maps:
 * @findings: (element-type LumbarFinding): all of them, with their options
 * @map: the finding whose options are the regions
 *
 * One drawing, one bit a region and one key a region serve every body map, so all must have the same
 * options in the same order.
 *
 * Returns: %FALSE with @error naming the findings that differ
 */
gboolean
lumbar_body_region_check_maps (GPtrArray *findings, const LumbarFinding *map, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; i < findings->len; i++)
    {
      const LumbarFinding *other = findings->pdata[i];
      guint n = MIN (map->options->len, other->options->len);
      guint same = 0;

      if (other->type != LUMBAR_FINDING_BODY_MAP)
        continue;
      while (same < n &&
             is_same_option (lumbar_finding_get_option (map, same), lumbar_finding_get_option (other, same)))
        same++;
      if (same == map->options->len && same == other->options->len)
        continue;
      lumbar_error_add (error,
                        "options.tsv: all body maps have the same regions, texts and keys in the same order, but “%s” "
                        "differs from “%s” at “%s”",
                        other->id, map->id,
                        lumbar_finding_get_option (same < other->options->len ? other : map, same)->id);
      ok = FALSE;
    }
  return ok;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-finding.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarBodySide:
 *
 * Which side of the patient's own body.
 */
typedef enum {
  LUMBAR_SIDE_MIDDLE,
  LUMBAR_SIDE_LEFT,
  LUMBAR_SIDE_RIGHT,
} LumbarBodySide;

/**
 * LumbarBodyRegion:
 * @option: the option of every body map it is
 * @back: seen from behind rather than from the front
 * @site_one: the option of pain-site that it means alone; -1 without
 * @site_both: … together with its counterpart on the other side; -1 without
 * @leg_one: the option of leg-pain that it means alone; -1 without
 * @leg_both: … together with a region of the other leg; -1 without
 *
 * A named region of the body map and what it answers. Read only.
 */
typedef struct {
  guint option;
  gboolean back;
  LumbarBodySide side;
  int site_one;
  int site_both;
  int leg_one;
  int leg_both;
} LumbarBodyRegion;

const char *const *lumbar_body_region_columns (void);
LumbarBodyRegion *lumbar_body_region_new (LumbarTable *table,
                                          guint row,
                                          const LumbarFinding *map,
                                          const LumbarFinding *site,
                                          const LumbarFinding *leg,
                                          GError **error);
gboolean lumbar_body_region_check_maps (GPtrArray *findings, const LumbarFinding *map, GError **error);

G_END_DECLS

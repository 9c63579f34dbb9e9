/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is marked on the body maps also says where the pain sits and whether it goes down the legs. All
 * maps of a visit are read as one: a leg hurts whether the first pain is there, or the second, or a pain
 * spreads into it. */

#include "lumbar-body-feed.h"

static gboolean
is_marked (guint64 regions, const LumbarBodyRegion *region)
{
  return (regions & ((guint64) 1 << region->option)) != 0;
}

/* The option that marked regions amount to: with both sides marked (or, for the legs, both legs) the
 * "both" options count, otherwise the "one" options. */
static guint64
add_sides (guint sides, int one, int both)
{
  if (one < 0)
    return 0;
  if ((sides & (1 << LUMBAR_SIDE_LEFT)) != 0 && (sides & (1 << LUMBAR_SIDE_RIGHT)) != 0 && both >= 0)
    return (guint64) 1 << both;
  return (guint64) 1 << one;
}

static void
read_regions (LumbarBodyFeed *self, LumbarKnowledge *knowledge, guint64 regions)
{
  guint site_sides[LUMBAR_VALUE_MAX_OPTIONS] = { 0 };
  guint leg_sides = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (knowledge); i++)
    {
      const LumbarBodyRegion *region = lumbar_knowledge_get_body_region (knowledge, i);

      if (!is_marked (regions, region))
        continue;
      if (region->site_one >= 0)
        site_sides[region->site_one] |= 1u << region->side;
      if (region->leg_one >= 0)
        leg_sides |= 1u << region->side;
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_body_regions (knowledge); i++)
    {
      const LumbarBodyRegion *region = lumbar_knowledge_get_body_region (knowledge, i);

      if (!is_marked (regions, region))
        continue;
      if (region->site_one >= 0)
        self->sites |= add_sides (site_sides[region->site_one], region->site_one, region->site_both);
      if (region->leg_one >= 0)
        self->legs |= add_sides (leg_sides, region->leg_one, region->leg_both);
    }
}

/**
 * lumbar_body_feed_read:
 * @self: (out): what the maps say
 * @response: the answers that count; a map whose question was withdrawn says nothing
 */
void
lumbar_body_feed_read (LumbarBodyFeed *self, LumbarResponse *response)
{
  LumbarKnowledge *knowledge = lumbar_response_get_knowledge (response);
  const LumbarValue *values = lumbar_response_get_values (response);
  guint64 regions = 0;

  *self = (LumbarBodyFeed) { 0 };
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (lumbar_knowledge_get_finding (knowledge, i)->type == LUMBAR_FINDING_BODY_MAP)
      regions |= values[i].options;
  read_regions (self, knowledge, regions);
  /* Pain that reaches below the knee says more than pain above it: the last such option counts. */
  if (self->legs != 0)
    self->legs = (guint64) 1 << (63 - __builtin_clzll (self->legs));
}

/**
 * lumbar_body_feed_merge:
 * @finding: pain-site or leg-pain
 * @kept: (nullable): what is kept for it
 * @before: what the maps said before, bit i = option i of @finding
 * @now: what they say now
 *
 * What the maps said before and no longer say goes; what the clinician chose beside it stays.
 *
 * Returns: (transfer full) (nullable): the answer with what the maps say now; %NULL for none
 */
LumbarAnswer *
lumbar_body_feed_merge (const LumbarFinding *finding, LumbarAnswer *kept, guint64 before, guint64 now)
{
  guint64 chosen = lumbar_answer_get_value (kept)->options & ~before;
  guint64 options;

  if (before == now)
    return kept ? lumbar_answer_ref (kept) : NULL;
  if (lumbar_finding_holds_many (finding))
    options = chosen | now;
  else
    options = now != 0 ? now : chosen;
  return options != 0 ? lumbar_answer_new_options (options) : NULL;
}

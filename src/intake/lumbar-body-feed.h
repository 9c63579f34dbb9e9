/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

/**
 * LumbarBodyFeed:
 * @sites: options of pain-site
 * @legs: options of leg-pain, at most one
 *
 * What the body maps of a response answer elsewhere, so that nobody is asked twice.
 */
typedef struct {
  guint64 sites;
  guint64 legs;
} LumbarBodyFeed;

void lumbar_body_feed_read (LumbarBodyFeed *self, LumbarResponse *response);
LumbarAnswer *lumbar_body_feed_merge (const LumbarFinding *finding,
                                      LumbarAnswer *kept,
                                      guint64 before,
                                      guint64 now);

G_END_DECLS

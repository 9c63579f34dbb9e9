/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-json-writer.h"

G_BEGIN_DECLS

/**
 * LumbarIgnored:
 *
 * A part of an input that was passed over, and why; for the "ignored" list.
 */
typedef struct {
  char *finding_id;
  char *reason;
} LumbarIgnored;

LumbarIgnored *lumbar_ignored_new (const char *finding_id, const char *reason);
void lumbar_ignored_free (LumbarIgnored *self);

char *lumbar_assessment_to_json (LumbarAssessment *self, GPtrArray *ignored, gboolean pretty);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-course.h"
#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LUMBAR_RESEARCH_SHIFT_DAYS:
 *
 * The dates of a patient are moved by at most so many days to either side, half a year, so that the season is
 * lost too. A convention of this export.
 */
#define LUMBAR_RESEARCH_SHIFT_DAYS 182

/**
 * LUMBAR_RESEARCH_TOP_AGE:
 *
 * Ages from this on are written as this. HIPAA Privacy Rule, safe harbour, 45 CFR 164.514 (b)(2)(i)(C): all ages
 * over 89 are one category of 90 or older.
 */
#define LUMBAR_RESEARCH_TOP_AGE 90

/**
 * LumbarResearch:
 *
 * An export for research: signed visits as tables without names, numbers, birth dates, authors and free words,
 * under keys and with dates that are by chance different in each export and kept nowhere.
 */
typedef struct _LumbarResearch LumbarResearch;

LumbarResearch *lumbar_research_new (LumbarKnowledge *knowledge);
void lumbar_research_free (LumbarResearch *self);
gboolean lumbar_research_add (LumbarResearch *self,
                              const LumbarCourse *course,
                              GPtrArray *encounters,
                              GPtrArray *events,
                              GError **error);
gboolean lumbar_research_write (LumbarResearch *self, const char *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarResearch, lumbar_research_free)

G_END_DECLS

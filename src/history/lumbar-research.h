/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-course.h"
#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LUMBAR_RESEARCH_SHIFT_DAYS:
 *
 * The dates of a patient are moved by at most so many days to either side, half a year, so that the season is
 * lost too. A convention of this export: intervals are what trends are made of. The safe harbour of HIPAA knows no
 * moved days, it leaves years alone; see #LumbarResearch.
 */
#define LUMBAR_RESEARCH_SHIFT_DAYS 182

/**
 * LUMBAR_RESEARCH_TOP_AGE:
 *
 * Who is as old as this on the last day that is told is "90 or older" on all days, since dates and a younger age
 * together would tell the older one. HIPAA Privacy Rule, 45 CFR 164.514 (b)(2)(i)(C): all ages over 89, and all
 * elements of dates that show such an age, are removed or one category of 90 or older.
 */
#define LUMBAR_RESEARCH_TOP_AGE 90

/**
 * LumbarResearch:
 *
 * An export for research: signed visits as tables without names, numbers, birth dates, authors and free words,
 * under keys and with dates that are by chance different in each export and kept nowhere.
 *
 * What leaves are still data of single people under pseudonyms, not anonymous ones: 45 CFR 164.514 (b)(2) would
 * want no day and month of any date, (b)(1) somebody who can tell how small the risk is. Only the counts are made
 * to be published, see %LUMBAR_SMALL_CELL_LEAST.
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

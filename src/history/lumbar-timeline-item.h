/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"
#include "lumbar-event.h"

G_BEGIN_DECLS

/**
 * LumbarTimelineKind:
 *
 * What an item of a time line is. Kinds that people look for together have one value, which is a bit of a
 * set of kinds.
 */
typedef enum {
  LUMBAR_TIMELINE_YEAR = 0, /* a heading; in no set */
  LUMBAR_TIMELINE_VISIT = 1 << 0,
  LUMBAR_TIMELINE_ADDENDUM = 1 << 1,
  LUMBAR_TIMELINE_FINAL_CAUSE = 1 << 2,
  LUMBAR_TIMELINE_TREATMENT = 1 << 3,
  LUMBAR_TIMELINE_RELAPSE = 1 << 4,
  LUMBAR_TIMELINE_STEROIDS = 1 << 5,
  LUMBAR_TIMELINE_FALL = 1 << 6,
  LUMBAR_TIMELINE_IMAGING = 1 << 7,
  LUMBAR_TIMELINE_REFERRAL = 1 << 8,
} LumbarTimelineKind;

/**
 * LUMBAR_TIMELINE_ALL:
 *
 * The set of all kinds.
 */
#define LUMBAR_TIMELINE_ALL ((1 << 9) - 1)

/**
 * LumbarTimelineState:
 * @LUMBAR_TIMELINE_PLAIN: as it stands
 * @LUMBAR_TIMELINE_DRAFT: a visit that is not signed yet
 * @LUMBAR_TIMELINE_SUPERSEDED: a final cause after which another was recorded
 * @LUMBAR_TIMELINE_WITHDRAWN: an event that was entered in error
 */
typedef enum {
  LUMBAR_TIMELINE_PLAIN,
  LUMBAR_TIMELINE_DRAFT,
  LUMBAR_TIMELINE_SUPERSEDED,
  LUMBAR_TIMELINE_WITHDRAWN,
} LumbarTimelineState;

/**
 * LumbarTimelineItem:
 * @day: the local day, YYYY-MM-DD; "" where it is no day of the calendar
 * @at: the instant, for the order within a day; "" where only the day is known
 * @title: what it is, translated: "Visit", "Relapse"; of a heading, the year
 * @text: one line about it, or ""
 * @visit: (nullable): the visit that it is or belongs to
 * @event: (nullable): the event that it is
 *
 * One dated thing of a patient. A GObject so that list models can hold it; never changes.
 */
#define LUMBAR_TYPE_TIMELINE_ITEM (lumbar_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (LumbarTimelineItem, lumbar_timeline_item, LUMBAR, TIMELINE_ITEM, GObject)

struct _LumbarTimelineItem {
  GObject parent_instance;

  LumbarTimelineKind kind;
  LumbarTimelineState state;
  char *day;
  char *at;
  char *title;
  char *text;
  LumbarEncounter *visit;
  LumbarEvent *event;

  /*< private >*/
  char *words; /* Made when somebody looks for some */
};

LumbarTimelineItem *lumbar_timeline_item_new_year (const char *title);
LumbarTimelineItem *lumbar_timeline_item_new_visit (LumbarKnowledge *knowledge, LumbarEncounter *visit);
LumbarTimelineItem *lumbar_timeline_item_new_addendum (LumbarEncounter *visit, const LumbarAddendum *addendum);
LumbarTimelineItem *lumbar_timeline_item_new_final_cause (LumbarKnowledge *knowledge,
                                                          LumbarEncounter *visit,
                                                          const LumbarOutcome *outcome);
LumbarTimelineItem *lumbar_timeline_item_new_event (LumbarEvent *event);

const char *lumbar_timeline_item_get_words (LumbarTimelineItem *self);
const char *lumbar_timeline_state_get_title (LumbarTimelineState state);

G_END_DECLS

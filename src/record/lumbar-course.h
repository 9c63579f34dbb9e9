/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-event.h"
#include "lumbar-measure.h"
#include "lumbar-outcome.h"
#include "lumbar-patient.h"

G_BEGIN_DECLS

/**
 * LumbarCourseFlag:
 * @flag_id: a red flag that fired
 * @done: what was done: a word from lumbar_acknowledgement_words(), or "" where nothing was said
 * @at: when that was said, an instant, or ""
 */
typedef struct {
  char *flag_id;
  char *done;
  char *at;
} LumbarCourseFlag;

/**
 * LumbarCourseVisit:
 * @encounter_id: a signed visit
 * @day: its local day, YYYY-MM-DD
 * @started_at: instant of its first question
 * @concluded: whether the clinician concluded; otherwise @group and @lead say nothing
 * @group: the concluded group
 * @lead: id of the concluded leading cause, or ""
 * @flags: (element-type LumbarCourseFlag): red flags that fired, in table order
 * @measures: (element-type LumbarMeasure): scores
 * @outcome: (nullable): what it turned out to be: the last that was recorded
 *
 * What a cohort needs of a visit.
 */
typedef struct {
  char *encounter_id;
  char *day;
  char *started_at;
  gboolean concluded;
  LumbarGroup group;
  char *lead;
  GPtrArray *flags;
  GPtrArray *measures;
  LumbarOutcome *outcome;
} LumbarCourseVisit;

/**
 * LumbarCourse:
 * @patient: who
 * @visits: (element-type LumbarCourseVisit): signed ones of the period, oldest first
 * @treatments: (element-type LumbarEvent): treatments started in the period, oldest first
 *
 * One patient over time, without answers and free words: what counts over many patients are made of.
 */
typedef struct {
  LumbarPatient *patient; /* Owned */
  GPtrArray *visits;
  GPtrArray *treatments;
} LumbarCourse;

LumbarCourseFlag *lumbar_course_flag_new (const char *flag_id, const char *done, const char *at);
void lumbar_course_flag_free (LumbarCourseFlag *self);

LumbarCourseVisit *lumbar_course_visit_new (const char *encounter_id, const char *day, const char *started_at);
void lumbar_course_visit_free (LumbarCourseVisit *self);
gboolean lumbar_course_visit_get_score (const LumbarCourseVisit *self, const char *instrument_id, double *score);

LumbarCourse *lumbar_course_new (LumbarPatient *patient);
void lumbar_course_free (LumbarCourse *self);
LumbarCourseVisit *lumbar_course_find_visit (LumbarCourse *self, const char *encounter_id);
const LumbarCourseVisit *lumbar_course_get_last_visit (const LumbarCourse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarCourse, lumbar_course_free)

G_END_DECLS

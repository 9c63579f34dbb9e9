/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-calibration.h"
#include "lumbar-course.h"
#include "lumbar-spread.h"

G_BEGIN_DECLS

/* Average pain, and PEG. */
#define LUMBAR_N_COHORT_SCALES 2

/* As many as lumbar_acknowledgement_words() has. */
#define LUMBAR_N_DONE_WORDS 4

/**
 * LumbarCohortCount:
 * @id: what is counted: a group, a cause; "" = the clinician concluded none
 * @patients: (element-type LumbarCourse): whom it counts, each once; borrowed
 */
typedef struct {
  char *id;
  GPtrArray *patients;
} LumbarCohortCount;

/**
 * LumbarCohortFlags:
 * @id: a red flag; "" = all together
 * @n_raised: at how many visits it fired; of all together, how many fired
 * @n_done: how many were acknowledged with which of lumbar_acknowledgement_words(), in that order
 * @done_patients: (element-type LumbarCourse): in whom, for each word, each once; borrowed
 * @n_open: how many were signed without saying what was done
 * @minutes: (element-type double): from the first question of the visit to saying that it was done or
 *   referred; only of those for which that is known
 * @time: where @minutes lie
 * @timed_patients: (element-type LumbarCourse): whose times these are, each once; borrowed
 * @patients: (element-type LumbarCourse): in whom it fired, each once; borrowed
 * @open_patients: (element-type LumbarCourse): in whom one is open, each once; borrowed
 */
typedef struct {
  char *id;
  guint n_raised;
  guint n_done[LUMBAR_N_DONE_WORDS];
  GPtrArray *done_patients[LUMBAR_N_DONE_WORDS];
  guint n_open;
  GArray *minutes;
  LumbarSpread time;
  GPtrArray *timed_patients;
  GPtrArray *patients;
  GPtrArray *open_patients;
} LumbarCohortFlags;

/**
 * LumbarCohortPoint:
 * @course: whose; borrowed
 * @from: the earlier score
 * @to: the later one
 */
typedef struct {
  const LumbarCourse *course;
  double from;
  double to;
} LumbarCohortPoint;

/**
 * LumbarCohortChange:
 * @id: a cause, or a treatment as first recorded; "" = no cause, or all patients
 * @patients: (element-type LumbarCourse): of whom it is told, scored or not; borrowed
 * @points: (element-type LumbarCohortPoint): those with two scores, by change
 * @before: where their earlier scores lie
 * @after: where the later ones lie
 * @change: where the differences lie; below zero is less pain
 * @better: (element-type LumbarCourse): with less pain by at least the minimal important difference
 * @same: (element-type LumbarCourse): changed by less
 * @worse: (element-type LumbarCourse): with more pain by at least as much
 * @held: how often the leading cause of the latest visit is among the final ones, of those whose outcome has
 *   causes
 * @followed: (element-type LumbarCourse): those of @held; borrowed
 */
typedef struct {
  char *id;
  GPtrArray *patients;
  GArray *points;
  LumbarSpread before;
  LumbarSpread after;
  LumbarSpread change;
  GPtrArray *better;
  GPtrArray *same;
  GPtrArray *worse;
  LumbarShare held;
  GPtrArray *followed;
} LumbarCohortChange;

/**
 * LumbarCohortScale:
 * @instrument: the scale; less of it is less pain
 * @all: the change of all
 * @by_cause: (element-type LumbarCohortChange): by leading cause of the latest visit
 * @by_treatment: (element-type LumbarCohortChange): by treatment started
 */
typedef struct {
  const LumbarInstrument *instrument;
  LumbarCohortChange *all;
  GPtrArray *by_cause;
  GPtrArray *by_treatment;
} LumbarCohortScale;

/**
 * LumbarCohort:
 * @n_visits: signed visits of the period
 * @courses: (element-type LumbarCourse): all patients
 * @visited: (element-type LumbarCourse): those with a signed visit in the period; borrowed
 * @groups: (element-type LumbarCohortCount): by group of the latest visit, in the order of groups
 * @causes: (element-type LumbarCohortCount): by leading cause of the latest visit, most first
 * @all_flags: all red flags together
 * @flags: (element-type LumbarCohortFlags): by red flag, most first
 * @scales: change in pain
 *
 * A clinic's patients together. Only signed visits count, and of each patient's the latest gives group and
 * cause: as the clinician concluded, not as computed. By cause, pain is compared from the first visit with a
 * score to the last; by treatment, from the last visit up to the day it was started to the last visit after.
 * That is a description: nothing here says that one thing came of the other.
 */
typedef struct {
  LumbarKnowledge *knowledge; /* Owned */
  guint n_visits;
  GPtrArray *courses;
  GPtrArray *visited;
  GPtrArray *groups;
  GPtrArray *causes;
  LumbarCohortFlags *all_flags;
  GPtrArray *flags;
  LumbarCohortScale scales[LUMBAR_N_COHORT_SCALES];
} LumbarCohort;

LumbarCohort *lumbar_cohort_new (LumbarKnowledge *knowledge, GPtrArray *courses);
void lumbar_cohort_free (LumbarCohort *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarCohort, lumbar_cohort_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"

G_BEGIN_DECLS

/**
 * LUMBAR_SHARE_LEAST:
 *
 * From how many on a share is judged: the first number at which the interval around any share spans less
 * than half of the scale. With fewer, almost everything is still possible. A convention of statistics, no
 * clinical statement.
 */
#define LUMBAR_SHARE_LEAST 12

/**
 * LumbarShare:
 * @n: how often it was so
 * @of: how often it could have been
 *
 * "7 of 12".
 */
typedef struct {
  guint n;
  guint of;
} LumbarShare;

/**
 * LumbarCheckedVisit:
 * @encounter_id: the visit
 * @patient_id: whose
 * @started_at: its day, an instant
 * @what: the ids of the final causes or of the red flags that it is listed for
 *
 * A visit worth looking at again.
 */
typedef struct {
  char *encounter_id;
  char *patient_id;
  char *started_at;
  GStrv what;
} LumbarCheckedVisit;

/**
 * LumbarCalibration:
 * @n_visits: signed visits
 * @n_followed: with an outcome, if only "not known"
 * @n_known: whose outcome is known
 * @n_due: without an outcome, signed longer ago than %LUMBAR_OUTCOME_DUE_MONTHS months
 * @n_agreements: how often the clinician said nothing, agreed, overrode
 * @reasons: (element-type utf8 guint): how often which reason was given for overriding
 * @same_group: how often the clinician's group was the computed one
 * @groups: computed group × final group, of visits whose outcome is known
 * @computed_right: how often the computed group was the final one
 * @concluded_right: how often the clinician's group was
 * @first: how often a final cause was the first one named
 * @in_three: how often it was among the first three
 * @shown: how often it was among the first three or those to be excluded
 * @bands: how often a cause named in the band was a final one
 * @flagged: [a red flag fired][a final cause is serious], of visits with a final cause
 * @missed: (element-type LumbarCheckedVisit): visits with final causes that were not shown
 * @flags_alone: (element-type LumbarCheckedVisit): visits with red flags but without a serious final cause
 * @unflagged: (element-type LumbarCheckedVisit): visits with a serious final cause but without a red flag
 *
 * How the assessments of a clinic's own visits held. Only the last outcome of a visit counts. The unit of
 * @first, @in_three and @shown is the final cause; a visit of which only the group is known counts for
 * groups alone.
 */
typedef struct {
  LumbarKnowledge *knowledge; /* Owned */
  char *now;
  guint n_visits;
  guint n_followed;
  guint n_known;
  guint n_due;
  guint n_agreements[3];
  GHashTable *reasons;
  LumbarShare same_group;
  guint groups[LUMBAR_N_GROUPS][LUMBAR_N_GROUPS];
  LumbarShare computed_right;
  LumbarShare concluded_right;
  LumbarShare first;
  LumbarShare in_three;
  LumbarShare shown;
  LumbarShare bands[LUMBAR_BAND_LESS_LIKELY + 1];
  guint flagged[2][2];
  GPtrArray *missed;
  GPtrArray *flags_alone;
  GPtrArray *unflagged;
} LumbarCalibration;

LumbarCalibration *lumbar_calibration_new (LumbarKnowledge *knowledge, const char *now);
void lumbar_calibration_free (LumbarCalibration *self);
void lumbar_calibration_add (LumbarCalibration *self, LumbarEncounter *encounter);

gboolean lumbar_share_is_enough (const LumbarShare *self);
void lumbar_share_get_interval (const LumbarShare *self, double *low, double *high);
char *lumbar_share_describe (const LumbarShare *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarCalibration, lumbar_calibration_free)

G_END_DECLS

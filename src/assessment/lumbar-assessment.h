/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-response.h"

G_BEGIN_DECLS

/**
 * LumbarBand:
 *
 * How well a named cause is supported, best first. Shown in words and as ●●● ●●○ ●○○.
 */
typedef enum {
  LUMBAR_BAND_LIKELY,
  LUMBAR_BAND_POSSIBLE,
  LUMBAR_BAND_LESS_LIKELY,
} LumbarBand;

/**
 * LumbarMixedMeaning:
 *
 * Which meaning of "mixed" applies.
 */
typedef enum {
  LUMBAR_MIXED_NONE,
  LUMBAR_MIXED_MORE_THAN_ONE_SOURCE,
  LUMBAR_MIXED_MORE_THAN_ONE_MS_PROCESS,
} LumbarMixedMeaning;

/**
 * LumbarReason:
 * @answer: the answer as recorded: option ids joined by ";", or a number; a #GRefString, since causes share it
 * @ratio: the likelihood ratio that counted; above 1 speaks for the cause
 *
 * What one answer says for or against a cause.
 */
typedef struct {
  const char *finding_id;
  char *answer;
  double ratio;
  LumbarBasis basis;
  const char *source_id;
} LumbarReason;

/**
 * LumbarRankedCause:
 * @probability: an ordering device between 0 and 1, never shown to a person
 * @score: its log-odds
 * @reasons_for: (element-type LumbarReason): strongest first
 * @reasons_against: (element-type LumbarReason): strongest first
 *
 * A named cause.
 */
typedef struct {
  const char *id;
  LumbarGroup group;
  LumbarBand band;
  double probability;
  double score;
  GPtrArray *reasons_for;
  GPtrArray *reasons_against;
} LumbarRankedCause;

/**
 * LumbarFiredFlag:
 * @causes: ids of what it points to
 * @because: ids of the findings whose answers raised it
 *
 * A red flag that fires.
 */
typedef struct {
  const char *id;
  LumbarTimeframe timeframe;
  GStrv causes;
  char *action;
  GStrv because;
} LumbarFiredFlag;

/**
 * LumbarUnclearedFlag:
 * @missing: ids of the findings whose answers would settle it
 *
 * A red flag that is neither fired nor negative: not yet cleared.
 */
typedef struct {
  const char *id;
  GStrv missing;
} LumbarUnclearedFlag;

/**
 * LumbarNextQuestion:
 * @gain: expected movement, for ordering
 * @cause_id: the cause that it could move most; "" in an assessment that was read back from a record
 * @can_support: whether an answer could speak for that cause
 * @can_weaken: whether an answer could speak against it
 *
 * An unanswered finding that could change the picture.
 */
typedef struct {
  const char *finding_id;
  double gain;
  const char *cause_id;
  gboolean can_support;
  gboolean can_weaken;
} LumbarNextQuestion;

/**
 * LumbarAssessment:
 * @group: one of the four groups, or undetermined
 * @leaning: where an undetermined assessment leans; %LUMBAR_GROUP_UNDETERMINED without a lead
 * @lead: (nullable): id of the leading cause
 * @second: (nullable): id of the second process of a mixed assessment
 * @provisional: a "now" flag is open, so the group holds only until it is excluded
 * @red_flags: (element-type LumbarFiredFlag): in table order
 * @uncleared: (element-type LumbarUnclearedFlag): in table order
 * @must_exclude: ids of serious causes not excluded by what was recorded, by consequence
 * @causes: (element-type LumbarRankedCause): named causes, best first
 * @next: (element-type LumbarNextQuestion): the most informative unanswered findings
 * @n_safety_items: how many findings the red flag rules read and the interview asks
 * @n_safety_recorded: how many of those are answered
 *
 * The immutable result computed from a response by one version of the knowledge. It speaks in ids, which
 * are interned strings, so that it outlives the tables it was made with; lists of ids own the list alone. Read only after it is made.
 */
typedef struct {
  gatomicrefcount references;
  char *knowledge_version;
  LumbarGroup group;
  LumbarMixedMeaning mixed_meaning;
  LumbarGroup leaning;
  char *lead;
  char *second;
  gboolean provisional;
  GPtrArray *red_flags;
  GPtrArray *uncleared;
  GStrv must_exclude;
  GPtrArray *causes;
  GPtrArray *next;
  guint n_safety_items;
  guint n_safety_recorded;
} LumbarAssessment;

#define LUMBAR_TYPE_ASSESSMENT (lumbar_assessment_get_type ())
GType lumbar_assessment_get_type (void);

LumbarAssessment *lumbar_assess (LumbarKnowledge *knowledge, LumbarResponse *response);

LumbarAssessment *lumbar_assessment_new (void);
LumbarAssessment *lumbar_assessment_ref (LumbarAssessment *self);
void lumbar_assessment_unref (LumbarAssessment *self);

LumbarReason *lumbar_reason_new (const char *finding_id,
                                 char *answer,
                                 double ratio,
                                 LumbarBasis basis,
                                 const char *source_id);
LumbarRankedCause *lumbar_ranked_cause_new (const char *id, LumbarGroup group, LumbarBand band);
LumbarFiredFlag *lumbar_fired_flag_new (const char *id, LumbarTimeframe timeframe, const char *action);
LumbarUnclearedFlag *lumbar_uncleared_flag_new (const char *id);
void lumbar_uncleared_flag_free (LumbarUnclearedFlag *self);
LumbarNextQuestion *lumbar_next_question_new (const char *finding_id,
                                              double gain,
                                              const char *cause_id,
                                              gboolean can_support,
                                              gboolean can_weaken);

const char *lumbar_band_to_id (LumbarBand band);
gboolean lumbar_band_from_id (const char *id, LumbarBand *band);
const char *lumbar_band_get_title (LumbarBand band);
const char *lumbar_band_get_marks (LumbarBand band);
const char *lumbar_mixed_meaning_to_id (LumbarMixedMeaning meaning);
gboolean lumbar_mixed_meaning_from_id (const char *id, LumbarMixedMeaning *meaning);
const char *lumbar_mixed_meaning_get_title (LumbarMixedMeaning meaning);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarAssessment, lumbar_assessment_unref)

G_END_DECLS

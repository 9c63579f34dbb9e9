/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-conclusion.h"
#include "lumbar-outcome.h"

G_BEGIN_DECLS

/**
 * LumbarEncounterStatus:
 * @LUMBAR_ENCOUNTER_DRAFT: still being taken; saved answer by answer
 * @LUMBAR_ENCOUNTER_SIGNED: never changes again; an addendum follows it
 */
typedef enum {
  LUMBAR_ENCOUNTER_DRAFT,
  LUMBAR_ENCOUNTER_SIGNED,
} LumbarEncounterStatus;

/**
 * LumbarAddendum:
 *
 * What was added to a signed encounter.
 */
typedef struct {
  char *id;
  char *at;
  char *author;
  char *text;
} LumbarAddendum;

/**
 * LumbarEncounter:
 * @id: UUID
 * @patient_id: UUID of the patient
 * @started_at: instant of the first question; the day of the visit
 * @signed_at: instant of signing, or "" for a draft
 * @author: who signed or is taking it
 * @knowledge_version: the version it was assessed with, or "" for a draft
 * @response: (nullable): the answers; %NULL in lists
 * @assessment: (nullable): as computed at signing; %NULL for drafts and in lists
 * @conclusion: (nullable): the clinician's own; %NULL in lists
 * @group: in lists, the concluded group
 * @lead: in lists, id of the concluded leading cause, or ""
 * @n_now_flags: in lists, how many "now" flags fired
 * @pain_average: in lists, average pain 0 to 10, or -1
 * @addenda: (element-type LumbarAddendum): in order of time
 * @outcomes: (element-type LumbarOutcome): what it turned out to be, in the order recorded; the last counts
 *
 * One visit of one patient. A GObject so that lists can hold it; the fields are set by its maker and
 * only read afterwards.
 */
#define LUMBAR_TYPE_ENCOUNTER (lumbar_encounter_get_type ())
G_DECLARE_FINAL_TYPE (LumbarEncounter, lumbar_encounter, LUMBAR, ENCOUNTER, GObject)

struct _LumbarEncounter {
  GObject parent_instance;

  char *id;
  char *patient_id;
  LumbarEncounterStatus status;
  char *started_at;
  char *signed_at;
  char *author;
  char *knowledge_version;
  LumbarResponse *response;
  LumbarAssessment *assessment;
  LumbarConclusion *conclusion;
  LumbarGroup group;
  char *lead;
  guint n_now_flags;
  double pain_average;
  GPtrArray *addenda;
  GPtrArray *outcomes;
};

LumbarEncounter *lumbar_encounter_new (const char *patient_id, const char *started_at, const char *author);
LumbarAddendum *lumbar_addendum_new (const char *at, const char *author, const char *text);
void lumbar_addendum_free (LumbarAddendum *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-event.h"
#include "lumbar-example-outcome.h"
#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarExamplePerson:
 *
 * An invented name.
 */
typedef struct {
  const char *family_name;
  const char *given_name;
  const char *sex;
} LumbarExamplePerson;

/**
 * LumbarExampleAnswer:
 * @answer: (nullable): what is recorded from this visit on; %NULL takes it back, and for a date
 * @days_before: for a date, how many days before the visit it lies; otherwise -1
 * @note: the note that hangs on it, or ""
 * @row: where it stands in answers.tsv
 */
typedef struct {
  const LumbarFinding *finding;
  LumbarAnswer *answer;
  int days_before;
  const char *note;
  guint row;
} LumbarExampleAnswer;

/**
 * LumbarExampleAcknowledgement:
 *
 * What was done about a red flag at a visit, for lumbar_conclusion_acknowledge().
 */
typedef struct {
  const char *flag_id;
  const char *done;
  const char *text;
} LumbarExampleAcknowledgement;

/**
 * LumbarExampleVisit:
 * @days_ago: days before today
 * @draft: still being taken
 * @computed: the group that the assessment of its answers has to give
 * @normal: (element-type LumbarSection): sections answered with "all normal"
 * @concluded: the clinician's own group
 * @causes: the clinician's own causes
 * @override_reason: why the clinician sees it otherwise, or ""
 * @answers: (element-type LumbarExampleAnswer): what changed since the visit before
 * @acknowledgements: (element-type LumbarExampleAcknowledgement): what was done about red flags
 * @outcomes: (element-type LumbarExampleOutcome): what it turned out to be, in the order recorded
 *
 * One visit of a story.
 */
typedef struct {
  guint days_ago;
  gboolean draft;
  LumbarGroup computed;
  GPtrArray *normal;
  LumbarGroup concluded;
  GStrv causes;
  const char *override_reason;
  const char *impression;
  const char *comment;
  char *plan;
  const char *addendum;
  GPtrArray *answers;
  GPtrArray *acknowledgements;
  GPtrArray *outcomes;
} LumbarExampleVisit;

/**
 * LumbarExampleEvent:
 *
 * What happened between visits.
 */
typedef struct {
  guint days_ago;
  LumbarEventKind kind;
  const char *text;
} LumbarExampleEvent;

/**
 * LumbarExampleStory:
 * @age: in years, today
 * @title: what it shows, in a few words
 * @visits: (element-type LumbarExampleVisit): oldest first; the first may be repeated further back
 * @events: (element-type LumbarExampleEvent): in table order
 *
 * The course of an invented patient.
 */
typedef struct {
  const char *id;
  const char *sex;
  guint age;
  const char *title;
  GPtrArray *visits;
  GPtrArray *events;
} LumbarExampleStory;

/**
 * LumbarExampleClinic:
 * @people: (element-type LumbarExamplePerson): the names
 * @stories: (element-type LumbarExampleStory): the stories
 *
 * What data/example holds. Read only.
 */
typedef struct {
  GPtrArray *people;
  GPtrArray *stories;
  GPtrArray *tables; /* Owned; texts point into them */
} LumbarExampleClinic;

LumbarExampleClinic *lumbar_example_clinic_new (LumbarKnowledge *knowledge, GError **error);
void lumbar_example_clinic_free (LumbarExampleClinic *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarExampleClinic, lumbar_example_clinic_free)

G_END_DECLS

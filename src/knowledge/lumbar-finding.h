/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-expression.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarFindingType:
 *
 * What an answer to a finding looks like. A body map is a choice of several body regions.
 */
typedef enum {
  LUMBAR_FINDING_BOOLEAN,
  LUMBAR_FINDING_CHOICE,
  LUMBAR_FINDING_MULTI_CHOICE,
  LUMBAR_FINDING_BODY_MAP,
  LUMBAR_FINDING_INTEGER,
  LUMBAR_FINDING_DECIMAL,
  LUMBAR_FINDING_NRS,
  LUMBAR_FINDING_DATE,
  LUMBAR_FINDING_TEXT,
} LumbarFindingType;

/**
 * LumbarSection:
 * @index: its place in the interview
 * @screen: number of the screen it stands on, from 1; neighbouring sections may share one
 *
 * A chapter of the intake. Texts are in English; translate with lumbar_text_translate() when shown.
 */
typedef struct {
  guint index;
  const char *id; /* Interned: outlives the tables */
  guint screen;
  char *title;
  char *summary;
  GPtrArray *findings; /* of borrowed LumbarFinding, in table order */
} LumbarSection;

/**
 * LumbarOption:
 * @index: its place among the options of its finding, and its bit in a #LumbarValue
 * @key: the letter or digit that picks it, or 0
 * @denial: denies the others ("none", "normal" …) and so can't stand beside them
 */
typedef struct {
  guint index;
  const char *id; /* Interned: outlives the tables */
  char *text;
  char key;
  gboolean denial;
} LumbarOption;

/**
 * LumbarFinding:
 * @index: its place in the table; arrays of values are indexed by it
 * @unit: UCUM unit, or ""
 * @minimum: the least number that can be meant; -HUGE_VAL without a limit
 * @maximum: the largest number that can be meant
 * @decimals: how many digits after the point are kept
 * @ask_when: (nullable): asked only when true; %NULL = always
 * @core: asked of everybody rather than a detail
 * @carry_forward: prefilled from the last visit, to be confirmed
 * @change_model: its options are none (or normal), baseline, worse, new
 * @specific: part of this episode; otherwise true before this pain
 * @normal: the options a deliberate "all normal" sets; 0 without
 * @report_only: recorded for people, used by no rule
 * @safety: some red flag reads it
 * @part_of: (nullable): the score whose form it is from; it stands below it and is put whenever that is.
 *   Whether it is added up is for the instrument to say
 * @loinc: LOINC code, or ""
 *
 * One item of the intake: a question or an examination sign; @id is the FHIR linkId. Read only.
 */
typedef struct _LumbarFinding LumbarFinding;

struct _LumbarFinding {
  guint index;
  const char *id; /* Interned: outlives the tables */
  LumbarSection *section; /* Borrowed */
  LumbarFindingType type;
  char *unit;
  double minimum;
  double maximum;
  guint decimals;
  LumbarExpression *ask_when;
  char *ask_when_text;
  gboolean core;
  gboolean carry_forward;
  gboolean change_model;
  gboolean specific;
  guint64 normal;
  gboolean report_only;
  gboolean safety;
  const LumbarFinding *part_of; /* Borrowed */
  char *loinc;
  char *label;
  char *question;
  char *help;
  char *why;
  GPtrArray *options; /* Owned, of LumbarOption; empty for numbers, dates and texts */
};

const char *const *lumbar_finding_columns (void);
const char *const *lumbar_finding_option_columns (void);
const char *const *lumbar_finding_section_columns (void);

LumbarSection *lumbar_section_new (LumbarTable *table, guint row, GError **error);
void lumbar_section_free (LumbarSection *self);

LumbarFinding *lumbar_finding_new (LumbarTable *table, guint row, GPtrArray *sections, GError **error);
void lumbar_finding_free (LumbarFinding *self);
gboolean lumbar_finding_add_option (LumbarFinding *self, LumbarTable *table, guint row, GError **error);
gboolean lumbar_finding_finish (LumbarFinding *self,
                                LumbarTable *table,
                                const LumbarExpressionScope *scope,
                                GError **error);
gboolean lumbar_finding_join_part (LumbarFinding *self, LumbarTable *table, GPtrArray *findings, GError **error);
gboolean lumbar_finding_check_circles (GPtrArray *findings, LumbarTable *table, GError **error);

int lumbar_finding_find_option (const LumbarFinding *self, const char *id);
const LumbarOption *lumbar_finding_get_option (const LumbarFinding *self, guint i);
gboolean lumbar_finding_is_examined (const LumbarFinding *self);
gboolean lumbar_finding_is_optional (const LumbarFinding *self);
gboolean lumbar_finding_holds_options (const LumbarFinding *self);
gboolean lumbar_finding_holds_many (const LumbarFinding *self);
gboolean lumbar_finding_holds_number (const LumbarFinding *self);
const char *lumbar_finding_type_to_id (LumbarFindingType type);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-body-marks.h"
#include "lumbar-encounter.h"
#include "lumbar-patient.h"
#include "lumbar-report-choice.h"
#include "lumbar-trend.h"

G_BEGIN_DECLS

/**
 * LumbarBlockKind:
 *
 * The kinds of content a report is made of, whatever it is written to.
 */
typedef enum {
  LUMBAR_BLOCK_HEADING,       /* text */
  LUMBAR_BLOCK_SUBHEADING,    /* text */
  LUMBAR_BLOCK_URGENT,        /* marker: timeframe; text: name of an urgent finding */
  LUMBAR_BLOCK_URGENT_DONE,   /* text: label; detail: what was done about it */
  LUMBAR_BLOCK_URGENT_DETAIL, /* text: label; detail: what raised it, action; link (nullable) */
  LUMBAR_BLOCK_PARAGRAPH,     /* marker (nullable): run-in label; text */
  LUMBAR_BLOCK_RESULT,        /* marker: shape; text: a group; detail (nullable): what belongs to it */
  LUMBAR_BLOCK_CAUSE,         /* marker: band marks; text: a cause; detail: band and group in words */
  LUMBAR_BLOCK_REASON,        /* marker (+ or −), text, detail (basis, source), link (nullable) */
  LUMBAR_BLOCK_STEP,          /* text: a step of the plan; detail (nullable): caution */
  LUMBAR_BLOCK_PAIR,          /* text: label; detail: value; set in two columns */
  LUMBAR_BLOCK_NOTE,          /* text: hangs under the block before */
  LUMBAR_BLOCK_BODY,          /* the body map; text: the same in words, a line a pain */
  LUMBAR_BLOCK_TREND,         /* the chart; text: its summary; beside the body map where both are there */
  LUMBAR_BLOCK_MEASURE,       /* text: scale; marker: score; detail: change, or "" */
  LUMBAR_BLOCK_ROW_HEAD,       /* marker, text, detail, more: what the columns of a table hold */
  LUMBAR_BLOCK_ROW,            /* marker, text, detail, more: a row of a table */
  LUMBAR_BLOCK_SIGNATURE,     /* text: who and when */
  LUMBAR_BLOCK_SMALL,         /* marker (nullable): run-in label; text: basis, limits */
  LUMBAR_BLOCK_SOURCE,        /* text: a cited source; detail: its address; link (nullable) */
} LumbarBlockKind;

/**
 * LumbarBlock:
 *
 * One piece of a report; which fields count depends on @kind.
 */
typedef struct {
  LumbarBlockKind kind;
  char *marker;
  char *text;
  char *detail;
  char *more;
  char *link;
} LumbarBlock;

/**
 * LumbarReport:
 * @title: of the document; names no person, since viewers show it in window titles
 * @author: who took the visit, or ""
 * @identity: name, birth date, number: stands on every page
 * @profile: whom it is for
 * @letterhead: (nullable): what stands on top of the first page
 * @visit: day and author of the visit: stands on every page
 * @blocks: (element-type LumbarBlock): in the order they are read
 * @trend: (nullable): what %LUMBAR_BLOCK_TREND draws
 * @marks: what %LUMBAR_BLOCK_BODY marks
 * @created_at: the instant written into the document; fixed, so that the same input makes the same file
 *
 * The content of a visit report, without layout. Immutable.
 */
typedef struct {
  gatomicrefcount references;
  LumbarKnowledge *knowledge;
  char *title;
  char *author;
  char *identity;
  char *visit;
  LumbarReportProfile profile;
  LumbarLetterhead *letterhead;
  GPtrArray *blocks;
  LumbarTrend *trend;
  LumbarBodyMarks marks;
  char *created_at;
} LumbarReport;

#define LUMBAR_TYPE_REPORT (lumbar_report_get_type ())
GType lumbar_report_get_type (void);

LumbarReport *lumbar_report_new (LumbarKnowledge *knowledge,
                                 LumbarPatient *patient,
                                 LumbarEncounter *encounter,
                                 LumbarTrend *trend,
                                 const char *created_at);
LumbarReport *lumbar_report_new_chosen (LumbarKnowledge *knowledge,
                                        LumbarPatient *patient,
                                        LumbarEncounter *encounter,
                                        LumbarTrend *trend,
                                        const char *created_at,
                                        const LumbarReportChoice *choice);
LumbarReport *lumbar_report_ref (LumbarReport *self);
void lumbar_report_unref (LumbarReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarReport, lumbar_report_unref)

G_END_DECLS

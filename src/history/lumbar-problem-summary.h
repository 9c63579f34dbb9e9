/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-encounter.h"
#include "lumbar-measure.h"

G_BEGIN_DECLS

/**
 * LUMBAR_PROBLEM_SUMMARY_MOST:
 *
 * How many lines a summary has at most.
 */
#define LUMBAR_PROBLEM_SUMMARY_MOST 6

/**
 * LumbarProblemLineKind:
 * @LUMBAR_PROBLEM_LINE_STILL_OPEN: urgent findings that an earlier visit left open and no later one answered; always
 *   first
 * @LUMBAR_PROBLEM_LINE_NOT_CLEARED: red flags for the same day that no visit has cleared since; in its place
 * @LUMBAR_PROBLEM_LINE_URGENT: open urgent findings of the last signed visit
 * @LUMBAR_PROBLEM_LINE_ATTENDED: urgent findings about which something was done; in its place
 * @LUMBAR_PROBLEM_LINE_PERSON: the MS and how the person gets about
 * @LUMBAR_PROBLEM_LINE_CONCLUSION: what the last signed visit concluded
 * @LUMBAR_PROBLEM_LINE_PAIN: pain then and now
 * @LUMBAR_PROBLEM_LINE_PLAN: what is planned, and a draft that waits
 */
typedef enum {
  LUMBAR_PROBLEM_LINE_STILL_OPEN,
  LUMBAR_PROBLEM_LINE_NOT_CLEARED,
  LUMBAR_PROBLEM_LINE_URGENT,
  LUMBAR_PROBLEM_LINE_ATTENDED,
  LUMBAR_PROBLEM_LINE_PERSON,
  LUMBAR_PROBLEM_LINE_CONCLUSION,
  LUMBAR_PROBLEM_LINE_PAIN,
  LUMBAR_PROBLEM_LINE_PLAN,
} LumbarProblemLineKind;

/**
 * LumbarProblemLine:
 * @title: what it is about, a few words, translated
 * @text: it in words, translated
 * @group: of a conclusion, the concluded group
 */
typedef struct {
  LumbarProblemLineKind kind;
  char *title;
  char *text;
  LumbarGroup group;
} LumbarProblemLine;

GPtrArray *lumbar_problem_summary_new (LumbarKnowledge *knowledge,
                                       GPtrArray *visits,
                                       LumbarEncounter *draft,
                                       GPtrArray *measures,
                                       const char *today);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarValueKind:
 * @LUMBAR_VALUE_NONE: not assessed; the absence of an answer, never "no"
 * @LUMBAR_VALUE_OPTIONS: one or more options of the finding, a bit each
 * @LUMBAR_VALUE_NUMBER: a number in the finding's unit
 * @LUMBAR_VALUE_TEXT: a text or a date; kept for people, never for rules
 */
typedef enum {
  LUMBAR_VALUE_NONE,
  LUMBAR_VALUE_OPTIONS,
  LUMBAR_VALUE_NUMBER,
  LUMBAR_VALUE_TEXT,
} LumbarValueKind;

/* A finding has at most this many options, so that a set of them is one integer. */
#define LUMBAR_VALUE_MAX_OPTIONS 64

/* The options of every yes/no finding, in this order. */
#define LUMBAR_VALUE_NO ((guint64) 1 << 0)
#define LUMBAR_VALUE_YES ((guint64) 1 << 1)

/**
 * LumbarValue:
 * @kind: which of the other fields counts
 * @options: bit i set = option i of the finding was chosen
 * @number: the number, in the finding's unit
 *
 * What rules see of an answer: small, copied freely, without ownership. An array of them indexed by
 * finding is what expressions and evidence are evaluated on.
 */
typedef struct {
  LumbarValueKind kind;
  guint64 options;
  double number;
} LumbarValue;

G_END_DECLS

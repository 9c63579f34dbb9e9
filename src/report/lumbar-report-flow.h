/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "lumbar-palette.h"
#include "lumbar-report-choice.h"

G_BEGIN_DECLS

/**
 * LumbarReportStyle:
 *
 * The few ways in which words of a report are set; sizes and weights are in one table.
 */
typedef enum {
  LUMBAR_STYLE_TITLE,
  LUMBAR_STYLE_HEADING,
  LUMBAR_STYLE_SUBHEADING,
  LUMBAR_STYLE_URGENT,
  LUMBAR_STYLE_RESULT,
  LUMBAR_STYLE_STRONG,
  LUMBAR_STYLE_BODY,
  LUMBAR_STYLE_LABEL,
  LUMBAR_STYLE_NOTE,
  LUMBAR_STYLE_SMALL,
  LUMBAR_STYLE_CELL,
  LUMBAR_STYLE_CELL_HEAD,
} LumbarReportStyle;

/**
 * LumbarReportColumn:
 * @x: left edge, from the left edge of the text
 * @width: of the column
 * @label: (nullable): set bold before the text, on the same line
 * @link: (nullable): web address that the text leads to
 *
 * Words to be set beside other words of the same rows.
 */
typedef struct {
  double x;
  double width;
  LumbarReportStyle style;
  const char *label;
  const char *text;
  const char *link;
} LumbarReportColumn;

#define LUMBAR_REPORT_MAX_COLUMNS 4

/**
 * LumbarReportPiece:
 * @line: one line of a column
 * @x: its left edge
 * @ascent: from its top to its baseline
 *
 * A line of words in a row.
 */
typedef struct {
  PangoLayoutLine *line; /* Borrowed from the flow's layouts */
  double x;
  double ascent;
  guint column;
  const char *link;
  LumbarColor color;
} LumbarReportPiece;

/**
 * LumbarReportRowKind:
 *
 * What a row holds: words, or a drawing as high as the row.
 */
typedef enum {
  LUMBAR_ROW_WORDS,
  LUMBAR_ROW_FIGURES,
  LUMBAR_ROW_SIGNATURE,
  LUMBAR_ROW_LETTERHEAD,
} LumbarReportRowKind;

/**
 * LumbarReportRow:
 * @before: blank above it, left out at the top of a page
 * @keep: stays on the page of the next row
 * @block: number of the block it belongs to; rows of a block are one paragraph
 * @urgent: number of the urgent finding it belongs to, from 1; 0 without
 * @first_urgent: bears the sign of an urgent finding
 * @rule: has a hair line under it
 * @head: where it begins a page, the head of its table stands again above it: 1 + the first row of that; 0 without
 * @tag: name of its structure element in a tagged PDF
 * @page: where it was placed
 * @y: its top on that page
 *
 * What can't be divided by a page break.
 */
typedef struct {
  LumbarReportRowKind kind;
  double before;
  double height;
  gboolean keep;
  guint block;
  guint urgent;
  gboolean first_urgent;
  gboolean rule;
  guint head;
  const char *tag;
  LumbarReportPiece pieces[LUMBAR_REPORT_MAX_COLUMNS];
  guint n_pieces;
  guint page;
  double y;
} LumbarReportRow;

/**
 * LumbarReportFlow:
 * @profile: large print for a patient, closer for a letter and a data sheet
 * @rows: (element-type LumbarReportRow): in reading order
 * @width: of the text, in points
 *
 * Words and drawings in rows, and the pages the rows fall on; private to the report folder.
 */
typedef struct {
  LumbarReportProfile profile;
  PangoContext *context;
  GPtrArray *layouts;
  GArray *rows;
  double width;
  guint n_blocks;
  guint n_pages;
} LumbarReportFlow;

LumbarReportFlow *lumbar_report_flow_new (double width);
double lumbar_report_profile_get_zoom (LumbarReportProfile profile);
void lumbar_report_flow_free (LumbarReportFlow *self);

guint lumbar_report_flow_add_columns (LumbarReportFlow *self,
                                      const LumbarReportColumn *columns,
                                      guint n_columns,
                                      double before,
                                      const char *tag);
void lumbar_report_flow_set_head (LumbarReportFlow *self, guint first_row, guint head);
guint lumbar_report_flow_get_head (LumbarReportFlow *self, guint row, guint *end, double *height);
guint lumbar_report_flow_add_box (LumbarReportFlow *self,
                                  LumbarReportRowKind kind,
                                  double height,
                                  double before,
                                  const char *tag);
LumbarReportRow *lumbar_report_flow_get_row (LumbarReportFlow *self, guint row);
void lumbar_report_flow_keep (LumbarReportFlow *self, guint first_row);
PangoLayout *lumbar_report_flow_make_layout (LumbarReportFlow *self,
                                             LumbarReportStyle style,
                                             double width,
                                             const char *label,
                                             const char *text);
const LumbarColor *lumbar_report_style_get_color (LumbarReportStyle style);
void lumbar_report_flow_break (LumbarReportFlow *self, double top, double height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarReportFlow, lumbar_report_flow_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each kind of block looks: which columns, how much blank, what stays together. */

#include "lumbar-report-setting.h"

#include "lumbar-report-letterhead.h"

/* All in points. */
#define GUTTER 16
#define URGENT_INDENT 30
#define URGENT_LABEL 112 /* "Within days" in the widest fonts, and a gap */
#define URGENT_GAP 10
#define MARKER 30
#define REASON_MARKER 34 /* three marks in the widest fonts */
#define RESULT_MARKER 22
#define AFTER_RULE 7
#define AFTER_URGENT 14
#define FIGURE_HEIGHT 190
#define SIGNATURE_HEIGHT 46
#define CLOSE_SIGNATURE 38
#define AFTER_LETTERHEAD 16
#define LONG_LEGEND 60
#define LONG_VALUE 90 /* characters; longer ones take the whole width */

static guint
add_one (LumbarReportSetting *self,
         double x,
         LumbarReportStyle style,
         const char *label,
         const char *text,
         double before,
         const char *tag)
{
  LumbarReportColumn column = {
    .x = x, .width = self->flow->width - x, .style = style, .label = label, .text = text
  };

  return lumbar_report_flow_add_columns (self->flow, &column, 1, before, tag);
}

static gboolean
is_close (LumbarReportSetting *self)
{
  return self->flow->profile == LUMBAR_PROFILE_LETTER;
}

/* Blank above, where a letter has less. */
static double
get_before (LumbarReportSetting *self, double usual, double close)
{
  return is_close (self) ? close : usual;
}

static void
set_heading (LumbarReportSetting *self, const LumbarBlock *block)
{
  guint row = add_one (self, 0, LUMBAR_STYLE_HEADING, NULL, block->text, get_before (self, 15, 7), "H2");

  self->table_head = 0;
  g_array_append_val (self->headings, row);
  lumbar_report_flow_keep (self->flow, row);
  lumbar_report_flow_get_row (self->flow, self->flow->rows->len - 1)->rule = TRUE;
}

static void
set_subheading (LumbarReportSetting *self, const LumbarBlock *block)
{
  lumbar_report_flow_keep (self->flow,
                           add_one (self, 0, LUMBAR_STYLE_SUBHEADING, NULL, block->text, 9, "H3"));
}

/* What comes now stays on the page of what came last. */
static void
keep_last (LumbarReportSetting *self)
{
  lumbar_report_flow_keep (self->flow, self->flow->rows->len - 1);
}

/* The rows from @first on belong to the urgent finding that was begun last. */
static void
mark_urgent (LumbarReportSetting *self, guint first)
{
  for (guint i = first; i < self->flow->rows->len; i++)
    lumbar_report_flow_get_row (self->flow, i)->urgent = self->n_urgent;
}

static void
set_urgent (LumbarReportSetting *self, const LumbarBlock *block)
{
  double width = self->flow->width;
  LumbarReportColumn columns[] = {
    { URGENT_INDENT, URGENT_LABEL - URGENT_GAP, LUMBAR_STYLE_URGENT, NULL, block->marker, NULL },
    { URGENT_INDENT + URGENT_LABEL, width - URGENT_INDENT - URGENT_LABEL - 6, LUMBAR_STYLE_URGENT, NULL,
      block->text, NULL },
  };
  guint row = lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), 14, "H3");

  self->n_urgent++;
  mark_urgent (self, row);
  lumbar_report_flow_get_row (self->flow, row)->first_urgent = TRUE;
  lumbar_report_flow_keep (self->flow, row);
}

static void
set_urgent_detail (LumbarReportSetting *self, const LumbarBlock *block, LumbarReportStyle style)
{
  double width = self->flow->width;
  LumbarReportColumn columns[] = {
    { URGENT_INDENT, URGENT_LABEL - URGENT_GAP, LUMBAR_STYLE_LABEL, NULL, block->text, NULL },
    { URGENT_INDENT + URGENT_LABEL, width - URGENT_INDENT - URGENT_LABEL - 6, style, NULL, block->detail,
      block->link },
  };

  keep_last (self);
  mark_urgent (self, lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), 2, "P"));
}

static void
set_paragraph (LumbarReportSetting *self, const LumbarBlock *block)
{
  add_one (self, 0, LUMBAR_STYLE_BODY, block->marker, block->text, get_before (self, 5, 1.5), "P");
}

static void
set_result (LumbarReportSetting *self, const LumbarBlock *block)
{
  double marker = RESULT_MARKER * lumbar_report_profile_get_zoom (self->flow->profile);
  LumbarReportColumn columns[] = {
    { 0, marker, LUMBAR_STYLE_RESULT, NULL, block->marker, NULL },
    { marker, self->flow->width - marker, LUMBAR_STYLE_RESULT, NULL, block->text, NULL },
  };
  guint row =
    lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), get_before (self, 5, 3), "P");

  if (block->detail == NULL || *block->detail == '\0')
    return;
  lumbar_report_flow_keep (self->flow, row);
  add_one (self, marker, LUMBAR_STYLE_BODY, NULL, block->detail, 2, "P");
}

static void
set_cause (LumbarReportSetting *self, const LumbarBlock *block)
{
  double split = self->flow->width * 0.66;
  LumbarReportColumn columns[] = {
    { 0, MARKER + 8, LUMBAR_STYLE_STRONG, NULL, block->marker, NULL },
    { MARKER + 8, split - MARKER - 16, LUMBAR_STYLE_STRONG, NULL, block->text, NULL },
    { split, self->flow->width - split, LUMBAR_STYLE_LABEL, NULL, block->detail, NULL },
  };
  guint row =
    lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), get_before (self, 7, 3), "P");

  lumbar_report_flow_keep (self->flow, row);
}

static void
set_reason (LumbarReportSetting *self, const LumbarBlock *block)
{
  double indent = MARKER + 8;
  double split = self->flow->width * 0.66;
  LumbarReportColumn columns[] = {
    { indent, REASON_MARKER, LUMBAR_STYLE_STRONG, NULL, block->marker, NULL },
    { indent + REASON_MARKER + 2, split - indent - REASON_MARKER - 10, LUMBAR_STYLE_BODY, NULL, block->text, NULL },
    { split, self->flow->width - split, LUMBAR_STYLE_LABEL, NULL, block->detail, block->link },
  };

  keep_last (self);
  lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), 1, "LI");
}

static void
set_step (LumbarReportSetting *self, const LumbarBlock *block)
{
  double indent = 12 * lumbar_report_profile_get_zoom (self->flow->profile);
  LumbarReportColumn columns[] = {
    { 0, indent, LUMBAR_STYLE_BODY, NULL, "–", NULL },
    { indent, self->flow->width - indent, LUMBAR_STYLE_BODY, NULL, block->text, NULL },
  };
  guint row =
    lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), get_before (self, 3, 1.5), "LI");

  if (block->detail == NULL)
    return;
  lumbar_report_flow_keep (self->flow, row);
  add_one (self, indent, LUMBAR_STYLE_SMALL, NULL, block->detail, 0, "P");
}

static gboolean
is_long (const LumbarBlock *block)
{
  return g_utf8_strlen (block->detail, -1) > LONG_VALUE || strchr (block->detail, '\n') != NULL;
}

/* The two columns of one pair within its part of the width. */
static void
fill_pair (LumbarReportColumn *columns, const LumbarBlock *block, double x, double cell, double width)
{
  double label = cell * 0.46;

  columns[0] = (LumbarReportColumn) { x, label - 6, LUMBAR_STYLE_LABEL, NULL, block->text, NULL };
  columns[1] = (LumbarReportColumn) { x + label, width - label, LUMBAR_STYLE_BODY, NULL, block->detail, NULL };
}

/* Sets one pair, or two side by side where both are short and no note hangs between them. */
static guint
set_pairs (LumbarReportSetting *self, GPtrArray *blocks, guint i)
{
  const LumbarBlock *block = blocks->pdata[i];
  const LumbarBlock *next = i + 1 < blocks->len ? blocks->pdata[i + 1] : NULL;
  const LumbarBlock *third = i + 2 < blocks->len ? blocks->pdata[i + 2] : NULL;
  double cell = (self->flow->width - GUTTER) / 2;
  LumbarReportColumn columns[4];
  gboolean two = !is_long (block) && next != NULL && next->kind == LUMBAR_BLOCK_PAIR && !is_long (next) &&
                 !(third != NULL && third->kind == LUMBAR_BLOCK_NOTE);
  gboolean noted = next != NULL && next->kind == LUMBAR_BLOCK_NOTE;
  guint row;

  fill_pair (columns, block, 0, cell, two ? cell : self->flow->width);
  if (two)
    fill_pair (columns + 2, next, cell + GUTTER, cell, cell);
  row = lumbar_report_flow_add_columns (self->flow, columns, two ? 4 : 2, 2, "P");
  if (noted)
    keep_last (self);
  if (two)
    for (guint j = row; j + 1 < self->flow->rows->len; j++)
      lumbar_report_flow_get_row (self->flow, j)->keep = TRUE;
  return two ? 2 : 1;
}

/* Sources are many and short: two columns, name before address. */
static guint
set_sources (LumbarReportSetting *self, GPtrArray *blocks, guint i)
{
  const LumbarBlock *left = blocks->pdata[i];
  const LumbarBlock *right = i + 1 < blocks->len ? blocks->pdata[i + 1] : NULL;
  double cell = (self->flow->width - GUTTER) / 2;
  gboolean two = right != NULL && right->kind == LUMBAR_BLOCK_SOURCE;
  LumbarReportColumn columns[] = {
    { 0, cell, LUMBAR_STYLE_SMALL, left->text, left->detail, left->link },
    { cell + GUTTER, cell, LUMBAR_STYLE_SMALL, two ? right->text : NULL, two ? right->detail : "",
      two ? right->link : NULL },
  };

  lumbar_report_flow_add_columns (self->flow, columns, two ? 2 : 1, 2, "P");
  return two ? 2 : 1;
}

static void
set_note (LumbarReportSetting *self, const LumbarBlock *block)
{
  add_one (self, 12, LUMBAR_STYLE_NOTE, NULL, block->text, 1, "P");
}

static void
set_measure (LumbarReportSetting *self, const LumbarBlock *block)
{
  double width = self->flow->width;
  LumbarReportColumn columns[] = {
    { 0, width * 0.36 - 8, LUMBAR_STYLE_BODY, NULL, block->text, NULL },
    /* Wide enough for the longest word of an answer, "Wheelchair" */
    { width * 0.36, width * 0.20 - 8, LUMBAR_STYLE_STRONG, NULL, block->marker, NULL },
    { width * 0.56, width * 0.44, LUMBAR_STYLE_LABEL, NULL, block->detail, NULL },
  };

  lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), 3, "P");
}

/* A row of a table: id, words, and two more columns. */
static void
set_row (LumbarReportSetting *self, const LumbarBlock *block)
{
  static const double edges[] = { 0, 0.25, 0.50, 0.74, 1.0 };
  const char *cells[] = { block->marker, block->text, block->detail, block->more };
  gboolean head = block->kind == LUMBAR_BLOCK_ROW_HEAD;
  LumbarReportColumn columns[G_N_ELEMENTS (cells)];
  guint row;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    columns[i] = (LumbarReportColumn) {
      .x = edges[i] * self->flow->width,
      .width = (edges[i + 1] - edges[i]) * self->flow->width - (i + 1 < G_N_ELEMENTS (cells) ? 8 : 0),
      .style = head ? LUMBAR_STYLE_CELL_HEAD : LUMBAR_STYLE_CELL,
      .text = cells[i] ? cells[i] : "",
    };
  row = lumbar_report_flow_add_columns (self->flow, columns, G_N_ELEMENTS (columns), head ? 5 : 3, "P");
  if (head)
    {
      lumbar_report_flow_keep (self->flow, row);
      self->table_head = row + 1;
    }
  else if (self->table_head != 0)
    lumbar_report_flow_set_head (self->flow, row, self->table_head - 1);
}

/* Body map and chart stand side by side where both are there; each has its words below, and a legend that
 * would be a tower under the map goes across the page. */
static guint
set_figures (LumbarReportSetting *self, GPtrArray *blocks, guint i, double body_aspect, double height)
{
  const LumbarBlock *first = blocks->pdata[i];
  const LumbarBlock *second = i + 1 < blocks->len ? blocks->pdata[i + 1] : NULL;
  gboolean body = first->kind == LUMBAR_BLOCK_BODY;
  gboolean both = body && second != NULL && second->kind == LUMBAR_BLOCK_TREND;
  gboolean across = both && g_utf8_strlen (first->text, -1) > LONG_LEGEND;
  double width = self->flow->width;
  LumbarReportColumn columns[2];
  guint n = 0;

  self->figure_height = MIN (FIGURE_HEIGHT, height / 2);
  if (body)
    self->body_width = MIN (body_aspect * self->figure_height, width * 0.42);
  self->trend_x = body ? self->body_width + GUTTER : 0;
  self->trend_width = both || !body ? width - self->trend_x : 0;
  lumbar_report_flow_get_row (
    self->flow, lumbar_report_flow_add_box (self->flow, LUMBAR_ROW_FIGURES, self->figure_height, 8, "Figure"))
    ->keep = TRUE;
  if (body && !across)
    columns[n++] =
      (LumbarReportColumn) { 0, both ? self->body_width : width, LUMBAR_STYLE_LABEL, NULL, first->text, NULL };
  if (self->trend_width > 0)
    columns[n++] = (LumbarReportColumn) { self->trend_x, self->trend_width, LUMBAR_STYLE_LABEL, NULL,
                                          both ? second->text : first->text, NULL };
  lumbar_report_flow_add_columns (self->flow, columns, n, 4, "Caption");
  if (across)
    {
      keep_last (self);
      add_one (self, 0, LUMBAR_STYLE_LABEL, NULL, first->text, 4, "Caption");
    }
  return both ? 2 : 1;
}

static void
set_signature (LumbarReportSetting *self, const LumbarBlock *block)
{
  lumbar_report_flow_keep (self->flow, add_one (self, 0, LUMBAR_STYLE_BODY, NULL, block->text,
                                                get_before (self, 16, 9), "P"));
  lumbar_report_flow_add_box (self->flow, LUMBAR_ROW_SIGNATURE, is_close (self) ? CLOSE_SIGNATURE : SIGNATURE_HEIGHT, 0,
                              "P");
}

static guint
set_block (LumbarReportSetting *self, GPtrArray *blocks, guint i, double body_aspect, double height)
{
  const LumbarBlock *block = blocks->pdata[i];

  switch (block->kind)
    {
    case LUMBAR_BLOCK_HEADING:
      set_heading (self, block);
      break;
    case LUMBAR_BLOCK_SUBHEADING:
      set_subheading (self, block);
      break;
    case LUMBAR_BLOCK_URGENT:
      set_urgent (self, block);
      break;
    case LUMBAR_BLOCK_URGENT_DONE:
      set_urgent_detail (self, block, LUMBAR_STYLE_STRONG);
      break;
    case LUMBAR_BLOCK_URGENT_DETAIL:
      set_urgent_detail (self, block, LUMBAR_STYLE_BODY);
      break;
    case LUMBAR_BLOCK_RESULT:
      set_result (self, block);
      break;
    case LUMBAR_BLOCK_CAUSE:
      set_cause (self, block);
      break;
    case LUMBAR_BLOCK_REASON:
      set_reason (self, block);
      break;
    case LUMBAR_BLOCK_STEP:
      set_step (self, block);
      break;
    case LUMBAR_BLOCK_PAIR:
      return set_pairs (self, blocks, i);
    case LUMBAR_BLOCK_SOURCE:
      return set_sources (self, blocks, i);
    case LUMBAR_BLOCK_NOTE:
      set_note (self, block);
      break;
    case LUMBAR_BLOCK_BODY:
    case LUMBAR_BLOCK_TREND:
      return set_figures (self, blocks, i, body_aspect, height);
    case LUMBAR_BLOCK_MEASURE:
      set_measure (self, block);
      break;
    case LUMBAR_BLOCK_ROW_HEAD:
    case LUMBAR_BLOCK_ROW:
      set_row (self, block);
      break;
    case LUMBAR_BLOCK_SIGNATURE:
      set_signature (self, block);
      break;
    case LUMBAR_BLOCK_SMALL:
      add_one (self, 0, LUMBAR_STYLE_SMALL, block->marker, block->text, 3, "P");
      break;
    case LUMBAR_BLOCK_PARAGRAPH:
    default:
      set_paragraph (self, block);
      break;
    }
  return 1;
}

/* The line under a heading and the ground of an urgent finding need room below. */
static void
space_after_ornament (LumbarReportSetting *self, guint row)
{
  LumbarReportRow *first = lumbar_report_flow_get_row (self->flow, row);
  const LumbarReportRow *before = first - 1;

  if (before->rule)
    first->before = MAX (first->before, AFTER_RULE);
  if (before->urgent != 0 && first->urgent != before->urgent)
    first->before = MAX (first->before, AFTER_URGENT);
}

/* The title stays with what comes next, and the letterhead with the title. */
static void
set_top (LumbarReportSetting *self, LumbarReport *report)
{
  double before = 0;

  if (report->letterhead != NULL)
    {
      guint row =
        lumbar_report_flow_add_box (self->flow, LUMBAR_ROW_LETTERHEAD,
                                    lumbar_report_letterhead_measure (self->flow, report->letterhead), 0, "P");

      lumbar_report_flow_keep (self->flow, row);
      before = AFTER_LETTERHEAD;
    }
  lumbar_report_flow_keep (self->flow, add_one (self, 0, LUMBAR_STYLE_TITLE, NULL, report->title, before, "H1"));
}

/**
 * lumbar_report_setting_new:
 * @report: a report
 * @width: of the text, in points
 * @height: of the text on a page
 * @body_aspect: width of the body map by its height
 *
 * Returns: (transfer full): the report in rows, not yet broken into pages
 */
LumbarReportSetting *
lumbar_report_setting_new (LumbarReport *report, double width, double height, double body_aspect)
{
  LumbarReportSetting *self = g_new0 (LumbarReportSetting, 1);

  self->flow = lumbar_report_flow_new (width);
  self->flow->profile = report->profile;
  self->headings = g_array_new (FALSE, FALSE, sizeof (guint));
  set_top (self, report);
  for (guint i = 0; i < report->blocks->len;)
    {
      guint first_row = self->flow->rows->len;

      i += set_block (self, report->blocks, i, body_aspect, height);
      space_after_ornament (self, first_row);
    }
  return self;
}

/**
 * lumbar_report_setting_free:
 * @self: (transfer full): a setting
 */
void
lumbar_report_setting_free (LumbarReportSetting *self)
{
  lumbar_report_flow_free (self->flow);
  g_array_unref (self->headings);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where pages end. */

#include "lumbar-report-flow.h"

#include <glib.h>
#include <string.h>

#define PAGE_HEIGHT 100

/* Rows of 20 points, five to a page; "k" keeps to the next, "b" has 10 points of blank above. */
typedef struct {
  const char *name;
  const char *rows;
  const char *pages;
} BreakCase;

static const BreakCase cases[] = {
  { "all-fit", "-----", "00000" },
  { "next-page", "------", "000001" },
  { "heading-goes-along", "----k-", "000011" },
  { "chain-goes-along", "--kkk-", "001111" },
  { "whole-page-kept-is-divided", "kkkkkkk", "0000011" },
  { "blank-counts", "-b---", "00001" },
  { "blank-at-top-is-left-out", "-----b----", "0000011111" },
  { "empty", "", "" },
};

static void
test_break (gconstpointer data)
{
  const BreakCase *the = data;
  g_autoptr (LumbarReportFlow) flow = lumbar_report_flow_new (300);

  for (const char *row = the->rows; *row != '\0'; row++)
    {
      guint number = lumbar_report_flow_add_box (flow, LUMBAR_ROW_SIGNATURE, 20, *row == 'b' ? 10 : 0, "P");

      lumbar_report_flow_get_row (flow, number)->keep = *row == 'k';
    }
  lumbar_report_flow_break (flow, 40, PAGE_HEIGHT);
  for (guint i = 0; the->pages[i] != '\0'; i++)
    {
      const LumbarReportRow *row = lumbar_report_flow_get_row (flow, i);

      g_assert_cmpuint (row->page, ==, (guint) (the->pages[i] - '0'));
      g_assert_cmpfloat (row->y, >=, 40);
      g_assert_cmpfloat (row->y + row->height, <=, 40 + PAGE_HEIGHT);
    }
}

/* A drawing higher than the page is placed, not looped over for ever. */
static void
test_too_high (void)
{
  g_autoptr (LumbarReportFlow) flow = lumbar_report_flow_new (300);

  for (guint i = 0; i < 3; i++)
    lumbar_report_flow_add_box (flow, LUMBAR_ROW_SIGNATURE, 500, 0, "P");
  lumbar_report_flow_break (flow, 0, PAGE_HEIGHT);
  g_assert_cmpuint (flow->n_pages, ==, 3);
}

typedef struct {
  const char *name;
  const char *rows;  /* Of 20 points: "h" belongs to a head, "r" to the table below it, "-" to none */
  const char *pages;
  guint n_again; /* Points that the head takes at the top of the second page */
} HeadCase;

static const HeadCase head_cases[] = {
  { "stands-again", "hrrrrrr", "0000011", 23 },
  { "takes-its-room", "hrrrrrrrr", "000001112", 23 },
  { "of-two-lines", "hhrrrrr", "0000011", 43 },
  { "after-the-table-no-more", "hrrrr-", "000001", 0 },
  { "itself-at-the-top", "-----hrr", "00000111", 0 },
};

/* A table that goes on on the next page begins there with its head. */
static void
test_head (gconstpointer data)
{
  const HeadCase *the = data;
  g_autoptr (LumbarReportFlow) flow = lumbar_report_flow_new (300);
  const char *head = strchr (the->rows, 'h');

  for (const char *row = the->rows; *row != '\0'; row++)
    {
      guint number = lumbar_report_flow_add_box (flow, LUMBAR_ROW_SIGNATURE, 20, 0, "P");

      if (*row == 'h')
        lumbar_report_flow_get_row (flow, number)->block = 1000;
      if (*row == 'r')
        lumbar_report_flow_set_head (flow, number, (guint) (head - the->rows));
    }
  lumbar_report_flow_break (flow, 40, PAGE_HEIGHT);
  for (guint i = 0; the->pages[i] != '\0'; i++)
    {
      const LumbarReportRow *row = lumbar_report_flow_get_row (flow, i);

      g_assert_cmpuint (row->page, ==, (guint) (the->pages[i] - '0'));
      if (row->page == 1 && the->pages[i - 1] == '0')
        g_assert_cmpfloat (row->y, ==, 40 + the->n_again);
    }
}

static void
add_words (LumbarReportFlow *flow, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LumbarReportColumn column = { 0, flow->width, LUMBAR_STYLE_BODY, NULL, NULL, NULL };

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "word%u ", i);
  column.text = text->str;
  lumbar_report_flow_add_columns (flow, &column, 1, 0, "P");
}

/* Neither the first nor the last line of a paragraph stands alone, wherever the page ends. */
static void
test_no_lonely_lines (void)
{
  for (double height = 40; height < 90; height += 1)
    {
      g_autoptr (LumbarReportFlow) flow = lumbar_report_flow_new (150);
      guint n;

      add_words (flow, 40);
      n = flow->rows->len;
      g_assert_cmpuint (n, >, 6);
      lumbar_report_flow_break (flow, 0, height);
      g_assert_cmpuint (lumbar_report_flow_get_row (flow, 0)->page, ==,
                        lumbar_report_flow_get_row (flow, 1)->page);
      g_assert_cmpuint (lumbar_report_flow_get_row (flow, n - 2)->page, ==,
                        lumbar_report_flow_get_row (flow, n - 1)->page);
    }
}

static void
test_columns_share_baseline (void)
{
  g_autoptr (LumbarReportFlow) flow = lumbar_report_flow_new (300);
  LumbarReportColumn columns[] = {
    { 0, 100, LUMBAR_STYLE_TITLE, NULL, "Large", NULL },
    { 120, 100, LUMBAR_STYLE_SMALL, NULL, "small words that need more than one line of the column", NULL },
  };
  guint row = lumbar_report_flow_add_columns (flow, columns, 2, 0, "P");
  const LumbarReportRow *first = lumbar_report_flow_get_row (flow, row);

  g_assert_cmpuint (first->n_pieces, ==, 2);
  g_assert_cmpfloat (first->pieces[0].ascent, ==, first->pieces[1].ascent);
  g_assert_cmpuint (flow->rows->len, >, 1);
  g_assert_cmpuint (lumbar_report_flow_get_row (flow, row + 1)->n_pieces, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/report-flow/break/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_break);
    }
  for (guint i = 0; i < G_N_ELEMENTS (head_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/report-flow/head/", head_cases[i].name, NULL);

      g_test_add_data_func (path, &head_cases[i], test_head);
    }
  g_test_add_func ("/report-flow/too-high", test_too_high);
  g_test_add_func ("/report-flow/no-lonely-lines", test_no_lonely_lines);
  g_test_add_func ("/report-flow/columns-share-baseline", test_columns_share_baseline);
  return g_test_run ();
}

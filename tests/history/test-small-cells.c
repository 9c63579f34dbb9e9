/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which counts of a table are hidden, so that no small one can be read or worked out. */

#include "lumbar-small-cells.h"

typedef struct {
  const char *name;
  guint counts[8];
  guint n;
  const char *hidden; /* "x" = hidden */
} Case;

static const Case cases[] = {
  { "nothing", { 0 }, 0, "" },
  { "none-small", { 5, 9, 31 }, 3, "..." },
  { "nobody-is-no-small-count", { 0, 9, 31 }, 3, "..." },
  { "one-small-takes-the-next", { 2, 9, 31 }, 3, "xx." },
  { "the-smallest-other", { 31, 4, 9 }, 3, ".xx" },
  { "two-small", { 4, 3, 31 }, 3, "xx." },
  { "two-small-that-are-small-together", { 1, 1, 31, 40 }, 4, "xxx." },
  { "three-small-that-are-small-together", { 1, 1, 2, 31 }, 4, "xxxx" },
  { "just-enough-together", { 1, 4, 31 }, 3, "xx." },
  { "nobody-hides-nobody", { 3, 0, 8 }, 3, "x.x" },
  { "alone", { 3 }, 1, "x" },
  { "alone-beside-nobody", { 0, 3 }, 2, ".x" },
};

static void
test_hidden (gconstpointer data)
{
  const Case *test = data;
  gboolean hidden[8] = { FALSE };

  lumbar_small_cells_suppress (test->counts, test->n, hidden);
  for (guint i = 0; i < test->n; i++)
    g_assert_cmpint (hidden[i], ==, test->hidden[i] == 'x');
}

/* Of every line of four cells: what is hidden is at least two cells that are no small count together, or else
 * everybody, and then nobody may be told the total of fewer than the least count. */
static void
test_every_line (void)
{
  guint counts[4];
  gboolean hidden[4];

  for (guint line = 0; line < 12 * 12 * 12 * 12; line++)
    {
      guint sum = 0, n_hidden = 0, total = 0;
      gboolean all = TRUE;

      for (guint i = 0, rest = line; i < 4; i++, rest /= 12)
        counts[i] = rest % 12;
      lumbar_small_cells_suppress (counts, 4, hidden);
      for (guint i = 0; i < 4; i++)
        {
          total += counts[i];
          n_hidden += hidden[i];
          sum += hidden[i] ? counts[i] : 0;
          all = all && (hidden[i] || counts[i] == 0);
          g_assert_true (hidden[i] || counts[i] == 0 || counts[i] >= LUMBAR_SMALL_CELL_LEAST);
          g_assert_false (hidden[i] && counts[i] == 0);
        }
      if (n_hidden > 0 && !all)
        g_assert_true (n_hidden >= 2 && sum >= LUMBAR_SMALL_CELL_LEAST);
      if (n_hidden == 1)
        g_assert_cmpuint (total, <, LUMBAR_SMALL_CELL_LEAST);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/small-cells/hidden/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_hidden);
    }
  g_test_add_func ("/small-cells/every-line", test_every_line);
  return g_test_run ();
}

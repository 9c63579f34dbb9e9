/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which counts of a table would tell of single people. */

#include "lumbar-small-cells.h"

static gboolean
is_small (guint count)
{
  return count > 0 && count < LUMBAR_SMALL_CELL_LEAST;
}

/* The smallest count that is still told and of somebody, or @n. */
static guint
find_next (const guint *counts, guint n, const gboolean *hidden)
{
  guint next = n;

  for (guint i = 0; i < n; i++)
    if (!hidden[i] && counts[i] > 0 && (next == n || counts[i] < counts[next]))
      next = i;
  return next;
}

/**
 * lumbar_small_cells_suppress:
 * @counts: the cells of one line of a table whose total is told
 * @n: how many
 * @hidden: (out caller-allocates): which of them are not to be told
 *
 * Hides counts from 1 to less than %LUMBAR_SMALL_CELL_LEAST, and besides the smallest others for as long as the
 * total would reveal a hidden one: until at least two are hidden and together are no small count themselves.
 * Where that can't be had, all are hidden; then the total may not be told either.
 */
void
lumbar_small_cells_suppress (const guint *counts, guint n, gboolean *hidden)
{
  guint n_hidden = 0, sum = 0;

  for (guint i = 0; i < n; i++)
    {
      hidden[i] = is_small (counts[i]);
      n_hidden += hidden[i];
      sum += hidden[i] ? counts[i] : 0;
    }
  while (n_hidden > 0 && (n_hidden < 2 || sum < LUMBAR_SMALL_CELL_LEAST))
    {
      guint next = find_next (counts, n, hidden);

      if (next == n)
        return;
      hidden[next] = TRUE;
      n_hidden++;
      sum += counts[next];
    }
}

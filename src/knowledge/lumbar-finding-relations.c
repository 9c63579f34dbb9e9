/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How findings hang together: which are parts of a score, and which wait for the answer to another. */

#include "lumbar-finding.h"

#include <string.h>

/* Where these stand in lumbar_finding_columns(). */
enum {
  COLUMN_ASK_WHEN = 7,
  COLUMN_PART_OF = 14,
};

static const LumbarFinding *
find_finding (GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    if (strcmp (((const LumbarFinding *) findings->pdata[i])->id, id) == 0)
      return findings->pdata[i];
  return NULL;
}

/* What is wrong with @self as a part of @whole, or NULL. A part that is asked at other times than its
 * score, or carried over without it, would be added up behind the clinician's back. */
static const char *
find_misfit (const LumbarFinding *self, const LumbarFinding *whole)
{
  if (!lumbar_finding_holds_number (whole))
    return "holds no number; only a score has parts";
  if (whole->part_of != NULL)
    return "is itself a part";
  if (self->section != whole->section || self->index <= whole->index)
    return "does not stand above its part, in the same section";
  if (strcmp (self->ask_when_text, whole->ask_when_text) != 0)
    return "is asked under another condition than its part";
  if (self->carry_forward)
    return "has a part that is carried over; a score is of today";
  return NULL;
}

/**
 * lumbar_finding_join_part:
 * @self: a finding
 * @table: findings.tsv
 * @findings: (element-type LumbarFinding): all of them
 *
 * Finds the score that @self is a part of, if any.
 *
 * Returns: %FALSE with @error set where there is no such score or the two don't fit
 */
gboolean
lumbar_finding_join_part (LumbarFinding *self, LumbarTable *table, GPtrArray *findings, GError **error)
{
  const char *id = lumbar_table_get (table, self->index, COLUMN_PART_OF);
  const char *misfit;

  if (*id == '\0')
    return TRUE;
  self->part_of = find_finding (findings, id);
  if (self->part_of == NULL)
    {
      lumbar_table_set_error (table, self->index, COLUMN_PART_OF, error, "there is no finding “%s”", id);
      return FALSE;
    }
  misfit = find_misfit (self, self->part_of);
  if (misfit != NULL)
    lumbar_table_set_error (table, self->index, COLUMN_PART_OF, error, "“%s” %s", id, misfit);
  return misfit == NULL;
}

/* Follows what @finding hangs on; @state: 0 not seen, 1 being followed, 2 good. */
static gboolean
hangs_on_itself (const LumbarFinding *finding, GPtrArray *findings, guint8 *state)
{
  g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (int));

  if (state[finding->index] != 0 || finding->ask_when == NULL)
    return state[finding->index] == 1;
  state[finding->index] = 1;
  lumbar_expression_findings (finding->ask_when, read);
  for (guint i = 0; i < read->len; i++)
    if (hangs_on_itself (findings->pdata[g_array_index (read, int, i)], findings, state))
      return TRUE;
  state[finding->index] = 2;
  return FALSE;
}

/**
 * lumbar_finding_check_circles:
 * @findings: (element-type LumbarFinding): all of them, finished
 * @table: findings.tsv
 *
 * Refuses questions that wait for each other's answers: none of them would ever be asked.
 *
 * Returns: %FALSE with @error naming a row of each circle
 */
gboolean
lumbar_finding_check_circles (GPtrArray *findings, LumbarTable *table, GError **error)
{
  g_autofree guint8 *state = g_new0 (guint8, findings->len);
  gboolean ok = TRUE;

  for (guint i = 0; i < findings->len; i++)
    if (hangs_on_itself (findings->pdata[i], findings, state))
      {
        lumbar_table_set_error (table, i, COLUMN_ASK_WHEN, error,
                                "this leads round in a circle: questions that wait for each other are never asked");
        ok = FALSE;
        /* Those that hang on this circle are not circles of their own. */
        for (guint j = 0; j < findings->len; j++)
          state[j] = state[j] == 0 ? 0 : 2;
      }
  return ok;
}

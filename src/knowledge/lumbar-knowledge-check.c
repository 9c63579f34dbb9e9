/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cross checks that need everything loaded. */

#include "lumbar-knowledge-private.h"

#include <string.h>

#include "lumbar-error.h"

/* A cause with less evidence than this can't be told from noise. */
#define LEAST_EVIDENCE 5

static void
check_causes (LumbarKnowledge *self, GError **error)
{
  for (guint i = 0; i < self->causes->len; i++)
    {
      const LumbarCause *cause = self->causes->pdata[i];
      guint n_evidence = 0, n_management = 0;
      gboolean group_found = *cause->needed_group == '\0';

      for (guint j = 0; j < self->evidence->len; j++)
        {
          const LumbarEvidence *row = self->evidence->pdata[j];

          if (row->cause != cause)
            continue;
          n_evidence++;
          group_found = group_found || strcmp (row->group_id, cause->needed_group) == 0;
        }
      for (guint j = 0; j < self->management->len; j++)
        n_management += ((const LumbarManagement *) self->management->pdata[j])->cause == cause;

      if (n_evidence < LEAST_EVIDENCE || n_management == 0 || !group_found)
        lumbar_error_add (error,
                          "causes.tsv, row %u: “%s” has %u evidence rows (at least %d are needed), %u management "
                          "rows (at least one)%s",
                          i + 2, cause->id, n_evidence, LEAST_EVIDENCE, n_management,
                          group_found ? "" : " and no evidence in the group its counting rule names");
    }
}

static void
mark_expression (const LumbarExpression *expression, gboolean *used)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  if (expression == NULL)
    return;
  lumbar_expression_findings (expression, findings);
  for (guint i = 0; i < findings->len; i++)
    used[g_array_index (findings, int, i)] = TRUE;
}

/* Marks the findings that some red flag reads, so that a report can say how many of them are recorded. */
static void
mark_safety_items (LumbarKnowledge *self)
{
  g_autofree gboolean *read = g_new0 (gboolean, self->findings->len);

  for (guint i = 0; i < self->red_flags->len; i++)
    {
      const LumbarRedFlag *flag = self->red_flags->pdata[i];

      mark_expression (flag->rule, read);
      mark_expression (flag->unless, read);
    }
  for (guint i = 0; i < self->findings->len; i++)
    ((LumbarFinding *) self->findings->pdata[i])->safety = read[i];
}

static void
check_findings (LumbarKnowledge *self, GError **error)
{
  g_autofree gboolean *used = g_new0 (gboolean, self->findings->len);

  for (guint i = 0; i < self->evidence->len; i++)
    {
      const LumbarEvidence *row = self->evidence->pdata[i];

      used[row->finding->index] = TRUE;
      mark_expression (row->only_if, used);
    }
  for (guint i = 0; i < self->instruments->len; i++)
    {
      const LumbarInstrument *instrument = self->instruments->pdata[i];

      for (guint j = 0; j < instrument->findings->len; j++)
        used[((const LumbarFinding *) instrument->findings->pdata[j])->index] = TRUE;
    }
  for (guint i = 0; i < self->cautions->len; i++)
    mark_expression (((const LumbarCaution *) self->cautions->pdata[i])->when, used);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const LumbarFinding *finding = self->findings->pdata[i];

      used[i] = used[i] || finding->report_only || finding->safety;
      mark_expression (finding->ask_when, used);
    }
  for (guint i = 0; i < self->findings->len; i++)
    if (!used[i])
      {
        const LumbarFinding *finding = self->findings->pdata[i];

        lumbar_error_add (error,
                          "findings.tsv, row %u: no evidence, rule or instrument uses “%s”; take it out, or write "
                          "“report” in the column “use”",
                          i + 2, finding->id);
      }
}

/**
 * lumbar_knowledge_check:
 * @self: knowledge with all tables loaded
 *
 * Marks the findings that red flags read, and checks what no single row shows. Where rows were left out that can't
 * be told and waits until those are mended.
 */
void
lumbar_knowledge_check (LumbarKnowledge *self)
{
  g_autoptr (GError) error = NULL;

  mark_safety_items (self);
  if (self->incomplete)
    return;
  check_causes (self, &error);
  check_findings (self, &error);
  lumbar_knowledge_note (self, &error);
}

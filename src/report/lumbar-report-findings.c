/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found, section by section: what stands out first, then what was normal, then what was not
 * assessed, since a gap is never a "no". */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>

#include "lumbar-text.h"

/**
 * lumbar_report_is_quiet:
 * @finding: a finding
 * @answer: its answer
 *
 * Returns: whether an answer says only that all is well: no, or the deliberate normal of its finding
 */
gboolean
lumbar_report_is_quiet (const LumbarFinding *finding, const LumbarAnswer *answer)
{
  const LumbarValue *value = lumbar_answer_get_value (answer);

  if (value->kind != LUMBAR_VALUE_OPTIONS)
    return FALSE;
  if (finding->type == LUMBAR_FINDING_BOOLEAN && value->options == LUMBAR_VALUE_NO)
    return TRUE;
  return (value->options & ~finding->normal) == 0;
}

/**
 * lumbar_report_is_asked:
 * @self: a report in the making
 * @finding: a finding
 *
 * Returns: whether the interview put the question
 */
gboolean
lumbar_report_is_asked (LumbarReportMaker *self, const LumbarFinding *finding)
{
  return finding->ask_when == NULL ||
         lumbar_expression_evaluate (finding->ask_when, lumbar_response_get_values (self->response)) ==
           LUMBAR_TRUTH_TRUE;
}

static void
add_note (LumbarReportMaker *self, guint finding)
{
  const char *note = lumbar_response_get_note (self->response, finding);

  if (note != NULL)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_NOTE, NULL, note, NULL);
}

/* How many statements of a form are ticked, and of how many; 0 for any other answer. */
static guint
count_statements (const LumbarFinding *finding, const LumbarAnswer *answer, guint *all)
{
  guint64 options = lumbar_answer_get_value (answer)->options;
  guint ticked = 0;

  *all = 0;
  for (guint i = 0; i < finding->options->len; i++)
    {
      gboolean statement = !lumbar_finding_get_option (finding, i)->denial;

      *all += statement;
      ticked += statement && (options & ((guint64) 1 << i)) != 0;
    }
  return finding->part_of != NULL && lumbar_finding_holds_many (finding) ? ticked : 0;
}

/* Statements are sentences: two dozen of them beside a label would fill a page. */
static void
add_pair (LumbarReportMaker *self, const LumbarFinding *finding)
{
  LumbarAnswer *answer = lumbar_response_get_answer (self->response, finding->index);
  const char *label = lumbar_text_translate (finding->label);
  g_autofree char *words = lumbar_answer_to_display (answer, finding);
  guint all, ticked = count_statements (finding, answer, &all);

  if (ticked > 0)
    {
      /* Translators: a form, and how many of its statements apply: "Roland-Morris statements (11 of 24)" */
      g_autofree char *title = g_strdup_printf (_("%s (%u of %u)"), label, ticked, all);

      lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, title, words, NULL);
    }
  else
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PAIR, NULL, label, words);
  add_note (self, finding->index);
}

/* A quiet answer with a note is worth a line of its own, so that the note hangs under it. */
static gboolean
stands_out (LumbarReportMaker *self, const LumbarFinding *finding)
{
  LumbarAnswer *answer = lumbar_response_get_answer (self->response, finding->index);

  return answer != NULL &&
         (!lumbar_report_is_quiet (finding, answer) || lumbar_response_get_note (self->response, finding->index) != NULL);
}

static void
add_outstanding (LumbarReportMaker *self, const LumbarSection *section)
{
  for (guint i = 0; i < section->findings->len; i++)
    if (stands_out (self, section->findings->pdata[i]))
      add_pair (self, section->findings->pdata[i]);
}

static void
add_quiet (LumbarReportMaker *self, const LumbarSection *section)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];
      LumbarAnswer *answer = lumbar_response_get_answer (self->response, finding->index);
      g_autofree char *words = NULL;
      g_autofree char *entry = NULL;

      if (answer == NULL || stands_out (self, finding))
        continue;
      words = lumbar_answer_to_display (answer, finding);
      entry = g_strdup_printf (_("%s: %s"), lumbar_text_translate (finding->label), words);
      lumbar_report_maker_join (list, "; ", entry);
    }
  if (list->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Normal or absent"), list->str, NULL);
}

/* A finding that was not assessed may still carry a note: "patient declined". */
static void
add_lone_notes (LumbarReportMaker *self, const LumbarSection *section)
{
  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];

      if (lumbar_response_get_answer (self->response, finding->index) != NULL ||
          lumbar_response_get_note (self->response, finding->index) == NULL)
        continue;
      lumbar_report_maker_add (self, LUMBAR_BLOCK_PAIR, NULL, lumbar_text_translate (finding->label),
                               _("not assessed"));
      add_note (self, finding->index);
    }
}

/* What a reader misses: not a text that nobody wrote, nor the form behind a score, which is missed itself. */
static gboolean
is_missed (LumbarReportMaker *self, const LumbarFinding *finding)
{
  return lumbar_response_get_answer (self->response, finding->index) == NULL &&
         lumbar_response_get_note (self->response, finding->index) == NULL && lumbar_report_is_asked (self, finding) &&
         finding->type != LUMBAR_FINDING_TEXT && finding->part_of == NULL;
}

static char *
list_not_assessed (LumbarReportMaker *self, const LumbarSection *section)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];

      if (is_missed (self, finding))
        lumbar_report_maker_join (list, "; ", lumbar_text_translate (finding->label));
    }
  return g_string_free (list, FALSE);
}

static gboolean
has_content (LumbarReportMaker *self, const LumbarSection *section)
{
  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];

      if (lumbar_response_get_answer (self->response, finding->index) != NULL ||
          lumbar_response_get_note (self->response, finding->index) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
add_section (LumbarReportMaker *self, const LumbarSection *section)
{
  g_autofree char *missing = list_not_assessed (self, section);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_SUBHEADING, NULL, lumbar_text_translate (section->title), NULL);
  add_outstanding (self, section);
  add_lone_notes (self, section);
  add_quiet (self, section);
  if (*missing != '\0')
    lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Not assessed"), missing, NULL);
}

/* Sections in which nothing was recorded, one line each, after those with something to read. */
static void
add_empty_sections (LumbarReportMaker *self)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < lumbar_knowledge_get_n_sections (self->knowledge); i++)
    {
      const LumbarSection *section = lumbar_knowledge_get_section (self->knowledge, i);
      g_autofree char *missing = NULL;

      if (has_content (self, section))
        continue;
      missing = list_not_assessed (self, section);
      if (*missing == '\0')
        continue;
      if (!begun)
        lumbar_report_maker_add (self, LUMBAR_BLOCK_SUBHEADING, NULL, _("Not assessed at all"), NULL);
      begun = TRUE;
      lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, lumbar_text_translate (section->title), missing,
                               NULL);
    }
}

/**
 * lumbar_report_add_findings:
 * @self: a report in the making
 *
 * Adds every answer and note, and what was asked but not assessed.
 */
void
lumbar_report_add_findings (LumbarReportMaker *self)
{
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Findings"), NULL);
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (self->knowledge); i++)
    {
      const LumbarSection *section = lumbar_knowledge_get_section (self->knowledge, i);

      if (has_content (self, section))
        add_section (self, section);
    }
  add_empty_sections (self);
}

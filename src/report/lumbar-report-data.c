/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data sheet: what was recorded and computed, as tables with the ids and codes that the tables of the
 * clinical content and the FHIR export use. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-report-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

static void
add_head (LumbarReportMaker *self, const char *first, const char *second, const char *third, const char *fourth)
{
  lumbar_report_maker_add_row (self, LUMBAR_BLOCK_ROW_HEAD, first, second, third, fourth);
}

static void
add_row (LumbarReportMaker *self, const char *first, const char *second, const char *third, const char *fourth)
{
  lumbar_report_maker_add_row (self, LUMBAR_BLOCK_ROW, first, second, third, fourth);
}

static void
add_visit (LumbarReportMaker *self)
{
  LumbarEncounter *encounter = self->encounter;

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Visit"), NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Visit"), encounter->id ? encounter->id : "", NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PAIR, NULL, _("Began"), encounter->started_at);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PAIR, NULL, _("Signed"),
                           encounter->status == LUMBAR_ENCOUNTER_SIGNED ? encounter->signed_at : _("not signed"));
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PAIR, NULL, _("Assessed with"), self->assessment->knowledge_version);
}

static char *
join_ids (GStrv ids)
{
  return g_strjoinv ("; ", ids);
}

static void
add_flags (LumbarReportMaker *self)
{
  GPtrArray *fired = self->assessment->red_flags;

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Red flags"), NULL);
  lumbar_report_add_completeness (self);
  if (fired->len + self->open_flags->len > 0)
    add_head (self, _("Id"), _("Red flag"), _("State"), _("What was done, or what is missing"));
  for (guint i = 0; i < fired->len; i++)
    {
      const LumbarFiredFlag *flag = fired->pdata[i];
      const LumbarRedFlag *known = lumbar_knowledge_find_red_flag (self->knowledge, flag->id);
      g_autofree char *because = join_ids (flag->because);
      g_autofree char *state = g_strdup_printf ("%s: %s", lumbar_timeframe_get_title (flag->timeframe), because);
      g_autofree char *done = lumbar_report_describe_acknowledgement (self, flag->id);

      add_row (self, flag->id, known ? lumbar_text_translate (known->name) : flag->id, state, done);
    }
  for (guint i = 0; i < self->open_flags->len; i++)
    {
      const LumbarUnclearedFlag *flag = self->open_flags->pdata[i];
      const LumbarRedFlag *known = lumbar_knowledge_find_red_flag (self->knowledge, flag->id);
      g_autofree char *missing = join_ids (flag->missing);

      add_row (self, flag->id, known ? lumbar_text_translate (known->name) : flag->id, _("Not yet cleared"), missing);
    }
}

/* Codes of several options with room between them, where a line may break. */
static char *
space_codes (const char *codes)
{
  g_auto (GStrv) parts = g_strsplit (codes, ";", -1);

  return g_strjoinv ("; ", parts);
}

static void
add_answer (LumbarReportMaker *self, const LumbarFinding *finding, LumbarAnswer *answer)
{
  g_autofree char *string = lumbar_answer_to_string (answer, finding);
  g_autofree char *code = space_codes (string);
  g_autofree char *words = lumbar_answer_to_display (answer, finding);
  g_autofree char *id = *finding->loinc ? g_strdup_printf ("%s (LOINC %s)", finding->id, finding->loinc)
                                        : g_strdup (finding->id);
  gboolean text = finding->type == LUMBAR_FINDING_TEXT;

  add_row (self, id, lumbar_text_translate (finding->label), text ? "" : code, words);
}

/* Every answer and note of a section, and the ids of what was asked and not assessed. */
static void
add_section (LumbarReportMaker *self, const LumbarSection *section)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  gboolean begun = FALSE;

  lumbar_report_maker_add (self, LUMBAR_BLOCK_SUBHEADING, NULL, lumbar_text_translate (section->title), NULL);
  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];
      LumbarAnswer *answer = lumbar_response_get_answer (self->response, finding->index);
      const char *note = lumbar_response_get_note (self->response, finding->index);

      if (answer == NULL && lumbar_report_is_asked (self, finding))
        lumbar_report_maker_join (missing, "; ", finding->id);
      if (!begun && (answer != NULL || note != NULL))
        add_head (self, _("Id"), _("Finding"), _("Code"), _("Answer"));
      begun = begun || answer != NULL || note != NULL;
      if (answer != NULL)
        add_answer (self, finding, answer);
      if (note != NULL)
        add_row (self, finding->id, lumbar_text_translate (finding->label), _("note"), note);
    }
  if (missing->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Not assessed"), missing->str, NULL);
}

static void
add_answers (LumbarReportMaker *self)
{
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Answers"), NULL);
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (self->knowledge); i++)
    add_section (self, lumbar_knowledge_get_section (self->knowledge, i));
}

static void
add_scores (LumbarReportMaker *self)
{
  g_autoptr (GPtrArray) measures = lumbar_measure_all (self->response, self->encounter->id,
                                                       self->encounter->started_at);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Measures"), NULL);
  if (measures->len > 0)
    add_head (self, _("Id"), _("Measure"), _("Score"), _("Change"));
  else
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, _("No score can be made of what was recorded."),
                             NULL);
  for (guint i = 0; i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];
      const LumbarInstrument *instrument =
        lumbar_knowledge_find_instrument (self->knowledge, measure->instrument_id);
      g_autofree char *label = lumbar_trend_instrument_label (instrument);
      g_autofree char *score = lumbar_report_describe_score (self, instrument, measure->value);
      g_autofree char *change = lumbar_report_describe_measure_change (self, measure);

      add_row (self, measure->instrument_id, label, score, change);
    }
}

static void
add_reasons (LumbarReportMaker *self, GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];
      g_autofree char *basis =
        g_strdup_printf ("%s · %s", lumbar_report_basis_get_letter (reason->basis), reason->source_id);
      const char *weight = lumbar_report_weight_text (self->knowledge, log (reason->ratio));
      g_autofree char *codes = space_codes (reason->answer);

      add_row (self, reason->finding_id, codes, weight, basis);
      lumbar_report_maker_cite (self, reason->source_id);
    }
}

static void
add_causes (LumbarReportMaker *self)
{
  GPtrArray *causes = self->assessment->causes;
  g_autofree char *group = lumbar_report_group_text (self->assessment);
  g_autofree char *exclude = join_ids (self->assessment->must_exclude);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Computed assessment"), NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_RESULT, lumbar_report_group_get_shape (self->assessment->group), group,
                           NULL);
  if (*exclude != '\0')
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Must not be missed: not excluded by what was recorded"),
                             exclude, NULL);
  for (guint i = 0; i < causes->len; i++)
    {
      const LumbarRankedCause *cause = causes->pdata[i];
      g_autofree char *title = g_strdup_printf ("%s %s (%s) · %s", lumbar_band_get_marks (cause->band),
                                                lumbar_report_cause_text (self->knowledge, cause->id), cause->id,
                                                lumbar_group_get_title (cause->group));

      lumbar_report_maker_add (self, LUMBAR_BLOCK_SUBHEADING, NULL, title, NULL);
      if (cause->reasons_for->len + cause->reasons_against->len > 0)
        add_head (self, _("Finding"), _("Code"), _("Weight"), _("Basis"));
      add_reasons (self, cause->reasons_for);
      add_reasons (self, cause->reasons_against);
    }
}

/**
 * lumbar_report_add_data_sheet:
 * @self: a report in the making
 *
 * Adds the whole data sheet.
 */
void
lumbar_report_add_data_sheet (LumbarReportMaker *self)
{
  add_visit (self);
  add_flags (self);
  if (self->shown & LUMBAR_REPORT_CONCLUSION)
    lumbar_report_add_conclusion (self);
  if (self->shown & LUMBAR_REPORT_PLAN)
    lumbar_report_add_plan (self);
  if (self->shown & LUMBAR_REPORT_MEASURES)
    add_scores (self);
  if (self->shown & LUMBAR_REPORT_FINDINGS)
    add_answers (self);
  if (self->shown & LUMBAR_REPORT_ASSESSMENT)
    add_causes (self);
  lumbar_report_add_additions (self);
  lumbar_report_add_signature (self);
  if (self->shown & LUMBAR_REPORT_BASIS)
    lumbar_report_add_basis (self);
}

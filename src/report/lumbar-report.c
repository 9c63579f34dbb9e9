/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content of a visit report: what was urgent, what the clinician concludes, what was computed and
 * why, what was found. Layout, PDF and text only place it. */

#include "lumbar-report.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-open-flags.h"
#include "lumbar-report-maker.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

G_DEFINE_BOXED_TYPE (LumbarReport, lumbar_report, lumbar_report_ref, lumbar_report_unref)

static void
lumbar_block_free (LumbarBlock *self)
{
  g_free (self->marker);
  g_free (self->text);
  g_free (self->detail);
  g_free (self->more);
  g_free (self->link);
  g_free (self);
}

/* Names and notes come from outside: what can't be seen is taken out, line breaks stay. */
static char *
clean (const char *text)
{
  return text ? lumbar_text_clean (text, TRUE) : NULL;
}

/**
 * lumbar_report_maker_add:
 * @self: a report in the making
 * @kind: the kind of block
 * @marker: (nullable): see #LumbarBlockKind
 * @text: see #LumbarBlockKind
 * @detail: (nullable): see #LumbarBlockKind
 *
 * Returns: (transfer none): the block added last
 */
LumbarBlock *
lumbar_report_maker_add (LumbarReportMaker *self,
                         LumbarBlockKind kind,
                         const char *marker,
                         const char *text,
                         const char *detail)
{
  LumbarBlock *block = g_new0 (LumbarBlock, 1);

  block->kind = kind;
  block->marker = clean (marker);
  block->text = clean (text);
  block->detail = clean (detail);
  g_ptr_array_add (self->blocks, block);
  return block;
}

/**
 * lumbar_report_maker_add_row:
 * @self: a report in the making
 * @kind: %LUMBAR_BLOCK_ROW_HEAD or %LUMBAR_BLOCK_ROW
 * @first: first cell
 * @second: second cell
 * @third: third cell
 * @fourth: fourth cell
 */
void
lumbar_report_maker_add_row (LumbarReportMaker *self,
                             LumbarBlockKind kind,
                             const char *first,
                             const char *second,
                             const char *third,
                             const char *fourth)
{
  lumbar_report_maker_add (self, kind, first, second, third)->more = clean (fourth);
}

/**
 * lumbar_report_maker_cite:
 * @self: a report in the making
 * @source_id: a source that a statement names; listed once at the end
 */
void
lumbar_report_maker_cite (LumbarReportMaker *self, const char *source_id)
{
  if (!g_ptr_array_find_with_equal_func (self->sources, source_id, g_str_equal, NULL))
    g_ptr_array_add (self->sources, g_strdup (source_id));
}

/**
 * lumbar_report_maker_join:
 * @list: a list in the making
 * @separator: what stands between two entries
 * @text: the next entry
 */
void
lumbar_report_maker_join (GString *list, const char *separator, const char *text)
{
  if (list->len > 0)
    g_string_append (list, separator);
  g_string_append (list, text);
}

/* A draft that was opened and left holds a conclusion in which nothing is concluded. */
static gboolean
is_concluded (LumbarConclusion *conclusion)
{
  return conclusion != NULL &&
         (conclusion->group != LUMBAR_GROUP_UNDETERMINED || conclusion->causes[0] != NULL ||
          conclusion->agreement != LUMBAR_AGREEMENT_NONE || *conclusion->impression != '\0');
}

static char *
make_identity (LumbarPatient *patient, LumbarEncounter *encounter)
{
  g_autofree char *identity = NULL;

  if (patient == NULL)
    return g_strdup (_("Response without a patient"));
  identity = lumbar_patient_get_identity (patient, encounter->started_at);
  if (!patient->example)
    return g_steal_pointer (&identity);
  /* Translators: stands after the name on every page of a report about an example patient */
  return g_strconcat (identity, " · ", _("invented example"), NULL);
}

static char *
make_visit (LumbarEncounter *encounter)
{
  g_autofree char *day = lumbar_date_format (encounter->started_at);
  GString *visit = g_string_new (NULL);

  if (*day != '\0')
    g_string_append_printf (visit, _("Visit of %s"), day);
  if (encounter->author != NULL && *encounter->author != '\0')
    lumbar_report_maker_join (visit, " · ", encounter->author);
  if (encounter->status == LUMBAR_ENCOUNTER_DRAFT)
    lumbar_report_maker_join (visit, " · ", _("draft, not signed"));
  return g_string_free (visit, FALSE);
}

static char *
make_title (LumbarKnowledge *knowledge, LumbarReportProfile profile)
{
  const char *subject = lumbar_text_translate (lumbar_knowledge_get_title (knowledge));

  switch (profile)
    {
    case LUMBAR_PROFILE_LETTER:
      return g_strdup_printf (_("Letter about a visit: %s"), subject);
    case LUMBAR_PROFILE_PATIENT:
      return g_strdup (_("About your visit"));
    case LUMBAR_PROFILE_DATA:
      return g_strdup_printf (_("Data sheet of a visit: %s"), subject);
    case LUMBAR_PROFILE_FULL:
    default:
      return g_strdup_printf (_("Visit report: %s"), subject);
    }
}

static void
add_full (LumbarReportMaker *maker, guint left_out)
{
  lumbar_report_add_urgent (maker);
  if (maker->shown & LUMBAR_REPORT_CONCLUSION)
    lumbar_report_add_conclusion (maker);
  if (maker->shown & LUMBAR_REPORT_ASSESSMENT)
    lumbar_report_add_assessment (maker);
  if (maker->shown & LUMBAR_REPORT_PLAN)
    lumbar_report_add_plan (maker);
  if (maker->shown & LUMBAR_REPORT_FINDINGS)
    lumbar_report_add_findings (maker);
  lumbar_report_add_measures (maker);
  lumbar_report_add_uncleared (maker);
  if (maker->shown & LUMBAR_REPORT_SAFETY_NET)
    lumbar_report_add_safety_net (maker);
  lumbar_report_add_additions (maker);
  lumbar_report_add_left_out (maker, left_out);
  lumbar_report_add_signature (maker);
  if (maker->shown & LUMBAR_REPORT_BASIS)
    lumbar_report_add_basis (maker);
}

static void
add_content (LumbarReportMaker *maker, const LumbarReportChoice *choice)
{
  guint known = lumbar_report_profile_get_sections (choice->profile);

  maker->shown = known & ~choice->without;
  maker->brief = choice->profile == LUMBAR_PROFILE_LETTER;
  switch (choice->profile)
    {
    case LUMBAR_PROFILE_LETTER:
      lumbar_report_add_letter (maker);
      break;
    case LUMBAR_PROFILE_PATIENT:
      lumbar_report_add_patient_page (maker);
      break;
    case LUMBAR_PROFILE_DATA:
      lumbar_report_add_data_sheet (maker);
      break;
    case LUMBAR_PROFILE_FULL:
    default:
      add_full (maker, known & choice->without);
      return;
    }
  lumbar_report_add_left_out (maker, known & choice->without);
}

/**
 * lumbar_report_new_chosen:
 * @knowledge: the tables
 * @patient: (nullable): whose visit it is; %NULL for a response without a patient
 * @encounter: the visit with its response; without an assessment of its own (a draft) it is assessed now
 * @trend: (nullable): the patient's trend, for the chart and for the change since the last visit
 * @created_at: the instant to write into the document
 * @choice: whom it is for and what goes in
 *
 * Returns: (transfer full): the content of the visit report
 */
LumbarReport *
lumbar_report_new_chosen (LumbarKnowledge *knowledge,
                          LumbarPatient *patient,
                          LumbarEncounter *encounter,
                          LumbarTrend *trend,
                          const char *created_at,
                          const LumbarReportChoice *choice)
{
  LumbarReport *self = g_new0 (LumbarReport, 1);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LumbarResponse) response = NULL;
  g_autoptr (LumbarAssessment) assessment = NULL;
  g_autoptr (GPtrArray) open_flags = NULL;
  g_autofree char *identity = make_identity (patient, encounter);
  g_autofree char *visit = make_visit (encounter);
  LumbarReportMaker maker;

  response =
    encounter->response ? lumbar_response_ref (encounter->response) : lumbar_response_new (knowledge);
  if (encounter->assessment != NULL)
    assessment = lumbar_assessment_ref (encounter->assessment);
  else
    assessment = lumbar_assess (knowledge, response);
  open_flags = lumbar_open_flags_find (knowledge, assessment, response);

  g_atomic_ref_count_init (&self->references);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->profile = choice->profile;
  self->letterhead = choice->letterhead ? lumbar_letterhead_ref (choice->letterhead) : NULL;
  self->title = make_title (knowledge, choice->profile);
  self->author = lumbar_text_clean (encounter->author, FALSE);
  self->identity = lumbar_text_clean (identity, FALSE);
  self->visit = lumbar_text_clean (visit, FALSE);
  self->created_at = g_strdup (created_at);
  self->trend = trend && !lumbar_trend_is_empty (trend) ? lumbar_trend_ref (trend) : NULL;
  lumbar_body_marks_read (&self->marks, response);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_block_free);

  maker = (LumbarReportMaker) {
    .knowledge = knowledge,
    .encounter = encounter,
    .response = response,
    .assessment = assessment,
    .open_flags = open_flags,
    .conclusion = is_concluded (encounter->conclusion) ? encounter->conclusion : NULL,
    .trend = self->trend,
    .letterhead = self->letterhead,
    .blocks = self->blocks,
    .sources = sources,
  };
  add_content (&maker, choice);
  return self;
}

/**
 * lumbar_report_new:
 * @knowledge: the tables
 * @patient: (nullable): whose visit it is; %NULL for a response without a patient
 * @encounter: the visit with its response; without an assessment of its own (a draft) it is assessed now
 * @trend: (nullable): the patient's trend, for the chart and for the change since the last visit
 * @created_at: the instant to write into the document
 *
 * Returns: (transfer full): the content of the full visit report
 */
LumbarReport *
lumbar_report_new (LumbarKnowledge *knowledge,
                   LumbarPatient *patient,
                   LumbarEncounter *encounter,
                   LumbarTrend *trend,
                   const char *created_at)
{
  const LumbarReportChoice full = { .profile = LUMBAR_PROFILE_FULL };

  return lumbar_report_new_chosen (knowledge, patient, encounter, trend, created_at, &full);
}

/**
 * lumbar_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): @self
 */
LumbarReport *
lumbar_report_ref (LumbarReport *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_report_unref:
 * @self: (transfer full) (nullable): a report
 */
void
lumbar_report_unref (LumbarReport *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  lumbar_knowledge_unref (self->knowledge);
  g_clear_pointer (&self->letterhead, lumbar_letterhead_unref);
  g_clear_pointer (&self->trend, lumbar_trend_unref);
  g_ptr_array_unref (self->blocks);
  g_free (self->title);
  g_free (self->author);
  g_free (self->identity);
  g_free (self->visit);
  g_free (self->created_at);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page for the person who was seen: what was found, what was agreed, what to watch for and whom to call.
 * Plain words; no evidence, no weights. */

#include "lumbar-report-maker.h"
#include "lumbar-report-patient.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-trend-change.h"

/* The families of causes, as they are told to a person who has the pain. */
static const struct {
  const char *family;
  const char *words;
} families[] = {
  { "ms-spasticity", N_ ("muscles that stiffen or cramp because of MS") },
  { "ms-paroxysmal-neuropathic", N_ ("short, sudden pains from nerves that MS has touched") },
  { "ms-musculoskeletal", N_ ("a back that is strained by the way MS makes you walk, sit or hold yourself") },
  { "ms-ongoing-neuropathic", N_ ("lasting pain from nerves that MS has touched") },
  { "ms-relapse", N_ ("a new attack of MS in the spinal cord") },
  { "ms-pseudoexacerbation", N_ ("older signs of MS that come back for a while, as in heat or with an infection") },
  { "ms-treatment", N_ ("an unwanted effect of a treatment for MS") },
  { "ms-immobility", N_ ("pressure on the skin from sitting or lying for long") },
  { "mechanical", N_ ("the muscles, joints or ligaments of the back") },
  { "nerve-root", N_ ("a nerve that is pressed or irritated where it leaves the spine") },
  { "serious-spinal", N_ ("a problem of the spine that needs to be looked into soon") },
  { "inflammatory", N_ ("inflamed joints of the spine") },
  { "musculoskeletal-referred", N_ ("a joint or bone near the back, felt in the back") },
  { "renal-urological", N_ ("the kidneys, the bladder or the organs near them, felt in the back") },
  { "gastrointestinal", N_ ("the stomach, the bowel or the organs near them, felt in the back") },
  { "gynaecological", N_ ("the womb or the organs near it, felt in the back") },
  { "vascular", N_ ("a blood vessel in the belly, felt in the back") },
  { "neuro-cutaneous", N_ ("a nerve of the skin, as in shingles") },
  { "widespread-pain", N_ ("pain in many places of the body") },
  { "neuro-mimic", N_ ("nerves that suffer from something other than MS") },
};

/**
 * lumbar_report_patient_family_text:
 * @family: the subgroup of a cause
 *
 * Returns: (nullable): the same in plain words, translated; %NULL for one that has none
 */
const char *
lumbar_report_patient_family_text (const char *family)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_equal (families[i].family, family))
      return _(families[i].words);
  return NULL;
}

static const char *
get_how_soon (LumbarTimeframe timeframe)
{
  switch (timeframe)
    {
    case LUMBAR_TIMEFRAME_NOW:
      return _("Something was found that needs to be looked at today.");
    case LUMBAR_TIMEFRAME_WITHIN_DAYS:
      return _("Something was found that needs to be looked at within days.");
    case LUMBAR_TIMEFRAME_WITHIN_2_WEEKS:
    default:
      return _("Something was found that needs to be looked at within two weeks.");
    }
}

static void
add_flag (LumbarReportMaker *self, const LumbarFiredFlag *fired)
{
  LumbarConclusion *conclusion = self->encounter->conclusion;
  gboolean known = conclusion && lumbar_conclusion_find_acknowledgement (conclusion, fired->id) != NULL;
  g_autofree char *because = lumbar_report_list_because (self, fired);
  g_autofree char *done = lumbar_report_describe_acknowledgement (self, fired->id);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_RESULT, "!", get_how_soon (fired->timeframe), NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("It is about"), because, NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("What was done"),
                           known ? done : _("nothing is written down yet. Ask what happens next before you leave."),
                           NULL);
}

static void
add_flags (LumbarReportMaker *self)
{
  GPtrArray *fired = self->assessment->red_flags;

  if (fired->len == 0)
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Please read this first"), NULL);
  for (guint timeframe = 0; timeframe < LUMBAR_N_TIMEFRAMES; timeframe++)
    for (guint i = 0; i < fired->len; i++)
      if (((LumbarFiredFlag *) fired->pdata[i])->timeframe == timeframe)
        add_flag (self, fired->pdata[i]);
}

static const char *
say_group (LumbarGroup group)
{
  switch (group)
    {
    case LUMBAR_GROUP_MS:
      return _("Your clinician thinks that the pain in your back comes from your MS.");
    case LUMBAR_GROUP_NON_MS:
      return _("Your clinician thinks that the pain in your back does not come from your MS.");
    case LUMBAR_GROUP_REFERRED:
      return _("Your clinician thinks that the pain comes from another part of the body and is felt in the back.");
    case LUMBAR_GROUP_MIXED:
      return _("Your clinician thinks that the pain in your back comes from more than one thing.");
    case LUMBAR_GROUP_UNDETERMINED:
    default:
      return _("It is not clear yet what the pain in your back comes from.");
    }
}

static void
add_cause (LumbarReportMaker *self, const char *cause_id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (self->knowledge, cause_id);
  const char *plain = cause ? lumbar_report_patient_family_text (cause->subgroup) : NULL;
  const char *name = lumbar_report_cause_text (self->knowledge, cause_id);
  /* Translators: the name of a cause, and the same in plain words */
  g_autofree char *text = plain ? g_strdup_printf (_("%s: %s"), name, plain) : g_strdup (name);

  lumbar_report_maker_add (self, LUMBAR_BLOCK_STEP, NULL, text, NULL);
}

static void
add_found (LumbarReportMaker *self)
{
  LumbarConclusion *conclusion = self->conclusion;

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("What was found"), NULL);
  if (conclusion == NULL)
    {
      lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL,
                               _("Your clinician has not written down yet what the pain comes from."), NULL);
      return;
    }
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, say_group (conclusion->group), NULL);
  if (conclusion->causes[0] != NULL)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL,
                             _("This is what it is called, and what it has to do with:"), NULL);
  for (guint i = 0; conclusion->causes[i] != NULL; i++)
    add_cause (self, conclusion->causes[i]);
}

/* Only how strong the pain and the like are, from 0 to 10. */
static void
add_scores (LumbarReportMaker *self)
{
  g_autoptr (GPtrArray) measures = lumbar_measure_all (self->response, self->encounter->id,
                                                       self->encounter->started_at);

  for (guint i = 0; i < measures->len; i++)
    {
      const LumbarMeasure *measure = measures->pdata[i];
      const LumbarInstrument *instrument =
        lumbar_knowledge_find_instrument (self->knowledge, measure->instrument_id);
      g_autofree char *label = lumbar_trend_instrument_label (instrument);
      g_autofree char *score = NULL;

      if (instrument->scoring != LUMBAR_SCORING_ITEM ||
          ((LumbarFinding *) instrument->findings->pdata[0])->type != LUMBAR_FINDING_NRS)
        continue;
      score = lumbar_report_describe_score (self, instrument, measure->value);
      lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, label, score, NULL);
    }
}

static void
add_map (LumbarReportMaker *self)
{
  g_autofree char *pains = lumbar_body_marks_describe_plainly (self->response);

  if (*pains == '\0')
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Where it hurts"), NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_BODY, NULL, pains, NULL);
}

static void
add_agreed (LumbarReportMaker *self)
{
  const char *plan = self->encounter->conclusion ? self->encounter->conclusion->plan : "";
  g_auto (GStrv) lines = g_strsplit (plan, "\n", -1);
  gboolean any = FALSE;

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("What was agreed"), NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      {
        lumbar_report_maker_add (self, LUMBAR_BLOCK_STEP, NULL, lines[i], NULL);
        any = TRUE;
      }
  if (!any)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL, _("Nothing is written down yet."), NULL);
}

/* As the letterhead has it; without one, a line to be filled in by hand. */
static void
add_telephone (LumbarReportMaker *self)
{
  gboolean known = self->letterhead != NULL && *self->letterhead->telephone != '\0';

  /* Translators: on the page for the patient, followed by the number or a line to be filled in by hand */
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("Telephone of the clinic"),
                           known ? self->letterhead->telephone : "______________________", NULL);
}

/* The same signs as in the full report, one a line. */
static void
add_safety_net (LumbarReportMaker *self)
{
  static const char *const signs[] = {
    N_ ("numbness between the legs or around the back passage that is new"),
    N_ ("you can’t pass urine, or you lose control of bladder or bowel, and that is new"),
    N_ ("a leg gets weak, or weaker than it was"),
    N_ ("fever or shivering"),
  };

  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Get help at once if"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_STEP, NULL, _(signs[i]), NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Whom to call"), NULL);
  lumbar_report_maker_add (
    self, LUMBAR_BLOCK_PARAGRAPH, NULL,
    _("For any of these: your emergency number, or the nearest emergency department, also at night. Say that you "
      "have MS and take this page along."),
    NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL,
                           _("For all else, and if the pain does not get better: your clinic."), NULL);
  add_telephone (self);
}

/**
 * lumbar_report_add_patient_page:
 * @self: a report in the making
 *
 * Adds the whole page for the patient.
 */
void
lumbar_report_add_patient_page (LumbarReportMaker *self)
{
  add_flags (self);
  if (self->shown & LUMBAR_REPORT_CONCLUSION)
    add_found (self);
  if (self->shown & LUMBAR_REPORT_MEASURES)
    add_scores (self);
  if (self->shown & LUMBAR_REPORT_PLAN)
    add_agreed (self);
  if (self->shown & LUMBAR_REPORT_SAFETY_NET)
    add_safety_net (self);
  if (self->shown & LUMBAR_REPORT_MAP)
    add_map (self);
  lumbar_report_add_additions (self);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, NULL,
                           _("Ask your clinician to explain any word that you do not know."), NULL);
}

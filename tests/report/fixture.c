/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented visits for the tests of reports; no such person exists. */

#include "fixture.h"

#include "lumbar-text.h"

#define CREATED "2026-11-22T15:30:00Z"

const char *const FIXTURE_QUIET = "age-years=44 sex-at-birth=female pain-onset=gradual pain-course=improving "
                                  "fever-or-rigors=no weight-loss=no saddle-numbness=none leg-weakness=none";

const char *const FIXTURE_CAUDA_EQUINA =
  "age-years=47 sex-at-birth=female ms-status=definite ms-course=relapsing ms-years=18 edss=4.5 "
  "pain-nrs-now=7 pain-nrs-average=6 pain-nrs-worst=9 pain-onset=sudden pain-duration=1-7-days "
  "pain-course=worsening pain-site=midline-lumbar;buttock leg-pain=below-knee-both saddle-numbness=new "
  "bladder-change=new bladder-change-type=retention bowel-change=none leg-weakness=worse "
  "leg-numbness=new fever-or-rigors=no weight-loss=no night-sweats=no prior-cancer=none trauma-recent=none";

const char *const FIXTURE_SCIATICA =
  "age-years=39 sex-at-birth=male ms-status=definite ms-course=relapsing pain-nrs-now=5 pain-nrs-average=6 "
  "pain-nrs-worst=8 pain-onset=sudden pain-duration=1-6-weeks pain-course=steady leg-pain=below-knee-one "
  "leg-pain-dermatomal=yes leg-worse-than-back=yes exam-slr=radicular-one exam-crossed-slr=no "
  "saddle-numbness=none leg-weakness=none bladder-change=none bowel-change=none fever-or-rigors=no "
  "peg-enjoyment=6 peg-activity=5";

const char *const FIXTURE_MIXED =
  "age-years=52 sex-at-birth=female ms-status=definite spasticity-known=severe spasticity-change=worse "
  "spasticity-nrs=7 pain-quality=stiffness;cramping exam-tone=mas-3 leg-pain=below-knee-one "
  "leg-pain-dermatomal=yes leg-worse-than-back=yes exam-slr=radicular-one exam-crossed-slr=yes "
  "pain-event=lifting-or-twisting pain-onset=sudden";

/**
 * fixture_knowledge:
 *
 * Returns: (transfer none): the tables as compiled in
 */
LumbarKnowledge *
fixture_knowledge (void)
{
  static LumbarKnowledge *knowledge;
  g_autoptr (GError) error = NULL;

  if (knowledge == NULL)
    knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  return knowledge;
}

/**
 * fixture_response:
 * @answers: as in %FIXTURE_QUIET; "_" in a text stands for a blank
 *
 * Returns: (transfer full): a response; aborts on an answer that the tables don't know
 */
LumbarResponse *
fixture_response (const char *answers)
{
  LumbarKnowledge *knowledge = fixture_knowledge ();
  LumbarResponse *response = lumbar_response_new (knowledge);
  g_auto (GStrv) items = g_strsplit (answers, " ", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (items[i], "=", 2);
      const LumbarFinding *finding = sides[0] ? lumbar_knowledge_find_finding (knowledge, sides[0]) : NULL;
      g_autoptr (LumbarAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      if (*items[i] == '\0')
        continue;
      g_assert_nonnull (finding);
      answer = lumbar_answer_new_from_string (finding, sides[1], &error);
      g_assert_no_error (error);
      lumbar_response_set_answer (response, finding->index, answer);
    }
  return response;
}

/**
 * fixture_encounter:
 * @answers: as for fixture_response()
 *
 * Returns: (transfer full): a draft of a visit with its assessment
 */
LumbarEncounter *
fixture_encounter (const char *answers)
{
  LumbarEncounter *encounter = lumbar_encounter_new ("invented", "2026-11-22T14:02:00Z", "Dr Example");

  encounter->response = fixture_response (answers);
  encounter->assessment = lumbar_assess (fixture_knowledge (), encounter->response);
  return encounter;
}

/**
 * fixture_patient:
 * @family: family name
 * @given: given name
 *
 * Returns: (transfer full): an invented person
 */
LumbarPatient *
fixture_patient (const char *family, const char *given)
{
  LumbarPatient *patient = lumbar_patient_new (family, given, "1979-03-12", "female", "004711");

  patient->example = TRUE;
  return patient;
}

/**
 * fixture_report:
 * @answers: as for fixture_response()
 *
 * Returns: (transfer full): the report of a draft without a patient, as the command line makes it
 */
LumbarReport *
fixture_report (const char *answers)
{
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (answers);

  return lumbar_report_new (fixture_knowledge (), NULL, encounter, NULL, CREATED);
}

static LumbarTrend *
make_trend (void)
{
  static const struct {
    const char *at;
    double average;
    double worst;
  } visits[] = {
    { "2026-01-14T09:00:00Z", 4, 6 }, { "2026-03-20T09:00:00Z", 5, 7 },  { "2026-06-02T09:00:00Z", 3, 5 },
    { "2026-09-11T09:00:00Z", 4, 6 }, { "2026-11-22T14:02:00Z", 6, 9 },
  };
  static const char *const instruments[] = { "nrs-pain-average", "nrs-pain-worst", NULL };
  g_autoptr (GPtrArray) measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      g_ptr_array_add (measures, lumbar_measure_new (instruments[0], "", visits[i].at, visits[i].average));
      g_ptr_array_add (measures, lumbar_measure_new (instruments[1], "", visits[i].at, visits[i].worst));
    }
  g_ptr_array_add (events,
                   lumbar_event_new ("invented", LUMBAR_EVENT_TREATMENT_STARTED, "2026-04-02", "Tizanidine"));
  return lumbar_trend_new (fixture_knowledge (), instruments, measures, events);
}

static LumbarConclusion *
make_conclusion (void)
{
  LumbarConclusion *conclusion = lumbar_conclusion_new ();

  conclusion->group = LUMBAR_GROUP_NON_MS;
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strsplit ("cauda-equina-syndrome;lumbar-radiculopathy", ";", -1);
  lumbar_set_str (&conclusion->impression,
                  "Acute bilateral root pain with retention, not explained by the known plaques.");
  conclusion->agreement = LUMBAR_AGREEMENT_OVERRIDE;
  lumbar_set_str (&conclusion->override_reason, "imaging-or-tests");
  lumbar_set_str (&conclusion->comment, "MRI shows a large central disc at L4/5.");
  lumbar_set_str (&conclusion->plan,
                  "Transfer to spinal surgery today\nBladder catheter, volume noted\nReview in 2 weeks");
  lumbar_conclusion_acknowledge (conclusion, "rf-ces", "referred",
                                 "On-call spinal surgeon informed, MRI done", "2026-11-22T14:20:00Z");
  return conclusion;
}

/**
 * fixture_full_report:
 * @note: (nullable): hangs on the pain now
 *
 * Returns: (transfer full): a signed visit with everything a report can hold
 */
LumbarReport *
fixture_full_report (const char *note)
{
  return fixture_chosen_report (LUMBAR_PROFILE_FULL, note);
}

/**
 * fixture_chosen_report:
 * @profile: whom it is for
 * @note: (nullable): hangs on the pain now
 *
 * Returns: (transfer full): the same visit in a report of this kind
 */
LumbarReport *
fixture_chosen_report (LumbarReportProfile profile, const char *note)
{
  LumbarReportChoice choice = { .profile = profile };
  LumbarKnowledge *knowledge = fixture_knowledge ();
  g_autoptr (LumbarEncounter) encounter = fixture_encounter (FIXTURE_CAUDA_EQUINA);
  g_autoptr (LumbarPatient) patient = fixture_patient ("Nowak", "Anna");
  g_autoptr (LumbarTrend) trend = make_trend ();
  const LumbarFinding *map = lumbar_knowledge_find_finding (knowledge, "pain-map");
  g_autoptr (LumbarAnswer) regions = lumbar_answer_new_options (7 << 17);

  lumbar_response_set_answer (encounter->response, map->index, regions);
  lumbar_response_set_note (encounter->response,
                            lumbar_knowledge_find_finding (knowledge, "pain-nrs-now")->index, note);
  encounter->conclusion = make_conclusion ();
  encounter->status = LUMBAR_ENCOUNTER_SIGNED;
  lumbar_set_str (&encounter->signed_at, "2026-11-22T14:31:00Z");
  g_ptr_array_add (encounter->addenda, lumbar_addendum_new ("2026-11-24T08:00:00Z", "Dr Example",
                                                            "Operated on 23 November, voids again."));
  return lumbar_report_new_chosen (knowledge, patient, encounter, trend, CREATED, &choice);
}

static void
join (GString *words, const char *text)
{
  if (text != NULL)
    g_string_append_printf (words, "%s\n", text);
}

/**
 * fixture_words:
 * @report: a report
 *
 * Returns: (transfer full): every text of it, a line each
 */
char *
fixture_words (LumbarReport *report)
{
  GString *words = g_string_new (NULL);

  join (words, report->title);
  join (words, report->identity);
  join (words, report->visit);
  for (guint i = 0; i < report->blocks->len; i++)
    {
      const LumbarBlock *block = report->blocks->pdata[i];

      join (words, block->marker);
      join (words, block->text);
      join (words, block->detail);
      join (words, block->more);
    }
  return g_string_free (words, FALSE);
}

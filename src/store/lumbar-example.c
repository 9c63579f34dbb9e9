/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a record with an invented clinic: the stories of data/example, told of as many people and over as
 * many visits as asked for. The same seed gives the same clinic. */

#include "lumbar-example.h"

#include <string.h>

#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-text.h"

/* Visits beyond those of a story are repetitions of its first one, this many days apart ... */
#define DAYS_BETWEEN_REPETITIONS 60
/* ... and closer where they would otherwise reach back further than this. */
#define MOST_DAYS_OF_REPETITIONS 3650
/* A story told again happens up to this many days earlier than at first. */
#define MOST_DAYS_EARLIER 60
/* Outcomes are recorded at noon. */
#define OUTCOME_MINUTES (12 * 60)

typedef struct {
  LumbarStore *store;
  LumbarKnowledge *knowledge;
  LumbarExampleClinic *clinic;
  GRand *chance;
  const char *today;
  guint visits;
} Filling;

static GDateTime *
count_back (const char *day, int days)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (noon, NULL);

  return g_date_time_add_days (from, -days);
}

static char *
day_before (const char *day, int days)
{
  g_autoptr (GDateTime) date = count_back (day, days);

  return g_date_time_format (date, "%Y-%m-%d");
}

/* The same, or the Friday before a weekend. */
static char *
working_day_before (const char *day, int days)
{
  g_autoptr (GDateTime) date = count_back (day, days);
  int weekend = MAX (0, g_date_time_get_day_of_week (date) - G_DATE_FRIDAY);

  return day_before (day, days + weekend);
}

static char *
instant_of (const char *day, int minutes)
{
  return g_strdup_printf ("%sT%02d:%02d:00Z", day, minutes / 60, minutes % 60);
}

static void
restore_number (LumbarInterview *interview, const char *finding_id, double number)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (lumbar_interview_get_knowledge (interview),
                                                                finding_id);
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_number (number);

  if (finding != NULL)
    lumbar_interview_restore (interview, finding->index, answer, FALSE, NULL);
}

/* A rating a little beside what the table says. All ratings of a visit move together, so that the average
 * does not pass the worst. */
static LumbarAnswer *
blur (const LumbarExampleAnswer *row, int offset)
{
  double number;

  if (row->answer == NULL || row->finding->type != LUMBAR_FINDING_NRS)
    return row->answer ? lumbar_answer_ref (row->answer) : NULL;
  number = lumbar_answer_get_value (row->answer)->number + offset;
  return lumbar_answer_new_number (CLAMP (number, row->finding->minimum, row->finding->maximum));
}

static void
restore_rows (LumbarInterview *interview, const LumbarExampleVisit *visit, const char *day, int offset)
{
  for (guint i = 0; i < visit->answers->len; i++)
    {
      const LumbarExampleAnswer *row = visit->answers->pdata[i];
      g_autoptr (LumbarAnswer) answer = blur (row, offset);

      if (row->days_before >= 0)
        {
          g_autofree char *date = day_before (day, row->days_before);

          answer = lumbar_answer_new_text (date);
        }
      lumbar_interview_restore (interview, row->finding->index, answer, FALSE, *row->note ? row->note : NULL);
    }
}

/* What the person's dates say: age, and years with MS, which the tables give as of today. */
static void
restore_person (LumbarInterview *interview,
                const LumbarExampleStory *story,
                const char *day,
                const char *birth_date)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);
  const LumbarFinding *sex = lumbar_knowledge_find_finding (knowledge, "sex-at-birth");
  const LumbarFinding *ms_years = lumbar_knowledge_find_finding (knowledge, "ms-years");
  g_autoptr (LumbarAnswer) answer = sex ? lumbar_answer_new_from_string (sex, story->sex, NULL) : NULL;
  LumbarAnswer *years = ms_years ? lumbar_interview_get_answer (interview, ms_years->index) : NULL;
  int age = lumbar_date_years_between (birth_date, day);

  restore_number (interview, "age-years", age);
  if (answer != NULL)
    lumbar_interview_restore (interview, sex->index, answer, FALSE, NULL);
  if (years != NULL)
    restore_number (interview, "ms-years",
                    MAX (0, lumbar_answer_get_value (years)->number - ((int) story->age - age)));
}

/**
 * lumbar_example_hold_interview:
 * @knowledge: what can be asked
 * @story: a story
 * @visit: which of its visits
 * @day: the day it takes place
 * @birth_date: the day the person was born
 * @chance: (nullable): blurs the ratings a little; %NULL takes them as they stand
 *
 * The answers of a visit: what its rows and those of the visits before it say, then the sections that
 * were "all normal". A draft holds its own rows alone.
 *
 * Returns: (transfer full): the interview as it stood
 */
LumbarInterview *
lumbar_example_hold_interview (LumbarKnowledge *knowledge,
                               const LumbarExampleStory *story,
                               guint visit,
                               const char *day,
                               const char *birth_date,
                               GRand *chance)
{
  LumbarInterview *interview = lumbar_interview_new (knowledge);
  const LumbarExampleVisit *last = story->visits->pdata[visit];
  int offset = chance ? g_rand_int_range (chance, -1, 2) : 0;

  for (guint i = last->draft ? visit : 0; i <= visit; i++)
    restore_rows (interview, story->visits->pdata[i], day, offset);
  restore_person (interview, story, day, birth_date);
  lumbar_interview_carry_forward (interview, NULL);
  for (guint i = 0; i < last->normal->len; i++)
    g_array_unref (lumbar_interview_set_section_normal (
      interview, ((const LumbarSection *) last->normal->pdata[i])->index, FALSE));
  return interview;
}

static LumbarConclusion *
conclude (const LumbarExampleVisit *visit, LumbarAssessment *assessment, const char *at)
{
  LumbarConclusion *conclusion = lumbar_conclusion_new ();

  conclusion->group = visit->concluded;
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strdupv (visit->causes);
  conclusion->agreement = LUMBAR_AGREEMENT_AGREE;
  if (assessment->group != visit->concluded)
    {
      conclusion->agreement = LUMBAR_AGREEMENT_OVERRIDE;
      lumbar_set_str (&conclusion->override_reason,
                      *visit->override_reason ? visit->override_reason : "clinical-judgement");
    }
  lumbar_set_str (&conclusion->impression, visit->impression);
  lumbar_set_str (&conclusion->comment, visit->comment);
  lumbar_set_str (&conclusion->plan, visit->plan);
  for (guint i = 0; i < assessment->red_flags->len; i++)
    for (guint j = 0; j < visit->acknowledgements->len; j++)
      {
        const LumbarFiredFlag *flag = assessment->red_flags->pdata[i];
        const LumbarExampleAcknowledgement *entry = visit->acknowledgements->pdata[j];

        if (strcmp (flag->id, entry->flag_id) == 0)
          lumbar_conclusion_acknowledge (conclusion, flag->id, entry->done, entry->text, at);
      }
  return conclusion;
}

static gboolean
sign (Filling *self,
      const LumbarExampleVisit *visit,
      LumbarEncounter *encounter,
      LumbarResponse *response,
      const char *signed_at,
      GError **error)
{
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (self->knowledge, response);
  g_autoptr (LumbarConclusion) conclusion = conclude (visit, assessment, signed_at);

  if (!lumbar_store_sign_encounter (self->store, encounter->id, response, assessment, conclusion, signed_at,
                                    error))
    return FALSE;
  return *visit->addendum == '\0' ||
         lumbar_store_add_addendum (self->store, encounter->id, visit->addendum, error);
}

static gboolean
record_outcomes (Filling *self,
                 const LumbarExampleVisit *visit,
                 const char *encounter_id,
                 guint days_ago,
                 GError **error)
{
  for (guint i = 0; i < visit->outcomes->len; i++)
    {
      const LumbarExampleOutcome *row = visit->outcomes->pdata[i];
      g_autofree char *day = working_day_before (self->today, (int) days_ago - (int) row->days_after);
      g_autofree char *at = instant_of (day, OUTCOME_MINUTES);
      g_autoptr (LumbarOutcome) outcome = lumbar_example_outcome_make (row, self->knowledge, encounter_id, at);

      if (!lumbar_store_add_outcome (self->store, outcome, error))
        return FALSE;
    }
  return TRUE;
}

/* Keeps a visit that is still being taken, with what is carried over from the last one unconfirmed. */
static gboolean
keep_draft (Filling *self,
            LumbarEncounter *encounter,
            LumbarInterview *interview,
            LumbarResponse *last,
            GError **error)
{
  lumbar_interview_carry_forward (interview, last);
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (self->knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (self->knowledge, i);
      LumbarAnswer *answer = lumbar_interview_get_answer (interview, i);
      LumbarItemState state = lumbar_interview_get_state (interview, i);
      g_autofree char *value = answer ? lumbar_answer_to_string (answer, finding) : NULL;

      if (value != NULL &&
          !lumbar_store_save_item (self->store, encounter->id, finding->id, value,
                                   state != LUMBAR_ITEM_ANSWERED && state != LUMBAR_ITEM_SET_ASIDE,
                                   lumbar_interview_get_note (interview, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_visit (Filling *self,
            LumbarPatient *patient,
            const LumbarExampleStory *story,
            guint number,
            guint days_ago,
            LumbarResponse **last,
            GError **error)
{
  const LumbarExampleVisit *visit = story->visits->pdata[number];
  g_autofree char *day = working_day_before (self->today, (int) days_ago);
  int start = g_rand_int_range (self->chance, 8 * 60, 16 * 60);
  g_autofree char *started_at = instant_of (day, start);
  g_autofree char *signed_at = instant_of (day, start + g_rand_int_range (self->chance, 15, 45));
  g_autoptr (LumbarInterview) interview = NULL;
  g_autoptr (LumbarEncounter) encounter = NULL;

  interview = lumbar_example_hold_interview (self->knowledge, story, number, day, patient->birth_date,
                                             self->chance);
  encounter = lumbar_store_start_encounter (self->store, patient->id, started_at, error);
  if (encounter == NULL)
    return FALSE;
  if (visit->draft)
    return keep_draft (self, encounter, interview, *last, error);
  g_clear_pointer (last, lumbar_response_unref);
  *last = lumbar_response_ref (lumbar_interview_get_response (interview));
  return sign (self, visit, encounter, *last, signed_at, error) &&
         record_outcomes (self, visit, encounter->id, days_ago, error);
}

/* The visits of a patient: repetitions of the first one where more are asked for than the story has, the
 * last ones where fewer are. An open draft comes on top. */
static gboolean
fill_visits (Filling *self,
             LumbarPatient *patient,
             const LumbarExampleStory *story,
             guint earlier,
             GError **error)
{
  g_autoptr (LumbarResponse) last = NULL;
  guint n_signed = 0, repetitions, left_out, gap;

  for (guint i = 0; i < story->visits->len; i++)
    n_signed += !((const LumbarExampleVisit *) story->visits->pdata[i])->draft;
  repetitions = self->visits > n_signed ? self->visits - n_signed : 0;
  left_out = self->visits > 0 && self->visits < n_signed ? n_signed - self->visits : 0;
  gap = MAX (1, MIN (DAYS_BETWEEN_REPETITIONS, MOST_DAYS_OF_REPETITIONS / MAX (1, repetitions)));

  for (guint i = repetitions; i > 0; i--)
    {
      guint days_ago = ((const LumbarExampleVisit *) story->visits->pdata[0])->days_ago + earlier + i * gap;

      if (!fill_visit (self, patient, story, 0, days_ago, &last, error))
        return FALSE;
    }
  for (guint i = left_out; i < story->visits->len; i++)
    {
      const LumbarExampleVisit *visit = story->visits->pdata[i];

      if (!fill_visit (self, patient, story, i, visit->days_ago + (visit->draft ? 0 : earlier), &last, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_events (Filling *self,
             LumbarPatient *patient,
             const LumbarExampleStory *story,
             guint earlier,
             GError **error)
{
  for (guint i = 0; i < story->events->len; i++)
    {
      const LumbarExampleEvent *row = story->events->pdata[i];
      g_autofree char *day = working_day_before (self->today, (int) (row->days_ago + earlier));
      g_autoptr (LumbarEvent) event = lumbar_event_new (patient->id, row->kind, day, row->text);

      if (!lumbar_store_save_event (self->store, event, error))
        return FALSE;
    }
  return TRUE;
}

/* The n-th person of a sex, from the start again when all are used. */
static const LumbarExamplePerson *
pick_person (LumbarExampleClinic *clinic, const char *sex, guint n)
{
  g_autoptr (GPtrArray) matching = g_ptr_array_new ();

  for (guint i = 0; i < clinic->people->len; i++)
    if (strcmp (((const LumbarExamplePerson *) clinic->people->pdata[i])->sex, sex) == 0)
      g_ptr_array_add (matching, clinic->people->pdata[i]);
  return matching->pdata[n % matching->len];
}

static LumbarPatient *
make_patient (Filling *self, const LumbarExampleStory *story, const LumbarExamplePerson *person, guint number)
{
  g_autofree char *birthday = day_before (self->today, g_rand_int_range (self->chance, 30, 330));
  int year = (int) g_ascii_strtoll (birthday, NULL, 10) - (int) story->age;
  /* No 29 February, which not every year has. */
  const char *month_and_day = strcmp (birthday + 4, "-02-29") == 0 ? "-02-28" : birthday + 4;
  g_autofree char *birth_date = g_strdup_printf ("%04d%s", year, month_and_day);
  g_autofree char *record_number = g_strdup_printf ("EX-%04u", number);
  g_autofree char *note = g_strdup_printf ("Invented example patient: %s.", story->title);
  LumbarPatient *patient = lumbar_patient_new (person->family_name, person->given_name, birth_date,
                                               story->sex, record_number);

  lumbar_set_str (&patient->note, note);
  patient->example = TRUE;
  return patient;
}

static gboolean
fill_patients (Filling *self, guint patients, GError **error)
{
  guint n_stories = self->clinic->stories->len;
  guint n_female = 0, n_male = 0;

  for (guint i = 0; i < (patients > 0 ? patients : n_stories); i++)
    {
      const LumbarExampleStory *story = self->clinic->stories->pdata[i % n_stories];
      guint *n = strcmp (story->sex, "female") == 0 ? &n_female : &n_male;
      const LumbarExamplePerson *person = pick_person (self->clinic, story->sex, (*n)++);
      g_autoptr (LumbarPatient) patient = make_patient (self, story, person, i + 1);
      guint earlier = i < n_stories ? 0 : (guint) g_rand_int_range (self->chance, 0, MOST_DAYS_EARLIER);

      if (!lumbar_store_save_patient (self->store, patient, error) ||
          !fill_visits (self, patient, story, earlier, error) ||
          !fill_events (self, patient, story, earlier, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lumbar_example_fill:
 * @store: a record that can be written
 * @patients: how many patients; 0 = one for each story
 * @visits: how many signed visits each patient has; 0 = as many as its story
 * @seed: the same seed gives the same clinic
 * @today: the day before which everything happens
 * @error: return location
 *
 * Adds invented patients, marked as examples, with signed visits, events and a few open drafts. Either all
 * of it is written or nothing.
 *
 * Returns: %FALSE with @error set where the record can't be written
 */
gboolean
lumbar_example_fill (LumbarStore *store,
                     guint patients,
                     guint visits,
                     guint32 seed,
                     const char *today,
                     GError **error)
{
  LumbarKnowledge *knowledge = lumbar_store_get_knowledge (store);
  g_autoptr (LumbarExampleClinic) clinic = lumbar_example_clinic_new (knowledge, error);
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  Filling filling = { store, knowledge, clinic, chance, today, visits };

  g_return_val_if_fail (lumbar_date_is_valid (today), FALSE);
  if (clinic == NULL || !lumbar_store_begin (store, error))
    return FALSE;
  if (!fill_patients (&filling, patients, error))
    {
      lumbar_store_rollback (store);
      return FALSE;
    }
  return lumbar_store_commit (store, error);
}

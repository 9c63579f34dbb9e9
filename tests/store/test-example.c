/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invented clinic: that its stories say what the engine computes, and that what it writes is a record a
 * clinic could have made. */

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-error.h"
#include "lumbar-example.h"

#define TODAY "2026-11-22"

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarExampleClinic *clinic;
} Tables;

static void
tables_setup (Tables *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  self->clinic = lumbar_example_clinic_new (self->knowledge, &error);
  g_assert_no_error (error);
}

static void
tables_teardown (Tables *self, gconstpointer data)
{
  lumbar_example_clinic_free (self->clinic);
  lumbar_knowledge_unref (self->knowledge);
}

/* Holds the interview of a visit as the tables say, for somebody who turned the story's age in June. */
static LumbarInterview *
hold_interview (Tables *self, const LumbarExampleStory *story, guint i)
{
  const LumbarExampleVisit *visit = story->visits->pdata[i];
  g_autofree char *birth_date = g_strdup_printf ("%u-06-01", 2026 - story->age);
  g_autofree char *noon = g_strconcat (TODAY, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) today = g_date_time_new_from_iso8601 (noon, NULL);
  g_autoptr (GDateTime) then = g_date_time_add_days (today, -(int) visit->days_ago);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");

  return lumbar_example_hold_interview (self->knowledge, story, i, day, birth_date, NULL);
}

typedef void (*VisitFunc) (Tables *self, const LumbarExampleStory *story, guint i);

static void
for_each_visit (Tables *self, VisitFunc check)
{
  for (guint i = 0; i < self->clinic->stories->len; i++)
    {
      const LumbarExampleStory *story = self->clinic->stories->pdata[i];

      for (guint j = 0; j < story->visits->len; j++)
        check (self, story, j);
    }
}

static void
check_group (Tables *self, const LumbarExampleStory *story, guint i)
{
  const LumbarExampleVisit *visit = story->visits->pdata[i];
  g_autoptr (LumbarInterview) interview = hold_interview (self, story, i);
  g_autoptr (LumbarAssessment) assessment =
    lumbar_assess (self->knowledge, lumbar_interview_get_response (interview));

  g_test_message ("%s, visit %u", story->id, i + 1);
  if (!visit->draft)
    g_assert_cmpstr (lumbar_group_to_id (assessment->group), ==, lumbar_group_to_id (visit->computed));
  /* Where the clinician sees it otherwise, the table says why. */
  if (!visit->draft && assessment->group != visit->concluded)
    g_assert_cmpstr (visit->override_reason, !=, "");
}

static void
test_groups_computed (Tables *self, gconstpointer data)
{
  for_each_visit (self, check_group);
}

static void
check_asked (Tables *self, const LumbarExampleStory *story, guint i)
{
  const LumbarExampleVisit *visit = story->visits->pdata[i];
  g_autoptr (LumbarInterview) interview = hold_interview (self, story, i);

  for (guint j = 0; j < visit->answers->len; j++)
    {
      const LumbarExampleAnswer *row = visit->answers->pdata[j];
      gboolean taken_back = row->answer == NULL && row->days_before < 0;

      g_test_message ("answers.tsv, row %u: %s", row->row + 2, row->finding->id);
      if (!taken_back)
        g_assert_cmpint (lumbar_interview_get_state (interview, row->finding->index), ==,
                         LUMBAR_ITEM_ANSWERED);
    }
}

static void
test_answers_asked (Tables *self, gconstpointer data)
{
  for_each_visit (self, check_asked);
}

static void
check_flags (Tables *self, const LumbarExampleStory *story, guint i)
{
  const LumbarExampleVisit *visit = story->visits->pdata[i];
  g_autoptr (LumbarInterview) interview = hold_interview (self, story, i);
  g_autoptr (LumbarAssessment) assessment =
    lumbar_assess (self->knowledge, lumbar_interview_get_response (interview));
  g_autoptr (GString) fired = g_string_new (NULL);
  g_autoptr (GString) answered = g_string_new (NULL);

  for (guint j = 0; j < assessment->red_flags->len; j++)
    g_string_append_printf (fired, "%s ", ((const LumbarFiredFlag *) assessment->red_flags->pdata[j])->id);
  for (guint j = 0; j < visit->acknowledgements->len; j++)
    g_string_append_printf (answered, "%s ",
                            ((const LumbarExampleAcknowledgement *) visit->acknowledgements->pdata[j])->flag_id);
  g_test_message ("%s, visit %u", story->id, i + 1);
  if (!visit->draft)
    g_assert_cmpstr (fired->str, ==, answered->str);
}

static void
test_flags_acknowledged (Tables *self, gconstpointer data)
{
  for_each_visit (self, check_flags);
}

static void
test_visits_in_order (Tables *self, gconstpointer data)
{
  for (guint i = 0; i < self->clinic->stories->len; i++)
    {
      const LumbarExampleStory *story = self->clinic->stories->pdata[i];
      guint before = G_MAXUINT;

      for (guint j = 0; j < story->visits->len; j++)
        {
          const LumbarExampleVisit *visit = story->visits->pdata[j];

          g_test_message ("%s, visit %u", story->id, j + 1);
          g_assert_cmpuint (visit->days_ago, <, before);
          g_assert_cmpuint (visit->days_ago, >, 0);
          before = visit->days_ago;
        }
      g_assert_false (((const LumbarExampleVisit *) story->visits->pdata[0])->draft);
    }
}

/* An outcome is recorded well after its visit and not after today; days that fall on a weekend move to Friday. */
static void
test_outcomes_in_time (Tables *self, gconstpointer data)
{
  for (guint i = 0; i < self->clinic->stories->len; i++)
    {
      const LumbarExampleStory *story = self->clinic->stories->pdata[i];

      for (guint j = 0; j < story->visits->len; j++)
        {
          const LumbarExampleVisit *visit = story->visits->pdata[j];
          guint before = 3;

          g_test_message ("%s, visit %u", story->id, j + 1);
          g_assert_true (visit->outcomes->len == 0 || !visit->draft);
          for (guint k = 0; k < visit->outcomes->len; k++)
            {
              const LumbarExampleOutcome *outcome = visit->outcomes->pdata[k];

              g_assert_cmpuint (outcome->days_after, >, before);
              g_assert_cmpuint (outcome->days_after, <, visit->days_ago);
              before = outcome->days_after;
            }
        }
    }
}

/* Where a test record lives. */
typedef struct {
  char *folder;
  char *path;
  LumbarKnowledge *knowledge;
  LumbarStore *store;
} Record;

static void
record_setup (Record *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("lumbar-example-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "record.db", NULL);
  self->knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  self->store = lumbar_store_open (self->knowledge, self->path, LUMBAR_STORE_READ_WRITE, "Example Clinician",
                                   &error);
  g_assert_no_error (error);
}

static void
record_teardown (Record *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  lumbar_store_close (self->store);
  lumbar_knowledge_unref (self->knowledge);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
fill (Record *self, guint patients, guint visits, guint32 seed)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_example_fill (self->store, patients, visits, seed, TODAY, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_patients (Record *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *patients = lumbar_store_search_patients (self->store, "", 10000, &error);

  g_assert_no_error (error);
  return patients;
}

static GPtrArray *
list_encounters (Record *self, LumbarPatient *patient)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *encounters = lumbar_store_list_encounters (self->store, patient->id, &error);

  g_assert_no_error (error);
  return encounters;
}

static LumbarEncounter *
get_encounter (Record *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  LumbarEncounter *encounter = lumbar_store_get_encounter (self->store, id, &error);

  g_assert_no_error (error);
  return encounter;
}

static void
test_patients_invented (Record *self, gconstpointer data)
{
  g_autoptr (GPtrArray) patients = NULL;

  fill (self, 0, 0, 1);
  patients = list_patients (self);
  g_assert_cmpuint (patients->len, >=, 16);
  for (guint i = 0; i < patients->len; i++)
    {
      LumbarPatient *patient = patients->pdata[i];
      g_autoptr (GError) error = NULL;

      g_assert_true (patient->example);
      g_assert_true (g_str_has_prefix (patient->note, "Invented example patient"));
      g_assert_true (g_str_has_prefix (patient->record_number, "EX-"));
      g_assert_true (lumbar_patient_check (patient, TODAY, &error));
      g_assert_no_error (error);
    }
}

/* What a record holds, counted over all signed encounters and events. */
typedef struct {
  guint groups[LUMBAR_N_GROUPS];
  guint timeframes[LUMBAR_N_TIMEFRAMES];
  guint meanings[3];
  guint events[LUMBAR_N_EVENT_KINDS];
  guint n_signed, n_drafts, n_addenda, n_overrides, n_history_only;
  guint n_old, n_followed, n_not_known, n_corrected;
} Content;

static void
count_encounter (Content *content, LumbarEncounter *encounter)
{
  if (encounter->status == LUMBAR_ENCOUNTER_DRAFT)
    {
      content->n_drafts++;
      return;
    }
  content->n_signed++;
  content->groups[encounter->assessment->group]++;
  content->meanings[encounter->assessment->mixed_meaning]++;
  content->n_addenda += encounter->addenda->len;
  content->n_overrides += encounter->conclusion->agreement == LUMBAR_AGREEMENT_OVERRIDE;
  content->n_old += lumbar_outcome_is_due (encounter->signed_at, TODAY "T12:00:00Z");
  content->n_followed += encounter->outcomes->len > 0;
  content->n_corrected += encounter->outcomes->len > 1;
  content->n_not_known +=
    encounter->outcomes->len > 0 && !lumbar_outcome_is_known (lumbar_outcome_get_last (encounter->outcomes));
  content->n_history_only += !lumbar_response_has_examination (encounter->response);
  for (guint i = 0; i < encounter->assessment->red_flags->len; i++)
    content->timeframes[((const LumbarFiredFlag *) encounter->assessment->red_flags->pdata[i])->timeframe]++;
}

static Content
count (Record *self)
{
  Content content = { 0 };
  g_autoptr (GPtrArray) patients = list_patients (self);

  for (guint i = 0; i < patients->len; i++)
    {
      LumbarPatient *patient = patients->pdata[i];
      g_autoptr (GPtrArray) encounters = list_encounters (self, patient);
      g_autoptr (GPtrArray) events = lumbar_store_list_events (self->store, patient->id, NULL);

      for (guint j = 0; j < encounters->len; j++)
        {
          g_autoptr (LumbarEncounter) encounter =
            get_encounter (self, ((LumbarEncounter *) encounters->pdata[j])->id);

          count_encounter (&content, encounter);
        }
      for (guint j = 0; j < events->len; j++)
        content.events[((LumbarEvent *) events->pdata[j])->kind]++;
    }
  return content;
}

static void
test_everything_occurs (Record *self, gconstpointer data)
{
  Content content;

  fill (self, 0, 0, 1);
  content = count (self);
  for (guint i = 0; i < G_N_ELEMENTS (content.groups); i++)
    g_assert_cmpuint (content.groups[i], >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (content.timeframes); i++)
    g_assert_cmpuint (content.timeframes[i], >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (content.meanings); i++)
    g_assert_cmpuint (content.meanings[i], >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (content.events); i++)
    g_assert_cmpuint (content.events[i], >, 0);
  g_assert_cmpuint (content.n_drafts, >, 0);
  g_assert_cmpuint (content.n_addenda, >, 0);
  g_assert_cmpuint (content.n_overrides, >, 0);
  g_assert_cmpuint (content.n_history_only, >, 0);
  g_assert_cmpuint (content.n_not_known, >, 0);
  g_assert_cmpuint (content.n_corrected, >, 0);
  /* About half of those whose outcome could be known have one. */
  g_assert_cmpuint (content.n_followed * 10, >, content.n_old * 4);
  g_assert_cmpuint (content.n_followed * 10, <, content.n_old * 7);
}

static void
test_nothing_in_future (Record *self, gconstpointer data)
{
  g_autoptr (GPtrArray) patients = NULL;

  fill (self, 30, 6, 7);
  patients = list_patients (self);
  for (guint i = 0; i < patients->len; i++)
    {
      LumbarPatient *patient = patients->pdata[i];
      g_autoptr (GPtrArray) encounters = list_encounters (self, patient);
      g_autoptr (GPtrArray) events = lumbar_store_list_events (self->store, patient->id, NULL);

      for (guint j = 0; j < encounters->len; j++)
        {
          LumbarEncounter *encounter = encounters->pdata[j];

          g_assert_cmpstr (encounter->started_at, <, TODAY);
          g_assert_cmpstr (encounter->signed_at, <, TODAY);
          g_assert_cmpstr (encounter->started_at, >, patient->birth_date);
          if (encounter->status == LUMBAR_ENCOUNTER_SIGNED)
            g_assert_cmpstr (encounter->started_at, <, encounter->signed_at);
        }
      for (guint j = 0; j < events->len; j++)
        g_assert_cmpstr (((LumbarEvent *) events->pdata[j])->on, <=, TODAY);
    }
}

static void
check_answers (Record *self, LumbarEncounter *encounter)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (self->knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (self->knowledge); i++)
    lumbar_interview_restore (interview, i, lumbar_response_get_answer (encounter->response, i), FALSE, NULL);
  lumbar_interview_carry_forward (interview, NULL);
  g_assert_cmpuint (lumbar_interview_get_n_set_aside (interview), ==, 0);
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (self->knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (self->knowledge, i);
      LumbarAnswer *answer = lumbar_response_get_answer (encounter->response, i);
      g_autofree char *text = answer ? lumbar_answer_to_string (answer, finding) : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarAnswer) again = text ? lumbar_answer_new_from_string (finding, text, &error) : NULL;

      g_assert_no_error (error);
      g_assert_true (lumbar_answer_equal (answer, again));
    }
}

static void
test_answers_stand_up (Record *self, gconstpointer data)
{
  g_autoptr (GPtrArray) patients = NULL;

  fill (self, 40, 5, 3);
  patients = list_patients (self);
  for (guint i = 0; i < patients->len; i++)
    {
      g_autoptr (GPtrArray) encounters = list_encounters (self, patients->pdata[i]);

      for (guint j = 0; j < encounters->len; j++)
        {
          g_autoptr (LumbarEncounter) encounter =
            get_encounter (self, ((LumbarEncounter *) encounters->pdata[j])->id);

          if (encounter->status == LUMBAR_ENCOUNTER_SIGNED)
            check_answers (self, encounter);
        }
    }
}

/* Who, when and what, without the ids, which are always new. */
static void
describe_encounter (GString *text, LumbarKnowledge *knowledge, LumbarEncounter *encounter)
{
  g_string_append_printf (text, "  %s %s %s\n", encounter->started_at, encounter->signed_at,
                          encounter->conclusion ? encounter->conclusion->impression : "");
  for (guint i = 0; i < encounter->outcomes->len; i++)
    {
      const LumbarOutcome *outcome = encounter->outcomes->pdata[i];
      g_autofree char *words = lumbar_outcome_describe (outcome, knowledge);

      g_string_append_printf (text, "    %s %s\n", outcome->at, words);
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarAnswer *answer = encounter->response ? lumbar_response_get_answer (encounter->response, i) : NULL;
      g_autofree char *value = answer ? lumbar_answer_to_string (answer, finding) : NULL;

      if (value != NULL)
        g_string_append_printf (text, "    %s=%s\n", finding->id, value);
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  LumbarPatient *first = *(LumbarPatient **) a;
  LumbarPatient *second = *(LumbarPatient **) b;

  return strcmp (first->record_number, second->record_number);
}

static char *
describe (Record *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) patients = list_patients (self);

  g_ptr_array_sort (patients, compare_numbers);
  for (guint i = 0; i < patients->len; i++)
    {
      LumbarPatient *patient = patients->pdata[i];
      g_autoptr (GPtrArray) encounters = list_encounters (self, patient);

      g_string_append_printf (text, "%s %s, %s, %s\n", patient->record_number, patient->family_name,
                              patient->given_name, patient->birth_date);
      for (guint j = 0; j < encounters->len; j++)
        {
          g_autoptr (LumbarEncounter) encounter =
            get_encounter (self, ((LumbarEncounter *) encounters->pdata[j])->id);

          describe_encounter (text, self->knowledge, encounter);
        }
    }
  return g_string_free (text, FALSE);
}

static char *
describe_new (guint32 seed)
{
  Record record = { 0 };
  char *text;

  record_setup (&record, NULL);
  fill (&record, 28, 4, seed);
  text = describe (&record);
  record_teardown (&record, NULL);
  return text;
}

static void
test_seed (void)
{
  g_autofree char *first = describe_new (11);
  g_autofree char *again = describe_new (11);
  g_autofree char *other = describe_new (12);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

/* How many patients and visits are asked for. */
typedef struct {
  const char *path;
  guint patients;
  guint visits;
} Size;

static void
test_size (gconstpointer data)
{
  const Size *size = data;
  Record record = { 0 };
  Content content;

  record_setup (&record, NULL);
  fill (&record, size->patients, size->visits, 5);
  content = count (&record);
  g_assert_cmpuint (content.n_signed, ==, size->patients * size->visits);
  record_teardown (&record, NULL);
}

static void
test_read_only (Record *self, gconstpointer data)
{
  g_autoptr (LumbarStore) reader = NULL;
  g_autoptr (GError) error = NULL;

  reader = lumbar_store_open (self->knowledge, self->path, LUMBAR_STORE_READ_ONLY, "Example Clinician", &error);
  g_assert_no_error (error);
  g_assert_false (lumbar_example_fill (reader, 2, 2, 1, TODAY, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_READ_ONLY);
}

int
main (int argc, char *argv[])
{
  static const Size sizes[] = {
    { "/store/example/size/one-visit", 3, 1 },
    { "/store/example/size/fewer-visits-than-stories", 26, 2 },
    { "/store/example/size/more-visits-than-stories", 5, 12 },
    { "/store/example/size/more-patients-than-stories", 60, 3 },
  };

  g_test_init (&argc, &argv, NULL);

#define TABLES_TEST(path, func) g_test_add (path, Tables, NULL, tables_setup, func, tables_teardown)
#define RECORD_TEST(path, func) g_test_add (path, Record, NULL, record_setup, func, record_teardown)

  TABLES_TEST ("/store/example/tables/groups-are-computed", test_groups_computed);
  TABLES_TEST ("/store/example/tables/answers-are-asked", test_answers_asked);
  TABLES_TEST ("/store/example/tables/red-flags-are-acknowledged", test_flags_acknowledged);
  TABLES_TEST ("/store/example/tables/visits-are-in-order", test_visits_in_order);
  TABLES_TEST ("/store/example/tables/outcomes-are-in-time", test_outcomes_in_time);
  RECORD_TEST ("/store/example/record/patients-are-invented", test_patients_invented);
  RECORD_TEST ("/store/example/record/everything-occurs", test_everything_occurs);
  RECORD_TEST ("/store/example/record/nothing-in-the-future", test_nothing_in_future);
  RECORD_TEST ("/store/example/record/answers-stand-up", test_answers_stand_up);
  RECORD_TEST ("/store/example/record/read-only-refuses", test_read_only);
  g_test_add_func ("/store/example/seed/same-seed-same-clinic", test_seed);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_test_add_data_func (sizes[i].path, &sizes[i], test_size);
  return g_test_run ();
}

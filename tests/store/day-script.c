/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day of work: a new record, two patients whose visits are taken answer by answer and by turns, a conclusion, a
 * signature, an addendum, an event, an outcome, backups, an older record that is brought up to date, and a backup
 * that is restored. Ids and times are the same in each run, so that a record tells by its content how far it came. */

#include "day-script.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fixed-world.h"
#include "lumbar-migrations.h"

#define ANNA "a0000000-0000-4000-8000-000000000001"
#define BEN "b0000000-0000-4000-8000-000000000001"
#define EVENT "e0000000-0000-4000-8000-000000000001"

/* The ids that the record gives the two visits: the same in each run, known after the first. */
enum {
  ANNAS_VISIT,
  BENS_VISIT,
  N_VISITS,
};

static char visit_ids[N_VISITS][64];

/* From the dump of the older record. */
#define OLD_PATIENT "89a71015-b63c-48de-871d-05fb1dc192e4"
#define OLD_DRAFT "22fbcd1d-e54f-48c4-a116-31135a317914"
#define OLD_DUMP "clinic-v1.sql"

/* A log that is folded into the record often, so that a day sees it happen. */
static gboolean
open_store (Day *self, LumbarStore **store, DayFile file, GError **error)
{
  g_autofree char *path = day_get_path (self->folder, file);

  g_clear_pointer (store, lumbar_store_close);
  *store = lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "Dr Test", error);
  return *store != NULL &&
         lumbar_database_execute (lumbar_store_get_database (*store), "PRAGMA wal_autocheckpoint = 24", error);
}

static gboolean
open_record (Day *self, GError **error)
{
  return open_store (self, &self->store, DAY_RECORD, error);
}

static gboolean
check_open (LumbarStore *store)
{
  gint64 n = 0;

  return lumbar_database_query_int (lumbar_store_get_database (store), "SELECT count (*) FROM audit", &n, NULL) &&
         n > 0;
}

static gboolean
save_patient (Day *self, const char *id, const char *family, const char *note, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new (family, "Żółć", "1979-03-12", "female", family);

  lumbar_set_str (&patient->id, id);
  lumbar_set_str (&patient->note, note);
  return lumbar_store_save_patient (self->store, patient, error);
}

static gboolean
check_patient (LumbarStore *store, const char *id, const char *family)
{
  g_autoptr (LumbarPatient) patient = lumbar_store_get_patient (store, id, NULL);
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (store, family, 0, NULL);

  return patient != NULL && strcmp (patient->family_name, family) == 0 && found != NULL && found->len == 1;
}

static gboolean
save_anna (Day *self, GError **error)
{
  return save_patient (self, ANNA, "Nowak", "", error);
}

static gboolean
check_anna (LumbarStore *store)
{
  return check_patient (store, ANNA, "Nowak");
}

static gboolean
save_ben (Day *self, GError **error)
{
  return save_patient (self, BEN, "Berg", "", error);
}

static gboolean
check_ben (LumbarStore *store)
{
  return check_patient (store, BEN, "Berg");
}

static gboolean
note_on_ben (Day *self, GError **error)
{
  return save_patient (self, BEN, "Berg", "Rings first", error);
}

static gboolean
check_note_on_ben (LumbarStore *store)
{
  g_autoptr (LumbarPatient) ben = lumbar_store_get_patient (store, BEN, NULL);

  return ben != NULL && strcmp (ben->note, "Rings first") == 0;
}

static gboolean
begin_visit (Day *self, const char *patient, guint number, GError **error)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_start_encounter (self->store, patient, NULL, error);

  if (visit != NULL)
    g_strlcpy (visit_ids[number], visit->id, sizeof visit_ids[number]);
  return visit != NULL;
}

static gboolean
check_visit (LumbarStore *store, guint number)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (store, visit_ids[number], NULL);

  return visit != NULL;
}

static gboolean
begin_annas (Day *self, GError **error)
{
  return begin_visit (self, ANNA, ANNAS_VISIT, error);
}

static gboolean
check_annas (LumbarStore *store)
{
  return check_visit (store, ANNAS_VISIT);
}

static gboolean
begin_bens (Day *self, GError **error)
{
  return begin_visit (self, BEN, BENS_VISIT, error);
}

static gboolean
check_bens (LumbarStore *store)
{
  return check_visit (store, BENS_VISIT);
}

/* The answers by the name of the step that saves them. A later one takes the place of an earlier one. */
typedef struct {
  guint visit;
  const char *finding;
  const char *value; /* NULL: a long text */
  const char *note;
} DayAnswer;

static char *
get_value (const DayAnswer *answer)
{
  return answer->value ? g_strdup (answer->value) : g_strnfill (20000, 'x');
}

static gboolean
save_answer (Day *self, const DayAnswer *answer, GError **error)
{
  g_autofree char *value = get_value (answer);

  return lumbar_store_save_item (self->store, visit_ids[answer->visit], answer->finding, value, FALSE, answer->note,
                                 error);
}

static gboolean
check_answer (LumbarStore *store, const DayAnswer *answer)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (test_knowledge (), answer->finding);
  g_autofree char *wanted = get_value (answer);
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (store, visit_ids[answer->visit], NULL);
  LumbarAnswer *found = visit ? lumbar_response_get_answer (visit->response, finding->index) : NULL;
  const char *note = visit ? lumbar_response_get_note (visit->response, finding->index) : NULL;
  g_autofree char *value = found ? lumbar_answer_to_string (found, finding) : NULL;

  return g_strcmp0 (value, wanted) == 0 && g_strcmp0 (note, answer->note) == 0;
}

#define DAY_ANSWER(name, ...)                               \
  static const DayAnswer answer_##name = { __VA_ARGS__ };   \
                                                            \
  static gboolean save_##name (Day *self, GError **error)   \
  {                                                         \
    return save_answer (self, &answer_##name, error);       \
  }                                                         \
                                                            \
  static gboolean check_##name (LumbarStore *store)         \
  {                                                         \
    return check_answer (store, &answer_##name);            \
  }

DAY_ANSWER (annas_age, ANNAS_VISIT, "age-years", "54", "As told")
DAY_ANSWER (bens_age, BENS_VISIT, "age-years", "61", NULL)
DAY_ANSWER (annas_pain, ANNAS_VISIT, "pain-nrs-average", "6", NULL)
DAY_ANSWER (annas_words, ANNAS_VISIT, "patient-words", NULL, NULL)
DAY_ANSWER (bens_pain, BENS_VISIT, "pain-nrs-average", "3", NULL)
DAY_ANSWER (annas_saddle, ANNAS_VISIT, "saddle-numbness", "new", "Since Monday")
DAY_ANSWER (bens_new_pain, BENS_VISIT, "pain-nrs-average", "4", NULL)
DAY_ANSWER (bens_words, BENS_VISIT, "patient-words", "It pulls", NULL)

static gboolean
check_some_pain (LumbarStore *store)
{
  return check_bens_pain (store) || check_bens_new_pain (store);
}

static gboolean
save_place (Day *self, GError **error)
{
  return lumbar_store_save_place (self->store, visit_ids[BENS_VISIT], "age-years", error);
}

static gboolean
check_place (LumbarStore *store)
{
  g_autofree char *place = lumbar_store_get_place (store, visit_ids[BENS_VISIT], NULL);

  return g_strcmp0 (place, "age-years") == 0;
}

static gboolean
conclude (Day *self, GError **error)
{
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();

  return lumbar_store_save_conclusion (self->store, visit_ids[ANNAS_VISIT], conclusion, error);
}

static gboolean
check_conclusion (LumbarStore *store)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (store, visit_ids[ANNAS_VISIT], NULL);

  return visit != NULL && visit->conclusion != NULL && strcmp (visit->conclusion->comment, "Seen before") == 0 &&
         lumbar_conclusion_find_acknowledgement (visit->conclusion, "rf-ces") != NULL;
}

static gboolean
sign (Day *self, GError **error)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (self->store, visit_ids[ANNAS_VISIT], error);
  g_autoptr (LumbarAssessment) assessment = visit ? lumbar_assess (test_knowledge (), visit->response) : NULL;

  return visit != NULL && lumbar_store_sign_encounter (self->store, visit_ids[ANNAS_VISIT], visit->response, assessment,
                                                       visit->conclusion, NULL, error);
}

static gboolean
check_signed (LumbarStore *store)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (store, visit_ids[ANNAS_VISIT], NULL);

  return visit != NULL && visit->status == LUMBAR_ENCOUNTER_SIGNED && visit->assessment != NULL;
}

static gboolean
add_addendum (Day *self, GError **error)
{
  return lumbar_store_add_addendum (self->store, visit_ids[ANNAS_VISIT], "Rang back", error);
}

static gboolean
check_addendum (LumbarStore *store)
{
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (store, visit_ids[ANNAS_VISIT], NULL);

  return visit != NULL && visit->addenda->len == 1;
}

static gboolean
save_event (Day *self, GError **error)
{
  g_autoptr (LumbarEvent) event = lumbar_event_new (ANNA, LUMBAR_EVENT_IMAGING, "2026-11-20", "MRI lumbar spine");

  lumbar_set_str (&event->id, EVENT);
  return lumbar_store_save_event (self->store, event, error);
}

static gboolean
check_n_versions (LumbarStore *store, guint n)
{
  g_autoptr (GPtrArray) versions = lumbar_store_list_event_versions (store, EVENT, NULL);

  return versions != NULL && versions->len >= n;
}

static gboolean
check_event (LumbarStore *store)
{
  return check_n_versions (store, 1);
}

static gboolean
withdraw_event (Day *self, GError **error)
{
  return lumbar_store_withdraw_event (self->store, EVENT, error);
}

static gboolean
check_withdrawn (LumbarStore *store)
{
  return check_n_versions (store, 2);
}

static gboolean
add_outcome (Day *self, GError **error)
{
  g_autoptr (LumbarOutcome) outcome = outcome_new (visit_ids[ANNAS_VISIT], "facet-joint", "imaging");

  return lumbar_store_add_outcome (self->store, outcome, error);
}

static gboolean
check_outcome (LumbarStore *store)
{
  g_autoptr (GPtrArray) outcomes = lumbar_store_list_outcomes (store, ANNA, NULL);

  return outcomes != NULL && outcomes->len == 1;
}

static gboolean
back_up (Day *self, GError **error)
{
  g_autofree char *path = day_get_path (self->folder, DAY_COPY);

  return lumbar_store_backup (self->store, path, error);
}

/* What the record itself keeps of a backup is a row of its log. */
static gboolean
check_n_backups (LumbarStore *store, gint64 wanted)
{
  gint64 n = 0;

  return lumbar_database_query_int (lumbar_store_get_database (store),
                                    "SELECT count (*) FROM audit WHERE action = 'backup'", &n, NULL) &&
         n >= wanted;
}

static gboolean
check_first_backup (LumbarStore *store)
{
  return check_n_backups (store, 1);
}

static gboolean
check_second_backup (LumbarStore *store)
{
  return check_n_backups (store, 2);
}

static gboolean
close_record (Day *self, GError **error)
{
  g_clear_pointer (&self->store, lumbar_store_close);
  return TRUE;
}

static gboolean
open_older (Day *self, GError **error)
{
  return open_store (self, &self->older, DAY_OLDER, error);
}

static gboolean
check_older (LumbarStore *store)
{
  g_autoptr (LumbarPatient) patient = lumbar_store_get_patient (store, OLD_PATIENT, NULL);
  guint version = 0;

  return patient != NULL && lumbar_migrations_get_version (lumbar_store_get_database (store), &version, NULL) &&
         version == lumbar_migrations_get_newest ();
}

static gboolean
go_on_older (Day *self, GError **error)
{
  return lumbar_store_save_item (self->older, OLD_DRAFT, "smoker", "yes", FALSE, NULL, error);
}

static gboolean
check_went_on (LumbarStore *store)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (test_knowledge (), "smoker");
  g_autoptr (LumbarEncounter) visit = lumbar_store_get_encounter (store, OLD_DRAFT, NULL);

  return visit != NULL && lumbar_response_get_answer (visit->response, finding->index) != NULL;
}

static gboolean
restore_copy (Day *self, GError **error)
{
  g_autofree char *copy = day_get_path (self->folder, DAY_COPY);
  g_autofree char *older = day_get_path (self->folder, DAY_OLDER);

  g_clear_pointer (&self->older, lumbar_store_close);
  return lumbar_store_restore (copy, older, error);
}

static gboolean
check_restored (LumbarStore *store)
{
  return check_anna (store) && check_outcome (store) && check_signed (store);
}

const DayStep day_steps[] = {
  { "open-new", DAY_RECORD, open_record, check_open },
  { "anna", DAY_RECORD, save_anna, check_anna },
  { "ben", DAY_RECORD, save_ben, check_ben },
  { "annas-visit", DAY_RECORD, begin_annas, check_annas },
  { "annas-age", DAY_RECORD, save_annas_age, check_annas_age },
  { "bens-visit", DAY_RECORD, begin_bens, check_bens },
  { "bens-age", DAY_RECORD, save_bens_age, check_bens_age },
  { "annas-pain", DAY_RECORD, save_annas_pain, check_annas_pain },
  { "annas-words", DAY_RECORD, save_annas_words, check_annas_words },
  { "bens-pain", DAY_RECORD, save_bens_pain, check_some_pain },
  { "bens-place", DAY_RECORD, save_place, check_place },
  { "annas-saddle", DAY_RECORD, save_annas_saddle, check_annas_saddle },
  { "close", DAY_RECORD, close_record, check_open },
  { "open-again", DAY_RECORD, open_record, check_open },
  { "annas-conclusion", DAY_RECORD, conclude, check_conclusion },
  { "bens-new-pain", DAY_RECORD, save_bens_new_pain, check_bens_new_pain },
  { "sign", DAY_RECORD, sign, check_signed },
  { "addendum", DAY_RECORD, add_addendum, check_addendum },
  { "event", DAY_RECORD, save_event, check_event },
  { "withdraw", DAY_RECORD, withdraw_event, check_withdrawn },
  { "backup", DAY_RECORD, back_up, check_first_backup },
  { "outcome", DAY_RECORD, add_outcome, check_outcome },
  { "note-on-ben", DAY_RECORD, note_on_ben, check_note_on_ben },
  { "backup-again", DAY_RECORD, back_up, check_second_backup },
  { "bens-words", DAY_RECORD, save_bens_words, check_bens_words },
  { "open-older", DAY_OLDER, open_older, check_older },
  { "go-on-older", DAY_OLDER, go_on_older, check_went_on },
  { "restore", DAY_OLDER, restore_copy, check_restored },
};

const guint day_n_steps = G_N_ELEMENTS (day_steps);

/**
 * day_prepare:
 * @folder: an empty folder
 *
 * Puts into it what is there before the day begins: the older record.
 */
void
day_prepare (const char *folder)
{
  g_autofree char *dump = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "store", OLD_DUMP, NULL);
  g_autofree char *path = day_get_path (folder, DAY_OLDER);
  g_autofree char *sql = NULL;

  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  g_assert_cmpint (raw_execute (path, sql, NULL), ==, SQLITE_OK);
}

Day *
day_new (const char *folder)
{
  Day *self = g_new0 (Day, 1);

  self->folder = g_strdup (folder);
  return self;
}

void
day_free (Day *self)
{
  g_clear_pointer (&self->store, lumbar_store_close);
  g_clear_pointer (&self->older, lumbar_store_close);
  g_free (self->folder);
  g_free (self);
}

char *
day_get_path (const char *folder, DayFile file)
{
  switch (file)
    {
    case DAY_COPY:
      return g_build_filename (folder, "copy.db", NULL);
    case DAY_OLDER:
      return g_build_filename (folder, "older.db", NULL);
    case DAY_RECORD:
    default:
      return g_build_filename (folder, "data", "lumbar", "record.db", NULL);
    }
}

/**
 * day_run:
 *
 * Does one step, at its own time of the day.
 *
 * Returns: %FALSE with @error set where the record refused it
 */
gboolean
day_run (Day *self, guint step, GError **error)
{
  g_autofree char *now = g_strdup_printf ("2026-11-22T10:%02u:00Z", step);

  fixed_world_set_time (now);
  fixed_world_set_ids (step + 1);
  return day_steps[step].run (self, error);
}

/**
 * day_join:
 * @step: the step that comes next
 *
 * Opens what is open at this time of the day.
 */
void
day_join (Day *self, guint step)
{
  g_autoptr (GError) error = NULL;

  if (step > 0 && step != day_find ("open-again") && step <= day_find ("bens-words"))
    open_record (self, &error);
  g_assert_no_error (error);
  if (step == day_find ("go-on-older") || step == day_find ("restore"))
    open_older (self, &error);
  g_assert_no_error (error);
}

/**
 * day_resumes:
 * @store: one of the day's files, open
 * @n_done: how many steps it must hold
 * @problem: (out): the step that is not kept
 *
 * Returns: whether all steps before are kept
 */
gboolean
day_resumes (LumbarStore *store, guint n_done, DayFile file, const char **problem)
{
  guint from = 0;

  /* Once restored, the older record is another one. */
  if (file == DAY_OLDER && n_done > day_find ("restore"))
    from = day_find ("restore");
  for (guint i = from; i < n_done; i++)
    if (day_steps[i].file == file && !day_steps[i].check (store))
      {
        *problem = day_steps[i].name;
        return FALSE;
      }
  return TRUE;
}

/**
 * day_find:
 *
 * Returns: the number of the step called @name
 */
guint
day_find (const char *name)
{
  for (guint i = 0; i < day_n_steps; i++)
    if (strcmp (day_steps[i].name, name) == 0)
      return i;
  g_error ("there is no step %s", name);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who enters, what each role may do, and what the log says about it. */

#include "store-support.h"

#include <string.h>

#include "lumbar-login-delay.h"

#define RIGHT "an invented passphrase"
#define WRONG "another invented one"

static char *recovery;

/* A record with a clinician, an assistant and a reader; the clinician has entered. */
static Record *
make_guarded (void)
{
  Record *record = record_new ();
  g_autoptr (LumbarPractitioner) clinician = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (LumbarPractitioner) assistant = lumbar_practitioner_new ("Nurse Example", LUMBAR_ROLE_ASSISTANT);
  g_autoptr (LumbarPractitioner) reader = lumbar_practitioner_new ("Student Example", LUMBAR_ROLE_READER);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&recovery, g_free);
  g_assert_true (lumbar_store_protect (record->store, clinician, RIGHT, &recovery, &error));
  g_assert_no_error (error);
  g_assert_true (lumbar_store_save_practitioner (record->store, assistant, RIGHT, &error));
  g_assert_true (lumbar_store_save_practitioner (record->store, reader, RIGHT, &error));
  return record;
}

static char *
id_of (Record *record, const char *name)
{
  g_autoptr (GPtrArray) all = lumbar_store_list_practitioners (record->store, NULL);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((LumbarPractitioner *) all->pdata[i])->name, name))
      return g_strdup (((LumbarPractitioner *) all->pdata[i])->id);
  g_assert_not_reached ();
}

static void
enter_as (Record *record, const char *name)
{
  g_autofree char *id = id_of (record, name);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_login (record->store, id, RIGHT, &error));
  g_assert_no_error (error);
}

static void
fail_to_enter (Record *record, const char *name, const char *passphrase, const char *said)
{
  g_autofree char *id = id_of (record, name);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_login (record->store, id, passphrase, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, said);
  g_assert_true (lumbar_store_is_shut (record->store));
}

/* Nothing of a shut record is read or written, whatever is asked. */
static void
test_shut (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *draft = record_add_draft (record, patient->id, "2026-02-05T09:00:00Z");
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *backup = NULL;

  lumbar_store_lock (record->store);
  g_assert_true (lumbar_store_is_shut (record->store));
  g_assert_null (lumbar_store_search_patients (record->store, "", 0, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "is locked");
  g_clear_error (&error);
  g_assert_null (lumbar_store_get_encounter (record->store, draft, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "is locked");
  g_clear_error (&error);
  g_assert_false (lumbar_store_save_item (record->store, draft, "smoker", "yes", FALSE, NULL, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "is locked");
  g_clear_error (&error);
  /* Whether it is whole, and a copy as guarded as it is, need no passphrase. */
  g_assert_true (lumbar_store_verify (record->store, &summary, &error));
  backup = record_file (record, "backup.db");
  g_assert_true (lumbar_store_backup (record->store, backup, &error));
  g_assert_true (lumbar_store_is_shut (record->store));
  g_assert_null (lumbar_store_list_patient_versions (record->store, patient->id, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "is locked");
  g_clear_error (&error);

  /* Opened again, it is as shut. */
  record_reopen (record);
  g_assert_true (lumbar_store_is_shut (record->store));
  g_assert_null (lumbar_store_list_log (record->store, NULL, 0, 9, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "is locked");
  enter_as (record, "Nurse Example");
  g_assert_cmpstr (lumbar_store_get_practitioner (record->store)->name, ==, "Nurse Example");
}

typedef struct {
  const char *name;
  gboolean (*act) (Record *record, const char *patient, const char *draft, const char *visit, GError **error);
  LumbarRight right;
} RightCase;

static gboolean
read_list (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (GPtrArray) visits = lumbar_store_list_encounters (record->store, patient, error);

  return visits != NULL;
}

static gboolean
log_view (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  return lumbar_store_log (record->store, "view", "patient", patient, NULL, error);
}

static gboolean
change_patient (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (LumbarPatient) changed = lumbar_store_get_patient (record->store, patient, NULL);

  lumbar_set_str (&changed->note, "Changed");
  return lumbar_store_save_patient (record->store, changed, error);
}

static gboolean
start_visit (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (LumbarEncounter) started = lumbar_store_start_encounter (record->store, patient, NULL, error);

  return started != NULL;
}

static gboolean
answer (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  return lumbar_store_save_item (record->store, draft, "smoker", "yes", FALSE, NULL, error) &&
         lumbar_store_save_place (record->store, draft, "smoker", error);
}

static gboolean
conclude (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();

  return lumbar_store_save_conclusion (record->store, draft, conclusion, error);
}

static gboolean
add_event (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (LumbarEvent) event = lumbar_event_new (patient, LUMBAR_EVENT_FALL, "2026-01-07", "");

  return lumbar_store_save_event (record->store, event, error) &&
         lumbar_store_withdraw_event (record->store, event->id, error);
}

static gboolean
discard (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  return lumbar_store_discard_draft (record->store, draft, error);
}

static gboolean
sign (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (LumbarResponse) response = response_new ("age-years", "54", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();

  return lumbar_store_sign_encounter (record->store, draft, response, assessment, conclusion, NULL, error);
}

static gboolean
add_addendum (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  return lumbar_store_add_addendum (record->store, visit, "MRI: no compression", error);
}

static gboolean
add_outcome (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (LumbarOutcome) outcome = outcome_new (visit, "facet-joint", "imaging");

  return lumbar_store_add_outcome (record->store, outcome, error);
}

static gboolean
delete_patient (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  return lumbar_store_delete_patient (record->store, patient, error);
}

static gboolean
merge (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (GPtrArray) all = lumbar_store_search_patients (record->store, "Twice", 1, NULL);

  return lumbar_store_merge_patient (record->store, ((LumbarPatient *) all->pdata[0])->id, patient, error);
}

static gboolean
erase (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  return lumbar_store_erase_patient (record->store, patient, "GDPR, article 17", error);
}

static gboolean
let_somebody_in (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  g_autoptr (LumbarPractitioner) other = lumbar_practitioner_new ("Dr Other", LUMBAR_ROLE_CLINICIAN);

  return lumbar_store_save_practitioner (record->store, other, RIGHT, error);
}

static gboolean
give_up_passphrases (Record *record, const char *patient, const char *draft, const char *visit, GError **error)
{
  return lumbar_store_unprotect (record->store, RIGHT, error);
}

static const RightCase rights[] = {
  { "read", read_list, LUMBAR_RIGHT_READ },
  { "log-a-view", log_view, LUMBAR_RIGHT_READ },
  { "change-a-patient", change_patient, LUMBAR_RIGHT_PREPARE },
  { "start-a-visit", start_visit, LUMBAR_RIGHT_PREPARE },
  { "answer", answer, LUMBAR_RIGHT_PREPARE },
  { "conclude", conclude, LUMBAR_RIGHT_PREPARE },
  { "add-and-withdraw-an-event", add_event, LUMBAR_RIGHT_PREPARE },
  { "discard-a-draft", discard, LUMBAR_RIGHT_PREPARE },
  { "sign", sign, LUMBAR_RIGHT_SIGN },
  { "add-an-addendum", add_addendum, LUMBAR_RIGHT_SIGN },
  { "add-an-outcome", add_outcome, LUMBAR_RIGHT_SIGN },
  { "delete-a-patient", delete_patient, LUMBAR_RIGHT_MANAGE },
  { "merge", merge, LUMBAR_RIGHT_MANAGE },
  { "erase", erase, LUMBAR_RIGHT_MANAGE },
  { "let-somebody-in", let_somebody_in, LUMBAR_RIGHT_MANAGE },
  { "give-up-passphrases", give_up_passphrases, LUMBAR_RIGHT_MANAGE },
};

static const struct {
  const char *name;
  LumbarRight most;
} people[] = {
  { "Student Example", LUMBAR_RIGHT_READ },
  { "Nurse Example", LUMBAR_RIGHT_PREPARE },
  { "Dr Example", LUMBAR_RIGHT_MANAGE },
};

/* What one may not do changes nothing, not even the log. */
static void
test_right (gconstpointer data)
{
  const RightCase *test = data;
  g_autoptr (Record) record = make_guarded ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autoptr (LumbarPatient) twice = record_add_patient (record, "Twice", "Anna", "", "2");
  g_autofree char *visit = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
  g_autofree char *draft = record_add_draft (record, patient->id, "2026-02-05T09:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 before, after;
      gboolean done;

      enter_as (record, people[i].name);
      before = raw_int (record->path, "SELECT count (*) FROM audit");
      done = test->act (record, patient->id, draft, visit, &error);
      after = raw_int (record->path, "SELECT count (*) FROM audit");
      g_assert_cmpint (done, ==, test->right <= people[i].most);
      if (!done)
        {
          g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED);
          g_assert_cmpint (before, ==, after);
        }
      else if (test->act == discard || test->act == merge || test->act == delete_patient || test->act == erase)
        break; /* It can be done once */
    }
  if (test->act != give_up_passphrases)
    enter_as (record, "Dr Example");
  g_assert_true (lumbar_store_verify (record->store, NULL, NULL));
}

/* Three slips are free; then each wrong one makes the wait longer, also after the program was started again. */
static void
test_guessing_is_slow (void)
{
  g_autoptr (Record) record = make_guarded ();

  for (guint i = 0; i < 3; i++)
    fail_to_enter (record, "Dr Example", WRONG, "not the passphrase");
  fail_to_enter (record, "Dr Example", RIGHT, "Wait ");
  record_reopen (record);
  fail_to_enter (record, "Dr Example", RIGHT, "Wait ");
  /* Others are not kept out. */
  enter_as (record, "Nurse Example");
}

typedef struct {
  const char *name;
  int seconds;      /* Between the last wrong passphrase and now; before 0: the clock was set back */
  const char *at;   /* What the log says of it, where that is no time */
  gboolean waits;
} ClockCase;

static const ClockCase clocks[] = {
  { "just-now", 1, NULL, TRUE },
  { "waited", 3600, NULL, FALSE },
  { "set-back-a-minute", -60, NULL, TRUE },
  { "set-back-a-day", -86400, NULL, FALSE },
  { "no-time", 0, "yesterday", FALSE },
};

/* A clock that is wrong keeps nobody out for longer than the wait itself. */
static void
test_delay_by_clock (gconstpointer data)
{
  const ClockCase *row = data;
  g_autoptr (Record) record = make_guarded ();
  g_autofree char *id = id_of (record, "Nurse Example");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, -row->seconds);
  g_autofree char *at = row->at != NULL ? g_strdup (row->at) : g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO audit (at, who, action, subject_kind, subject_id, detail, previous_hash, hash)"
                         " SELECT '%s', '', 'login-failed', 'practitioner', '%s', '', hash, hash FROM audit LIMIT 1",
                         at, id);

      g_assert_cmpint (raw_execute (record->path, sql, NULL), ==, SQLITE_OK);
    }
  g_assert_cmpint (
    lumbar_login_delay_check (lumbar_store_get_database (record->store), id, &error), ==, !row->waits);
  if (row->waits)
    assert_error (error, LUMBAR_ERROR_DENIED, "Too many wrong passphrases. Wait ");
}

typedef struct {
  const char *name;
  const char *person; /* What they are to be called */
  const char *passphrase;
  const char *said;
} BadPersonCase;

#define FIFTY "0123456789012345678901234567890123456789 of fifty."

static const BadPersonCase bad_people[] = {
  { "no-name", "", RIGHT, "needs a name" },
  { "only-blanks", " \t\n ", RIGHT, "needs a name" },
  { "too-long-a-name", FIFTY FIFTY FIFTY FIFTY "1", RIGHT, "needs a name" },
  { "taken-name", "Nurse Example", RIGHT, "UNIQUE" },
  { "short-passphrase", "Dr Other", "seven77", "too short" },
};

/* Refused before anything is changed, and whoever was to be new has no id. */
static void
test_bad_person (gconstpointer data)
{
  const BadPersonCase *row = data;
  g_autoptr (Record) record = make_guarded ();
  g_autoptr (Record) unguarded = record_new ();
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new (row->person, LUMBAR_ROLE_CLINICIAN);
  g_autofree char *before = content_digest (record->path);
  g_autofree char *after = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_save_practitioner (record->store, person, row->passphrase, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, row->said);
  g_clear_error (&error);
  g_assert_cmpstr (person->id, ==, "");
  after = content_digest (record->path);
  g_assert_cmpstr (before, ==, after);
  /* Nobody is there yet who could have the name. */
  if (g_str_equal (row->name, "taken-name"))
    return;
  g_assert_false (lumbar_store_protect (unguarded->store, person, row->passphrase, &made, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, row->said);
  g_assert_null (made);
  g_assert_false (lumbar_store_is_guarded (unguarded->store));
}

/* Whom nobody knows is told so, and the record is shut. */
static void
test_unknown_person (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_login (record->store, "nobody", RIGHT, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "Nobody of this name");
  g_clear_error (&error);
  g_assert_true (lumbar_store_is_shut (record->store));
  g_assert_false (lumbar_store_recover (record->store, "nobody", recovery, RIGHT, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "Nobody of this name");
  g_clear_error (&error);
  g_assert_false (lumbar_store_recover (record->store, "nobody", recovery, "seven77", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "too short");
  g_assert_true (lumbar_store_is_shut (record->store));
}

static const struct {
  guint n_failed;
  gint64 delay;
} delays[] = { { 0, 0 }, { 2, 0 }, { 3, 5 }, { 4, 10 }, { 5, 20 }, { 10, 640 }, { 11, 900 }, { 1000000, 900 } };

static void
test_delays (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (delays); i++)
    g_assert_cmpint (lumbar_login_delay_get (delays[i].n_failed), ==, delays[i].delay);
}

static void
test_log_tells (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autofree char *id = id_of (record, "Nurse Example");
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) told = g_string_new (NULL);

  enter_as (record, "Nurse Example");
  lumbar_store_lock (record->store);
  fail_to_enter (record, "Nurse Example", WRONG, "not the passphrase");
  enter_as (record, "Nurse Example");
  entries = lumbar_store_list_log (record->store, id, 0, 4, NULL);
  g_assert_cmpuint (entries->len, ==, 4);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (told, "%s ", ((LumbarLogEntry *) entries->pdata[i])->action);
  g_assert_cmpstr (told->str, ==, "login login-failed logout login ");
  text = raw_text (record->path, "SELECT group_concat (who || detail) FROM audit");
  g_assert_null (strstr (text, RIGHT));
  g_assert_null (strstr (text, WRONG));
}

static void
test_changed_passphrase (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autofree char *id = id_of (record, "Nurse Example");
  g_autoptr (GError) error = NULL;

  enter_as (record, "Nurse Example");
  g_assert_false (lumbar_store_change_passphrase (record->store, WRONG, "a third invented one", &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "not the passphrase");
  g_clear_error (&error);
  g_assert_false (lumbar_store_change_passphrase (record->store, RIGHT, "short", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "too short");
  g_clear_error (&error);
  g_assert_true (lumbar_store_change_passphrase (record->store, RIGHT, "a third invented one", &error));
  fail_to_enter (record, "Nurse Example", RIGHT, "not the passphrase");
  g_assert_true (lumbar_store_login (record->store, id, "a third invented one", &error));
  /* Who else may enter is not touched. */
  enter_as (record, "Dr Example");
}

static void
test_barred (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autofree char *nurse = id_of (record, "Nurse Example");
  g_autofree char *doctor = id_of (record, "Dr Example");
  g_autoptr (GPtrArray) all = lumbar_store_list_practitioners (record->store, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      LumbarPractitioner *person = all->pdata[i];

      if (g_str_equal (person->id, nurse))
        g_assert_true (lumbar_store_save_practitioner (record->store, person, "", &error));
      else if (g_str_equal (person->id, doctor))
        {
          g_assert_false (lumbar_store_save_practitioner (record->store, person, "", &error));
          assert_error (error, LUMBAR_ERROR_INPUT, "last clinician");
          g_clear_error (&error);
          person->role = LUMBAR_ROLE_READER;
          g_assert_false (lumbar_store_save_practitioner (record->store, person, NULL, &error));
          assert_error (error, LUMBAR_ERROR_INPUT, "last clinician");
          g_clear_error (&error);
        }
    }
  fail_to_enter (record, "Nurse Example", RIGHT, "no longer enter");
}

static void
test_recovery (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autofree char *doctor = id_of (record, "Dr Example");
  g_autoptr (LumbarKey) other = lumbar_key_new_random ();
  g_autofree char *foreign = lumbar_key_to_recovery (other);
  g_autoptr (GError) error = NULL;

  lumbar_store_lock (record->store);
  g_assert_false (lumbar_store_recover (record->store, doctor, foreign, "a new invented one", &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "does not belong");
  g_clear_error (&error);
  g_assert_true (lumbar_store_is_shut (record->store));
  g_assert_true (lumbar_store_recover (record->store, doctor, recovery, "a new invented one", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (lumbar_store_get_practitioner (record->store)->name, ==, "Dr Example");
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  fail_to_enter (record, "Dr Example", RIGHT, "not the passphrase");
}

/* A key put into the row of somebody by hand opens nothing. */
static void
test_foreign_key (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autoptr (LumbarKey) other = lumbar_key_new_random ();
  g_autofree char *wrapped = lumbar_key_wrap (other, WRONG, NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE practitioner SET wrapped = '%s'", wrapped);
  g_autofree char *id = id_of (record, "Dr Example");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (raw_execute (record->path, sql, NULL), ==, SQLITE_OK);
  g_assert_false (lumbar_store_login (record->store, id, WRONG, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "does not belong");
  g_assert_true (lumbar_store_is_shut (record->store));
}

static void
test_unprotected (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autoptr (LumbarPractitioner) again = lumbar_practitioner_new ("Dr Again", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_unprotect (record->store, WRONG, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "not the passphrase");
  g_clear_error (&error);
  g_assert_true (lumbar_store_unprotect (record->store, RIGHT, &error));
  g_assert_false (lumbar_store_is_guarded (record->store));
  record_reopen (record);
  g_assert_false (lumbar_store_is_shut (record->store));
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
  /* Guarded again, with another key. */
  g_clear_pointer (&recovery, g_free);
  g_assert_true (lumbar_store_protect (record->store, again, RIGHT, &recovery, &error));
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* What was signed is signed by whoever entered; what an assistant did about a red flag stays the assistant's. */
static void
test_authors (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autofree char *draft = record_add_draft (record, patient->id, "2026-02-05T09:00:00Z");
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (LumbarResponse) response = response_new ("age-years", "54", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarEncounter) prepared = NULL;
  g_autoptr (LumbarEncounter) visit = NULL;
  g_autoptr (GError) error = NULL;

  enter_as (record, "Nurse Example");
  g_assert_true (lumbar_store_save_conclusion (record->store, draft, conclusion, &error));
  enter_as (record, "Dr Example");
  prepared = lumbar_store_get_encounter (record->store, draft, &error);
  g_assert_true (lumbar_store_sign_encounter (record->store, draft, response, assessment, prepared->conclusion, NULL,
                                              &error));
  visit = lumbar_store_get_encounter (record->store, draft, &error);
  g_assert_cmpstr (visit->author, ==, "Dr Example");
  g_assert_cmpuint (visit->conclusion->acknowledgements->len, >, 0);
  g_assert_cmpstr (((LumbarAcknowledgement *) visit->conclusion->acknowledgements->pdata[0])->author, ==,
                   "Nurse Example");
}

/* A guarded record without an acting clinician can still be looked at where nothing can be written. */
static void
test_read_only (void)
{
  g_autoptr (Record) record = make_guarded ();
  g_autofree char *id = id_of (record, "Student Example");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&record->store, lumbar_store_close);
  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, NULL, &error);
  g_assert_true (lumbar_store_is_shut (record->store));
  g_assert_false (lumbar_store_login (record->store, id, WRONG, &error));
  g_clear_error (&error);
  g_assert_true (lumbar_store_login (record->store, id, RIGHT, &error));
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  lumbar_store_lock (record->store);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/people/nothing-of-a-shut-record", test_shut);
  for (guint i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      g_autofree char *path = g_strconcat ("/store/people/right/", rights[i].name, NULL);

      g_test_add_data_func (path, &rights[i], test_right);
    }
  g_test_add_func ("/store/people/guessing-is-slow", test_guessing_is_slow);
  g_test_add_func ("/store/people/how-slow", test_delays);
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autofree char *path = g_strconcat ("/store/people/delay-by-clock/", clocks[i].name, NULL);

      g_test_add_data_func (path, &clocks[i], test_delay_by_clock);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_people); i++)
    {
      g_autofree char *path = g_strconcat ("/store/people/bad/", bad_people[i].name, NULL);

      g_test_add_data_func (path, &bad_people[i], test_bad_person);
    }
  g_test_add_func ("/store/people/unknown", test_unknown_person);
  g_test_add_func ("/store/people/the-log-tells", test_log_tells);
  g_test_add_func ("/store/people/changed-passphrase", test_changed_passphrase);
  g_test_add_func ("/store/people/barred", test_barred);
  g_test_add_func ("/store/people/recovery", test_recovery);
  g_test_add_func ("/store/people/a-foreign-key-opens-nothing", test_foreign_key);
  g_test_add_func ("/store/people/unprotected", test_unprotected);
  g_test_add_func ("/store/people/by-whom", test_authors);
  g_test_add_func ("/store/people/read-only", test_read_only);
  status = g_test_run ();
  g_free (recovery);
  return status;
}

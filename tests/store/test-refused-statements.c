/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whichever statement of a call the database refuses, or breaks off once it runs, the call says so, the
 * record is as it was, and the same call succeeds afterwards. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-database-private.h"
#include "lumbar-example.h"

#define MINE "an invented passphrase"
#define THEIRS "another invented one"

/* Who is there when the call is made. */
typedef enum {
  UNGUARDED, /* No passphrase is needed */
  ENTERED,   /* The clinician has entered */
  SHUT,      /* Nobody has */
} Door;

typedef enum {
  REFUSE_TO_PREPARE,
  BREAK_OFF,
} FaultKind;

/* One for all connections: also those that a call opens for itself. */
static struct {
  gboolean armed;
  FaultKind kind;
  guint left;
  gboolean struck;
} fault;

typedef struct {
  Record *record;
  LumbarPatient *patient;
  LumbarPatient *double_patient; /* Entered twice, and merged into patient */
  LumbarPatient *third_patient;
  LumbarEvent *event;
  char *draft;
  char *visit;
  char *backup;
  guint calls;

  /* Where it is guarded */
  LumbarPractitioner *clinician;
  LumbarPractitioner *assistant;
  LumbarKey *key;
  char *recovery;
} World;

typedef gboolean (*Call) (World *world, GError **error);

/* What is folded in now or later makes no difference, and newer versions of FTS5 ask whether their caches are still
 * good without minding the answer. */
static gboolean
is_optional (int action, const char *pragma)
{
  return action == SQLITE_PRAGMA && (g_str_equal (pragma, "wal_checkpoint") || g_str_equal (pragma, "data_version"));
}

/* Whether this is the statement that fails; it is the only one, so that what is undone can be undone. */
static gboolean
strikes (FaultKind kind)
{
  if (!fault.armed || fault.kind != kind || fault.struck || --fault.left > 0)
    return FALSE;
  fault.struck = TRUE;
  return TRUE;
}

static int
on_authorize (void *data, int action, const char *a, const char *b, const char *schema, const char *trigger)
{
  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_PRAGMA:
    case SQLITE_CREATE_TABLE:
      return !is_optional (action, a) && strikes (REFUSE_TO_PREPARE) ? SQLITE_DENY : SQLITE_OK;
    default:
      return SQLITE_OK;
    }
}

/* SQLite looks for an interruption where a statement jumps: a BEGIN or a setting is over before, and so is one row that
 * is looked up. What is noted on closing may fail: nothing depends on it. */
static gboolean
can_be_broken_off (const char *sql)
{
  static const char *const verbs[] = {
    "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "PRAGMA integrity_check", "PRAGMA foreign_key_check",
  };

  if (strstr (sql, "FROM pragma_") != NULL || strstr (sql, "FROM patient_version WHERE id") != NULL ||
      strstr (sql, "FROM practitioner WHERE") != NULL || strstr (sql, "FROM identity") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_prefix (sql, verbs[i]))
      return TRUE;
  return FALSE;
}

static int
on_trace (unsigned type, void *handle, void *statement, void *sql)
{
  if (can_be_broken_off (sql) && strikes (BREAK_OFF))
    sqlite3_interrupt (handle);
  return 0;
}

static int
on_connection (sqlite3 *handle, char **message, const struct sqlite3_api_routines *api)
{
  sqlite3_set_authorizer (handle, on_authorize, NULL);
  sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_trace, handle);
  return SQLITE_OK;
}

static void
guard_world (World *self)
{
  LumbarStore *store = self->record->store;
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr Test", LUMBAR_ROLE_CLINICIAN);
  g_autoptr (GError) error = NULL;

  self->assistant = lumbar_practitioner_new ("Nurse Test", LUMBAR_ROLE_ASSISTANT);
  g_assert_true (lumbar_store_protect (store, first, MINE, &self->recovery, &error));
  g_assert_no_error (error);
  g_assert_true (lumbar_store_save_practitioner (store, self->assistant, THEIRS, &error));
  g_assert_no_error (error);
  self->clinician = lumbar_practitioner_copy (lumbar_store_get_practitioner (store));
  self->key = lumbar_key_copy (store->key);
}

/* As if the clinician had entered, without the time a passphrase takes. */
static void
enter_world (World *self)
{
  LumbarStore *store = self->record->store;

  store->practitioner = lumbar_practitioner_copy (self->clinician);
  store->key = lumbar_key_copy (self->key);
  lumbar_database_set_shut (store->database, FALSE);
}

static World *
world_new (Door door)
{
  World *self = g_new0 (World, 1);
  g_autoptr (LumbarOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  self->record = record_new ();
  self->patient = record_add_patient (self->record, "Nowak", "Anna", "1979-03-12", "1");
  self->double_patient = record_add_patient (self->record, "Novak", "Anna", "1979-03-12", "11");
  self->third_patient = record_add_patient (self->record, "Novac", "Ana", "1979-03-12", "12");
  self->visit = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  self->draft = record_add_draft (self->record, self->patient->id, "2026-02-05T09:00:00Z");
  self->event = lumbar_event_new (self->patient->id, LUMBAR_EVENT_RELAPSE, "2026-01-20", "Left leg");
  self->backup = record_file (self->record, "backup.db");
  lumbar_store_save_item (self->record->store, self->draft, "smoker", "yes", FALSE, "a few", &error);
  g_assert_no_error (error);
  lumbar_store_save_event (self->record->store, self->event, &error);
  g_assert_no_error (error);
  lumbar_store_add_addendum (self->record->store, self->visit, "MRI: no compression", &error);
  g_assert_no_error (error);
  outcome = outcome_new (self->visit, "facet-joint", "imaging");
  lumbar_store_add_outcome (self->record->store, outcome, &error);
  g_assert_no_error (error);
  lumbar_store_merge_patient (self->record->store, self->double_patient->id, self->patient->id, &error);
  g_assert_no_error (error);
  lumbar_store_backup (self->record->store, self->backup, &error);
  g_assert_no_error (error);
  if (door != UNGUARDED)
    guard_world (self);
  return self;
}

static void
world_free (World *self)
{
  record_free (self->record);
  g_object_unref (self->patient);
  g_object_unref (self->double_patient);
  g_object_unref (self->third_patient);
  g_object_unref (self->event);
  g_free (self->draft);
  g_free (self->visit);
  g_free (self->backup);
  g_clear_pointer (&self->clinician, lumbar_practitioner_free);
  g_clear_pointer (&self->assistant, lumbar_practitioner_free);
  lumbar_key_free (self->key);
  g_free (self->recovery);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* The calls. */

static gboolean
free_list (GPtrArray *list)
{
  g_clear_pointer (&list, g_ptr_array_unref);
  return TRUE;
}

static gboolean
take_list (GPtrArray *list)
{
  return list != NULL && free_list (list);
}

static gboolean
take_encounter (LumbarEncounter *encounter)
{
  gboolean found = encounter != NULL;

  g_clear_pointer (&encounter, g_object_unref);
  return found;
}

static gboolean
take_patient (LumbarPatient *patient)
{
  gboolean found = patient != NULL;

  g_clear_pointer (&patient, g_object_unref);
  return found;
}

static gboolean
save_new_patient (World *self, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Berg", "Olga", "1970-01-01", "female", "2");

  return lumbar_store_save_patient (self->record->store, patient, error);
}

static gboolean
save_known_patient (World *self, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Berg", "Olga", "1970-01-01", "female", "2");

  lumbar_set_str (&patient->id, self->patient->id);
  return lumbar_store_save_patient (self->record->store, patient, error);
}

static gboolean
get_patient (World *self, GError **error)
{
  return take_patient (lumbar_store_get_patient (self->record->store, self->patient->id, error));
}

static gboolean
search_patients (World *self, GError **error)
{
  return take_list (lumbar_store_search_patients (self->record->store, "now", 10, error));
}

static gboolean
list_patients (World *self, GError **error)
{
  return take_list (lumbar_store_search_patients (self->record->store, "", 10, error));
}

static gboolean
find_similar (World *self, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Nowak", "Ana", "1979-03-12", "female", "");

  return take_list (lumbar_store_find_similar (self->record->store, patient, error));
}

static gboolean
delete_patient (World *self, GError **error)
{
  return lumbar_store_delete_patient (self->record->store, self->patient->id, error);
}

static gboolean
start_encounter (World *self, GError **error)
{
  return take_encounter (
    lumbar_store_start_encounter (self->record->store, self->patient->id, "2026-03-05T09:00:00Z", error));
}

static gboolean
save_item (World *self, GError **error)
{
  return lumbar_store_save_item (self->record->store, self->draft, "smoker", "no", FALSE, "", error);
}

static gboolean
take_item_back (World *self, GError **error)
{
  return lumbar_store_save_item (self->record->store, self->draft, "smoker", NULL, FALSE, NULL, error);
}

static gboolean
save_conclusion (World *self, GError **error)
{
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();

  return lumbar_store_save_conclusion (self->record->store, self->draft, conclusion, error);
}

static gboolean
save_place (World *self, GError **error)
{
  return lumbar_store_save_place (self->record->store, self->draft, "smoker", error);
}

static gboolean
get_place (World *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *place = lumbar_store_get_place (self->record->store, self->draft, &problem);

  /* A visit of which no place was kept has none. */
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
load_draft (World *self, GError **error)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (test_knowledge ());

  return lumbar_store_load_draft (self->record->store, self->draft, interview, error);
}

static gboolean
discard_draft (World *self, GError **error)
{
  return lumbar_store_discard_draft (self->record->store, self->draft, error);
}

static gboolean
find_draft (World *self, GError **error)
{
  return take_encounter (lumbar_store_find_draft (self->record->store, self->patient->id, error));
}

static gboolean
sign (World *self, GError **error)
{
  g_autoptr (LumbarResponse) response = response_new ("age-years", "54", "pain-nrs-average", "4", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();

  return lumbar_store_sign_encounter (self->record->store, self->draft, response, assessment, conclusion,
                                      "2026-02-05T09:30:00Z", error);
}

static gboolean
insert_encounter (World *self, GError **error)
{
  g_autoptr (LumbarEncounter) visit =
    lumbar_encounter_new (self->patient->id, "2025-06-01T11:00:00Z", "Dr Elsewhere");

  lumbar_set_str (&visit->signed_at, "2025-06-01T11:30:00Z");
  visit->response = response_new ("age-years", "53", "pain-nrs-average", "7", NULL);
  visit->assessment = lumbar_assess (test_knowledge (), visit->response);
  visit->conclusion = conclusion_new ();
  g_ptr_array_add (visit->addenda, lumbar_addendum_new ("2025-06-02T08:00:00Z", "Dr Third", "MRI"));
  return lumbar_store_insert_encounter (self->record->store, visit, error);
}

static gboolean
add_addendum (World *self, GError **error)
{
  return lumbar_store_add_addendum (self->record->store, self->visit, "Another", error);
}

static gboolean
get_signed (World *self, GError **error)
{
  return take_encounter (lumbar_store_get_encounter (self->record->store, self->visit, error));
}

static gboolean
get_last_signed (World *self, GError **error)
{
  return take_encounter (lumbar_store_get_last_signed (self->record->store, self->patient->id, error));
}

static gboolean
list_unread_answers (World *self, GError **error)
{
  return take_list (lumbar_store_list_unread_answers (self->record->store, self->draft, error));
}

static gboolean
list_encounters (World *self, GError **error)
{
  return take_list (lumbar_store_list_encounters (self->record->store, self->patient->id, error));
}

static gboolean
add_outcome (World *self, GError **error)
{
  g_autoptr (LumbarOutcome) outcome = outcome_new (self->visit, "lumbar-radiculopathy", "imaging");

  return lumbar_store_add_outcome (self->record->store, outcome, error);
}

static gboolean
list_outcomes (World *self, GError **error)
{
  return take_list (lumbar_store_list_outcomes (self->record->store, self->patient->id, error));
}

static gboolean
list_signed (World *self, GError **error)
{
  return take_list (lumbar_store_list_signed (self->record->store, NULL, 10, error));
}

static gboolean
list_courses (World *self, GError **error)
{
  return take_list (lumbar_store_list_courses (self->record->store, "2020-01-01", "2030-01-01", NULL, 10, error));
}

static gboolean
list_measures (World *self, GError **error)
{
  return take_list (lumbar_store_list_measures (self->record->store, self->patient->id, error));
}

static gboolean
add_recent_pain (World *self, GError **error)
{
  g_autoptr (GPtrArray) patients = g_ptr_array_new ();

  g_ptr_array_add (patients, self->patient);
  return lumbar_store_add_recent_pain (self->record->store, patients, "2020-01-01", error);
}

static gboolean
save_new_event (World *self, GError **error)
{
  g_autoptr (LumbarEvent) event = lumbar_event_new (self->patient->id, LUMBAR_EVENT_FALL, "2026-01-21", "Stairs");

  return lumbar_store_save_event (self->record->store, event, error);
}

static gboolean
change_event (World *self, GError **error)
{
  lumbar_set_str (&self->event->text, "Right leg");
  return lumbar_store_save_event (self->record->store, self->event, error);
}

static gboolean
list_events (World *self, GError **error)
{
  return take_list (lumbar_store_list_events (self->record->store, self->patient->id, error)) &&
         take_list (lumbar_store_list_all_events (self->record->store, self->patient->id, error)) &&
         take_list (lumbar_store_list_event_versions (self->record->store, self->event->id, error));
}

static gboolean
withdraw_event (World *self, GError **error)
{
  return lumbar_store_withdraw_event (self->record->store, self->event->id, error);
}

static gboolean
log_row (World *self, GError **error)
{
  return lumbar_store_log (self->record->store, "view", "patient", self->patient->id, "", error);
}

/* Two changes that are one. */
static gboolean
bulk (World *self, GError **error)
{
  if (!lumbar_store_begin (self->record->store, error))
    return FALSE;
  if (save_new_patient (self, error) && save_new_event (self, error))
    return lumbar_store_commit (self->record->store, error);
  lumbar_store_rollback (self->record->store);
  return FALSE;
}

static gboolean
back_up (World *self, GError **error)
{
  g_autofree char *path = record_file (self->record, "second.db");

  return lumbar_store_backup (self->record->store, path, error);
}

static gboolean
restore (World *self, GError **error)
{
  g_autofree char *path = record_file (self->record, "restored.db");

  return lumbar_store_restore (self->backup, path, error);
}

static gboolean
verify (World *self, GError **error)
{
  g_autofree char *summary = NULL;

  return lumbar_store_verify (self->record->store, &summary, error) && summary != NULL;
}

static gboolean
open_again (World *self, GError **error)
{
  g_autoptr (LumbarStore) store =
    lumbar_store_open (test_knowledge (), self->record->path, LUMBAR_STORE_READ_WRITE, "Dr Other", error);

  return store != NULL;
}

static gboolean
make_record (World *self, GError **error)
{
  g_autofree char *name = g_strdup_printf ("new-%u.db", self->calls++);
  g_autofree char *path = record_file (self->record, name);
  g_autoptr (LumbarStore) store =
    lumbar_store_open (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, "Dr Other", error);

  return store != NULL;
}

static gboolean
undelete_patient (World *self, GError **error)
{
  return lumbar_store_undelete_patient (self->record->store, self->double_patient->id, error);
}

static gboolean
list_patient_versions (World *self, GError **error)
{
  return take_list (lumbar_store_list_patient_versions (self->record->store, self->patient->id, error));
}

static gboolean
merge_patient (World *self, GError **error)
{
  return lumbar_store_merge_patient (self->record->store, self->third_patient->id, self->patient->id, error);
}

static gboolean
unmerge_patient (World *self, GError **error)
{
  return lumbar_store_unmerge_patient (self->record->store, self->double_patient->id, error);
}

static gboolean
list_merged (World *self, GError **error)
{
  return take_list (lumbar_store_list_merged (self->record->store, self->patient->id, error));
}

static gboolean
erase_patient (World *self, GError **error)
{
  return lumbar_store_erase_patient (self->record->store, self->patient->id, "GDPR, article 17", error);
}

static gboolean
list_log (World *self, GError **error)
{
  return take_list (lumbar_store_list_log (self->record->store, NULL, 0, 10, error));
}

static gboolean
back_up_sealed (World *self, GError **error)
{
  g_autofree char *path = record_file (self->record, "sealed.lumbar");

  g_unlink (path);
  return lumbar_store_backup_sealed (self->record->store, path, MINE, error);
}

/* All of the clinic or nothing. */
static gboolean
fill_example (World *self, GError **error)
{
  return lumbar_example_fill (self->record->store, 1, 2, 1, "2026-11-27", error);
}

static gboolean
list_practitioners (World *self, GError **error)
{
  return take_list (lumbar_store_list_practitioners (self->record->store, error));
}

static gboolean
protect (World *self, GError **error)
{
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr First", LUMBAR_ROLE_CLINICIAN);
  g_autofree char *recovery = NULL;
  gboolean protected = lumbar_store_protect (self->record->store, first, MINE, &recovery, error);

  g_assert_cmpint (protected, ==, recovery != NULL);
  g_assert_cmpint (protected, ==, lumbar_store_is_guarded (self->record->store));
  return protected;
}

/* Whoever could not enter is outside. */
static gboolean
log_in (World *self, GError **error)
{
  gboolean entered = lumbar_store_login (self->record->store, self->assistant->id, THEIRS, error);

  g_assert_cmpint (entered, ==, !lumbar_store_is_shut (self->record->store));
  return entered;
}

static gboolean
add_practitioner (World *self, GError **error)
{
  g_autoptr (LumbarPractitioner) reader = lumbar_practitioner_new ("Student Test", LUMBAR_ROLE_READER);

  return lumbar_store_save_practitioner (self->record->store, reader, THEIRS, error);
}

static gboolean
bar_practitioner (World *self, GError **error)
{
  g_autoptr (LumbarPractitioner) assistant = lumbar_practitioner_copy (self->assistant);

  return lumbar_store_save_practitioner (self->record->store, assistant, "", error);
}

static gboolean
change_role (World *self, GError **error)
{
  g_autoptr (LumbarPractitioner) assistant = lumbar_practitioner_copy (self->assistant);

  assistant->role = LUMBAR_ROLE_READER;
  return lumbar_store_save_practitioner (self->record->store, assistant, NULL, error);
}

static gboolean
change_passphrase (World *self, GError **error)
{
  return lumbar_store_change_passphrase (self->record->store, MINE, THEIRS, error);
}

static gboolean
recover (World *self, GError **error)
{
  gboolean entered =
    lumbar_store_recover (self->record->store, self->assistant->id, self->recovery, MINE, error);

  g_assert_cmpint (entered, ==, !lumbar_store_is_shut (self->record->store));
  return entered;
}

static gboolean
unprotect (World *self, GError **error)
{
  gboolean done = lumbar_store_unprotect (self->record->store, MINE, error);

  g_assert_cmpint (done, ==, !lumbar_store_is_guarded (self->record->store));
  return done;
}

/* Looks whether a passphrase is needed before anything else is done. */
static gboolean
open_guarded (World *self, GError **error)
{
  g_autoptr (LumbarStore) store =
    lumbar_store_open (test_knowledge (), self->record->path, LUMBAR_STORE_READ_WRITE, "Dr Other", error);

  return store != NULL && lumbar_store_is_shut (store);
}

typedef struct {
  const char *name;
  Call call;
  Door door;
} RefusedCall;

static const RefusedCall calls[] = {
  { "save-new-patient", save_new_patient },
  { "save-known-patient", save_known_patient },
  { "get-patient", get_patient },
  { "search-patients", search_patients },
  { "list-patients", list_patients },
  { "find-similar", find_similar },
  { "delete-patient", delete_patient },
  { "start-encounter", start_encounter },
  { "save-item", save_item },
  { "take-item-back", take_item_back },
  { "save-conclusion", save_conclusion },
  { "save-place", save_place },
  { "get-place", get_place },
  { "load-draft", load_draft },
  { "discard-draft", discard_draft },
  { "find-draft", find_draft },
  { "sign", sign },
  { "insert-encounter", insert_encounter },
  { "add-addendum", add_addendum },
  { "get-signed", get_signed },
  { "get-last-signed", get_last_signed },
  { "list-unread-answers", list_unread_answers },
  { "list-encounters", list_encounters },
  { "add-outcome", add_outcome },
  { "list-outcomes", list_outcomes },
  { "list-signed", list_signed },
  { "list-courses", list_courses },
  { "list-measures", list_measures },
  { "add-recent-pain", add_recent_pain },
  { "save-new-event", save_new_event },
  { "change-event", change_event },
  { "list-events", list_events },
  { "withdraw-event", withdraw_event },
  { "log", log_row },
  { "bulk", bulk },
  { "back-up", back_up },
  { "restore", restore },
  { "verify", verify },
  { "open-again", open_again },
  { "make-record", make_record },
  { "undelete-patient", undelete_patient },
  { "list-patient-versions", list_patient_versions },
  { "merge-patient", merge_patient },
  { "unmerge-patient", unmerge_patient },
  { "list-merged", list_merged },
  { "erase-patient", erase_patient },
  { "list-log", list_log },
  { "back-up-sealed", back_up_sealed },
  { "fill-example", fill_example },
  { "protect", protect },
  { "list-practitioners", list_practitioners, SHUT },
  { "log-in", log_in, SHUT },
  { "recover", recover, SHUT },
  { "verify-shut", verify, SHUT },
  { "back-up-shut", back_up, SHUT },
  { "open-guarded", open_guarded, SHUT },
  { "add-practitioner", add_practitioner, ENTERED },
  { "bar-practitioner", bar_practitioner, ENTERED },
  { "change-role", change_role, ENTERED },
  { "change-passphrase", change_passphrase, ENTERED },
  { "unprotect", unprotect, ENTERED },
  { "sign-entered", sign, ENTERED },
  { "erase-entered", erase_patient, ENTERED },
};

/* Makes the call with its @n-th statement failing. Returns whether it had that many. */
static gboolean
call_with_fault (World *world, Call call, FaultKind kind, guint n)
{
  g_autofree char *before = content_digest (world->record->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  fault.kind = kind;
  fault.left = n;
  fault.struck = FALSE;
  fault.armed = TRUE;
  done = call (world, &error);
  fault.armed = FALSE;
  g_test_message ("statement %u: %s", n, error != NULL ? error->message : "done");
  g_assert_false (lumbar_database_in_transaction (lumbar_store_get_database (world->record->store)));
  if (!fault.struck)
    {
      g_assert_no_error (error);
      g_assert_true (done);
      return FALSE;
    }
  g_assert_false (done);
  g_assert_nonnull (error);
  g_assert_true (error->domain == LUMBAR_ERROR);
  g_assert_cmpstr (error->message, !=, "");
  after = content_digest (world->record->path);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (count_files (world->record->directory, ".lumbar-"), ==, 0);
  return TRUE;
}

static void
sweep (const RefusedCall *refused, FaultKind kind)
{
  g_autoptr (World) world = world_new (refused->door);
  guint n = 1;

  /* Nothing is prepared yet that could be taken as it is. */
  do
    {
      record_reopen (world->record);
      if (refused->door == ENTERED)
        enter_world (world);
      g_hash_table_remove_all (lumbar_store_get_database (world->record->store)->statements);
      /* In place of the record's own guard, which came after. */
      sqlite3_set_authorizer (lumbar_database_get_handle (lumbar_store_get_database (world->record->store)),
                              on_authorize, NULL);
    }
  while (call_with_fault (world, refused->call, kind, n++));
  g_assert_cmpuint (n, >, 2);
  g_assert_true (lumbar_store_verify (world->record->store, NULL, NULL));
}

static void
test_refused (gconstpointer data)
{
  sweep (data, REFUSE_TO_PREPARE);
}

static void
test_broken_off (gconstpointer data)
{
  sweep (data, BREAK_OFF);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sqlite3_auto_extension ((void (*) (void)) on_connection);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *refused = g_strconcat ("/store/refused/", calls[i].name, NULL);
      g_autofree char *broken_off = g_strconcat ("/store/broken-off/", calls[i].name, NULL);

      g_test_add_data_func (refused, &calls[i], test_refused);
      g_test_add_data_func (broken_off, &calls[i], test_broken_off);
    }
  return g_test_run ();
}

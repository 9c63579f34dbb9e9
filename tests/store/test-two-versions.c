/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of the program and one record: the older one had it open when the newer one brought it to its schema.
 * What the older one then writes is refused, whatever the newer one changed, and what it still reads is right. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-migrations.h"

typedef struct {
  Record *record; /* Open in the older program */
  LumbarPatient *patient;
  LumbarEvent *event;
  char *draft;
  char *visit;
} World;

static World *
world_new (void)
{
  World *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;

  self->record = record_new ();
  self->patient = record_add_patient (self->record, "Nowak", "Anna", "1979-03-12", "1");
  self->visit = record_add_signed (self->record, self->patient->id, "2026-01-05T09:00:00Z", 6);
  self->draft = record_add_draft (self->record, self->patient->id, "2026-02-05T09:00:00Z");
  self->event = lumbar_event_new (self->patient->id, LUMBAR_EVENT_RELAPSE, "2026-01-20", "Left leg");
  g_assert_true (lumbar_store_save_event (self->record->store, self->event, &error));
  g_assert_no_error (error);
  return self;
}

static void
world_free (World *self)
{
  record_free (self->record);
  g_object_unref (self->patient);
  g_object_unref (self->event);
  g_free (self->draft);
  g_free (self->visit);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* What the older program does: everything it asked for before is prepared, some of it is in use. */

static gboolean
save_patient (World *self, GError **error)
{
  return lumbar_store_save_patient (self->record->store, self->patient, error);
}

static gboolean
add_patient (World *self, GError **error)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Berg", "Olga", "1970-01-01", "female", "2");

  return lumbar_store_save_patient (self->record->store, patient, error);
}

static gboolean
save_item (World *self, GError **error)
{
  return lumbar_store_save_item (self->record->store, self->draft, "smoker", "no", FALSE, "", error);
}

static gboolean
sign (World *self, GError **error)
{
  g_autoptr (LumbarResponse) response = response_new ("age-years", "54", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();

  return lumbar_store_sign_encounter (self->record->store, self->draft, response, assessment, conclusion,
                                      "2026-02-05T09:30:00Z", error);
}

static gboolean
add_addendum (World *self, GError **error)
{
  return lumbar_store_add_addendum (self->record->store, self->visit, "MRI: no compression", error);
}

static gboolean
add_outcome (World *self, GError **error)
{
  g_autoptr (LumbarOutcome) outcome = outcome_new (self->visit, "facet-joint", "imaging");

  return lumbar_store_add_outcome (self->record->store, outcome, error);
}

static gboolean
change_event (World *self, GError **error)
{
  return lumbar_store_save_event (self->record->store, self->event, error);
}

static gboolean
delete_patient (World *self, GError **error)
{
  return lumbar_store_delete_patient (self->record->store, self->patient->id, error);
}

static gboolean
erase_patient (World *self, GError **error)
{
  return lumbar_store_erase_patient (self->record->store, self->patient->id, "GDPR, article 17", error);
}

static gboolean
log_view (World *self, GError **error)
{
  return lumbar_store_log (self->record->store, "view", "patient", self->patient->id, NULL, error);
}

static gboolean
bulk (World *self, GError **error)
{
  return lumbar_store_begin (self->record->store, error);
}

static gboolean
protect (World *self, GError **error)
{
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr Test", LUMBAR_ROLE_CLINICIAN);
  g_autofree char *recovery = NULL;

  return lumbar_store_protect (self->record->store, first, "an invented passphrase", &recovery, error);
}

typedef struct {
  const char *name;
  gboolean (*call) (World *world, GError **error);
} WriteCase;

static const WriteCase writes[] = {
  { "save-patient", save_patient }, { "add-patient", add_patient },     { "save-item", save_item },
  { "sign", sign },                 { "add-addendum", add_addendum },   { "add-outcome", add_outcome },
  { "change-event", change_event }, { "delete-patient", delete_patient }, { "erase-patient", erase_patient },
  { "log", log_view },              { "bulk", bulk },                   { "protect", protect },
};

typedef struct {
  const char *name;
  const char *sql;
} NewerCase;

/* What a step of tomorrow may do. */
static const NewerCase newer[] = {
  { "nothing-else", "" },
  { "new-column", "ALTER TABLE patient ADD COLUMN phone TEXT NOT NULL DEFAULT '';"
                  "ALTER TABLE event ADD COLUMN severity TEXT NOT NULL DEFAULT '';"
                  "ALTER TABLE audit ADD COLUMN place TEXT NOT NULL DEFAULT '';" },
  { "renamed-column", "ALTER TABLE patient RENAME COLUMN note TO remark;" },
  { "renamed-table", "ALTER TABLE answer RENAME TO reply;" },
  { "new-duty", "CREATE TABLE patient_phone (patient_id TEXT PRIMARY KEY NOT NULL) STRICT;"
                "CREATE TRIGGER patient_phone_wanted BEFORE UPDATE ON patient WHEN NOT EXISTS (SELECT 1 FROM"
                " patient_phone WHERE patient_id = NEW.id) BEGIN SELECT RAISE (ABORT, 'no phone'); END;" },
};

static void
bring_to_newer (const char *path, const NewerCase *step)
{
  g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA user_version = %u; COMMIT", step->sql,
                                          lumbar_migrations_get_newest () + 1);
  g_autofree char *message = NULL;

  if (raw_execute (path, sql, &message) != SQLITE_OK)
    g_error ("%s: %s", step->name, message);
}

/* Right, or refused as what it is. */
static void
check_reading (World *world)
{
  LumbarStore *store = world->record->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (store, "nowak", 0, &error);
  g_autoptr (LumbarEncounter) visit = NULL;

  if (found != NULL)
    g_assert_cmpuint (found->len, ==, 1);
  else
    assert_error (error, LUMBAR_ERROR_NEWER, "A newer version");
  g_clear_error (&error);
  visit = lumbar_store_get_encounter (store, world->visit, &error);
  if (visit != NULL)
    g_assert_cmpstr (visit->conclusion->impression, ==, "Worse on extension");
  else
    assert_error (error, LUMBAR_ERROR_NEWER, "A newer version");
}

static void
test_newer_beside (gconstpointer data)
{
  const NewerCase *step = data;
  g_autoptr (World) world = world_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LumbarStore) again = NULL;
  g_autoptr (GError) error = NULL;

  check_reading (world);
  bring_to_newer (world->record->path, step);
  before = content_digest (world->record->path);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_test_message ("%s", writes[i].name);
      g_assert_false (writes[i].call (world, &error));
      assert_error (error, LUMBAR_ERROR_NEWER, "A newer version of Lumbar has brought");
      g_clear_error (&error);
      g_assert_false (lumbar_database_in_transaction (lumbar_store_get_database (world->record->store)));
      check_reading (world);
    }
  lumbar_store_close (g_steal_pointer (&world->record->store));
  after = content_digest (world->record->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (raw_int (world->record->path, "PRAGMA user_version"), ==, lumbar_migrations_get_newest () + 1);
  /* Opened anew it is told as before, and may be read. */
  g_assert_null (lumbar_store_open (test_knowledge (), world->record->path, LUMBAR_STORE_READ_WRITE, NULL, &error));
  assert_error (error, LUMBAR_ERROR_NEWER, "was written by a newer version");
  g_clear_error (&error);
  again = lumbar_store_open (test_knowledge (), world->record->path, LUMBAR_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
}

/* Who entered leaves a record that is newer now; the log is not signed, and nothing is harmed. */
static void
test_leaves (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (protect (world, &error));
  g_assert_no_error (error);
  bring_to_newer (world->record->path, &newer[0]);
  before = content_digest (world->record->path);
  lumbar_store_lock (world->record->store);
  g_assert_true (lumbar_store_is_shut (world->record->store));
  lumbar_store_close (g_steal_pointer (&world->record->store));
  after = content_digest (world->record->path);
  g_assert_cmpstr (before, ==, after);
}

/* A record as a program of version 5 left it. */
static Record *
make_older (void)
{
  Record *record = record_new ();
  g_autofree char *dump = g_build_filename (g_getenv ("LUMBAR_TEST_DATA"), "store", "clinic-v5.sql", NULL);
  g_autofree char *sql = NULL;

  lumbar_store_close (g_steal_pointer (&record->store));
  g_unlink (record->path);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  g_assert_cmpint (raw_execute (record->path, sql, NULL), ==, SQLITE_OK);
  return record;
}

#define OLDER_WRITES "UPDATE patient SET note = note || '.'"

/* The program of then, as far as it matters: it holds what it opened to the schema it knew. */
static LumbarDatabase *
open_older (Record *record)
{
  g_autoptr (GError) error = NULL;
  LumbarDatabase *older = lumbar_database_open (record->path, LUMBAR_DATABASE_READ_WRITE, NULL, &error);

  g_assert_no_error (error);
  lumbar_database_guard (older, 5);
  return older;
}

/* Today's step itself, with a program of before beside it that works on. */
static void
test_todays_step (void)
{
  g_autoptr (Record) record = make_older ();
  g_autoptr (LumbarDatabase) older = open_older (record);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_before = 0, n_after = 0;

  g_assert_true (lumbar_database_begin (older, &error));
  g_assert_true (lumbar_database_end (older, lumbar_database_execute (older, OLDER_WRITES, &error), &error));
  g_assert_no_error (error);
  g_assert_true (lumbar_database_query_int (older, "SELECT count (*) FROM patient", &n_before, &error));
  record_reopen (record);
  before = content_digest (record->path);
  g_assert_false (lumbar_database_begin (older, &error));
  assert_error (error, LUMBAR_ERROR_NEWER, "A newer version of Lumbar has brought");
  g_clear_error (&error);
  g_assert_true (lumbar_database_query_int (older, "SELECT count (*) FROM patient", &n_after, &error));
  g_assert_cmpint (n_before, ==, n_after);
  after = content_digest (record->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (lumbar_store_verify (record->store, NULL, &error));
  g_assert_no_error (error);
}

/* While the older one is in the middle of a change, the step is not taken; what it had begun is kept. */
static void
test_step_waits (void)
{
  g_autoptr (Record) record = make_older ();
  g_autoptr (LumbarDatabase) older = open_older (record);
  g_autofree char *noted = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_database_begin (older, &error));
  g_assert_true (lumbar_database_execute (older, OLDER_WRITES, &error));
  g_assert_no_error (error);
  record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, NULL, &error);
  assert_error (error, LUMBAR_ERROR_BUSY, "Another program is using");
  g_clear_error (&error);
  g_assert_null (record->store);
  g_assert_true (lumbar_database_commit (older, &error));
  g_assert_no_error (error);
  g_assert_cmpint (raw_int (record->path, "PRAGMA user_version"), ==, 5);
  record_reopen (record);
  noted = raw_text (record->path, "SELECT max (note) FROM patient");
  g_assert_true (g_str_has_suffix (noted, "."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    {
      g_autofree char *name = g_strconcat ("/two-versions/newer-beside/", newer[i].name, NULL);

      g_test_add_data_func (name, &newer[i], test_newer_beside);
    }
  g_test_add_func ("/two-versions/leaves", test_leaves);
  g_test_add_func ("/two-versions/todays-step", test_todays_step);
  g_test_add_func ("/two-versions/step-waits", test_step_waits);
  return g_test_run ();
}

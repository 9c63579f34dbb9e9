/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events get changed and withdrawn, and nothing of them vanishes: what was, who wrote it and when. */

#include "store-support.h"

#include <string.h>

#include "lumbar-text.h"

typedef struct {
  Record *record;
  LumbarPatient *patient;
  LumbarEvent *event;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->record = record_new ();
  self->patient = record_add_patient (self->record, "Nowak", "Anna", "", "1");
  self->event = lumbar_event_new (self->patient->id, LUMBAR_EVENT_FALL, "2026-01-07", "At home");
  g_assert_true (lumbar_store_save_event (self->record->store, self->event, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->event);
  g_object_unref (self->patient);
  record_free (self->record);
}

/* The versions as "kind day text" with a "-" before withdrawn ones, joined by "; ". */
static char *
describe_versions (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions =
    lumbar_store_list_event_versions (self->record->store, self->event->id, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < versions->len; i++)
    {
      const LumbarEventVersion *version = versions->pdata[i];

      g_assert_cmpstr (version->author, ==, "Dr Test");
      g_assert_cmpuint (strlen (version->at), ==, 20);
      g_string_append_printf (text, "%s%s%s %s %s", i > 0 ? "; " : "", version->event->withdrawn ? "-" : "",
                              lumbar_event_kind_to_id (version->event->kind), version->event->on,
                              version->event->text);
    }
  return g_strdup (text->str);
}

static char *
describe_log (Fixture *self)
{
  return raw_text (self->record->path, "SELECT group_concat (who || ' ' || action, ', ') FROM audit"
                                       " WHERE subject_kind = 'event' ORDER BY seq");
}

static void
assert_whole (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_verify (self->record->store, NULL, &error));
  g_assert_no_error (error);
}

static void
test_a_change_keeps_what_was (Fixture *self, gconstpointer data)
{
  g_autofree char *versions = NULL;
  g_autofree char *log = NULL;

  self->event->kind = LUMBAR_EVENT_RELAPSE;
  lumbar_set_str (&self->event->on, "2026-01-09");
  lumbar_set_str (&self->event->text, "Legs weaker");
  g_assert_true (lumbar_store_save_event (self->record->store, self->event, NULL));
  versions = describe_versions (self);
  g_assert_cmpstr (versions, ==, "fall 2026-01-07 At home; relapse 2026-01-09 Legs weaker");
  log = describe_log (self);
  g_assert_cmpstr (log, ==, "Dr Test create, Dr Test change");
  assert_whole (self);
}

static void
test_saying_the_same_is_no_change (Fixture *self, gconstpointer data)
{
  g_autofree char *versions = NULL;
  g_autofree char *log = NULL;

  lumbar_set_str (&self->event->text, "At home\x01");
  g_assert_true (lumbar_store_save_event (self->record->store, self->event, NULL));
  versions = describe_versions (self);
  g_assert_cmpstr (versions, ==, "fall 2026-01-07 At home");
  log = describe_log (self);
  g_assert_cmpstr (log, ==, "Dr Test create");
}

static void
test_a_withdrawn_event_is_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *versions = NULL;
  g_autofree char *log = NULL;

  g_assert_true (lumbar_store_withdraw_event (self->record->store, self->event->id, NULL));
  /* Once is enough. */
  g_assert_true (lumbar_store_withdraw_event (self->record->store, self->event->id, NULL));
  standing = lumbar_store_list_events (self->record->store, self->patient->id, NULL);
  g_assert_cmpuint (standing->len, ==, 0);
  all = lumbar_store_list_all_events (self->record->store, self->patient->id, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (((LumbarEvent *) all->pdata[0])->withdrawn);
  g_assert_cmpstr (((LumbarEvent *) all->pdata[0])->text, ==, "At home");
  versions = describe_versions (self);
  g_assert_cmpstr (versions, ==, "fall 2026-01-07 At home; -fall 2026-01-07 At home");
  log = describe_log (self);
  g_assert_cmpstr (log, ==, "Dr Test create, Dr Test withdraw");
  assert_whole (self);
}

static void
test_a_withdrawn_event_comes_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) standing = NULL;
  g_autofree char *log = NULL;

  g_assert_true (lumbar_store_withdraw_event (self->record->store, self->event->id, NULL));
  g_assert_true (lumbar_store_save_event (self->record->store, self->event, NULL));
  standing = lumbar_store_list_events (self->record->store, self->patient->id, NULL);
  g_assert_cmpuint (standing->len, ==, 1);
  log = describe_log (self);
  g_assert_cmpstr (log, ==, "Dr Test create, Dr Test withdraw, Dr Test restore");
  assert_whole (self);
}

static void
test_a_refused_change_leaves_no_trace (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *versions = NULL;

  lumbar_set_str (&self->event->on, "2026-02-30");
  g_assert_false (lumbar_store_save_event (self->record->store, self->event, &error));
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
  versions = describe_versions (self);
  g_assert_cmpstr (versions, ==, "fall 2026-01-07 At home");
}

/* An event never moves to another person. */
static void
test_the_patient_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (LumbarPatient) other = record_add_patient (self->record, "Other", "Person", "", "2");
  g_autoptr (GPtrArray) events = NULL;

  lumbar_set_str (&self->event->patient_id, other->id);
  lumbar_set_str (&self->event->text, "Changed");
  g_assert_true (lumbar_store_save_event (self->record->store, self->event, NULL));
  events = lumbar_store_list_events (self->record->store, other->id, NULL);
  g_assert_cmpuint (events->len, ==, 0);
}

typedef struct {
  const char *name;
  const char *sql;
} TamperCase;

static const TamperCase tampered[] = {
  { "event-edited", "UPDATE event SET text = 'x'" },
  { "event-unmarked", "UPDATE event SET withdrawn = 0" },
  { "version-edited", "DROP TRIGGER event_version_update; UPDATE event_version SET text = 'x' WHERE position = 1" },
  { "both-edited",
    "DROP TRIGGER event_version_update; UPDATE event_version SET text = 'x'; UPDATE event SET text = 'x'" },
  { "author-edited", "DROP TRIGGER event_version_update; UPDATE event_version SET author = 'x' WHERE position = 2" },
  { "version-deleted", "DROP TRIGGER event_version_delete; DELETE FROM event_version WHERE position = 1" },
  { "event-deleted",
    "DROP TRIGGER event_version_delete; DROP TRIGGER event_delete; DELETE FROM event_version; DELETE FROM event" },
  { "version-forged",
    "INSERT INTO event_version SELECT event_id, 3, 'forged', at, author, kind, \"on\", text, 1 FROM event_version"
    " WHERE position = 2" },
  { "event-forged", "INSERT INTO event SELECT 'forged', patient_id, kind, \"on\", text, 0 FROM event" },
};

static void
test_tampering (Fixture *self, gconstpointer data)
{
  const TamperCase *item = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_withdraw_event (self->record->store, self->event->id, NULL));
  assert_whole (self);
  g_assert_cmpint (raw_execute (self->record->path, item->sql, NULL), ==, SQLITE_OK);
  g_assert_false (lumbar_store_verify (self->record->store, NULL, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "is not as it was recorded");
}

#define ADD(path, func) g_test_add ("/store/event/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-change-keeps-what-was", test_a_change_keeps_what_was);
  ADD ("saying-the-same-is-no-change", test_saying_the_same_is_no_change);
  ADD ("a-withdrawn-event-is-kept", test_a_withdrawn_event_is_kept);
  ADD ("a-withdrawn-event-comes-back", test_a_withdrawn_event_comes_back);
  ADD ("a-refused-change-leaves-no-trace", test_a_refused_change_leaves_no_trace);
  ADD ("the-patient-stays", test_the_patient_stays);
  for (guint i = 0; i < G_N_ELEMENTS (tampered); i++)
    {
      g_autofree char *path = g_strconcat ("/store/event/tampering/", tampered[i].name, NULL);

      g_test_add (path, Fixture, &tampered[i], set_up, test_tampering, tear_down);
    }
  return g_test_run ();
}

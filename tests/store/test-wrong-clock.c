/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock that is wrong, jumps or is set to another zone spoils no record: nothing is lost, the log stays whole and
 * in the order of what was done, and days are those of the calendar. */

#include "store-support.h"

#include <string.h>

#include "fixed-world.h"
#include "lumbar-date.h"
#include "shim-vfs.h"

/* What the clock shows at each step of a short piece of work. */
typedef struct {
  const char *name;
  const char *begins;
  const char *answers;
  const char *signs;
  const char *adds;
} ClockCase;

static const ClockCase clocks[] = {
  { "right", "2026-11-22T09:00:00Z", "2026-11-22T09:10:00Z", "2026-11-22T09:20:00Z", "2026-11-22T09:30:00Z" },
  { "jumps-back-an-hour", "2026-11-22T09:00:00Z", "2026-11-22T09:10:00Z", "2026-11-22T08:20:00Z",
    "2026-11-22T08:30:00Z" },
  { "jumps-back-to-1970", "2026-11-22T09:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:05Z",
    "1970-01-01T00:00:09Z" },
  { "1970-then-right", "1970-01-01T00:00:00Z", "1970-01-01T00:10:00Z", "2026-11-22T08:20:00Z",
    "2026-11-22T08:30:00Z" },
  { "before-1970", "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z" },
  { "stands-still", "2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z" },
  { "leap-day", "2028-02-28T23:59:59Z", "2028-02-29T00:00:00Z", "2028-02-29T23:59:59Z", "2028-03-01T00:00:00Z" },
  { "hour-twice", "2026-10-25T00:30:00Z", "2026-10-25T00:59:59Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z" },
  { "hour-missing", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T01:00:01Z", "2026-03-29T02:30:00Z" },
  { "after-2038", "2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z", "2050-01-01T00:00:00Z", "2106-02-07T06:28:16Z" },
};

static void
test_clock (gconstpointer data)
{
  const ClockCase *test = data;
  g_autoptr (Record) record = NULL;
  g_autoptr (LumbarPatient) patient = NULL;
  g_autofree char *visit = NULL;
  g_autofree char *order = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (LumbarEncounter) read_back = NULL;
  g_autoptr (LumbarResponse) response = response_new ("age-years", "54", "pain-nrs-average", "6", NULL);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test_knowledge (), response);
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (GError) error = NULL;

  fixed_world_set_time (test->begins);
  record = record_new ();
  patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  visit = record_add_draft (record, patient->id, NULL);
  fixed_world_set_time (test->answers);
  g_assert_true (lumbar_store_save_item (record->store, visit, "age-years", "54", FALSE, NULL, &error));
  fixed_world_set_time (test->signs);
  g_assert_true (
    lumbar_store_sign_encounter (record->store, visit, response, assessment, conclusion, NULL, &error));
  fixed_world_set_time (test->adds);
  g_assert_true (lumbar_store_add_addendum (record->store, visit, "Rang back", &error));
  copy = record_file (record, "copy.db");
  g_assert_true (lumbar_store_backup (record->store, copy, &error));
  g_assert_no_error (error);
  record_reopen (record);
  lumbar_store_verify (record->store, NULL, &error);
  g_assert_no_error (error);

  read_back = lumbar_store_get_encounter (record->store, visit, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read_back->started_at, ==, test->begins);
  g_assert_cmpstr (read_back->signed_at, ==, test->signs);
  g_assert_cmpuint (read_back->addenda->len, ==, 1);
  g_assert_cmpstr (((LumbarAddendum *) read_back->addenda->pdata[0])->at, ==, test->adds);
  order = raw_text (record->path, "SELECT group_concat (action, ' ') FROM (SELECT action FROM audit ORDER BY seq)");
  g_assert_cmpstr (order, ==, "create create create sign addendum backup");
  fixed_world_set_time (NULL);
}

/* Two backups that are made, and two records that are set aside, in the same second, or before the last ones. */
static void
test_names_do_not_collide (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *copy = record_file (record, "copy.db");
  g_autoptr (GError) error = NULL;

  fixed_world_set_time ("2026-10-25T00:30:00Z");
  g_assert_true (lumbar_store_backup (record->store, copy, &error));
  g_clear_pointer (&record->store, lumbar_store_close);
  for (guint i = 0; i < 3; i++)
    lumbar_store_restore (copy, record->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_files (record->directory, "set-aside"), ==, 3);
  fixed_world_set_time (NULL);
}

typedef struct {
  const char *now;
  const char *born;
  gboolean taken;
} BirthCase;

static const BirthCase births[] = {
  { "2026-11-22T09:00:00Z", "1979-03-12", TRUE },  { "2026-11-22T09:00:00Z", "2026-11-22", TRUE },
  { "2026-11-22T09:00:00Z", "2026-11-23", FALSE }, { "2028-02-29T09:00:00Z", "2028-02-29", TRUE },
  { "2028-02-29T09:00:00Z", "2000-02-29", TRUE },  { "2027-03-01T09:00:00Z", "2027-02-29", FALSE },
  { "2027-03-01T09:00:00Z", "1900-02-29", FALSE }, { "1970-01-01T00:00:00Z", "1979-03-12", FALSE },
  { "1970-01-01T00:00:00Z", "1961", TRUE },
};

static void
test_births (void)
{
  g_autoptr (Record) record = record_new ();

  for (guint i = 0; i < G_N_ELEMENTS (births); i++)
    {
      g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Nowak", "Anna", births[i].born, "female", "");
      g_autoptr (GError) error = NULL;

      fixed_world_set_time (births[i].now);
      if (lumbar_store_save_patient (record->store, patient, &error) != births[i].taken)
        g_error ("%s born %s: %s", births[i].now, births[i].born, error ? error->message : "taken");
      if (!births[i].taken)
        g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
    }
  fixed_world_set_time (NULL);
}

/* The hour that comes twice, in a zone with summer time: the record counts in UTC, so the order is right; the day
 * shown is the one on the wall. The rules stand in the text itself, whatever zones the system knows. */
static void
test_zone (void)
{
  g_autoptr (Record) record = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *day = NULL;
  g_autofree char *today = NULL;
  g_autoptr (LumbarPatient) patient = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", TRUE);
  record = record_new ();
  patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  fixed_world_set_time ("2026-10-25T00:30:00Z");
  first = record_add_draft (record, patient->id, NULL);
  fixed_world_set_time ("2026-10-25T01:30:00Z");
  second = record_add_draft (record, patient->id, NULL);
  visits = lumbar_store_list_encounters (record->store, patient->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((LumbarEncounter *) visits->pdata[0])->id, ==, second);
  g_assert_cmpstr (((LumbarEncounter *) visits->pdata[1])->id, ==, first);

  /* Past midnight on the wall, not yet in UTC. */
  fixed_world_set_time ("2026-07-01T22:30:00Z");
  today = lumbar_date_today ();
  g_assert_cmpstr (today, ==, "2026-07-02");
  day = lumbar_date_local_day ("2026-07-01T22:30:00Z");
  g_assert_cmpstr (day, ==, "2026-07-02");
  lumbar_store_verify (record->store, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shim_install ();

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autofree char *path = g_strconcat ("/store/clock/", clocks[i].name, NULL);

      g_test_add_data_func (path, &clocks[i], test_clock);
    }
  g_test_add_func ("/store/clock/names", test_names_do_not_collide);
  g_test_add_func ("/store/clock/births", test_births);
  g_test_add_func ("/store/clock/zone", test_zone);
  return g_test_run ();
}

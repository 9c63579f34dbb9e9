/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients over time: who is among them, in which order, in portions, and what of a visit is read. */

#include "store-support.h"

typedef struct {
  Record *record;
  LumbarPatient *patients[4]; /* Two visits and a draft, one visit, none, deleted */
  char *visits[3];
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->record = record_new ();
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      self->patients[i] = record_add_patient (self->record, "Nowak", number, "", number);
    }
  self->visits[1] = record_add_signed (self->record, self->patients[0]->id, "2026-03-05T09:00:00Z", 4);
  self->visits[0] = record_add_signed (self->record, self->patients[0]->id, "2026-01-05T09:00:00Z", 6);
  self->visits[2] = record_add_signed (self->record, self->patients[1]->id, "2026-02-05T23:30:00Z", 8);
  g_free (record_add_draft (self->record, self->patients[0]->id, "2026-04-05T09:00:00Z"));
  g_free (record_add_signed (self->record, self->patients[3]->id, "2026-02-05T09:00:00Z", 8));
  g_assert_true (lumbar_store_delete_patient (self->record->store, self->patients[3]->id, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  record_free (self->record);
  for (guint i = 0; i < 4; i++)
    g_object_unref (self->patients[i]);
  for (guint i = 0; i < 3; i++)
    g_free (self->visits[i]);
}

static GPtrArray *
list (Fixture *self, const char *from, const char *to, const char *after, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *courses = lumbar_store_list_courses (self->record->store, from, to, after, limit, &error);

  g_assert_no_error (error);
  return courses;
}

static void
test_signed_visits_by_time (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) courses = list (self, NULL, NULL, NULL, 10);
  static const guint n_visits[] = { 2, 1, 0 };

  g_assert_cmpuint (courses->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      LumbarCourse *course = courses->pdata[i];

      g_assert_cmpstr (course->patient->id, ==, self->patients[i]->id);
      g_assert_cmpstr (course->patient->given_name, ==, self->patients[i]->given_name);
      g_assert_cmpuint (course->visits->len, ==, n_visits[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      const LumbarCourseVisit *visit = ((LumbarCourse *) courses->pdata[0])->visits->pdata[i];
      double score;

      g_assert_cmpstr (visit->encounter_id, ==, self->visits[i]);
      g_assert_true (lumbar_course_visit_get_score (visit, "nrs-pain-average", &score));
      g_assert_cmpfloat (score, ==, i == 0 ? 6 : 4);
      g_assert_false (lumbar_course_visit_get_score (visit, "odi", &score));
    }
}

static void
test_portions (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = list (self, NULL, NULL, NULL, 2);
  g_autoptr (GPtrArray) rest = list (self, NULL, NULL, self->patients[1]->id, 2);

  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpuint (((LumbarCourse *) first->pdata[1])->visits->len, ==, 1);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (((LumbarCourse *) rest->pdata[0])->patient->id, ==, self->patients[2]->id);
}

static void
test_period_has_both_its_days (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *from;
    const char *to;
    guint n;
  } cases[] = {
    { "2026-01-05", "2026-01-05", 1 }, { "2026-01-06", NULL, 1 }, { NULL, "2026-03-04", 1 }, { NULL, "2026-03-05", 2 },
    { "2026-03-06", NULL, 0 },         { NULL, "2026-01-04", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) courses = list (self, cases[i].from, cases[i].to, NULL, 1);

      g_assert_cmpuint (((LumbarCourse *) courses->pdata[0])->visits->len, ==, cases[i].n);
    }
}

static void
test_last_outcome_counts (Fixture *self, gconstpointer data)
{
  static const char *const causes[] = { "ms-spasticity", "lumbar-radiculopathy" };
  g_autoptr (GPtrArray) courses = NULL;
  const LumbarCourse *course;
  const LumbarCourseVisit *visit;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LumbarOutcome) outcome = outcome_new (self->visits[0], causes[i], "imaging");

      g_assert_true (lumbar_store_add_outcome (self->record->store, outcome, NULL));
    }
  courses = list (self, NULL, NULL, NULL, 10);
  course = courses->pdata[0];
  visit = course->visits->pdata[0];
  g_assert_nonnull (visit->outcome);
  g_assert_cmpstr (visit->outcome->causes[0], ==, "lumbar-radiculopathy");
  visit = course->visits->pdata[1];
  g_assert_null (visit->outcome);
}

static void
test_treatments_started (Fixture *self, gconstpointer data)
{
  static const struct {
    LumbarEventKind kind;
    const char *on;
    const char *text;
  } events[] = {
    { LUMBAR_EVENT_TREATMENT_STARTED, "2026-02-02", "Baclofen" },
    { LUMBAR_EVENT_TREATMENT_STOPPED, "2026-02-03", "Baclofen" },
    { LUMBAR_EVENT_TREATMENT_STARTED, "2026-01-02", "Heat" },
    { LUMBAR_EVENT_TREATMENT_STARTED, "2025-01-02", "Long ago" },
  };
  g_autoptr (GPtrArray) courses = NULL;
  const LumbarCourse *course;

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (LumbarEvent) event =
        lumbar_event_new (self->patients[0]->id, events[i].kind, events[i].on, events[i].text);

      g_assert_true (lumbar_store_save_event (self->record->store, event, NULL));
    }
  courses = list (self, "2026-01-01", NULL, NULL, 10);
  course = courses->pdata[0];
  g_assert_cmpuint (course->treatments->len, ==, 2);
  g_assert_cmpstr (((LumbarEvent *) course->treatments->pdata[0])->text, ==, "Heat");
  g_assert_cmpstr (((LumbarEvent *) course->treatments->pdata[1])->text, ==, "Baclofen");
}

#define ADD(path, func) g_test_add ("/store/courses/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("signed-visits-by-time", test_signed_visits_by_time);
  ADD ("portions", test_portions);
  ADD ("period-has-both-its-days", test_period_has_both_its_days);
  ADD ("last-outcome-counts", test_last_outcome_counts);
  ADD ("treatments-started", test_treatments_started);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cohort, each figure checked against one worked out by hand. */

#include <math.h>

#include "lumbar-cohort-words.h"
#include "lumbar-text.h"

static LumbarKnowledge *knowledge;

/* Spread */

typedef struct {
  const char *name;
  double values[8];
  guint n;
  LumbarSpread expected;
} SpreadCase;

/* Quartiles as R 4.2 has them with its default, type 7. */
static const SpreadCase spreads[] = {
  { "none", { 0 }, 0, { 0, NAN, NAN, NAN, NAN, NAN } },
  { "one", { 7 }, 1, { 1, 7, NAN, 7, NAN, 7 } },
  { "two", { 4, -1 }, 2, { 2, -1, NAN, 1.5, NAN, 4 } },
  { "four-too-few", { 1, 2, 3, 4 }, 4, { 4, 1, NAN, 2.5, NAN, 4 } },
  { "five", { 9, 1, 5, 3, 7 }, 5, { 5, 1, 3, 5, 7, 9 } },
  { "six", { 1, 2, 3, 4, 5, 6 }, 6, { 6, 1, 2.25, 3.5, 4.75, 6 } },
  { "ties", { 2, 2, 2, 2, 2, 8 }, 6, { 6, 2, 2, 2, 2, 8 } },
};

static void
assert_same (double a, double b)
{
  g_assert_true (isnan (a) == isnan (b));
  if (!isnan (a))
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

static void
test_spread (gconstpointer data)
{
  const SpreadCase *test = data;
  LumbarSpread spread = lumbar_spread_of (test->values, test->n);

  g_assert_cmpuint (spread.n, ==, test->expected.n);
  assert_same (spread.minimum, test->expected.minimum);
  assert_same (spread.lower, test->expected.lower);
  assert_same (spread.median, test->expected.median);
  assert_same (spread.upper, test->expected.upper);
  assert_same (spread.maximum, test->expected.maximum);
}

/* Cohort: a patient a line. Visits are joined by "|": "day pain group lead flag=done@minutes outcome", where "-"
 * leaves a part out; then treatments joined by "|": "day what". */

typedef struct {
  const char *visits;
  const char *treatments;
} Person;

typedef struct {
  const char *name;
  Person persons[8];
  const char *groups; /* "ms:2 non-ms:1" in the order told */
  const char *causes;
  const char *flags;     /* raised/done/n-a/referred/pending/open of all, then the median of minutes */
  const char *change;    /* of all: n/median/better/same/worse */
  const char *treatment; /* the same of each, by name */
  const char *held;
} CohortCase;

static const CohortCase cohorts[] = {
  { "nobody", { { NULL } }, "", "", "0/0/0/0/0/0 -", "0/-/0/0/0", "", "0 of 0" },
  { "no-visit", { { "" } }, "", "", "0/0/0/0/0/0 -", "0/-/0/0/0", "", "0 of 0" },
  { "one-patient-one-visit",
    { { "2026-01-01 6 ms ms-spasticity - -" } },
    "ms:1", "ms-spasticity:1", "0/0/0/0/0/0 -", "0/-/0/0/0", "", "0 of 0" },
  { "without-conclusion",
    { { "2026-01-01 6 ms ms-spasticity - -|2026-02-01 3 - - - -" }, { "2026-01-01 6 undetermined - - -" } },
    "undetermined:1 :1", ":2", "0/0/0/0/0/0 -", "1/-3/1/0/0", "", "0 of 0" },
  { "the-latest-visit-counts",
    { { "2026-01-01 6 ms ms-spasticity - -|2026-02-01 7 non-ms lumbar-radiculopathy - lumbar-radiculopathy" } },
    "non-ms:1", "lumbar-radiculopathy:1", "0/0/0/0/0/0 -", "1/1/0/1/0", "", "1 of 1" },
  { "ties-by-name-and-groups-in-order",
    { { "2026-01-01 6 non-ms lumbar-radiculopathy - ms-spasticity" },
      { "2026-01-01 6 ms ms-spasticity - -" },
      { "2026-01-01 6 ms ms-lhermitte - -" },
      { "2026-01-01 6 mixed ms-lhermitte - ms-lhermitte;ms-spasticity" } },
    "ms:2 non-ms:1 mixed:1", "ms-lhermitte:2 lumbar-radiculopathy:1 ms-spasticity:1", "0/0/0/0/0/0 -",
    "0/-/0/0/0", "", "1 of 2" },
  { "exactly-the-important-difference-counts",
    { { "2026-01-01 6 ms - - -|2026-02-01 4 ms - - -" },
      { "2026-01-01 6 ms - - -|2026-02-01 5 ms - - -" },
      { "2026-01-01 6 ms - - -|2026-02-01 8 ms - - -" },
      { "2026-01-01 6 ms - - -|2026-02-01 6 ms - - -" },
      { "2026-01-01 - ms - - -|2026-02-01 6 ms - - -" } },
    "ms:5", ":5", "0/0/0/0/0/0 -", "4/-0.5/1/2/1", "", "0 of 0" },
  { "a-scored-visit-between-is-passed-over-and-one-without-score-too",
    { { "2026-01-01 9 ms - - -|2026-01-09 1 ms - - -|2026-02-01 5 ms - - -|2026-03-01 - ms - - -" } },
    "ms:1", ":1", "0/0/0/0/0/0 -", "1/-4/1/0/0", "", "0 of 0" },
  { "flags-by-what-was-done",
    { { "2026-01-01 6 ms - rf-cancer=done@30,rf-fragility=referred@90,rf-osteonecrosis=@0 -" },
      { "2026-01-01 6 ms - rf-cancer=pending@9 -|2026-01-02 6 ms - rf-cancer=not-applicable@5 -" },
      { "2026-01-01 6 ms - rf-cancer=done@-5 -" } },
    "ms:3", ":3", "6/2/1/1/1/1 60", "1/0/0/1/0", "", "0 of 0" },
  { "treatments-from-before-to-after",
    { { "2026-01-01 9 ms - - -|2026-02-01 7 ms - - -|2026-03-01 3 ms - - -", "2026-02-01 Baclofen" },
      { "2026-01-01 5 ms - - -|2026-03-01 5 ms - - -", "2026-01-15  BACLOFEN |2026-02-20 baclofen" },
      { "2026-01-01 5 ms - - -|2026-03-01 8 ms - - -", "2025-12-15 Heat" } },
    "ms:3", ":3", "0/0/0/0/0/0 -", "3/0/1/1/1", "Baclofen:2/-2/1/1/0 Heat:0/-/0/0/0", "0 of 0" },
};

static void
add_flags (LumbarCourseVisit *visit, const char *text)
{
  g_auto (GStrv) flags = g_strsplit (g_str_equal (text, "-") ? "" : text, ",", -1);

  for (guint i = 0; flags[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (flags[i], "=@", 3);
      g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (visit->started_at, NULL);
      g_autoptr (GDateTime) at = g_date_time_add_minutes (from, atoi (parts[2]));
      g_autofree char *instant = g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ");

      g_assert_nonnull (lumbar_knowledge_find_red_flag (knowledge, parts[0]));
      g_ptr_array_add (visit->flags, lumbar_course_flag_new (parts[0], parts[1], *parts[1] ? instant : ""));
    }
}

static void
add_visit (LumbarCourse *course, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autofree char *id = g_strdup_printf ("%s/%s", course->patient->id, parts[0]);
  g_autofree char *at = g_strdup_printf ("%sT09:00:00Z", parts[0]);
  LumbarCourseVisit *visit = lumbar_course_visit_new (id, parts[0], at);

  g_assert_cmpuint (g_strv_length (parts), ==, 6);
  if (!g_str_equal (parts[1], "-"))
    g_ptr_array_add (visit->measures, lumbar_measure_new ("nrs-pain-average", id, at, atoi (parts[1])));
  visit->concluded = lumbar_group_from_id (parts[2], &visit->group);
  if (!g_str_equal (parts[3], "-"))
    lumbar_set_str (&visit->lead, parts[3]);
  add_flags (visit, parts[4]);
  if (!g_str_equal (parts[5], "-"))
    {
      visit->outcome = lumbar_outcome_new (id);
      g_strfreev (visit->outcome->causes);
      visit->outcome->causes = g_strsplit (parts[5], ";", -1);
    }
  g_ptr_array_add (course->visits, visit);
}

static LumbarCourse *
make_course (const Person *person)
{
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Nowak", "Anna", "", "female", "");
  LumbarCourse *course = lumbar_course_new (patient);
  g_auto (GStrv) visits = g_strsplit (person->visits, "|", -1);
  g_auto (GStrv) treatments = g_strsplit (person->treatments ? person->treatments : "", "|", -1);

  for (guint i = 0; visits[i] != NULL; i++)
    add_visit (course, visits[i]);
  for (guint i = 0; treatments[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (treatments[i], " ", 2);

      g_ptr_array_add (course->treatments,
                       lumbar_event_new (patient->id, LUMBAR_EVENT_TREATMENT_STARTED, parts[0], parts[1]));
    }
  return course;
}

static char *
tell_counts (GPtrArray *counts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < counts->len; i++)
    {
      const LumbarCohortCount *count = counts->pdata[i];

      g_string_append_printf (text, "%s%s:%u", i > 0 ? " " : "", count->id, count->patients->len);
    }
  return g_string_free (text, FALSE);
}

static char *
tell_number (double number)
{
  return isnan (number) ? g_strdup ("-") : g_strdup_printf ("%g", number);
}

static char *
tell_flags (const LumbarCohortFlags *flags)
{
  g_autofree char *median = tell_number (flags->time.median);

  return g_strdup_printf ("%u/%u/%u/%u/%u/%u %s", flags->n_raised, flags->n_done[0], flags->n_done[1],
                          flags->n_done[2], flags->n_done[3], flags->n_open, median);
}

static char *
tell_change (const LumbarCohortChange *change)
{
  g_autofree char *median = tell_number (change->change.median);

  return g_strdup_printf ("%u/%s/%u/%u/%u", change->points->len, median, change->better->len, change->same->len,
                          change->worse->len);
}

static char *
tell_changes (GPtrArray *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const LumbarCohortChange *change = changes->pdata[i];
      g_autofree char *told = tell_change (change);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", change->id, told);
    }
  return g_string_free (text, FALSE);
}

static void
test_cohort (gconstpointer data)
{
  const CohortCase *test = data;
  g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_course_free);
  g_autoptr (LumbarCohort) cohort = NULL;
  g_autofree char *groups = NULL, *causes = NULL, *flags = NULL, *change = NULL, *treatment = NULL, *held = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (test->persons) && test->persons[i].visits != NULL; i++)
    g_ptr_array_add (courses, make_course (&test->persons[i]));
  cohort = lumbar_cohort_new (knowledge, courses);
  groups = tell_counts (cohort->groups);
  causes = tell_counts (cohort->causes);
  flags = tell_flags (cohort->all_flags);
  change = tell_change (cohort->scales[0].all);
  treatment = tell_changes (cohort->scales[0].by_treatment);
  held = g_strdup_printf ("%u of %u", cohort->scales[0].all->held.n, cohort->scales[0].all->held.of);
  g_assert_cmpstr (groups, ==, test->groups);
  g_assert_cmpstr (causes, ==, test->causes);
  g_assert_cmpstr (flags, ==, test->flags);
  g_assert_cmpstr (change, ==, test->change);
  g_assert_cmpstr (treatment, ==, test->treatment);
  g_assert_cmpstr (held, ==, test->held);
}

static void
test_words (void)
{
  static const struct {
    double minutes[6];
    guint n;
    const char *words;
  } cases[] = {
    { { 0 }, 0, "none yet" },
    { { 30 }, 1, "30 min, n = 1: too few to judge" },
    { { 30, 90, 2880 }, 3, "median 1.5 h, from 30 min to 2 days, n = 3: too few to judge" },
    { { 10, 20, 30, 40, 50 }, 5, "median 30 min, quartiles 20 min to 40 min, n = 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LumbarSpread spread = lumbar_spread_of (cases[i].minutes, cases[i].n);
      g_autofree char *words = lumbar_cohort_time_text (&spread);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  for (guint i = 0; i < G_N_ELEMENTS (spreads); i++)
    {
      g_autofree char *path = g_strconcat ("/cohort/spread/", spreads[i].name, NULL);

      g_test_add_data_func (path, &spreads[i], test_spread);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cohorts); i++)
    {
      g_autofree char *path = g_strconcat ("/cohort/of/", cohorts[i].name, NULL);

      g_test_add_data_func (path, &cohorts[i], test_cohort);
    }
  g_test_add_func ("/cohort/words", test_words);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

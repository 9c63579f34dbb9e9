/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts over the patients of a clinic, each with those behind it. */

#include "lumbar-cohort.h"

#include <string.h>

#include "lumbar-conclusion.h"
#include "lumbar-trend-change.h"

#define SECONDS_PER_MINUTE 60.0

static const char *const scale_ids[LUMBAR_N_COHORT_SCALES] = { "nrs-pain-average", "peg" };

/* Counts */

static void
count_free (LumbarCohortCount *count)
{
  g_free (count->id);
  g_ptr_array_unref (count->patients);
  g_free (count);
}

static void
add_count (GPtrArray *counts, const char *id, LumbarCourse *course)
{
  LumbarCohortCount *count = NULL;

  for (guint i = 0; count == NULL && i < counts->len; i++)
    if (g_str_equal (((LumbarCohortCount *) counts->pdata[i])->id, id))
      count = counts->pdata[i];
  if (count == NULL)
    {
      count = g_new0 (LumbarCohortCount, 1);
      count->id = g_strdup (id);
      count->patients = g_ptr_array_new ();
      g_ptr_array_add (counts, count);
    }
  g_ptr_array_add (count->patients, course);
}

/* In the order of groups, those without a conclusion last. */
static guint
get_group_place (const LumbarCohortCount *count)
{
  LumbarGroup group;

  return lumbar_group_from_id (count->id, &group) ? (guint) group : LUMBAR_N_GROUPS;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return (int) get_group_place (*(LumbarCohortCount *const *) a) -
         (int) get_group_place (*(LumbarCohortCount *const *) b);
}

/* Most first, equal ones by id, so that the order never depends on that of the patients. */
static int
compare_places (guint n_a, const char *id_a, guint n_b, const char *id_b)
{
  return n_a != n_b ? (n_a < n_b ? 1 : -1) : strcmp (id_a, id_b);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const LumbarCohortCount *x = *(LumbarCohortCount *const *) a, *y = *(LumbarCohortCount *const *) b;

  return compare_places (x->patients->len, x->id, y->patients->len, y->id);
}

/* Red flags */

static LumbarCohortFlags *
flags_new (const char *id)
{
  LumbarCohortFlags *flags = g_new0 (LumbarCohortFlags, 1);

  flags->id = g_strdup (id);
  flags->minutes = g_array_new (FALSE, FALSE, sizeof (double));
  flags->patients = g_ptr_array_new ();
  flags->open_patients = g_ptr_array_new ();
  flags->timed_patients = g_ptr_array_new ();
  for (guint i = 0; i < LUMBAR_N_DONE_WORDS; i++)
    flags->done_patients[i] = g_ptr_array_new ();
  return flags;
}

static void
flags_free (LumbarCohortFlags *flags)
{
  g_free (flags->id);
  g_array_unref (flags->minutes);
  g_ptr_array_unref (flags->patients);
  g_ptr_array_unref (flags->open_patients);
  g_ptr_array_unref (flags->timed_patients);
  for (guint i = 0; i < LUMBAR_N_DONE_WORDS; i++)
    g_ptr_array_unref (flags->done_patients[i]);
  g_free (flags);
}

/* Patients come one after the other. */
static void
add_once (GPtrArray *patients, gpointer course)
{
  if (patients->len == 0 || patients->pdata[patients->len - 1] != course)
    g_ptr_array_add (patients, course);
}

static guint
find_word (const char *done)
{
  const char *const *words = lumbar_acknowledgement_words ();

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], done))
      return i;
  return G_MAXUINT;
}

/* Whether it says that something was done, which "pending" and "not-applicable" do not. */
static gboolean
is_action (const char *done)
{
  return g_str_equal (done, "done") || g_str_equal (done, "referred");
}

static gboolean
get_minutes (const LumbarCourseVisit *visit, const LumbarCourseFlag *flag, double *minutes)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (visit->started_at, NULL);
  g_autoptr (GDateTime) to = g_date_time_new_from_iso8601 (flag->at, NULL);

  if (from == NULL || to == NULL || g_date_time_compare (from, to) > 0)
    return FALSE;
  *minutes = (double) (g_date_time_to_unix (to) - g_date_time_to_unix (from)) / SECONDS_PER_MINUTE;
  return TRUE;
}

static void
add_flag (LumbarCohortFlags *flags, LumbarCourse *course, const LumbarCourseVisit *visit, const LumbarCourseFlag *flag)
{
  guint word = find_word (flag->done);
  double minutes;

  flags->n_raised++;
  add_once (flags->patients, course);
  if (word < LUMBAR_N_DONE_WORDS)
    {
      flags->n_done[word]++;
      add_once (flags->done_patients[word], course);
    }
  else
    {
      flags->n_open++;
      add_once (flags->open_patients, course);
    }
  if (!is_action (flag->done) || !get_minutes (visit, flag, &minutes))
    return;
  g_array_append_val (flags->minutes, minutes);
  add_once (flags->timed_patients, course);
}

static LumbarCohortFlags *
ensure_flags (LumbarCohort *self, const char *id)
{
  LumbarCohortFlags *flags;

  for (guint i = 0; i < self->flags->len; i++)
    if (g_str_equal (((LumbarCohortFlags *) self->flags->pdata[i])->id, id))
      return self->flags->pdata[i];
  flags = flags_new (id);
  g_ptr_array_add (self->flags, flags);
  return flags;
}

static void
add_flags (LumbarCohort *self, LumbarCourse *course)
{
  for (guint i = 0; i < course->visits->len; i++)
    {
      const LumbarCourseVisit *visit = course->visits->pdata[i];

      for (guint j = 0; j < visit->flags->len; j++)
        {
          const LumbarCourseFlag *flag = visit->flags->pdata[j];

          add_flag (self->all_flags, course, visit, flag);
          add_flag (ensure_flags (self, flag->flag_id), course, visit, flag);
        }
    }
}

static void
finish_flags (LumbarCohortFlags *flags)
{
  flags->time = lumbar_spread_of ((const double *) (gpointer) flags->minutes->data, flags->minutes->len);
}

static int
compare_flags (gconstpointer a, gconstpointer b)
{
  const LumbarCohortFlags *x = *(LumbarCohortFlags *const *) a, *y = *(LumbarCohortFlags *const *) b;

  return compare_places (x->n_raised, x->id, y->n_raised, y->id);
}

/* Change in pain */

static LumbarCohortChange *
change_new (const char *id)
{
  LumbarCohortChange *change = g_new0 (LumbarCohortChange, 1);

  change->id = g_strdup (id);
  change->patients = g_ptr_array_new ();
  change->points = g_array_new (FALSE, FALSE, sizeof (LumbarCohortPoint));
  change->better = g_ptr_array_new ();
  change->same = g_ptr_array_new ();
  change->worse = g_ptr_array_new ();
  change->followed = g_ptr_array_new ();
  return change;
}

static void
change_free (LumbarCohortChange *change)
{
  g_free (change->id);
  g_ptr_array_unref (change->patients);
  g_array_unref (change->points);
  g_ptr_array_unref (change->better);
  g_ptr_array_unref (change->same);
  g_ptr_array_unref (change->worse);
  g_ptr_array_unref (change->followed);
  g_free (change);
}

/* Treatments are free words: capitals and spaces around them make no other treatment. */
static char *
fold (const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));

  return g_utf8_casefold (clean, -1);
}

static LumbarCohortChange *
ensure_change (GPtrArray *changes, const char *id)
{
  g_autofree char *wanted = fold (id);
  LumbarCohortChange *change;

  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *has = fold (((LumbarCohortChange *) changes->pdata[i])->id);

      if (g_str_equal (has, wanted))
        return changes->pdata[i];
    }
  change = change_new (id);
  g_strstrip (change->id);
  g_ptr_array_add (changes, change);
  return change;
}

static void
add_held (LumbarCohortChange *change, LumbarCourse *course)
{
  const LumbarCourseVisit *last = lumbar_course_get_last_visit (course);

  if (last->outcome == NULL || last->outcome->causes[0] == NULL || *last->lead == '\0')
    return;
  change->held.of++;
  g_ptr_array_add (change->followed, course);
  change->held.n += g_strv_contains ((const char *const *) last->outcome->causes, last->lead);
}

static void
add_point (LumbarCohortChange *change, const LumbarInstrument *instrument, LumbarCourse *course, double from, double to)
{
  LumbarCohortPoint point = { course, from, to };
  LumbarTrendChange judged = lumbar_trend_change_judge (instrument, from, to);
  gboolean important = judged == LUMBAR_TREND_CHANGE_EQUAL || judged == LUMBAR_TREND_CHANGE_MORE;

  g_array_append_val (change->points, point);
  g_ptr_array_add (!important ? change->same : to < from ? change->better : change->worse, course);
}

/* Looks for the earlier score in the visits up to @day and for the later one in those after it; without a
 * day, for the first and the last of all. A visit is never compared with itself. */
static gboolean
find_scores (const LumbarCourse *course, const char *instrument_id, const char *day, double *from, double *to)
{
  gboolean has_from = FALSE, has_to = FALSE;

  for (guint i = 0; i < course->visits->len; i++)
    {
      const LumbarCourseVisit *visit = course->visits->pdata[i];
      double score;

      if (!lumbar_course_visit_get_score (visit, instrument_id, &score))
        continue;
      if (day != NULL ? strcmp (visit->day, day) <= 0 : !has_from)
        {
          *from = score;
          has_from = TRUE;
        }
      else
        {
          *to = score;
          has_to = TRUE;
        }
    }
  return has_from && has_to;
}

static void
add_course_to (LumbarCohortChange *change, const LumbarInstrument *instrument, LumbarCourse *course, const char *day)
{
  double from = 0, to = 0;

  /* The first start of a treatment counts. */
  if (change->patients->len > 0 && change->patients->pdata[change->patients->len - 1] == course)
    return;
  g_ptr_array_add (change->patients, course);
  add_held (change, course);
  if (find_scores (course, instrument->id, day, &from, &to))
    add_point (change, instrument, course, from, to);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const LumbarCohortPoint *x = a, *y = b;
  double d = (x->to - x->from) - (y->to - y->from);

  return d < 0 ? -1 : d > 0 ? 1 : strcmp (x->course->patient->id, y->course->patient->id);
}

static void
finish_change (LumbarCohortChange *change)
{
  guint n = change->points->len;
  g_autofree double *before = g_new (double, n);
  g_autofree double *after = g_new (double, n);
  g_autofree double *difference = g_new (double, n);

  g_array_sort (change->points, compare_points);
  for (guint i = 0; i < n; i++)
    {
      const LumbarCohortPoint *point = &g_array_index (change->points, LumbarCohortPoint, i);

      before[i] = point->from;
      after[i] = point->to;
      difference[i] = point->to - point->from;
    }
  change->before = lumbar_spread_of (before, n);
  change->after = lumbar_spread_of (after, n);
  change->change = lumbar_spread_of (difference, n);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const LumbarCohortChange *x = *(LumbarCohortChange *const *) a, *y = *(LumbarCohortChange *const *) b;

  return compare_places (x->patients->len, x->id, y->patients->len, y->id);
}

static void
finish_changes (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    finish_change (changes->pdata[i]);
  g_ptr_array_sort (changes, compare_changes);
}

static void
add_scale (LumbarCohortScale *scale, LumbarCourse *course)
{
  const LumbarCourseVisit *last = lumbar_course_get_last_visit (course);

  if (scale->instrument == NULL)
    return;
  add_course_to (scale->all, scale->instrument, course, NULL);
  add_course_to (ensure_change (scale->by_cause, last->lead), scale->instrument, course, NULL);
  for (guint i = 0; i < course->treatments->len; i++)
    {
      const LumbarEvent *event = course->treatments->pdata[i];

      add_course_to (ensure_change (scale->by_treatment, event->text), scale->instrument, course, event->on);
    }
}

/* The whole */

static void
add_course (LumbarCohort *self, LumbarCourse *course)
{
  const LumbarCourseVisit *last = lumbar_course_get_last_visit (course);

  if (last == NULL)
    return;
  self->n_visits += course->visits->len;
  g_ptr_array_add (self->visited, course);
  add_count (self->groups, last->concluded ? lumbar_group_to_id (last->group) : "", course);
  add_count (self->causes, last->lead, course);
  add_flags (self, course);
  for (guint i = 0; i < LUMBAR_N_COHORT_SCALES; i++)
    add_scale (&self->scales[i], course);
}

static void
finish (LumbarCohort *self)
{
  g_ptr_array_sort (self->groups, compare_groups);
  g_ptr_array_sort (self->causes, compare_counts);
  finish_flags (self->all_flags);
  for (guint i = 0; i < self->flags->len; i++)
    finish_flags (self->flags->pdata[i]);
  g_ptr_array_sort (self->flags, compare_flags);
  for (guint i = 0; i < LUMBAR_N_COHORT_SCALES; i++)
    {
      finish_change (self->scales[i].all);
      finish_changes (self->scales[i].by_cause);
      finish_changes (self->scales[i].by_treatment);
    }
}

/**
 * lumbar_cohort_new:
 * @knowledge: the scales with their minimal important differences
 * @courses: (element-type LumbarCourse): the patients, each once, with what happened in the period
 *
 * Returns: (transfer full): the counts
 */
LumbarCohort *
lumbar_cohort_new (LumbarKnowledge *knowledge, GPtrArray *courses)
{
  LumbarCohort *self = g_new0 (LumbarCohort, 1);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->courses = g_ptr_array_ref (courses);
  self->visited = g_ptr_array_new ();
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  self->causes = g_ptr_array_new_with_free_func ((GDestroyNotify) count_free);
  self->all_flags = flags_new ("");
  self->flags = g_ptr_array_new_with_free_func ((GDestroyNotify) flags_free);
  for (guint i = 0; i < LUMBAR_N_COHORT_SCALES; i++)
    {
      self->scales[i].instrument = lumbar_knowledge_find_instrument (knowledge, scale_ids[i]);
      self->scales[i].all = change_new ("");
      self->scales[i].by_cause = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
      self->scales[i].by_treatment = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
    }
  for (guint i = 0; i < courses->len; i++)
    add_course (self, courses->pdata[i]);
  finish (self);
  return self;
}

/**
 * lumbar_cohort_free:
 * @self: (transfer full): counts
 */
void
lumbar_cohort_free (LumbarCohort *self)
{
  for (guint i = 0; i < LUMBAR_N_COHORT_SCALES; i++)
    {
      change_free (self->scales[i].all);
      g_ptr_array_unref (self->scales[i].by_cause);
      g_ptr_array_unref (self->scales[i].by_treatment);
    }
  g_ptr_array_unref (self->flags);
  flags_free (self->all_flags);
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->visited);
  g_ptr_array_unref (self->courses);
  lumbar_knowledge_unref (self->knowledge);
  g_free (self);
}

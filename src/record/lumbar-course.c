/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One patient over time, as counts over many patients need it. */

#include "lumbar-course.h"

/**
 * lumbar_course_flag_new:
 * @flag_id: a red flag that fired
 * @done: what was done, or ""
 * @at: when that was said, or ""
 *
 * Returns: (transfer full): it
 */
LumbarCourseFlag *
lumbar_course_flag_new (const char *flag_id, const char *done, const char *at)
{
  LumbarCourseFlag *self = g_new0 (LumbarCourseFlag, 1);

  self->flag_id = g_strdup (flag_id);
  self->done = g_strdup (done);
  self->at = g_strdup (at);
  return self;
}

/**
 * lumbar_course_flag_free:
 * @self: (transfer full): a fired flag
 */
void
lumbar_course_flag_free (LumbarCourseFlag *self)
{
  g_free (self->flag_id);
  g_free (self->done);
  g_free (self->at);
  g_free (self);
}

/**
 * lumbar_course_visit_new:
 * @encounter_id: a signed visit
 * @day: its local day
 * @started_at: instant of its first question
 *
 * Returns: (transfer full): a visit without conclusion, flags, scores and outcome
 */
LumbarCourseVisit *
lumbar_course_visit_new (const char *encounter_id, const char *day, const char *started_at)
{
  LumbarCourseVisit *self = g_new0 (LumbarCourseVisit, 1);

  self->encounter_id = g_strdup (encounter_id);
  self->day = g_strdup (day);
  self->started_at = g_strdup (started_at);
  self->group = LUMBAR_GROUP_UNDETERMINED;
  self->lead = g_strdup ("");
  self->flags = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_course_flag_free);
  self->measures = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_measure_free);
  return self;
}

/**
 * lumbar_course_visit_free:
 * @self: (transfer full): a visit
 */
void
lumbar_course_visit_free (LumbarCourseVisit *self)
{
  g_free (self->encounter_id);
  g_free (self->day);
  g_free (self->started_at);
  g_free (self->lead);
  g_ptr_array_unref (self->flags);
  g_ptr_array_unref (self->measures);
  g_clear_pointer (&self->outcome, lumbar_outcome_free);
  g_free (self);
}

/**
 * lumbar_course_visit_get_score:
 * @self: a visit
 * @instrument_id: a scale
 * @score: (out): its score
 *
 * Returns: whether it was taken at the visit
 */
gboolean
lumbar_course_visit_get_score (const LumbarCourseVisit *self, const char *instrument_id, double *score)
{
  for (guint i = 0; i < self->measures->len; i++)
    {
      const LumbarMeasure *measure = self->measures->pdata[i];

      if (!g_str_equal (measure->instrument_id, instrument_id))
        continue;
      *score = measure->value;
      return TRUE;
    }
  return FALSE;
}

/**
 * lumbar_course_new:
 * @patient: who
 *
 * Returns: (transfer full): a course without visits
 */
LumbarCourse *
lumbar_course_new (LumbarPatient *patient)
{
  LumbarCourse *self = g_new0 (LumbarCourse, 1);

  self->patient = g_object_ref (patient);
  self->visits = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_course_visit_free);
  self->treatments = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * lumbar_course_free:
 * @self: (transfer full): a course
 */
void
lumbar_course_free (LumbarCourse *self)
{
  g_object_unref (self->patient);
  g_ptr_array_unref (self->visits);
  g_ptr_array_unref (self->treatments);
  g_free (self);
}

/**
 * lumbar_course_find_visit:
 * @self: a course
 * @encounter_id: a visit
 *
 * Returns: (transfer none) (nullable): the visit where it is in the course
 */
LumbarCourseVisit *
lumbar_course_find_visit (LumbarCourse *self, const char *encounter_id)
{
  for (guint i = 0; i < self->visits->len; i++)
    {
      LumbarCourseVisit *visit = self->visits->pdata[i];

      if (g_str_equal (visit->encounter_id, encounter_id))
        return visit;
    }
  return NULL;
}

/**
 * lumbar_course_get_last_visit:
 * @self: a course
 *
 * Returns: (transfer none) (nullable): the latest visit
 */
const LumbarCourseVisit *
lumbar_course_get_last_visit (const LumbarCourse *self)
{
  return self->visits->len > 0 ? self->visits->pdata[self->visits->len - 1] : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose age must not be told: high ages are rare, and single people are known by them. */

#include <string.h>

#include "lumbar-date.h"
#include "lumbar-research-private.h"

/*
 * research_is_in_years:
 * Returns: whether a finding counts years of life, which are an age, whatever is asked for
 */
gboolean
research_is_in_years (const LumbarFinding *finding)
{
  return lumbar_finding_holds_number (finding) && g_str_equal (finding->unit, "a");
}

static gboolean
answers_show_age (LumbarKnowledge *knowledge, LumbarResponse *response, int years_later)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      LumbarAnswer *answer = lumbar_response_get_answer (response, i);

      if (answer != NULL && research_is_in_years (lumbar_knowledge_get_finding (knowledge, i)) &&
          lumbar_answer_get_value (answer)->number + years_later >= LUMBAR_RESEARCH_TOP_AGE)
        return TRUE;
    }
  return FALSE;
}

/* The last day that is told of a patient. */
static const char *
find_last_day (const LumbarCourse *course, GPtrArray *events)
{
  const char *last = lumbar_course_get_last_visit (course)->day;

  for (guint i = 0; i < events->len; i++)
    {
      const LumbarEvent *event = events->pdata[i];

      if (lumbar_date_is_valid (event->on) && strcmp (event->on, last) > 0)
        last = event->on;
    }
  return last;
}

/*
 * research_shows_old_age:
 * @knowledge: the tables
 * @course: a patient with a signed visit
 * @encounters: (element-type LumbarEncounter): the visits of @course, whole, in the same order
 * @events: (element-type LumbarEvent): what happened to the patient
 *
 * Intervals are told: who was 89 two years before the last day is 91 on it.
 *
 * Returns: whether birth date or answers would show an age of %LUMBAR_RESEARCH_TOP_AGE or more on the last day that
 *   is told
 */
gboolean
research_shows_old_age (LumbarKnowledge *knowledge,
                        const LumbarCourse *course,
                        GPtrArray *encounters,
                        GPtrArray *events)
{
  const char *last_day = find_last_day (course, events);

  if (lumbar_date_years_between (course->patient->birth_date, last_day) >= LUMBAR_RESEARCH_TOP_AGE)
    return TRUE;
  for (guint i = 0; i < encounters->len; i++)
    {
      const LumbarEncounter *encounter = encounters->pdata[i];
      const LumbarCourseVisit *visit = course->visits->pdata[i];

      if (answers_show_age (knowledge, encounter->response, MAX (lumbar_date_years_between (visit->day, last_day), 0)))
        return TRUE;
    }
  return FALSE;
}

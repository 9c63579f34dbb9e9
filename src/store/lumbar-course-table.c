/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients over time, many at once: one statement for each kind of row, however many patients there are. */

#include "lumbar-course-table.h"

#include "lumbar-merge-table.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* Rows of the patients of a portion; those of deleted patients find no course and are passed over. */
#define IN_PORTION "patient.number > :after AND patient.number <= :last AND deleted_at = ''"

/* The day is the one on the clinic's wall. */
#define IN_PERIOD "status = 'signed' AND date (started_at, 'localtime') BETWEEN :from AND :to"

#define VISITS "patient JOIN encounter ON encounter.patient_id IN " LUMBAR_SAME_AS ("patient.id") " "

/* What a period without beginning or end compares with. */
#define FIRST_DAY ""
#define LAST_DAY "9999-12-31"

typedef struct {
  LumbarDatabase *database;
  const char *from;
  const char *to;
  gint64 after; /* Numbers of patients: behind this one … */
  gint64 last;  /* … up to this one */
  GHashTable *by_patient; /* Id, borrowed → LumbarCourse, borrowed */
} Reading;

typedef void (*RowFunc) (LumbarStatement *row, LumbarCourse *course);

static gboolean
read_rows (Reading *self, const char *sql, RowFunc take, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (self->database, sql, error);
  LumbarStep step;

  lumbar_statement_bind_int (row, ":after", self->after);
  lumbar_statement_bind_int (row, ":last", self->last);
  lumbar_statement_bind_text (row, ":from", self->from);
  lumbar_statement_bind_text (row, ":to", self->to);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      LumbarCourse *course = g_hash_table_lookup (self->by_patient, lumbar_statement_get_text (row, 0));

      if (course != NULL)
        take (row, course);
    }
  return step == LUMBAR_STEP_DONE;
}

static void
take_visit (LumbarStatement *row, LumbarCourse *course)
{
  LumbarCourseVisit *visit = lumbar_course_visit_new (
    lumbar_statement_get_text (row, 1), lumbar_statement_get_text (row, 2), lumbar_statement_get_text (row, 3));

  visit->concluded = lumbar_group_from_id (lumbar_statement_get_text (row, 4), &visit->group);
  if (visit->concluded)
    lumbar_set_str (&visit->lead, lumbar_statement_get_text (row, 5));
  g_ptr_array_add (course->visits, visit);
}

static void
take_flag (LumbarStatement *row, LumbarCourse *course)
{
  LumbarCourseVisit *visit = lumbar_course_find_visit (course, lumbar_statement_get_text (row, 1));

  if (visit != NULL)
    g_ptr_array_add (visit->flags, lumbar_course_flag_new (lumbar_statement_get_text (row, 2),
                                                           lumbar_statement_get_text (row, 3),
                                                           lumbar_statement_get_text (row, 4)));
}

static void
take_measure (LumbarStatement *row, LumbarCourse *course)
{
  LumbarCourseVisit *visit = lumbar_course_find_visit (course, lumbar_statement_get_text (row, 1));

  if (visit != NULL)
    g_ptr_array_add (visit->measures,
                     lumbar_measure_new (lumbar_statement_get_text (row, 2), visit->encounter_id,
                                         visit->started_at, lumbar_statement_get_double (row, 3)));
}

/* The last of a visit comes last. */
static void
take_outcome (LumbarStatement *row, LumbarCourse *course)
{
  LumbarCourseVisit *visit = lumbar_course_find_visit (course, lumbar_statement_get_text (row, 1));

  if (visit == NULL)
    return;
  g_clear_pointer (&visit->outcome, lumbar_outcome_free);
  visit->outcome = lumbar_outcome_new (visit->encounter_id);
  lumbar_group_from_id (lumbar_statement_get_text (row, 2), &visit->outcome->group);
  g_strfreev (visit->outcome->causes);
  visit->outcome->causes = g_strsplit (lumbar_statement_get_text (row, 3), ";", -1);
}

static void
take_treatment (LumbarStatement *row, LumbarCourse *course)
{
  g_ptr_array_add (course->treatments,
                   lumbar_event_new (course->patient->id, LUMBAR_EVENT_TREATMENT_STARTED,
                                     lumbar_statement_get_text (row, 1), lumbar_statement_get_text (row, 2)));
}

static LumbarPatient *
read_patient (LumbarStatement *row)
{
  LumbarPatient *patient =
    lumbar_patient_new (lumbar_statement_get_text (row, 1), lumbar_statement_get_text (row, 2),
                        lumbar_statement_get_text (row, 3), lumbar_statement_get_text (row, 4),
                        lumbar_statement_get_text (row, 5));

  lumbar_set_str (&patient->id, lumbar_statement_get_text (row, 0));
  return patient;
}

static gboolean
read_patients (Reading *self, const char *after, guint limit, GPtrArray *courses, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    self->database,
    "SELECT id, family_name, given_name, birth_date, gender, record_number, number,"
    " coalesce ((SELECT number FROM patient WHERE id = :after), 0) FROM patient WHERE deleted_at = ''"
    " AND number > coalesce ((SELECT number FROM patient WHERE id = :after), 0) ORDER BY number LIMIT :limit",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":after", after ? after : "");
  lumbar_statement_bind_int (row, ":limit", limit);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      g_autoptr (LumbarPatient) patient = read_patient (row);
      LumbarCourse *course = lumbar_course_new (patient);

      self->last = lumbar_statement_get_int (row, 6);
      self->after = lumbar_statement_get_int (row, 7);
      g_ptr_array_add (courses, course);
      g_hash_table_insert (self->by_patient, patient->id, course);
    }
  return step == LUMBAR_STEP_DONE;
}

static gboolean
read_outcomes (Reading *self, GError **error)
{
  return read_rows (self,
                    "SELECT patient.id, encounter_id, outcome.\"group\", causes FROM " VISITS
                    "JOIN outcome ON encounter_id = encounter.id WHERE " IN_PORTION " AND " IN_PERIOD
                    " ORDER BY patient.number, encounter_id, outcome.position",
                    take_outcome, error);
}

/* What was withdrawn did not happen. */
static gboolean
read_treatments (Reading *self, GError **error)
{
  return read_rows (self,
                    "SELECT patient.id, \"on\", text FROM patient JOIN event ON patient_id IN " LUMBAR_SAME_AS ("patient.id")
                    " WHERE " IN_PORTION " AND kind = 'treatment-started' AND NOT withdrawn"
                    " AND \"on\" BETWEEN :from AND :to ORDER BY patient.number, \"on\", event.id",
                    take_treatment, error);
}

static gboolean
read_courses (Reading *self, GError **error)
{
  return read_rows (self,
                    "SELECT patient.id, encounter.id, date (started_at, 'localtime'), started_at,"
                    " coalesce (conclusion.\"group\", ''), coalesce (cause_id, '') FROM " VISITS
                    "LEFT JOIN conclusion ON conclusion.encounter_id = encounter.id "
                    "LEFT JOIN conclusion_cause AS cause ON cause.encounter_id = encounter.id AND position = 0 "
                    "WHERE " IN_PORTION " AND " IN_PERIOD
                    " ORDER BY patient.number, started_at, encounter.number",
                    take_visit, error) &&
         read_rows (self,
                    "SELECT patient.id, encounter.id, flag.value ->> '$.id', coalesce (done, ''), coalesce (at, '')"
                    " FROM " VISITS "JOIN json_each (assessment, '$.redFlags') AS flag "
                    "LEFT JOIN acknowledgement AS said ON said.encounter_id = encounter.id"
                    " AND flag_id = flag.value ->> '$.id' AND position = (SELECT max (position)"
                    " FROM acknowledgement WHERE encounter_id = encounter.id AND flag_id = flag.value ->> '$.id') "
                    "WHERE " IN_PORTION " AND " IN_PERIOD
                    " ORDER BY patient.number, started_at, encounter.number, flag.key",
                    take_flag, error) &&
         read_rows (self,
                    "SELECT patient.id, encounter_id, instrument_id, value FROM " VISITS
                    "JOIN measure ON encounter_id = encounter.id WHERE " IN_PORTION " AND " IN_PERIOD
                    " ORDER BY patient.number, instrument_id",
                    take_measure, error) &&
         read_treatments (self, error) &&
         read_outcomes (self, error);
}

/**
 * lumbar_course_table_list:
 * @database: a record
 * @from: (nullable): the first day of the period, YYYY-MM-DD; %NULL = no beginning
 * @to: (nullable): its last day; %NULL = no end
 * @after: (nullable): id of the patient after whom to go on; %NULL = from the first
 * @limit: how many patients at most
 *
 * Returns: (transfer full) (element-type LumbarCourse): the patients that are not deleted, in the order they
 *   were entered, with what happened in the period, or %NULL with @error set
 */
GPtrArray *
lumbar_course_table_list (LumbarDatabase *database,
                          const char *from,
                          const char *to,
                          const char *after,
                          guint limit,
                          GError **error)
{
  g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_course_free);
  g_autoptr (GHashTable) by_patient = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { database, from ? from : FIRST_DAY, to ? to : LAST_DAY, 0, 0, by_patient };

  if (!read_patients (&reading, after, limit, courses, error) ||
      (courses->len > 0 && !read_courses (&reading, error)))
    return NULL;
  return g_steal_pointer (&courses);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signed visits as tables for research. What is not listed here does not leave: each cell is a key made by
 * chance, a moved date, a number, or an id of the clinical tables. */

#include "lumbar-research.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "lumbar-csv.h"
#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-research-private.h"

#define KEY_BYTES 8
#define SECONDS_PER_MINUTE 60

typedef struct {
  char *key;
  GString *rows[N_RESEARCH_TABLES];
} Block;

struct _LumbarResearch {
  LumbarKnowledge *knowledge; /* Owned */
  GPtrArray *blocks;          /* Of Block: one a patient */
  GPtrArray *counted;         /* Of ResearchCounted: likewise */
};

/* Of the patient under way. */
typedef struct {
  LumbarKnowledge *knowledge;
  Block *block;
  int shift;
  gboolean is_old; /* What is told would show an age of LUMBAR_RESEARCH_TOP_AGE or more */
} Writing;

static void
block_free (Block *block)
{
  g_free (block->key);
  for (guint i = 0; i < N_RESEARCH_TABLES; i++)
    g_string_free (block->rows[i], TRUE);
  g_free (block);
}

static void
counted_free (ResearchCounted *counted)
{
  g_free (counted->group);
  g_free (counted->lead);
  g_free (counted->gender);
  g_free (counted);
}

/**
 * lumbar_research_new:
 * @knowledge: whose ids may leave
 *
 * Returns: (transfer full): an export of nobody
 */
LumbarResearch *
lumbar_research_new (LumbarKnowledge *knowledge)
{
  LumbarResearch *self = g_new0 (LumbarResearch, 1);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->counted = g_ptr_array_new_with_free_func ((GDestroyNotify) counted_free);
  return self;
}

/**
 * lumbar_research_free:
 * @self: (transfer full): an export
 */
void
lumbar_research_free (LumbarResearch *self)
{
  lumbar_knowledge_unref (self->knowledge);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->counted);
  g_free (self);
}

/* Chance */

/* From the system: what GLib's generator gives can be worked out from what it gave before. */
static gboolean
fill_by_chance (gpointer bytes, gsize length, GError **error)
{
  if (getrandom (bytes, length, 0) == (gssize) length)
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("The system gives no random numbers: %s"),
               g_strerror (errno));
  return FALSE;
}

static char *
make_key (char kind, GError **error)
{
  guint8 bytes[KEY_BYTES];
  GString *key = g_string_new (NULL);

  g_string_append_c (key, kind);
  if (!fill_by_chance (bytes, sizeof bytes, error))
    {
      g_string_free (key, TRUE);
      return NULL;
    }
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (key, "%02x", bytes[i]);
  return g_string_free (key, FALSE);
}

/* Evenly from −182 to 182, but never 0. */
static gboolean
choose_shift (int *shift, GError **error)
{
  const guint32 n = 2 * LUMBAR_RESEARCH_SHIFT_DAYS;
  guint32 number;

  do
    if (!fill_by_chance (&number, sizeof number, error))
      return FALSE;
  while (number >= G_MAXUINT32 - G_MAXUINT32 % n);
  *shift = (int) (number % n) - LUMBAR_RESEARCH_SHIFT_DAYS;
  if (*shift >= 0)
    (*shift)++;
  return TRUE;
}

/* Cells */

/* "" where it is no whole day. */
static char *
move_day (const Writing *self, const char *day)
{
  GDate date;
  char text[16];

  if (!lumbar_date_is_valid (day))
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_parse (&date, day);
  if (!g_date_valid (&date))
    return g_strdup ("");
  if (self->shift >= 0)
    g_date_add_days (&date, (guint) self->shift);
  else
    g_date_subtract_days (&date, (guint) -self->shift);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return g_strdup (text);
}

/* Only ids of the tables: a record that was read from elsewhere could have anything in their place. */
static char *
join_causes (LumbarKnowledge *knowledge, char **causes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; causes != NULL && causes[i] != NULL; i++)
    if (*causes[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "",
                              lumbar_knowledge_find_cause (knowledge, causes[i]) ? causes[i] : "unknown");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
check_cause (LumbarKnowledge *knowledge, const char *id)
{
  if (id == NULL || *id == '\0')
    return "";
  return lumbar_knowledge_find_cause (knowledge, id) ? id : "unknown";
}

static const char *
check_word (const char *const *words, const char *word)
{
  return g_strv_contains (words, word) ? word : "";
}

static char *
write_age (const Writing *self, const LumbarCourse *course)
{
  const LumbarCourseVisit *first = course->visits->pdata[0];
  int years = lumbar_date_years_between (course->patient->birth_date, first->day);

  if (years < 0)
    return g_strdup ("");
  return g_strdup_printf ("%d", self->is_old ? LUMBAR_RESEARCH_TOP_AGE : years);
}

/* Rows */

static void
append (const Writing *self, ResearchTable table, const char *const *cells)
{
  lumbar_csv_append_row (self->block->rows[table], cells);
}

static void
append_patient (const Writing *self, const LumbarCourse *course)
{
  static const char *const genders[] = { "female", "male", "other", "unknown", NULL };
  const LumbarPatient *patient = course->patient;
  g_autofree char *age = write_age (self, course);
  g_autofree char *n = g_strdup_printf ("%u", course->visits->len);
  const char *const cells[] = { self->block->key, check_word (genders, patient->gender), age, n, NULL };

  append (self, RESEARCH_PATIENTS, cells);
}

static void
append_visit (const Writing *self, const LumbarCourseVisit *visit, LumbarEncounter *encounter, const char *key)
{
  const LumbarAssessment *assessment = encounter->assessment;
  const LumbarConclusion *conclusion = encounter->conclusion;
  const LumbarOutcome *outcome = lumbar_outcome_get_last (encounter->outcomes);
  g_autofree char *date = move_day (self, visit->day);
  g_autofree char *concluded = join_causes (self->knowledge, conclusion ? conclusion->causes : NULL);
  g_autofree char *causes = join_causes (self->knowledge, outcome ? outcome->causes : NULL);
  gboolean has_reason =
    conclusion != NULL && lumbar_knowledge_find_override_reason (self->knowledge, conclusion->override_reason) != NULL;
  const char *const cells[] = {
    self->block->key,
    key,
    date,
    assessment->knowledge_version,
    lumbar_group_to_id (assessment->group),
    check_cause (self->knowledge, assessment->lead),
    conclusion ? lumbar_group_to_id (conclusion->group) : "",
    concluded,
    conclusion ? lumbar_agreement_to_id (conclusion->agreement) : "",
    has_reason ? conclusion->override_reason : "",
    outcome ? lumbar_group_to_id (outcome->group) : "",
    causes,
    outcome ? check_word (lumbar_outcome_established_words (), outcome->established) : "",
    NULL,
  };

  append (self, RESEARCH_VISITS, cells);
}

static char *
write_minutes (const LumbarCourseVisit *visit, const LumbarCourseFlag *flag)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (visit->started_at, NULL);
  g_autoptr (GDateTime) to = g_date_time_new_from_iso8601 (flag->at, NULL);

  if (from == NULL || to == NULL || g_date_time_compare (from, to) > 0)
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          (g_date_time_to_unix (to) - g_date_time_to_unix (from)) / SECONDS_PER_MINUTE);
}

static void
append_flags (const Writing *self, const LumbarCourseVisit *visit, const char *key)
{
  for (guint i = 0; i < visit->flags->len; i++)
    {
      const LumbarCourseFlag *flag = visit->flags->pdata[i];
      g_autofree char *minutes = write_minutes (visit, flag);
      gboolean known = lumbar_knowledge_find_red_flag (self->knowledge, flag->flag_id) != NULL;
      const char *const cells[] = { self->block->key, key, known ? flag->flag_id : "unknown",
                                    check_word (lumbar_acknowledgement_words (), flag->done), minutes, NULL };

      append (self, RESEARCH_FLAGS, cells);
    }
}

/* NULL where it may not leave. */
static char *
write_answer (const Writing *self, const LumbarFinding *finding, const LumbarAnswer *answer)
{
  if (finding->type == LUMBAR_FINDING_TEXT)
    return NULL;
  if (finding->type == LUMBAR_FINDING_DATE)
    return move_day (self, lumbar_answer_get_text (answer));
  if (self->is_old && research_is_in_years (finding))
    return NULL;
  return lumbar_answer_to_string (answer, finding);
}

static void
append_answers (const Writing *self, LumbarResponse *response, const char *key)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (self->knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (self->knowledge, i);
      LumbarAnswer *answer = lumbar_response_get_answer (response, i);
      g_autofree char *value = answer ? write_answer (self, finding, answer) : NULL;
      const char *const cells[] = { self->block->key, key, finding->id, value, NULL };

      if (value != NULL && *value != '\0')
        append (self, RESEARCH_ANSWERS, cells);
    }
}

static void
append_measures (const Writing *self, const LumbarCourseVisit *visit, const char *key)
{
  g_autofree char *date = move_day (self, visit->day);

  for (guint i = 0; i < visit->measures->len; i++)
    {
      const LumbarMeasure *measure = visit->measures->pdata[i];
      char value[G_ASCII_DTOSTR_BUF_SIZE];
      const char *const cells[] = { self->block->key, key, date, measure->instrument_id,
                                    g_ascii_formatd (value, sizeof value, "%.6g", measure->value), NULL };

      if (lumbar_knowledge_find_instrument (self->knowledge, measure->instrument_id) != NULL)
        append (self, RESEARCH_MEASURES, cells);
    }
}

static void
append_events (const Writing *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const LumbarEvent *event = events->pdata[i];
      g_autofree char *date = move_day (self, event->on);
      const char *const cells[] = { self->block->key, date, lumbar_event_kind_to_id (event->kind), NULL };

      append (self, RESEARCH_EVENTS, cells);
    }
}

static gboolean
append_visits (const Writing *self, const LumbarCourse *course, GPtrArray *encounters, GError **error)
{
  for (guint i = 0; i < course->visits->len; i++)
    {
      const LumbarCourseVisit *visit = course->visits->pdata[i];
      LumbarEncounter *encounter = encounters->pdata[i];
      g_autofree char *key = make_key ('v', error);

      if (key == NULL)
        return FALSE;
      append_visit (self, visit, encounter, key);
      append_flags (self, visit, key);
      append_answers (self, encounter->response, key);
      append_measures (self, visit, key);
    }
  return TRUE;
}

static void
count_patient (LumbarResearch *self, const LumbarCourse *course)
{
  const LumbarCourseVisit *last = lumbar_course_get_last_visit (course);
  ResearchCounted *counted = g_new0 (ResearchCounted, 1);

  counted->group = g_strdup (last->concluded ? lumbar_group_to_id (last->group) : "");
  counted->lead = g_strdup (check_cause (self->knowledge, last->lead));
  counted->gender = g_strdup (course->patient->gender);
  g_ptr_array_add (self->counted, counted);
}

/**
 * lumbar_research_add:
 * @self: an export
 * @course: a patient; one without a signed visit is passed over
 * @encounters: (element-type LumbarEncounter): the visits of @course, whole, in the same order
 * @events: (element-type LumbarEvent): what happened to the patient
 *
 * Adds a patient under a new key, with dates moved by chance.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_research_add (LumbarResearch *self,
                     const LumbarCourse *course,
                     GPtrArray *encounters,
                     GPtrArray *events,
                     GError **error)
{
  Writing writing = { self->knowledge, NULL, 0, FALSE };
  g_autofree char *key = NULL;

  g_assert (encounters->len == course->visits->len);
  if (course->visits->len == 0)
    return TRUE;
  key = make_key ('p', error);
  if (key == NULL || !choose_shift (&writing.shift, error))
    return FALSE;
  writing.is_old = research_shows_old_age (self->knowledge, course, encounters, events);
  writing.block = g_new0 (Block, 1);
  writing.block->key = g_steal_pointer (&key);
  for (guint i = 0; i < N_RESEARCH_TABLES; i++)
    writing.block->rows[i] = g_string_new (NULL);
  g_ptr_array_add (self->blocks, writing.block);
  append_patient (&writing, course);
  append_events (&writing, events);
  count_patient (self, course);
  return append_visits (&writing, course, encounters, error);
}

/* Files */

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Block *const *) a)->key, (*(Block *const *) b)->key);
}

static char *
write_table (LumbarResearch *self, ResearchTable table)
{
  GString *csv = g_string_new (NULL);
  g_autoptr (GPtrArray) header = g_ptr_array_new ();

  for (const ResearchColumn *column = research_table_columns (table); column->name != NULL; column++)
    g_ptr_array_add (header, (gpointer) column->name);
  g_ptr_array_add (header, NULL);
  lumbar_csv_append_row (csv, (const char *const *) header->pdata);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];

      g_string_append_len (csv, block->rows[table]->str, (gssize) block->rows[table]->len);
    }
  return g_string_free (csv, FALSE);
}

/* @text is (transfer full). */
static gboolean
write_file (const char *folder, const char *name, char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = text;

  return g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
set_output_error (const char *folder, const char *problem, GError **error)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("%s: not written: %s"), folder, problem);
  return FALSE;
}

/* A folder that is new, or empty and then closed to others too. */
static gboolean
make_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (g_mkdir (folder, 0700) == 0)
    return TRUE;
  if (errno != EEXIST)
    return set_output_error (folder, g_strerror (errno), error);
  dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    return set_output_error (folder, g_strerror (ENOTDIR), error);
  if (g_dir_read_name (dir) != NULL)
    return set_output_error (folder, _("the folder is not empty"), error);
  if (g_chmod (folder, 0700) != 0)
    return set_output_error (folder, g_strerror (errno), error);
  return TRUE;
}

/**
 * lumbar_research_write:
 * @self: an export
 * @folder: a folder that does not exist or is empty
 *
 * Writes the tables, their dictionary and the counts for publication, for their owner alone to read. Patients
 * come in the order of their keys, so that the order of the record is lost.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_research_write (LumbarResearch *self, const char *folder, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean done;

  if (!make_folder (folder, error))
    return FALSE;
  g_ptr_array_sort (self->blocks, compare_blocks);
  done = write_file (folder, "dictionary.csv", research_dictionary_write (self->knowledge), &local) &&
         write_file (folder, "counts.csv", research_counts_write (self->counted), &local);
  for (guint i = 0; done && i < N_RESEARCH_TABLES; i++)
    done = write_file (folder, research_table_name (i), write_table (self, i), &local);
  return done || set_output_error (folder, local->message, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the tables of data/example, which are compiled in. Whatever does not fit the clinical tables is
 * refused with its place. */

#include "lumbar-example-clinic.h"

#include <string.h>

#include "lumbar-conclusion.h"
#include "lumbar-error.h"
#include "lumbar-example-resources.h"

#define FOLDER "/io/github/lumbar/Lumbar/example/"

enum { PERSON_FAMILY_NAME, PERSON_GIVEN_NAME, PERSON_SEX };
static const char *const person_columns[] = { "family_name", "given_name", "sex", NULL };

enum { STORY_ID, STORY_SEX, STORY_AGE, STORY_TITLE };
static const char *const story_columns[] = { "id", "sex", "age", "title", NULL };

/* The tables of what belongs to a visit begin with the story and the number of the visit. */
enum {
  COLUMN_STORY,
  COLUMN_VISIT,
  VISIT_DAYS_AGO,
  VISIT_STATUS,
  VISIT_COMPUTED,
  VISIT_NORMAL,
  VISIT_CONCLUDED,
  VISIT_CAUSES,
  VISIT_OVERRIDE_REASON,
  VISIT_IMPRESSION,
  VISIT_COMMENT,
  VISIT_PLAN,
  VISIT_ADDENDUM,
};
static const char *const visit_columns[] = { "story",     "visit",  "days_ago",        "status",     "computed",
                                             "normal",    "concluded", "causes",       "override_reason",
                                             "impression", "comment", "plan",          "addendum", NULL };

enum { ANSWER_FINDING = 2, ANSWER_VALUE, ANSWER_NOTE };
static const char *const answer_columns[] = { "story", "visit", "finding", "value", "note", NULL };

enum { EVENT_DAYS_AGO = 1, EVENT_KIND, EVENT_TEXT };
static const char *const event_columns[] = { "story", "days_ago", "kind", "text", NULL };

enum { ACKNOWLEDGEMENT_FLAG = 2, ACKNOWLEDGEMENT_DONE, ACKNOWLEDGEMENT_TEXT };
static const char *const acknowledgement_columns[] = { "story", "visit", "flag", "done", "text", NULL };

static void
answer_free (LumbarExampleAnswer *self)
{
  lumbar_answer_unref (self->answer);
  g_free (self);
}

static void
visit_free (LumbarExampleVisit *self)
{
  g_ptr_array_unref (self->normal);
  g_strfreev (self->causes);
  g_free (self->plan);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->acknowledgements);
  g_ptr_array_unref (self->outcomes);
  g_free (self);
}

static void
story_free (LumbarExampleStory *self)
{
  g_ptr_array_unref (self->visits);
  g_ptr_array_unref (self->events);
  g_free (self);
}

/* Opens a table, which lives as long as the clinic. */
static LumbarTable *
read_table (LumbarExampleClinic *self, const char *name, const char *const *columns, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (lumbar_example_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  LumbarTable *table = bytes ? lumbar_table_new_from_bytes (name, bytes, columns, error) : NULL;

  if (table != NULL)
    g_ptr_array_add (self->tables, table);
  return table;
}

static gboolean
read_count (LumbarTable *table, guint row, guint column, guint *count, GError **error)
{
  double number = -1;

  if (!lumbar_table_get_number (table, row, column, &number, error))
    return FALSE;
  if (number < 0 || number > 100000)
    {
      lumbar_table_set_error (table, row, column, error, "a whole number is needed");
      return FALSE;
    }
  *count = (guint) number;
  return TRUE;
}

static gboolean
read_group (LumbarTable *table, guint row, guint column, LumbarGroup *group, GError **error)
{
  if (lumbar_group_from_id (lumbar_table_get (table, row, column), group))
    return TRUE;
  lumbar_table_set_error (table, row, column, error, "“%s” is no group",
                          lumbar_table_get (table, row, column));
  return FALSE;
}

static LumbarExampleStory *
find_story (LumbarExampleClinic *self, LumbarTable *table, guint row, GError **error)
{
  for (guint i = 0; i < self->stories->len; i++)
    {
      LumbarExampleStory *story = self->stories->pdata[i];

      if (strcmp (story->id, lumbar_table_get (table, row, COLUMN_STORY)) == 0)
        return story;
    }
  lumbar_table_set_error (table, row, COLUMN_STORY, error, "stories.tsv has no such story");
  return NULL;
}

static LumbarExampleVisit *
find_visit (LumbarExampleClinic *self, LumbarTable *table, guint row, GError **error)
{
  LumbarExampleStory *story = find_story (self, table, row, error);
  guint number = 0;

  if (story == NULL || !read_count (table, row, COLUMN_VISIT, &number, error))
    return NULL;
  if (number < 1 || number > story->visits->len)
    {
      lumbar_table_set_error (table, row, COLUMN_VISIT, error, "visits.tsv has no such visit");
      return NULL;
    }
  return story->visits->pdata[number - 1];
}

static gboolean
read_people (LumbarExampleClinic *self, GError **error)
{
  LumbarTable *table = read_table (self, "people.tsv", person_columns, error);

  for (guint i = 0; table != NULL && i < lumbar_table_get_n_rows (table); i++)
    {
      LumbarExamplePerson *person = g_new0 (LumbarExamplePerson, 1);

      g_ptr_array_add (self->people, person);
      person->family_name = lumbar_table_get (table, i, PERSON_FAMILY_NAME);
      person->given_name = lumbar_table_get (table, i, PERSON_GIVEN_NAME);
      person->sex = lumbar_table_get (table, i, PERSON_SEX);
    }
  return table != NULL;
}

static gboolean
read_stories (LumbarExampleClinic *self, GError **error)
{
  LumbarTable *table = read_table (self, "stories.tsv", story_columns, error);

  for (guint i = 0; table != NULL && i < lumbar_table_get_n_rows (table); i++)
    {
      LumbarExampleStory *story = g_new0 (LumbarExampleStory, 1);

      g_ptr_array_add (self->stories, story);
      story->id = lumbar_table_get (table, i, STORY_ID);
      story->sex = lumbar_table_get (table, i, STORY_SEX);
      story->title = lumbar_table_get (table, i, STORY_TITLE);
      story->visits = g_ptr_array_new_with_free_func ((GDestroyNotify) visit_free);
      story->events = g_ptr_array_new_with_free_func (g_free);
      if (!read_count (table, i, STORY_AGE, &story->age, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
read_normal (LumbarExampleVisit *visit,
             LumbarKnowledge *knowledge,
             LumbarTable *table,
             guint row,
             GError **error)
{
  g_auto (GStrv) ids = g_strsplit (lumbar_table_get (table, row, VISIT_NORMAL), ";", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const LumbarSection *found = NULL;

      for (guint j = 0; j < lumbar_knowledge_get_n_sections (knowledge); j++)
        if (strcmp (lumbar_knowledge_get_section (knowledge, j)->id, ids[i]) == 0)
          found = lumbar_knowledge_get_section (knowledge, j);
      if (found == NULL)
        {
          lumbar_table_set_error (table, row, VISIT_NORMAL, error, "“%s” is no section", ids[i]);
          return FALSE;
        }
      g_ptr_array_add (visit->normal, (gpointer) found);
    }
  return TRUE;
}

static gboolean
check_conclusion (LumbarExampleVisit *visit,
                  LumbarKnowledge *knowledge,
                  LumbarTable *table,
                  guint row,
                  GError **error)
{
  if (*visit->override_reason != '\0' &&
      lumbar_knowledge_find_override_reason (knowledge, visit->override_reason) == NULL)
    {
      lumbar_table_set_error (table, row, VISIT_OVERRIDE_REASON, error, "no such reason");
      return FALSE;
    }
  for (guint i = 0; visit->causes[i] != NULL; i++)
    if (lumbar_knowledge_find_cause (knowledge, visit->causes[i]) == NULL)
      {
        lumbar_table_set_error (table, row, VISIT_CAUSES, error, "“%s” is no cause", visit->causes[i]);
        return FALSE;
      }
  return TRUE;
}

static LumbarExampleVisit *
visit_new (LumbarTable *table, guint row)
{
  LumbarExampleVisit *visit = g_new0 (LumbarExampleVisit, 1);
  g_auto (GStrv) steps = g_strsplit (lumbar_table_get (table, row, VISIT_PLAN), " | ", -1);

  visit->normal = g_ptr_array_new ();
  visit->causes = g_strsplit (lumbar_table_get (table, row, VISIT_CAUSES), ";", -1);
  visit->override_reason = lumbar_table_get (table, row, VISIT_OVERRIDE_REASON);
  visit->impression = lumbar_table_get (table, row, VISIT_IMPRESSION);
  visit->comment = lumbar_table_get (table, row, VISIT_COMMENT);
  visit->plan = g_strjoinv ("\n", steps);
  visit->addendum = lumbar_table_get (table, row, VISIT_ADDENDUM);
  visit->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  visit->acknowledgements = g_ptr_array_new_with_free_func (g_free);
  visit->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_example_outcome_free);
  return visit;
}

static gboolean
read_visits (LumbarExampleClinic *self, LumbarKnowledge *knowledge, GError **error)
{
  static const char *const statuses[] = { "signed", "draft", NULL };
  LumbarTable *table = read_table (self, "visits.tsv", visit_columns, error);

  for (guint i = 0; table != NULL && i < lumbar_table_get_n_rows (table); i++)
    {
      LumbarExampleStory *story = find_story (self, table, i, error);
      LumbarExampleVisit *visit;
      guint number = 0;

      if (story == NULL || !read_count (table, i, COLUMN_VISIT, &number, error))
        return FALSE;
      visit = visit_new (table, i);
      g_ptr_array_add (story->visits, visit);
      if (number != story->visits->len)
        {
          lumbar_table_set_error (table, i, COLUMN_VISIT, error, "this is visit %u", story->visits->len);
          return FALSE;
        }
      if (!read_count (table, i, VISIT_DAYS_AGO, &visit->days_ago, error) ||
          !lumbar_table_get_enum (table, i, VISIT_STATUS, statuses, &visit->draft, error) ||
          !read_normal (visit, knowledge, table, i, error) ||
          !check_conclusion (visit, knowledge, table, i, error))
        return FALSE;
      if (!visit->draft && (!read_group (table, i, VISIT_COMPUTED, &visit->computed, error) ||
                            !read_group (table, i, VISIT_CONCLUDED, &visit->concluded, error)))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
read_answer (LumbarExampleVisit *visit,
             LumbarKnowledge *knowledge,
             LumbarTable *table,
             guint row,
             GError **error)
{
  const char *value = lumbar_table_get (table, row, ANSWER_VALUE);
  LumbarExampleAnswer *answer = g_new0 (LumbarExampleAnswer, 1);
  guint days = 0;

  g_ptr_array_add (visit->answers, answer);
  answer->row = row;
  answer->days_before = -1;
  answer->note = lumbar_table_get (table, row, ANSWER_NOTE);
  answer->finding = lumbar_knowledge_find_finding (knowledge, lumbar_table_get (table, row, ANSWER_FINDING));
  if (answer->finding == NULL)
    {
      lumbar_table_set_error (table, row, ANSWER_FINDING, error, "no such finding");
      return FALSE;
    }
  if (strcmp (value, "-") == 0)
    return TRUE;
  if (answer->finding->type == LUMBAR_FINDING_DATE)
    {
      if (!read_count (table, row, ANSWER_VALUE, &days, error))
        return FALSE;
      answer->days_before = (int) days;
      return TRUE;
    }
  answer->answer = lumbar_answer_new_from_string (answer->finding, value, error);
  if (answer->answer == NULL)
    lumbar_table_prefix_error (table, row, ANSWER_VALUE, error);
  return answer->answer != NULL;
}

static gboolean
read_answers (LumbarExampleClinic *self, LumbarKnowledge *knowledge, GError **error)
{
  LumbarTable *table = read_table (self, "answers.tsv", answer_columns, error);

  for (guint i = 0; table != NULL && i < lumbar_table_get_n_rows (table); i++)
    {
      LumbarExampleVisit *visit = find_visit (self, table, i, error);

      if (visit == NULL || !read_answer (visit, knowledge, table, i, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
read_events (LumbarExampleClinic *self, GError **error)
{
  LumbarTable *table = read_table (self, "events.tsv", event_columns, error);

  for (guint i = 0; table != NULL && i < lumbar_table_get_n_rows (table); i++)
    {
      LumbarExampleStory *story = find_story (self, table, i, error);
      LumbarExampleEvent *event;

      if (story == NULL)
        return FALSE;
      event = g_new0 (LumbarExampleEvent, 1);
      g_ptr_array_add (story->events, event);
      event->text = lumbar_table_get (table, i, EVENT_TEXT);
      if (!read_count (table, i, EVENT_DAYS_AGO, &event->days_ago, error))
        return FALSE;
      if (!lumbar_event_kind_from_id (lumbar_table_get (table, i, EVENT_KIND), &event->kind))
        {
          lumbar_table_set_error (table, i, EVENT_KIND, error, "no such kind of event");
          return FALSE;
        }
    }
  return table != NULL;
}

static gboolean
read_acknowledgements (LumbarExampleClinic *self, LumbarKnowledge *knowledge, GError **error)
{
  LumbarTable *table = read_table (self, "acknowledgements.tsv", acknowledgement_columns, error);

  for (guint i = 0; table != NULL && i < lumbar_table_get_n_rows (table); i++)
    {
      LumbarExampleVisit *visit = find_visit (self, table, i, error);
      LumbarExampleAcknowledgement *entry;
      int word;

      if (visit == NULL || !lumbar_table_get_enum (table, i, ACKNOWLEDGEMENT_DONE,
                                                   lumbar_acknowledgement_words (), &word, error))
        return FALSE;
      entry = g_new0 (LumbarExampleAcknowledgement, 1);
      g_ptr_array_add (visit->acknowledgements, entry);
      entry->flag_id = lumbar_table_get (table, i, ACKNOWLEDGEMENT_FLAG);
      entry->done = lumbar_table_get (table, i, ACKNOWLEDGEMENT_DONE);
      entry->text = lumbar_table_get (table, i, ACKNOWLEDGEMENT_TEXT);
      if (lumbar_knowledge_find_red_flag (knowledge, entry->flag_id) == NULL)
        {
          lumbar_table_set_error (table, i, ACKNOWLEDGEMENT_FLAG, error, "no such red flag");
          return FALSE;
        }
    }
  return table != NULL;
}

static gboolean
read_outcomes (LumbarExampleClinic *self, LumbarKnowledge *knowledge, GError **error)
{
  LumbarTable *table = read_table (self, "outcomes.tsv", lumbar_example_outcome_columns (), error);

  for (guint i = 0; table != NULL && i < lumbar_table_get_n_rows (table); i++)
    {
      LumbarExampleVisit *visit = find_visit (self, table, i, error);
      LumbarExampleOutcome *outcome = visit ? lumbar_example_outcome_new (knowledge, table, i, error) : NULL;

      if (outcome == NULL)
        return FALSE;
      g_ptr_array_add (visit->outcomes, outcome);
    }
  return table != NULL;
}

/**
 * lumbar_example_clinic_new:
 * @knowledge: what the answers, causes and red flags of the stories belong to; must outlive the clinic
 *
 * Returns: (transfer full): the example tables, or %NULL with @error naming file, row and column
 */
LumbarExampleClinic *
lumbar_example_clinic_new (LumbarKnowledge *knowledge, GError **error)
{
  g_autoptr (LumbarExampleClinic) self = g_new0 (LumbarExampleClinic, 1);

  self->people = g_ptr_array_new_with_free_func (g_free);
  self->stories = g_ptr_array_new_with_free_func ((GDestroyNotify) story_free);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_table_free);
  if (!read_people (self, error) || !read_stories (self, error) ||
      !read_visits (self, knowledge, error) || !read_answers (self, knowledge, error) ||
      !read_events (self, error) || !read_acknowledgements (self, knowledge, error) ||
      !read_outcomes (self, knowledge, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lumbar_example_clinic_free:
 * @self: (transfer full): the example tables
 */
void
lumbar_example_clinic_free (LumbarExampleClinic *self)
{
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->stories);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

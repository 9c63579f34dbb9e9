/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is wrong in the tables of the example clinic is refused, naming table, row and column. */

#include <gio/gio.h>
#include <string.h>

#include "lumbar-example-clinic.h"
#include "store-support.h"

typedef struct {
  const char *name;
  const char *table;
  guint row;    /* Counted from 1, the header */
  guint column; /* Counted from 0 */
  const char *value;
  const char *said;
} FaultCase;

static const FaultCase faults[] = {
  { "story-age", "stories.tsv", 2, 2, "old", "a number" },
  { "story-age-below-nought", "stories.tsv", 3, 2, "-1", "a whole number is needed" },
  { "visit-of-no-story", "visits.tsv", 2, 0, "nobody", "stories.tsv has no such story" },
  { "visit-number", "visits.tsv", 3, 1, "3", "this is visit 2" },
  { "visit-no-number", "visits.tsv", 3, 1, "two", "a number" },
  { "visit-days", "visits.tsv", 2, 2, "100001", "a whole number is needed" },
  { "visit-status", "visits.tsv", 2, 3, "seen", "“seen”" },
  { "visit-computed", "visits.tsv", 2, 4, "neither", "“neither” is no group" },
  { "visit-normal", "visits.tsv", 2, 5, "patient-context;no-section", "“no-section” is no section" },
  { "visit-concluded", "visits.tsv", 2, 6, "", "“” is no group" },
  { "visit-cause", "visits.tsv", 2, 7, "ms-spasticity;no-cause", "“no-cause” is no cause" },
  { "visit-override", "visits.tsv", 2, 8, "because", "no such reason" },
  { "answer-of-no-story", "answers.tsv", 2, 0, "nobody", "stories.tsv has no such story" },
  { "answer-of-no-visit", "answers.tsv", 2, 1, "99", "visits.tsv has no such visit" },
  { "answer-of-visit-nought", "answers.tsv", 2, 1, "0", "visits.tsv has no such visit" },
  { "answer-visit-no-number", "answers.tsv", 2, 1, "first", "a number" },
  { "answer-finding", "answers.tsv", 2, 2, "no-finding", "no such finding" },
  { "answer-value", "answers.tsv", 3, 3, "no-course", "no-course" },
  { "event-of-no-story", "events.tsv", 2, 0, "nobody", "stories.tsv has no such story" },
  { "event-days", "events.tsv", 2, 1, "-5", "a whole number is needed" },
  { "event-kind", "events.tsv", 2, 2, "party", "no such kind of event" },
  { "flag-of-no-visit", "acknowledgements.tsv", 2, 1, "98", "visits.tsv has no such visit" },
  { "flag", "acknowledgements.tsv", 2, 2, "rf-none", "no such red flag" },
  { "flag-done", "acknowledgements.tsv", 2, 3, "perhaps", "“perhaps”" },
  { "outcome-of-no-story", "outcomes.tsv", 2, 0, "nobody", "stories.tsv has no such story" },
  { "outcome-days", "outcomes.tsv", 2, 2, "later", "a number" },
  { "outcome-days-below-nought", "outcomes.tsv", 2, 2, "-1", "a whole number is needed" },
  { "outcome-group", "outcomes.tsv", 2, 3, "neither", "no such group" },
  { "outcome-cause", "outcomes.tsv", 2, 4, "no-cause", "has no cause" },
  { "outcome-established", "outcomes.tsv", 2, 5, "guessed", "Say how the final cause was established" },
};

static const FaultCase *fault; /* That of now */

/* The header names them: its columns keep their order. */
static char *
put_value (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) cells = g_strsplit (lines[fault->row - 1], "\t", -1);

  g_assert_cmpuint (g_strv_length (cells), >, fault->column);
  g_free (cells[fault->column]);
  cells[fault->column] = g_strdup (fault->value);
  g_free (lines[fault->row - 1]);
  lines[fault->row - 1] = g_strjoinv ("\t", cells);
  return g_strjoinv ("\n", lines);
}

GBytes *__real_g_resource_lookup_data (GResource *resource, const char *path, GResourceLookupFlags flags, GError **error);
GBytes *__wrap_g_resource_lookup_data (GResource *resource, const char *path, GResourceLookupFlags flags, GError **error);

/* The tables are part of the program: only on their way out can one be another. */
GBytes *
__wrap_g_resource_lookup_data (GResource *resource, const char *path, GResourceLookupFlags flags, GError **error)
{
  g_autoptr (GBytes) bytes = __real_g_resource_lookup_data (resource, path, flags, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  char *changed;

  if (bytes == NULL || fault == NULL || strcmp (name, fault->table) != 0)
    return g_steal_pointer (&bytes);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  changed = put_value (text);
  return g_bytes_new_take (changed, strlen (changed));
}

static void
test_refused (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *row = NULL;

  fault = data;
  row = g_strdup_printf ("%u", fault->row);
  g_assert_null (lumbar_example_clinic_new (test_knowledge (), &error));
  fault = NULL;
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  for (guint i = 0; i < 3; i++)
    {
      const char *parts[] = { ((const FaultCase *) data)->table, ((const FaultCase *) data)->said, row };

      if (strstr (error->message, parts[i]) == NULL)
        g_error ("“%s” does not say “%s”", error->message, parts[i]);
    }
}

static void
test_right (void)
{
  g_autoptr (GError) error = NULL;
  LumbarExampleClinic *clinic = lumbar_example_clinic_new (test_knowledge (), &error);

  g_assert_no_error (error);
  lumbar_example_clinic_free (clinic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/example-faults/none", test_right);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strconcat ("/example-faults/", faults[i].name, NULL);

      g_test_add_data_func (name, &faults[i], test_refused);
    }
  return g_test_run ();
}

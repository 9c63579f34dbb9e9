/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts for publication, in which no small one can be read or worked out. */

#include "lumbar-csv.h"
#include "lumbar-research-private.h"
#include "lumbar-small-cells.h"

/* One line of a table: names and counts, in the order of names, so that hidden ones can't be ranked. */
typedef struct {
  GPtrArray *names;
  GArray *counts;
  gboolean *hidden;
  guint total;
} Line;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
line_clear (Line *line)
{
  g_ptr_array_unref (line->names);
  g_array_unref (line->counts);
  g_free (line->hidden);
}

/* @values is (element-type utf8): one a patient */
static Line
make_line (GPtrArray *values)
{
  Line line = { g_ptr_array_new (), g_array_new (FALSE, TRUE, sizeof (guint)), NULL, values->len };

  g_ptr_array_sort (values, compare_names);
  for (guint i = 0; i < values->len; i++)
    {
      if (i == 0 || !g_str_equal (values->pdata[i], values->pdata[i - 1]))
        {
          g_ptr_array_add (line.names, values->pdata[i]);
          g_array_set_size (line.counts, line.counts->len + 1);
        }
      g_array_index (line.counts, guint, line.counts->len - 1)++;
    }
  line.hidden = g_new0 (gboolean, line.names->len + 1);
  lumbar_small_cells_suppress ((const guint *) (gpointer) line.counts->data, line.counts->len, line.hidden);
  return line;
}

static void
append_count (GString *csv, const char *table, const char *group, const char *category, guint n, gboolean hidden)
{
  g_autofree char *number = hidden ? g_strdup ("") : g_strdup_printf ("%u", n);
  const char *const cells[] = { table, group, category, number, NULL };

  lumbar_csv_append_row (csv, cells);
}

static const char *
get_name (const Line *line, guint i)
{
  const char *name = line->names->pdata[i];

  return *name != '\0' ? name : "none";
}

/* The causes of a group whose count is told; of one whose count is hidden, none is told. */
static void
append_causes (GString *csv, GPtrArray *counted, const char *group, gboolean hidden)
{
  g_autoptr (GPtrArray) leads = g_ptr_array_new ();
  Line line;

  for (guint i = 0; i < counted->len; i++)
    {
      const ResearchCounted *patient = counted->pdata[i];

      if (g_str_equal (patient->group, group))
        g_ptr_array_add (leads, patient->lead);
    }
  line = make_line (leads);
  for (guint i = 0; i < line.names->len; i++)
    append_count (csv, "cause", *group != '\0' ? group : "none", get_name (&line, i),
                  g_array_index (line.counts, guint, i), hidden || line.hidden[i]);
  line_clear (&line);
}

/*
 * research_counts_write:
 * @counted: (element-type ResearchCounted): the patients
 *
 * Returns: (transfer full): the table of counts
 */
char *
research_counts_write (GPtrArray *counted)
{
  g_autoptr (GPtrArray) genders = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  GString *csv = g_string_new (NULL);
  const char *const header[] = { "table", "group", "category", "patients", NULL };
  gboolean total_hidden;
  Line by_gender, by_group;

  for (guint i = 0; i < counted->len; i++)
    {
      const ResearchCounted *patient = counted->pdata[i];

      g_ptr_array_add (genders, patient->gender);
      g_ptr_array_add (groups, patient->group);
    }
  by_gender = make_line (genders);
  by_group = make_line (groups);
  /* Where two or more are hidden, they have a sum that is no small count: the total may be told. */
  total_hidden = counted->len > 0 && counted->len < LUMBAR_SMALL_CELL_LEAST;
  lumbar_csv_append_row (csv, header);
  for (guint i = 0; i < by_gender.names->len; i++)
    append_count (csv, "gender", "", get_name (&by_gender, i), g_array_index (by_gender.counts, guint, i),
                  by_gender.hidden[i]);
  append_count (csv, "gender", "", "total", counted->len, total_hidden);
  for (guint i = 0; i < by_group.names->len; i++)
    append_count (csv, "group", get_name (&by_group, i), "", g_array_index (by_group.counts, guint, i),
                  by_group.hidden[i]);
  append_count (csv, "group", "total", "", counted->len, total_hidden);
  for (guint i = 0; i < by_group.names->len; i++)
    append_causes (csv, counted, by_group.names->pdata[i], by_group.hidden[i]);
  line_clear (&by_gender);
  line_clear (&by_group);
  return g_string_free (csv, FALSE);
}

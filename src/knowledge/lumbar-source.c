/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of sources.tsv. */

#include "lumbar-source.h"

#include <string.h>

static const char *const columns[] = { "source_id", "citation", "doi_pmid", "verified", "page", NULL };

/**
 * lumbar_source_columns:
 *
 * Returns: (transfer none): the header of sources.tsv
 */
const char *const *
lumbar_source_columns (void)
{
  return columns;
}

/**
 * lumbar_source_new:
 * @table: sources.tsv
 * @row: a row of it
 *
 * Returns: (transfer full): the source, or %NULL with @error set
 */
LumbarSource *
lumbar_source_new (LumbarTable *table, guint row, GError **error)
{
  LumbarSource *self = g_new0 (LumbarSource, 1);
  gboolean ok = TRUE;

  self->index = row;
  self->id = g_intern_string (lumbar_table_get (table, row, 0));
  self->citation = g_strdup (lumbar_table_get (table, row, 1));
  self->identifiers = g_strdup (lumbar_table_get (table, row, 2));
  self->page = g_strdup (lumbar_table_get (table, row, 4));
  if (*self->citation == '\0')
    {
      lumbar_table_set_error (table, row, 1, error, "“%s” needs a citation", self->id);
      ok = FALSE;
    }
  ok &= lumbar_table_get_flag (table, row, 3, &self->seen, error);
  if (ok)
    return self;
  lumbar_source_free (self);
  return NULL;
}

/**
 * lumbar_source_free:
 * @self: a source
 */
void
lumbar_source_free (LumbarSource *self)
{
  g_free (self->citation);
  g_free (self->identifiers);
  g_free (self->page);
  g_free (self);
}

/**
 * lumbar_source_get_link:
 * @self: a source
 *
 * Where to read it: its DOI, else its PubMed entry, else the page.
 *
 * Returns: (transfer full) (nullable): a web address
 */
char *
lumbar_source_get_link (const LumbarSource *self)
{
  g_auto (GStrv) parts = g_strsplit (self->identifiers, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (parts[i]), " ", -1);

      if (g_str_has_prefix (parts[i], "10.") && words[0] != NULL)
        return g_strconcat ("https://doi.org/", words[0], NULL);
      if (g_strcmp0 (words[0], "PMID") == 0 && words[1] != NULL)
        return g_strconcat ("https://pubmed.ncbi.nlm.nih.gov/", words[1], "/", NULL);
      if (g_str_has_prefix (parts[i], "PMC") && words[0] != NULL)
        return g_strconcat ("https://www.ncbi.nlm.nih.gov/pmc/articles/", words[0], "/", NULL);
    }
  return g_str_has_prefix (self->page, "http") ? g_strdup (self->page) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of instruments.tsv. */

#include "lumbar-instrument.h"

enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_SCORING_RULE,
  COLUMN_SCORING,
  COLUMN_FINDINGS,
  COLUMN_MINIMUM,
  COLUMN_MAXIMUM,
  COLUMN_MCID,
  COLUMN_MCID_POINTS,
  COLUMN_MCID_PERCENT,
  COLUMN_MCID_SOURCE,
  COLUMN_LICENCE_STATUS,
  COLUMN_LOINC,
  COLUMN_RECOMMENDATION,
  COLUMN_NOTE,
};

static const char *const columns[] = {
  "id",          "name",         "scoring_rule", "scoring",        "findings", "minimum",        "maximum", "mcid",
  "mcid_points", "mcid_percent", "mcid_source",  "licence_status", "loinc",    "recommendation", "note",    NULL,
};

static const char *const scorings[] = { "none", "item", "option", "mean", NULL };

/**
 * lumbar_instrument_columns:
 *
 * Returns: (transfer none): the header of instruments.tsv
 */
const char *const *
lumbar_instrument_columns (void)
{
  return columns;
}

/**
 * lumbar_instrument_new:
 * @table: instruments.tsv
 * @row: a row of it
 *
 * Reads an instrument without its findings, which the caller adds.
 *
 * Returns: (transfer full): the instrument, or %NULL with @error set
 */
LumbarInstrument *
lumbar_instrument_new (LumbarTable *table, guint row, GError **error)
{
  LumbarInstrument *self = g_new0 (LumbarInstrument, 1);
  int scoring;

  self->index = row;
  self->id = g_strdup (lumbar_table_get (table, row, COLUMN_ID));
  self->name = g_strdup (lumbar_table_get (table, row, COLUMN_NAME));
  self->scoring_rule = g_strdup (lumbar_table_get (table, row, COLUMN_SCORING_RULE));
  self->mcid = g_strdup (lumbar_table_get (table, row, COLUMN_MCID));
  self->mcid_source = g_strdup (lumbar_table_get (table, row, COLUMN_MCID_SOURCE));
  self->licence_status = g_strdup (lumbar_table_get (table, row, COLUMN_LICENCE_STATUS));
  self->loinc = g_strdup (lumbar_table_get (table, row, COLUMN_LOINC));
  self->recommendation = g_strdup (lumbar_table_get (table, row, COLUMN_RECOMMENDATION));
  self->note = g_strdup (lumbar_table_get (table, row, COLUMN_NOTE));
  self->findings = g_ptr_array_new ();

  if (lumbar_table_get_enum (table, row, COLUMN_SCORING, scorings, &scoring, error) &&
      lumbar_table_get_number (table, row, COLUMN_MINIMUM, &self->minimum, error) &&
      lumbar_table_get_number (table, row, COLUMN_MAXIMUM, &self->maximum, error) &&
      lumbar_table_get_number (table, row, COLUMN_MCID_POINTS, &self->mcid_points, error) &&
      lumbar_table_get_number (table, row, COLUMN_MCID_PERCENT, &self->mcid_percent, error))
    {
      self->scoring = (LumbarScoring) scoring;
      if (self->minimum < self->maximum)
        return self;
      lumbar_table_set_error (table, row, COLUMN_MAXIMUM, error, "the range of “%s” is empty", self->id);
    }
  lumbar_instrument_free (self);
  return NULL;
}

/**
 * lumbar_instrument_free:
 * @self: an instrument
 */
void
lumbar_instrument_free (LumbarInstrument *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->scoring_rule);
  g_free (self->mcid);
  g_free (self->mcid_source);
  g_free (self->licence_status);
  g_free (self->loinc);
  g_free (self->recommendation);
  g_free (self->note);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

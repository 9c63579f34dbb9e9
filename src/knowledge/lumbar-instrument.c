/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of instruments.tsv. */

#include "lumbar-instrument.h"

enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_SCORING_RULE,
  COLUMN_SCORING,
  COLUMN_FINDINGS,
  COLUMN_ITEMS,
  COLUMN_ITEM_SCORING,
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
  "id",          "name",         "scoring_rule",   "scoring", "findings",       "items",
  "item_scoring", "minimum",     "maximum",        "mcid",    "mcid_points",    "mcid_percent",
  "mcid_source", "licence_status", "loinc",        "recommendation", "note",    NULL,
};

static const char *const scorings[] = { "none", "item", "option", "mean", NULL };
static const char *const item_scorings[] = { "", "sum", "count", NULL };

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
 * Reads an instrument without its findings and items, which the caller adds.
 *
 * Returns: (transfer full): the instrument, or %NULL with @error set
 */
LumbarInstrument *
lumbar_instrument_new (LumbarTable *table, guint row, GError **error)
{
  LumbarInstrument *self = g_new0 (LumbarInstrument, 1);
  int scoring, item_scoring;
  gboolean ok;

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
  self->items = g_ptr_array_new ();

  ok = lumbar_table_get_enum (table, row, COLUMN_SCORING, scorings, &scoring, error);
  ok &= lumbar_table_get_enum (table, row, COLUMN_ITEM_SCORING, item_scorings, &item_scoring, error);
  ok &= lumbar_table_get_number (table, row, COLUMN_MINIMUM, &self->minimum, error);
  ok &= lumbar_table_get_number (table, row, COLUMN_MAXIMUM, &self->maximum, error);
  ok &= lumbar_table_get_number (table, row, COLUMN_MCID_POINTS, &self->mcid_points, error);
  ok &= lumbar_table_get_number (table, row, COLUMN_MCID_PERCENT, &self->mcid_percent, error);
  if (ok)
    {
      self->scoring = (LumbarScoring) scoring;
      self->item_scoring = (LumbarItemScoring) item_scoring;
      if (self->minimum < self->maximum)
        return self;
      lumbar_table_set_error (table, row, COLUMN_MAXIMUM, error, "the range of “%s” is empty", self->id);
    }
  lumbar_instrument_free (self);
  return NULL;
}

static guint
count_denials (const LumbarFinding *item)
{
  guint n = 0;

  for (guint i = 0; i < item->options->len; i++)
    n += lumbar_finding_get_option (item, i)->denial;
  return n;
}

/* The most that an item adds to the score. */
static guint
get_most (const LumbarInstrument *self, const LumbarFinding *item)
{
  return item->options->len - (self->item_scoring == LUMBAR_ITEM_SCORING_SUM ? 1 : count_denials (item));
}

/* What is wrong with @item as one of the instrument's items, or NULL. */
static const char *
find_misfit (const LumbarInstrument *self, const LumbarFinding *item)
{
  LumbarFindingType wanted = self->item_scoring == LUMBAR_ITEM_SCORING_SUM ? LUMBAR_FINDING_CHOICE
                                                                           : LUMBAR_FINDING_MULTI_CHOICE;

  if (item->part_of != self->findings->pdata[0])
    return "is no part of the score";
  if (item->type != wanted)
    return self->item_scoring == LUMBAR_ITEM_SCORING_SUM ? "is no choice, which a sum needs"
                                                         : "is no multi-choice, which a count needs";
  if (wanted == LUMBAR_FINDING_MULTI_CHOICE && count_denials (item) == 0)
    return "has no option such as “none”; without it a score of 0 can't be told from not assessed";
  return NULL;
}

static gboolean
check_items (const LumbarInstrument *self, LumbarTable *table, GError **error)
{
  const LumbarFinding *score = self->findings->pdata[0];
  double most = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const LumbarFinding *item = self->items->pdata[i];
      const char *misfit = find_misfit (self, item);

      if (misfit != NULL)
        {
          lumbar_table_set_error (table, self->index, COLUMN_ITEMS, error, "“%s” %s", item->id, misfit);
          return FALSE;
        }
      most += get_most (self, item);
    }
  if (score->minimum <= 0 && most <= score->maximum)
    return TRUE;
  lumbar_table_set_error (table, self->index, COLUMN_ITEMS, error,
                          "they make 0 to %g, which “%s” (%g to %g) does not hold", most, score->id,
                          score->minimum, score->maximum);
  return FALSE;
}

/**
 * lumbar_instrument_finish:
 * @self: an instrument with its findings and items
 * @table: instruments.tsv
 *
 * Returns: %FALSE with @error set where scoring, findings and items don't fit together
 */
gboolean
lumbar_instrument_finish (const LumbarInstrument *self, LumbarTable *table, GError **error)
{
  if ((self->scoring == LUMBAR_SCORING_NONE) != (self->findings->len == 0))
    {
      lumbar_table_set_error (table, self->index, COLUMN_SCORING, error,
                              "the scoring does not fit the findings");
      return FALSE;
    }
  if ((self->item_scoring == LUMBAR_ITEM_SCORING_NONE) != (self->items->len == 0))
    {
      lumbar_table_set_error (table, self->index, COLUMN_ITEM_SCORING, error,
                              "items need a scoring, and a scoring needs items");
      return FALSE;
    }
  if (self->items->len == 0)
    return TRUE;
  if (self->scoring != LUMBAR_SCORING_ITEM || self->findings->len != 1)
    {
      lumbar_table_set_error (table, self->index, COLUMN_SCORING, error,
                              "items make up one finding, scored as “item”");
      return FALSE;
    }
  return check_items (self, table, error);
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
  g_ptr_array_unref (self->items);
  g_free (self);
}

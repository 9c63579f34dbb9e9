/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The constants of the rule of combination, from the [model] group of knowledge.ini. */

#include "lumbar-model.h"

#include <math.h>

#include "lumbar-error.h"

static gboolean
read_number (const char *name, GKeyFile *file, const char *key, double *number, GError **error)
{
  g_autoptr (GError) local = NULL;

  *number = g_key_file_get_double (file, "model", key, &local);
  if (local == NULL && *number - *number == 0)
    return TRUE;
  lumbar_error_add (error, "%s, [model]: “%s” needs a number", name, key);
  return FALSE;
}

static gboolean
read_ratio (const char *name, GKeyFile *file, const char *key, double *log_ratio, GError **error)
{
  double ratio;

  if (!read_number (name, file, key, &ratio, error))
    return FALSE;
  if (ratio < 1)
    {
      lumbar_error_add (error, "%s, [model]: “%s” needs a ratio of at least 1", name, key);
      return FALSE;
    }
  *log_ratio = log (ratio);
  return TRUE;
}

static gboolean
read_count (const char *name, GKeyFile *file, const char *key, guint *count, GError **error)
{
  double number;

  if (!read_number (name, file, key, &number, error))
    return FALSE;
  if (number < 1 || number > 100 || number != floor (number))
    {
      lumbar_error_add (error, "%s, [model]: “%s” needs a whole number from 1 to 100", name, key);
      return FALSE;
    }
  *count = (guint) number;
  return TRUE;
}

static gboolean
read_counts (LumbarModel *self, const char *name, GKeyFile *file, GError **error)
{
  gboolean ok = TRUE;

  ok &= read_count (name, file, "likely_groups", &self->likely_groups, error);
  ok &= read_count (name, file, "exclude_groups", &self->exclude_groups, error);
  ok &= read_count (name, file, "exclude_most", &self->exclude_most, error);
  ok &= read_count (name, file, "watched", &self->watched, error);
  ok &= read_count (name, file, "next_most", &self->next_most, error);
  ok &= read_count (name, file, "reasons_for", &self->reasons_for, error);
  ok &= read_count (name, file, "reasons_against", &self->reasons_against, error);
  ok &= read_count (name, file, "checks_most", &self->checks_most, error);
  return ok;
}

/* Numbers that are fine each by itself and wrong together. */
static gboolean
check_ranges (const LumbarModel *self, const char *name, GError **error)
{
  const char *problem = NULL;

  if (self->row_limit <= 1)
    problem = "“row_limit” needs a ratio above 1";
  else if (self->total_minimum >= self->total_maximum)
    problem = "“total_minimum” must lie below “total_maximum”";
  else if (self->possible <= 0 || self->possible >= self->likely || self->likely >= 1)
    problem = "“possible” and “likely” lie in this order between 0 and 1";
  else if (self->gain_least < 0)
    problem = "“gain_least” must not be negative";
  else if (self->somewhat >= self->clearly || self->clearly >= self->strongly)
    problem = "“somewhat_ratio”, “clearly_ratio” and “strongly_ratio” must rise in this order";
  if (problem != NULL)
    lumbar_error_add (error, "%s, [model]: %s", name, problem);
  return problem == NULL;
}

/**
 * lumbar_model_read:
 * @self: the constants to fill
 * @name: what to call the file in messages
 * @file: knowledge.ini
 *
 * Returns: %FALSE with @error naming each key that is missing or can't be
 */
gboolean
lumbar_model_read (LumbarModel *self, const char *name, GKeyFile *file, GError **error)
{
  static const char *const bonuses[] = { "bonus_now", "bonus_within_days", "bonus_within_2_weeks" };
  static const char *const weights[] = { "weight_routine", "weight_soon", "weight_urgent",
                                         "weight_emergency" };
  gboolean ok = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (bonuses); i++)
    ok &= read_number (name, file, bonuses[i], &self->flag_bonus[i], error);
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    ok &= read_number (name, file, weights[i], &self->urgency_weight[i], error);

  ok &= read_number (name, file, "prior_weight", &self->prior_weight, error);
  ok &= read_number (name, file, "prior_centre", &self->prior_centre, error);
  ok &= read_number (name, file, "row_limit", &self->row_limit, error);
  ok &= read_number (name, file, "total_minimum", &self->total_minimum, error);
  ok &= read_number (name, file, "total_maximum", &self->total_maximum, error);
  ok &= read_ratio (name, file, "support_ratio", &self->support, error);
  ok &= read_ratio (name, file, "corroborating_ratio", &self->corroborating, error);
  ok &= read_ratio (name, file, "named_ratio", &self->named, error);
  ok &= read_ratio (name, file, "residual_ratio", &self->residual, error);
  ok &= read_ratio (name, file, "defining_ratio", &self->defining, error);
  ok &= read_number (name, file, "likely", &self->likely, error);
  ok &= read_number (name, file, "possible", &self->possible, error);
  ok &= read_number (name, file, "exclude_floor", &self->exclude_floor, error);
  ok &= read_number (name, file, "tolerance", &self->tolerance, error);
  ok &= read_ratio (name, file, "somewhat_ratio", &self->somewhat, error);
  ok &= read_ratio (name, file, "clearly_ratio", &self->clearly, error);
  ok &= read_ratio (name, file, "strongly_ratio", &self->strongly, error);
  ok &= read_ratio (name, file, "group_ratio", &self->group, error);
  ok &= read_number (name, file, "gain_least", &self->gain_least, error);
  ok &= read_counts (self, name, file, error);
  return ok && check_ranges (self, name, error);
}

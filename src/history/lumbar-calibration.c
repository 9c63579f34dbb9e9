/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Did what was computed hold? Counted over a clinic's own visits and what they turned out to be. */

#include "lumbar-calibration.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Half the width of a two-sided 95 % interval, in standard deviations. */
#define Z 1.959963984540054

/* How many causes are shown as the most likely ones. */
#define N_SHOWN 3

static void
checked_visit_free (LumbarCheckedVisit *self)
{
  g_free (self->encounter_id);
  g_free (self->patient_id);
  g_free (self->started_at);
  g_strfreev (self->what);
  g_free (self);
}

/**
 * lumbar_calibration_new:
 * @knowledge: which causes are serious
 * @now: an instant: what is due by then
 *
 * Returns: (transfer full): the counts of no visit
 */
LumbarCalibration *
lumbar_calibration_new (LumbarKnowledge *knowledge, const char *now)
{
  LumbarCalibration *self = g_new0 (LumbarCalibration, 1);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->now = g_strdup (now);
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify) checked_visit_free);
  self->flags_alone = g_ptr_array_new_with_free_func ((GDestroyNotify) checked_visit_free);
  self->unflagged = g_ptr_array_new_with_free_func ((GDestroyNotify) checked_visit_free);
  return self;
}

/**
 * lumbar_calibration_free:
 * @self: (transfer full): counts
 */
void
lumbar_calibration_free (LumbarCalibration *self)
{
  lumbar_knowledge_unref (self->knowledge);
  g_free (self->now);
  g_hash_table_unref (self->reasons);
  g_ptr_array_unref (self->missed);
  g_ptr_array_unref (self->flags_alone);
  g_ptr_array_unref (self->unflagged);
  g_free (self);
}

static void
count (LumbarShare *share, gboolean so)
{
  share->n += so;
  share->of++;
}

/* @what is (transfer full). */
static void
list_visit (GPtrArray *list, LumbarEncounter *encounter, GPtrArray *what)
{
  LumbarCheckedVisit *visit = g_new0 (LumbarCheckedVisit, 1);

  g_ptr_array_add (what, NULL);
  visit->encounter_id = g_strdup (encounter->id);
  visit->patient_id = g_strdup (encounter->patient_id);
  visit->started_at = g_strdup (encounter->started_at);
  visit->what = (GStrv) g_ptr_array_free (what, FALSE);
  g_ptr_array_add (list, visit);
}

static void
add_agreement (LumbarCalibration *self, LumbarEncounter *encounter)
{
  const LumbarConclusion *conclusion = encounter->conclusion;
  gpointer n;

  self->n_agreements[conclusion->agreement]++;
  count (&self->same_group, conclusion->group == encounter->assessment->group);
  if (conclusion->agreement != LUMBAR_AGREEMENT_OVERRIDE)
    return;
  n = g_hash_table_lookup (self->reasons, conclusion->override_reason);
  g_hash_table_insert (self->reasons, g_strdup (conclusion->override_reason),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
}

/* The place of a cause among those named, or G_MAXUINT. */
static guint
find_place (LumbarAssessment *assessment, const char *cause_id)
{
  for (guint i = 0; i < assessment->causes->len; i++)
    if (g_str_equal (((const LumbarRankedCause *) assessment->causes->pdata[i])->id, cause_id))
      return i;
  return G_MAXUINT;
}

static void
add_causes (LumbarCalibration *self, LumbarEncounter *encounter, const LumbarOutcome *outcome)
{
  LumbarAssessment *assessment = encounter->assessment;
  GPtrArray *missed = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; outcome->causes[i] != NULL; i++)
    {
      const char *cause = outcome->causes[i];
      guint place = find_place (assessment, cause);
      gboolean shown =
        place < N_SHOWN || g_strv_contains ((const char *const *) assessment->must_exclude, cause);

      count (&self->first, place == 0);
      count (&self->in_three, place < N_SHOWN);
      count (&self->shown, shown);
      if (!shown)
        g_ptr_array_add (missed, g_strdup (cause));
    }
  if (missed->len > 0)
    list_visit (self->missed, encounter, missed);
  else
    g_ptr_array_unref (missed);

  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *ranked = assessment->causes->pdata[i];

      count (&self->bands[ranked->band], g_strv_contains ((const char *const *) outcome->causes, ranked->id));
    }
}

static GPtrArray *
find_serious (LumbarCalibration *self, const LumbarOutcome *outcome)
{
  GPtrArray *serious = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; outcome->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (self->knowledge, outcome->causes[i]);

      if (cause != NULL && cause->serious)
        g_ptr_array_add (serious, g_strdup (cause->id));
    }
  return serious;
}

static GPtrArray *
name_flags (LumbarAssessment *assessment)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < assessment->red_flags->len; i++)
    g_ptr_array_add (flags, g_strdup (((const LumbarFiredFlag *) assessment->red_flags->pdata[i])->id));
  return flags;
}

static void
add_flags (LumbarCalibration *self, LumbarEncounter *encounter, const LumbarOutcome *outcome)
{
  GPtrArray *serious = find_serious (self, outcome);
  gboolean is_serious = serious->len > 0;
  gboolean is_flagged = encounter->assessment->red_flags->len > 0;

  self->flagged[is_flagged][is_serious]++;
  if (is_flagged && !is_serious)
    list_visit (self->flags_alone, encounter, name_flags (encounter->assessment));
  if (is_serious && !is_flagged)
    list_visit (self->unflagged, encounter, serious);
  else
    g_ptr_array_unref (serious);
}

static void
add_outcome (LumbarCalibration *self, LumbarEncounter *encounter, const LumbarOutcome *outcome)
{
  LumbarGroup computed = encounter->assessment->group;

  self->n_followed++;
  if (!lumbar_outcome_is_known (outcome))
    return;
  self->n_known++;
  self->groups[computed][outcome->group]++;
  count (&self->computed_right, computed == outcome->group);
  if (encounter->conclusion != NULL)
    count (&self->concluded_right, encounter->conclusion->group == outcome->group);
  if (outcome->causes[0] == NULL)
    return;
  add_causes (self, encounter, outcome);
  add_flags (self, encounter, outcome);
}

/**
 * lumbar_calibration_add:
 * @self: counts
 * @encounter: a visit with assessment, conclusion and outcomes; drafts are passed over
 *
 * Counts a visit.
 */
void
lumbar_calibration_add (LumbarCalibration *self, LumbarEncounter *encounter)
{
  const LumbarOutcome *outcome = lumbar_outcome_get_last (encounter->outcomes);

  if (encounter->status != LUMBAR_ENCOUNTER_SIGNED || encounter->assessment == NULL)
    return;
  self->n_visits++;
  if (encounter->conclusion != NULL)
    add_agreement (self, encounter);
  if (outcome != NULL)
    add_outcome (self, encounter, outcome);
  else
    self->n_due += lumbar_outcome_is_due (encounter->signed_at, self->now);
}

/**
 * lumbar_share_is_enough:
 * @self: a share
 *
 * Returns: whether there are enough to judge
 */
gboolean
lumbar_share_is_enough (const LumbarShare *self)
{
  return self->of >= LUMBAR_SHARE_LEAST;
}

/**
 * lumbar_share_get_interval:
 * @self: a share
 * @low: (out): from 0 to 1
 * @high: (out): from 0 to 1
 *
 * The 95 % score interval of Wilson, which stays within the scale and is good for small numbers too: of
 * nothing it is the whole scale. E. B. Wilson, Probable inference, the law of succession, and statistical
 * inference, Journal of the American Statistical Association 22 (1927) 209-212,
 * https://doi.org/10.1080/01621459.1927.10502953; recommended for small numbers by Brown, Cai and DasGupta,
 * Statistical Science 16 (2001) 101-133, https://doi.org/10.1214/ss/1009213286.
 */
void
lumbar_share_get_interval (const LumbarShare *self, double *low, double *high)
{
  double n = self->of;
  double p = n > 0 ? self->n / n : 0;
  double middle, half;

  if (self->of == 0)
    {
      *low = 0;
      *high = 1;
      return;
    }
  middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
  half = Z / (1 + Z * Z / n) * sqrt (p * (1 - p) / n + Z * Z / (4 * n * n));
  /* None and all reach the end of the scale exactly, whatever rounding does. */
  *low = self->n == 0 ? 0 : MAX (0, middle - half);
  *high = self->n == self->of ? 1 : MIN (1, middle + half);
}

/**
 * lumbar_share_describe:
 * @self: a share
 *
 * Returns: (transfer full): "7 of 12", with a word where that is too few to judge
 */
char *
lumbar_share_describe (const LumbarShare *self)
{
  if (self->of == 0)
    return g_strdup (_("none yet"));
  /* Translators: 7 of 12. */
  return g_strdup_printf (lumbar_share_is_enough (self) ? _("%u of %u") : _("%u of %u, too few to judge"), self->n,
                          self->of);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of an assessment as a value, and its words. */

#include "lumbar-assessment.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (LumbarAssessment, lumbar_assessment, lumbar_assessment_ref, lumbar_assessment_unref)

static const char *const band_ids[] = { "likely", "possible", "less-likely" };
static const char *const band_titles[] = { N_ ("Likely"), N_ ("Possible"), N_ ("Less likely") };
static const char *const band_marks[] = { "●●●", "●●○", "●○○" };

static const char *const meaning_ids[] = { NULL, "more-than-one-source", "more-than-one-ms-process" };
static const char *const meaning_titles[] = { "", N_ ("more than one source"), N_ ("more than one MS process") };

static void
lumbar_reason_free (LumbarReason *self)
{
  g_ref_string_release (self->answer);
  g_free (self);
}

static void
lumbar_ranked_cause_free (LumbarRankedCause *self)
{
  g_ptr_array_unref (self->reasons_for);
  g_ptr_array_unref (self->reasons_against);
  g_free (self);
}

static void
lumbar_fired_flag_free (LumbarFiredFlag *self)
{
  g_free (self->causes);
  g_free (self->action);
  g_free (self->because);
  g_free (self);
}

/**
 * lumbar_uncleared_flag_free:
 * @self: (transfer full): a flag not yet cleared
 */
void
lumbar_uncleared_flag_free (LumbarUnclearedFlag *self)
{
  g_free (self->missing);
  g_free (self);
}

static void
lumbar_next_question_free (LumbarNextQuestion *self)
{
  g_free (self);
}

/**
 * lumbar_assessment_new:
 *
 * Returns: (transfer full): an empty assessment for its maker to fill: undetermined, nothing named
 */
LumbarAssessment *
lumbar_assessment_new (void)
{
  LumbarAssessment *self = g_new0 (LumbarAssessment, 1);

  g_atomic_ref_count_init (&self->references);
  self->group = LUMBAR_GROUP_UNDETERMINED;
  self->leaning = LUMBAR_GROUP_UNDETERMINED;
  self->red_flags = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_fired_flag_free);
  self->uncleared = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_uncleared_flag_free);
  self->causes = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ranked_cause_free);
  self->next = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_next_question_free);
  return self;
}

/**
 * lumbar_assessment_ref:
 * @self: an assessment
 *
 * Returns: (transfer full): @self
 */
LumbarAssessment *
lumbar_assessment_ref (LumbarAssessment *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_assessment_unref:
 * @self: (transfer full) (nullable): an assessment
 */
void
lumbar_assessment_unref (LumbarAssessment *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->knowledge_version);
  g_free (self->lead);
  g_free (self->second);
  g_free (self->must_exclude);
  g_ptr_array_unref (self->red_flags);
  g_ptr_array_unref (self->uncleared);
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->next);
  g_free (self);
}

/**
 * lumbar_reason_new:
 * @finding_id: (transfer none): the finding; an interned string
 * @answer: (transfer none): the answer as recorded, a reference-counted string
 * @ratio: the likelihood ratio that counted
 * @basis: what the ratio rests on
 * @source_id: (transfer none): where it comes from; an interned string
 *
 * Returns: (transfer full): a reason
 */
LumbarReason *
lumbar_reason_new (const char *finding_id,
                   char *answer,
                   double ratio,
                   LumbarBasis basis,
                   const char *source_id)
{
  LumbarReason *self = g_new0 (LumbarReason, 1);

  self->finding_id = finding_id;
  self->answer = g_ref_string_acquire (answer);
  self->ratio = ratio;
  self->basis = basis;
  self->source_id = source_id;
  return self;
}

/**
 * lumbar_ranked_cause_new:
 * @id: (transfer none): the cause; an interned string
 * @group: its group
 * @band: how well it is supported
 *
 * Returns: (transfer full): a named cause without reasons yet
 */
LumbarRankedCause *
lumbar_ranked_cause_new (const char *id, LumbarGroup group, LumbarBand band)
{
  LumbarRankedCause *self = g_new0 (LumbarRankedCause, 1);

  self->id = id;
  self->group = group;
  self->band = band;
  self->reasons_for = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_reason_free);
  self->reasons_against = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_reason_free);
  return self;
}

/**
 * lumbar_fired_flag_new:
 * @id: (transfer none): the red flag; an interned string
 * @timeframe: how soon
 * @action: what guidelines ask for
 *
 * Returns: (transfer full): a fired flag; its maker sets causes and because
 */
LumbarFiredFlag *
lumbar_fired_flag_new (const char *id, LumbarTimeframe timeframe, const char *action)
{
  LumbarFiredFlag *self = g_new0 (LumbarFiredFlag, 1);

  self->id = id;
  self->timeframe = timeframe;
  self->action = g_strdup (action);
  return self;
}

/**
 * lumbar_uncleared_flag_new:
 * @id: (transfer none): the red flag; an interned string
 *
 * Returns: (transfer full): a flag not yet cleared; its maker sets what is missing
 */
LumbarUnclearedFlag *
lumbar_uncleared_flag_new (const char *id)
{
  LumbarUnclearedFlag *self = g_new0 (LumbarUnclearedFlag, 1);

  self->id = id;
  return self;
}

/**
 * lumbar_next_question_new:
 * @finding_id: (transfer none): the finding; an interned string
 * @gain: its expected movement
 * @cause_id: (transfer none): the cause that it could move most, an interned string, or ""
 * @can_support: whether an answer could speak for that cause
 * @can_weaken: whether an answer could speak against it
 *
 * Returns: (transfer full): a question worth asking
 */
LumbarNextQuestion *
lumbar_next_question_new (const char *finding_id,
                          double gain,
                          const char *cause_id,
                          gboolean can_support,
                          gboolean can_weaken)
{
  LumbarNextQuestion *self = g_new0 (LumbarNextQuestion, 1);

  self->finding_id = finding_id;
  self->gain = gain;
  self->cause_id = cause_id;
  self->can_support = can_support;
  self->can_weaken = can_weaken;
  return self;
}

/**
 * lumbar_band_to_id:
 * @band: a band
 *
 * Returns: its word in JSON
 */
const char *
lumbar_band_to_id (LumbarBand band)
{
  return band_ids[band];
}

/**
 * lumbar_band_from_id:
 * @id: (nullable): a word
 * @band: (out): the band
 *
 * Returns: whether there is such a band
 */
gboolean
lumbar_band_from_id (const char *id, LumbarBand *band)
{
  for (guint i = 0; i < G_N_ELEMENTS (band_ids); i++)
    if (g_strcmp0 (band_ids[i], id) == 0)
      {
        *band = (LumbarBand) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lumbar_band_get_title:
 * @band: a band
 *
 * Returns: its name for people, translated
 */
const char *
lumbar_band_get_title (LumbarBand band)
{
  return _(band_titles[band]);
}

/**
 * lumbar_band_get_marks:
 * @band: a band
 *
 * Returns: its three marks
 */
const char *
lumbar_band_get_marks (LumbarBand band)
{
  return band_marks[band];
}

/**
 * lumbar_mixed_meaning_to_id:
 * @meaning: a meaning
 *
 * Returns: (nullable): its word in JSON; %NULL where the group is not mixed
 */
const char *
lumbar_mixed_meaning_to_id (LumbarMixedMeaning meaning)
{
  return meaning_ids[meaning];
}

/**
 * lumbar_mixed_meaning_from_id:
 * @id: (nullable): a word; %NULL for none
 * @meaning: (out): the meaning
 *
 * Returns: whether there is such a meaning
 */
gboolean
lumbar_mixed_meaning_from_id (const char *id, LumbarMixedMeaning *meaning)
{
  for (guint i = 0; i < G_N_ELEMENTS (meaning_ids); i++)
    if (g_strcmp0 (meaning_ids[i], id) == 0)
      {
        *meaning = (LumbarMixedMeaning) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lumbar_mixed_meaning_get_title:
 * @meaning: a meaning
 *
 * Returns: it in words, translated; "" for none
 */
const char *
lumbar_mixed_meaning_get_title (LumbarMixedMeaning meaning)
{
  return meaning == LUMBAR_MIXED_NONE ? "" : _(meaning_titles[meaning]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pain of a visit turned out to come from, once that is known. */

#include "lumbar-outcome.h"

#include <glib/gi18n-lib.h>

#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-text.h"

static const char *const established_words[] = {
  "imaging", "laboratory", "specialist", "course", "treatment-response", "post-mortem", "other", NULL,
};

static const char *const established_titles[] = {
  N_ ("Imaging"),
  N_ ("Laboratory tests"),
  N_ ("Specialist’s findings"),
  N_ ("Course over time"),
  N_ ("Response to treatment"),
  N_ ("Examination after death"),
  N_ ("In another way"),
};

/**
 * lumbar_outcome_new:
 * @encounter_id: a signed visit
 *
 * Returns: (transfer full): an outcome with a new id that says "not known"
 */
LumbarOutcome *
lumbar_outcome_new (const char *encounter_id)
{
  LumbarOutcome *self = g_new0 (LumbarOutcome, 1);

  self->id = g_uuid_string_random ();
  self->encounter_id = g_strdup (encounter_id);
  self->at = g_strdup ("");
  self->author = g_strdup ("");
  self->group = LUMBAR_GROUP_UNDETERMINED;
  self->causes = g_new0 (char *, 1);
  self->established = g_strdup ("");
  self->comment = g_strdup ("");
  return self;
}

/**
 * lumbar_outcome_free:
 * @self: (transfer full): an outcome
 */
void
lumbar_outcome_free (LumbarOutcome *self)
{
  g_free (self->id);
  g_free (self->encounter_id);
  g_free (self->at);
  g_free (self->author);
  g_strfreev (self->causes);
  g_free (self->established);
  g_free (self->comment);
  g_free (self);
}

/**
 * lumbar_outcome_is_known:
 * @self: an outcome
 *
 * Returns: whether it says where the pain came from
 */
gboolean
lumbar_outcome_is_known (const LumbarOutcome *self)
{
  return self->group != LUMBAR_GROUP_UNDETERMINED;
}

/**
 * lumbar_outcome_set_causes:
 * @self: an outcome
 * @knowledge: what the causes belong to
 * @causes: ids, the main one first; unknown ids are kept for lumbar_outcome_check() to refuse
 *
 * Sets the final causes, and with them the group: theirs where they share one, otherwise mixed. Without
 * causes the group stays.
 */
void
lumbar_outcome_set_causes (LumbarOutcome *self, LumbarKnowledge *knowledge, const char *const *causes)
{
  GStrv before = self->causes;

  self->causes = g_strdupv ((GStrv) causes);
  g_strfreev (before);
  for (guint i = 0; self->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, self->causes[i]);

      if (cause == NULL)
        continue;
      if (i == 0)
        self->group = cause->group;
      else if (self->group != cause->group)
        self->group = LUMBAR_GROUP_MIXED;
    }
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, why);
  return FALSE;
}

static gboolean
check_causes (const LumbarOutcome *self, LumbarKnowledge *knowledge, GError **error)
{
  for (guint i = 0; self->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, self->causes[i]);

      if (cause == NULL)
        {
          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("There is no cause “%s”."), self->causes[i]);
          return FALSE;
        }
      for (guint j = 0; j < i; j++)
        if (g_str_equal (self->causes[i], self->causes[j]))
          return refuse (error, _("A final cause is named twice."));
      if (self->group != cause->group && self->group != LUMBAR_GROUP_MIXED)
        return refuse (error, _("A final cause belongs to another group than the one chosen."));
    }
  return TRUE;
}

/**
 * lumbar_outcome_check:
 * @self: an outcome
 * @knowledge: what its causes belong to
 *
 * Returns: %FALSE with @error saying what is missing or does not fit
 */
gboolean
lumbar_outcome_check (const LumbarOutcome *self, LumbarKnowledge *knowledge, GError **error)
{
  gboolean coded = g_strv_contains (established_words, self->established);

  if (*self->at != '\0' && !lumbar_date_time_is_valid (self->at))
    return refuse (error, _("The time of an outcome is an instant such as 2026-11-22T10:15:00Z."));
  if (!lumbar_outcome_is_known (self) && (self->causes[0] != NULL || *self->established != '\0'))
    return refuse (error, _("An outcome that is not known has no cause and was not established."));
  if (lumbar_outcome_is_known (self) && !coded)
    return refuse (error, _("Say how the final cause was established."));
  return check_causes (self, knowledge, error);
}

static void
append_part (GString *text, const char *separator, const char *part)
{
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/**
 * lumbar_outcome_describe:
 * @self: an outcome
 * @knowledge: what its causes belong to
 *
 * Returns: (transfer full): it in words: causes or group, and how it was established
 */
char *
lumbar_outcome_describe (const LumbarOutcome *self, LumbarKnowledge *knowledge)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!lumbar_outcome_is_known (self))
    return g_strdup (_("Not known"));
  for (guint i = 0; self->causes[i] != NULL; i++)
    {
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, self->causes[i]);

      append_part (text, ", ", cause ? lumbar_text_translate (cause->name) : self->causes[i]);
    }
  if (text->len == 0)
    g_string_append (text, lumbar_group_get_title (self->group));
  append_part (text, " · ", lumbar_outcome_established_get_title (self->established));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lumbar_outcome_get_last:
 * @outcomes: (element-type LumbarOutcome): of one visit, in the order recorded
 *
 * Returns: (transfer none) (nullable): the one that counts
 */
const LumbarOutcome *
lumbar_outcome_get_last (GPtrArray *outcomes)
{
  return outcomes->len > 0 ? outcomes->pdata[outcomes->len - 1] : NULL;
}

/**
 * lumbar_outcome_is_due:
 * @signed_at: instant of the signing of a visit that has no outcome
 * @now: an instant
 *
 * Returns: whether it was signed more than %LUMBAR_OUTCOME_DUE_MONTHS months ago
 */
gboolean
lumbar_outcome_is_due (const char *signed_at, const char *now)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (signed_at, NULL);
  g_autoptr (GDateTime) to = g_date_time_new_from_iso8601 (now, NULL);
  g_autoptr (GDateTime) due = from ? g_date_time_add_months (from, LUMBAR_OUTCOME_DUE_MONTHS) : NULL;

  return due != NULL && to != NULL && g_date_time_compare (to, due) > 0;
}

/**
 * lumbar_outcome_established_words:
 *
 * Returns: (transfer none): the %NULL-terminated words for how a final cause was established
 */
const char *const *
lumbar_outcome_established_words (void)
{
  return established_words;
}

/**
 * lumbar_outcome_established_get_title:
 * @word: (nullable): a word
 *
 * Returns: it for people, translated; "" where there is no such word
 */
const char *
lumbar_outcome_established_get_title (const char *word)
{
  for (guint i = 0; established_words[i] != NULL; i++)
    if (g_strcmp0 (established_words[i], word) == 0)
      return _(established_titles[i]);
  return "";
}

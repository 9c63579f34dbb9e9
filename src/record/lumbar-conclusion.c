/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clinician concludes, apart from what was computed. */

#include "lumbar-conclusion.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (LumbarConclusion, lumbar_conclusion, lumbar_conclusion_ref, lumbar_conclusion_unref)

static const char *const agreements[] = { "none", "agree", "override" };

static const char *const done_words[] = { "done", "referred", "not-applicable", "pending", NULL };

static const char *const done_titles[] = {
  N_ ("Done"), N_ ("Referred"), N_ ("Not applicable"), N_ ("Pending"),
};

static void
lumbar_acknowledgement_free (LumbarAcknowledgement *self)
{
  g_free (self->flag_id);
  g_free (self->done);
  g_free (self->text);
  g_free (self->at);
  g_free (self->author);
  g_free (self);
}

/**
 * lumbar_conclusion_new:
 *
 * Returns: (transfer full): a conclusion in which nothing is concluded
 */
LumbarConclusion *
lumbar_conclusion_new (void)
{
  LumbarConclusion *self = g_new0 (LumbarConclusion, 1);

  g_atomic_ref_count_init (&self->references);
  self->group = LUMBAR_GROUP_UNDETERMINED;
  self->causes = g_new0 (char *, 1);
  self->impression = g_strdup ("");
  self->override_reason = g_strdup ("");
  self->comment = g_strdup ("");
  self->plan = g_strdup ("");
  self->acknowledgements = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_acknowledgement_free);
  return self;
}

/**
 * lumbar_conclusion_copy:
 * @self: a conclusion
 *
 * Returns: (transfer full): one that says the same, to be handed to another thread
 */
LumbarConclusion *
lumbar_conclusion_copy (LumbarConclusion *self)
{
  LumbarConclusion *copy = lumbar_conclusion_new ();

  copy->group = self->group;
  g_strfreev (copy->causes);
  copy->causes = g_strdupv (self->causes);
  copy->agreement = self->agreement;
  g_free (copy->impression);
  copy->impression = g_strdup (self->impression);
  g_free (copy->override_reason);
  copy->override_reason = g_strdup (self->override_reason);
  g_free (copy->comment);
  copy->comment = g_strdup (self->comment);
  g_free (copy->plan);
  copy->plan = g_strdup (self->plan);
  for (guint i = 0; i < self->acknowledgements->len; i++)
    lumbar_conclusion_add_acknowledgement (copy, self->acknowledgements->pdata[i]);
  return copy;
}

/**
 * lumbar_conclusion_ref:
 * @self: a conclusion
 *
 * Returns: (transfer full): @self
 */
LumbarConclusion *
lumbar_conclusion_ref (LumbarConclusion *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_conclusion_unref:
 * @self: (transfer full) (nullable): a conclusion
 */
void
lumbar_conclusion_unref (LumbarConclusion *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_strfreev (self->causes);
  g_free (self->impression);
  g_free (self->override_reason);
  g_free (self->comment);
  g_free (self->plan);
  g_ptr_array_unref (self->acknowledgements);
  g_free (self);
}

/**
 * lumbar_conclusion_acknowledge:
 * @self: a conclusion
 * @flag_id: a red flag
 * @done: a word from lumbar_acknowledgement_words()
 * @text: in words
 * @at: when, an instant
 *
 * Records what was done about a red flag, in place of what was recorded before. By whom, the record knows when it
 * is saved.
 */
void
lumbar_conclusion_acknowledge (LumbarConclusion *self,
                               const char *flag_id,
                               const char *done,
                               const char *text,
                               const char *at)
{
  const LumbarAcknowledgement entry = { (char *) flag_id, (char *) done, (char *) text, (char *) at, (char *) "" };

  lumbar_conclusion_add_acknowledgement (self, &entry);
}

/**
 * lumbar_conclusion_add_acknowledgement:
 * @self: a conclusion
 * @entry: (transfer none): what was done about a red flag, and by whom
 *
 * Records it in place of what was recorded before about the same flag.
 */
void
lumbar_conclusion_add_acknowledgement (LumbarConclusion *self, const LumbarAcknowledgement *entry)
{
  LumbarAcknowledgement *copy = g_new0 (LumbarAcknowledgement, 1);

  copy->flag_id = g_strdup (entry->flag_id);
  copy->done = g_strdup (entry->done);
  copy->text = g_strdup (entry->text);
  copy->at = g_strdup (entry->at);
  copy->author = g_strdup (entry->author);
  for (guint i = 0; i < self->acknowledgements->len; i++)
    if (g_strcmp0 (((LumbarAcknowledgement *) self->acknowledgements->pdata[i])->flag_id, copy->flag_id) == 0)
      {
        g_ptr_array_remove_index (self->acknowledgements, i);
        break;
      }
  g_ptr_array_add (self->acknowledgements, copy);
}

/**
 * lumbar_conclusion_find_acknowledgement:
 * @self: a conclusion
 * @flag_id: a red flag
 *
 * Returns: (transfer none) (nullable): what was done about it
 */
const LumbarAcknowledgement *
lumbar_conclusion_find_acknowledgement (LumbarConclusion *self, const char *flag_id)
{
  for (guint i = 0; i < self->acknowledgements->len; i++)
    {
      const LumbarAcknowledgement *entry = self->acknowledgements->pdata[i];

      if (g_strcmp0 (entry->flag_id, flag_id) == 0)
        return entry;
    }
  return NULL;
}

/**
 * lumbar_agreement_to_id:
 * @agreement: an agreement
 *
 * Returns: its word in the record
 */
const char *
lumbar_agreement_to_id (LumbarAgreement agreement)
{
  return agreements[agreement];
}

/**
 * lumbar_agreement_from_id:
 * @id: (nullable): a word
 * @agreement: (out): the agreement
 *
 * Returns: whether there is such an agreement
 */
gboolean
lumbar_agreement_from_id (const char *id, LumbarAgreement *agreement)
{
  for (guint i = 0; i < G_N_ELEMENTS (agreements); i++)
    if (g_strcmp0 (agreements[i], id) == 0)
      {
        *agreement = (LumbarAgreement) i;
        return TRUE;
      }
  return FALSE;
}

static const char *
find_title (const char *const *words, const char *const *titles, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return _(titles[i]);
  return "";
}

/**
 * lumbar_acknowledgement_words:
 *
 * Returns: (transfer none): the %NULL-terminated words for what was done about a red flag
 */
const char *const *
lumbar_acknowledgement_words (void)
{
  return done_words;
}

/**
 * lumbar_acknowledgement_word_get_title:
 * @done: a word
 *
 * Returns: it for people, translated; "" where there is no such word
 */
const char *
lumbar_acknowledgement_word_get_title (const char *done)
{
  return find_title (done_words, done_titles, done);
}

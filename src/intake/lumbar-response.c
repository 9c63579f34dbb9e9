/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of one visit. */

#include "lumbar-response.h"

#include <string.h>

#include "lumbar-text.h"

struct _LumbarResponse {
  gatomicrefcount references;
  LumbarKnowledge *knowledge; /* Owned */
  LumbarValue *values;        /* Owned, one a finding */
  LumbarAnswer **answers;     /* Owned, one a finding or NULL */
  char **notes;               /* Owned, one a finding or NULL */
  guint n;
};

G_DEFINE_BOXED_TYPE (LumbarResponse, lumbar_response, lumbar_response_ref, lumbar_response_unref)

/**
 * lumbar_response_new:
 * @knowledge: the findings that can be answered
 *
 * Returns: (transfer full): a response in which nothing is answered
 */
LumbarResponse *
lumbar_response_new (LumbarKnowledge *knowledge)
{
  LumbarResponse *self = g_new0 (LumbarResponse, 1);

  g_atomic_ref_count_init (&self->references);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->n = lumbar_knowledge_get_n_findings (knowledge);
  self->values = g_new0 (LumbarValue, self->n);
  self->answers = g_new0 (LumbarAnswer *, self->n);
  self->notes = g_new0 (char *, self->n);
  return self;
}

/**
 * lumbar_response_ref:
 * @self: a response
 *
 * Returns: (transfer full): @self
 */
LumbarResponse *
lumbar_response_ref (LumbarResponse *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_response_unref:
 * @self: (transfer full) (nullable): a response
 */
void
lumbar_response_unref (LumbarResponse *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n; i++)
    {
      lumbar_answer_unref (self->answers[i]);
      g_free (self->notes[i]);
    }
  g_free (self->answers);
  g_free (self->notes);
  g_free (self->values);
  lumbar_knowledge_unref (self->knowledge);
  g_free (self);
}

/**
 * lumbar_response_get_knowledge:
 * @self: a response
 *
 * Returns: (transfer none): the knowledge its findings belong to
 */
LumbarKnowledge *
lumbar_response_get_knowledge (LumbarResponse *self)
{
  return self->knowledge;
}

/**
 * lumbar_response_set_answer:
 * @self: a response that isn't shared yet
 * @finding: index of a finding
 * @answer: (nullable): what was recorded; %NULL = not assessed
 */
void
lumbar_response_set_answer (LumbarResponse *self, guint finding, LumbarAnswer *answer)
{
  LumbarAnswer *old;

  g_return_if_fail (finding < self->n);
  old = self->answers[finding];
  self->answers[finding] = answer ? lumbar_answer_ref (answer) : NULL;
  self->values[finding] = *lumbar_answer_get_value (answer);
  lumbar_answer_unref (old);
}

/**
 * lumbar_response_get_answer:
 * @self: a response
 * @finding: index of a finding
 *
 * Returns: (transfer none) (nullable): the answer; %NULL = not assessed
 */
LumbarAnswer *
lumbar_response_get_answer (LumbarResponse *self, guint finding)
{
  g_return_val_if_fail (finding < self->n, NULL);
  return self->answers[finding];
}

/**
 * lumbar_response_get_answers:
 * @self: a response
 *
 * Returns: (transfer none): one answer a finding; %NULL = not assessed
 */
LumbarAnswer *const *
lumbar_response_get_answers (LumbarResponse *self)
{
  return self->answers;
}

/**
 * lumbar_response_find_answer:
 * @self: a response
 * @finding_id: id of a finding
 *
 * Returns: (transfer none) (nullable): the answer; %NULL where it was not assessed or is no finding
 */
LumbarAnswer *
lumbar_response_find_answer (LumbarResponse *self, const char *finding_id)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (self->knowledge, finding_id);

  return finding ? self->answers[finding->index] : NULL;
}

/**
 * lumbar_response_set_note:
 * @self: a response that isn't shared yet
 * @finding: index of a finding
 * @note: (nullable): words that hang on it; empty is none
 */
void
lumbar_response_set_note (LumbarResponse *self, guint finding, const char *note)
{
  g_return_if_fail (finding < self->n);
  lumbar_set_str (&self->notes[finding], note && *note ? note : NULL);
}

/**
 * lumbar_response_get_note:
 * @self: a response
 * @finding: index of a finding
 *
 * Returns: (nullable): the note
 */
const char *
lumbar_response_get_note (LumbarResponse *self, guint finding)
{
  g_return_val_if_fail (finding < self->n, NULL);
  return self->notes[finding];
}

/**
 * lumbar_response_get_n_answers:
 * @self: a response
 *
 * Returns: how many findings are answered
 */
guint
lumbar_response_get_n_answers (LumbarResponse *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n; i++)
    n += self->answers[i] != NULL;
  return n;
}

/**
 * lumbar_response_get_values:
 * @self: a response
 *
 * Returns: (transfer none): what rules see, one value a finding
 */
const LumbarValue *
lumbar_response_get_values (LumbarResponse *self)
{
  return self->values;
}

/**
 * lumbar_response_has_examination:
 * @self: a response
 *
 * Returns: whether any examination sign was recorded; without, a report says "history only"
 */
gboolean
lumbar_response_has_examination (LumbarResponse *self)
{
  for (guint i = 0; i < self->n; i++)
    if (self->answers[i] != NULL &&
        strcmp (lumbar_knowledge_get_finding (self->knowledge, i)->section->id, "examination") == 0)
      return TRUE;
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One finding at two visits: both answers in words, and what became of it. */

#include "lumbar-item-difference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The answers of the none / baseline / worse / new rows that speak of a change in this episode. */
static guint64
get_active_options (const LumbarFinding *finding)
{
  guint64 active = 0;

  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = finding->options->pdata[i];

      if (strcmp (option->id, "worse") == 0 || strcmp (option->id, "new") == 0)
        active |= (guint64) 1 << option->index;
    }
  return active;
}

static LumbarItemChange
judge (const LumbarFinding *finding, LumbarAnswer *before, LumbarAnswer *after)
{
  guint64 earlier, later;

  if (before == NULL)
    return LUMBAR_ITEM_CHANGE_ONLY_AFTER;
  if (after == NULL)
    return LUMBAR_ITEM_CHANGE_ONLY_BEFORE;
  if (lumbar_answer_equal (before, after))
    return LUMBAR_ITEM_CHANGE_SAME;

  earlier = lumbar_answer_get_value (before)->options;
  later = lumbar_answer_get_value (after)->options;
  if (finding->type == LUMBAR_FINDING_BOOLEAN)
    return later & LUMBAR_VALUE_YES ? LUMBAR_ITEM_CHANGE_YES : LUMBAR_ITEM_CHANGE_NO;
  if (finding->change_model)
    {
      guint64 active = get_active_options (finding);

      if (!(earlier & active) && later & active)
        return LUMBAR_ITEM_CHANGE_APPEARED;
      if (earlier & active && !(later & active))
        return LUMBAR_ITEM_CHANGE_GONE;
    }
  return LUMBAR_ITEM_CHANGE_OTHER;
}

static char *
describe (const LumbarFinding *finding, LumbarResponse *response)
{
  LumbarAnswer *answer = lumbar_response_get_answer (response, finding->index);
  const char *note = lumbar_response_get_note (response, finding->index);
  g_autofree char *words = answer ? lumbar_answer_to_display (answer, finding) : NULL;

  if (note == NULL)
    return g_steal_pointer (&words);
  if (words == NULL)
    return g_strdup (note);
  /* Translators: an answer and the note that was written to it */
  return g_strdup_printf (_("%s (%s)"), words, note);
}

/* The names of some options, in the order of the table; NULL for none. */
static char *
name_options (const LumbarFinding *finding, guint64 options)
{
  g_autoptr (LumbarAnswer) answer = options != 0 ? lumbar_answer_new_options (options) : NULL;

  return answer ? lumbar_answer_to_display (answer, finding) : NULL;
}

static void
compare_options (LumbarItemDifference *self, LumbarAnswer *before, LumbarAnswer *after)
{
  guint64 earlier, later;

  if (!lumbar_item_difference_is_change (self) || (self->finding->type != LUMBAR_FINDING_MULTI_CHOICE &&
                                                   self->finding->type != LUMBAR_FINDING_BODY_MAP))
    return;
  earlier = lumbar_answer_get_value (before)->options;
  later = lumbar_answer_get_value (after)->options;
  self->added = name_options (self->finding, later & ~earlier);
  self->dropped = name_options (self->finding, earlier & ~later);
}

/**
 * lumbar_item_difference_new:
 * @finding: a finding
 * @before: the answers of the earlier visit, read with the tables of @finding
 * @after: those of the later visit, likewise
 *
 * Returns: (transfer full) (nullable): what became of it; %NULL where neither visit recorded anything
 */
LumbarItemDifference *
lumbar_item_difference_new (const LumbarFinding *finding, LumbarResponse *before, LumbarResponse *after)
{
  g_autofree char *earlier = describe (finding, before);
  g_autofree char *later = describe (finding, after);
  LumbarItemDifference *self;

  if (earlier == NULL && later == NULL)
    return NULL;
  self = g_new0 (LumbarItemDifference, 1);
  self->finding = finding;
  self->change = judge (finding, lumbar_response_get_answer (before, finding->index),
                        lumbar_response_get_answer (after, finding->index));
  self->before = g_steal_pointer (&earlier);
  self->after = g_steal_pointer (&later);
  compare_options (self, lumbar_response_get_answer (before, finding->index),
                   lumbar_response_get_answer (after, finding->index));
  return self;
}

/**
 * lumbar_item_difference_free:
 * @self: (transfer full) (nullable): a difference
 */
void
lumbar_item_difference_free (LumbarItemDifference *self)
{
  if (self == NULL)
    return;
  g_free (self->before);
  g_free (self->after);
  g_free (self->added);
  g_free (self->dropped);
  g_free (self);
}

/**
 * lumbar_item_difference_is_change:
 * @self: a difference
 *
 * Returns: whether both visits recorded an answer, and not the same one
 */
gboolean
lumbar_item_difference_is_change (const LumbarItemDifference *self)
{
  return self->change > LUMBAR_ITEM_CHANGE_SAME && self->change < LUMBAR_ITEM_CHANGE_ONLY_BEFORE;
}

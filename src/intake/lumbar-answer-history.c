/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back and doing again. The interview says what it kept before it changes it; a step that is taken
 * back is recorded the same way, so that it can be done again. */

#include "lumbar-answer-history.h"

/* More steps than a visit has answers; only a runaway would need more. */
#define MOST_STEPS 1000

typedef enum {
  TARGET_DONE,   /* A new step: what was undone is forgotten */
  TARGET_UNDONE, /* A step is being taken back */
  TARGET_REDONE, /* A step is being done again */
} Target;

struct _LumbarAnswerHistory {
  GPtrArray *done;   /* Owned, of owned GArray of LumbarKept */
  GPtrArray *undone; /* Owned, likewise */
  GArray *open;      /* Owned: the step that is being recorded; NULL between steps */
  Target target;
};

static void
kept_clear (LumbarKept *kept)
{
  lumbar_answer_unref (kept->answer);
  g_free (kept->note);
}

/**
 * lumbar_answer_history_new:
 *
 * Returns: (transfer full): a history without steps
 */
LumbarAnswerHistory *
lumbar_answer_history_new (void)
{
  LumbarAnswerHistory *self = g_new0 (LumbarAnswerHistory, 1);

  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

/**
 * lumbar_answer_history_free:
 * @self: a history
 */
void
lumbar_answer_history_free (LumbarAnswerHistory *self)
{
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_clear_pointer (&self->open, g_array_unref);
  g_free (self);
}

static void
open_step (LumbarAnswerHistory *self, Target target)
{
  self->open = g_array_new (FALSE, FALSE, sizeof (LumbarKept));
  g_array_set_clear_func (self->open, (GDestroyNotify) kept_clear);
  self->target = target;
}

/**
 * lumbar_answer_history_begin:
 * @self: a history
 *
 * Begins a step unless one is open: what is part of a step stays part of it.
 */
void
lumbar_answer_history_begin (LumbarAnswerHistory *self)
{
  if (self->open == NULL)
    open_step (self, TARGET_DONE);
}

/**
 * lumbar_answer_history_remember:
 * @self: a history
 * @finding: index of a finding that is about to change
 * @answer: (nullable): what is kept for it
 * @unconfirmed: whether that was carried over and not confirmed
 * @note: (nullable): the note on it
 *
 * Remembers what a step changes; nothing between steps, and only the first time within one.
 */
void
lumbar_answer_history_remember (LumbarAnswerHistory *self,
                                guint finding,
                                LumbarAnswer *answer,
                                gboolean unconfirmed,
                                const char *note)
{
  LumbarKept kept = { finding, NULL, unconfirmed, NULL };

  if (self->open == NULL)
    return;
  for (guint i = 0; i < self->open->len; i++)
    if (g_array_index (self->open, LumbarKept, i).finding == finding)
      return;
  kept.answer = answer ? lumbar_answer_ref (answer) : NULL;
  kept.note = g_strdup (note);
  g_array_append_val (self->open, kept);
}

/**
 * lumbar_answer_history_end:
 * @self: a history
 *
 * Ends the step; one that changed nothing is forgotten.
 */
void
lumbar_answer_history_end (LumbarAnswerHistory *self)
{
  g_autoptr (GArray) step = g_steal_pointer (&self->open);

  if (step == NULL || step->len == 0)
    return;
  if (self->target == TARGET_DONE)
    g_ptr_array_set_size (self->undone, 0);
  g_ptr_array_add (self->target == TARGET_UNDONE ? self->undone : self->done, g_steal_pointer (&step));
  if (self->done->len > MOST_STEPS)
    g_ptr_array_remove_index (self->done, 0);
}

static GArray *
begin_from (LumbarAnswerHistory *self, GPtrArray *steps, Target target)
{
  GArray *step;

  lumbar_answer_history_end (self);
  if (steps->len == 0)
    return NULL;
  step = g_ptr_array_steal_index (steps, steps->len - 1);
  open_step (self, target);
  return step;
}

/**
 * lumbar_answer_history_begin_undo:
 * @self: a history
 *
 * Takes the last step out and begins the step back. Put back what it holds, remembering each finding
 * first, then call lumbar_answer_history_end().
 *
 * Returns: (transfer full) (nullable) (element-type LumbarKept): what was kept before that step; %NULL
 *   without one
 */
GArray *
lumbar_answer_history_begin_undo (LumbarAnswerHistory *self)
{
  return begin_from (self, self->done, TARGET_UNDONE);
}

/**
 * lumbar_answer_history_begin_redo:
 * @self: a history
 *
 * The same for the step that was taken back last.
 *
 * Returns: (transfer full) (nullable) (element-type LumbarKept): what was kept after that step; %NULL
 *   without one
 */
GArray *
lumbar_answer_history_begin_redo (LumbarAnswerHistory *self)
{
  return begin_from (self, self->undone, TARGET_REDONE);
}

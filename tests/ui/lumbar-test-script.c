/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes through an interview of its own by the rules that a clinician is told (what is shown, what an answer
 * leads to) and notes the keys. It shares no code with the page, so a key that goes astray there shows. */

#include "lumbar-test-script.h"

#include <gdk/gdk.h>
#include <math.h>
#include <string.h>

#include "lumbar-answer-check.h"
#include "lumbar-assessment.h"
#include "lumbar-text.h"

/* After this many answers the words are typed, far from where they stand. */
#define ANSWERS_BEFORE_WORDS 30

/* In this section three questions are answered, and then the rest is normal. */
#define NORMAL_SECTION "examination"
#define NORMAL_AFTER 3

typedef struct {
  LumbarTestScript *script;
  LumbarKnowledge *knowledge;
  LumbarAssessment *assessment;
  GPtrArray *order; /* of LumbarFinding, as they stand on the screens */
  GHashTable *revealed;
  guint n_in_section;
  const LumbarSection *section;
} Walk;

static LumbarItemState
get_state (Walk *walk, const LumbarFinding *finding)
{
  return lumbar_interview_get_state (walk->script->expected, finding->index);
}

static void
press (Walk *walk, const char *key)
{
  g_ptr_array_add (walk->script->keys, g_strdup (key));
}

static void
type (Walk *walk, const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    press (walk, gdk_keyval_name (gdk_unicode_to_keyval (g_utf8_get_char (c))));
}

static void
assess (Walk *walk)
{
  g_clear_pointer (&walk->assessment, lumbar_assessment_unref);
  walk->assessment = lumbar_assess (walk->knowledge, lumbar_interview_get_response (walk->script->expected));
}

static void
record (Walk *walk, const LumbarFinding *finding, LumbarAnswer *answer)
{
  g_assert_nonnull (answer);
  lumbar_interview_set_answer (walk->script->expected, finding->index, answer);
  walk->script->n_answers++;
  assess (walk);
}

/* What is shown */

static gboolean
is_worth_asking (Walk *walk, const LumbarFinding *finding)
{
  for (guint i = 0; i < walk->assessment->next->len; i++)
    if (g_str_equal (((const LumbarNextQuestion *) walk->assessment->next->pdata[i])->finding_id, finding->id))
      return TRUE;
  return FALSE;
}

static gboolean
is_shown (Walk *walk, const LumbarFinding *finding)
{
  if (!lumbar_interview_is_asked (walk->script->expected, finding->index))
    return FALSE;
  if (get_state (walk, finding) != LUMBAR_ITEM_OPEN || g_hash_table_contains (walk->revealed, finding))
    return TRUE;
  if (finding->part_of != NULL)
    return FALSE;
  return finding->core || finding->ask_when != NULL || is_worth_asking (walk, finding);
}

static gboolean
is_open (Walk *walk, const LumbarFinding *finding)
{
  LumbarItemState state = get_state (walk, finding);

  return is_shown (walk, finding) && (state == LUMBAR_ITEM_OPEN || state == LUMBAR_ITEM_UNCONFIRMED);
}

static int
find_place (Walk *walk, const LumbarFinding *finding)
{
  guint at;

  return finding != NULL && g_ptr_array_find (walk->order, finding, &at) ? (int) at : -1;
}

static const LumbarFinding *
find_open_after (Walk *walk, const LumbarFinding *finding)
{
  for (guint i = (guint) (find_place (walk, finding) + 1); i < walk->order->len; i++)
    if (is_open (walk, walk->order->pdata[i]))
      return walk->order->pdata[i];
  return NULL;
}

static const LumbarFinding *
find_open_from (Walk *walk, const LumbarFinding *finding)
{
  return is_open (walk, finding) ? finding : find_open_after (walk, finding);
}

/* Jumping */

static gboolean
is_found (Walk *walk, const LumbarFinding *finding, const char *needle)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (walk->knowledge); i++)
    {
      const LumbarFinding *other = lumbar_knowledge_get_finding (walk->knowledge, i);
      g_autofree char *text = g_strdup_printf ("%s %s", lumbar_text_translate (other->label),
                                               lumbar_text_translate (other->question));
      g_autofree char *folded = lumbar_text_fold (text);

      if (lumbar_interview_is_asked (walk->script->expected, i) && strstr (folded, needle) != NULL)
        return other == finding;
    }
  return FALSE;
}

/* As many letters of its name as it takes to be the first that is found. */
static void
jump (Walk *walk, const LumbarFinding *finding)
{
  g_autofree char *name = lumbar_text_fold (lumbar_text_translate (finding->label));
  gsize length = 3;

  while (length < strlen (name))
    {
      g_autofree char *needle = g_strndup (name, length);

      if (!g_str_has_suffix (needle, " ") && is_found (walk, finding, needle))
        break;
      length++;
    }
  name[length] = '\0';
  g_assert_true (is_found (walk, finding, name));
  press (walk, "slash");
  type (walk, name);
  press (walk, "Return");
  g_hash_table_add (walk->revealed, (gpointer) finding);
}

/* Answering */

static void
answer_choice (Walk *walk, const LumbarFinding *finding)
{
  guint option = finding->index % finding->options->len;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_options ((guint64) 1 << option);

  walk->script->n_before_last = walk->script->keys->len;
  press (walk, (char[]){ lumbar_finding_get_option (finding, option)->key, '\0' });
  record (walk, finding, answer);
}

static void
answer_options (Walk *walk, const LumbarFinding *finding)
{
  guint first = finding->index % finding->options->len;
  guint second = (first + 1) % finding->options->len;
  const LumbarOption *a = lumbar_finding_get_option (finding, first);
  const LumbarOption *b = lumbar_finding_get_option (finding, second);
  const char *ids[] = { a->id, b->id, NULL };
  g_autoptr (LumbarAnswer) both = lumbar_answer_check_options (finding, ids, NULL);
  g_autoptr (LumbarAnswer) one = lumbar_answer_new_options ((guint64) 1 << first);

  press (walk, (char[]){ a->key, '\0' });
  if (both != NULL && first != second)
    press (walk, (char[]){ b->key, '\0' });
  /* A map has no denials: what follows is for the clinician to say. */
  if (!a->denial || finding->type == LUMBAR_FINDING_BODY_MAP)
    press (walk, "Return");
  record (walk, finding, both != NULL ? both : one);
}

static gboolean
has_cells (const LumbarFinding *finding)
{
  return (finding->type == LUMBAR_FINDING_INTEGER || finding->type == LUMBAR_FINDING_NRS) && finding->minimum == 0 &&
         finding->maximum <= 10;
}

static void
answer_cell (Walk *walk, const LumbarFinding *finding)
{
  int number = (int) finding->index % ((int) finding->maximum + 1);
  g_autofree char *key = number == 10 ? g_strdup ("x") : g_strdup_printf ("%d", number);
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_number (number);

  walk->script->n_before_last = walk->script->keys->len;
  press (walk, key);
  record (walk, finding, answer);
}

static void
answer_typed (Walk *walk, const LumbarFinding *finding, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, text, &error);

  g_assert_no_error (error);
  type (walk, text);
  if (finding->type != LUMBAR_FINDING_TEXT)
    press (walk, "Return");
  record (walk, finding, answer);
}

static void
answer_number (Walk *walk, const LumbarFinding *finding)
{
  int middle = (int) floor ((finding->minimum + finding->maximum) / 2);
  g_autofree char *text = g_strdup_printf (finding->decimals > 0 ? "%d.5" : "%d", middle);

  answer_typed (walk, finding, text);
}

static void
answer (Walk *walk, const LumbarFinding *finding)
{
  /* What was typed before is not taken for a change of mind. */
  if (get_state (walk, finding) == LUMBAR_ITEM_UNCONFIRMED)
    {
      g_autoptr (LumbarAnswer) same =
        lumbar_answer_ref (lumbar_interview_get_answer (walk->script->expected, finding->index));

      press (walk, "equal");
      record (walk, finding, same);
    }
  else if (finding->type == LUMBAR_FINDING_BOOLEAN || finding->type == LUMBAR_FINDING_CHOICE)
    answer_choice (walk, finding);
  else if (finding->options->len > 0)
    answer_options (walk, finding);
  else if (has_cells (finding))
    answer_cell (walk, finding);
  else if (finding->type == LUMBAR_FINDING_DATE)
    answer_typed (walk, finding, "2024-02-29");
  else if (finding->type == LUMBAR_FINDING_TEXT)
    answer_typed (walk, finding, "Nothing else.");
  else
    answer_number (walk, finding);
}

/* Types the words and comes back. */
static void
type_words (Walk *walk, const char *id, const char *words, const LumbarFinding *back)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (walk->knowledge, id);

  g_assert_nonnull (finding);
  jump (walk, finding);
  answer_typed (walk, finding, words);
  /* Words keep a stroke for themselves, the tools beside them do not. */
  press (walk, "Tab");
  jump (walk, back);
}

static const LumbarFinding *
set_rest_normal (Walk *walk, const LumbarFinding *here)
{
  g_autoptr (GArray) set = NULL;

  press (walk, "asterisk");
  set = lumbar_interview_set_section_normal (walk->script->expected, here->section->index, FALSE);
  walk->script->n_answers += set->len;
  assess (walk);
  return find_open_from (walk, here);
}

/* Confirms what is carried over in the first section, after its first question. */
static const LumbarFinding *
confirm_rest (Walk *walk, const LumbarFinding *here)
{
  press (walk, "plus");
  walk->script->n_answers += lumbar_interview_confirm_section (walk->script->expected, here->section->index);
  assess (walk);
  return find_open_from (walk, here);
}

static const LumbarFinding *
go_on (Walk *walk, const LumbarFinding *finding)
{
  const LumbarFinding *next;

  answer (walk, finding);
  next = find_open_after (walk, finding);
  if (finding->section != walk->section)
    walk->n_in_section = 0;
  walk->section = finding->section;
  walk->n_in_section++;
  if (next == NULL || next->section != finding->section)
    return next;
  if (walk->n_in_section == NORMAL_AFTER && g_str_equal (finding->section->id, NORMAL_SECTION))
    return set_rest_normal (walk, next);
  if (walk->n_in_section == 1 && finding->section->index == 0)
    return confirm_rest (walk, next);
  return next;
}

static LumbarInterview *
copy_interview (LumbarInterview *interview)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);
  LumbarInterview *copy = lumbar_interview_new (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    lumbar_interview_restore (copy, i, lumbar_interview_get_answer (interview, i),
                              lumbar_interview_is_unconfirmed (interview, i),
                              lumbar_interview_get_note (interview, i));
  lumbar_interview_carry_forward (copy, NULL);
  return copy;
}

static void
walk_init (Walk *walk, LumbarTestScript *script)
{
  walk->script = script;
  walk->knowledge = lumbar_interview_get_knowledge (script->expected);
  walk->revealed = g_hash_table_new (NULL, NULL);
  walk->order = g_ptr_array_new ();
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (walk->knowledge); i++)
    {
      const GPtrArray *findings = lumbar_knowledge_get_section (walk->knowledge, i)->findings;

      for (guint j = 0; j < findings->len; j++)
        g_ptr_array_add (walk->order, findings->pdata[j]);
    }
  assess (walk);
}

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->assessment, lumbar_assessment_unref);
  g_clear_pointer (&walk->revealed, g_hash_table_unref);
  g_clear_pointer (&walk->order, g_ptr_array_unref);
}

/**
 * lumbar_test_script_new:
 * @begin: the interview as it is on the screen, at its first question
 * @words_id: id of a finding answered in words
 * @words: what is said there, in the middle of the intake
 *
 * Returns: (transfer full): the keys that answer every question that is open
 */
LumbarTestScript *
lumbar_test_script_new (LumbarInterview *begin, const char *words_id, const char *words)
{
  LumbarTestScript *self = g_new0 (LumbarTestScript, 1);
  Walk walk = { 0 };
  const LumbarFinding *finding;
  gboolean said = FALSE;

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->expected = copy_interview (begin);
  walk_init (&walk, self);
  finding = find_open_after (&walk, NULL);
  while (finding != NULL)
    {
      if (!said && self->n_answers >= ANSWERS_BEFORE_WORDS)
        {
          type_words (&walk, words_id, words, finding);
          said = TRUE;
        }
      finding = go_on (&walk, finding);
    }
  g_assert_true (said);
  /* After the last question Enter leads to the review, which is no part of this. */
  if (g_str_equal (self->keys->pdata[self->keys->len - 1], "Return"))
    g_ptr_array_set_size (self->keys, (gint) self->keys->len - 1);
  walk_clear (&walk);
  return self;
}

/**
 * lumbar_test_script_free:
 * @self: a script
 */
void
lumbar_test_script_free (LumbarTestScript *self)
{
  g_ptr_array_unref (self->keys);
  g_object_unref (self->expected);
  g_free (self);
}

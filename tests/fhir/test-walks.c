/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random walks through the intake: answers given, changed and withdrawn, sections left and entered again,
 * undo and redo. Whatever the way, after every step the same things hold. */

#include <string.h>

#include "lumbar-fhir-response-writer.h"
#include "lumbar-fhir-test.h"
#include "lumbar-interview.h"

#define N_WALKS 500
#define N_STEPS 40

/* What a record keeps of a draft: as it is told, finding by finding. */
typedef struct {
  char *value;
  char *note;
  gboolean unconfirmed;
} Row;

typedef struct {
  GRand *dice;
  LumbarInterview *interview;
  Row *rows; /* One a finding */
  guint n_steps;
} Walk;

static guint n_undone, n_set_aside, n_entered, n_exports;

static guint
throw_dice (Walk *walk, guint n)
{
  return (guint) g_rand_int_range (walk->dice, 0, (gint32) n);
}

static guint
get_n_findings (void)
{
  return lumbar_knowledge_get_n_findings (knowledge);
}

/* The interview as text: what is kept, how it stands, and what counts. Two that say the same are the same. */
static char *
describe (LumbarInterview *interview)
{
  GString *text = g_string_new (NULL);
  LumbarResponse *response = lumbar_interview_get_response (interview);

  for (guint i = 0; i < get_n_findings (); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarAnswer *kept = lumbar_interview_get_answer (interview, i);
      LumbarAnswer *counts = lumbar_response_get_answer (response, i);
      g_autofree char *value = kept ? lumbar_answer_to_string (kept, finding) : g_strdup ("-");
      g_autofree char *counted = counts ? lumbar_answer_to_string (counts, finding) : g_strdup ("-");
      const char *note = lumbar_interview_get_note (interview, i);

      g_string_append_printf (text, "%s %d %d %s %s %s\n", finding->id, lumbar_interview_get_state (interview, i),
                              lumbar_interview_is_unconfirmed (interview, i), value, counted, note ? note : "-");
    }
  return g_string_free (text, FALSE);
}

static LumbarAnswer *
make_options (Walk *walk, const LumbarFinding *finding)
{
  guint64 options = (guint64) 1 << throw_dice (walk, finding->options->len);

  for (guint more = lumbar_finding_holds_many (finding) ? throw_dice (walk, 3) : 0; more > 0; more--)
    {
      guint64 both = options | (guint64) 1 << throw_dice (walk, finding->options->len);
      g_autoptr (LumbarAnswer) answer = lumbar_answer_new_options (both);
      g_autofree char *text = lumbar_answer_to_string (answer, finding);
      g_autoptr (LumbarAnswer) allowed = lumbar_answer_new_from_string (finding, text, NULL);

      options = allowed ? both : options;
    }
  return lumbar_answer_new_options (options);
}

static LumbarAnswer *
make_answer (Walk *walk, const LumbarFinding *finding)
{
  if (lumbar_finding_holds_options (finding))
    return make_options (walk, finding);
  if (lumbar_finding_holds_number (finding))
    return lumbar_answer_new_number (
      g_rand_int_range (walk->dice, (gint32) finding->minimum, (gint32) finding->maximum + 1));
  return lumbar_answer_new_text (finding->type == LUMBAR_FINDING_DATE ? "2026-10-01" : "words, “quoted”\nand more");
}

/* Mostly a question that is asked; sometimes any, as a program that answers by itself would. */
static const LumbarFinding *
pick_finding (Walk *walk)
{
  for (;;)
    {
      guint i = throw_dice (walk, get_n_findings ());

      if (lumbar_interview_is_asked (walk->interview, i) || throw_dice (walk, 20) == 0)
        return lumbar_knowledge_get_finding (knowledge, i);
    }
}

static guint
pick_section (Walk *walk)
{
  return throw_dice (walk, lumbar_knowledge_get_n_sections (knowledge));
}

static void
item_changed_cb (LumbarInterview *interview, guint i, Walk *walk)
{
  const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
  LumbarAnswer *answer = lumbar_interview_get_answer (interview, i);
  Row *row = &walk->rows[i];

  g_free (row->value);
  g_free (row->note);
  row->value = answer ? lumbar_answer_to_string (answer, finding) : NULL;
  row->note = g_strdup (lumbar_interview_get_note (interview, i));
  row->unconfirmed = lumbar_interview_is_unconfirmed (interview, i);
}

static void
enter (Walk *walk, LumbarInterview *interview)
{
  g_set_object (&walk->interview, interview);
  g_signal_connect (interview, "item-changed", G_CALLBACK (item_changed_cb), walk);
}

/* Leaves the draft and opens it again from what was saved: nothing may have changed. */
static void
leave_and_enter (Walk *walk)
{
  g_autoptr (LumbarInterview) again = lumbar_interview_new (knowledge);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < get_n_findings (); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      const Row *row = &walk->rows[i];
      g_autoptr (LumbarAnswer) answer = row->value ? lumbar_answer_new_from_string (finding, row->value, NULL) : NULL;

      lumbar_interview_restore (again, i, answer, row->unconfirmed, row->note);
    }
  lumbar_interview_carry_forward (again, NULL);
  before = describe (walk->interview);
  after = describe (again);
  g_assert_cmpstr (after, ==, before);
  enter (walk, again);
  n_entered++;
}

static void
set_answer (Walk *walk, LumbarAnswer *answer, const LumbarFinding *finding)
{
  lumbar_interview_set_answer (walk->interview, finding->index, answer);
}

/* Types an answer in two goes, as an entry does. */
static void
type_answer (Walk *walk, const LumbarFinding *finding)
{
  g_autoptr (LumbarAnswer) half = make_answer (walk, finding);
  g_autoptr (LumbarAnswer) whole = make_answer (walk, finding);

  lumbar_interview_type (walk->interview, finding->index, half);
  lumbar_interview_type (walk->interview, finding->index, whole);
  set_answer (walk, whole, finding);
}

static void
change_something (Walk *walk)
{
  const LumbarFinding *finding = pick_finding (walk);
  g_autoptr (LumbarAnswer) answer = make_answer (walk, finding);

  switch (throw_dice (walk, 12))
    {
    case 0:
      set_answer (walk, NULL, finding);
      break;
    case 1:
      lumbar_interview_set_note (walk->interview, finding->index, throw_dice (walk, 2) ? "noted" : NULL);
      break;
    case 2:
      g_array_unref (lumbar_interview_set_section_normal (walk->interview, pick_section (walk), throw_dice (walk, 2)));
      break;
    case 3:
      lumbar_interview_confirm_section (walk->interview, pick_section (walk));
      break;
    case 4:
      lumbar_interview_confirm (walk->interview, finding->index);
      break;
    case 5:
      type_answer (walk, finding);
      break;
    default:
      set_answer (walk, answer, finding);
      break;
    }
}

/* Undo leads back to exactly what was, redo to exactly what came of it. */
static void
there_and_back (Walk *walk, const char *before)
{
  g_autofree char *after = describe (walk->interview);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  if (g_str_equal (before, after))
    return;
  g_assert_cmpint (lumbar_interview_undo (walk->interview), >=, 0);
  undone = describe (walk->interview);
  g_assert_cmpstr (undone, ==, before);
  n_undone++;
  if (throw_dice (walk, 2) == 0)
    return;
  g_assert_cmpint (lumbar_interview_redo (walk->interview), >=, 0);
  redone = describe (walk->interview);
  g_assert_cmpstr (redone, ==, after);
}

static void
check_asked (LumbarInterview *interview)
{
  const LumbarValue *values = lumbar_response_get_values (lumbar_interview_get_response (interview));

  for (guint i = 0; i < get_n_findings (); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      gboolean wanted = finding->ask_when == NULL ||
                        lumbar_expression_evaluate (finding->ask_when, values) == LUMBAR_TRUTH_TRUE;

      g_assert_cmpint (lumbar_interview_is_asked (interview, i), ==, wanted);
      g_assert_cmpint (lumbar_response_get_answer (lumbar_interview_get_response (interview), i) != NULL, ==,
                       lumbar_interview_get_state (interview, i) == LUMBAR_ITEM_ANSWERED);
    }
}

static void
check_progress (LumbarInterview *interview)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (knowledge); i++)
    {
      guint answered, asked;

      lumbar_interview_get_progress (interview, i, &answered, &asked);
      g_assert_cmpuint (answered, <=, asked);
    }
}

static void
check_export (LumbarInterview *interview)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (TRUE);
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_new ("p", "2026-11-22T10:00:00Z", "Dr Example");
  const LumbarFhirVisit visit = { writer, knowledge, encounter, (char *) "p", (char *) "e", (char *) "r" };
  g_autofree char *json = NULL;

  encounter->response = lumbar_response_ref (lumbar_interview_get_response (interview));
  lumbar_json_writer_begin_array (writer, NULL);
  lumbar_fhir_response_write (&visit);
  lumbar_json_writer_end_array (writer);
  json = lumbar_json_writer_finish (writer);
  for (guint i = 0; i < get_n_findings (); i++)
    {
      g_autofree char *link =
        g_strdup_printf ("\"linkId\": \"%s\"", lumbar_knowledge_get_finding (knowledge, i)->id);
      LumbarItemState state = lumbar_interview_get_state (interview, i);

      if (state == LUMBAR_ITEM_SET_ASIDE || (state == LUMBAR_ITEM_UNCONFIRMED && !lumbar_interview_get_note (interview, i)))
        g_assert_null (strstr (json, link));
      if (state == LUMBAR_ITEM_ANSWERED)
        g_assert_nonnull (strstr (json, link));
      n_set_aside += state == LUMBAR_ITEM_SET_ASIDE;
    }
  n_exports++;
}

static void
take_step (Walk *walk)
{
  g_autofree char *before = describe (walk->interview);

  switch (throw_dice (walk, 10))
    {
    case 0:
      leave_and_enter (walk);
      break;
    case 1:
      lumbar_interview_undo (walk->interview);
      break;
    case 2:
      lumbar_interview_redo (walk->interview);
      break;
    default:
      change_something (walk);
      if (throw_dice (walk, 3) == 0)
        there_and_back (walk, before);
      break;
    }
  check_asked (walk->interview);
  check_progress (walk->interview);
  check_export (walk->interview);
}

/* What the last visit recorded, to be carried over. */
static LumbarResponse *
make_last_visit (Walk *walk)
{
  LumbarResponse *last = lumbar_response_new (knowledge);

  for (guint i = 0; i < get_n_findings (); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      g_autoptr (LumbarAnswer) answer = throw_dice (walk, 2) ? make_answer (walk, finding) : NULL;

      lumbar_response_set_answer (last, i, answer);
    }
  return last;
}

static void
walk_once (guint seed)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) last = NULL;
  Walk walk = { .dice = g_rand_new_with_seed (seed) };

  walk.rows = g_new0 (Row, get_n_findings ());
  enter (&walk, interview);
  last = make_last_visit (&walk);
  if (seed % 2 == 0)
    lumbar_interview_carry_forward (interview, last);
  for (guint i = 0; i < N_STEPS; i++)
    take_step (&walk);
  for (guint i = 0; i < get_n_findings (); i++)
    {
      g_free (walk.rows[i].value);
      g_free (walk.rows[i].note);
    }
  g_free (walk.rows);
  g_object_unref (walk.interview);
  g_rand_free (walk.dice);
}

static void
test_walks (void)
{
  for (guint seed = 1; seed <= N_WALKS; seed++)
    walk_once (seed);
  g_test_message ("%u walks of %u steps: %u exports, %u answers set aside in them, %u undone, entered again %u times",
                  N_WALKS, N_STEPS, n_exports, n_set_aside, n_undone, n_entered);
  /* A walk that meets nothing shows nothing. */
  g_assert_cmpuint (n_set_aside, >, N_WALKS);
  g_assert_cmpuint (n_undone, >, N_WALKS);
  g_assert_cmpuint (n_entered, >, N_WALKS);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load_knowledge ();
  g_test_add_func ("/intake/walks", test_walks);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

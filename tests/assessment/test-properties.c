/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of every assessment, whatever the tables say, shown on two thousand generated
 * responses. */

#include "lumbar-assessment-json.h"
#include "lumbar-assessment.h"
#include "response-file.h"
#include "row-weight.h"
#include "tested-knowledge.h"

/* Blocks, so that a failure names a place. */
#define N_GENERATED 2000
#define BLOCK 200

#define SCORE_TOLERANCE 1e-9
#define N_THREADS 4

/* How many answers are taken away from and added to each response. */
#define N_CHANGES 8

static LumbarKnowledge *knowledge;
static GPtrArray *responses; /* of LumbarResponse */
static guint n_taken, n_added;

static char *
assess_to_json (LumbarResponse *response)
{
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);

  return lumbar_assessment_to_json (assessment, NULL, FALSE);
}

/* A copy that holds @answer for @finding. */
static LumbarResponse *
copy_with (LumbarResponse *response, guint finding, LumbarAnswer *answer)
{
  LumbarResponse *copy = lumbar_response_new (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    lumbar_response_set_answer (copy, i, i == finding ? answer : lumbar_response_get_answer (response, i));
  return copy;
}

static const LumbarRankedCause *
find_cause (LumbarAssessment *assessment, const char *id)
{
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];

      if (g_str_equal (cause->id, id))
        return cause;
    }
  return NULL;
}

static void
shuffle (GRand *random, guint *numbers, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (random, 0, (gint32) i);
      guint number = numbers[i - 1];

      numbers[i - 1] = numbers[j];
      numbers[j] = number;
    }
}

/* The order in which the questions are answered does not matter. */
static void
check_order (LumbarResponse *response, GRand *random)
{
  guint n = lumbar_knowledge_get_n_findings (knowledge);
  g_autoptr (LumbarResponse) other = lumbar_response_new (knowledge);
  g_autofree guint *order = g_new (guint, n);
  g_autofree char *json = assess_to_json (response);
  g_autofree char *other_json = NULL;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  shuffle (random, order, n);
  for (guint i = 0; i < n; i++)
    lumbar_response_set_answer (other, order[i], lumbar_response_get_answer (response, order[i]));
  other_json = assess_to_json (other);
  g_assert_cmpstr (json, ==, other_json);
}

/* Any answer to a finding; NULL for a text, which no rule reads. */
static LumbarAnswer *
invent_answer (const LumbarFinding *finding)
{
  if (lumbar_finding_holds_number (finding))
    return lumbar_answer_new_number (finding->maximum);
  if (lumbar_finding_holds_options (finding))
    return lumbar_answer_new_options (LUMBAR_VALUE_YES);
  return NULL;
}

/* An answer that was taken back counts nothing, and no reason names a finding without an answer. */
static void
check_unanswered (LumbarResponse *response, GRand *random)
{
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);
  g_autoptr (LumbarResponse) other = copy_with (response, 0, lumbar_response_get_answer (response, 0));
  g_autofree char *json = assess_to_json (response);
  g_autofree char *other_json = NULL;

  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];

      for (guint j = 0; j < cause->reasons_for->len + cause->reasons_against->len; j++)
        {
          const LumbarReason *reason = j < cause->reasons_for->len
                                           ? cause->reasons_for->pdata[j]
                                           : cause->reasons_against->pdata[j - cause->reasons_for->len];

          g_assert_nonnull (lumbar_response_find_answer (response, reason->finding_id));
        }
    }
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      g_autoptr (LumbarAnswer) answer = NULL;

      if (lumbar_response_get_answer (response, i) != NULL)
        continue;
      answer = invent_answer (lumbar_knowledge_get_finding (knowledge, i));
      lumbar_response_set_answer (other, i, answer);
      lumbar_response_set_answer (other, i, NULL);
    }
  other_json = assess_to_json (other);
  g_assert_cmpstr (json, ==, other_json);
}

static gboolean
reads_finding (const LumbarExpression *expression, guint finding)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (int));

  lumbar_expression_findings (expression, findings);
  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, int, i) == (int) finding)
      return TRUE;
  return FALSE;
}

/* Whether everything the cause draws from the finding speaks for it: no row on it speaks against,
 * and no other row depends on it. */
static gboolean
speaks_only_for (const LumbarCause *cause, guint finding, const LumbarValue *values)
{
  LumbarEvidence *const *rows = lumbar_knowledge_get_evidence_rows (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    {
      if (rows[i]->cause != cause)
        continue;
      if (rows[i]->finding->index == finding && row_weight (rows[i], values) < 0)
        return FALSE;
      if (rows[i]->only_if != NULL && reads_finding (rows[i]->only_if, finding))
        return FALSE;
    }
  return TRUE;
}

/* Taking away an answer that speaks for a cause never raises its score. */
static void
check_taken (LumbarResponse *response, LumbarAssessment *before, const LumbarEvidence *row)
{
  const LumbarValue *values = lumbar_response_get_values (response);
  const LumbarRankedCause *was = find_cause (before, row->cause->id);
  g_autoptr (LumbarResponse) less = NULL;
  g_autoptr (LumbarAssessment) after = NULL;
  const LumbarRankedCause *is;

  if (was == NULL || row_weight (row, values) <= 0 ||
      !speaks_only_for (row->cause, row->finding->index, values))
    return;
  less = copy_with (response, row->finding->index, NULL);
  after = lumbar_assess (knowledge, less);
  is = find_cause (after, row->cause->id);
  n_taken++;
  if (is != NULL)
    g_assert_cmpfloat (is->score, <=, was->score + SCORE_TOLERANCE);
}

/* The least answer on which a row holds. */
static LumbarAnswer *
satisfy (const LumbarEvidence *row)
{
  switch (row->match)
    {
    case LUMBAR_MATCH_OPTIONS:
      return lumbar_answer_new_options (row->options & (~row->options + 1));
    case LUMBAR_MATCH_AT_LEAST:
    case LUMBAR_MATCH_AT_MOST:
      return lumbar_answer_new_number (row->number);
    case LUMBAR_MATCH_MORE:
      return lumbar_answer_new_number (row->number + 1);
    case LUMBAR_MATCH_LESS:
    default:
      return lumbar_answer_new_number (row->number - 1);
    }
}

/* Adding an answer that speaks for a cause never lowers its score, and never takes it off the list.
 */
static void
check_added (LumbarResponse *response, LumbarAssessment *before, const LumbarEvidence *row)
{
  const LumbarRankedCause *was = find_cause (before, row->cause->id);
  g_autoptr (LumbarAnswer) answer = NULL;
  g_autoptr (LumbarResponse) more = NULL;
  g_autoptr (LumbarAssessment) after = NULL;
  const LumbarRankedCause *is;

  if (was == NULL || row->log_present <= 0 ||
      lumbar_response_get_answer (response, row->finding->index) != NULL)
    return;
  answer = satisfy (row);
  g_assert_true (lumbar_evidence_holds (row, lumbar_answer_get_value (answer)));
  more = copy_with (response, row->finding->index, answer);
  if (!speaks_only_for (row->cause, row->finding->index, lumbar_response_get_values (more)))
    return;
  after = lumbar_assess (knowledge, more);
  is = find_cause (after, row->cause->id);
  n_added++;
  if (is == NULL)
    g_error ("%s is no longer listed with support from %s", row->cause->id, row->finding->id);
  g_assert_cmpfloat (is->score, >=, was->score - SCORE_TOLERANCE);
}

/* The strongest row of a cause on a finding without an answer, or on one with. */
static const LumbarEvidence *
find_strongest (const char *cause, LumbarResponse *response, gboolean answered, GRand *random)
{
  LumbarEvidence *const *rows = lumbar_knowledge_get_evidence_rows (knowledge);
  guint n = lumbar_knowledge_get_n_evidence (knowledge);
  guint start = (guint) g_rand_int_range (random, 0, (gint32) n);
  const LumbarEvidence *best = NULL;
  guint seen = 0;

  /* Of the first few from a random place on, so that not the same rows come up each time. */
  for (guint i = 0; i < n && seen < 3; i++)
    {
      const LumbarEvidence *row = rows[(start + i) % n];

      if (!g_str_equal (row->cause->id, cause) || row->log_present <= 0 ||
          (lumbar_response_get_answer (response, row->finding->index) != NULL) != answered)
        continue;
      seen++;
      if (best == NULL || row->log_present > best->log_present)
        best = row;
    }
  return best;
}

static void
check_monotonic (LumbarResponse *response, GRand *random)
{
  g_autoptr (LumbarAssessment) before = lumbar_assess (knowledge, response);

  for (guint i = 0; i < N_CHANGES && before->causes->len > 0; i++)
    {
      const LumbarRankedCause *cause =
          before->causes->pdata[g_rand_int_range (random, 0, (gint32) before->causes->len)];
      const LumbarEvidence *held = find_strongest (cause->id, response, TRUE, random);
      const LumbarEvidence *open = find_strongest (cause->id, response, FALSE, random);

      if (held != NULL)
        check_taken (response, before, held);
      if (open != NULL)
        check_added (response, before, open);
    }
}

/* Every flag that fires names answers that were given, and only those. */
static void
check_flags (LumbarResponse *response, GRand *random)
{
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);

  for (guint i = 0; i < assessment->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = assessment->red_flags->pdata[i];

      g_assert_cmpuint (g_strv_length (flag->because), >, 0);
      for (guint j = 0; flag->because[j] != NULL; j++)
        g_assert_nonnull (lumbar_response_find_answer (response, flag->because[j]));
    }
  for (guint i = 0; i < assessment->uncleared->len; i++)
    {
      const LumbarUnclearedFlag *flag = assessment->uncleared->pdata[i];

      g_assert_cmpuint (g_strv_length (flag->missing), >, 0);
      for (guint j = 0; flag->missing[j] != NULL; j++)
        g_assert_null (lumbar_response_find_answer (response, flag->missing[j]));
    }
}

/* What findings of this episode say for a cause: the strongest row of each group. */
static double
add_up_specific (LumbarResponse *response, const char *cause)
{
  LumbarEvidence *const *rows = lumbar_knowledge_get_evidence_rows (knowledge);
  const LumbarValue *values = lumbar_response_get_values (response);
  g_autofree double *groups = g_new0 (double, lumbar_knowledge_get_n_groups (knowledge));
  double sum = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (knowledge); i++)
    if (g_str_equal (rows[i]->cause->id, cause) && rows[i]->finding->specific)
      groups[rows[i]->group] = MAX (groups[rows[i]->group], row_weight (rows[i], values));
  for (guint i = 0; i < lumbar_knowledge_get_n_groups (knowledge); i++)
    sum += groups[i];
  return sum;
}

/* Being common, old or at risk names no cause: something of this episode has to speak for it. */
static void
check_specific (LumbarResponse *response, GRand *random)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);

  for (guint i = 0; i < assessment->causes->len; i++)
    g_assert_cmpfloat (add_up_specific (response, ((LumbarRankedCause *) assessment->causes->pdata[i])->id),
                       >=, model->named - SCORE_TOLERANCE);
}

/* Lets all threads go at once. */
typedef struct {
  GMutex mutex;
  GCond all_here;
  guint n_here;
  LumbarResponse *response;
} Gate;

static gpointer
assess_in_thread (gpointer data)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->n_here++;
  g_cond_broadcast (&gate->all_here);
  while (gate->n_here < N_THREADS)
    g_cond_wait (&gate->all_here, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return assess_to_json (gate->response);
}

/* Several threads may assess one response at once. */
static void
check_threads (LumbarResponse *response, GRand *random)
{
  Gate gate = { .response = response };
  GThread *threads[N_THREADS];
  g_autofree char *json = assess_to_json (response);

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.all_here);
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("assess", assess_in_thread, &gate);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autofree char *other_json = g_thread_join (threads[i]);

      g_assert_cmpstr (json, ==, other_json);
    }
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.all_here);
}

typedef void (*CheckFunc) (LumbarResponse *response, GRand *random);

static const struct {
  const char *name;
  CheckFunc check;
} properties[] = {
  { "order-does-not-matter", check_order },           { "unanswered-counts-nothing", check_unanswered },
  { "support-never-weakens", check_monotonic },       { "flags-name-answers", check_flags },
  { "causes-have-specific-support", check_specific }, { "threads-agree", check_threads },
};

/* A block of responses under one property. */
typedef struct {
  guint property;
  guint first;
} Block;

static void
test_block (gconstpointer data)
{
  const Block *block = data;

  for (guint i = block->first; i < block->first + BLOCK; i++)
    {
      /* Each response has its own fixed numbers, so that a failure comes again. */
      GRand *random = g_rand_new_with_seed (i);

      g_test_message ("g%04u", i + 1);
      properties[block->property].check (responses->pdata[i], random);
      g_rand_free (random);
    }
}

/* The changes above must have happened often enough to show something. */
static void
test_changed_enough (void)
{
  g_test_message ("%u answers taken away, %u added", n_taken, n_added);
  g_assert_cmpuint (n_taken, >=, N_GENERATED);
  g_assert_cmpuint (n_added, >=, N_GENERATED);
}

static void
read_responses (void)
{
  g_auto (GStrv) lines = response_file_read_lines ("generated/responses.jsonl");

  responses = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_response_unref);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) line = response_file_parse (lines[i]);
      JsonObject *answers = json_object_get_object_member (json_node_get_object (line), "answers");

      g_ptr_array_add (responses, response_file_respond (knowledge, answers));
    }
  g_assert_cmpuint (responses->len, ==, N_GENERATED);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = tested_knowledge_new ();
  read_responses ();

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    for (guint j = 0; j < N_GENERATED; j += BLOCK)
      {
        Block *block = g_new (Block, 1);
        g_autofree char *path =
            g_strdup_printf ("/properties/%s/%04u-%04u", properties[i].name, j + 1, j + BLOCK);

        *block = (Block){ .property = i, .first = j };
        g_test_add_data_func_full (path, block, test_block, g_free);
      }
  g_test_add_func ("/properties/support-never-weakens/changed-enough", test_changed_enough);

  status = g_test_run ();
  g_ptr_array_unref (responses);
  lumbar_knowledge_unref (knowledge);
  return status;
}

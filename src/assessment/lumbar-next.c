/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unanswered findings with the greatest expected movement.
 * data/knowledge/README.md, "Combining the evidence", step 8. */

#include "lumbar-next.h"

/* How far one unanswered finding could move one watched cause. */
typedef struct {
  double low;
  double high;
  gboolean seen;
} Range;

typedef struct {
  LumbarKnowledge *knowledge;
  const LumbarValue *values;
  GArray *causes; /* of guint: what is watched */
  int *places;    /* one a cause: its place in causes, or -1 */
  Range *ranges;  /* one a finding and watched cause */
  guint *order;   /* the same shape: places in the order they were first seen for the finding */
  guint *n_seen;  /* one a finding */
  double *gains;  /* one a finding */
} Watch;

static void
add_watched (Watch *watch, guint cause)
{
  if (watch->places[cause] >= 0)
    return;
  watch->places[cause] = (int) watch->causes->len;
  g_array_append_val (watch->causes, cause);
}

static gboolean
can_be_asked (Watch *watch, const LumbarFinding *finding)
{
  return watch->values[finding->index].kind == LUMBAR_VALUE_NONE &&
         (finding->ask_when == NULL ||
          lumbar_expression_evaluate (finding->ask_when, watch->values) == LUMBAR_TRUTH_TRUE);
}

static void
widen (Watch *watch, const LumbarEvidence *row)
{
  guint n = watch->causes->len;
  guint finding = row->finding->index;
  guint place = (guint) watch->places[row->cause->index];
  Range *range = &watch->ranges[finding * n + place];

  if (!range->seen)
    watch->order[finding * n + watch->n_seen[finding]++] = place;
  range->seen = TRUE;
  range->low = MIN (range->low, MIN (row->log_present, row->log_absent));
  range->high = MAX (range->high, MAX (row->log_present, row->log_absent));
}

static void
widen_all (Watch *watch)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (watch->knowledge); i++)
    {
      const LumbarEvidence *row = lumbar_knowledge_get_evidence (watch->knowledge, i);

      if (watch->places[row->cause->index] < 0 || !can_be_asked (watch, row->finding))
        continue;
      if (row->only_if != NULL &&
          lumbar_expression_evaluate (row->only_if, watch->values) == LUMBAR_TRUTH_FALSE)
        continue;
      widen (watch, row);
    }
}

static double
get_weight (Watch *watch, LumbarRanking *ranking, guint place)
{
  const LumbarModel *model = lumbar_knowledge_get_model (watch->knowledge);
  guint cause = g_array_index (watch->causes, guint, place);
  double p = ranking->probabilities[cause];

  return p * (1 - p) *
         (1 + model->urgency_weight[lumbar_knowledge_get_cause (watch->knowledge, cause)->urgency]);
}

static int
compare_gain (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *gains = data;
  guint i = *(const guint *) a, j = *(const guint *) b;

  if (gains[i] != gains[j])
    return gains[i] > gains[j] ? -1 : 1;
  return i < j ? -1 : 1;
}

/* The watched cause that a finding could move most, and which way. */
static LumbarNextQuestion *
make_question (Watch *watch, LumbarRanking *ranking, guint finding)
{
  double support = lumbar_knowledge_get_model (watch->knowledge)->support;
  const Range *most = NULL;
  const char *cause_id = "";
  double furthest = 0;

  for (guint j = 0; j < watch->n_seen[finding]; j++)
    {
      guint place = watch->order[finding * watch->causes->len + j];
      const Range *range = &watch->ranges[finding * watch->causes->len + place];
      double movement = get_weight (watch, ranking, place) * (range->high - range->low);

      if (most != NULL && movement <= furthest)
        continue;
      most = range;
      furthest = movement;
      cause_id = lumbar_knowledge_get_cause (watch->knowledge, g_array_index (watch->causes, guint, place))->id;
    }
  return lumbar_next_question_new (lumbar_knowledge_get_finding (watch->knowledge, finding)->id,
                                   watch->gains[finding], cause_id, most != NULL && most->high >= support,
                                   most != NULL && most->low <= -support);
}

static void
offer (LumbarAssessment *assessment, Watch *watch, LumbarRanking *ranking)
{
  const LumbarModel *model = lumbar_knowledge_get_model (watch->knowledge);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = watch->causes->len;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (watch->knowledge); i++)
    {
      if (watch->n_seen[i] == 0)
        continue;
      for (guint j = 0; j < watch->n_seen[i]; j++)
        {
          guint place = watch->order[i * n + j];
          const Range *range = &watch->ranges[i * n + place];

          watch->gains[i] += get_weight (watch, ranking, place) * (range->high - range->low);
        }
      g_array_append_val (candidates, i);
    }
  g_array_sort_with_data (candidates, compare_gain, watch->gains);
  for (guint i = 0; i < MIN (candidates->len, model->next_most); i++)
    g_ptr_array_add (assessment->next, make_question (watch, ranking, g_array_index (candidates, guint, i)));
}

/**
 * lumbar_next_choose:
 * @assessment: an assessment being made; the next questions are set
 * @knowledge: the tables
 * @values: one value a finding
 * @ranking: the causes in order
 * @excluded: (element-type guint): the causes that must be excluded
 *
 * Offers the unanswered findings that could move the first ranked causes and those that must be excluded
 * the most, weighed by how undecided and how urgent each is (expected weight of evidence, Good 1950).
 */
void
lumbar_next_choose (LumbarAssessment *assessment,
                    LumbarKnowledge *knowledge,
                    const LumbarValue *values,
                    LumbarRanking *ranking,
                    GArray *excluded)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  guint n_findings = lumbar_knowledge_get_n_findings (knowledge);
  guint n_causes = lumbar_knowledge_get_n_causes (knowledge);
  g_autoptr (GArray) causes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree int *places = g_new (int, n_causes);
  g_autofree guint *n_seen = g_new0 (guint, n_findings);
  g_autofree double *gains = g_new0 (double, n_findings);
  g_autofree Range *ranges = NULL;
  g_autofree guint *order = NULL;
  Watch watch = { knowledge, values, causes, places, NULL, NULL, n_seen, gains };

  for (guint i = 0; i < n_causes; i++)
    places[i] = -1;
  for (guint i = 0; i < MIN (ranking->ranked->len, model->watched); i++)
    add_watched (&watch, g_array_index (ranking->ranked, guint, i));
  for (guint i = 0; i < excluded->len; i++)
    add_watched (&watch, g_array_index (excluded, guint, i));

  watch.ranges = ranges = g_new0 (Range, (gsize) n_findings * causes->len + 1);
  watch.order = order = g_new0 (guint, (gsize) n_findings * causes->len + 1);
  widen_all (&watch);
  offer (assessment, &watch, ranking);
}

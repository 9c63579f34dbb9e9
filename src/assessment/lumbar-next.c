/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unanswered findings with the greatest expected movement.
 * data/knowledge/README.md, "Combining the evidence", step 8. */

#include "lumbar-next.h"

enum { NOT_KNOWN = -2, NO = -1 };

/* How far one unanswered finding could move one watched cause. */
typedef struct {
  double low;
  double high;
  gboolean seen;
} Range;

typedef struct {
  LumbarKnowledge *knowledge;
  const LumbarValue *values;
  GArray *causes;   /* of guint: what is watched */
  int *places;      /* one a cause: its place in causes, or -1 */
  GArray *findings; /* of guint: what can be asked and moves a watched cause, as rows brought it up */
  int *seats;       /* one a finding: its place in findings; NOT_KNOWN or NO without one */
  GArray *ranges;   /* of Range: one a finding that has a seat and watched cause */
  GArray *order;    /* of guint, the same shape: places in the order they were first seen for the finding */
  GArray *n_seen;   /* of guint: one a seat */
  double *gains;    /* one a finding */
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

/* The place of a finding, given on first need to those that can be asked; NO to the others. */
static int
get_seat (Watch *watch, const LumbarFinding *finding)
{
  int *seat = &watch->seats[finding->index];
  guint none = 0;

  if (*seat != NOT_KNOWN)
    return *seat;
  if (!can_be_asked (watch, finding))
    return *seat = NO;
  *seat = (int) watch->findings->len;
  g_array_append_val (watch->findings, finding->index);
  g_array_append_val (watch->n_seen, none);
  g_array_set_size (watch->ranges, watch->findings->len * watch->causes->len);
  g_array_set_size (watch->order, watch->findings->len * watch->causes->len);
  return *seat;
}

static Range *
get_range (Watch *watch, guint seat, guint place)
{
  return &g_array_index (watch->ranges, Range, seat * watch->causes->len + place);
}

/* The watched cause that was seen i-th for a finding. */
static guint
get_place (Watch *watch, guint seat, guint i)
{
  return g_array_index (watch->order, guint, seat * watch->causes->len + i);
}

static void
widen (Watch *watch, const LumbarEvidence *row, guint seat)
{
  guint place = (guint) watch->places[row->cause->index];
  Range *range = get_range (watch, seat, place);
  guint *n_seen = &g_array_index (watch->n_seen, guint, seat);

  if (!range->seen)
    g_array_index (watch->order, guint, seat * watch->causes->len + (*n_seen)++) = place;
  range->seen = TRUE;
  range->low = MIN (range->low, MIN (row->log_present, row->log_absent));
  range->high = MAX (range->high, MAX (row->log_present, row->log_absent));
}

static void
widen_all (Watch *watch)
{
  LumbarEvidence *const *rows = lumbar_knowledge_get_evidence_rows (watch->knowledge);
  guint n = lumbar_knowledge_get_n_evidence (watch->knowledge);

  for (guint i = 0; i < n; i++)
    {
      const LumbarEvidence *row = rows[i];
      int seat;

      if (watch->places[row->cause->index] < 0)
        continue;
      seat = get_seat (watch, row->finding);
      if (seat < 0)
        continue;
      if (row->only_if != NULL &&
          lumbar_expression_evaluate (row->only_if, watch->values) == LUMBAR_TRUTH_FALSE)
        continue;
      widen (watch, row, (guint) seat);
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
  guint seat = (guint) watch->seats[finding];
  const Range *most = NULL;
  const char *cause_id = "";
  double furthest = 0;

  for (guint i = 0; i < g_array_index (watch->n_seen, guint, seat); i++)
    {
      guint place = get_place (watch, seat, i);
      const Range *range = get_range (watch, seat, place);
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

  for (guint seat = 0; seat < watch->findings->len; seat++)
    {
      guint finding = g_array_index (watch->findings, guint, seat);
      guint n_seen = g_array_index (watch->n_seen, guint, seat);

      for (guint i = 0; i < n_seen; i++)
        {
          guint place = get_place (watch, seat, i);
          const Range *range = get_range (watch, seat, place);

          watch->gains[finding] += get_weight (watch, ranking, place) * (range->high - range->low);
        }
      if (n_seen > 0)
        g_array_append_val (candidates, finding);
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
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ranges = g_array_new (FALSE, TRUE, sizeof (Range));
  g_autoptr (GArray) order = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) n_seen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree int *places = g_new (int, n_causes);
  g_autofree int *seats = g_new (int, n_findings);
  g_autofree double *gains = g_new0 (double, n_findings);
  Watch watch = { knowledge, values, causes, places, findings, seats, ranges, order, n_seen, gains };

  for (guint i = 0; i < n_causes; i++)
    places[i] = -1;
  for (guint i = 0; i < n_findings; i++)
    seats[i] = NOT_KNOWN;
  for (guint i = 0; i < MIN (ranking->ranked->len, model->watched); i++)
    add_watched (&watch, g_array_index (ranking->ranked, guint, i));
  for (guint i = 0; i < excluded->len; i++)
    add_watched (&watch, g_array_index (excluded, guint, i));

  widen_all (&watch);
  offer (assessment, &watch, ranking);
}

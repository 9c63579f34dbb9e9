/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which red flags wait for a question that can still be answered. */

#include "lumbar-interview.h"
#include "lumbar-open-flags.h"
#include "rule-table.h"
#include "tested-knowledge.h"

static LumbarKnowledge *knowledge;

typedef struct {
  const char *name;
  const char *answers;
  const char *flag;
  const char *missing; /* what would settle it, in order; "" = nothing can */
} Case;

static const Case cases[] = {
  { "nothing-recorded", "age-years=40", "rf-collapse", "collapse-or-faint" },
  { "an-unanswered-gate-closes-nothing", "age-years=40", "rf-pressure", "skin-pressure-area;exam-skin" },
  { "a-gate-that-is-open", "bladder-change=new", "rf-sphincter-unclear", "" },
  { "an-answer-closes-the-detail", "leg-weakness=none; exam-power=normal; neuro-change=none", "rf-progressive-deficit", "" },
  { "an-open-gate-waits-for-its-detail", "leg-weakness=new; exam-power=normal; neuro-change=none",
    "rf-progressive-deficit", "weakness-tempo" },
  { "qualified-away", "pain-duration=over-3-months", "rf-bilateral-sciatica", "" },
};

static char *
find_missing (LumbarAssessment *assessment, LumbarResponse *response, const char *id)
{
  g_autoptr (GPtrArray) open = lumbar_open_flags_find (knowledge, assessment, response);

  for (guint i = 0; i < open->len; i++)
    {
      const LumbarUnclearedFlag *flag = open->pdata[i];

      if (g_str_equal (flag->id, id))
        return g_strjoinv (";", flag->missing);
    }
  return g_strdup ("");
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (LumbarResponse) response = rule_table_respond (knowledge, row->answers);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);
  g_autofree char *missing = find_missing (assessment, response, row->flag);

  g_assert_nonnull (lumbar_knowledge_find_red_flag (knowledge, row->flag));
  g_assert_cmpstr (missing, ==, row->missing);
}

/* A plain answer: the normal one, else the first option or the least number. */
static LumbarAnswer *
make_plain (const LumbarFinding *finding)
{
  if (finding->normal != 0)
    return lumbar_answer_new_options (finding->normal);
  if (finding->options->len > 0)
    return lumbar_answer_new_options (1);
  if (finding->type == LUMBAR_FINDING_DATE || finding->type == LUMBAR_FINDING_TEXT)
    return NULL;
  return lumbar_answer_new_number (MAX (finding->minimum, 0));
}

/* Returns whether a question was answered, which may have opened others. */
static gboolean
answer_what_is_asked (LumbarInterview *interview)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      g_autoptr (LumbarAnswer) answer = NULL;

      if (lumbar_interview_get_state (interview, i) != LUMBAR_ITEM_OPEN)
        continue;
      answer = make_plain (lumbar_knowledge_get_finding (knowledge, i));
      if (answer == NULL)
        continue;
      lumbar_interview_set_answer (interview, i, answer);
      changed = TRUE;
    }
  return changed;
}

/* The list must not nag about what nobody asks: with every question answered it is empty. */
static void
test_complete_intake (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarAssessment) assessment = NULL;
  g_autoptr (GPtrArray) open = NULL;
  LumbarResponse *response;

  while (answer_what_is_asked (interview))
    ;
  response = lumbar_interview_get_response (interview);
  assessment = lumbar_assess (knowledge, response);
  g_assert_cmpuint (assessment->uncleared->len, >, 0);
  open = lumbar_open_flags_find (knowledge, assessment, response);
  for (guint i = 0; i < open->len; i++)
    {
      const LumbarUnclearedFlag *flag = open->pdata[i];
      g_autofree char *missing = g_strjoinv (" ", flag->missing);

      g_test_message ("%s waits for %s", flag->id, missing);
    }
  g_assert_cmpuint (open->len, ==, 0);
}

typedef struct {
  const char *name;
  const char *answers;
  const char *flag;
  const char *because; /* What raised it earlier; NULL = it was only not cleared */
  gboolean cleared;
} ClearedCase;

static const ClearedCase cleared_cases[] = {
  { "not-asked", "age-years=61", "rf-collapse", "collapse-or-faint", FALSE },
  { "answered", "age-years=61; collapse-or-faint=no", "rf-collapse", "collapse-or-faint", TRUE },
  { "raised-again", "age-years=61; collapse-or-faint=yes", "rf-collapse", "collapse-or-faint", FALSE },
  { "no-need-to-ask",
    "age-years=40; pain-onset=gradual; abdominal-symptoms=none; anticoagulated=no; pregnancy-status=not-pregnant", "rf-collapse",
    NULL, TRUE },
  { "no-need-to-ask-is-no-answer",
    "age-years=40; pain-onset=gradual; abdominal-symptoms=none; anticoagulated=no; pregnancy-status=not-pregnant",
    "rf-collapse", "collapse-or-faint", FALSE },
  { "a-detail-is-told-by-its-question", "bladder-change=none", "rf-sphincter-unclear", "bladder-change-type", TRUE },
  { "qualified-away", "pain-duration=over-3-months", "rf-bilateral-sciatica", "leg-pain", TRUE },
  { "not-in-these-tables", "age-years=61; collapse-or-faint=no", "rf-of-older-tables", "collapse-or-faint", FALSE },
  { "raised-by-what-is-not-in-these-tables", "age-years=61; collapse-or-faint=no", "rf-collapse", "older-finding", FALSE },
};

static void
test_cleared (gconstpointer data)
{
  const ClearedCase *row = data;
  g_autoptr (LumbarResponse) response = rule_table_respond (knowledge, row->answers);
  const char *because[] = { row->because, NULL };

  g_assert_cmpint (lumbar_open_flags_is_cleared (knowledge, response, row->flag, row->because ? because : NULL), ==,
                   row->cleared);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = tested_knowledge_new ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/open-flags/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cleared_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/open-flags/cleared/", cleared_cases[i].name, NULL);

      g_test_add_data_func (path, &cleared_cases[i], test_cleared);
    }
  g_test_add_func ("/open-flags/complete-intake", test_complete_intake);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

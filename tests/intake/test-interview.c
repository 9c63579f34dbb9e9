/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The adaptive intake: what is asked, set aside, carried over, and what counts. */

#include "lumbar-interview.h"

#include "lumbar-test.h"

static LumbarKnowledge *knowledge;

static const LumbarFinding *
find (const char *id)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, id);

  g_assert_nonnull (finding);
  return finding;
}

static void
answer (LumbarInterview *interview, const char *id, const char *text)
{
  const LumbarFinding *finding = find (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) given = lumbar_answer_new_from_string (finding, text, &error);

  g_assert_no_error (error);
  lumbar_interview_set_answer (interview, finding->index, given);
}

static void
take_back (LumbarInterview *interview, const char *id)
{
  lumbar_interview_set_answer (interview, find (id)->index, NULL);
}

static LumbarItemState
state_of (LumbarInterview *interview, const char *id)
{
  return lumbar_interview_get_state (interview, find (id)->index);
}

static gboolean
is_asked (LumbarInterview *interview, const char *id)
{
  return lumbar_interview_is_asked (interview, find (id)->index);
}

static gboolean
counts (LumbarInterview *interview, const char *id)
{
  return lumbar_response_find_answer (lumbar_interview_get_response (interview), id) != NULL;
}

/* What is kept for a finding, or "" for nothing. */
static char *
kept (LumbarInterview *interview, const char *id)
{
  LumbarAnswer *held = lumbar_interview_get_answer (interview, find (id)->index);

  return held ? lumbar_answer_to_string (held, find (id)) : g_strdup ("");
}

static void
assert_kept (LumbarInterview *interview, const char *id, const char *text)
{
  g_autofree char *held = kept (interview, id);

  g_assert_cmpstr (held, ==, text);
}

static void
test_start (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  guint asked = 0, always = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      asked += lumbar_interview_is_asked (interview, i);
      always += lumbar_knowledge_get_finding (knowledge, i)->ask_when == NULL;
    }
  g_assert_cmpuint (asked, ==, always);
  g_assert_cmpuint (lumbar_response_get_n_answers (lumbar_interview_get_response (interview)), ==, 0);
  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_OPEN);
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_NOT_ASKED);
  g_assert_true (lumbar_interview_get_knowledge (interview) == knowledge);
}

typedef struct {
  const char *name;
  const char *answers; /* "finding=answer finding=answer" */
  const char *finding;
  gboolean asked;
} AskCase;

static const AskCase ask_cases[] = {
  { "number-reaches", "age-years=50", "smoker", TRUE },
  { "number-below", "age-years=49", "smoker", FALSE },
  { "unknown-is-not-asked", "", "smoker", FALSE },
  { "both-parts", "sex-at-birth=female age-years=40", "pregnancy-status", TRUE },
  { "one-part-unknown", "sex-at-birth=female", "pregnancy-status", FALSE },
  { "one-part-false", "sex-at-birth=male age-years=40", "pregnancy-status", FALSE },
  { "one-of-several-options", "pain-site=flank;groin", "exam-cva-tender", TRUE },
  { "none-of-several-options", "pain-site=groin", "exam-cva-tender", FALSE },
  { "either-way", "fever-or-rigors=yes", "exam-cva-tender", TRUE },
  { "days-of-pain-that-lasts", "pain-duration=6-12-weeks", "pain-days", TRUE },
  { "days-of-pain-that-comes-back", "pain-duration=1-7-days pain-course=episodic", "pain-days", TRUE },
  { "days-of-new-pain", "pain-duration=1-6-weeks pain-course=steady", "pain-days", FALSE },
  { "days-before-the-duration-is-known", "pain-nrs-average=5", "pain-days", FALSE },
  { "change-from-baseline", "bladder-change=worse", "bladder-change-type", TRUE },
  { "baseline-is-no-change", "bladder-change=baseline", "bladder-change-type", FALSE },
};

static void
test_ask (gconstpointer data)
{
  const AskCase *test = data;
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_auto (GStrv) pairs = g_strsplit (test->answers, " ", -1);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

      answer (interview, pair[0], pair[1]);
    }
  g_assert_cmpint (is_asked (interview, test->finding), ==, test->asked);
}

/* A question that depends on one that depends on another. */
static void
test_chain (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  answer (interview, "leg-pain", "below-knee-one");
  g_assert_true (is_asked (interview, "exam-slr"));
  g_assert_false (is_asked (interview, "exam-crossed-slr"));
  answer (interview, "exam-slr", "radicular-one");
  g_assert_true (is_asked (interview, "exam-crossed-slr"));
  answer (interview, "exam-crossed-slr", "yes");
  g_assert_cmpuint (lumbar_interview_get_n_set_aside (interview), ==, 0);

  answer (interview, "leg-pain", "none");
  g_assert_cmpint (state_of (interview, "exam-slr"), ==, LUMBAR_ITEM_SET_ASIDE);
  g_assert_cmpint (state_of (interview, "exam-crossed-slr"), ==, LUMBAR_ITEM_SET_ASIDE);
  g_assert_cmpuint (lumbar_interview_get_n_set_aside (interview), ==, 2);
  g_assert_false (counts (interview, "exam-slr"));
  g_assert_false (counts (interview, "exam-crossed-slr"));
  assert_kept (interview, "exam-crossed-slr", "yes");

  answer (interview, "leg-pain", "below-knee-both");
  g_assert_cmpint (state_of (interview, "exam-slr"), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_cmpint (state_of (interview, "exam-crossed-slr"), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_true (counts (interview, "exam-crossed-slr"));
  g_assert_cmpuint (lumbar_interview_get_n_set_aside (interview), ==, 0);
}

/* What is set aside opens no further question, whatever order the findings stand in. */
static void
test_set_aside_opens_nothing (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  answer (interview, "spasticity-known", "severe");
  answer (interview, "itb-pump", "yes");
  g_assert_true (is_asked (interview, "itb-warning"));
  answer (interview, "itb-warning", "none");
  answer (interview, "spasticity-known", "none");
  g_assert_false (is_asked (interview, "itb-pump"));
  g_assert_false (is_asked (interview, "itb-warning"));
  g_assert_cmpint (state_of (interview, "itb-warning"), ==, LUMBAR_ITEM_SET_ASIDE);
}

static void
test_take_back (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  answer (interview, "age-years", "60");
  answer (interview, "smoker", "yes");
  take_back (interview, "age-years");
  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_OPEN);
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_SET_ASIDE);
  take_back (interview, "smoker");
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_NOT_ASKED);
}

/* Each change makes a new response, so that the old one may be with another thread. */
static void
test_response_is_new (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) before = lumbar_response_ref (lumbar_interview_get_response (interview));

  answer (interview, "age-years", "60");
  g_assert_true (lumbar_interview_get_response (interview) != before);
  g_assert_cmpuint (lumbar_response_get_n_answers (before), ==, 0);
  g_assert_true (counts (interview, "age-years"));
}

static LumbarResponse *
make_last_visit (void)
{
  LumbarResponse *last = lumbar_response_new (knowledge);
  static const struct {
    const char *id;
    const char *text;
  } answers[] = {
    { "age-years", "60" }, { "smoker", "yes" }, { "ms-course", NULL }, { "pain-nrs-now", "7" }, { "fever-or-rigors", "yes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const LumbarFinding *finding = find (answers[i].id);
      const char *text = answers[i].text ? answers[i].text : lumbar_finding_get_option (finding, 0)->id;
      g_autoptr (LumbarAnswer) given = lumbar_answer_new_from_string (finding, text, NULL);

      lumbar_response_set_answer (last, finding->index, given);
    }
  return last;
}

static void
test_carry_forward (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) last = make_last_visit ();

  lumbar_interview_carry_forward (interview, last);
  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_UNCONFIRMED);
  g_assert_cmpint (state_of (interview, "ms-course"), ==, LUMBAR_ITEM_UNCONFIRMED);
  g_assert_false (counts (interview, "age-years"));
  /* Today's pain is never that of the last visit. */
  g_assert_cmpint (state_of (interview, "pain-nrs-now"), ==, LUMBAR_ITEM_OPEN);
  g_assert_cmpint (state_of (interview, "fever-or-rigors"), ==, LUMBAR_ITEM_OPEN);
  /* What is unconfirmed opens no question, and waits for its own without being set aside. */
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_NOT_ASKED);
  g_assert_cmpuint (lumbar_interview_get_n_set_aside (interview), ==, 0);

  lumbar_interview_confirm (interview, find ("age-years")->index);
  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_true (counts (interview, "age-years"));
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_UNCONFIRMED);
  g_assert_false (counts (interview, "smoker"));
}

static void
test_carry_forward_keeps_today (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) last = make_last_visit ();

  answer (interview, "age-years", "61");
  lumbar_interview_carry_forward (interview, last);
  assert_kept (interview, "age-years", "61");
  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_ANSWERED);
}

static void
test_confirm_section (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) last = make_last_visit ();

  lumbar_interview_carry_forward (interview, last);
  lumbar_interview_confirm_section (interview, find ("age-years")->section->index);
  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_cmpint (state_of (interview, "ms-course"), ==, LUMBAR_ITEM_UNCONFIRMED);
}

/* Giving the same answer is a confirmation; another one replaces it; taking it back leaves nothing. */
static void
test_answer_unconfirmed (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) last = make_last_visit ();

  lumbar_interview_carry_forward (interview, last);
  answer (interview, "age-years", "60");
  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_ANSWERED);
  answer (interview, "smoker", "no");
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_ANSWERED);
  assert_kept (interview, "smoker", "no");
  take_back (interview, "ms-course");
  g_assert_cmpint (state_of (interview, "ms-course"), ==, LUMBAR_ITEM_OPEN);
}

static void
test_section_normal (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  const LumbarSection *section = find ("leg-weakness")->section;
  g_autoptr (GArray) set = NULL;
  guint open = 0;

  answer (interview, "leg-weakness", "new");
  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];

      open += finding->normal != 0 && lumbar_interview_get_state (interview, finding->index) == LUMBAR_ITEM_OPEN;
    }
  g_assert_cmpuint (open, >, 0);
  set = lumbar_interview_set_section_normal (interview, section->index, TRUE);
  g_assert_cmpuint (set->len, ==, open);
  assert_kept (interview, "leg-weakness", "new");
  assert_kept (interview, "saddle-numbness", "none");
  /* No normal answer exists for a pattern, so it stays open. */
  g_assert_cmpint (state_of (interview, "leg-weakness-pattern"), ==, LUMBAR_ITEM_OPEN);
}

/* What nobody sees is not answered along. */
static void
test_section_normal_in_sight (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  g_array_unref (lumbar_interview_set_section_normal (interview, find ("malaise")->section->index, FALSE));
  assert_kept (interview, "fever-or-rigors", "no");
  assert_kept (interview, "malaise", "");
}

/* Each of a section's normal answers is one that could be given. */
static void
test_every_section_normal (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_sections (knowledge); i++)
    g_array_unref (lumbar_interview_set_section_normal (interview, i, TRUE));
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      LumbarAnswer *held = lumbar_interview_get_answer (interview, i);
      guint64 normal = lumbar_knowledge_get_finding (knowledge, i)->normal;

      g_assert_cmpuint (lumbar_answer_get_value (held)->options & ~normal, ==, 0);
    }
  g_assert_true (counts (interview, "fever-or-rigors"));
  g_assert_false (counts (interview, "age-years"));
}

static void
test_progress (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  guint section = find ("leg-pain")->section->index;
  guint answered, asked, asked_before;

  lumbar_interview_get_progress (interview, section, &answered, &asked_before);
  g_assert_cmpuint (answered, ==, 0);
  answer (interview, "leg-pain", "below-knee-one");
  lumbar_interview_get_progress (interview, section, &answered, &asked);
  g_assert_cmpuint (answered, ==, 1);
  g_assert_cmpuint (asked, ==, asked_before + 3);
  answer (interview, "leg-pain-dermatomal", "yes");
  answer (interview, "leg-pain", "none");
  lumbar_interview_get_progress (interview, section, &answered, &asked);
  g_assert_cmpuint (answered, ==, 1);
  g_assert_cmpuint (asked, ==, asked_before);
}

static void
test_progress_without_unconfirmed (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) last = make_last_visit ();
  guint answered, asked;

  lumbar_interview_carry_forward (interview, last);
  lumbar_interview_get_progress (interview, find ("age-years")->section->index, &answered, &asked);
  g_assert_cmpuint (answered, ==, 0);
  g_assert_cmpuint (asked, >, 0);
}

typedef struct {
  const char *name;
  const char *map;
  const char *site;
  const char *leg;
} MapCase;

static const MapCase map_cases[] = {
  { "midline", "lumbar-midline", "midline-lumbar", "" },
  { "beside-the-spine-one", "paraspinal-left", "paraspinal-one", "" },
  { "beside-the-spine-both", "paraspinal-left;paraspinal-right", "paraspinal-both", "" },
  { "sacroiliac-one", "sacroiliac-right", "sacroiliac-one", "" },
  { "sacroiliac-both", "sacroiliac-left;sacroiliac-right", "sacroiliac-both", "" },
  { "different-sites-of-two-sides", "paraspinal-left;sacroiliac-right", "paraspinal-one;sacroiliac-one", "" },
  { "band-front-and-back", "trunk-band-front;trunk-band-back", "trunk-band", "" },
  { "groin-has-no-both", "groin-left;groin-right", "groin", "" },
  { "thigh", "thigh-back-left", "", "above-knee-one" },
  { "thigh-front-and-back", "thigh-front-left;thigh-back-left", "", "above-knee-one" },
  { "thighs", "thigh-back-left;thigh-back-right", "", "above-knee-both" },
  { "calf", "calf-right", "", "below-knee-one" },
  { "thigh-and-calf", "thigh-back-left;calf-left", "", "below-knee-one" },
  { "thigh-and-other-calf", "thigh-back-left;calf-right", "", "below-knee-both" },
  { "heels", "heel-left;heel-right", "", "below-knee-both" },
  { "back-and-leg", "buttock-left;calf-left", "buttock", "below-knee-one" },
};

static void
test_map (gconstpointer data)
{
  const MapCase *test = data;
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  answer (interview, "pain-map", test->map);
  assert_kept (interview, "pain-site", test->site);
  assert_kept (interview, "leg-pain", test->leg);
}

/* What the map no longer shows goes with it; a leg that isn't marked any more must not raise a flag. */
static void
test_map_unmarked (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  answer (interview, "pain-map", "lumbar-midline;calf-left;calf-right");
  assert_kept (interview, "leg-pain", "below-knee-both");
  answer (interview, "pain-map", "lumbar-midline;calf-left");
  assert_kept (interview, "leg-pain", "below-knee-one");
  answer (interview, "pain-map", "lumbar-midline");
  assert_kept (interview, "leg-pain", "");
  assert_kept (interview, "pain-site", "midline-lumbar");
  take_back (interview, "pain-map");
  assert_kept (interview, "pain-site", "");
}

/* What the clinician chose beside the map stays when the map changes. */
static void
test_map_beside_choice (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  answer (interview, "pain-map", "lumbar-midline");
  answer (interview, "pain-site", "midline-lumbar;flank");
  answer (interview, "leg-pain", "none");
  answer (interview, "pain-map", "lumbar-midline;buttock-left");
  assert_kept (interview, "pain-site", "midline-lumbar;buttock;flank");
  assert_kept (interview, "leg-pain", "none");
  answer (interview, "pain-map", "buttock-left");
  assert_kept (interview, "pain-site", "buttock;flank");
  answer (interview, "leg-pain", "level-unknown-one");
  take_back (interview, "pain-map");
  assert_kept (interview, "leg-pain", "level-unknown-one");
}

typedef struct {
  const char *name;
  const char *maps[4]; /* pain-map, pain-radiation, second-pain-map, third-pain-map; NULL = not marked */
  const char *site;
  const char *leg;
} MapsCase;

static const MapsCase maps_cases[] = {
  { "radiation-alone", { NULL, "calf-left" }, "", "below-knee-one" },
  { "radiation-down-the-leg", { "lumbar-midline", "thigh-back-left;calf-left" }, "midline-lumbar", "below-knee-one" },
  { "radiation-to-the-groin", { "flank-right", "groin-right" }, "flank;groin", "" },
  { "radiation-to-the-other-side", { "paraspinal-left", "paraspinal-right" }, "paraspinal-both", "" },
  { "one-leg-each", { "thigh-back-left", NULL, "calf-right" }, "", "below-knee-both" },
  { "second", { "lumbar-midline", NULL, "thoracic" }, "midline-lumbar;thoracic-or-thoracolumbar", "" },
  { "second-is-the-other-side", { "paraspinal-left", NULL, "paraspinal-right" }, "paraspinal-both", "" },
  { "same-region-twice", { "sacrum", NULL, "sacrum" }, "sacrum-coccyx", "" },
  { "third", { "lumbar-midline", NULL, "groin-left", "hip-left" }, "midline-lumbar;groin;lateral-hip", "" },
  { "all", { "paraspinal-left", "buttock-left", "shin-right", "foot-top-left" }, "paraspinal-one;buttock", "below-knee-both" },
};

static const char *const map_ids[] = { "pain-map", "pain-radiation", "second-pain-map", "third-pain-map" };

static void
mark (LumbarInterview *interview, const char *const *maps)
{
  answer (interview, "second-pain", "yes");
  answer (interview, "third-pain", "yes");
  for (guint i = 0; i < G_N_ELEMENTS (map_ids); i++)
    if (maps[i] != NULL)
      answer (interview, map_ids[i], maps[i]);
}

static void
test_maps (gconstpointer data)
{
  const MapsCase *test = data;
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  mark (interview, test->maps);
  assert_kept (interview, "pain-site", test->site);
  assert_kept (interview, "leg-pain", test->leg);
}

/* Every map taken back leaves nothing behind, whichever comes first. */
static void
test_maps_taken_back (gconstpointer data)
{
  const MapsCase *test = data;

  for (guint first = 0; first < G_N_ELEMENTS (map_ids); first++)
    {
      g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

      mark (interview, test->maps);
      for (guint i = 0; i < G_N_ELEMENTS (map_ids); i++)
        take_back (interview, map_ids[(first + i) % G_N_ELEMENTS (map_ids)]);
      assert_kept (interview, "pain-site", "");
      assert_kept (interview, "leg-pain", "");
    }
}

/* A second pain that was a slip of the hand says nothing any more, and says it again when it comes back. */
static void
test_maps_withdrawn (void)
{
  static const char *const maps[] = { "paraspinal-left", "calf-left", "groin-left", "calf-right" };
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  mark (interview, maps);
  answer (interview, "pain-site", "paraspinal-one;groin;flank");
  assert_kept (interview, "leg-pain", "below-knee-both");
  answer (interview, "second-pain", "no");
  assert_kept (interview, "pain-site", "paraspinal-one;flank");
  assert_kept (interview, "leg-pain", "below-knee-one");
  g_assert_cmpint (state_of (interview, "second-pain-map"), ==, LUMBAR_ITEM_SET_ASIDE);
  g_assert_cmpint (state_of (interview, "third-pain-map"), ==, LUMBAR_ITEM_SET_ASIDE);
  answer (interview, "second-pain", "yes");
  assert_kept (interview, "pain-site", "paraspinal-one;flank;groin");
  assert_kept (interview, "leg-pain", "below-knee-both");
}

/* What a draft holds was fed when it was marked: what the clinician took out since does not come back. */
static void
test_maps_restored (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarAnswer) map = lumbar_answer_new_from_string (find ("pain-map"), "sacrum;groin-left", NULL);
  g_autoptr (LumbarAnswer) site = lumbar_answer_new_from_string (find ("pain-site"), "groin", NULL);

  lumbar_interview_restore (interview, find ("pain-map")->index, map, FALSE, NULL);
  lumbar_interview_restore (interview, find ("pain-site")->index, site, FALSE, NULL);
  lumbar_interview_carry_forward (interview, NULL);
  answer (interview, "weight-loss", "no");
  assert_kept (interview, "pain-site", "groin");
  answer (interview, "pain-map", "sacrum;groin-left;hip-left");
  assert_kept (interview, "pain-site", "sacrum-coccyx;groin;lateral-hip");
}

static void
test_restore (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarAnswer) age = lumbar_answer_new_number (60);
  g_autoptr (LumbarAnswer) yes = lumbar_answer_new_options (LUMBAR_VALUE_YES);
  g_autoptr (LumbarAnswer) slr = lumbar_answer_new_from_string (find ("exam-slr"), "radicular-one", NULL);

  lumbar_interview_restore (interview, find ("age-years")->index, age, FALSE, "from the record");
  lumbar_interview_restore (interview, find ("smoker")->index, yes, TRUE, NULL);
  lumbar_interview_restore (interview, find ("exam-slr")->index, slr, FALSE, "");
  lumbar_interview_carry_forward (interview, NULL);

  g_assert_cmpint (state_of (interview, "age-years"), ==, LUMBAR_ITEM_ANSWERED);
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_UNCONFIRMED);
  g_assert_cmpint (state_of (interview, "exam-slr"), ==, LUMBAR_ITEM_SET_ASIDE);
  g_assert_cmpstr (lumbar_interview_get_note (interview, find ("age-years")->index), ==, "from the record");
  g_assert_null (lumbar_interview_get_note (interview, find ("exam-slr")->index));
  g_assert_cmpuint (lumbar_response_get_n_answers (lumbar_interview_get_response (interview)), ==, 1);
}

static void
test_notes (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  guint smoker = find ("smoker")->index;

  answer (interview, "age-years", "60");
  lumbar_interview_set_note (interview, smoker, "stopped in May");
  g_assert_cmpstr (lumbar_interview_get_note (interview, smoker), ==, "stopped in May");
  g_assert_cmpstr (lumbar_response_get_note (lumbar_interview_get_response (interview), smoker), ==, "stopped in May");
  g_assert_cmpint (state_of (interview, "smoker"), ==, LUMBAR_ITEM_OPEN);
  /* A note of a question that isn't asked any more is kept, and not reported. */
  answer (interview, "age-years", "30");
  g_assert_cmpstr (lumbar_interview_get_note (interview, smoker), ==, "stopped in May");
  g_assert_null (lumbar_response_get_note (lumbar_interview_get_response (interview), smoker));
  lumbar_interview_set_note (interview, smoker, "");
  g_assert_null (lumbar_interview_get_note (interview, smoker));
}

typedef struct {
  guint items;
  guint last_item;
  guint changes;
} Heard;

static void
item_changed_cb (LumbarInterview *interview, guint finding, gpointer data)
{
  Heard *heard = data;

  heard->items++;
  heard->last_item = finding;
}

static void
changed_cb (LumbarInterview *interview, gpointer data)
{
  ((Heard *) data)->changes++;
}

/* Whoever saves hears of every item, and of nothing that did not change. */
static void
test_signals (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarResponse) last = make_last_visit ();
  Heard heard = { 0 };

  g_signal_connect (interview, "item-changed", G_CALLBACK (item_changed_cb), &heard);
  g_signal_connect (interview, "changed", G_CALLBACK (changed_cb), &heard);

  answer (interview, "leg-pain", "none");
  g_assert_cmpuint (heard.items, ==, 1);
  g_assert_cmpuint (heard.last_item, ==, find ("leg-pain")->index);
  g_assert_cmpuint (heard.changes, ==, 1);
  answer (interview, "leg-pain", "none");
  g_assert_cmpuint (heard.items, ==, 1);
  g_assert_cmpuint (heard.changes, ==, 1);
  answer (interview, "pain-map", "lumbar-midline;calf-left");
  g_assert_cmpuint (heard.items, ==, 4);
  g_assert_cmpuint (heard.changes, ==, 2);
  lumbar_interview_set_note (interview, 0, "note");
  lumbar_interview_set_note (interview, 0, "note");
  g_assert_cmpuint (heard.items, ==, 5);
  g_assert_cmpuint (heard.changes, ==, 3);
  lumbar_interview_carry_forward (interview, last);
  g_assert_cmpuint (heard.items, ==, 8);
  g_assert_cmpuint (heard.changes, ==, 4);
  lumbar_interview_confirm (interview, find ("age-years")->index);
  lumbar_interview_confirm (interview, find ("age-years")->index);
  g_assert_cmpuint (heard.items, ==, 9);
}

static void
test_undo (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  g_assert_cmpint (lumbar_interview_undo (interview), ==, -1);
  answer (interview, "bladder-change", "new");
  answer (interview, "bladder-change-type", "urge");
  answer (interview, "bladder-change", "none");
  g_assert_cmpint (state_of (interview, "bladder-change-type"), ==, LUMBAR_ITEM_SET_ASIDE);
  g_assert_cmpint (lumbar_interview_undo (interview), ==, (int) find ("bladder-change")->index);
  g_assert_cmpint (state_of (interview, "bladder-change-type"), ==, LUMBAR_ITEM_ANSWERED);
  assert_kept (interview, "bladder-change", "new");
  g_assert_cmpint (lumbar_interview_redo (interview), ==, (int) find ("bladder-change")->index);
  assert_kept (interview, "bladder-change", "none");
  lumbar_interview_undo (interview);
  answer (interview, "smoker", "yes");
  /* What was undone is forgotten once something new is done. */
  g_assert_cmpint (lumbar_interview_redo (interview), ==, -1);
}

/* What followed from an answer goes with it. */
static void
test_undo_takes_along (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);

  answer (interview, "pain-map", "lumbar-midline;calf-left");
  assert_kept (interview, "leg-pain", "below-knee-one");
  lumbar_interview_undo (interview);
  assert_kept (interview, "pain-map", "");
  assert_kept (interview, "pain-site", "");
  assert_kept (interview, "leg-pain", "");
}

static void
test_undo_section (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  guint section = find ("fever-or-rigors")->section->index;

  answer (interview, "weight-loss", "yes");
  g_array_unref (lumbar_interview_set_section_normal (interview, section, TRUE));
  assert_kept (interview, "fever-or-rigors", "no");
  lumbar_interview_undo (interview);
  assert_kept (interview, "weight-loss", "yes");
  assert_kept (interview, "fever-or-rigors", "");
}

/* A note is kept letter by letter, and is one step once it is ended. */
static void
test_typing_a_note (void)
{
  static const char *const typed[] = { "s", "st", "sto", "stopped", "stopped" };
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  guint smoker = find ("smoker")->index;

  answer (interview, "smoker", "yes");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      lumbar_interview_type_note (interview, smoker, typed[i]);
      g_assert_cmpstr (lumbar_interview_get_note (interview, smoker), ==, typed[i]);
    }
  lumbar_interview_set_note (interview, smoker, "stopped");
  g_assert_cmpint (lumbar_interview_undo (interview), ==, (int) smoker);
  g_assert_null (lumbar_interview_get_note (interview, smoker));
  assert_kept (interview, "smoker", "yes");
  g_assert_cmpint (lumbar_interview_redo (interview), ==, (int) smoker);
  g_assert_cmpstr (lumbar_interview_get_note (interview, smoker), ==, "stopped");
}

/* What is typed and not ended is a step all the same when something else is answered. */
static void
test_typing_is_ended_by_what_follows (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  guint smoker = find ("smoker")->index;

  lumbar_interview_type_note (interview, smoker, "sto");
  answer (interview, "weight-loss", "yes");
  lumbar_interview_undo (interview);
  assert_kept (interview, "weight-loss", "");
  g_assert_cmpstr (lumbar_interview_get_note (interview, smoker), ==, "sto");
  lumbar_interview_undo (interview);
  g_assert_null (lumbar_interview_get_note (interview, smoker));
}

static void
count_cb (LumbarInterview *interview, guint *n)
{
  (*n)++;
}

/* An age of 47 is saved key by key and never taken for 4. */
static void
test_typing (void)
{
  g_autoptr (LumbarInterview) interview = lumbar_interview_new (knowledge);
  g_autoptr (LumbarAnswer) four = lumbar_answer_new_number (4);
  g_autoptr (LumbarAnswer) whole = lumbar_answer_new_number (47);
  guint age = find ("age-years")->index;
  guint n_saved = 0, n_settled = 0;

  answer (interview, "age-years", "80");
  g_signal_connect_swapped (interview, "item-changed", G_CALLBACK (g_atomic_int_inc), &n_saved);
  g_signal_connect (interview, "changed", G_CALLBACK (count_cb), &n_settled);
  lumbar_interview_type (interview, age, four);
  lumbar_interview_type (interview, age, whole);
  assert_kept (interview, "age-years", "47");
  g_assert_cmpuint (n_saved, ==, 2);
  g_assert_cmpuint (n_settled, ==, 0);
  g_assert_true (is_asked (interview, "hypertension"));
  lumbar_interview_set_answer (interview, age, whole);
  g_assert_cmpuint (n_settled, ==, 1);
  g_assert_false (is_asked (interview, "hypertension"));
  lumbar_interview_undo (interview);
  assert_kept (interview, "age-years", "80");
}

#define ADD_CASES(prefix, cases, function)                                                              \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                      \
    {                                                                                                   \
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);                                \
                                                                                                        \
      g_test_add_data_func (path, &cases[i], function);                                                 \
    }

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);

  g_test_add_func ("/intake/interview/start", test_start);
  ADD_CASES ("/intake/interview/ask/", ask_cases, test_ask)
  g_test_add_func ("/intake/interview/chain-set-aside-and-back", test_chain);
  g_test_add_func ("/intake/interview/set-aside-opens-nothing", test_set_aside_opens_nothing);
  g_test_add_func ("/intake/interview/take-back", test_take_back);
  g_test_add_func ("/intake/interview/response-is-new", test_response_is_new);
  g_test_add_func ("/intake/interview/carry-forward/unconfirmed-until-confirmed", test_carry_forward);
  g_test_add_func ("/intake/interview/carry-forward/keeps-today", test_carry_forward_keeps_today);
  g_test_add_func ("/intake/interview/carry-forward/confirm-section", test_confirm_section);
  g_test_add_func ("/intake/interview/carry-forward/answered-anew", test_answer_unconfirmed);
  g_test_add_func ("/intake/interview/section-normal", test_section_normal);
  g_test_add_func ("/intake/interview/section-normal/only-in-sight", test_section_normal_in_sight);
  g_test_add_func ("/intake/interview/section-normal/everywhere", test_every_section_normal);
  g_test_add_func ("/intake/interview/progress", test_progress);
  g_test_add_func ("/intake/interview/progress/without-unconfirmed", test_progress_without_unconfirmed);
  ADD_CASES ("/intake/interview/map/", map_cases, test_map)
  g_test_add_func ("/intake/interview/map/unmarked", test_map_unmarked);
  g_test_add_func ("/intake/interview/map/beside-choice", test_map_beside_choice);
  g_test_add_func ("/intake/interview/undo", test_undo);
  g_test_add_func ("/intake/interview/undo/takes-along-what-followed", test_undo_takes_along);
  g_test_add_func ("/intake/interview/undo/section", test_undo_section);
  g_test_add_func ("/intake/interview/typing", test_typing);
  g_test_add_func ("/intake/interview/typing/a-note", test_typing_a_note);
  g_test_add_func ("/intake/interview/typing/ended-by-what-follows", test_typing_is_ended_by_what_follows);
  ADD_CASES ("/intake/interview/maps/", maps_cases, test_maps)
  ADD_CASES ("/intake/interview/maps-taken-back/", maps_cases, test_maps_taken_back)
  g_test_add_func ("/intake/interview/maps-withdrawn", test_maps_withdrawn);
  g_test_add_func ("/intake/interview/maps-restored", test_maps_restored);
  g_test_add_func ("/intake/interview/restore", test_restore);
  g_test_add_func ("/intake/interview/notes", test_notes);
  g_test_add_func ("/intake/interview/signals", test_signals);

  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

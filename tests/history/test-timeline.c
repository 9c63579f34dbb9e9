/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A time line has everything dated of a patient, once, in an order that never depends on how it was read. */

#include <string.h>

#include "lumbar-text.h"
#include "lumbar-timeline.h"

static LumbarKnowledge *knowledge;

static LumbarEncounter *
add_visit (GPtrArray *visits, const char *at, gboolean draft)
{
  LumbarEncounter *visit = lumbar_encounter_new ("patient", at, "Dr Test");

  if (!draft)
    {
      visit->status = LUMBAR_ENCOUNTER_SIGNED;
      lumbar_set_str (&visit->signed_at, at);
      visit->group = LUMBAR_GROUP_NON_MS;
    }
  g_ptr_array_add (visits, visit);
  return visit;
}

/* Rows joined by ";": "visit DAY", "draft DAY", "addendum DAY TEXT" and "cause DAY" (of the visit before), or
 * the kind of an event, "DAY TEXT", with a "-" before it where it is withdrawn. */
static GPtrArray *
read_timeline (const char *rows)
{
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) each = g_strsplit (rows, ";", -1);
  LumbarEncounter *visit = NULL;

  for (guint i = 0; each[i] != NULL && *each[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strstrip (each[i]), " ", 3);
      gboolean withdrawn = *cells[0] == '-';
      const char *what = cells[0] + withdrawn;
      const char *text = cells[1] && cells[2] ? cells[2] : "";
      LumbarEventKind kind;

      if (g_str_equal (what, "visit") || g_str_equal (what, "draft"))
        visit = add_visit (visits, cells[1], g_str_equal (what, "draft"));
      else if (g_str_equal (what, "addendum"))
        g_ptr_array_add (visit->addenda, lumbar_addendum_new (cells[1], "Dr Test", text));
      else if (g_str_equal (what, "cause"))
        {
          LumbarOutcome *outcome = lumbar_outcome_new (visit->id);

          lumbar_set_str (&outcome->at, cells[1]);
          g_ptr_array_add (visit->outcomes, outcome);
        }
      else
        {
          LumbarEvent *event;

          g_assert_true (lumbar_event_kind_from_id (what, &kind));
          event = lumbar_event_new ("patient", kind, cells[1], text);
          g_free (event->id);
          event->id = g_strdup_printf ("event-%s", text);
          event->withdrawn = withdrawn;
          g_ptr_array_add (events, event);
        }
    }
  return lumbar_timeline_new (knowledge, visits, events);
}

static char *
describe (GPtrArray *items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const LumbarTimelineItem *item = items->pdata[i];
      const char *state = lumbar_timeline_state_get_title (item->state);

      g_string_append_printf (text, "%s%s%s%s%s%s", i > 0 ? "; " : "", *item->day ? item->day + 5 : "",
                              *item->day ? " " : "", item->title, *state ? " " : "", state);
    }
  return g_strdup (text->str);
}

typedef struct {
  const char *name;
  const char *rows;
  guint kinds;
  const char *words;
  const char *wanted;
} Case;

static const Case cases[] = {
  { "empty", "", LUMBAR_TIMELINE_ALL, NULL, "" },
  { "newest-first", "visit 2026-01-02T10:00:00Z;relapse 2026-03-01 x;fall 2026-02-01 x", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 03-01 Relapse; 02-01 Fall; 01-02 Visit" },
  { "headed-by-years", "visit 2026-01-02T10:00:00Z;fall 2024-12-31 x;visit 2024-01-01T10:00:00Z",
    LUMBAR_TIMELINE_ALL, NULL, "2026; 01-02 Visit; 2024; 12-31 Fall; 01-01 Visit" },
  { "visits-of-a-day-by-hour",
    "visit 2026-01-02T08:00:00Z;visit 2026-01-02T15:00:00Z;draft 2026-01-02T12:00:00Z", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 01-02 Visit; 01-02 Visit Draft; 01-02 Visit" },
  { "events-of-a-day-after-its-visit", "fall 2026-01-02 x;visit 2026-01-02T08:00:00Z", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 01-02 Visit; 01-02 Fall" },
  { "events-of-a-day-in-one-order", "fall 2026-01-02 b;relapse 2026-01-02 a;imaging 2026-01-02 c",
    LUMBAR_TIMELINE_ALL, NULL, "2026; 01-02 Relapse; 01-02 Fall; 01-02 Imaging" },
  { "the-same-order-read-otherwise", "imaging 2026-01-02 c;relapse 2026-01-02 a;fall 2026-01-02 b",
    LUMBAR_TIMELINE_ALL, NULL, "2026; 01-02 Relapse; 01-02 Fall; 01-02 Imaging" },
  { "what-follows-a-visit-on-its-own-day",
    "visit 2026-01-02T08:00:00Z;addendum 2026-01-09T08:00:00Z Result;cause 2026-04-01T08:00:00Z",
    LUMBAR_TIMELINE_ALL, NULL, "2026; 04-01 Final cause; 01-09 Addendum; 01-02 Visit" },
  { "what-follows-at-once-stands-above",
    "visit 2026-01-02T08:00:00Z;addendum 2026-01-02T08:00:00Z Result", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 01-02 Addendum; 01-02 Visit" },
  { "the-last-final-cause-counts",
    "visit 2026-01-02T08:00:00Z;cause 2026-04-01T08:00:00Z;cause 2026-05-01T08:00:00Z", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 05-01 Final cause; 04-01 Final cause Replaced; 01-02 Visit" },
  { "a-withdrawn-event-stays-marked", "-fall 2026-01-02 x", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 01-02 Fall Withdrawn" },
  { "wrong-dates-last", "fall 2026-02-30 a;relapse  b;visit soon;fall 2026-01-01 c", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 01-01 Fall; Without a valid date; Visit; Relapse; Fall" },
  { "instants-of-other-zones", "visit 2026-01-02T09:00:00+05:00;draft 2026-01-02T05:00:00Z", LUMBAR_TIMELINE_ALL,
    NULL, "2026; 01-02 Visit Draft; 01-02 Visit" },
  { "a-local-day-not-that-of-the-zone", "visit 2026-01-02T23:30:00-05:00", LUMBAR_TIMELINE_ALL, NULL,
    "2026; 01-03 Visit" },
  { "one-kind", "visit 2026-01-02T08:00:00Z;fall 2025-01-01 x;relapse 2024-01-01 x", LUMBAR_TIMELINE_RELAPSE, NULL,
    "2024; 01-01 Relapse" },
  { "all-about-treatments",
    "treatment-started 2026-01-01 a;treatment-changed 2026-01-02 b;treatment-stopped 2026-01-03 c;fall 2026-01-04 d",
    LUMBAR_TIMELINE_TREATMENT, NULL, "2026; 01-03 Treatment stopped; 01-02 Treatment changed; 01-01 Treatment started" },
  { "a-referral-and-its-outcome", "referral 2026-01-01 a;outcome 2026-02-01 b", LUMBAR_TIMELINE_REFERRAL, NULL,
    "2026; 02-01 Outcome; 01-01 Referral" },
  { "two-kinds", "fall 2026-01-01 a;imaging 2026-02-01 b;relapse 2026-03-01 c",
    LUMBAR_TIMELINE_FALL | LUMBAR_TIMELINE_IMAGING, NULL, "2026; 02-01 Imaging; 01-01 Fall" },
  { "no-kind", "fall 2026-01-01 a", 0, NULL, "" },
  { "words-in-any-order", "imaging 2026-01-01 MRI lumbar spine;imaging 2026-02-01 X-ray hip", LUMBAR_TIMELINE_ALL,
    "spine mri", "2026; 01-01 Imaging" },
  { "words-without-accents", "fall 2026-01-01 Café;fall 2026-02-01 street", LUMBAR_TIMELINE_ALL, "CAFE",
    "2026; 01-01 Fall" },
  { "words-of-the-date", "fall 2026-03-01 a;fall 2026-02-01 b", LUMBAR_TIMELINE_ALL, "mar 2026", "2026; 03-01 Fall" },
  { "words-of-the-state", "-fall 2026-03-01 a;fall 2026-02-01 b", LUMBAR_TIMELINE_ALL, "withdrawn",
    "2026; 03-01 Fall Withdrawn" },
  { "words-of-an-addendum", "visit 2026-01-02T08:00:00Z;addendum 2026-01-09T08:00:00Z MRI: no compression",
    LUMBAR_TIMELINE_ALL, "compression", "2026; 01-09 Addendum" },
  { "words-nowhere", "fall 2026-01-01 a", LUMBAR_TIMELINE_ALL, "zebra", "" },
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (GPtrArray) items = read_timeline (item->rows);
  g_autoptr (GPtrArray) found = lumbar_timeline_filter (items, item->kinds, item->words);
  g_autoptr (GPtrArray) headed = lumbar_timeline_add_years (found);
  g_autofree char *text = describe (headed);

  g_assert_cmpstr (text, ==, item->wanted);
}

/* Ten years of a visit and an event each month: nothing is lost, each year has its heading once. */
static void
test_ten_years (void)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) headed = NULL;
  guint n_years = 0;

  for (guint month = 0; month < 120; month++)
    g_string_append_printf (rows, "visit %u-%02u-05T10:00:00Z;fall %u-%02u-07 x;", 2017 + month / 12, month % 12 + 1,
                            2017 + month / 12, month % 12 + 1);
  items = read_timeline (rows->str);
  g_assert_cmpuint (items->len, ==, 240);
  for (guint i = 1; i < items->len; i++)
    g_assert_cmpstr (((LumbarTimelineItem *) items->pdata[i - 1])->day, >,
                     ((LumbarTimelineItem *) items->pdata[i])->day);
  headed = lumbar_timeline_add_years (items);
  for (guint i = 0; i < headed->len; i++)
    n_years += ((LumbarTimelineItem *) headed->pdata[i])->kind == LUMBAR_TIMELINE_YEAR;
  g_assert_cmpuint (n_years, ==, 10);
  g_assert_cmpuint (headed->len, ==, 250);
}

static void
test_every_kind_of_event_has_a_kind (void)
{
  guint kinds = 0;

  for (int kind = 0; kind < LUMBAR_N_EVENT_KINDS; kind++)
    {
      g_autoptr (LumbarEvent) event = lumbar_event_new ("patient", (LumbarEventKind) kind, "2026-01-01", "");
      g_autoptr (LumbarTimelineItem) item = lumbar_timeline_item_new_event (event);

      g_assert_cmpuint (item->kind & LUMBAR_TIMELINE_ALL, !=, 0);
      kinds |= item->kind;
    }
  kinds |= LUMBAR_TIMELINE_VISIT | LUMBAR_TIMELINE_ADDENDUM | LUMBAR_TIMELINE_FINAL_CAUSE;
  g_assert_cmpuint (kinds, ==, LUMBAR_TIMELINE_ALL);
}

static void
test_a_visit_says_its_conclusion (void)
{
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  LumbarEncounter *visit = add_visit (visits, "2026-01-02T10:00:00Z", FALSE);
  g_autoptr (LumbarTimelineItem) item = NULL;

  lumbar_set_str (&visit->lead, "root-compression");
  visit->pain_average = 6;
  visit->n_now_flags = 1;
  item = lumbar_timeline_item_new_visit (knowledge, visit);
  g_assert_true (g_str_has_prefix (item->text, "Not MS-related"));
  g_assert_true (g_str_has_suffix (item->text, " · pain 6 · 1 urgent finding"));
}

static void
test_a_long_addendum_is_one_line (void)
{
  g_autoptr (GPtrArray) items =
    read_timeline ("visit 2026-01-02T08:00:00Z;addendum 2026-01-09T08:00:00Z \n First line \nSecond line");

  g_assert_cmpstr (((LumbarTimelineItem *) items->pdata[0])->text, ==, "First line");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = lumbar_knowledge_new (NULL);
  g_assert_nonnull (knowledge);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/history/timeline/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/history/timeline/ten-years", test_ten_years);
  g_test_add_func ("/history/timeline/every-kind-of-event-has-a-kind", test_every_kind_of_event_has_a_kind);
  g_test_add_func ("/history/timeline/a-visit-says-its-conclusion", test_a_visit_says_its_conclusion);
  g_test_add_func ("/history/timeline/a-long-addendum-is-one-line", test_a_long_addendum_is_one_line);
  status = g_test_run ();
  lumbar_knowledge_unref (knowledge);
  return status;
}

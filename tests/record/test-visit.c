/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encounters, their addenda, and the events between them. */

#include "lumbar-encounter.h"
#include "lumbar-event.h"

#include "lumbar-test.h"

static void
test_encounter (void)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_new ("patient", "2026-11-22T10:00:00Z", "dr");

  g_assert_true (g_uuid_string_is_valid (encounter->id));
  g_assert_cmpint (encounter->status, ==, LUMBAR_ENCOUNTER_DRAFT);
  g_assert_cmpstr (encounter->signed_at, ==, "");
  g_assert_cmpint (encounter->group, ==, LUMBAR_GROUP_UNDETERMINED);
  /* No pain score is not a score of zero. */
  g_assert_cmpfloat (encounter->pain_average, <, 0);
  g_assert_null (encounter->response);
}

static void
test_addenda (void)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_new ("patient", "2026-11-22T10:00:00Z", "dr");
  LumbarAddendum *addendum = lumbar_addendum_new ("2026-11-23T09:00:00Z", "dr", "MRI reviewed");

  g_ptr_array_add (encounter->addenda, addendum);
  g_assert_true (g_uuid_string_is_valid (addendum->id));
  g_assert_cmpstr (addendum->text, ==, "MRI reviewed");
  g_assert_cmpstr (addendum->author, ==, "dr");
}

static void
test_event (void)
{
  g_autoptr (LumbarEvent) event = lumbar_event_new ("patient", LUMBAR_EVENT_RELAPSE, "2026-10-01", "left leg");

  g_assert_true (g_uuid_string_is_valid (event->id));
  g_assert_cmpstr (event->on, ==, "2026-10-01");
  g_assert_cmpint (event->kind, ==, LUMBAR_EVENT_RELAPSE);
}

static void
test_event_kinds (void)
{
  LumbarEventKind kind;

  for (int i = 0; i < LUMBAR_N_EVENT_KINDS; i++)
    {
      g_assert_true (lumbar_event_kind_from_id (lumbar_event_kind_to_id ((LumbarEventKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_cmpstr (lumbar_event_kind_get_title ((LumbarEventKind) i), !=, "");
    }
  g_assert_false (lumbar_event_kind_from_id ("holiday", &kind));
  g_assert_false (lumbar_event_kind_from_id (NULL, &kind));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/encounter/new-is-a-draft", test_encounter);
  g_test_add_func ("/record/encounter/addenda", test_addenda);
  g_test_add_func ("/record/event/new", test_event);
  g_test_add_func ("/record/event/kinds", test_event_kinds);

  return g_test_run ();
}

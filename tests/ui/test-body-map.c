/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body map: clicked, brushed, lassoed, marked by keys and in the list, with several pains at once. */

#include "lumbar-body-list.h"
#include "lumbar-body-map.h"
#include "lumbar-question-factory.h"
#include "lumbar-test-intake.h"

typedef struct {
  LumbarKnowledge *knowledge;
  LumbarInterview *interview;
  LumbarQuestionView *view;
  LumbarBodyMap *map;
  LumbarBody *body;
  GtkWidget *window;
  guint n_recorded; /* How often an answer to the question shown changed */
} Fixture;

static void
item_changed_cb (LumbarInterview *interview, guint finding, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_recorded += finding == lumbar_question_view_get_finding (fixture->view)->index;
}

static void
set_up (Fixture *fixture, const char *finding, int width)
{
  fixture->knowledge = lumbar_knowledge_new (NULL);
  fixture->interview = lumbar_interview_new (fixture->knowledge);
  fixture->body = lumbar_body_new (fixture->knowledge, NULL);
  fixture->view = lumbar_question_factory_make (fixture->interview,
                                                lumbar_knowledge_find_finding (fixture->knowledge, finding));
  lumbar_question_view_set_open (fixture->view, TRUE);
  fixture->map = LUMBAR_BODY_MAP (lumbar_test_find (GTK_WIDGET (fixture->view), LUMBAR_TYPE_BODY_MAP, NULL));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  lumbar_test_wait (gtk_widget_get_height (GTK_WIDGET (fixture->map)) > 100);
  g_signal_connect (fixture->interview, "item-changed", G_CALLBACK (item_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  lumbar_test_settle (5);
  g_signal_handlers_disconnect_by_data (fixture->interview, fixture);
  g_object_unref (fixture->interview);
  lumbar_body_free (fixture->body);
  lumbar_knowledge_unref (fixture->knowledge);
}

static guint
find (Fixture *fixture, const char *region)
{
  int option = lumbar_finding_find_option (lumbar_question_view_get_finding (fixture->view), region);

  g_assert_cmpint (option, >=, 0);
  return (guint) option;
}

static LumbarBodyPoint
get_centre (Fixture *fixture, const char *region)
{
  return lumbar_body_get_region_centre (fixture->body, find (fixture, region),
                                        gtk_widget_get_width (GTK_WIDGET (fixture->map)),
                                        gtk_widget_get_height (GTK_WIDGET (fixture->map)));
}

static void
answer (Fixture *fixture, const char *id, const char *value)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (fixture->knowledge, id);
  g_autoptr (LumbarAnswer) given = lumbar_answer_new_from_string (finding, value, NULL);

  g_assert_nonnull (given);
  lumbar_interview_set_answer (fixture->interview, finding->index, given);
  lumbar_question_view_refresh (fixture->view);
}

static void
assert_answer (Fixture *fixture, const char *id, const char *expected)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (fixture->knowledge, id);
  LumbarAnswer *kept = lumbar_interview_get_answer (fixture->interview, finding->index);
  g_autofree char *value = kept ? lumbar_answer_to_string (kept, finding) : NULL;

  g_assert_cmpstr (value, ==, expected);
}

/* What the gestures of GTK tell the map. */

static GtkEventController *
find_controller (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }
  g_assert_not_reached ();
}

static void
press (Fixture *fixture, LumbarBodyPoint at)
{
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_DRAG), "drag-begin", at.x, at.y);
}

static void
drag_by (Fixture *fixture, double dx, double dy)
{
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_DRAG), "drag-update", dx, dy);
}

static void
release (Fixture *fixture)
{
  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_GESTURE_DRAG), "drag-end", 0.0, 0.0);
}

static void
click (Fixture *fixture, const char *region)
{
  press (fixture, get_centre (fixture, region));
  release (fixture);
}

/* Presses on the first region and goes on to the others, without letting go. */
static void
drag_over (Fixture *fixture, const char *regions)
{
  g_auto (GStrv) ids = g_strsplit (regions, ";", -1);
  LumbarBodyPoint start = get_centre (fixture, ids[0]);

  press (fixture, start);
  for (guint i = 1; ids[i] != NULL; i++)
    {
      LumbarBodyPoint next = get_centre (fixture, ids[i]);

      drag_by (fixture, next.x - start.x, next.y - start.y);
    }
}

static void
point_at (Fixture *fixture, const char *region)
{
  LumbarBodyPoint centre = get_centre (fixture, region);

  g_signal_emit_by_name (find_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", centre.x, centre.y);
}

static void
assert_pointed (Fixture *fixture, const char *text)
{
  if (lumbar_test_find_label (GTK_WIDGET (fixture->view), text) == NULL)
    g_error ("it does not say “%s”", text);
}

static void
test_click (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "pain-map", 700);
  click (&fixture, "sacrum");
  assert_answer (&fixture, "pain-map", "sacrum");
  assert_answer (&fixture, "pain-site", "sacrum-coccyx");
  click (&fixture, "thoracic");
  assert_answer (&fixture, "pain-map", "thoracic;sacrum");
  click (&fixture, "sacrum");
  click (&fixture, "thoracic");
  assert_answer (&fixture, "pain-map", NULL);
  assert_answer (&fixture, "pain-site", NULL);
  g_assert_cmpuint (fixture.n_recorded, ==, 4);
  tear_down (&fixture);
}

/* A hand that trembles clicks; a click between the figures marks nothing. */
static void
test_click_with_a_tremor (void)
{
  Fixture fixture = { 0 };
  LumbarBodyPoint beside;

  set_up (&fixture, "pain-map", 700);
  press (&fixture, get_centre (&fixture, "paraspinal-left"));
  drag_by (&fixture, 3, 2);
  release (&fixture);
  assert_answer (&fixture, "pain-map", "paraspinal-left");
  beside = get_centre (&fixture, "thoracic");
  beside.y = 2;
  press (&fixture, beside);
  release (&fixture);
  g_assert_cmpuint (fixture.n_recorded, ==, 1);
  tear_down (&fixture);
}

typedef struct {
  const char *name;
  const char *before;
  const char *dragged;
  const char *after;
} DragCase;

static const DragCase brushes[] = {
  { "marks", NULL, "thigh-back-left;calf-left", "thigh-back-left;calf-left" },
  { "marks-all-in-between", NULL, "flank-left;flank-right",
    "flank-left;flank-right;paraspinal-left;lumbar-midline;paraspinal-right" },
  { "keeps-what-was-marked", "groin-left;calf-left", "thigh-back-left;calf-left",
    "groin-left;thigh-back-left;calf-left" },
  { "from-a-marked-one-takes-out", "groin-left;thigh-back-left;calf-left", "thigh-back-left;calf-left",
    "groin-left" },
  { "takes-out-the-last", "calf-left", "calf-left;heel-left", NULL },
  { "back-and-forth", NULL, "calf-left;thigh-back-left;calf-left", "thigh-back-left;calf-left" },
};

/* However many regions a brush passes, it is one answer, given at its end. */
static void
test_brush (gconstpointer data)
{
  const DragCase *test = data;
  Fixture fixture = { 0 };

  set_up (&fixture, "pain-map", 700);
  if (test->before != NULL)
    answer (&fixture, "pain-map", test->before);
  fixture.n_recorded = 0;
  drag_over (&fixture, test->dragged);
  assert_answer (&fixture, "pain-map", test->before);
  release (&fixture);
  assert_answer (&fixture, "pain-map", test->after);
  g_assert_cmpuint (fixture.n_recorded, ==, 1);
  tear_down (&fixture);
}

static void
test_escape_drops_a_drag (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "pain-map", 700);
  drag_over (&fixture, "thigh-back-left;calf-left");
  g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.map), GDK_KEY_Escape, 0));
  release (&fixture);
  assert_answer (&fixture, "pain-map", NULL);
  g_assert_false (lumbar_test_press (GTK_WIDGET (fixture.map), GDK_KEY_Escape, 0));
  drag_over (&fixture, "thigh-back-left;calf-left");
  g_signal_emit_by_name (find_controller (&fixture, GTK_TYPE_GESTURE_DRAG), "cancel", NULL);
  release (&fixture);
  assert_answer (&fixture, "pain-map", NULL);
  tear_down (&fixture);
}

static void
use_tool (Fixture *fixture, const char *name)
{
  GtkWidget *label = lumbar_test_find_label (GTK_WIDGET (fixture->view), name);

  g_assert_nonnull (label);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
}

/* Round the low back; what was marked stays, and a line without anything in it says nothing. */
static void
test_lasso (void)
{
  Fixture fixture = { 0 };
  LumbarBodyPoint left, right;

  set_up (&fixture, "pain-map", 700);
  answer (&fixture, "pain-map", "groin-left");
  fixture.n_recorded = 0;
  use_tool (&fixture, "Lasso");
  left = get_centre (&fixture, "flank-left");
  right = get_centre (&fixture, "flank-right");
  left.x -= 6;
  left.y -= 6;
  press (&fixture, left);
  drag_by (&fixture, right.x - left.x + 6, 0);
  drag_by (&fixture, right.x - left.x + 6, 12);
  drag_by (&fixture, 0, 12);
  release (&fixture);
  assert_answer (&fixture, "pain-map", "groin-left;flank-left;flank-right;paraspinal-left;lumbar-midline;paraspinal-right");
  g_assert_cmpuint (fixture.n_recorded, ==, 1);
  click (&fixture, "sacrum");
  g_assert_cmpuint (fixture.n_recorded, ==, 1);
  use_tool (&fixture, "Mark");
  click (&fixture, "sacrum");
  g_assert_cmpuint (fixture.n_recorded, ==, 2);
  tear_down (&fixture);
}

/* Every region by its key, wherever in the question the focus is. */
static void
test_keys (void)
{
  static const char *const findings[] = { "pain-map", "pain-radiation", "third-pain-map" };

  for (guint f = 0; f < G_N_ELEMENTS (findings); f++)
    {
      Fixture fixture = { 0 };
      const LumbarFinding *finding;

      set_up (&fixture, findings[f], 700);
      finding = lumbar_question_view_get_finding (fixture.view);
      for (guint i = 0; i < finding->options->len; i++)
        {
          guint key = (guint) lumbar_finding_get_option (finding, i)->key;

          g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.view), key, 0));
          g_assert_cmphex (lumbar_body_map_get_regions (fixture.map), ==, ((guint64) 2 << i) - 1);
        }
      g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.view), GDK_KEY_M, GDK_SHIFT_MASK));
      g_assert_cmphex (lumbar_body_map_get_regions (fixture.map) >> find (&fixture, "lumbar-midline") & 1, ==, 0);
      g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.view), 'u', 0));
      g_assert_cmphex (lumbar_body_map_get_regions (fixture.map), ==, 0);
      tear_down (&fixture);
    }
}

/* Arrows go to the neighbour as one sees it, across the figures, and say where they are. */
static void
test_arrows (void)
{
  static const struct {
    guint key;
    const char *region;
  } steps[] = {
    { GDK_KEY_Down, "Upper abdomen · X" },         { GDK_KEY_Down, "Lower abdomen · L" },
    { GDK_KEY_Down, "Perineum and genitals · V" }, { GDK_KEY_Right, "Left groin · G" },
    { GDK_KEY_Left, "Perineum and genitals · V" }, { GDK_KEY_Up, "Lower abdomen · L" },
  };
  Fixture fixture = { 0 };

  set_up (&fixture, "pain-map", 700);
  gtk_widget_grab_focus (GTK_WIDGET (fixture.map));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.map), steps[i].key, 0));
      assert_pointed (&fixture, steps[i].region);
    }
  g_assert_true (lumbar_test_press (GTK_WIDGET (fixture.map), GDK_KEY_space, 0));
  assert_answer (&fixture, "pain-map", "lower-abdomen");
  assert_pointed (&fixture, "Lower abdomen · L · marked");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.map), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Lower abdomen · L · marked");
  tear_down (&fixture);
}

static GtkWidget *
find_check (Fixture *fixture, const char *text)
{
  GtkWidget *list = lumbar_test_find (GTK_WIDGET (fixture->view), LUMBAR_TYPE_BODY_LIST, NULL);
  GtkWidget *label = lumbar_test_find_label (list, text);

  g_assert_nonnull (label);
  return gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON);
}

static void
test_list (void)
{
  Fixture fixture = { 0 };
  GtkWidget *check;

  set_up (&fixture, "pain-map", 700);
  check = find_check (&fixture, "Left buttock");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "Left buttock");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "B");
  g_assert_nonnull (lumbar_test_find_label (check, "B"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  click (&fixture, "buttock-left");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  assert_answer (&fixture, "pain-map", NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (&fixture, "Right shin")), TRUE);
  assert_answer (&fixture, "pain-map", "shin-right");
  g_assert_cmpuint (fixture.n_recorded, ==, 3);
  tear_down (&fixture);
}

/* Who does not see the map hears every change of it. */
static void
test_map_is_told (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "pain-map", 700);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture.map), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.map), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Body map. Nothing is marked");
  lumbar_test_press (GTK_WIDGET (fixture.view), 'c', 0);
  lumbar_test_press (GTK_WIDGET (fixture.view), '9', 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.map), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Body map. Marked: Sacrum and coccyx; Left calf");
  tear_down (&fixture);
}

/* The map of one pain shows the others, and marks only its own. */
static void
test_several_pains (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "second-pain-map", 700);
  answer (&fixture, "second-pain", "yes");
  answer (&fixture, "pain-map", "thoracic");
  answer (&fixture, "pain-radiation", "groin-left");
  click (&fixture, "sacrum");
  assert_answer (&fixture, "pain-map", "thoracic");
  assert_answer (&fixture, "second-pain-map", "sacrum");
  assert_answer (&fixture, "pain-site", "thoracic-or-thoracolumbar;sacrum-coccyx;groin");
  point_at (&fixture, "thoracic");
  assert_pointed (&fixture, "Mid and upper back · T · pain 1");
  point_at (&fixture, "groin-left");
  assert_pointed (&fixture, "Left groin · G · spreads here");
  click (&fixture, "thoracic");
  point_at (&fixture, "thoracic");
  assert_pointed (&fixture, "Mid and upper back · T · pain 1 · pain 2");
  g_assert_null (lumbar_test_find_label (GTK_WIDGET (fixture.view), "Spreads to"));
  tear_down (&fixture);
}

/* A map also shows what another one says while it is on the screen. */
static void
test_follows_the_other_maps (void)
{
  Fixture fixture = { 0 };
  const LumbarFinding *other;
  g_autoptr (LumbarAnswer) marked = NULL;

  set_up (&fixture, "pain-radiation", 700);
  other = lumbar_knowledge_find_finding (fixture.knowledge, "pain-map");
  marked = lumbar_answer_new_from_string (other, "sacrum", NULL);
  lumbar_interview_set_answer (fixture.interview, other->index, marked);
  point_at (&fixture, "sacrum");
  assert_pointed (&fixture, "Sacrum and coccyx · C · marked");
  tear_down (&fixture);
}

/* The tool for it answers where the pain spreads, by click, drag and key, and never where it starts. */
static void
test_spreads_to (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "pain-map", 700);
  answer (&fixture, "pain-map", "buttock-left");
  fixture.n_recorded = 0;
  use_tool (&fixture, "Spreads to");
  drag_over (&fixture, "buttock-left;calf-left");
  release (&fixture);
  assert_answer (&fixture, "pain-radiation", "thigh-back-left;calf-left");
  assert_answer (&fixture, "leg-pain", "below-knee-one");
  click (&fixture, "heel-left");
  assert_answer (&fixture, "pain-radiation", "thigh-back-left;calf-left;heel-left");
  click (&fixture, "buttock-left");
  lumbar_test_press (GTK_WIDGET (fixture.view), 'b', 0);
  assert_answer (&fixture, "pain-radiation", "thigh-back-left;calf-left;heel-left");
  lumbar_test_press (GTK_WIDGET (fixture.view), 'e', 0);
  lumbar_test_press (GTK_WIDGET (fixture.view), '9', 0);
  click (&fixture, "thigh-back-left");
  assert_answer (&fixture, "pain-radiation", NULL);
  assert_answer (&fixture, "pain-map", "buttock-left");
  g_assert_cmpuint (fixture.n_recorded, ==, 0);
  tear_down (&fixture);
}

/* On the map of where it spreads, too, a drag that begins in the pain does not make it a place it spreads to. */
static void
test_radiation_begins_in_the_pain (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "pain-radiation", 700);
  answer (&fixture, "pain-map", "buttock-left");
  drag_over (&fixture, "buttock-left;calf-left");
  release (&fixture);
  assert_answer (&fixture, "pain-radiation", "thigh-back-left;calf-left");
  click (&fixture, "thigh-back-left");
  assert_answer (&fixture, "pain-radiation", "calf-left");
  tear_down (&fixture);
}

static void
get_bounds (Fixture *fixture, GtkWidget *widget, graphene_rect_t *bounds)
{
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->view), bounds));
}

typedef struct {
  const char *name;
  int width;
  gboolean beside;
} WidthCase;

static const WidthCase widths[] = { { "phone", 360, FALSE }, { "column", 585, TRUE }, { "wide", 1000, TRUE } };

/* The list stands beside the map where there is room, else in full below; nothing leaves the window. */
static void
test_width (gconstpointer data)
{
  const WidthCase *test = data;
  Fixture fixture = { 0 };
  GtkWidget *list;
  graphene_rect_t map, listed, last;

  set_up (&fixture, "pain-map", test->width);
  list = lumbar_test_find (GTK_WIDGET (fixture.view), LUMBAR_TYPE_BODY_LIST, NULL);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.view)), <=, test->width);
  get_bounds (&fixture, GTK_WIDGET (fixture.map), &map);
  get_bounds (&fixture, list, &listed);
  get_bounds (&fixture, find_check (&fixture, "Left foot, top"), &last);
  g_assert_cmpfloat (listed.origin.x + listed.size.width, <=, test->width);
  if (test->beside)
    g_assert_cmpfloat (listed.origin.x, >=, map.origin.x + map.size.width);
  else
    {
      g_assert_cmpfloat (listed.origin.y, >=, map.origin.y + map.size.height);
      g_assert_cmpfloat (last.origin.y + last.size.height, <=, listed.origin.y + listed.size.height);
    }
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/body-map/click", test_click);
  g_test_add_func ("/ui/body-map/click/with-a-tremor", test_click_with_a_tremor);
  for (guint i = 0; i < G_N_ELEMENTS (brushes); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/body-map/brush/", brushes[i].name, NULL);

      g_test_add_data_func (path, &brushes[i], test_brush);
    }
  g_test_add_func ("/ui/body-map/escape-drops-a-drag", test_escape_drops_a_drag);
  g_test_add_func ("/ui/body-map/lasso", test_lasso);
  g_test_add_func ("/ui/body-map/keys", test_keys);
  g_test_add_func ("/ui/body-map/arrows", test_arrows);
  g_test_add_func ("/ui/body-map/list", test_list);
  g_test_add_func ("/ui/body-map/is-told", test_map_is_told);
  g_test_add_func ("/ui/body-map/several-pains", test_several_pains);
  g_test_add_func ("/ui/body-map/follows-the-other-maps", test_follows_the_other_maps);
  g_test_add_func ("/ui/body-map/spreads-to", test_spreads_to);
  g_test_add_func ("/ui/body-map/radiation-begins-in-the-pain", test_radiation_begins_in_the_pain);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/body-map/width/", widths[i].name, NULL);

      g_test_add_data_func (path, &widths[i], test_width);
    }
  return g_test_run ();
}

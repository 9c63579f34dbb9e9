/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing of the intake and the review is cut or overlaps: narrow, with text of twice the size, right to left. */

#include <math.h>

#include "lumbar-option-button.h"
#include "lumbar-question-deck.h"
#include "lumbar-test-intake.h"

/* What a finger or a shaky hand can still hit, and what the answers keep to. */
#define LEAST_TARGET 24
#define LEAST_OPTION 44

typedef struct {
  const char *name;
  int width;
  int height;
  int text_scale;
  GtkTextDirection direction;
} Situation;

static const Situation situations[] = {
  { "narrow", 360, 700, 1, GTK_TEXT_DIR_LTR },
  { "wide", 1180, 800, 1, GTK_TEXT_DIR_LTR },
  { "wide-large-text", 1180, 800, 2, GTK_TEXT_DIR_LTR },
  { "middle-large-text", 720, 900, 2, GTK_TEXT_DIR_LTR },
  { "right-to-left", 1180, 800, 1, GTK_TEXT_DIR_RTL },
};

static const char *const answers[][2] = {
  { "pain-nrs-now", "7" },        { "pain-onset", "sudden" },       { "pain-duration", "1-7-days" },
  { "pain-course", "worsening" }, { "pain-map", "lumbar-midline;buttock-left;thigh-back-left;calf-left" },
  { "leg-pain", "below-knee-both" }, { "pain-quality", "electric-shock;tingling" },
  { "worse-with", "cough-strain;sitting" }, { "leg-weakness", "new" }, { "leg-numbness", "worse" },
  { "saddle-numbness", "new" },   { "bladder-change", "worse" },    { "fever-or-rigors", "no" },
  { "exam-slr", "radicular-one" }, { "trauma-recent", "none" },
  { "patient-words", "Like a hot wire down the left leg." },
};

/* Labels that may be shortened, each for a reason. */
static const char *const may_be_short[] = {
  "identity",      /* the name, whole in the record that the intake was opened from */
  "save_state",    /* one word that a screen reader is told whole */
  "status",        /* the foot's hint at the keys, told again in the help; a screen reader is told it whole */
  "useful_title",  /* the question itself is a press away */
  "useful_effect", /* as above */
  "summary_text",  /* the answer of a row is whole in its card */
};

/* Where the walk is, for the messages. */
typedef struct {
  const char *place;
  GHashTable *told; /* Owned set of messages: each defect once a place */
} Walk;

static void complain (Walk *walk, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
complain (Walk *walk, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (!g_hash_table_add (walk->told, g_strdup (text)))
    return;
  g_test_message ("%s: %s", walk->place, text);
  g_test_fail ();
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (get_text (child) != NULL)
      return get_text (child);
  return NULL;
}

/* "GtkLabel title “Pain now”, in finding pain-nrs-now" */
static char *
describe (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  const char *text = get_text (widget);
  GtkWidget *view = gtk_widget_get_ancestor (widget, LUMBAR_TYPE_QUESTION_VIEW);

  return g_strdup_printf ("%s %s “%.40s”, in %s", G_OBJECT_TYPE_NAME (widget), id ? id : "", text ? text : "",
                          view ? lumbar_question_view_get_finding (LUMBAR_QUESTION_VIEW (view))->id : "the page");
}

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget) &&
         gtk_widget_get_width (widget) > 0 && gtk_widget_get_height (widget) > 0;
}

static void
check_minimum (Walk *walk, GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (gtk_widget_get_allocated_width (widget) < minimum)
    {
      g_autofree char *what = describe (widget);

      complain (walk, "%s has %d px of the %d it needs", what, gtk_widget_get_allocated_width (widget), minimum);
    }
}

static void
check_within (Walk *walk, GtkWidget *widget, GtkWidget *parent)
{
  graphene_rect_t place;
  double left, right;

  if (!gtk_widget_compute_bounds (widget, parent, &place))
    return;
  left = place.origin.x;
  right = place.origin.x + place.size.width;
  /* The parent's padding belongs to it too, and marks may be drawn over it. */
  if (left < -13 || right > gtk_widget_get_allocated_width (parent) + 1)
    {
      g_autofree char *what = describe (widget);

      complain (walk, "%s reaches from %.0f to %.0f in a parent of %d px", what, left, right,
                gtk_widget_get_allocated_width (parent));
    }
}

static gboolean
may_be_shortened (GtkWidget *label)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (label));

  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (may_be_short); i++)
    if (g_str_equal (id, may_be_short[i]))
      return TRUE;
  for (GtkWidget *at = label; at != NULL; at = gtk_widget_get_parent (at))
    if (gtk_widget_get_tooltip_text (at) != NULL)
      return TRUE;
  return FALSE;
}

static void
check_label (Walk *walk, GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  g_autofree char *what = describe (label);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout) && !may_be_shortened (label))
    complain (walk, "%s is shortened", what);
  if (gtk_widget_get_height (label) + 1 < height)
    complain (walk, "%s is %d px high, its text %d", what, gtk_widget_get_height (label), height);
  if (gtk_widget_get_width (label) + 1 < width)
    complain (walk, "%s is %d px wide, its text %d", what, gtk_widget_get_width (label), width);
}

static void
check_target (Walk *walk, GtkWidget *widget)
{
  int width = gtk_widget_get_allocated_width (widget);
  int height = gtk_widget_get_allocated_height (widget);
  int least = LUMBAR_IS_OPTION_BUTTON (widget) ? LEAST_OPTION : LEAST_TARGET;
  g_autofree char *what = describe (widget);

  if (width < LEAST_TARGET || height < least)
    complain (walk, "%s is only %d × %d px to press", what, width, height);
}

/* Siblings of a box, or of a layout that wraps; those of a stack or an overlay stand over each other on purpose. */
static void
check_apart (Walk *walk, GtkWidget *box)
{
  for (GtkWidget *one = gtk_widget_get_first_child (box); one != NULL; one = gtk_widget_get_next_sibling (one))
    for (GtkWidget *other = gtk_widget_get_next_sibling (one); is_seen (one) && other != NULL;
         other = gtk_widget_get_next_sibling (other))
      {
        graphene_rect_t a, b, both;

        /* The letter below a number is drawn up into the number's line spacing. */
        if (!is_seen (other) || gtk_widget_has_css_class (other, "keycap") || !gtk_widget_compute_bounds (one, box, &a) ||
            !gtk_widget_compute_bounds (other, box, &b) || !graphene_rect_intersection (&a, &b, &both))
          continue;
        if (both.size.width > 1 && both.size.height > 1)
          {
            g_autofree char *first = describe (one);
            g_autofree char *second = describe (other);

            complain (walk, "%s and %s overlap by %.0f × %.0f px", first, second, both.size.width, both.size.height);
          }
      }
}

static gboolean
is_target (GtkWidget *widget)
{
  /* What stands in an entry or a spin button is a part of it. */
  return (GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_MENU_BUTTON (widget)) &&
         !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget));
}

static void
walk_widget (Walk *walk, GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (!is_seen (widget) || GTK_IS_POPOVER (widget))
    return;
  check_minimum (walk, widget);
  /* libadwaita lets the handle of a header bar stand out by a pixel on each side. */
  if (parent != NULL && !GTK_IS_VIEWPORT (parent) && !GTK_IS_WINDOW_HANDLE (widget))
    check_within (walk, widget, parent);
  if (GTK_IS_LABEL (widget))
    check_label (walk, widget);
  if (is_target (widget))
    check_target (walk, widget);
  if (GTK_IS_BOX (widget))
    check_apart (walk, widget);
  /* What GTK's own entries and text fields are made of scrolls within them. */
  if (GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk_widget (walk, child);
}

/* The window grew because of this one, the innermost that needs more than the window was given. */
static GtkWidget *
find_widest (GtkWidget *widget, int room)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      if (!gtk_widget_get_mapped (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > room)
        return find_widest (child, room);
    }
  return widget;
}

static void
check_window (Walk *walk, GtkWidget *page, int room)
{
  GtkWidget *widest;
  g_autofree char *what = NULL;
  int minimum;

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (MAX (minimum, gtk_widget_get_width (page)) <= room)
    return;
  /* Around the widest there is some padding. */
  widest = find_widest (page, room - 64);
  what = describe (widest);
  complain (walk, "the page needs %d px of %d because of %s", minimum, room, what);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (*(guint *) data)++;
  return G_SOURCE_CONTINUE;
}

/* Cards that open change their style first and their place with a later frame, which may be slow to come. */
static void
settle_frames (GtkWidget *widget)
{
  guint n = 0;
  guint id = gtk_widget_add_tick_callback (widget, tick_cb, &n, NULL);

  lumbar_test_wait (n >= 4);
  gtk_widget_remove_tick_callback (widget, id);
}

static void
walk_page (LumbarTestIntake *test, const Situation *situation, const char *place, const char *form)
{
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", situation->name, place, form);
  Walk walk = { name, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  lumbar_test_settle (60);
  settle_frames (GTK_WIDGET (test->page));
  check_window (&walk, GTK_WIDGET (test->page), situation->width);
  walk_widget (&walk, GTK_WIDGET (test->page));
  g_hash_table_unref (walk.told);
}

static void
walk_section (LumbarTestIntake *test, const Situation *situation, const LumbarSection *section)
{
  LumbarQuestionDeck *deck =
    LUMBAR_QUESTION_DECK (lumbar_test_find (GTK_WIDGET (test->page), LUMBAR_TYPE_QUESTION_DECK, NULL));

  lumbar_question_deck_show_section (deck, section->index);
  walk_page (test, situation, section->id, "rows");
  for (guint i = 0; i < section->findings->len; i++)
    {
      const LumbarFinding *finding = section->findings->pdata[i];
      LumbarQuestionView *view = lumbar_question_deck_get_view (deck, finding->index);

      if (view != NULL && gtk_widget_get_mapped (GTK_WIDGET (view)))
        lumbar_question_view_set_open (view, TRUE);
    }
  walk_page (test, situation, section->id, "cards");
}

static void
walk_review (LumbarTestIntake *test, const Situation *situation)
{
  GtkWidget *label;

  gtk_widget_activate_action (GTK_WIDGET (test->page), "intake.review", NULL);
  walk_page (test, situation, "review", "before the impression");
  label = lumbar_test_find_label (GTK_WIDGET (test->page), "● MS-related");
  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  walk_page (test, situation, "review", "after the impression");
}

static void
test_fits (gconstpointer data)
{
  const Situation *situation = data;
  LumbarTestIntake test = { 0 };

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", situation->text_scale * 96 * 1024, NULL);
  gtk_widget_set_default_direction (situation->direction);
  lumbar_test_intake_set_up (&test, TRUE);
  lumbar_test_intake_show (&test, situation->width, situation->height);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    lumbar_test_intake_answer (&test, answers[i][0], answers[i][1]);
  lumbar_test_settle (300);
  for (guint i = 0; i < lumbar_knowledge_get_n_sections (test.knowledge); i++)
    walk_section (&test, situation, lumbar_knowledge_get_section (test.knowledge, i));
  walk_review (&test, situation);
  lumbar_test_intake_tear_down (&test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/intake-fits/%s", situations[i].name);

      g_test_add_data_func (path, &situations[i], test_fits);
    }
  return g_test_run ();
}

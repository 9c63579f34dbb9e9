/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens as pages of a stack, filled while nothing else is to do, and the way through the questions. */

#include "lumbar-question-deck.h"

#include <glib/gi18n.h>

#include "lumbar-report-words.h"
#include "lumbar-text.h"

/* How long a message stands before the hint comes back. */
#define SAY_SECONDS 6

struct _LumbarQuestionDeck {
  AdwBin parent_instance;

  LumbarDraft *draft;          /* Owned */
  GPtrArray *screens;          /* Owned array of children, one a screen */
  guint section;
  LumbarQuestionView *current; /* The view that has or last had the focus; NULL at the beginning */
  GPtrArray *opened;           /* Owned array of borrowed views that are cards */
  gboolean by_pointer;         /* The focus moves because somebody clicked */
  gboolean *asked;             /* Owned: what was asked before the last answer, one a finding */
  GtkRoot *root;               /* Borrowed while rooted */
  gulong focus_handler;
  guint build_id;
  guint say_id;

  GtkStack *stack;
  GtkLabel *status;
  GtkWidget *useful;
  GtkLabel *useful_title;
  GtkLabel *useful_effect;
};

G_DEFINE_FINAL_TYPE (LumbarQuestionDeck, lumbar_question_deck, ADW_TYPE_BIN)

enum {
  PROP_SECTION = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static LumbarInterview *
get_interview (LumbarQuestionDeck *self)
{
  return lumbar_draft_get_interview (self->draft);
}

static LumbarKnowledge *
get_knowledge (LumbarQuestionDeck *self)
{
  return lumbar_interview_get_knowledge (get_interview (self));
}

static LumbarQuestionScreen *
get_screen (LumbarQuestionDeck *self, guint section)
{
  return self->screens->pdata[lumbar_knowledge_get_section (get_knowledge (self), section)->screen - 1];
}

static LumbarSectionView *
get_section_view (LumbarQuestionDeck *self, guint section)
{
  return lumbar_question_screen_get_section (get_screen (self, section), section);
}

static guint
get_section_of (LumbarQuestionDeck *self, LumbarQuestionView *view)
{
  return lumbar_question_view_get_finding (view)->section->index;
}

/* The line at the foot */

static void
show_hint (LumbarQuestionDeck *self)
{
  gtk_label_set_label (self->status,
                       _("Letters and digits answer · Enter: next · U: not assessed · ?: why asked · /: find a question"));
}

static gboolean
say_over_cb (gpointer data)
{
  LumbarQuestionDeck *self = data;

  self->say_id = 0;
  show_hint (self);
  return G_SOURCE_REMOVE;
}

/* Which questions the last answer brought up, wherever they stand. */
static void
announce_appeared (LumbarQuestionDeck *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (get_knowledge (self)); i++)
    {
      gboolean asked = lumbar_interview_is_asked (get_interview (self), i);

      if (asked && !self->asked[i])
        g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "",
                                lumbar_text_translate (lumbar_knowledge_get_finding (get_knowledge (self), i)->label));
      self->asked[i] = asked;
    }
  if (n == 0)
    return;
  text = g_strdup_printf (ngettext ("%u question added: %s", "%u questions added: %s", n), n, names->str);
  lumbar_question_deck_say (self, text);
}

static void
show_useful (LumbarQuestionDeck *self)
{
  const GPtrArray *next = lumbar_draft_get_assessment (self->draft)->next;
  const LumbarNextQuestion *first = next->len > 0 ? next->pdata[0] : NULL;
  g_autofree char *title = NULL;
  g_autofree char *effect = NULL;
  g_autofree char *name = NULL;

  if (first != NULL)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (get_knowledge (self), first->finding_id);

      title = g_strdup_printf (_("Most useful next: %s"), lumbar_text_translate (finding->label));
      effect = lumbar_report_next_text (get_knowledge (self), first);
    }
  else
    {
      title = g_strdup (_("Most useful next"));
      effect = g_strdup ("");
    }
  gtk_label_set_label (self->useful_title, title);
  gtk_label_set_label (self->useful_effect, effect);
  gtk_widget_set_visible (GTK_WIDGET (self->useful_effect), *effect != '\0');
  name = *effect != '\0' ? g_strdup_printf ("%s: %s", title, effect) : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->useful), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The current question */

static void
set_section (LumbarQuestionDeck *self, guint section)
{
  if (self->section == section)
    return;
  self->section = section;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

/* Closes all cards but the current one. A click leaves them open: nothing moves under the pointer. */
static void
close_others (LumbarQuestionDeck *self)
{
  for (guint i = self->opened->len; i > 0; i--)
    if (self->opened->pdata[i - 1] != self->current)
      {
        lumbar_question_view_set_open (self->opened->pdata[i - 1], FALSE);
        g_ptr_array_remove_index (self->opened, i - 1);
      }
}

/* With the first question of a section comes its heading. */
static void
scroll_to (LumbarQuestionDeck *self, LumbarQuestionView *view)
{
  guint section = get_section_of (self, view);
  LumbarSectionView *whole = get_section_view (self, section);
  gboolean first = lumbar_section_view_get_neighbour (whole, view, -1) == NULL;

  lumbar_question_screen_scroll_to (get_screen (self, section), first ? GTK_WIDGET (whole) : GTK_WIDGET (view),
                                    GTK_WIDGET (view));
}

static void
set_current (LumbarQuestionDeck *self, LumbarQuestionView *view)
{
  if (self->current == view)
    return;
  if (self->current != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->current), "current");
  self->current = view;
  if (!g_ptr_array_find (self->opened, view, NULL))
    g_ptr_array_add (self->opened, view);
  gtk_widget_add_css_class (GTK_WIDGET (view), "current");
  lumbar_question_view_set_open (view, TRUE);
  if (!self->by_pointer)
    {
      close_others (self);
      scroll_to (self, view);
    }
  set_section (self, get_section_of (self, view));
  lumbar_draft_set_place (self->draft, lumbar_question_view_get_finding (view)->index);
}

static void
focus_changed_cb (LumbarQuestionDeck *self)
{
  GtkWidget *focus = self->root ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *view = focus ? gtk_widget_get_ancestor (focus, LUMBAR_TYPE_QUESTION_VIEW) : NULL;

  if (view != NULL && gtk_widget_is_ancestor (view, GTK_WIDGET (self)))
    set_current (self, LUMBAR_QUESTION_VIEW (view));
}

/* What moves the focus next. */
static gboolean
event_cb (LumbarQuestionDeck *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      self->by_pointer = TRUE;
      break;
    case GDK_KEY_PRESS:
      self->by_pointer = FALSE;
      break;
    default:
      break;
    }
  return FALSE;
}

/* One question at a time, so that no frame is late; the order of the interview is the order of need. */
static gboolean
build_cb (gpointer data)
{
  LumbarQuestionDeck *self = data;

  for (guint i = 0; i < self->screens->len; i++)
    if (lumbar_question_screen_build_next (self->screens->pdata[i]))
      return G_SOURCE_CONTINUE;
  self->build_id = 0;
  return G_SOURCE_REMOVE;
}

static void
lumbar_question_deck_root (GtkWidget *widget)
{
  LumbarQuestionDeck *self = LUMBAR_QUESTION_DECK (widget);

  GTK_WIDGET_CLASS (lumbar_question_deck_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  self->focus_handler =
    g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
}

static void
lumbar_question_deck_unroot (GtkWidget *widget)
{
  LumbarQuestionDeck *self = LUMBAR_QUESTION_DECK (widget);

  g_clear_signal_handler (&self->focus_handler, self->root);
  self->root = NULL;
  GTK_WIDGET_CLASS (lumbar_question_deck_parent_class)->unroot (widget);
}

static void
lumbar_question_deck_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SECTION)
    g_value_set_uint (value, LUMBAR_QUESTION_DECK (object)->section);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lumbar_question_deck_dispose (GObject *object)
{
  LumbarQuestionDeck *self = LUMBAR_QUESTION_DECK (object);

  g_clear_handle_id (&self->build_id, g_source_remove);
  g_clear_handle_id (&self->say_id, g_source_remove);
  self->current = NULL;
  g_clear_pointer (&self->opened, g_ptr_array_unref);
  g_clear_pointer (&self->screens, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LUMBAR_TYPE_QUESTION_DECK);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (lumbar_question_deck_parent_class)->dispose (object);
}

static void
lumbar_question_deck_class_init (LumbarQuestionDeckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = lumbar_question_deck_get_property;
  G_OBJECT_CLASS (klass)->dispose = lumbar_question_deck_dispose;
  widget_class->root = lumbar_question_deck_root;
  widget_class->unroot = lumbar_question_deck_unroot;

  properties[PROP_SECTION] =
    g_param_spec_uint ("section", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-question-deck.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionDeck, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionDeck, status);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionDeck, useful);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionDeck, useful_title);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionDeck, useful_effect);
}

static void
lumbar_question_deck_init (LumbarQuestionDeck *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->screens = g_ptr_array_new ();
  self->opened = g_ptr_array_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  show_hint (self);
}

static void
add_screens (LumbarQuestionDeck *self)
{
  guint n = lumbar_knowledge_get_n_sections (get_knowledge (self));
  guint n_screens = n > 0 ? lumbar_knowledge_get_section (get_knowledge (self), n - 1)->screen : 0;

  for (guint i = 1; i <= n_screens; i++)
    {
      GtkWidget *screen = lumbar_question_screen_new (self->draft, i);

      g_ptr_array_add (self->screens, screen);
      gtk_stack_add_child (self->stack, screen);
    }
}

/**
 * lumbar_question_deck_new:
 * @draft: the visit
 *
 * Returns: (transfer floating): a deck at the first section
 */
GtkWidget *
lumbar_question_deck_new (LumbarDraft *draft)
{
  LumbarQuestionDeck *self = g_object_new (LUMBAR_TYPE_QUESTION_DECK, NULL);
  guint n;

  self->draft = g_object_ref (draft);
  n = lumbar_knowledge_get_n_findings (get_knowledge (self));
  self->asked = g_new0 (gboolean, n);
  for (guint i = 0; i < n; i++)
    self->asked[i] = lumbar_interview_is_asked (get_interview (self), i);
  add_screens (self);
  lumbar_question_deck_show_section (self, 0);
  show_useful (self);
  self->build_id = g_idle_add_full (G_PRIORITY_LOW, build_cb, self, NULL);
  return GTK_WIDGET (self);
}

/**
 * lumbar_question_deck_get_section:
 * @self: a deck
 *
 * Returns: index of the section of the current question
 */
guint
lumbar_question_deck_get_section (LumbarQuestionDeck *self)
{
  return self->section;
}

/**
 * lumbar_question_deck_show_section:
 * @self: a deck
 * @section: index of a section
 *
 * Brings a section into sight; the focus is left alone.
 */
void
lumbar_question_deck_show_section (LumbarQuestionDeck *self, guint section)
{
  LumbarQuestionScreen *screen = get_screen (self, section);
  LumbarSectionView *view = get_section_view (self, section);

  if (gtk_stack_get_visible_child (self->stack) != GTK_WIDGET (screen))
    {
      lumbar_question_screen_refresh (screen);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (screen));
    }
  else
    lumbar_section_view_refresh (view);
  lumbar_question_screen_scroll_to (screen, GTK_WIDGET (view), GTK_WIDGET (view));
  set_section (self, section);
}

static void
ask (LumbarQuestionDeck *self, LumbarQuestionView *view)
{
  LumbarQuestionScreen *screen = get_screen (self, get_section_of (self, view));

  self->by_pointer = FALSE;
  if (gtk_stack_get_visible_child (self->stack) != GTK_WIDGET (screen))
    {
      lumbar_question_screen_refresh (screen);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (screen));
    }
  lumbar_question_view_focus (view);
  /* Also where the focus could not follow, as in a window that has none. */
  set_current (self, view);
  close_others (self);
  scroll_to (self, view);
}

/* The next section in which anything is asked, or the one given. */
static guint
find_section (LumbarQuestionDeck *self, guint from, int step)
{
  int n = (int) lumbar_knowledge_get_n_sections (get_knowledge (self));

  for (int i = (int) from + step; i >= 0 && i < n; i += step)
    if (lumbar_interview_asks_in (get_interview (self), (guint) i))
      return (guint) i;
  return from;
}

/**
 * lumbar_question_deck_step_section:
 * @self: a deck
 * @step: 1 for the next section, -1 for the one before
 *
 * Goes to a neighbouring section, to its first question.
 */
void
lumbar_question_deck_step_section (LumbarQuestionDeck *self, int step)
{
  guint section = find_section (self, self->section, step);
  LumbarQuestionView *first;

  if (section == self->section)
    return;
  lumbar_section_view_refresh (get_section_view (self, section));
  first = lumbar_section_view_get_neighbour (get_section_view (self, section), NULL, 1);
  if (first != NULL)
    ask (self, first);
  else
    lumbar_question_deck_show_section (self, section);
}

/**
 * lumbar_question_deck_jump:
 * @self: a deck
 * @finding: index of a finding
 *
 * Goes to a question, wherever it is.
 */
void
lumbar_question_deck_jump (LumbarQuestionDeck *self, guint finding)
{
  guint section = lumbar_knowledge_get_finding (get_knowledge (self), finding)->section->index;
  LumbarSectionView *page = get_section_view (self, section);
  LumbarQuestionView *view = lumbar_section_view_get_view (page, finding);

  lumbar_section_view_reveal (page, finding);
  lumbar_section_view_refresh (page);
  if (view != NULL && gtk_widget_get_visible (GTK_WIDGET (view)))
    ask (self, view);
  else
    lumbar_question_deck_show_section (self, section);
}

/**
 * lumbar_question_deck_enter:
 * @self: a deck
 *
 * Brings the keyboard to the question of this section that had it last, or to its first.
 */
void
lumbar_question_deck_enter (LumbarQuestionDeck *self)
{
  LumbarQuestionView *view = self->current;

  if (view == NULL || get_section_of (self, view) != self->section)
    view = lumbar_section_view_get_neighbour (get_section_view (self, self->section), NULL, 1);
  if (view != NULL)
    ask (self, view);
}

/* The question that stands before or after one, also over the border of a section. */
static LumbarQuestionView *
find_neighbour (LumbarQuestionDeck *self, LumbarQuestionView *view, guint *section, int step)
{
  for (;;)
    {
      LumbarQuestionView *found = lumbar_section_view_get_neighbour (get_section_view (self, *section), view, step);
      guint next;

      if (found != NULL)
        return found;
      next = find_section (self, *section, step);
      if (next == *section)
        return NULL;
      *section = next;
      view = NULL;
      lumbar_section_view_refresh (get_section_view (self, next));
    }
}

static LumbarQuestionView *
get_current_in (LumbarQuestionDeck *self, guint section)
{
  return self->current != NULL && get_section_of (self, self->current) == section ? self->current : NULL;
}

/**
 * lumbar_question_deck_step:
 * @self: a deck
 * @step: 1 for the next question, -1 for the one before
 *
 * Goes to a neighbouring question, whether it is answered or not.
 */
void
lumbar_question_deck_step (LumbarQuestionDeck *self, int step)
{
  guint section = self->section;
  LumbarQuestionView *view = find_neighbour (self, get_current_in (self, section), &section, step);

  if (view != NULL)
    ask (self, view);
}

/* Whether it waits for an answer or for being confirmed. A note without an answer says why there is none. */
static gboolean
is_open (LumbarQuestionDeck *self, LumbarQuestionView *view)
{
  guint finding = lumbar_question_view_get_finding (view)->index;
  LumbarItemState state = lumbar_interview_get_state (get_interview (self), finding);

  return state == LUMBAR_ITEM_UNCONFIRMED ||
         (state == LUMBAR_ITEM_OPEN && lumbar_interview_get_note (get_interview (self), finding) == NULL);
}

static gboolean
go_on_after (LumbarQuestionDeck *self, LumbarQuestionView *view, guint section)
{
  do
    view = find_neighbour (self, view, &section, 1);
  while (view != NULL && !is_open (self, view));
  if (view != NULL)
    ask (self, view);
  return view != NULL;
}

/**
 * lumbar_question_deck_go_on:
 * @self: a deck
 *
 * Goes on to the next question that waits for an answer.
 *
 * Returns: whether there is one after the current
 */
gboolean
lumbar_question_deck_go_on (LumbarQuestionDeck *self)
{
  return go_on_after (self, get_current_in (self, self->section), self->section);
}

/**
 * lumbar_question_deck_go_on_in:
 * @self: a deck
 * @section: index of a section, many of whose questions were just answered at once
 *
 * Goes to the first question of a section, or after it, that waits for an answer; in the section of the
 * current question from that on, since what was skipped before stays skipped.
 *
 * Returns: whether there is one
 */
gboolean
lumbar_question_deck_go_on_in (LumbarQuestionDeck *self, guint section)
{
  LumbarQuestionView *here = get_current_in (self, section);

  if (here == NULL || !is_open (self, here))
    return go_on_after (self, here, section);
  ask (self, here);
  return TRUE;
}

/**
 * lumbar_question_deck_refresh:
 * @self: a deck
 *
 * Shows what the interview holds now; the screens that don't show do so when they are shown.
 */
void
lumbar_question_deck_refresh (LumbarQuestionDeck *self)
{
  lumbar_question_screen_refresh (LUMBAR_QUESTION_SCREEN (gtk_stack_get_visible_child (self->stack)));
  announce_appeared (self);
  show_useful (self);
}

/**
 * lumbar_question_deck_commit:
 * @self: a deck
 *
 * Records what was typed and not recorded yet.
 */
void
lumbar_question_deck_commit (LumbarQuestionDeck *self)
{
  lumbar_question_screen_commit (LUMBAR_QUESTION_SCREEN (gtk_stack_get_visible_child (self->stack)));
}

/**
 * lumbar_question_deck_toggle_details:
 * @self: a deck
 * @section: index of a section
 *
 * Shows the details of a section that can wait, or hides them again.
 */
void
lumbar_question_deck_toggle_details (LumbarQuestionDeck *self, guint section)
{
  LumbarSectionView *view = get_section_view (self, section);

  lumbar_section_view_show_details (view, !lumbar_section_view_get_details (view));
}

/**
 * lumbar_question_deck_shows_details:
 * @self: a deck
 * @section: index of a section
 *
 * Returns: whether the details of a section that can wait are shown
 */
gboolean
lumbar_question_deck_shows_details (LumbarQuestionDeck *self, guint section)
{
  return lumbar_section_view_get_details (get_section_view (self, section));
}

/**
 * lumbar_question_deck_open_form:
 * @self: a deck
 * @score: index of a finding that is the score of items
 *
 * Goes to the first item of a score.
 */
void
lumbar_question_deck_open_form (LumbarQuestionDeck *self, guint score)
{
  guint section = lumbar_knowledge_get_finding (get_knowledge (self), score)->section->index;
  LumbarQuestionView *first = lumbar_section_view_open_form (get_section_view (self, section), score);

  if (first != NULL)
    ask (self, first);
}

/**
 * lumbar_question_deck_say:
 * @self: a deck
 * @text: what happened
 *
 * Says something at the foot for a while, also to who can't see it.
 */
void
lumbar_question_deck_say (LumbarQuestionDeck *self, const char *text)
{
  gtk_label_set_label (self->status, text);
  g_clear_handle_id (&self->say_id, g_source_remove);
  self->say_id = g_timeout_add_seconds (SAY_SECONDS, say_over_cb, self);
}

/**
 * lumbar_question_deck_get_view:
 * @self: a deck
 * @finding: index of a finding
 *
 * Returns: (transfer none): the view that asks it
 */
LumbarQuestionView *
lumbar_question_deck_get_view (LumbarQuestionDeck *self, guint finding)
{
  guint section = lumbar_knowledge_get_finding (get_knowledge (self), finding)->section->index;

  return lumbar_section_view_get_view (get_section_view (self, section), finding);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections as pages of a stack, made when first looked at, and the way through the questions. */

#include "lumbar-question-deck.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"

struct _LumbarQuestionDeck {
  AdwBin parent_instance;

  LumbarDraft *draft;                /* Owned */
  guint section;
  gboolean narrow;
  LumbarQuestionView *current;       /* The view that has or last had the focus; NULL at the beginning */
  GtkRoot *root;                     /* Borrowed while rooted */
  gulong focus_handler;

  GtkStack *stack;
  GtkWidget *foot;
  GtkLabel *help;
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

static LumbarSectionView *
ensure_page (LumbarQuestionDeck *self, guint section)
{
  g_autofree char *name = g_strdup_printf ("%u", section);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  if (page == NULL)
    {
      page = lumbar_section_view_new (self->draft, section);
      gtk_stack_add_named (self->stack, page, name);
    }
  return LUMBAR_SECTION_VIEW (page);
}

static LumbarSectionView *
get_page (LumbarQuestionDeck *self)
{
  return ensure_page (self, self->section);
}

static void
show_help (LumbarQuestionDeck *self)
{
  const LumbarFinding *finding;
  g_autofree char *text = NULL;

  if (self->current == NULL)
    {
      gtk_label_set_label (self->help, _("Letters and digits answer · Enter: next question · U: not assessed · "
                                         "/: find a question"));
      return;
    }
  finding = lumbar_question_view_get_finding (self->current);
  text = g_strdup_printf (_("%s\nWhy asked: %s"), lumbar_text_translate (finding->help),
                          lumbar_text_translate (finding->why));
  gtk_label_set_label (self->help, text);
}

static void
focus_changed_cb (LumbarQuestionDeck *self)
{
  GtkWidget *focus = self->root ? gtk_root_get_focus (self->root) : NULL;
  GtkWidget *view = focus ? gtk_widget_get_ancestor (focus, LUMBAR_TYPE_QUESTION_VIEW) : NULL;

  if (view == NULL || !gtk_widget_is_ancestor (view, GTK_WIDGET (self)) ||
      self->current == LUMBAR_QUESTION_VIEW (view))
    return;
  if (self->current != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->current), "current");
  self->current = LUMBAR_QUESTION_VIEW (view);
  gtk_widget_add_css_class (view, "current");
  show_help (self);
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

  self->current = NULL;
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
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionDeck, foot);
  gtk_widget_class_bind_template_child (widget_class, LumbarQuestionDeck, help);
}

static void
lumbar_question_deck_init (LumbarQuestionDeck *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_help (self);
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

  self->draft = g_object_ref (draft);
  lumbar_question_deck_show_section (self, 0);
  return GTK_WIDGET (self);
}

/**
 * lumbar_question_deck_get_section:
 * @self: a deck
 *
 * Returns: index of the section that is shown
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
 * Shows a section; the focus is left alone.
 */
void
lumbar_question_deck_show_section (LumbarQuestionDeck *self, guint section)
{
  LumbarSectionView *page = ensure_page (self, section);

  self->section = section;
  lumbar_section_view_set_narrow (page, self->narrow);
  if (self->current != NULL && gtk_widget_get_ancestor (GTK_WIDGET (self->current), LUMBAR_TYPE_SECTION_VIEW) !=
                                 GTK_WIDGET (page))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->current), "current");
      self->current = NULL;
      show_help (self);
    }
  lumbar_section_view_refresh (page);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

/* The next section in which anything is asked, or the one given. */
static guint
find_section (LumbarQuestionDeck *self, int step)
{
  int n = (int) lumbar_knowledge_get_n_sections (lumbar_interview_get_knowledge (get_interview (self)));

  for (int i = (int) self->section + step; i >= 0 && i < n; i += step)
    {
      guint answered, asked;

      lumbar_interview_get_progress (get_interview (self), (guint) i, &answered, &asked);
      if (asked > 0)
        return (guint) i;
    }
  return self->section;
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
  guint section = find_section (self, step);
  LumbarQuestionView *first;

  if (section == self->section)
    return;
  lumbar_question_deck_show_section (self, section);
  first = lumbar_section_view_get_neighbour (get_page (self), NULL, 1);
  if (first != NULL)
    lumbar_question_view_focus (first);
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
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (get_interview (self));
  LumbarQuestionView *view;

  lumbar_question_deck_show_section (self, lumbar_knowledge_get_finding (knowledge, finding)->section->index);
  view = lumbar_section_view_get_view (get_page (self), finding);
  if (view != NULL && gtk_widget_get_visible (GTK_WIDGET (view)))
    lumbar_question_view_focus (view);
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

  if (view == NULL)
    view = lumbar_section_view_get_neighbour (get_page (self), NULL, 1);
  if (view != NULL)
    lumbar_question_view_focus (view);
}

/**
 * lumbar_question_deck_step:
 * @self: a deck
 * @step: 1 for the next question, -1 for the one before
 *
 * Goes to a neighbouring question, also over the border of a section.
 */
void
lumbar_question_deck_step (LumbarQuestionDeck *self, int step)
{
  LumbarQuestionView *view = lumbar_section_view_get_neighbour (get_page (self), self->current, step);

  if (view == NULL)
    {
      guint section = find_section (self, step);

      if (section == self->section)
        return;
      lumbar_question_deck_show_section (self, section);
      view = lumbar_section_view_get_neighbour (get_page (self), NULL, step);
    }
  if (view != NULL)
    lumbar_question_view_focus (view);
}

/**
 * lumbar_question_deck_refresh:
 * @self: a deck
 *
 * Shows what the interview holds now; the sections that don't show do so when they are shown.
 */
void
lumbar_question_deck_refresh (LumbarQuestionDeck *self)
{
  lumbar_section_view_refresh (get_page (self));
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
  lumbar_section_view_commit (get_page (self));
}

/**
 * lumbar_question_deck_set_narrow:
 * @self: a deck
 * @narrow: whether there is little room
 *
 * Leaves out the help below, which then is a button away.
 */
void
lumbar_question_deck_set_narrow (LumbarQuestionDeck *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_widget_set_visible (self->foot, !narrow);
  lumbar_section_view_set_narrow (get_page (self), narrow);
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
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (get_interview (self));
  guint section = lumbar_knowledge_get_finding (knowledge, finding)->section->index;

  return lumbar_section_view_get_view (ensure_page (self, section), finding);
}

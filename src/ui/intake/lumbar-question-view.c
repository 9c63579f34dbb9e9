/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all questions have in common. A question is a row until it has the keyboard; then it opens into a
 * card with the wording, the help and the tools, which are made when they are first needed. */

#include "lumbar-question-view.h"

#include <glib/gi18n.h>

#include "lumbar-line-layout.h"
#include "lumbar-question-tools.h"
#include "lumbar-text.h"
#include "lumbar-words-field.h"
#include "lumbar-wrap-layout.h"

typedef struct {
  LumbarInterview *interview;   /* Owned */
  const LumbarFinding *finding; /* Borrowed from the knowledge of the interview */
  LumbarAnswer *last_answer;    /* Owned: what the last visit recorded; NULL without */
  gboolean open;
  gboolean editor_beside;       /* The editor stands beside the title and is always in sight */
  LumbarItemState state;        /* What the row shows */

  GtkWidget *top;
  GtkWidget *head;
  GtkLabel *mark;
  GtkLabel *title;
  GtkLabel *question;
  GtkLabel *last;
  GtkWidget *summary;
  GtkLabel *summary_text;
  GtkWidget *confirm;
  AdwBin *beside;
  AdwBin *below;
  GtkLabel *message;
  AdwBin *foot;
  AdwBin *note_place;

  GtkWidget *tools;       /* Child of the last line; NULL until opened */
  LumbarWordsField *note; /* Child of note_place; NULL until there is a note */
} LumbarQuestionViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LumbarQuestionView, lumbar_question_view, ADW_TYPE_BIN)

static LumbarQuestionViewPrivate *
get_private (LumbarQuestionView *self)
{
  return lumbar_question_view_get_instance_private (self);
}

static GtkWidget *
get_focus (LumbarQuestionView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root ? gtk_root_get_focus (root) : NULL;
}

static gboolean
has_focus_in (LumbarQuestionView *self, gpointer part)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && part != NULL && (focus == part || gtk_widget_is_ancestor (focus, part));
}

static GtkWidget *
get_editor (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  return adw_bin_get_child (priv->editor_beside ? priv->beside : priv->below);
}

/* A large editor is made when its question is opened for the first time. */
static void
ensure_editor (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  LumbarQuestionViewClass *klass = LUMBAR_QUESTION_VIEW_GET_CLASS (self);

  if (get_editor (self) != NULL)
    return;
  klass->build (self, priv->finding);
  klass->show_answer (self, lumbar_interview_get_answer (priv->interview, priv->finding->index));
}

static gboolean
go_on (LumbarQuestionView *self)
{
  return gtk_widget_activate_action (GTK_WIDGET (self), "intake.advance", NULL);
}

/* The note */

static void
note_typed_cb (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  g_autofree char *note = lumbar_words_field_get_text (priv->note);

  lumbar_interview_type_note (priv->interview, priv->finding->index, note);
}

static void
note_committed_cb (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  g_autofree char *note = lumbar_words_field_get_text (priv->note);

  lumbar_interview_set_note (priv->interview, priv->finding->index, note);
}

static void
ensure_note (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  g_autofree char *name = NULL;

  if (priv->note != NULL)
    return;
  name = g_strdup_printf (_("Note on “%s”"), lumbar_text_translate (priv->finding->label));
  priv->note = LUMBAR_WORDS_FIELD (lumbar_words_field_new (NULL));
  lumbar_words_field_set_small (priv->note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (lumbar_words_field_get_view (priv->note)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (priv->note, "typed", G_CALLBACK (note_typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->note, "committed", G_CALLBACK (note_committed_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (priv->note_place, GTK_WIDGET (priv->note));
}

static void
show_note (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  const char *note = lumbar_interview_get_note (priv->interview, priv->finding->index);

  if (note != NULL)
    ensure_note (self);
  if (priv->note == NULL)
    return;
  lumbar_words_field_set_text (priv->note, note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->note_place), note != NULL || has_focus_in (self, priv->note));
}

/* Actions */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_question_view_focus (LUMBAR_QUESTION_VIEW (widget));
}

static void
note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarQuestionView *self = LUMBAR_QUESTION_VIEW (widget);
  LumbarQuestionViewPrivate *priv = get_private (self);

  if (priv->note != NULL && has_focus_in (self, priv->note))
    {
      lumbar_question_view_focus (self);
      return;
    }
  ensure_note (self);
  gtk_widget_set_visible (GTK_WIDGET (priv->note_place), TRUE);
  gtk_widget_grab_focus (lumbar_words_field_get_view (priv->note));
}

/* Why there is no answer, in words: a note without an answer. */
static void
unable_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarQuestionView *self = LUMBAR_QUESTION_VIEW (widget);
  LumbarQuestionViewPrivate *priv = get_private (self);

  lumbar_question_view_record (self, NULL);
  if (lumbar_interview_get_note (priv->interview, priv->finding->index) == NULL)
    lumbar_interview_set_note (priv->interview, priv->finding->index, _("Unable to assess"));
  show_note (self);
  gtk_widget_grab_focus (lumbar_words_field_get_view (priv->note));
  lumbar_words_field_go_to_end (priv->note);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarQuestionView *self = LUMBAR_QUESTION_VIEW (widget);

  lumbar_question_view_focus (self);
  lumbar_question_view_set_message (self, NULL, NULL);
  lumbar_question_view_record (self, NULL);
}

/* Confirms what was carried over, or takes over what was not. */
static void
same_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarQuestionView *self = LUMBAR_QUESTION_VIEW (widget);
  LumbarQuestionViewPrivate *priv = get_private (self);

  /* The button goes away with the press; the focus goes on with the question, not to who knows where. */
  lumbar_question_view_focus (self);
  if (lumbar_interview_is_unconfirmed (priv->interview, priv->finding->index))
    lumbar_interview_confirm (priv->interview, priv->finding->index);
  else if (priv->last_answer != NULL)
    lumbar_question_view_record (self, priv->last_answer);
}

static void
why_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarQuestionView *self = LUMBAR_QUESTION_VIEW (widget);

  lumbar_question_view_set_open (self, TRUE);
  lumbar_question_tools_show_why (LUMBAR_QUESTION_TOOLS (get_private (self)->tools));
}

/* Keys */

static gboolean
can_take_last (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  return priv->state == LUMBAR_ITEM_UNCONFIRMED || priv->last_answer != NULL;
}

/* Whether Enter presses the button that has the focus, rather than going on. */
static gboolean
is_on_tool (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  return has_focus_in (self, priv->confirm) || has_focus_in (self, priv->summary) ||
         has_focus_in (self, priv->tools) || has_focus_in (self, adw_bin_get_child (priv->foot));
}

static gboolean
handle_enter (LumbarQuestionView *self, GdkModifierType modifiers)
{
  if ((modifiers & GDK_CONTROL_MASK) || is_on_tool (self) ||
      LUMBAR_QUESTION_VIEW_GET_CLASS (self)->keeps_enter)
    return FALSE;
  lumbar_question_view_commit (self);
  return gtk_widget_activate_action (GTK_WIDGET (self),
                                     modifiers & GDK_SHIFT_MASK ? "intake.back" : "intake.next", NULL);
}

/* What a key means on every question whose editor does not type it. */
static gboolean
handle_command (LumbarQuestionView *self, gunichar key)
{
  GtkWidget *widget = GTK_WIDGET (self);

  switch (key)
    {
    case '=':
      if (!can_take_last (self))
        return FALSE;
      same_action (widget, NULL, NULL);
      go_on (self);
      return TRUE;
    case 'u':
      clear_action (widget, NULL, NULL);
      go_on (self);
      return TRUE;
    case 'i':
      return adw_bin_get_child (get_private (self)->foot) != NULL &&
             gtk_widget_activate_action (widget, "intake.form", "u", get_private (self)->finding->index);
    case '-':
      if (!lumbar_finding_is_examined (get_private (self)->finding))
        return FALSE;
      unable_action (widget, NULL, NULL);
      return TRUE;
    case '?':
      why_action (widget, NULL, NULL);
      return TRUE;
    case '/':
      return gtk_widget_activate_action (widget, "intake.find", NULL);
    case '+':
      return gtk_widget_activate_action (widget, "intake.confirm-section", NULL);
    case '*':
      return gtk_widget_activate_action (widget, "intake.section-normal", NULL);
    default:
      return FALSE;
    }
}

static gboolean
handle_letter (LumbarQuestionView *self, gunichar key)
{
  LumbarQuestionViewClass *klass = LUMBAR_QUESTION_VIEW_GET_CLASS (self);
  LumbarPick pick;

  if (key == 0 || klass->typing == LUMBAR_TYPING_WORDS)
    return FALSE;
  if (handle_command (self, key))
    return TRUE;
  pick = klass->pick_key != NULL ? klass->pick_key (self, key) : LUMBAR_PICK_NOTHING;
  if (pick == LUMBAR_PICK_WHOLE)
    go_on (self);
  return pick != LUMBAR_PICK_NOTHING;
}

static gboolean
key_pressed_cb (LumbarQuestionView *self,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                GtkEventControllerKey *controller)
{
  if (has_focus_in (self, get_private (self)->note_place))
    {
      /* Escape leads back to the answer; everything else is typed. */
      if (keyval == GDK_KEY_Escape)
        return lumbar_question_view_focus (self);
      return FALSE;
    }
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    return handle_enter (self, modifiers);
  /* Before the screen or a list of regions, which would scroll where it is higher than its room. */
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK &&
      (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    return gtk_widget_activate_action (GTK_WIDGET (self),
                                       keyval == GDK_KEY_Up ? "intake.step-before" : "intake.step-next", NULL);
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  return handle_letter (self, g_unichar_tolower (gdk_keyval_to_unicode (keyval)));
}

/* What the row shows */

static void
set_css_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_state (LumbarQuestionView *self, LumbarItemState state)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  gboolean unconfirmed = state == LUMBAR_ITEM_UNCONFIRMED;
  GtkWidget *widget = GTK_WIDGET (self);

  if (priv->state == state)
    return;
  priv->state = state;
  gtk_label_set_label (priv->mark, unconfirmed ? "◌" : state == LUMBAR_ITEM_ANSWERED ? "●" : "○");
  gtk_widget_set_visible (priv->confirm, unconfirmed);
  set_css_class (widget, "unconfirmed", unconfirmed);
  set_css_class (widget, "answered", state == LUMBAR_ITEM_ANSWERED);
  gtk_widget_action_set_enabled (widget, "question.clear",
                                 state != LUMBAR_ITEM_OPEN && state != LUMBAR_ITEM_NOT_ASKED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  unconfirmed ? _("From the last visit, not confirmed yet")
                                  : state == LUMBAR_ITEM_ANSWERED ? _("Answered") : _("Not assessed"),
                                  -1);
}

static void
show_summary (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  LumbarAnswer *answer = lumbar_interview_get_answer (priv->interview, priv->finding->index);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (priv->editor_beside)
    return;
  text = answer ? lumbar_answer_to_display (answer, priv->finding) : g_strdup (_("Choose…"));
  if (g_strcmp0 (text, gtk_label_get_label (priv->summary_text)) == 0)
    return;
  name = g_strdup_printf ("%s: %s", lumbar_text_translate (priv->finding->label), text);
  gtk_label_set_label (priv->summary_text, text);
  set_css_class (GTK_WIDGET (priv->summary_text), "dim-label", answer == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->summary), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
offer_same (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  LumbarAnswer *answer = lumbar_interview_get_answer (priv->interview, priv->finding->index);

  if (priv->tools != NULL)
    lumbar_question_tools_offer_same (LUMBAR_QUESTION_TOOLS (priv->tools),
                                      priv->last_answer != NULL && !lumbar_answer_equal (answer, priv->last_answer));
}

static void
ensure_tools (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (priv->foot));

  if (priv->tools != NULL)
    return;
  priv->tools =
    lumbar_question_tools_new (lumbar_interview_get_knowledge (priv->interview), priv->finding);
  gtk_box_insert_child_after (GTK_BOX (box), priv->tools, GTK_WIDGET (priv->foot));
}

static void
lumbar_question_view_dispose (GObject *object)
{
  LumbarQuestionViewPrivate *priv = get_private (LUMBAR_QUESTION_VIEW (object));

  priv->note = NULL;
  priv->tools = NULL;
  g_clear_object (&priv->interview);
  g_clear_pointer (&priv->last_answer, lumbar_answer_unref);

  G_OBJECT_CLASS (lumbar_question_view_parent_class)->dispose (object);
}

static void
lumbar_question_view_unmap (GtkWidget *widget)
{
  lumbar_question_view_commit (LUMBAR_QUESTION_VIEW (widget));

  GTK_WIDGET_CLASS (lumbar_question_view_parent_class)->unmap (widget);
}

/* The answer first, then what can be said about it; GTK would go by where the widgets stand. */
static gboolean
lumbar_question_view_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LumbarQuestionViewPrivate *priv = get_private (LUMBAR_QUESTION_VIEW (widget));
  GtkWidget *order[] = {
    GTK_WIDGET (priv->beside), GTK_WIDGET (priv->below), priv->summary, priv->confirm,
    GTK_WIDGET (priv->foot),   priv->tools,              GTK_WIDGET (priv->note_place),
  };
  GtkWidget *focus = get_focus (LUMBAR_QUESTION_VIEW (widget));
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  int at = step > 0 ? 0 : (int) G_N_ELEMENTS (order) - 1;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (lumbar_question_view_parent_class)->focus (widget, direction);
  for (int i = 0; focus != NULL && i < (int) G_N_ELEMENTS (order); i++)
    if (order[i] != NULL && (focus == order[i] || gtk_widget_is_ancestor (focus, order[i])))
      at = i;
  for (; at >= 0 && at < (int) G_N_ELEMENTS (order); at += step)
    if (order[at] != NULL && gtk_widget_child_focus (order[at], direction))
      return TRUE;
  return FALSE;
}

static void
lumbar_question_view_class_init (LumbarQuestionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_question_view_dispose;
  widget_class->focus = lumbar_question_view_move_focus;
  widget_class->unmap = lumbar_question_view_unmap;

  gtk_widget_class_install_action (widget_class, "question.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "question.same", NULL, same_action);
  gtk_widget_class_install_action (widget_class, "question.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "question.note", NULL, note_action);
  gtk_widget_class_install_action (widget_class, "question.unable", NULL, unable_action);
  gtk_widget_class_install_action (widget_class, "question.why", NULL, why_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "question.note", NULL);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (LUMBAR_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-question-view.ui");
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, top);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, head);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, mark);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, title);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, question);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, last);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, summary);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, summary_text);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, confirm);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, beside);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, below);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, message);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, foot);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, note_place);
}

/* A click beside the answers brings the keyboard to the question. */
static void
released_cb (LumbarQuestionView *self)
{
  if (!has_focus_in (self, self))
    lumbar_question_view_focus (self);
}

static void
lumbar_question_view_init (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  priv->editor_beside = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.clear", FALSE);
  gtk_widget_set_layout_manager (priv->top, lumbar_wrap_layout_new (8));
  /* Before the buttons, which would take Enter for themselves. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * lumbar_question_view_bind:
 * @self: a view just made
 * @interview: where answers go
 * @finding: what is asked
 *
 * Gives a view its question; once.
 */
void
lumbar_question_view_bind (LumbarQuestionView *self, LumbarInterview *interview, const LumbarFinding *finding)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  LumbarQuestionViewClass *klass = LUMBAR_QUESTION_VIEW_GET_CLASS (self);
  const char *label = lumbar_text_translate (finding->label);

  g_return_if_fail (priv->interview == NULL);
  priv->interview = g_object_ref (interview);
  priv->finding = finding;
  gtk_label_set_label (priv->title, label);
  gtk_label_set_label (priv->question, lumbar_text_translate (finding->question));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  priv->editor_beside = klass->stands_beside != NULL && klass->stands_beside (finding);
  gtk_widget_set_visible (GTK_WIDGET (priv->beside), priv->editor_beside);
  gtk_widget_set_visible (priv->summary, !priv->editor_beside);
  if (priv->editor_beside)
    klass->build (self, finding);
  lumbar_question_view_refresh (self);
}

/**
 * lumbar_question_view_set_last:
 * @self: a view
 * @answer: (nullable): what was recorded at the last visit
 * @day: the day of that visit, for people
 * @ago: how long ago that is, for people
 *
 * Shows last visit's value beside the question.
 */
void
lumbar_question_view_set_last (LumbarQuestionView *self, LumbarAnswer *answer, const char *day, const char *ago)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (priv->last), answer != NULL);
  if (answer == NULL)
    return;
  g_clear_pointer (&priv->last_answer, lumbar_answer_unref);
  priv->last_answer = lumbar_answer_ref (answer);
  value = lumbar_answer_to_display (answer, priv->finding);
  text = g_strdup_printf (_("%s, %s: %s"), day, ago, value);
  gtk_label_set_label (priv->last, text);
  offer_same (self);
}

/**
 * lumbar_question_view_refresh:
 * @self: a view
 *
 * Shows what the interview holds now. Cheap where nothing changed.
 */
void
lumbar_question_view_refresh (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  LumbarAnswer *answer = lumbar_interview_get_answer (priv->interview, priv->finding->index);

  show_state (self, lumbar_interview_get_state (priv->interview, priv->finding->index));
  if (get_editor (self) != NULL)
    LUMBAR_QUESTION_VIEW_GET_CLASS (self)->show_answer (self, answer);
  show_summary (self);
  offer_same (self);
  show_note (self);
}

/**
 * lumbar_question_view_commit:
 * @self: a view
 *
 * Records what was typed and not recorded yet, as far as it can be.
 */
void
lumbar_question_view_commit (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  if (priv->interview == NULL)
    return;
  if (LUMBAR_QUESTION_VIEW_GET_CLASS (self)->commit != NULL && get_editor (self) != NULL)
    LUMBAR_QUESTION_VIEW_GET_CLASS (self)->commit (self);
  if (priv->note != NULL)
    lumbar_words_field_commit (priv->note);
}

/**
 * lumbar_question_view_set_open:
 * @self: a view
 * @open: whether it is a card rather than a row
 */
void
lumbar_question_view_set_open (LumbarQuestionView *self, gboolean open)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  gboolean had_focus = has_focus_in (self, priv->summary);

  if (priv->open == open)
    return;
  priv->open = open;
  if (open)
    {
      ensure_editor (self);
      ensure_tools (self);
    }
  else
    lumbar_question_view_commit (self);
  set_css_class (GTK_WIDGET (self), "open", open);
  gtk_widget_set_visible (GTK_WIDGET (priv->question), open);
  gtk_widget_set_visible (priv->tools, open);
  gtk_widget_set_visible (GTK_WIDGET (priv->foot), open && adw_bin_get_child (priv->foot) != NULL);
  if (!priv->editor_beside)
    {
      gtk_widget_set_visible (GTK_WIDGET (priv->below), open);
      /* What has the focus must not go before the focus does. */
      if (open && had_focus)
        gtk_widget_child_focus (get_editor (self), GTK_DIR_TAB_FORWARD);
      gtk_widget_set_visible (priv->summary, !open);
    }
  offer_same (self);
  show_note (self);
}

/**
 * lumbar_question_view_focus:
 * @self: a view
 *
 * Opens it and moves the focus to where the answer is given.
 *
 * Returns: whether it could
 */
gboolean
lumbar_question_view_focus (LumbarQuestionView *self)
{
  GtkWidget *editor;

  lumbar_question_view_set_open (self, TRUE);
  editor = get_editor (self);
  return has_focus_in (self, editor) || gtk_widget_child_focus (editor, GTK_DIR_TAB_FORWARD);
}

/**
 * lumbar_question_view_get_finding:
 * @self: a view
 *
 * Returns: (transfer none): what it asks
 */
const LumbarFinding *
lumbar_question_view_get_finding (LumbarQuestionView *self)
{
  return get_private (self)->finding;
}

/**
 * lumbar_question_view_get_interview:
 * @self: a view
 *
 * Returns: (transfer none): where its answer goes
 */
LumbarInterview *
lumbar_question_view_get_interview (LumbarQuestionView *self)
{
  return get_private (self)->interview;
}

/**
 * lumbar_question_view_set_editor:
 * @self: a view
 * @editor: where the answer is given
 * @target: the widget that a screen reader should name after the question
 *
 * For subclasses, from their build().
 */
void
lumbar_question_view_set_editor (LumbarQuestionView *self, GtkWidget *editor, GtkWidget *target)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  adw_bin_set_child (priv->editor_beside ? priv->beside : priv->below, editor);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_LABELLED_BY, priv->title,
                                  NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, priv->question, NULL, -1);
}

/**
 * lumbar_question_view_set_foot:
 * @self: a view
 * @foot: what stands below the editor of the opened card
 */
void
lumbar_question_view_set_foot (LumbarQuestionView *self, GtkWidget *foot)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  adw_bin_set_child (priv->foot, foot);
  gtk_widget_set_visible (GTK_WIDGET (priv->foot), priv->open);
}

/**
 * lumbar_question_view_record:
 * @self: a view
 * @answer: (nullable): what was answered; %NULL for not assessed
 *
 * Records an answer. For subclasses.
 */
void
lumbar_question_view_record (LumbarQuestionView *self, LumbarAnswer *answer)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  lumbar_interview_set_answer (priv->interview, priv->finding->index, answer);
  /* An answer that is the same tells nobody, and a pressed button may show something else by now. */
  lumbar_question_view_refresh (self);
}

/**
 * lumbar_question_view_set_message:
 * @self: a view
 * @target: (nullable): the widget whose content is not right
 * @message: (nullable): what would be right; %NULL where all is
 *
 * Says beside the editor why what was typed was not recorded. For subclasses.
 */
void
lumbar_question_view_set_message (LumbarQuestionView *self, GtkWidget *target, const char *message)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  gtk_label_set_label (priv->message, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->message), message != NULL);
  if (target == NULL)
    return;
  set_css_class (target, "warning", message != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_STATE_INVALID,
                               message ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all questions have in common: words, mark, last visit's value, confirm, clear, note, keys. */

#include "lumbar-question-view.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

typedef struct {
  LumbarInterview *interview;   /* Owned */
  const LumbarFinding *finding; /* Borrowed from the knowledge of the interview */
  LumbarAnswer *shown;          /* Owned: what the editor shows */

  GtkWidget *top;
  GtkLabel *mark;
  GtkLabel *title;
  GtkLabel *question;
  GtkLabel *last;
  GtkWidget *tools;
  GtkWidget *confirm;
  GtkWidget *why;
  GtkLabel *why_text;
  GtkToggleButton *note_button;
  GtkWidget *clear;
  AdwBin *beside;
  AdwBin *below;
  GtkLabel *message;
  GtkWidget *note_revealer;
  GtkEditable *note;
} LumbarQuestionViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LumbarQuestionView, lumbar_question_view, ADW_TYPE_BIN)

static LumbarQuestionViewPrivate *
get_private (LumbarQuestionView *self)
{
  return lumbar_question_view_get_instance_private (self);
}

static void
confirm_clicked_cb (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);

  /* The button goes away with the press; the focus goes on with the question, not to who knows where. */
  lumbar_question_view_focus (self);
  lumbar_interview_confirm (priv->interview, priv->finding->index);
}

static void
clear_clicked_cb (LumbarQuestionView *self)
{
  lumbar_question_view_focus (self);
  lumbar_question_view_set_message (self, NULL, NULL);
  lumbar_question_view_record (self, NULL);
}

static void
commit_note (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  g_autofree char *note = lumbar_text_clean (gtk_editable_get_text (priv->note), FALSE);

  lumbar_interview_set_note (priv->interview, priv->finding->index, note);
}

static void
note_leave_cb (LumbarQuestionView *self)
{
  commit_note (self);
}

static void
note_activate_cb (LumbarQuestionView *self)
{
  commit_note (self);
  lumbar_question_view_focus (self);
}

static GtkWidget *
get_focus (LumbarQuestionView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root ? gtk_root_get_focus (root) : NULL;
}

/* Whether Enter presses the button that has the focus, rather than going on. */
static gboolean
is_on_tool (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  GtkWidget *focus = get_focus (self);

  return focus != NULL && (focus == priv->confirm || gtk_widget_is_ancestor (focus, priv->tools));
}

static gboolean
is_in_note (LumbarQuestionView *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, get_private (self)->note_revealer);
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

static gboolean
handle_letter (LumbarQuestionView *self, gunichar key)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  LumbarQuestionViewClass *klass = LUMBAR_QUESTION_VIEW_GET_CLASS (self);

  if (key == '=' && gtk_widget_get_visible (priv->confirm))
    {
      confirm_clicked_cb (self);
      return TRUE;
    }
  if (klass->types_text || key == 0)
    return FALSE;
  if (key == '/')
    return gtk_widget_activate_action (GTK_WIDGET (self), "intake.find", NULL);
  if (key == 'u')
    {
      clear_clicked_cb (self);
      return TRUE;
    }
  return klass->pick_key != NULL && klass->pick_key (self, key);
}

static gboolean
key_pressed_cb (LumbarQuestionView *self,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                GtkEventControllerKey *controller)
{
  if (is_in_note (self))
    return FALSE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    return handle_enter (self, modifiers);
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  return handle_letter (self, g_unichar_tolower (gdk_keyval_to_unicode (keyval)));
}

static void
show_state (LumbarQuestionView *self, LumbarItemState state)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  gboolean unconfirmed = state == LUMBAR_ITEM_UNCONFIRMED;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_label_set_label (priv->mark, unconfirmed ? "◌" : state == LUMBAR_ITEM_ANSWERED ? "●" : "○");
  gtk_widget_set_visible (priv->confirm, unconfirmed);
  gtk_widget_set_sensitive (priv->clear, state != LUMBAR_ITEM_OPEN && state != LUMBAR_ITEM_NOT_ASKED);
  if (unconfirmed)
    gtk_widget_add_css_class (widget, "unconfirmed");
  else
    gtk_widget_remove_css_class (widget, "unconfirmed");
  if (state == LUMBAR_ITEM_ANSWERED)
    gtk_widget_add_css_class (widget, "answered");
  else
    gtk_widget_remove_css_class (widget, "answered");
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  unconfirmed ? _("From the last visit, not confirmed yet")
                                  : state == LUMBAR_ITEM_ANSWERED ? _("Answered") : _("Not assessed"),
                                  -1);
}

static void
lumbar_question_view_dispose (GObject *object)
{
  LumbarQuestionViewPrivate *priv = get_private (LUMBAR_QUESTION_VIEW (object));

  g_clear_object (&priv->interview);
  g_clear_pointer (&priv->shown, lumbar_answer_unref);

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
    GTK_WIDGET (priv->beside), GTK_WIDGET (priv->below), priv->confirm, priv->tools, priv->note_revealer,
  };
  GtkWidget *focus = get_focus (LUMBAR_QUESTION_VIEW (widget));
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  int at = step > 0 ? 0 : (int) G_N_ELEMENTS (order) - 1;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (lumbar_question_view_parent_class)->focus (widget, direction);
  for (int i = 0; focus != NULL && i < (int) G_N_ELEMENTS (order); i++)
    if (focus == order[i] || gtk_widget_is_ancestor (focus, order[i]))
      at = i;
  for (; at >= 0 && at < (int) G_N_ELEMENTS (order); at += step)
    if (gtk_widget_child_focus (order[at], direction))
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

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-question-view.ui");
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, top);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, mark);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, title);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, question);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, last);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, tools);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, confirm);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, why);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, why_text);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, note_button);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, clear);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, beside);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, below);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, message);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, note_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, LumbarQuestionView, note);
  gtk_widget_class_bind_template_callback (widget_class, confirm_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_activate_cb);
}

/* A click beside the answers brings the keyboard to the question. */
static void
released_cb (LumbarQuestionView *self)
{
  GtkWidget *focus = get_focus (self);

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    lumbar_question_view_focus (self);
}

static void
lumbar_question_view_init (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (priv->top, lumbar_wrap_layout_new (12));
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
  const char *label = lumbar_text_translate (finding->label);
  g_autofree char *why = NULL;
  g_autofree char *note_name = NULL;

  g_return_if_fail (priv->interview == NULL);
  priv->interview = g_object_ref (interview);
  priv->finding = finding;
  why = g_strdup_printf ("%s\n\n%s", lumbar_text_translate (finding->help), lumbar_text_translate (finding->why));
  note_name = g_strdup_printf (_("Note on “%s”"), label);
  gtk_label_set_label (priv->title, label);
  gtk_label_set_label (priv->question, lumbar_text_translate (finding->question));
  gtk_label_set_label (priv->why_text, why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->note), GTK_ACCESSIBLE_PROPERTY_LABEL, note_name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->note_button), GTK_ACCESSIBLE_PROPERTY_LABEL, note_name,
                                  -1);
  LUMBAR_QUESTION_VIEW_GET_CLASS (self)->build (self, finding);
  lumbar_question_view_refresh (self);
}

/**
 * lumbar_question_view_set_last:
 * @self: a view
 * @answer: (nullable): what was recorded at the last visit
 * @when: the day of that visit, for people
 *
 * Shows last visit's value beside the question.
 */
void
lumbar_question_view_set_last (LumbarQuestionView *self, LumbarAnswer *answer, const char *when)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (priv->last), answer != NULL);
  if (answer == NULL)
    return;
  value = lumbar_answer_to_display (answer, priv->finding);
  text = g_strdup_printf (_("Last visit, %s: %s"), when, value);
  gtk_label_set_label (priv->last, text);
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
  const char *note = lumbar_interview_get_note (priv->interview, priv->finding->index);
  LumbarAnswer *before = priv->shown;

  show_state (self, lumbar_interview_get_state (priv->interview, priv->finding->index));
  priv->shown = answer ? lumbar_answer_ref (answer) : NULL;
  LUMBAR_QUESTION_VIEW_GET_CLASS (self)->show_answer (self, answer);
  lumbar_answer_unref (before);
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (priv->note))) &&
      g_strcmp0 (gtk_editable_get_text (priv->note), note ? note : "") != 0)
    {
      gtk_editable_set_text (priv->note, note ? note : "");
      gtk_toggle_button_set_active (priv->note_button, note != NULL);
    }
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

  if (priv->interview != NULL && LUMBAR_QUESTION_VIEW_GET_CLASS (self)->commit != NULL)
    LUMBAR_QUESTION_VIEW_GET_CLASS (self)->commit (self);
}

/**
 * lumbar_question_view_focus:
 * @self: a view
 *
 * Moves the focus to where the answer is given.
 *
 * Returns: whether it could
 */
gboolean
lumbar_question_view_focus (LumbarQuestionView *self)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  AdwBin *place = gtk_widget_get_visible (GTK_WIDGET (priv->beside)) ? priv->beside : priv->below;
  GtkWidget *editor = adw_bin_get_child (place);
  GtkWidget *focus = get_focus (self);

  if (focus != NULL && (focus == editor || gtk_widget_is_ancestor (focus, editor)))
    return TRUE;
  return gtk_widget_child_focus (editor, GTK_DIR_TAB_FORWARD);
}

/**
 * lumbar_question_view_set_narrow:
 * @self: a view
 * @narrow: whether the help below the questions is left out
 *
 * Offers the help behind a button instead.
 */
void
lumbar_question_view_set_narrow (LumbarQuestionView *self, gboolean narrow)
{
  gtk_widget_set_visible (get_private (self)->why, narrow);
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
 * @beside: whether it may stand beside the question where there is room
 *
 * For subclasses, from their build().
 */
void
lumbar_question_view_set_editor (LumbarQuestionView *self,
                                 GtkWidget *editor,
                                 GtkWidget *target,
                                 gboolean beside)
{
  LumbarQuestionViewPrivate *priv = get_private (self);
  AdwBin *place = beside ? priv->beside : priv->below;

  adw_bin_set_child (place, editor);
  gtk_widget_set_visible (GTK_WIDGET (place), TRUE);
  if (!beside)
    {
      /* No room is kept for an editor at the side. */
      gtk_label_set_max_width_chars (priv->title, -1);
      gtk_label_set_max_width_chars (priv->question, -1);
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_RELATION_LABELLED_BY, priv->title,
                                  NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, priv->question, NULL, -1);
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
  if (message != NULL)
    gtk_widget_add_css_class (target, "warning");
  else
    gtk_widget_remove_css_class (target, "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_STATE_INVALID,
                               message ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interview of one draft: sections, questions, assessment, red flags, and the way to signing. */

#include "lumbar-intake-page.h"

#include <glib/gi18n.h>

#include "lumbar-assessment-pane.h"
#include "lumbar-confirm.h"
#include "lumbar-draft.h"
#include "lumbar-group-mark.h"
#include "lumbar-identity.h"
#include "lumbar-intake-layout.h"
#include "lumbar-question-deck.h"
#include "lumbar-question-finder.h"
#include "lumbar-red-flag-bar.h"
#include "lumbar-report-words.h"
#include "lumbar-review-page.h"
#include "lumbar-section-list.h"
#include "lumbar-text.h"
#include "lumbar-toast.h"

struct _LumbarIntakePage {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  LumbarWorker *worker;       /* Owned */
  LumbarEncounter *encounter; /* Owned */
  LumbarDraft *draft;         /* Owned; NULL until read */
  GArray *normal;             /* Owned, of guint: what "rest is normal" answered last; NULL before */

  GtkLabel *identity;
  GtkLabel *save_state;
  GtkWidget *find_button;
  GtkRevealer *failure_revealer;
  GtkLabel *failure;
  GtkStack *pages;
  AdwStatusPage *unreadable;
  LumbarIntakeLayout *layout;

  LumbarSectionList *sections;    /* Child; like those below, NULL until the draft is read */
  LumbarQuestionDeck *deck;       /* Child */
  LumbarAssessmentPane *pane;     /* Child */
  LumbarRedFlagBar *flags;        /* Child */
  GtkLabel *step_title;           /* Child */
  LumbarReviewPage *review;       /* Child; NULL until looked at */
  GtkWidget *handle;              /* Child */
  GtkLabel *handle_text;          /* Child */
  LumbarGroupMark *handle_mark;   /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarIntakePage, lumbar_intake_page, ADW_TYPE_BIN)

enum {
  SIGNAL_CLOSED,
  SIGNAL_SIGNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static LumbarInterview *
get_interview (LumbarIntakePage *self)
{
  return lumbar_draft_get_interview (self->draft);
}

static gboolean
is_reviewing (LumbarIntakePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "review") == 0;
}

static void
show_save_state (LumbarIntakePage *self)
{
  LumbarSaveState state = lumbar_draft_get_save_state (self->draft);
  const char *text = state == LUMBAR_SAVE_SAVED    ? _("Saved ✓")
                     : state == LUMBAR_SAVE_SAVING ? _("Saving…")
                                                   : _("Not saved");

  gtk_label_set_label (self->save_state, text);
  if (state == LUMBAR_SAVE_FAILED)
    gtk_label_set_label (self->failure, lumbar_draft_get_failure (self->draft));
  gtk_revealer_set_reveal_child (self->failure_revealer, state == LUMBAR_SAVE_FAILED);
}

static void
show_flags (LumbarIntakePage *self)
{
  lumbar_red_flag_bar_update (self->flags, lumbar_draft_get_assessment (self->draft),
                              lumbar_interview_get_response (get_interview (self)),
                              lumbar_draft_get_conclusion (self->draft));
  if (self->review != NULL)
    lumbar_review_page_refresh (self->review);
}

static void
show_handle (LumbarIntakePage *self)
{
  LumbarAssessment *assessment = lumbar_draft_get_assessment (self->draft);
  g_autofree char *text = lumbar_report_group_text (assessment);
  g_autofree char *name = g_strdup_printf (_("Assessment: %s"), text);

  lumbar_group_mark_set_group (self->handle_mark, assessment->group);
  gtk_label_set_label (self->handle_text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handle), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_progress (LumbarIntakePage *self)
{
  guint current = lumbar_question_deck_get_section (self->deck);
  const LumbarSection *section = lumbar_knowledge_get_section (self->knowledge, current);
  g_autofree char *title = NULL;

  lumbar_section_list_refresh (self->sections, current);
  title = g_strdup_printf ("%s · %s", lumbar_text_translate (section->title),
                           lumbar_section_list_get_count (self->sections, current));
  gtk_label_set_label (self->step_title, title);
}

static void
draft_assessed_cb (LumbarIntakePage *self)
{
  lumbar_question_deck_refresh (self->deck);
  lumbar_assessment_pane_update (self->pane, lumbar_draft_get_assessment (self->draft));
  show_progress (self);
  show_handle (self);
  show_flags (self);
}

static void
flag_acknowledged_cb (LumbarIntakePage *self, const char *flag_id, const char *done, const char *text)
{
  lumbar_draft_acknowledge (self->draft, flag_id, done, text);
}

static void
section_picked_cb (LumbarIntakePage *self, guint section)
{
  lumbar_question_deck_show_section (self->deck, section);
}

static void
section_opened_cb (LumbarIntakePage *self, guint section)
{
  lumbar_question_deck_show_section (self->deck, section);
  lumbar_question_deck_enter (self->deck);
}

static GtkWidget *
make_step_button (LumbarIntakePage *self, const char *icon, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
build_steps (LumbarIntakePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new ("");
  GtkWidget *identity = gtk_label_new (gtk_label_get_label (self->identity));

  self->step_title = GTK_LABEL (title);
  gtk_label_set_ellipsize (self->step_title, PANGO_ELLIPSIZE_END);
  /* The header has no room for the whole name here, and it must not be cut. */
  gtk_label_set_wrap (GTK_LABEL (identity), TRUE);
  gtk_label_set_justify (GTK_LABEL (identity), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (identity, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (box, "steps");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), identity);
  gtk_box_append (GTK_BOX (box), make_step_button (self, "go-previous-symbolic", _("Section before (Ctrl+Page Up)"),
                                                   "intake.section-before"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box),
                  make_step_button (self, "go-next-symbolic", _("Next section (Ctrl+Page Down)"), "intake.section-next"));
  return box;
}

static GtkWidget *
build_handle (LumbarIntakePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = lumbar_group_mark_new (LUMBAR_GROUP_UNDETERMINED);
  GtkWidget *text = gtk_label_new ("");

  self->handle_mark = LUMBAR_GROUP_MARK (mark);
  self->handle_text = GTK_LABEL (text);
  gtk_label_set_ellipsize (self->handle_text, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->handle_text, 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-up-symbolic"));
  self->handle = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->handle), box);
  gtk_widget_add_css_class (self->handle, "flat");
  gtk_widget_add_css_class (self->handle, "drawer-handle");
  g_object_bind_property (self->handle, "active", self->layout, "open", G_BINDING_BIDIRECTIONAL);
  return self->handle;
}

static void
build_parts (LumbarIntakePage *self)
{
  GtkWidget *sections = lumbar_section_list_new (get_interview (self));
  GtkWidget *flags = lumbar_red_flag_bar_new (self->knowledge, TRUE);
  GtkWidget *deck = lumbar_question_deck_new (self->draft);
  GtkWidget *pane = lumbar_assessment_pane_new (get_interview (self));

  self->sections = LUMBAR_SECTION_LIST (sections);
  self->flags = LUMBAR_RED_FLAG_BAR (flags);
  self->deck = LUMBAR_QUESTION_DECK (deck);
  self->pane = LUMBAR_ASSESSMENT_PANE (pane);
  lumbar_intake_layout_set_part (self->layout, LUMBAR_INTAKE_SECTIONS, sections);
  lumbar_intake_layout_set_part (self->layout, LUMBAR_INTAKE_FLAGS, flags);
  lumbar_intake_layout_set_part (self->layout, LUMBAR_INTAKE_STEPS, build_steps (self));
  lumbar_intake_layout_set_part (self->layout, LUMBAR_INTAKE_QUESTIONS, deck);
  lumbar_intake_layout_set_part (self->layout, LUMBAR_INTAKE_ASSESSMENT, pane);
  lumbar_intake_layout_set_part (self->layout, LUMBAR_INTAKE_HANDLE, build_handle (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->find_button),
                               lumbar_question_finder_new (get_interview (self)));
  g_signal_connect_object (sections, "picked", G_CALLBACK (section_picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sections, "opened", G_CALLBACK (section_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (flags, "acknowledged", G_CALLBACK (flag_acknowledged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (deck, "notify::section", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
}

static void
set_enabled (LumbarIntakePage *self, gboolean enabled)
{
  static const char *const actions[] = {
    "intake.next",         "intake.back",           "intake.advance", "intake.review", "intake.find",
    "intake.useful",       "intake.jump",           "intake.undo",    "intake.redo",   "intake.step-next",
    "intake.section-next", "intake.section-before", "intake.step-before",
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
}

static void
draft_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarIntakePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarDraft) draft = lumbar_draft_open_finish (LUMBAR_WORKER (source), result, &error);

  if (self->encounter == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL) /* Left in the meantime */
    return;
  if (draft == NULL)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->unreadable, text);
      gtk_stack_set_visible_child_name (self->pages, "unreadable");
      return;
    }
  self->draft = g_steal_pointer (&draft);
  build_parts (self);
  g_signal_connect_object (self->draft, "assessed", G_CALLBACK (draft_assessed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "conclusion-changed", G_CALLBACK (show_flags), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "save-state-changed", G_CALLBACK (show_save_state), self,
                           G_CONNECT_SWAPPED);
  draft_assessed_cb (self);
  show_save_state (self);
  set_enabled (self, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "questions");
  if (lumbar_draft_get_place (self->draft) >= 0)
    lumbar_question_deck_jump (self->deck, (guint) lumbar_draft_get_place (self->draft));
  else
    lumbar_question_deck_step (self->deck, 1);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  gtk_stack_set_visible_child_name (self->pages, "loading");
  lumbar_draft_open_async (self->knowledge, self->worker, self->encounter, draft_opened_cb, g_object_ref (self));
}

/* To the question before, or to the next one that waits for an answer; after the last one to the review. */
static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  if (is_reviewing (self))
    return;
  if (!g_str_equal (name, "intake.next"))
    lumbar_question_deck_step (self->deck, g_str_equal (name, "intake.step-next") ? 1 : -1);
  else if (!lumbar_question_deck_go_on (self->deck))
    gtk_widget_activate_action (widget, "intake.review", NULL);
}

static void
say_all_answered (LumbarIntakePage *self)
{
  lumbar_question_deck_say (self->deck, _("Nothing is open after this. Enter: review and sign"));
}

/* After an answer by a single key. */
static void
advance_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  if (!is_reviewing (self) && !lumbar_question_deck_go_on (self->deck))
    say_all_answered (self);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);
  gboolean undo = g_str_equal (name, "intake.undo");
  g_autofree char *text = NULL;
  int finding;

  if (is_reviewing (self))
    return;
  finding = undo ? lumbar_interview_undo (get_interview (self)) : lumbar_interview_redo (get_interview (self));
  if (finding < 0)
    {
      lumbar_question_deck_say (self->deck, undo ? _("Nothing to take back") : _("Nothing to do again"));
      return;
    }
  lumbar_question_deck_jump (self->deck, (guint) finding);
  text = g_strdup_printf (undo ? _("Taken back: %s") : _("Done again: %s"),
                          lumbar_text_translate (
                            lumbar_knowledge_get_finding (self->knowledge, (guint) finding)->label));
  lumbar_question_deck_say (self->deck, text);
}

static void
section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  if (!is_reviewing (self))
    lumbar_question_deck_step_section (self->deck, g_str_equal (name, "intake.section-next") ? 1 : -1);
}

static void
show_questions (LumbarIntakePage *self)
{
  gtk_stack_set_visible_child_name (self->pages, "questions");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.review", TRUE);
}

static void
jump_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  show_questions (self);
  lumbar_intake_layout_set_open (self->layout, FALSE);
  lumbar_question_deck_jump (self->deck, g_variant_get_uint32 (parameter));
}

static void
useful_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);
  LumbarAssessment *assessment = lumbar_draft_get_assessment (self->draft);
  const LumbarFinding *finding;

  if (assessment->next->len == 0)
    {
      lumbar_toast_show (widget, _("No open question would change the picture"));
      return;
    }
  finding = lumbar_knowledge_find_finding (self->knowledge,
                                           ((LumbarNextQuestion *) assessment->next->pdata[0])->finding_id);
  show_questions (self);
  lumbar_question_deck_jump (self->deck, finding->index);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (LUMBAR_INTAKE_PAGE (widget)->find_button));
}

static void
take_back_cb (GtkWidget *widget, GObject *subject)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  if (self->normal != NULL)
    lumbar_draft_take_back (self->draft, self->normal);
  g_clear_pointer (&self->normal, g_array_unref);
}

/* Of the section that was clicked, or that has the current question. */
static guint
get_section (LumbarIntakePage *self, GVariant *parameter)
{
  return parameter ? g_variant_get_uint32 (parameter) : lumbar_question_deck_get_section (self->deck);
}

/* A whole section was answered at once: on to what is still open. */
static void
go_on_after_section (LumbarIntakePage *self, guint section)
{
  if (!lumbar_question_deck_go_on_in (self->deck, section))
    say_all_answered (self);
}

static void
section_normal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);
  guint section = get_section (self, parameter);
  const char *title = lumbar_text_translate (lumbar_knowledge_get_section (self->knowledge, section)->title);
  g_autofree char *text = NULL;

  g_clear_pointer (&self->normal, g_array_unref);
  self->normal =
    lumbar_draft_set_section_normal (self->draft, section, lumbar_question_deck_shows_details (self->deck, section));
  if (self->normal->len == 0)
    return;
  text = g_strdup_printf (ngettext ("%s: %u answer set to normal", "%s: %u answers set to normal", self->normal->len),
                          title, self->normal->len);
  go_on_after_section (self, section);
  lumbar_toast_show_undo (widget, text, take_back_cb, G_OBJECT (self->draft));
}

static void
confirm_section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);
  guint section = get_section (self, parameter);

  if (lumbar_interview_confirm_section (get_interview (self), section) > 0)
    go_on_after_section (self, section);
}

static void
details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  lumbar_question_deck_toggle_details (self->deck, get_section (self, parameter));
}

static void
form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_question_deck_open_form (LUMBAR_INTAKE_PAGE (widget)->deck, g_variant_get_uint32 (parameter));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lumbar_draft_retry (LUMBAR_INTAKE_PAGE (widget)->draft);
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);
  GtkWidget *focus;

  lumbar_question_deck_commit (self->deck);
  if (self->review == NULL)
    {
      self->review = LUMBAR_REVIEW_PAGE (lumbar_review_page_new (self->draft));
      gtk_stack_add_named (self->pages, GTK_WIDGET (self->review), "review");
    }
  lumbar_review_page_refresh (self->review);
  gtk_stack_set_visible_child_name (self->pages, "review");
  gtk_widget_action_set_enabled (widget, "intake.review", FALSE);
  /* The stack takes the focus along where it was on the questions; a second step would skip a button. */
  focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->review)))
    gtk_widget_child_focus (GTK_WIDGET (self->review), GTK_DIR_TAB_FORWARD);
}

/* From the review back to the question that was left. */
static void
questions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  if (self->draft == NULL || !is_reviewing (self))
    return;
  lumbar_review_page_commit (self->review);
  show_questions (self);
  lumbar_question_deck_enter (self->deck);
}

static void
leave_cb (GtkWidget *widget)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSED], 0);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);

  if (is_reviewing (self))
    {
      questions_action (widget, NULL, NULL);
      return;
    }
  if (lumbar_intake_page_holds_unsaved (self))
    lumbar_confirm_destructive (widget, _("Leave without saving?"),
                                _("Some answers are not on disk yet. They are lost when you leave now."),
                                _("_Leave"), leave_cb);
  else
    g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
draft_signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarIntakePage) self = data;
  g_autoptr (GError) error = NULL;

  if (self->draft == NULL) /* Left in the meantime */
    return;
  if (lumbar_draft_sign_finish (self->draft, result, &error))
    {
      g_signal_emit (self, signals[SIGNAL_SIGNED], 0, self->encounter->id);
      return;
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.sign", TRUE);
  lumbar_review_page_set_failure (self->review, error->message);
}

static void
sign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (widget);
  g_autofree char *obstacle = NULL;

  lumbar_question_deck_commit (self->deck);
  lumbar_review_page_commit (self->review);
  obstacle = lumbar_draft_find_obstacle (self->draft);
  lumbar_review_page_set_failure (self->review, NULL);
  if (obstacle != NULL)
    return;
  gtk_widget_action_set_enabled (widget, "intake.sign", FALSE);
  lumbar_draft_sign_async (self->draft, draft_signed_cb, g_object_ref (self));
}

static void
lumbar_intake_page_dispose (GObject *object)
{
  LumbarIntakePage *self = LUMBAR_INTAKE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LUMBAR_TYPE_INTAKE_PAGE);
  g_clear_object (&self->draft);
  g_clear_object (&self->worker);
  g_clear_object (&self->encounter);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  g_clear_pointer (&self->normal, g_array_unref);

  G_OBJECT_CLASS (lumbar_intake_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "intake.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "intake.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "intake.step-next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "intake.step-before", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "intake.advance", NULL, advance_action);
  gtk_widget_class_install_action (widget_class, "intake.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "intake.redo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "intake.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "intake.details-of", "u", details_action);
  gtk_widget_class_install_action (widget_class, "intake.form", "u", form_action);
  gtk_widget_class_install_action (widget_class, "intake.normal-of", "u", section_normal_action);
  gtk_widget_class_install_action (widget_class, "intake.confirm-all-of", "u", confirm_section_action);
  gtk_widget_class_install_action (widget_class, "intake.back", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "intake.section-next", NULL, section_action);
  gtk_widget_class_install_action (widget_class, "intake.section-before", NULL, section_action);
  gtk_widget_class_install_action (widget_class, "intake.jump", "u", jump_action);
  gtk_widget_class_install_action (widget_class, "intake.useful", NULL, useful_action);
  gtk_widget_class_install_action (widget_class, "intake.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "intake.section-normal", NULL, section_normal_action);
  gtk_widget_class_install_action (widget_class, "intake.confirm-section", NULL, confirm_section_action);
  gtk_widget_class_install_action (widget_class, "intake.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "intake.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "intake.questions", NULL, questions_action);
  gtk_widget_class_install_action (widget_class, "intake.sign", NULL, sign_action);
  gtk_widget_class_install_action (widget_class, "intake.close", NULL, close_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "intake.review", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "intake.review", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_period, GDK_CONTROL_MASK, "intake.useful", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "intake.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "intake.questions", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "intake.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "intake.redo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK, "intake.step-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK, "intake.step-before", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "intake.details", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_slash, 0, "intake.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "intake.section-next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "intake.section-before",
                                       NULL);
}

static void
lumbar_intake_page_class_init (LumbarIntakePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_intake_page_dispose;

  signals[SIGNAL_CLOSED] = g_signal_new ("closed", LUMBAR_TYPE_INTAKE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[SIGNAL_SIGNED] = g_signal_new ("signed", LUMBAR_TYPE_INTAKE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  install_actions (widget_class);
  g_type_ensure (LUMBAR_TYPE_INTAKE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-intake-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, identity);
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, save_state);
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, find_button);
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, failure_revealer);
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, failure);
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, pages);
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, unreadable);
  gtk_widget_class_bind_template_child (widget_class, LumbarIntakePage, layout);
}

/* Once a display: the style of everything in intake and assessment. */
static void
load_style (GtkWidget *widget)
{
  static GQuark loaded;
  GdkDisplay *display = gtk_widget_get_display (widget);
  g_autoptr (GtkCssProvider) provider = NULL;

  if (loaded == 0)
    loaded = g_quark_from_static_string ("lumbar-intake-style");
  if (g_object_get_qdata (G_OBJECT (display), loaded) != NULL)
    return;
  g_object_set_qdata (G_OBJECT (display), loaded, GINT_TO_POINTER (TRUE));
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/lumbar/Lumbar/intake/intake.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
lumbar_intake_page_init (LumbarIntakePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  load_style (GTK_WIDGET (self));
  set_enabled (self, FALSE);
}

/**
 * lumbar_intake_page_holds_unsaved:
 * @self: a page
 *
 * Records what was typed and not recorded yet.
 *
 * Returns: whether answers would be lost if the program ended now, because they can't be written
 */
gboolean
lumbar_intake_page_holds_unsaved (LumbarIntakePage *self)
{
  if (self->draft == NULL)
    return FALSE;
  lumbar_question_deck_commit (self->deck);
  return lumbar_draft_get_save_state (self->draft) == LUMBAR_SAVE_FAILED;
}

/**
 * lumbar_intake_page_get_save_state:
 * @self: a page
 *
 * Records what was typed and not recorded yet.
 *
 * Returns: whether all of it is on the disk
 */
LumbarSaveState
lumbar_intake_page_get_save_state (LumbarIntakePage *self)
{
  if (self->draft == NULL)
    return LUMBAR_SAVE_SAVED;
  lumbar_question_deck_commit (self->deck);
  if (self->review != NULL)
    lumbar_review_page_commit (self->review);
  return lumbar_draft_get_save_state (self->draft);
}

/**
 * lumbar_intake_page_retry:
 * @self: a page
 *
 * Writes what could not be written until now.
 */
void
lumbar_intake_page_retry (LumbarIntakePage *self)
{
  if (self->draft != NULL && lumbar_draft_get_save_state (self->draft) == LUMBAR_SAVE_FAILED)
    lumbar_draft_retry (self->draft);
}

/**
 * lumbar_intake_page_new:
 * @knowledge: what is asked
 * @worker: who owns the record
 * @patient: whose visit it is
 * @draft: the visit, in the record
 *
 * Reads the draft and shows it.
 *
 * Returns: (transfer floating): the page
 */
LumbarIntakePage *
lumbar_intake_page_new (LumbarKnowledge *knowledge,
                        LumbarWorker *worker,
                        LumbarPatient *patient,
                        LumbarEncounter *draft)
{
  LumbarIntakePage *self = g_object_new (LUMBAR_TYPE_INTAKE_PAGE, NULL);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *identity = lumbar_identity_write (patient, mirrored);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  self->worker = g_object_ref (worker);
  self->encounter = g_object_ref (draft);
  gtk_label_set_label (self->identity, identity);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->identity), identity);
  gtk_widget_activate_action (GTK_WIDGET (self), "intake.open", NULL);
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer typed in one line: kept with every key, and recorded when the typing pauses, on Enter and when
 * the focus leaves. */

#include "lumbar-entry-view.h"

#include "lumbar-text.h"

/* Long enough to type "38.5" without being told that 3 is out of range. */
#define PAUSE_MS 700

typedef struct {
  GtkWidget *box;   /* Child */
  GtkWidget *entry; /* Child */
  guint pause_id;
  gboolean refused; /* What stands in the entry is no answer */
  gboolean taking;  /* Being changed by the program */
} LumbarEntryViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LumbarEntryView, lumbar_entry_view, LUMBAR_TYPE_QUESTION_VIEW)

static LumbarEntryViewPrivate *
get_private (LumbarEntryView *self)
{
  return lumbar_entry_view_get_instance_private (self);
}

static void
lumbar_entry_view_commit (LumbarQuestionView *view)
{
  LumbarEntryView *self = LUMBAR_ENTRY_VIEW (view);
  LumbarEntryViewPrivate *priv = get_private (self);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (priv->entry))));
  g_autofree char *message = NULL;
  g_autoptr (LumbarAnswer) answer = NULL;

  if (priv->pause_id == 0)
    return;
  g_clear_handle_id (&priv->pause_id, g_source_remove);
  if (*text != '\0')
    answer = LUMBAR_ENTRY_VIEW_GET_CLASS (self)->parse (self, text, &message);
  priv->refused = *text != '\0' && answer == NULL;
  lumbar_question_view_set_message (view, priv->entry, message);
  /* What is refused must not leave an older answer standing behind it. */
  lumbar_question_view_record (view, answer);
}

static gboolean
pause_cb (gpointer data)
{
  lumbar_entry_view_commit (data);
  return G_SOURCE_REMOVE;
}

/* On disk with the key; it counts when the typing is over. */
static void
keep_typed (LumbarEntryView *self)
{
  LumbarQuestionView *view = LUMBAR_QUESTION_VIEW (self);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_private (self)->entry))));
  g_autofree char *message = NULL;
  g_autoptr (LumbarAnswer) answer = NULL;

  if (*text != '\0')
    answer = LUMBAR_ENTRY_VIEW_GET_CLASS (self)->parse (self, text, &message);
  lumbar_interview_type (lumbar_question_view_get_interview (view), lumbar_question_view_get_finding (view)->index,
                         answer);
}

static void
entry_changed_cb (LumbarEntryView *self)
{
  LumbarEntryViewPrivate *priv = get_private (self);

  if (priv->taking)
    return;
  keep_typed (self);
  g_clear_handle_id (&priv->pause_id, g_source_remove);
  priv->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
entry_leave_cb (LumbarQuestionView *view)
{
  lumbar_question_view_commit (view);
}

static gboolean
lumbar_entry_view_stands_beside (const LumbarFinding *finding)
{
  return TRUE;
}

static void
lumbar_entry_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarEntryViewPrivate *priv = get_private (LUMBAR_ENTRY_VIEW (view));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  priv->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  priv->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (priv->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (priv->entry), 12);
  gtk_entry_set_max_length (GTK_ENTRY (priv->entry), 40);
  gtk_widget_set_valign (priv->entry, GTK_ALIGN_CENTER);
  g_signal_connect_object (priv->entry, "changed", G_CALLBACK (entry_changed_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_leave_cb), view, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (priv->entry, focus);
  gtk_box_append (GTK_BOX (priv->box), priv->entry);
  lumbar_question_view_set_editor (view, priv->box, priv->entry);
}

static void
lumbar_entry_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarEntryView *self = LUMBAR_ENTRY_VIEW (view);
  LumbarEntryViewPrivate *priv = get_private (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (priv->entry));
  g_autoptr (LumbarAnswer) typed = NULL;
  g_autofree char *message = NULL;
  g_autofree char *right = NULL;

  /* Never take away what somebody types or has yet to mend. */
  if (priv->pause_id != 0 || (answer == NULL && priv->refused))
    return;
  if (*text != '\0')
    typed = LUMBAR_ENTRY_VIEW_GET_CLASS (self)->parse (self, text, &message);
  if (*text != '\0' && lumbar_answer_equal (typed, answer))
    return;
  right = answer ? LUMBAR_ENTRY_VIEW_GET_CLASS (self)->print (self, answer) : g_strdup ("");
  priv->refused = FALSE;
  priv->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (priv->entry), right);
  priv->taking = FALSE;
  lumbar_question_view_set_message (view, priv->entry, NULL);
}

static void
lumbar_entry_view_dispose (GObject *object)
{
  g_clear_handle_id (&get_private (LUMBAR_ENTRY_VIEW (object))->pause_id, g_source_remove);

  G_OBJECT_CLASS (lumbar_entry_view_parent_class)->dispose (object);
}

static void
lumbar_entry_view_class_init (LumbarEntryViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_entry_view_dispose;
  view_class->typing = LUMBAR_TYPING_NUMBERS;
  view_class->stands_beside = lumbar_entry_view_stands_beside;
  view_class->build = lumbar_entry_view_build;
  view_class->show_answer = lumbar_entry_view_show_answer;
  view_class->commit = lumbar_entry_view_commit;
}

static void
lumbar_entry_view_init (LumbarEntryView *self)
{
}

/**
 * lumbar_entry_view_get_entry:
 * @self: a view that is bound
 *
 * Returns: (transfer none): the entry
 */
GtkWidget *
lumbar_entry_view_get_entry (LumbarEntryView *self)
{
  return get_private (self)->entry;
}

/**
 * lumbar_entry_view_get_box:
 * @self: a view that is bound
 *
 * Returns: (transfer none): the box around the entry, for what stands beside it
 */
GtkWidget *
lumbar_entry_view_get_box (LumbarEntryView *self)
{
  return get_private (self)->box;
}

/**
 * lumbar_entry_view_take_text:
 * @self: a view that is bound
 * @text: what was picked by other means
 *
 * As if @text had been typed, recorded at once.
 */
void
lumbar_entry_view_take_text (LumbarEntryView *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->entry), text);
  lumbar_entry_view_commit (LUMBAR_QUESTION_VIEW (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing field for words. */

#include "lumbar-words-field.h"

#include "lumbar-text.h"

#define PAUSE_MS 700
#define HEIGHT 96

struct _LumbarWordsField {
  AdwBin parent_instance;

  GtkTextView *view; /* Child */
  guint pause_id;
  gboolean taking; /* Being changed by the program */
};

G_DEFINE_FINAL_TYPE (LumbarWordsField, lumbar_words_field, ADW_TYPE_BIN)

enum {
  SIGNAL_TYPED,
  SIGNAL_COMMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
pause_cb (gpointer data)
{
  lumbar_words_field_commit (data);
  return G_SOURCE_REMOVE;
}

static void
buffer_changed_cb (LumbarWordsField *self)
{
  if (self->taking)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
lumbar_words_field_unmap (GtkWidget *widget)
{
  lumbar_words_field_commit (LUMBAR_WORDS_FIELD (widget));

  GTK_WIDGET_CLASS (lumbar_words_field_parent_class)->unmap (widget);
}

static void
lumbar_words_field_dispose (GObject *object)
{
  g_clear_handle_id (&LUMBAR_WORDS_FIELD (object)->pause_id, g_source_remove);

  G_OBJECT_CLASS (lumbar_words_field_parent_class)->dispose (object);
}

static void
lumbar_words_field_class_init (LumbarWordsFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_words_field_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = lumbar_words_field_unmap;

  signals[SIGNAL_TYPED] = g_signal_new ("typed", LUMBAR_TYPE_WORDS_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SIGNAL_COMMITTED] = g_signal_new ("committed", LUMBAR_TYPE_WORDS_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
}

static void
lumbar_words_field_init (LumbarWordsField *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = GTK_TEXT_VIEW (view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_input_hints (self->view, GTK_INPUT_HINT_SPELLCHECK | GTK_INPUT_HINT_WORD_COMPLETION);
  gtk_text_view_set_left_margin (self->view, 10);
  gtk_text_view_set_right_margin (self->view, 10);
  gtk_text_view_set_top_margin (self->view, 10);
  gtk_text_view_set_bottom_margin (self->view, 10);
  gtk_widget_set_size_request (view, -1, HEIGHT);
  gtk_widget_add_css_class (view, "words");
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (lumbar_words_field_commit), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, focus);
}

static void
show_label (LumbarWordsField *self, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

/**
 * lumbar_words_field_new:
 * @label: (nullable): what it is for, shown above it; %NULL where that stands elsewhere
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
lumbar_words_field_new (const char *label)
{
  LumbarWordsField *self = g_object_new (LUMBAR_TYPE_WORDS_FIELD, NULL);

  if (label != NULL)
    show_label (self, label);
  else
    adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
  return GTK_WIDGET (self);
}

/**
 * lumbar_words_field_set_small:
 * @self: a field
 *
 * Makes it one line high as long as one line is enough.
 */
void
lumbar_words_field_set_small (LumbarWordsField *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, -1);
}

/**
 * lumbar_words_field_go_to_end:
 * @self: a field
 *
 * Puts the cursor behind the last word, to write on.
 */
void
lumbar_words_field_go_to_end (LumbarWordsField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

/**
 * lumbar_words_field_get_view:
 * @self: a field
 *
 * Returns: (transfer none): the widget that takes the focus
 */
GtkWidget *
lumbar_words_field_get_view (LumbarWordsField *self)
{
  return GTK_WIDGET (self->view);
}

/**
 * lumbar_words_field_get_text:
 * @self: a field
 *
 * Returns: (transfer full): what stands in it, without what can't be seen
 */
char *
lumbar_words_field_get_text (LumbarWordsField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return lumbar_text_clean (text, TRUE);
}

/**
 * lumbar_words_field_set_text:
 * @self: a field
 * @text: what should stand in it
 *
 * Changes the text unless somebody is typing, or it says the same already.
 */
void
lumbar_words_field_set_text (LumbarWordsField *self, const char *text)
{
  g_autofree char *now = lumbar_words_field_get_text (self);

  if (self->pause_id != 0 || g_str_equal (now, text))
    return;
  self->taking = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->taking = FALSE;
}

/**
 * lumbar_words_field_commit:
 * @self: a field
 *
 * Says "committed" now where something was typed since.
 */
void
lumbar_words_field_commit (LumbarWordsField *self)
{
  if (self->pause_id == 0)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_COMMITTED], 0);
}

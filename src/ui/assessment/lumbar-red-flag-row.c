/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One red flag that fires. */

#include "lumbar-red-flag-row.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-line-layout.h"
#include "lumbar-option-button.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

struct _LumbarRedFlagRow {
  AdwBin parent_instance;

  const LumbarRedFlag *flag; /* Borrowed from the knowledge */
  GPtrArray *word_buttons;   /* Owned array of children, one a word of acknowledgement */
  char *done_word;           /* The word recorded, or "" */
  char *done_text;           /* The words recorded, or "" */

  GtkWidget *button;
  GtkLabel *timeframe;
  GtkLabel *name;
  GtkLabel *because;
  GtkLabel *done;
  GtkLabel *action;
  GtkLabel *caveat;
  AdwBin *source;
  GtkWidget *done_words;
  GtkEditable *text;
};

G_DEFINE_FINAL_TYPE (LumbarRedFlagRow, lumbar_red_flag_row, ADW_TYPE_BIN)

enum {
  SIGNAL_ACKNOWLEDGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
acknowledge (LumbarRedFlagRow *self, const char *word)
{
  g_autofree char *text = lumbar_text_clean (gtk_editable_get_text (self->text), FALSE);

  g_signal_emit (self, signals[SIGNAL_ACKNOWLEDGED], 0, self->flag->id, word, text);
}

static void
word_clicked_cb (LumbarRedFlagRow *self, GtkWidget *button)
{
  guint i;

  if (g_ptr_array_find (self->word_buttons, button, &i))
    acknowledge (self, lumbar_acknowledgement_words ()[i]);
}

/* Words alone say nothing about what was done: they wait for the word beside them. */
static void
text_activate_cb (LumbarRedFlagRow *self)
{
  if (*self->done_word != '\0' && g_strcmp0 (self->done_text, gtk_editable_get_text (self->text)) != 0)
    acknowledge (self, self->done_word);
}

static void
build_words (LumbarRedFlagRow *self)
{
  const char *const *words = lumbar_acknowledgement_words ();

  gtk_widget_set_layout_manager (self->done_words, lumbar_wrap_layout_new (6));
  for (guint i = 0; words[i] != NULL; i++)
    {
      GtkWidget *button =
        lumbar_option_button_new (lumbar_acknowledgement_word_get_title (words[i]), "", GTK_ACCESSIBLE_ROLE_RADIO);

      g_signal_connect_swapped (button, "clicked", G_CALLBACK (word_clicked_cb), self);
      g_ptr_array_add (self->word_buttons, button);
      gtk_box_append (GTK_BOX (self->done_words), button);
    }
}

/* What the words beside the button are about. */
static const char *
get_placeholder (const char *word)
{
  if (g_str_equal (word, "not-applicable"))
    return _("Why it does not apply");
  if (g_str_equal (word, "referred"))
    return _("To whom, when");
  if (g_str_equal (word, "pending"))
    return _("What is awaited, until when");
  return _("With whom, when, result");
}

static char *
say_because (const LumbarFiredFlag *fired, LumbarResponse *response)
{
  GString *because = g_string_new (NULL);

  for (guint i = 0; fired->because[i] != NULL; i++)
    {
      g_autofree char *answer = lumbar_report_answer_text (response, fired->because[i]);

      g_string_append_printf (because, "%s%s", i > 0 ? "; " : "", answer);
    }
  return g_string_free (because, FALSE);
}

static void
show_done (LumbarRedFlagRow *self, const LumbarAcknowledgement *entry)
{
  const char *const *words = lumbar_acknowledgement_words ();
  g_autofree char *time = entry ? lumbar_date_format_instant (entry->at) : NULL;
  g_autofree char *line = NULL;

  if (entry == NULL)
    line = g_strdup (_("What was done?"));
  else
    line = g_strdup_printf ("✓ %s%s%s · %s", lumbar_acknowledgement_word_get_title (entry->done),
                            *entry->text != '\0' ? ": " : "", entry->text, time);
  lumbar_set_str (&self->done_word, entry ? entry->done : "");
  lumbar_set_str (&self->done_text, entry ? entry->text : "");
  gtk_label_set_label (self->done, line);
  g_object_set (self->text, "placeholder-text", get_placeholder (self->done_word), NULL);
  /* Where it can't wait the question stands there; elsewhere it is behind the arrow. */
  gtk_widget_set_visible (GTK_WIDGET (self->done),
                          entry != NULL || self->flag->timeframe == LUMBAR_TIMEFRAME_NOW);
  for (guint i = 0; i < self->word_buttons->len; i++)
    gtk_toggle_button_set_active (self->word_buttons->pdata[i], g_str_equal (words[i], self->done_word));
  if (entry != NULL && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->text))) &&
      g_strcmp0 (gtk_editable_get_text (self->text), entry->text) != 0)
    gtk_editable_set_text (self->text, entry->text);
}

static void
show_source (LumbarRedFlagRow *self)
{
  g_autofree char *text = lumbar_report_source_text (self->flag->source);
  g_autofree char *link = lumbar_source_get_link (self->flag->source);
  GtkWidget *widget = link ? gtk_link_button_new_with_label (link, text) : gtk_label_new (text);

  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_add_css_class (widget, "caption");
  gtk_widget_add_css_class (widget, "source");
  gtk_widget_set_tooltip_text (widget, self->flag->source->citation);
  adw_bin_set_child (self->source, widget);
}

/* What the flag rests on: its answers, source and what MS does to it are behind the arrow. */
static gboolean
basis_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  LumbarRedFlagRow *self = LUMBAR_RED_FLAG_ROW (widget);

  lumbar_red_flag_row_set_open (self, !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button)));
  return TRUE;
}

static void
lumbar_red_flag_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LUMBAR_TYPE_RED_FLAG_ROW);

  G_OBJECT_CLASS (lumbar_red_flag_row_parent_class)->dispose (object);
}

static void
lumbar_red_flag_row_finalize (GObject *object)
{
  LumbarRedFlagRow *self = LUMBAR_RED_FLAG_ROW (object);

  g_clear_pointer (&self->word_buttons, g_ptr_array_unref);
  g_clear_pointer (&self->done_word, g_free);
  g_clear_pointer (&self->done_text, g_free);

  G_OBJECT_CLASS (lumbar_red_flag_row_parent_class)->finalize (object);
}

static void
lumbar_red_flag_row_class_init (LumbarRedFlagRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_red_flag_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_red_flag_row_finalize;
  g_type_ensure (LUMBAR_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/assessment/lumbar-red-flag-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, button);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, timeframe);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, name);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, because);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, done);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, action);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, caveat);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, source);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, done_words);
  gtk_widget_class_bind_template_child (widget_class, LumbarRedFlagRow, text);
  gtk_widget_class_bind_template_callback (widget_class, text_activate_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, 0, basis_key, NULL);

  signals[SIGNAL_ACKNOWLEDGED] =
    g_signal_new ("acknowledged", LUMBAR_TYPE_RED_FLAG_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
lumbar_red_flag_row_init (LumbarRedFlagRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->word_buttons = g_ptr_array_new ();
  self->done_word = g_strdup ("");
  build_words (self);
}

/**
 * lumbar_red_flag_row_new:
 * @knowledge: where the flag is from
 * @flag_id: a red flag
 *
 * Returns: (transfer floating): a row for it, to be filled by lumbar_red_flag_row_update()
 */
GtkWidget *
lumbar_red_flag_row_new (LumbarKnowledge *knowledge, const char *flag_id)
{
  LumbarRedFlagRow *self = g_object_new (LUMBAR_TYPE_RED_FLAG_ROW, NULL);
  g_autofree char *when = NULL;

  self->flag = lumbar_knowledge_find_red_flag (knowledge, flag_id);
  when = g_strdup_printf ("⚑ %s", lumbar_timeframe_get_title (self->flag->timeframe));
  gtk_label_set_label (self->timeframe, when);
  gtk_label_set_label (self->name, lumbar_text_translate (self->flag->name));
  gtk_label_set_label (self->action, lumbar_text_translate (self->flag->action));
  gtk_label_set_label (self->caveat, lumbar_text_translate (self->flag->ms_caveat));
  gtk_widget_set_visible (GTK_WIDGET (self->caveat), *self->flag->ms_caveat != '\0');
  gtk_widget_add_css_class (GTK_WIDGET (self), lumbar_timeframe_to_id (self->flag->timeframe));
  show_source (self);
  return GTK_WIDGET (self);
}

/**
 * lumbar_red_flag_row_get_id:
 * @self: a row
 *
 * Returns: the id of its flag
 */
const char *
lumbar_red_flag_row_get_id (LumbarRedFlagRow *self)
{
  return self->flag->id;
}

/**
 * lumbar_red_flag_row_update:
 * @self: a row
 * @fired: the same flag as it fires now
 * @response: the answers that raised it
 * @acknowledgement: (nullable): what was done about it
 */
void
lumbar_red_flag_row_update (LumbarRedFlagRow *self,
                            const LumbarFiredFlag *fired,
                            LumbarResponse *response,
                            const LumbarAcknowledgement *acknowledgement)
{
  g_autofree char *because = say_because (fired, response);
  g_autofree char *name = NULL;

  gtk_label_set_label (self->because, because);
  show_done (self, acknowledgement);
  name = g_strdup_printf (_("Red flag, %s: %s. %s. %s"), lumbar_timeframe_get_title (self->flag->timeframe),
                          lumbar_text_translate (self->flag->name), because, gtk_label_get_label (self->done));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * lumbar_red_flag_row_set_open:
 * @self: a row
 * @open: whether action and what was done show
 */
void
lumbar_red_flag_row_set_open (LumbarRedFlagRow *self, gboolean open)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), open);
}

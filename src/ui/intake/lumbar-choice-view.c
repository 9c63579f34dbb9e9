/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One option out of a few. */

#include "lumbar-choice-view.h"

#include <glib/gi18n.h>

#include "lumbar-cell-layout.h"
#include "lumbar-option-button.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

/* Rows of cells line up because each has this many columns. */
#define N_CHANGE_COLUMNS 4

/* So few and short that they stand beside the question. */
#define MOST_BESIDE 4
#define MOST_LETTERS_BESIDE 26

struct _LumbarChoiceView {
  LumbarQuestionView parent_instance;

  GPtrArray *buttons; /* Owned array of children, one an option */
};

G_DEFINE_FINAL_TYPE (LumbarChoiceView, lumbar_choice_view, LUMBAR_TYPE_QUESTION_VIEW)

static void
pick (LumbarChoiceView *self, guint option)
{
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_options ((guint64) 1 << option);

  lumbar_question_view_record (LUMBAR_QUESTION_VIEW (self), answer);
}

static void
button_clicked_cb (LumbarChoiceView *self, GtkWidget *button)
{
  guint option;

  if (g_ptr_array_find (self->buttons, button, &option))
    pick (self, option);
}

static GtkWidget *
add_button (LumbarChoiceView *self, const LumbarOption *option, const char *text)
{
  const char key[] = { g_ascii_toupper (option->key), '\0' };
  GtkWidget *button = lumbar_option_button_new (text, key, GTK_ACCESSIBLE_ROLE_RADIO);

  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->buttons, button);
  return button;
}

/* none (or normal), baseline, worse, new: always in the same column, also where one is missing. */
static int
find_change_column (const LumbarOption *option)
{
  static const char *const columns[] = { "baseline", "worse", "new" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (option->id, columns[i]))
      return (int) i + 1;
  return 0;
}

/* The rows of a section are answered in one sweep, so each column has one short word; a reader hears the
 * whole option. */
static const char *
get_short_text (const LumbarFinding *finding, const LumbarOption *option)
{
  static const char *const words[] = { NULL, N_ ("Usual"), N_ ("Worse"), N_ ("New") };
  int column = find_change_column (option);

  return finding->change_model && column > 0 ? _(words[column]) : lumbar_text_translate (option->text);
}

static GtkWidget *
build_cells (LumbarChoiceView *self, const LumbarFinding *finding)
{
  GtkWidget *box = lumbar_cell_box_new (4);
  GtkWidget *cells[N_CHANGE_COLUMNS] = { NULL };
  int n = finding->change_model ? N_CHANGE_COLUMNS : (int) finding->options->len;

  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = lumbar_finding_get_option (finding, i);
      const char *whole = lumbar_text_translate (option->text);
      GtkWidget *cell = add_button (self, option, get_short_text (finding, option));

      gtk_widget_add_css_class (cell, finding->change_model ? "change" : "yes-no");
      gtk_widget_set_tooltip_text (cell, whole);
      gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
      cells[finding->change_model ? find_change_column (option) : (int) i] = cell;
    }
  for (int column = 0; column < n; column++)
    gtk_box_append (GTK_BOX (box), cells[column] ? cells[column] : gtk_label_new (NULL));
  return box;
}

static GtkWidget *
build_buttons (LumbarChoiceView *self, const LumbarFinding *finding)
{
  GtkWidget *box = lumbar_wrap_box_new (4);

  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = lumbar_finding_get_option (finding, i);

      gtk_box_append (GTK_BOX (box), add_button (self, option, lumbar_text_translate (option->text)));
    }
  return box;
}

static gboolean
has_cells (const LumbarFinding *finding)
{
  return finding->change_model || finding->type == LUMBAR_FINDING_BOOLEAN;
}

static gboolean
lumbar_choice_view_stands_beside (const LumbarFinding *finding)
{
  glong letters = 0;

  for (guint i = 0; i < finding->options->len; i++)
    letters += g_utf8_strlen (lumbar_text_translate (lumbar_finding_get_option (finding, i)->text), -1);
  return has_cells (finding) || (finding->options->len <= MOST_BESIDE && letters <= MOST_LETTERS_BESIDE);
}

static void
lumbar_choice_view_build (LumbarQuestionView *view, const LumbarFinding *finding)
{
  LumbarChoiceView *self = LUMBAR_CHOICE_VIEW (view);
  GtkWidget *group = g_object_new (ADW_TYPE_BIN, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);

  adw_bin_set_child (ADW_BIN (group),
                     has_cells (finding) ? build_cells (self, finding) : build_buttons (self, finding));
  lumbar_question_view_set_editor (view, group, group);
}

static void
lumbar_choice_view_show_answer (LumbarQuestionView *view, LumbarAnswer *answer)
{
  LumbarChoiceView *self = LUMBAR_CHOICE_VIEW (view);
  guint64 options = lumbar_answer_get_value (answer)->options;

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i], (options & ((guint64) 1 << i)) != 0);
}

static LumbarPick
lumbar_choice_view_pick_key (LumbarQuestionView *view, gunichar key)
{
  const LumbarFinding *finding = lumbar_question_view_get_finding (view);

  for (guint i = 0; i < finding->options->len; i++)
    if (key == (gunichar) lumbar_finding_get_option (finding, i)->key)
      {
        pick (LUMBAR_CHOICE_VIEW (view), i);
        return LUMBAR_PICK_WHOLE;
      }
  return LUMBAR_PICK_NOTHING;
}

static void
lumbar_choice_view_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_CHOICE_VIEW (object)->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_choice_view_parent_class)->finalize (object);
}

static void
lumbar_choice_view_class_init (LumbarChoiceViewClass *klass)
{
  LumbarQuestionViewClass *view_class = LUMBAR_QUESTION_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_choice_view_finalize;
  view_class->stands_beside = lumbar_choice_view_stands_beside;
  view_class->build = lumbar_choice_view_build;
  view_class->show_answer = lumbar_choice_view_show_answer;
  view_class->pick_key = lumbar_choice_view_pick_key;
}

static void
lumbar_choice_view_init (LumbarChoiceView *self)
{
  self->buttons = g_ptr_array_new ();
}

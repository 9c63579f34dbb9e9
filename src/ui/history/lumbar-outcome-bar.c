/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a signed visit turned out to come from, above its report. */

#include "lumbar-outcome-bar.h"

#include <glib/gi18n.h>

#include "lumbar-button-name.h"
#include "lumbar-date.h"
#include "lumbar-group-mark.h"
#include "lumbar-wrap-layout.h"

struct _LumbarOutcomeBar {
  AdwBin parent_instance;

  GtkWidget *mark;  /* Child */
  GtkLabel *title;  /* Child */
  GtkLabel *detail; /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarOutcomeBar, lumbar_outcome_bar, ADW_TYPE_BIN)

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
lumbar_outcome_bar_class_init (LumbarOutcomeBarClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "outcomebar");
}

static void
lumbar_outcome_bar_init (LumbarOutcomeBar *self)
{
  GtkWidget *box = lumbar_wrap_box_new (6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Record…"));

  self->mark = lumbar_group_mark_new (LUMBAR_GROUP_UNDETERMINED);
  self->title = add_label (words, "heading");
  self->detail = add_label (words, "caption");
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Record the final cause"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "visit.record-outcome");
  lumbar_button_name (GTK_BUTTON (button), _("Record the final cause"));
  gtk_box_append (GTK_BOX (line), self->mark);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "outcome-bar");
  adw_bin_set_child (ADW_BIN (self), box);
}

/* When and by whom, the comment, and that there were others before. */
static char *
write_detail (const LumbarOutcome *outcome, guint n)
{
  g_autofree char *day = lumbar_date_format (outcome->at);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: a day and a name. */
  g_string_append_printf (text, _("Recorded on %s by %s"), day, outcome->author);
  if (n > 1)
    g_string_append_printf (text, ngettext (" · %u earlier entry below", " · %u earlier entries below", n - 1), n - 1);
  if (*outcome->comment != '\0')
    g_string_append_printf (text, "\n%s", outcome->comment);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_none (LumbarOutcomeBar *self, LumbarEncounter *visit)
{
  g_autofree char *now = lumbar_date_time_now ();
  gboolean due = lumbar_outcome_is_due (visit->signed_at, now);

  gtk_label_set_label (self->title, _("Final cause not recorded yet"));
  gtk_label_set_label (self->detail, due ? _("Due: the visit was signed more than three months ago")
                                         : _("What it turns out to come from can be recorded when it is known"));
}

/**
 * lumbar_outcome_bar_show:
 * @self: a bar
 * @knowledge: what the causes belong to
 * @visit: a signed visit, whole
 */
void
lumbar_outcome_bar_show (LumbarOutcomeBar *self, LumbarKnowledge *knowledge, LumbarEncounter *visit)
{
  const LumbarOutcome *outcome = lumbar_outcome_get_last (visit->outcomes);

  gtk_widget_set_visible (self->mark, outcome != NULL);
  if (outcome == NULL)
    show_none (self, visit);
  else
    {
      g_autofree char *words = lumbar_outcome_describe (outcome, knowledge);
      /* Translators: what it turned out to be, and how that was established. */
      g_autofree char *title = g_strdup_printf (_("Final cause: %s"), words);
      g_autofree char *detail = write_detail (outcome, visit->outcomes->len);

      lumbar_group_mark_set_group (LUMBAR_GROUP_MARK (self->mark), outcome->group);
      gtk_label_set_label (self->title, title);
      gtk_label_set_label (self->detail, detail);
    }
}

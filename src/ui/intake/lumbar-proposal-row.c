/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step to consider. What is held back can be chosen too: it is the clinician who decides, and says why. */

#include "lumbar-proposal-row.h"

#include <glib/gi18n.h>

#include "lumbar-plan-line.h"
#include "lumbar-text.h"

struct _LumbarProposalRow {
  AdwBin parent_instance;

  const LumbarProposal *proposal; /* Borrowed: the maker of the row keeps it */
  char *shown;                    /* The remarks that are shown, joined */
  gboolean taking;                /* It is being set, nobody ticked */
  GtkCheckButton *check;          /* Child */
  GtkLabel *title;                /* Child */
  GtkLabel *causes;               /* Child */
  GtkBox *remarks;                /* Child */
  GtkRevealer *revealer;          /* Child */
  GtkEditable *note;              /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarProposalRow, lumbar_proposal_row, ADW_TYPE_BIN)

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_note (LumbarProposalRow *self)
{
  gboolean wanted = gtk_check_button_get_active (self->check) &&
                    (self->proposal->status == LUMBAR_PROPOSAL_WITHHELD || *gtk_editable_get_text (self->note) != '\0');

  gtk_revealer_set_reveal_child (self->revealer, wanted);
  /* A folded entry would still take the focus. */
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), wanted);
}

static void
check_toggled_cb (LumbarProposalRow *self)
{
  if (self->taking)
    return;
  show_note (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
note_changed_cb (LumbarProposalRow *self)
{
  if (!self->taking)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
lumbar_proposal_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LUMBAR_TYPE_PROPOSAL_ROW);

  G_OBJECT_CLASS (lumbar_proposal_row_parent_class)->dispose (object);
}

static void
lumbar_proposal_row_finalize (GObject *object)
{
  g_free (LUMBAR_PROPOSAL_ROW (object)->shown);

  G_OBJECT_CLASS (lumbar_proposal_row_parent_class)->finalize (object);
}

static void
lumbar_proposal_row_class_init (LumbarProposalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_proposal_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_proposal_row_finalize;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/intake/lumbar-proposal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarProposalRow, check);
  gtk_widget_class_bind_template_child (widget_class, LumbarProposalRow, title);
  gtk_widget_class_bind_template_child (widget_class, LumbarProposalRow, causes);
  gtk_widget_class_bind_template_child (widget_class, LumbarProposalRow, remarks);
  gtk_widget_class_bind_template_child (widget_class, LumbarProposalRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, LumbarProposalRow, note);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
}

static void
lumbar_proposal_row_init (LumbarProposalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The box stands beside the first line, as in a list, not beside the middle of several. */
  gtk_widget_set_valign (gtk_widget_get_first_child (GTK_WIDGET (self->check)), GTK_ALIGN_START);
}

/* The picture says nothing that the words don't. */
static void
append_remark (LumbarProposalRow *self, const char *icon, const char *text, const char *css_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (line, css_class);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->remarks, line);
}

/* How many of the first warnings are what holds the step back. */
static guint
count_avoid (const LumbarProposal *proposal)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < proposal->cautions->len; i++)
    {
      const LumbarProposalCaution *caution = proposal->cautions->pdata[i];

      if (caution->effect == LUMBAR_EFFECT_AVOID)
        g_hash_table_add (ids, (gpointer) caution->id);
    }
  return g_hash_table_size (ids);
}

static void
show_remarks (LumbarProposalRow *self, GStrv warnings)
{
  guint n_avoid = count_avoid (self->proposal);
  g_autofree char *checks = lumbar_proposal_get_checks_text (self->proposal);
  const char *general = lumbar_text_translate (self->proposal->step->caution);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->remarks))) != NULL)
    gtk_box_remove (self->remarks, child);
  for (guint i = 0; warnings[i] != NULL; i++)
    append_remark (self, "dialog-warning-symbolic", warnings[i], i < n_avoid ? "avoid-remark" : "warning-remark");
  if (checks != NULL)
    append_remark (self, "dialog-question-symbolic", checks, "check-remark");
  if (*self->proposal->step->caution != '\0')
    {
      g_autofree char *text = g_strdup_printf (_("Caution: %s"), general);

      append_remark (self, "dialog-information-symbolic", text, "general-remark");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), gtk_widget_get_first_child (GTK_WIDGET (self->remarks)) != NULL);
}

/* A screen reader says the step and, as its description, all that stands below it. */
static void
tell (LumbarProposalRow *self, GStrv warnings)
{
  g_autofree char *title = lumbar_proposal_get_title (self->proposal);
  g_autofree char *joined = g_strjoinv (". ", warnings);
  g_autofree char *checks = lumbar_proposal_get_checks_text (self->proposal);
  g_autofree char *all = g_strjoin (". ", lumbar_proposal_status_get_title (self->proposal->status), joined,
                                    checks ? checks : "", lumbar_text_translate (self->proposal->step->caution), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all, -1);
}

/**
 * lumbar_proposal_row_new:
 * @proposal: a step, which must outlive the row
 *
 * Returns: (transfer floating): a row for it, not ticked
 */
GtkWidget *
lumbar_proposal_row_new (const LumbarProposal *proposal)
{
  LumbarProposalRow *self = g_object_new (LUMBAR_TYPE_PROPOSAL_ROW, NULL);
  g_autofree char *title = lumbar_proposal_get_title (proposal);
  g_autofree char *causes = lumbar_proposal_get_causes_text (proposal);

  self->proposal = proposal;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->causes, causes);
  show_note (self);
  lumbar_proposal_row_show_chosen (self, NULL);
  return GTK_WIDGET (self);
}

/**
 * lumbar_proposal_row_get_proposal:
 * @self: a row
 *
 * Returns: (transfer none): its step
 */
const LumbarProposal *
lumbar_proposal_row_get_proposal (LumbarProposalRow *self)
{
  return self->proposal;
}

/**
 * lumbar_proposal_row_get_line:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): the line of the plan that stands for it; %NULL where it is not ticked
 */
char *
lumbar_proposal_row_get_line (LumbarProposalRow *self)
{
  g_autofree char *title = lumbar_proposal_get_title (self->proposal);

  return gtk_check_button_get_active (self->check)
             ? lumbar_plan_line_write (title, gtk_editable_get_text (self->note))
             : NULL;
}

/**
 * lumbar_proposal_row_take_lines:
 * @self: a row
 * @lines: a plan
 *
 * Ticks the row if a line stands for it, with the reason.
 *
 * Returns: whether one does
 */
gboolean
lumbar_proposal_row_take_lines (LumbarProposalRow *self, GStrv lines)
{
  g_autofree char *title = lumbar_proposal_get_title (self->proposal);
  g_autofree char *note = NULL;

  for (guint i = 0; note == NULL && lines[i] != NULL; i++)
    lumbar_plan_line_is (lines[i], title, &note);
  self->taking = TRUE;
  gtk_check_button_set_active (self->check, note != NULL);
  /* Typing comes back as a line; to set the same text again would move the cursor. */
  if (g_strcmp0 (gtk_editable_get_text (self->note), note ? note : "") != 0 &&
      !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->note))))
    gtk_editable_set_text (self->note, note ? note : "");
  show_note (self);
  self->taking = FALSE;
  return note != NULL;
}

/**
 * lumbar_proposal_row_is_line:
 * @self: a row
 * @line: a line of a plan
 *
 * Returns: whether the line stands for the step
 */
gboolean
lumbar_proposal_row_is_line (LumbarProposalRow *self, const char *line)
{
  g_autofree char *title = lumbar_proposal_get_title (self->proposal);

  return lumbar_plan_line_is (line, title, NULL);
}

/**
 * lumbar_proposal_row_show_chosen:
 * @self: a row
 * @chosen: (nullable): the items of the steps that are chosen, as in the tables
 *
 * Shows what speaks against the step, now that those are chosen.
 */
void
lumbar_proposal_row_show_chosen (LumbarProposalRow *self, const char *const *chosen)
{
  gboolean active = gtk_check_button_get_active (self->check);
  g_auto (GStrv) warnings = lumbar_proposal_get_warnings (self->proposal, active ? chosen : NULL, FALSE);
  g_autofree char *all = g_strjoinv ("\n", warnings);

  if (!lumbar_set_str (&self->shown, all))
    return;
  show_remarks (self, warnings);
  tell (self, warnings);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cause and, opened, why. */

#include "lumbar-cause-row.h"

#include <glib/gi18n.h>

#include "lumbar-basis-window.h"
#include "lumbar-button-name.h"
#include "lumbar-group-mark.h"
#include "lumbar-line-layout.h"
#include "lumbar-pane-mark.h"
#include "lumbar-report-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

#define MOST_MISSING 3

struct _LumbarCauseRow {
  AdwBin parent_instance;

  LumbarInterview *interview;      /* Owned */
  const LumbarCause *cause;        /* Borrowed from the knowledge of the interview */
  LumbarAssessment *assessment;    /* Owned: what the reasons are from */
  const LumbarRankedCause *ranked; /* Borrowed from the assessment */
  char *missing;                   /* What is open and could speak for it */
  char *shown;                     /* What the reasons say, so that they are not made anew for nothing */
  gboolean stale;                  /* They are not made yet, or anew */
  LumbarBand band;

  GtkWidget *button;   /* Child */
  GtkLabel *marks;     /* Child */
  GtkWidget *revealer; /* Child */
  GtkWidget *reasons;  /* Child */
};

G_DEFINE_FINAL_TYPE (LumbarCauseRow, lumbar_cause_row, ADW_TYPE_BIN)

static LumbarKnowledge *
get_knowledge (LumbarCauseRow *self)
{
  return lumbar_interview_get_knowledge (self->interview);
}

/* The source as a link, or as a plain word where there is no address. */
static GtkWidget *
make_source (LumbarCauseRow *self, const LumbarReason *reason)
{
  const LumbarSource *source = lumbar_knowledge_find_source (get_knowledge (self), reason->source_id);
  g_autofree char *text = source ? lumbar_report_source_text (source) : g_strdup ("");
  g_autofree char *link = source ? lumbar_source_get_link (source) : NULL;
  g_autofree char *basis =
    g_strdup_printf ("%s · %s", lumbar_report_basis_get_letter (reason->basis), text);
  /* Translators: "published figure", and a source */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), lumbar_report_basis_get_title (reason->basis), text);
  GtkWidget *widget;

  if (link == NULL)
    widget = lumbar_wrapped_label_new (basis, "dim-label");
  else
    {
      GtkWidget *label = lumbar_wrapped_label_new (basis, NULL);

      /* Its constructor would name it after a label that goes with the child. */
      widget = g_object_new (GTK_TYPE_LINK_BUTTON, "uri", link, "child", label, NULL);
      gtk_widget_set_halign (widget, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
  gtk_widget_add_css_class (widget, "caption");
  gtk_widget_add_css_class (widget, "source");
  if (source != NULL)
    {
      g_autofree char *tip =
        g_strdup_printf ("%s\n%s", lumbar_report_basis_get_title (reason->basis), source->citation);

      gtk_widget_set_tooltip_text (widget, tip);
    }
  return widget;
}

static void
append_reason (LumbarCauseRow *self, const LumbarReason *reason)
{
  GtkWidget *line = lumbar_line_box_new (6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint strength = lumbar_report_reason_get_strength (get_knowledge (self), reason);
  const char *sign = reason->ratio > 1 ? "+" : "−";
  g_autofree char *text = lumbar_report_reason_clause (get_knowledge (self), reason);
  g_autoptr (GString) signs = g_string_new (NULL);
  GtkWidget *mark;

  for (guint i = 0; i < MAX (strength, 1); i++)
    g_string_append (signs, sign);
  mark = lumbar_wrapped_label_new (signs->str, "reason-mark");
  gtk_widget_set_hexpand (mark, FALSE);
  gtk_label_set_width_chars (GTK_LABEL (mark), 3);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reason->ratio > 1 ? _("Speaks for it") : _("Speaks against it"), -1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), lumbar_wrapped_label_new (text, NULL));
  gtk_box_append (GTK_BOX (words), make_source (self, reason));
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self->reasons), line);
}

static gboolean
show_basis (GtkWidget *widget, GVariant *args, gpointer data)
{
  LumbarCauseRow *self = LUMBAR_CAUSE_ROW (widget);

  lumbar_basis_window_present (widget, self->interview, self->cause->id);
  return TRUE;
}

static void
basis_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_basis (widget, NULL, NULL);
}

/* The way to everything else that the statement rests on. */
static void
append_basis_button (LumbarCauseRow *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("What This Rests On"));
  g_autofree char *name =
    g_strdup_printf (_("%s: what this rests on"), lumbar_text_translate (self->cause->name));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Every answer, its weight and its source (B)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "cause.basis");
  lumbar_button_name (GTK_BUTTON (button), name);
  gtk_box_append (GTK_BOX (self->reasons), button);
}

static gboolean
could_speak_for (LumbarCauseRow *self, const LumbarEvidence *evidence)
{
  guint finding = evidence->finding->index;

  return evidence->cause == self->cause &&
         evidence->log_present >= lumbar_knowledge_get_model (get_knowledge (self))->support &&
         lumbar_interview_is_asked (self->interview, finding) &&
         lumbar_interview_get_state (self->interview, finding) != LUMBAR_ITEM_ANSWERED;
}

/* What is open and could speak for it. */
static char *
list_missing (LumbarCauseRow *self)
{
  GString *missing = g_string_new (NULL);
  const LumbarFinding *before = NULL;
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_evidence (get_knowledge (self)) && n < MOST_MISSING; i++)
    {
      const LumbarEvidence *evidence = lumbar_knowledge_get_evidence (get_knowledge (self), i);

      if (evidence->finding == before || !could_speak_for (self, evidence))
        continue;
      before = evidence->finding;
      g_string_append_printf (missing, "%s%s", n++ > 0 ? ", " : "",
                              lumbar_text_translate (before->label));
    }
  return g_string_free (missing, FALSE);
}

static void
append_key (GString *key, const GPtrArray *reasons)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];

      g_string_append_printf (key, "%s=%s ", reason->finding_id, reason->answer);
    }
}

static void
clear_reasons (LumbarCauseRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->reasons)) != NULL)
    gtk_box_remove (GTK_BOX (self->reasons), child);
}

static void
build_reasons (LumbarCauseRow *self)
{
  self->stale = FALSE;
  clear_reasons (self);
  for (guint i = 0; i < self->ranked->reasons_for->len; i++)
    append_reason (self, self->ranked->reasons_for->pdata[i]);
  for (guint i = 0; i < self->ranked->reasons_against->len; i++)
    append_reason (self, self->ranked->reasons_against->pdata[i]);
  if (*self->missing != '\0')
    {
      g_autofree char *text = g_strdup_printf (_("Not asked yet: %s"), self->missing);

      gtk_box_append (GTK_BOX (self->reasons), lumbar_wrapped_label_new (text, "dim-label"));
    }
  append_basis_button (self);
}

/* Reasons are many words, which cost time with every answer even where nobody sees them: they are made
 * when opened. */
static void
show_reasons (LumbarCauseRow *self)
{
  g_autoptr (GString) key = NULL;

  g_free (self->missing);
  self->missing = list_missing (self);
  key = g_string_new (self->missing);
  append_key (key, self->ranked->reasons_for);
  append_key (key, self->ranked->reasons_against);
  if (g_strcmp0 (key->str, self->shown) == 0)
    return;
  if (self->shown != NULL)
    lumbar_pane_mark_changed (GTK_WIDGET (self));
  lumbar_set_str (&self->shown, key->str);
  self->stale = TRUE;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button)))
    build_reasons (self);
  else
    clear_reasons (self);
}

static void
toggled_cb (LumbarCauseRow *self)
{
  if (self->stale && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button)))
    build_reasons (self);
}

static void
lumbar_cause_row_finalize (GObject *object)
{
  LumbarCauseRow *self = LUMBAR_CAUSE_ROW (object);

  g_clear_object (&self->interview);
  g_clear_pointer (&self->assessment, lumbar_assessment_unref);
  g_clear_pointer (&self->missing, g_free);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (lumbar_cause_row_parent_class)->finalize (object);
}

static void
lumbar_cause_row_class_init (LumbarCauseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_cause_row_finalize;
  gtk_widget_class_install_action (widget_class, "cause.basis", NULL, basis_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, 0, show_basis, NULL);
}

static void
lumbar_cause_row_init (LumbarCauseRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->button = gtk_toggle_button_new ();
  self->revealer = gtk_revealer_new ();
  self->reasons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "pane-row");
  gtk_widget_add_css_class (self->reasons, "reasons");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->reasons);
  g_signal_connect_swapped (self->button, "toggled", G_CALLBACK (toggled_cb), self);
  g_object_bind_property (self->button, "active", self->revealer, "reveal-child", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), self->revealer);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * lumbar_cause_row_new:
 * @interview: what is asked and answered
 * @cause_id: a cause
 *
 * Returns: (transfer floating): a row for it, to be filled by lumbar_cause_row_update()
 */
GtkWidget *
lumbar_cause_row_new (LumbarInterview *interview, const char *cause_id)
{
  LumbarCauseRow *self = g_object_new (LUMBAR_TYPE_CAUSE_ROW, NULL);
  GtkWidget *line = lumbar_line_box_new (8);
  GtkWidget *name;

  self->interview = g_object_ref (interview);
  self->cause = lumbar_knowledge_find_cause (get_knowledge (self), cause_id);
  name = lumbar_wrapped_label_new (lumbar_text_translate (self->cause->name), NULL);
  gtk_widget_set_hexpand (name, TRUE);
  self->marks = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->marks), "band");
  gtk_box_append (GTK_BOX (line), lumbar_group_mark_new (self->cause->group));
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->marks));
  gtk_button_set_child (GTK_BUTTON (self->button), line);
  return GTK_WIDGET (self);
}

/**
 * lumbar_cause_row_get_id:
 * @self: a row
 *
 * Returns: the id of its cause
 */
const char *
lumbar_cause_row_get_id (LumbarCauseRow *self)
{
  return self->cause->id;
}

static void
show_band (LumbarCauseRow *self)
{
  const LumbarRankedCause *ranked = self->ranked;
  g_autofree char *name = NULL;

  if (self->shown != NULL && ranked->band == self->band)
    return;
  if (self->shown != NULL)
    lumbar_pane_mark_changed (GTK_WIDGET (self));
  name = g_strdup_printf (_("%s, %s, %s. Reasons"), lumbar_text_translate (self->cause->name),
                          lumbar_group_get_title (ranked->group), lumbar_band_get_title (ranked->band));
  self->band = ranked->band;
  gtk_label_set_label (self->marks, lumbar_band_get_marks (ranked->band));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->marks), lumbar_band_get_title (ranked->band));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * lumbar_cause_row_update:
 * @self: a row
 * @assessment: as computed now
 * @ranked: the same cause in it
 *
 * Shows band and reasons; what stays the same is left alone.
 */
void
lumbar_cause_row_update (LumbarCauseRow *self, LumbarAssessment *assessment, const LumbarRankedCause *ranked)
{
  lumbar_assessment_ref (assessment);
  g_clear_pointer (&self->assessment, lumbar_assessment_unref);
  self->assessment = assessment;
  self->ranked = ranked;
  show_band (self);
  show_reasons (self);
}

/**
 * lumbar_cause_row_set_open:
 * @self: a row
 * @open: whether the reasons show
 */
void
lumbar_cause_row_set_open (LumbarCauseRow *self, gboolean open)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), open);
}

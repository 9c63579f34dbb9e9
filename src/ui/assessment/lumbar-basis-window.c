/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a statement about a cause rests on: each answer with its weight as a bar and its source as a link, what was
 * switched off and why, what contradicts itself, and what is still open. Made when it is asked for and not kept up
 * to date: it is modal, so no answer changes beneath it. */

#include "lumbar-basis-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lumbar-basis.h"
#include "lumbar-draw-evidence.h"
#include "lumbar-report-basis.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"
#include "lumbar-wrapped-label.h"

#define BAR_WIDTH 96
#define BAR_HEIGHT 16
#define MOST_OPEN 8

struct _LumbarBasisWindow {
  AdwWindow parent_instance;

  LumbarKnowledge *knowledge; /* Owned */
  GtkWidget *origin;          /* Weak: where questions can be jumped to from */

  AdwWindowTitle *heading;
  GtkWidget *parts;
};

G_DEFINE_FINAL_TYPE (LumbarBasisWindow, lumbar_basis_window, ADW_TYPE_WINDOW)

/* What a bar shows. */
typedef struct {
  double weight;
  double most;
  gboolean counted;
} Bar;

static void
draw_bar (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Bar *bar = data;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  lumbar_draw_evidence (cr, bar->weight, bar->most, bar->counted, width, height,
                        gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL,
                        dark ? lumbar_palette_dark () : lumbar_palette_light ());
}

/* The words beside it say the same, so a screen reader passes it over. */
static GtkWidget *
make_bar (LumbarBasisWindow *self, const LumbarContribution *contribution)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  Bar *bar = g_new (Bar, 1);

  bar->weight = contribution->weight;
  bar->most = log (lumbar_knowledge_get_model (self->knowledge)->row_limit);
  bar->counted = contribution->counted;
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), BAR_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), BAR_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_bar, bar, g_free);
  gtk_widget_set_valign (area, GTK_ALIGN_START);
  return area;
}

/* A part with its heading; %NULL for one that has nothing to say. */
static GtkWidget *
add_part (LumbarBasisWindow *self, const char *title, guint n)
{
  GtkWidget *part, *heading;

  if (n == 0)
    return NULL;
  part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  heading = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                          GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (part), heading);
  gtk_box_append (GTK_BOX (self->parts), part);
  return part;
}

/* Who and when, and the number by which the paper is found, as a link where there is an address. */
static GtkWidget *
make_source (const LumbarSource *source)
{
  g_autofree char *name = lumbar_report_source_text (source);
  g_autofree char *link = lumbar_source_get_link (source);
  g_autofree char *text =
    *source->identifiers ? g_strdup_printf ("%s · %s", name, source->identifiers) : g_strdup (name);
  GtkWidget *label = lumbar_wrapped_label_new (text, "caption");
  GtkWidget *widget = label;

  if (link != NULL)
    {
      /* Its constructor would name it after a label that goes with the child. */
      widget = g_object_new (GTK_TYPE_LINK_BUTTON, "uri", link, "child", label, NULL);
      gtk_widget_add_css_class (widget, "source");
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  gtk_widget_set_tooltip_text (widget, source->citation);
  return widget;
}

static void
show_contributions (LumbarBasisWindow *self, LumbarCauseBasis *basis)
{
  GtkWidget *part = add_part (self, _("What was answered"), basis->contributions->len);

  for (guint i = 0; i < basis->contributions->len; i++)
    {
      const LumbarContribution *contribution = basis->contributions->pdata[i];
      g_autofree char *text = lumbar_report_contribution_text (self->knowledge, contribution);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_box_append (GTK_BOX (words), lumbar_wrapped_label_new (text, contribution->counted ? NULL : "dim-label"));
      if (contribution->counted)
        gtk_box_append (GTK_BOX (words), make_source (contribution->row->source));
      gtk_box_append (GTK_BOX (line), make_bar (self, contribution));
      gtk_box_append (GTK_BOX (line), words);
      gtk_box_append (GTK_BOX (part), line);
    }
}

static void
show_contradictions (LumbarBasisWindow *self, LumbarCauseBasis *basis)
{
  GtkWidget *part = add_part (self, _("Answers that contradict each other"), basis->contradictions->len);

  for (guint i = 0; i < basis->contradictions->len; i++)
    {
      const LumbarConsistency *rule = basis->contradictions->pdata[i];

      gtk_box_append (GTK_BOX (part), lumbar_wrapped_label_new (lumbar_text_translate (rule->text), NULL));
    }
}

static void
show_switched_off (LumbarBasisWindow *self, LumbarCauseBasis *basis)
{
  GtkWidget *part = add_part (self, _("Switched off in this patient"), basis->switched_off->len);

  for (guint i = 0; i < basis->switched_off->len; i++)
    {
      const LumbarSwitchedOff *off = basis->switched_off->pdata[i];
      g_autofree char *text = lumbar_report_switched_off_text (self->knowledge, off);

      gtk_box_append (GTK_BOX (part), lumbar_wrapped_label_new (text, NULL));    }
}

static void
jump_cb (LumbarBasisWindow *self, GtkWidget *button)
{
  guint finding = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "finding"));
  g_autoptr (GtkWidget) origin = self->origin ? g_object_ref (self->origin) : NULL;

  gtk_window_close (GTK_WINDOW (self));
  if (origin != NULL)
    gtk_widget_activate_action (origin, "intake.jump", "u", finding);
}

static void
show_open (LumbarBasisWindow *self, LumbarCauseBasis *basis)
{
  GtkWidget *part = add_part (self, _("Not asked yet"), basis->reaches->len);

  for (guint i = 0; i < MIN (basis->reaches->len, MOST_OPEN); i++)
    {
      const LumbarReach *reach = basis->reaches->pdata[i];
      g_autofree char *text = lumbar_report_reach_text (reach);
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), lumbar_wrapped_label_new (text, NULL));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "jump");
      gtk_widget_set_tooltip_text (button, lumbar_text_translate (reach->finding->question));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      g_object_set_data (G_OBJECT (button), "finding", GUINT_TO_POINTER (reach->finding->index));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (jump_cb), self);
      gtk_box_append (GTK_BOX (part), button);
    }
}

static void
lumbar_basis_window_dispose (GObject *object)
{
  LumbarBasisWindow *self = LUMBAR_BASIS_WINDOW (object);

  g_clear_weak_pointer (&self->origin);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), LUMBAR_TYPE_BASIS_WINDOW);

  G_OBJECT_CLASS (lumbar_basis_window_parent_class)->dispose (object);
}

static void
lumbar_basis_window_class_init (LumbarBasisWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_basis_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/assessment/lumbar-basis-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarBasisWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, LumbarBasisWindow, parts);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, 0, "window.close", NULL);
}

static void
lumbar_basis_window_init (LumbarBasisWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_basis_window_new:
 * @interview: what is asked and answered
 * @cause_id: the cause that something is said about
 *
 * Returns: (transfer none): a window with what that rests on
 */
GtkWidget *
lumbar_basis_window_new (LumbarInterview *interview, const char *cause_id)
{
  LumbarBasisWindow *self = g_object_new (LUMBAR_TYPE_BASIS_WINDOW, NULL);
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);
  g_autoptr (LumbarCauseBasis) basis =
      lumbar_cause_basis_new (knowledge, lumbar_interview_get_response (interview), cause_id);
  const char *name = lumbar_text_translate (basis->cause->name);

  self->knowledge = lumbar_knowledge_ref (knowledge);
  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->heading, name);
  show_contradictions (self, basis);
  show_contributions (self, basis);
  show_switched_off (self, basis);
  show_open (self, basis);
  if (gtk_widget_get_first_child (self->parts) == NULL)
    gtk_box_append (GTK_BOX (self->parts),
                    lumbar_wrapped_label_new (_("Nothing that was answered speaks for or against it."), NULL));
  return GTK_WIDGET (self);
}

/**
 * lumbar_basis_window_present:
 * @origin: the row that was asked for its basis; from it questions are jumped to
 * @interview: what is asked and answered
 * @cause_id: its cause
 *
 * Opens the basis above the window of @origin. Escape closes it, and the focus is where it was.
 */
void
lumbar_basis_window_present (GtkWidget *origin, LumbarInterview *interview, const char *cause_id)
{
  GtkWidget *window = lumbar_basis_window_new (interview, cause_id);
  GtkRoot *root = gtk_widget_get_root (origin);

  g_set_weak_pointer (&LUMBAR_BASIS_WINDOW (window)->origin, origin);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (window));
}

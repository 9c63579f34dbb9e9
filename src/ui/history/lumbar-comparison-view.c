/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two assessments of the same answers: in words what differs, then both side by side, and what was not used. */

#include "lumbar-comparison-view.h"

#include <glib/gi18n.h>

#include "lumbar-assessment-difference.h"
#include "lumbar-assessment-json.h"
#include "lumbar-comparison-side.h"
#include "lumbar-date.h"
#include "lumbar-reassessment.h"
#include "lumbar-text.h"
#include "lumbar-wrap-layout.h"

struct _LumbarComparisonView {
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkWidget *differences;
  GtkWidget *sides;
  GtkWidget *unused_part;
  GtkWidget *unused;
};

G_DEFINE_FINAL_TYPE (LumbarComparisonView, lumbar_comparison_view, ADW_TYPE_BIN)

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
append_line (GtkWidget *box, const char *sign, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_label_new (sign);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (mark), 2);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (box), line);
}

/* The sign says which way: there is more, there is less, it is another. */
static const char *
get_sign (const LumbarDifference *difference)
{
  return difference->before == NULL ? "+" : difference->after == NULL ? "−" : "≠";
}

static void
show_differences (LumbarComparisonView *self, LumbarKnowledge *knowledge, GPtrArray *differences)
{
  g_autofree char *heading = g_strdup_printf (
    g_dngettext (NULL, "%u difference", "%u differences", differences->len), differences->len);

  gtk_label_set_label (self->heading, differences->len > 0 ? heading : _("Both assessments say the same"));
  clear (self->differences);
  gtk_widget_set_visible (self->differences, differences->len > 0);
  for (guint i = 0; i < differences->len; i++)
    {
      g_autofree char *text = lumbar_difference_to_text (differences->pdata[i], knowledge);

      append_line (self->differences, get_sign (differences->pdata[i]), text);
    }
}

static void
show_unused (LumbarComparisonView *self, LumbarKnowledge *knowledge, GPtrArray *unread, GPtrArray *unasked)
{
  GPtrArray *const lists[] = { unread, unasked };

  clear (self->unused);
  gtk_widget_set_visible (self->unused_part, unread->len + unasked->len > 0);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      {
        const LumbarIgnored *entry = lists[i]->pdata[j];
        const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, entry->finding_id);
        g_autofree char *text = g_strdup_printf (
          _("%s: %s"), finding ? lumbar_text_translate (finding->label) : entry->finding_id, entry->reason);

        append_line (self->unused, "•", text);
      }
}

static void
lumbar_comparison_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LUMBAR_TYPE_COMPARISON_VIEW);

  G_OBJECT_CLASS (lumbar_comparison_view_parent_class)->dispose (object);
}

static void
lumbar_comparison_view_class_init (LumbarComparisonViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_comparison_view_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-comparison-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarComparisonView, heading);
  gtk_widget_class_bind_template_child (widget_class, LumbarComparisonView, differences);
  gtk_widget_class_bind_template_child (widget_class, LumbarComparisonView, sides);
  gtk_widget_class_bind_template_child (widget_class, LumbarComparisonView, unused_part);
  gtk_widget_class_bind_template_child (widget_class, LumbarComparisonView, unused);
}

static void
lumbar_comparison_view_init (LumbarComparisonView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->sides, lumbar_wrap_layout_new (12));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Comparison"), -1);
}

/**
 * lumbar_comparison_view_show:
 * @self: a view
 * @knowledge: today's tables
 * @visit: a signed visit, whole
 * @unread: (element-type LumbarIgnored): its answers that @knowledge can't read
 *
 * Assesses the answers of @visit with @knowledge and shows what was signed beside it.
 */
void
lumbar_comparison_view_show (LumbarComparisonView *self,
                             LumbarKnowledge *knowledge,
                             LumbarEncounter *visit,
                             GPtrArray *unread)
{
  g_autoptr (GPtrArray) unasked = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autoptr (LumbarAssessment) today = lumbar_reassess (knowledge, visit->response, unasked);
  g_autoptr (GPtrArray) differences = lumbar_assessment_compare (visit->assessment, today);
  g_autofree char *date = lumbar_date_format (visit->signed_at);
  g_autofree char *signed_title = g_strdup_printf (_("Signed on %s"), date);

  show_differences (self, knowledge, differences);
  clear (self->sides);
  gtk_box_append (GTK_BOX (self->sides),
                  lumbar_comparison_side_new (knowledge, visit->assessment, differences, signed_title));
  gtk_box_append (GTK_BOX (self->sides),
                  lumbar_comparison_side_new (knowledge, today, differences, _("Today’s knowledge")));
  show_unused (self, knowledge, unread, unasked);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two visits of one patient. One is fixed, the other is chosen from a list and read when it is chosen. */

#include "lumbar-visit-comparison.h"

#include <glib/gi18n.h>

#include "lumbar-body-picture.h"
#include "lumbar-comparison-side.h"
#include "lumbar-date.h"
#include "lumbar-drop-down-name.h"
#include "lumbar-item-row.h"
#include "lumbar-store.h"
#include "lumbar-text.h"
#include "lumbar-visit-difference.h"
#include "lumbar-wrap-layout.h"
#include "lumbar-wrapped-label.h"

struct _LumbarVisitComparison {
  AdwBin parent_instance;

  LumbarKnowledge *knowledge;        /* Owned */
  LumbarWorker *worker;              /* Owned */
  LumbarEncounter *visit;            /* Owned; the one that is fixed */
  GPtrArray *others;                 /* Owned, of LumbarEncounter as in lists: those to choose from */
  LumbarVisitDifference *difference; /* Owned; NULL until the other one is read */
  GCancellable *cancellable;         /* Owned; of the reading under way */
  gboolean filling;                  /* The list is being filled: nobody chooses */

  GtkDropDown *other;
  GtkSwitch *only_changes;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkLabel *summary;
  GtkWidget *bodies;
  GtkWidget *sides;
  GtkWidget *items;
};

G_DEFINE_FINAL_TYPE (LumbarVisitComparison, lumbar_visit_comparison, ADW_TYPE_BIN)

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static char *
name_visit (LumbarEncounter *visit)
{
  g_autofree char *date = lumbar_date_format (visit->started_at);

  if (visit->status == LUMBAR_ENCOUNTER_DRAFT)
    return g_strdup_printf (_("%s, draft"), date);
  return g_steal_pointer (&date);
}

/* Parts */

static GtkWidget *
make_body (LumbarEncounter *visit)
{
  g_autofree char *name = name_visit (visit);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = g_object_new (LUMBAR_TYPE_BODY_PICTURE, "hexpand", TRUE, NULL);

  lumbar_body_picture_show_response (LUMBAR_BODY_PICTURE (picture), visit->response);
  gtk_box_append (GTK_BOX (column), lumbar_wrapped_label_new (name, "caption-heading"));
  gtk_box_append (GTK_BOX (column), picture);
  return column;
}

static void
show_sides (LumbarVisitComparison *self)
{
  const LumbarVisitDifference *difference = self->difference;
  g_autofree char *before = name_visit (difference->before);
  g_autofree char *after = name_visit (difference->after);

  clear (self->bodies);
  gtk_box_append (GTK_BOX (self->bodies), make_body (difference->before));
  gtk_box_append (GTK_BOX (self->bodies), make_body (difference->after));
  clear (self->sides);
  gtk_box_append (GTK_BOX (self->sides), lumbar_comparison_side_new (self->knowledge, difference->assessed_before,
                                                                     difference->assessment, before));
  gtk_box_append (GTK_BOX (self->sides), lumbar_comparison_side_new (self->knowledge, difference->assessed_after,
                                                                     difference->assessment, after));
}

static GtkWidget *
make_section (LumbarVisitComparison *self, const LumbarSection *section)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label",
                                     lumbar_text_translate (section->title), "xalign", 0.0, "wrap", TRUE, NULL);
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lumbar_text_translate (section->title), -1);
  gtk_box_append (GTK_BOX (part), heading);
  gtk_box_append (GTK_BOX (part), list);
  gtk_box_append (GTK_BOX (self->items), part);
  return list;
}

static void
show_items (LumbarVisitComparison *self)
{
  gboolean only_changes = gtk_switch_get_active (self->only_changes);
  const LumbarSection *section = NULL;
  GtkWidget *list = NULL;

  clear (self->items);
  for (guint i = 0; i < self->difference->items->len; i++)
    {
      const LumbarItemDifference *item = self->difference->items->pdata[i];

      if (only_changes && item->change == LUMBAR_ITEM_CHANGE_SAME)
        continue;
      if (item->finding->section != section)
        {
          section = item->finding->section;
          list = make_section (self, section);
        }
      gtk_list_box_append (GTK_LIST_BOX (list), lumbar_item_row_new (item, !only_changes));
    }
  if (list == NULL)
    gtk_box_append (GTK_BOX (self->items), lumbar_wrapped_label_new (_("No answer differs."), "dim-label"));
}

static void
show_difference (LumbarVisitComparison *self, LumbarEncounter *other)
{
  g_clear_pointer (&self->difference, lumbar_visit_difference_free);
  self->difference = lumbar_visit_difference_new (self->knowledge, self->visit, other);
  gtk_label_set_label (self->summary, self->difference->summary);
  show_sides (self);
  show_items (self);
  gtk_stack_set_visible_child_name (self->stack, "comparison");
}

/* Reading */

static gpointer
load_visit (LumbarStore *store, gpointer data, GError **error)
{
  return lumbar_store_get_encounter (store, data, error);
}

static void
worker_loaded_visit_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LumbarVisitComparison) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) other = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed, message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  show_difference (self, other);
}

static void
load (LumbarVisitComparison *self)
{
  guint chosen = gtk_drop_down_get_selected (self->other);
  LumbarEncounter *other;

  if (chosen >= self->others->len)
    return;
  other = self->others->pdata[chosen];
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lumbar_worker_run_async (self->worker, load_visit, g_strdup (other->id), g_free, g_object_unref, self->cancellable,
                           worker_loaded_visit_cb, g_object_ref (self));
}

static void
other_chosen_cb (LumbarVisitComparison *self)
{
  if (!self->filling && self->worker != NULL)
    load (self);
}

static void
only_changes_cb (LumbarVisitComparison *self)
{
  if (self->difference != NULL)
    show_items (self);
}

static void
lumbar_visit_comparison_dispose (GObject *object)
{
  LumbarVisitComparison *self = LUMBAR_VISIT_COMPARISON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->difference, lumbar_visit_difference_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LUMBAR_TYPE_VISIT_COMPARISON);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);

  G_OBJECT_CLASS (lumbar_visit_comparison_parent_class)->dispose (object);
}

static void
lumbar_visit_comparison_class_init (LumbarVisitComparisonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_visit_comparison_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/lumbar/Lumbar/history/lumbar-visit-comparison.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, other);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, only_changes);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, failed);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, summary);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, bodies);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, sides);
  gtk_widget_class_bind_template_child (widget_class, LumbarVisitComparison, items);
  gtk_widget_class_bind_template_callback (widget_class, other_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_changes_cb);
}

static void
lumbar_visit_comparison_init (LumbarVisitComparison *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lumbar_drop_down_name (self->other, _("Compare with"));
  gtk_widget_set_layout_manager (self->sides, lumbar_wrap_layout_new (12));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Two visits compared"), -1);
}

/* The visit before is what people ask for; the first visit has only later ones. */
static guint
find_visit_before (LumbarVisitComparison *self)
{
  for (guint i = 0; i < self->others->len; i++)
    if (g_strcmp0 (((LumbarEncounter *) self->others->pdata[i])->started_at, self->visit->started_at) < 0)
      return i;
  return self->others->len - 1;
}

/**
 * lumbar_visit_comparison_show:
 * @self: a view
 * @knowledge: the clinical content
 * @worker: who reads the record
 * @visit: a visit, whole
 * @others: (element-type LumbarEncounter): the other visits of the patient as in lists, latest first; at least one
 *
 * Compares @visit with the one before it, and lets another be chosen.
 */
void
lumbar_visit_comparison_show (LumbarVisitComparison *self,
                              LumbarKnowledge *knowledge,
                              LumbarWorker *worker,
                              LumbarEncounter *visit,
                              GPtrArray *others)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (others->len > 0);
  g_clear_pointer (&self->knowledge, lumbar_knowledge_unref);
  self->knowledge = lumbar_knowledge_ref (knowledge);
  g_set_object (&self->worker, worker);
  g_set_object (&self->visit, visit);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  self->others = g_ptr_array_ref (others);
  g_clear_pointer (&self->difference, lumbar_visit_difference_free);

  for (guint i = 0; i < others->len; i++)
    {
      g_autofree char *name = name_visit (others->pdata[i]);

      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->other, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->other, find_visit_before (self));
  self->filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self);
}

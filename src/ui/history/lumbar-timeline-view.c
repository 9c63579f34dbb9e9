/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time line of a patient. */

#include "lumbar-timeline-view.h"

#include <glib/gi18n.h>

#include "lumbar-drop-down-name.h"
#include "lumbar-text.h"
#include "lumbar-timeline-row.h"
#include "lumbar-wrap-layout.h"

/* The list makes up to two hundred rows ahead of what can be seen, which is felt; it gets so many at a time. */
#define ROWS_AT_ONCE 32

struct _LumbarTimelineView {
  AdwBin parent_instance;

  GPtrArray *items;  /* Owned; all of them */
  char *filter;      /* Owned; kind and words by which they are narrowed; NULL before they are shown */
  GListStore *shown; /* Owned; those that are not filtered away, with the years */
  GtkSliceListModel *begun; /* Owned; as many of them as the list has rows for */

  GtkWidget *bar;
  GtkEditable *search;
  GtkDropDown *kind;
  GtkDropDown *year;
  GtkStack *stack;
  GtkListView *list;
  gboolean filling; /* the years are being changed, nobody chose one */
};

G_DEFINE_FINAL_TYPE (LumbarTimelineView, lumbar_timeline_view, ADW_TYPE_BIN)

typedef struct {
  const char *title;
  guint kinds;
} Filter;

/* What people look for together. */
static const Filter filters[] = {
  { N_ ("Everything"), LUMBAR_TIMELINE_ALL },
  { N_ ("Visits"), LUMBAR_TIMELINE_VISIT | LUMBAR_TIMELINE_ADDENDUM | LUMBAR_TIMELINE_FINAL_CAUSE },
  { N_ ("Treatments"), LUMBAR_TIMELINE_TREATMENT | LUMBAR_TIMELINE_STEROIDS },
  { N_ ("Relapses"), LUMBAR_TIMELINE_RELAPSE | LUMBAR_TIMELINE_STEROIDS },
  { N_ ("Falls"), LUMBAR_TIMELINE_FALL },
  { N_ ("Imaging"), LUMBAR_TIMELINE_IMAGING },
  { N_ ("Referrals"), LUMBAR_TIMELINE_REFERRAL },
};

/* The list */

static void
factory_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, lumbar_timeline_row_new ());
}

static void
factory_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  LumbarTimelineItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *cell = gtk_widget_get_parent (row);
  g_autofree char *spoken = lumbar_timeline_row_describe (item);

  lumbar_timeline_row_show (LUMBAR_TIMELINE_ROW (row), item);
  gtk_list_item_set_activatable (list_item, item->kind != LUMBAR_TIMELINE_YEAR);
  if (cell != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static LumbarTimelineItem *
get_shown (LumbarTimelineView *self, guint position)
{
  g_autoptr (LumbarTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  return item; /* the store keeps it */
}

static void
list_activate_cb (LumbarTimelineView *self, guint position)
{
  LumbarTimelineItem *item = get_shown (self, position);

  if (item != NULL)
    lumbar_timeline_row_activate (GTK_WIDGET (self), item);
}

static void
fill_years (LumbarTimelineView *self, GPtrArray *shown)
{
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);

  gtk_string_list_append (years, _("Go to year"));
  for (guint i = 0; i < shown->len; i++)
    {
      LumbarTimelineItem *item = shown->pdata[i];

      if (item->kind == LUMBAR_TIMELINE_YEAR)
        gtk_string_list_append (years, item->title);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (years));
  self->filling = FALSE;
}

/* Not again for what is asked for twice: the row that has the keys would lose them. */
static void
update (LumbarTimelineView *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  const char *words = gtk_editable_get_text (self->search);
  g_autofree char *filter = g_strdup_printf ("%u %s", kind, words);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) shown = NULL;

  if (self->items == NULL || !lumbar_set_str (&self->filter, filter))
    return;
  found = lumbar_timeline_filter (self->items, filters[kind].kinds, words);
  shown = lumbar_timeline_add_years (found);
  gtk_slice_list_model_set_size (self->begun, ROWS_AT_ONCE);
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), shown->pdata,
                       shown->len);
  fill_years (self, shown);
  gtk_stack_set_visible_child_name (self->stack, self->items->len == 0 ? "empty"
                                                 : found->len == 0     ? "none"
                                                                       : "list");
}

static gboolean
has_more (LumbarTimelineView *self)
{
  return gtk_slice_list_model_get_size (self->begun) < g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}

static void
add_rows (LumbarTimelineView *self)
{
  gtk_slice_list_model_set_size (self->begun, gtk_slice_list_model_get_size (self->begun) + ROWS_AT_ONCE);
}

static gboolean
add_rows_cb (gpointer data)
{
  add_rows (data);
  return G_SOURCE_REMOVE;
}

/* A window so high that there is nothing to scroll gets more rows too, but not while it is laid out. */
static void
resized_cb (LumbarTimelineView *self, GtkAdjustment *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  if (page > 0 && gtk_adjustment_get_upper (adjustment) <= page && has_more (self))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, add_rows_cb, g_object_ref (self), g_object_unref);
}

/* More rows as the end of those that are there comes near. */
static void
scrolled_cb (LumbarTimelineView *self, GtkAdjustment *adjustment)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  if (has_more (self) &&
      gtk_adjustment_get_value (adjustment) + 2 * page >= gtk_adjustment_get_upper (adjustment))
    add_rows (self);
}

/* To the heading of the year, so that what follows is in view. */
static void
year_selected_cb (LumbarTimelineView *self)
{
  guint wanted = gtk_drop_down_get_selected (self->year);
  guint n = 0;

  if (self->filling)
    return;
  if (wanted == 0 || wanted == GTK_INVALID_LIST_POSITION)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    if (get_shown (self, i)->kind == LUMBAR_TIMELINE_YEAR && ++n == wanted)
      {
        gtk_slice_list_model_set_size (
          self->begun, MAX (gtk_slice_list_model_get_size (self->begun), i + ROWS_AT_ONCE));
        gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
        break;
      }
}

/* From the search down into what it found, past the year. */
static void
search_activate_cb (LumbarTimelineView *self)
{
  update (self);
  if (gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_DOWN);
}

static void
clear_search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LumbarTimelineView *self = LUMBAR_TIMELINE_VIEW (widget);

  gtk_drop_down_set_selected (self->kind, 0);
  gtk_editable_set_text (self->search, "");
  update (self);
}

static void
lumbar_timeline_view_finalize (GObject *object)
{
  LumbarTimelineView *self = LUMBAR_TIMELINE_VIEW (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->filter);
  g_clear_object (&self->begun);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (lumbar_timeline_view_parent_class)->finalize (object);
}

static void
lumbar_timeline_view_class_init (LumbarTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_timeline_view_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/history/lumbar-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarTimelineView, bar);
  gtk_widget_class_bind_template_child (widget_class, LumbarTimelineView, search);
  gtk_widget_class_bind_template_child (widget_class, LumbarTimelineView, kind);
  gtk_widget_class_bind_template_child (widget_class, LumbarTimelineView, year);
  gtk_widget_class_bind_template_child (widget_class, LumbarTimelineView, stack);
  gtk_widget_class_bind_template_child (widget_class, LumbarTimelineView, list);
  gtk_widget_class_bind_template_callback (widget_class, factory_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, factory_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);

  gtk_widget_class_install_action (widget_class, "timeline.clear", NULL, clear_search_action);
}

static void
lumbar_timeline_view_init (LumbarTimelineView *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) model = NULL;

  self->shown = g_list_store_new (LUMBAR_TYPE_TIMELINE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->bar, lumbar_wrap_layout_new (6));
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    gtk_string_list_append (kinds, _(filters[i].title));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (kinds));
  lumbar_drop_down_name (self->kind, _("Kind"));
  lumbar_drop_down_name (self->year, _("Year"));
  self->begun = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->shown)), 0, ROWS_AT_ONCE);
  model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->begun)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
}

/**
 * lumbar_timeline_view_show:
 * @self: a view
 * @history: whose time line
 * @other: whether it is another patient than before, for whom nothing is filtered away
 */
void
lumbar_timeline_view_show (LumbarTimelineView *self, const LumbarPatientHistory *history, gboolean other)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  if (other)
    clear_search_action (GTK_WIDGET (self), NULL, NULL);
  self->items = g_ptr_array_ref (history->timeline);
  g_clear_pointer (&self->filter, g_free);
  update (self);
}

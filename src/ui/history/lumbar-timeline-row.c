/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a time line. */

#include "lumbar-timeline-row.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-group-mark.h"
#include "lumbar-wrapped-label.h"

/* Of the marks, so that the words begin in one line. */
#define MARK_WIDTH 18

struct _LumbarTimelineRow {
  GtkWidget parent_instance;

  GtkLabel *year;    /* alone, or else all the others */
  GtkWidget *group;  /* the mark of a visit */
  GtkImage *icon;    /* of everything else */
  GtkWidget *words;
  GtkLabel *title;
  GtkLabel *text;
  GtkWidget *flag;
  GtkLabel *state;
  GtkWidget *arrow;
};

G_DEFINE_FINAL_TYPE (LumbarTimelineRow, lumbar_timeline_row, GTK_TYPE_WIDGET)

typedef struct {
  LumbarTimelineKind kind;
  const char *icon;
} Mark;

static const Mark marks[] = {
  { LUMBAR_TIMELINE_ADDENDUM, "document-edit-symbolic" },
  { LUMBAR_TIMELINE_FINAL_CAUSE, "lumbar-final-cause-symbolic" },
  { LUMBAR_TIMELINE_TREATMENT, "lumbar-treatment-symbolic" },
  { LUMBAR_TIMELINE_RELAPSE, "lumbar-relapse-symbolic" },
  { LUMBAR_TIMELINE_STEROIDS, "lumbar-steroids-symbolic" },
  { LUMBAR_TIMELINE_FALL, "lumbar-fall-symbolic" },
  { LUMBAR_TIMELINE_IMAGING, "lumbar-imaging-symbolic" },
  { LUMBAR_TIMELINE_REFERRAL, "lumbar-referral-symbolic" },
};

static const char *
find_icon (LumbarTimelineKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].kind == kind)
      return marks[i].icon;
  return NULL;
}

static void
lumbar_timeline_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (lumbar_timeline_row_parent_class)->dispose (object);
}

static void
lumbar_timeline_row_class_init (LumbarTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_timeline_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline-row");
}

static GtkWidget *
create_icon (const char *name, const char *css_class)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name", name,
                                  NULL);

  gtk_widget_add_css_class (icon, css_class);
  return icon;
}

/* Three lines of an addendum say enough; the visit has the rest. */
static GtkWidget *
create_text (void)
{
  GtkWidget *text = lumbar_wrapped_label_new (NULL, "caption");

  gtk_widget_add_css_class (text, "dim-label");
  gtk_label_set_lines (GTK_LABEL (text), 3);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  return text;
}

/* Without a template: a list makes many of them. */
static void
lumbar_timeline_row_init (LumbarTimelineRow *self)
{
  GtkWidget *const children[] = {
    lumbar_wrapped_label_new (NULL, "heading"),       lumbar_group_mark_new (LUMBAR_GROUP_UNDETERMINED),
    create_icon (NULL, "timeline-mark"),              gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
    create_icon ("lumbar-flag-symbolic", "danger-mark"), gtk_label_new (NULL),
    create_icon ("go-next-symbolic", "dim-label"),
  };

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_set_parent (children[i], GTK_WIDGET (self));
  self->year = GTK_LABEL (children[0]);
  self->group = children[1];
  self->icon = GTK_IMAGE (children[2]);
  self->words = children[3];
  self->flag = children[4];
  self->state = GTK_LABEL (children[5]);
  self->arrow = children[6];
  self->title = GTK_LABEL (lumbar_wrapped_label_new (NULL, NULL));
  self->text = GTK_LABEL (create_text ());
  gtk_box_append (GTK_BOX (self->words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->words), GTK_WIDGET (self->text));
  gtk_widget_add_css_class (GTK_WIDGET (self->year), "timeline-year");
  gtk_widget_add_css_class (self->group, "timeline-mark");
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "draft-mark");
  gtk_widget_set_size_request (self->group, MARK_WIDTH, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->icon), MARK_WIDTH, -1);
  gtk_widget_set_valign (self->group, GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->state), GTK_ALIGN_CENTER);
}

/**
 * lumbar_timeline_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
lumbar_timeline_row_new (void)
{
  return g_object_new (LUMBAR_TYPE_TIMELINE_ROW, NULL);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
show_mark (LumbarTimelineRow *self, LumbarTimelineItem *item)
{
  gboolean visit = item->kind == LUMBAR_TIMELINE_VISIT;

  gtk_widget_set_visible (self->group, visit);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !visit);
  if (visit)
    lumbar_group_mark_set_group (LUMBAR_GROUP_MARK (self->group),
                                 item->state == LUMBAR_TIMELINE_DRAFT ? LUMBAR_GROUP_UNDETERMINED
                                                                      : item->visit->group);
  else
    gtk_image_set_from_icon_name (self->icon, find_icon (item->kind));
}

static void
show_thing (LumbarTimelineRow *self, LumbarTimelineItem *item)
{
  g_autofree char *date = lumbar_date_format (item->day);
  g_autofree char *title = *date ? g_strdup_printf ("%s · %s", date, item->title) : g_strdup (item->title);
  const char *state = lumbar_timeline_state_get_title (item->state);
  gboolean gone = item->state == LUMBAR_TIMELINE_WITHDRAWN || item->state == LUMBAR_TIMELINE_SUPERSEDED;

  show_mark (self, item);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, item->text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *item->text != '\0');
  gtk_label_set_label (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *state != '\0');
  gtk_widget_set_visible (self->flag, item->kind == LUMBAR_TIMELINE_VISIT && item->visit->n_now_flags > 0);
  set_class (GTK_WIDGET (self->title), "gone", gone);
  set_class (GTK_WIDGET (self->text), "gone", gone);
}

/**
 * lumbar_timeline_row_show:
 * @self: a row
 * @item: what to show
 */
void
lumbar_timeline_row_show (LumbarTimelineRow *self, LumbarTimelineItem *item)
{
  gboolean year = item->kind == LUMBAR_TIMELINE_YEAR;

  if (year)
    for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      gtk_widget_set_visible (child, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->year), year);
  gtk_widget_set_visible (self->words, !year);
  gtk_widget_set_visible (self->arrow, !year);
  if (year)
    gtk_label_set_label (self->year, item->title);
  else
    show_thing (self, item);
}

/**
 * lumbar_timeline_row_describe:
 * @item: an item
 *
 * Returns: (transfer full): what a screen reader says of its row
 */
char *
lumbar_timeline_row_describe (LumbarTimelineItem *item)
{
  g_autofree char *date = lumbar_date_format (item->day);
  const char *parts[] = { date, item->title, lumbar_timeline_state_get_title (item->state), item->text };
  GString *spoken = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", parts[i]);
  return g_string_free (spoken, FALSE);
}

/**
 * lumbar_timeline_row_activate:
 * @widget: a widget below a #LumbarHistoryPage
 * @item: an item
 *
 * Opens what the item is: the visit, the draft to go on with, the event to be changed.
 */
void
lumbar_timeline_row_activate (GtkWidget *widget, LumbarTimelineItem *item)
{
  if (item->event != NULL)
    gtk_widget_activate_action (widget, "history.edit-event", "s", item->event->id);
  else if (item->state == LUMBAR_TIMELINE_DRAFT)
    gtk_widget_activate_action (widget, "history.start-visit", NULL);
  else if (item->visit != NULL)
    gtk_widget_activate_action (widget, "history.open-visit", "s", item->visit->id);
}

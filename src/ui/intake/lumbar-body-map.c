/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body map as a widget; the drawing is shared with the report. */

#include "lumbar-body-map.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lumbar-draw-body.h"

#define WIDTH 280
#define LEAST_WIDTH 200

struct _LumbarBodyMap {
  GtkWidget parent_instance;

  LumbarBody *body; /* Owned; NULL where the outlines can't be read */
  guint n_regions;
  guint64 regions;
  int cursor;  /* The region the keys are at, or -1 */
  int hovered; /* The region under the pointer, or -1 */
  gulong dark_handler;
};

G_DEFINE_FINAL_TYPE (LumbarBodyMap, lumbar_body_map, GTK_TYPE_WIDGET)

enum {
  SIGNAL_TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
find_region (LumbarBodyMap *self, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->body == NULL)
    return -1;
  return lumbar_body_find_region (self->body, x, y, gtk_widget_get_width (widget),
                                  gtk_widget_get_height (widget));
}

static void
released_cb (LumbarBodyMap *self, int n_press, double x, double y)
{
  int region = find_region (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (region < 0)
    return;
  self->cursor = region;
  g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, (guint) region);
}

static void
set_hovered (LumbarBodyMap *self, int region)
{
  if (self->hovered == region)
    return;
  self->hovered = region;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (LumbarBodyMap *self, double x, double y)
{
  set_hovered (self, find_region (self, x, y));
}

static void
leave_cb (LumbarBodyMap *self)
{
  set_hovered (self, -1);
}

static void
move_cursor (LumbarBodyMap *self, int by)
{
  int n = (int) self->n_regions;

  self->cursor = self->cursor < 0 ? (by > 0 ? 0 : n - 1) : (self->cursor + by + n) % n;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (LumbarBodyMap *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      move_cursor (self, -1);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      move_cursor (self, 1);
      return TRUE;
    case GDK_KEY_space:
      if (self->cursor < 0)
        return FALSE;
      g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, (guint) self->cursor);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
lumbar_body_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarBodyMap *self = LUMBAR_BODY_MAP (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->body == NULL || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  lumbar_draw_body (cr, self->body, self->regions, gtk_widget_has_focus (widget) ? self->cursor : -1,
                    self->hovered, width, height, dark ? lumbar_palette_dark () : lumbar_palette_light ());
  cairo_destroy (cr);
}

static GtkSizeRequestMode
lumbar_body_map_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lumbar_body_map_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  LumbarBodyMap *self = LUMBAR_BODY_MAP (widget);
  double aspect = self->body ? lumbar_body_get_aspect (self->body) : 1;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = WIDTH;
    }
  else
    *minimum = *natural = (int) ((for_size < 0 ? WIDTH : for_size) / aspect);
}

static void
lumbar_body_map_dispose (GObject *object)
{
  LumbarBodyMap *self = LUMBAR_BODY_MAP (object);

  g_clear_signal_handler (&self->dark_handler, adw_style_manager_get_default ());

  G_OBJECT_CLASS (lumbar_body_map_parent_class)->dispose (object);
}

static void
lumbar_body_map_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_BODY_MAP (object)->body, lumbar_body_free);

  G_OBJECT_CLASS (lumbar_body_map_parent_class)->finalize (object);
}

static void
lumbar_body_map_class_init (LumbarBodyMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_body_map_dispose;
  G_OBJECT_CLASS (klass)->finalize = lumbar_body_map_finalize;
  widget_class->snapshot = lumbar_body_map_snapshot;
  widget_class->get_request_mode = lumbar_body_map_get_request_mode;
  widget_class->measure = lumbar_body_map_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", LUMBAR_TYPE_BODY_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
lumbar_body_map_init (LumbarBodyMap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cursor = self->hovered = -1;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_add_css_class (widget, "body-map");
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  self->dark_handler = g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark",
                                                 G_CALLBACK (gtk_widget_queue_draw), self);
}

/**
 * lumbar_body_map_new:
 * @knowledge: which regions there are
 *
 * Returns: (transfer floating): a map without marks
 */
GtkWidget *
lumbar_body_map_new (LumbarKnowledge *knowledge)
{
  LumbarBodyMap *self = g_object_new (LUMBAR_TYPE_BODY_MAP, NULL);
  g_autoptr (GError) error = NULL;

  self->n_regions = lumbar_knowledge_get_n_body_regions (knowledge);
  self->body = lumbar_body_new (knowledge, &error);
  if (self->body == NULL)
    g_warning ("The body map can't be drawn: %s", error->message);
  lumbar_body_map_set_regions (self, 0, "");
  return GTK_WIDGET (self);
}

/**
 * lumbar_body_map_set_regions:
 * @self: a map
 * @regions: the marked regions, bit i = option i of the finding
 * @words: the same in words
 */
void
lumbar_body_map_set_regions (LumbarBodyMap *self, guint64 regions, const char *words)
{
  g_autofree char *label = *words != '\0' ? g_strdup_printf (_("Body map. Marked: %s"), words)
                                           : g_strdup (_("Body map. Nothing is marked"));

  self->regions = regions;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lumbar_body_map_get_regions:
 * @self: a map
 *
 * Returns: the marked regions, bit i = option i of the finding
 */
guint64
lumbar_body_map_get_regions (LumbarBodyMap *self)
{
  return self->regions;
}

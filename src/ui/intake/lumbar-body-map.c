/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body map as a widget; the drawing is shared with the report. */

#include "lumbar-body-map.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lumbar-draw-body.h"

#define WIDTH 360
#define LEAST_WIDTH 200

/* A finger covers a circle of 44 dots, a pointer still means what it is close to. */
#define FINGER_REACH 22
#define POINTER_REACH 5

struct _LumbarBodyMap {
  GtkWidget parent_instance;

  LumbarBody *body;             /* Owned; NULL where the outlines can't be read */
  const LumbarFinding *finding; /* Borrowed from the knowledge */
  LumbarBodyMarks marks;
  LumbarBodyTool tool;
  LumbarBodyStroke *stroke; /* Owned; NULL where nothing is dragged */
  GtkGesture *drag;         /* Owned by the widget */
  int cursor;               /* The region the keys are at, or -1 */
  int hovered;              /* The region under the pointer, or -1 */
  gulong dark_handler;
};

G_DEFINE_FINAL_TYPE (LumbarBodyMap, lumbar_body_map, GTK_TYPE_WIDGET)

enum {
  SIGNAL_TOGGLED,
  SIGNAL_PAINTED,
  SIGNAL_SPREAD,
  SIGNAL_POINTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint64 *
get_own (LumbarBodyMap *self)
{
  return lumbar_body_marks_find (&self->marks, self->finding);
}

static guint64 *
get_edited (LumbarBodyMap *self, LumbarBodyTool tool)
{
  return tool == LUMBAR_BODY_TOOL_SPREAD ? &self->marks.radiation : get_own (self);
}

static int
get_pointed (LumbarBodyMap *self)
{
  if (self->hovered >= 0)
    return self->hovered;
  return gtk_widget_has_focus (GTK_WIDGET (self)) ? self->cursor : -1;
}

/* Who hears the map hears where the keys are; who sees it sees the region outlined and its name beside. */
static void
tell_pointed (LumbarBodyMap *self)
{
  int region = get_pointed (self);
  g_autofree char *description = lumbar_body_marks_describe_region (&self->marks, self->finding, region);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  g_signal_emit (self, signals[SIGNAL_POINTED], 0, description);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_hovered (LumbarBodyMap *self, int region)
{
  if (self->hovered == region)
    return;
  self->hovered = region;
  tell_pointed (self);
}

static int
find_region (LumbarBodyMap *self, double x, double y, double reach)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->body == NULL)
    return -1;
  return lumbar_body_find_near (self->body, x, y, reach, gtk_widget_get_width (widget),
                                gtk_widget_get_height (widget));
}

static void
motion_cb (LumbarBodyMap *self, double x, double y)
{
  set_hovered (self, find_region (self, x, y, POINTER_REACH));
}

static void
leave_cb (LumbarBodyMap *self)
{
  set_hovered (self, -1);
}

/* Dragging. */

static gboolean
is_finger (GtkGesture *drag)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (drag));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static LumbarBodyTool
choose_tool (LumbarBodyMap *self, GtkGesture *drag, int region)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));

  if (modifiers & GDK_SHIFT_MASK)
    return LUMBAR_BODY_TOOL_LASSO;
  if ((modifiers & GDK_CONTROL_MASK) && get_own (self) == &self->marks.pains[0] && region >= 0 &&
      (self->marks.pains[0] >> region & 1) != 0)
    return LUMBAR_BODY_TOOL_SPREAD;
  return self->tool;
}

static void
drag_begin_cb (LumbarBodyMap *self, double x, double y, GtkGesture *drag)
{
  gboolean finger = is_finger (drag);
  int region = find_region (self, x, y, finger ? FINGER_REACH : POINTER_REACH);
  LumbarBodyTool tool = choose_tool (self, drag, region);
  gboolean spreads = get_edited (self, tool) == &self->marks.radiation;

  /* A finger that swipes moves the page, as everywhere; with the other tools it draws. */
  if (!finger || tool != LUMBAR_BODY_TOOL_BRUSH)
    gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
  g_clear_pointer (&self->stroke, lumbar_body_stroke_free);
  self->stroke = lumbar_body_stroke_new (tool, *get_edited (self, tool), spreads ? self->marks.pains[0] : 0,
                                         region, (LumbarBodyPoint) { x, y });
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (LumbarBodyMap *self, double dx, double dy)
{
  LumbarBodyPoint start;

  if (self->stroke == NULL || self->body == NULL)
    return;
  start = g_array_index (self->stroke->line, LumbarBodyPoint, 0);
  /* A hand that trembles at a click does not paint. */
  if (self->stroke->line->len == 1 && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return;
  lumbar_body_stroke_move (self->stroke, self->body, (LumbarBodyPoint) { start.x + dx, start.y + dy },
                           gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drop_stroke (LumbarBodyMap *self)
{
  g_clear_pointer (&self->stroke, lumbar_body_stroke_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A finger that turns out to move the page paints nothing, and GTK still says that the drag has ended. */
static void
drag_state_cb (LumbarBodyMap *self, GdkEventSequence *sequence, GtkEventSequenceState state)
{
  if (state == GTK_EVENT_SEQUENCE_DENIED)
    drop_stroke (self);
}

/* What was painted is recorded once, so that one step back undoes it. */
static void
drag_end_cb (LumbarBodyMap *self)
{
  g_autoptr (LumbarBodyStroke) stroke = g_steal_pointer (&self->stroke);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  guint64 regions;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (stroke == NULL || self->body == NULL)
    return;
  if (stroke->passed != 0)
    self->cursor = __builtin_ctzll (stroke->passed);
  regions = lumbar_body_stroke_get_regions (stroke, self->body, width, height);
  if (regions == stroke->before)
    return;
  if (stroke->line->len == 1 && stroke->tool == LUMBAR_BODY_TOOL_BRUSH)
    g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, (guint) self->cursor);
  else
    g_signal_emit (self, signals[stroke->tool == LUMBAR_BODY_TOOL_SPREAD ? SIGNAL_SPREAD : SIGNAL_PAINTED], 0,
                   regions);
}

static gboolean
escape (LumbarBodyMap *self)
{
  if (self->stroke == NULL)
    return FALSE;
  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_DENIED);
  drop_stroke (self);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return escape (LUMBAR_BODY_MAP (widget));
}

/* Keys. */

static gboolean
move_cursor (LumbarBodyMap *self, int right, int down)
{
  if (self->body == NULL)
    return FALSE;
  self->cursor = lumbar_body_find_neighbour (self->body, self->cursor, right, down);
  self->hovered = -1;
  tell_pointed (self);
  return TRUE;
}

static gboolean
key_pressed_cb (LumbarBodyMap *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      return move_cursor (self, -1, 0);
    case GDK_KEY_Right:
      return move_cursor (self, 1, 0);
    case GDK_KEY_Up:
      return move_cursor (self, 0, -1);
    case GDK_KEY_Down:
      return move_cursor (self, 0, 1);
    case GDK_KEY_Escape:
      return escape (self);
    case GDK_KEY_space:
      if (self->cursor < 0)
        return FALSE;
      lumbar_body_map_toggle (self, (guint) self->cursor);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Drawing. */

/* The marks as they would be if the drag ended now. */
static LumbarBodyMarks
preview (LumbarBodyMap *self, int width, int height)
{
  LumbarBodyMarks kept = self->marks, marks;

  if (self->stroke != NULL)
    *get_edited (self, self->stroke->tool) =
      lumbar_body_stroke_get_regions (self->stroke, self->body, width, height);
  marks = self->marks;
  self->marks = kept;
  marks.focused = gtk_widget_has_focus (GTK_WIDGET (self)) ? self->cursor : -1;
  marks.hovered = self->stroke == NULL ? self->hovered : -1;
  return marks;
}

static void
lumbar_body_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarBodyMap *self = LUMBAR_BODY_MAP (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const LumbarPalette *palette = dark ? lumbar_palette_dark () : lumbar_palette_light ();
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  LumbarBodyMarks marks;
  cairo_t *cr;

  if (self->body == NULL || width <= 0 || height <= 0)
    return;
  marks = preview (self, width, height);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  lumbar_draw_body (cr, self->body, &marks, width, height, palette);
  if (self->stroke != NULL)
    lumbar_body_stroke_draw (self->stroke, cr, palette);
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
    *minimum = *natural = (int) ((for_size < 0 ? LEAST_WIDTH : for_size) / aspect);
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
  LumbarBodyMap *self = LUMBAR_BODY_MAP (object);

  g_clear_pointer (&self->body, lumbar_body_free);
  g_clear_pointer (&self->stroke, lumbar_body_stroke_free);

  G_OBJECT_CLASS (lumbar_body_map_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, LUMBAR_TYPE_BODY_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, type);
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

  signals[SIGNAL_TOGGLED] = add_signal ("toggled", G_TYPE_UINT);
  signals[SIGNAL_PAINTED] = add_signal ("painted", G_TYPE_UINT64);
  signals[SIGNAL_SPREAD] = add_signal ("spread", G_TYPE_UINT64);
  signals[SIGNAL_POINTED] = add_signal ("pointed", G_TYPE_STRING);
}

static void
add_drag (LumbarBodyMap *self)
{
  self->drag = gtk_gesture_drag_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (self->drag), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (self->drag, "cancel", G_CALLBACK (drop_stroke), self);
  g_signal_connect_swapped (self->drag, "sequence-state-changed", G_CALLBACK (drag_state_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
}

/* The focus comes to the map only after a drag, lest the page move under it; Escape is heard anywhere. */
static void
add_escape (LumbarBodyMap *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

static void
lumbar_body_map_init (LumbarBodyMap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->marks = LUMBAR_BODY_MARKS_NONE;
  self->cursor = self->hovered = -1;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_add_css_class (widget, "body-map");
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, keys);
  add_drag (self);
  add_escape (self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (tell_pointed), NULL);
  self->dark_handler = g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark",
                                                 G_CALLBACK (gtk_widget_queue_draw), self);
}

/**
 * lumbar_body_map_new:
 * @knowledge: which regions there are
 * @finding: the body map that is answered
 *
 * Returns: (transfer floating): a map without marks
 */
GtkWidget *
lumbar_body_map_new (LumbarKnowledge *knowledge, const LumbarFinding *finding)
{
  LumbarBodyMap *self = g_object_new (LUMBAR_TYPE_BODY_MAP, NULL);
  g_autoptr (GError) error = NULL;

  self->finding = finding;
  self->body = lumbar_body_new (knowledge, &error);
  if (self->body == NULL)
    g_warning ("The body map can't be drawn: %s", error->message);
  lumbar_body_map_set_marks (self, &self->marks, "");
  return GTK_WIDGET (self);
}

/**
 * lumbar_body_map_set_marks:
 * @self: a map
 * @marks: what is marked
 * @words: what is marked on the map that is answered, in words
 */
void
lumbar_body_map_set_marks (LumbarBodyMap *self, const LumbarBodyMarks *marks, const char *words)
{
  g_autofree char *label = *words != '\0' ? g_strdup_printf (_("Body map. Marked: %s"), words)
                                           : g_strdup (_("Body map. Nothing is marked"));

  self->marks = *marks;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  tell_pointed (self);
}

/**
 * lumbar_body_map_get_regions:
 * @self: a map
 *
 * Returns: what is marked on the map that is answered, bit i = option i of the finding
 */
guint64
lumbar_body_map_get_regions (LumbarBodyMap *self)
{
  return *get_own (self);
}

/**
 * lumbar_body_map_set_tool:
 * @self: a map
 * @tool: what a drag does from now on
 */
void
lumbar_body_map_set_tool (LumbarBodyMap *self, LumbarBodyTool tool)
{
  drop_stroke (self);
  self->tool = tool;
}

/**
 * lumbar_body_map_toggle:
 * @self: a map
 * @option: a region
 *
 * Does with a region what a click on it with the present tool does.
 */
void
lumbar_body_map_toggle (LumbarBodyMap *self, guint option)
{
  guint64 bit = (guint64) 1 << option;

  self->cursor = (int) option;
  self->hovered = -1;
  if (self->tool != LUMBAR_BODY_TOOL_SPREAD)
    g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, option);
  else if ((self->marks.pains[0] & bit) == 0)
    g_signal_emit (self, signals[SIGNAL_SPREAD], 0, self->marks.radiation ^ bit);
}

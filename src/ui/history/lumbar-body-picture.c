/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body map of a visit, to look at. */

#include "lumbar-body-picture.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lumbar-draw-body.h"

#define MINIMUM_HEIGHT 200
#define NATURAL_HEIGHT 240

struct _LumbarBodyPicture {
  GtkWidget parent_instance;

  LumbarBody *body; /* Owned; NULL before a visit is shown */
  LumbarBodyMarks marks;
};

G_DEFINE_FINAL_TYPE (LumbarBodyPicture, lumbar_body_picture, GTK_TYPE_WIDGET)

static double
get_aspect (LumbarBodyPicture *self)
{
  return self->body ? lumbar_body_get_aspect (self->body) : 1;
}

static void
lumbar_body_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LumbarBodyPicture *self = LUMBAR_BODY_PICTURE (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->body == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  lumbar_draw_body (cr, self->body, &self->marks, width, height,
                    dark ? lumbar_palette_dark () : lumbar_palette_light ());
  cairo_destroy (cr);
}

static void
lumbar_body_picture_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  double factor = orientation == GTK_ORIENTATION_HORIZONTAL ? get_aspect (LUMBAR_BODY_PICTURE (widget)) : 1;

  *minimum = (int) (MINIMUM_HEIGHT * factor);
  *natural = (int) (NATURAL_HEIGHT * factor);
}

static void
lumbar_body_picture_finalize (GObject *object)
{
  g_clear_pointer (&LUMBAR_BODY_PICTURE (object)->body, lumbar_body_free);

  G_OBJECT_CLASS (lumbar_body_picture_parent_class)->finalize (object);
}

static void
lumbar_body_picture_class_init (LumbarBodyPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lumbar_body_picture_finalize;
  widget_class->snapshot = lumbar_body_picture_snapshot;
  widget_class->measure = lumbar_body_picture_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lumbar_body_picture_init (LumbarBodyPicture *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * lumbar_body_picture_show_response:
 * @self: a picture
 * @response: the answers of a visit
 *
 * Returns: whether anything is marked
 */
gboolean
lumbar_body_picture_show_response (LumbarBodyPicture *self, LumbarResponse *response)
{
  g_autofree char *pains = lumbar_body_marks_describe (response);
  g_autofree char *label =
    *pains != '\0' ? g_strdup_printf (_("Body map: %s"), pains) : g_strdup (_("Body map, nothing marked"));
  g_autoptr (GError) error = NULL;

  if (self->body == NULL)
    self->body = lumbar_body_new (lumbar_response_get_knowledge (response), &error);
  if (error != NULL)
    g_warning ("No body map: %s", error->message);
  lumbar_body_marks_read (&self->marks, response);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), *pains != '\0' ? pains : NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return *pains != '\0';
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short messages over the window a widget stands in. */

#include "lumbar-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Long enough to notice a slip. */
#define UNDO_SECONDS 10

typedef struct {
  LumbarToastUndo func;
  GtkWidget *widget; /* Owned */
  GObject *subject;  /* Owned */
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_object_unref (undo->widget);
  g_object_unref (undo->subject);
  g_free (undo);
}

static void
toast_button_clicked_cb (AdwToast *toast, Undo *undo)
{
  undo->func (undo->widget, undo->subject);
}

static void
show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_warning ("Nowhere to say: %s", adw_toast_get_title (toast));
      g_object_unref (g_object_ref_sink (toast));
      return;
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static AdwToast *
new_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

/**
 * lumbar_toast_show:
 * @widget: a widget in a window with an #AdwToastOverlay
 * @text: what to say, plain text
 */
void
lumbar_toast_show (GtkWidget *widget, const char *text)
{
  show (widget, new_toast (text));
}

/**
 * lumbar_toast_show_undo:
 * @widget: a widget in a window with an #AdwToastOverlay
 * @text: what was done, plain text
 * @undo: takes it back
 * @subject: what it was done to; given to @undo
 *
 * Says what was done and offers to take it back.
 */
void
lumbar_toast_show_undo (GtkWidget *widget, const char *text, LumbarToastUndo undo, GObject *subject)
{
  AdwToast *toast = new_toast (text);
  Undo *closure = g_new0 (Undo, 1);

  closure->func = undo;
  closure->widget = g_object_ref (widget);
  closure->subject = g_object_ref (subject);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (toast_button_clicked_cb), closure, undo_free,
                         0);
  show (widget, toast);
}

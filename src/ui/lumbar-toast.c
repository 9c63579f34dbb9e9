/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short messages over the window a widget stands in. */

#include "lumbar-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

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
 * @action: the action that takes it back
 * @target: what it is given
 *
 * Says what was done and offers to take it back.
 */
void
lumbar_toast_show_undo (GtkWidget *widget, const char *text, const char *action, const char *target)
{
  AdwToast *toast = new_toast (text);

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, g_variant_new_string (target));
  adw_toast_set_timeout (toast, 10);
  show (widget, toast);
}

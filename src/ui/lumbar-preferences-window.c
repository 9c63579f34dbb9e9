/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clinician chooses once and for all. */

#include "lumbar-preferences-window.h"

#include <glib/gi18n.h>

struct _LumbarPreferencesWindow {
  AdwPreferencesWindow parent_instance;

  GtkEditable *author;
  AdwActionRow *record;
};

G_DEFINE_FINAL_TYPE (LumbarPreferencesWindow, lumbar_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
lumbar_preferences_window_class_init (LumbarPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/lumbar-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, author);
  gtk_widget_class_bind_template_child (widget_class, LumbarPreferencesWindow, record);
}

static void
lumbar_preferences_window_init (LumbarPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_preferences_window_new:
 * @settings: what is changed, at once
 * @record_path: where the record lies
 *
 * Returns: (transfer floating): the window, to be presented
 */
LumbarPreferencesWindow *
lumbar_preferences_window_new (GSettings *settings, const char *record_path)
{
  LumbarPreferencesWindow *self = g_object_new (LUMBAR_TYPE_PREFERENCES_WINDOW, NULL);
  g_autofree char *escaped = g_markup_escape_text (record_path, -1);

  g_settings_bind (settings, "author", self->author, "text", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_set_subtitle (self->record, escaped);
  return self;
}

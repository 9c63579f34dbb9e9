/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarPreferencesWindow:
 *
 * What the clinician chooses once and for all.
 */
#define LUMBAR_TYPE_PREFERENCES_WINDOW (lumbar_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPreferencesWindow, lumbar_preferences_window, LUMBAR, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

LumbarPreferencesWindow *lumbar_preferences_window_new (GSettings *settings, const char *record_path);
void lumbar_preferences_window_show_knowledge (LumbarPreferencesWindow *self,
                                               LumbarKnowledge *knowledge,
                                               GStrv faults);
void lumbar_preferences_window_set_given (LumbarPreferencesWindow *self, gboolean given);
void lumbar_preferences_window_choose_tables (LumbarPreferencesWindow *self, const char *folder);

G_END_DECLS

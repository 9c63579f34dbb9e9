/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-letterhead.h"

G_BEGIN_DECLS

/**
 * LumbarLetterheadGroup:
 *
 * Where a clinic writes its letterhead, for the page of preferences. What is applied is saved at once; what can't be
 * printed is said and not saved.
 */
#define LUMBAR_TYPE_LETTERHEAD_GROUP (lumbar_letterhead_group_get_type ())
G_DECLARE_FINAL_TYPE (LumbarLetterheadGroup, lumbar_letterhead_group, LUMBAR, LETTERHEAD_GROUP, AdwPreferencesGroup)

GtkWidget *lumbar_letterhead_group_new (void);
void lumbar_letterhead_group_choose_logo (LumbarLetterheadGroup *self, const char *path);

LumbarLetterhead *lumbar_letterhead_group_load (GtkWidget *widget);

G_END_DECLS

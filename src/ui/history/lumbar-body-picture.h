/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarBodyPicture:
 *
 * The body map of a visit, to look at. Its accessible name lists the regions in words.
 */
#define LUMBAR_TYPE_BODY_PICTURE (lumbar_body_picture_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBodyPicture, lumbar_body_picture, LUMBAR, BODY_PICTURE, GtkWidget)

void lumbar_body_picture_show_regions (LumbarBodyPicture *self, LumbarKnowledge *knowledge, guint64 regions);

G_END_DECLS

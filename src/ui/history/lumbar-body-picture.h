/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lumbar-response.h"

G_BEGIN_DECLS

/**
 * LumbarBodyPicture:
 *
 * The body map of a visit, to look at. Its accessible name says the same in words.
 */
#define LUMBAR_TYPE_BODY_PICTURE (lumbar_body_picture_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBodyPicture, lumbar_body_picture, LUMBAR, BODY_PICTURE, GtkWidget)

gboolean lumbar_body_picture_show_response (LumbarBodyPicture *self, LumbarResponse *response);

G_END_DECLS

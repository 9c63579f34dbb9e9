/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

GBytes *lumbar_letterhead_logo_read (const char *path, cairo_surface_t **logo, char **wrong);

G_END_DECLS

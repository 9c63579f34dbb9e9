/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fixed_world_set_time (const char *instant);
void fixed_world_set_ids (guint series);

G_END_DECLS

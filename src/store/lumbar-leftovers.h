/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint lumbar_leftovers_remove (const char *record);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *lumbar_settings_new (GError **error);
char *lumbar_settings_get_author (GSettings *settings);
char *lumbar_settings_get_tables (GSettings *settings);

G_END_DECLS

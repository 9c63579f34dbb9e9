/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void lumbar_csv_append_row (GString *csv, const char *const *cells);

G_END_DECLS

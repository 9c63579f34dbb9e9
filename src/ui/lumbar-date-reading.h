/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lumbar_date_read (const char *text, const char *today, gboolean month_first);
gboolean lumbar_date_is_month_first (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lumbar_plan_line_write (const char *step, const char *note);
gboolean lumbar_plan_line_is (const char *line, const char *step, char **note);

G_END_DECLS

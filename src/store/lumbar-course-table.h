/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-course.h"
#include "lumbar-database.h"

G_BEGIN_DECLS

GPtrArray *lumbar_course_table_list (LumbarDatabase *database,
                                     const char *from,
                                     const char *to,
                                     const char *after,
                                     guint limit,
                                     GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LumbarProblemPage:
 *
 * Says why a record can't be opened, and what can be done about it without losing any of it.
 */
#define LUMBAR_TYPE_PROBLEM_PAGE (lumbar_problem_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarProblemPage, lumbar_problem_page, LUMBAR, PROBLEM_PAGE, AdwBin)

void lumbar_problem_page_show (LumbarProblemPage *self, const GError *error, const char *path);
void lumbar_problem_page_salvage (LumbarProblemPage *self, const char *output);

G_END_DECLS

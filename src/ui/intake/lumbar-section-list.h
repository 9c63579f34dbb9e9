/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-interview.h"

G_BEGIN_DECLS

/**
 * LumbarSectionList:
 *
 * The sections of the intake, how far each is answered, and what is set aside.
 *
 * Signals:
 * - "picked" (guint section): a section was chosen, perhaps on the way to another;
 * - "opened" (guint section): … and is to be answered: by click or Enter.
 */
#define LUMBAR_TYPE_SECTION_LIST (lumbar_section_list_get_type ())
G_DECLARE_FINAL_TYPE (LumbarSectionList, lumbar_section_list, LUMBAR, SECTION_LIST, AdwBin)

GtkWidget *lumbar_section_list_new (LumbarInterview *interview);
void lumbar_section_list_refresh (LumbarSectionList *self, guint current);
const char *lumbar_section_list_get_count (LumbarSectionList *self, guint section);

G_END_DECLS

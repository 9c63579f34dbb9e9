/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-access.h"

G_BEGIN_DECLS

/**
 * LumbarPeoplePage:
 *
 * The page of the preferences that says who may enter the record, who entered it last, and when it is locked.
 */
#define LUMBAR_TYPE_PEOPLE_PAGE (lumbar_people_page_get_type ())
G_DECLARE_FINAL_TYPE (LumbarPeoplePage, lumbar_people_page, LUMBAR, PEOPLE_PAGE, AdwPreferencesPage)

LumbarPeoplePage *lumbar_people_page_new (LumbarAccess *access, GSettings *settings);

G_END_DECLS

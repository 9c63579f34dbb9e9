/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-entry-view.h"

G_BEGIN_DECLS

/**
 * LumbarDateView:
 *
 * A day, typed or picked from a calendar.
 */
#define LUMBAR_TYPE_DATE_VIEW (lumbar_date_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarDateView, lumbar_date_view, LUMBAR, DATE_VIEW, LumbarEntryView)

G_END_DECLS

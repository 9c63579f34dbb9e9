/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-entry-view.h"

G_BEGIN_DECLS

/**
 * LumbarNumberView:
 *
 * A number with its unit.
 */
#define LUMBAR_TYPE_NUMBER_VIEW (lumbar_number_view_get_type ())
G_DECLARE_FINAL_TYPE (LumbarNumberView, lumbar_number_view, LUMBAR, NUMBER_VIEW, LumbarEntryView)

G_END_DECLS

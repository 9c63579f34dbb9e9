/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LUMBAR_SMALL_CELL_LEAST:
 *
 * The least count of people that a table for publication tells. Office for National Statistics, Review of the
 * Dissemination of Health Statistics: Confidentiality Guidance (2006): counts of 1 and 2 are unsafe, for small
 * areas and sensitive subjects those of 3 and 4 too; one clinic and its diagnoses are both. The guidance is about
 * tables that are published, not about data of single people; it calls many zeros in a line a risk too, which is
 * left to who publishes. A convention of disclosure control, no clinical number.
 */
#define LUMBAR_SMALL_CELL_LEAST 5

void lumbar_small_cells_suppress (const guint *counts, guint n, gboolean *hidden);

G_END_DECLS

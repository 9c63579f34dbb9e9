/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-table.h"

G_BEGIN_DECLS

/**
 * LumbarSource:
 * @identifiers: DOI, PMID or PMC as in the table, `;`-joined; may be ""
 * @seen: the page was seen when the tables were made
 * @page: web address, or ""
 *
 * A publication that a row of knowledge rests on. Read only.
 */
typedef struct {
  guint index;
  const char *id; /* Interned: outlives the tables */
  char *citation;
  char *identifiers;
  gboolean seen;
  char *page;
} LumbarSource;

const char *const *lumbar_source_columns (void);
LumbarSource *lumbar_source_new (LumbarTable *table, guint row, GError **error);
void lumbar_source_free (LumbarSource *self);
char *lumbar_source_get_link (const LumbarSource *self);

G_END_DECLS

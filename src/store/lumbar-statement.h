/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"

G_BEGIN_DECLS

/**
 * LumbarStatement:
 *
 * One SQL statement with its parameters, bound by name, and its rows. Where it can't be prepared, it is
 * %NULL with the error set; every function then does nothing, and running it fails.
 */
typedef struct _LumbarStatement LumbarStatement;

/**
 * LumbarStep:
 * @LUMBAR_STEP_ROW: there is a row to read
 * @LUMBAR_STEP_DONE: there are no more rows
 * @LUMBAR_STEP_ERROR: it failed, with the error set
 */
typedef enum {
  LUMBAR_STEP_ROW,
  LUMBAR_STEP_DONE,
  LUMBAR_STEP_ERROR,
} LumbarStep;

LumbarStatement *lumbar_statement_new (LumbarDatabase *database, const char *sql, GError **error);
void lumbar_statement_free (LumbarStatement *self);

void lumbar_statement_bind_text (LumbarStatement *self, const char *name, const char *text);
void lumbar_statement_bind_int (LumbarStatement *self, const char *name, gint64 number);
void lumbar_statement_bind_double (LumbarStatement *self, const char *name, double number);

LumbarStep lumbar_statement_step (LumbarStatement *self, GError **error);
gboolean lumbar_statement_run (LumbarStatement *self, GError **error);
gboolean lumbar_statement_find (LumbarStatement *self, gboolean *found, GError **error);
void lumbar_statement_reset (LumbarStatement *self);

guint lumbar_statement_get_n_columns (LumbarStatement *self);
const char *lumbar_statement_get_text (LumbarStatement *self, guint column);
gint64 lumbar_statement_get_int (LumbarStatement *self, guint column);
double lumbar_statement_get_double (LumbarStatement *self, guint column);
gboolean lumbar_statement_is_null (LumbarStatement *self, guint column);
gboolean lumbar_statement_is_real (LumbarStatement *self, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarStatement, lumbar_statement_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lumbar-expression.h"

G_BEGIN_DECLS

typedef struct _LumbarTable LumbarTable;

LumbarTable *lumbar_table_new_from_bytes (const char *name,
                                          GBytes *bytes,
                                          const char *const *columns,
                                          GError **error);
LumbarTable *lumbar_table_new_tolerant (const char *name,
                                        GBytes *bytes,
                                        const char *const *columns,
                                        GError **error);
void lumbar_table_free (LumbarTable *self);

const char *lumbar_table_get_name (LumbarTable *self);
guint lumbar_table_get_n_rows (LumbarTable *self);
gboolean lumbar_table_check_row (LumbarTable *self, guint row, GError **error);
void lumbar_table_drop_row (LumbarTable *self, guint row);
const char *lumbar_table_get (LumbarTable *self, guint row, guint column);
gboolean lumbar_table_get_number (LumbarTable *self,
                                  guint row,
                                  guint column,
                                  double *number,
                                  GError **error);
gboolean lumbar_table_get_flag (LumbarTable *self,
                                guint row,
                                guint column,
                                gboolean *flag,
                                GError **error);
gboolean lumbar_table_get_enum (LumbarTable *self,
                                guint row,
                                guint column,
                                const char *const *words,
                                int *value,
                                GError **error);
LumbarExpression *lumbar_table_get_expression (LumbarTable *self,
                                               guint row,
                                               guint column,
                                               const LumbarExpressionScope *scope,
                                               GError **error);
void lumbar_table_set_error (LumbarTable *self,
                             guint row,
                             guint column,
                             GError **error,
                             const char *format,
                             ...) G_GNUC_PRINTF (5, 6);
void lumbar_table_prefix_error (LumbarTable *self, guint row, guint column, GError **error);
gboolean lumbar_table_add_id (LumbarTable *self,
                              guint row,
                              GHashTable *ids,
                              const char *id,
                              gpointer value,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarTable, lumbar_table_free)

G_END_DECLS

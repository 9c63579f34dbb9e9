/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files that load the tables share; for src/knowledge only. */

#include "lumbar-knowledge.h"
#include "lumbar-table.h"

G_BEGIN_DECLS

struct _LumbarKnowledge {
  gatomicrefcount references;
  char *version;
  char *date;
  char *title;
  char *intended_use;
  char *limits;
  LumbarModel model;
  GPtrArray *sections;
  GPtrArray *findings;
  GPtrArray *causes;
  GPtrArray *evidence;
  GPtrArray *red_flags;
  GPtrArray *treatments;
  GPtrArray *management;
  GPtrArray *cautions;
  GPtrArray *interactions;
  GPtrArray *consistency;
  GPtrArray *instruments;
  GPtrArray *sources;
  GPtrArray *body_regions;
  GPtrArray *override_reasons;
  GHashTable *findings_by_id; /* id -> borrowed */
  GHashTable *causes_by_id;
  GHashTable *red_flags_by_id;
  GHashTable *treatments_by_id;
  GHashTable *instruments_by_id;
  GHashTable *sources_by_id;
  GHashTable *override_reasons_by_id;
  guint n_groups;
  guint n_conditions;

  /* While loading */
  GPtrArray *faults;   /* (element-type utf8) */
  GPtrArray *excuses;  /* (element-type utf8): what a fault says that only follows from another */
  gboolean incomplete; /* a row was left out, so that what is missing can't be told */
};

GBytes *lumbar_knowledge_read_file (const char *folder, const char *name, GError **error);
GStrv lumbar_knowledge_list_files (void);
char *lumbar_knowledge_fingerprint (const char *folder);
LumbarTable *lumbar_knowledge_open_table (LumbarKnowledge *self,
                                          const char *folder,
                                          const char *name,
                                          const char *const *columns);
gboolean lumbar_knowledge_next_row (LumbarKnowledge *self,
                                    LumbarTable *table,
                                    guint *row,
                                    GPtrArray *objects,
                                    GError **error);
void lumbar_knowledge_excuse (LumbarKnowledge *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void lumbar_knowledge_note (LumbarKnowledge *self, GError **error);
gpointer lumbar_knowledge_find_id (GHashTable *ids,
                                   LumbarTable *table,
                                   guint row,
                                   guint column,
                                   const char *what,
                                   GError **error);
LumbarExpressionScope lumbar_knowledge_get_scope (LumbarKnowledge *self);

void lumbar_knowledge_load (LumbarKnowledge *self, const char *folder);
void lumbar_knowledge_load_treatments (LumbarKnowledge *self, const char *folder, GError **error);
void lumbar_knowledge_load_management (LumbarKnowledge *self, const char *folder, GError **error);
void lumbar_knowledge_load_cautions (LumbarKnowledge *self, const char *folder, GError **error);
void lumbar_knowledge_load_interactions (LumbarKnowledge *self, const char *folder, GError **error);
void lumbar_knowledge_load_consistency (LumbarKnowledge *self, const char *folder, GError **error);
void lumbar_knowledge_check (LumbarKnowledge *self);

G_END_DECLS

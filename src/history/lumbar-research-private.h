/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-research.h"

G_BEGIN_DECLS

/* The tables that are written, in this order. */
typedef enum {
  RESEARCH_PATIENTS,
  RESEARCH_VISITS,
  RESEARCH_FLAGS,
  RESEARCH_ANSWERS,
  RESEARCH_MEASURES,
  RESEARCH_EVENTS,
} ResearchTable;

#define N_RESEARCH_TABLES 6

/* A column, with what the data dictionary says of it. */
typedef struct {
  const char *name;
  const char *meaning;
  const char *values;
  const char *unit;
} ResearchColumn;

const char *research_table_name (ResearchTable table);
const ResearchColumn *research_table_columns (ResearchTable table); /* Ends with a name that is NULL */

/* What of a patient is counted. */
typedef struct {
  char *group;
  char *lead;
  char *gender;
} ResearchCounted;

gboolean research_is_in_years (const LumbarFinding *finding);
gboolean research_shows_old_age (LumbarKnowledge *knowledge,
                                 const LumbarCourse *course,
                                 GPtrArray *encounters,
                                 GPtrArray *events);
char *research_dictionary_write (LumbarKnowledge *knowledge);
char *research_counts_write (GPtrArray *counted);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-support.h"

G_BEGIN_DECLS

/**
 * DayFile:
 *
 * The three files of the day.
 */
typedef enum {
  DAY_RECORD, /* Made in the morning, in a folder that is not there yet */
  DAY_COPY,   /* Its backup */
  DAY_OLDER,  /* A record that an older version wrote; later the backup is restored in its place */
  N_DAY_FILES,
} DayFile;

/**
 * Day:
 * @folder: where all of it lies
 *
 * A day of work with the record, step by step.
 */
typedef struct {
  char *folder;
  LumbarStore *store;
  LumbarStore *older;
} Day;

typedef struct {
  const char *name;
  DayFile file; /* Which file the step is about */
  gboolean (*run) (Day *day, GError **error);
  gboolean (*check) (LumbarStore *store); /* Whether the record holds what the step put into it */
} DayStep;

extern const DayStep day_steps[];
extern const guint day_n_steps;

Day *day_new (const char *folder);
void day_free (Day *self);
void day_prepare (const char *folder);
char *day_get_path (const char *folder, DayFile file);
gboolean day_run (Day *self, guint step, GError **error);
void day_join (Day *self, guint step);
gboolean day_resumes (LumbarStore *store, guint n_done, DayFile file, const char **problem);
guint day_find (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Day, day_free)

G_END_DECLS

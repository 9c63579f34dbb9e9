/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CliRun:
 *
 * What one run of the program said.
 */
typedef struct {
  int status;
  char *out;
  char *err;
} CliRun;

void cli_set_child_setup (GSpawnChildSetupFunc setup);
CliRun *cli_run (const char *input, ...) G_GNUC_NULL_TERMINATED;
CliRun *cli_run_words (const char *input, const char *const *words);
void cli_run_free (CliRun *self);
char *cli_make_folder (void);
void cli_remove_folder (const char *folder);
char *cli_write (const char *folder, const char *name, const char *content);
char *cli_read (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

G_END_DECLS

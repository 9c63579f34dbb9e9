/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-store.h"

G_BEGIN_DECLS

/**
 * LumbarExit:
 *
 * Exit status of the program; scripts rely on it.
 */
typedef enum {
  LUMBAR_EXIT_DONE = 0,
  LUMBAR_EXIT_INPUT = 1,
  LUMBAR_EXIT_USAGE = 2,
  LUMBAR_EXIT_RECORD = 3,
} LumbarExit;

/**
 * LumbarCommand:
 * @name: what is typed
 * @synopsis: its arguments
 * @summary: what it does, one line
 * @run: does it; gets the command's name and the words after it, and returns an exit status
 */
typedef struct _LumbarCommand LumbarCommand;

struct _LumbarCommand {
  const char *name;
  const char *synopsis;
  const char *summary;
  int (*run) (const LumbarCommand *self, int argc, char **argv);
};

/**
 * LUMBAR_CLI_KNOWLEDGE_ENTRY:
 * @place: a char * for the folder
 *
 * The option of every command that assesses or writes what was assessed.
 */
#define LUMBAR_CLI_KNOWLEDGE_ENTRY(place)                                                               \
  { "knowledge", 0, 0, G_OPTION_ARG_FILENAME, (place), N_ ("a folder of clinical tables"), "DIR" }

gboolean lumbar_cli_wants (int argc, char **argv);
int lumbar_cli_main (int argc, char **argv);

gboolean lumbar_cli_parse (const LumbarCommand *command,
                           const GOptionEntry *entries,
                           int *argc,
                           char ***argv,
                           int *status);
int lumbar_cli_fail (GError *error);
int lumbar_cli_usage (const LumbarCommand *command, const char *problem);
gboolean lumbar_cli_write (const char *path, const char *text, GError **error);
LumbarKnowledge *lumbar_cli_load_knowledge (const char *folder, GError **error);
LumbarStore *lumbar_cli_open_shut (LumbarKnowledge *knowledge,
                                   const char *path,
                                   LumbarStoreMode mode,
                                   GError **error);
LumbarStore *lumbar_cli_open (LumbarKnowledge *knowledge,
                              const char *path,
                              LumbarStoreMode mode,
                              GError **error);

const GOptionEntry *lumbar_cli_get_passphrase_entries (void);
char *lumbar_cli_read_secret_file (const char *path, GError **error);
char *lumbar_cli_type_secret (const char *prompt, const char *option, GError **error);
const char *lumbar_cli_get_opener (const char *path);
char *lumbar_cli_read_passphrase (GError **error);
char *lumbar_cli_choose_passphrase (const char *path, const char *option, GError **error);
void lumbar_cli_wipe (char *secret);
LumbarKey *lumbar_cli_unlock (const char *path, char **id, GError **error);

int lumbar_cli_assess (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_report (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_questionnaire (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_export (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_knowledge (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_cohort (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_import (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_backup (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_restore (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_verify (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_salvage (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_encrypt (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_passphrase (const LumbarCommand *command, int argc, char **argv);
int lumbar_cli_example (const LumbarCommand *command, int argc, char **argv);

G_END_DECLS

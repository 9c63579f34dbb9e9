/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the window begins. */

#include "lumbar-ui.h"

#include <signal.h>

#include "lumbar-application.h"

/**
 * lumbar_ui_run:
 * @argc: how many arguments
 * @argv: the arguments of the program
 *
 * Runs the application.
 *
 * Returns: the exit status
 */
int
lumbar_ui_run (int argc, char **argv)
{
  g_autoptr (LumbarApplication) application = NULL;

  /* A file that may not grow is an error the record reports, not a reason to die with a draft open. */
  signal (SIGXFSZ, SIG_IGN);
  g_set_prgname (LUMBAR_APPLICATION_ID);
  application = lumbar_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar COMMAND … runs the command line, anything else the application. */

#include <libintl.h>
#include <locale.h>

#include "lumbar-cli.h"
#include "lumbar-privacy.h"
#include "lumbar-ui.h"

int
main (int argc, char **argv)
{
  lumbar_privacy_begin ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LUMBAR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (lumbar_cli_wants (argc, argv))
    return lumbar_cli_main (argc, argv);
  return lumbar_ui_run (argc, argv);
}

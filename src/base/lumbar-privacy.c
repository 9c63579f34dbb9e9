/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the process keeps to itself: its memory, and the files it makes. */

#include "lumbar-privacy.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The leak check of a sanitizer reads the process as a debugger does; such a build is not for patients. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif

/* In a Flatpak every file chooser is the portal's, which looks at /proc/PID/root to know who asks and turns away
 * whom it may not look at. Nobody but the sandbox can put this file at the root. */
#define SANDBOX_MARK "/.flatpak-info"

/**
 * lumbar_privacy_begin:
 *
 * To be called first of all: from here on no crash leaves the memory of the process on disk, no other program of
 * the same user may read that memory (but see %SANDBOX_MARK), and files that are made without a mode of their own
 * are their owner's only. No environment variable undoes this. A system that refuses one of these is no reason not
 * to start: what is asked for here is on top of the modes that the files of a record have anyhow.
 */
void
lumbar_privacy_begin (void)
{
  const struct rlimit no_core = { 0, 0 };

  umask (077);
  setrlimit (RLIMIT_CORE, &no_core);
  /* A core that is piped to a program heeds no limit, but this. */
  if (!IS_SANITIZED && access (SANDBOX_MARK, F_OK) != 0)
    prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

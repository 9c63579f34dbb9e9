/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of several folders share. */
#pragma once

#include <glib.h>
#include <string.h>

#include "lumbar-error.h"

/* Fails unless @error is one of ours about the input, and says @part; tells what it said instead. */
static inline void
assert_refused (GError *error, const char *part)
{
  g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
  if (strstr (error->message, part) == NULL)
    g_error ("expected “%s” in “%s”", part, error->message);
}

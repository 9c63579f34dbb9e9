/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the program. */

#include "lumbar-error.h"

G_DEFINE_QUARK (lumbar-error-quark, lumbar_error)

/**
 * lumbar_error_add:
 * @error: (inout) (optional): where to report; may hold an error already
 * @format: what is wrong with the input, one line
 *
 * Sets @error to a #LUMBAR_ERROR_INPUT, or adds a line to the one it holds: where several things are wrong at
 * once, whoever mends them wants to hear of all.
 */
void
lumbar_error_add (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (*error == NULL)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, message);
  else
    {
      g_autofree char *before = (*error)->message;

      (*error)->message = g_strconcat (before, "\n", message, NULL);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of a plan that stands for a step of the tables: the words of the step and, after a dash, why it was
 * chosen. A plan is plain text, which anyone can read without the tables. */

#include "lumbar-plan-line.h"

#include <string.h>

#define DASH " — "

/**
 * lumbar_plan_line_write:
 * @step: a step, in words
 * @note: (nullable): why it was chosen
 *
 * Returns: (transfer full): the line that stands for it
 */
char *
lumbar_plan_line_write (const char *step, const char *note)
{
  g_autofree char *words = g_strdup (note ? note : "");

  g_strstrip (g_strdelimit (words, "\r\n", ' '));
  return *words != '\0' ? g_strconcat (step, DASH, words, NULL) : g_strdup (step);
}

/**
 * lumbar_plan_line_is:
 * @line: a line of a plan
 * @step: a step, in words
 * @note: (out) (optional) (transfer full): why it was chosen, or ""; set only where the line is that step
 *
 * Returns: whether the line stands for the step
 */
gboolean
lumbar_plan_line_is (const char *line, const char *step, char **note)
{
  gsize length = strlen (step);

  if (strncmp (line, step, length) != 0)
    return FALSE;
  if (line[length] != '\0' && !g_str_has_prefix (line + length, DASH))
    return FALSE;
  if (note != NULL)
    *note = g_strdup (line[length] != '\0' ? line + length + strlen (DASH) : "");
  return TRUE;
}

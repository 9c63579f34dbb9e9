/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that an assessment never says to a person: it supports a judgement and does not make one. */
#pragma once

#include <glib.h>
#include <string.h>

static const char *const lumbar_verdicts[] = { "diagnosis", "diagnoses", "ruled out", "%", "percent" };

/* What of it @text says, or %NULL. */
static inline const char *
find_verdict (const char *text)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (lumbar_verdicts); i++)
    if (strstr (folded, lumbar_verdicts[i]) != NULL)
      return lumbar_verdicts[i];
  return NULL;
}

static inline void
assert_no_verdict (const char *where, const char *text)
{
  const char *verdict = text ? find_verdict (text) : NULL;

  if (verdict != NULL)
    g_error ("%s says “%s” in “%s”", where, verdict, text);
}

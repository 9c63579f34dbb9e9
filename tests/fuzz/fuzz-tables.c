/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinical tables with one of them replaced, or with rows added. The first line of the input is the table's
 * name; with a "+" in front, the other lines are added to the program's own table. */

#include "fuzz.h"

#include <glib/gstdio.h>

#include "lumbar-assessment.h"
#include "lumbar-knowledge.h"

static const char *const names[] = {
  "body-regions.tsv", "causes.tsv",       "cautions.tsv",   "consistency.tsv",      "evidence.tsv",  "findings.tsv",
  "instruments.tsv",  "interactions.tsv", "knowledge.ini",  "management.tsv",       "options.tsv",   "override-reasons.tsv",
  "red-flags.tsv",    "sections.tsv",     "sources.tsv",    "treatments.tsv",
};

static void
put_own (const char *name, GString *own)
{
  g_autofree char *from = g_build_filename (FUZZ_KNOWLEDGE, name, NULL);
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &text, &size, NULL));
  path = fuzz_write (name, text, size);
  if (own != NULL)
    g_string_append_len (own, text, (gssize) size);
}

static void
check_faults (GStrv faults)
{
  g_assert_nonnull (faults);
  g_assert_nonnull (faults[0]);
  for (guint i = 0; faults[i] != NULL; i++)
    {
      gboolean named = FALSE;

      g_assert_true (g_utf8_validate (faults[i], -1, NULL));
      g_assert_null (strchr (faults[i], '\n'));
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        named = named || strstr (faults[i], names[j]) != NULL;
      if (!named)
        {
          g_printerr ("names no table: “%s”\n", faults[i]);
          g_assert_not_reached ();
        }
    }
}

/* Tables that were accepted give numbers, even without an answer. */
static void
check_empty (LumbarKnowledge *knowledge)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (knowledge, response);

  g_assert_cmpuint (assessment->red_flags->len, ==, 0);
  for (guint i = 0; i < assessment->next->len; i++)
    g_assert_true (isfinite (((LumbarNextQuestion *) assessment->next->pdata[i])->gain));
  for (guint i = 0; i < lumbar_knowledge_get_n_causes (knowledge); i++)
    {
      double prior = lumbar_knowledge_get_cause (knowledge, i)->prior;

      g_assert_true (prior > 0 && prior < 1);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static gboolean ready;
  const uint8_t *stop = memchr (data, '\n', size);
  gboolean add = size > 0 && data[0] == '+';
  g_autofree char *name = stop ? g_strndup ((const char *) data + add, (gsize) (stop - data) - add) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_auto (GStrv) faults = NULL;
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!ready)
        put_own (names[i], NULL);
      known = known || g_strcmp0 (name, names[i]) == 0;
    }
  ready = TRUE;
  if (!known)
    return 0;
  if (add)
    put_own (name, text);
  g_string_append_len (text, (const char *) stop + 1, (gssize) (size - (gsize) (stop + 1 - data)));
  path = fuzz_write (name, text->str, text->len);
  knowledge = lumbar_knowledge_new_or_faults (fuzz_get_folder (), &faults);
  if (knowledge == NULL)
    check_faults (faults);
  else
    check_empty (knowledge);
  put_own (name, NULL);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the assessment of real responses takes: every published case named on the command line, read
 * first and then assessed over and over. Prints microseconds a response; compare-engines.py puts the figure
 * beside those of other engines. */

#include <locale.h>

#include "lumbar-assessment-json.h"
#include "lumbar-fhir-response.h"

#define ROUNDS 50

int
main (int argc, char **argv)
{
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (NULL);
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autoptr (GPtrArray) responses = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_response_unref);
  gint64 start;

  setlocale (LC_ALL, "");
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      LumbarResponse *response =
          lumbar_fhir_response_read_file (knowledge, argv[i], "2026-11-22", ignored, &error);

      if (response == NULL)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      g_ptr_array_add (responses, response);
    }
  start = g_get_monotonic_time ();
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < responses->len; i++)
      lumbar_assessment_unref (lumbar_assess (knowledge, responses->pdata[i]));
  g_print ("%.1f microseconds a response, %u responses\n",
           (double) (g_get_monotonic_time () - start) / ROUNDS / MAX (responses->len, 1), responses->len);
  return 0;
}

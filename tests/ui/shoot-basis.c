/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: a picture of what a statement rests on, for people to look at.
 * shoot-basis DIRECTORY PREFIX WIDTH HEIGHT CAUSE FINDING=ANSWER… */

#include <stdlib.h>

#include "lumbar-basis-window.h"
#include "lumbar-test-intake.h"

int
main (int argc, char *argv[])
{
  g_autoptr (LumbarKnowledge) knowledge = NULL;
  g_autoptr (LumbarInterview) interview = NULL;
  g_autofree char *path = NULL;
  GtkWidget *window;

  gtk_init ();
  adw_init ();
  if (argc < 6)
    return 2;
  knowledge = lumbar_knowledge_new (NULL);
  interview = lumbar_interview_new (knowledge);
  for (int i = 6; i < argc; i++)
    {
      g_auto (GStrv) parts = g_strsplit (argv[i], "=", 2);
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, parts[0]);
      g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, parts[1], NULL);

      lumbar_interview_set_answer (interview, finding->index, answer);
    }
  path = g_strdup_printf ("%s/%s-basis.png", argv[1], argv[2]);
  window = lumbar_basis_window_new (interview, argv[5]);
  gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[3]), atoi (argv[4]));
  gtk_window_present (GTK_WINDOW (window));
  lumbar_test_settle (400);
  lumbar_test_shoot (window, path);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}

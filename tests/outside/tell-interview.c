/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads plain answers, one object a line, and tells for each line what the interview asks of who gave them and
 * what it makes of them: {"asked": [finding ids], "entry": {"resource": a QuestionnaireResponse …}}. */

#include <stdio.h>
#include <stdlib.h>

#include "lumbar-fhir-plain-answers.h"
#include "lumbar-fhir-response-writer.h"
#include "lumbar-interview.h"

#define TODAY "2026-11-22"

static LumbarInterview *
hold_interview (LumbarKnowledge *knowledge, LumbarResponse *answers)
{
  LumbarInterview *interview = lumbar_interview_new (knowledge);

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      LumbarAnswer *answer = lumbar_response_get_answer (answers, i);

      if (answer != NULL)
        lumbar_interview_set_answer (interview, i, answer);
    }
  return interview;
}

static void
write_asked (LumbarJsonWriter *writer, LumbarInterview *interview)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);

  lumbar_json_writer_begin_array (writer, "asked");
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    if (lumbar_interview_is_asked (interview, i))
      lumbar_json_writer_string (writer, NULL, lumbar_knowledge_get_finding (knowledge, i)->id);
  lumbar_json_writer_end_array (writer);
}

/* As an entry of a Bundle, which is how responses are written. */
static void
write_response (LumbarJsonWriter *writer, LumbarInterview *interview)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_encounter_new ("patient", TODAY "T10:00:00Z", "Dr Example");
  const LumbarFhirVisit visit = { writer,           lumbar_interview_get_knowledge (interview),
                                  encounter,        (char *) "patient",
                                  (char *) "visit", (char *) "response" };

  encounter->response = lumbar_response_ref (lumbar_interview_get_response (interview));
  lumbar_json_writer_begin_array (writer, "entry");
  lumbar_fhir_response_write (&visit);
  lumbar_json_writer_end_array (writer);
}

static char *
tell (LumbarKnowledge *knowledge, const char *line, GError **error)
{
  const LumbarFhirInput input = { .knowledge = knowledge, .name = "standard input", .today = TODAY };
  g_autoptr (JsonNode) node = json_from_string (line, error);
  g_autoptr (LumbarResponse) answers = NULL;
  g_autoptr (LumbarInterview) interview = NULL;
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    answers = lumbar_fhir_plain_answers_read (&input, json_node_get_object (node), error);
  if (answers == NULL)
    return NULL;
  interview = hold_interview (knowledge, answers);
  lumbar_json_writer_begin_object (writer, NULL);
  write_asked (writer, interview);
  write_response (writer, interview);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKnowledge) knowledge = lumbar_knowledge_new (&error);
  char *line = NULL;
  size_t size = 0;

  while (knowledge != NULL && getline (&line, &size, stdin) > 0)
    {
      g_autofree char *told = tell (knowledge, line, &error);

      if (told == NULL)
        break;
      puts (g_strchomp (told));
      fflush (stdout);
    }
  free (line);
  if (error != NULL)
    fprintf (stderr, "tell-interview: %s\n", error->message);
  return error == NULL ? 0 : 1;
}

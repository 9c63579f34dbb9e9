/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers as small rows, one a finding. What today's knowledge does not know stays in the file and is
 * passed over when it is read. */

#include "lumbar-answer-table.h"

#include <glib/gi18n-lib.h>

#include "lumbar-answer-check.h"
#include "lumbar-assessment-json.h"
#include "lumbar-date.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* What could not be read back must not be taken. */
static gboolean
check_length (const char *value, GError **error)
{
  if (value == NULL || g_utf8_strlen (value, -1) <= LUMBAR_ANSWER_MAX_TEXT)
    return TRUE;
  g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("The text is too long for the record."));
  return FALSE;
}

/**
 * lumbar_answer_table_save:
 * @database: a record in a transaction
 * @encounter_id: a draft
 * @finding_id: the finding
 * @value: (nullable): what lumbar_answer_to_string() wrote; %NULL = not assessed
 * @unconfirmed: whether it was carried over and not confirmed
 * @note: (nullable): the note on it
 *
 * Keeps what was said about one finding, in place of what was kept before; nothing said keeps no row.
 *
 * Returns: %FALSE with @error set; %LUMBAR_ERROR_INPUT for a text longer than an answer may be
 */
gboolean
lumbar_answer_table_save (LumbarDatabase *database,
                          const char *encounter_id,
                          const char *finding_id,
                          const char *value,
                          gboolean unconfirmed,
                          const char *note,
                          GError **error)
{
  gboolean nothing = (value == NULL || *value == '\0') && (note == NULL || *note == '\0');
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    nothing ? "DELETE FROM answer WHERE encounter_id = :encounter AND finding_id = :finding"
            : "INSERT INTO answer VALUES (:encounter, :finding, :value, :unconfirmed, :note, :now)"
              " ON CONFLICT (encounter_id, finding_id) DO UPDATE SET value = excluded.value,"
              " unconfirmed = excluded.unconfirmed, note = excluded.note, updated_at = excluded.updated_at",
    error);
  g_autofree char *clean_value = value && *value ? lumbar_text_clean (value, TRUE) : NULL;
  g_autofree char *clean_note = lumbar_text_clean (note, TRUE);
  g_autofree char *now = lumbar_date_time_now ();

  if (!check_length (clean_value, error))
    return FALSE;
  lumbar_statement_bind_text (statement, ":encounter", encounter_id);
  lumbar_statement_bind_text (statement, ":finding", finding_id);
  if (!nothing)
    {
      lumbar_statement_bind_text (statement, ":value", clean_value);
      lumbar_statement_bind_int (statement, ":unconfirmed", unconfirmed);
      lumbar_statement_bind_text (statement, ":note", clean_note);
      lumbar_statement_bind_text (statement, ":now", now);
    }
  return lumbar_statement_run (statement, error);
}

static gboolean
clear (LumbarDatabase *database, const char *encounter_id, GError **error)
{
  g_autoptr (LumbarStatement) statement =
    lumbar_statement_new (database, "DELETE FROM answer WHERE encounter_id = :encounter", error);

  lumbar_statement_bind_text (statement, ":encounter", encounter_id);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_answer_table_replace:
 * @database: a record in a transaction
 * @encounter_id: a draft
 * @response: the answers that are to be signed
 *
 * Makes @response, exactly, the answers of the visit: what is set aside or unconfirmed is dropped.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_answer_table_replace (LumbarDatabase *database,
                             const char *encounter_id,
                             LumbarResponse *response,
                             GError **error)
{
  LumbarKnowledge *knowledge = lumbar_response_get_knowledge (response);

  if (!clear (database, encounter_id, error))
    return FALSE;
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      LumbarAnswer *answer = lumbar_response_get_answer (response, i);
      const char *note = lumbar_response_get_note (response, i);
      g_autofree char *value = answer ? lumbar_answer_to_string (answer, finding) : NULL;

      if ((value != NULL || note != NULL) &&
          !lumbar_answer_table_save (database, encounter_id, finding->id, value, FALSE, note, error))
        return FALSE;
    }
  return TRUE;
}

static LumbarStatement *
select_rows (LumbarDatabase *database, const char *encounter_id, GError **error)
{
  LumbarStatement *rows = lumbar_statement_new (
    database, "SELECT finding_id, value, unconfirmed, note FROM answer WHERE encounter_id = :encounter", error);

  lumbar_statement_bind_text (rows, ":encounter", encounter_id);
  return rows;
}

/* An answer that today's knowledge can't read is no answer to today's question. */
static LumbarAnswer *
read_answer (LumbarStatement *row, const LumbarFinding *finding)
{
  if (lumbar_statement_is_null (row, 1))
    return NULL;
  return lumbar_answer_new_from_string (finding, lumbar_statement_get_text (row, 1), NULL);
}

/**
 * lumbar_answer_table_restore:
 * @database: a record
 * @encounter_id: a draft
 * @interview: a new interview, to be filled and then settled by the caller
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_answer_table_restore (LumbarDatabase *database,
                             const char *encounter_id,
                             LumbarInterview *interview,
                             GError **error)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (interview);
  g_autoptr (LumbarStatement) row = select_rows (database, encounter_id, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      const LumbarFinding *finding =
        lumbar_knowledge_find_finding (knowledge, lumbar_statement_get_text (row, 0));
      const char *note = lumbar_statement_get_text (row, 3);
      g_autoptr (LumbarAnswer) answer = finding ? read_answer (row, finding) : NULL;

      if (finding != NULL)
        lumbar_interview_restore (interview, finding->index, answer, lumbar_statement_get_int (row, 2) != 0,
                                  *note ? note : NULL);
    }
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_answer_table_get:
 * @database: a record
 * @encounter_id: a visit
 * @knowledge: the findings
 *
 * Returns: (transfer full): its confirmed answers, or %NULL with @error set
 */
LumbarResponse *
lumbar_answer_table_get (LumbarDatabase *database,
                         const char *encounter_id,
                         LumbarKnowledge *knowledge,
                         GError **error)
{
  g_autoptr (LumbarResponse) response = lumbar_response_new (knowledge);
  g_autoptr (LumbarStatement) row = select_rows (database, encounter_id, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      const LumbarFinding *finding =
        lumbar_knowledge_find_finding (knowledge, lumbar_statement_get_text (row, 0));
      g_autoptr (LumbarAnswer) answer = NULL;

      if (finding == NULL || lumbar_statement_get_int (row, 2) != 0)
        continue;
      answer = read_answer (row, finding);
      lumbar_response_set_answer (response, finding->index, answer);
      lumbar_response_set_note (response, finding->index, lumbar_statement_get_text (row, 3));
    }
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&response) : NULL;
}

/**
 * lumbar_answer_table_list_unread:
 * @database: a record
 * @encounter_id: a visit
 * @knowledge: the findings
 *
 * The other half of lumbar_answer_table_get(): the answers that @knowledge has no question or no option for.
 *
 * Returns: (transfer full) (element-type LumbarIgnored): each with what was answered and why it can't be read, in
 *   words; %NULL with @error set
 */
GPtrArray *
lumbar_answer_table_list_unread (LumbarDatabase *database,
                                 const char *encounter_id,
                                 LumbarKnowledge *knowledge,
                                 GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autoptr (LumbarStatement) row = select_rows (database, encounter_id, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      const char *id = lumbar_statement_get_text (row, 0);
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, id);
      g_autoptr (LumbarAnswer) answer = finding ? read_answer (row, finding) : NULL;
      g_autofree char *reason = NULL;

      if (answer != NULL || lumbar_statement_is_null (row, 1))
        continue;
      /* Translators: %s is an answer that was recorded with an earlier version of the questions */
      reason = g_strdup_printf (finding ? _("“%s” is no answer to this question any more")
                                        : _("answered “%s”; this question is no longer there"),
                                lumbar_statement_get_text (row, 1));
      g_ptr_array_add (list, lumbar_ignored_new (id, reason));
    }
  return step == LUMBAR_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clinician's conclusion as rows: itself, its causes in order, what was done about red flags. */

#include "lumbar-conclusion-table.h"

#include "lumbar-statement.h"
#include "lumbar-text.h"

static void
bind_clean_text (LumbarStatement *statement, const char *name, const char *text)
{
  g_autofree char *clean = lumbar_text_clean (text, TRUE);

  lumbar_statement_bind_text (statement, name, clean);
}

static gboolean
clear (LumbarDatabase *database, const char *encounter_id, GError **error)
{
  static const char *const steps[] = {
    "DELETE FROM conclusion WHERE encounter_id = :encounter",
    "DELETE FROM conclusion_cause WHERE encounter_id = :encounter",
    "DELETE FROM acknowledgement WHERE encounter_id = :encounter",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (LumbarStatement) statement = lumbar_statement_new (database, steps[i], error);

      lumbar_statement_bind_text (statement, ":encounter", encounter_id);
      if (!lumbar_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_conclusion (LumbarDatabase *database,
                   const char *encounter_id,
                   LumbarConclusion *conclusion,
                   GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO conclusion VALUES (:encounter, :group, :impression, :agreement, :reason, :comment, :plan)",
    error);

  lumbar_statement_bind_text (statement, ":encounter", encounter_id);
  lumbar_statement_bind_text (statement, ":group", lumbar_group_to_id (conclusion->group));
  bind_clean_text (statement, ":impression", conclusion->impression);
  lumbar_statement_bind_text (statement, ":agreement", lumbar_agreement_to_id (conclusion->agreement));
  bind_clean_text (statement, ":reason", conclusion->override_reason);
  bind_clean_text (statement, ":comment", conclusion->comment);
  bind_clean_text (statement, ":plan", conclusion->plan);
  return lumbar_statement_run (statement, error);
}

static gboolean
insert_causes (LumbarDatabase *database, const char *encounter_id, GStrv causes, GError **error)
{
  g_autoptr (LumbarStatement) statement =
    lumbar_statement_new (database, "INSERT INTO conclusion_cause VALUES (:encounter, :position, :cause)", error);

  lumbar_statement_bind_text (statement, ":encounter", encounter_id);
  for (guint i = 0; causes != NULL && causes[i] != NULL; i++)
    {
      lumbar_statement_bind_int (statement, ":position", i);
      lumbar_statement_bind_text (statement, ":cause", causes[i]);
      if (!lumbar_statement_run (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

static gboolean
insert_acknowledgements (LumbarDatabase *database,
                         const char *encounter_id,
                         GPtrArray *entries,
                         const char *author,
                         GError **error)
{
  g_autoptr (LumbarStatement) statement = lumbar_statement_new (
    database,
    "INSERT INTO acknowledgement (encounter_id, position, flag_id, done, text, at, author)"
    " VALUES (:encounter, :position, :flag, :done, :text, :at, :author)",
    error);

  lumbar_statement_bind_text (statement, ":encounter", encounter_id);
  for (guint i = 0; i < entries->len; i++)
    {
      const LumbarAcknowledgement *entry = entries->pdata[i];

      lumbar_statement_bind_int (statement, ":position", i);
      lumbar_statement_bind_text (statement, ":flag", entry->flag_id);
      lumbar_statement_bind_text (statement, ":done", entry->done ? entry->done : "");
      bind_clean_text (statement, ":text", entry->text);
      lumbar_statement_bind_text (statement, ":at", entry->at ? entry->at : "");
      lumbar_statement_bind_text (statement, ":author", entry->author && *entry->author ? entry->author : author);
      if (!lumbar_statement_run (statement, error))
        return FALSE;
    }
  return statement != NULL;
}

/**
 * lumbar_conclusion_table_save:
 * @database: a record in a transaction
 * @encounter_id: a draft
 * @conclusion: what is concluded so far
 * @author: who did what is done about red flags where it does not say
 *
 * Keeps it in place of what was concluded before.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_conclusion_table_save (LumbarDatabase *database,
                              const char *encounter_id,
                              LumbarConclusion *conclusion,
                              const char *author,
                              GError **error)
{
  return clear (database, encounter_id, error) &&
         insert_conclusion (database, encounter_id, conclusion, error) &&
         insert_causes (database, encounter_id, conclusion->causes, error) &&
         insert_acknowledgements (database, encounter_id, conclusion->acknowledgements, author, error);
}

static gboolean
read_causes (LumbarDatabase *database, const char *encounter_id, LumbarConclusion *conclusion, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database, "SELECT cause_id FROM conclusion_cause WHERE encounter_id = :encounter ORDER BY position", error);
  g_autoptr (GStrvBuilder) causes = g_strv_builder_new ();
  LumbarStep step;

  lumbar_statement_bind_text (row, ":encounter", encounter_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    g_strv_builder_add (causes, lumbar_statement_get_text (row, 0));
  g_strfreev (conclusion->causes);
  conclusion->causes = g_strv_builder_end (causes);
  return step == LUMBAR_STEP_DONE;
}

static gboolean
read_acknowledgements (LumbarDatabase *database,
                       const char *encounter_id,
                       LumbarConclusion *conclusion,
                       GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT flag_id, done, text, at, author FROM acknowledgement WHERE encounter_id = :encounter ORDER BY position",
    error);
  LumbarStep step;

  lumbar_statement_bind_text (row, ":encounter", encounter_id);
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      const LumbarAcknowledgement entry = {
        (char *) lumbar_statement_get_text (row, 0), (char *) lumbar_statement_get_text (row, 1),
        (char *) lumbar_statement_get_text (row, 2), (char *) lumbar_statement_get_text (row, 3),
        (char *) lumbar_statement_get_text (row, 4),
      };

      lumbar_conclusion_add_acknowledgement (conclusion, &entry);
    }
  return step == LUMBAR_STEP_DONE;
}

static LumbarConclusion *
read_conclusion (LumbarStatement *row)
{
  LumbarConclusion *conclusion = lumbar_conclusion_new ();

  lumbar_group_from_id (lumbar_statement_get_text (row, 0), &conclusion->group);
  lumbar_set_str (&conclusion->impression, lumbar_statement_get_text (row, 1));
  lumbar_agreement_from_id (lumbar_statement_get_text (row, 2), &conclusion->agreement);
  lumbar_set_str (&conclusion->override_reason, lumbar_statement_get_text (row, 3));
  lumbar_set_str (&conclusion->comment, lumbar_statement_get_text (row, 4));
  lumbar_set_str (&conclusion->plan, lumbar_statement_get_text (row, 5));
  return conclusion;
}

/**
 * lumbar_conclusion_table_get:
 * @database: a record
 * @encounter_id: a visit
 * @conclusion: (out) (transfer full) (nullable): what was concluded; %NULL where nothing was yet
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_conclusion_table_get (LumbarDatabase *database,
                             const char *encounter_id,
                             LumbarConclusion **conclusion,
                             GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT \"group\", impression, agreement, override_reason, comment, plan FROM conclusion"
    " WHERE encounter_id = :encounter",
    error);
  g_autoptr (LumbarConclusion) read = NULL;
  LumbarStep step;

  lumbar_statement_bind_text (row, ":encounter", encounter_id);
  step = lumbar_statement_step (row, error);
  if (step == LUMBAR_STEP_ERROR)
    return FALSE;
  if (step == LUMBAR_STEP_ROW)
    {
      read = read_conclusion (row);
      if (!read_causes (database, encounter_id, read, error) ||
          !read_acknowledgements (database, encounter_id, read, error))
        return FALSE;
    }
  *conclusion = g_steal_pointer (&read);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seals: the SHA-256 of what was signed, kept in the log, whose chain guards it. Triggers keep SQL from
 * changing a signed visit; a seal shows what was changed behind SQL's back. */

#include "lumbar-seal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-event-table.h"
#include "lumbar-outcome-table.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* Each gives rows whose columns, in this order, are part of the seal; :id is the visit. */
static const char *const encounter_parts[] = {
  "SELECT id, patient_id, status, started_at, signed_at, author, knowledge_version, assessment, computed_group,"
  " computed_lead, n_now_flags, pain_average FROM encounter WHERE id = :id",
  "SELECT finding_id, value, note FROM answer WHERE encounter_id = :id ORDER BY finding_id",
  "SELECT \"group\", impression, agreement, override_reason, comment, plan FROM conclusion"
  " WHERE encounter_id = :id",
  "SELECT cause_id FROM conclusion_cause WHERE encounter_id = :id ORDER BY position",
  "SELECT flag_id, done, text, at FROM acknowledgement WHERE encounter_id = :id ORDER BY position",
  "SELECT instrument_id, at, value FROM measure WHERE encounter_id = :id ORDER BY instrument_id",
  NULL,
};

static const char *const addendum_parts[] = {
  "SELECT id, encounter_id, at, author, text FROM addendum WHERE id = :id",
  NULL,
};

static const char *const outcome_parts[] = {
  "SELECT id, encounter_id, at, author, \"group\", causes, established, comment FROM outcome WHERE id = :id",
  NULL,
};

static const char *const event_version_parts[] = {
  "SELECT id, event_id, position, at, author, kind, \"on\", text, withdrawn FROM event_version WHERE id = :id",
  NULL,
};

static void
add_field (GChecksum *checksum, const char *text)
{
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT ":", strlen (text));

  g_checksum_update (checksum, (const guchar *) length, -1);
  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_update (checksum, (const guchar *) ",", 1);
}

/**
 * lumbar_seal_fields:
 * @fields: %NULL-terminated texts
 *
 * Hashes texts so that no two lists of texts give the same: each is written as its length in bytes, a
 * colon, itself and a comma.
 *
 * Returns: (transfer full): SHA-256 in hexadecimal
 */
char *
lumbar_seal_fields (const char *const *fields)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; fields[i] != NULL; i++)
    add_field (checksum, fields[i]);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
add_row (GChecksum *checksum, LumbarStatement *row)
{
  for (guint i = 0; i < lumbar_statement_get_n_columns (row); i++)
    {
      g_autofree char *number = NULL;

      /* SQLite's own spelling of fractions differs between versions. */
      if (lumbar_statement_is_real (row, i))
        number = lumbar_text_number (lumbar_statement_get_double (row, i));
      add_field (checksum, number ? number : lumbar_statement_get_text (row, i));
    }
  g_checksum_update (checksum, (const guchar *) ";", 1);
}

static char *
seal_parts (LumbarDatabase *database, const char *const *parts, const char *id, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (LumbarStatement) row = lumbar_statement_new (database, parts[i], error);
      LumbarStep step;

      lumbar_statement_bind_text (row, ":id", id);
      while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
        add_row (checksum, row);
      if (step == LUMBAR_STEP_ERROR)
        return NULL;
      g_checksum_update (checksum, (const guchar *) ".", 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * lumbar_seal_encounter:
 * @database: a record
 * @encounter_id: a signed visit
 *
 * Returns: (transfer full): the seal of everything that was signed, or %NULL with @error set
 */
char *
lumbar_seal_encounter (LumbarDatabase *database, const char *encounter_id, GError **error)
{
  return seal_parts (database, encounter_parts, encounter_id, error);
}

/**
 * lumbar_seal_addendum:
 * @database: a record
 * @addendum_id: an addendum
 *
 * Returns: (transfer full): its seal, or %NULL with @error set
 */
char *
lumbar_seal_addendum (LumbarDatabase *database, const char *addendum_id, GError **error)
{
  return seal_parts (database, addendum_parts, addendum_id, error);
}

/**
 * lumbar_seal_outcome:
 * @database: a record
 * @outcome_id: an outcome
 *
 * Returns: (transfer full): its seal, or %NULL with @error set
 */
char *
lumbar_seal_outcome (LumbarDatabase *database, const char *outcome_id, GError **error)
{
  return seal_parts (database, outcome_parts, outcome_id, error);
}

/**
 * lumbar_seal_event_version:
 * @database: a record
 * @version_id: a version of an event
 *
 * Returns: (transfer full): its seal, or %NULL with @error set
 */
char *
lumbar_seal_event_version (LumbarDatabase *database, const char *version_id, GError **error)
{
  return seal_parts (database, event_version_parts, version_id, error);
}

/* @sql gives ids with the seals they were given. */
static gboolean
find_broken (LumbarDatabase *database, const char *sql, const char *const *parts, char **broken, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (database, sql, error);
  LumbarStep step;

  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      const char *id = lumbar_statement_get_text (row, 0);
      g_autofree char *seal = seal_parts (database, parts, id, error);

      if (seal == NULL)
        return FALSE;
      if (strcmp (seal, lumbar_statement_get_text (row, 1)) != 0)
        {
          *broken = g_strdup (id);
          return TRUE;
        }
    }
  return step == LUMBAR_STEP_DONE;
}

/* An older record that is only read has none. */
static gboolean
find_broken_outcome (LumbarDatabase *database, char **broken, GError **error)
{
  gboolean exists;

  return lumbar_outcome_table_exists (database, &exists, error) &&
         (!exists ||
          find_broken (database,
                       "SELECT subject_id, detail FROM audit WHERE action = 'outcome' AND subject_kind = 'outcome'"
                       " UNION ALL SELECT id, '' FROM outcome WHERE id NOT IN"
                       " (SELECT subject_id FROM audit WHERE action = 'outcome' AND subject_kind = 'outcome')",
                       outcome_parts, broken, error));
}

/* A row in the log names a version of 36 characters and its seal of 64; those of older versions have no detail.
 * Version 0 is what stood there when the trail began: nothing sealed it. */
static gboolean
find_broken_version (LumbarDatabase *database, char **broken, GError **error)
{
  return find_broken (
    database,
    "SELECT substr (detail, 1, 36), substr (detail, 38) FROM audit WHERE subject_kind = 'event' AND detail <> ''"
    " UNION ALL SELECT id, '' FROM event_version WHERE position > 0 AND id NOT IN"
    " (SELECT substr (detail, 1, 36) FROM audit WHERE subject_kind = 'event')",
    event_version_parts, broken, error);
}

/* An event is its last version. */
static gboolean
find_broken_head (LumbarDatabase *database, char **broken, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT e.id FROM event AS e WHERE NOT EXISTS (SELECT 1 FROM event_version AS v WHERE v.event_id = e.id"
    " AND v.position = (SELECT max (position) FROM event_version WHERE event_id = e.id)"
    " AND v.kind = e.kind AND v.\"on\" = e.\"on\" AND v.text = e.text AND v.withdrawn = e.withdrawn) LIMIT 1",
    error);
  LumbarStep step = lumbar_statement_step (row, error);

  if (step == LUMBAR_STEP_ROW)
    *broken = g_strdup (lumbar_statement_get_text (row, 0));
  return step != LUMBAR_STEP_ERROR;
}

/* An older record that is only read has no trail. */
static gboolean
find_broken_event (LumbarDatabase *database, char **broken, GError **error)
{
  gboolean has_trail;

  return lumbar_event_table_has_trail (database, &has_trail, error) &&
         (!has_trail || (find_broken_version (database, broken, error) &&
                         (*broken != NULL || find_broken_head (database, broken, error))));
}

/**
 * lumbar_seal_verify:
 * @database: a record whose log is whole
 *
 * Compares everything that is or was signed with its seal in the log.
 *
 * Returns: %FALSE with @error naming the first visit, addendum, outcome or event that differs, is missing or has no
 *   seal
 */
gboolean
lumbar_seal_verify (LumbarDatabase *database, GError **error)
{
  const char *path = lumbar_database_get_path (database);
  g_autofree char *encounter = NULL;
  g_autofree char *addendum = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *event = NULL;

  if (!find_broken (database,
                    "SELECT subject_id, detail FROM audit WHERE action = 'sign' AND subject_kind = 'encounter'"
                    " UNION ALL SELECT id, '' FROM encounter WHERE status = 'signed' AND id NOT IN"
                    " (SELECT subject_id FROM audit WHERE action = 'sign' AND subject_kind = 'encounter')",
                    encounter_parts, &encounter, error) ||
      !find_broken (database,
                    "SELECT subject_id, detail FROM audit WHERE action = 'addendum' AND subject_kind = 'addendum'"
                    " UNION ALL SELECT id, '' FROM addendum WHERE id NOT IN"
                    " (SELECT subject_id FROM audit WHERE action = 'addendum' AND subject_kind = 'addendum')",
                    addendum_parts, &addendum, error) ||
      !find_broken_outcome (database, &outcome, error) || !find_broken_event (database, &event, error))
    return FALSE;
  if (encounter != NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” was tampered with: the visit %s is not as it was signed."), path, encounter);
  else if (addendum != NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” was tampered with: the addendum %s is not as it was written."), path, addendum);
  else if (outcome != NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” was tampered with: the outcome %s is not as it was recorded."), path, outcome);
  else if (event != NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” was tampered with: the event %s is not as it was recorded."), path, event);
  return encounter == NULL && addendum == NULL && outcome == NULL && event == NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seals: the SHA-256 of what was signed, kept in the log, whose chain guards it. Triggers keep SQL from
 * changing a signed visit; a seal shows what was changed behind SQL's back. */

#include "lumbar-seal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-event-table.h"
#include "lumbar-migrations.h"
#include "lumbar-outcome-table.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

/* Each gives rows whose columns, in this order, are part of the seal; :id is the visit. */
#define ENCOUNTER_PART \
  "SELECT id, patient_id, status, started_at, signed_at, author, knowledge_version, assessment, computed_group," \
  " computed_lead, n_now_flags, pain_average FROM encounter WHERE id = :id"
#define ANSWER_PART "SELECT finding_id, value, note FROM answer WHERE encounter_id = :id ORDER BY finding_id"
#define CONCLUSION_PART \
  "SELECT \"group\", impression, agreement, override_reason, comment, plan FROM conclusion WHERE encounter_id = :id"
#define CAUSE_PART "SELECT cause_id FROM conclusion_cause WHERE encounter_id = :id ORDER BY position"
#define MEASURE_PART "SELECT instrument_id, at, value FROM measure WHERE encounter_id = :id ORDER BY instrument_id"

static const char *const encounter_parts[] = {
  ENCOUNTER_PART,
  ANSWER_PART,
  CONCLUSION_PART,
  CAUSE_PART,
  /* Visits that were sealed before it was kept by whom have no such rows, and the seal they had. */
  "SELECT flag_id, done, text, at FROM (SELECT position, 0 AS part, flag_id, done, text, at FROM acknowledgement"
  " WHERE encounter_id = :id UNION ALL SELECT position, 1, 'author', author, '', '' FROM acknowledgement"
  " WHERE encounter_id = :id AND author <> '') ORDER BY position, part",
  MEASURE_PART,
  NULL,
};

/* The same in a schema that does not keep by whom. */
static const char *const old_encounter_parts[] = {
  ENCOUNTER_PART,
  ANSWER_PART,
  CONCLUSION_PART,
  CAUSE_PART,
  "SELECT flag_id, done, text, at FROM acknowledgement WHERE encounter_id = :id ORDER BY position",
  MEASURE_PART,
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

static const char *const patient_version_parts[] = {
  "SELECT id, patient_id, position, at, author, record_number, family_name, given_name, birth_date, gender, note"
  " FROM patient_version WHERE id = :id",
  NULL,
};

/* What was erased because the law demands it is not missing. */
#define NOT_ERASED(column) \
  " AND " column " NOT IN (SELECT subject_id FROM audit WHERE action = 'erase' AND subject_kind <> 'patient')"

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

/**
 * lumbar_seal_patient_version:
 * @database: a record
 * @version_id: a version of a patient's data
 *
 * Returns: (transfer full): its seal, or %NULL with @error set
 */
char *
lumbar_seal_patient_version (LumbarDatabase *database, const char *version_id, GError **error)
{
  return seal_parts (database, patient_version_parts, version_id, error);
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
                       NOT_ERASED ("subject_id")
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
    NOT_ERASED ("subject_id")
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

/* A patient's data are their last version. Which fields were changed follows the seal in the log. */
static gboolean
find_broken_patient (LumbarDatabase *database, char **broken, GError **error)
{
  g_autoptr (LumbarStatement) row = NULL;
  LumbarStep step;

  if (!find_broken (database,
                    "SELECT substr (detail, 1, 36), substr (detail, 38, 64) FROM audit"
                    " WHERE subject_kind = 'patient' AND action IN ('create', 'change') AND detail <> ''"
                    NOT_ERASED ("substr (detail, 1, 36)")
                    " UNION ALL SELECT id, '' FROM patient_version WHERE position > 0 AND id NOT IN"
                    " (SELECT substr (detail, 1, 36) FROM audit WHERE subject_kind = 'patient')",
                    patient_version_parts, broken, error))
    return FALSE;
  if (*broken != NULL)
    return TRUE;
  row = lumbar_statement_new (
    database,
    "SELECT p.id FROM patient AS p WHERE NOT EXISTS (SELECT 1 FROM patient_version AS v WHERE v.patient_id = p.id"
    " AND v.position = (SELECT max (position) FROM patient_version WHERE patient_id = p.id)"
    " AND (v.record_number, v.family_name, v.given_name, v.birth_date, v.gender, v.note)"
    " = (p.record_number, p.family_name, p.given_name, p.birth_date, p.gender, p.note)) LIMIT 1",
    error);
  step = lumbar_statement_step (row, error);
  if (step == LUMBAR_STEP_ROW)
    *broken = g_strdup (lumbar_statement_get_text (row, 0));
  return step != LUMBAR_STEP_ERROR;
}

/* Who is merged with whom is as the log says last. */
static gboolean
find_broken_merge (LumbarDatabase *database, char **broken, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "WITH told (patient_id, kept_id) AS (SELECT subject_id, CASE action WHEN 'merge' THEN detail ELSE '' END FROM audit"
    "  WHERE seq IN (SELECT max (seq) FROM audit WHERE action IN ('merge', 'unmerge') GROUP BY subject_id))"
    " SELECT patient_id FROM (SELECT patient_id, kept_id FROM told WHERE kept_id <> ''"
    "  AND patient_id NOT IN (SELECT subject_id FROM audit WHERE action = 'erase' AND subject_kind = 'patient')"
    "  EXCEPT SELECT patient_id, kept_id FROM merge)"
    " UNION ALL SELECT patient_id FROM (SELECT patient_id, kept_id FROM merge EXCEPT SELECT * FROM told) LIMIT 1",
    error);
  LumbarStep step = lumbar_statement_step (row, error);

  if (step == LUMBAR_STEP_ROW)
    *broken = g_strdup (lumbar_statement_get_text (row, 0));
  return step != LUMBAR_STEP_ERROR;
}

static gboolean
find_broken_signed (LumbarDatabase *database, const char *const *parts, char **broken, GError **error)
{
  return find_broken (database,
                      "SELECT subject_id, detail FROM audit WHERE action = 'sign' AND subject_kind = 'encounter'"
                      NOT_ERASED ("subject_id")
                      " UNION ALL SELECT id, '' FROM encounter WHERE status = 'signed' AND id NOT IN"
                      " (SELECT subject_id FROM audit WHERE action = 'sign' AND subject_kind = 'encounter')",
                      parts, broken, error);
}

static gboolean
find_broken_addendum (LumbarDatabase *database, char **broken, GError **error)
{
  return find_broken (database,
                      "SELECT subject_id, detail FROM audit WHERE action = 'addendum' AND subject_kind = 'addendum'"
                      NOT_ERASED ("subject_id")
                      " UNION ALL SELECT id, '' FROM addendum WHERE id NOT IN"
                      " (SELECT subject_id FROM audit WHERE action = 'addendum' AND subject_kind = 'addendum')",
                      addendum_parts, broken, error);
}

static gboolean
find_broken_encounter (LumbarDatabase *database, char **broken, GError **error)
{
  guint version;

  return lumbar_migrations_get_version (database, &version, error) &&
         find_broken_signed (database, version < 6 ? old_encounter_parts : encounter_parts, broken, error);
}

/* Backups of older records are verified before they are brought up to date. */
static gboolean
find_broken_identity (LumbarDatabase *database, char **broken, GError **error)
{
  guint version;

  return lumbar_migrations_get_version (database, &version, error) &&
         (version < 6 || find_broken_patient (database, broken, error)) &&
         (version < 7 || *broken != NULL || find_broken_merge (database, broken, error));
}

typedef gboolean (*FindBroken) (LumbarDatabase *database, char **broken, GError **error);

static const struct {
  FindBroken find;
  const char *what;
} sealed[] = {
  { find_broken_encounter, N_ ("the visit %s is not as it was signed") },
  { find_broken_addendum, N_ ("the addendum %s is not as it was written") },
  { find_broken_outcome, N_ ("the outcome %s is not as it was recorded") },
  { find_broken_event, N_ ("the event %s is not as it was recorded") },
  { find_broken_identity, N_ ("the data of the patient %s are not as they were entered") },
};

static void
set_tampered (LumbarDatabase *database, const char *what, const char *id, GError **error)
{
  g_auto (GStrv) around = g_strsplit (_(what), "%s", 2);
  g_autofree char *clean = lumbar_text_clean (id, FALSE); /* It may be anything by now */
  g_autofree char *whole = g_strjoinv (clean, around);

  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD, _("“%s” was tampered with: %s."),
               lumbar_database_get_path (database), whole);
}

/**
 * lumbar_seal_verify:
 * @database: a record whose log is whole
 *
 * Compares everything that is or was signed with its seal in the log.
 *
 * Returns: %FALSE with @error naming the first visit, addendum, outcome, event or patient that differs, is missing or
 *   has no seal
 */
gboolean
lumbar_seal_verify (LumbarDatabase *database, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sealed); i++)
    {
      g_autofree char *broken = NULL;

      if (!sealed[i].find (database, &broken, error))
        return FALSE;
      if (broken == NULL)
        continue;
      set_tampered (database, sealed[i].what, broken, error);
      return FALSE;
    }
  return TRUE;
}

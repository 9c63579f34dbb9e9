/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that Lumbar gives in FHIR: code systems, extensions, ids. Nowhere else are they spelt. */

#include "lumbar-fhir-codes.h"

#include <string.h>

#include "lumbar-fhir-questionnaire.h"

/**
 * lumbar_fhir_option_system:
 * @finding: a finding whose answers are options
 *
 * Returns: (transfer full): the code system of its options
 */
char *
lumbar_fhir_option_system (const LumbarFinding *finding)
{
  return g_strconcat (LUMBAR_FHIR_OPTION_SYSTEMS, finding->id, NULL);
}

/**
 * lumbar_fhir_unit_matches:
 * @finding: a finding whose answer is a number
 * @unit: a UCUM code, or a unit as people write it
 *
 * A number in another unit must not be taken: 5 mg/dL of CRP is 50 mg/L.
 *
 * Returns: whether @unit is the unit of @finding
 */
gboolean
lumbar_fhir_unit_matches (const LumbarFinding *finding, const char *unit)
{
  static const struct
  {
    const char *ucum;
    const char *written[4];
  } spellings[] = {
    { "a", { "year", "years", "yr" } },
    { "d", { "day", "days" } },
    { "h", { "hour", "hours" } },
    { "min", { "minute", "minutes" } },
    { "Cel", { "°C", "C" } },
    { "/min", { "per min", "bpm", "{beats}/min" } },
    { "mm[Hg]", { "mmHg" } },
    { "kg/m2", { "kg/m²" } },
    { "mL", { "ml" } },
    { "{score}", { "1", "score" } },
    { "{count}", { "1", "count" } },
    { "mL/min/{1.73_m2}", { "mL/min/1.73 m²", "mL/min/1.73m2" } },
  };

  if (strcmp (finding->unit, unit) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    for (guint j = 0; j < G_N_ELEMENTS (spellings[i].written) && spellings[i].written[j] != NULL; j++)
      if (strcmp (spellings[i].ucum, finding->unit) == 0 && strcmp (spellings[i].written[j], unit) == 0)
        return TRUE;
  return FALSE;
}

/**
 * lumbar_fhir_id_derive:
 * @parent: the id of what it belongs to
 * @name: what tells it from its siblings
 *
 * Makes an id that is always the same for the same thing, so that writing or reading something twice
 * does not double it: a UUID of version 5 (RFC 4122) over both names.
 *
 * Returns: (transfer full): a UUID
 */
char *
lumbar_fhir_id_derive (const char *parent, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 b[20];
  gsize length = sizeof b;

  g_checksum_update (checksum, (const guchar *) LUMBAR_FHIR_BASE "/", -1);
  g_checksum_update (checksum, (const guchar *) parent, -1);
  g_checksum_update (checksum, (const guchar *) "/", 1);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, b, &length);
  b[6] = (guint8) ((b[6] & 0x0f) | 0x50);
  b[8] = (guint8) ((b[8] & 0x3f) | 0x80);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
                          b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
                          b[15]);
}

/**
 * lumbar_fhir_id:
 * @id: an id of the record or of somebody else's resource
 *
 * Returns: (transfer full): @id where it is a UUID, otherwise one that always stands for it
 */
char *
lumbar_fhir_id (const char *id)
{
  return g_uuid_string_is_valid (id) ? g_ascii_strdown (id, -1) : lumbar_fhir_id_derive ("", id);
}

/**
 * lumbar_fhir_canonical:
 * @knowledge: the tables
 * @version: (nullable): the version that was answered; %NULL or "" for today's
 *
 * Returns: (transfer full): the canonical address of the questionnaire with its version
 */
char *
lumbar_fhir_canonical (LumbarKnowledge *knowledge, const char *version)
{
  return g_strconcat (LUMBAR_FHIR_QUESTIONNAIRE_URL, "|",
                      version && *version ? version : lumbar_knowledge_get_version (knowledge), NULL);
}

/**
 * lumbar_fhir_section_link_id:
 * @section: a section
 *
 * Returns: (transfer full): the linkId of its group
 */
char *
lumbar_fhir_section_link_id (const LumbarSection *section)
{
  return g_strconcat ("section-", section->id, NULL);
}

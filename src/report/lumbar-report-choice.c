/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a report is for and what may be left out of it. */

#include "lumbar-report-choice.h"

#include <glib/gi18n-lib.h>

#include "lumbar-error.h"

static const struct {
  const char *id;
  const char *title;
  guint sections;
} profiles[] = {
  [LUMBAR_PROFILE_FULL] = { "full", N_ ("Full report"), LUMBAR_REPORT_ALL_SECTIONS },
  [LUMBAR_PROFILE_LETTER] = { "letter", N_ ("Letter to a colleague"),
                              LUMBAR_REPORT_CONCLUSION | LUMBAR_REPORT_ASSESSMENT | LUMBAR_REPORT_PLAN |
                                LUMBAR_REPORT_FINDINGS | LUMBAR_REPORT_MEASURES | LUMBAR_REPORT_SAFETY_NET |
                                LUMBAR_REPORT_BASIS },
  [LUMBAR_PROFILE_PATIENT] = { "patient", N_ ("Page for the patient"),
                               LUMBAR_REPORT_CONCLUSION | LUMBAR_REPORT_PLAN | LUMBAR_REPORT_MAP |
                                 LUMBAR_REPORT_MEASURES | LUMBAR_REPORT_SAFETY_NET },
  [LUMBAR_PROFILE_DATA] = { "data", N_ ("Data sheet"),
                            LUMBAR_REPORT_CONCLUSION | LUMBAR_REPORT_ASSESSMENT | LUMBAR_REPORT_PLAN |
                              LUMBAR_REPORT_FINDINGS | LUMBAR_REPORT_MEASURES | LUMBAR_REPORT_BASIS },
};

/* In the order of the bits. */
static const struct {
  const char *id;
  const char *title;
} sections[] = {
  { "conclusion", N_ ("Clinician’s conclusion") },
  { "assessment", N_ ("Computed assessment") },
  { "plan", N_ ("Plan") },
  { "findings", N_ ("Findings") },
  { "map", N_ ("Body map") },
  { "trend", N_ ("Trend") },
  { "measures", N_ ("Measures") },
  { "safety-net", N_ ("Safety-net advice") },
  { "basis", N_ ("Basis and limits") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (sections) == LUMBAR_N_REPORT_SECTIONS);
G_STATIC_ASSERT (G_N_ELEMENTS (profiles) == LUMBAR_N_PROFILES);

/**
 * lumbar_report_profile_to_id:
 * @profile: a profile
 *
 * Returns: its name on the command line and in the settings
 */
const char *
lumbar_report_profile_to_id (LumbarReportProfile profile)
{
  return profiles[profile].id;
}

/**
 * lumbar_report_profile_from_id:
 * @id: a name as on the command line
 * @profile: (out): the profile
 *
 * Returns: whether there is such a profile
 */
gboolean
lumbar_report_profile_from_id (const char *id, LumbarReportProfile *profile)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_str_equal (profiles[i].id, id))
      {
        *profile = (LumbarReportProfile) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lumbar_report_profile_get_title:
 * @profile: a profile
 *
 * Returns: it in words, translated
 */
const char *
lumbar_report_profile_get_title (LumbarReportProfile profile)
{
  return _(profiles[profile].title);
}

/**
 * lumbar_report_profile_get_sections:
 * @profile: a profile
 *
 * Returns: the bits of the sections it can have; leaving out others changes nothing
 */
guint
lumbar_report_profile_get_sections (LumbarReportProfile profile)
{
  return profiles[profile].sections;
}

/**
 * lumbar_report_section_to_id:
 * @section: one section
 *
 * Returns: its name on the command line and in the settings
 */
const char *
lumbar_report_section_to_id (LumbarReportSection section)
{
  return sections[g_bit_nth_lsf (section, -1)].id;
}

/**
 * lumbar_report_section_get_title:
 * @section: one section
 *
 * Returns: it in words, translated
 */
const char *
lumbar_report_section_get_title (LumbarReportSection section)
{
  return _(sections[g_bit_nth_lsf (section, -1)].title);
}

static gboolean
add_section (const char *id, guint *found)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (sections[i].id, id))
      {
        *found |= 1u << i;
        return TRUE;
      }
  return FALSE;
}

static char *
list_ids (void)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", sections[i].id);
  return g_string_free (ids, FALSE);
}

/**
 * lumbar_report_sections_from_text:
 * @text: names of sections with commas between them; blanks don't count
 * @found: (out): their bits
 *
 * Returns: %FALSE with @error set (%LUMBAR_ERROR_INPUT) where a section has no such name
 */
gboolean
lumbar_report_sections_from_text (const char *text, guint *found, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (text, ",", -1);

  *found = 0;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *known = NULL;

      if (*g_strstrip (ids[i]) == '\0' || add_section (ids[i], found))
        continue;
      known = list_ids ();
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("A report has no section “%s” that can be chosen; there are: %s"), ids[i], known);
      return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clinician chose once and for all. */

#include "lumbar-settings.h"

#include <glib/gi18n.h>

#include "lumbar-error.h"
#include "lumbar-report-saving.h"

/* The schema of the installed program, or the one it was built with. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) built = NULL;
  GSettingsSchema *schema = NULL;

  if (installed != NULL)
    schema = g_settings_schema_source_lookup (installed, LUMBAR_APPLICATION_ID, TRUE);
  if (schema != NULL)
    return schema;
  built = g_settings_schema_source_new_from_directory (LUMBAR_BUILT_SCHEMAS, installed, FALSE, NULL);
  return built ? g_settings_schema_source_lookup (built, LUMBAR_APPLICATION_ID, FALSE) : NULL;
}

/**
 * lumbar_settings_new:
 *
 * Returns: (transfer full): the settings; %NULL with @error set where the program is not installed whole
 */
GSettings *
lumbar_settings_new (GError **error)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();

  if (schema == NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND,
                   _("The settings schema %s is missing. Install the program again."),
                   LUMBAR_APPLICATION_ID);
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * lumbar_settings_get_author:
 * @settings: the settings
 *
 * Returns: (transfer full): who signs; never empty
 */
char *
lumbar_settings_get_author (GSettings *settings)
{
  g_autofree char *author = g_settings_get_string (settings, "author");

  g_strstrip (author);
  return *author != '\0' ? g_steal_pointer (&author) : g_strdup (_("Clinician"));
}

/**
 * lumbar_settings_get_tables:
 * @settings: the settings
 *
 * Returns: (transfer full) (nullable): the folder of the clinic's own clinical tables; %NULL for those of the
 *   program
 */
char *
lumbar_settings_get_tables (GSettings *settings)
{
  g_autofree char *folder = g_settings_get_string (settings, "knowledge-folder");

  return *folder != '\0' ? g_steal_pointer (&folder) : NULL;
}

/**
 * lumbar_settings_get_second_place:
 * @settings: the settings
 *
 * Returns: (transfer full) (nullable): the folder that backups are copied to; %NULL for none
 */
char *
lumbar_settings_get_second_place (GSettings *settings)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, "backup-second-place");
  char *folder = g_variant_dup_bytestring (value, NULL);

  if (*folder == '\0')
    g_clear_pointer (&folder, g_free);
  return folder;
}

/**
 * lumbar_settings_set_second_place:
 * @settings: the settings
 * @folder: (nullable): the folder that backups are copied to from now on; %NULL for none
 */
void
lumbar_settings_set_second_place (GSettings *settings, const char *folder)
{
  g_settings_set_value (settings, "backup-second-place", g_variant_new_bytestring (folder ? folder : ""));
}

/**
 * lumbar_settings_get_report_choice:
 * @settings: the settings
 *
 * Sections that a later version wrote and this one does not know are left out of nothing.
 *
 * Returns: whom the report of a visit is for and what is left out of it
 */
LumbarReportChoice
lumbar_settings_get_report_choice (GSettings *settings)
{
  g_autofree char *profile = g_settings_get_string (settings, "report-profile");
  g_autofree char *without = g_settings_get_string (settings, "report-without");
  LumbarReportChoice choice = { LUMBAR_PROFILE_FULL, 0 };

  lumbar_report_profile_from_id (profile, &choice.profile);
  if (!lumbar_report_sections_from_text (without, &choice.without, NULL))
    choice.without = 0;
  return choice;
}

/**
 * lumbar_settings_set_report_choice:
 * @settings: the settings
 * @choice: whom the report of a visit is for and what is left out of it
 */
void
lumbar_settings_set_report_choice (GSettings *settings, const LumbarReportChoice *choice)
{
  g_autoptr (GString) without = g_string_new (NULL);

  for (guint i = 0; i < LUMBAR_N_REPORT_SECTIONS; i++)
    if (choice->without & 1u << i)
      g_string_append_printf (without, "%s%s", without->len > 0 ? "," : "",
                              lumbar_report_section_to_id ((LumbarReportSection) (1u << i)));
  g_settings_set_string (settings, "report-profile", lumbar_report_profile_to_id (choice->profile));
  g_settings_set_string (settings, "report-without", without->str);
}

/**
 * lumbar_settings_get_report_paper:
 * @settings: the settings
 *
 * Returns: the paper of the report of a visit; that of the place until one is chosen
 */
LumbarPaper
lumbar_settings_get_report_paper (GSettings *settings)
{
  g_autofree char *paper = g_settings_get_string (settings, "report-paper");

  if (g_str_equal (paper, "local"))
    return lumbar_report_saving_get_paper ();
  return g_str_equal (paper, "letter") ? LUMBAR_PAPER_LETTER : LUMBAR_PAPER_A4;
}

/**
 * lumbar_settings_set_report_paper:
 * @settings: the settings
 * @paper: the paper of the report of a visit
 */
void
lumbar_settings_set_report_paper (GSettings *settings, LumbarPaper paper)
{
  g_settings_set_string (settings, "report-paper", paper == LUMBAR_PAPER_LETTER ? "letter" : "a4");
}

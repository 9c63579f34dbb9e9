/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the clinician chose once and for all. */

#include "lumbar-settings.h"

#include <glib/gi18n.h>

#include "lumbar-error.h"

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

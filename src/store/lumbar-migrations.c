/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the schema of a record to today's, one numbered file of schema/ after the other, each in one
 * transaction together with its PRAGMA user_version. The files are append-only: what was released is
 * never edited. */

#include "lumbar-migrations.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "lumbar-record-file.h"
#include "lumbar-store-resources.h"

#define SCHEMA_PATH "/io/github/lumbar/Lumbar/store/schema/"

/* The name of step @version is "NNN-what.sql"; its number is its place. */
static const char *const steps[] = {
  "001-initial.sql",
  "002-search.sql",
  "003-place.sql",
  "004-outcome.sql",
  "005-event-trail.sql",
  "006-practitioner.sql",
  "007-merge.sql",
  "008-visit-list.sql",
};

/**
 * lumbar_migrations_get_newest:
 *
 * Returns: the version of the schema that this program writes
 */
guint
lumbar_migrations_get_newest (void)
{
  return G_N_ELEMENTS (steps);
}

/**
 * lumbar_migrations_get_version:
 * @database: a record
 * @version: (out): the version of its schema, 0 for an empty file
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_migrations_get_version (LumbarDatabase *database, guint *version, GError **error)
{
  gint64 number = 0;

  if (!lumbar_database_query_int (database, "SELECT user_version FROM pragma_user_version", &number, error))
    return FALSE;
  *version = (guint) number;
  return TRUE;
}

static gboolean
run_step (LumbarDatabase *database, guint version, GError **error)
{
  g_autofree char *path = g_strconcat (SCHEMA_PATH, steps[version - 1], NULL);
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                                           LUMBAR_APPLICATION_ID, version);
  /* Asked of the resource itself: what a static library registers implicitly, the linker may drop. */
  g_autoptr (GBytes) sql = g_resource_lookup_data (lumbar_store_get_resource (), path, 0, error);

  if (sql == NULL || !lumbar_database_execute (database, g_bytes_get_data (sql, NULL), error) ||
      !lumbar_database_execute (database, mark, error))
    {
      g_prefix_error (error, "%s: ", steps[version - 1]);
      return FALSE;
    }
  return TRUE;
}

/* Another program may have taken the step while this one waited. */
static gboolean
run_next_step (LumbarDatabase *database, guint to, GError **error)
{
  guint version;

  if (!lumbar_migrations_get_version (database, &version, error))
    return FALSE;
  return version >= to || run_step (database, version + 1, error);
}

/**
 * lumbar_migrations_run_to:
 * @database: an empty file or a record, open for writing
 * @to: a version of the schema, as it was then
 *
 * Like lumbar_migrations_run(), but not further than @to.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_migrations_run_to (LumbarDatabase *database, guint to, GError **error)
{
  guint version;

  if (!lumbar_migrations_get_version (database, &version, error))
    return FALSE;
  for (; version < to; version++)
    if (!lumbar_database_begin (database, error) ||
        !lumbar_database_end (database, run_next_step (database, to, error), error))
      return FALSE;
  return TRUE;
}

/**
 * lumbar_migrations_run:
 * @database: an empty file or a record, open for writing
 *
 * Brings it to today's schema. After a failure it stands at the last version that was reached whole.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_migrations_run (LumbarDatabase *database, GError **error)
{
  return lumbar_migrations_run_to (database, lumbar_migrations_get_newest (), error);
}

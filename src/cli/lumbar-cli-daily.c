/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lumbar backup --daily and --status: the backup of the day, and how it stands with all of them. */

#include "lumbar-cli-daily.h"

#include <glib/gi18n-lib.h>

#include "lumbar-backup-status.h"
#include "lumbar-cli.h"
#include "lumbar-daily-backup.h"
#include "lumbar-date.h"
#include "lumbar-json-writer.h"

static void
print_second (const LumbarDailyBackup *backup, const char *second)
{
  switch (backup->second)
    {
    case LUMBAR_SECOND_PLACE_COPIED:
      g_print (_("Copied to %s\n"), second);
      break;
    case LUMBAR_SECOND_PLACE_THERE:
      g_print (_("A copy is in %s already\n"), second);
      break;
    case LUMBAR_SECOND_PLACE_AWAY:
      g_printerr (_("lumbar: the second place “%s” is not there. Plug it in and do this again.\n"), second);
      break;
    case LUMBAR_SECOND_PLACE_FAILED:
      g_printerr (_("lumbar: no copy in the second place: %s\n"), backup->second_problem);
      break;
    case LUMBAR_SECOND_PLACE_NONE:
    default:
      break;
    }
}

/**
 * lumbar_cli_back_up_daily:
 * @store: a record, open for writing
 * @second: (nullable): a folder that a copy is to be put in
 *
 * Makes the backup of today where there is none, and says what was done.
 *
 * Returns: %FALSE with @error set where there is no backup of today that is whole
 */
gboolean
lumbar_cli_back_up_daily (LumbarStore *store, const char *second, GError **error)
{
  g_autoptr (LumbarDailyBackup) backup = lumbar_daily_backup_run (store, second, error);

  if (backup == NULL)
    return FALSE;
  if (backup->made)
    g_print (_("%s: written and verified\n"), backup->path);
  else
    g_print (_("%s: made earlier today\n"), backup->path);
  if (backup->tested && backup->test_problem == NULL)
    g_print ("%s\n", _("Restored into an empty folder to test it: whole"));
  if (backup->test_problem != NULL)
    g_printerr (_("lumbar: a backup did not pass its test: %s\n"), backup->test_problem);
  if (backup->n_removed > 0)
    g_print (_("Old backups removed: %u\n"), backup->n_removed);
  print_second (backup, second);
  return TRUE;
}

static void
write_text (LumbarJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL)
    lumbar_json_writer_string (writer, name, text);
  else
    lumbar_json_writer_null (writer, name);
}

static char *
to_json (const LumbarBackupStatus *status, const char *second)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (TRUE);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "folder", status->folder);
  lumbar_json_writer_integer (writer, "daily", status->n_daily);
  lumbar_json_writer_integer (writer, "beforeUpgrades", status->n_older);
  write_text (writer, "newest", status->newest);
  write_text (writer, "oldest", status->oldest);
  write_text (writer, "secondPlace", second);
  if (second != NULL)
    lumbar_json_writer_boolean (writer, "secondPlaceReachable", g_file_test (second, G_FILE_TEST_IS_DIR));
  write_text (writer, "lastSecondCopy", status->second_copy);
  write_text (writer, "lastTestRestore", status->last_test);
  if (status->last_test != NULL)
    lumbar_json_writer_boolean (writer, "testRestorePassed", status->test_passed);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}

static char *
describe_day (const char *day)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *date = NULL;
  g_autofree char *ago = NULL;

  if (day == NULL)
    return g_strdup (_("none"));
  date = lumbar_date_format (day);
  ago = lumbar_date_format_ago (day, today);
  return g_strdup_printf (_("%1$s (%2$s)"), date, ago);
}

static char *
describe_instant (const char *instant)
{
  g_autofree char *day = instant ? lumbar_date_local_day (instant) : NULL;

  return day ? describe_day (day) : g_strdup (_("never"));
}

static char *
to_text (const LumbarBackupStatus *status, const char *second)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *newest = describe_day (status->newest);
  g_autofree char *copied = describe_instant (status->second_copy);
  g_autofree char *tested = describe_instant (status->last_test);

  g_string_append_printf (text, _("Daily backups: %1$u in %2$s\n"), status->n_daily, status->folder);
  g_string_append_printf (text, _("Newest: %s\n"), newest);
  g_string_append_printf (text, _("Made before upgrades: %u\n"), status->n_older);
  if (second != NULL)
    g_string_append_printf (text, g_file_test (second, G_FILE_TEST_IS_DIR) ? _("Second place: %s, reachable\n")
                                                                           : _("Second place: %s, not there now\n"),
                            second);
  g_string_append_printf (text, _("Last copy in a second place: %s\n"), copied);
  g_string_append_printf (text, _("Last test-restore: %s"), tested);
  if (status->last_test != NULL)
    g_string_append_printf (text, ", %s",
                            status->test_passed ? _("whole") : _("damaged: make a backup and keep it elsewhere"));
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lumbar_cli_print_backups:
 * @store: a record
 * @second: (nullable): the second place, to see whether it is there
 * @json: whether a program reads it
 *
 * Prints how it stands with the backups of the record.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_cli_print_backups (LumbarStore *store, const char *second, gboolean json, GError **error)
{
  g_autoptr (LumbarBackupStatus) status = lumbar_backup_status_new (store, error);
  g_autofree char *text = NULL;

  if (status == NULL)
    return FALSE;
  text = json ? to_json (status, second) : to_text (status, second);
  return lumbar_cli_write ("-", text, error);
}

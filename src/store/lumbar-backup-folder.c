/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder "backups" beside a record: one file for a day, "record.db.daily-2026-11-27", and which of them may go.
 * Whatever has another name is somebody else's and is never touched. */

#include "lumbar-backup-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lumbar-date.h"
#include "lumbar-key-file.h"
#include "lumbar-record-file.h"

#define FOLDER "backups"
#define DAILY ".daily-"
#define BEFORE_UPGRADE ".version-"
#define DAY_LENGTH 10

/* What is kept: all of the newest days, the last of the newest weeks and months that have one. */
#define N_DAYS 7
#define N_WEEKS 4
#define N_MONTHS 12

/**
 * lumbar_backup_folder_get_path:
 * @record: the path of a record
 *
 * Returns: (transfer full): the folder its daily backups lie in, there or not
 */
char *
lumbar_backup_folder_get_path (const char *record)
{
  g_autofree char *directory = g_path_get_dirname (record);

  return g_build_filename (directory, FOLDER, NULL);
}

/**
 * lumbar_backup_folder_make_name:
 * @record: the path of a record
 * @day: a day, YYYY-MM-DD
 * @number: which of that day, from 1
 *
 * Returns: (transfer full): what a backup is called
 */
char *
lumbar_backup_folder_make_name (const char *record, const char *day, guint number)
{
  g_autofree char *base = g_path_get_basename (record);

  return number == 1 ? g_strconcat (base, DAILY, day, NULL) : g_strdup_printf ("%s" DAILY "%s-%u", base, day, number);
}

/* After the day nothing, or which one of that day it is. */
static gboolean
is_number (const char *rest)
{
  if (*rest == '\0')
    return TRUE;
  if (*rest++ != '-' || *rest < '1' || *rest > '9')
    return FALSE;
  while (g_ascii_isdigit (*rest))
    rest++;
  return *rest == '\0';
}

/**
 * lumbar_backup_folder_get_day:
 * @record: the path of a record
 * @name: the name of a file
 *
 * Returns: (transfer full) (nullable): the day it was made on, %NULL where it is no daily backup of that record
 */
char *
lumbar_backup_folder_get_day (const char *record, const char *name)
{
  g_autofree char *base = g_path_get_basename (record);
  g_autofree char *prefix = g_strconcat (base, DAILY, NULL);
  g_autofree char *day = NULL;

  if (!g_str_has_prefix (name, prefix) || strlen (name) < strlen (prefix) + DAY_LENGTH ||
      !is_number (name + strlen (prefix) + DAY_LENGTH))
    return NULL;
  day = g_strndup (name + strlen (prefix), DAY_LENGTH);
  return lumbar_date_is_valid (day) ? g_steal_pointer (&day) : NULL;
}

/* A link leads somewhere else, and a folder is no backup. */
static gboolean
is_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  return g_lstat (path, &info) == 0 && S_ISREG (info.st_mode);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *const *first = a;
  const char *const *second = b;

  return strcmp (*first, *second);
}

/**
 * lumbar_backup_folder_list:
 * @folder: a folder, there or not
 * @record: the path of a record
 *
 * Returns: (transfer full) (element-type utf8): the names of its daily backups in @folder, the oldest first
 */
GPtrArray *
lumbar_backup_folder_list (const char *folder, const char *record)
{
  g_autoptr (GDir) listing = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *day = lumbar_backup_folder_get_day (record, name);

      if (day != NULL && is_file (folder, name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * lumbar_backup_folder_list_older:
 * @record: the path of a record
 *
 * Returns: (transfer full) (element-type utf8): the names of the copies beside it that were made before it was brought
 *   to a newer schema
 */
GPtrArray *
lumbar_backup_folder_list_older (const char *record)
{
  g_autofree char *directory = g_path_get_dirname (record);
  g_autofree char *base = g_path_get_basename (record);
  g_autofree char *prefix = g_strconcat (base, BEFORE_UPGRADE, NULL);
  g_autoptr (GDir) listing = g_dir_open (directory, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, "-keys") && is_file (directory, name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* The last period that was met, going back in time, and how many were met. */
typedef struct {
  char *last;
  guint n;
} Periods;

/* Returns: whether this is the first backup met of its period */
static gboolean
meet (Periods *self, const char *period)
{
  if (g_strcmp0 (self->last, period) == 0)
    return FALSE;
  g_free (self->last);
  self->last = g_strdup (period);
  self->n++;
  return TRUE;
}

static char *
get_week (const char *day)
{
  int year = 0, month = 0, number = 0;
  g_autoptr (GDateTime) date = NULL;

  sscanf (day, "%d-%d-%d", &year, &month, &number);
  date = g_date_time_new_utc (year, month, number, 0, 0, 0);
  return date != NULL ? g_date_time_format (date, "%G-%V") : g_strdup (day);
}

/**
 * lumbar_backup_folder_choose:
 * @names: (element-type utf8): daily backups, the oldest first
 * @record: the path of their record
 * @today: the day it is, YYYY-MM-DD
 *
 * Counts the days, weeks and months that have a backup, not those that went by: after a holiday, or where the clock
 * jumps ahead, no more goes than on any other day. What is dated after @today is left alone: one of the two days is
 * wrong, and nobody knows which.
 *
 * Returns: (transfer full) (element-type utf8): which of them are needed no longer
 */
GPtrArray *
lumbar_backup_folder_choose (GPtrArray *names, const char *record, const char *today)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_free);
  Periods days = { NULL, 0 }, weeks = { NULL, 0 }, months = { NULL, 0 };

  for (guint i = names->len; i > 0; i--)
    {
      const char *name = names->pdata[i - 1];
      g_autofree char *day = lumbar_backup_folder_get_day (record, name);
      g_autofree char *week = get_week (day);
      g_autofree char *month = g_strndup (day, strlen ("2026-11"));
      gboolean first_of_week, first_of_month;

      if (strcmp (day, today) > 0)
        continue;
      meet (&days, day);
      first_of_week = meet (&weeks, week);
      first_of_month = meet (&months, month);
      if (days.n > N_DAYS && !(first_of_week && weeks.n <= N_WEEKS) && !(first_of_month && months.n <= N_MONTHS))
        g_ptr_array_add (chosen, g_strdup (name));
    }
  g_free (days.last);
  g_free (weeks.last);
  g_free (months.last);
  return chosen;
}

/* The backup first: a key file that opens nothing does no harm. */
static gboolean
remove_backup (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *keys = lumbar_key_file_make_path (path);

  if (g_unlink (path) != 0)
    return FALSE;
  g_unlink (keys);
  return TRUE;
}

/**
 * lumbar_backup_folder_rotate:
 * @folder: a folder with backups, today's verified
 * @record: the path of their record
 * @today: the day it is, YYYY-MM-DD
 *
 * Removes what lumbar_backup_folder_choose() chooses. A file that is visibly damaged counts for nothing and stays.
 *
 * Returns: how many were removed
 */
guint
lumbar_backup_folder_rotate (const char *folder, const char *record, const char *today)
{
  g_autoptr (GPtrArray) names = lumbar_backup_folder_list (folder, record);
  g_autoptr (GPtrArray) chosen = NULL;
  guint n = 0;

  for (guint i = names->len; i > 0; i--)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i - 1], NULL);

      if (!lumbar_record_file_check (path, NULL))
        g_ptr_array_remove_index (names, i - 1);
    }
  chosen = lumbar_backup_folder_choose (names, record, today);
  for (guint i = 0; i < chosen->len; i++)
    n += remove_backup (folder, chosen->pdata[i]);
  return n;
}

/**
 * lumbar_backup_folder_find_newest:
 * @record: the path of a record
 *
 * Returns: (transfer full) (nullable): the path of its last backup that is not visibly damaged, a daily one or one from
 *   before an upgrade; %NULL where there is none
 */
char *
lumbar_backup_folder_find_newest (const char *record)
{
  g_autofree char *folder = lumbar_backup_folder_get_path (record);
  g_autofree char *directory = g_path_get_dirname (record);
  g_autoptr (GPtrArray) daily = lumbar_backup_folder_list (folder, record);
  g_autoptr (GPtrArray) older = lumbar_backup_folder_list_older (record);
  const GPtrArray *lists[] = { daily, older };
  const char *folders[] = { folder, directory };

  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    for (guint i = lists[list]->len; i > 0; i--)
      {
        g_autofree char *path = g_build_filename (folders[list], lists[list]->pdata[i - 1], NULL);

        if (lumbar_record_file_check (path, NULL))
          return g_steal_pointer (&path);
      }
  return NULL;
}

/**
 * lumbar_backup_folder_has_any:
 * @record: the path of a record, there or not
 *
 * Returns: whether there is any backup of it, be it damaged: then there was a record
 */
gboolean
lumbar_backup_folder_has_any (const char *record)
{
  g_autofree char *folder = lumbar_backup_folder_get_path (record);
  g_autoptr (GPtrArray) daily = lumbar_backup_folder_list (folder, record);
  g_autoptr (GPtrArray) older = lumbar_backup_folder_list_older (record);

  return daily->len + older->len > 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A verified backup copied to a second place, as a stick or another disk. Each record has a folder of its own there,
 * called after its id: two computers that call theirs "record.db" may share a stick. */

#include "lumbar-second-place.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "lumbar-backup-folder.h"
#include "lumbar-backup.h"
#include "lumbar-key-file.h"
#include "lumbar-record-file.h"
#include "lumbar-statement.h"

#define PORTION 65536
/* More of one day nobody makes. */
#define MOST_NUMBERS 99

/**
 * lumbar_second_place_get_folder:
 * @record: a record
 * @place: a folder
 *
 * Returns: (transfer full): the folder in it that is this record's, there or not; %NULL with @error set
 */
char *
lumbar_second_place_get_folder (LumbarDatabase *record, const char *place, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (record, "SELECT substr (id, 1, 12) FROM identity", error);
  g_autofree char *name = NULL;

  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return NULL;
  name = g_strconcat ("lumbar-", lumbar_statement_get_text (row, 0), NULL);
  return g_build_filename (place, name, NULL);
}

static gboolean
write_portion (int file, const guint8 *bytes, gssize n)
{
  while (n > 0)
    {
      gssize written = write (file, bytes, (gsize) n);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      bytes += written;
      n -= written;
    }
  return TRUE;
}

/* Reads a file to its end, into another and into a checksum, whichever is there. */
static gboolean
pump (int from, int to, GChecksum *checksum)
{
  g_autofree guint8 *bytes = g_malloc (PORTION);
  gssize n;

  while ((n = read (from, bytes, PORTION)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || (to >= 0 && !write_portion (to, bytes, n)))
        return FALSE;
      g_checksum_update (checksum, bytes, n);
    }
  return TRUE;
}

/* On the disk, not only in the memory before it; what is then read comes from the disk where the system allows. */
static gboolean
write_out (int file)
{
  return fsync (file) == 0 && lseek (file, 0, SEEK_SET) == 0 &&
         (posix_fadvise (file, 0, 0, POSIX_FADV_DONTNEED) == 0 || TRUE);
}

/* Returns: whether all was copied and reads back as it was written; errno says why not */
static gboolean
copy_bytes (int from, int to)
{
  g_autoptr (GChecksum) written = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GChecksum) read_back = g_checksum_new (G_CHECKSUM_SHA256);

  if (!pump (from, to, written) || !write_out (to) || !pump (to, -1, read_back))
    return FALSE;
  errno = EIO;
  return strcmp (g_checksum_get_string (written), g_checksum_get_string (read_back)) == 0;
}

static gboolean
copy_file (const char *from, const char *temporary, const char *known_as, GError **error)
{
  int source = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int target = g_open (temporary, O_RDWR | O_CLOEXEC, 0);
  gboolean copied = source >= 0 && target >= 0 && copy_bytes (source, target);

  if (!copied)
    lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, known_as);
  if (source >= 0)
    close (source);
  if (target >= 0)
    close (target);
  return copied;
}

static gboolean
copy_backup (LumbarDatabase *record, const char *backup, const char *target, GError **error)
{
  g_autofree char *temporary = lumbar_record_file_make_temporary (target, error);

  if (temporary == NULL)
    return FALSE;
  if (copy_file (backup, temporary, target, error) &&
      (lumbar_database_get_key (record) == NULL || lumbar_key_file_copy (backup, target, error)) &&
      lumbar_record_file_place (temporary, target, TRUE, error))
    return TRUE;
  lumbar_record_file_rename_in_error (error, temporary, target);
  lumbar_record_file_remove_temporary (temporary);
  return FALSE;
}

static gboolean
has_same_size (const char *a, const char *b)
{
  GStatBuf first, second;

  return g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_size == second.st_size;
}

/* Where a copy goes: over nothing that holds more, as that of a second computer with this record. */
static char *
find_target (LumbarDatabase *record, const char *backup, gboolean is_new, const char *folder, gboolean *there)
{
  g_autofree char *base = g_path_get_basename (backup);

  for (guint i = 1; i <= MOST_NUMBERS; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup (base) : g_strdup_printf ("%s-%u", base, i);
      g_autofree char *target = g_build_filename (folder, name, NULL);

      *there = !is_new && has_same_size (backup, target);
      if (*there || !g_file_test (target, G_FILE_TEST_EXISTS) ||
          (is_new && lumbar_backup_may_replace (record, target, NULL)))
        return g_steal_pointer (&target);
    }
  return NULL;
}

/**
 * lumbar_second_place_copy:
 * @record: the record, open
 * @backup: a verified backup of it
 * @is_new: whether it was only just written, so that one of the same name there is older
 * @place: the second place, a folder
 *
 * Copies the backup there; on its disk and read back when it returns.
 *
 * Returns: what became of it; @error is set where it failed
 */
LumbarSecondPlace
lumbar_second_place_copy (LumbarDatabase *record,
                          const char *backup,
                          gboolean is_new,
                          const char *place,
                          GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *target = NULL;
  g_autofree char *inside = NULL;
  gboolean there = FALSE;

  if (!g_file_test (place, G_FILE_TEST_IS_DIR))
    return LUMBAR_SECOND_PLACE_AWAY;
  folder = lumbar_second_place_get_folder (record, place, error);
  if (folder == NULL)
    return LUMBAR_SECOND_PLACE_FAILED;
  inside = g_build_filename (folder, "any", NULL);
  if (!lumbar_record_file_make_directory (inside, error))
    return LUMBAR_SECOND_PLACE_FAILED;
  target = find_target (record, backup, is_new, folder, &there);
  if (there)
    return LUMBAR_SECOND_PLACE_THERE;
  if (target == NULL)
    lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, EEXIST, folder);
  return target != NULL && copy_backup (record, backup, target, error) ? LUMBAR_SECOND_PLACE_COPIED
                                                                       : LUMBAR_SECOND_PLACE_FAILED;
}

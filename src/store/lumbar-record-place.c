/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a record lies: a record that is written by way of its log (WAL) shares memory between the programs that have
 * it open, which no network file system offers (https://www.sqlite.org/wal.html), and a service that copies a folder
 * copies the record while it is written, and takes it away from this computer. */

#include "lumbar-record-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#define FUSE_MAGIC 0x65735546u

/* linux/magic.h and statfs(2); those that are not there are of the file system's own source in the kernel. */
static const struct {
  guint32 f_type;
  const char *name;
} network_types[] = {
  { 0x00006969u, "NFS" },   { 0x0000517bu, "SMB" },      { 0xff534d42u, "CIFS" },  { 0xfe534d42u, "SMB" },
  { 0x0000564cu, "NCP" },   { 0x73757245u, "Coda" },     { 0x5346414fu, "AFS" },   { 0x6b414653u, "AFS" },
  { 0x00c36400u, "Ceph" },  { 0x01021997u, "9P" },       { 0x786f4256u, "vboxsf" }, { 0xbacbacbcu, "vmhgfs" },
  { 0x7461636fu, "OCFS2" }, { 0x01161970u, "GFS2" },     { 0x0bd00bd0u, "Lustre" }, { 0x47504653u, "GPFS" },
  { 0x19830326u, "BeeGFS" },
};

/* FUSE file systems that only show a disk of this computer in another way. Any other may be far away. */
static const char *const local_fuse[] = {
  "fuseblk",     "fuse.ntfs-3g",   "fuse.exfat",   "fuse.bindfs", "fuse.encfs", "fuse.cryfs",
  "fuse.gocryptfs", "fuse.mergerfs", "fuse.portal", "fuse.securefs", "fuse.fuse-overlayfs",
};

/* A part of the path as the service names its folder; what follows may be " - Practice" or " (Work)". */
static const struct {
  const char *part;
  const char *service;
} synced_parts[] = {
  { "Dropbox", "Dropbox" },         { "Nextcloud", "Nextcloud" }, { "ownCloud", "ownCloud" },
  { "OneDrive", "OneDrive" },       { "Google Drive", "Google Drive" }, { "GoogleDrive", "Google Drive" },
  { "iCloud Drive", "iCloud" },     { "iCloudDrive", "iCloud" },  { "Seafile", "Seafile" },
  { "MEGA", "MEGA" },               { "pCloudDrive", "pCloud" },  { "Syncthing", "Syncthing" },
};

/* What the services leave in the folders they copy; “/” at the end: a folder. The folder “.dropbox” in a home folder
 * holds but settings. */
static const struct {
  const char *pattern;
  const char *service;
} synced_markers[] = {
  { ".dropbox", "Dropbox" },
  { ".dropbox.cache/", "Dropbox" },
  { ".sync_*.db", "Nextcloud" },
  { "._sync_*.db", "Nextcloud" },
  { ".nextcloudsync.log", "Nextcloud" },
  { ".owncloudsync.log", "ownCloud" },
  { ".stfolder", "Syncthing" },
  { ".stfolder/", "Syncthing" },
  { ".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive" },
  { ".tmp.drivedownload/", "Google Drive" },
  { ".tmp.driveupload/", "Google Drive" },
};

static const char *
find_network (guint32 f_type, const char *fuse_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (network_types); i++)
    if (network_types[i].f_type == f_type)
      return network_types[i].name;
  if (f_type != FUSE_MAGIC)
    return NULL;
  for (guint i = 0; fuse_type != NULL && i < G_N_ELEMENTS (local_fuse); i++)
    if (g_str_equal (local_fuse[i], fuse_type))
      return NULL;
  return "FUSE";
}

static gboolean
is_part (const char *part, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (part, name, length) == 0 &&
         (part[length] == '\0' || g_str_has_prefix (part + length, " - ") || g_str_has_prefix (part + length, " ("));
}

static const char *
find_synced_part (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (GStrv) parts = g_strsplit (folder, G_DIR_SEPARATOR_S, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (synced_parts); j++)
      if (is_part (parts[i], synced_parts[j].part))
        return synced_parts[j].service;
  return NULL;
}

static const char *
find_synced_marker (const char *const *markers)
{
  for (guint i = 0; markers != NULL && markers[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (synced_markers); j++)
      if (g_pattern_match_simple (synced_markers[j].pattern, markers[i]))
        return synced_markers[j].service;
  return NULL;
}

/**
 * lumbar_record_place_judge:
 * @f_type: of the file system, as statfs(2) says
 * @fuse_type: (nullable): its type in the list of mounts, “fuse.sshfs”
 * @path: the record
 * @markers: (nullable): hidden files in its folder and those above, folders with “/” at the end
 * @name: (out) (nullable): a file system or a service, where it is not the computer's own; static
 *
 * Judges from what is given alone. A folder that is copied is told before the disk it lies on.
 *
 * Returns: what kind of place it is
 */
LumbarRecordPlace
lumbar_record_place_judge (guint32 f_type,
                           const char *fuse_type,
                           const char *path,
                           const char *const *markers,
                           const char **name)
{
  const char *found = find_synced_part (path);

  if (found == NULL)
    found = find_synced_marker (markers);
  *name = found;
  if (found != NULL)
    return LUMBAR_RECORD_PLACE_SYNCED;
  *name = find_network (f_type, fuse_type);
  return *name ? LUMBAR_RECORD_PLACE_NETWORK : LUMBAR_RECORD_PLACE_OWN;
}

/* The type of the file system of a device in the list of mounts; proc(5) says which field is which. */
static char *
find_type (dev_t device)
{
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *wanted = g_strdup_printf ("%u:%u", major (device), minor (device));

  if (!g_file_get_contents ("/proc/self/mountinfo", &list, NULL, NULL))
    return NULL;
  lines = g_strsplit (list, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);
      const char *rest = strstr (lines[i], " - ");

      if (g_strv_length (fields) > 3 && g_str_equal (fields[2], wanted) && rest != NULL)
        return g_strndup (rest + 3, strcspn (rest + 3, " "));
    }
  return NULL;
}

static void
add_markers (GPtrArray *markers, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] == '.')
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

        g_ptr_array_add (markers, g_strconcat (name, is_folder ? "/" : NULL, NULL));
      }
}

/**
 * lumbar_record_place_look:
 * @path: a record, or where one will be
 * @name: (out) (nullable): as for lumbar_record_place_judge()
 *
 * Looks where a record lies. Reads the folders above it, so not for the main loop. What can't be found out speaks
 * against nothing.
 *
 * Returns: what kind of place it is
 */
LumbarRecordPlace
lumbar_record_place_look (const char *path, const char **name)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *type = NULL;
  g_autoptr (GPtrArray) markers = g_ptr_array_new_with_free_func (g_free);
  struct statfs system = { 0 };
  struct stat status = { 0 };

  /* The folder of a record that is yet to be made may be missing too. */
  while (!g_file_test (folder, G_FILE_TEST_IS_DIR) && folder[1] != '\0')
    {
      char *above = g_path_get_dirname (folder);

      g_free (folder);
      folder = above;
    }
  if (statfs (folder, &system) == 0 && (guint32) system.f_type == FUSE_MAGIC && stat (folder, &status) == 0)
    type = find_type (status.st_dev);
  for (;;)
    {
      char *above = g_path_get_dirname (folder);
      gboolean is_top = g_str_equal (above, folder);

      add_markers (markers, folder);
      g_free (folder);
      folder = above;
      if (is_top)
        break;
    }
  g_ptr_array_add (markers, NULL);
  return lumbar_record_place_judge ((guint32) system.f_type, type, absolute, (const char *const *) markers->pdata, name);
}

/**
 * lumbar_record_place_describe:
 * @place: what kind of place it is
 * @name: (nullable): the file system or service
 *
 * Returns: (transfer full) (nullable): what to know about it, on one line; %NULL where there is nothing
 */
char *
lumbar_record_place_describe (LumbarRecordPlace place, const char *name)
{
  switch (place)
    {
    case LUMBAR_RECORD_PLACE_NETWORK:
      return g_strdup_printf (_("This record lies on a file system of the network (%s), where it can be damaged when it "
                                "is open twice or the connection breaks. Consider keeping it on a disk of this computer "
                                "and backups there."),
                              name);
    case LUMBAR_RECORD_PLACE_SYNCED:
      return g_strdup_printf (_("This record lies in a folder that %s copies to other computers: copies made while it is "
                                "written can be damaged, and patients' data leave this computer. Consider keeping it "
                                "elsewhere."),
                              name);
    case LUMBAR_RECORD_PLACE_OWN:
    default:
      return NULL;
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which places of a record are shared with others: told from the type of the file system, the path and what
 * services leave behind. */

#include "lumbar-record-place.h"

#include <glib/gstdio.h>
#include <string.h>

#define EXT4 0xef53u
#define FUSE 0x65735546u
#define HOME "/home/clinic/.local/share/lumbar/record.db"

typedef struct {
  const char *what;
  guint32 f_type;
  const char *fuse_type;
  const char *path;
  const char *markers[3];
  LumbarRecordPlace place;
  const char *name;
} PlaceCase;

#define OWN LUMBAR_RECORD_PLACE_OWN
#define NETWORK LUMBAR_RECORD_PLACE_NETWORK
#define SYNCED LUMBAR_RECORD_PLACE_SYNCED

static const PlaceCase cases[] = {
  { "ext4", EXT4, NULL, HOME, { NULL }, OWN, NULL },
  { "btrfs", 0x9123683eu, NULL, HOME, { NULL }, OWN, NULL },
  { "xfs", 0x58465342u, NULL, HOME, { NULL }, OWN, NULL },
  { "tmpfs", 0x01021994u, NULL, HOME, { NULL }, OWN, NULL },
  { "overlay", 0x794c7630u, NULL, HOME, { NULL }, OWN, NULL },
  { "unknown", 0, NULL, HOME, { NULL }, OWN, NULL },
  { "nfs", 0x6969u, NULL, HOME, { NULL }, NETWORK, "NFS" },
  { "smb", 0x517bu, NULL, HOME, { NULL }, NETWORK, "SMB" },
  { "smb2", 0xfe534d42u, NULL, HOME, { NULL }, NETWORK, "SMB" },
  { "cifs", 0xff534d42u, NULL, HOME, { NULL }, NETWORK, "CIFS" },
  { "9p", 0x01021997u, NULL, HOME, { NULL }, NETWORK, "9P" },
  { "vboxsf", 0x786f4256u, NULL, HOME, { NULL }, NETWORK, "vboxsf" },
  { "ceph", 0x00c36400u, NULL, HOME, { NULL }, NETWORK, "Ceph" },
  { "afs", 0x5346414fu, NULL, HOME, { NULL }, NETWORK, "AFS" },
  { "kafs", 0x6b414653u, NULL, HOME, { NULL }, NETWORK, "AFS" },
  { "sshfs", FUSE, "fuse.sshfs", HOME, { NULL }, NETWORK, "FUSE" },
  { "rclone", FUSE, "fuse.rclone", HOME, { NULL }, NETWORK, "FUSE" },
  { "google-drive", FUSE, "fuse.google-drive-ocamlfuse", HOME, { NULL }, NETWORK, "FUSE" },
  { "gvfs", FUSE, "fuse.gvfsd-fuse", "/run/user/1000/gvfs/smb/record.db", { NULL }, NETWORK, "FUSE" },
  { "fuse-of-unknown-type", FUSE, NULL, HOME, { NULL }, NETWORK, "FUSE" },
  { "ntfs-disk", FUSE, "fuseblk", HOME, { NULL }, OWN, NULL },
  { "encrypted-folder", FUSE, "fuse.gocryptfs", HOME, { NULL }, OWN, NULL },
  { "dropbox", EXT4, NULL, "/home/clinic/Dropbox/record.db", { NULL }, SYNCED, "Dropbox" },
  { "dropbox-of-work", EXT4, NULL, "/home/clinic/Dropbox (Practice)/record.db", { NULL }, SYNCED, "Dropbox" },
  { "onedrive-of-work", EXT4, NULL, "/home/clinic/OneDrive - Practice/a/record.db", { NULL }, SYNCED, "OneDrive" },
  { "nextcloud-whatever-the-case", EXT4, NULL, "/home/clinic/nextcloud/record.db", { NULL }, SYNCED, "Nextcloud" },
  { "google-drive-folder", EXT4, NULL, "/home/clinic/Google Drive/record.db", { NULL }, SYNCED, "Google Drive" },
  { "icloud", EXT4, NULL, "/home/clinic/iCloudDrive/record.db", { NULL }, SYNCED, "iCloud" },
  { "seafile", EXT4, NULL, "/home/clinic/Seafile/My Library/record.db", { NULL }, SYNCED, "Seafile" },
  { "only-a-beginning", EXT4, NULL, "/home/clinic/Dropboxes/record.db", { NULL }, OWN, NULL },
  { "only-the-file", EXT4, NULL, "/home/clinic/Dropbox", { NULL }, OWN, NULL },
  { "marker-dropbox", EXT4, NULL, HOME, { ".dropbox" }, SYNCED, "Dropbox" },
  { "settings-of-dropbox", EXT4, NULL, HOME, { ".dropbox/" }, OWN, NULL },
  { "marker-dropbox-cache", EXT4, NULL, HOME, { ".bashrc", ".dropbox.cache/" }, SYNCED, "Dropbox" },
  { "marker-nextcloud", EXT4, NULL, HOME, { ".sync_a1b2c3.db" }, SYNCED, "Nextcloud" },
  { "marker-nextcloud-old", EXT4, NULL, HOME, { "._sync_a1b2c3.db" }, SYNCED, "Nextcloud" },
  { "marker-owncloud", EXT4, NULL, HOME, { ".owncloudsync.log" }, SYNCED, "ownCloud" },
  { "marker-syncthing", EXT4, NULL, HOME, { ".stfolder/" }, SYNCED, "Syncthing" },
  { "marker-onedrive", EXT4, NULL, HOME, { ".849C9593-D756-4E56-8D6E-42412F2A707B" }, SYNCED, "OneDrive" },
  { "marker-google-drive", EXT4, NULL, HOME, { ".tmp.driveupload/" }, SYNCED, "Google Drive" },
  { "hidden-files-of-others", EXT4, NULL, HOME, { ".bashrc", ".config/" }, OWN, NULL },
  { "synced-on-a-network", 0x6969u, NULL, HOME, { ".stfolder/" }, SYNCED, "Syncthing" },
};

static void
test_judge (gconstpointer data)
{
  const PlaceCase *test = data;
  const char *name = "untouched";
  LumbarRecordPlace place = lumbar_record_place_judge (test->f_type, test->fuse_type, test->path, test->markers, &name);
  g_autofree char *text = lumbar_record_place_describe (place, name);

  g_assert_cmpint (place, ==, test->place);
  g_assert_cmpstr (name, ==, test->name);
  g_assert_true ((text == NULL) == (place == OWN));
  g_assert_true (text == NULL || (strstr (text, test->name) != NULL && strchr (text, '\n') == NULL));
}

/* In a real folder, also where that of the record is not there yet. */
static void
test_look (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-place-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "to", "be", "made", "record.db", NULL);
  g_autofree char *marker = g_build_filename (folder, ".stfolder", NULL);
  const char *name = NULL;

  g_assert_cmpint (lumbar_record_place_look (path, &name), !=, SYNCED);
  g_assert_cmpint (g_mkdir (marker, 0700), ==, 0);
  g_assert_cmpint (lumbar_record_place_look (path, &name), ==, SYNCED);
  g_assert_cmpstr (name, ==, "Syncthing");
  g_assert_cmpint (g_rmdir (marker), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/record-place/judge/", cases[i].what, NULL);

      g_test_add_data_func (path, &cases[i], test_judge);
    }
  g_test_add_func ("/store/record-place/look", test_look);

  return g_test_run ();
}

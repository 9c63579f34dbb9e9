/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file beside an encrypted record: whose passphrase opens it, and what is said where it can't be used. */

#include "lumbar-key-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store-support.h"

static LumbarKey *key;
static char *wrapped_first;
static char *wrapped_second;

static LumbarKeyFile *
two_people (void)
{
  LumbarKeyFile *keys = lumbar_key_file_new (key);

  g_assert_true (lumbar_key_file_set (keys, "u-1", "Dr Åse Øberg", wrapped_first, NULL));
  g_assert_true (lumbar_key_file_set (keys, "u-2", "[record]\nname=x", wrapped_second, NULL));
  return keys;
}

static gboolean
same (const LumbarKey *a, const LumbarKey *b)
{
  return memcmp (lumbar_key_get_bytes (a), lumbar_key_get_bytes (b), LUMBAR_KEY_SIZE) == 0;
}

static void
test_saved_and_loaded (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarKeyFile) written = two_people ();
  g_autoptr (LumbarKeyFile) read = NULL;
  g_autoptr (LumbarKey) unlocked = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lumbar_key_file_make_path (record->path);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  g_auto (GStrv) ids = NULL;
  GStatBuf info;

  g_assert_true (lumbar_key_file_save (written, record->path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  read = lumbar_key_file_load (record->path, &error);
  g_assert_no_error (error);
  ids = lumbar_key_file_list (read);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  name = lumbar_key_file_get_name (read, "u-2");
  g_assert_cmpstr (name, ==, "[record]\nname=x");
  unlocked = lumbar_key_file_unlock (read, NULL, "second passphrase", &id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "u-2");
  g_assert_true (same (unlocked, key));
  g_assert_true (lumbar_key_file_has_key (read, unlocked));
}

typedef struct {
  const char *name;
  const char *person;
  const char *passphrase;
  const char *said; /* NULL: opens */
} UnlockCase;

static const UnlockCase unlocks[] = {
  { "by-name", "Dr Åse Øberg", "first passphrase", NULL },
  { "by-id", "u-1", "first passphrase", NULL },
  { "another-persons", "u-1", "second passphrase", "not the passphrase" },
  { "nobodys", NULL, "third passphrase", "not the passphrase" },
  { "unknown-person", "Dr No", "first passphrase", "nobody called “Dr No”" },
};

static void
test_unlock (gconstpointer data)
{
  const UnlockCase *row = data;
  g_autoptr (LumbarKeyFile) keys = two_people ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKey) unlocked = lumbar_key_file_unlock (keys, row->person, row->passphrase, NULL, &error);

  g_assert_cmpint (unlocked != NULL, ==, row->said == NULL);
  if (row->said != NULL)
    assert_error (error, LUMBAR_ERROR_DENIED, row->said);
}

static void
test_people_change (void)
{
  g_autoptr (LumbarKeyFile) keys = two_people ();
  g_autoptr (LumbarKey) unlocked = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_key_file_set (keys, "u-1", "Dr Å", wrapped_second, NULL));
  g_assert_null (lumbar_key_file_unlock (keys, "u-1", "first passphrase", NULL, NULL));
  unlocked = lumbar_key_file_unlock (keys, "Dr Å", "second passphrase", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (lumbar_key_file_remove (keys, "u-3", &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no “u-3”");
  g_clear_error (&error);
  g_assert_true (lumbar_key_file_remove (keys, "u-2", &error));
  g_assert_false (lumbar_key_file_remove (keys, "u-1", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "nobody could open");
}

static const char *const bad_ids[] = { "", "record", "a]b", "a\nb", "[x", "ä", "a b" };

static void
test_bad_ids (void)
{
  g_autoptr (LumbarKeyFile) keys = two_people ();

  for (guint i = 0; i < G_N_ELEMENTS (bad_ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lumbar_key_file_set (keys, bad_ids[i], "x", wrapped_first, &error));
      assert_error (error, LUMBAR_ERROR_INPUT, "can't be an id");
    }
}

typedef struct {
  const char *name;
  const char *content; /* NULL: none; "%s" stands for a good check value */
  LumbarError code;
  const char *said;
} DamageCase;

static const DamageCase damages[] = {
  { "missing", NULL, LUMBAR_ERROR_RECORD, "it is missing" },
  { "empty", "", LUMBAR_ERROR_RECORD, "is damaged" },
  { "noise", "\x01\xff\x80[[[", LUMBAR_ERROR_RECORD, "is damaged" },
  { "no-format", "[record]\ncheck=%s\n[a]\nname=a\n", LUMBAR_ERROR_RECORD, "is damaged" },
  { "another-format", "[record]\nformat=2\ncheck=%s\n[a]\nname=a\n", LUMBAR_ERROR_NEWER, "newer version" },
  { "no-check", "[record]\nformat=1\n[a]\nname=a\n", LUMBAR_ERROR_RECORD, "is damaged" },
  { "nobody", "[record]\nformat=1\ncheck=%s\n", LUMBAR_ERROR_RECORD, "nobody in it" },
  { "nothing-wrapped", "[record]\nformat=1\ncheck=%s\n[a]\nname=a\n", LUMBAR_ERROR_RECORD, "noted of “a” is damaged" },
  { "greedy", "[record]\nformat=1\ncheck=%s\n[a]\nwrapped=argon2id:16:99999999:00:00\n", LUMBAR_ERROR_RECORD,
    "noted of “a” is damaged" },
};

/* Each message names the file and the way out. */
static void
test_damaged (gconstpointer data)
{
  const DamageCase *row = data;
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = lumbar_key_file_make_path (record->path);
  g_auto (GStrv) parts = g_strsplit (row->content != NULL ? row->content : "", "%s", 2);
  g_autofree char *content = g_strjoinv ("0123456789abcdef0123456789abcdef", parts);
  g_autoptr (LumbarKeyFile) keys = NULL;
  g_autoptr (GError) error = NULL;

  if (row->content != NULL)
    g_assert_true (g_file_set_contents (path, content, -1, NULL));
  keys = lumbar_key_file_load (record->path, &error);
  if (keys != NULL)
    g_assert_null (lumbar_key_file_unlock (keys, NULL, "first passphrase", NULL, &error));
  assert_error (error, row->code, row->said);
  assert_error (error, row->code, path);
  if (row->code == LUMBAR_ERROR_RECORD)
    assert_error (error, row->code, "recovery key");
}

static void
test_another_records (void)
{
  g_autoptr (LumbarKey) other = lumbar_key_new_random ();
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (other);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_key_file_set (keys, "u-1", "x", wrapped_first, NULL));
  g_assert_null (lumbar_key_file_unlock (keys, NULL, "first passphrase", NULL, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "that of another record");
}

static void
test_not_a_file (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = lumbar_key_file_make_path (record->path);
  g_autofree char *huge = g_strnfill (300 * 1024, '#');
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (lumbar_key_file_load (record->path, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "no key file");
  g_clear_error (&error);
  g_unlink (path);
  g_assert_true (g_file_set_contents (path, huge, -1, NULL));
  g_assert_null (lumbar_key_file_load (record->path, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "no key file");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  key = lumbar_key_new_random ();
  wrapped_first = lumbar_key_wrap (key, "first passphrase", NULL);
  wrapped_second = lumbar_key_wrap (key, "second passphrase", NULL);
  g_test_add_func ("/key-file/saved-and-loaded", test_saved_and_loaded);
  for (guint i = 0; i < G_N_ELEMENTS (unlocks); i++)
    {
      g_autofree char *name = g_strconcat ("/key-file/unlock/", unlocks[i].name, NULL);

      g_test_add_data_func (name, &unlocks[i], test_unlock);
    }
  g_test_add_func ("/key-file/people-change", test_people_change);
  g_test_add_func ("/key-file/bad-ids", test_bad_ids);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *name = g_strconcat ("/key-file/damaged/", damages[i].name, NULL);

      g_test_add_data_func (name, &damages[i], test_damaged);
    }
  g_test_add_func ("/key-file/another-records", test_another_records);
  g_test_add_func ("/key-file/not-a-file", test_not_a_file);
  result = g_test_run ();
  lumbar_key_free (key);
  g_free (wrapped_first);
  g_free (wrapped_second);
  return result;
}

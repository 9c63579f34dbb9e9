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
  { "nobody-of-ours", "[record]\nformat=1\ncheck=%s\n[a b]\nname=a\n", LUMBAR_ERROR_RECORD, "nobody in it" },
  { "no-text", "[record]\nformat=1\ncheck=%s\n[a]\nname=\xff\nwrapped=\xff\n", LUMBAR_ERROR_RECORD,
    "noted of “a” is damaged" },
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

/* More people than anybody could have put in by hand, or an id that could not be written: nothing of it is used. */
static void
test_too_much (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = lumbar_key_file_make_path (record->path);
  g_autoptr (GString) content = g_string_new ("[record]\nformat=1\ncheck=0123456789abcdef0123456789abcdef\n");
  g_autofree char *long_id = g_strnfill (256, 'a');
  g_autoptr (LumbarKeyFile) keys = two_people ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= 200; i++)
    g_string_append_printf (content, "[u-%u]\nname=x\n", i);
  g_assert_true (g_file_set_contents (path, content->str, -1, NULL));
  g_assert_null (lumbar_key_file_load (record->path, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "too many people");
  g_clear_error (&error);
  g_assert_false (lumbar_key_file_set (keys, long_id, "x", wrapped_first, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "can't be an id");
  g_clear_error (&error);
  g_assert_true (lumbar_key_file_set (keys, long_id + 1, "x", wrapped_first, &error));
  g_assert_no_error (error);
}

/* The passphrase to come opens beside the one that is, until one of them holds. */
static void
test_next (void)
{
  g_autoptr (LumbarKeyFile) keys = two_people ();
  g_autoptr (LumbarKeyFile) other = two_people ();
  g_autoptr (LumbarKey) before = NULL;
  g_autoptr (LumbarKey) after = NULL;

  g_assert_true (lumbar_key_file_is_same (keys, other));
  lumbar_key_file_set_next (keys, "u-1", wrapped_second);
  g_assert_false (lumbar_key_file_is_same (keys, other));
  before = lumbar_key_file_unlock (keys, "u-1", "first passphrase", NULL, NULL);
  after = lumbar_key_file_unlock (keys, "u-1", "second passphrase", NULL, NULL);
  g_assert_true (same (before, key));
  g_assert_true (same (after, key));
  /* Damage in one of them is no harm to the other. */
  lumbar_key_file_set_next (keys, "u-1", "noise");
  g_clear_pointer (&before, lumbar_key_free);
  before = lumbar_key_file_unlock (keys, "u-1", "first passphrase", NULL, NULL);
  g_assert_true (same (before, key));
  g_assert_true (lumbar_key_file_set (keys, "u-1", "Dr Åse Øberg", wrapped_first, NULL));
  g_assert_true (lumbar_key_file_is_same (keys, other));
}

typedef struct {
  const char *name;
  const char *from; /* Beside which file it lies; NULL: beside none */
  const char *to;
  LumbarError code;
  const char *said; /* NULL: copied */
} CopyCase;

static const CopyCase copies[] = {
  { "beside-a-copy", "record.db", "copy.db", 0, NULL },
  { "over-another", "record.db", "record.db", 0, NULL },
  { "missing", NULL, "copy.db", LUMBAR_ERROR_RECORD, "it is missing" },
  { "no-folder", "record.db", "no-folder/copy.db", LUMBAR_ERROR_NOT_FOUND, "There is no" },
};

/* A copy is the same and for its owner only; where there can be none, nothing is left lying. */
static void
test_copied (gconstpointer data)
{
  const CopyCase *row = data;
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarKeyFile) keys = two_people ();
  g_autoptr (LumbarKeyFile) copied = NULL;
  g_autofree char *to = record_file (record, row->to);
  g_autofree char *path = lumbar_key_file_make_path (to);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  if (row->from != NULL)
    g_assert_true (lumbar_key_file_save (keys, record->path, NULL));
  g_assert_cmpint (lumbar_key_file_copy (record->path, to, &error), ==, row->said == NULL);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
  if (row->said != NULL)
    {
      assert_error (error, row->code, row->said);
      return;
    }
  copied = lumbar_key_file_load (to, &error);
  g_assert_no_error (error);
  g_assert_true (lumbar_key_file_is_same (keys, copied));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
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
  g_test_add_func ("/key-file/too-much", test_too_much);
  g_test_add_func ("/key-file/next", test_next);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autofree char *name = g_strconcat ("/key-file/copied/", copies[i].name, NULL);

      g_test_add_data_func (name, &copies[i], test_copied);
    }
  result = g_test_run ();
  lumbar_key_free (key);
  g_free (wrapped_first);
  g_free (wrapped_second);
  return result;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is small and comes from elsewhere: sealed backups, key files, wrapped keys, recovery keys, the letterhead of a
 * clinic. The first byte says which. */

#include "fuzz.h"

#include <glib/gstdio.h>

#include "lumbar-key-file.h"
#include "lumbar-key.h"
#include "lumbar-letterhead.h"
#include "lumbar-sealed-file.h"

/* A file may ask for much time and memory; that is bounded, and tested elsewhere. Here many are tried. */
#define CHEAP "argon2id:1:8192:"

#define PASSPHRASE "four invented words here"

static gboolean
is_cheap (const char *text)
{
  for (const char *at = strstr (text, "argon2id:"); at != NULL; at = strstr (at + 1, "argon2id:"))
    if (!g_str_has_prefix (at, CHEAP))
      return FALSE;
  return TRUE;
}

/* @text is how it begins; after that it may hold zeros. */
static void
try_sealed (const void *data, gsize size, const char *text)
{
  g_autofree char *sealed = fuzz_write ("backup.sealed", data, size);
  g_autofree char *plain = g_build_filename (fuzz_get_folder (), "plain.db", NULL);
  g_autoptr (GError) error = NULL;

  if (lumbar_sealed_file_is_sealed (sealed) && is_cheap (text))
    {
      if (lumbar_sealed_file_open (sealed, plain, PASSPHRASE, &error))
        g_assert_no_error (error);
      else
        fuzz_check_error (error, error->code == LUMBAR_ERROR_DENIED ? NULL : "backup.sealed");
    }
  g_unlink (plain);
  g_unlink (sealed);
}

/* Whoever enters has the key of the record, whatever else stands in the file. */
static void
try_passphrase (LumbarKeyFile *keys)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (LumbarKey) key = lumbar_key_file_unlock (keys, NULL, PASSPHRASE, &id, &error);

  if (key == NULL)
    fuzz_check_error (error, error->code == LUMBAR_ERROR_DENIED ? NULL : "record.db-keys");
  else
    g_assert_true (lumbar_key_file_has_key (keys, key));
}

static void
try_key_file (const char *text, gsize size)
{
  g_autofree char *path = fuzz_write ("record.db-keys", text, size);
  g_autofree char *record = g_strndup (path, strlen (path) - strlen ("-keys"));
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (record, &error);
  g_auto (GStrv) ids = keys ? lumbar_key_file_list (keys) : NULL;

  if (keys == NULL)
    fuzz_check_error (error, "record.db-keys");
  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      g_autofree char *name = lumbar_key_file_get_name (keys, *id);

      g_assert_true (g_str_is_ascii (*id));
      g_assert_true (name == NULL || g_utf8_validate (name, -1, NULL));
    }
  if (keys != NULL && is_cheap (text))
    try_passphrase (keys);
  g_unlink (path);
}

static void
try_wrapped (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKey) key = is_cheap (text) ? lumbar_key_unwrap (text, PASSPHRASE, &error) : NULL;

  if (key == NULL && is_cheap (text))
    fuzz_check_error (error, NULL);
}

/* What is read is written the same way again. */
static void
try_recovery (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKey) key = lumbar_key_new_from_recovery (text, &error);

  if (key == NULL)
    fuzz_check_error (error, NULL);
  else
    {
      g_autofree char *written = lumbar_key_to_recovery (key);
      g_autoptr (LumbarKey) again = lumbar_key_new_from_recovery (written, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (lumbar_key_get_bytes (key), LUMBAR_KEY_SIZE, lumbar_key_get_bytes (again), LUMBAR_KEY_SIZE);
    }
}

static void
try_letterhead (const char *text, gsize size)
{
  g_autofree char *path = fuzz_write ("letterhead.ini", text, size);
  g_autoptr (GError) error = NULL;
  LumbarLetterhead *letterhead = lumbar_letterhead_load (path, &error);

  if (letterhead == NULL)
    fuzz_check_error (error, "letterhead.ini");
  else
    {
      g_assert_cmpstr (letterhead->name, !=, "");
      g_assert_cmpuint (g_strv_length (letterhead->address), <=, LUMBAR_LETTERHEAD_MOST_LINES);
      lumbar_letterhead_unref (letterhead);
    }
  g_unlink (path);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data + 1, size - 1) : NULL;

  if (size == 0)
    return 0;
  switch (data[0])
    {
    case 'S':
      try_sealed (data + 1, size - 1, text);
      break;
    case 'K':
      try_key_file (text, strlen (text));
      break;
    case 'W':
      try_wrapped (text);
      break;
    case 'R':
      try_recovery (text);
      break;
    case 'L':
      try_letterhead (text, strlen (text));
      break;
    default:
      break;
    }
  return 0;
}

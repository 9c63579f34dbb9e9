/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that knows SQLCipher: AES-256 in CBC mode and an HMAC-SHA512 for every page of the file, its journal
 * and its log, as its version 4 does it unless told otherwise. Nothing else depends on it: without it, SQLite stands
 * in its place and records are not encrypted. https://www.zetetic.net/sqlcipher/design/ */

#include "lumbar-cipher.h"

#include <glib/gi18n-lib.h>

#include "lumbar-key-file.h"
#include "lumbar-record-file.h"

#ifdef LUMBAR_SQLCIPHER
#include <sodium.h>
#include <string.h>

/* "x'", two digits for each byte, "'". */
#define RAW_KEY_SIZE (2 * LUMBAR_KEY_SIZE + 3)
#endif

/**
 * lumbar_cipher_is_available:
 *
 * Returns: whether this build of the program can read and write encrypted records
 */
gboolean
lumbar_cipher_is_available (void)
{
#ifdef LUMBAR_SQLCIPHER
  return TRUE;
#else
  return FALSE;
#endif
}

#ifdef LUMBAR_SQLCIPHER
/* Two libraries of the same names could be in one process; with the wrong one the file would be plain. */
static gboolean
has_codec (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = sqlite3_prepare_v2 (handle, "PRAGMA cipher_version", -1, &statement, NULL) == SQLITE_OK &&
                   sqlite3_step (statement) == SQLITE_ROW;

  sqlite3_finalize (statement);
  return found;
}
#endif

/**
 * lumbar_cipher_set_key:
 * @handle: a connection that has read nothing of that file yet
 * @schema: which of its files: "main", or what it was attached as
 * @key: the key of the file
 *
 * Sets the key, which is in no text of SQL and nowhere in our memory afterwards but in @key itself. Whether it is the
 * right one only reading the file tells.
 *
 * Returns: %FALSE where it can't be set; the file must not be used then
 */
gboolean
lumbar_cipher_set_key (sqlite3 *handle, const char *schema, const LumbarKey *key)
{
#ifdef LUMBAR_SQLCIPHER
  char *guarded;
  int code;

  /* What SQLite frees is wiped: copies of keys and of patients. */
  if (!has_codec (handle) ||
      sqlite3_exec (handle, "PRAGMA cipher_memory_security = ON", NULL, NULL, NULL) != SQLITE_OK)
    return FALSE;
  guarded = sodium_malloc (RAW_KEY_SIZE + 1);
  if (guarded == NULL)
    return FALSE;
  memcpy (guarded, "x'", 2);
  sodium_bin2hex (guarded + 2, 2 * LUMBAR_KEY_SIZE + 1, lumbar_key_get_bytes (key), LUMBAR_KEY_SIZE);
  memcpy (guarded + RAW_KEY_SIZE - 1, "'", 2);
  code = sqlite3_key_v2 (handle, schema, guarded, RAW_KEY_SIZE);
  sodium_free (guarded);
  /* Errors come as ours, not on the terminal; the first key of a program sets back what was said before. */
  return code == SQLITE_OK && sqlite3_exec (handle, "PRAGMA cipher_log_level = NONE", NULL, NULL, NULL) == SQLITE_OK;
#else
  return FALSE;
#endif
}

/**
 * lumbar_cipher_check:
 * @path: a file
 * @is_new: whether it is still to be filled
 * @key: (nullable): the key it is to be opened with
 *
 * A key must be there exactly where the file needs one: a plain file in the place of an encrypted record is not what
 * somebody means who has its key.
 *
 * Returns: %FALSE with @error set, %LUMBAR_ERROR_DENIED where a key is missing
 */
gboolean
lumbar_cipher_check (const char *path, gboolean is_new, const LumbarKey *key, GError **error)
{
  gboolean encrypted = !is_new && lumbar_record_file_is_encrypted (path);

  if (is_new && key != NULL && !lumbar_cipher_is_available ())
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                 _("This build of Lumbar can't encrypt records; one with SQLCipher can."));
  /* A build that can't decrypt it says more when it looks at the file. */
  else if (encrypted && key == NULL && lumbar_cipher_is_available ())
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("“%s” is encrypted: its passphrase is needed."), path);
  else if (is_new || encrypted || key == NULL)
    return TRUE;
  else if (lumbar_record_file_check (path, error))
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” is not encrypted, although a passphrase was given for it."), path);
  return FALSE;
}

/**
 * lumbar_cipher_set_error:
 * @path: an encrypted record
 * @key: the key that did not open it
 *
 * Says why. To SQLCipher a wrong key and a damaged first page are the same; the key file knows which key is right.
 */
void
lumbar_cipher_set_error (const char *path, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (path, NULL);

  if (keys != NULL && lumbar_key_file_has_key (keys, key))
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("“%s” is damaged: it can't be decrypted, although the key is the right one. It is left as it is; "
                   "restore the last good backup."),
                 path);
  else
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("This key does not open “%s”."), path);
}

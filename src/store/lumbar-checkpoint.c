/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checkpoints: the log's last row, signed. Whoever can write the file can compute a chain of hashes anew; without a
 * passphrase nobody can sign one. What is signed is written down in schema/006-practitioner.sql. The private key is
 * made of the record's key with BLAKE2b (crypto_kdf, context "lumbarcp"). */

#include "lumbar-checkpoint.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "lumbar-statement.h"

#define KDF_CONTEXT "lumbarcp"

static void
make_pair (const LumbarKey *key, guint8 *public_key, guint8 *private_key)
{
  guint8 seed[crypto_sign_SEEDBYTES];

  crypto_kdf_derive_from_key (seed, sizeof seed, 1, KDF_CONTEXT, lumbar_key_get_bytes (key));
  crypto_sign_seed_keypair (public_key, private_key, seed);
  sodium_memzero (seed, sizeof seed);
}

/**
 * lumbar_checkpoint_get_public_key:
 * @key: the key of a record
 *
 * Returns: (transfer full): what its checkpoints are checked with, Ed25519, in hexadecimal
 */
char *
lumbar_checkpoint_get_public_key (const LumbarKey *key)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], private_key[crypto_sign_SECRETKEYBYTES];
  char *text = g_malloc (2 * sizeof public_key + 1);

  make_pair (key, public_key, private_key);
  sodium_memzero (private_key, sizeof private_key);
  return sodium_bin2hex (text, 2 * sizeof public_key + 1, public_key, sizeof public_key);
}

/**
 * lumbar_checkpoint_is_key:
 * @database: a record
 * @key: a key
 * @is: (out): whether @key is the one that signs its log
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_checkpoint_is_key (LumbarDatabase *database, const LumbarKey *key, gboolean *is, GError **error)
{
  g_autofree char *public_key = lumbar_checkpoint_get_public_key (key);
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database, "SELECT detail FROM audit WHERE action = 'protect' ORDER BY seq DESC LIMIT 1", error);
  LumbarStep step = lumbar_statement_step (row, error);

  *is = step == LUMBAR_STEP_ROW && strcmp (lumbar_statement_get_text (row, 0), public_key) == 0;
  return step != LUMBAR_STEP_ERROR;
}

/* @row gives the record's id, a number and a hash. */
static char *
make_message (LumbarStatement *row)
{
  return g_strdup_printf ("lumbar-checkpoint:%s:%s:%s", lumbar_statement_get_text (row, 0),
                          lumbar_statement_get_text (row, 1), lumbar_statement_get_text (row, 2));
}

static gboolean
insert (LumbarDatabase *database, gint64 seq, const guint8 *signature, GError **error)
{
  g_autoptr (LumbarStatement) statement =
    lumbar_statement_new (database, "INSERT INTO checkpoint VALUES (:seq, :signature)", error);
  char text[2 * crypto_sign_BYTES + 1];

  sodium_bin2hex (text, sizeof text, signature, crypto_sign_BYTES);
  lumbar_statement_bind_int (statement, ":seq", seq);
  lumbar_statement_bind_text (statement, ":signature", text);
  return lumbar_statement_run (statement, error);
}

/**
 * lumbar_checkpoint_add:
 * @database: a record in a transaction
 * @key: its key
 *
 * Signs the log as it stands. Where its last row is signed already, nothing is done.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_checkpoint_add (LumbarDatabase *database, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarStatement) last = lumbar_statement_new (
    database,
    "SELECT identity.id, seq, hash FROM audit, identity WHERE seq = (SELECT max (seq) FROM audit)"
    " AND seq NOT IN (SELECT seq FROM checkpoint)",
    error);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], private_key[crypto_sign_SECRETKEYBYTES];
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *message = NULL;
  LumbarStep step = lumbar_statement_step (last, error);

  if (step != LUMBAR_STEP_ROW)
    return step == LUMBAR_STEP_DONE;
  message = make_message (last);
  make_pair (key, public_key, private_key);
  crypto_sign_detached (signature, NULL, (const guint8 *) message, strlen (message), private_key);
  sodium_memzero (private_key, sizeof private_key);
  return insert (database, lumbar_statement_get_int (last, 1), signature, error);
}

static gboolean
is_signed (const char *message, const char *signature_text, const char *key_text)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
  gsize n_key, n_signature;

  return sodium_hex2bin (public_key, sizeof public_key, key_text, strlen (key_text), NULL, &n_key, NULL) == 0 &&
         n_key == sizeof public_key &&
         sodium_hex2bin (signature, sizeof signature, signature_text, strlen (signature_text), NULL, &n_signature,
                         NULL) == 0 &&
         n_signature == sizeof signature &&
         crypto_sign_verify_detached (signature, (const guint8 *) message, strlen (message), public_key) == 0;
}

static gboolean
set_broken (LumbarDatabase *database, const char *row, GError **error)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("The log of “%s” was tampered with up to row %s: its signature is missing or is not that of the "
                 "record's key."),
               lumbar_database_get_path (database), row);
  return FALSE;
}

/* A key is replaced only after it was given up: otherwise anybody could put in their own. */
static gboolean
verify_keys (LumbarDatabase *database, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT seq FROM (SELECT seq, action, lag (action, 1, 'unprotect') OVER (ORDER BY seq) AS before FROM audit"
    " WHERE action IN ('protect', 'unprotect')) WHERE action = before LIMIT 1",
    error);
  LumbarStep step = lumbar_statement_step (row, error);

  if (step == LUMBAR_STEP_ROW)
    return set_broken (database, lumbar_statement_get_text (row, 0), error);
  return step == LUMBAR_STEP_DONE;
}

static gboolean
verify_signatures (LumbarDatabase *database, GError **error)
{
  /* Each time a person enters or leaves, the log is signed right after; a missing signature was taken away. */
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT identity.id, audit.seq, hash, coalesce (signature, ''),"
    " (SELECT detail FROM audit AS key WHERE action = 'protect' AND key.seq <= audit.seq ORDER BY seq DESC LIMIT 1)"
    " FROM identity, audit LEFT JOIN checkpoint USING (seq)"
    " WHERE signature IS NOT NULL OR action IN ('login', 'protect', 'unprotect') ORDER BY audit.seq",
    error);
  LumbarStep step;

  if (sodium_init () < 0)
    g_error ("libsodium finds no source of randomness");
  while ((step = lumbar_statement_step (row, error)) == LUMBAR_STEP_ROW)
    {
      g_autofree char *message = make_message (row);

      if (!is_signed (message, lumbar_statement_get_text (row, 3), lumbar_statement_get_text (row, 4)))
        return set_broken (database, lumbar_statement_get_text (row, 1), error);
    }
  return step == LUMBAR_STEP_DONE;
}

/**
 * lumbar_checkpoint_verify:
 * @database: a record whose log is whole
 *
 * Checks each checkpoint with the public key that was in force at its row.
 *
 * Returns: %FALSE with @error naming the first row whose signature is not right, or that has lost its own
 */
gboolean
lumbar_checkpoint_verify (LumbarDatabase *database, GError **error)
{
  return verify_keys (database, error) && verify_signatures (database, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets and how a passphrase guards them. A key never depends on a passphrase: it is random, and wrapped under
 * what Argon2id makes of the passphrase, so that a passphrase is changed without changing the key, and a recovery
 * key can open what the passphrase opened.
 *
 * A wrapped key is one line of text: "argon2id:OPS:KIB:SALT:BOX", where SALT are 16 bytes and BOX is the nonce of
 * 24 bytes with the XSalsa20-Poly1305 box of the key (crypto_secretbox), both in hexadecimal.
 * RFC 9106, section 4, second recommendation: 3 passes over 64 MiB. */

#include "lumbar-key.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define N_PASSES 3
#define MEMORY_KIB 65536

/* What a file from elsewhere may ask for: more would be an attack on our memory or time, less on the passphrase. */
#define MOST_PASSES 16
#define MOST_MEMORY_KIB (1024 * 1024)
#define LEAST_MEMORY_KIB 8192

/* NIST SP 800-63B, 5.1.1.2. */
#define SHORTEST_PASSPHRASE 8
#define LONGEST_PASSPHRASE 1024

#define BOX_SIZE (crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + LUMBAR_KEY_SIZE)

/* Recovery keys are read aloud and typed: Crockford's alphabet has no I, L, O, U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
#define N_RECOVERY_LETTERS 52 /* 256 bits in fives, rounded up */
#define RECOVERY_GROUP 4

G_STATIC_ASSERT (LUMBAR_KEY_SIZE == crypto_secretbox_KEYBYTES);

struct _LumbarKey {
  guint8 bytes[LUMBAR_KEY_SIZE];
};

static LumbarKey *
new_empty (void)
{
  LumbarKey *self;

  if (sodium_init () < 0)
    g_error ("libsodium finds no source of randomness");
  self = sodium_malloc (sizeof *self);
  if (self == NULL)
    g_error ("No memory that can be locked is left for a key");
  return self;
}

/**
 * lumbar_key_new_random:
 *
 * Returns: (transfer full): a key nobody has
 */
LumbarKey *
lumbar_key_new_random (void)
{
  LumbarKey *self = new_empty ();

  randombytes_buf (self->bytes, sizeof self->bytes);
  return self;
}

/**
 * lumbar_key_new_from_bytes:
 * @bytes: %LUMBAR_KEY_SIZE bytes
 *
 * Returns: (transfer full): a key of these bytes
 */
LumbarKey *
lumbar_key_new_from_bytes (const guint8 *bytes)
{
  LumbarKey *self = new_empty ();

  memcpy (self->bytes, bytes, sizeof self->bytes);
  return self;
}

/**
 * lumbar_key_copy:
 * @self: a key
 *
 * Returns: (transfer full): the same key
 */
LumbarKey *
lumbar_key_copy (const LumbarKey *self)
{
  return lumbar_key_new_from_bytes (self->bytes);
}

/**
 * lumbar_key_free:
 * @self: (nullable): a key; its memory is wiped
 */
void
lumbar_key_free (LumbarKey *self)
{
  sodium_free (self);
}

/**
 * lumbar_key_get_bytes:
 * @self: a key
 *
 * Returns: (transfer none): its %LUMBAR_KEY_SIZE bytes; never to be copied into memory that may be swapped
 */
const guint8 *
lumbar_key_get_bytes (const LumbarKey *self)
{
  return self->bytes;
}

/**
 * lumbar_key_to_recovery:
 * @self: a key
 *
 * Writes a key so that a person can keep it on paper: 52 letters and digits in groups of four, by Crockford's
 * base 32.
 *
 * Returns: (transfer full): the text; to be shown once and wiped
 */
char *
lumbar_key_to_recovery (const LumbarKey *self)
{
  GString *text = g_string_new (NULL);
  guint bits = 0, n_bits = 0, n_letters = 0;

  for (guint i = 0; i <= LUMBAR_KEY_SIZE; i++)
    {
      /* A last byte of nothing fills the last letter. */
      bits = (bits << 8 | (i < LUMBAR_KEY_SIZE ? self->bytes[i] : 0)) & 0xfff;
      n_bits += 8;
      for (; n_bits >= 5 && n_letters < N_RECOVERY_LETTERS; n_bits -= 5, n_letters++)
        {
          if (n_letters > 0 && n_letters % RECOVERY_GROUP == 0)
            g_string_append_c (text, '-');
          g_string_append_c (text, alphabet[bits >> (n_bits - 5) & 31]);
        }
    }
  return g_string_free (text, FALSE);
}

/* What people write for what they read. */
static int
letter_value (char letter)
{
  const char *found;

  letter = g_ascii_toupper (letter);
  if (letter == 'O')
    letter = '0';
  if (letter == 'I' || letter == 'L')
    letter = '1';
  found = letter == '\0' ? NULL : strchr (alphabet, letter);
  return found == NULL ? -1 : (int) (found - alphabet);
}

/**
 * lumbar_key_new_from_recovery:
 * @text: what lumbar_key_to_recovery() wrote, as a person types it: blanks, hyphens and case don't matter
 *
 * Returns: (transfer full): the key, or %NULL with @error set
 */
LumbarKey *
lumbar_key_new_from_recovery (const char *text, GError **error)
{
  guint8 bytes[LUMBAR_KEY_SIZE + 1] = { 0 };
  guint n_letters = 0;
  LumbarKey *self = NULL;

  for (const char *at = text; *at != '\0'; at++)
    {
      int value = letter_value (*at);

      if (*at == '-' || g_ascii_isspace (*at))
        continue;
      if (value < 0 || n_letters >= N_RECOVERY_LETTERS)
        {
          n_letters = 0;
          break;
        }
      for (guint bit = 0; bit < 5; bit++)
        if (value >> (4 - bit) & 1)
          bytes[(n_letters * 5 + bit) / 8] |= 0x80 >> (n_letters * 5 + bit) % 8;
      n_letters++;
    }
  if (n_letters == N_RECOVERY_LETTERS && bytes[LUMBAR_KEY_SIZE] == 0)
    self = lumbar_key_new_from_bytes (bytes);
  else
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                 _("This is no recovery key. It has 13 groups of four letters and digits; check each group."));
  sodium_memzero (bytes, sizeof bytes);
  return self;
}

/* The same letters from whatever keyboard; for sodium_memzero () when done. */
static char *
normalize (const char *passphrase)
{
  char *text = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFKC);

  return text != NULL ? text : g_strdup (passphrase);
}

static void
wipe (char *text)
{
  sodium_memzero (text, strlen (text));
  g_free (text);
}

/**
 * lumbar_key_check_passphrase:
 * @passphrase: a passphrase that somebody chose
 *
 * Returns: %FALSE with @error saying what is wrong with it
 */
gboolean
lumbar_key_check_passphrase (const char *passphrase, GError **error)
{
  if (!g_utf8_validate (passphrase, -1, NULL) || g_utf8_strlen (passphrase, -1) > LONGEST_PASSPHRASE)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("The passphrase is too long or is no text."));
  else if (g_utf8_strlen (passphrase, -1) < SHORTEST_PASSPHRASE)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                 _("The passphrase is too short. Take at least %d characters; a few words are easiest to keep."),
                 SHORTEST_PASSPHRASE);
  else
    return TRUE;
  return FALSE;
}

static LumbarKey *
stretch (const char *passphrase, const guint8 *salt, guint64 n_passes, guint64 memory_kib, GError **error)
{
  LumbarKey *key = new_empty ();
  char *text = normalize (passphrase);
  int result = crypto_pwhash (key->bytes, sizeof key->bytes, text, strlen (text), salt, n_passes,
                              (size_t) memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13);

  wipe (text);
  if (result == 0)
    return key;
  lumbar_key_free (key);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_BUSY,
               _("There is not enough memory to check the passphrase. Close other programs and try again."));
  return NULL;
}

/**
 * lumbar_key_wrap:
 * @self: a key
 * @passphrase: what shall open it
 *
 * Takes about a fifth of a second and 64 MiB, on purpose.
 *
 * Returns: (transfer full): the wrapped key, one line of text that needs no guarding, or %NULL with @error set
 */
char *
lumbar_key_wrap (const LumbarKey *self, const char *passphrase, GError **error)
{
  guint8 salt[crypto_pwhash_SALTBYTES], box[BOX_SIZE];
  char salt_text[2 * sizeof salt + 1], box_text[2 * sizeof box + 1];
  g_autoptr (LumbarKey) stretched = NULL;

  if (sodium_init () < 0)
    g_error ("libsodium finds no source of randomness");
  randombytes_buf (salt, sizeof salt);
  randombytes_buf (box, crypto_secretbox_NONCEBYTES);
  stretched = stretch (passphrase, salt, N_PASSES, MEMORY_KIB, error);
  if (stretched == NULL)
    return NULL;
  crypto_secretbox_easy (box + crypto_secretbox_NONCEBYTES, self->bytes, sizeof self->bytes, box, stretched->bytes);
  sodium_bin2hex (salt_text, sizeof salt_text, salt, sizeof salt);
  sodium_bin2hex (box_text, sizeof box_text, box, sizeof box);
  return g_strdup_printf ("argon2id:%d:%d:%s:%s", N_PASSES, MEMORY_KIB, salt_text, box_text);
}

static gboolean
read_bytes (const char *text, guint8 *bytes, gsize size)
{
  gsize n_bytes = 0;

  return strlen (text) == 2 * size && sodium_hex2bin (bytes, size, text, 2 * size, NULL, &n_bytes, NULL) == 0 &&
         n_bytes == size;
}

/**
 * lumbar_key_unwrap:
 * @wrapped: what lumbar_key_wrap() gave; may come from a hostile file
 * @passphrase: a passphrase
 *
 * Returns: (transfer full): the key, or %NULL with @error set: %LUMBAR_ERROR_DENIED where the passphrase is not the
 *   one, %LUMBAR_ERROR_RECORD where @wrapped is damaged
 */
LumbarKey *
lumbar_key_unwrap (const char *wrapped, const char *passphrase, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (wrapped, ":", -1);
  guint8 salt[crypto_pwhash_SALTBYTES], box[BOX_SIZE];
  guint64 n_passes, memory_kib;
  g_autoptr (LumbarKey) stretched = NULL;
  g_autoptr (LumbarKey) self = NULL;

  if (g_strv_length (fields) != 5 || strcmp (fields[0], "argon2id") != 0 ||
      !g_ascii_string_to_unsigned (fields[1], 10, 1, MOST_PASSES, &n_passes, NULL) ||
      !g_ascii_string_to_unsigned (fields[2], 10, LEAST_MEMORY_KIB, MOST_MEMORY_KIB, &memory_kib, NULL) ||
      !read_bytes (fields[3], salt, sizeof salt) || !read_bytes (fields[4], box, sizeof box))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                   _("What the passphrase opens is damaged: it can't be read. Restore the last good backup."));
      return NULL;
    }
  self = new_empty ();
  stretched = stretch (passphrase, salt, n_passes, memory_kib, error);
  if (stretched == NULL)
    return NULL;
  if (crypto_secretbox_open_easy (self->bytes, box + crypto_secretbox_NONCEBYTES,
                                  BOX_SIZE - crypto_secretbox_NONCEBYTES, box, stretched->bytes) == 0)
    return g_steal_pointer (&self);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("This is not the passphrase."));
  return NULL;
}

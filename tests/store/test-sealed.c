/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sealed file opens with its passphrase to what was sealed, and whatever was done to it is noticed. */

#include "lumbar-sealed-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store-support.h"

#define PASSPHRASE "three words kept"
#define CHUNK 65536
#define SEALED_CHUNK (CHUNK + 17)

static char *folder;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* Seals so many bytes; no two chunks of them are alike. */
static void
seal (gsize size, char **content, char **sealed, gsize *n_sealed)
{
  g_autofree char *plain = in_folder ("plain"), *path = in_folder ("sealed");
  g_autoptr (GError) error = NULL;

  *content = g_malloc (size + 1);
  for (gsize i = 0; i < size; i++)
    (*content)[i] = (char) (i * 31 + i / CHUNK);
  g_assert_true (g_file_set_contents (plain, *content, size, NULL));
  lumbar_sealed_file_seal (plain, path, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_true (lumbar_sealed_file_is_sealed (path));
  g_assert_false (lumbar_sealed_file_is_sealed (plain));
  g_assert_true (g_file_get_contents (path, sealed, n_sealed, NULL));
}

static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7 };

static void
test_round (void)
{
  g_autofree char *path = in_folder ("sealed"), *opened = in_folder ("opened");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *content = NULL, *sealed = NULL, *again = NULL;
      gsize n_sealed, n_again;
      g_autoptr (GError) error = NULL;

      seal (sizes[i], &content, &sealed, &n_sealed);
      lumbar_sealed_file_open (path, opened, PASSPHRASE, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (opened, &again, &n_again, NULL));
      g_assert_cmpmem (content, sizes[i], again, n_again);
    }
}

typedef enum {
  DAMAGE_NONE,
  DAMAGE_FLIP,  /* A bit, so many bytes from the place */
  DAMAGE_CUT,   /* So many bytes are left */
  DAMAGE_SWAP,  /* The first two chunks */
  DAMAGE_DROP,  /* The first chunk */
  DAMAGE_ADD,   /* A byte at the end */
  DAMAGE_WORDS, /* Of the wrapped key */
} Damage;

/* Places are counted from the first line, the stream's header, the first chunk, or the end. */
typedef enum { FROM_START, FROM_HEADER, FROM_CHUNKS, FROM_END } From;

typedef struct {
  const char *name;
  Damage damage;
  From from;
  gssize offset;
  const char *passphrase;
  LumbarError code;
  const char *said;
  const char *word, *other;
} Case;

static const Case cases[] = {
  { "wrong-passphrase", DAMAGE_NONE, 0, 0, "three words lost", LUMBAR_ERROR_DENIED, "not the passphrase" },
  { "no-passphrase", DAMAGE_NONE, 0, 0, "", LUMBAR_ERROR_DENIED, "not the passphrase" },
  { "magic", DAMAGE_FLIP, FROM_START, 3, PASSPHRASE, LUMBAR_ERROR_INPUT, "no sealed backup" },
  { "header", DAMAGE_FLIP, FROM_HEADER, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed" },
  { "first-chunk", DAMAGE_FLIP, FROM_CHUNKS, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed" },
  { "second-chunk", DAMAGE_FLIP, FROM_CHUNKS, SEALED_CHUNK + 99, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was" },
  { "last-byte", DAMAGE_FLIP, FROM_END, -1, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "one-byte-short", DAMAGE_CUT, FROM_END, -1, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "cut-between-chunks", DAMAGE_CUT, FROM_CHUNKS, SEALED_CHUNK, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "cut-in-a-chunk", DAMAGE_CUT, FROM_CHUNKS, 500, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "no-chunks", DAMAGE_CUT, FROM_CHUNKS, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "cut-in-the-header", DAMAGE_CUT, FROM_HEADER, 10, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "cut-in-the-key", DAMAGE_CUT, FROM_START, 60, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "empty", DAMAGE_CUT, FROM_START, 0, PASSPHRASE, LUMBAR_ERROR_INPUT, "no sealed backup" },
  { "chunks-swapped", DAMAGE_SWAP, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed" },
  { "chunk-missing", DAMAGE_DROP, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed" },
  { "more-at-the-end", DAMAGE_ADD, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "its end" },
  { "endless-memory", DAMAGE_WORDS, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed", ":65536:", ":9999999:" },
  { "endless-passes", DAMAGE_WORDS, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed", "id:3:", "id:99999:" },
  { "another-cipher", DAMAGE_WORDS, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed", "argon2id", "argon4id" },
  { "endless-line", DAMAGE_WORDS, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed", "argon2id", NULL },
  /* The same number in other words: what is not part of the key is guarded all the same. */
  { "text-changed", DAMAGE_WORDS, 0, 0, PASSPHRASE, LUMBAR_ERROR_RECORD, "not what was sealed", ":65536:", ":065536:" },
};

static GByteArray *
change_words (const Case *row, const char *sealed, gsize n)
{
  GByteArray *bytes = g_byte_array_new ();
  const char *at = strstr (sealed, row->word);
  g_autofree char *endless = g_strnfill (600, 'a');
  const char *other = row->other != NULL ? row->other : endless;
  gsize after = (gsize) (at - sealed) + strlen (row->word);

  g_byte_array_append (bytes, (const guint8 *) sealed, (guint) (at - sealed));
  g_byte_array_append (bytes, (const guint8 *) other, (guint) strlen (other));
  g_byte_array_append (bytes, (const guint8 *) sealed + after, (guint) (n - after));
  return bytes;
}

static GByteArray *
make_damage (const Case *row, const char *sealed, gsize n)
{
  GByteArray *bytes = g_byte_array_new ();
  const char *key = strchr (sealed, '\n') + 1;
  gsize header = (gsize) (strchr (key, '\n') + 1 - sealed);
  const gsize starts[] = { 0, header, header + 24, n };
  gsize chunks = header + 24, place = starts[row->from] + (gsize) row->offset;

  g_byte_array_append (bytes, (const guint8 *) sealed, (guint) n);
  if (row->damage == DAMAGE_FLIP)
    bytes->data[place] ^= 4;
  else if (row->damage == DAMAGE_CUT)
    g_byte_array_set_size (bytes, (guint) place);
  else if (row->damage == DAMAGE_DROP)
    g_byte_array_remove_range (bytes, (guint) chunks, SEALED_CHUNK);
  else if (row->damage == DAMAGE_ADD)
    g_byte_array_append (bytes, (const guint8 *) "x", 1);
  else if (row->damage == DAMAGE_SWAP)
    {
      memcpy (bytes->data + chunks, sealed + chunks + SEALED_CHUNK, SEALED_CHUNK);
      memcpy (bytes->data + chunks + SEALED_CHUNK, sealed + chunks, SEALED_CHUNK);
    }
  return bytes;
}

static void
test_damaged (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *path = in_folder ("sealed"), *opened = in_folder ("opened");
  g_autofree char *content = NULL, *sealed = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  seal (2 * CHUNK + 1000, &content, &sealed, &n);
  bytes = row->damage == DAMAGE_WORDS ? change_words (row, sealed, n) : make_damage (row, sealed, n);
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  g_assert_false (lumbar_sealed_file_open (path, opened, row->passphrase, &error));
  assert_error (error, row->code, row->said);
  /* Which of several files it is, unless the passphrase is at fault. */
  g_assert_true (row->code == LUMBAR_ERROR_DENIED || strstr (error->message, path) != NULL);
}

static void
test_restore (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "1979-03-12", "1");
  g_autofree char *path = record_file (record, "sealed"), *other = record_file (record, "other.db");
  g_autofree char *detail = NULL, *bytes = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  gsize n;

  g_assert_true (lumbar_store_backup_sealed (record->store, path, PASSPHRASE, &error));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize) n, "Nowak"));
  /* A second one never replaces the first. */
  g_assert_false (lumbar_store_backup_sealed (record->store, path, PASSPHRASE, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "is there already");
  g_clear_error (&error);
  g_assert_false (lumbar_store_restore_sealed (path, other, "another passphrase", &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "Nothing was restored. This is not the passphrase");
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_true (lumbar_store_restore_sealed (path, other, PASSPHRASE, &error));
  g_assert_cmpint (raw_int (other, "SELECT count (*) FROM patient"), ==, 1);
  detail = raw_text (other, "SELECT detail FROM audit WHERE action = 'restore'");
  g_assert_cmpstr (detail, ==, "sealed");
  /* No plain copy is left. */
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

typedef struct {
  const char *name;
  gsize n;          /* Bytes of the other file */
  gsize changed_at; /* Or n for none */
  const char *passphrase;
  gboolean same;
} CheckCase;

#define N_SEALED (CHUNK + 1000)

static const CheckCase check_cases[] = {
  { "same", N_SEALED, N_SEALED, PASSPHRASE, TRUE },
  { "other-passphrase", N_SEALED, N_SEALED, "another passphrase", FALSE },
  { "first-byte", N_SEALED, 0, PASSPHRASE, FALSE },
  { "last-byte", N_SEALED, N_SEALED - 1, PASSPHRASE, FALSE },
  { "shorter", N_SEALED - 1, N_SEALED - 1, PASSPHRASE, FALSE },
  { "longer", N_SEALED + 1, N_SEALED + 1, PASSPHRASE, FALSE },
};

/* What was sealed is compared with what it was made of, and neither is changed. */
static void
test_check (gconstpointer data)
{
  const CheckCase *row = data;
  g_autofree char *path = in_folder ("sealed"), *plain = in_folder ("plain");
  g_autofree char *content = NULL, *sealed = NULL, *other = g_malloc0 (N_SEALED + 1), *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  seal (N_SEALED, &content, &sealed, &n);
  memcpy (other, content, N_SEALED);
  if (row->changed_at < row->n)
    other[row->changed_at] ^= 1;
  g_assert_true (g_file_set_contents (plain, other, (gssize) row->n, NULL));
  before = file_digest (plain);
  g_assert_cmpint (lumbar_sealed_file_check (path, plain, row->passphrase, &error), ==, row->same);
  g_assert_true ((error == NULL) == row->same);
  after = file_digest (plain);
  g_assert_cmpstr (after, ==, before);
}

static void
test_short_passphrase (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *path = record_file (record, "sealed");
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_backup_sealed (record->store, path, "short", &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "too short");
  g_assert_cmpint (count_files (record->directory, "sealed"), ==, 0);
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "plain", "sealed", "opened" };
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("lumbar-sealed-XXXXXX", NULL);
  g_test_add_func ("/sealed/opens-to-what-was-sealed", test_round);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sealed/noticed/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_damaged);
    }
  for (guint i = 0; i < G_N_ELEMENTS (check_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sealed/opened-again/", check_cases[i].name, NULL);

      g_test_add_data_func (path, &check_cases[i], test_check);
    }
  g_test_add_func ("/sealed/restores-the-record", test_restore);
  g_test_add_func ("/sealed/refuses-a-short-passphrase", test_short_passphrase);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_folder (names[i]);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}

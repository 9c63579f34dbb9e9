/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file follows the people in the table: before a change it opens for too many rather than too few, after it for
 * exactly those who may enter. Shown on a record that is not encrypted, which the key file knows nothing of. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-key-sync.h"

#define DOCTORS "an invented passphrase"
#define NURSES "another invented one"
#define NEW "a third invented one"

typedef struct {
  Record *record;
  LumbarDatabase *database;
  LumbarKey *key;
  LumbarPractitioner *doctor;
  LumbarPractitioner *nurse;
  char *wrapped_new;
} World;

static World *
world_new (void)
{
  World *self = g_new0 (World, 1);
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new ("Dr Example", LUMBAR_ROLE_CLINICIAN);
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;

  self->record = record_new ();
  self->database = lumbar_store_get_database (self->record->store);
  self->nurse = lumbar_practitioner_new ("Nurse Example", LUMBAR_ROLE_ASSISTANT);
  g_assert_true (lumbar_store_protect (self->record->store, first, DOCTORS, &recovery, &error));
  g_assert_true (lumbar_store_save_practitioner (self->record->store, self->nurse, NURSES, &error));
  g_assert_no_error (error);
  self->doctor = lumbar_practitioner_copy (lumbar_store_get_practitioner (self->record->store));
  self->key = lumbar_key_new_from_recovery (recovery, &error);
  self->wrapped_new = lumbar_key_wrap (self->key, NEW, &error);
  g_assert_no_error (error);
  return self;
}

static void
world_free (World *self)
{
  record_free (self->record);
  lumbar_key_free (self->key);
  lumbar_practitioner_free (self->doctor);
  lumbar_practitioner_free (self->nurse);
  g_free (self->wrapped_new);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

static void
run (World *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_key_sync_run (self->database, self->key, &error));
  g_assert_no_error (error);
}

static gboolean
opens (World *self, const char *id, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (self->record->path, &error);
  g_autoptr (LumbarKey) key = NULL;

  g_assert_no_error (error);
  key = lumbar_key_file_unlock (keys, id, passphrase, NULL, &error);
  if (key == NULL)
    g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED);
  return key != NULL;
}

/* In a transaction, as whoever saves somebody does. */
static gboolean
announce (World *self, const LumbarPractitioner *person, GError **error)
{
  return lumbar_database_begin (self->database, error) &&
         lumbar_database_end (
           self->database, lumbar_key_sync_announce (self->database, self->key, person, self->wrapped_new, error), error);
}

/* Which file it is: one that is made anew is another. */
static guint64
inode (World *self)
{
  g_autofree char *path = lumbar_key_file_make_path (self->record->path);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  return info.st_ino;
}

static void
test_follows (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (LumbarKeyFile) keys = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) ids = NULL;
  guint64 before;

  run (world);
  g_assert_true (opens (world, world->doctor->id, DOCTORS));
  g_assert_true (opens (world, "Nurse Example", NURSES));
  g_assert_false (opens (world, world->nurse->id, DOCTORS));
  before = inode (world);
  run (world);
  g_assert_cmpuint (inode (world), ==, before);

  lumbar_set_str (&world->nurse->name, "Nurse Renamed");
  g_assert_true (lumbar_store_save_practitioner (world->record->store, world->nurse, NULL, NULL));
  run (world);
  keys = lumbar_key_file_load (world->record->path, NULL);
  name = lumbar_key_file_get_name (keys, world->nurse->id);
  g_assert_cmpstr (name, ==, "Nurse Renamed");
  g_clear_pointer (&keys, lumbar_key_file_free);

  g_assert_true (lumbar_store_save_practitioner (world->record->store, world->nurse, "", NULL));
  run (world);
  keys = lumbar_key_file_load (world->record->path, NULL);
  ids = lumbar_key_file_list (keys);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpstr (ids[0], ==, world->doctor->id);
}

/* Until the table says which one holds, both open. */
static void
test_announced (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GError) error = NULL;

  run (world);
  g_assert_true (announce (world, world->nurse, &error));
  g_assert_no_error (error);
  g_assert_true (opens (world, world->nurse->id, NURSES));
  g_assert_true (opens (world, world->nurse->id, NEW));
  g_assert_false (opens (world, world->nurse->id, DOCTORS));
  g_assert_true (opens (world, world->doctor->id, DOCTORS));
  /* The table was not changed after all. */
  run (world);
  g_assert_true (opens (world, world->nurse->id, NURSES));
  g_assert_false (opens (world, world->nurse->id, NEW));
  /* Now it is. */
  g_assert_true (announce (world, world->nurse, &error));
  g_assert_true (lumbar_store_save_practitioner (world->record->store, world->nurse, NEW, &error));
  run (world);
  g_assert_false (opens (world, world->nurse->id, NURSES));
  g_assert_true (opens (world, world->nurse->id, NEW));
}

static void
test_announced_new (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (LumbarPractitioner) reader = lumbar_practitioner_new ("Student Example", LUMBAR_ROLE_READER);
  g_autoptr (GError) error = NULL;

  run (world);
  lumbar_set_str (&reader->id, "new-1");
  g_assert_true (announce (world, reader, &error));
  g_assert_no_error (error);
  g_assert_true (opens (world, "Student Example", NEW));
  g_assert_true (opens (world, world->nurse->id, NURSES));
  run (world);
  g_assert_false (opens (world, "Student Example", NEW));
}

typedef struct {
  const char *name;
  const char *content; /* Of the key file; NULL: none */
  const char *said;    /* NULL: made anew from the table */
} LostCase;

static const LostCase lost[] = {
  { "missing", NULL, NULL },
  { "noise", "\x01\xff[[[", NULL },
  { "of-another-record",
    "[record]\nformat=1\ncheck=0123456789abcdef0123456789abcdef\n[a]\nname=a\nwrapped=argon2id:3:65536:00:00\n", NULL },
  { "newer", "[record]\nformat=2\ncheck=0123456789abcdef0123456789abcdef\n[a]\nname=a\n", "newer version" },
};

/* What is lost while the record is open is made anew, so that nobody else loses their way in with it. */
static void
test_lost (gconstpointer data)
{
  const LostCase *row = data;
  g_autoptr (World) world = world_new ();
  g_autofree char *path = lumbar_key_file_make_path (world->record->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  if (row->content != NULL)
    g_assert_true (g_file_set_contents (path, row->content, -1, NULL));
  g_assert_cmpint (announce (world, world->nurse, &error), ==, row->said == NULL);
  if (row->said == NULL)
    {
      g_assert_true (opens (world, world->doctor->id, DOCTORS));
      g_assert_true (opens (world, world->nurse->id, NURSES));
      g_assert_true (opens (world, world->nurse->id, NEW));
      return;
    }
  assert_error (error, LUMBAR_ERROR_NEWER, row->said);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, row->content);
}

/* Another program may be between its announcement and its commit. */
static void
test_waits_for_others (void)
{
  g_autoptr (World) world = world_new ();
  sqlite3 *other = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before;

  run (world);
  g_assert_true (announce (world, world->nurse, &error));
  before = inode (world);
  lumbar_database_set_busy_timeout (world->database, 0);
  g_assert_cmpint (sqlite3_open (world->record->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (lumbar_key_sync_run (world->database, world->key, &error));
  assert_error (error, LUMBAR_ERROR_BUSY, "Another program");
  g_assert_cmpuint (inode (world), ==, before);
  g_assert_true (opens (world, world->nurse->id, NEW));
  sqlite3_close (other);
  run (world);
  g_assert_false (opens (world, world->nurse->id, NEW));
}

/* A key file of more people could not be read again. */
static void
test_too_many (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (LumbarKeyFile) keys = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  run (world);
  keys = lumbar_key_file_load (world->record->path, NULL);
  for (gboolean set = TRUE; set; n++)
    {
      g_autofree char *id = g_strdup_printf ("u-%u", n);

      set = lumbar_key_file_set (keys, id, id, world->wrapped_new, &error);
    }
  assert_error (error, LUMBAR_ERROR_INPUT, "No more than 200 people");
  g_clear_error (&error);
  g_assert_cmpuint (n, ==, 199);
  g_assert_true (lumbar_key_file_set (keys, world->nurse->id, "Nurse", world->wrapped_new, &error));
  g_assert_true (lumbar_key_file_save (keys, world->record->path, &error));
  g_assert_true (opens (world, world->nurse->id, NEW));
}

/* A record that is not open can say who opens it, whatever somebody wrote into its key file. */
static void
test_openers (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (world->key);
  g_autoptr (GPtrArray) openers = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const expected[][2] = { { "a", "Dr Åse" }, { "b", "one two" }, { "c", "c" } };

  g_assert_null (lumbar_store_list_openers (world->record->path, &error));
  assert_error (error, LUMBAR_ERROR_RECORD, "it is missing");
  g_clear_error (&error);
  g_assert_true (lumbar_key_file_set (keys, "a", "Dr Åse", world->wrapped_new, NULL));
  g_assert_true (lumbar_key_file_set (keys, "b", "one\ntwo", world->wrapped_new, NULL));
  g_assert_true (lumbar_key_file_set (keys, "c", "", world->wrapped_new, NULL));
  g_assert_true (lumbar_key_file_save (keys, world->record->path, NULL));
  openers = lumbar_store_list_openers (world->record->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (openers->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < openers->len; i++)
    {
      const LumbarPractitioner *opener = openers->pdata[i];

      g_assert_cmpstr (opener->id, ==, expected[i][0]);
      g_assert_cmpstr (opener->name, ==, expected[i][1]);
      g_assert_true (opener->may_enter);
      g_assert_false (lumbar_role_may (opener->role, LUMBAR_RIGHT_PREPARE));
    }
  /* A key file beside it makes no plain record an encrypted one. */
  g_assert_false (lumbar_store_is_encrypted (world->record->path));
}

typedef struct {
  const char *name;
  const char *who;
  const char *passphrase;
  gboolean encrypted; /* It looks so */
  LumbarError code;
  const char *said;
} OpenCase;

#ifdef LUMBAR_SQLCIPHER
#define NOISE_IS "damaged"
#else
#define NOISE_IS "this build of Lumbar can't open it"
#endif

static const OpenCase opened[] = {
  { "plain", NULL, NEW, FALSE, LUMBAR_ERROR_RECORD, "is not encrypted" },
  { "plain-wrong-passphrase", NULL, DOCTORS, FALSE, LUMBAR_ERROR_DENIED, "not the passphrase" },
  { "noise", "Dr Åse", NEW, TRUE, LUMBAR_ERROR_RECORD, NOISE_IS },
  { "noise-unknown-person", "Dr No", NEW, TRUE, LUMBAR_ERROR_DENIED, "nobody called “Dr No”" },
};

/* What can't be opened with a passphrase is told apart, and left as it is. */
static void
test_not_opened (gconstpointer data)
{
  const OpenCase *row = data;
  g_autoptr (World) world = world_new ();
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (world->key);
  g_autofree char *file = record_file (world->record, "other.db");
  g_autofree char *noise = g_strnfill (8192, '\x81');
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_backup (world->record->store, file, NULL));
  if (row->encrypted)
    g_assert_true (g_file_set_contents (file, noise, 8192, NULL));
  g_assert_true (lumbar_key_file_set (keys, "a", "Dr Åse", world->wrapped_new, NULL));
  g_assert_true (lumbar_key_file_save (keys, file, NULL));
  g_assert_cmpint (lumbar_store_is_encrypted (file), ==, row->encrypted);
  before = file_digest (file);
  g_assert_null (
    lumbar_store_open_as (test_knowledge (), file, LUMBAR_STORE_READ_WRITE, row->who, row->passphrase, &error));
  assert_error (error, row->code, row->said);
  after = file_digest (file);
  g_assert_cmpstr (before, ==, after);
}

typedef struct {
  const char *name;
  const char *paper;
  const char *passphrase;
  LumbarError code;
  const char *said;
} PaperCase;

#define SOME_KEY "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000"

static const PaperCase papers[] = {
  { "no-key", "a word", NEW, LUMBAR_ERROR_INPUT, "no recovery key" },
  { "short-passphrase", SOME_KEY, "seven77", LUMBAR_ERROR_INPUT, "too short" },
  { "another-key", SOME_KEY, NEW, LUMBAR_ERROR_DENIED, "This recovery key does not open" },
};

/* A recovery that can't be makes no key file: it would open for nobody. */
static void
test_not_recovered (gconstpointer data)
{
  const PaperCase *row = data;
  g_autoptr (World) world = world_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_store_open_recovered (test_knowledge (), world->record->path, NULL, row->paper,
                                              row->passphrase, &error));
  assert_error (error, row->code, row->said);
  g_assert_false (lumbar_key_file_exists (world->record->path));
}

/* Everybody keeps their passphrase when a record is encrypted, and only a clinician encrypts it. */
static void
test_keys_to_encrypt_with (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (LumbarKey) key = NULL;
  g_autoptr (LumbarKeyFile) keys = NULL;
  g_autoptr (GError) error = NULL;

  keys = lumbar_store_make_keys (world->record->store, &key, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (lumbar_key_get_bytes (key), LUMBAR_KEY_SIZE, lumbar_key_get_bytes (world->key), LUMBAR_KEY_SIZE);
  g_assert_true (lumbar_key_file_save (keys, world->record->path, NULL));
  g_assert_true (opens (world, world->doctor->id, DOCTORS));
  g_assert_true (opens (world, world->nurse->id, NURSES));
  g_clear_pointer (&keys, lumbar_key_file_free);
  g_clear_pointer (&key, lumbar_key_free);
  g_assert_true (lumbar_store_login (world->record->store, world->nurse->id, NURSES, NULL));
  g_assert_null (lumbar_store_make_keys (world->record->store, &key, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "Only a clinician");
  g_assert_null (key);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-sync/follows", test_follows);
  g_test_add_func ("/key-sync/announced", test_announced);
  g_test_add_func ("/key-sync/announced-new", test_announced_new);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_autofree char *name = g_strconcat ("/key-sync/lost/", lost[i].name, NULL);

      g_test_add_data_func (name, &lost[i], test_lost);
    }
  g_test_add_func ("/key-sync/waits-for-others", test_waits_for_others);
  g_test_add_func ("/key-sync/too-many", test_too_many);
  g_test_add_func ("/key-sync/openers", test_openers);
  g_test_add_func ("/key-sync/keys-to-encrypt-with", test_keys_to_encrypt_with);
  for (guint i = 0; i < G_N_ELEMENTS (opened); i++)
    {
      g_autofree char *name = g_strconcat ("/key-sync/not-opened/", opened[i].name, NULL);

      g_test_add_data_func (name, &opened[i], test_not_opened);
    }
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *name = g_strconcat ("/key-sync/not-recovered/", papers[i].name, NULL);

      g_test_add_data_func (name, &papers[i], test_not_recovered);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several people and one encrypted record: each opens it with their own passphrase, and a program that ends at any point
 * of a change leaves everybody with one that does, the old or the new. Only in a build with SQLCipher. */

#include "store-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lumbar-encryption.h"
#include "lumbar-key-file.h"

#define FIRST "the passphrase of the file"
#define DOCTORS "an invented passphrase"
#define NURSES "another invented one"
#define NEW "a third invented one"

#define DOCTOR "Dr Example"
#define NURSE "Nurse Example"
#define STUDENT "Student Example"

static LumbarKey *key;
static char *wrapped;
static char *recovery;

/* A point of a change: before the n-th time that a file or a folder is brought to disk, the program ends. */
static int points_left;

int __real_fsync (int file);
int __wrap_fsync (int file);

int
__wrap_fsync (int file)
{
  if (points_left > 0 && --points_left == 0)
    _exit (9);
  return __real_fsync (file);
}

/* An encrypted record as "lumbar encrypt" makes it; nobody has it open. */
static Record *
encrypted_new (void)
{
  Record *record = record_new ();
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (key);
  g_autoptr (GError) error = NULL;

  lumbar_store_close (g_steal_pointer (&record->store));
  g_assert_true (lumbar_key_file_set (keys, LUMBAR_KEY_FILE_FIRST, "somebody", wrapped, &error));
  g_assert_true (lumbar_encryption_encrypt (record->path, key, keys, &error));
  g_assert_no_error (error);
  return record;
}

static LumbarStore *
open_as (const char *path, const char *who, const char *passphrase, GError **error)
{
  return lumbar_store_open_as (test_knowledge (), path, LUMBAR_STORE_READ_WRITE, who, passphrase, error);
}

static LumbarStore *
enter (const char *path, const char *who, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  LumbarStore *store = open_as (path, who, passphrase, &error);

  g_assert_no_error (error);
  return store;
}

/* Whether they are in, and not merely let as far as the door. */
static gboolean
gets_in (const char *path, const char *who, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store = open_as (path, who, passphrase, &error);

  if (store == NULL)
    {
      g_assert_true (g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED) ||
                     g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND));
      return FALSE;
    }
  g_assert_false (lumbar_store_is_shut (store));
  g_assert_cmpstr (lumbar_store_get_practitioner (store)->name, ==, who);
  return TRUE;
}

static gboolean
protect (LumbarStore *store, GError **error)
{
  g_autoptr (LumbarPractitioner) doctor = lumbar_practitioner_new (DOCTOR, LUMBAR_ROLE_CLINICIAN);
  g_autofree char *printed = NULL;

  if (!lumbar_store_protect (store, doctor, DOCTORS, &printed, error))
    return FALSE;
  /* The recovery key of the file is that of the people: one paper, not two. */
  g_assert_cmpstr (printed, ==, recovery);
  return TRUE;
}

static void
add_nurse (LumbarStore *store)
{
  g_autoptr (LumbarPractitioner) nurse = lumbar_practitioner_new (NURSE, LUMBAR_ROLE_ASSISTANT);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_save_practitioner (store, nurse, NURSES, &error));
  g_assert_no_error (error);
}

/* With a doctor and a nurse; nobody has it open. */
static Record *
people_new (void)
{
  Record *record = encrypted_new ();
  g_autoptr (LumbarStore) store = enter (record->path, NULL, FIRST);
  g_autoptr (GError) error = NULL;

  g_assert_true (protect (store, &error));
  g_assert_no_error (error);
  add_nurse (store);
  return record;
}

static LumbarPractitioner *
find (LumbarStore *store, const char *name)
{
  g_autoptr (GPtrArray) all = lumbar_store_list_practitioners (store, NULL);

  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((LumbarPractitioner *) all->pdata[i])->name, name))
      return lumbar_practitioner_copy (all->pdata[i]);
  g_assert_not_reached ();
}

/* Another folder with the same files, for a look that changes nothing here. */
static Record *
copy_record (Record *record)
{
  Record *copy = g_new0 (Record, 1);
  g_autoptr (GDir) listing = g_dir_open (record->directory, 0, NULL);
  const char *name;

  copy->directory = g_dir_make_tmp ("lumbar-copy-XXXXXX", NULL);
  copy->path = g_build_filename (copy->directory, "record.db", NULL);
  while ((name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *from = record_file (record, name);
      g_autofree char *to = record_file (copy, name);
      g_autofree char *content = NULL;
      gsize length;

      /* SQLite's index of the log is made anew after a power cut. */
      if (g_str_has_suffix (name, "-shm"))
        continue;
      g_assert_true (g_file_get_contents (from, &content, &length, NULL));
      g_assert_true (g_file_set_contents (to, content, length, NULL));
    }
  return copy;
}

static gboolean
would_get_in (Record *record, const char *who, const char *passphrase)
{
  g_autoptr (Record) copy = copy_record (record);

  return gets_in (copy->path, who, passphrase);
}

static char **
list_names (Record *record)
{
  g_autoptr (GPtrArray) openers = lumbar_store_list_openers (record->path, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_assert_nonnull (openers);
  for (guint i = 0; i < openers->len; i++)
    g_strv_builder_add (names, ((LumbarPractitioner *) openers->pdata[i])->name);
  return g_strv_builder_end (names);
}

static void
assert_openers (Record *record, const char *names)
{
  g_auto (GStrv) found = list_names (record);
  g_autofree char *joined = g_strjoinv (",", found);

  g_assert_cmpstr (joined, ==, names);
}

/* From a file with one passphrase to a record that each opens with their own. */
static void
test_life (void)
{
  g_autoptr (Record) record = encrypted_new ();
  g_autoptr (LumbarStore) store = NULL;
  g_autoptr (LumbarPractitioner) nurse = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_is_encrypted (record->path));
  assert_openers (record, "somebody");
  store = enter (record->path, "somebody", FIRST);
  g_assert_false (lumbar_store_is_guarded (store));
  g_assert_true (protect (store, &error));
  g_assert_no_error (error);
  assert_openers (record, DOCTOR);
  add_nurse (store);
  assert_openers (record, DOCTOR "," NURSE);
  nurse = find (store, NURSE);
  lumbar_store_close (g_steal_pointer (&store));

  g_assert_true (gets_in (record->path, NURSE, NURSES));
  g_assert_false (gets_in (record->path, NURSE, DOCTORS));
  g_assert_null (open_as (record->path, "somebody", FIRST, &error));
  assert_error (error, LUMBAR_ERROR_DENIED, "nobody called “somebody”");
  g_clear_error (&error);

  store = enter (record->path, nurse->id, NURSES);
  g_assert_true (lumbar_store_change_passphrase (store, NURSES, NEW, &error));
  g_assert_no_error (error);
  lumbar_store_close (g_steal_pointer (&store));
  g_assert_false (gets_in (record->path, NURSE, NURSES));
  g_assert_true (gets_in (record->path, NURSE, NEW));

  store = enter (record->path, NULL, DOCTORS);
  g_assert_true (lumbar_store_save_practitioner (store, nurse, "", &error));
  g_assert_no_error (error);
  assert_openers (record, DOCTOR);
  g_assert_true (lumbar_store_verify (store, NULL, &error));
  g_assert_no_error (error);
  lumbar_store_close (g_steal_pointer (&store));
  g_assert_false (gets_in (record->path, NURSE, NEW));
  g_assert_cmpint (count_files (record->directory, ".lumbar-"), ==, 0);
}

/* People first, then the encryption, and back. */
static void
test_encrypted_later (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPractitioner) doctor = lumbar_practitioner_new (DOCTOR, LUMBAR_ROLE_CLINICIAN);
  g_autoptr (LumbarKeyFile) keys = NULL;
  g_autoptr (LumbarKey) shared = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_protect (record->store, doctor, DOCTORS, &printed, &error));
  add_nurse (record->store);
  keys = lumbar_store_make_keys (record->store, &shared, &error);
  g_assert_no_error (error);
  lumbar_store_close (g_steal_pointer (&record->store));
  g_assert_true (lumbar_encryption_encrypt (record->path, shared, keys, &error));
  g_assert_no_error (error);
  assert_openers (record, DOCTOR "," NURSE);
  g_assert_true (gets_in (record->path, NURSE, NURSES));
  record->store = lumbar_store_open_recovered (test_knowledge (), record->path, DOCTOR, printed, NEW, &error);
  g_assert_no_error (error);
  lumbar_store_close (g_steal_pointer (&record->store));
  g_assert_true (gets_in (record->path, DOCTOR, NEW));
  g_assert_true (lumbar_encryption_decrypt (record->path, shared, &error));
  g_assert_no_error (error);
  g_assert_false (lumbar_store_is_encrypted (record->path));
  record_reopen (record);
  g_assert_true (lumbar_store_is_shut (record->store));
}

/* Without passphrases to enter it, it still opens with those of the file. */
static void
test_unprotected (void)
{
  g_autoptr (Record) record = people_new ();
  g_autoptr (LumbarStore) store = enter (record->path, DOCTOR, DOCTORS);
  g_autoptr (LumbarPractitioner) doctor = find (store, DOCTOR);
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_unprotect (store, DOCTORS, &error));
  g_assert_no_error (error);
  lumbar_store_close (g_steal_pointer (&store));
  assert_openers (record, DOCTOR "," NURSE);
  store = enter (record->path, NURSE, NURSES);
  g_assert_false (lumbar_store_is_guarded (store));
  /* And people can come again, with the same paper. */
  g_assert_true (lumbar_store_protect (store, doctor, NEW, &printed, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (printed, ==, recovery);
  assert_openers (record, DOCTOR);
  lumbar_store_close (g_steal_pointer (&store));
  g_assert_true (gets_in (record->path, DOCTOR, NEW));
}

/* Encrypted when people had a key of their own: two steps, and the key file is left alone. */
static void
test_other_key (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPractitioner) doctor = lumbar_practitioner_new (DOCTOR, LUMBAR_ROLE_CLINICIAN);
  g_autoptr (LumbarPractitioner) known = NULL;
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (key);
  g_autoptr (LumbarStore) store = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_protect (record->store, doctor, DOCTORS, &printed, &error));
  lumbar_store_close (g_steal_pointer (&record->store));
  g_assert_true (lumbar_key_file_set (keys, LUMBAR_KEY_FILE_FIRST, "somebody", wrapped, NULL));
  g_assert_true (lumbar_encryption_encrypt (record->path, key, keys, &error));
  g_assert_no_error (error);
  store = enter (record->path, "somebody", FIRST);
  g_assert_true (lumbar_store_is_shut (store));
  known = find (store, DOCTOR);
  g_assert_true (lumbar_store_login (store, known->id, DOCTORS, &error));
  g_assert_true (lumbar_store_change_passphrase (store, DOCTORS, NEW, &error));
  g_assert_no_error (error);
  assert_openers (record, "somebody");
}

typedef struct {
  const char *name;
  const char *who;
  const char *paper; /* NULL: the right one */
  const char *passphrase;
  gboolean lost; /* The key file is */
  LumbarError code;
  const char *said; /* NULL: opened */
} RecoverCase;

static const RecoverCase recoveries[] = {
  { "by-name", NURSE, NULL, NEW, FALSE, 0, NULL },
  { "first-clinician", NULL, NULL, NEW, FALSE, 0, NULL },
  { "lost-key-file", NURSE, NULL, NEW, TRUE, 0, NULL },
  { "lost-key-file-first-clinician", NULL, NULL, NEW, TRUE, 0, NULL },
  { "nobody-of-that-name", "Dr No", NULL, NEW, FALSE, LUMBAR_ERROR_NOT_FOUND, "Nobody of this name" },
  { "no-key", NURSE, "no key", NEW, FALSE, LUMBAR_ERROR_INPUT, "no recovery key" },
  { "another-key", NURSE, "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000", NEW, FALSE,
    LUMBAR_ERROR_DENIED, "does not open" },
  { "short", NURSE, NULL, "seven77", FALSE, LUMBAR_ERROR_INPUT, "too short" },
};

static void
test_recovered (gconstpointer data)
{
  const RecoverCase *row = data;
  g_autoptr (Record) record = people_new ();
  g_autofree char *path = lumbar_key_file_make_path (record->path);
  g_autoptr (LumbarStore) store = NULL;
  g_autoptr (GError) error = NULL;
  const char *who = row->who != NULL ? row->who : DOCTOR;

  if (row->lost)
    g_assert_cmpint (g_unlink (path), ==, 0);
  store = lumbar_store_open_recovered (test_knowledge (), record->path, row->who,
                                       row->paper != NULL ? row->paper : recovery, row->passphrase, &error);
  if (row->said != NULL)
    {
      assert_error (error, row->code, row->said);
      g_assert_null (store);
      g_assert_true (gets_in (record->path, NURSE, NURSES));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (lumbar_store_get_practitioner (store)->name, ==, who);
  g_assert_true (lumbar_store_may (store, LUMBAR_RIGHT_MANAGE));
  lumbar_store_close (g_steal_pointer (&store));
  assert_openers (record, DOCTOR "," NURSE);
  g_assert_true (gets_in (record->path, who, NEW));
  g_assert_false (gets_in (record->path, NURSE, row->who != NULL ? NURSES : DOCTORS));
  g_assert_true (gets_in (record->path, row->who != NULL ? DOCTOR : NURSE, row->who != NULL ? DOCTORS : NURSES));
}

/* Nobody enters it: the passphrase is that of the file. */
static void
test_recovered_unguarded (void)
{
  g_autoptr (Record) record = encrypted_new ();
  g_autofree char *path = lumbar_key_file_make_path (record->path);
  g_autoptr (GError) error = NULL;

  for (guint lost = 0; lost < 2; lost++)
    {
      const char *passphrase = lost ? NURSES : NEW;
      g_autoptr (LumbarStore) store = NULL;

      if (lost)
        g_assert_cmpint (g_unlink (path), ==, 0);
      store = lumbar_store_open_recovered (test_knowledge (), record->path, lost ? NULL : "somebody", recovery,
                                           passphrase, &error);
      g_assert_no_error (error);
      g_assert_false (lumbar_store_is_guarded (store));
      g_clear_pointer (&store, lumbar_store_close);
      lumbar_store_close (enter (record->path, NULL, passphrase));
      g_assert_null (open_as (record->path, NULL, FIRST, &error));
      assert_error (error, LUMBAR_ERROR_DENIED, "not the passphrase");
      g_clear_error (&error);
    }
}

/* What may be read only is entered as well, and left as it is. */
static void
test_read_only (void)
{
  g_autoptr (Record) record = people_new ();
  g_autofree char *before = file_digest (record->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store =
    lumbar_store_open_as (test_knowledge (), record->path, LUMBAR_STORE_READ_ONLY, NURSE, NURSES, &error);

  g_assert_no_error (error);
  g_assert_false (lumbar_store_is_shut (store));
  g_clear_pointer (&store, lumbar_store_close);
  after = file_digest (record->path);
  g_assert_cmpstr (before, ==, after);
}

/* A backup opens for whoever the record opened for when it was made. */
static void
test_backup (void)
{
  g_autoptr (Record) record = people_new ();
  g_autofree char *backup = record_file (record, "backup.db");
  g_autoptr (LumbarStore) store = enter (record->path, NURSE, NURSES);
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_backup (store, backup, &error));
  g_assert_no_error (error);
  g_assert_true (lumbar_store_change_passphrase (store, NURSES, NEW, &error));
  lumbar_store_close (g_steal_pointer (&store));
  g_assert_true (gets_in (backup, NURSE, NURSES));
  g_assert_true (gets_in (record->path, NURSE, NEW));
}

/* A change and whom it concerns. */

typedef struct {
  const char *name;
  gboolean (*act) (const char *path);
  const char *who;
  const char *old; /* NULL: could not get in before */
  const char *new; /* NULL: can't get in afterwards */
} ChangeCase;

static gboolean
change_own (const char *path)
{
  g_autoptr (LumbarStore) store = enter (path, DOCTOR, DOCTORS);

  points_left = -points_left;
  return lumbar_store_change_passphrase (store, DOCTORS, NEW, NULL);
}

static gboolean
save_nurse (const char *path, const char *name, const char *passphrase)
{
  g_autoptr (LumbarStore) store = enter (path, DOCTOR, DOCTORS);
  g_autoptr (LumbarPractitioner) nurse = find (store, NURSE);

  points_left = -points_left;
  lumbar_set_str (&nurse->name, name);
  return lumbar_store_save_practitioner (store, nurse, passphrase, NULL);
}

static gboolean
change_others (const char *path)
{
  return save_nurse (path, NURSE, NEW);
}

static gboolean
bar (const char *path)
{
  return save_nurse (path, NURSE, "");
}

static gboolean
add (const char *path)
{
  g_autoptr (LumbarStore) store = enter (path, DOCTOR, DOCTORS);
  g_autoptr (LumbarPractitioner) student = lumbar_practitioner_new (STUDENT, LUMBAR_ROLE_READER);

  points_left = -points_left;
  return lumbar_store_save_practitioner (store, student, NEW, NULL);
}

static gboolean
recover_nurse (const char *path)
{
  g_autoptr (LumbarStore) store = NULL;

  points_left = -points_left;
  store = lumbar_store_open_recovered (test_knowledge (), path, NURSE, recovery, NEW, NULL);
  return store != NULL;
}

static const ChangeCase changes[] = {
  { "own-passphrase", change_own, DOCTOR, DOCTORS, NEW },
  { "passphrase-of-another", change_others, NURSE, NURSES, NEW },
  { "barred", bar, NURSE, NURSES, NULL },
  { "added", add, STUDENT, NULL, NEW },
  { "recovered", recover_nurse, NURSE, NURSES, NEW },
};

/* Makes the change in a program of its own that ends at this point. Returns whether it came so far as to be done. */
static gboolean
change_until (Record *record, const ChangeCase *change, guint point)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      points_left = -(int) point; /* Armed by the change itself, once somebody has entered */
      _exit (change->act (record->path) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), !=, 1);
  return WEXITSTATUS (status) == 0;
}

/* Exactly the old or exactly the new, for whom it concerns; the others as ever. Returns whether it is the new. */
static gboolean
look (Record *record, const ChangeCase *change)
{
  gboolean old = change->old != NULL && would_get_in (record, change->who, change->old);
  gboolean new = change->new != NULL && would_get_in (record, change->who, change->new);

  if (!g_str_equal (change->who, DOCTOR))
    g_assert_true (would_get_in (record, DOCTOR, DOCTORS));
  if (!g_str_equal (change->who, NURSE))
    g_assert_true (would_get_in (record, NURSE, NURSES));
  if (change->old != NULL && change->new != NULL)
    g_assert_cmpint (old, !=, new);
  return change->new != NULL ? new : !old;
}

/* What a power cut left is put right by whoever opens it next. */
static void
assert_put_right (Record *record)
{
  g_autoptr (LumbarKeyFile) keys = NULL;
  g_autofree char *path = lumbar_key_file_make_path (record->path);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarStore) store =
    lumbar_store_open_with_key (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, key, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (lumbar_store_verify (store, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_null (strstr (content, "next="));
}

static void
test_interrupted (gconstpointer data)
{
  const ChangeCase *change = data;
  gboolean done = FALSE, changed = FALSE;
  guint n_points = 0;

  for (guint point = 1; !done; point++)
    {
      g_autoptr (Record) record = people_new ();
      gboolean is_new;

      done = change_until (record, change, point);
      is_new = look (record, change);
      g_test_message ("point %u: %s", point, is_new ? "new" : "old");
      /* Once it is changed it stays changed, and it is when the call says so. */
      g_assert_true (is_new || (!changed && !done));
      changed = is_new;
      n_points++;
      assert_put_right (record);
      g_assert_cmpint (look (record, change), ==, is_new);
    }
  g_assert_cmpuint (n_points, >, 2);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  key = lumbar_key_new_random ();
  wrapped = lumbar_key_wrap (key, FIRST, NULL);
  recovery = lumbar_key_to_recovery (key);
  g_test_add_func ("/encrypted-people/life", test_life);
  g_test_add_func ("/encrypted-people/encrypted-later", test_encrypted_later);
  g_test_add_func ("/encrypted-people/unprotected", test_unprotected);
  g_test_add_func ("/encrypted-people/other-key", test_other_key);
  for (guint i = 0; i < G_N_ELEMENTS (recoveries); i++)
    {
      g_autofree char *name = g_strconcat ("/encrypted-people/recovered/", recoveries[i].name, NULL);

      g_test_add_data_func (name, &recoveries[i], test_recovered);
    }
  g_test_add_func ("/encrypted-people/recovered-unguarded", test_recovered_unguarded);
  g_test_add_func ("/encrypted-people/read-only", test_read_only);
  g_test_add_func ("/encrypted-people/backup", test_backup);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = g_strconcat ("/encrypted-people/interrupted/", changes[i].name, NULL);

      g_test_add_data_func (name, &changes[i], test_interrupted);
    }
  result = g_test_run ();
  lumbar_key_free (key);
  g_free (wrapped);
  g_free (recovery);
  return result;
}

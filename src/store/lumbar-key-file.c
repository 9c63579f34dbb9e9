/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key file of an encrypted record:
 *
 *   [record]
 *   format=1
 *   check=…       16 bytes in hexadecimal that only the record's key gives (BLAKE2b keyed with it)
 *
 *   [ID]          one group for each person
 *   name=…        what the person is called
 *   wrapped=…     lumbar_key_wrap () of the record's key
 *   next=…        the same for the passphrase to come, while it is being changed (lumbar-key-sync.c)
 *
 * It may come from anywhere: whoever can write it can keep people out, but can't read the record. */

#include "lumbar-key-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lumbar-record-file.h"

#define RECORD_GROUP "record"
#define FORMAT 1
#define CHECK_SIZE 16
static const char check_text[] = "Lumbar record key 1";

/* A clinic has fewer people; a larger file would be an attack on our memory or time. */
#define MOST_BYTES (256 * 1024)
#define MOST_PEOPLE 200

struct _LumbarKeyFile {
  GKeyFile *groups; /* Owned */
  char *path;       /* (nullable): where it was read from, for messages */
};

/**
 * lumbar_key_file_make_path:
 * @record: a record
 *
 * Returns: (transfer full): where its key file lies
 */
char *
lumbar_key_file_make_path (const char *record)
{
  return g_strconcat (record, "-keys", NULL);
}

/**
 * lumbar_key_file_exists:
 * @record: a record, there or not
 *
 * Returns: whether a key file lies beside it
 */
gboolean
lumbar_key_file_exists (const char *record)
{
  g_autofree char *path = lumbar_key_file_make_path (record);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What to do is the same whatever is wrong with the file. */
static void
set_damaged (GError **error, const char *path, const char *problem)
{
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
               _("“%s” can't be used: %s. Put it back from beside a backup, or make it anew with the recovery key: "
                 "“lumbar passphrase --recovery”."),
               path, problem);
}

/* A pipe or a device would keep us waiting, a huge file would fill the memory. */
static char *
read_whole (const char *path, gsize *length, GError **error)
{
  g_autofree char *content = g_malloc (MOST_BYTES + 1);
  GStatBuf info;
  gssize n = -1, n_read = 0;
  int file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (file < 0 || fstat (file, &info) != 0)
    set_damaged (error, path, errno == ENOENT ? _("it is missing, and the passphrases are in it") : g_strerror (errno));
  else if (!S_ISREG (info.st_mode) || info.st_size > MOST_BYTES)
    set_damaged (error, path, _("it is no key file"));
  else
    {
      while ((n = read (file, content + n_read, MOST_BYTES - n_read)) > 0)
        n_read += n;
      if (n < 0)
        set_damaged (error, path, g_strerror (errno));
    }
  if (file >= 0)
    close (file);
  if (n < 0)
    return NULL;
  content[n_read] = '\0';
  *length = n_read;
  return g_steal_pointer (&content);
}

static gboolean
fill (const char *path, const char *content, gsize length)
{
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gsize n_written = 0;
  gssize n = 0;

  if (file < 0)
    return FALSE;
  while (n_written < length && (n = write (file, content + n_written, length - n_written)) > 0)
    n_written += n;
  return close (file) == 0 && n_written == length;
}

static gboolean
write_whole (const char *path, const char *content, gsize length, GError **error)
{
  g_autofree char *temporary = lumbar_record_file_make_temporary (path, error);

  if (temporary == NULL)
    return FALSE;
  if (!fill (temporary, content, length))
    lumbar_record_file_set_error (error, LUMBAR_ERROR_OUTPUT, errno, path);
  else if (lumbar_record_file_place (temporary, path, TRUE, error))
    return TRUE;
  lumbar_record_file_rename_in_error (error, temporary, path);
  g_unlink (temporary);
  return FALSE;
}

/**
 * lumbar_key_file_copy:
 * @record: an encrypted record
 * @copy: a copy of it, there or to be
 *
 * Puts a copy of the record's key file beside its copy, as it is.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_key_file_copy (const char *record, const char *copy, GError **error)
{
  g_autofree char *from = lumbar_key_file_make_path (record);
  g_autofree char *to = lumbar_key_file_make_path (copy);
  gsize length = 0;
  g_autofree char *content = read_whole (from, &length, error);

  return content != NULL && write_whole (to, content, length, error);
}

static char *
make_check (const LumbarKey *key)
{
  guint8 check[CHECK_SIZE];
  char *text = g_malloc (2 * CHECK_SIZE + 1);

  crypto_generichash (check, sizeof check, (const guint8 *) check_text, sizeof check_text - 1,
                      lumbar_key_get_bytes (key), LUMBAR_KEY_SIZE);
  return sodium_bin2hex (text, 2 * CHECK_SIZE + 1, check, sizeof check);
}

/**
 * lumbar_key_file_new:
 * @key: the record's key; not kept
 *
 * Returns: (transfer full): a key file that nobody can open yet
 */
LumbarKeyFile *
lumbar_key_file_new (const LumbarKey *key)
{
  LumbarKeyFile *self = g_new0 (LumbarKeyFile, 1);
  g_autofree char *check = make_check (key);

  self->groups = g_key_file_new ();
  g_key_file_set_integer (self->groups, RECORD_GROUP, "format", FORMAT);
  g_key_file_set_string (self->groups, RECORD_GROUP, "check", check);
  return self;
}

/**
 * lumbar_key_file_free:
 * @self: (nullable): a key file
 */
void
lumbar_key_file_free (LumbarKeyFile *self)
{
  if (self == NULL)
    return;
  g_key_file_unref (self->groups);
  g_free (self->path);
  g_free (self);
}

/* What is wrong with a file that could be parsed; the wrapped keys are looked at when they are opened. */
static gboolean
check_content (LumbarKeyFile *self, GError **error)
{
  g_autofree char *format = g_key_file_get_string (self->groups, RECORD_GROUP, "format", NULL);
  g_autofree char *check = g_key_file_get_string (self->groups, RECORD_GROUP, "check", NULL);
  g_auto (GStrv) ids = lumbar_key_file_list (self);
  guint64 number;

  if (format != NULL && g_ascii_string_to_unsigned (format, 10, FORMAT + 1, G_MAXINT, &number, NULL))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NEWER,
                   _("“%s” was written by a newer version of Lumbar; update the program."), self->path);
      return FALSE;
    }
  if (g_strcmp0 (format, "1") != 0 || check == NULL || strlen (check) != 2 * CHECK_SIZE)
    set_damaged (error, self->path, _("it is no key file, or is damaged"));
  else if (ids[0] == NULL)
    set_damaged (error, self->path, _("there is nobody in it"));
  else if (g_strv_length (ids) > MOST_PEOPLE)
    set_damaged (error, self->path, _("there are too many people in it"));
  else
    return TRUE;
  return FALSE;
}

/**
 * lumbar_key_file_load:
 * @record: an encrypted record
 *
 * Reads the key file beside a record.
 *
 * Returns: (transfer full): the key file, or %NULL with @error saying what is wrong and what can be done
 */
LumbarKeyFile *
lumbar_key_file_load (const char *record, GError **error)
{
  g_autoptr (LumbarKeyFile) self = g_new0 (LumbarKeyFile, 1);
  g_autofree char *content = NULL;
  gsize length = 0;

  self->groups = g_key_file_new ();
  self->path = lumbar_key_file_make_path (record);
  content = read_whole (self->path, &length, error);
  if (content == NULL)
    return NULL;
  if (!g_key_file_load_from_data (self->groups, content, length, G_KEY_FILE_NONE, NULL))
    {
      set_damaged (error, self->path, _("it is no key file, or is damaged"));
      return NULL;
    }
  return check_content (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * lumbar_key_file_save:
 * @self: a key file
 * @record: the record it belongs to
 *
 * Writes it beside the record, for its owner's eyes only, as a whole or not at all.
 *
 * Returns: %FALSE with @error set and what was there untouched
 */
gboolean
lumbar_key_file_save (LumbarKeyFile *self, const char *record, GError **error)
{
  gsize length;
  g_autofree char *content = g_key_file_to_data (self->groups, &length, NULL);
  g_autofree char *path = lumbar_key_file_make_path (record);

  return write_whole (path, content, length, error);
}

/* What GKeyFile could write but not read again would lose everybody's key; what else stands there is not ours. */
static gboolean
is_id (const char *id)
{
  gboolean good = *id != '\0' && strcmp (id, RECORD_GROUP) != 0 && strlen (id) <= 255;

  for (const char *at = id; good && *at != '\0'; at++)
    good = g_ascii_isalnum (*at) || strchr ("-_.@", *at) != NULL;
  return good;
}

/**
 * lumbar_key_file_list:
 * @self: a key file
 *
 * Returns: (transfer full): the ids of the people in it
 */
char **
lumbar_key_file_list (LumbarKeyFile *self)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->groups, NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (char **group = groups; *group != NULL; group++)
    if (is_id (*group))
      g_strv_builder_add (ids, *group);
  return g_strv_builder_end (ids);
}

/**
 * lumbar_key_file_get_name:
 * @self: a key file
 * @id: a person
 *
 * Returns: (transfer full) (nullable): what the person is called, as whoever wrote the file likes; %NULL where there
 *   is no such person, or it is no text
 */
char *
lumbar_key_file_get_name (LumbarKeyFile *self, const char *id)
{
  return g_key_file_get_string (self->groups, id, "name", NULL);
}

/**
 * lumbar_key_file_get_wrapped:
 * @self: a key file
 * @id: a person
 *
 * Returns: (transfer full) (nullable): the record's key as the person's passphrase opens it; %NULL where there is no
 *   such person, or it is no text
 */
char *
lumbar_key_file_get_wrapped (LumbarKeyFile *self, const char *id)
{
  return g_key_file_get_string (self->groups, id, "wrapped", NULL);
}

static gboolean
check_id (const char *id, GError **error)
{
  if (is_id (id))
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
               _("“%s” can't be an id in a key file: it must be of letters, digits, “-”, “_”, “.” and “@”."), id);
  return FALSE;
}

static gboolean
check_room (LumbarKeyFile *self, const char *id, GError **error)
{
  g_auto (GStrv) ids = lumbar_key_file_list (self);

  if (g_strv_length (ids) < MOST_PEOPLE || g_strv_contains ((const char *const *) ids, id))
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
               _("No more than %d people can open one encrypted record. Bar somebody who is no longer here."), MOST_PEOPLE);
  return FALSE;
}

/**
 * lumbar_key_file_set:
 * @self: a key file
 * @id: a person, there or new: letters, digits, "-", "_", "." and "@"
 * @name: what the person is called
 * @wrapped: lumbar_key_wrap() of the record's key
 *
 * Adds a person, or gives one another name and passphrase. Takes effect when it is saved.
 *
 * Returns: %FALSE with @error set where the id can't be one, or there are too many people
 */
gboolean
lumbar_key_file_set (LumbarKeyFile *self, const char *id, const char *name, const char *wrapped, GError **error)
{
  if (!check_id (id, error) || !check_room (self, id, error))
    return FALSE;
  g_key_file_set_string (self->groups, id, "name", name);
  g_key_file_set_string (self->groups, id, "wrapped", wrapped);
  g_key_file_remove_key (self->groups, id, "next", NULL);
  return TRUE;
}

/**
 * lumbar_key_file_set_next:
 * @self: a key file
 * @id: a person in it
 * @wrapped: lumbar_key_wrap() of the record's key
 *
 * Gives a person a second passphrase beside their own, until lumbar_key_file_set() says which one holds. Takes effect
 * when it is saved.
 */
void
lumbar_key_file_set_next (LumbarKeyFile *self, const char *id, const char *wrapped)
{
  g_return_if_fail (g_key_file_has_group (self->groups, id));

  g_key_file_set_string (self->groups, id, "next", wrapped);
}

/**
 * lumbar_key_file_is_same:
 * @self: a key file
 * @other: another one
 *
 * Returns: whether both open for the same people by the same passphrases, and name them the same
 */
gboolean
lumbar_key_file_is_same (LumbarKeyFile *self, LumbarKeyFile *other)
{
  g_autofree char *mine = g_key_file_to_data (self->groups, NULL, NULL);
  g_autofree char *theirs = g_key_file_to_data (other->groups, NULL, NULL);

  return strcmp (mine, theirs) == 0;
}

/**
 * lumbar_key_file_remove:
 * @self: a key file
 * @id: a person
 *
 * Takes a person out; somebody always stays.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_key_file_remove (LumbarKeyFile *self, const char *id, GError **error)
{
  g_auto (GStrv) ids = lumbar_key_file_list (self);

  if (!g_strv_contains ((const char *const *) ids, id))
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("There is no “%s” in the key file."), id);
  else if (g_strv_length (ids) == 1)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                 _("The last person can't be taken out of the key file: nobody could open the record then."));
  else
    return g_key_file_remove_group (self->groups, id, NULL);
  return FALSE;
}

/**
 * lumbar_key_file_has_key:
 * @self: a key file
 * @key: a key
 *
 * Returns: whether @key is the one of the record the file belongs to
 */
gboolean
lumbar_key_file_has_key (LumbarKeyFile *self, const LumbarKey *key)
{
  g_autofree char *check = make_check (key);
  g_autofree char *noted = g_key_file_get_string (self->groups, RECORD_GROUP, "check", NULL);

  return noted != NULL && strlen (noted) == strlen (check) && sodium_memcmp (noted, check, strlen (check)) == 0;
}

static LumbarKey *
unlock_with (LumbarKeyFile *self, const char *id, const char *wrapped, const char *passphrase, GError **error)
{
  g_autofree char *problem = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (LumbarKey) key = lumbar_key_unwrap (wrapped != NULL ? wrapped : "", passphrase, &reason);

  if (key != NULL && lumbar_key_file_has_key (self, key))
    return g_steal_pointer (&key);
  if (key == NULL && reason->code != LUMBAR_ERROR_RECORD)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  problem = g_strdup_printf (key == NULL ? _("what is noted of “%s” is damaged")
                                         : _("the key of “%s” is that of another record"),
                             id);
  set_damaged (error, self->path != NULL ? self->path : RECORD_GROUP, problem);
  return NULL;
}

static LumbarKey *
unlock_one (LumbarKeyFile *self, const char *id, const char *passphrase, GError **error)
{
  g_autofree char *wrapped = lumbar_key_file_get_wrapped (self, id);
  g_autofree char *next = g_key_file_get_string (self->groups, id, "next", NULL);
  LumbarKey *key = next != NULL ? unlock_with (self, id, next, passphrase, NULL) : NULL;

  return key != NULL ? key : unlock_with (self, id, wrapped, passphrase, error);
}

/**
 * lumbar_key_file_unlock:
 * @self: a key file
 * @name: (nullable): the name or id of a person; %NULL to try everybody's, a fifth of a second each
 * @passphrase: a passphrase
 * @id: (out) (optional) (transfer full): whose passphrase it is
 *
 * Returns: (transfer full): the record's key, or %NULL with @error set: %LUMBAR_ERROR_DENIED where it is not the
 *   passphrase or there is nobody of that name, %LUMBAR_ERROR_RECORD where the file is damaged
 */
LumbarKey *
lumbar_key_file_unlock (LumbarKeyFile *self, const char *name, const char *passphrase, char **id, GError **error)
{
  g_auto (GStrv) ids = lumbar_key_file_list (self);
  g_autoptr (GError) problem = NULL;

  for (char **at = ids; *at != NULL; at++)
    {
      g_autofree char *called = lumbar_key_file_get_name (self, *at);
      g_autoptr (GError) reason = NULL;
      LumbarKey *key;

      if (name != NULL && strcmp (name, *at) != 0 && g_strcmp0 (name, called) != 0)
        continue;
      key = unlock_one (self, *at, passphrase, &reason);
      if (key != NULL && id != NULL)
        *id = g_strdup (*at);
      if (key != NULL)
        return key;
      /* A damaged entry says more than a passphrase that is not the one. */
      if (problem == NULL || problem->code == LUMBAR_ERROR_DENIED)
        {
          g_clear_error (&problem);
          problem = g_steal_pointer (&reason);
        }
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("There is nobody called “%s” who can open the record."),
                 name != NULL ? name : "");
  return NULL;
}

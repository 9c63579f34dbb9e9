/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record, encrypted ones: who may open it can be asked before it is open, and each opens it with
 * their own passphrase. */

#include "lumbar-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-encryption.h"
#include "lumbar-key-sync.h"
#include "lumbar-practitioner-table.h"
#include "lumbar-record-file.h"
#include "lumbar-text.h"

/**
 * lumbar_store_is_encrypted:
 * @path: a file, there or not
 *
 * Returns: whether it takes lumbar_store_open_as() to open it
 */
gboolean
lumbar_store_is_encrypted (const char *path)
{
  return lumbar_record_file_is_encrypted (path);
}

/* Whoever can write the key file can write what they like as a name. */
static char *
read_name (LumbarKeyFile *keys, const char *id)
{
  g_autofree char *name = lumbar_key_file_get_name (keys, id);
  g_autofree char *clean = lumbar_text_clean (name != NULL ? name : "", FALSE);

  return g_strdup (*clean != '\0' ? clean : id);
}

static LumbarPractitioner *
read_opener (LumbarKeyFile *keys, const char *id)
{
  g_autofree char *name = read_name (keys, id);
  LumbarPractitioner *opener = lumbar_practitioner_new (name, LUMBAR_ROLE_READER);

  lumbar_set_str (&opener->id, id);
  opener->may_enter = TRUE;
  return opener;
}

/**
 * lumbar_store_list_openers:
 * @path: an encrypted record
 *
 * Takes no passphrase: for people to say who they are. Their roles are in the record and not known yet.
 *
 * Returns: (transfer full) (element-type LumbarPractitioner): everybody who can open it, by id and name, or %NULL with
 *   @error set
 */
GPtrArray *
lumbar_store_list_openers (const char *path, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (path, error);
  g_autoptr (GPtrArray) openers = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_practitioner_free);
  g_auto (GStrv) ids = keys != NULL ? lumbar_key_file_list (keys) : NULL;

  for (char **id = ids; id != NULL && *id != NULL; id++)
    g_ptr_array_add (openers, read_opener (keys, *id));
  return keys != NULL ? g_steal_pointer (&openers) : NULL;
}

/**
 * lumbar_store_open_as:
 * @knowledge: the findings that answers belong to
 * @path: an encrypted record
 * @mode: for what
 * @who: (nullable): the id or name of one of lumbar_store_list_openers(); %NULL to try everybody, a fifth of a second
 *   each
 * @passphrase: theirs
 *
 * Opens an encrypted record, and enters it where that needs a passphrase. It is still shut only where the people in it
 * share another key than that of the file, as in a record that was encrypted before they could be one:
 * lumbar_store_login() is the second step then.
 *
 * Returns: (transfer full): the record, or %NULL with @error set; %LUMBAR_ERROR_DENIED where it is not the passphrase
 */
LumbarStore *
lumbar_store_open_as (LumbarKnowledge *knowledge,
                      const char *path,
                      LumbarStoreMode mode,
                      const char *who,
                      const char *passphrase,
                      GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (path, error);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (LumbarKey) key = keys != NULL ? lumbar_key_file_unlock (keys, who, passphrase, &id, error) : NULL;
  g_autoptr (LumbarStore) store = NULL;

  if (key == NULL)
    return NULL;
  name = read_name (keys, id);
  store = lumbar_store_open_with_key (knowledge, path, mode, key, name, error);
  if (store == NULL || (store->guarded && store->shares_key && !lumbar_store_login (store, id, passphrase, error)))
    return NULL;
  return g_steal_pointer (&store);
}

/* A record can only be opened with a key file beside it. One that is lost is made anew, for whoever
 * has the recovery key alone. */
static gboolean
ensure_key_file (const char *path, const LumbarKey *key, const char *wrapped, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (path, NULL);

  if (keys != NULL && lumbar_key_file_has_key (keys, key))
    return TRUE;
  g_clear_pointer (&keys, lumbar_key_file_free);
  keys = lumbar_key_file_new (key);
  return lumbar_key_file_set (keys, LUMBAR_KEY_FILE_FIRST, g_get_user_name (), wrapped, error) &&
         lumbar_key_file_save (keys, path, error);
}

/* @who is an id or a name; without one it is the first clinician. */
static const LumbarPractitioner *
find_person (GPtrArray *people, const char *who)
{
  for (guint i = 0; i < people->len; i++)
    {
      const LumbarPractitioner *person = people->pdata[i];

      if (who == NULL ? person->role == LUMBAR_ROLE_CLINICIAN
                      : strcmp (person->id, who) == 0 || strcmp (person->name, who) == 0)
        return person;
    }
  return NULL;
}

static gboolean
set_opener (const char *path, const char *who, const char *wrapped, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (path, error);
  g_autoptr (GPtrArray) openers = keys != NULL ? lumbar_store_list_openers (path, error) : NULL;
  const LumbarPractitioner *known = openers != NULL && who != NULL ? find_person (openers, who) : NULL;
  const char *id = known != NULL ? known->id : LUMBAR_KEY_FILE_FIRST;
  const char *name = known != NULL ? known->name : g_get_user_name ();

  return openers != NULL && lumbar_key_file_set (keys, id, name, wrapped, error) &&
         lumbar_key_file_save (keys, path, error);
}

static gboolean
recover_person (LumbarStore *self, const char *who, const char *recovery, const char *passphrase, GError **error)
{
  g_autoptr (GPtrArray) people = lumbar_store_list_practitioners (self, error);
  const LumbarPractitioner *person = people != NULL ? find_person (people, who) : NULL;

  if (people != NULL && person == NULL)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_NOT_FOUND, _("Nobody of this name may enter the record."));
  return person != NULL && lumbar_store_recover (self, person->id, recovery, passphrase, error);
}

/* Gives @who the passphrase; of the file, and of the record where one key is for both. */
static gboolean
give_passphrase (LumbarStore *self,
                 const char *who,
                 const char *recovery,
                 const char *passphrase,
                 const char *wrapped,
                 GError **error)
{
  if (self->guarded && self->shares_key)
    return recover_person (self, who, recovery, passphrase, error);
  return set_opener (lumbar_store_get_path (self), who, wrapped, error);
}

/**
 * lumbar_store_open_recovered:
 * @knowledge: the findings that answers belong to
 * @path: an encrypted record, whose key file may be lost
 * @who: (nullable): who has the recovery key, by id or name; %NULL for the first clinician, or for nobody in particular
 *   where no passphrase is needed to enter
 * @recovery: the key, as it was printed
 * @passphrase: their new passphrase
 *
 * Opens an encrypted record for writing with its recovery key, and makes its key file anew where that is lost. Where
 * the record needs a passphrase, they have a clinician's rights and have entered.
 *
 * Returns: (transfer full): the record, or %NULL with @error set: %LUMBAR_ERROR_INPUT for what is no recovery key or no
 *   good passphrase, %LUMBAR_ERROR_DENIED where it is not that of this record
 */
LumbarStore *
lumbar_store_open_recovered (LumbarKnowledge *knowledge,
                             const char *path,
                             const char *who,
                             const char *recovery,
                             const char *passphrase,
                             GError **error)
{
  g_autoptr (LumbarKey) key = lumbar_key_new_from_recovery (recovery, error);
  g_autofree char *wrapped = NULL;
  g_autoptr (LumbarStore) store = NULL;

  if (key == NULL || !lumbar_key_check_passphrase (passphrase, error) ||
      !lumbar_encryption_check_key (path, key, error))
    return NULL;
  wrapped = lumbar_key_wrap (key, passphrase, error);
  if (wrapped == NULL || !ensure_key_file (path, key, wrapped, error))
    return NULL;
  store = lumbar_store_open_with_key (knowledge, path, LUMBAR_STORE_READ_WRITE, key, NULL, error);
  return store != NULL && give_passphrase (store, who, recovery, passphrase, wrapped, error) ? g_steal_pointer (&store)
                                                                                             : NULL;
}

/**
 * lumbar_store_make_keys:
 * @self: a record that needs a passphrase, entered by a clinician
 * @key: (out) (transfer full): the key that people share
 *
 * For lumbar_encryption_encrypt(), once the record is closed: everybody opens it afterwards with the passphrase they
 * have, and the recovery key stays as it was.
 *
 * Returns: (transfer full): the key file to be, or %NULL with @error set
 */
LumbarKeyFile *
lumbar_store_make_keys (LumbarStore *self, LumbarKey **key, GError **error)
{
  LumbarKeyFile *keys;

  g_return_val_if_fail (self->guarded, NULL);

  if (!lumbar_store_require (self, LUMBAR_RIGHT_MANAGE, error))
    return NULL;
  keys = lumbar_key_sync_make (self->database, self->key, error);
  if (keys != NULL)
    *key = lumbar_key_copy (self->key);
  return keys;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the key file of an encrypted record in step with the people in its table, so that each opens it with their own
 * passphrase. The table decides who may; the key file, which must be read before the table can be, opens at every
 * moment for at least those:
 *
 *   1. in the transaction that changes the table, what is to come is put into the key file beside what is there;
 *   2. the transaction is committed;
 *   3. the key file is made anew from the table.
 *
 * After a power cut in between, the passphrase that the table has opens both, the old one before 2 and the new one
 * after it; another one that still opens the file is refused by the table. The next opening does what was left of 3.
 *
 * This takes one key for both: that of the file is also the one that people share (lumbar_store_protect()). */

#include "lumbar-key-sync.h"

#include "lumbar-practitioner-table.h"

/**
 * lumbar_key_sync_make:
 * @database: a record with people who may enter
 * @key: the key they share
 *
 * Returns: (transfer full): the key file that opens for them and nobody else, or %NULL with @error set
 */
LumbarKeyFile *
lumbar_key_sync_make (LumbarDatabase *database, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_new (key);
  g_autoptr (GPtrArray) people = lumbar_practitioner_table_list (database, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const LumbarPractitioner *person = people->pdata[i];
      g_autofree char *wrapped = lumbar_practitioner_table_get_wrapped (database, person->id, error);

      if (wrapped == NULL ||
          (person->may_enter && !lumbar_key_file_set (keys, person->id, person->name, wrapped, error)))
        return NULL;
    }
  return people != NULL ? g_steal_pointer (&keys) : NULL;
}

/* A key file that is lost or damaged while the record is open is made anew; one that only a newer program understands
 * is left alone. */
static LumbarKeyFile *
load_or_make (LumbarDatabase *database, const LumbarKey *key, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LumbarKeyFile) keys = lumbar_key_file_load (lumbar_database_get_path (database), &problem);

  if (keys != NULL && lumbar_key_file_has_key (keys, key))
    return g_steal_pointer (&keys);
  if (!g_error_matches (problem, LUMBAR_ERROR, LUMBAR_ERROR_NEWER))
    return lumbar_key_sync_make (database, key, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lumbar_key_sync_announce:
 * @database: a record in the transaction that is about to save @practitioner
 * @key: the key that people share
 * @practitioner: somebody, with an id
 * @wrapped: lumbar_key_wrap() of @key with the passphrase to come
 *
 * Lets the key file open with the passphrase to come, and still with the one that the table has.
 *
 * Returns: %FALSE with @error set and the key file as it was
 */
gboolean
lumbar_key_sync_announce (LumbarDatabase *database,
                          const LumbarKey *key,
                          const LumbarPractitioner *practitioner,
                          const char *wrapped,
                          GError **error)
{
  g_autoptr (LumbarKeyFile) keys = load_or_make (database, key, error);
  g_autofree char *before = NULL;
  gboolean is_new;

  if (keys == NULL)
    return FALSE;
  before = lumbar_practitioner_table_get_wrapped (database, practitioner->id, error);
  if (before == NULL)
    return FALSE;
  is_new = *before == '\0';
  if (!lumbar_key_file_set (keys, practitioner->id, practitioner->name, is_new ? wrapped : before, error))
    return FALSE;
  if (!is_new)
    lumbar_key_file_set_next (keys, practitioner->id, wrapped);
  return lumbar_key_file_save (keys, lumbar_database_get_path (database), error);
}

static gboolean
save_made (LumbarDatabase *database, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarKeyFile) keys = lumbar_key_sync_make (database, key, error);

  return keys != NULL && lumbar_key_file_save (keys, lumbar_database_get_path (database), error);
}

/**
 * lumbar_key_sync_run:
 * @database: a record outside a transaction, with people who may enter
 * @key: the key they share
 *
 * Makes the key file what the table says. Nothing is written where it is already.
 *
 * Returns: %FALSE with @error set and the key file as it was
 */
gboolean
lumbar_key_sync_run (LumbarDatabase *database, const LumbarKey *key, GError **error)
{
  g_autoptr (LumbarKeyFile) wanted = lumbar_key_sync_make (database, key, error);
  g_autoptr (LumbarKeyFile) keys = NULL;
  gboolean done;

  if (wanted == NULL)
    return FALSE;
  keys = lumbar_key_file_load (lumbar_database_get_path (database), NULL);
  if (keys != NULL && lumbar_key_file_is_same (keys, wanted))
    return TRUE;
  /* Not while another program is between its first step and its second. */
  if (!lumbar_database_begin (database, error))
    return FALSE;
  done = save_made (database, key, error);
  lumbar_database_rollback (database);
  return done;
}

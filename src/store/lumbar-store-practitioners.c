/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record, who may enter: people come, change their passphrase, recover it, and are barred. */

#include "lumbar-store-private.h"

#include <glib/gi18n-lib.h>

#include "lumbar-checkpoint.h"
#include "lumbar-key-sync.h"
#include "lumbar-practitioner-table.h"
#include "lumbar-statement.h"
#include "lumbar-text.h"

static gboolean
check_name (LumbarPractitioner *practitioner, GError **error)
{
  g_autofree char *clean = lumbar_text_clean (practitioner->name, FALSE);

  g_strstrip (clean);
  if (*clean == '\0' || g_utf8_strlen (clean, -1) > 200)
    {
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("A person who enters needs a name."));
      return FALSE;
    }
  lumbar_set_str (&practitioner->name, clean);
  return TRUE;
}

/* The key file comes first: it must open for whoever the table says it does, whatever happens next. */
static gboolean
announce_key (LumbarStore *self, LumbarPractitioner *practitioner, const char *wrapped, GError **error)
{
  return !self->shares_key || wrapped == NULL || *wrapped == '\0' ||
         lumbar_key_sync_announce (self->database, lumbar_database_get_key (self->database), practitioner, wrapped,
                                   error);
}

static gboolean
save_and_log (LumbarStore *self,
              LumbarPractitioner *practitioner,
              const char *wrapped,
              const char *detail,
              GError **error)
{
  const char *action = *practitioner->id == '\0' ? "create" : "change";

  if (*practitioner->id == '\0')
    {
      g_free (practitioner->id);
      practitioner->id = g_uuid_string_random ();
    }
  return announce_key (self, practitioner, wrapped, error) &&
         lumbar_practitioner_table_save (self->database, practitioner, wrapped, error) &&
         lumbar_store_log_signed (self, action, practitioner->id, detail, NULL, error);
}

/* Whoever is new has no id as long as they are not saved. */
static gboolean
change_people (LumbarStore *self,
               LumbarPractitioner *practitioner,
               const char *wrapped,
               const char *detail,
               GError **error)
{
  gboolean is_new = *practitioner->id == '\0';
  gboolean done = lumbar_database_begin (self->database, error);

  if (done)
    done = lumbar_database_end (self->database, save_and_log (self, practitioner, wrapped, detail, error), error);
  if (!done && is_new)
    lumbar_set_str (&practitioner->id, "");
  lumbar_store_sync_keys (self);
  return done;
}

static gboolean
protect (LumbarStore *self, LumbarPractitioner *first, const char *wrapped, const LumbarKey *key, GError **error)
{
  g_autofree char *public_key = lumbar_checkpoint_get_public_key (key);

  return save_and_log (self, first, wrapped, NULL, error) &&
         lumbar_store_append_log (self, "protect", "record", NULL, public_key, error) &&
         lumbar_checkpoint_add (self->database, key, error) &&
         lumbar_store_log_signed (self, "login", first->id, NULL, key, error);
}

/**
 * lumbar_store_protect:
 * @self: a record that nobody needs a passphrase for
 * @first: (transfer none): the first to enter, a clinician
 * @passphrase: theirs
 * @recovery: (out) (transfer full): the key that opens the record when every passphrase is forgotten; to be printed
 *   once and wiped. That of an encrypted record stays as it was
 *
 * From now on nobody enters without a passphrase. @first has entered. An encrypted record opens from now on for those
 * who may enter, and for nobody else.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_protect (LumbarStore *self,
                      const LumbarPractitioner *first,
                      const char *passphrase,
                      char **recovery,
                      GError **error)
{
  g_autoptr (LumbarPractitioner) practitioner = lumbar_practitioner_copy (first);
  g_autoptr (LumbarKey) key = NULL;
  g_autofree char *wrapped = NULL;
  const LumbarKey *shared = lumbar_database_get_key (self->database);

  g_return_val_if_fail (!self->guarded && first->role == LUMBAR_ROLE_CLINICIAN, FALSE);

  if (!check_name (practitioner, error) || !lumbar_key_check_passphrase (passphrase, error))
    return FALSE;
  key = shared != NULL ? lumbar_key_copy (shared) : lumbar_key_new_random ();
  wrapped = lumbar_key_wrap (key, passphrase, error);
  self->shares_key = shared != NULL;
  if (wrapped == NULL || !lumbar_database_begin (self->database, error) ||
      !lumbar_database_end (self->database, protect (self, practitioner, wrapped, key, error), error))
    {
      self->shares_key = FALSE;
      return FALSE;
    }
  *recovery = lumbar_key_to_recovery (key);
  self->guarded = TRUE;
  lumbar_store_sync_keys (self);
  lumbar_store_set_entered (self, g_steal_pointer (&practitioner), g_steal_pointer (&key));
  return TRUE;
}

static gboolean
count_clinicians (LumbarStore *self, const char *but, gint64 *n, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    self->database,
    "SELECT count (*) FROM practitioner WHERE role = 'clinician' AND wrapped <> '' AND id <> :but", error);

  lumbar_statement_bind_text (row, ":but", but);
  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return FALSE;
  *n = lumbar_statement_get_int (row, 0);
  return TRUE;
}

/* Somebody must be able to say who may enter. */
static gboolean
check_one_left (LumbarStore *self, LumbarPractitioner *practitioner, gboolean barred, GError **error)
{
  gint64 n;

  if (practitioner->role == LUMBAR_ROLE_CLINICIAN && !barred)
    return TRUE;
  if (!count_clinicians (self, practitioner->id, &n, error))
    return FALSE;
  if (n > 0)
    return TRUE;
  g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                       _("This is the last clinician who may enter. Let another one enter first."));
  return FALSE;
}

/**
 * lumbar_store_save_practitioner:
 * @self: a record that needs a passphrase, entered by a clinician
 * @practitioner: a person, new where the id is ""; given an id then
 * @passphrase: (nullable): a new passphrase; %NULL leaves it as it is; "" takes the right to enter
 *
 * The key file of an encrypted record follows. Whoever lost the right to enter still opens copies that they kept, with
 * the key file of then: the key itself stays the same.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_save_practitioner (LumbarStore *self,
                                LumbarPractitioner *practitioner,
                                const char *passphrase,
                                GError **error)
{
  g_autofree char *wrapped = NULL;
  gboolean barred = passphrase != NULL && *passphrase == '\0';
  const char *what = barred ? "barred" : passphrase != NULL ? "passphrase" : NULL;

  g_return_val_if_fail (self->guarded, FALSE);

  if (!lumbar_store_require (self, LUMBAR_RIGHT_MANAGE, error) || !check_name (practitioner, error) ||
      !check_one_left (self, practitioner, barred, error) ||
      (passphrase != NULL && !barred && !lumbar_key_check_passphrase (passphrase, error)))
    return FALSE;
  if (passphrase != NULL)
    wrapped = barred ? g_strdup ("") : lumbar_key_wrap (self->key, passphrase, error);
  if (passphrase != NULL && wrapped == NULL)
    return FALSE;
  return change_people (self, practitioner, wrapped, what, error);
}

/**
 * lumbar_store_change_passphrase:
 * @self: a record that somebody entered
 * @before: their passphrase until now
 * @after: the new one
 *
 * Returns: %FALSE with @error set and the passphrase as it was
 */
gboolean
lumbar_store_change_passphrase (LumbarStore *self, const char *before, const char *after, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;
  g_autofree char *wrapped = NULL;

  g_return_val_if_fail (self->practitioner != NULL, FALSE);

  key = lumbar_store_try_passphrase (self, self->practitioner->id, before, error);
  if (key == NULL || !lumbar_key_check_passphrase (after, error))
    return FALSE;
  wrapped = lumbar_key_wrap (key, after, error);
  return wrapped != NULL && change_people (self, self->practitioner, wrapped, "passphrase", error);
}

static gboolean
recover (LumbarStore *self, const char *id, const LumbarKey *key, const char *passphrase, GError **error)
{
  g_autoptr (LumbarPractitioner) practitioner = lumbar_practitioner_table_get (self->database, id, error);
  g_autofree char *wrapped = NULL;

  if (practitioner == NULL || !lumbar_store_check_key (self, key, error))
    return FALSE;
  practitioner->role = LUMBAR_ROLE_CLINICIAN;
  wrapped = lumbar_key_wrap (key, passphrase, error);
  /* One change: whoever was not let in still has the passphrase of before. */
  if (wrapped == NULL || !lumbar_database_begin (self->database, error) ||
      !lumbar_database_end (self->database,
                            save_and_log (self, practitioner, wrapped, "recovered", error) &&
                              lumbar_store_log_signed (self, "login", id, NULL, key, error),
                            error))
    return FALSE;
  lumbar_store_sync_keys (self);
  lumbar_store_set_entered (self, g_steal_pointer (&practitioner), lumbar_key_copy (key));
  return TRUE;
}

/**
 * lumbar_store_recover:
 * @self: a record that needs a passphrase, open for writing
 * @id: who has the recovery key
 * @recovery: the key, as it was printed
 * @passphrase: their new passphrase
 *
 * Gives somebody a new passphrase, and a clinician's rights, since whoever holds the key could take them. They have
 * entered.
 *
 * Returns: %FALSE with @error set; the record is shut then
 */
gboolean
lumbar_store_recover (LumbarStore *self, const char *id, const char *recovery, const char *passphrase, GError **error)
{
  g_autoptr (LumbarKey) key = lumbar_key_new_from_recovery (recovery, error);
  g_autofree char *who = g_strdup (id);
  gboolean recovered;

  g_return_val_if_fail (self->guarded, FALSE);

  if (key == NULL || !lumbar_key_check_passphrase (passphrase, error))
    return FALSE;
  lumbar_store_set_entered (self, NULL, NULL);
  lumbar_database_set_shut (self->database, FALSE);
  recovered = recover (self, who, key, passphrase, error);
  if (!recovered)
    lumbar_store_set_entered (self, NULL, NULL);
  return recovered;
}

static gboolean
unprotect (LumbarStore *self, GError **error)
{
  g_autoptr (GPtrArray) all = lumbar_practitioner_table_list (self->database, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!lumbar_practitioner_table_save (self->database, all->pdata[i], "", error))
      return FALSE;
  return lumbar_store_append_log (self, "unprotect", "record", NULL, NULL, error) &&
         lumbar_checkpoint_add (self->database, self->key, error);
}

/**
 * lumbar_store_unprotect:
 * @self: a record that a clinician entered
 * @passphrase: theirs, once more
 *
 * From now on no passphrase is needed; an encrypted record still opens with those it opened with.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_unprotect (LumbarStore *self, const char *passphrase, GError **error)
{
  g_autoptr (LumbarKey) key = NULL;

  if (!lumbar_store_require (self, LUMBAR_RIGHT_MANAGE, error))
    return FALSE;
  key = lumbar_store_try_passphrase (self, self->practitioner->id, passphrase, error);
  if (key == NULL || !lumbar_database_begin (self->database, error) ||
      !lumbar_database_end (self->database, unprotect (self, error), error))
    return FALSE;
  self->guarded = self->shares_key = FALSE;
  lumbar_store_set_entered (self, NULL, NULL);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public face of the record, entering. A record without anybody's passphrase is open to whoever can open its file;
 * with one, nothing of it is read or written until somebody enters. */

#include "lumbar-store-private.h"

#include <glib/gi18n-lib.h>

#include "lumbar-checkpoint.h"
#include "lumbar-key-sync.h"
#include "lumbar-login-delay.h"
#include "lumbar-practitioner-table.h"

/**
 * lumbar_store_sync_keys:
 * @self: a record
 *
 * Makes the key file of an encrypted record follow its people. What can't be put right now is the next time; until then
 * the key file opens for too many rather than too few.
 */
void
lumbar_store_sync_keys (LumbarStore *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->shares_key || lumbar_store_is_read_only (self) || lumbar_database_in_transaction (self->database))
    return;
  if (!lumbar_key_sync_run (self->database, lumbar_database_get_key (self->database), &error))
    g_message ("The key file is not up to date: %s", error->message);
}

/**
 * lumbar_store_read_guarded:
 * @self: a record that was just opened
 *
 * Finds out whether a passphrase is needed, and shuts the record if so. The key file of an encrypted one is brought up
 * to date where a power cut left it behind.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_read_guarded (LumbarStore *self, GError **error)
{
  const LumbarKey *key = lumbar_database_get_key (self->database);

  if (!lumbar_practitioner_table_has_any (self->database, &self->guarded, error) ||
      (self->guarded && key != NULL && !lumbar_checkpoint_is_key (self->database, key, &self->shares_key, error)))
    return FALSE;
  lumbar_store_sync_keys (self);
  lumbar_database_set_shut (self->database, self->guarded);
  return TRUE;
}

/**
 * lumbar_store_is_guarded:
 * @self: a record
 *
 * Returns: whether a passphrase is needed to enter
 */
gboolean
lumbar_store_is_guarded (LumbarStore *self)
{
  return self->guarded;
}

/**
 * lumbar_store_is_shut:
 * @self: a record
 *
 * Returns: whether somebody must enter before anything else can be done
 */
gboolean
lumbar_store_is_shut (LumbarStore *self)
{
  return self->guarded && self->practitioner == NULL;
}

/**
 * lumbar_store_get_practitioner:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): who entered; %NULL for nobody, or where no passphrase is needed
 */
const LumbarPractitioner *
lumbar_store_get_practitioner (LumbarStore *self)
{
  return self->practitioner;
}

/**
 * lumbar_store_may:
 * @self: a record
 * @right: something to do
 *
 * Returns: whether whoever entered may do it; where no passphrase is needed, anybody may do anything
 */
gboolean
lumbar_store_may (LumbarStore *self, LumbarRight right)
{
  return !self->guarded || (self->practitioner != NULL && lumbar_role_may (self->practitioner->role, right));
}

/**
 * lumbar_store_require:
 * @self: a record
 * @right: what is about to be done
 *
 * Returns: %FALSE with @error set where whoever entered may not do it
 */
gboolean
lumbar_store_require (LumbarStore *self, LumbarRight right, GError **error)
{
  if (lumbar_store_may (self, right))
    return TRUE;
  if (lumbar_store_is_shut (self))
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("“%s” is locked: enter with your passphrase."),
                 lumbar_store_get_path (self));
  else if (right == LUMBAR_RIGHT_PREPARE)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("You may read this record, not change it."));
  else
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED,
                         _("Only a clinician may do this. What was prepared is kept."));
  return FALSE;
}

/**
 * lumbar_store_set_entered:
 * @self: a record
 * @practitioner: (nullable) (transfer full): who has entered; %NULL for nobody
 * @key: (nullable) (transfer full): the record's key
 */
void
lumbar_store_set_entered (LumbarStore *self, LumbarPractitioner *practitioner, LumbarKey *key)
{
  lumbar_practitioner_free (self->practitioner);
  self->practitioner = practitioner;
  lumbar_key_free (self->key);
  self->key = key;
  if (practitioner != NULL)
    {
      g_free (self->user);
      self->user = g_strdup (practitioner->name);
    }
  lumbar_database_set_shut (self->database, lumbar_store_is_shut (self));
}

/**
 * lumbar_store_log_signed:
 * @self: a record in a transaction
 * @action: what was done
 * @id: the practitioner it was done by or to
 * @detail: (nullable): more of it
 * @key: (nullable): the record's key, to sign the log with
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_log_signed (LumbarStore *self,
                         const char *action,
                         const char *id,
                         const char *detail,
                         const LumbarKey *key,
                         GError **error)
{
  return lumbar_store_append_log (self, action, "practitioner", id, detail, error) &&
         (key == NULL || lumbar_checkpoint_add (self->database, key, error));
}

static gboolean
log_alone (LumbarStore *self,
           const char *action,
           const char *id,
           const char *detail,
           const LumbarKey *key,
           GError **error)
{
  return lumbar_database_begin (self->database, error) &&
         lumbar_database_end (self->database, lumbar_store_log_signed (self, action, id, detail, key, error), error);
}

/**
 * lumbar_store_list_practitioners:
 * @self: a record; a shut one too, for people to say who they are
 *
 * Returns: (transfer full) (element-type LumbarPractitioner): everybody, by name, or %NULL with @error set
 */
GPtrArray *
lumbar_store_list_practitioners (LumbarStore *self, GError **error)
{
  GPtrArray *all;

  lumbar_database_set_shut (self->database, FALSE);
  all = lumbar_practitioner_table_list (self->database, error);
  lumbar_database_set_shut (self->database, lumbar_store_is_shut (self));
  return all;
}

/**
 * lumbar_store_check_key:
 * @self: a record
 * @key: what a passphrase or a paper gave
 *
 * The log's signatures are checked with the public key: a key that does not belong to it was put in by somebody.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_store_check_key (LumbarStore *self, const LumbarKey *key, GError **error)
{
  gboolean is = FALSE;

  if (lumbar_checkpoint_is_key (self->database, key, &is, error) && !is)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("This key does not belong to “%s”. Restore the last good backup, or use its own recovery key."),
                 lumbar_store_get_path (self));
  return is;
}

static LumbarKey *
unwrap (LumbarStore *self, const char *id, const char *passphrase, GError **error)
{
  g_autofree char *wrapped = lumbar_practitioner_table_get_wrapped (self->database, id, error);
  g_autoptr (LumbarKey) key = NULL;

  if (wrapped == NULL)
    return NULL;
  if (*wrapped == '\0')
    {
      g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED, _("This person may no longer enter."));
      return NULL;
    }
  key = lumbar_key_unwrap (wrapped, passphrase, error);
  return key != NULL && lumbar_store_check_key (self, key, error) ? g_steal_pointer (&key) : NULL;
}

/**
 * lumbar_store_try_passphrase:
 * @self: a record
 * @id: a practitioner
 * @passphrase: perhaps theirs
 *
 * A wrong passphrase is in the log, also where nobody gets in: who comes next is told.
 *
 * Returns: (transfer full): the record's key, or %NULL with @error set
 */
LumbarKey *
lumbar_store_try_passphrase (LumbarStore *self, const char *id, const char *passphrase, GError **error)
{
  GError *problem = NULL;
  LumbarKey *key;

  if (!lumbar_login_delay_check (self->database, id, error))
    return NULL;
  key = unwrap (self, id, passphrase, &problem);
  if (key != NULL)
    return key;
  if (g_error_matches (problem, LUMBAR_ERROR, LUMBAR_ERROR_DENIED) && !lumbar_store_is_read_only (self))
    log_alone (self, "login-failed", id, NULL, NULL, NULL);
  g_propagate_error (error, problem);
  return NULL;
}

static gboolean
enter (LumbarStore *self, const char *id, const char *passphrase, GError **error)
{
  g_autoptr (LumbarPractitioner) practitioner = lumbar_practitioner_table_get (self->database, id, error);
  g_autoptr (LumbarKey) key = practitioner ? lumbar_store_try_passphrase (self, id, passphrase, error) : NULL;

  if (key == NULL)
    return FALSE;
  lumbar_store_set_entered (self, g_steal_pointer (&practitioner), g_steal_pointer (&key));
  return lumbar_store_is_read_only (self) || log_alone (self, "login", id, NULL, self->key, error);
}

/**
 * lumbar_store_login:
 * @self: a record that needs a passphrase
 * @id: who wants to enter
 * @passphrase: theirs
 *
 * Takes about a fifth of a second, on purpose. After some wrong passphrases a wait is asked for that grows.
 *
 * Returns: %FALSE with @error set, %LUMBAR_ERROR_DENIED for a wrong passphrase or one given too soon; the record is
 *   shut then
 */
gboolean
lumbar_store_login (LumbarStore *self, const char *id, const char *passphrase, GError **error)
{
  g_autofree char *who = g_strdup (id); /* It may be that of the one who leaves */
  gboolean entered;

  g_return_val_if_fail (self->guarded, FALSE);

  lumbar_store_set_entered (self, NULL, NULL);
  lumbar_database_set_shut (self->database, FALSE);
  entered = enter (self, who, passphrase, error);
  if (!entered)
    lumbar_store_set_entered (self, NULL, NULL);
  return entered;
}

/**
 * lumbar_store_lock:
 * @self: a record
 *
 * Whoever entered leaves; the log is signed. Nothing is read or written until somebody enters again.
 */
void
lumbar_store_lock (LumbarStore *self)
{
  g_autoptr (GError) error = NULL;

  if (self->practitioner == NULL)
    return;
  if (!lumbar_store_is_read_only (self) &&
      !log_alone (self, "logout", self->practitioner->id, NULL, self->key, &error))
    g_message ("The log was not signed on leaving: %s", error->message);
  lumbar_store_set_entered (self, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enters a record that needs a passphrase, as the one who is named or the only one who may. */

#include "lumbar-cli-enter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-cli.h"

#define USER_VARIABLE "LUMBAR_USER"

/**
 * lumbar_cli_get_user:
 *
 * Returns: (nullable): who says in LUMBAR_USER that they enter, by the name the record has
 */
const char *
lumbar_cli_get_user (void)
{
  const char *user = g_getenv (USER_VARIABLE);

  return user != NULL && *user != '\0' ? user : NULL;
}

/* Whoever LUMBAR_USER names, or the only one who may enter. */
static const LumbarPractitioner *
find_practitioner (GPtrArray *all, GError **error)
{
  const char *wanted = lumbar_cli_get_user ();
  const LumbarPractitioner *found = NULL;
  guint n_may_enter = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const LumbarPractitioner *person = all->pdata[i];

      if (!person->may_enter)
        continue;
      n_may_enter++;
      if (wanted == NULL || strcmp (person->name, wanted) == 0)
        found = person;
    }
  if (found != NULL && (wanted != NULL || n_may_enter == 1))
    return found;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED,
               _("The record needs a passphrase. Say in %s who you are, by the name the record has."), USER_VARIABLE);
  return NULL;
}

/**
 * lumbar_cli_enter:
 * @store: a record
 *
 * Enters a record that needs a passphrase; does nothing for another one.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_cli_enter (LumbarStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  const LumbarPractitioner *person;
  char *passphrase;
  gboolean entered;

  if (!lumbar_store_is_shut (store))
    return TRUE;
  all = lumbar_store_list_practitioners (store, error);
  person = all ? find_practitioner (all, error) : NULL;
  passphrase = person ? lumbar_cli_read_passphrase (error) : NULL;
  if (passphrase == NULL)
    return FALSE;
  entered = lumbar_store_login (store, person->id, passphrase, error);
  lumbar_cli_wipe (passphrase);
  return entered;
}

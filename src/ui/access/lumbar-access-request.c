/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wish about who may enter. Passphrases stay in memory no longer than it. */

#include "lumbar-access-request.h"

#include <string.h>

/**
 * lumbar_access_request_new:
 * @deed: what is to be done
 * @person: (nullable): whom it is about
 *
 * Returns: (transfer full): a request without passphrases
 */
LumbarAccessRequest *
lumbar_access_request_new (LumbarAccessDeed deed, const LumbarPractitioner *person)
{
  LumbarAccessRequest *self = g_new0 (LumbarAccessRequest, 1);

  self->deed = deed;
  self->person = person ? lumbar_practitioner_copy (person) : NULL;
  return self;
}

/**
 * lumbar_access_request_free:
 * @self: (nullable): a request
 */
void
lumbar_access_request_free (LumbarAccessRequest *self)
{
  if (self == NULL)
    return;
  lumbar_practitioner_free (self->person);
  lumbar_access_wipe (self->before);
  lumbar_access_wipe (self->after);
  lumbar_access_wipe (self->recovery);
  g_free (self);
}

/**
 * lumbar_access_wipe:
 * @secret: (nullable) (transfer full): a passphrase or key
 *
 * Frees it and leaves nothing of it in memory.
 */
void
lumbar_access_wipe (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

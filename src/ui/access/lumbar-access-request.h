/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-practitioner.h"

G_BEGIN_DECLS

/**
 * LumbarAccessDeed:
 * @LUMBAR_ACCESS_LOGIN: somebody enters with their passphrase
 * @LUMBAR_ACCESS_RECOVER: somebody enters with the recovery key and gets a new passphrase
 * @LUMBAR_ACCESS_PROTECT: from now on a passphrase is needed
 * @LUMBAR_ACCESS_ADD: one more person may enter
 * @LUMBAR_ACCESS_CHANGE: a person gets another name, role or passphrase
 * @LUMBAR_ACCESS_BAR: a person may no longer enter
 * @LUMBAR_ACCESS_PASSPHRASE: whoever entered gets a new passphrase
 * @LUMBAR_ACCESS_UNPROTECT: from now on no passphrase is needed
 *
 * What is done about who may enter.
 */
typedef enum {
  LUMBAR_ACCESS_LOGIN,
  LUMBAR_ACCESS_RECOVER,
  LUMBAR_ACCESS_PROTECT,
  LUMBAR_ACCESS_ADD,
  LUMBAR_ACCESS_CHANGE,
  LUMBAR_ACCESS_BAR,
  LUMBAR_ACCESS_PASSPHRASE,
  LUMBAR_ACCESS_UNPROTECT,
} LumbarAccessDeed;

/**
 * LumbarAccessRequest:
 * @deed: what is to be done
 * @person: (nullable): whom it is about; %NULL for whoever entered
 * @before: (nullable): the passphrase until now, or that of whoever enters
 * @after: (nullable): the new passphrase; %NULL where it stays
 * @recovery: (nullable): the recovery key, as it was printed
 *
 * A wish about who may enter, with what proves that it may be granted.
 */
typedef struct {
  LumbarAccessDeed deed;
  LumbarPractitioner *person;
  char *before;
  char *after;
  char *recovery;
} LumbarAccessRequest;

LumbarAccessRequest *lumbar_access_request_new (LumbarAccessDeed deed, const LumbarPractitioner *person);
void lumbar_access_request_free (LumbarAccessRequest *self);
void lumbar_access_wipe (char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarAccessRequest, lumbar_access_request_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarRole:
 * @LUMBAR_ROLE_CLINICIAN: everything: signs, concludes, and says who may enter
 * @LUMBAR_ROLE_ASSISTANT: prepares: patients, answers, events; a clinician signs
 * @LUMBAR_ROLE_READER: reads and prints
 */
typedef enum {
  LUMBAR_ROLE_CLINICIAN,
  LUMBAR_ROLE_ASSISTANT,
  LUMBAR_ROLE_READER,
} LumbarRole;

/**
 * LumbarRight:
 * @LUMBAR_RIGHT_READ: to see, print and export
 * @LUMBAR_RIGHT_PREPARE: to change patients, drafts and events
 * @LUMBAR_RIGHT_SIGN: to sign visits, and to add addenda and outcomes
 * @LUMBAR_RIGHT_MANAGE: to say who may enter; to delete, merge and erase patients; to restore a backup
 */
typedef enum {
  LUMBAR_RIGHT_READ,
  LUMBAR_RIGHT_PREPARE,
  LUMBAR_RIGHT_SIGN,
  LUMBAR_RIGHT_MANAGE,
} LumbarRight;

/**
 * LumbarPractitioner:
 * @id: UUID; "" before it is saved
 * @name: as visits are signed with
 * @role: what they may do
 * @may_enter: whether they have a passphrase
 *
 * Somebody who works with the record. HL7 FHIR R4, Practitioner.
 */
typedef struct {
  char *id;
  char *name;
  LumbarRole role;
  gboolean may_enter;
} LumbarPractitioner;

LumbarPractitioner *lumbar_practitioner_new (const char *name, LumbarRole role);
LumbarPractitioner *lumbar_practitioner_copy (const LumbarPractitioner *self);
void lumbar_practitioner_free (LumbarPractitioner *self);

const char *lumbar_role_to_id (LumbarRole role);
gboolean lumbar_role_from_id (const char *id, LumbarRole *role);
const char *lumbar_role_get_title (LumbarRole role);
gboolean lumbar_role_may (LumbarRole role, LumbarRight right);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarPractitioner, lumbar_practitioner_free)

G_END_DECLS

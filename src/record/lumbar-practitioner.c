/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works with the record, and what each role may do. */

#include "lumbar-practitioner.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *id;
  const char *title;
  LumbarRight most; /* Rights are in an order: who may do one may do those before it */
} roles[] = {
  [LUMBAR_ROLE_CLINICIAN] = { "clinician", N_ ("Clinician"), LUMBAR_RIGHT_MANAGE },
  [LUMBAR_ROLE_ASSISTANT] = { "assistant", N_ ("Assistant"), LUMBAR_RIGHT_PREPARE },
  [LUMBAR_ROLE_READER] = { "reader", N_ ("Reader"), LUMBAR_RIGHT_READ },
};

/**
 * lumbar_practitioner_new:
 * @name: as visits are signed with
 * @role: what they may do
 *
 * Returns: (transfer full): a practitioner who may not enter yet
 */
LumbarPractitioner *
lumbar_practitioner_new (const char *name, LumbarRole role)
{
  LumbarPractitioner *self = g_new0 (LumbarPractitioner, 1);

  self->id = g_strdup ("");
  self->name = g_strdup (name);
  self->role = role;
  return self;
}

/**
 * lumbar_practitioner_copy:
 * @self: a practitioner
 *
 * Returns: (transfer full): the same
 */
LumbarPractitioner *
lumbar_practitioner_copy (const LumbarPractitioner *self)
{
  LumbarPractitioner *copy = lumbar_practitioner_new (self->name, self->role);

  g_free (copy->id);
  copy->id = g_strdup (self->id);
  copy->may_enter = self->may_enter;
  return copy;
}

/**
 * lumbar_practitioner_free:
 * @self: (nullable): a practitioner
 */
void
lumbar_practitioner_free (LumbarPractitioner *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

/**
 * lumbar_role_to_id:
 * @role: a role
 *
 * Returns: its name in the record
 */
const char *
lumbar_role_to_id (LumbarRole role)
{
  return roles[role].id;
}

/**
 * lumbar_role_from_id:
 * @id: a name from the record
 * @role: (out): the role
 *
 * Returns: whether there is such a role
 */
gboolean
lumbar_role_from_id (const char *id, LumbarRole *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].id, id) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * lumbar_role_get_title:
 * @role: a role
 *
 * Returns: its name for people
 */
const char *
lumbar_role_get_title (LumbarRole role)
{
  return _(roles[role].title);
}

/**
 * lumbar_role_may:
 * @role: a role
 * @right: something to do
 *
 * Returns: whether people of this role may do it
 */
gboolean
lumbar_role_may (LumbarRole role, LumbarRight right)
{
  return right <= roles[role].most;
}

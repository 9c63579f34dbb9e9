/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event as it was written at one time. */

#include "lumbar-event-version.h"

/**
 * lumbar_event_version_new:
 * @at: when it was written
 * @author: who wrote it
 * @event: (transfer full): the event as it was written
 *
 * Returns: (transfer full): a version
 */
LumbarEventVersion *
lumbar_event_version_new (const char *at, const char *author, LumbarEvent *event)
{
  LumbarEventVersion *self = g_new0 (LumbarEventVersion, 1);

  self->at = g_strdup (at);
  self->author = g_strdup (author);
  self->event = event;
  return self;
}

/**
 * lumbar_event_version_free:
 * @self: (transfer full): a version
 */
void
lumbar_event_version_free (LumbarEventVersion *self)
{
  g_free (self->at);
  g_free (self->author);
  g_object_unref (self->event);
  g_free (self);
}

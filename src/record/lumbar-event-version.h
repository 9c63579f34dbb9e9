/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-event.h"

G_BEGIN_DECLS

/**
 * LumbarEventVersion:
 * @at: when it was written, an instant; "" where the record does not know
 * @author: who wrote it; "" likewise
 * @event: the event as it was written
 *
 * One version of an event. The last one counts; the one before says what was changed. Immutable.
 */
typedef struct {
  char *at;
  char *author;
  LumbarEvent *event;
} LumbarEventVersion;

LumbarEventVersion *lumbar_event_version_new (const char *at, const char *author, LumbarEvent *event);
void lumbar_event_version_free (LumbarEventVersion *self);

G_END_DECLS

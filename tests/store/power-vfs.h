/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shim-vfs.h"

G_BEGIN_DECLS

/**
 * PowerLog:
 *
 * All that was written below one folder, and all that was brought to disk, in order.
 */
typedef struct _PowerLog PowerLog;

/**
 * PowerWorld:
 *
 * What is on disk for sure, and what may be, after a number of the log's steps.
 */
typedef struct _PowerWorld PowerWorld;

PowerLog *power_log_new (const char *folder);
void power_log_free (PowerLog *self);
void power_log_start (PowerLog *self);
guint power_log_get_length (PowerLog *self);
char *power_log_describe (PowerLog *self, guint step);

PowerWorld *power_world_new (PowerLog *log);
void power_world_free (PowerWorld *self);
guint power_world_get_step (PowerWorld *self);
void power_world_advance (PowerWorld *self);
void power_world_cut (PowerWorld *self, guint32 seed, const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowerLog, power_log_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowerWorld, power_world_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shim-vfs.h"

G_BEGIN_DECLS

/**
 * FaultKind:
 * @FAULT_IO: the call fails as a failing disk does
 * @FAULT_FULL: what would need room (writing, making files) fails as on a full disk; other calls go on
 * @FAULT_SHORT: as @FAULT_FULL, but a part of what is to be written gets through
 */
typedef enum {
  FAULT_IO,
  FAULT_FULL,
  FAULT_SHORT,
  N_FAULT_KINDS,
} FaultKind;

void fault_count (void);
void fault_set (FaultKind kind, guint at, gboolean lasting);
void fault_clear (void);
guint fault_get_n_calls (FaultKind kind);
guint fault_get_n_failed (void);
const char *fault_get_what (void);
const char *fault_kind_get_name (FaultKind kind);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets the n-th call that the record makes of the system fail, once or from then on (shim-vfs.c tells which calls
 * there are). Only calls that a kind can hit are counted for it. */

#include "fault-vfs.h"

#include <errno.h>
#include <string.h>

static struct {
  gboolean armed;
  FaultKind kind;
  guint at;
  gboolean lasting;
  guint n_calls[N_FAULT_KINDS];
  guint n_failed;
  char *what;
} fault;

static gboolean
can_hit (FaultKind kind, const ShimEvent *event)
{
  switch (kind)
    {
    case FAULT_IO:
      return TRUE;
    case FAULT_FULL:
      return event->call == SHIM_WRITE || event->call == SHIM_SYNC || event->call == SHIM_MAKE_FOLDER ||
             event->call == SHIM_LINK || event->call == SHIM_RENAME;
    case FAULT_SHORT:
    default:
      return event->call == SHIM_WRITE;
    }
}

static int
decide (const ShimEvent *event, gint64 *part, gpointer data)
{
  guint number;

  for (FaultKind kind = 0; kind < N_FAULT_KINDS; kind++)
    fault.n_calls[kind] += can_hit (kind, event);
  number = fault.n_calls[fault.kind];
  if (!fault.armed || !can_hit (fault.kind, event) || number < fault.at || (number > fault.at && !fault.lasting))
    return 0;
  fault.n_failed++;
  if (fault.what == NULL)
    fault.what = g_strdup_printf ("%s %s", shim_call_get_name (event->call), event->path ? event->path : "");
  if (fault.kind == FAULT_SHORT)
    *part = event->length / 3;
  return fault.kind == FAULT_IO ? EIO : ENOSPC;
}

static void
start (void)
{
  memset (fault.n_calls, 0, sizeof fault.n_calls);
  fault.n_failed = 0;
  g_clear_pointer (&fault.what, g_free);
  shim_observe (&(ShimObserver){ .before = decide });
}

/**
 * fault_count:
 *
 * Counts calls from now on; none fails.
 */
void
fault_count (void)
{
  fault.armed = FALSE;
  start ();
}

/**
 * fault_set:
 * @at: the number of the call that fails, from 1
 * @lasting: whether all after it fail too
 */
void
fault_set (FaultKind kind, guint at, gboolean lasting)
{
  fault.armed = TRUE;
  fault.kind = kind;
  fault.at = at;
  fault.lasting = lasting;
  start ();
}

/**
 * fault_clear:
 *
 * From now on the disk is well.
 */
void
fault_clear (void)
{
  fault.armed = FALSE;
  shim_observe (NULL);
}

/**
 * fault_get_n_calls:
 *
 * Returns: how many calls that @kind can hit there were since fault_count() or fault_set()
 */
guint
fault_get_n_calls (FaultKind kind)
{
  return fault.n_calls[kind];
}

guint
fault_get_n_failed (void)
{
  return fault.n_failed;
}

/**
 * fault_get_what:
 *
 * Returns: (nullable): the call that failed first
 */
const char *
fault_get_what (void)
{
  return fault.what;
}

const char *
fault_kind_get_name (FaultKind kind)
{
  static const char *const names[] = { "io", "full", "short" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == N_FAULT_KINDS);
  return names[kind];
}

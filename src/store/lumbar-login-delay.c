/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guessing is made slow: who gave wrong passphrases waits, longer each time. What was tried is read from the log, so
 * that starting the program again does not help. */

#include "lumbar-login-delay.h"

#include <glib/gi18n-lib.h>

#include "lumbar-statement.h"

/* A slip of the fingers costs nothing. */
#define FREE_ATTEMPTS 3
#define FIRST_DELAY_S 5
#define LONGEST_DELAY_S (15 * 60)

/**
 * lumbar_login_delay_get:
 * @n_failed: how many wrong passphrases were given since the last right one
 *
 * Returns: how long to wait after the last of them, in seconds
 */
gint64
lumbar_login_delay_get (guint n_failed)
{
  gint64 delay = FIRST_DELAY_S;

  if (n_failed < FREE_ATTEMPTS)
    return 0;
  for (guint i = FREE_ATTEMPTS; i < n_failed && delay < LONGEST_DELAY_S; i++)
    delay *= 2;
  return MIN (delay, LONGEST_DELAY_S);
}

/**
 * lumbar_login_delay_check:
 * @database: a record
 * @practitioner_id: who wants to enter
 *
 * Returns: %FALSE with @error saying how long to wait
 */
gboolean
lumbar_login_delay_check (LumbarDatabase *database, const char *practitioner_id, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT count (*), coalesce (max (at), '') FROM audit WHERE subject_id = :id AND action = 'login-failed' AND seq >"
    " (SELECT coalesce (max (seq), 0) FROM audit WHERE subject_id = :id AND action = 'login')",
    error);
  g_autoptr (GDateTime) last = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gint64 delay, passed;
  int wait;

  lumbar_statement_bind_text (row, ":id", practitioner_id);
  if (lumbar_statement_step (row, error) != LUMBAR_STEP_ROW)
    return FALSE;
  delay = lumbar_login_delay_get ((guint) lumbar_statement_get_int (row, 0));
  last = g_date_time_new_from_iso8601 (lumbar_statement_get_text (row, 1), NULL);
  if (delay == 0 || last == NULL)
    return TRUE;
  passed = g_date_time_difference (now, last) / G_TIME_SPAN_SECOND;
  /* A clock that was set back must not lock anybody out for longer than the wait itself. */
  if (passed >= delay || passed < -LONGEST_DELAY_S)
    return TRUE;
  wait = (int) MIN (delay, delay - passed);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_DENIED,
               ngettext ("Too many wrong passphrases. Wait %d second and try again.",
                         "Too many wrong passphrases. Wait %d seconds and try again.", wait),
               wait);
  return FALSE;
}

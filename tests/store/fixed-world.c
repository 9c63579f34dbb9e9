/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock and the random ids of the record, put in the way by the linker (--wrap, see meson.build): a test can
 * set the time, and make a second run give the same ids as the first. Real ones until something is set. */

#include "fixed-world.h"

static GDateTime *fixed_time;
static guint id_series, n_ids;

GDateTime *__real_g_date_time_new_now_utc (void);
GDateTime *__real_g_date_time_new_now_local (void);
char *__real_g_uuid_string_random (void);

GDateTime *__wrap_g_date_time_new_now_utc (void);
GDateTime *__wrap_g_date_time_new_now_local (void);
char *__wrap_g_uuid_string_random (void);

/**
 * fixed_world_set_time:
 * @instant: (nullable): what the clock shows from now on, as in 2026-11-22T10:15:00Z; %NULL = the real one
 */
void
fixed_world_set_time (const char *instant)
{
  g_clear_pointer (&fixed_time, g_date_time_unref);
  if (instant == NULL)
    return;
  fixed_time = g_date_time_new_from_iso8601 (instant, NULL);
  g_assert_nonnull (fixed_time);
}

/**
 * fixed_world_set_ids:
 * @series: ids are counted within it from now on; 0 = they are random
 */
void
fixed_world_set_ids (guint series)
{
  id_series = series;
  n_ids = 0;
}

GDateTime *
__wrap_g_date_time_new_now_utc (void)
{
  return fixed_time ? g_date_time_to_utc (fixed_time) : __real_g_date_time_new_now_utc ();
}

GDateTime *
__wrap_g_date_time_new_now_local (void)
{
  return fixed_time ? g_date_time_to_local (fixed_time) : __real_g_date_time_new_now_local ();
}

char *
__wrap_g_uuid_string_random (void)
{
  if (id_series == 0)
    return __real_g_uuid_string_random ();
  return g_strdup_printf ("%08x-0000-4000-8000-%012x", id_series, ++n_ids);
}

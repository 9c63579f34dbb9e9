/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures the turns of the main loop from inside its poll: what lies between two polls is one turn, in
 * which no key is taken and nothing is drawn but by that turn itself. */

#include "lumbar-test-frames.h"

#include <time.h>

/* A frame of a display of 60 Hz; longer ones are listed, the longest of them first. */
#define FRAME_MS 16.0
#define MOST_LISTED 5

/* More is no excuse. */
#define MOST_SLOWNESS 1.5

typedef struct {
  double cpu;
  double wall;
  const char *place;
} Turn;

static GPollFunc real_poll;
static GArray *late;   /* of Turn */
static GArray *probes; /* of double: how long the same small work took */
static double cpu_before, wall_before;
static double worst_cpu, worst_wall, sum_cpu;
static guint n_turns;
static const char *place;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
end_turn (void)
{
  Turn turn = {
    .cpu = read_clock (CLOCK_THREAD_CPUTIME_ID) - cpu_before,
    .wall = read_clock (CLOCK_MONOTONIC) - wall_before,
    .place = place,
  };

  n_turns++;
  sum_cpu += turn.cpu;
  worst_cpu = MAX (worst_cpu, turn.cpu);
  worst_wall = MAX (worst_wall, turn.wall);
  if (turn.cpu > FRAME_MS)
    g_array_append_val (late, turn);
}

static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (wall_before > 0)
    end_turn ();
  result = real_poll (fds, n, timeout);
  cpu_before = read_clock (CLOCK_THREAD_CPUTIME_ID);
  wall_before = read_clock (CLOCK_MONOTONIC);
  return result;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  double difference = ((const Turn *) b)->cpu - ((const Turn *) a)->cpu;

  return difference < 0 ? -1 : difference > 0;
}

/**
 * lumbar_test_frames_begin:
 *
 * Begins to measure, from nothing. On the main thread.
 */
void
lumbar_test_frames_begin (void)
{
  if (real_poll == NULL)
    {
      real_poll = g_main_context_get_poll_func (NULL);
      g_main_context_set_poll_func (NULL, poll_cb);
    }
  g_clear_pointer (&late, g_array_unref);
  late = g_array_new (FALSE, FALSE, sizeof (Turn));
  g_clear_pointer (&probes, g_array_unref);
  probes = g_array_new (FALSE, FALSE, sizeof (double));
  worst_cpu = worst_wall = sum_cpu = 0;
  wall_before = 0;
  n_turns = 0;
}

/**
 * lumbar_test_frames_set_place:
 * @now: (nullable): what is done now; stays as long as the program
 */
void
lumbar_test_frames_set_place (const char *now)
{
  place = now;
}

/**
 * lumbar_test_frames_tell:
 * @phase: what was measured
 *
 * Prints what was measured since the beginning.
 */
void
lumbar_test_frames_tell (const char *phase)
{
  g_test_message ("%s: %u turns; longest %.1f ms of this thread, %.1f ms by the clock; mean %.2f ms; %u over %g ms",
                  phase, n_turns, worst_cpu, worst_wall, n_turns > 0 ? sum_cpu / n_turns : 0, late->len, FRAME_MS);
  g_array_sort (late, compare_turns);
  for (guint i = 0; i < MIN (late->len, MOST_LISTED); i++)
    {
      const Turn *turn = &g_array_index (late, Turn, i);

      g_test_message ("  %.1f ms (%.1f by the clock) at %s", turn->cpu, turn->wall, turn->place ? turn->place : "-");
    }
}

/**
 * lumbar_test_frames_get_worst_cpu:
 *
 * Returns: the longest turn in ms of the time of this thread
 */
double
lumbar_test_frames_get_worst_cpu (void)
{
  return worst_cpu;
}

static double
time_work (void)
{
  double before = read_clock (CLOCK_THREAD_CPUTIME_ID);
  volatile guint sum = 0;

  for (guint i = 0; i < 50000; i++)
    sum += i;
  return read_clock (CLOCK_THREAD_CPUTIME_ID) - before;
}

/**
 * lumbar_test_frames_probe:
 *
 * Times a small work that is always the same. Call it often while measuring.
 */
void
lumbar_test_frames_probe (void)
{
  double time;

  /* The first time after a pause the processor itself wakes up. */
  time_work ();
  time = time_work ();
  g_array_append_val (probes, time);
}

/**
 * lumbar_test_frames_get_slowness:
 *
 * The time of a thread is not its own alone where processors share a core or are shared by machines.
 *
 * Returns: how much longer the same work took in a bad moment than at best, within reason; about 1 on a
 *   quiet machine
 */
double
lumbar_test_frames_get_slowness (void)
{
  g_assert_cmpuint (probes->len, >, 0);
  g_array_sort (probes, compare_numbers);
  return MIN (g_array_index (probes, double, probes->len * 95 / 100) / g_array_index (probes, double, 0), MOST_SLOWNESS);
}

/**
 * lumbar_test_frames_end:
 *
 * Measures no more.
 */
void
lumbar_test_frames_end (void)
{
  g_main_context_set_poll_func (NULL, real_poll);
  real_poll = NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the program takes from exec to its first painted window beside a bare window of libadwaita, seen
 * from outside through the display, in one run and by turns, so that both see the same machine.
 *   bench-window BARE LUMBAR
 * Prints medians and their ratio. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#define N_WARM_UPS 2
#define N_RUNS 9
#define BOUND 1.6

/* A clinic of an ordinary size. */
#define PATIENTS "60"
#define VISITS "4"

/* Milliseconds: how long to wait for a window, and how long it must stay the same to be complete. */
#define PATIENCE 30000
#define STILLNESS 1200
#define POLL_EVERY 2

/* Some rows tell as much as all and hold up the machine less. */
#define N_ROWS 32
#define LEAST_SIDE 100

typedef struct {
  gboolean painted; /* more than one colour */
  guint hash;       /* of all pixels looked at */
} Look;

/* In milliseconds since exec. */
typedef struct {
  double mapped;
  double painted;
  double complete; /* the last change */
} Start;

typedef struct {
  const char *label;
  const char *const *command;
  Start runs[N_RUNS];
} Contestant;

/* A window may go at any moment; what is asked of it then fails and is asked again. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

/* The first window of the size of a main window that was mapped; None while there is none. */
static Window
take_mapped_window (Display *display)
{
  while (XPending (display) > 0)
    {
      XWindowAttributes attributes;
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == MapNotify && !event.xmap.override_redirect &&
          XGetWindowAttributes (display, event.xmap.window, &attributes) &&
          attributes.width >= LEAST_SIDE && attributes.height >= LEAST_SIDE)
        return event.xmap.window;
    }
  return None;
}

static Window
wait_for_window (Display *display, gint64 start)
{
  Window window = None;

  while ((window = take_mapped_window (display)) == None)
    {
      if (since (start) > PATIENCE)
        g_error ("no window came");
      g_usleep (POLL_EVERY * 1000);
    }
  return window;
}

static void
look_at_row (Display *display, Window window, int y, int width, gulong *first, Look *look)
{
  XImage *row = XGetImage (display, window, 0, y, (guint) width, 1, AllPlanes, ZPixmap);

  for (int x = 0; row != NULL && x < width; x++)
    {
      gulong pixel = XGetPixel (row, x, 0);

      if (x == 0 && *first == G_MAXULONG)
        *first = pixel;
      look->painted = look->painted || pixel != *first;
      look->hash = look->hash * 31 + (guint) pixel;
    }
  if (row != NULL)
    XDestroyImage (row);
}

static Look
look_at (Display *display, Window window)
{
  XWindowAttributes attributes;
  Look look = { FALSE, 0 };
  gulong first = G_MAXULONG;

  if (!XGetWindowAttributes (display, window, &attributes))
    return look;
  for (int i = 0; i < N_ROWS; i++)
    look_at_row (display, window, (2 * i + 1) * attributes.height / (2 * N_ROWS), attributes.width, &first,
                 &look);
  return look;
}

static void
watch_painting (Display *display, Window window, gint64 start, Start *result)
{
  guint hash = 0;

  while (result->painted <= 0 || since (start) - result->complete < STILLNESS)
    {
      Look look = look_at (display, window);

      if (look.painted && result->painted <= 0)
        result->painted = since (start);
      if (look.painted && look.hash != hash)
        result->complete = since (start);
      hash = look.hash;
      if (since (start) > PATIENCE)
        g_error ("the window was never painted, or never came to rest");
      g_usleep (POLL_EVERY * 1000);
    }
}

/* As the close button does. */
static void
close_window (Display *display, Window window)
{
  XEvent event = { 0 };

  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.message_type = XInternAtom (display, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = (long) XInternAtom (display, "WM_DELETE_WINDOW", False);
  event.xclient.data.l[1] = CurrentTime;
  XSendEvent (display, window, False, NoEventMask, &event);
  XSync (display, False);
}

static Start
measure_start (Display *display, const char *const *command)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  Start result = { 0 };
  Window window;

  XSync (display, True);
  start = g_get_monotonic_time ();
  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  window = wait_for_window (display, start);
  result.mapped = since (start);
  watch_painting (display, window, start, &result);
  close_window (display, window);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* @offset: of the time in a Start */
static double
take_median (const Contestant *contestant, gsize offset)
{
  double times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    times[i] = G_STRUCT_MEMBER (double, &contestant->runs[i], offset);
  qsort (times, N_RUNS, sizeof *times, compare);
  return times[N_RUNS / 2];
}

static void
print_contestant (const Contestant *contestant)
{
  g_print ("%-6s mapped %4.0f ms, painted %4.0f ms, complete %4.0f ms; painted to complete in each run:",
           contestant->label, take_median (contestant, G_STRUCT_OFFSET (Start, mapped)),
           take_median (contestant, G_STRUCT_OFFSET (Start, painted)),
           take_median (contestant, G_STRUCT_OFFSET (Start, complete)));
  for (guint i = 0; i < N_RUNS; i++)
    g_print (" %.0f-%.0f", contestant->runs[i].painted, contestant->runs[i].complete);
  g_print ("\n");
}

static void
print_ratio (const Contestant *bare, const Contestant *lumbar)
{
  gsize painted = G_STRUCT_OFFSET (Start, painted), complete = G_STRUCT_OFFSET (Start, complete);

  g_print ("first painted window, times a bare one: %.2f (bound: %.1f); until complete: %.2f\n",
           take_median (lumbar, painted) / take_median (bare, painted), BOUND,
           take_median (lumbar, complete) / take_median (bare, complete));
}

static void
fill_record (const char *program, const char *record)
{
  const char *const command[] = { program, "example",  "--patients", PATIENTS, "--visits",
                                  VISITS,  "--record", record,       NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* The record and what SQLite puts beside it. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("lumbar-bench-XXXXXX", NULL);
  g_autofree char *record = g_build_filename (folder, "record.db", NULL);
  const char *const bare_command[] = { argv[1], NULL };
  const char *const lumbar_command[] = { argv[2], "--record", record, NULL };
  Contestant bare = { "bare", bare_command }, lumbar = { "lumbar", lumbar_command };
  Display *display = XOpenDisplay (NULL);

  g_assert_cmpint (argc, ==, 3);
  g_assert_nonnull (display);
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  fill_record (argv[2], record);
  for (int i = -N_WARM_UPS; i < N_RUNS; i++)
    {
      Start bare_start = measure_start (display, bare.command);
      Start lumbar_start = measure_start (display, lumbar.command);

      if (i < 0)
        continue;
      bare.runs[i] = bare_start;
      lumbar.runs[i] = lumbar_start;
    }
  print_contestant (&bare);
  print_contestant (&lumbar);
  print_ratio (&bare, &lumbar);
  XCloseDisplay (display);
  remove_folder (folder);
  return 0;
}

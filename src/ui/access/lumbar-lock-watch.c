/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When to lock by itself. Only the session's own bus and the kernel's clocks are asked: desktops lock the screen before
 * they suspend, and where one does not, the clock tells on waking, before anything is drawn. */

#include "lumbar-lock-watch.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* Sleep that is shorter is none: the two clocks are not read at the same moment. */
#define SHORTEST_SLEEP (G_USEC_PER_SEC / 2)

/* Those who lock screens tell it by the same signal: GNOME under its own name, others under that of freedesktop.org. */
static const char *const screen_savers[] = { "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver" };

struct _LumbarLockWatch {
  GObject parent_instance;

  GListModel *windows;     /* Owned */
  GDBusConnection *bus;    /* Owned; NULL until it is there, or where there is none */
  GCancellable *cancelled; /* Owned */
  guint subscriptions[G_N_ELEMENTS (screen_savers)];

  guint idle;       /* seconds; 0 for never */
  gint64 last;      /* when something was typed or pointed at last, µs of the monotonic clock */
  guint timeout_id; /* 0 for none */

  int clock;        /* a timer that the kernel breaks off when the computer wakes; -1 for none */
  guint clock_id;   /* 0 for none */
  gint64 slept;     /* µs the computer has slept since it started */
};

G_DEFINE_FINAL_TYPE (LumbarLockWatch, lumbar_lock_watch, G_TYPE_OBJECT)

static guint due_signal;

/* Nothing done */

static gboolean timeout_cb (gpointer data);

static void
arm (LumbarLockWatch *self)
{
  gint64 left = self->last + (gint64) self->idle * G_USEC_PER_SEC - g_get_monotonic_time ();

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->idle > 0)
    self->timeout_id = g_timeout_add ((guint) (MAX (left, 0) / 1000) + 1, timeout_cb, self);
}

static gboolean
timeout_cb (gpointer data)
{
  LumbarLockWatch *self = data;
  gboolean due = g_get_monotonic_time () >= self->last + (gint64) self->idle * G_USEC_PER_SEC;

  self->timeout_id = 0;
  if (due)
    {
      self->last = g_get_monotonic_time ();
      g_signal_emit (self, due_signal, 0);
    }
  arm (self);
  return G_SOURCE_REMOVE;
}

static gboolean
event_cb (LumbarLockWatch *self)
{
  self->last = g_get_monotonic_time ();
  return GDK_EVENT_PROPAGATE;
}

static void
watch_window (LumbarLockWatch *self, GtkWidget *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, events);
}

static void
windows_changed_cb (LumbarLockWatch *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (self->windows, i);

      watch_window (self, window);
    }
}

/* The screen locked */

static void
screen_saver_cb (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer data)
{
  gboolean active = FALSE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &active);
  if (active)
    g_signal_emit (data, due_signal, 0);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);
  LumbarLockWatch *self = data;

  if (bus == NULL) /* There is none, or @self is gone */
    return;
  self->bus = bus;
  for (guint i = 0; i < G_N_ELEMENTS (screen_savers); i++)
    self->subscriptions[i] =
      g_dbus_connection_signal_subscribe (bus, NULL, screen_savers[i], "ActiveChanged", NULL, NULL,
                                          G_DBUS_SIGNAL_FLAGS_NONE, screen_saver_cb, self, NULL);
}

/* The computer slept */

static gint64
read_clock (clockid_t id)
{
  struct timespec time = { 0 };

  clock_gettime (id, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gint64
read_slept (void)
{
  return read_clock (CLOCK_BOOTTIME) - read_clock (CLOCK_MONOTONIC);
}

/* Far away: it is only set for the kernel to break it off, which it does when the wall clock jumps, as on waking
 * (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET). */
static void
arm_clock (LumbarLockWatch *self)
{
  struct itimerspec never = { .it_value.tv_sec = G_MAXINT32 };

  timerfd_settime (self->clock, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
}

static gboolean
clock_cb (int clock, GIOCondition condition, gpointer data)
{
  LumbarLockWatch *self = data;
  gint64 slept = read_slept ();
  gboolean woke = slept - self->slept > SHORTEST_SLEEP;
  guint64 expired;

  self->slept = slept;
  if (read (clock, &expired, sizeof expired) < 0 && errno != ECANCELED)
    {
      self->clock_id = 0;
      return G_SOURCE_REMOVE;
    }
  arm_clock (self);
  if (woke)
    g_signal_emit (self, due_signal, 0);
  return G_SOURCE_CONTINUE;
}

static void
watch_clock (LumbarLockWatch *self)
{
  self->slept = read_slept ();
  self->clock = timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (self->clock < 0)
    return;
  arm_clock (self);
  self->clock_id = g_unix_fd_add (self->clock, G_IO_IN, clock_cb, self);
}

static void
lumbar_lock_watch_dispose (GObject *object)
{
  LumbarLockWatch *self = LUMBAR_LOCK_WATCH (object);

  g_cancellable_cancel (self->cancelled);
  g_clear_object (&self->cancelled);
  for (guint i = 0; self->bus != NULL && i < G_N_ELEMENTS (screen_savers); i++)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
  g_clear_object (&self->bus);
  g_clear_object (&self->windows);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_handle_id (&self->clock_id, g_source_remove);
  if (self->clock >= 0)
    close (self->clock);
  self->clock = -1;

  G_OBJECT_CLASS (lumbar_lock_watch_parent_class)->dispose (object);
}

static void
lumbar_lock_watch_class_init (LumbarLockWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_lock_watch_dispose;

  due_signal = g_signal_new ("due", LUMBAR_TYPE_LOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lumbar_lock_watch_init (LumbarLockWatch *self)
{
  self->cancelled = g_cancellable_new ();
  self->windows = g_object_ref (gtk_window_get_toplevels ());
  self->last = g_get_monotonic_time ();
  g_signal_connect_object (self->windows, "items-changed", G_CALLBACK (windows_changed_cb), self, G_CONNECT_SWAPPED);
  windows_changed_cb (self, 0, 0, g_list_model_get_n_items (self->windows));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancelled, bus_cb, self);
  watch_clock (self);
}

/**
 * lumbar_lock_watch_new:
 *
 * Returns: (transfer full): a watch that does not mind how long nothing is done, until it is told
 */
LumbarLockWatch *
lumbar_lock_watch_new (void)
{
  return g_object_new (LUMBAR_TYPE_LOCK_WATCH, NULL);
}

/**
 * lumbar_lock_watch_set_idle:
 * @self: a watch
 * @seconds: how long nothing may be typed or pointed at; 0 for any time
 */
void
lumbar_lock_watch_set_idle (LumbarLockWatch *self, guint seconds)
{
  self->idle = seconds;
  self->last = g_get_monotonic_time ();
  arm (self);
}

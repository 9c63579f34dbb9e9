/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A replay types a whole intake at 15 keys per second while every commit takes 200 ms and the disk is full
 * for a while: no key is lost, no frame is late, and the record holds what was typed. */

#include <gdk/x11/gdkx.h>
#include <string.h>

#include "lumbar-draft.h"
#include "lumbar-question-deck.h"
#include "lumbar-test-disk.h"
#include "lumbar-test-frames.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-script.h"

/* 15 keys per second. */
#define KEY_DELAY_MS "66"
#define COMMIT_MS 200

/* What a turn of the main loop may take, so that typing never feels late. */
#define MOST_FRAME_MS 50.0

#define LEAST_ANSWERS 60
#define WORDS_ID "patient-words"
#define WORDS                                                                                                \
  "It came on slowly in the lower back, a bit left of the middle, since I push the wheelchair up the ramp. " \
  "It gets worse by the evening and wakes me when I turn over; heat helps for an hour, the pills do not."

/* The disk is full from here in the words on, for so long. */
#define FULL_FROM_LETTER 60
#define FULL_S 4

/* Longer than a field waits for more letters before it takes an answer. */
#define KEPT_BACK_MS 1000

/* It is tried again within 5 s; the rest is for slow machines. */
#define SAVED_AGAIN_S 8

typedef struct {
  LumbarTestIntake intake;
  LumbarInterview *interview; /* Borrowed: what the page works on */
  GtkRevealer *revealer;      /* Borrowed */
  GtkLabel *failure;          /* Borrowed */
  GtkLabel *save_state;       /* Borrowed */
  gint64 full_since;          /* 0 before */
  gboolean was_full;
  char *told_when_full;       /* Owned: what the banner said while the disk was full */
  gboolean over;
} Replay;

static GtkWidget *
find (Replay *replay, GType type, const char *name)
{
  GtkWidget *found = lumbar_test_find (GTK_WIDGET (replay->intake.page), type, name);

  g_assert_nonnull (found);
  return found;
}

static const char *
get_focused_finding (Replay *replay)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (replay->intake.window));
  GtkWidget *view = focus ? gtk_widget_get_ancestor (focus, LUMBAR_TYPE_QUESTION_VIEW) : NULL;

  return view ? lumbar_question_view_get_finding (LUMBAR_QUESTION_VIEW (view))->id : NULL;
}

static gboolean
is_saved (Replay *replay)
{
  return g_str_equal (gtk_label_get_text (replay->save_state), "Saved ✓");
}

static gsize
get_n_letters (Replay *replay)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (replay->intake.knowledge, WORDS_ID);
  LumbarAnswer *answer = lumbar_interview_get_answer (replay->interview, finding->index);

  return answer ? strlen (lumbar_answer_get_text (answer)) : 0;
}

/* Opening */

static gboolean
idle_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The page makes its questions while nothing else is to do; this comes after them all. */
static void
wait_until_built (void)
{
  gboolean idle = FALSE;

  g_idle_add_full (G_PRIORITY_LOW + 10, idle_cb, &idle, NULL);
  lumbar_test_wait (idle);
}

/* There is no window manager that would give it the keys. */
static void
take_keys (Replay *replay)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (replay->intake.window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) focus =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "windowfocus", "--sync", id, NULL);

  g_assert_no_error (error);
  lumbar_test_wait (gtk_window_is_active (replay->intake.window));
}

static void
open_intake (Replay *replay)
{
  lumbar_test_intake_set_up (&replay->intake, TRUE);
  lumbar_test_frames_begin ();
  lumbar_test_intake_show (&replay->intake, 1280, 860);
  wait_until_built ();
  lumbar_test_frames_tell ("Opening");
  replay->interview =
    lumbar_question_view_get_interview (lumbar_test_intake_get_view (&replay->intake, "age-years"));
  replay->revealer = GTK_REVEALER (find (replay, GTK_TYPE_REVEALER, "failure_revealer"));
  replay->failure = GTK_LABEL (find (replay, GTK_TYPE_LABEL, "failure"));
  replay->save_state = GTK_LABEL (find (replay, GTK_TYPE_LABEL, "save_state"));
  take_keys (replay);
  lumbar_test_wait (is_saved (replay));
}

/* Typing */

static void
typed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  ((Replay *) data)->over = TRUE;
}

/* Fills the disk in the middle of the words and makes room again after a while. */
static gboolean
watch_cb (gpointer data)
{
  Replay *replay = data;
  gint64 now = g_get_monotonic_time ();

  lumbar_test_frames_probe ();
  lumbar_test_frames_set_place (get_focused_finding (replay));
  if (replay->full_since == 0 && get_n_letters (replay) >= FULL_FROM_LETTER)
    {
      lumbar_test_disk_set_full (TRUE);
      replay->full_since = now;
    }
  if (replay->full_since == 0 || replay->was_full || now < replay->full_since + FULL_S * G_TIME_SPAN_SECOND)
    return G_SOURCE_CONTINUE;
  replay->was_full = TRUE;
  replay->told_when_full =
    g_strdup (gtk_revealer_get_reveal_child (replay->revealer) ? gtk_label_get_text (replay->failure) : "");
  lumbar_test_disk_set_full (FALSE);
  return G_SOURCE_CONTINUE;
}

static void
type_keys (Replay *replay, LumbarTestScript *script, guint from, guint to)
{
  const char *begin[] = { "xdotool", "key", "--delay", KEY_DELAY_MS, NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) typist = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_addv (builder, begin);
  for (guint i = from; i < to; i++)
    g_strv_builder_add (builder, script->keys->pdata[i]);
  arguments = g_strv_builder_end (builder);
  typist = g_subprocess_newv ((const char *const *) arguments, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  replay->over = FALSE;
  g_subprocess_wait_check_async (typist, NULL, typed_cb, replay);
  while (!replay->over)
    g_main_context_iteration (NULL, TRUE);
  lumbar_test_settle (KEPT_BACK_MS);
}

static void
assert_names_kept (const char *told, const char *label)
{
  g_assert_nonnull (strstr (told, "Not saved: the disk is full."));
  g_assert_nonnull (strstr (told, "Your answers are kept here: "));
  g_assert_nonnull (strstr (told, label));
}

static void
type_most (Replay *replay, LumbarTestScript *script)
{
  gint64 began = g_get_monotonic_time ();
  double seconds;

  type_keys (replay, script, 0, script->n_before_last);
  seconds = (double) (g_get_monotonic_time () - began) / G_TIME_SPAN_SECOND;
  g_test_message ("%u keys in %.1f s: %.1f a second; %u commits, %u writes refused", script->n_before_last, seconds,
                  script->n_before_last / seconds, lumbar_test_disk_get_n_commits (),
                  lumbar_test_disk_get_n_refused ());
  g_assert_true (replay->was_full);
  g_test_message ("While full: %s", replay->told_when_full);
  assert_names_kept (replay->told_when_full, "Pain in the patient's words");
  lumbar_test_wait (is_saved (replay));
  g_assert_false (gtk_revealer_get_reveal_child (replay->revealer));
}

/* Nobody touches a key any more when there is room again. */
static void
type_last_on_full_disk (Replay *replay, LumbarTestScript *script)
{
  gint64 room;

  lumbar_test_disk_set_full (TRUE);
  type_keys (replay, script, script->n_before_last, script->keys->len);
  lumbar_test_wait (gtk_revealer_get_reveal_child (replay->revealer));
  assert_names_kept (gtk_label_get_text (replay->failure), "");
  g_assert_false (is_saved (replay));
  lumbar_test_disk_set_full (FALSE);
  room = g_get_monotonic_time ();
  lumbar_test_wait (is_saved (replay));
  room = g_get_monotonic_time () - room;
  g_test_message ("Saved by itself %.1f s after there was room", (double) room / G_TIME_SPAN_SECOND);
  g_assert_cmpint (room, <, SAVED_AGAIN_S * G_TIME_SPAN_SECOND);
}

/* What is on disk */

static char *
describe (LumbarInterview *interview, const LumbarFinding *finding)
{
  LumbarAnswer *answer = lumbar_interview_get_answer (interview, finding->index);
  g_autofree char *value = answer ? lumbar_answer_to_string (answer, finding) : g_strdup ("-");
  const char *note = lumbar_interview_get_note (interview, finding->index);

  return g_strdup_printf ("%s: %s%s (%s)", finding->id, value,
                          lumbar_interview_is_unconfirmed (interview, finding->index) ? " unconfirmed" : "",
                          note ? note : "");
}

static guint
count_differences (LumbarInterview *expected, LumbarInterview *found, const char *where)
{
  LumbarKnowledge *knowledge = lumbar_interview_get_knowledge (expected);
  guint n = 0;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      g_autofree char *a = describe (expected, finding);
      g_autofree char *b = describe (found, finding);

      if (g_str_equal (a, b))
        continue;
      g_test_message ("Typed “%s”, %s “%s”", a, where, b);
      n++;
    }
  return n;
}

/* As the next program that opens the record does. */
static LumbarInterview *
read_record (Replay *replay)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (replay->intake.directory, "record.db", NULL);
  g_autoptr (LumbarStore) store =
    lumbar_store_open (replay->intake.knowledge, path, LUMBAR_STORE_READ_WRITE, "Dr Example", &error);
  LumbarInterview *interview = lumbar_interview_new (replay->intake.knowledge);

  g_assert_no_error (error);
  lumbar_store_load_draft (store, replay->intake.draft->id, interview, &error);
  g_assert_no_error (error);
  lumbar_interview_carry_forward (interview, NULL);
  return interview;
}

static void
close_intake (Replay *replay)
{
  g_clear_pointer (&replay->intake.window, gtk_window_destroy);
  lumbar_test_settle (20);
  lumbar_worker_close (replay->intake.worker);
  lumbar_test_settle (20);
}

static void
test_replay (void)
{
  Replay replay = { 0 };
  g_autoptr (LumbarTestScript) script = NULL;
  g_autoptr (LumbarInterview) found = NULL;
  double most;
  guint watch;

  open_intake (&replay);
  script = lumbar_test_script_new (replay.interview, WORDS_ID, WORDS);
  g_test_message ("%u keys, %u answers, %u letters in words", script->keys->len, script->n_answers,
                  (guint) strlen (WORDS));
  g_assert_cmpuint (script->n_answers, >=, LEAST_ANSWERS);
  g_assert_cmpuint (strlen (WORDS), >=, 200);

  lumbar_test_disk_set_slow (COMMIT_MS);
  watch = g_timeout_add (20, watch_cb, &replay);
  lumbar_test_frames_begin ();
  type_most (&replay, script);
  type_last_on_full_disk (&replay, script);
  lumbar_test_frames_tell ("Typing");
  most = MOST_FRAME_MS * lumbar_test_frames_get_slowness ();
  lumbar_test_frames_end ();
  g_source_remove (watch);
  lumbar_test_disk_set_slow (0);

  /* Every key answers something or leads to what the next one answers, so one that is lost shows here. */
  g_assert_cmpuint (count_differences (script->expected, replay.interview, "on the screen"), ==, 0);
  close_intake (&replay);
  found = read_record (&replay);
  g_assert_cmpuint (count_differences (script->expected, found, "in the record"), ==, 0);
  /* By the clock a turn also lasts while other programs run, so that is only printed; and where they slow
   * down the processor itself, the same work may take so much longer. */
  g_test_message ("May take %.1f ms on this machine now", most);
  g_assert_cmpfloat (lumbar_test_frames_get_worst_cpu (), <=, most);

  lumbar_test_intake_tear_down (&replay.intake);
  g_free (replay.told_when_full);
}

int
main (int argc, char *argv[])
{
  g_autofree char *typist = g_find_program_in_path ("xdotool");

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  lumbar_test_disk_install ();
  if (typist == NULL)
    {
      g_print ("1..0 # SKIP no xdotool, which types the keys\n");
      return 0;
    }
  g_test_add_func ("/ui/replay", test_replay);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main thread works until a patient with a thousand visits is laid out, and until the time line has
 * been opened and narrowed. Reading the record is another thread's, painting the display's: neither is counted. Prints the median and the worst of many
 * times, and fails where the median of opening is above the bound. */

#include <stdlib.h>
#include <time.h>

#include "lumbar-history-page.h"
#include "lumbar-test-intake.h"
#include "lumbar-test-record.h"
#include "lumbar-text.h"

#define N_VISITS 1000
#define N_EVENTS 300
#define N_TIMES 15
#define BOUND_MS 50.0

typedef struct {
  LumbarOpenRecord *record;
  LumbarPatient *big;
  LumbarPatient *small;
  LumbarHistoryPage *page;
  GtkWindow *window;
  GtkWidget *views;
  gboolean laid_out;
  double at_layout;
} Bench;

/* Milliseconds that this thread has worked. */
static double
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static char *
go_back (guint days, const char *format)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -(int) days);

  return g_date_time_format (then, format);
}

/* A visit as another one was, earlier. */
static gboolean
add_visit (LumbarStore *store, LumbarEncounter *like, const char *patient_id, guint days, GError **error)
{
  g_autofree char *at = go_back (days, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (LumbarEncounter) visit = lumbar_encounter_new (patient_id, at, "Dr Example");

  visit->status = LUMBAR_ENCOUNTER_SIGNED;
  lumbar_set_str (&visit->signed_at, at);
  lumbar_set_str (&visit->knowledge_version, like->knowledge_version);
  visit->response = lumbar_response_ref (like->response);
  visit->assessment = lumbar_assessment_ref (like->assessment);
  visit->conclusion = lumbar_conclusion_ref (like->conclusion);
  return lumbar_store_insert_encounter (store, visit, error);
}

static gboolean
fill (LumbarStore *store, LumbarEncounter *like, const char *patient_id, GError **error)
{
  for (guint i = 0; i < N_VISITS; i++)
    if (!add_visit (store, like, patient_id, 1 + i * 4, error))
      return FALSE;
  for (guint i = 0; i < N_EVENTS; i++)
    {
      g_autofree char *on = go_back (1 + i * 13, "%Y-%m-%d");
      g_autoptr (LumbarEvent) event =
        lumbar_event_new (patient_id, (LumbarEventKind) (i % LUMBAR_N_EVENT_KINDS), on, "Invented event");

      if (!lumbar_store_save_event (store, event, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
make_big (LumbarStore *store, gpointer data, GError **error)
{
  g_autoptr (LumbarPatient) patient =
    lumbar_patient_new ("Example", "Many", "1969-03-12", "female", "EX-1000");
  g_autoptr (LumbarEncounter) like = lumbar_store_get_last_signed (store, data, error);

  if (like == NULL || !lumbar_store_begin (store, error))
    return NULL;
  if (!lumbar_store_save_patient (store, patient, error) || !fill (store, like, patient->id, error))
    {
      lumbar_store_rollback (store);
      return NULL;
    }
  return lumbar_store_commit (store, error) ? g_steal_pointer (&patient) : NULL;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
set_up (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bench->record = lumbar_test_record_open_example ();
  bench->small = lumbar_test_record_find_patient (bench->record, "EX-0001");
  lumbar_worker_run_async (bench->record->worker, make_big, bench->small->id, NULL, g_object_unref, NULL,
                           keep_result_cb, &result);
  for (guint i = 0; result == NULL && i < 12; i++)
    lumbar_test_settle (5000);
  bench->big = lumbar_worker_run_finish (bench->record->worker, result, &error);
  g_assert_no_error (error);
  bench->page = lumbar_history_page_new (bench->record->knowledge, bench->record->worker);
  bench->views = lumbar_test_find (GTK_WIDGET (bench->page), ADW_TYPE_VIEW_STACK, "views");
  bench->window = lumbar_test_record_show (GTK_WIDGET (bench->page));
}

static void
layout_cb (Bench *bench)
{
  bench->at_layout = get_cpu ();
  bench->laid_out = TRUE;
}

/* What the thread works from @start until the next frame after @shown is laid out. Painting is the display's. */
static double
work_until_laid_out (Bench *bench, double start, gboolean (*shown) (Bench *))
{
  lumbar_test_wait (shown (bench));
  bench->laid_out = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (bench->window));
  while (!bench->laid_out)
    g_main_context_iteration (NULL, TRUE);
  return bench->at_layout - start;
}

static GtkWidget *
find (Bench *bench, GType type, const char *name)
{
  return lumbar_test_find (GTK_WIDGET (bench->page), type, name);
}

static gboolean
is_shown (Bench *bench)
{
  return gtk_widget_get_mapped (bench->views);
}

static gboolean
is_at_once (Bench *bench)
{
  return TRUE;
}

static double
open_patient (Bench *bench, LumbarPatient *patient)
{
  double start = get_cpu ();
  double took;

  lumbar_history_page_show_patient (bench->page, patient);
  took = work_until_laid_out (bench, start, is_shown);
  lumbar_test_settle (500);
  return took;
}

static double
open_timeline (Bench *bench)
{
  double start = get_cpu ();

  gtk_widget_activate_action (GTK_WIDGET (bench->page), "history.show-timeline", NULL);
  return work_until_laid_out (bench, start, is_at_once);
}

static double
narrow (Bench *bench, guint kind)
{
  double start = get_cpu ();

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (bench, GTK_TYPE_DROP_DOWN, "kind")), kind);
  return work_until_laid_out (bench, start, is_at_once);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
tell (const char *what, double *times)
{
  qsort (times, N_TIMES, sizeof *times, compare);
  g_print ("%-44s median %5.1f ms, worst %5.1f ms\n", what, times[N_TIMES / 2], times[N_TIMES - 1]);
  return times[N_TIMES / 2];
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  double opened[N_TIMES], turned[N_TIMES], narrowed[N_TIMES], small[N_TIMES];
  double median;

  gtk_init ();
  adw_init ();
  set_up (&bench);
  g_signal_connect_data (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)), "layout", G_CALLBACK (layout_cb), &bench,
                         NULL, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  open_patient (&bench, bench.small);
  for (guint i = 0; i < N_TIMES; i++)
    {
      opened[i] = open_patient (&bench, bench.big);
      turned[i] = open_timeline (&bench);
      narrowed[i] = narrow (&bench, 1 + i % 2);
      small[i] = open_patient (&bench, bench.small);
    }
  median = tell ("a thousand visits, opened", opened);
  tell ("its time line, turned to", turned);
  tell ("its time line, narrowed", narrowed);
  tell ("a patient with few visits, opened", small);
  gtk_window_destroy (bench.window);
  lumbar_test_settle (100);
  g_object_unref (bench.big);
  g_object_unref (bench.small);
  lumbar_open_record_close (bench.record);
  return median <= BOUND_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}

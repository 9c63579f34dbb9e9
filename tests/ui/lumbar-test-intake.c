/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the intake share: a real record, a real window, and ways to press and look. */

#include "lumbar-test-intake.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-question-deck.h"

static const char *const last_answers[][2] = {
  { "age-years", "47" },        { "sex-at-birth", "female" },  { "ms-course", "relapsing" },
  { "osteoporosis-known", "no" }, { "spasticity-known", "mild" }, { "bladder-baseline", "urge" },
  { "mobility", "one-aid" },    { "pain-nrs-average", "7" },   { "bladder-change", "baseline" },
};

static LumbarResponse *
make_response (LumbarKnowledge *knowledge, const char *const (*answers)[2], guint n)
{
  LumbarResponse *response = lumbar_response_new (knowledge);

  for (guint i = 0; i < n; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, answers[i][0]);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, answers[i][1], &error);

      g_assert_no_error (error);
      lumbar_response_set_answer (response, finding->index, answer);
    }
  return response;
}

static void
sign_last_visit (LumbarStore *store, LumbarTestIntake *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarEncounter) last =
    lumbar_store_start_encounter (store, test->patient->id, "2026-08-22T09:00:00Z", &error);
  g_autoptr (LumbarResponse) response =
    make_response (test->knowledge, last_answers, G_N_ELEMENTS (last_answers));
  g_autoptr (LumbarAssessment) assessment = lumbar_assess (test->knowledge, response);
  g_autoptr (LumbarConclusion) conclusion = lumbar_conclusion_new ();

  g_assert_no_error (error);
  conclusion->group = LUMBAR_GROUP_MS;
  conclusion->agreement = LUMBAR_AGREEMENT_AGREE;
  lumbar_store_sign_encounter (store, last->id, response, assessment, conclusion, "2026-08-22T09:20:00Z", &error);
  g_assert_no_error (error);
}

void
lumbar_test_intake_set_up (LumbarTestIntake *test, gboolean with_last_visit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *now = lumbar_date_time_now ();
  LumbarStore *store;

  test->directory = g_dir_make_tmp ("lumbar-intake-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (test->directory, "record.db", NULL);
  test->knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
  store = lumbar_store_open (test->knowledge, path, LUMBAR_STORE_READ_WRITE, "Dr Example", &error);
  g_assert_no_error (error);
  test->patient = lumbar_patient_new ("Nowak", "Anna", "1979-03-12", "female", "004711");
  test->patient->example = TRUE;
  lumbar_store_save_patient (store, test->patient, &error);
  g_assert_no_error (error);
  if (with_last_visit)
    sign_last_visit (store, test);
  test->draft = lumbar_store_start_encounter (store, test->patient->id, now, &error);
  g_assert_no_error (error);
  test->worker = lumbar_worker_new (store);
}

void
lumbar_test_intake_show (LumbarTestIntake *test, int width, int height)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  test->page = lumbar_intake_page_new (test->knowledge, test->worker, test->patient, test->draft);
  test->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (test->window, width, height);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (test->page));
  adw_window_set_content (ADW_WINDOW (test->window), overlay);
  gtk_window_present (test->window);
  lumbar_test_wait (gtk_widget_get_mapped (GTK_WIDGET (test->window)));
  lumbar_test_wait (lumbar_test_find (GTK_WIDGET (test->page), LUMBAR_TYPE_QUESTION_DECK, NULL) != NULL);
  lumbar_test_settle (50);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_directory (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
lumbar_test_intake_tear_down (LumbarTestIntake *test)
{
  if (test->window != NULL)
    gtk_window_destroy (test->window);
  lumbar_test_settle (20);
  lumbar_worker_close (test->worker);
  lumbar_test_settle (20);
  g_clear_object (&test->worker);
  g_clear_object (&test->patient);
  g_clear_object (&test->draft);
  g_clear_pointer (&test->knowledge, lumbar_knowledge_unref);
  remove_directory (test->directory);
  g_clear_pointer (&test->directory, g_free);
}

typedef struct {
  gboolean done;
  gpointer result;
  GError *error;
} Run;

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  run->result = lumbar_worker_run_finish (LUMBAR_WORKER (source), result, &run->error);
  run->done = TRUE;
}

gpointer
lumbar_test_intake_run (LumbarTestIntake *test, LumbarWorkerFunc func, gpointer data, GError **error)
{
  Run run = { 0 };

  lumbar_worker_run_async (test->worker, func, data, NULL, NULL, NULL, ran_cb, &run);
  lumbar_test_wait (run.done);
  if (run.error != NULL)
    g_propagate_error (error, run.error);
  return run.result;
}

LumbarQuestionView *
lumbar_test_intake_get_view (LumbarTestIntake *test, const char *finding_id)
{
  GtkWidget *deck = lumbar_test_find (GTK_WIDGET (test->page), LUMBAR_TYPE_QUESTION_DECK, NULL);
  const LumbarFinding *finding = lumbar_knowledge_find_finding (test->knowledge, finding_id);

  g_assert_nonnull (finding);
  lumbar_question_deck_show_section (LUMBAR_QUESTION_DECK (deck), finding->section->index);
  lumbar_test_settle (20);
  return lumbar_question_deck_get_view (LUMBAR_QUESTION_DECK (deck), finding->index);
}

void
lumbar_test_intake_answer (LumbarTestIntake *test, const char *finding_id, const char *value)
{
  LumbarQuestionView *view = lumbar_test_intake_get_view (test, finding_id);
  const LumbarFinding *finding = lumbar_question_view_get_finding (view);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarAnswer) answer = lumbar_answer_new_from_string (finding, value, &error);

  g_assert_no_error (error);
  lumbar_interview_set_answer (lumbar_question_view_get_interview (view), finding->index, answer);
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
lumbar_test_settle (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, wake_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

GtkWidget *
lumbar_test_find (GtkWidget *root, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) &&
      (name == NULL || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), name) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = lumbar_test_find (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
lumbar_test_find_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_is_visible (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = lumbar_test_find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Gives a key to the first key controller of a widget, as GTK does with one typed in it. */
gboolean
lumbar_test_press (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && !handled)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &handled);
    }
  return handled;
}

/* DARK, RTL and TEXT_SCALE in the environment, and the program's own style: before a picture is taken. */
void
lumbar_test_look (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/io/github/lumbar/Lumbar/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  if (g_getenv ("TEXT_SCALE") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * atoi (g_getenv ("TEXT_SCALE")), NULL);
  if (g_getenv ("RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (g_getenv ("DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
}

void
lumbar_test_shoot (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

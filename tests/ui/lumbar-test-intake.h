/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-intake-page.h"
#include "lumbar-question-view.h"

G_BEGIN_DECLS

/**
 * LumbarTestIntake:
 *
 * An intake page in a window, on a record of its own with one invented patient.
 */
typedef struct {
  char *directory;
  LumbarKnowledge *knowledge;
  LumbarWorker *worker;
  LumbarPatient *patient;
  LumbarEncounter *draft;
  GtkWindow *window;
  LumbarIntakePage *page;
} LumbarTestIntake;

void lumbar_test_intake_set_up (LumbarTestIntake *test, gboolean with_last_visit);
void lumbar_test_intake_show (LumbarTestIntake *test, int width, int height);
void lumbar_test_intake_tear_down (LumbarTestIntake *test);

gpointer lumbar_test_intake_run (LumbarTestIntake *test, LumbarWorkerFunc func, gpointer data, GError **error);
LumbarQuestionView *lumbar_test_intake_get_view (LumbarTestIntake *test, const char *finding_id);
void lumbar_test_intake_answer (LumbarTestIntake *test, const char *finding_id, const char *value);

void lumbar_test_settle (guint ms);
GtkWidget *lumbar_test_find (GtkWidget *root, GType type, const char *name);
GtkWidget *lumbar_test_find_label (GtkWidget *root, const char *text);
gboolean lumbar_test_press (GtkWidget *widget, guint keyval, GdkModifierType modifiers);
void lumbar_test_look (void);
void lumbar_test_shoot (GtkWidget *widget, const char *path);

#define lumbar_test_wait(condition)                                                                          \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gint64 until = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;                                        \
                                                                                                             \
    while (!(condition) && g_get_monotonic_time () < until)                                                  \
      lumbar_test_settle (2);                                                                                \
    g_assert_true (condition);                                                                               \
  }                                                                                                          \
  G_STMT_END

G_END_DECLS

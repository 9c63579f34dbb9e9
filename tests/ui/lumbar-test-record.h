/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-open-record.h"

G_BEGIN_DECLS

LumbarOpenRecord *lumbar_test_record_open_example (void);
LumbarOpenRecord *lumbar_test_record_open_again (LumbarOpenRecord *example, const char *tables);
gpointer lumbar_test_record_work (LumbarOpenRecord *record, LumbarWorkerFunc func, const char *text);
LumbarPatient *lumbar_test_record_find_patient (LumbarOpenRecord *record, const char *query);
GtkWindow *lumbar_test_record_show (GtkWidget *widget);
GtkListBox *lumbar_test_record_turn_to_visits (GtkWidget *page);
void lumbar_test_record_press_undo (GtkWindow *window);

G_END_DECLS

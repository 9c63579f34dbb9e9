/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the main loop works between two times that it waits. */
void lumbar_test_frames_begin (void);
void lumbar_test_frames_set_place (const char *place);
void lumbar_test_frames_tell (const char *phase);
double lumbar_test_frames_get_worst_cpu (void);
void lumbar_test_frames_probe (void);
double lumbar_test_frames_get_slowness (void);
void lumbar_test_frames_end (void);

G_END_DECLS

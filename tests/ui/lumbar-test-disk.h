/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk that can be slow or full for every record that this program opens. Install it before the first. */
void lumbar_test_disk_install (void);
void lumbar_test_disk_set_slow (guint ms_per_commit);
void lumbar_test_disk_set_full (gboolean full);
guint lumbar_test_disk_get_n_commits (void);
guint lumbar_test_disk_get_n_refused (void);

G_END_DECLS

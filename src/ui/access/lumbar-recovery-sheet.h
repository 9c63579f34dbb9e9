/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPrintOperation *lumbar_recovery_sheet_new (const char *recovery);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lumbar-interview.h"

G_BEGIN_DECLS

#define LUMBAR_TYPE_BASIS_WINDOW (lumbar_basis_window_get_type ())
G_DECLARE_FINAL_TYPE (LumbarBasisWindow, lumbar_basis_window, LUMBAR, BASIS_WINDOW, AdwWindow)

GtkWidget *lumbar_basis_window_new (LumbarInterview *interview, const char *cause_id);
void lumbar_basis_window_present (GtkWidget *origin, LumbarInterview *interview, const char *cause_id);

G_END_DECLS

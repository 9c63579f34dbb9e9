/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LumbarApplication:
 *
 * The program: owns the settings, the open record and the one window. A second start on the same record
 * brings the first to the front.
 */
#define LUMBAR_TYPE_APPLICATION (lumbar_application_get_type ())
G_DECLARE_FINAL_TYPE (LumbarApplication, lumbar_application, LUMBAR, APPLICATION, AdwApplication)

LumbarApplication *lumbar_application_new (void);

G_END_DECLS

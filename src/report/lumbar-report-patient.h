/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *lumbar_report_patient_family_text (const char *family);

G_END_DECLS

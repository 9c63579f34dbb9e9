/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-patient.h"

G_BEGIN_DECLS

char *lumbar_identity_write (LumbarPatient *patient, gboolean right_to_left);

G_END_DECLS

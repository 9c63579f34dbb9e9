/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-example-clinic.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

gboolean lumbar_example_fill (LumbarStore *store,
                              guint patients,
                              guint visits,
                              guint32 seed,
                              const char *today,
                              GError **error);
LumbarInterview *lumbar_example_hold_interview (LumbarKnowledge *knowledge,
                                                const LumbarExampleStory *story,
                                                guint visit,
                                                const char *day,
                                                const char *birth_date,
                                                GRand *chance);

G_END_DECLS

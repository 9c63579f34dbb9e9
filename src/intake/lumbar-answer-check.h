/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-answer.h"

G_BEGIN_DECLS

/* A note longer than this is a mistake of the clipboard. */
#define LUMBAR_ANSWER_MAX_TEXT 20000

gboolean lumbar_answer_option_is_denial (const LumbarOption *option);
LumbarAnswer *lumbar_answer_check_options (const LumbarFinding *finding,
                                           const char *const *ids,
                                           GError **error);
LumbarAnswer *lumbar_answer_check_number (const LumbarFinding *finding, double number, GError **error);
LumbarAnswer *lumbar_answer_check_number_text (const LumbarFinding *finding,
                                               const char *text,
                                               GError **error);
LumbarAnswer *lumbar_answer_check_text (const LumbarFinding *finding,
                                        const char *text,
                                        const char *today,
                                        GError **error);

G_END_DECLS

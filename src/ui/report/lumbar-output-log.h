/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report-choice.h"
#include "lumbar-worker.h"

G_BEGIN_DECLS

void lumbar_output_log_note (LumbarWorker *worker,
                             const char *encounter_id,
                             const char *how,
                             LumbarReportProfile profile);

G_END_DECLS

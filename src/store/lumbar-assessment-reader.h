/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment.h"
#include "lumbar-database.h"

G_BEGIN_DECLS

LumbarAssessment *lumbar_assessment_reader_read (LumbarDatabase *database, const char *json, GError **error);
LumbarAssessment *lumbar_assessment_reader_read_flags (LumbarDatabase *database, const char *json, GError **error);

G_END_DECLS

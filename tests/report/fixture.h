/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-report.h"

G_BEGIN_DECLS

/* Invented visits for the tests of reports. */
LumbarKnowledge *fixture_knowledge (void);
LumbarResponse *fixture_response (const char *answers);
LumbarEncounter *fixture_encounter (const char *answers);
LumbarPatient *fixture_patient (const char *family, const char *given);
LumbarReport *fixture_report (const char *answers);
LumbarReport *fixture_full_report (const char *note);
LumbarReport *fixture_chosen_report (LumbarReportProfile profile, const char *note);
char *fixture_words (LumbarReport *report);

/* Answers, "finding=option;option" separated by blanks. */
extern const char *const FIXTURE_QUIET;
extern const char *const FIXTURE_CAUDA_EQUINA;
extern const char *const FIXTURE_SCIATICA;
extern const char *const FIXTURE_MIXED;

G_END_DECLS

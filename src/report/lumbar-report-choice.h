/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-letterhead.h"

G_BEGIN_DECLS

/**
 * LumbarReportProfile:
 * @LUMBAR_PROFILE_FULL: everything that was recorded and computed
 * @LUMBAR_PROFILE_LETTER: the essence for a colleague, on one page where it fits
 * @LUMBAR_PROFILE_PATIENT: plain words in large print for the person who was seen
 * @LUMBAR_PROFILE_DATA: every answer with its id and code, as tables
 *
 * Whom a report is for.
 */
typedef enum {
  LUMBAR_PROFILE_FULL,
  LUMBAR_PROFILE_LETTER,
  LUMBAR_PROFILE_PATIENT,
  LUMBAR_PROFILE_DATA,
} LumbarReportProfile;

#define LUMBAR_N_PROFILES 4

/**
 * LumbarReportSection:
 *
 * What can be left out of a report, one bit each. What is urgent, what was added after signing, and the signature
 * stand in every report and so are none of these.
 */
typedef enum {
  LUMBAR_REPORT_CONCLUSION = 1 << 0,
  LUMBAR_REPORT_ASSESSMENT = 1 << 1,
  LUMBAR_REPORT_PLAN = 1 << 2,
  LUMBAR_REPORT_FINDINGS = 1 << 3,
  LUMBAR_REPORT_MAP = 1 << 4,
  LUMBAR_REPORT_TREND = 1 << 5,
  LUMBAR_REPORT_MEASURES = 1 << 6,
  LUMBAR_REPORT_SAFETY_NET = 1 << 7,
  LUMBAR_REPORT_BASIS = 1 << 8,
} LumbarReportSection;

#define LUMBAR_N_REPORT_SECTIONS 9
#define LUMBAR_REPORT_ALL_SECTIONS ((1u << LUMBAR_N_REPORT_SECTIONS) - 1)

/**
 * LumbarReportChoice:
 * @profile: whom the report is for
 * @without: the #LumbarReportSection bits that are left out; the report says which
 * @letterhead: (nullable): what stands on top of the first page; the report keeps it
 *
 * What goes into a report. All zero is the full report.
 */
typedef struct {
  LumbarReportProfile profile;
  guint without;
  LumbarLetterhead *letterhead; /* Borrowed */
} LumbarReportChoice;

const char *lumbar_report_profile_to_id (LumbarReportProfile profile);
gboolean lumbar_report_profile_from_id (const char *id, LumbarReportProfile *profile);
const char *lumbar_report_profile_get_title (LumbarReportProfile profile);
guint lumbar_report_profile_get_sections (LumbarReportProfile profile);

const char *lumbar_report_section_to_id (LumbarReportSection section);
const char *lumbar_report_section_get_title (LumbarReportSection section);
gboolean lumbar_report_sections_from_text (const char *text, guint *sections, GError **error);

G_END_DECLS

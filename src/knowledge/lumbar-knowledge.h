/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "lumbar-body-region.h"
#include "lumbar-cause.h"
#include "lumbar-caution.h"
#include "lumbar-consistency.h"
#include "lumbar-evidence.h"
#include "lumbar-finding.h"
#include "lumbar-group.h"
#include "lumbar-instrument.h"
#include "lumbar-interaction.h"
#include "lumbar-management.h"
#include "lumbar-model.h"
#include "lumbar-override-reason.h"
#include "lumbar-red-flag.h"
#include "lumbar-source.h"
#include "lumbar-treatment.h"

G_BEGIN_DECLS

/**
 * LumbarKnowledge:
 *
 * The versioned clinical content: every table, cross-checked, immutable, and safe to share between
 * threads. What it hands out lives as long as it does.
 */
typedef struct _LumbarKnowledge LumbarKnowledge;

#define LUMBAR_TYPE_KNOWLEDGE (lumbar_knowledge_get_type ())
GType lumbar_knowledge_get_type (void);

LumbarKnowledge *lumbar_knowledge_new (GError **error);
LumbarKnowledge *lumbar_knowledge_new_from_directory (const char *path, GError **error);
LumbarKnowledge *lumbar_knowledge_new_or_faults (const char *path, GStrv *faults);
LumbarKnowledge *lumbar_knowledge_ref (LumbarKnowledge *self);
void lumbar_knowledge_unref (LumbarKnowledge *self);

const char *lumbar_knowledge_get_version (LumbarKnowledge *self);
GStrv lumbar_knowledge_get_warnings (LumbarKnowledge *self);
char *lumbar_knowledge_version_to_text (const char *version);
const char *lumbar_knowledge_get_date (LumbarKnowledge *self);
const char *lumbar_knowledge_get_title (LumbarKnowledge *self);
const char *lumbar_knowledge_get_intended_use (LumbarKnowledge *self);
const char *lumbar_knowledge_get_limits (LumbarKnowledge *self);
const LumbarModel *lumbar_knowledge_get_model (LumbarKnowledge *self);

guint lumbar_knowledge_get_n_sections (LumbarKnowledge *self);
const LumbarSection *lumbar_knowledge_get_section (LumbarKnowledge *self, guint i);
guint lumbar_knowledge_get_n_findings (LumbarKnowledge *self);
const LumbarFinding *lumbar_knowledge_get_finding (LumbarKnowledge *self, guint i);
const LumbarFinding *lumbar_knowledge_find_finding (LumbarKnowledge *self, const char *id);
guint lumbar_knowledge_get_n_causes (LumbarKnowledge *self);
const LumbarCause *lumbar_knowledge_get_cause (LumbarKnowledge *self, guint i);
const LumbarCause *lumbar_knowledge_find_cause (LumbarKnowledge *self, const char *id);
guint lumbar_knowledge_get_n_evidence (LumbarKnowledge *self);
const LumbarEvidence *lumbar_knowledge_get_evidence (LumbarKnowledge *self, guint i);
LumbarEvidence *const *lumbar_knowledge_get_evidence_rows (LumbarKnowledge *self);
guint lumbar_knowledge_get_n_groups (LumbarKnowledge *self);
guint lumbar_knowledge_get_n_conditions (LumbarKnowledge *self);
guint lumbar_knowledge_get_n_red_flags (LumbarKnowledge *self);
const LumbarRedFlag *lumbar_knowledge_get_red_flag (LumbarKnowledge *self, guint i);
const LumbarRedFlag *lumbar_knowledge_find_red_flag (LumbarKnowledge *self, const char *id);
guint lumbar_knowledge_get_n_management (LumbarKnowledge *self);
const LumbarManagement *lumbar_knowledge_get_management (LumbarKnowledge *self, guint i);
guint lumbar_knowledge_get_n_treatments (LumbarKnowledge *self);
const LumbarTreatment *lumbar_knowledge_get_treatment (LumbarKnowledge *self, guint i);
const LumbarTreatment *lumbar_knowledge_find_treatment (LumbarKnowledge *self, const char *id);
guint lumbar_knowledge_get_n_cautions (LumbarKnowledge *self);
const LumbarCaution *lumbar_knowledge_get_caution (LumbarKnowledge *self, guint i);
guint lumbar_knowledge_get_n_interactions (LumbarKnowledge *self);
const LumbarInteraction *lumbar_knowledge_get_interaction (LumbarKnowledge *self, guint i);
const LumbarInteraction *lumbar_knowledge_find_interaction (LumbarKnowledge *self,
                                                            const LumbarTreatment *one,
                                                            const LumbarTreatment *other);
guint lumbar_knowledge_get_n_consistency (LumbarKnowledge *self);
const LumbarConsistency *lumbar_knowledge_get_consistency (LumbarKnowledge *self, guint i);
guint lumbar_knowledge_get_n_instruments (LumbarKnowledge *self);
const LumbarInstrument *lumbar_knowledge_get_instrument (LumbarKnowledge *self, guint i);
const LumbarInstrument *lumbar_knowledge_find_instrument (LumbarKnowledge *self, const char *id);
guint lumbar_knowledge_get_n_sources (LumbarKnowledge *self);
const LumbarSource *lumbar_knowledge_get_source (LumbarKnowledge *self, guint i);
const LumbarSource *lumbar_knowledge_find_source (LumbarKnowledge *self, const char *id);
guint lumbar_knowledge_get_n_body_regions (LumbarKnowledge *self);
const LumbarBodyRegion *lumbar_knowledge_get_body_region (LumbarKnowledge *self, guint i);
guint lumbar_knowledge_get_n_override_reasons (LumbarKnowledge *self);
const LumbarOverrideReason *lumbar_knowledge_get_override_reason (LumbarKnowledge *self, guint i);
const LumbarOverrideReason *lumbar_knowledge_find_override_reason (LumbarKnowledge *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarKnowledge, lumbar_knowledge_unref)

G_END_DECLS

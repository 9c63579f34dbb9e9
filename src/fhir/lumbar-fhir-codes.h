/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/* Everything that Lumbar names itself in FHIR hangs below this address. */
#define LUMBAR_FHIR_BASE "https://lumbar.github.io/fhir"

/* The options of each finding are a code system of their own, LUMBAR_FHIR_OPTION_SYSTEMS + id: "none"
 * means another thing for every finding. */
#define LUMBAR_FHIR_OPTION_SYSTEMS LUMBAR_FHIR_BASE "/CodeSystem/"

#define LUMBAR_FHIR_CAUSE_SYSTEM LUMBAR_FHIR_BASE "/CodeSystem/lumbar-cause"
#define LUMBAR_FHIR_GROUP_SYSTEM LUMBAR_FHIR_BASE "/CodeSystem/lumbar-group"
#define LUMBAR_FHIR_BAND_SYSTEM LUMBAR_FHIR_BASE "/CodeSystem/lumbar-band"
#define LUMBAR_FHIR_RED_FLAG_SYSTEM LUMBAR_FHIR_BASE "/CodeSystem/lumbar-red-flag"
#define LUMBAR_FHIR_EVENT_SYSTEM LUMBAR_FHIR_BASE "/CodeSystem/lumbar-event"
#define LUMBAR_FHIR_INSTRUMENT_SYSTEM LUMBAR_FHIR_BASE "/CodeSystem/lumbar-instrument"
#define LUMBAR_FHIR_IMPRESSION_SYSTEM LUMBAR_FHIR_BASE "/CodeSystem/lumbar-impression"
#define LUMBAR_FHIR_RECORD_NUMBER_SYSTEM LUMBAR_FHIR_BASE "/NamingSystem/record-number"

/* What FHIR has no place for, as extensions: a note on an answer or a patient; of a conclusion, whether it
 * agrees with what was computed, what was done about a red flag, and the plan in one piece. */
#define LUMBAR_FHIR_EXTENSION_NOTE LUMBAR_FHIR_BASE "/StructureDefinition/note"
#define LUMBAR_FHIR_EXTENSION_AGREEMENT LUMBAR_FHIR_BASE "/StructureDefinition/agreement"
#define LUMBAR_FHIR_EXTENSION_ACKNOWLEDGEMENT LUMBAR_FHIR_BASE "/StructureDefinition/acknowledgement"
#define LUMBAR_FHIR_EXTENSION_OUTCOME LUMBAR_FHIR_BASE "/StructureDefinition/outcome"
#define LUMBAR_FHIR_EXTENSION_PLAN LUMBAR_FHIR_BASE "/StructureDefinition/plan"

#define LUMBAR_FHIR_CORE_EXTENSIONS "http://hl7.org/fhir/StructureDefinition/"
#define LUMBAR_FHIR_SDC_EXTENSIONS "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
#define LUMBAR_FHIR_TERMINOLOGY "http://terminology.hl7.org/CodeSystem/"
#define LUMBAR_FHIR_LOINC "http://loinc.org"
#define LUMBAR_FHIR_UCUM "http://unitsofmeasure.org"

char *lumbar_fhir_option_system (const LumbarFinding *finding);
gboolean lumbar_fhir_unit_matches (const LumbarFinding *finding, const char *unit);
char *lumbar_fhir_id (const char *id);
char *lumbar_fhir_id_derive (const char *parent, const char *name);
char *lumbar_fhir_canonical (LumbarKnowledge *knowledge, const char *version);
char *lumbar_fhir_section_link_id (const LumbarSection *section);

G_END_DECLS

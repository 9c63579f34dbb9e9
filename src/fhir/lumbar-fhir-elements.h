/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-json-writer.h"
#include "lumbar-knowledge.h"

G_BEGIN_DECLS

void lumbar_fhir_write_coding (
    LumbarJsonWriter *writer, const char *name, const char *system, const char *code, const char *display);
void lumbar_fhir_write_text (LumbarJsonWriter *writer, const char *name, const char *text);
void lumbar_fhir_write_number (LumbarJsonWriter *writer,
                               const char *name,
                               const LumbarFinding *finding,
                               double number);
void lumbar_fhir_write_concept (
    LumbarJsonWriter *writer, const char *name, const char *system, const char *code, const char *text);
void lumbar_fhir_write_cause (LumbarJsonWriter *writer, const char *name, const LumbarCause *cause);
void
lumbar_fhir_write_extension (LumbarJsonWriter *writer, const char *url, const char *value, const char *text);
void lumbar_fhir_write_reference (LumbarJsonWriter *writer, const char *name, const char *id);
void lumbar_fhir_write_name (LumbarJsonWriter *writer, const char *name, const char *person);
void lumbar_fhir_begin_entry (LumbarJsonWriter *writer, const char *type, const char *id);
void lumbar_fhir_end_entry (LumbarJsonWriter *writer, const char *type, const char *id);

G_END_DECLS

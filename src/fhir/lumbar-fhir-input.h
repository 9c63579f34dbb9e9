/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-assessment-json.h"
#include "lumbar-json.h"
#include "lumbar-knowledge.h"

G_BEGIN_DECLS

/**
 * LumbarFhirInput:
 * @knowledge: the findings that can be answered
 * @name: what the file is called in messages
 * @today: the day after which a date lies in the future
 * @ignored: (nullable) (element-type LumbarIgnored): what is passed over is appended
 *
 * What every reader of a file needs to know. Borrows all of it.
 */
typedef struct
{
  LumbarKnowledge *knowledge;
  const char *name;
  const char *today;
  GPtrArray *ignored;
} LumbarFhirInput;

gboolean lumbar_fhir_input_fail (const LumbarFhirInput *self,
                                 const char *path,
                                 GError **error,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (4, 5);
gboolean
lumbar_fhir_input_place (const LumbarFhirInput *self, const char *path, GError *problem, GError **error);
void lumbar_fhir_input_ignore (const LumbarFhirInput *self, const char *what, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
gboolean lumbar_fhir_input_fail_unknown (const LumbarFhirInput *self,
                                         const char *path,
                                         const char *id,
                                         GError **error);

gboolean lumbar_fhir_input_read_string (const LumbarFhirInput *self,
                                        JsonObject *object,
                                        const char *path,
                                        const char *member,
                                        const char **text,
                                        GError **error);
gboolean lumbar_fhir_input_read_object (const LumbarFhirInput *self,
                                        JsonObject *object,
                                        const char *path,
                                        const char *member,
                                        JsonObject **inner,
                                        GError **error);
gboolean lumbar_fhir_input_read_objects (const LumbarFhirInput *self,
                                         JsonObject *object,
                                         const char *path,
                                         const char *member,
                                         JsonArray **array,
                                         GError **error);
gboolean lumbar_fhir_input_read_time (const LumbarFhirInput *self,
                                      JsonObject *object,
                                      const char *path,
                                      const char *member,
                                      const char **time,
                                      GError **error);
gboolean lumbar_fhir_input_check_members (const LumbarFhirInput *self,
                                          JsonObject *object,
                                          const char *path,
                                          const char *const *known,
                                          GError **error);
void lumbar_fhir_input_ignore_rest (const LumbarFhirInput *self,
                                    JsonObject *object,
                                    const char *path,
                                    const char *const *read);

G_END_DECLS

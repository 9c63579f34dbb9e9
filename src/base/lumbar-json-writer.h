/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LumbarJsonWriter LumbarJsonWriter;

LumbarJsonWriter *lumbar_json_writer_new (gboolean pretty);
void lumbar_json_writer_free (LumbarJsonWriter *self);
char *lumbar_json_writer_finish (LumbarJsonWriter *self);

void lumbar_json_writer_begin_object (LumbarJsonWriter *self, const char *name);
void lumbar_json_writer_end_object (LumbarJsonWriter *self);
void lumbar_json_writer_begin_array (LumbarJsonWriter *self, const char *name);
void lumbar_json_writer_end_array (LumbarJsonWriter *self);
void lumbar_json_writer_string (LumbarJsonWriter *self, const char *name, const char *value);
void lumbar_json_writer_number (LumbarJsonWriter *self, const char *name, double value);
void lumbar_json_writer_decimal (LumbarJsonWriter *self, const char *name, double value, int decimals);
void lumbar_json_writer_integer (LumbarJsonWriter *self, const char *name, gint64 value);
void lumbar_json_writer_boolean (LumbarJsonWriter *self, const char *name, gboolean value);
void lumbar_json_writer_null (LumbarJsonWriter *self, const char *name);
void lumbar_json_writer_raw (LumbarJsonWriter *self, const char *name, const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarJsonWriter, lumbar_json_writer_free)

G_END_DECLS

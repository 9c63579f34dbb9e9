/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON text (RFC 8259). Its own because json-glib 1.6 prints 6.3 as 6.2999999999999998 and
 * 1e21 as 1e+21.0, which is not JSON, while a FHIR decimal carries its precision. */

#include "lumbar-json-writer.h"

#include <string.h>

#include "lumbar-text.h"

struct _LumbarJsonWriter {
  GString *text;
  guint depth;
  gboolean pretty;
  gboolean empty; /* nothing written yet in the innermost object or array */
};

static gboolean
is_plain (guchar c)
{
  return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void
append_quoted (GString *text, const char *value)
{
  g_autofree char *mended = g_utf8_validate (value, -1, NULL) ? NULL : g_utf8_make_valid (value, -1);
  const char *valid = mended ? mended : value;

  g_string_append_c (text, '"');
  for (const char *p = valid; *p != '\0'; p++)
    {
      const char *start = p;
      guchar c;

      /* What needs no care goes over at once. */
      while (is_plain ((guchar) *p))
        p++;
      g_string_append_len (text, start, p - start);
      if (*p == '\0')
        break;
      c = (guchar) *p;
      if (c == '"' || c == '\\')
        g_string_append_printf (text, "\\%c", c);
      else if (c == '\n')
        g_string_append (text, "\\n");
      else if (c == '\t')
        g_string_append (text, "\\t");
      else
        g_string_append_printf (text, "\\u%04x", c);
    }
  g_string_append_c (text, '"');
}

static void
new_line (LumbarJsonWriter *self)
{
  if (!self->pretty)
    return;
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
}

/* What stands in front of any value: a comma, a line, the member's name. */
static void
begin_value (LumbarJsonWriter *self, const char *name)
{
  if (!self->empty)
    g_string_append_c (self->text, ',');
  if (self->depth > 0)
    new_line (self);
  self->empty = FALSE;
  if (name == NULL)
    return;
  append_quoted (self->text, name);
  g_string_append (self->text, self->pretty ? ": " : ":");
}

static void
begin (LumbarJsonWriter *self, const char *name, char bracket)
{
  begin_value (self, name);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->empty = TRUE;
}

static void
end (LumbarJsonWriter *self, char bracket)
{
  self->depth--;
  if (!self->empty)
    new_line (self);
  g_string_append_c (self->text, bracket);
  self->empty = FALSE;
}

/**
 * lumbar_json_writer_new:
 * @pretty: whether to indent by two blanks a level
 *
 * Returns: (transfer full): a writer of one JSON value
 */
LumbarJsonWriter *
lumbar_json_writer_new (gboolean pretty)
{
  LumbarJsonWriter *self = g_new0 (LumbarJsonWriter, 1);

  self->text = g_string_sized_new (2048);
  self->pretty = pretty;
  self->empty = TRUE;
  return self;
}

/**
 * lumbar_json_writer_free:
 * @self: (nullable): a writer
 */
void
lumbar_json_writer_free (LumbarJsonWriter *self)
{
  if (self == NULL)
    return;
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * lumbar_json_writer_finish:
 * @self: a writer whose objects and arrays are all ended; it can't be written to again
 *
 * Returns: (transfer full): the JSON text; a pretty one ends in a line break
 */
char *
lumbar_json_writer_finish (LumbarJsonWriter *self)
{
  g_return_val_if_fail (self->depth == 0 && self->text != NULL, NULL);

  if (self->pretty)
    g_string_append_c (self->text, '\n');
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

/**
 * lumbar_json_writer_begin_object:
 * @self: a writer
 * @name: (nullable): the member's name inside an object, %NULL inside an array
 */
void
lumbar_json_writer_begin_object (LumbarJsonWriter *self, const char *name)
{
  begin (self, name, '{');
}

/**
 * lumbar_json_writer_end_object:
 * @self: a writer
 */
void
lumbar_json_writer_end_object (LumbarJsonWriter *self)
{
  end (self, '}');
}

/**
 * lumbar_json_writer_begin_array:
 * @self: a writer
 * @name: (nullable): the member's name inside an object, %NULL inside an array
 */
void
lumbar_json_writer_begin_array (LumbarJsonWriter *self, const char *name)
{
  begin (self, name, '[');
}

/**
 * lumbar_json_writer_end_array:
 * @self: a writer
 */
void
lumbar_json_writer_end_array (LumbarJsonWriter *self)
{
  end (self, ']');
}

/**
 * lumbar_json_writer_string:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: (nullable): the text; %NULL is written as null
 */
void
lumbar_json_writer_string (LumbarJsonWriter *self, const char *name, const char *value)
{
  begin_value (self, name);
  if (value != NULL)
    append_quoted (self->text, value);
  else
    g_string_append (self->text, "null");
}

/**
 * lumbar_json_writer_number:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: a finite number, written with the fewest digits that read back as the same
 */
void
lumbar_json_writer_number (LumbarJsonWriter *self, const char *name, double value)
{
  g_autofree char *text = lumbar_text_number (value);

  lumbar_json_writer_raw (self, name, text);
}

/**
 * lumbar_json_writer_decimal:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: a finite number
 * @decimals: how many digits after the point; a FHIR decimal means its precision
 */
void
lumbar_json_writer_decimal (LumbarJsonWriter *self, const char *name, double value, int decimals)
{
  g_autofree char *format = g_strdup_printf ("%%.%df", decimals);
  char buffer[512];

  lumbar_json_writer_raw (self, name, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

/**
 * lumbar_json_writer_integer:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: the number
 */
void
lumbar_json_writer_integer (LumbarJsonWriter *self, const char *name, gint64 value)
{
  begin_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * lumbar_json_writer_boolean:
 * @self: a writer
 * @name: (nullable): the member's name
 * @value: the truth
 */
void
lumbar_json_writer_boolean (LumbarJsonWriter *self, const char *name, gboolean value)
{
  lumbar_json_writer_raw (self, name, value ? "true" : "false");
}

/**
 * lumbar_json_writer_null:
 * @self: a writer
 * @name: (nullable): the member's name
 */
void
lumbar_json_writer_null (LumbarJsonWriter *self, const char *name)
{
  lumbar_json_writer_raw (self, name, "null");
}

/**
 * lumbar_json_writer_raw:
 * @self: a writer
 * @name: (nullable): the member's name
 * @json: JSON text that is already right, written as it is
 */
void
lumbar_json_writer_raw (LumbarJsonWriter *self, const char *name, const char *json)
{
  begin_value (self, name);
  g_string_append (self->text, json);
}

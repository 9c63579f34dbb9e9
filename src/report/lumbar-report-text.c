/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as plain text: for a terminal, a mail, or where nothing else works. */

#include "lumbar-report-text.h"

#include <glib/gi18n-lib.h>
#include <pango/pango.h>
#include <string.h>

#include "lumbar-date.h"

/* Narrower than this, words would be cut everywhere. */
#define LEAST_COLUMNS 30
#define LABEL_COLUMNS 32

static guint
get_width (gunichar c)
{
  if (g_unichar_iszerowidth (c) || g_unichar_ismark (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
measure (const char *text, gssize length)
{
  guint width = 0;

  for (const char *p = text; length < 0 ? *p != '\0' : p < text + length; p = g_utf8_next_char (p))
    width += get_width (g_utf8_get_char (p));
  return width;
}

static void
append_blanks (GString *out, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

/* How much of @text fits into @columns: to the last place where a line may break, or else to the last
 * whole character. Returns bytes; at least one character. */
static gsize
find_line_end (const char *text, const PangoLogAttr *attributes, glong n_chars, guint columns)
{
  const char *p = text;
  const char *breakable = NULL, *whole = NULL;
  guint width = 0;

  for (glong i = 0; i < n_chars; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (i > 0 && attributes[i].is_cursor_position)
        whole = p;
      if (i > 0 && attributes[i].is_line_break)
        breakable = p;
      if (attributes[i].is_white)
        {
          width += 1;
          continue;
        }
      width += get_width (c);
      if (width > columns && whole != NULL)
        return (gsize) ((breakable ? breakable : whole) - text);
    }
  return (gsize) (p - text);
}

/* Appends one paragraph, its first line after what already stands on the line. */
static void
append_paragraph (GString *out, const char *text, guint indent, guint columns)
{
  glong n_chars = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, (gsize) n_chars + 1);
  glong done = 0;

  pango_get_log_attrs (text, (int) strlen (text), -1, pango_language_get_default (), attributes,
                       (int) n_chars + 1);
  for (gboolean first = TRUE; *text != '\0'; first = FALSE)
    {
      gsize length = find_line_end (text, attributes + done, n_chars - done,
                                    columns > indent + 8 ? columns - indent : 8);
      g_autofree char *line = g_strndup (text, length);

      if (!first)
        append_blanks (out, indent);
      g_string_append (out, g_strchomp (line));
      g_string_append_c (out, '\n');
      done += g_utf8_strlen (text, (gssize) length);
      text += length;
    }
}

/* Appends @lead, then @text with every line under the first one. */
static void
append_hanging (GString *out, const char *lead, const char *text, guint indent, guint columns)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  guint width = measure (lead, -1);

  g_string_append (out, lead);
  if (width < indent)
    append_blanks (out, indent - width);
  else if (width > indent)
    {
      g_string_append_c (out, '\n');
      append_blanks (out, indent);
    }
  if (*text == '\0')
    g_string_append_c (out, '\n');
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      if (i > 0 && *paragraphs[i] != '\0')
        append_blanks (out, indent);
      if (*paragraphs[i] != '\0')
        append_paragraph (out, paragraphs[i], indent, columns);
      else if (i > 0)
        g_string_append_c (out, '\n');
    }
}

static void
append_underlined (GString *out, const char *text, char line, guint columns)
{
  guint width = MIN (measure (text, -1), columns);

  g_string_append_c (out, '\n');
  append_hanging (out, "", text, 0, columns);
  for (guint i = 0; i < width; i++)
    g_string_append_c (out, line);
  g_string_append_c (out, '\n');
}

/* A run-in label and its text as one paragraph. */
static void
append_labelled (GString *out, const LumbarBlock *block, guint columns)
{
  g_autofree char *whole = NULL;

  whole = block->marker ? g_strdup_printf ("%s: %s", block->marker, block->text) : g_strdup (block->text);
  append_hanging (out, "", whole, 0, columns);
}

static void
append_marked (GString *out,
               const char *marker,
               const char *text,
               const char *detail,
               guint indent,
               guint hang,
               guint columns)
{
  g_autofree char *lead = g_strdup_printf ("%*s%s", (int) indent, "", marker);
  g_autofree char *whole = NULL;

  whole = detail && *detail ? g_strdup_printf ("%s (%s)", text, detail) : g_strdup (text);
  append_hanging (out, lead, whole, hang, columns);
}

static void
append_pair (GString *out, const char *label, const char *value, guint indent, guint columns)
{
  g_autofree char *lead = g_strdup_printf ("%*s%s", (int) indent, "", label);

  append_hanging (out, lead, value, MIN (LABEL_COLUMNS, columns / 2 - 2), columns);
}

static void
append_block (GString *out, const LumbarBlock *block, guint columns)
{
  g_autofree char *joined = NULL;

  switch (block->kind)
    {
    case LUMBAR_BLOCK_HEADING:
      append_underlined (out, block->text, '=', columns);
      break;
    case LUMBAR_BLOCK_SUBHEADING:
      append_underlined (out, block->text, '-', columns);
      break;
    case LUMBAR_BLOCK_URGENT:
      joined = g_strdup_printf ("%s: %s", block->marker, block->text);
      append_hanging (out, "!!", joined, 3, columns);
      break;
    case LUMBAR_BLOCK_URGENT_DONE:
    case LUMBAR_BLOCK_URGENT_DETAIL:
      append_pair (out, block->text, block->detail, 3, columns);
      break;
    case LUMBAR_BLOCK_RESULT:
      append_marked (out, block->marker, block->text, block->detail, 0, 3, columns);
      break;
    case LUMBAR_BLOCK_CAUSE:
      append_marked (out, block->marker, block->text, block->detail, 0, 4, columns);
      break;
    case LUMBAR_BLOCK_REASON:
      append_marked (out, block->marker, block->text, block->detail, 4, 8, columns);
      break;
    case LUMBAR_BLOCK_STEP:
      append_marked (out, "-", block->text, block->detail, 0, 2, columns);
      break;
    case LUMBAR_BLOCK_PAIR:
      append_pair (out, block->text, block->detail, 0, columns);
      break;
    case LUMBAR_BLOCK_SOURCE:
      append_marked (out, "-", block->text, block->detail, 0, 2, columns);
      break;
    case LUMBAR_BLOCK_NOTE:
      append_hanging (out, "  |", block->text, 4, columns);
      break;
    case LUMBAR_BLOCK_MEASURE:
      joined = g_strjoin (*block->detail ? "  " : "", block->marker, block->detail, NULL);
      append_pair (out, block->text, joined, 0, columns);
      break;
    case LUMBAR_BLOCK_ROW_HEAD:
    case LUMBAR_BLOCK_ROW:
      joined = g_strjoin (" | ", block->text, block->detail, block->more, NULL);
      append_pair (out, block->marker, joined, 0, columns);
      break;
    case LUMBAR_BLOCK_SIGNATURE:
      append_underlined (out, block->text, '_', columns);
      break;
    case LUMBAR_BLOCK_PARAGRAPH:
    case LUMBAR_BLOCK_SMALL:
    case LUMBAR_BLOCK_BODY:
    case LUMBAR_BLOCK_TREND:
    default:
      append_labelled (out, block, columns);
      break;
    }
}

static void
append_letterhead (GString *out, const LumbarLetterhead *letterhead, guint columns)
{
  append_hanging (out, "", letterhead->name, 0, columns);
  for (guint i = 0; letterhead->address[i] != NULL; i++)
    append_hanging (out, "", letterhead->address[i], 0, columns);
  if (*letterhead->telephone != '\0')
    {
      g_autofree char *telephone = g_strdup_printf (_("Telephone %s"), letterhead->telephone);

      append_hanging (out, "", telephone, 0, columns);
    }
  g_string_append_c (out, '\n');
}

/**
 * lumbar_report_to_text:
 * @report: a report
 * @columns: how wide a line may be; less than 30 is taken as 30
 *
 * Returns: (transfer full): the report as lines of text
 */
char *
lumbar_report_to_text (LumbarReport *report, guint columns)
{
  GString *out = g_string_new (NULL);
  g_autofree char *date = lumbar_date_format (report->created_at);
  g_autofree char *made = g_strdup_printf (_("Made on %s"), date);

  columns = MAX (columns, LEAST_COLUMNS);
  if (report->letterhead != NULL)
    append_letterhead (out, report->letterhead, columns);
  append_hanging (out, "", report->title, 0, columns);
  append_hanging (out, "", report->identity, 0, columns);
  append_hanging (out, "", report->visit, 0, columns);
  append_hanging (out, "", made, 0, columns);
  for (guint i = 0; i < report->blocks->len; i++)
    append_block (out, report->blocks->pdata[i], columns);
  return g_string_free (out, FALSE);
}

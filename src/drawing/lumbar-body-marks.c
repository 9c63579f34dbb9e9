/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pains of a visit as a body map shows them, and the same in words for a legend and for those who
 * don't see the map. */

#include "lumbar-body-marks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-text.h"

#define RADIATION "pain-radiation"

/* Where each pain is recorded. The ratings of a pain are of the past week, as far as there is one. */
static const struct {
  const char *map;
  const char *rating;
  const char *quality;
} pains[LUMBAR_BODY_MAX_PAINS] = {
  { "pain-map", "pain-nrs-average", "pain-quality" },
  { "second-pain-map", "second-pain-nrs", "second-pain-quality" },
  { "third-pain-map", "third-pain-nrs", "third-pain-quality" },
};

static guint64
get_options (LumbarResponse *response, const char *id)
{
  return lumbar_answer_get_value (lumbar_response_find_answer (response, id))->options;
}

/**
 * lumbar_body_marks_read:
 * @self: (out): the marks
 * @response: the answers of a visit
 *
 * Reads what is marked; nothing is focused, hovered or worked on.
 */
void
lumbar_body_marks_read (LumbarBodyMarks *self, LumbarResponse *response)
{
  *self = LUMBAR_BODY_MARKS_NONE;
  for (guint i = 0; i < LUMBAR_BODY_MAX_PAINS; i++)
    self->pains[i] = get_options (response, pains[i].map);
  self->radiation = get_options (response, RADIATION);
}

/**
 * lumbar_body_marks_find:
 * @self: the marks
 * @finding: a body map
 *
 * Returns: (transfer none): the part of @self that is the answer to @finding
 */
guint64 *
lumbar_body_marks_find (LumbarBodyMarks *self, const LumbarFinding *finding)
{
  for (guint i = 0; i < LUMBAR_BODY_MAX_PAINS; i++)
    if (strcmp (finding->id, pains[i].map) == 0)
      return &self->pains[i];
  g_return_val_if_fail (strcmp (finding->id, RADIATION) == 0, &self->radiation);
  return &self->radiation;
}

/**
 * lumbar_body_marks_are_empty:
 * @self: the marks
 *
 * Returns: whether nothing is marked
 */
gboolean
lumbar_body_marks_are_empty (const LumbarBodyMarks *self)
{
  guint64 regions = self->radiation;

  for (guint i = 0; i < LUMBAR_BODY_MAX_PAINS; i++)
    regions |= self->pains[i];
  return regions == 0;
}

/**
 * lumbar_body_marks_are_numbered:
 * @self: the marks
 *
 * Returns: whether there is more than a first pain, so that the pains need numbers
 */
gboolean
lumbar_body_marks_are_numbered (const LumbarBodyMarks *self)
{
  guint64 others = 0;

  for (guint i = 1; i < LUMBAR_BODY_MAX_PAINS; i++)
    others |= self->pains[i];
  return others != 0 || self->current > 0;
}

static void
join (GString *line, const char *text)
{
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
}

/* Appends what is answered, in a sentence of its own where there is one. */
static void
join_answer (GString *line, LumbarResponse *response, const char *id, const char *format)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (lumbar_response_get_knowledge (response), id);
  LumbarAnswer *answer = lumbar_response_find_answer (response, id);
  g_auto (GStrv) around = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (answer == NULL)
    return;
  around = g_strsplit (format, "%s", 2);
  words = lumbar_answer_to_display (answer, finding);
  text = g_strjoinv (words, around);
  join (line, text);
}

/* A line a pain; how strong it is in the words of @rating. */
static char *
describe (LumbarResponse *response, const char *rating)
{
  GString *lines = g_string_new (NULL);
  LumbarBodyMarks marks;

  lumbar_body_marks_read (&marks, response);
  for (guint i = 0; i < LUMBAR_BODY_MAX_PAINS; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      if (marks.pains[i] == 0 && (i > 0 || marks.radiation == 0))
        continue;
      join_answer (line, response, pains[i].map, "%s");
      join_answer (line, response, pains[i].rating, rating);
      join_answer (line, response, pains[i].quality, "%s");
      if (i == 0)
        /* Translators: followed by regions of the body */
        join_answer (line, response, RADIATION, _("spreads to: %s"));
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      if (lumbar_body_marks_are_numbered (&marks))
        g_string_append_printf (lines, "%u: ", i + 1);
      g_string_append (lines, line->str);
    }
  return g_string_free (lines, FALSE);
}

/**
 * lumbar_body_marks_describe:
 * @response: the answers of a visit
 *
 * Says in words what the map shows, a line a pain, with how strong it is and what it feels like: "1: Left
 * flank · NRS 7 · Burning". A first pain that is alone has no number.
 *
 * Returns: (transfer full): the lines, "" where nothing is marked
 */
char *
lumbar_body_marks_describe (LumbarResponse *response)
{
  /* Translators: how strong a pain is on the numeric rating scale from 0 to 10 */
  return describe (response, _("NRS %s"));
}

/**
 * lumbar_body_marks_describe_plainly:
 * @response: the answers of a visit
 *
 * Says the same to the person who has the pain: "1: Left flank · pain 7 of 10 · Burning".
 *
 * Returns: (transfer full): the lines, "" where nothing is marked
 */
char *
lumbar_body_marks_describe_plainly (LumbarResponse *response)
{
  /* Translators: how strong a pain is, from 0 to 10, in plain words */
  return describe (response, _("pain %s of 10"));
}

/* Where there is one pain only, it needs no number. */
static void
append_marks (const LumbarBodyMarks *self, GString *text, int option)
{
  for (guint i = 0; i < LUMBAR_BODY_MAX_PAINS; i++)
    {
      if ((self->pains[i] >> option & 1) == 0)
        continue;
      g_string_append (text, " · ");
      if (lumbar_body_marks_are_numbered (self))
        g_string_append_printf (text, _("pain %u"), i + 1);
      else
        g_string_append (text, _("marked"));
    }
  if ((self->radiation >> option & 1) != 0)
    g_string_append_printf (text, " · %s", _("spreads here"));
}

/**
 * lumbar_body_marks_describe_region:
 * @self: the marks
 * @finding: a body map
 * @option: one of its options, or -1
 *
 * Returns: (transfer full): its name, its key and how it is marked: "Left buttock · B · pain 1"; "" for -1
 */
char *
lumbar_body_marks_describe_region (const LumbarBodyMarks *self, const LumbarFinding *finding, int option)
{
  GString *text = g_string_new (NULL);
  const LumbarOption *region;

  if (option < 0)
    return g_string_free (text, FALSE);
  region = lumbar_finding_get_option (finding, (guint) option);
  g_string_append (text, lumbar_text_translate (region->text));
  if (region->key != 0)
    g_string_append_printf (text, " · %c", g_ascii_toupper (region->key));
  append_marks (self, text, option);
  return g_string_free (text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment as CDS Hooks 2.0 cards (https://cds-hooks.hl7.org/2.0/#card-attributes): one card a fired
 * red flag, then one for the group. */

#include "lumbar-cds-hooks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-fhir-codes.h"
#include "lumbar-json-writer.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

/* The standard asks for fewer than 140 characters. */
#define MAX_SUMMARY 139

/**
 * lumbar_cds_hooks_shorten:
 * @summary: a sentence
 *
 * Returns: (transfer full): @summary, cut at the end of a word where it has more characters than a card may show
 */
char *
lumbar_cds_hooks_shorten (const char *summary)
{
  g_autofree char *start = NULL;
  char *end;

  if (g_utf8_strlen (summary, -1) <= MAX_SUMMARY)
    return g_strdup (summary);
  start = g_utf8_substring (summary, 0, MAX_SUMMARY);
  end = strrchr (start, ' ');
  /* One endless word is cut where it must be. */
  if (end == NULL)
    end = g_utf8_offset_to_pointer (start, MAX_SUMMARY - 1);
  while (end > start && strchr (" ,;:", end[-1]) != NULL)
    end--;
  *end = '\0';
  return g_strconcat (start, "…", NULL);
}

/* Text as GitHub Flavored Markdown shows it literally. */
static void
append_text (GString *detail, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>~|#", *p) != NULL)
        g_string_append_c (detail, '\\');
      g_string_append_c (detail, *p);
    }
}

static void
append_item (GString *detail, const char *marker, const char *text)
{
  g_string_append (detail, marker);
  append_text (detail, text);
  g_string_append_c (detail, '\n');
}

static void
append_paragraph (GString *detail, const char *text)
{
  if (*text == '\0')
    return;
  append_text (detail, text);
  g_string_append (detail, "\n\n");
}

static const char *
get_cause_name (LumbarKnowledge *knowledge, const char *id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, id);

  return cause ? lumbar_text_translate (cause->name) : id;
}

static void
append_causes (GString *detail, LumbarKnowledge *knowledge, const char *title, GStrv ids)
{
  if (ids == NULL || ids[0] == NULL)
    return;
  g_string_append_printf (detail, "**%s**\n\n", title);
  for (guint i = 0; ids[i] != NULL; i++)
    append_item (detail, "- ", get_cause_name (knowledge, ids[i]));
  g_string_append_c (detail, '\n');
}

static void
write_coding (LumbarJsonWriter *writer, const char *name, const char *system, const char *code, const char *display)
{
  lumbar_json_writer_begin_object (writer, name);
  lumbar_json_writer_string (writer, "system", system);
  lumbar_json_writer_string (writer, "code", code);
  lumbar_json_writer_string (writer, "display", display);
  lumbar_json_writer_end_object (writer);
}

/* A card is the same card whenever it says the same: its id is made from its words. */
static void
begin_card (LumbarJsonWriter *writer, const char *summary, const char *indicator, const char *detail)
{
  g_autofree char *content = g_strconcat (indicator, "\n", summary, "\n", detail, NULL);
  g_autofree char *uuid = lumbar_fhir_id_derive ("cds-hooks", content);
  g_autofree char *cut = lumbar_cds_hooks_shorten (summary);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "uuid", uuid);
  lumbar_json_writer_string (writer, "summary", cut);
  lumbar_json_writer_string (writer, "detail", detail);
  lumbar_json_writer_string (writer, "indicator", indicator);
}

static void
write_override_reasons (LumbarJsonWriter *writer, LumbarKnowledge *knowledge)
{
  lumbar_json_writer_begin_array (writer, "overrideReasons");
  for (guint i = 0; i < lumbar_knowledge_get_n_override_reasons (knowledge); i++)
    {
      const LumbarOverrideReason *reason = lumbar_knowledge_get_override_reason (knowledge, i);

      write_coding (writer, NULL, LUMBAR_FHIR_OPTION_SYSTEMS "lumbar-override-reason", reason->id,
                    lumbar_text_translate (reason->text));
    }
  lumbar_json_writer_end_array (writer);
}

/* Where to read the sources, each once. */
static void
write_links (LumbarJsonWriter *writer, GPtrArray *sources)
{
  lumbar_json_writer_begin_array (writer, "links");
  for (guint i = 0; i < sources->len; i++)
    {
      const LumbarSource *source = sources->pdata[i];
      g_autofree char *link = lumbar_source_get_link (source);

      if (link == NULL)
        continue;
      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "label", source->citation);
      lumbar_json_writer_string (writer, "url", link);
      lumbar_json_writer_string (writer, "type", "absolute");
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

static void
end_card (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, GPtrArray *sources)
{
  write_override_reasons (writer, knowledge);
  write_links (writer, sources);
  lumbar_json_writer_end_object (writer);
}

static void
add_source (GPtrArray *sources, const LumbarSource *source)
{
  if (source != NULL && !g_ptr_array_find (sources, source, NULL))
    g_ptr_array_add (sources, (gpointer) source);
}

/* What guidance the card rests on: of a red flag its source, otherwise the knowledge as a whole. */
static void
begin_source (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, const LumbarSource *source)
{
  g_autofree char *label =
      source ? lumbar_report_source_text (source) : lumbar_report_knowledge_text (knowledge);
  g_autofree char *link = source ? lumbar_source_get_link (source) : NULL;

  lumbar_json_writer_begin_object (writer, "source");
  lumbar_json_writer_string (writer, "label", label);
  if (link != NULL)
    lumbar_json_writer_string (writer, "url", link);
}

static void
append_basis (GString *detail, LumbarKnowledge *knowledge)
{
  g_autofree char *basis = lumbar_report_knowledge_text (knowledge);

  append_text (detail, basis);
  g_string_append (detail, ". ");
  append_text (detail, _("Supports a clinician's judgement; does not replace it."));
}

static char *
make_flag_detail (LumbarKnowledge *knowledge, const LumbarFiredFlag *fired, const LumbarRedFlag *flag)
{
  GString *detail = g_string_new (NULL);

  append_paragraph (detail, lumbar_text_translate (fired->action));
  if (flag != NULL && *flag->ms_caveat != '\0')
    append_paragraph (detail, lumbar_text_translate (flag->ms_caveat));
  g_string_append_printf (detail, "**%s**\n\n", _("Because of"));
  for (guint i = 0; fired->because[i] != NULL; i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, fired->because[i]);

      append_item (detail, "- ", finding ? lumbar_text_translate (finding->label) : fired->because[i]);
    }
  g_string_append_c (detail, '\n');
  append_causes (detail, knowledge, _("Points to"), fired->causes);
  append_basis (detail, knowledge);
  return g_string_free (detail, FALSE);
}

static void
write_flag (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, const LumbarFiredFlag *fired)
{
  static const char *const indicators[] = { "critical", "warning", "info" };
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, fired->id);
  const char *name = flag ? lumbar_text_translate (flag->name) : fired->id;
  g_autofree char *summary = g_strdup_printf ("%s: %s", lumbar_timeframe_get_title (fired->timeframe), name);
  g_autofree char *detail = make_flag_detail (knowledge, fired, flag);
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  add_source (sources, flag ? flag->source : NULL);
  begin_card (writer, summary, indicators[fired->timeframe], detail);
  begin_source (writer, knowledge, flag ? flag->source : NULL);
  write_coding (writer, "topic", LUMBAR_FHIR_RED_FLAG_SYSTEM, fired->id, name);
  lumbar_json_writer_end_object (writer);
  end_card (writer, knowledge, sources);
}

static void
append_reasons (GString *detail, LumbarKnowledge *knowledge, GPtrArray *reasons, const char *sign, GPtrArray *sources)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];
      const LumbarSource *source = lumbar_knowledge_find_source (knowledge, reason->source_id);
      g_autofree char *name = source ? lumbar_report_source_text (source) : g_strdup (reason->source_id);
      g_autofree char *words = lumbar_report_reason_text (knowledge, reason);
      g_autofree char *text = g_strdup_printf ("%s %s (%s, %s)", sign, words,
                                               lumbar_report_basis_get_title (reason->basis), name);

      append_item (detail, "  - ", text);
      add_source (sources, source);
    }
}

static char *
make_group_detail (LumbarKnowledge *knowledge, LumbarAssessment *assessment, GPtrArray *sources)
{
  GString *detail = g_string_new (NULL);

  append_causes (detail, knowledge, _("Must not be missed"), assessment->must_exclude);
  if (assessment->causes->len > 0)
    g_string_append_printf (detail, "**%s**\n\n", _("Most likely"));
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *ranked = assessment->causes->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s (%s)", get_cause_name (knowledge, ranked->id),
                                               lumbar_band_get_title (ranked->band));

      append_item (detail, "- ", line);
      append_reasons (detail, knowledge, ranked->reasons_for, "+", sources);
      append_reasons (detail, knowledge, ranked->reasons_against, "−", sources);
    }
  if (assessment->causes->len > 0)
    g_string_append_c (detail, '\n');
  append_basis (detail, knowledge);
  return g_string_free (detail, FALSE);
}

static void
write_group (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, LumbarAssessment *assessment)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();
  g_autofree char *statement = lumbar_report_group_text (assessment);
  g_autofree char *detail = make_group_detail (knowledge, assessment, sources);

  begin_card (writer, statement, "info", detail);
  begin_source (writer, knowledge, NULL);
  write_coding (writer, "topic", LUMBAR_FHIR_GROUP_SYSTEM, lumbar_group_to_id (assessment->group),
                lumbar_group_get_title (assessment->group));
  lumbar_json_writer_end_object (writer);
  end_card (writer, knowledge, sources);
}

/**
 * lumbar_cds_hooks_write:
 * @assessment: an assessment
 * @knowledge: the tables it was made with
 * @pretty: whether to indent
 *
 * Returns: (transfer full): JSON text: {"cards": […]}; the same for the same assessment
 */
char *
lumbar_cds_hooks_write (LumbarAssessment *assessment, LumbarKnowledge *knowledge, gboolean pretty)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (pretty);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_begin_array (writer, "cards");
  for (guint i = 0; i < assessment->red_flags->len; i++)
    write_flag (writer, knowledge, assessment->red_flags->pdata[i]);
  write_group (writer, knowledge, assessment);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment as CDS Hooks cards (https://cds-hooks.hl7.org/2.0/#card-attributes): one card a fired
 * red flag, then one for the group. */

#include "lumbar-cds-hooks.h"

#include <glib/gi18n-lib.h>

#include "lumbar-json-writer.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

/* The standard asks for fewer than 140 characters. */
#define MAX_SUMMARY 139

static void
write_source (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, const LumbarSource *source)
{
  g_autofree char *link = source ? lumbar_source_get_link (source) : NULL;

  lumbar_json_writer_begin_object (writer, "source");
  lumbar_json_writer_string (writer, "label",
                             source ? source->citation : lumbar_knowledge_get_title (knowledge));
  if (link != NULL)
    lumbar_json_writer_string (writer, "url", link);
  lumbar_json_writer_end_object (writer);
}

static void
begin_card (LumbarJsonWriter *writer, const char *summary, const char *indicator)
{
  g_autofree char *cut = NULL;

  lumbar_json_writer_begin_object (writer, NULL);
  if (g_utf8_strlen (summary, -1) > MAX_SUMMARY)
    {
      g_autofree char *start = g_utf8_substring (summary, 0, MAX_SUMMARY - 1);

      cut = g_strconcat (start, "…", NULL);
    }
  lumbar_json_writer_string (writer, "summary", cut ? cut : summary);
  lumbar_json_writer_string (writer, "indicator", indicator);
}

static void
end_card (LumbarJsonWriter *writer, LumbarKnowledge *knowledge)
{
  lumbar_json_writer_begin_array (writer, "overrideReasons");
  for (guint i = 0; i < lumbar_knowledge_get_n_override_reasons (knowledge); i++)
    {
      const LumbarOverrideReason *reason = lumbar_knowledge_get_override_reason (knowledge, i);

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "code", reason->id);
      lumbar_json_writer_string (writer, "system", "urn:lumbar:override-reason");
      lumbar_json_writer_string (writer, "display", lumbar_text_translate (reason->text));
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_object (writer);
}

static void
write_flag (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, const LumbarFiredFlag *fired)
{
  static const char *const indicators[] = { "critical", "warning", "info" };
  const LumbarRedFlag *flag = lumbar_knowledge_find_red_flag (knowledge, fired->id);
  g_autofree char *summary =
      g_strdup_printf ("%s: %s", lumbar_timeframe_get_title (fired->timeframe),
                       flag ? lumbar_text_translate (flag->name) : fired->id);
  g_autofree char *because = g_strjoinv (", ", fired->because);
  g_autofree char *detail =
      g_strdup_printf ("%s\n\n%s\n\n%s", lumbar_text_translate (fired->action),
                       flag ? lumbar_text_translate (flag->ms_caveat) : "", because);

  begin_card (writer, summary, indicators[fired->timeframe]);
  lumbar_json_writer_string (writer, "detail", detail);
  write_source (writer, knowledge, flag ? flag->source : NULL);
  end_card (writer, knowledge);
}

static void
append_reasons (GString *detail, LumbarKnowledge *knowledge, GPtrArray *reasons, const char *sign)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];
      g_autofree char *words = lumbar_report_reason_text (knowledge, reason);

      g_string_append_printf (detail, "  - %s %s (%s, %s)\n", sign, words,
                              lumbar_report_basis_get_letter (reason->basis), reason->source_id);
    }
}

static void
write_group (LumbarJsonWriter *writer, LumbarKnowledge *knowledge, LumbarAssessment *assessment)
{
  g_autofree char *statement = lumbar_report_group_text (assessment);
  g_autoptr (GString) detail = g_string_new (NULL);

  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *ranked = assessment->causes->pdata[i];
      const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, ranked->id);

      g_string_append_printf (detail, "- **%s** (%s)\n", cause ? lumbar_text_translate (cause->name) : ranked->id,
                              lumbar_band_get_title (ranked->band));
      append_reasons (detail, knowledge, ranked->reasons_for, "+");
      append_reasons (detail, knowledge, ranked->reasons_against, "−");
    }
  begin_card (writer, statement, "info");
  lumbar_json_writer_string (writer, "detail", detail->str);
  write_source (writer, knowledge, NULL);
  end_card (writer, knowledge);
}

/**
 * lumbar_cds_hooks_write:
 * @assessment: an assessment
 * @knowledge: the tables it was made with
 *
 * Returns: (transfer full): JSON text: {"cards": […]}
 */
char *
lumbar_cds_hooks_write (LumbarAssessment *assessment, LumbarKnowledge *knowledge)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (TRUE);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_begin_array (writer, "cards");
  for (guint i = 0; i < assessment->red_flags->len; i++)
    write_flag (writer, knowledge, assessment->red_flags->pdata[i]);
  write_group (writer, knowledge, assessment);
  lumbar_json_writer_end_array (writer);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}

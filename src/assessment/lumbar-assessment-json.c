/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment as JSON: the form that scripts read and that the record keeps. Its members are a
 * contract; add to them, never change them. */

#include "lumbar-assessment-json.h"

/**
 * lumbar_ignored_new:
 * @finding_id: what was passed over
 * @reason: why
 *
 * Returns: (transfer full): an entry of the "ignored" list
 */
LumbarIgnored *
lumbar_ignored_new (const char *finding_id, const char *reason)
{
  LumbarIgnored *self = g_new0 (LumbarIgnored, 1);

  self->finding_id = g_strdup (finding_id);
  self->reason = g_strdup (reason);
  return self;
}

/**
 * lumbar_ignored_free:
 * @self: an entry
 */
void
lumbar_ignored_free (LumbarIgnored *self)
{
  g_free (self->finding_id);
  g_free (self->reason);
  g_free (self);
}

static void
write_ids (LumbarJsonWriter *writer, const char *name, GStrv ids)
{
  lumbar_json_writer_begin_array (writer, name);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    lumbar_json_writer_string (writer, NULL, ids[i]);
  lumbar_json_writer_end_array (writer);
}

static void
write_reasons (LumbarJsonWriter *writer, const char *name, GPtrArray *reasons)
{
  lumbar_json_writer_begin_array (writer, name);
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "finding", reason->finding_id);
      lumbar_json_writer_string (writer, "answer", reason->answer);
      lumbar_json_writer_number (writer, "lr", reason->ratio);
      lumbar_json_writer_string (writer, "basis", lumbar_basis_to_id (reason->basis));
      lumbar_json_writer_string (writer, "source", reason->source_id);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

static void
write_flags (LumbarJsonWriter *writer, LumbarAssessment *self)
{
  lumbar_json_writer_begin_array (writer, "redFlags");
  for (guint i = 0; i < self->red_flags->len; i++)
    {
      const LumbarFiredFlag *flag = self->red_flags->pdata[i];

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "id", flag->id);
      lumbar_json_writer_string (writer, "timeframe", lumbar_timeframe_to_id (flag->timeframe));
      write_ids (writer, "causes", flag->causes);
      lumbar_json_writer_string (writer, "action", flag->action);
      write_ids (writer, "because", flag->because);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);

  lumbar_json_writer_begin_array (writer, "uncleared");
  for (guint i = 0; i < self->uncleared->len; i++)
    {
      const LumbarUnclearedFlag *flag = self->uncleared->pdata[i];

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "id", flag->id);
      write_ids (writer, "missing", flag->missing);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

static void
write_causes (LumbarJsonWriter *writer, LumbarAssessment *self)
{
  lumbar_json_writer_begin_array (writer, "causes");
  for (guint i = 0; i < self->causes->len; i++)
    {
      const LumbarRankedCause *cause = self->causes->pdata[i];

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "id", cause->id);
      lumbar_json_writer_string (writer, "group", lumbar_group_to_id (cause->group));
      lumbar_json_writer_string (writer, "band", lumbar_band_to_id (cause->band));
      lumbar_json_writer_number (writer, "probability", cause->probability);
      lumbar_json_writer_number (writer, "score", cause->score);
      write_reasons (writer, "for", cause->reasons_for);
      write_reasons (writer, "against", cause->reasons_against);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

static void
write_rest (LumbarJsonWriter *writer, LumbarAssessment *self, GPtrArray *ignored)
{
  lumbar_json_writer_begin_array (writer, "next");
  for (guint i = 0; i < self->next->len; i++)
    {
      const LumbarNextQuestion *next = self->next->pdata[i];

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "finding", next->finding_id);
      lumbar_json_writer_number (writer, "gain", next->gain);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);

  lumbar_json_writer_begin_array (writer, "ignored");
  for (guint i = 0; ignored != NULL && i < ignored->len; i++)
    {
      const LumbarIgnored *entry = ignored->pdata[i];

      lumbar_json_writer_begin_object (writer, NULL);
      lumbar_json_writer_string (writer, "finding", entry->finding_id);
      lumbar_json_writer_string (writer, "reason", entry->reason);
      lumbar_json_writer_end_object (writer);
    }
  lumbar_json_writer_end_array (writer);
}

/**
 * lumbar_assessment_to_json:
 * @self: an assessment
 * @ignored: (nullable) (element-type LumbarIgnored): what of the input was passed over
 * @pretty: whether to indent
 *
 * Returns: (transfer full): JSON text
 */
char *
lumbar_assessment_to_json (LumbarAssessment *self, GPtrArray *ignored, gboolean pretty)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (pretty);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_string (writer, "knowledgeVersion", self->knowledge_version);
  lumbar_json_writer_string (writer, "group", lumbar_group_to_id (self->group));
  lumbar_json_writer_string (writer, "mixedMeaning", lumbar_mixed_meaning_to_id (self->mixed_meaning));
  lumbar_json_writer_string (writer, "leaning", lumbar_group_to_id (self->leaning));
  lumbar_json_writer_string (writer, "lead", self->lead);
  lumbar_json_writer_string (writer, "second", self->second);
  lumbar_json_writer_boolean (writer, "provisional", self->provisional);
  lumbar_json_writer_begin_object (writer, "safetyItems");
  lumbar_json_writer_integer (writer, "recorded", self->n_safety_recorded);
  lumbar_json_writer_integer (writer, "of", self->n_safety_items);
  lumbar_json_writer_end_object (writer);
  write_flags (writer, self);
  write_ids (writer, "mustExclude", self->must_exclude);
  write_causes (writer, self);
  write_rest (writer, self, ignored);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}

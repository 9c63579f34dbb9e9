/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a visit that is in a record, with the patient and the scores up to it. */

#include "lumbar-stored-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-text.h"

/* Visits that are looked through at a time for those of a day. */
#define PORTION 200

/**
 * lumbar_stored_report_list_day:
 * @store: the record
 * @day: YYYY-MM-DD, in the local time zone
 * @after: (inout): where to go on; begins as %NULL, and is %NULL again once all visits are looked through
 * @ids: (element-type utf8): the signed visits that began on @day are added, in the order they were begun
 *
 * Looks through a portion of the record, so that a big one keeps nobody else waiting.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_stored_report_list_day (LumbarStore *store, const char *day, char **after, GPtrArray *ids, GError **error)
{
  g_autoptr (GPtrArray) portion = lumbar_store_list_signed (store, *after, PORTION, error);

  if (portion == NULL)
    return FALSE;
  for (guint i = 0; i < portion->len; i++)
    {
      LumbarEncounter *visit = portion->pdata[i];
      g_autofree char *began = lumbar_date_local_day (visit->started_at);

      if (strcmp (began, day) == 0)
        g_ptr_array_add (ids, g_strdup (visit->id));
    }
  if (portion->len == PORTION)
    lumbar_set_str (after, ((LumbarEncounter *) portion->pdata[PORTION - 1])->id);
  else
    g_clear_pointer (after, g_free);
  return TRUE;
}

/**
 * lumbar_stored_report_name:
 * @day: the day of the visit
 * @nth: which of the day, from 1
 * @encounter_id: the visit
 * @ending: "pdf" or "txt"
 *
 * Files are called by their day and id, since a folder of names is read by who looks over a shoulder.
 *
 * Returns: (transfer full): the name of a file
 */
char *
lumbar_stored_report_name (const char *day, guint nth, const char *encounter_id, const char *ending)
{
  return g_strdup_printf ("%s-%02u-%.8s.%s", day, nth, encounter_id, ending);
}

/* What stands in the chart: the scores up to and including the visit that is reported. */
static LumbarTrend *
make_trend (LumbarKnowledge *knowledge, LumbarStore *store, LumbarEncounter *encounter, GError **error)
{
  static const char *const instruments[] = { "nrs-pain-average", "nrs-pain-worst", "nrs-pain-now", "peg",
                                             "nrs-spasticity", NULL };
  g_autoptr (GPtrArray) measures = lumbar_store_list_measures (store, encounter->patient_id, error);
  g_autoptr (GPtrArray) events =
      measures ? lumbar_store_list_events (store, encounter->patient_id, error) : NULL;

  if (events == NULL)
    return NULL;
  for (guint i = measures->len; i > 0; i--)
    if (strcmp (((LumbarMeasure *) measures->pdata[i - 1])->at, encounter->started_at) > 0)
      g_ptr_array_remove_index (measures, i - 1);
  for (guint i = events->len; i > 0; i--)
    if (strncmp (((LumbarEvent *) events->pdata[i - 1])->on, encounter->started_at, 10) > 0)
      g_ptr_array_remove_index (events, i - 1);
  return lumbar_trend_new (knowledge, instruments, measures, events);
}

/**
 * lumbar_stored_report_new:
 * @knowledge: the tables
 * @store: the record
 * @encounter_id: a visit
 * @created_at: (nullable): the instant to write into the document; %NULL for that of the signature
 * @choice: whom it is for and what goes in
 *
 * Returns: (transfer full): the report, or %NULL with @error set
 */
LumbarReport *
lumbar_stored_report_new (LumbarKnowledge *knowledge,
                          LumbarStore *store,
                          const char *encounter_id,
                          const char *created_at,
                          const LumbarReportChoice *choice,
                          GError **error)
{
  g_autoptr (LumbarEncounter) encounter = lumbar_store_get_encounter (store, encounter_id, error);
  g_autoptr (LumbarPatient) patient =
      encounter ? lumbar_store_get_patient (store, encounter->patient_id, error) : NULL;
  g_autoptr (LumbarTrend) trend = patient ? make_trend (knowledge, store, encounter, error) : NULL;

  if (trend == NULL)
    return NULL;
  if (encounter->assessment == NULL)
    encounter->assessment = lumbar_assess (knowledge, encounter->response);
  if (created_at == NULL)
    created_at = *encounter->signed_at ? encounter->signed_at : encounter->started_at;
  return lumbar_report_new_chosen (knowledge, patient, encounter, trend, created_at, choice);
}

/**
 * lumbar_stored_report_log:
 * @store: a record
 * @encounter_id: the visit whose report was put out
 * @how: "paper", "pdf" or "text"
 * @profile: whom the report is for
 *
 * Notes in the log that a copy was made, and which: a page for the patient tells less than the full report.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_stored_report_log (LumbarStore *store,
                          const char *encounter_id,
                          const char *how,
                          LumbarReportProfile profile,
                          GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s %s", how, lumbar_report_profile_to_id (profile));

  return lumbar_store_log (store, "print", "encounter", encounter_id, detail, error);
}

/**
 * lumbar_stored_report_note:
 * @store: a record
 * @encounter_id: the visit whose report was written
 * @how: "pdf" or "text"
 * @profile: whom the report is for
 * @name: the file, which is there
 * @error: says that the file is there, but not noted
 *
 * lumbar_stored_report_log() for a file: after it was written, since what failed is no copy.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_stored_report_note (LumbarStore *store,
                           const char *encounter_id,
                           const char *how,
                           LumbarReportProfile profile,
                           const char *name,
                           GError **error)
{
  if (lumbar_stored_report_log (store, encounter_id, how, profile, error))
    return TRUE;
  /* Translators: a file; why the log does not tell of it follows */
  g_prefix_error (error, _("“%s” is saved, but this is not noted in the log: "), name);
  return FALSE;
}

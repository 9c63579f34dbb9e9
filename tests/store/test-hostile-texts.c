/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile texts in every field that takes words: they come back as written, less what can't be seen, or are
 * refused; nothing beside them changes, and the record stays whole. */

#include "store-support.h"

#include <string.h>

#include "shim-vfs.h"

/* A text, and what a person reads again. */
typedef struct {
  const char *name;
  const char *text;
  const char *lines;  /* As it comes back where lines are kept */
  const char *line;   /* Where they are not; NULL: the same */
  guint times;        /* So often in a row */
} TextCase;

static const TextCase texts[] = {
  { "sql", "Robert'); DROP TABLE patient; --", "Robert'); DROP TABLE patient; --" },
  { "sql-parameter", ":id ?1 @x $y \"rowid\" NULL", ":id ?1 @x $y \"rowid\" NULL" },
  { "search-syntax", "\"a\" NEAR(b* OR -c) : ^d", "\"a\" NEAR(b* OR -c) : ^d" },
  { "markup", "<b>bold</b> &amp; <script>alert(1)</script>", "<b>bold</b> &amp; <script>alert(1)</script>" },
  { "format", "%s%n%1$p {0} \\u0041 \\0", "%s%n%1$p {0} \\u0041 \\0" },
  { "control", "a\001b\033[31mc\177d\tz", "ab[31mcd z" },
  { "lines", "first\nsecond\r\nthird", "first\nsecond \nthird", "first second  third" },
  { "reordered", "left\u202Eright\u2066in\u2069\u200Fout", "leftrightinout" },
  { "zero-width", "No\u200Bwak\uFEFF", "Nowak" },
  { "not-utf-8", "a\xff\xfe" "b", "a\uFFFD\uFFFD" "b" },
  { "half-a-letter", "a\xc5", "a\uFFFD" },
  { "emoji-and-marks", "👩🏽‍⚕️ Z̷̢a l g o", "👩🏽‍⚕️ Z̷̢a l g o" },
  { "right-to-left", "שלום عليكم", "שלום عليكم" },
  { "two-hundred-letters", "ż", "ż", .times = 200 },
  { "ten-thousand-letters", "ż", "ż", .times = 10000 },
  { "a-million-letters", "x", "x", .times = 1000000 },
};

typedef enum {
  FIELD_FAMILY_NAME,
  FIELD_GIVEN_NAME,
  FIELD_RECORD_NUMBER,
  FIELD_PATIENT_NOTE,
  FIELD_ANSWER,
  FIELD_ANSWER_NOTE,
  FIELD_IMPRESSION,
  FIELD_COMMENT,
  FIELD_PLAN,
  FIELD_ACKNOWLEDGEMENT,
  FIELD_ADDENDUM,
  FIELD_EVENT,
  FIELD_OUTCOME,
  N_FIELDS,
} Field;

static const char *const field_names[] = {
  "family-name", "given-name", "record-number", "patient-note", "answer",   "answer-note", "impression",
  "comment",     "plan",       "acknowledgement", "addendum",   "event",    "outcome",
};

typedef struct {
  Record *record;
  char *patient;
  char *draft;
  char *visit;
} Clinic;

static gboolean
save_in_patient (Clinic *clinic, Field field, const char *text, char **back, GError **error)
{
  g_autoptr (LumbarPatient) patient =
    lumbar_patient_new (field == FIELD_FAMILY_NAME ? text : "Nowak", field == FIELD_GIVEN_NAME ? text : "Anna", "",
                        "female", field == FIELD_RECORD_NUMBER ? text : "1");
  g_autoptr (LumbarPatient) saved = NULL;

  if (field == FIELD_PATIENT_NOTE)
    lumbar_set_str (&patient->note, text);
  if (!lumbar_store_save_patient (clinic->record->store, patient, error))
    return FALSE;
  record_reopen (clinic->record);
  saved = lumbar_store_get_patient (clinic->record->store, patient->id, error);
  g_assert_no_error (*error);
  switch (field)
    {
    case FIELD_FAMILY_NAME:
      *back = g_strdup (saved->family_name);
      break;
    case FIELD_GIVEN_NAME:
      *back = g_strdup (saved->given_name);
      break;
    case FIELD_RECORD_NUMBER:
      *back = g_strdup (saved->record_number);
      break;
    default:
      *back = g_strdup (saved->note);
      break;
    }
  return TRUE;
}

static gboolean
save_answer (Clinic *clinic, Field field, const char *text, char **back, GError **error)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (test_knowledge (), "patient-words");
  g_autoptr (LumbarEncounter) draft = NULL;

  if (!lumbar_store_save_item (clinic->record->store, clinic->draft, "patient-words",
                               field == FIELD_ANSWER ? text : "It pulls", FALSE,
                               field == FIELD_ANSWER_NOTE ? text : NULL, error))
    return FALSE;
  record_reopen (clinic->record);
  draft = lumbar_store_get_encounter (clinic->record->store, clinic->draft, error);
  g_assert_no_error (*error);
  if (field == FIELD_ANSWER)
    *back = lumbar_answer_to_string (lumbar_response_get_answer (draft->response, finding->index), finding);
  else
    *back = g_strdup (lumbar_response_get_note (draft->response, finding->index));
  return TRUE;
}

static gboolean
save_in_conclusion (Clinic *clinic, Field field, const char *text, char **back, GError **error)
{
  g_autoptr (LumbarConclusion) conclusion = conclusion_new ();
  g_autoptr (LumbarEncounter) draft = NULL;

  if (field == FIELD_IMPRESSION)
    lumbar_set_str (&conclusion->impression, text);
  else if (field == FIELD_COMMENT)
    lumbar_set_str (&conclusion->comment, text);
  else if (field == FIELD_PLAN)
    lumbar_set_str (&conclusion->plan, text);
  else
    lumbar_conclusion_acknowledge (conclusion, "rf-ces", "done", text, "2026-01-05T09:20:00Z");
  if (!lumbar_store_save_conclusion (clinic->record->store, clinic->draft, conclusion, error))
    return FALSE;
  record_reopen (clinic->record);
  draft = lumbar_store_get_encounter (clinic->record->store, clinic->draft, error);
  g_assert_no_error (*error);
  if (field == FIELD_IMPRESSION)
    *back = g_strdup (draft->conclusion->impression);
  else if (field == FIELD_COMMENT)
    *back = g_strdup (draft->conclusion->comment);
  else if (field == FIELD_PLAN)
    *back = g_strdup (draft->conclusion->plan);
  else
    *back = g_strdup (lumbar_conclusion_find_acknowledgement (draft->conclusion, "rf-ces")->text);
  return TRUE;
}

static gboolean
save_after (Clinic *clinic, Field field, const char *text, char **back, GError **error)
{
  LumbarStore *store = clinic->record->store;
  g_autoptr (LumbarOutcome) outcome = outcome_new (clinic->visit, "facet-joint", "imaging");
  g_autoptr (LumbarEncounter) visit = NULL;

  lumbar_set_str (&outcome->comment, text);
  if (!(field == FIELD_ADDENDUM ? lumbar_store_add_addendum (store, clinic->visit, text, error)
                                : lumbar_store_add_outcome (store, outcome, error)))
    return FALSE;
  record_reopen (clinic->record);
  visit = lumbar_store_get_encounter (clinic->record->store, clinic->visit, error);
  g_assert_no_error (*error);
  if (field == FIELD_ADDENDUM)
    *back = g_strdup (((LumbarAddendum *) visit->addenda->pdata[0])->text);
  else
    *back = g_strdup (lumbar_outcome_get_last (visit->outcomes)->comment);
  return TRUE;
}

static gboolean
save_event (Clinic *clinic, const char *text, char **back, GError **error)
{
  g_autoptr (LumbarEvent) event = lumbar_event_new (clinic->patient, LUMBAR_EVENT_FALL, "2026-01-05", text);
  g_autoptr (GPtrArray) events = NULL;

  if (!lumbar_store_save_event (clinic->record->store, event, error))
    return FALSE;
  record_reopen (clinic->record);
  events = lumbar_store_list_events (clinic->record->store, clinic->patient, error);
  g_assert_no_error (*error);
  *back = g_strdup (((LumbarEvent *) events->pdata[0])->text);
  return TRUE;
}

static gboolean
save (Clinic *clinic, Field field, const char *text, char **back, GError **error)
{
  switch (field)
    {
    case FIELD_FAMILY_NAME:
    case FIELD_GIVEN_NAME:
    case FIELD_RECORD_NUMBER:
    case FIELD_PATIENT_NOTE:
      return save_in_patient (clinic, field, text, back, error);
    case FIELD_ANSWER:
    case FIELD_ANSWER_NOTE:
      return save_answer (clinic, field, text, back, error);
    case FIELD_ADDENDUM:
    case FIELD_OUTCOME:
      return save_after (clinic, field, text, back, error);
    case FIELD_EVENT:
      return save_event (clinic, text, back, error);
    default:
      return save_in_conclusion (clinic, field, text, back, error);
    }
}

static gboolean
is_line (Field field)
{
  return field <= FIELD_RECORD_NUMBER;
}

/* Names longer than 300 letters, and notes and answers longer than 20,000, are slips of the hand. */
static gboolean
must_refuse (Field field, const TextCase *test)
{
  if (is_line (field))
    return test->times > 300;
  return (field == FIELD_PATIENT_NOTE || field == FIELD_ANSWER) && test->times > 20000;
}

static char *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (text);

  for (guint i = 1; i < times; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
check_rest (Clinic *clinic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarPatient) first = lumbar_store_get_patient (clinic->record->store, clinic->patient, &error);
  g_autoptr (GPtrArray) all = lumbar_store_search_patients (clinic->record->store, "", 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first->family_name, ==, "First");
  g_assert_cmpuint (all->len, <=, 2);
  lumbar_store_verify (clinic->record->store, NULL, &error);
  g_assert_no_error (error);
}

static void
test_field (gconstpointer data)
{
  Field field = (Field) GPOINTER_TO_INT (data);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const TextCase *test = &texts[i];
      Clinic clinic = { record_new () };
      g_autoptr (LumbarPatient) patient = record_add_patient (clinic.record, "First", "Patient", "", "0");
      g_autofree char *text = repeat (test->text, test->times);
      g_autofree char *wanted = repeat (is_line (field) && test->line ? test->line : test->lines, test->times);
      g_autofree char *back = NULL;
      g_autoptr (GError) error = NULL;

      clinic.patient = patient->id;
      clinic.draft = record_add_draft (clinic.record, patient->id, "2026-01-06T09:00:00Z");
      clinic.visit = record_add_signed (clinic.record, patient->id, "2026-01-05T09:00:00Z", 6);
      if (save (&clinic, field, text, &back, &error))
        g_assert_cmpstr (back, ==, wanted);
      else
        g_assert_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT);
      if ((error != NULL) != must_refuse (field, test))
        g_error ("%s: %s", test->name, error ? error->message : "taken");
      check_rest (&clinic);
      g_free (clinic.draft);
      g_free (clinic.visit);
      record_free (clinic.record);
    }
}

/* Whatever is typed into the search is words, never syntax. */
static void
test_search (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = repeat (texts[i].text, MIN (texts[i].times, 10000));
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = lumbar_store_search_patients (record->store, text, 0, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, <=, 1);
    }
}

/* Who works with the record is written into the log and under each visit. */
static void
test_user (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (Record) record = record_new ();
      g_autofree char *text = repeat (texts[i].text, MIN (texts[i].times, 10000));
      g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
      g_autofree char *visit = record_add_signed (record, patient->id, "2026-01-05T09:00:00Z", 6);
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&record->store, lumbar_store_close);
      record->store = lumbar_store_open (test_knowledge (), record->path, LUMBAR_STORE_READ_WRITE, text, &error);
      g_assert_no_error (error);
      lumbar_store_add_addendum (record->store, visit, "Rang back", &error);
      g_assert_no_error (error);
      lumbar_store_verify (record->store, NULL, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Nothing here needs to wait for a disk. */
  shim_install ();

  G_STATIC_ASSERT (G_N_ELEMENTS (field_names) == N_FIELDS);
  for (int field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *path = g_strconcat ("/store/hostile/", field_names[field], NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (field), test_field);
    }
  g_test_add_func ("/store/hostile/search", test_search);
  g_test_add_func ("/store/hostile/user", test_user);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients: what is written is read, and whoever is there is found. */

#include "store-support.h"

#include <string.h>

#include "lumbar-text.h"

typedef struct {
  const char *name;
  const char *family;
  const char *given;
  const char *number;
  const char *read; /* The family name as it comes back */
} NameCase;

static const NameCase name_cases[] = {
  { "plain", "Nowak", "Anna", "004711", "Nowak" },
  { "polish", "Łódź-Żółć", "Świętosława", "1", "Łódź-Żółć" },
  { "arabic", "الخوارزمي", "محمد", "2", "الخوارزمي" },
  { "chinese", "王", "小明", "3", "王" },
  { "emoji", "Smile 😀", "👩‍⚕️", "4", "Smile 😀" },
  { "combining", "Z\xcc\x8c" "elezny", "Jan", "5", "Z\xcc\x8c" "elezny" },
  { "sql", "Robert'); DROP TABLE patient;--", "\" OR 1=1", "6'", "Robert'); DROP TABLE patient;--" },
  { "markup", "<b>Bold</b>&amp;", "<script>alert(1)</script>", "<7>", "<b>Bold</b>&amp;" },
  { "format", "%s%n%d", "\\0\\x", "%8$s", "%s%n%d" },
  { "right-to-left-override", "Ann\xe2\x80\xae" "kawoN", "Ev\xe2\x81\xa6" "e", "9", "AnnkawoN" },
  { "zero-width", "No\xe2\x80\x8bwak", "Anna", "10", "Nowak" },
  { "newlines", "Now\nak\t", "An\rna", "11", "Now ak" },
};

static void
test_round_trip (gconstpointer data)
{
  const NameCase *test = data;
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient =
    lumbar_patient_new (test->family, test->given, "1979-03-12", "other", test->number);
  g_autoptr (LumbarPatient) read = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_set_str (&patient->family_name, test->family);
  lumbar_set_str (&patient->note, "First line\n'; DELETE FROM audit; --");
  patient->example = TRUE;
  g_assert_true (lumbar_store_save_patient (record->store, patient, &error));
  record_reopen (record);
  read = lumbar_store_get_patient (record->store, patient->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->family_name, ==, test->read);
  g_assert_cmpstr (read->given_name, ==, patient->given_name);
  g_assert_cmpstr (read->record_number, ==, test->number);
  g_assert_cmpstr (read->birth_date, ==, "1979-03-12");
  g_assert_cmpstr (read->gender, ==, "other");
  g_assert_cmpstr (read->note, ==, "First line\n'; DELETE FROM audit; --");
  g_assert_true (read->example);
  g_assert_cmpstr (read->last_visit, ==, "");
}

static void
test_invalid_utf8 (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("x", "", "", "female", "");
  g_autoptr (LumbarPatient) read = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_set_str (&patient->family_name, "Now\xff" "ak");
  g_assert_true (lumbar_store_save_patient (record->store, patient, &error));
  read = lumbar_store_get_patient (record->store, patient->id, &error);
  g_assert_true (g_utf8_validate (read->family_name, -1, NULL));
}

static void
test_long_note (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = lumbar_patient_new ("Long", "Note", "", "female", "");
  g_autoptr (LumbarPatient) read = NULL;
  g_autofree char *note = g_strnfill (10000, 'n');
  g_autoptr (GError) error = NULL;

  lumbar_set_str (&patient->note, note);
  g_assert_true (lumbar_store_save_patient (record->store, patient, &error));
  read = lumbar_store_get_patient (record->store, patient->id, &error);
  g_assert_cmpstr (read->note, ==, note);
}

static void
test_long_name_is_refused (void)
{
  g_autoptr (Record) record = record_new ();
  g_autofree char *name = g_strnfill (10000, 'n');
  g_autoptr (LumbarPatient) patient = lumbar_patient_new (name, "", "", "female", "");
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_save_patient (record->store, patient, &error));
  assert_error (error, LUMBAR_ERROR_INPUT, "too long");
}

static void
test_change (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Old", "Anna", "", "1");
  g_autoptr (LumbarPatient) changed = lumbar_patient_copy (patient);
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) new = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_set_str (&changed->family_name, "Neu");
  g_assert_true (lumbar_store_save_patient (record->store, changed, &error));
  old = lumbar_store_search_patients (record->store, "old", 0, &error);
  new = lumbar_store_search_patients (record->store, "neu", 0, &error);
  g_assert_cmpuint (old->len, ==, 0);
  g_assert_cmpuint (new->len, ==, 1);
  g_assert_cmpint (raw_int (record->path, "SELECT count (*) FROM audit WHERE action = 'change'"), ==, 1);
}

static void
test_delete_and_undelete (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (LumbarPatient) patient = record_add_patient (record, "Nowak", "Anna", "", "1");
  g_autoptr (LumbarPatient) back = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lumbar_store_delete_patient (record->store, patient->id, &error));
  found = lumbar_store_search_patients (record->store, "nowak", 0, &error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_null (lumbar_store_get_patient (record->store, patient->id, &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such patient");
  g_clear_error (&error);
  g_assert_true (lumbar_store_undelete_patient (record->store, patient->id, &error));
  back = lumbar_store_get_patient (record->store, patient->id, &error);
  g_assert_nonnull (back);
}

static void
test_delete_unknown (void)
{
  g_autoptr (Record) record = record_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (lumbar_store_delete_patient (record->store, "nobody", &error));
  assert_error (error, LUMBAR_ERROR_NOT_FOUND, "no such patient");
}

/* The clinic every search case looks in. All invented. Visits make Jan the last seen. */
static Record *
make_clinic (void)
{
  Record *record = record_new ();
  static const char *const people[][5] = {
    { "Nowak", "Anna", "1979-03-12", "004711", "2026-01-05T09:00:00Z" },
    { "Nowak", "Jan", "1981-12-03", "004712", "2026-02-05T09:00:00Z" },
    { "Nowakowski", "Anna Maria", "1990-01-01", "MRN-17/5", "2026-01-20T09:00:00Z" },
    { "Łodzki", "Świętosław", "1950", "900", NULL },
    { "O'Brien", "Seán", "1962-07-30", "77", NULL },
    { "Müller-Lüdenscheidt", "Jürgen", "1971-05", "78", NULL },
    { "Kowalczyk", "Zofia", "1985-06-15", "79", NULL },
    { "Lee", "Ann", "1999-09-09", "80", NULL },
    { "王", "小明", "1988-08-08", "81", NULL },
    { "Anderson", "Nowa", "2001-02-03", "82", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (LumbarPatient) patient =
        record_add_patient (record, people[i][0], people[i][1], people[i][2], people[i][3]);

      if (people[i][4] != NULL)
        g_free (record_add_draft (record, patient->id, people[i][4]));
    }
  return record;
}

typedef struct {
  const char *name;
  const char *query;
  const char *found; /* Record numbers in order, joined by blanks */
} SearchCase;

static const SearchCase search_cases[] = {
  { "family", "nowak", "004712 004711 MRN-17/5" },
  { "whole-name-first", "nowak anna", "004711 MRN-17/5" },
  { "any-order", "anna nowak", "004711 MRN-17/5" },
  { "with-comma", "Nowak, Anna", "004711 MRN-17/5" },
  { "prefix", "nowakow", "MRN-17/5" },
  { "prefixes-in-any-order", "mar now", "MRN-17/5" },
  { "begun-word-last-seen-first", "nowa", "82 004712 MRN-17/5 004711" },
  { "capitals", "KOWALCZYK", "79" },
  { "accents-left-out", "lodzki swietoslaw", "900" },
  { "accents-typed", "Łodzki", "900" },
  { "umlaut-left-out", "muller", "78" },
  { "decomposed", "mu\xcc\x88ller", "78" },
  { "hyphen", "müller-lüdenscheidt", "78" },
  { "hyphen-left-out", "mullerluden", "78" },
  { "second-half-of-a-double-name", "lüdenscheidt", "78" },
  { "apostrophe", "o'brien", "77" },
  { "apostrophe-left-out", "obrien", "77" },
  { "typographic-apostrophe", "O’Brien", "77" },
  { "chinese", "王", "81" },
  { "number", "004711", "004711" },
  { "number-begun", "00471", "004712 004711" },
  { "number-without-zeros", "4711", "004711" },
  { "number-with-letters", "mrn-17/5", "MRN-17/5" },
  { "number-without-separators", "mrn175", "MRN-17/5" },
  { "birth-date", "1979-03-12", "004711" },
  { "birth-date-digits", "19790312", "004711" },
  { "birth-date-other-order", "12.03.1979", "004711" },
  { "birth-year", "1950", "900" },
  { "name-and-birth-year", "nowak 1981", "004712" },
  { "letters-swapped", "nowka jan", "004712" },
  { "letter-wrong", "kowalczik", "79" },
  { "letter-missing", "kowalzyk", "79" },
  { "letter-too-many", "kowallczyk", "79" },
  { "slip-while-typing", "kowalzc", "79" },
  { "slip-at-the-start", "gowalczyk", "79" },
  { "slips-are-not-forgiven-in-numbers", "004799", "" },
  { "short-words-must-be-right", "lex", "" },
  { "every-word-counts", "nowak zofia", "" },
  { "nobody", "xyzzy", "" },
  { "quote", "\"", "*" },
  { "star", "*", "*" },
  { "only-punctuation", "'\"()*^-:;,.+{}[]", "*" },
  { "blanks", "  \t ", "*" },
  { "quote-in-a-word", "no\"nowak", "004712 MRN-17/5 004711" },
  { "query-words", "nowak AND anna", "" },
  { "query-operators", "nowak* OR (anna)", "" },
  { "column-filter", "words:nowak", "" },
  { "near", "NEAR(nowak anna, 2)", "" },
  { "sql", "'; DROP TABLE patient; --", "" },
  { "like-wildcards", "%_", "*" },
};

static void
test_search (gconstpointer data)
{
  const SearchCase *test = data;
  g_autoptr (Record) record = make_clinic ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lumbar_store_search_patients (record->store, test->query, 0, &error);
  g_autoptr (GString) numbers = g_string_new (NULL);

  g_assert_no_error (error);
  if (strcmp (test->found, "*") == 0)
    {
      g_assert_cmpuint (found->len, ==, 10);
      return;
    }
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (numbers, "%s%s", i > 0 ? " " : "",
                            ((LumbarPatient *) found->pdata[i])->record_number);
  g_assert_cmpstr (numbers->str, ==, test->found);
}

static void
test_search_recent_first (void)
{
  g_autoptr (Record) record = record_new ();
  static const char *const visits[] = { "2026-02-01T10:00:00Z", "2026-03-01T10:00:00+02:00", "2025-12-24T10:00:00Z" };
  static const char *const order[] = { "P1", "P0", "P2" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("P%u", i);
      g_autoptr (LumbarPatient) patient = record_add_patient (record, "Same", "Name", "", number);

      g_free (record_add_draft (record, patient->id, visits[i]));
    }
  found = lumbar_store_search_patients (record->store, NULL, 0, &error);
  g_assert_cmpuint (found->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((LumbarPatient *) found->pdata[i])->record_number, ==, order[i]);
  g_assert_cmpstr (((LumbarPatient *) found->pdata[0])->last_visit, ==, "2026-03-01T08:00:00Z");
}

static void
test_search_limit (void)
{
  g_autoptr (Record) record = make_clinic ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = lumbar_store_search_patients (record->store, "", 4, &error);
  g_autoptr (GPtrArray) some = lumbar_store_search_patients (record->store, "nowak", 2, &error);

  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (some->len, ==, 2);
}

static void
test_search_clipboard (void)
{
  g_autoptr (Record) record = make_clinic ();
  g_autoptr (GString) query = g_string_new (NULL);
  g_autofree char *word = g_strnfill (10000, 'a');
  g_autoptr (GPtrArray) many = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (query, "word%u ", i);
  many = lumbar_store_search_patients (record->store, query->str, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (many->len, ==, 0);
  one = lumbar_store_search_patients (record->store, word, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 0);
}

typedef struct {
  const char *name;
  const char *family;
  const char *given;
  const char *born;
  const char *number;
  const char *found;
} SimilarCase;

static const SimilarCase similar_cases[] = {
  { "same-number", "Somebody", "Else", "1930-01-01", "79", "79" },
  { "slip-in-the-name", "Kowalczik", "Zofia", "1985-06-15", "", "79" },
  { "names-swapped", "Zofia", "Kowalczyk", "1985-06-15", "", "79" },
  { "birth-year-only", "Kowalczyk", "Zofia", "1985", "", "79" },
  { "accents", "Lodzki", "Swietoslaw", "1950", "", "900" },
  { "other-birth-date", "Kowalczyk", "Zofia", "1986-06-15", "", "" },
  { "other-person", "Schmidt", "Peter", "1985-06-15", "", "" },
};

static void
test_similar (gconstpointer data)
{
  const SimilarCase *test = data;
  g_autoptr (Record) record = make_clinic ();
  g_autoptr (LumbarPatient) patient =
    lumbar_patient_new (test->family, test->given, test->born, "female", test->number);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) similar = lumbar_store_find_similar (record->store, patient, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (similar->len, ==, *test->found ? 1 : 0);
  if (*test->found)
    g_assert_cmpstr (((LumbarPatient *) similar->pdata[0])->record_number, ==, test->found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/patient/round-trip/", name_cases[i].name, NULL);

      g_test_add_data_func (path, &name_cases[i], test_round_trip);
    }
  g_test_add_func ("/store/patient/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/store/patient/long-note", test_long_note);
  g_test_add_func ("/store/patient/long-name-is-refused", test_long_name_is_refused);
  g_test_add_func ("/store/patient/change", test_change);
  g_test_add_func ("/store/patient/delete-and-undelete", test_delete_and_undelete);
  g_test_add_func ("/store/patient/delete-unknown", test_delete_unknown);
  for (guint i = 0; i < G_N_ELEMENTS (search_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/search/", search_cases[i].name, NULL);

      g_test_add_data_func (path, &search_cases[i], test_search);
    }
  g_test_add_func ("/store/search/recent-first", test_search_recent_first);
  g_test_add_func ("/store/search/limit", test_search_limit);
  g_test_add_func ("/store/search/clipboard", test_search_clipboard);
  for (guint i = 0; i < G_N_ELEMENTS (similar_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/similar/", similar_cases[i].name, NULL);

      g_test_add_data_func (path, &similar_cases[i], test_similar);
    }
  return g_test_run ();
}

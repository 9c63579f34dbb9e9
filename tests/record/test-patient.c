/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients, all invented: what is refused, how they are named, and who may be the same person. */

#include "lumbar-patient.h"

#include "lumbar-test.h"

#define TODAY "2026-11-22"

static LumbarPatient *
make (const char *family, const char *given, const char *born, const char *number)
{
  return lumbar_patient_new (family, given, born, "female", number);
}

typedef struct {
  const char *name;
  const char *family;
  const char *given;
  const char *born;
  const char *gender;
  const char *message; /* NULL where nothing is wrong */
} CheckCase;

static const CheckCase check_cases[] = {
  { "whole", "Exampel", "Anna", "1979-03-12", "female", NULL },
  { "family-name-alone", "Exampel", "", "", "unknown", NULL },
  { "given-name-alone", "", "Suharto", "", "male", NULL },
  { "year-alone", "Exampel", "Anna", "1979", "other", NULL },
  { "year-and-month", "Exampel", "Anna", "1979-03", "female", NULL },
  { "born-today", "Exampel", "Baby", TODAY, "female", NULL },
  { "born-this-month", "Exampel", "Baby", "2026-11", "female", NULL },
  { "gender-not-given", "Exampel", "Anna", "", NULL, NULL },
  { "no-name", "", "", "1979-03-12", "female", "A patient needs a name." },
  { "blank-name", "  ", "\t", "1979-03-12", "female", "A patient needs a name." },
  { "invisible-name", "\xe2\x80\x8b\xe2\x80\xae", "", "", "female", "A patient needs a name." },
  { "no-such-day", "Exampel", "Anna", "1979-02-30", "female", "no day of the calendar" },
  { "other-order", "Exampel", "Anna", "12.03.1979", "female", "Write it as 1979-03-12" },
  { "two-digit-year", "Exampel", "Anna", "79", "female", "no day of the calendar" },
  { "before-1880", "Exampel", "Anna", "1579-03-12", "female", "no day of the calendar" },
  { "tomorrow", "Exampel", "Anna", "2026-11-23", "female", "lies in the future" },
  { "next-month", "Exampel", "Anna", "2026-12", "female", "lies in the future" },
  { "next-year", "Exampel", "Anna", "2027", "female", "lies in the future" },
  { "unknown-gender", "Exampel", "Anna", "", "f", "none of female, male, other, unknown" },
};

static void
test_check (gconstpointer data)
{
  const CheckCase *test = data;
  g_autoptr (LumbarPatient) patient =
      lumbar_patient_new (test->family, test->given, test->born, test->gender, "");
  g_autoptr (GError) error = NULL;
  gboolean fine = lumbar_patient_check (patient, TODAY, &error);

  g_assert_cmpint (fine, ==, test->message == NULL);
  if (fine)
    g_assert_no_error (error);
  else
    assert_refused (error, test->message);
}

static void
test_too_long (gconstpointer data)
{
  gsize length = GPOINTER_TO_UINT (data);
  g_autofree char *text = g_strnfill (length, 'a');
  g_autoptr (LumbarPatient) named = make (text, "", "", "");
  g_autoptr (LumbarPatient) numbered = make ("Exampel", "", "", text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lumbar_patient_check (named, TODAY, NULL), ==, length <= 300);
  g_assert_cmpint (lumbar_patient_check (numbered, TODAY, &error), ==, length <= 300);
  if (length > 300)
    assert_refused (error, "too long");
}

typedef struct {
  const char *name;
  const char *family;
  const char *given;
  const char *born;
  const char *number;
  const char *identity;
} IdentityCase;

static const IdentityCase identity_cases[] = {
  { "whole", "Exampel", "Anna", "1979-03-12", "004711", "Exampel, Anna · 12 Mar 1979 (47) · 004711" },
  { "birthday-to-come", "Exampel", "Anna", "1979-11-23", "", "Exampel, Anna · 23 Nov 1979 (46)" },
  { "no-birth-date", "Exampel", "Anna", "", "004711", "Exampel, Anna · 004711" },
  { "year-alone", "Exampel", "Anna", "1979", "", "Exampel, Anna · 1979 (47)" },
  { "one-name", "", "Suharto", "", "", "Suharto" },
  { "cleaned", " Exam\xe2\x80\xaepel ", "Anna\n", "", "", "Exampel, Anna" },
};

static void
test_identity (gconstpointer data)
{
  const IdentityCase *test = data;
  g_autoptr (LumbarPatient) patient = make (test->family, test->given, test->born, test->number);
  g_autofree char *identity = lumbar_patient_get_identity (patient, TODAY);

  g_assert_cmpstr (identity, ==, test->identity);
}

typedef struct {
  const char *name;
  const char *a[4]; /* family, given, born, number */
  const char *b[4];
  gboolean resemble;
} ResembleCase;

static const ResembleCase resemble_cases[] = {
  { "same", { "Exampel", "Anna", "1979-03-12", "" }, { "Exampel", "Anna", "1979-03-12", "" }, TRUE },
  { "case-and-accents", { "Łukasiewicz", "Zoë", "1979-03-12", "" }, { "LUKASIEWICZ", "Zoe", "1979-03-12", "" }, TRUE },
  { "one-letter-more", { "Exampel", "Anna", "1979-03-12", "" }, { "Exxampel", "Anna", "1979-03-12", "" }, TRUE },
  { "letters-swapped", { "Exampel", "Annette", "1979-03-12", "" }, { "Exampel", "Annetet", "1979-03-12", "" }, TRUE },
  { "two-slips-in-a-long-name", { "Beispielmann", "Anna", "1979-03-12", "" }, { "Bespielmamn", "Anna", "1979-03-12", "" }, TRUE },
  { "names-exchanged", { "Exampel", "Anna", "1979-03-12", "" }, { "Anna", "Exampel", "1979-03-12", "" }, TRUE },
  { "birth-date-missing", { "Exampel", "Anna", "", "" }, { "Exampel", "Anna", "1979-03-12", "" }, TRUE },
  { "birth-year-alone", { "Exampel", "Anna", "1979", "" }, { "Exampel", "Anna", "1979-03-12", "" }, TRUE },
  { "same-number", { "Exampel", "Anna", "1979-03-12", "7" }, { "Muster", "Berta", "1950-01-01", "7" }, TRUE },
  { "other-birth-date", { "Exampel", "Anna", "1979-03-12", "" }, { "Exampel", "Anna", "1979-03-13", "" }, FALSE },
  { "other-birth-year", { "Exampel", "Anna", "1980", "" }, { "Exampel", "Anna", "1979-03-12", "" }, FALSE },
  { "other-given-name", { "Exampel", "Anna", "1979-03-12", "" }, { "Exampel", "Berta", "1979-03-12", "" }, FALSE },
  { "short-names-forgive-nothing", { "Li", "An", "1979-03-12", "" }, { "Lo", "An", "1979-03-12", "" }, FALSE },
  { "two-slips-in-a-short-name", { "Meyer", "Anna", "1979-03-12", "" }, { "Maier", "Anna", "1979-03-12", "" }, FALSE },
  { "no-number-is-no-match", { "Exampel", "Anna", "", "" }, { "Muster", "Berta", "", "" }, FALSE },
};

static void
test_resemble (gconstpointer data)
{
  const ResembleCase *test = data;
  g_autoptr (LumbarPatient) a = make (test->a[0], test->a[1], test->a[2], test->a[3]);
  g_autoptr (LumbarPatient) b = make (test->b[0], test->b[1], test->b[2], test->b[3]);

  g_assert_cmpint (lumbar_patient_resembles (a, b), ==, test->resemble);
  g_assert_cmpint (lumbar_patient_resembles (b, a), ==, test->resemble);
}

/* Nobody is their own duplicate. */
static void
test_resemble_oneself (void)
{
  g_autoptr (LumbarPatient) patient = make ("Exampel", "Anna", "1979-03-12", "7");
  g_autoptr (LumbarPatient) copy = lumbar_patient_copy (patient);

  g_assert_false (lumbar_patient_resembles (patient, patient));
  g_assert_false (lumbar_patient_resembles (patient, copy));
}

static void
test_copy (void)
{
  g_autoptr (LumbarPatient) patient = make ("Exampel", "Anna", "1979-03-12", "7");
  g_autoptr (LumbarPatient) copy = NULL;

  g_free (patient->note);
  patient->note = g_strdup ("prefers the afternoon\nuses a lift");
  patient->example = TRUE;
  copy = lumbar_patient_copy (patient);
  g_assert_cmpstr (copy->id, ==, patient->id);
  g_assert_cmpstr (copy->family_name, ==, "Exampel");
  g_assert_cmpstr (copy->given_name, ==, "Anna");
  g_assert_cmpstr (copy->birth_date, ==, "1979-03-12");
  g_assert_cmpstr (copy->gender, ==, "female");
  g_assert_cmpstr (copy->record_number, ==, "7");
  g_assert_cmpstr (copy->note, ==, patient->note);
  g_assert_true (copy->example);
  g_assert_true (copy->note != patient->note);
}

static void
test_ids_are_new (void)
{
  g_autoptr (LumbarPatient) a = make ("Exampel", "Anna", "", "");
  g_autoptr (LumbarPatient) b = make ("Exampel", "Anna", "", "");

  g_assert_true (g_uuid_string_is_valid (a->id));
  g_assert_cmpstr (a->id, !=, b->id);
}

#define ADD_CASES(prefix, cases, function)                                                              \
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)                                                      \
    {                                                                                                   \
      g_autofree char *path = g_strconcat (prefix, cases[i].name, NULL);                                \
                                                                                                        \
      g_test_add_data_func (path, &cases[i], function);                                                 \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_CASES ("/record/patient/check/", check_cases, test_check)
  ADD_CASES ("/record/patient/identity/", identity_cases, test_identity)
  ADD_CASES ("/record/patient/resembles/", resemble_cases, test_resemble)
  g_test_add_data_func ("/record/patient/check/long-enough", GUINT_TO_POINTER (300), test_too_long);
  g_test_add_data_func ("/record/patient/check/too-long", GUINT_TO_POINTER (301), test_too_long);
  g_test_add_func ("/record/patient/resembles/not-oneself", test_resemble_oneself);
  g_test_add_func ("/record/patient/copy", test_copy);
  g_test_add_func ("/record/patient/ids-are-new", test_ids_are_new);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person whose visits are kept. */

#include "lumbar-patient.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-text.h"

/* Longer than any name on record; what is longer is a slip of the clipboard. */
#define MAX_NAME 300
#define MAX_NOTE 20000

G_DEFINE_FINAL_TYPE (LumbarPatient, lumbar_patient, G_TYPE_OBJECT)

static void
lumbar_patient_finalize (GObject *object)
{
  LumbarPatient *self = LUMBAR_PATIENT (object);

  g_free (self->id);
  g_free (self->record_number);
  g_free (self->family_name);
  g_free (self->given_name);
  g_free (self->birth_date);
  g_free (self->gender);
  g_free (self->note);
  g_free (self->last_visit);
  g_clear_pointer (&self->recent_pain, g_ptr_array_unref);

  G_OBJECT_CLASS (lumbar_patient_parent_class)->finalize (object);
}

static void
lumbar_patient_class_init (LumbarPatientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_patient_finalize;
}

static void
lumbar_patient_init (LumbarPatient *self)
{
}

/**
 * lumbar_patient_new:
 * @family_name: the family name
 * @given_name: the given names
 * @birth_date: YYYY, YYYY-MM or YYYY-MM-DD, or ""
 * @gender: FHIR administrative gender
 * @record_number: the clinic's own number, or ""
 *
 * Makes a patient with a new id. Names are cleaned of characters that can't be seen.
 *
 * Returns: (transfer full): the patient
 */
LumbarPatient *
lumbar_patient_new (const char *family_name,
                    const char *given_name,
                    const char *birth_date,
                    const char *gender,
                    const char *record_number)
{
  LumbarPatient *self = g_object_new (LUMBAR_TYPE_PATIENT, NULL);

  self->id = g_uuid_string_random ();
  self->family_name = lumbar_text_clean (family_name, FALSE);
  self->given_name = lumbar_text_clean (given_name, FALSE);
  self->birth_date = lumbar_text_clean (birth_date, FALSE);
  self->gender = g_strdup (gender && *gender ? gender : "unknown");
  self->record_number = lumbar_text_clean (record_number, FALSE);
  self->note = g_strdup ("");
  self->last_visit = g_strdup ("");
  return self;
}

/**
 * lumbar_patient_copy:
 * @self: a patient
 *
 * Returns: (transfer full): a patient with the same id and fields, to be changed
 */
LumbarPatient *
lumbar_patient_copy (LumbarPatient *self)
{
  LumbarPatient *copy = lumbar_patient_new (self->family_name, self->given_name, self->birth_date,
                                            self->gender, self->record_number);

  lumbar_set_str (&copy->id, self->id);
  lumbar_set_str (&copy->note, self->note);
  lumbar_set_str (&copy->last_visit, self->last_visit);
  copy->example = self->example;
  copy->concluded = self->concluded;
  copy->last_group = self->last_group;
  return copy;
}

/**
 * lumbar_patient_check:
 * @self: a patient
 * @today: the day after which a birth date lies in the future
 *
 * Returns: %FALSE with @error saying what to mend
 */
gboolean
lumbar_patient_check (LumbarPatient *self, const char *today, GError **error)
{
  static const char *const genders[] = { "female", "male", "other", "unknown", NULL };
  const char *problem = NULL;

  if (*self->family_name == '\0' && *self->given_name == '\0')
    problem = _("A patient needs a name.");
  else if (g_utf8_strlen (self->family_name, -1) > MAX_NAME ||
           g_utf8_strlen (self->given_name, -1) > MAX_NAME ||
           g_utf8_strlen (self->record_number, -1) > MAX_NAME || g_utf8_strlen (self->note, -1) > MAX_NOTE)
    problem = _("The name, the number or the note is too long.");
  else if (*self->birth_date != '\0' && !lumbar_date_is_valid_partial (self->birth_date))
    problem = _("The birth date is no day of the calendar. Write it as 1979-03-12; the year alone will do.");
  else if (*self->birth_date != '\0' && strncmp (self->birth_date, today, strlen (self->birth_date)) > 0)
    problem = _("The birth date lies in the future.");
  else if (!g_strv_contains (genders, self->gender))
    problem = _("The gender is none of female, male, other, unknown.");
  if (problem != NULL)
    g_set_error_literal (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, problem);
  return problem == NULL;
}

/**
 * lumbar_patient_get_display_name:
 * @self: a patient
 *
 * Returns: (transfer full): "Nowak, Anna"
 */
char *
lumbar_patient_get_display_name (LumbarPatient *self)
{
  if (*self->family_name == '\0' || *self->given_name == '\0')
    return g_strconcat (self->family_name, self->given_name, NULL);
  return g_strconcat (self->family_name, ", ", self->given_name, NULL);
}

/**
 * lumbar_patient_get_identity:
 * @self: a patient
 * @today: the day the age is told for
 *
 * What stands on every page so that the wrong patient is noticed.
 *
 * Returns: (transfer full): "Nowak, Anna · 12 Mar 1979 (47) · 004711"
 */
char *
lumbar_patient_get_identity (LumbarPatient *self, const char *today)
{
  g_autofree char *name = lumbar_patient_get_display_name (self);
  g_autofree char *born = lumbar_date_format (self->birth_date);
  GString *identity = g_string_new (name);
  int age = lumbar_date_years_between (self->birth_date, today);

  if (*born != '\0')
    g_string_append_printf (identity, " · %s", born);
  if (age >= 0)
    g_string_append_printf (identity, " (%d)", age);
  if (*self->record_number != '\0')
    g_string_append_printf (identity, " · %s", self->record_number);
  return g_string_free (identity, FALSE);
}

/**
 * lumbar_patient_resembles:
 * @self: a patient
 * @other: another
 *
 * Whether the two may be the same person entered twice: the same number, or names that differ by a
 * slip with birth dates that don't contradict each other.
 *
 * Returns: whether a person should look
 */
gboolean
lumbar_patient_resembles (LumbarPatient *self, LumbarPatient *other)
{
  g_autofree char *family = lumbar_text_fold (self->family_name);
  g_autofree char *given = lumbar_text_fold (self->given_name);
  g_autofree char *other_family = lumbar_text_fold (other->family_name);
  g_autofree char *other_given = lumbar_text_fold (other->given_name);
  gsize length = MIN (strlen (self->birth_date), strlen (other->birth_date));
  gboolean names;

  if (strcmp (self->id, other->id) == 0)
    return FALSE;
  if (*self->record_number != '\0' && strcmp (self->record_number, other->record_number) == 0)
    return TRUE;
  names = (lumbar_text_is_close (family, other_family) && lumbar_text_is_close (given, other_given)) ||
          (strcmp (family, other_given) == 0 && strcmp (given, other_family) == 0);
  return names && strncmp (self->birth_date, other->birth_date, length) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a page is about, in a line that keeps its order whatever script the name is written in. */

#include "lumbar-identity.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lumbar-date.h"

/* Unicode's marks of direction: of the line, and round a name that may run the other way (UAX 9). */
#define LEFT_TO_RIGHT "\xe2\x80\x8e"
#define RIGHT_TO_LEFT "\xe2\x80\x8f"
#define ISOLATE "\xe2\x81\xa8"
#define END_ISOLATE "\xe2\x81\xa9"

/**
 * lumbar_identity_write:
 * @patient: a patient
 * @right_to_left: whether the window reads from right to left
 *
 * The identity as lumbar_patient_get_identity() words it, for a label: without the marks an Arabic name
 * would turn birth date and number round. Says where a patient is invented.
 *
 * Returns: (transfer full): the line
 */
char *
lumbar_identity_write (LumbarPatient *patient, gboolean right_to_left)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *name = lumbar_patient_get_display_name (patient);
  g_autofree char *identity = lumbar_patient_get_identity (patient, today);
  g_autofree char *invented = patient->example ? g_strconcat (" · ", _("invented"), NULL) : g_strdup ("");

  return g_strconcat (right_to_left ? RIGHT_TO_LEFT : LEFT_TO_RIGHT, ISOLATE, name, END_ISOLATE,
                      identity + strlen (name), invented, NULL);
}

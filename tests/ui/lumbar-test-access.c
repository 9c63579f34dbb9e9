/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People and their passphrases, for tests of what is seen. */

#include "lumbar-test-access.h"

#include "lumbar-test-intake.h"

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Does it and waits. */
gboolean
lumbar_test_access_run (LumbarAccess *access, LumbarAccessRequest *request, char **recovery, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lumbar_access_run_async (access, request, keep_result_cb, &result);
  lumbar_test_wait (result != NULL);
  return lumbar_access_run_finish (access, result, recovery, error);
}

/* The recovery key. */
char *
lumbar_test_access_protect (LumbarAccess *access, const char *name)
{
  g_autoptr (LumbarPractitioner) first = lumbar_practitioner_new (name, LUMBAR_ROLE_CLINICIAN);
  LumbarAccessRequest *request = lumbar_access_request_new (LUMBAR_ACCESS_PROTECT, first);
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;

  request->after = g_strdup (LUMBAR_TEST_PASSPHRASE);
  lumbar_test_access_run (access, request, &recovery, &error);
  g_assert_no_error (error);
  return recovery;
}

void
lumbar_test_access_add (LumbarAccess *access, const char *name, LumbarRole role)
{
  g_autoptr (LumbarPractitioner) person = lumbar_practitioner_new (name, role);
  LumbarAccessRequest *request = lumbar_access_request_new (LUMBAR_ACCESS_ADD, person);
  g_autoptr (GError) error = NULL;

  request->after = g_strdup (LUMBAR_TEST_PASSPHRASE);
  lumbar_test_access_run (access, request, NULL, &error);
  g_assert_no_error (error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of this folder share: the tables, and files with a given text. */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-assessment-json.h"
#include "lumbar-knowledge.h"
#include "lumbar-test.h"

#define TODAY "2026-11-22"

static LumbarKnowledge *knowledge;

static inline void
load_knowledge (void)
{
  g_autoptr (GError) error = NULL;

  knowledge = lumbar_knowledge_new (&error);
  g_assert_no_error (error);
}

/* A file whose name ends in "-case.json", which messages must repeat. */
static inline char *
write_file (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("lumbar-XXXXXX-case.json", &path, &error);

  g_assert_no_error (error);
  g_assert_true (g_close (fd, NULL));
  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

static inline GPtrArray *
new_ignored (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
}

static inline const char *
find_ignored (GPtrArray *ignored, const char *what)
{
  for (guint i = 0; i < ignored->len; i++)
    {
      const LumbarIgnored *entry = ignored->pdata[i];

      if (strcmp (entry->finding_id, what) == 0)
        return entry->reason;
    }
  return NULL;
}

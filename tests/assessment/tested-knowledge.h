/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-knowledge.h"

/* The tables under test: the program's own, or those of a folder named in the environment, with
 * which mutate.py shows what the tests would notice. Ends the program where they can't be read. */
static inline LumbarKnowledge *
tested_knowledge_new (void)
{
  const char *folder = g_getenv ("LUMBAR_TEST_KNOWLEDGE");
  g_autoptr (GError) error = NULL;
  LumbarKnowledge *knowledge =
      folder ? lumbar_knowledge_new_from_directory (folder, &error) : lumbar_knowledge_new (&error);

  g_assert_no_error (error);
  return knowledge;
}

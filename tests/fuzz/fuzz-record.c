/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file as record, as backup, and as what a record is salvaged from. An input that starts with "P" is changes to a whole record, six bytes each (place,
 * two bytes; what is put there); any other is the file itself. */

#include "fuzz.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "lumbar-page-file.h"
#include "lumbar-record-file.h"
#include "lumbar-store.h"

static GString *
make_whole_record (void)
{
  g_autofree char *path = g_build_filename (fuzz_get_folder (), "whole.db", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *text = NULL;
  sqlite3 *database = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (FUZZ_RECORD, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_unlink (path);
  return g_string_new_len (text, (gssize) size);
}

static GString *
make_file (const uint8_t *data, size_t size)
{
  static GString *whole;
  GString *file;

  if (size == 0 || data[0] != 'P')
    return g_string_new_len ((const char *) data, (gssize) size);
  if (whole == NULL)
    whole = make_whole_record ();
  file = g_string_new_len (whole->str, (gssize) whole->len);
  for (gsize i = 1; i + 6 <= size; i += 6)
    memcpy (file->str + (((gsize) data[i] << 8 | data[i + 1]) * 4) % (file->len - 4), data + i + 2, 4);
  return file;
}

static void
read_record (LumbarKnowledge *knowledge, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LumbarStore) store = lumbar_store_open (knowledge, path, LUMBAR_STORE_READ_ONLY, "fuzz", &error);
  g_autoptr (GPtrArray) patients = NULL;
  g_autofree char *summary = NULL;

  if (store == NULL)
    {
      fuzz_check_error (error, "record.db");
      return;
    }
  if (!lumbar_store_verify (store, &summary, &error))
    {
      fuzz_check_error (error, "record.db");
      g_assert_null (strchr (error->message, '\n'));
    }
  patients = lumbar_store_search_patients (store, "", 10, &problem);
  for (guint i = 0; patients != NULL && i < patients->len; i++)
    {
      const LumbarPatient *patient = patients->pdata[i];
      g_autoptr (GPtrArray) visits = lumbar_store_list_encounters (store, patient->id, NULL);
      G_GNUC_UNUSED g_autoptr (GPtrArray) events = lumbar_store_list_events (store, patient->id, NULL);

      for (guint j = 0; visits != NULL && j < visits->len; j++)
        {
          G_GNUC_UNUSED g_autoptr (LumbarEncounter) visit =
              lumbar_store_get_encounter (store, ((LumbarEncounter *) visits->pdata[j])->id, NULL);
        }
    }
}

/* Each page as whoever salvages a record reads it, without SQLite. */
static void
read_pages (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarPageFile) file = lumbar_page_file_new (path, &error);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));

  if (file == NULL)
    {
      fuzz_check_error (error, "record.db");
      return;
    }
  lumbar_page_file_list_free (file, pages);
  for (guint page = 1; page <= lumbar_page_file_get_n_pages (file); page++)
    {
      LumbarPageKind kind = lumbar_page_file_get_kind (file, page);
      gboolean is_inner = kind == LUMBAR_PAGE_INDEX_INNER || kind == LUMBAR_PAGE_TABLE_INNER;

      for (guint cell = 0; kind != LUMBAR_PAGE_OTHER && cell < lumbar_page_file_get_n_cells (file, page); cell++)
        {
          g_autoptr (LumbarPageRow) row =
              kind != LUMBAR_PAGE_TABLE_INNER ? lumbar_page_file_read_row (file, page, cell, pages) : NULL;

          g_assert_true (row == NULL || row->values->len > 0);
          g_assert_true (!is_inner ||
                         lumbar_page_file_get_child (file, page, cell) <= lumbar_page_file_get_n_pages (file));
        }
    }
  for (guint i = 0; i < pages->len; i++)
    g_assert_cmpuint (g_array_index (pages, guint, i), <=, lumbar_page_file_get_n_pages (file));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static LumbarKnowledge *knowledge;
  g_autoptr (GString) file = make_file (data, size);
  g_autofree char *path = fuzz_write ("record.db", file->str, file->len);
  g_autofree char *restored = g_build_filename (fuzz_get_folder (), "restored.db", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size_after;

  if (knowledge == NULL)
    knowledge = lumbar_knowledge_new (NULL);
  if (!lumbar_record_file_check (path, &error))
    fuzz_check_error (error, "record.db");
  g_clear_error (&error);
  read_record (knowledge, path);
  read_pages (path);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (after, size_after, file->str, file->len);
  if (lumbar_store_restore (path, restored, &error))
    g_assert_true (g_file_test (restored, G_FILE_TEST_EXISTS));
  else
    {
      fuzz_check_error (error, "");
      g_assert_null (strchr (error->message, '\n'));
      g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
    }
  g_unlink (restored);
  return 0;
}

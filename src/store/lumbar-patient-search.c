/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a patient by whatever was typed: words in any order, begun words, no accents; where nothing
 * begins so, names that differ by a slip of the fingers. */

#include "lumbar-patient-search.h"

#include <string.h>

#include "lumbar-patient-table.h"
#include "lumbar-text.h"

/* How many names with letters in common are looked at for a slip. */
#define MAX_CANDIDATES 300

/* More words, or longer ones, nobody types; they come off the clipboard. */
#define MAX_WORDS 16
#define MAX_LETTERS 64

/* The letters and digits of a text, folded, word by word: what full-text search sees of it. Nothing that
 * means anything to the query language is left. */
static GStrv
split_words (const char *text)
{
  guint n = 0;
  g_autofree char *folded = lumbar_text_fold (text);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && g_unichar_isalnum (c))
        g_string_append_unichar (word, c);
      else if (word->len > 0)
        {
          g_strv_builder_add (words, word->str);
          g_string_truncate (word, 0);
          n++;
        }
      if (c == 0 || n == MAX_WORDS)
        return g_strv_builder_end (words);
    }
}

/* Every word must begin a word of the patient. */
static char *
make_prefix_match (GStrv words)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (match, "%s\"%s\"*", i > 0 ? " AND " : "", words[i]);
  return g_string_free (match, FALSE);
}

/* Any three letters in a row in common, blanks around the words counting as letters. */
static char *
make_spelling_match (GStrv words)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *padded = g_strconcat (" ", words[i], " ", NULL);

      if (g_utf8_strlen (words[i], -1) > MAX_LETTERS)
        continue;
      for (const char *p = padded; g_utf8_strlen (p, 3 * 6) >= 3; p = g_utf8_next_char (p))
        {
          g_autofree char *three = g_utf8_substring (p, 0, 3);

          g_string_append_printf (match, "%s\"%s\"", match->len > 0 ? " OR " : "", three);
        }
    }
  return g_string_free (match, FALSE);
}

static gboolean
add_rows (GPtrArray *patients, LumbarStatement *rows, GError **error)
{
  LumbarStep step;

  while ((step = lumbar_statement_step (rows, error)) == LUMBAR_STEP_ROW)
    g_ptr_array_add (patients, lumbar_patient_table_read (rows));
  return step == LUMBAR_STEP_DONE;
}

static gboolean
add_recent (LumbarDatabase *database, guint limit, GPtrArray *patients, GError **error)
{
  g_autoptr (LumbarStatement) rows = lumbar_statement_new (
    database,
    "SELECT " LUMBAR_PATIENT_COLUMNS " FROM patient WHERE deleted_at = ''"
    " ORDER BY coalesce (nullif (last_visit, ''), created_at) DESC, number DESC LIMIT :limit",
    error);

  lumbar_statement_bind_int (rows, ":limit", limit == 0 ? -1 : (gint64) limit);
  return add_rows (patients, rows, error);
}

/* First those who are called exactly so, then those whose name or number begins so, then those where
 * the words stand anywhere; each by recency. */
static gboolean
add_matching (LumbarDatabase *database, GStrv words, guint limit, GPtrArray *patients, GError **error)
{
  g_autoptr (LumbarStatement) rows = lumbar_statement_new (
    database,
    "SELECT " LUMBAR_PATIENT_COLUMNS " FROM patient_search JOIN patient ON number = patient_search.rowid"
    " WHERE patient_search MATCH :match AND deleted_at = '' ORDER BY"
    " CASE WHEN :whole IN (family_folded, lower (record_number), family_folded || ' ' || given_folded,"
    "                      given_folded || ' ' || family_folded) THEN 0"
    "      WHEN :whole IN (substr (family_folded || ' ' || given_folded, 1, length (:whole)),"
    "                      substr (given_folded || ' ' || family_folded, 1, length (:whole)),"
    "                      substr (lower (record_number), 1, length (:whole))) THEN 1"
    "      ELSE 2 END,"
    " coalesce (nullif (last_visit, ''), created_at) DESC, family_folded, given_folded, number LIMIT :limit",
    error);
  g_autofree char *match = make_prefix_match (words);
  g_autofree char *whole = g_strjoinv (" ", words);

  lumbar_statement_bind_text (rows, ":match", match);
  lumbar_statement_bind_text (rows, ":whole", whole);
  lumbar_statement_bind_int (rows, ":limit", limit == 0 ? -1 : (gint64) limit);
  return add_rows (patients, rows, error);
}

static gboolean
add_spelled_alike (LumbarDatabase *database, GStrv words, GPtrArray *patients, GError **error)
{
  g_autoptr (LumbarStatement) rows = lumbar_statement_new (
    database,
    "SELECT " LUMBAR_PATIENT_COLUMNS " FROM patient_spelling JOIN patient ON number = patient_spelling.rowid"
    " WHERE patient_spelling MATCH :match AND deleted_at = '' ORDER BY rank LIMIT :limit",
    error);
  g_autofree char *match = make_spelling_match (words);

  if (*match == '\0')
    return TRUE;
  lumbar_statement_bind_text (rows, ":match", match);
  lumbar_statement_bind_int (rows, ":limit", MAX_CANDIDATES);
  return add_rows (patients, rows, error);
}

/* A number is right or wrong; a name, also one that is still being typed, may hold a slip. */
static gboolean
resembles_word (const char *typed, const char *word)
{
  g_autofree char *begun = NULL;
  glong length = g_utf8_strlen (typed, -1);

  if (g_str_has_prefix (word, typed))
    return TRUE;
  if (g_ascii_isdigit (*typed))
    return FALSE;
  if (g_utf8_strlen (word, -1) > length)
    begun = g_utf8_substring (word, 0, length);
  return lumbar_text_is_close (typed, word) || (begun != NULL && lumbar_text_is_close (typed, begun));
}

static gboolean
has_resembling_words (LumbarPatient *patient, GStrv typed)
{
  g_autofree char *text = g_strjoin (" ", patient->family_name, patient->given_name, patient->record_number,
                                     patient->birth_date, NULL);
  g_auto (GStrv) words = split_words (text);

  for (guint i = 0; typed[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; words[j] != NULL && !found; j++)
        found = resembles_word (typed[i], words[j]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/**
 * lumbar_patient_search:
 * @database: a record
 * @query: what was typed; nothing asks for all
 * @limit: how many at most; 0 for all
 *
 * Returns: (transfer full) (element-type LumbarPatient): the patients, best first, or %NULL with @error set
 */
GPtrArray *
lumbar_patient_search (LumbarDatabase *database, const char *query, guint limit, GError **error)
{
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) words = split_words (query ? query : "");

  if (words[0] == NULL)
    return add_recent (database, limit, patients, error) ? g_steal_pointer (&patients) : NULL;
  if (!add_matching (database, words, limit, patients, error))
    return NULL;
  if (patients->len > 0)
    return g_steal_pointer (&patients);
  if (!add_spelled_alike (database, words, candidates, error))
    return NULL;
  for (guint i = 0; i < candidates->len && (limit == 0 || patients->len < limit); i++)
    if (has_resembling_words (candidates->pdata[i], words))
      g_ptr_array_add (patients, g_object_ref (candidates->pdata[i]));
  return g_steal_pointer (&patients);
}

static gboolean
add_with_number (LumbarDatabase *database, const char *record_number, GPtrArray *patients, GError **error)
{
  g_autoptr (LumbarStatement) rows = lumbar_statement_new (
    database,
    "SELECT " LUMBAR_PATIENT_COLUMNS " FROM patient"
    " WHERE record_number = :number AND record_number <> '' AND deleted_at = ''",
    error);

  lumbar_statement_bind_text (rows, ":number", record_number);
  return add_rows (patients, rows, error);
}

static gboolean
holds_patient (GPtrArray *patients, const char *id)
{
  for (guint i = 0; i < patients->len; i++)
    if (strcmp (((LumbarPatient *) patients->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/**
 * lumbar_patient_search_similar:
 * @database: a record
 * @patient: a patient, saved or not
 *
 * Returns: (transfer full) (element-type LumbarPatient): other patients who may be the same person, or
 *   %NULL with @error set
 */
GPtrArray *
lumbar_patient_search_similar (LumbarDatabase *database, LumbarPatient *patient, GError **error)
{
  g_autoptr (GPtrArray) similar = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *names = g_strjoin (" ", patient->family_name, patient->given_name, NULL);
  g_auto (GStrv) words = split_words (names);

  if (!add_with_number (database, patient->record_number, candidates, error) ||
      !add_spelled_alike (database, words, candidates, error))
    return NULL;
  for (guint i = 0; i < candidates->len; i++)
    {
      LumbarPatient *other = candidates->pdata[i];

      if (lumbar_patient_resembles (patient, other) && !holds_patient (similar, other->id))
        g_ptr_array_add (similar, g_object_ref (other));
    }
  return g_steal_pointer (&similar);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a log as this computer saw it last, kept outside the record: lumbar/heads/ in the XDG state directory,
 * one file for each place a record lies at, "ID SEQ HASH". A chain of hashes can be cut at its end and its counter set
 * back, and it is whole again; what was seen here then is missing there. It vouches for nothing where somebody can
 * write both. */

#include "lumbar-head.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "lumbar-statement.h"

#define ID_LENGTH 32
#define HASH_LENGTH 64

typedef struct {
  char id[ID_LENGTH + 1]; /* Of the record */
  gint64 seq;
  char hash[HASH_LENGTH + 1];
} Head;

static char *
get_place (const char *path)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_build_filename (g_get_user_state_dir (), "lumbar", "heads", name, NULL);
}

/* Returns: whether something was seen at this place before */
static gboolean
read_head (const char *place, Head *head)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (place, &text, NULL, NULL) &&
         sscanf (text, "%32[0-9a-f] %" G_GINT64_FORMAT " %64[0-9a-f]", head->id, &head->seq, head->hash) == 3 &&
         strlen (head->hash) == HASH_LENGTH;
}

/* Another record at the same place is not held to it. */
static gboolean
holds (LumbarDatabase *database, const Head *head, gboolean *found, GError **error)
{
  g_autoptr (LumbarStatement) row = lumbar_statement_new (
    database,
    "SELECT 1 FROM identity WHERE id <> :id UNION ALL SELECT 1 FROM audit WHERE seq = :seq AND hash = :hash", error);

  lumbar_statement_bind_text (row, ":id", head->id);
  lumbar_statement_bind_int (row, ":seq", head->seq);
  lumbar_statement_bind_text (row, ":hash", head->hash);
  return lumbar_statement_find (row, found, error);
}

/**
 * lumbar_head_note:
 * @database: a record that was written
 *
 * Keeps its last row as seen. Where what was seen before is not in it, that stays kept, for lumbar_head_verify() to
 * find. What can't be kept now is kept the next time: nothing depends on it but that a cut is seen.
 */
void
lumbar_head_note (LumbarDatabase *database)
{
  g_autofree char *place = get_place (lumbar_database_get_path (database));
  g_autofree char *folder = g_path_get_dirname (place);
  g_autoptr (LumbarStatement) last = lumbar_statement_new (
    database,
    "SELECT identity.id || ' ' || seq || ' ' || hash FROM identity, audit WHERE seq = (SELECT max (seq) FROM audit)",
    NULL);
  Head head = { .seq = 0 };
  gboolean found = TRUE;

  if (read_head (place, &head) && (!holds (database, &head, &found, NULL) || !found))
    return;
  if (lumbar_statement_step (last, NULL) == LUMBAR_STEP_ROW && g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents_full (place, lumbar_statement_get_text (last, 0), -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                              NULL);
}

/**
 * lumbar_head_forget:
 * @path: the absolute path of a record
 *
 * Forgets what was seen there, where another record takes its place on purpose.
 */
void
lumbar_head_forget (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *place = get_place (whole);

  g_unlink (place);
}

/**
 * lumbar_head_verify:
 * @database: a record whose log is whole
 *
 * Looks for the row that this computer saw last.
 *
 * Returns: %FALSE with @error set where it is gone or changed
 */
gboolean
lumbar_head_verify (LumbarDatabase *database, GError **error)
{
  g_autofree char *place = get_place (lumbar_database_get_path (database));
  Head head = { .seq = 0 };
  gboolean found = TRUE;

  if (!read_head (place, &head))
    return TRUE;
  if (!holds (database, &head, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD,
                 _("The log of “%s” was tampered with at row %" G_GINT64_FORMAT ": this computer saw that row, and it "
                   "is missing or another. Where an older copy was put back on purpose, use “lumbar restore”."),
                 lumbar_database_get_path (database), head.seq);
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many responses, one a line: read in chunks, assessed on all processors, written in the order of the lines. Only
 * so many chunks are on their way at a time, so memory does not grow with the file. */

#include "lumbar-batch.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "lumbar-assessment-json.h"
#include "lumbar-cds-hooks.h"
#include "lumbar-cli.h"
#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-fhir-response.h"
#include "lumbar-json-writer.h"
#include "lumbar-line-reader.h"

/* Enough that handing over costs nothing beside the work, and a first answer comes soon. */
#define CHUNK_LINES 16
#define CHUNK_BYTES ((gsize) 4 * 1024 * 1024)
#define CHUNKS_A_THREAD 2

#define MAX_LINE ((gsize) 4 * 1024 * 1024)

typedef struct {
  LumbarKnowledge *knowledge;
  const char *name;
  char *today;
  gboolean cards;
  GMutex lock;
  GCond done; /* some chunk is */
} Batch;

typedef struct {
  guint64 first;    /* number of its first line, from 1 */
  GPtrArray *lines; /* of GBytes; NULL for one that is too long */
  gsize n_bytes;
  GString *out;
  guint n_bad;
  gboolean done; /* under the lock */
} Chunk;

static void
line_free (gpointer line)
{
  if (line != NULL)
    g_bytes_unref (line);
}

static void
chunk_free (Chunk *chunk)
{
  g_ptr_array_unref (chunk->lines);
  g_string_free (chunk->out, TRUE);
  g_free (chunk);
}

static char *
write_error (guint64 number, const char *message)
{
  g_autoptr (LumbarJsonWriter) writer = lumbar_json_writer_new (FALSE);

  lumbar_json_writer_begin_object (writer, NULL);
  lumbar_json_writer_integer (writer, "line", (gint64) number);
  lumbar_json_writer_string (writer, "error", message);
  lumbar_json_writer_end_object (writer);
  return lumbar_json_writer_finish (writer);
}

static char *
assess_line (Batch *batch, guint64 number, GBytes *line, GError **error)
{
  g_autoptr (GPtrArray) ignored = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_ignored_free);
  g_autofree char *name = g_strdup_printf ("%s:%" G_GUINT64_FORMAT, batch->name, number);
  g_autoptr (LumbarResponse) response = NULL;
  g_autoptr (LumbarAssessment) assessment = NULL;

  if (line == NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: the line is longer than %u MB", name,
                   (guint) (MAX_LINE / 1024 / 1024));
      return NULL;
    }
  if (g_bytes_get_size (line) == 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: the line is empty", name);
      return NULL;
    }
  response = lumbar_fhir_response_read_bytes (batch->knowledge, name, line, batch->today, ignored, error);
  if (response == NULL)
    return NULL;
  assessment = lumbar_assess (batch->knowledge, response);
  return batch->cards ? lumbar_cds_hooks_write (assessment, batch->knowledge, FALSE)
                      : lumbar_assessment_to_json (assessment, ignored, FALSE);
}

/* In a thread of the pool. */
static void
assess_chunk (gpointer data, gpointer user_data)
{
  Chunk *chunk = data;
  Batch *batch = user_data;

  for (guint i = 0; i < chunk->lines->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = assess_line (batch, chunk->first + i, chunk->lines->pdata[i], &error);

      if (text == NULL)
        {
          text = write_error (chunk->first + i, error->message);
          chunk->n_bad++;
        }
      g_string_append (chunk->out, text);
      g_string_append_c (chunk->out, '\n');
    }
  g_mutex_lock (&batch->lock);
  chunk->done = TRUE;
  g_cond_signal (&batch->done);
  g_mutex_unlock (&batch->lock);
}

/* The next lines, or NULL at the end or with @error set. */
static Chunk *
read_chunk (LumbarLineReader *reader, guint64 first, GError **error)
{
  Chunk *chunk = g_new0 (Chunk, 1);

  chunk->first = first;
  chunk->lines = g_ptr_array_new_with_free_func (line_free);
  chunk->out = g_string_new (NULL);
  while (chunk->lines->len < CHUNK_LINES && chunk->n_bytes < CHUNK_BYTES)
    {
      gboolean too_long;
      GBytes *line = lumbar_line_reader_next (reader, &too_long, error);

      if (line == NULL)
        break;
      chunk->n_bytes += g_bytes_get_size (line);
      if (too_long)
        g_clear_pointer (&line, g_bytes_unref);
      g_ptr_array_add (chunk->lines, line);
    }
  if (chunk->lines->len == 0)
    g_clear_pointer (&chunk, chunk_free);
  return chunk;
}

/* Waits for the oldest chunk and writes it; adds to *n_bad. */
static gboolean
write_oldest (Batch *batch, GQueue *queue, guint64 *n_bad, GError **error)
{
  Chunk *chunk = g_queue_pop_head (queue);
  gboolean ok;

  g_mutex_lock (&batch->lock);
  while (!chunk->done)
    g_cond_wait (&batch->done, &batch->lock);
  g_mutex_unlock (&batch->lock);
  *n_bad += chunk->n_bad;
  ok = fwrite (chunk->out->str, 1, chunk->out->len, stdout) == chunk->out->len && fflush (stdout) == 0;
  if (!ok)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("standard output: %s"), g_strerror (errno));
  chunk_free (chunk);
  return ok;
}

static gboolean
run (Batch *batch, LumbarLineReader *reader, guint64 *n_lines, guint64 *n_bad, GError **error)
{
  guint n_threads = MAX (1, g_get_num_processors ());
  GThreadPool *pool = g_thread_pool_new (assess_chunk, batch, (int) n_threads, TRUE, NULL);
  g_autoptr (GError) reading = NULL;
  GQueue queue = G_QUEUE_INIT;
  gboolean ok = TRUE;
  Chunk *chunk;

  while (ok && (chunk = read_chunk (reader, *n_lines + 1, &reading)) != NULL)
    {
      *n_lines += chunk->lines->len;
      g_queue_push_tail (&queue, chunk);
      g_thread_pool_push (pool, chunk, NULL);
      if (g_queue_get_length (&queue) > n_threads * CHUNKS_A_THREAD)
        ok = write_oldest (batch, &queue, n_bad, error);
    }
  while (ok && !g_queue_is_empty (&queue))
    ok = write_oldest (batch, &queue, n_bad, error);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_queue_clear_full (&queue, (GDestroyNotify) chunk_free);
  if (ok && reading != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading));
      return FALSE;
    }
  return ok;
}

/**
 * lumbar_batch_run:
 * @knowledge: the tables
 * @path: a file with one response a line, in either form; "-" for standard input
 * @cards: whether to write CDS Hooks cards rather than assessments
 *
 * Writes one line of JSON for each line, in their order; for a line that is wrong {"line": n, "error": …}.
 *
 * Returns: the exit status
 */
int
lumbar_batch_run (LumbarKnowledge *knowledge, const char *path, gboolean cards)
{
  GError *error = NULL;
  g_autoptr (LumbarLineReader) reader = lumbar_line_reader_new (path, MAX_LINE, &error);
  Batch batch = { .knowledge = knowledge, .name = g_str_equal (path, "-") ? "standard input" : path, .cards = cards };
  guint64 n_lines = 0, n_bad = 0;
  gboolean ok;

  if (reader == NULL)
    return lumbar_cli_fail (error);
  batch.today = lumbar_date_today ();
  g_mutex_init (&batch.lock);
  g_cond_init (&batch.done);
  ok = run (&batch, reader, &n_lines, &n_bad, &error);
  g_mutex_clear (&batch.lock);
  g_cond_clear (&batch.done);
  g_free (batch.today);
  if (!ok)
    return lumbar_cli_fail (error);
  if (n_bad == 0)
    return LUMBAR_EXIT_DONE;
  g_printerr (_("lumbar: %lu of %lu lines are wrong; what stands in their place says why\n"), (gulong) n_bad,
              (gulong) n_lines);
  return LUMBAR_EXIT_INPUT;
}

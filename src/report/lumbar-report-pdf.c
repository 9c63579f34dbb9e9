/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a report as a PDF file. The whole document is made in memory first, so that a full disk or a
 * wrong folder never leaves half a report. */

#include "lumbar-report-pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "lumbar-error.h"
#include "lumbar-report-layout.h"

static const struct {
  double width;
  double height;
} papers[] = {
  [LUMBAR_PAPER_A4] = { 595.276, 841.890 },
  [LUMBAR_PAPER_LETTER] = { 612, 792 },
};

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, LumbarReport *report)
{
  g_autofree char *version = lumbar_knowledge_version_to_text (lumbar_knowledge_get_version (report->knowledge));
  g_autofree char *subject = NULL;

  /* Translators: a version, as in "Knowledge 2026.1" */
  subject = g_strdup_printf (_("Knowledge %s"), version);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, report->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Lumbar");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, report->created_at);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, report->created_at);
}

static void
add_outline (cairo_surface_t *surface, LumbarReportLayout *layout)
{
  for (guint i = 0; i < lumbar_report_layout_get_n_headings (layout); i++)
    {
      guint page;
      double y;
      g_autofree char *text = lumbar_report_layout_get_heading (layout, i, &page, &y);
      g_autofree char *place = g_strdup_printf ("page=%u pos=[0 %d]", page + 1, (int) y);

      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, text, place,
                                     CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
}

static GByteArray *
make_document (LumbarReport *report, LumbarPaper paper, GError **error)
{
  g_autoptr (LumbarReportLayout) layout = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  layout = lumbar_report_layout_new (report, papers[paper].width, papers[paper].height, error);
  if (layout == NULL)
    return NULL;
  surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, papers[paper].width, papers[paper].height);
  set_metadata (surface, report);
  add_outline (surface, layout);
  cr = cairo_create (surface);
  /* One element for the whole document: one for each page would make several roots. */
  cairo_tag_begin (cr, "Document", NULL);
  for (guint i = 0; i < lumbar_report_layout_get_n_pages (layout); i++)
    {
      lumbar_report_layout_draw_page (layout, i, cr);
      if (i + 1 == lumbar_report_layout_get_n_pages (layout))
        cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&bytes);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("The report can’t be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

/* A device or pipe can't be replaced by renaming; what is written to it is written at once. */
static gboolean
write_to_device (const char *path, GByteArray *bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileIOStream) stream = g_file_open_readwrite (file, NULL, error);

  return stream != NULL &&
         g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), bytes->data,
                                    bytes->len, NULL, NULL, error) &&
         g_io_stream_close (G_IO_STREAM (stream), NULL, error);
}

static gboolean
write_bytes (const char *path, GByteArray *bytes, GError **error)
{
  /* A link stays a link: what it leads to is replaced. */
  g_autofree char *target = realpath (path, NULL);
  const char *place = target ? target : path;

  if (g_file_test (place, G_FILE_TEST_EXISTS) &&
      !g_file_test (place, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR))
    return write_to_device (place, bytes, error);
  /* Newer GLib leaves a file that was there as readable as it was. */
  if (g_file_test (place, G_FILE_TEST_IS_REGULAR))
    g_chmod (place, 0600);
  return g_file_set_contents_full (place, (const char *) bytes->data, (gssize) bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * lumbar_paper_get_size:
 * @paper: a paper
 * @width: (out): in points
 * @height: (out): in points
 *
 * What shows or prints a report lays it out on this size, so that its pages break as those of the PDF.
 */
void
lumbar_paper_get_size (LumbarPaper paper, double *width, double *height)
{
  *width = papers[paper].width;
  *height = papers[paper].height;
}

/**
 * lumbar_report_write_pdf:
 * @report: a report
 * @paper: the size of its pages
 * @path: the file to write; one that is there is replaced once the new one is whole
 *
 * The same report makes the same bytes. Only the owner may read the file.
 *
 * Returns: %FALSE with @error set (%LUMBAR_ERROR_OUTPUT) where it can't be written; then nothing is changed
 */
gboolean
lumbar_report_write_pdf (LumbarReport *report, LumbarPaper paper, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = make_document (report, paper, error);
  g_autoptr (GError) cause = NULL;

  if (bytes == NULL)
    return FALSE;
  if (write_bytes (path, bytes, &cause))
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT,
               _("The report can’t be written to “%s”: %s. Choose another place and try again."), path,
               cause->message);
  return FALSE;
}

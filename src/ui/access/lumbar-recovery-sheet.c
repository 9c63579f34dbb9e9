/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page with the recovery key, for the safe. */

#include "lumbar-recovery-sheet.h"

#include <glib/gi18n.h>

#include "lumbar-access-request.h"
#include "lumbar-date.h"

static char *
write_markup (const char *recovery)
{
  g_autofree char *today = lumbar_date_today ();
  g_autofree char *day = lumbar_date_format (today);

  return g_markup_printf_escaped (
    "<span size='x-large' weight='bold'>%s</span>\n\n%s\n\n<span size='x-large' font_family='monospace'>%s</span>\n\n%s",
    _("Recovery key of the Lumbar record"), day, recovery,
    _("Whoever has this key can open the record and takes the rights of a clinician. Keep it where only those who are "
      "responsible for the record can reach it, and not beside the computer."));
}

static void
begin_print_cb (GtkPrintOperation *print)
{
  gtk_print_operation_set_n_pages (print, 1);
}

static void
draw_page_cb (GtkPrintOperation *print, GtkPrintContext *context, int page, const char *recovery)
{
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  char *markup = write_markup (recovery);

  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_markup (layout, markup, -1);
  pango_cairo_show_layout (gtk_print_context_get_cairo_context (context), layout);
  lumbar_access_wipe (markup);
}

static void
wipe (gpointer recovery, GClosure *closure)
{
  lumbar_access_wipe (recovery);
}

/**
 * lumbar_recovery_sheet_new:
 * @recovery: a recovery key
 *
 * Returns: (transfer full): the operation that prints it, to be run
 */
GtkPrintOperation *
lumbar_recovery_sheet_new (const char *recovery)
{
  GtkPrintOperation *print = gtk_print_operation_new ();

  gtk_print_operation_set_job_name (print, _("Recovery key"));
  g_signal_connect (print, "begin-print", G_CALLBACK (begin_print_cb), NULL);
  g_signal_connect_data (print, "draw-page", G_CALLBACK (draw_page_cb), g_strdup (recovery), wipe, 0);
  return print;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where there is no record to show. */

#include "lumbar-problem-page.h"

#include <glib/gi18n.h>

#include "lumbar-error.h"

struct _LumbarProblemPage {
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkWidget *restore_button;
};

G_DEFINE_FINAL_TYPE (LumbarProblemPage, lumbar_problem_page, ADW_TYPE_BIN)

static const struct {
  LumbarError code;
  const char *title;
  const char *advice;
} problems[] = {
  { LUMBAR_ERROR_NEWER, N_ ("This Record Is From a Newer Version"),
    N_ ("Install the newer version of Lumbar. The record was not changed.") },
  { LUMBAR_ERROR_BUSY, N_ ("The Record Is in Use"),
    N_ ("Wait until the other program is done, then try again. The record was not changed.") },
  { LUMBAR_ERROR_FULL, N_ ("The Disk Is Full"), N_ ("Free some space, then try again. The record was not changed.") },
};

static void
lumbar_problem_page_class_init (LumbarProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/lumbar/Lumbar/backup/lumbar-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarProblemPage, status);
  gtk_widget_class_bind_template_child (widget_class, LumbarProblemPage, restore_button);
}

static void
lumbar_problem_page_init (LumbarProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lumbar_problem_page_show:
 * @self: a page
 * @error: why the record can't be opened
 * @has_backups: whether there are backups of it
 *
 * Says so. A backup is only offered where the record itself is the trouble.
 */
void
lumbar_problem_page_show (LumbarProblemPage *self, const GError *error, gboolean has_backups)
{
  const char *title = _("The Record Can’t Be Opened");
  const char *advice = has_backups ? _("The record was not changed. Restore a backup: you see first what it holds, and "
                                       "the present file is kept beside it.")
                                   : _("The record was not changed. Keep the file, and restore a backup if you have "
                                       "one elsewhere.");
  gboolean damaged = g_error_matches (error, LUMBAR_ERROR, LUMBAR_ERROR_RECORD);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_error_matches (error, LUMBAR_ERROR, (int) problems[i].code))
      {
        title = _(problems[i].title);
        advice = _(problems[i].advice);
      }
  text = g_strdup_printf ("%s\n\n%s", error->message, advice);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_widget_set_visible (self->restore_button, damaged);
}

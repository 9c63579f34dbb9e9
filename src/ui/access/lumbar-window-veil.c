/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hides every window but one and takes out what that one shows; puts all back, or closes it for good. */

#include "lumbar-window-veil.h"

struct _LumbarWindowVeil {
  GPtrArray *hidden;   /* of owned GtkWindow, the one on top last */
  GPtrArray *bins;     /* of owned AdwBin */
  GPtrArray *contents; /* of owned GtkWidget: what was in each of them; NULL for nothing */
};

#if ADW_CHECK_VERSION (1, 5, 0)
/* Questions lie in the window itself there, over every page. An unanswered one is a no. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static void
close_questions (GtkWindow *main)
{
  AdwDialog *dialog;

  while (ADW_IS_APPLICATION_WINDOW (main) &&
         (dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (main))) != NULL)
    adw_dialog_force_close (dialog);
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static void
close_questions (GtkWindow *main)
{
}
#endif

static void
clear (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

/* Out of the window and not only out of sight: assistive technology may go through what is hidden. */
static void
empty (LumbarWindowVeil *self, AdwBin *bin)
{
  GtkWidget *child = adw_bin_get_child (bin);

  g_ptr_array_add (self->bins, g_object_ref (bin));
  g_ptr_array_add (self->contents, child ? g_object_ref (child) : NULL);
  adw_bin_set_child (bin, NULL);
}

static void
veil_free (LumbarWindowVeil *self)
{
  g_ptr_array_unref (self->hidden);
  g_ptr_array_unref (self->bins);
  g_ptr_array_unref (self->contents);
  g_free (self);
}

/**
 * lumbar_window_veil_new:
 * @main: the window that stays
 * @bins: (array length=n_bins): in it, what holds something that must not be seen
 * @n_bins: how many
 *
 * Hides all other windows and takes out what is in @bins.
 *
 * Returns: (transfer full): what was hidden
 */
LumbarWindowVeil *
lumbar_window_veil_new (GtkWindow *main, AdwBin *const *bins, guint n_bins)
{
  LumbarWindowVeil *self = g_new0 (LumbarWindowVeil, 1);
  GListModel *windows = gtk_window_get_toplevels ();

  self->bins = g_ptr_array_new_with_free_func (g_object_unref);
  self->contents = g_ptr_array_new_with_free_func (clear);
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != main && gtk_widget_get_visible (GTK_WIDGET (window)))
        g_ptr_array_add (self->hidden, g_steal_pointer (&window));
    }
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_widget_set_visible (self->hidden->pdata[i], FALSE);
  close_questions (main);
  for (guint i = 0; i < n_bins; i++)
    empty (self, bins[i]);
  return self;
}

/**
 * lumbar_window_veil_lift:
 * @self: (nullable) (transfer full): what was hidden
 *
 * Shows it again, where it was.
 */
void
lumbar_window_veil_lift (LumbarWindowVeil *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->hidden->len; i++)
    if (!gtk_widget_in_destruction (self->hidden->pdata[i]))
      gtk_window_present (self->hidden->pdata[i]);
  for (guint i = 0; i < self->bins->len; i++)
    if (self->contents->pdata[i] != NULL)
      adw_bin_set_child (self->bins->pdata[i], self->contents->pdata[i]);
  veil_free (self);
}

/**
 * lumbar_window_veil_drop:
 * @self: (nullable) (transfer full): what was hidden
 *
 * Closes it for good: it was somebody else's.
 */
void
lumbar_window_veil_drop (LumbarWindowVeil *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->hidden->len; i++)
    gtk_window_destroy (self->hidden->pdata[i]);
  veil_free (self);
}

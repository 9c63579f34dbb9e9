/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients' data on the clipboard: not kept in its history, and taken off again. */

#include "lumbar-clipboard.h"

#include <string.h>

/* What Klipper, GPaste, CopyQ and others look for before they keep what was copied. KeePassXC and KWallet set
 * it just so. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

/**
 * lumbar_clipboard_set_private:
 * @clipboard: a clipboard
 * @text: what a patient's data say
 *
 * Puts text on a clipboard that its history should not keep. Whatever understands plain text can be given it.
 */
void
lumbar_clipboard_set_private (GdkClipboard *clipboard, const char *text)
{
  g_autoptr (GBytes) hint = g_bytes_new_static (HINT, strlen (HINT));
  GdkContentProvider *both[] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
    gdk_content_provider_new_for_bytes (HINT_TYPE, hint),
  };
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));

  gdk_clipboard_set_content (clipboard, provider);
}

static void
clear_own (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

/**
 * lumbar_clipboard_clear:
 *
 * Takes off the clipboard, and off what the middle button pastes, what this program put there: also what was copied
 * from an entry or a label. What another program put there stays.
 */
void
lumbar_clipboard_clear (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (display == NULL)
    return;
  clear_own (gdk_display_get_clipboard (display));
  clear_own (gdk_display_get_primary_clipboard (display));
}

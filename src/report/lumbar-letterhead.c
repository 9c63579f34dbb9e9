/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a clinic sets on top of its reports. Its file is written by hand or by the program, and comes from wherever
 * files come from: nothing in it is trusted. */

#include "lumbar-letterhead.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lumbar-error.h"
#include "lumbar-letterhead-logo.h"
#include "lumbar-text.h"

#define GROUP "letterhead"
#define LOGO_NAME "letterhead-logo.png"

/* A file of a few lines; and no device or pipe, which could go on for ever. */
#define MOST_BYTES 16384

G_DEFINE_BOXED_TYPE (LumbarLetterhead, lumbar_letterhead, lumbar_letterhead_ref, lumbar_letterhead_unref)

/* Names the place of what is wrong, in @path or on the page of preferences. */
static gboolean
refuse (GError **error, const char *path, const char *key, const char *wrong)
{
  g_autofree char *shown = lumbar_text_clean (key, FALSE);

  if (path != NULL)
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: [" GROUP "] %s: %s", path, shown, wrong);
  else
    g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s", shown, wrong);
  return FALSE;
}

/* One line that can be printed. */
static gboolean
check_line (const char *text, const char *path, const char *key, GError **error)
{
  g_autofree char *clean = lumbar_text_clean (text, FALSE);
  g_autofree char *wrong = NULL;

  if (strcmp (clean, text) != 0)
    return refuse (error, path, key,
                   _("it has characters that can’t be seen, or blanks at an end. Type the line anew, as plain text."));
  if (g_utf8_strlen (text, -1) <= LUMBAR_LETTERHEAD_MOST_CHARS)
    return TRUE;
  wrong =
    g_strdup_printf (_("it is longer than %d characters. Shorten it, or divide it."), LUMBAR_LETTERHEAD_MOST_CHARS);
  return refuse (error, path, key, wrong);
}

static gboolean
check_address (GStrv address, const char *path, GError **error)
{
  g_autofree char *wrong = NULL;
  guint n = 0;

  for (; address[n] != NULL; n++)
    if (!check_line (address[n], path, "address", error))
      return FALSE;
  if (n <= LUMBAR_LETTERHEAD_MOST_LINES)
    return TRUE;
  wrong = g_strdup_printf (_("it has %u lines. Use %d at most, with “;” between them."), n,
                           LUMBAR_LETTERHEAD_MOST_LINES);
  return refuse (error, path, "address", wrong);
}

static gboolean
read_logo (LumbarLetterhead *self, const char *logo_path, const char *path, GError **error)
{
  g_autofree char *wrong = NULL;

  if (logo_path == NULL)
    return TRUE;
  self->logo_path = g_strdup (logo_path);
  self->png = lumbar_letterhead_logo_read (logo_path, &self->logo, &wrong);
  return self->png != NULL || refuse (error, path, "logo", wrong);
}

static LumbarLetterhead *
make (const char *name,
      GStrv address,
      const char *telephone,
      const char *logo_path,
      const char *path,
      GError **error)
{
  g_autoptr (LumbarLetterhead) self = g_new0 (LumbarLetterhead, 1);

  g_atomic_ref_count_init (&self->references);
  self->name = g_strdup (name);
  self->address = g_strdupv (address);
  self->telephone = g_strdup (telephone);
  if (*self->name == '\0')
    {
      refuse (error, path, "name", _("it is missing. Write the name of the clinic."));
      return NULL;
    }
  if (!check_line (self->name, path, "name", error) ||
      !check_address (self->address, path, error) ||
      !check_line (self->telephone, path, "telephone", error) || !read_logo (self, logo_path, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Between the lines stands ";"; what is empty is no line. */
static GStrv
divide_address (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (lines, parts[i]);
  return g_strv_builder_end (lines);
}

/**
 * lumbar_letterhead_new:
 * @name: of the clinic
 * @address: its lines, with ";" between them; what is empty is no line
 * @telephone: its telephone, or ""
 * @logo_path: (nullable): a PNG file
 * @error: set to %LUMBAR_ERROR_INPUT where one of them can't be printed; says which and what to do
 *
 * Returns: (transfer full): a letterhead, or %NULL
 */
LumbarLetterhead *
lumbar_letterhead_new (const char *name,
                       const char *address,
                       const char *telephone,
                       const char *logo_path,
                       GError **error)
{
  g_auto (GStrv) lines = divide_address (address);

  return make (name, lines, telephone, logo_path, NULL, error);
}

/**
 * lumbar_letterhead_ref:
 * @self: a letterhead
 *
 * Returns: (transfer full): @self
 */
LumbarLetterhead *
lumbar_letterhead_ref (LumbarLetterhead *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_letterhead_unref:
 * @self: (transfer full) (nullable): a letterhead
 */
void
lumbar_letterhead_unref (LumbarLetterhead *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->name);
  g_strfreev (self->address);
  g_free (self->telephone);
  g_free (self->logo_path);
  g_clear_pointer (&self->png, g_bytes_unref);
  g_clear_pointer (&self->logo, cairo_surface_destroy);
  g_free (self);
}

/**
 * lumbar_letterhead_get_default_path:
 *
 * Returns: (transfer full): the file that is used where no other is named: `lumbar/letterhead.ini` in the user's
 *   configuration
 */
char *
lumbar_letterhead_get_default_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "lumbar", "letterhead.ini", NULL);
}

/* The key file, or NULL with error set. */
static GKeyFile *
read_keys (const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *reason_text = NULL;
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      int reason = errno;

      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("%s: the letterhead can’t be read: %s. Name a file that is there."), path, g_strerror (reason));
      return NULL;
    }
  if (!S_ISREG (status.st_mode) || status.st_size > MOST_BYTES)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("%s: this is no letterhead. Name a file of a few lines, with [letterhead] and name= in it."),
                   path);
      return NULL;
    }
  if (g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, &cause))
    return g_steal_pointer (&keys);
  /* It quotes the file, which may hold anything. */
  reason_text = lumbar_text_clean (cause->message, FALSE);
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
               _("%s: the letterhead can’t be read: %s. Write [letterhead] first and then lines such as name=…"), path,
               reason_text);
  return NULL;
}

static gboolean
is_known (const char *key)
{
  static const char *const keys[] = { "name", "address", "telephone", "logo", NULL };

  return g_strv_contains (keys, key);
}

/* A word that is mistyped would be missing on every letter. */
static gboolean
check_keys (GKeyFile *keys, const char *path, GError **error)
{
  g_auto (GStrv) names = g_key_file_get_keys (keys, GROUP, NULL, NULL);

  if (names == NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("%s: the line [letterhead] is missing. Put it first."),
                   path);
      return FALSE;
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (!is_known (names[i]))
      return refuse (error, path, names[i], _("this is not known. Use name, address, telephone and logo."));
  return TRUE;
}

/* NULL with error set where the value is no text. */
static char *
get_text (GKeyFile *keys, const char *path, const char *key, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = g_key_file_get_string (keys, GROUP, key, &cause);

  /* A text that is wrong in part comes with an error. */
  if (cause == NULL)
    return g_steal_pointer (&text);
  if (g_error_matches (cause, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND))
    return g_strdup ("");
  refuse (error, path, key,
          g_error_matches (cause, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_UNKNOWN_ENCODING)
            ? _("this is not UTF-8. Save the file as UTF-8.")
            : _("this is no text. Write a backslash as “\\\\”."));
  return NULL;
}

/* What is written without a folder lies beside the letterhead. */
static char *
find_logo (const char *logo, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (*logo == '\0')
    return NULL;
  return g_path_is_absolute (logo) ? g_strdup (logo) : g_build_filename (folder, logo, NULL);
}

/**
 * lumbar_letterhead_load:
 * @path: a key file with the group `letterhead` and in it `name`, `address` (";" between its lines), `telephone` and
 *   `logo` (a PNG file, absolute or beside @path)
 * @error: set to %LUMBAR_ERROR_INPUT; names the file, the place and what to do
 *
 * Returns: (transfer full): the letterhead, or %NULL
 */
LumbarLetterhead *
lumbar_letterhead_load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = read_keys (path, error);
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;
  g_autofree char *telephone = NULL;
  g_autofree char *logo = NULL;
  g_autofree char *logo_path = NULL;
  g_auto (GStrv) lines = NULL;

  if (keys == NULL || !check_keys (keys, path, error) || (name = get_text (keys, path, "name", error)) == NULL ||
      (address = get_text (keys, path, "address", error)) == NULL ||
      (telephone = get_text (keys, path, "telephone", error)) == NULL ||
      (logo = get_text (keys, path, "logo", error)) == NULL)
    return NULL;
  lines = divide_address (address);
  logo_path = find_logo (logo, path);
  return make (g_strstrip (name), lines, g_strstrip (telephone), logo_path, path, error);
}

/**
 * lumbar_letterhead_load_default:
 * @letterhead: (out) (transfer full) (nullable): the letterhead of this user; %NULL where there is none
 *
 * Returns: %FALSE with @error set where there is one that can't be used
 */
gboolean
lumbar_letterhead_load_default (LumbarLetterhead **letterhead, GError **error)
{
  g_autofree char *path = lumbar_letterhead_get_default_path ();

  *letterhead = NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  *letterhead = lumbar_letterhead_load (path, error);
  return *letterhead != NULL;
}

static char *
get_logo_copy (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, LOGO_NAME, NULL);
}

static gboolean
write_file (const char *path, const void *data, gsize length, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) cause = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cause))
    return TRUE;
  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("The letterhead can’t be saved to “%s”: %s"), path,
               cause->message);
  return FALSE;
}

/**
 * lumbar_letterhead_save:
 * @self: a letterhead
 * @path: where to; what is there is replaced once the new one is whole
 *
 * Writes the letterhead, and beside it a copy of its logo.
 *
 * Returns: %FALSE with @error set (%LUMBAR_ERROR_OUTPUT) where it can't be written
 */
gboolean
lumbar_letterhead_save (LumbarLetterhead *self, const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *address = g_strjoinv (";", self->address);
  g_autofree char *copy = get_logo_copy (path);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (keys, GROUP, "name", self->name);
  g_key_file_set_string (keys, GROUP, "address", address);
  g_key_file_set_string (keys, GROUP, "telephone", self->telephone);
  if (self->png != NULL)
    g_key_file_set_string (keys, GROUP, "logo", LOGO_NAME);
  text = g_key_file_to_data (keys, &length, NULL);
  /* The logo first: a letterhead never names one that is not there. */
  if ((self->png != NULL &&
       !write_file (copy, g_bytes_get_data (self->png, NULL), g_bytes_get_size (self->png), error)) ||
      !write_file (path, text, length, error))
    return FALSE;
  if (self->png == NULL)
    g_unlink (copy);
  return TRUE;
}

/**
 * lumbar_letterhead_remove:
 * @path: a letterhead
 *
 * Removes it with the copy of its logo; reports then begin with their title.
 *
 * Returns: %FALSE with @error set (%LUMBAR_ERROR_OUTPUT) where it is still there
 */
gboolean
lumbar_letterhead_remove (const char *path, GError **error)
{
  g_autofree char *copy = get_logo_copy (path);

  if (g_unlink (path) != 0 && errno != ENOENT)
    {
      int reason = errno;

      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_OUTPUT, _("The letterhead “%s” can’t be removed: %s"), path,
                   g_strerror (reason));
      return FALSE;
    }
  g_unlink (copy);
  return TRUE;
}

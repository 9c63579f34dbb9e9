/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small operations on texts that the C library and GLib 2.74 lack. */

#include "lumbar-text.h"

#include <libintl.h>
#include <math.h>
#include <string.h>

/* Texts longer than this are not compared letter by letter. */
#define MAX_COMPARED 63

/* Characters that reorder or hide what follows them (Unicode bidirectional controls, zero-width
 * marks, byte-order mark): in a name they can make one patient look like another. ZWJ and ZWNJ stay,
 * several scripts need them. */
static gboolean
is_deceptive (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
         c == 0xFEFF || c == 0x200B;
}

/* What people write for a letter that Unicode does not decompose; NULL for the others. */
static const char *
find_plainer (gunichar c)
{
  static const struct {
    gunichar letter;
    const char *plain;
  } letters[] = {
    { 0xE6, "ae" },  /* æ */
    { 0xF0, "d" },   /* ð */
    { 0xF8, "o" },   /* ø */
    { 0xFE, "th" },  /* þ */
    { 0x111, "d" },  /* đ */
    { 0x127, "h" },  /* ħ */
    { 0x131, "i" },  /* ı */
    { 0x142, "l" },  /* ł */
    { 0x153, "oe" }, /* œ */
  };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].letter == c)
      return letters[i].plain;
  return NULL;
}

/**
 * lumbar_text_translate:
 * @text: a text from the clinical tables
 *
 * The tables are written in English and translated when shown; ids never are.
 *
 * Returns: @text in the language of the program
 */
const char *
lumbar_text_translate (const char *text)
{
  return *text == '\0' ? text : dgettext (GETTEXT_PACKAGE, text);
}

/**
 * lumbar_text_fold:
 * @text: (nullable): a text
 *
 * Makes spellings comparable: case folded, accents dropped ("Łódź" and "lodz" are equal), blanks
 * collapsed. For searching, never for showing.
 *
 * Returns: (transfer full): the folded text
 */
char *
lumbar_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (decomposed, -1);
  GString *plain = g_string_new (NULL);
  gboolean blank = TRUE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *plainer;

      if (g_unichar_ismark (c) || is_deceptive (c))
        continue;
      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          if (!blank)
            g_string_append_c (plain, ' ');
          blank = TRUE;
          continue;
        }
      blank = FALSE;
      plainer = find_plainer (c);
      if (plainer != NULL)
        g_string_append (plain, plainer);
      else
        g_string_append_unichar (plain, c);
    }
  if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);
  return g_string_free (plain, FALSE);
}

/**
 * lumbar_text_clean:
 * @text: (nullable): a text that somebody typed, pasted or sent
 * @keep_lines: whether line breaks may stay
 *
 * Takes out what can't be seen: control characters and marks that reorder text; trims the ends.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
lumbar_text_clean (const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' && keep_lines)
        g_string_append_c (clean, '\n');
      else if (g_unichar_isspace (c))
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (c) && !is_deceptive (c))
        g_string_append_unichar (clean, c);
    }
  return g_strstrip (g_string_free (clean, FALSE));
}

/* Most numbers have few decimals and need no search; NULL for others. A quotient of two whole numbers that are
 * exact is rounded as reading the text is, so where it is the number, the text reads back as the number. */
static char *
write_plain (double number)
{
  static const double powers[] = { 1, 10, 100, 1000, 10000 };
  double size = fabs (number);

  if (!(size >= 0.001 && size < 1e9))
    return NULL;
  for (guint decimals = 0; decimals < G_N_ELEMENTS (powers); decimals++)
    {
      double scaled = round (size * powers[decimals]);
      guint64 whole, part;

      if (scaled / powers[decimals] != size)
        continue;
      whole = (guint64) scaled / (guint64) powers[decimals];
      part = (guint64) scaled % (guint64) powers[decimals];
      if (decimals == 0)
        return g_strdup_printf ("%s%" G_GUINT64_FORMAT, number < 0 ? "-" : "", whole);
      return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, number < 0 ? "-" : "", whole,
                              (int) decimals, part);
    }
  return NULL;
}

/**
 * lumbar_text_number:
 * @number: a finite number
 *
 * Writes a number as people would, with a point and without needless digits: 7, 36.8, 0.05.
 *
 * Returns: (transfer full): the text
 */
char *
lumbar_text_number (double number)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *plain = write_plain (number);

  if (plain != NULL)
    return plain;
  /* The shortest text that reads back as the same number: of up to 15 digits all are told apart. */
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  if (strchr (buffer, 'e') != NULL && fabs (number) < 1e15 && fabs (number) >= 1)
    g_ascii_formatd (buffer, sizeof buffer, "%.0f", number);
  return g_strdup (buffer);
}

/**
 * lumbar_text_distance:
 * @a: valid UTF-8
 * @b: valid UTF-8
 *
 * How many letters must be put in, taken out, changed or swapped with their neighbour to make one text
 * of the other: optimal string alignment (Damerau 1964). For finding what somebody meant to write.
 *
 * Returns: the number; G_MAXUINT where a text is too long to be a slip of the other
 */
guint
lumbar_text_distance (const char *a, const char *b)
{
  g_autofree gunichar *x = NULL, *y = NULL;
  glong n, m;
  guint rows[3][MAX_COMPARED + 1];

  x = g_utf8_to_ucs4_fast (a, -1, &n);
  y = g_utf8_to_ucs4_fast (b, -1, &m);
  if (n > MAX_COMPARED || m > MAX_COMPARED)
    return strcmp (a, b) == 0 ? 0 : G_MAXUINT;
  for (glong j = 0; j <= m; j++)
    rows[0][j] = (guint) j;
  for (glong i = 1; i <= n; i++)
    {
      guint *row = rows[i % 3], *before = rows[(i + 2) % 3], *twice = rows[(i + 1) % 3];

      row[0] = (guint) i;
      for (glong j = 1; j <= m; j++)
        {
          guint cost = x[i - 1] != y[j - 1];

          row[j] = MIN (MIN (before[j] + 1, row[j - 1] + 1), before[j - 1] + cost);
          if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
            row[j] = MIN (row[j], twice[j - 2] + 1);
        }
    }
  return rows[n % 3][m];
}

/**
 * lumbar_text_is_close:
 * @a: a folded word
 * @b: another
 *
 * Whether one is the other with a slip of the hand: one letter in words of four to six, two in longer
 * ones, none in shorter; see lumbar_text_distance().
 *
 * Returns: whether they may be meant to be the same
 */
gboolean
lumbar_text_is_close (const char *a, const char *b)
{
  glong length = MIN (g_utf8_strlen (a, -1), g_utf8_strlen (b, -1));

  return lumbar_text_distance (a, b) <= (length < 4 ? 0 : length < 7 ? 1 : 2);
}

/**
 * lumbar_set_str:
 * @place: (inout): an owned string
 * @text: (nullable): its new value
 *
 * Replaces an owned string, as g_set_str() of GLib 2.76 does.
 *
 * Returns: whether it changed
 */
gboolean
lumbar_set_str (char **place, const char *text)
{
  char *copy;

  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  copy = g_strdup (text);
  g_free (*place);
  *place = copy;
  return TRUE;
}

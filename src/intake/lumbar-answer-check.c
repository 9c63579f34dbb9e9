/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns what was typed or sent into an answer, or says what would be right. */

#include "lumbar-answer-check.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-text.h"

/**
 * lumbar_answer_option_is_denial:
 * @option: an option
 *
 * Returns: whether it denies the others ("none", "normal" …) and so can't stand beside them
 */
gboolean
lumbar_answer_option_is_denial (const LumbarOption *option)
{
  return option->denial;
}

static char *
list_options (const LumbarFinding *finding)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < finding->options->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", lumbar_finding_get_option (finding, i)->id);
  return g_string_free (list, FALSE);
}

/**
 * lumbar_answer_check_options:
 * @finding: a finding whose answers are options
 * @ids: the %NULL-terminated ids of what was chosen
 *
 * Refuses options that don't exist, several where one is asked for, and a denial beside what it denies.
 *
 * Returns: (transfer full): the answer, or %NULL with @error naming what would be right
 */
LumbarAnswer *
lumbar_answer_check_options (const LumbarFinding *finding, const char *const *ids, GError **error)
{
  guint64 options = 0;
  guint n = 0;
  const char *denial = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      int option = lumbar_finding_find_option (finding, ids[i]);

      if (option < 0)
        {
          g_autofree char *list = list_options (finding);

          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” is not an option of “%s”; use: %s"),
                       ids[i], finding->id, list);
          return NULL;
        }
      n += (options & ((guint64) 1 << option)) == 0;
      options |= (guint64) 1 << option;
      if (lumbar_answer_option_is_denial (lumbar_finding_get_option (finding, (guint) option)))
        denial = ids[i];
    }
  if (n == 0)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("no option given for “%s”; leave it out where it was not assessed"), finding->id);
      return NULL;
    }
  if (n > 1 && !lumbar_finding_holds_many (finding))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” takes one option, not %u"), finding->id,
                   n);
      return NULL;
    }
  if (n > 1 && denial != NULL)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                   _("“%s” of “%s” can't stand beside other options"), denial, finding->id);
      return NULL;
    }
  return lumbar_answer_new_options (options);
}

/**
 * lumbar_answer_check_number:
 * @finding: a finding whose answer is a number
 * @number: what was given, in the finding's unit
 *
 * Refuses what lies outside the limits and decimals where whole numbers are asked for.
 *
 * Returns: (transfer full): the answer, or %NULL with @error naming the limits
 */
LumbarAnswer *
lumbar_answer_check_number (const LumbarFinding *finding, double number, GError **error)
{
  if (!isfinite (number) || number < finding->minimum || number > finding->maximum)
    {
      g_autofree char *given = isfinite (number) ? lumbar_text_number (number) : g_strdup (_("no number"));
      g_autofree char *low = lumbar_text_number (finding->minimum);
      g_autofree char *high = lumbar_text_number (finding->maximum);

      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("%s is out of range for “%s”; use %s to %s"),
                   given, finding->id, low, high);
      return NULL;
    }
  if (finding->type != LUMBAR_FINDING_DECIMAL && number != floor (number))
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” takes a whole number"), finding->id);
      return NULL;
    }
  return lumbar_answer_new_number (number);
}

/**
 * lumbar_answer_check_number_text:
 * @finding: a finding whose answer is a number
 * @text: what was typed; a comma may stand for the point
 *
 * Returns: (transfer full): the answer, or %NULL with @error saying what would be right
 */
LumbarAnswer *
lumbar_answer_check_number_text (const LumbarFinding *finding, const char *text, GError **error)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  char *comma = strchr (plain, ',');
  char *end = NULL;
  double number;

  if (comma != NULL)
    *comma = '.';
  number = g_ascii_strtod (plain, &end);
  if (strspn (plain, "+-.0123456789") != strlen (plain) || end == plain || *end != '\0')
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("“%s” is not a number, which “%s” needs"), text,
                   finding->id);
      return NULL;
    }
  return lumbar_answer_check_number (finding, number, error);
}

/**
 * lumbar_answer_check_text:
 * @finding: a finding whose answer is a text or a date
 * @text: what was typed
 * @today: (nullable): the day after which a date lies in the future; %NULL for no such check
 *
 * Returns: (transfer full): the answer, cleaned of what can't be seen, or %NULL with @error set
 */
LumbarAnswer *
lumbar_answer_check_text (const LumbarFinding *finding,
                          const char *text,
                          const char *today,
                          GError **error)
{
  g_autofree char *clean = lumbar_text_clean (text, finding->type == LUMBAR_FINDING_TEXT);

  if (finding->type == LUMBAR_FINDING_DATE)
    {
      if (!lumbar_date_is_valid (clean))
        {
          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT,
                       _("“%s” is no day of the calendar, which “%s” needs; write it as 2026-11-22"), clean,
                       finding->id);
          return NULL;
        }
      if (today != NULL && strcmp (clean, today) > 0)
        {
          g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("%s for “%s” lies in the future"), clean,
                       finding->id);
          return NULL;
        }
      return lumbar_answer_new_text (clean);
    }
  if (*clean == '\0' || g_utf8_strlen (clean, -1) > LUMBAR_ANSWER_MAX_TEXT)
    {
      g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, _("the text for “%s” is %s"), finding->id,
                   *clean == '\0' ? _("empty") : _("longer than 20,000 characters"));
      return NULL;
    }
  return lumbar_answer_new_text (clean);
}

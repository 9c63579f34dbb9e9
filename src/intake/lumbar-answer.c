/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recorded answer, and its two spellings: ids for the record, words for people. */

#include "lumbar-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-answer-check.h"
#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-text.h"

struct _LumbarAnswer {
  gatomicrefcount references;
  LumbarValue value;
  char *text;
};

static LumbarAnswer *
answer_alloc (LumbarValueKind kind)
{
  LumbarAnswer *self = g_new0 (LumbarAnswer, 1);

  g_atomic_ref_count_init (&self->references);
  self->value.kind = kind;
  return self;
}

/**
 * lumbar_answer_new_options:
 * @options: the chosen options, bit i = option i of the finding; not 0
 *
 * Returns: (transfer full): an answer
 */
LumbarAnswer *
lumbar_answer_new_options (guint64 options)
{
  LumbarAnswer *self;

  g_return_val_if_fail (options != 0, NULL);
  self = answer_alloc (LUMBAR_VALUE_OPTIONS);
  self->value.options = options;
  return self;
}

/**
 * lumbar_answer_new_number:
 * @number: a finite number in the finding's unit
 *
 * Returns: (transfer full): an answer
 */
LumbarAnswer *
lumbar_answer_new_number (double number)
{
  LumbarAnswer *self = answer_alloc (LUMBAR_VALUE_NUMBER);

  self->value.number = number;
  return self;
}

/**
 * lumbar_answer_new_text:
 * @text: what was written, or a date as YYYY-MM-DD; not empty
 *
 * Returns: (transfer full): an answer
 */
LumbarAnswer *
lumbar_answer_new_text (const char *text)
{
  LumbarAnswer *self = answer_alloc (LUMBAR_VALUE_TEXT);

  self->text = g_strdup (text);
  return self;
}

/**
 * lumbar_answer_new_from_string:
 * @finding: the finding that is answered
 * @text: what lumbar_answer_to_string() wrote: option ids joined by ";", a number, or a text
 *
 * Returns: (transfer full): the answer, or %NULL with @error saying what would be right
 */
LumbarAnswer *
lumbar_answer_new_from_string (const LumbarFinding *finding, const char *text, GError **error)
{
  if (lumbar_finding_holds_options (finding))
    {
      g_auto (GStrv) ids = g_strsplit (text, ";", -1);

      return lumbar_answer_check_options (finding, (const char *const *) ids, error);
    }
  if (lumbar_finding_holds_number (finding))
    return lumbar_answer_check_number_text (finding, text, error);
  return lumbar_answer_check_text (finding, text, NULL, error);
}

/**
 * lumbar_answer_ref:
 * @self: an answer
 *
 * Returns: (transfer full): @self
 */
LumbarAnswer *
lumbar_answer_ref (LumbarAnswer *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * lumbar_answer_unref:
 * @self: (transfer full) (nullable): an answer
 */
void
lumbar_answer_unref (LumbarAnswer *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->text);
  g_free (self);
}

/**
 * lumbar_answer_get_value:
 * @self: (nullable): an answer
 *
 * Returns: (transfer none): what rules see of it; a value of kind %LUMBAR_VALUE_NONE for %NULL
 */
const LumbarValue *
lumbar_answer_get_value (const LumbarAnswer *self)
{
  static const LumbarValue none = { .kind = LUMBAR_VALUE_NONE };

  return self ? &self->value : &none;
}

/**
 * lumbar_answer_get_text:
 * @self: an answer
 *
 * Returns: (nullable): the text or date, %NULL for options and numbers
 */
const char *
lumbar_answer_get_text (const LumbarAnswer *self)
{
  return self->text;
}

/**
 * lumbar_answer_equal:
 * @a: (nullable): an answer
 * @b: (nullable): an answer to the same finding
 *
 * Returns: whether they say the same
 */
gboolean
lumbar_answer_equal (const LumbarAnswer *a, const LumbarAnswer *b)
{
  if (a == b)
    return TRUE;
  return a != NULL && b != NULL && a->value.kind == b->value.kind &&
         a->value.options == b->value.options && a->value.number == b->value.number &&
         g_strcmp0 (a->text, b->text) == 0;
}

/* Joins the ids or the texts of the chosen options. */
static char *
join_options (const LumbarAnswer *self, const LumbarFinding *finding, gboolean display)
{
  GString *joined = g_string_new (NULL);
  /* Body regions and the statements of a form hold commas: "Low back, over the spine". */
  gboolean commas = finding->type == LUMBAR_FINDING_BODY_MAP || finding->part_of != NULL;
  const char *separator = !display ? ";" : commas ? "; " : ", ";

  for (guint i = 0; i < finding->options->len; i++)
    {
      const LumbarOption *option = lumbar_finding_get_option (finding, i);

      if ((self->value.options & ((guint64) 1 << i)) == 0)
        continue;
      if (joined->len > 0)
        g_string_append (joined, separator);
      g_string_append (joined, display ? lumbar_text_translate (option->text) : option->id);
    }
  return g_string_free (joined, FALSE);
}

/**
 * lumbar_answer_to_string:
 * @self: an answer
 * @finding: the finding it answers
 *
 * Writes the answer for the record: ids and points, the same in every language.
 *
 * Returns: (transfer full): option ids joined by ";", a number with a point, or the text
 */
char *
lumbar_answer_to_string (const LumbarAnswer *self, const LumbarFinding *finding)
{
  switch (self->value.kind)
    {
    case LUMBAR_VALUE_OPTIONS:
      return join_options (self, finding, FALSE);
    case LUMBAR_VALUE_NUMBER:
      return lumbar_text_number (self->value.number);
    case LUMBAR_VALUE_TEXT:
      return g_strdup (self->text);
    case LUMBAR_VALUE_NONE:
    default:
      g_assert_not_reached ();
    }
}

/**
 * lumbar_answer_get_unit:
 * @finding: a finding whose answer is a number
 *
 * UCUM is for machines; these are the few units of the tables in the form clinicians write.
 *
 * Returns: the unit for people, translated; "" without one
 */
const char *
lumbar_answer_get_unit (const LumbarFinding *finding)
{
  static const struct {
    const char *ucum;
    const char *text;
  } units[] = {
    { "a", N_ ("years") },        { "d", N_ ("days") },   { "h", N_ ("hours") },
    { "min", N_ ("min") },        { "Cel", N_ ("°C") },   { "/min", N_ ("per min") },
    { "mm[Hg]", N_ ("mmHg") },    { "kg/m2", N_ ("kg/m²") },
    { "mL/min/{1.73_m2}", N_ ("mL/min/1.73 m²") },
    { "{score}", "" },            { "{count}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].ucum, finding->unit) == 0)
      return *units[i].text ? _(units[i].text) : "";
  return finding->unit;
}

/**
 * lumbar_answer_to_display:
 * @self: an answer
 * @finding: the finding it answers
 *
 * Writes the answer for people, translated, with its unit.
 *
 * Returns: (transfer full): as in "Suddenly", "38.2 °C", "Stiffness, Burning"
 */
char *
lumbar_answer_to_display (const LumbarAnswer *self, const LumbarFinding *finding)
{
  g_autofree char *number = NULL;
  const char *unit;

  if (self->value.kind == LUMBAR_VALUE_OPTIONS)
    return join_options (self, finding, TRUE);
  if (finding->type == LUMBAR_FINDING_DATE)
    return lumbar_date_format (self->text);
  if (self->value.kind == LUMBAR_VALUE_TEXT)
    return g_strdup (self->text);
  number = lumbar_text_number (self->value.number);
  unit = lumbar_answer_get_unit (finding);
  return *unit ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

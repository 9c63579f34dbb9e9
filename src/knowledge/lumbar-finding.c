/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of findings.tsv with its options: what is asked or examined. */

#include "lumbar-finding.h"

#include <math.h>
#include <string.h>

#include "lumbar-error.h"

enum {
  COLUMN_ID,
  COLUMN_SECTION,
  COLUMN_TYPE,
  COLUMN_UNIT,
  COLUMN_MINIMUM,
  COLUMN_MAXIMUM,
  COLUMN_DECIMALS,
  COLUMN_ASK_WHEN,
  COLUMN_TIER,
  COLUMN_CARRY_FORWARD,
  COLUMN_MODEL,
  COLUMN_ROLE,
  COLUMN_NORMAL,
  COLUMN_USE,
  COLUMN_PART_OF,
  COLUMN_LOINC,
  COLUMN_LABEL,
  COLUMN_QUESTION,
  COLUMN_HELP,
  COLUMN_WHY,
};

static const char *const columns[] = {
  "id",   "section",       "type",  "unit", "minimum", "maximum", "decimals", "ask_when", "tier", "carry_forward",
  "model", "role", "normal", "use", "part_of", "loinc", "label",   "question", "help",    "why",      NULL,
};

static const char *const option_columns[] = { "finding_id", "id", "key", "text", NULL };

static const char *const section_columns[] = { "id", "screen", "title", "summary", NULL };

/* In the order of LumbarFindingType. */
static const char *const types[] = {
  "boolean", "choice", "multi-choice", "body-map", "integer", "decimal", "nrs-0-10", "date", "text", NULL,
};

static const char *const tiers[] = { "detail", "core", NULL };
static const char *const models[] = { "", "change-from-baseline", NULL };
static const char *const roles[] = { "background", "specific", NULL };
static const char *const uses[] = { "", "report", NULL };

static void
lumbar_option_free (LumbarOption *self)
{
  g_free (self->text);
  g_free (self);
}

static LumbarOption *
new_option (guint index, const char *id, const char *text, char key)
{
  static const char *const denials[] = { "none", "nothing", "none-tried", "normal", "negative", NULL };
  LumbarOption *self = g_new0 (LumbarOption, 1);

  self->index = index;
  self->id = g_intern_string (id);
  self->text = g_strdup (text);
  self->key = key;
  self->denial = g_strv_contains (denials, id);
  return self;
}

/**
 * lumbar_finding_columns:
 *
 * Returns: (transfer none): the header of findings.tsv
 */
const char *const *
lumbar_finding_columns (void)
{
  return columns;
}

/**
 * lumbar_finding_option_columns:
 *
 * Returns: (transfer none): the header of options.tsv
 */
const char *const *
lumbar_finding_option_columns (void)
{
  return option_columns;
}

/**
 * lumbar_finding_section_columns:
 *
 * Returns: (transfer none): the header of sections.tsv
 */
const char *const *
lumbar_finding_section_columns (void)
{
  return section_columns;
}

/**
 * lumbar_section_new:
 * @table: sections.tsv
 * @row: a row of it
 *
 * Returns: (transfer full): the section, or %NULL with @error set
 */
LumbarSection *
lumbar_section_new (LumbarTable *table, guint row, GError **error)
{
  LumbarSection *self;
  double screen = 0;

  if (!lumbar_table_get_number (table, row, 1, &screen, error))
    return NULL;
  if (screen < 1 || screen != floor (screen))
    {
      lumbar_table_set_error (table, row, 1, error, "“%s” where the number of a screen is needed",
                              lumbar_table_get (table, row, 1));
      return NULL;
    }
  self = g_new0 (LumbarSection, 1);
  self->index = row;
  self->id = g_intern_string (lumbar_table_get (table, row, 0));
  self->screen = (guint) screen;
  self->title = g_strdup (lumbar_table_get (table, row, 2));
  self->summary = g_strdup (lumbar_table_get (table, row, 3));
  self->findings = g_ptr_array_new ();
  return self;
}

/**
 * lumbar_section_free:
 * @self: a section
 */
void
lumbar_section_free (LumbarSection *self)
{
  g_free (self->title);
  g_free (self->summary);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static LumbarSection *
find_section (GPtrArray *sections, const char *id)
{
  for (guint i = 0; i < sections->len; i++)
    {
      LumbarSection *section = sections->pdata[i];

      if (strcmp (section->id, id) == 0)
        return section;
    }
  return NULL;
}

static gboolean
read_words (LumbarFinding *self, LumbarTable *table, guint row, GError **error)
{
  int type, tier, model, role, use;
  gboolean ok = lumbar_table_get_enum (table, row, COLUMN_TYPE, types, &type, error);

  ok &= lumbar_table_get_enum (table, row, COLUMN_TIER, tiers, &tier, error);
  ok &= lumbar_table_get_enum (table, row, COLUMN_MODEL, models, &model, error);
  ok &= lumbar_table_get_enum (table, row, COLUMN_ROLE, roles, &role, error);
  ok &= lumbar_table_get_enum (table, row, COLUMN_USE, uses, &use, error);
  ok &= lumbar_table_get_flag (table, row, COLUMN_CARRY_FORWARD, &self->carry_forward, error);
  if (!ok)
    return FALSE;
  self->type = (LumbarFindingType) type;
  self->core = tier == 1;
  self->change_model = model == 1;
  self->specific = role == 1;
  self->report_only = use == 1;
  return TRUE;
}

static gboolean
read_limits (LumbarFinding *self, LumbarTable *table, guint row, GError **error)
{
  double decimals = 0;
  gboolean ok;

  self->minimum = -HUGE_VAL;
  self->maximum = HUGE_VAL;
  ok = lumbar_table_get_number (table, row, COLUMN_MINIMUM, &self->minimum, error);
  ok &= lumbar_table_get_number (table, row, COLUMN_MAXIMUM, &self->maximum, error);
  ok &= lumbar_table_get_number (table, row, COLUMN_DECIMALS, &decimals, error);
  if (!ok)
    return FALSE;
  self->decimals = (guint) CLAMP (decimals, 0, 6);
  if (lumbar_finding_holds_number (self) && (isinf (self->minimum) || isinf (self->maximum)))
    {
      lumbar_table_set_error (table, row, COLUMN_MINIMUM, error,
                              "a number needs a minimum and a maximum, so that a slip of the hand is noticed");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_texts (LumbarFinding *self, LumbarTable *table, guint row, GError **error)
{
  gboolean named = *self->label != '\0' && *self->question != '\0' && *self->why != '\0';

  if (self->section == NULL)
    lumbar_table_set_error (table, row, COLUMN_SECTION, error, "there is no section “%s”",
                            lumbar_table_get (table, row, COLUMN_SECTION));
  if (!named)
    lumbar_table_set_error (table, row, COLUMN_LABEL, error,
                            "“%s” needs a label, a question and why it is asked", self->id);
  return self->section != NULL && named;
}

/**
 * lumbar_finding_new:
 * @table: findings.tsv
 * @row: a row of it
 * @sections: (element-type LumbarSection): the sections
 *
 * Reads a finding without its options, which come from a table of their own, and without its rule,
 * which may speak of findings further down.
 *
 * Returns: (transfer full): the finding, or %NULL with @error set
 */
LumbarFinding *
lumbar_finding_new (LumbarTable *table, guint row, GPtrArray *sections, GError **error)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func ((GDestroyNotify) lumbar_option_free);
  LumbarFinding *self = g_new0 (LumbarFinding, 1);
  gboolean ok;

  self->index = row;
  self->id = g_intern_string (lumbar_table_get (table, row, COLUMN_ID));
  self->unit = g_strdup (lumbar_table_get (table, row, COLUMN_UNIT));
  self->ask_when_text = g_strdup (lumbar_table_get (table, row, COLUMN_ASK_WHEN));
  self->loinc = g_strdup (lumbar_table_get (table, row, COLUMN_LOINC));
  self->label = g_strdup (lumbar_table_get (table, row, COLUMN_LABEL));
  self->question = g_strdup (lumbar_table_get (table, row, COLUMN_QUESTION));
  self->help = g_strdup (lumbar_table_get (table, row, COLUMN_HELP));
  self->why = g_strdup (lumbar_table_get (table, row, COLUMN_WHY));
  self->options = g_steal_pointer (&options);
  self->section = find_section (sections, lumbar_table_get (table, row, COLUMN_SECTION));

  ok = check_texts (self, table, row, error);
  /* What limits a number needs hangs on its being one. */
  ok &= read_words (self, table, row, error) && read_limits (self, table, row, error);
  if (ok)
    {
      if (self->type == LUMBAR_FINDING_BOOLEAN)
        {
          g_ptr_array_add (self->options, new_option (0, "no", "No", 'n'));
          g_ptr_array_add (self->options, new_option (1, "yes", "Yes", 'y'));
        }
      g_ptr_array_add (self->section->findings, self);
      return self;
    }
  lumbar_finding_free (self);
  return NULL;
}

/**
 * lumbar_finding_free:
 * @self: a finding
 */
void
lumbar_finding_free (LumbarFinding *self)
{
  g_free (self->unit);
  g_free (self->ask_when_text);
  g_free (self->loinc);
  g_free (self->label);
  g_free (self->question);
  g_free (self->help);
  g_free (self->why);
  g_ptr_array_unref (self->options);
  g_clear_pointer (&self->ask_when, lumbar_expression_free);
  g_free (self);
}

/**
 * lumbar_finding_add_option:
 * @self: a finding whose answers are options
 * @table: options.tsv
 * @row: a row of it that names @self
 *
 * Returns: %FALSE with @error set where the option can't be
 */
gboolean
lumbar_finding_add_option (LumbarFinding *self, LumbarTable *table, guint row, GError **error)
{
  const char *id = lumbar_table_get (table, row, 1);
  const char *key = lumbar_table_get (table, row, 2);
  const char *text = lumbar_table_get (table, row, 3);

  if (!lumbar_finding_holds_options (self) || self->type == LUMBAR_FINDING_BOOLEAN)
    {
      lumbar_table_set_error (table, row, 0, error, "“%s” takes no options", self->id);
      return FALSE;
    }
  if (*id == '\0' || *text == '\0')
    {
      lumbar_table_set_error (table, row, 1, error, "an option needs an id and a text");
      return FALSE;
    }
  if (lumbar_finding_find_option (self, id) >= 0)
    {
      lumbar_table_set_error (table, row, 1, error, "“%s” stands twice among the options of “%s”", id,
                              self->id);
      return FALSE;
    }
  if (self->options->len == LUMBAR_VALUE_MAX_OPTIONS)
    {
      lumbar_table_set_error (table, row, 1, error, "“%s” has more than %d options", self->id,
                              LUMBAR_VALUE_MAX_OPTIONS);
      return FALSE;
    }
  for (guint i = 0; *key != '\0' && i < self->options->len; i++)
    if (lumbar_finding_get_option (self, i)->key == *key)
      {
        lumbar_table_set_error (table, row, 2, error, "the key “%s” stands twice in “%s”", key, self->id);
        return FALSE;
      }
  if (strlen (key) > 1 || *key == 'u')
    {
      lumbar_table_set_error (table, row, 2, error, "a key is one letter or digit, and not u (not assessed)");
      return FALSE;
    }
  g_ptr_array_add (self->options, new_option (self->options->len, id, text, *key));
  return TRUE;
}

static gboolean
read_normal (LumbarFinding *self, LumbarTable *table, GError **error)
{
  const char *normal = lumbar_table_get (table, self->index, COLUMN_NORMAL);
  int option;

  if (*normal == '\0')
    return TRUE;
  option = lumbar_finding_find_option (self, normal);
  if (option < 0)
    {
      lumbar_table_set_error (table, self->index, COLUMN_NORMAL, error, "“%s” is not an option of “%s”",
                              normal, self->id);
      return FALSE;
    }
  self->normal = (guint64) 1 << option;
  return TRUE;
}

/**
 * lumbar_finding_finish:
 * @self: a finding with all its options
 * @table: findings.tsv
 * @scope: how names in rules are found
 *
 * Reads what refers to options and to other findings.
 *
 * Returns: %FALSE with @error set where something does not fit
 */
gboolean
lumbar_finding_finish (LumbarFinding *self,
                       LumbarTable *table,
                       const LumbarExpressionScope *scope,
                       GError **error)
{
  gboolean ok = TRUE;

  if (lumbar_finding_holds_options (self) && self->options->len < 2)
    {
      lumbar_table_set_error (table, self->index, COLUMN_TYPE, error, "“%s” needs at least two options",
                              self->id);
      ok = FALSE;
    }
  ok &= read_normal (self, table, error);
  if (*self->ask_when_text == '\0')
    return ok;
  self->ask_when = lumbar_table_get_expression (table, self->index, COLUMN_ASK_WHEN, scope, error);
  return ok && self->ask_when != NULL;
}

/**
 * lumbar_finding_find_option:
 * @self: a finding
 * @id: an option's id
 *
 * Returns: its index, or -1
 */
int
lumbar_finding_find_option (const LumbarFinding *self, const char *id)
{
  for (guint i = 0; i < self->options->len; i++)
    if (strcmp (lumbar_finding_get_option (self, i)->id, id) == 0)
      return (int) i;
  return -1;
}

/**
 * lumbar_finding_get_option:
 * @self: a finding
 * @i: an index below the number of its options
 *
 * Returns: (transfer none): the option
 */
const LumbarOption *
lumbar_finding_get_option (const LumbarFinding *self, guint i)
{
  return self->options->pdata[i];
}

/**
 * lumbar_finding_is_examined:
 * @self: a finding
 *
 * Returns: whether it is a sign or a test rather than a question, so that a clinician may be unable to assess
 *   it
 */
gboolean
lumbar_finding_is_examined (const LumbarFinding *self)
{
  return strcmp (self->section->id, "examination") == 0;
}

/**
 * lumbar_finding_is_optional:
 * @self: a finding
 *
 * Returns: whether every visit could ask it and nothing so far gives a reason to: a detail without a rule
 *   that brings it up
 */
gboolean
lumbar_finding_is_optional (const LumbarFinding *self)
{
  return !self->core && self->ask_when == NULL;
}

/**
 * lumbar_finding_holds_options:
 * @self: a finding
 *
 * Returns: whether an answer is one or more options
 */
gboolean
lumbar_finding_holds_options (const LumbarFinding *self)
{
  return self->type <= LUMBAR_FINDING_BODY_MAP;
}

/**
 * lumbar_finding_holds_many:
 * @self: a finding
 *
 * Returns: whether an answer may be several options
 */
gboolean
lumbar_finding_holds_many (const LumbarFinding *self)
{
  return self->type == LUMBAR_FINDING_MULTI_CHOICE || self->type == LUMBAR_FINDING_BODY_MAP;
}

/**
 * lumbar_finding_holds_number:
 * @self: a finding
 *
 * Returns: whether an answer is a number
 */
gboolean
lumbar_finding_holds_number (const LumbarFinding *self)
{
  return self->type == LUMBAR_FINDING_INTEGER || self->type == LUMBAR_FINDING_DECIMAL ||
         self->type == LUMBAR_FINDING_NRS;
}

/**
 * lumbar_finding_type_to_id:
 * @type: a type
 *
 * Returns: its word in findings.tsv
 */
const char *
lumbar_finding_type_to_id (LumbarFindingType type)
{
  return types[type];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questionnaire says what the tables say: every finding once, with its type, options, limits, and a
 * condition that reads only what exists. */

#include "lumbar-fhir-questionnaire.h"

#include <json-glib/json-glib.h>

#include "lumbar-fhir-test.h"
#include "lumbar-json.h"

static JsonNode *root;
static GHashTable *items; /* linkId to item */

static void
collect_items (JsonObject *parent)
{
  JsonArray *array = lumbar_json_get_array (parent, "item");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item = lumbar_json_element_object (array, i);
      const char *link_id = lumbar_json_get_string (item, "linkId");

      g_assert_nonnull (link_id);
      g_assert_true (g_hash_table_insert (items, (gpointer) link_id, item)); /* Unique (que-2) */
      collect_items (item);
    }
}

static JsonObject *
find_extension (JsonObject *item, const char *name)
{
  JsonArray *extensions = lumbar_json_get_array (item, "extension");

  for (guint i = 0; extensions != NULL && i < json_array_get_length (extensions); i++)
    {
      JsonObject *extension = lumbar_json_element_object (extensions, i);

      if (g_str_has_suffix (lumbar_json_get_string (extension, "url"), name))
        return extension;
    }
  return NULL;
}

static JsonObject *
get_item (const char *link_id)
{
  JsonObject *item = g_hash_table_lookup (items, link_id);

  g_assert_nonnull (item);
  return item;
}

static void
test_resource (void)
{
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpstr (lumbar_json_get_string (object, "resourceType"), ==, "Questionnaire");
  g_assert_cmpstr (lumbar_json_get_string (object, "url"), ==, LUMBAR_FHIR_QUESTIONNAIRE_URL);
  g_assert_cmpstr (lumbar_json_get_string (object, "version"), ==, lumbar_knowledge_get_version (knowledge));
  g_assert_cmpstr (lumbar_json_get_string (object, "status"), ==, "active");
  g_assert_nonnull (strstr (lumbar_json_get_string (object, "copyright"), "LOINC"));
  g_assert_nonnull (strstr (lumbar_json_get_string (object, "copyright"), "PEG"));
  g_assert_cmpuint (json_array_get_length (lumbar_json_get_array (object, "item")), ==,
                    lumbar_knowledge_get_n_sections (knowledge));
}

static void
test_sections_in_order (void)
{
  JsonArray *groups = lumbar_json_get_array (json_node_get_object (root), "item");

  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *group = lumbar_json_element_object (groups, i);
      const LumbarSection *section = lumbar_knowledge_get_section (knowledge, i);
      JsonArray *inner = lumbar_json_get_array (group, "item");

      g_assert_cmpstr (lumbar_json_get_string (group, "type"), ==, "group");
      g_assert_cmpstr (lumbar_json_get_string (group, "text"), ==, section->title);
      for (guint j = 0; j < section->findings->len; j++)
        g_assert_cmpstr (lumbar_json_get_string (lumbar_json_element_object (inner, j), "linkId"), ==,
                         ((LumbarFinding *) section->findings->pdata[j])->id);
    }
}

static const char *
get_type (const LumbarFinding *finding)
{
  if (finding->type == LUMBAR_FINDING_BOOLEAN)
    return "boolean";
  if (lumbar_finding_holds_options (finding))
    return "choice";
  if (lumbar_finding_holds_number (finding))
    return finding->type == LUMBAR_FINDING_DECIMAL ? "decimal" : "integer";
  return finding->type == LUMBAR_FINDING_DATE ? "date" : "text";
}

static void
test_every_finding_is_an_item (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      JsonObject *item = get_item (finding->id);
      gboolean choice = lumbar_finding_holds_options (finding) && finding->type != LUMBAR_FINDING_BOOLEAN;

      g_assert_cmpstr (lumbar_json_get_string (item, "type"), ==, get_type (finding));
      g_assert_cmpstr (lumbar_json_get_string (item, "text"), ==, finding->question);
      g_assert_true (json_object_has_member (item, "repeats") == lumbar_finding_holds_many (finding));
      g_assert_true (json_object_has_member (item, "answerOption") == choice);
      g_assert_true (json_object_has_member (item, "code") == (*finding->loinc != '\0'));
      g_assert_false (json_object_has_member (item, "initial"));
    }
}

static void
test_every_option_is_offered (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      JsonArray *options = lumbar_json_get_array (get_item (finding->id), "answerOption");
      g_autofree char *system = g_strconcat ("https://lumbar.github.io/fhir/CodeSystem/", finding->id, NULL);

      if (options == NULL)
        continue;
      g_assert_cmpuint (json_array_get_length (options), ==, finding->options->len);
      for (guint j = 0; j < finding->options->len; j++)
        {
          JsonObject *coding = lumbar_json_get_object (lumbar_json_element_object (options, j), "valueCoding");

          g_assert_cmpstr (lumbar_json_get_string (coding, "code"), ==, lumbar_finding_get_option (finding, j)->id);
          g_assert_cmpstr (lumbar_json_get_string (coding, "system"), ==, system);
        }
    }
}

static void
test_limits_and_units (void)
{
  JsonObject *item = get_item ("exam-temperature");
  JsonObject *unit = lumbar_json_get_object (find_extension (item, "questionnaire-unit"), "valueCoding");

  g_assert_cmpfloat (json_object_get_double_member (find_extension (item, "minValue"), "valueDecimal"), ==, 30);
  g_assert_cmpfloat (json_object_get_double_member (find_extension (item, "maxValue"), "valueDecimal"), ==, 44);
  g_assert_cmpint (json_object_get_int_member (find_extension (item, "maxDecimalPlaces"), "valueInteger"), ==, 1);
  g_assert_cmpstr (lumbar_json_get_string (unit, "code"), ==, "Cel");
  g_assert_cmpint (json_object_get_int_member (find_extension (get_item ("pain-nrs-now"), "maxValue"), "valueInteger"),
                   ==, 10);
}

static void
test_none_excludes_others (void)
{
  JsonArray *options = lumbar_json_get_array (get_item ("worse-with"), "answerOption");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (options); i++)
    {
      JsonObject *option = lumbar_json_element_object (options, i);

      if (find_extension (option, "questionnaire-optionExclusive") == NULL)
        continue;
      n++;
      g_assert_cmpstr (lumbar_json_get_string (lumbar_json_get_object (option, "valueCoding"), "code"), ==, "nothing");
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_help (void)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, "age-years");
  JsonObject *help = get_item ("age-years-help");
  JsonObject *concept = lumbar_json_get_object (find_extension (help, "itemControl"), "valueCodeableConcept");
  JsonObject *coding = lumbar_json_element_object (lumbar_json_get_array (concept, "coding"), 0);

  g_assert_cmpstr (lumbar_json_get_string (help, "type"), ==, "display");
  g_assert_cmpstr (lumbar_json_get_string (coding, "code"), ==, "help");
  g_assert_nonnull (strstr (lumbar_json_get_string (help, "text"), finding->help));
  g_assert_nonnull (strstr (lumbar_json_get_string (help, "text"), finding->why));
}

/* Every condition reads questions that exist, with answers of their kind, and says how several are joined
 * (R4 wants enableBehavior from two on). */
static void
test_conditions_read_what_exists (void)
{
  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      JsonObject *item = get_item (finding->id);
      JsonArray *conditions = lumbar_json_get_array (item, "enableWhen");
      guint n = conditions ? json_array_get_length (conditions) : 0;

      g_assert_true ((finding->ask_when != NULL) ==
                     (n > 0 || find_extension (item, "enableWhenExpression") != NULL));
      g_assert_false (n > 0 && find_extension (item, "enableWhenExpression") != NULL);
      g_assert_true ((n > 1) == json_object_has_member (item, "enableBehavior"));
      for (guint j = 0; j < n; j++)
        {
          JsonObject *condition = lumbar_json_element_object (conditions, j);
          const LumbarFinding *read =
              lumbar_knowledge_find_finding (knowledge, lumbar_json_get_string (condition, "question"));

          g_assert_nonnull (read);
          g_assert_cmpstr (lumbar_json_get_string (condition, "operator"), !=, "!=");
          if (read->type == LUMBAR_FINDING_BOOLEAN)
            g_assert_true (json_object_has_member (condition, "answerBoolean"));
          else if (lumbar_finding_holds_options (read))
            g_assert_true (json_object_has_member (condition, "answerCoding"));
          else
            g_assert_true (json_object_has_member (
                condition, read->type == LUMBAR_FINDING_DECIMAL ? "answerDecimal" : "answerInteger"));
        }
    }
}

typedef struct {
  const char *name;
  const char *link_id;
  const char *type;
  const char *says[3]; /* parts of the expression */
} ScoreCase;

#define ANSWER(id) "%resource.repeat(item).where(linkId = '" id "').answer"

static const ScoreCase score_cases[] = {
  { "mean", "peg-score", "decimal", { "peg-activity", ".count() = 3", "/ 3).round(1), {})" } },
  { "sum",
    "phq-2-total",
    "integer",
    { "iif(" ANSWER ("phq2-interest") ".exists() and " ANSWER ("phq2-low-mood") ".exists(), ",
      ANSWER ("phq2-low-mood") ".where(value.code = 'several-days').count() * 1 + ",
      ANSWER ("phq2-low-mood") ".where(value.code = 'nearly-every-day').count() * 3, {})" } },
  { "count",
    "rmdq-24-total",
    "integer",
    { "iif(" ANSWER ("rmdq-items") ".exists(), ", ANSWER ("rmdq-items") ".where(value.code != 'none').count(), {})" } },
};

static void
test_calculated_score (gconstpointer data)
{
  const ScoreCase *score = data;
  JsonObject *item = get_item (score->link_id);
  JsonObject *expression = lumbar_json_get_object (find_extension (item, "calculatedExpression"), "valueExpression");
  const char *path = lumbar_json_get_string (expression, "expression");

  g_assert_true (json_object_get_boolean_member (item, "readOnly"));
  g_assert_cmpstr (lumbar_json_get_string (item, "type"), ==, score->type);
  g_assert_cmpstr (lumbar_json_get_string (expression, "language"), ==, "text/fhirpath");
  for (guint i = 0; i < G_N_ELEMENTS (score->says) && score->says[i] != NULL; i++)
    if (strstr (path, score->says[i]) == NULL)
      g_error ("“%s” is missing in %s", score->says[i], path);
  g_assert_null (strstr (path, "rmdq-ms-items"));
}

/* What can be typed from paper is no computed item: a form filler would overwrite one by the other. */
static void
test_entered_score (void)
{
  static const char *const entered[] = { "phq2-score", "gad2-score", "rmdq-score", "odi-score" };

  for (guint i = 0; i < G_N_ELEMENTS (entered); i++)
    {
      g_assert_null (find_extension (get_item (entered[i]), "calculatedExpression"));
      g_assert_false (json_object_has_member (get_item (entered[i]), "readOnly"));
    }
}

typedef struct {
  const char *name;
  const char *given;
  const char *written; /* NULL = no language */
} LanguageCase;

static const LanguageCase language_cases[] = {
  { "plain", "de", "de" },      { "locale", "pt_BR.UTF-8", "pt-BR" }, { "variant", "sr@latin", "sr" },
  { "none", NULL, "en" },       { "c", "C.UTF-8", NULL },
};

static void
test_language (gconstpointer data)
{
  const LanguageCase *given = data;
  g_autofree char *text = lumbar_fhir_questionnaire_write (knowledge, given->given);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) node = lumbar_json_read_bytes ("questionnaire", bytes, NULL);

  g_assert_cmpstr (lumbar_json_get_string (json_node_get_object (node), "language"), ==, given->written);
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  load_knowledge ();
  text = lumbar_fhir_questionnaire_write (knowledge, NULL);
  bytes = g_bytes_new (text, strlen (text));
  root = lumbar_json_read_bytes ("questionnaire", bytes, &error);
  g_assert_no_error (error);
  items = g_hash_table_new (g_str_hash, g_str_equal);
  collect_items (json_node_get_object (root));

  g_test_add_func ("/fhir/questionnaire/resource", test_resource);
  g_test_add_func ("/fhir/questionnaire/sections-in-order", test_sections_in_order);
  g_test_add_func ("/fhir/questionnaire/every-finding-is-an-item", test_every_finding_is_an_item);
  g_test_add_func ("/fhir/questionnaire/every-option-is-offered", test_every_option_is_offered);
  g_test_add_func ("/fhir/questionnaire/limits-and-units", test_limits_and_units);
  g_test_add_func ("/fhir/questionnaire/none-excludes-others", test_none_excludes_others);
  g_test_add_func ("/fhir/questionnaire/help", test_help);
  g_test_add_func ("/fhir/questionnaire/conditions-read-what-exists", test_conditions_read_what_exists);
  g_test_add_func ("/fhir/questionnaire/entered-score", test_entered_score);
  for (guint i = 0; i < G_N_ELEMENTS (score_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/questionnaire/calculated-score/", score_cases[i].name, NULL);

      g_test_add_data_func (path, &score_cases[i], test_calculated_score);
    }
  for (guint i = 0; i < G_N_ELEMENTS (language_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/questionnaire/language/", language_cases[i].name, NULL);

      g_test_add_data_func (path, &language_cases[i], test_language);
    }
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading answers: each case is one small file in either form. What is right is taken as it is, what is
 * wrong is refused with the file, the place in it and what would be right. */

#include "lumbar-fhir-response.h"

#include <unistd.h>

#include "lumbar-fhir-test.h"

/* A QuestionnaireResponse around items, and an item around answers. */
#define QR(items) "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": [" items "]}"
#define ITEM(id, answers) "{\"linkId\": \"" id "\", \"answer\": [" answers "]}"
#define ONE(id, value) QR (ITEM (id, "{" value "}"))
#define CODE(code) "\"valueCoding\": {\"code\": \"" code "\"}"
#define BOTH_PLAIN "\"phq2-interest\": \"several-days\", \"phq2-low-mood\": \"nearly-every-day\""
#define BOTH_FHIR                                                                                                  \
  ITEM ("phq2-interest", "{" CODE ("several-days") "}") "," ITEM ("phq2-low-mood", "{" CODE ("nearly-every-day") "}")
#define CANONICAL "https://lumbar.github.io/fhir/Questionnaire/low-back-pain-in-ms"

static LumbarResponse *
read_text (const char *text, GPtrArray *ignored, GError **error)
{
  g_autofree char *path = write_file (text, -1);
  LumbarResponse *response = lumbar_fhir_response_read_file (knowledge, path, TODAY, ignored, error);

  g_remove (path);
  return response;
}

typedef struct {
  const char *name;
  const char *text;
  const char *finding; /* whose answer is looked at */
  const char *answer;  /* as the record spells it; NULL = not assessed */
} GoodCase;

static const GoodCase good_cases[] = {
  /* Plain answers */
  { "plain/option", "{\"pain-onset\": \"sudden\"}", "pain-onset", "sudden" },
  { "plain/one-option-in-a-list", "{\"pain-onset\": [\"sudden\"]}", "pain-onset", "sudden" },
  { "plain/options", "{\"pain-site\": [\"flank\", \"groin\"]}", "pain-site", "flank;groin" },
  { "plain/one-of-many", "{\"pain-site\": \"flank\"}", "pain-site", "flank" },
  { "plain/body-map", "{\"pain-map\": [\"flank-right\"]}", "pain-map", "flank-right" },
  { "plain/yes", "{\"fever-or-rigors\": \"yes\"}", "fever-or-rigors", "yes" },
  { "plain/no", "{\"fever-or-rigors\": \"no\"}", "fever-or-rigors", "no" },
  { "plain/true", "{\"fever-or-rigors\": true}", "fever-or-rigors", "yes" },
  { "plain/false", "{\"fever-or-rigors\": false}", "fever-or-rigors", "no" },
  { "plain/integer", "{\"age-years\": 54}", "age-years", "54" },
  { "plain/integer-with-point", "{\"age-years\": 54.0}", "age-years", "54" },
  { "plain/decimal", "{\"exam-temperature\": 38.2}", "exam-temperature", "38.2" },
  { "plain/decimal-with-exponent", "{\"exam-temperature\": 3.8e1}", "exam-temperature", "38" },
  { "plain/rating", "{\"pain-nrs-now\": 0}", "pain-nrs-now", "0" },
  { "plain/date", "{\"pain-started\": \"2026-11-22\"}", "pain-started", "2026-11-22" },
  { "plain/text", "{\"patient-words\": \"It \\\"burns\\\" \\u2013 \\ud83d\\ude00\"}", "patient-words",
    "It \"burns\" – 😀" },
  { "plain/text-without-what-hides", "{\"patient-words\": \"a\\u202eb\\u0007c\"}", "patient-words", "abc" },
  { "plain/null", "{\"age-years\": null}", "age-years", NULL },
  { "plain/nothing", "{}", "age-years", NULL },
  { "plain/wrapped", "{\"id\": \"v1\", \"answers\": {\"age-years\": 54}}", "age-years", "54" },
  { "plain/items-make-the-score", "{" BOTH_PLAIN "}", "phq2-score", "4" },
  { "plain/items-before-a-typed-score", "{" BOTH_PLAIN ", \"phq2-score\": 6}", "phq2-score", "4" },
  { "plain/one-item-makes-none", "{\"phq2-interest\": \"several-days\"}", "phq2-score", NULL },
  { "plain/score-beside-one-item", "{\"phq2-interest\": \"several-days\", \"phq2-score\": 2}", "phq2-score", "2" },
  { "plain/score-without-items", "{\"phq2-score\": 2}", "phq2-score", "2" },
  { "plain/none-makes-zero", "{\"rmdq-items\": [\"none\"]}", "rmdq-score", "0" },
  { "plain/underscore", "{\"_comment\": \"why\", \"age-years\": 54}", "age-years", "54" },
  /* FHIR */
  { "fhir/coding", ONE ("pain-onset", CODE ("sudden")), "pain-onset", "sudden" },
  { "fhir/coding-with-system",
    ONE ("pain-onset", "\"valueCoding\": {\"system\": \"https://lumbar.github.io/fhir/CodeSystem/pain-onset\","
                       " \"code\": \"sudden\", \"display\": \"Suddenly\"}"),
    "pain-onset", "sudden" },
  { "fhir/codings", QR (ITEM ("pain-site", "{" CODE ("flank") "}, {" CODE ("groin") "}")), "pain-site", "flank;groin" },
  { "fhir/body-map", ONE ("pain-map", CODE ("flank-right")), "pain-map", "flank-right" },
  { "fhir/boolean", ONE ("fever-or-rigors", "\"valueBoolean\": true"), "fever-or-rigors", "yes" },
  { "fhir/boolean-as-coding", ONE ("fever-or-rigors", CODE ("no")), "fever-or-rigors", "no" },
  { "fhir/integer", ONE ("age-years", "\"valueInteger\": 54"), "age-years", "54" },
  { "fhir/integer-as-decimal", ONE ("age-years", "\"valueDecimal\": 54.0"), "age-years", "54" },
  { "fhir/decimal", ONE ("exam-temperature", "\"valueDecimal\": 38.2"), "exam-temperature", "38.2" },
  { "fhir/quantity",
    ONE ("exam-temperature", "\"valueQuantity\": {\"value\": 38.2, \"unit\": \"°C\", \"code\": \"Cel\"}"),
    "exam-temperature", "38.2" },
  { "fhir/quantity-unit-in-words", ONE ("age-years", "\"valueQuantity\": {\"value\": 54, \"unit\": \"years\"}"),
    "age-years", "54" },
  { "fhir/quantity-without-unit", ONE ("crp", "\"valueQuantity\": {\"value\": 12}"), "crp", "12" },
  { "fhir/date", ONE ("pain-started", "\"valueDate\": \"2024-02-29\""), "pain-started", "2024-02-29" },
  { "fhir/string", ONE ("patient-words", "\"valueString\": \"burns\""), "patient-words", "burns" },
  { "fhir/nested",
    QR ("{\"linkId\": \"a\", \"item\": [{\"linkId\": \"b\", \"item\": [{\"linkId\": \"c\", \"item\": [" ITEM (
        "pain-onset", "{" CODE ("sudden") "}") "]}]}]}"),
    "pain-onset", "sudden" },
  { "fhir/below-an-answer",
    QR ("{\"linkId\": \"leg-pain\", \"answer\": [{" CODE ("below-knee-one") ", \"item\": [" ITEM (
        "leg-pain-dermatomal", "{\"valueBoolean\": true}") "]}]}"),
    "leg-pain-dermatomal", "yes" },
  { "fhir/items-make-the-score", QR (BOTH_FHIR), "phq2-score", "4" },
  { "fhir/computed-score-beside-items", QR (BOTH_FHIR "," ITEM ("phq-2-total", "{\"valueInteger\": 4}")), "phq2-score",
    "4" },
  { "fhir/statements-make-the-score",
    QR (ITEM ("rmdq-items", "{" CODE ("rmdq-01-home") "}, {" CODE ("rmdq-24-bed") "}")), "rmdq-score", "2" },
  { "fhir/without-items", "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"in-progress\"}", "age-years",
    NULL },
  { "fhir/question-without-answer", QR ("{\"linkId\": \"age-years\", \"text\": \"Age?\"}"), "age-years", NULL },
};

static void
test_good (gconstpointer data)
{
  const GoodCase *good = data;
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, good->finding);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarResponse) response = read_text (good->text, NULL, &error);
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  if (lumbar_response_get_answer (response, finding->index) != NULL)
    answer = lumbar_answer_to_string (lumbar_response_get_answer (response, finding->index), finding);
  g_assert_cmpstr (answer, ==, good->answer);
}

typedef struct {
  const char *name;
  const char *text;
  const char *path;  /* the JSON path the message must name */
  const char *right; /* what it must say would be right */
} BadCase;

static const BadCase bad_cases[] = {
  /* Plain answers */
  { "plain/mistyped-finding", "{\"pain-onst\": \"sudden\"}", ": pain-onst: ", "did you mean “pain-onset”?" },
  { "plain/swapped-letters", "{\"fever-or-riogrs\": true}", ": fever-or-riogrs: ", "“fever-or-rigors”?" },
  { "plain/camel-case", "{\"painOnset\": \"sudden\"}", ": painOnset: ", "“pain-onset”?" },
  { "plain/underscores", "{\"age_years\": 5}", ": age_years: ", "“age-years”?" },
  { "plain/beginning-only", "{\"fever\": true}", ": fever: ", "“fever-or-rigors”?" },
  { "plain/nothing-alike", "{\"zzzzzzzz\": 5}", ": zzzzzzzz: ", "“lumbar questionnaire” lists" },
  { "plain/unknown-option", "{\"pain-onset\": \"suddenly\"}", ": pain-onset: ", "use: sudden, " },
  { "plain/unknown-among-many", "{\"pain-site\": [\"flank\", \"knee\"]}", ": pain-site: ", "“knee” is not an option" },
  { "plain/option-in-capitals", "{\"fever-or-rigors\": \"Yes\"}", ": fever-or-rigors: ", "use: no, yes" },
  { "plain/empty-option", "{\"pain-onset\": \"\"}", ": pain-onset: ", "use: sudden, " },
  { "plain/several-for-one", "{\"pain-onset\": [\"sudden\", \"hours\"]}", ": pain-onset: ", "takes one option, not 2" },
  { "plain/no-options", "{\"pain-site\": []}", ": pain-site: ", "leave it out where it was not assessed" },
  { "plain/none-beside-some", "{\"worse-with\": [\"nothing\", \"standing-walking\"]}", ": worse-with: ",
    "can't stand beside other options" },
  { "plain/above-range", "{\"age-years\": 121}", ": age-years: ", "use 0 to 120" },
  { "plain/below-range", "{\"pain-nrs-now\": -1}", ": pain-nrs-now: ", "use 0 to 10" },
  { "plain/not-whole", "{\"pain-nrs-now\": 4.5}", ": pain-nrs-now: ", "takes a whole number" },
  { "plain/number-as-string", "{\"age-years\": \"54\"}", ": age-years: ", "without quotes; this is a string" },
  { "plain/number-as-truth", "{\"age-years\": true}", ": age-years: ", "this is true or false" },
  { "plain/huge-integer", "{\"age-years\": 99999999999999999999999}", ": age-years: ", "use 0 to 120" },
  { "plain/infinite", "{\"age-years\": 1e999}", ": age-years: ", "use 0 to 120" },
  { "plain/option-as-number", "{\"pain-onset\": 1}", ": pain-onset: ", "one option, as a string; this is a number" },
  { "plain/truth-as-number", "{\"fever-or-rigors\": 1}", ": fever-or-rigors: ", "“yes”, “no”, true or false" },
  { "plain/truth-for-option", "{\"pain-onset\": true}", ": pain-onset: ", "one option, as a string" },
  { "plain/object", "{\"pain-onset\": {\"code\": \"sudden\"}}", ": pain-onset: ", "this is an object" },
  { "plain/number-among-options", "{\"pain-site\": [\"flank\", 1]}", ": pain-site: ", "an array of strings" },
  { "plain/future-date", "{\"pain-started\": \"2026-11-23\"}", ": pain-started: ", "lies in the future" },
  { "plain/impossible-date", "{\"pain-started\": \"2025-02-29\"}", ": pain-started: ", "write it as 2026-11-22" },
  { "plain/date-as-number", "{\"pain-started\": 2025}", ": pain-started: ", "a day, as a string" },
  { "plain/blank-text", "{\"patient-words\": \" \\n\\t\"}", ": patient-words: ", "is empty" },
  { "plain/text-as-number", "{\"patient-words\": 3}", ": patient-words: ", "a text, as a string" },
  { "plain/beside-the-answers", "{\"answers\": {}, \"age-years\": 5}", ": age-years: ", "put it inside" },
  { "plain/wrapped", "{\"answers\": {\"age-years\": 500}}", ": answers.age-years: ", "use 0 to 120" },
  { "plain/wrapped-list", "{\"answers\": [1]}", ": answers: ", "one member a finding" },
  /* FHIR: the resource */
  { "fhir/other-resource", "{\"resourceType\": \"Patient\"}", ": resourceType: ", "a response is a QuestionnaireResponse" },
  { "fhir/bundle", "{\"resourceType\": \"Bundle\"}", ": resourceType: ", "“lumbar import” reads a Bundle" },
  { "fhir/no-resource-type", "{\"status\": \"completed\", \"item\": []}", ": resourceType: ", "“QuestionnaireResponse”" },
  { "fhir/no-status", "{\"resourceType\": \"QuestionnaireResponse\"}", ": QuestionnaireResponse.status: ",
    "use in-progress, completed or amended" },
  { "fhir/unknown-status", "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"done\"}",
    ": QuestionnaireResponse.status: ", "use in-progress, completed" },
  { "fhir/withdrawn", "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"entered-in-error\"}",
    ": QuestionnaireResponse.status: ", "is not assessed" },
  { "fhir/status-as-number", "{\"resourceType\": \"QuestionnaireResponse\", \"status\": 1}",
    ": QuestionnaireResponse.status: ", "must be a string" },
  { "fhir/other-questionnaire",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"questionnaire\": "
    "\"http://example.org/Questionnaire/phq-9|1\"}",
    ": QuestionnaireResponse.questionnaire: ", CANONICAL },
  { "fhir/longer-questionnaire",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"questionnaire\": \"" CANONICAL "-2\"}",
    ": QuestionnaireResponse.questionnaire: ", CANONICAL },
  { "fhir/future-authored",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"authored\": \"2026-11-23T00:00:00Z\"}",
    ": QuestionnaireResponse.authored: ", "today is " TODAY },
  { "fhir/impossible-authored",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"authored\": \"2026-02-30\"}",
    ": QuestionnaireResponse.authored: ", "write it as 2026-11-22" },
  { "fhir/authored-without-zone",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"authored\": \"2026-02-03T10:00:00\"}",
    ": QuestionnaireResponse.authored: ", "2026-11-22T10:15:00+01:00" },
  { "fhir/misspelt-member", "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"items\": []}",
    ": QuestionnaireResponse.items: ", "no such member" },
  { "fhir/modifier",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"modifierExtension\": [{}]}",
    ": QuestionnaireResponse.modifierExtension: ", "can change the meaning" },
  { "fhir/item-no-array", "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": {}}",
    ": QuestionnaireResponse.item: ", "an array of objects" },
  { "fhir/item-empty", "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"item\": []}",
    ": QuestionnaireResponse.item: ", "leave it out" },
  { "fhir/item-no-object", QR ("1"), ": QuestionnaireResponse.item[0]: ", "must be an object" },
  /* FHIR: items */
  { "fhir/no-linkid", QR ("{\"answer\": [{\"valueInteger\": 1}]}"), ": QuestionnaireResponse.item[0].linkId: ",
    "names the finding" },
  { "fhir/mistyped-linkid", QR ("{\"linkId\": \"g\", \"item\": [" ITEM ("age-year", "{\"valueInteger\": 1}") "]}"),
    ": QuestionnaireResponse.item[0].item[0].linkId: ", "did you mean “age-years”?" },
  { "fhir/item-and-answer",
    QR ("{\"linkId\": \"age-years\", \"answer\": [{\"valueInteger\": 1}], \"item\": [{\"linkId\": \"x\"}]}"),
    ": QuestionnaireResponse.item[0]: ", "answer[].item" },
  { "fhir/finding-as-group", QR ("{\"linkId\": \"age-years\", \"item\": [{\"linkId\": \"x\"}]}"),
    ": QuestionnaireResponse.item[0]: ", "is a question" },
  { "fhir/answered-twice", QR (ITEM ("age-years", "{\"valueInteger\": 1}") "," ITEM ("age-years", "{\"valueInteger\": 2}")),
    ": QuestionnaireResponse.item[1]: ", "keep one item" },
  { "fhir/misspelt-answer", QR ("{\"linkId\": \"age-years\", \"answers\": [{\"valueInteger\": 1}]}"),
    ": QuestionnaireResponse.item[0].answers: ", "no such member" },
  { "fhir/empty-answer-list", QR ("{\"linkId\": \"age-years\", \"answer\": []}"),
    ": QuestionnaireResponse.item[0].answer: ", "leave it out" },
  /* FHIR: answers */
  { "fhir/empty-answer", QR (ITEM ("age-years", "{}")), ": QuestionnaireResponse.item[0].answer[0]: ", "has no value" },
  { "fhir/two-values", ONE ("age-years", "\"valueInteger\": 1, \"valueDecimal\": 2"),
    ": QuestionnaireResponse.item[0].answer[0]: ", "one value" },
  { "fhir/unknown-value", ONE ("age-years", "\"valueNumber\": 1"),
    ": QuestionnaireResponse.item[0].answer[0].valueNumber: ", "no such member" },
  { "fhir/two-answers", QR (ITEM ("pain-onset", "{" CODE ("sudden") "}, {" CODE ("hours") "}")),
    ": QuestionnaireResponse.item[0].answer[1]: ", "takes one answer, not 2" },
  { "fhir/two-numbers", QR (ITEM ("age-years", "{\"valueInteger\": 1}, {\"valueInteger\": 2}")),
    ": QuestionnaireResponse.item[0].answer[1]: ", "takes one answer, not 2" },
  { "fhir/unknown-code",
    QR ("{\"linkId\": \"a\", \"item\": [{\"linkId\": \"b\"}, " ITEM ("pain-onset", "{" CODE ("suddenly") "}") "]}"),
    ": QuestionnaireResponse.item[0].item[1].answer[0].valueCoding.code: ", "use: sudden, " },
  { "fhir/unknown-second-code", QR (ITEM ("pain-site", "{" CODE ("flank") "}, {" CODE ("knee") "}")),
    ": QuestionnaireResponse.item[0].answer[1].valueCoding.code: ", "“knee” is not an option" },
  { "fhir/none-beside-some", QR (ITEM ("worse-with", "{" CODE ("nothing") "}, {" CODE ("standing-walking") "}")),
    ": QuestionnaireResponse.item[0].answer[1].valueCoding.code: ", "can't stand beside" },
  { "fhir/more-answers-than-options",
    QR (ITEM ("pain-alternates-buttock", "{\"valueBoolean\": true}, {\"valueBoolean\": true}, {\"valueBoolean\": true}")),
    ": QuestionnaireResponse.item[0].answer[1]: ", "takes one answer, not 3" },
  { "fhir/display-only", ONE ("pain-onset", "\"valueCoding\": {\"display\": \"Suddenly\"}"),
    ": QuestionnaireResponse.item[0].answer[0].valueCoding.code: ", "not in display" },
  { "fhir/option-as-string", ONE ("pain-onset", "\"valueString\": \"sudden\""),
    ": QuestionnaireResponse.item[0].answer[0].valueString: ", "takes valueCoding" },
  { "fhir/truth-as-integer", ONE ("fever-or-rigors", "\"valueInteger\": 1"),
    ": QuestionnaireResponse.item[0].answer[0].valueInteger: ", "valueBoolean (true or false)" },
  { "fhir/truth-as-string", ONE ("fever-or-rigors", "\"valueBoolean\": \"true\""),
    ": QuestionnaireResponse.item[0].answer[0].valueBoolean: ", "this is a string" },
  { "fhir/number-as-string", ONE ("age-years", "\"valueString\": \"54\""),
    ": QuestionnaireResponse.item[0].answer[0].valueString: ", "takes valueInteger" },
  { "fhir/integer-in-quotes", ONE ("age-years", "\"valueInteger\": \"54\""),
    ": QuestionnaireResponse.item[0].answer[0].valueInteger: ", "this is a string" },
  { "fhir/out-of-range", ONE ("exam-temperature", "\"valueDecimal\": 101.3"),
    ": QuestionnaireResponse.item[0].answer[0].valueDecimal: ", "use 30 to 44" },
  { "fhir/other-unit", ONE ("crp", "\"valueQuantity\": {\"value\": 5, \"unit\": \"mg/dL\"}"),
    ": QuestionnaireResponse.item[0].answer[0].valueQuantity: ", "recorded in “mg/L”" },
  { "fhir/comparator", ONE ("crp", "\"valueQuantity\": {\"value\": 5, \"comparator\": \"<\"}"),
    ": QuestionnaireResponse.item[0].answer[0].valueQuantity: ", "takes a measured number" },
  { "fhir/quantity-without-value", ONE ("crp", "\"valueQuantity\": {\"unit\": \"mg/L\"}"),
    ": QuestionnaireResponse.item[0].answer[0].valueQuantity.value: ", "is missing" },
  { "fhir/future-date", ONE ("pain-started", "\"valueDate\": \"2027-01-01\""),
    ": QuestionnaireResponse.item[0].answer[0].valueDate: ", "lies in the future" },
  { "fhir/impossible-date", ONE ("pain-started", "\"valueDate\": \"2026-13-01\""),
    ": QuestionnaireResponse.item[0].answer[0].valueDate: ", "write it as 2026-11-22" },
  { "fhir/date-as-string", ONE ("pain-started", "\"valueString\": \"2026-01-01\""),
    ": QuestionnaireResponse.item[0].answer[0].valueString: ", "takes valueDate" },
  { "fhir/blank-text", ONE ("patient-words", "\"valueString\": \"  \""),
    ": QuestionnaireResponse.item[0].answer[0].valueString: ", "is empty" },
  /* The file */
  { "file/list", "[1]", ": the whole file: ", "a response is" },
  { "file/string", "\"sudden\"", ": the whole file: ", "a response is" },
  { "file/no-json", "age-years: 54", "line 1", "not JSON" },
  { "file/truncated", "{\"age-years\": 5", "line 1", "truncated" },
  { "file/comment", "{\"age-years\": 5 /* years */}", "line 1, column 17", "comments" },
  { "file/not-a-number", "{\"age-years\": NaN}", "line 1", "not JSON" },
  { "file/doubled-member", "{\"age-years\": 5, \"age-years\": 6}", "“age-years”", "keep one of them" },
  { "file/empty", "", "-case.json", "is empty" },
  { "file/blank", "  \n", "-case.json", "empty" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarResponse) response = read_text (bad->text, NULL, &error);

  g_assert_null (response);
  assert_refused (error, bad->path);
  assert_refused (error, bad->right);
  assert_refused (error, "-case.json");
}

typedef struct {
  const char *name;
  const char *text;
  const char *what;   /* what is listed as passed over */
  const char *reason; /* part of why; NULL = it must not be listed */
} IgnoredCase;

static const IgnoredCase ignored_cases[] = {
  { "plain/null", "{\"age-years\": null}", "age-years", "null: not assessed" },
  { "plain/underscore", "{\"_comment\": \"why\"}", "_comment", "not read" },
  { "plain/beside-the-answers", "{\"id\": \"v1\", \"answers\": {}}", "id", "not read" },
  { "plain/answer", "{\"age-years\": 5}", "age-years", NULL },
  { "fhir/subject",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"subject\": {\"display\": \"x\"}}",
    "subject", "not read" },
  { "fhir/metadata",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"id\": \"x\", \"meta\": {}}", "meta",
    NULL },
  { "fhir/other-version",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"questionnaire\": \"" CANONICAL "|1999\"}",
    "QuestionnaireResponse.questionnaire", "version 1999" },
  { "fhir/no-version",
    "{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", \"questionnaire\": \"" CANONICAL "\"}",
    "QuestionnaireResponse.questionnaire", NULL },
  { "fhir/other-system", ONE ("sex-at-birth", "\"valueCoding\": {\"system\": \"http://example.org\", \"code\": \"male\"}"),
    "sex-at-birth", "taken as https://lumbar.github.io" },
  { "fhir/display-item", QR ("{\"linkId\": \"welcome\", \"text\": \"Hello\"}"), "welcome", "no finding" },
  { "fhir/group", QR ("{\"linkId\": \"group\", \"item\": [" ITEM ("age-years", "{\"valueInteger\": 5}") "]}"), "group",
    NULL },
  { "fhir/total-without-items", ONE ("phq-2-total", "\"valueInteger\": 4"), "phq-2-total", "without all of its items" },
  { "fhir/total-with-one-item",
    QR (ITEM ("phq2-interest", "{" CODE ("several-days") "}") "," ITEM ("phq-2-total", "{\"valueInteger\": 1}")),
    "phq-2-total", "without all of its items" },
  { "fhir/total-with-items", QR (BOTH_FHIR "," ITEM ("phq-2-total", "{\"valueInteger\": 4}")), "phq-2-total", NULL },
  { "fhir/score-beside-other-items", QR (BOTH_FHIR "," ITEM ("phq2-score", "{\"valueInteger\": 6}")), "phq2-score",
    "read as their total, 4" },
  { "fhir/score-that-fits-its-items", QR (BOTH_FHIR "," ITEM ("phq2-score", "{\"valueInteger\": 4}")), "phq2-score", NULL },
  { "plain/score-filled-in", "{" BOTH_PLAIN "}", "phq2-score", NULL },
  { "fhir/score-without-items", ONE ("peg-score", "\"valueDecimal\": 5.0"), "peg-score", "without all of its items" },
  { "fhir/item-extension",
    QR ("{\"linkId\": \"age-years\", \"extension\": [{\"url\": \"http://example.org\", \"valueString\": \"x\"}], "
        "\"answer\": [{\"valueInteger\": 5}]}"),
    "QuestionnaireResponse.item[0].extension[0]", "not read" },
  { "fhir/underscore", ONE ("age-years", "\"valueInteger\": 5, \"_valueInteger\": {\"id\": \"x\"}"),
    "QuestionnaireResponse.item[0].answer[0]._valueInteger", "not read" },
};

static void
test_ignored (gconstpointer data)
{
  const IgnoredCase *given = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ignored = new_ignored ();
  g_autoptr (LumbarResponse) response = read_text (given->text, ignored, &error);
  const char *reason = find_ignored (ignored, given->what);

  g_assert_no_error (error);
  if (given->reason == NULL)
    g_assert_cmpstr (reason, ==, NULL);
  else
    {
      g_assert_nonnull (reason);
      g_assert_nonnull (strstr (reason, given->reason));
    }
}

static void
test_note (void)
{
  g_autoptr (LumbarResponse) response =
      read_text (QR ("{\"linkId\": \"age-years\", \"extension\": [{\"url\": "
                     "\"https://lumbar.github.io/fhir/StructureDefinition/note\", \"valueString\": \"unsure\"}]}"),
                 NULL, NULL);
  const LumbarFinding *age = lumbar_knowledge_find_finding (knowledge, "age-years");

  g_assert_nonnull (response);
  g_assert_cmpstr (lumbar_response_get_note (response, age->index), ==, "unsure");
  g_assert_null (lumbar_response_get_answer (response, age->index));
}

static void
test_message_is_safe_to_show (void)
{
  g_autoptr (GString) text = g_string_new ("{\"pain-onset\": \"\\u001b[2J");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"}");
  g_assert_null (read_text (text->str, NULL, &error));
  assert_refused (error, "use: sudden, ");
  g_assert_null (strchr (error->message, '\033'));
  g_assert_cmpuint (strlen (error->message), <, 3000);
}

static void
test_invalid_utf8 (void)
{
  static const char text[] = "{\"patient-words\": \"\xc3\x28\"}";
  g_autofree char *path = write_file (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_fhir_response_read_file (knowledge, path, TODAY, NULL, &error));
  assert_refused (error, "not valid UTF-8");
  g_remove (path);
}

static void
test_deep_nesting (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  g_assert_null (read_text (text->str, NULL, &error));
  assert_refused (error, "nesting");
}

/* 200 MB of blanks, most of them not even on the disk. */
static void
test_200_megabytes (void)
{
  g_autofree char *path = write_file ("{", 1);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (truncate (path, 200 * 1024 * 1024), ==, 0);
  g_assert_null (lumbar_fhir_response_read_file (knowledge, path, TODAY, NULL, &error));
  assert_refused (error, "larger than 32 MB");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  g_remove (path);
}

static void
test_many_answers_take_no_time (void)
{
  g_autoptr (GString) text = g_string_new ("{\"resourceType\": \"QuestionnaireResponse\", \"status\": \"completed\", "
                                           "\"item\": [{\"linkId\": \"pain-site\", \"answer\": [");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%s{" CODE ("flank") "}", i > 0 ? "," : "");
  g_string_append (text, "]}]}");
  g_assert_null (read_text (text->str, NULL, &error));
  assert_refused (error, "has 20000 answers");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_no_such_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lumbar_fhir_response_read_file (knowledge, "/nowhere/x.json", TODAY, NULL, &error));
  assert_refused (error, "/nowhere/x.json");
}

/* Thousands of files that are nearly right: each is read or refused, and none upsets the program (the
 * tests run with criticals fatal). */
static void
test_survives_anything (void)
{
  static const char alphabet[] = "{}[]\",:0123456789eE+-.truefalsn\\u/_ \n\x01";
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  g_autofree char *path = write_file ("", 0);
  guint n_read = 0;

  for (guint i = 0; i < 4000; i++)
    {
      g_autofree char *text = g_strdup (good_cases[i % G_N_ELEMENTS (good_cases)].text);
      gsize length = strlen (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarResponse) response = NULL;

      for (int changes = g_rand_int_range (random, 1, 4); changes > 0; changes--)
        text[g_rand_int_range (random, 0, (int) length)] =
            alphabet[g_rand_int_range (random, 0, (int) sizeof alphabet - 1)];
      g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
      response = lumbar_fhir_response_read_file (knowledge, path, TODAY, NULL, &error);
      g_assert_true ((response == NULL) == (error != NULL));
      n_read += response != NULL;
    }
  g_assert_cmpuint (n_read, >, 0);
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  load_knowledge ();

  for (guint i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/response/read/", good_cases[i].name, NULL);

      g_test_add_data_func (path, &good_cases[i], test_good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/response/refuse/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ignored_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fhir/response/pass-over/", ignored_cases[i].name, NULL);

      g_test_add_data_func (path, &ignored_cases[i], test_ignored);
    }
  g_test_add_func ("/fhir/response/note", test_note);
  g_test_add_func ("/fhir/response/message-is-safe-to-show", test_message_is_safe_to_show);
  g_test_add_func ("/fhir/response/hostile/invalid-utf8", test_invalid_utf8);
  g_test_add_func ("/fhir/response/hostile/deep-nesting", test_deep_nesting);
  g_test_add_func ("/fhir/response/hostile/200-megabytes", test_200_megabytes);
  g_test_add_func ("/fhir/response/hostile/many-answers", test_many_answers_take_no_time);
  g_test_add_func ("/fhir/response/hostile/no-such-file", test_no_such_file);
  g_test_add_func ("/fhir/response/hostile/survives-anything", test_survives_anything);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the parts of an assessment are said to people: the same words on paper, in the terminal and in
 * the window. */

#include "lumbar-report-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-text.h"

/* A short source with a title instead of an author is cut here. */
#define SOURCE_MAX_CHARS 30

static char *
label_answer (const LumbarFinding *finding, LumbarAnswer *answer)
{
  g_autofree char *words = lumbar_answer_to_display (answer, finding);

  /* Translators: a finding and its answer, as in "Saddle numbness: New" */
  return g_strdup_printf (_("%s: %s"), lumbar_text_translate (finding->label), words);
}

/**
 * lumbar_report_reason_text:
 * @knowledge: the tables
 * @reason: a reason
 *
 * What was recorded, in words. An answer that the tables no longer know keeps its ids.
 *
 * Returns: (transfer full): as in "Saddle numbness: New"
 */
char *
lumbar_report_reason_text (LumbarKnowledge *knowledge, const LumbarReason *reason)
{
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, reason->finding_id);
  g_autoptr (LumbarAnswer) answer = NULL;

  if (finding != NULL)
    answer = lumbar_answer_new_from_string (finding, reason->answer, NULL);
  if (answer == NULL)
    return g_strdup_printf (
      _("%s: %s"), finding ? lumbar_text_translate (finding->label) : reason->finding_id, reason->answer);
  return label_answer (finding, answer);
}

/**
 * lumbar_report_reason_get_strength:
 * @knowledge: the tables
 * @reason: a reason
 *
 * How many marks a reason gets, by the same steps as the words for its strength: one up to somewhat, two for
 * clearly, three for strongly.
 *
 * Returns: 1 to 3
 */
guint
lumbar_report_reason_get_strength (LumbarKnowledge *knowledge, const LumbarReason *reason)
{
  const LumbarModel *model = lumbar_knowledge_get_model (knowledge);
  double strength = fabs (log (reason->ratio)) + model->tolerance;

  return 1 + (strength >= model->clearly) + (strength >= model->strongly);
}

/**
 * lumbar_report_knowledge_text:
 * @knowledge: what the program assesses with
 *
 * Returns: (transfer full): its title and version, as in "Low back pain in multiple sclerosis, version 2026.1"
 */
char *
lumbar_report_knowledge_text (LumbarKnowledge *knowledge)
{
  g_autofree char *version = lumbar_knowledge_version_to_text (lumbar_knowledge_get_version (knowledge));

  /* Translators: the title of the clinical content and its version */
  return g_strdup_printf (_("%s, version %s"), lumbar_text_translate (lumbar_knowledge_get_title (knowledge)), version);
}

/**
 * lumbar_report_basis_get_title:
 * @basis: what a figure rests on
 *
 * Returns: it in words, translated
 */
const char *
lumbar_report_basis_get_title (LumbarBasis basis)
{
  static const char *const titles[] = { N_ ("published figure"), N_ ("derived from a published figure"),
                                        N_ ("expert estimate") };

  return _(titles[basis]);
}

/**
 * lumbar_report_basis_get_letter:
 * @basis: what a figure rests on
 *
 * Returns: its letter, translated: "P", "D" or "E"
 */
const char *
lumbar_report_basis_get_letter (LumbarBasis basis)
{
  static const char *const letters[] = {
    /* Translators: one letter for "published figure" */
    NC_ ("basis", "P"),
    /* Translators: one letter for "derived from a published figure" */
    NC_ ("basis", "D"),
    /* Translators: one letter for "expert estimate" */
    NC_ ("basis", "E"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "basis", letters[basis]);
}

/* A citation that begins with a person goes on with that person's initials: "Rizzo MA et al." */
static gboolean
begins_with_author (const char *citation)
{
  static GRegex *author = NULL;

  if (g_once_init_enter (&author))
    g_once_init_leave (&author,
                       g_regex_new ("^(van der |de )?\\p{Lu}[\\p{Ll}'-][\\p{L}'-]*( \\p{Lu}[\\p{L}'-]+)? "
                                    "\\p{Lu}{1,3}([.,]| et al)",
                                    0, 0, NULL));
  return g_regex_match (author, citation, 0, NULL);
}

/* The first year that stands in a citation, or NULL. */
static char *
find_year (const char *citation)
{
  static GRegex *year = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&year))
    g_once_init_leave (&year, g_regex_new ("\\b(19|20)[0-9]{2}\\b", 0, 0, NULL));
  return g_regex_match (year, citation, 0, &match) ? g_match_info_fetch (match, 0) : NULL;
}

/* The family name of the first author: what stands before the initials. */
static char *
find_author (const char *citation)
{
  g_auto (GStrv) words = g_strsplit (citation, " ", 8);
  GString *name = g_string_new (words[0]);

  for (guint i = 1; words[i] != NULL && (g_ascii_islower (words[i][1]) || g_ascii_islower (words[i][0])); i++)
    g_string_append_printf (name, " %s", words[i]);
  return g_string_free (name, FALSE);
}

static char *
shorten_title (const char *citation)
{
  g_autofree char *title = g_strndup (citation, strcspn (citation, ".:("));
  g_autofree char *cut = NULL;

  g_strstrip (title);
  if (g_utf8_strlen (title, -1) <= SOURCE_MAX_CHARS)
    return g_steal_pointer (&title);
  cut = g_utf8_substring (title, 0, SOURCE_MAX_CHARS);
  if (strrchr (cut, ' ') != NULL)
    *strrchr (cut, ' ') = '\0';
  if (g_str_has_suffix (cut, ","))
    cut[strlen (cut) - 1] = '\0';
  return g_strconcat (cut, "…", NULL);
}

/**
 * lumbar_report_source_text:
 * @source: a source
 *
 * Returns: (transfer full): a short form of its citation: "Vroomen 2002"
 */
char *
lumbar_report_source_text (const LumbarSource *source)
{
  g_autofree char *year = find_year (source->citation);
  g_autofree char *name = NULL;

  if (begins_with_author (source->citation))
    name = find_author (source->citation);
  else
    name = shorten_title (source->citation);
  if (year == NULL || strstr (name, year) != NULL)
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s %s", name, year);
}

/**
 * lumbar_report_next_text:
 * @knowledge: the tables
 * @next: a question worth asking
 *
 * Says what an answer to it could change.
 *
 * Returns: (transfer full): "could support or weaken cauda equina syndrome"; "" where that is not known
 */
char *
lumbar_report_next_text (LumbarKnowledge *knowledge, const LumbarNextQuestion *next)
{
  const char *cause;

  if (*next->cause_id == '\0' || (!next->can_support && !next->can_weaken))
    return g_strdup ("");
  cause = lumbar_report_cause_text (knowledge, next->cause_id);
  if (!next->can_weaken)
    return g_strdup_printf (_("could support: %s"), cause);
  if (!next->can_support)
    return g_strdup_printf (_("could weaken: %s"), cause);
  return g_strdup_printf (_("could support or weaken: %s"), cause);
}

/* A group can be clear while its causes share the support among them. */
static gboolean
has_likely_lead (const LumbarAssessment *assessment)
{
  for (guint i = 0; i < assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = assessment->causes->pdata[i];

      if (g_strcmp0 (cause->id, assessment->lead) == 0)
        return cause->band == LUMBAR_BAND_LIKELY;
    }
  return FALSE;
}

/**
 * lumbar_report_group_text:
 * @assessment: an assessment
 *
 * Returns: (transfer full): the computed group with what it means: "Mixed: more than one source"; and where
 * the causes of the group speak for it together and none by itself, that
 */
char *
lumbar_report_group_text (const LumbarAssessment *assessment)
{
  static const char *const leanings[] = {
    N_ ("Undetermined, leaning MS-related"),
    N_ ("Undetermined, leaning not MS-related"),
    N_ ("Undetermined, leaning referred"),
    N_ ("Undetermined, leaning mixed"),
    N_ ("Undetermined"),
  };

  static const char *const open_causes[] = {
    N_ ("MS-related, no single cause likely yet"),
    N_ ("Not MS-related, no single cause likely yet"),
    N_ ("Referred from elsewhere, no single cause likely yet"),
  };

  if (assessment->group < LUMBAR_N_SINGLE_GROUPS && !has_likely_lead (assessment))
    return g_strdup (_(open_causes[assessment->group]));
  switch (assessment->group)
    {
    case LUMBAR_GROUP_MIXED:
      /* Translators: as in "Mixed: more than one source" */
      return g_strdup_printf (_("%s: %s"), lumbar_group_get_title (LUMBAR_GROUP_MIXED),
                              lumbar_mixed_meaning_get_title (assessment->mixed_meaning));
    case LUMBAR_GROUP_UNDETERMINED:
      return g_strdup (_(leanings[assessment->leaning]));
    case LUMBAR_GROUP_REFERRED:
      return g_strdup (_("Referred: felt in the back, coming from elsewhere"));
    case LUMBAR_GROUP_MS:
    case LUMBAR_GROUP_NON_MS:
    default:
      return g_strdup (lumbar_group_get_title (assessment->group));
    }
}

/**
 * lumbar_report_group_get_shape:
 * @group: a group
 *
 * Returns: the shape that stands for the group beside its colour and word
 */
const char *
lumbar_report_group_get_shape (LumbarGroup group)
{
  static const char *const shapes[] = { "●", "■", "▲", "●■", "◌" };

  return shapes[group];
}

/**
 * lumbar_report_answer_text:
 * @response: the answers of a visit
 * @finding_id: a finding
 *
 * Returns: (transfer full): the finding and what was recorded for it: "Saddle numbness: New"; without an
 *   answer only the finding
 */
char *
lumbar_report_answer_text (LumbarResponse *response, const char *finding_id)
{
  LumbarKnowledge *knowledge = lumbar_response_get_knowledge (response);
  const LumbarFinding *finding = lumbar_knowledge_find_finding (knowledge, finding_id);
  LumbarAnswer *answer = lumbar_response_find_answer (response, finding_id);

  if (answer != NULL)
    return label_answer (finding, answer);
  return g_strdup (finding ? lumbar_text_translate (finding->label) : finding_id);
}

/**
 * lumbar_report_cause_text:
 * @knowledge: the tables
 * @cause_id: a cause
 *
 * Returns: its name for people, translated; the id of one that the tables no longer know
 */
const char *
lumbar_report_cause_text (LumbarKnowledge *knowledge, const char *cause_id)
{
  const LumbarCause *cause = lumbar_knowledge_find_cause (knowledge, cause_id);

  return cause ? lumbar_text_translate (cause->name) : cause_id;
}

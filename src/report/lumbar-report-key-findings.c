/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The findings of a letter: those that carry the conclusion, the strongest of them, and how many more there are. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lumbar-report-words.h"

/* More than these a letter leaves to the full report; of those that weigh nothing it fills up to the fewest. */
#define MOST_FINDINGS 10
#define FEWEST_FINDINGS 5

/* One finding that stands out. */
typedef struct {
  const LumbarFinding *finding;
  gboolean changed; /* Worse or new: never left out */
  double carries;   /* Its greatest weight, for or against, for a cause that is concluded or leads */
  double weighs;    /* Its greatest weight for any cause */
} KeyFinding;

/* What belongs to this pain; numbers and the statements of a form stand in the scores. */
static gboolean
is_key (const LumbarFinding *finding, const LumbarAnswer *answer)
{
  return finding->specific && !lumbar_finding_holds_number (finding) && finding->type != LUMBAR_FINDING_TEXT &&
         finding->part_of == NULL && !lumbar_report_is_quiet (finding, answer);
}

static gboolean
is_changed (const LumbarFinding *finding, const LumbarAnswer *answer)
{
  guint64 chosen = lumbar_answer_get_value (answer)->options;

  for (guint i = 0; finding->change_model && i < finding->options->len; i++)
    {
      const char *id = lumbar_finding_get_option (finding, i)->id;

      if ((chosen >> i & 1) != 0 && (g_str_equal (id, "worse") || g_str_equal (id, "new")))
        return TRUE;
    }
  return FALSE;
}

static gboolean
carries (LumbarReportMaker *self, const char *cause_id)
{
  return g_strcmp0 (cause_id, self->assessment->lead) == 0 || g_strcmp0 (cause_id, self->assessment->second) == 0 ||
         (self->conclusion != NULL && g_strv_contains ((const char *const *) self->conclusion->causes, cause_id));
}

static void
weigh (KeyFinding *key, GPtrArray *reasons, gboolean carrying)
{
  for (guint i = 0; i < reasons->len; i++)
    {
      const LumbarReason *reason = reasons->pdata[i];
      double weight = fabs (log (reason->ratio));

      if (!g_str_equal (reason->finding_id, key->finding->id))
        continue;
      key->weighs = MAX (key->weighs, weight);
      if (carrying)
        key->carries = MAX (key->carries, weight);
    }
}

static KeyFinding
judge (LumbarReportMaker *self, const LumbarFinding *finding, const LumbarAnswer *answer)
{
  KeyFinding key = { finding, is_changed (finding, answer), 0, 0 };

  for (guint i = 0; i < self->assessment->causes->len; i++)
    {
      const LumbarRankedCause *cause = self->assessment->causes->pdata[i];
      gboolean carrying = carries (self, cause->id);

      weigh (&key, cause->reasons_for, carrying);
      weigh (&key, cause->reasons_against, carrying);
    }
  return key;
}

static int
compare_strength (gconstpointer a, gconstpointer b)
{
  const KeyFinding *one = a;
  const KeyFinding *other = b;

  if (one->changed != other->changed)
    return one->changed ? -1 : 1;
  if (one->carries != other->carries)
    return one->carries > other->carries ? -1 : 1;
  if (one->weighs != other->weighs)
    return one->weighs > other->weighs ? -1 : 1;
  /* A map takes many words for what the site says in few. */
  if ((one->finding->type == LUMBAR_FINDING_BODY_MAP) != (other->finding->type == LUMBAR_FINDING_BODY_MAP))
    return one->finding->type == LUMBAR_FINDING_BODY_MAP ? 1 : -1;
  return (int) one->finding->index - (int) other->finding->index;
}

static int
compare_place (gconstpointer a, gconstpointer b)
{
  return (int) ((const KeyFinding *) a)->finding->index - (int) ((const KeyFinding *) b)->finding->index;
}

static gboolean
is_kept (const KeyFinding *key, guint kept)
{
  return key->changed || kept < (key->weighs > 0 ? MOST_FINDINGS : FEWEST_FINDINGS);
}

/* Keeps all that changed and of the others the strongest, in the order they were asked; returns how many went. */
static guint
keep_strongest (GArray *keys)
{
  guint kept = 0, n;

  g_array_sort (keys, compare_strength);
  while (kept < keys->len && is_kept (&g_array_index (keys, KeyFinding, kept), kept))
    kept++;
  n = keys->len - kept;
  g_array_set_size (keys, kept);
  g_array_sort (keys, compare_place);
  return n;
}

static gboolean
has_examined (GArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (lumbar_finding_is_examined (g_array_index (keys, KeyFinding, i).finding))
      return TRUE;
  return FALSE;
}

static void
add_list (LumbarReportMaker *self, GArray *keys, gboolean examined, const char *label, guint more)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      const LumbarFinding *finding = g_array_index (keys, KeyFinding, i).finding;
      g_autofree char *words = lumbar_report_answer_text (self->response, finding->id);

      if (lumbar_finding_is_examined (finding) == examined)
        lumbar_report_maker_join (list, "; ", words);
    }
  if (more > 0)
    {
      g_autofree char *words =
        g_strdup_printf (ngettext ("and %u more in the full report", "and %u more in the full report", more), more);

      lumbar_report_maker_join (list, "; ", words);
    }
  if (list->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, label, list->str, NULL);
}

/**
 * lumbar_report_add_key_findings:
 * @self: a report in the making
 * @said: (element-type utf8): ids of the findings that the report has named already
 *
 * Adds what else stands out: what got worse or is new, then what weighs most for or against the causes that are
 * concluded or lead; the rest is counted.
 *
 * Returns: how many answers are normal, absent or too long for a letter
 */
guint
lumbar_report_add_key_findings (LumbarReportMaker *self, GHashTable *said)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (KeyFinding));
  guint unsaid = 0, more;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (self->knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (self->knowledge, i);
      LumbarAnswer *answer = lumbar_response_get_answer (self->response, i);
      KeyFinding key;

      if (answer == NULL)
        continue;
      unsaid += !is_key (finding, answer);
      if (!is_key (finding, answer) || g_hash_table_contains (said, finding->id))
        continue;
      key = judge (self, finding, answer);
      g_array_append_val (keys, key);
    }
  more = keep_strongest (keys);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Further key findings"), NULL);
  if (!lumbar_response_has_examination (self->response))
    lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, _("History only"), _("no examination was recorded."), NULL);
  add_list (self, keys, FALSE, _("History"), has_examined (keys) ? 0 : more);
  if (has_examined (keys))
    add_list (self, keys, TRUE, _("Examination"), more);
  return unsaid;
}

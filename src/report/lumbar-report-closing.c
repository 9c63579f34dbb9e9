/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a report ends: what the person was told to watch for, what was added later and found out in the end,
 * who signs, and what all of it rests on. */

#include "lumbar-report-maker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-report-words.h"
#include "lumbar-text.h"

/**
 * lumbar_report_add_safety_net:
 * @self: a report in the making
 *
 * Adds what the person was told to watch for.
 */
void
lumbar_report_add_safety_net (LumbarReportMaker *self)
{
  /* A letter has it in the plan. */
  if (!self->brief)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Safety-net advice"), NULL);
  lumbar_report_maker_add (
    self, LUMBAR_BLOCK_PARAGRAPH, self->brief ? _("Safety-net advice") : NULL,
    _("Seek help at once for any of these: new numbness between the legs or around the back "
      "passage (the saddle); a new change of bladder or bowel, such as not being able to pass "
      "urine or losing control; new or worse weakness of a leg; fever or shivering."),
    NULL);
}

static void
add_addenda (LumbarReportMaker *self)
{
  GPtrArray *addenda = self->encounter->addenda;

  if (addenda->len == 0)
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Addenda"), NULL);
  for (guint i = 0; i < addenda->len; i++)
    {
      const LumbarAddendum *addendum = addenda->pdata[i];
      g_autofree char *at = lumbar_date_format_instant (addendum->at);
      g_autofree char *label = g_strdup_printf ("%s · %s", at, addendum->author);

      lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, label, addendum->text, NULL);
    }
}

/* The last one counts and stands first; what it takes the place of stays readable. */
static void
add_outcomes (LumbarReportMaker *self)
{
  GPtrArray *outcomes = self->encounter->outcomes;

  /* A letter has it in the conclusion. */
  if (outcomes->len == 0 || self->brief)
    return;
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Final cause"), NULL);
  for (guint i = outcomes->len; i > 0; i--)
    {
      const LumbarOutcome *outcome = outcomes->pdata[i - 1];
      g_autofree char *at = lumbar_date_format_instant (outcome->at);
      g_autofree char *label = i == outcomes->len
                                 ? g_strdup_printf ("%s · %s", at, outcome->author)
                                 /* Translators: a time and a name. */
                                 : g_strdup_printf (_("Superseded: %s · %s"), at, outcome->author);
      g_autofree char *words = lumbar_outcome_describe (outcome, self->knowledge);
      g_autofree char *text =
        *outcome->comment ? g_strdup_printf ("%s. %s", words, outcome->comment) : g_steal_pointer (&words);

      lumbar_report_maker_add (self, LUMBAR_BLOCK_PARAGRAPH, label, text, NULL);
    }
}

/**
 * lumbar_report_add_signature:
 * @self: a report in the making
 *
 * Adds who signed and when, and the lines to sign on.
 */
void
lumbar_report_add_signature (LumbarReportMaker *self)
{
  LumbarEncounter *encounter = self->encounter;
  g_autofree char *text = NULL;

  if (encounter->status == LUMBAR_ENCOUNTER_SIGNED)
    {
      g_autofree char *at = lumbar_date_format_instant (encounter->signed_at);

      text = g_strdup_printf (_("Signed by %s on %s"), encounter->author, at);
    }
  else
    text = g_strdup (_("Draft, not signed"));
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SIGNATURE, NULL, text, NULL);
}

/**
 * lumbar_report_add_versions:
 * @self: a report in the making
 *
 * Adds the version of the knowledge, and the one it was assessed with where that is another.
 */
void
lumbar_report_add_versions (LumbarReportMaker *self)
{
  const char *loaded = lumbar_knowledge_get_version (self->knowledge);
  g_autofree char *loaded_text = lumbar_knowledge_version_to_text (loaded);
  const char *used = self->assessment->knowledge_version;
  g_autofree char *date = lumbar_date_format (lumbar_knowledge_get_date (self->knowledge));
  g_autofree char *text = NULL;

  text = g_strdup_printf (_("%s, version %s of %s."),
                          lumbar_text_translate (lumbar_knowledge_get_title (self->knowledge)), loaded_text, date);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Knowledge"), text, NULL);
  if (used != NULL && *used != '\0' && strcmp (used, loaded) != 0)
    {
      g_autofree char *used_text = lumbar_knowledge_version_to_text (used);
      g_autofree char *older = NULL;

      older = g_strdup_printf (
        _("The assessment was computed with version %s and is shown as it was then; its words "
          "are those of version %s."),
        used_text, loaded_text);
      lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Assessed with"), older, NULL);
    }
}

/* What can be typed from paper: registers of publications in full, of other pages the site. */
static char *
shorten_address (const char *link)
{
  static const char *const registers[] = { "https://doi.org/", "https://pubmed.ncbi.nlm.nih.gov/",
                                           "https://www.ncbi.nlm.nih.gov/pmc/articles/", NULL };
  g_auto (GStrv) parts = g_strsplit (link, "/", 4);

  for (guint i = 0; registers[i] != NULL; i++)
    if (g_str_has_prefix (link, registers[i]))
      return g_strdup (link + strlen ("https://"));
  return g_strdup (g_strv_length (parts) > 2 ? parts[2] : link);
}

/* On paper a link can't be followed: each cited source is written out once with its address. */
static void
add_sources (LumbarReportMaker *self)
{
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SUBHEADING, NULL, _("Sources cited"), NULL);
  for (guint i = 0; i < self->sources->len; i++)
    {
      const LumbarSource *source = lumbar_knowledge_find_source (self->knowledge, self->sources->pdata[i]);
      g_autofree char *name =
        source ? lumbar_report_source_text (source) : g_strdup (self->sources->pdata[i]);
      g_autofree char *link = source ? lumbar_source_get_link (source) : NULL;
      g_autofree char *address = link ? shorten_address (link) : g_strdup (_("no address known"));

      lumbar_report_maker_add (self, LUMBAR_BLOCK_SOURCE, NULL, name, address)->link =
        g_steal_pointer (&link);
    }
}

/**
 * lumbar_report_add_basis:
 * @self: a report in the making
 *
 * Adds the basis with the sources cited so far.
 */
void
lumbar_report_add_basis (LumbarReportMaker *self)
{
  lumbar_report_maker_add (self, LUMBAR_BLOCK_HEADING, NULL, _("Basis and limits"), NULL);
  lumbar_report_add_versions (self);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Intended use"),
                           lumbar_text_translate (lumbar_knowledge_get_intended_use (self->knowledge)), NULL);
  lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Limits"),
                           lumbar_text_translate (lumbar_knowledge_get_limits (self->knowledge)), NULL);
  if (self->sources->len > 0)
    add_sources (self);
}

/**
 * lumbar_report_add_additions:
 * @self: a report in the making
 *
 * Adds addenda and the final cause.
 */
void
lumbar_report_add_additions (LumbarReportMaker *self)
{
  add_addenda (self);
  add_outcomes (self);
}

/**
 * lumbar_report_add_left_out:
 * @self: a report in the making
 * @left_out: #LumbarReportSection bits
 *
 * Says what somebody chose to leave out, so that nobody takes a gap for a "no".
 */
void
lumbar_report_add_left_out (LumbarReportMaker *self, guint left_out)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < LUMBAR_N_REPORT_SECTIONS; i++)
    if (left_out & (1u << i))
      lumbar_report_maker_join (titles, "; ", lumbar_report_section_get_title ((LumbarReportSection) (1u << i)));
  if (titles->len > 0)
    lumbar_report_maker_add (self, LUMBAR_BLOCK_SMALL, _("Left out of this report"), titles->str, NULL);
}

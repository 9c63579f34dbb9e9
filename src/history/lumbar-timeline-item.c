/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One dated thing of a patient, in words. */

#include "lumbar-timeline-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-date.h"
#include "lumbar-text.h"

G_DEFINE_FINAL_TYPE (LumbarTimelineItem, lumbar_timeline_item, G_TYPE_OBJECT)

/* By #LumbarEventKind */
static const LumbarTimelineKind event_kinds[LUMBAR_N_EVENT_KINDS] = {
  LUMBAR_TIMELINE_TREATMENT, LUMBAR_TIMELINE_TREATMENT, LUMBAR_TIMELINE_TREATMENT,
  LUMBAR_TIMELINE_RELAPSE,   LUMBAR_TIMELINE_STEROIDS,  LUMBAR_TIMELINE_FALL,
  LUMBAR_TIMELINE_IMAGING,   LUMBAR_TIMELINE_REFERRAL,  LUMBAR_TIMELINE_REFERRAL,
};

static void
lumbar_timeline_item_finalize (GObject *object)
{
  LumbarTimelineItem *self = LUMBAR_TIMELINE_ITEM (object);

  g_free (self->day);
  g_free (self->at);
  g_free (self->title);
  g_free (self->text);
  g_free (self->words);
  g_clear_object (&self->visit);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (lumbar_timeline_item_parent_class)->finalize (object);
}

static void
lumbar_timeline_item_class_init (LumbarTimelineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_timeline_item_finalize;
}

static void
lumbar_timeline_item_init (LumbarTimelineItem *self)
{
}

/* An instant of any zone in UTC, so that all compare as texts. */
static char *
write_utc (const char *instant, gint64 seconds)
{
  g_autoptr (GDateTime) utc = NULL;

  if (strlen (instant) == 20 && g_str_has_suffix (instant, "Z"))
    return g_strdup (instant);
  utc = g_date_time_new_from_unix_utc (seconds);
  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

/* The local day of a day or an instant, "" where it is neither; and the instant, "" where only the day is known. */
static void
set_time (LumbarTimelineItem *self, const char *when)
{
  gint64 seconds;

  if (lumbar_date_time_read (when, &seconds))
    {
      self->day = lumbar_date_local_day (when);
      self->at = write_utc (when, seconds);
    }
  else
    {
      self->day = g_strdup (lumbar_date_is_valid (when) ? when : "");
      self->at = g_strdup ("");
    }
}

/* Takes @text. */
static LumbarTimelineItem *
create (LumbarTimelineKind kind, LumbarTimelineState state, const char *when, const char *title, char *text)
{
  LumbarTimelineItem *self = g_object_new (LUMBAR_TYPE_TIMELINE_ITEM, NULL);

  self->kind = kind;
  self->state = state;
  set_time (self, when);
  self->title = g_strdup (title);
  self->text = text;
  return self;
}

static void
append_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* "Not MS-related · Lumbar root compression · pain 5 · 1 urgent finding" */
static char *
describe_visit (LumbarKnowledge *knowledge, const LumbarEncounter *visit)
{
  const LumbarCause *lead = lumbar_knowledge_find_cause (knowledge, visit->lead);
  GString *text = g_string_new (NULL);

  if (visit->status == LUMBAR_ENCOUNTER_DRAFT)
    append_part (text, _("Not signed yet; continue where you left off"));
  else
    append_part (text, lumbar_group_get_title (visit->group));
  if (lead != NULL)
    append_part (text, lumbar_text_translate (lead->name));
  if (visit->pain_average >= 0)
    {
      g_autofree char *number = lumbar_text_number (visit->pain_average);
      /* Translators: average pain, 0 to 10. */
      g_autofree char *pain = g_strdup_printf (_("pain %s"), number);

      append_part (text, pain);
    }
  if (visit->n_now_flags > 0)
    {
      g_autofree char *flags = g_strdup_printf (
        ngettext ("%u urgent finding", "%u urgent findings", visit->n_now_flags), visit->n_now_flags);

      append_part (text, flags);
    }
  return g_string_free (text, FALSE);
}

/* The first line with something on it. */
static char *
take_first_line (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text ? text : ""));

  return g_strchomp (g_strndup (stripped, strcspn (stripped, "\n")));
}

/**
 * lumbar_timeline_item_new_year:
 * @title: a year, or what stands over the items without one
 *
 * Returns: (transfer full): a heading
 */
LumbarTimelineItem *
lumbar_timeline_item_new_year (const char *title)
{
  return create (LUMBAR_TIMELINE_YEAR, LUMBAR_TIMELINE_PLAIN, NULL, title, g_strdup (""));
}

/**
 * lumbar_timeline_item_new_visit:
 * @knowledge: the clinical content
 * @visit: a visit as in lists
 *
 * Returns: (transfer full): the visit
 */
LumbarTimelineItem *
lumbar_timeline_item_new_visit (LumbarKnowledge *knowledge, LumbarEncounter *visit)
{
  gboolean draft = visit->status == LUMBAR_ENCOUNTER_DRAFT;
  LumbarTimelineItem *self =
    create (LUMBAR_TIMELINE_VISIT, draft ? LUMBAR_TIMELINE_DRAFT : LUMBAR_TIMELINE_PLAIN, visit->started_at,
            _("Visit"), describe_visit (knowledge, visit));

  self->visit = g_object_ref (visit);
  return self;
}

/**
 * lumbar_timeline_item_new_addendum:
 * @visit: a signed visit
 * @addendum: what was added to it
 *
 * Returns: (transfer full): the addendum, on the day it was written
 */
LumbarTimelineItem *
lumbar_timeline_item_new_addendum (LumbarEncounter *visit, const LumbarAddendum *addendum)
{
  LumbarTimelineItem *self = create (LUMBAR_TIMELINE_ADDENDUM, LUMBAR_TIMELINE_PLAIN, addendum->at,
                                     _("Addendum"), take_first_line (addendum->text));

  self->visit = g_object_ref (visit);
  return self;
}

/**
 * lumbar_timeline_item_new_final_cause:
 * @knowledge: the clinical content
 * @visit: a signed visit
 * @outcome: what it turned out to come from
 *
 * Returns: (transfer full): the outcome, on the day it was recorded
 */
LumbarTimelineItem *
lumbar_timeline_item_new_final_cause (LumbarKnowledge *knowledge,
                                      LumbarEncounter *visit,
                                      const LumbarOutcome *outcome)
{
  gboolean last = outcome == lumbar_outcome_get_last (visit->outcomes);
  LumbarTimelineItem *self = create (
    LUMBAR_TIMELINE_FINAL_CAUSE, last ? LUMBAR_TIMELINE_PLAIN : LUMBAR_TIMELINE_SUPERSEDED, outcome->at,
    _("Final cause"), lumbar_outcome_describe (outcome, knowledge));

  self->visit = g_object_ref (visit);
  return self;
}

/**
 * lumbar_timeline_item_new_event:
 * @event: an event, withdrawn or not
 *
 * Returns: (transfer full): the event
 */
LumbarTimelineItem *
lumbar_timeline_item_new_event (LumbarEvent *event)
{
  LumbarTimelineItem *self =
    create (event_kinds[event->kind], event->withdrawn ? LUMBAR_TIMELINE_WITHDRAWN : LUMBAR_TIMELINE_PLAIN,
            event->on, lumbar_event_kind_get_title (event->kind), take_first_line (event->text));

  self->event = g_object_ref (event);
  return self;
}

/**
 * lumbar_timeline_item_get_words:
 * @self: an item, of one thread at a time
 *
 * Written when first asked for: a record of a thousand visits is opened more often than searched.
 *
 * Returns: everything a person may look for, as lumbar_text_fold() writes it
 */
const char *
lumbar_timeline_item_get_words (LumbarTimelineItem *self)
{
  if (self->words == NULL)
    {
      g_autofree char *date = lumbar_date_format (self->day);
      g_autofree char *all = g_strjoin (" ", date, self->day, self->title, self->text,
                                        lumbar_timeline_state_get_title (self->state), NULL);

      self->words = lumbar_text_fold (all);
    }
  return self->words;
}

/**
 * lumbar_timeline_state_get_title:
 * @state: a state
 *
 * Returns: it in words, translated; "" for an item as it stands
 */
const char *
lumbar_timeline_state_get_title (LumbarTimelineState state)
{
  static const char *const titles[] = { "", N_ ("Draft"), N_ ("Replaced"), N_ ("Withdrawn") };

  /* The translation of "" is the header of the catalogue. */
  return *titles[state] == '\0' ? "" : _(titles[state]);
}

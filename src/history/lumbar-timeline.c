/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything dated of a patient in one list: visits with what followed them, and events. */

#include "lumbar-timeline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lumbar-text.h"

/* Newest first. Within a day what has an hour comes first, the latest on top; events have only a day and keep
 * one order, whichever way they were read. What has no day is last. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const LumbarTimelineItem *one = *(const LumbarTimelineItem *const *) a;
  const LumbarTimelineItem *other = *(const LumbarTimelineItem *const *) b;
  int order = strcmp (other->day, one->day);

  if (order == 0)
    order = strcmp (other->at, one->at);
  /* At one instant, what follows a visit stands above it. */
  if (order == 0 && one->visit != NULL && other->visit != NULL)
    order = (int) other->kind - (int) one->kind;
  if (order == 0 && one->event != NULL && other->event != NULL)
    {
      order = (int) one->event->kind - (int) other->event->kind;
      order = order ? order : strcmp (one->event->id, other->event->id);
    }
  return order;
}

static void
add_visit (GPtrArray *items, LumbarKnowledge *knowledge, LumbarEncounter *visit)
{
  g_ptr_array_add (items, lumbar_timeline_item_new_visit (knowledge, visit));
  for (guint i = 0; i < visit->addenda->len; i++)
    g_ptr_array_add (items, lumbar_timeline_item_new_addendum (visit, visit->addenda->pdata[i]));
  for (guint i = 0; i < visit->outcomes->len; i++)
    g_ptr_array_add (items,
                     lumbar_timeline_item_new_final_cause (knowledge, visit, visit->outcomes->pdata[i]));
}

/**
 * lumbar_timeline_new:
 * @knowledge: the clinical content
 * @visits: (element-type LumbarEncounter): as in lists, with their addenda and outcomes
 * @events: (element-type LumbarEvent): withdrawn ones too
 *
 * Merges them. Needs no main thread.
 *
 * Returns: (transfer full) (element-type LumbarTimelineItem): the items, newest first; without a valid day
 *   last
 */
GPtrArray *
lumbar_timeline_new (LumbarKnowledge *knowledge, GPtrArray *visits, GPtrArray *events)
{
  GPtrArray *items = g_ptr_array_new_full (visits->len + events->len, g_object_unref);

  for (guint i = 0; i < visits->len; i++)
    add_visit (items, knowledge, visits->pdata[i]);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (items, lumbar_timeline_item_new_event (events->pdata[i]));
  g_ptr_array_sort (items, compare);
  return items;
}

static gboolean
has_all (LumbarTimelineItem *item, GStrv words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (lumbar_timeline_item_get_words (item), words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * lumbar_timeline_filter:
 * @items: (element-type LumbarTimelineItem): a time line
 * @kinds: a set of #LumbarTimelineKind
 * @words: (nullable): words as typed, in any order; accents and case don't matter
 *
 * Returns: (transfer full) (element-type LumbarTimelineItem): those of these kinds that have all words
 */
GPtrArray *
lumbar_timeline_filter (GPtrArray *items, guint kinds, const char *words)
{
  GPtrArray *found = g_ptr_array_new_full (items->len, g_object_unref);
  g_autofree char *folded = lumbar_text_fold (words ? words : "");
  g_auto (GStrv) each = g_strsplit_set (folded, " \t", -1);

  for (guint i = 0; i < items->len; i++)
    {
      LumbarTimelineItem *item = items->pdata[i];

      if ((item->kind & kinds) != 0 && has_all (item, each))
        g_ptr_array_add (found, g_object_ref (item));
    }
  return found;
}

/**
 * lumbar_timeline_add_years:
 * @items: (element-type LumbarTimelineItem): a time line, filtered or not
 *
 * Returns: (transfer full) (element-type LumbarTimelineItem): it with a heading before each year, and one
 *   before what has no valid day
 */
GPtrArray *
lumbar_timeline_add_years (GPtrArray *items)
{
  GPtrArray *all = g_ptr_array_new_full (items->len + 16, g_object_unref);
  const char *before = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      LumbarTimelineItem *item = items->pdata[i];

      if (before == NULL || strncmp (before, item->day, 4) != 0)
        {
          g_autofree char *year = g_strndup (item->day, 4);

          g_ptr_array_add (all, lumbar_timeline_item_new_year (*year ? year : _("Without a valid date")));
        }
      before = item->day;
      g_ptr_array_add (all, g_object_ref (item));
    }
  return all;
}

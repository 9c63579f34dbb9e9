/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A visit in a list. */

#include "lumbar-visit-row.h"

#include <glib/gi18n.h>

#include "lumbar-date.h"
#include "lumbar-group-mark.h"
#include "lumbar-text.h"

struct _LumbarVisitRow {
  AdwActionRow parent_instance;

  LumbarEncounter *visit; /* Owned */
};

G_DEFINE_FINAL_TYPE (LumbarVisitRow, lumbar_visit_row, ADW_TYPE_ACTION_ROW)

/* "Not MS-related · Lumbar root compression · pain 5" */
static char *
describe (LumbarKnowledge *knowledge, LumbarEncounter *visit)
{
  const LumbarCause *lead = lumbar_knowledge_find_cause (knowledge, visit->lead);
  GString *text = g_string_new (NULL);

  if (visit->status == LUMBAR_ENCOUNTER_DRAFT)
    g_string_append (text, _("Not signed yet; continue where you left off"));
  else
    g_string_append (text, lumbar_group_get_title (visit->group));
  if (lead != NULL)
    g_string_append_printf (text, " · %s", lumbar_text_translate (lead->name));
  if (visit->pain_average >= 0)
    {
      g_autofree char *number = lumbar_text_number (visit->pain_average);

      g_string_append (text, " · ");
      /* Translators: average pain, 0 to 10. */
      g_string_append_printf (text, _("pain %s"), number);
    }
  return g_string_free (text, FALSE);
}

static void
add_flags (LumbarVisitRow *self, guint n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *spoken = g_strdup_printf (ngettext ("%u urgent finding", "%u urgent findings", n), n);
  GtkWidget *icon = gtk_image_new_from_icon_name ("lumbar-flag-symbolic");

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), gtk_label_new (count));
  gtk_widget_add_css_class (box, "danger-mark");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (box, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
}

static void
add_draft_mark (LumbarVisitRow *self)
{
  GtkWidget *label = gtk_label_new (_("Draft"));

  gtk_widget_add_css_class (label, "draft-mark");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
}

static void
lumbar_visit_row_dispose (GObject *object)
{
  g_clear_object (&LUMBAR_VISIT_ROW (object)->visit);

  G_OBJECT_CLASS (lumbar_visit_row_parent_class)->dispose (object);
}

static void
lumbar_visit_row_class_init (LumbarVisitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lumbar_visit_row_dispose;
}

static void
lumbar_visit_row_init (LumbarVisitRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/**
 * lumbar_visit_row_new:
 * @knowledge: the clinical content
 * @visit: a visit as in lists
 *
 * Returns: (transfer floating): a row that shows @visit
 */
GtkWidget *
lumbar_visit_row_new (LumbarKnowledge *knowledge, LumbarEncounter *visit)
{
  LumbarVisitRow *self = g_object_new (LUMBAR_TYPE_VISIT_ROW, NULL);
  gboolean draft = visit->status == LUMBAR_ENCOUNTER_DRAFT;
  g_autofree char *title = lumbar_date_format (visit->started_at);
  g_autofree char *subtitle = describe (knowledge, visit);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  self->visit = g_object_ref (visit);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped);
  adw_action_row_add_prefix (
    ADW_ACTION_ROW (self), lumbar_group_mark_new (draft ? LUMBAR_GROUP_UNDETERMINED : visit->group));
  if (visit->n_now_flags > 0)
    add_flags (self, visit->n_now_flags);
  if (draft)
    add_draft_mark (self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return GTK_WIDGET (self);
}

/**
 * lumbar_visit_row_get_visit:
 * @self: a row
 *
 * Returns: (transfer none): the visit it shows
 */
LumbarEncounter *
lumbar_visit_row_get_visit (LumbarVisitRow *self)
{
  return self->visit;
}

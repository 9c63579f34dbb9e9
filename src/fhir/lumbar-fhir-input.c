/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checked reads of somebody else's JSON. Every refusal names the file, the place and what would be
 * right; nothing that is passed over goes unsaid. */

#include "lumbar-fhir-input.h"

#include <string.h>

#include "lumbar-date.h"
#include "lumbar-error.h"
#include "lumbar-text.h"

#define SHOWN_HEAD 160
#define SHOWN_TAIL 1500

/* Messages quote what somebody else wrote; nothing in them may steer a terminal or fill it. What is right
 * stands at the end, so a long one loses its middle. */
static char *
make_showable (const char *text)
{
  g_autofree char *clean = lumbar_text_clean (text, FALSE);
  glong length = g_utf8_strlen (clean, -1);
  g_autofree char *head = NULL;

  if (length <= SHOWN_HEAD + SHOWN_TAIL)
    return g_steal_pointer (&clean);
  head = g_utf8_substring (clean, 0, SHOWN_HEAD);
  return g_strconcat (head, " … ", g_utf8_offset_to_pointer (clean, length - SHOWN_TAIL), NULL);
}

static void
set_error (const LumbarFhirInput *self, const char *path, const char *message, GError **error)
{
  g_autofree char *place = make_showable (path);
  g_autofree char *what = make_showable (message);

  g_set_error (error, LUMBAR_ERROR, LUMBAR_ERROR_INPUT, "%s: %s: %s", self->name, place, what);
}

/**
 * lumbar_fhir_input_fail:
 * @self: the input
 * @path: the JSON path of what is wrong
 * @format: what is wrong and what would be right
 *
 * Returns: %FALSE, with @error set
 */
gboolean
lumbar_fhir_input_fail (
    const LumbarFhirInput *self, const char *path, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  set_error (self, path, message, error);
  return FALSE;
}

/**
 * lumbar_fhir_input_place:
 * @self: the input
 * @path: the JSON path of what is wrong
 * @problem: (transfer full): an error that doesn't say where
 *
 * Hands on @problem with file and path in front.
 *
 * Returns: %FALSE
 */
gboolean
lumbar_fhir_input_place (const LumbarFhirInput *self, const char *path, GError *problem, GError **error)
{
  set_error (self, path, problem->message, error);
  g_error_free (problem);
  return FALSE;
}

/**
 * lumbar_fhir_input_ignore:
 * @self: the input
 * @what: the finding or the JSON path that is passed over
 * @format: why
 *
 * Adds to the list of what was passed over.
 */
void
lumbar_fhir_input_ignore (const LumbarFhirInput *self, const char *what, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  if (self->ignored == NULL)
    return;
  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->ignored, lumbar_ignored_new (what, reason));
}

/* "painOnset" and "Pain_Onset" as ids are spelt: "pain-onset". */
static char *
spell_as_id (const char *text)
{
  GString *id = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isupper (*p) && p > text && g_ascii_islower (p[-1]))
        g_string_append_c (id, '-');
      g_string_append_c (id, strchr ("_ .", *p) ? '-' : g_ascii_tolower (*p));
    }
  return g_string_free (id, FALSE);
}

/* The finding that @id was meant to be: the nearest spelling within a third of its length, otherwise
 * the first whose id begins with it. */
static const LumbarFinding *
find_nearest (LumbarKnowledge *knowledge, const char *id)
{
  g_autofree char *spelt = spell_as_id (id);
  const LumbarFinding *nearest = NULL, *longer = NULL;
  guint least = (guint) MIN (strlen (spelt), 64) / 3 + 1;

  for (guint i = 0; i < lumbar_knowledge_get_n_findings (knowledge); i++)
    {
      const LumbarFinding *finding = lumbar_knowledge_get_finding (knowledge, i);
      guint distance = lumbar_text_distance (spelt, finding->id);

      if (distance < least)
        {
          least = distance;
          nearest = finding;
        }
      if (longer == NULL && strlen (spelt) >= 3 && g_str_has_prefix (finding->id, spelt))
        longer = finding;
    }
  return nearest ? nearest : longer;
}

/**
 * lumbar_fhir_input_fail_unknown:
 * @self: the input
 * @path: the JSON path of what is wrong
 * @id: what was given where the id of a finding belongs
 *
 * An answer under a name that isn't known may be a mistyped finding; passing over it could lose a red
 * flag.
 *
 * Returns: %FALSE, with @error naming the nearest finding
 */
gboolean
lumbar_fhir_input_fail_unknown (const LumbarFhirInput *self, const char *path, const char *id, GError **error)
{
  const LumbarFinding *nearest = find_nearest (self->knowledge, id);

  if (nearest != NULL)
    return lumbar_fhir_input_fail (self, path, error, "there is no finding “%s”; did you mean “%s”?", id,
                                   nearest->id);
  return lumbar_fhir_input_fail (
      self, path, error, "there is no finding “%s”; “lumbar questionnaire” lists those that exist", id);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *clean = lumbar_text_clean (text, FALSE);

  return *clean == '\0';
}

/**
 * lumbar_fhir_input_read_string:
 * @self: the input
 * @object: a JSON object
 * @path: its path
 * @member: a name
 * @text: (out) (transfer none) (nullable): the string; %NULL where the member is missing
 *
 * Returns: %FALSE with @error set where the member is no string or an empty one
 */
gboolean
lumbar_fhir_input_read_string (const LumbarFhirInput *self,
                               JsonObject *object,
                               const char *path,
                               const char *member,
                               const char **text,
                               GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *place = NULL;

  *text = lumbar_json_get_string (object, member);
  if (node == NULL || (*text != NULL && !is_blank (*text)))
    return TRUE;
  place = g_strconcat (path, ".", member, NULL);
  if (*text != NULL)
    return lumbar_fhir_input_fail (self, place, error,
                                   "is empty; leave it out where there is nothing to say");
  return lumbar_fhir_input_fail (self, place, error, "is %s; it must be a string",
                                 lumbar_json_type_name (node));
}

/**
 * lumbar_fhir_input_read_object:
 * @self: the input
 * @object: a JSON object
 * @path: its path
 * @member: a name
 * @inner: (out) (transfer none) (nullable): the object; %NULL where the member is missing
 *
 * Returns: %FALSE with @error set where the member is something else
 */
gboolean
lumbar_fhir_input_read_object (const LumbarFhirInput *self,
                               JsonObject *object,
                               const char *path,
                               const char *member,
                               JsonObject **inner,
                               GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *place = NULL;

  *inner = lumbar_json_get_object (object, member);
  if (node == NULL || *inner != NULL)
    return TRUE;
  place = g_strconcat (path, ".", member, NULL);
  return lumbar_fhir_input_fail (self, place, error, "is %s; it must be an object",
                                 lumbar_json_type_name (node));
}

/**
 * lumbar_fhir_input_read_objects:
 * @self: the input
 * @object: a JSON object
 * @path: its path
 * @member: a name
 * @array: (out) (transfer none) (nullable): an array of objects; %NULL where the member is missing
 *
 * Returns: %FALSE with @error set where the member is something else, or an empty array
 */
gboolean
lumbar_fhir_input_read_objects (const LumbarFhirInput *self,
                                JsonObject *object,
                                const char *path,
                                const char *member,
                                JsonArray **array,
                                GError **error)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *place = g_strconcat (path, ".", member, NULL);

  *array = lumbar_json_get_array (object, member);
  if (node == NULL)
    return TRUE;
  if (*array == NULL)
    return lumbar_fhir_input_fail (self, place, error, "is %s; it must be an array of objects",
                                   lumbar_json_type_name (node));
  if (json_array_get_length (*array) == 0)
    return lumbar_fhir_input_fail (self, place, error, "is empty; leave it out where there is none");
  for (guint i = 0; i < json_array_get_length (*array); i++)
    if (lumbar_json_element_object (*array, i) == NULL)
      {
        g_autofree char *element = g_strdup_printf ("%s[%u]", place, i);

        return lumbar_fhir_input_fail (self, element, error, "is %s; it must be an object",
                                       lumbar_json_type_name (json_array_get_element (*array, i)));
      }
  return TRUE;
}

/* The local day of a FHIR dateTime: an instant of tomorrow elsewhere may be today here. */
static char *
get_local_day (const char *time)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (time, NULL);
  g_autoptr (GDateTime) local = instant ? g_date_time_to_local (instant) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d") : g_strdup (time);
}

/**
 * lumbar_fhir_input_read_time:
 * @self: the input
 * @object: a JSON object
 * @path: its path
 * @member: a name
 * @time: (out) (transfer none) (nullable): a FHIR date or dateTime, possibly without day or month; %NULL
 *   where the member is missing
 *
 * Returns: %FALSE with @error set where the member is no date, or one in the future
 */
gboolean
lumbar_fhir_input_read_time (const LumbarFhirInput *self,
                             JsonObject *object,
                             const char *path,
                             const char *member,
                             const char **time,
                             GError **error)
{
  g_autofree char *place = g_strconcat (path, ".", member, NULL);
  g_autofree char *day = NULL;

  if (!lumbar_fhir_input_read_string (self, object, path, member, time, error))
    return FALSE;
  if (*time == NULL)
    return TRUE;
  if (!lumbar_date_is_valid_partial (*time) && !lumbar_date_time_is_valid (*time))
    return lumbar_fhir_input_fail (
        self, place, error,
        "“%s” is no day of the calendar or time with a zone; write it as 2026-11-22 "
        "or 2026-11-22T10:15:00+01:00",
        *time);
  day = get_local_day (*time);
  if (strncmp (day, self->today, strlen (day)) > 0)
    return lumbar_fhir_input_fail (self, place, error, "%s lies in the future; today is %s", *time,
                                   self->today);
  return TRUE;
}

/**
 * lumbar_fhir_input_check_members:
 * @self: the input
 * @object: a FHIR resource or a part of one
 * @path: its path
 * @known: the members it may have
 *
 * Refuses members that FHIR does not know: a misspelt "item" would lose answers. Members that begin
 * with "_" only say something about the member of that name and may be passed over.
 *
 * Returns: %FALSE with @error set
 */
gboolean
lumbar_fhir_input_check_members (const LumbarFhirInput *self,
                                 JsonObject *object,
                                 const char *path,
                                 const char *const *known,
                                 GError **error)
{
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    {
      g_autofree char *place = g_strconcat (path, ".", member, NULL);

      if (strcmp (member, "modifierExtension") == 0)
        return lumbar_fhir_input_fail (
            self, place, error,
            "can change the meaning of what it stands in, and Lumbar does not know it; "
            "take it out where it does not");
      if (*member == '_')
        lumbar_fhir_input_ignore (self, place, "not read");
      else if (!g_strv_contains (known, member))
        return lumbar_fhir_input_fail (self, place, error,
                                       "FHIR R4 has no such member here; correct or remove it");
    }
  return TRUE;
}

/**
 * lumbar_fhir_input_ignore_rest:
 * @self: the input
 * @object: a FHIR resource
 * @path: its path
 * @read: the members that are read
 *
 * Lists every other member as passed over.
 */
void
lumbar_fhir_input_ignore_rest (const LumbarFhirInput *self,
                               JsonObject *object,
                               const char *path,
                               const char *const *read)
{
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (!g_strv_contains (read, member))
      {
        g_autofree char *place = g_strconcat (path, ".", member, NULL);

        lumbar_fhir_input_ignore (self, place, "not read");
      }
}

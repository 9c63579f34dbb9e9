/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letterhead of the clinic, to be filled in. */

#include "lumbar-letterhead-group.h"

#include <glib/gi18n.h>

#include "lumbar-text.h"
#include "lumbar-toast.h"

struct _LumbarLetterheadGroup {
  AdwPreferencesGroup parent_instance;

  GtkEditable *name;                                /* Child */
  GtkEditable *lines[LUMBAR_LETTERHEAD_MOST_LINES]; /* Children */
  GtkEditable *telephone;                           /* Child */
  AdwActionRow *logo;                               /* Child */
  GtkWidget *take_out;                              /* Child */
  AdwActionRow *problem;                            /* Child; shown where something is wrong */
  char *path;                                       /* Owned; the file */
  char *logo_path;                                  /* Owned; NULL without a logo */
  gboolean changed;                                 /* since it was saved or read */
};

G_DEFINE_FINAL_TYPE (LumbarLetterheadGroup, lumbar_letterhead_group, ADW_TYPE_PREFERENCES_GROUP)

/* @title: what comes of it */
static void
show_problem (LumbarLetterheadGroup *self, const char *title, const GError *error)
{
  g_autofree char *words = g_markup_escape_text (error ? error->message : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), title);
  adw_action_row_set_subtitle (self->problem, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
show_logo (LumbarLetterheadGroup *self)
{
  g_autofree char *name = self->logo_path ? g_filename_display_basename (self->logo_path) : NULL;
  g_autofree char *words = g_markup_escape_text (name ? name : _("None. A PNG picture"), -1);

  adw_action_row_set_subtitle (self->logo, words);
  gtk_widget_set_visible (self->take_out, self->logo_path != NULL);
}

static char *
get_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static char *
join_lines (LumbarLetterheadGroup *self)
{
  GString *address = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    {
      g_autofree char *line = get_text (self->lines[i]);

      if (*line != '\0')
        g_string_append_printf (address, "%s%s", address->len > 0 ? ";" : "", line);
    }
  return g_string_free (address, FALSE);
}

static gboolean
write_letterhead (LumbarLetterheadGroup *self, GError **error)
{
  g_autofree char *name = get_text (self->name);
  g_autofree char *address = join_lines (self);
  g_autofree char *telephone = get_text (self->telephone);
  g_autoptr (LumbarLetterhead) letterhead = NULL;

  if (*name == '\0' && *address == '\0' && *telephone == '\0' && self->logo_path == NULL)
    return lumbar_letterhead_remove (self->path, error);
  letterhead = lumbar_letterhead_new (name, address, telephone, self->logo_path, error);
  return letterhead != NULL && lumbar_letterhead_save (letterhead, self->path, error);
}

/* From now on the copy counts: the picture that was chosen may be moved away. */
static void
take_copy (LumbarLetterheadGroup *self)
{
  g_autoptr (LumbarLetterhead) saved = self->logo_path ? lumbar_letterhead_load (self->path, NULL) : NULL;

  if (saved != NULL)
    lumbar_set_str (&self->logo_path, saved->logo_path);
}

static void
save (LumbarLetterheadGroup *self)
{
  g_autoptr (GError) error = NULL;

  self->changed = !write_letterhead (self, &error);
  if (!self->changed)
    take_copy (self);
  show_problem (self, _("Not Saved"), error);
}

static void
row_changed_cb (LumbarLetterheadGroup *self)
{
  self->changed = TRUE;
}

static GtkEditable *
add_entry (LumbarLetterheadGroup *self, const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "show-apply-button", TRUE, NULL);

  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "apply", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return GTK_EDITABLE (row);
}

/* The logo */

static void
chooser_response_cb (LumbarLetterheadGroup *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL)
    lumbar_letterhead_group_choose_logo (self, path);
  g_object_unref (chooser);
}

static void
logo_activated_cb (LumbarLetterheadGroup *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Logo of the Clinic"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Use Picture"), NULL);
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("PNG pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/png");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), pictures);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chooser_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
take_out_cb (LumbarLetterheadGroup *self)
{
  g_clear_pointer (&self->logo_path, g_free);
  show_logo (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->logo));
  save (self);
}

static void
add_logo (LumbarLetterheadGroup *self)
{
  GtkWidget *row =
    g_object_new (ADW_TYPE_ACTION_ROW, "title", _("Logo…"), "subtitle-lines", 0, "activatable", TRUE, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("folder-open-symbolic");

  self->logo = ADW_ACTION_ROW (row);
  self->take_out = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_valign (self->take_out, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->take_out, "flat");
  gtk_widget_set_tooltip_text (self->take_out, _("Take out the logo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take_out), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Take out the logo"), -1);
  adw_action_row_add_suffix (self->logo, self->take_out);
  adw_action_row_add_suffix (self->logo, icon);
  g_signal_connect_object (row, "activated", G_CALLBACK (logo_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->take_out, "clicked", G_CALLBACK (take_out_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_problem (LumbarLetterheadGroup *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "subtitle-lines", 0, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                                 NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (row, "error");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  self->problem = ADW_ACTION_ROW (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/* What is there already. */
static void
fill (LumbarLetterheadGroup *self)
{
  g_autoptr (LumbarLetterhead) letterhead = NULL;
  g_autoptr (GError) error = NULL;

  lumbar_letterhead_load_default (&letterhead, &error);
  show_problem (self, _("Not Used"), error);
  if (letterhead != NULL)
    {
      gtk_editable_set_text (self->name, letterhead->name);
      for (guint i = 0; letterhead->address[i] != NULL; i++)
        gtk_editable_set_text (self->lines[i], letterhead->address[i]);
      gtk_editable_set_text (self->telephone, letterhead->telephone);
      self->logo_path = g_strdup (letterhead->logo_path);
    }
  show_logo (self);
  self->changed = FALSE;
}

/* What was typed and not applied is not lost with the window. */
static void
lumbar_letterhead_group_unmap (GtkWidget *widget)
{
  LumbarLetterheadGroup *self = LUMBAR_LETTERHEAD_GROUP (widget);

  if (self->changed)
    save (self);

  GTK_WIDGET_CLASS (lumbar_letterhead_group_parent_class)->unmap (widget);
}

static void
lumbar_letterhead_group_finalize (GObject *object)
{
  LumbarLetterheadGroup *self = LUMBAR_LETTERHEAD_GROUP (object);

  g_free (self->path);
  g_free (self->logo_path);

  G_OBJECT_CLASS (lumbar_letterhead_group_parent_class)->finalize (object);
}

static void
lumbar_letterhead_group_class_init (LumbarLetterheadGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lumbar_letterhead_group_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = lumbar_letterhead_group_unmap;
}

static void
lumbar_letterhead_group_init (LumbarLetterheadGroup *self)
{
  self->path = lumbar_letterhead_get_default_path ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Letterhead"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Stands on the first page of what you print and save. Leave all of it empty "
                                           "for none."));
  self->name = add_entry (self, _("Name of the clinic"));
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    {
      /* Translators: the number of a line */
      g_autofree char *title = g_strdup_printf (_("Address, line %u"), i + 1);

      self->lines[i] = add_entry (self, title);
    }
  self->telephone = add_entry (self, _("Telephone"));
  add_logo (self);
  add_problem (self);
  fill (self);
}

/**
 * lumbar_letterhead_group_new:
 *
 * Returns: (transfer floating): the group, with what is in the user's letterhead
 */
GtkWidget *
lumbar_letterhead_group_new (void)
{
  return g_object_new (LUMBAR_TYPE_LETTERHEAD_GROUP, NULL);
}

/**
 * lumbar_letterhead_group_choose_logo:
 * @self: a group
 * @path: a PNG file
 *
 * Takes a copy of the picture into the letterhead where it can be printed; otherwise says what is wrong with it, and
 * the logo stays as it was.
 */
void
lumbar_letterhead_group_choose_logo (LumbarLetterheadGroup *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarLetterhead) tried = lumbar_letterhead_new ("-", "", "", path, &error);

  if (tried == NULL)
    {
      show_problem (self, _("Logo Not Taken"), error);
      return;
    }
  g_free (self->logo_path);
  self->logo_path = g_strdup (path);
  show_logo (self);
  save (self);
}

/**
 * lumbar_letterhead_group_load:
 * @widget: what shows a report
 *
 * Reads the letterhead for a report. One that can't be used is told of, and the report goes without.
 *
 * Returns: (transfer full) (nullable): the letterhead of this user
 */
LumbarLetterhead *
lumbar_letterhead_group_load (GtkWidget *widget)
{
  LumbarLetterhead *letterhead = NULL;
  g_autoptr (GError) error = NULL;

  if (!lumbar_letterhead_load_default (&letterhead, &error))
    {
      g_autofree char *words = g_strdup_printf (_("Without letterhead: %s"), error->message);

      lumbar_toast_show (widget, words);
    }
  return letterhead;
}

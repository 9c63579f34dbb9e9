/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a report is for, on what paper, and what is left out of it. */

#include "lumbar-report-chooser.h"

#include <glib/gi18n.h>

#include "lumbar-settings.h"

struct _LumbarReportChooser {
  GtkPopover parent_instance;

  GSettings *settings; /* Owned; NULL where the program is not installed whole: then nothing is remembered */
  LumbarReportChoice choice;
  LumbarPaper paper;

  GtkCheckButton *profiles[LUMBAR_N_PROFILES]; /* Borrowed from the boxes, as are the following */
  GtkCheckButton *sections[LUMBAR_N_REPORT_SECTIONS];

  GtkBox *profile_box;
  GtkCheckButton *a4;
  GtkCheckButton *letter;
  GtkBox *section_box;
};

G_DEFINE_FINAL_TYPE (LumbarReportChooser, lumbar_report_chooser, GTK_TYPE_POPOVER)

static guint changed_signal;

/* A section that the chosen report never has is not offered. */
static void
show_sections (LumbarReportChooser *self)
{
  guint known = lumbar_report_profile_get_sections (self->choice.profile);

  for (guint i = 0; i < LUMBAR_N_REPORT_SECTIONS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->sections[i]), (known & 1u << i) != 0);
}

static void
show_choice (LumbarReportChooser *self)
{
  gtk_check_button_set_active (self->profiles[self->choice.profile], TRUE);
  gtk_check_button_set_active (self->paper == LUMBAR_PAPER_LETTER ? self->letter : self->a4, TRUE);
  for (guint i = 0; i < LUMBAR_N_REPORT_SECTIONS; i++)
    gtk_check_button_set_active (self->sections[i], (self->choice.without & 1u << i) == 0);
  show_sections (self);
}

/* What the buttons say. */
static void
take_choice (LumbarReportChooser *self)
{
  LumbarReportChoice choice = { LUMBAR_PROFILE_FULL, 0 };
  LumbarPaper paper = gtk_check_button_get_active (self->letter) ? LUMBAR_PAPER_LETTER : LUMBAR_PAPER_A4;

  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    if (gtk_check_button_get_active (self->profiles[i]))
      choice.profile = (LumbarReportProfile) i;
  for (guint i = 0; i < LUMBAR_N_REPORT_SECTIONS; i++)
    if (!gtk_check_button_get_active (self->sections[i]))
      choice.without |= 1u << i;
  if (choice.profile == self->choice.profile && choice.without == self->choice.without && paper == self->paper)
    return;
  if (self->settings != NULL && paper != self->paper)
    lumbar_settings_set_report_paper (self->settings, paper);
  self->choice = choice;
  self->paper = paper;
  if (self->settings != NULL)
    lumbar_settings_set_report_choice (self->settings, &choice);
  show_sections (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
section_toggled_cb (LumbarReportChooser *self)
{
  take_choice (self);
}

/* The one let go is told of before the one chosen is active. */
static void
radio_toggled_cb (LumbarReportChooser *self, GtkCheckButton *button)
{
  if (gtk_check_button_get_active (button))
    take_choice (self);
}

static void
create_profiles (LumbarReportChooser *self)
{
  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    {
      const char *title = lumbar_report_profile_get_title ((LumbarReportProfile) i);

      self->profiles[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (title));
      gtk_check_button_set_group (self->profiles[i], i > 0 ? self->profiles[0] : NULL);
      gtk_box_append (self->profile_box, GTK_WIDGET (self->profiles[i]));
    }
}

static void
create_sections (LumbarReportChooser *self)
{
  for (guint i = 0; i < LUMBAR_N_REPORT_SECTIONS; i++)
    {
      const char *title = lumbar_report_section_get_title ((LumbarReportSection) (1u << i));

      self->sections[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (title));
      gtk_box_append (self->section_box, GTK_WIDGET (self->sections[i]));
    }
}

/* Only after what was remembered is shown: showing it is no choice. */
static void
listen (LumbarReportChooser *self)
{
  for (guint i = 0; i < LUMBAR_N_PROFILES; i++)
    g_signal_connect_object (self->profiles[i], "toggled", G_CALLBACK (radio_toggled_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < LUMBAR_N_REPORT_SECTIONS; i++)
    g_signal_connect_object (self->sections[i], "toggled", G_CALLBACK (section_toggled_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->a4, "toggled", G_CALLBACK (radio_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->letter, "toggled", G_CALLBACK (radio_toggled_cb), self, G_CONNECT_SWAPPED);
}

static void
lumbar_report_chooser_dispose (GObject *object)
{
  g_clear_object (&LUMBAR_REPORT_CHOOSER (object)->settings);

  G_OBJECT_CLASS (lumbar_report_chooser_parent_class)->dispose (object);
}

static void
lumbar_report_chooser_class_init (LumbarReportChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lumbar_report_chooser_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/lumbar/Lumbar/report/lumbar-report-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, LumbarReportChooser, profile_box);
  gtk_widget_class_bind_template_child (widget_class, LumbarReportChooser, a4);
  gtk_widget_class_bind_template_child (widget_class, LumbarReportChooser, letter);
  gtk_widget_class_bind_template_child (widget_class, LumbarReportChooser, section_box);
}

static void
lumbar_report_chooser_init (LumbarReportChooser *self)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  create_profiles (self);
  create_sections (self);
  self->settings = lumbar_settings_new (&error);
  if (self->settings != NULL)
    {
      self->choice = lumbar_settings_get_report_choice (self->settings);
      self->paper = lumbar_settings_get_report_paper (self->settings);
    }
  else
    g_warning ("What the report contains is not remembered: %s", error->message);
  show_choice (self);
  listen (self);
}

/**
 * lumbar_report_chooser_get_choice:
 * @self: a chooser
 *
 * Returns: whom the report is for and what is left out of it
 */
LumbarReportChoice
lumbar_report_chooser_get_choice (LumbarReportChooser *self)
{
  return self->choice;
}

/**
 * lumbar_report_chooser_get_paper:
 * @self: a chooser
 *
 * Returns: the size of its pages
 */
LumbarPaper
lumbar_report_chooser_get_paper (LumbarReportChooser *self)
{
  return self->paper;
}

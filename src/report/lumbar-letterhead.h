/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/* What fits above a report without pushing it off its page. */
#define LUMBAR_LETTERHEAD_MOST_LINES 4
#define LUMBAR_LETTERHEAD_MOST_CHARS 90

/**
 * LumbarLetterhead:
 * @name: of the clinic, never empty
 * @address: its lines, %LUMBAR_LETTERHEAD_MOST_LINES at most; none where it is not known
 * @telephone: "" where it is not known
 * @logo_path: (nullable): where the logo was read from
 * @png: (nullable): that file, whole
 * @logo: (nullable): the same as a picture
 *
 * What a clinic sets on top of the first page of its reports. Immutable.
 */
typedef struct {
  gatomicrefcount references;
  char *name;
  GStrv address;
  char *telephone;
  char *logo_path;
  GBytes *png;
  cairo_surface_t *logo;
} LumbarLetterhead;

#define LUMBAR_TYPE_LETTERHEAD (lumbar_letterhead_get_type ())
GType lumbar_letterhead_get_type (void);

LumbarLetterhead *lumbar_letterhead_new (const char *name,
                                         const char *address,
                                         const char *telephone,
                                         const char *logo_path,
                                         GError **error);
LumbarLetterhead *lumbar_letterhead_ref (LumbarLetterhead *self);
void lumbar_letterhead_unref (LumbarLetterhead *self);

char *lumbar_letterhead_get_default_path (void);
LumbarLetterhead *lumbar_letterhead_load (const char *path, GError **error);
gboolean lumbar_letterhead_load_default (LumbarLetterhead **letterhead, GError **error);
gboolean lumbar_letterhead_save (LumbarLetterhead *self, const char *path, GError **error);
gboolean lumbar_letterhead_remove (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LumbarLetterhead, lumbar_letterhead_unref)

G_END_DECLS

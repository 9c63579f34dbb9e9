/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LumbarError:
 * @LUMBAR_ERROR_INPUT: what was given is wrong; the message names file, place and what is right
 * @LUMBAR_ERROR_RECORD: the record can't be opened or is damaged
 * @LUMBAR_ERROR_NEWER: the record was written by a newer version of the program
 * @LUMBAR_ERROR_READ_ONLY: the record can be read but not written
 * @LUMBAR_ERROR_FULL: the disk is full; nothing was changed
 * @LUMBAR_ERROR_BUSY: somebody else is writing; try again
 * @LUMBAR_ERROR_NOT_FOUND: there is no such patient, encounter or file
 * @LUMBAR_ERROR_SIGNED: a signed encounter can't be changed
 * @LUMBAR_ERROR_OUTPUT: what was asked for can't be written
 * @LUMBAR_ERROR_DENIED: the passphrase is wrong, or this person may not do this
 *
 * The one error domain of the program; each code is something a caller can act on.
 */
typedef enum {
  LUMBAR_ERROR_INPUT,
  LUMBAR_ERROR_RECORD,
  LUMBAR_ERROR_NEWER,
  LUMBAR_ERROR_READ_ONLY,
  LUMBAR_ERROR_FULL,
  LUMBAR_ERROR_BUSY,
  LUMBAR_ERROR_NOT_FOUND,
  LUMBAR_ERROR_SIGNED,
  LUMBAR_ERROR_OUTPUT,
  LUMBAR_ERROR_DENIED,
} LumbarError;

#define LUMBAR_ERROR (lumbar_error_quark ())
GQuark lumbar_error_quark (void);

void lumbar_error_add (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS

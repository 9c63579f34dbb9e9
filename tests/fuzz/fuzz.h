/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every target has in common. A target is one LLVMFuzzerTestOneInput() that asserts what must hold whatever
 * the bytes; it is linked with libFuzzer, or with replay.c, which runs the kept inputs. */
#pragma once

#include <glib.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "lumbar-error.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

const char *fuzz_get_folder (void);
char *fuzz_write (const char *name, const void *data, gsize size);
void fuzz_check_error (const GError *error, const char *name);

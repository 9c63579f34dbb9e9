/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the program. */

#include "lumbar-error.h"

G_DEFINE_QUARK (lumbar-error-quark, lumbar_error)

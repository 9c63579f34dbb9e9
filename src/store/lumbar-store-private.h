/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lumbar-database.h"
#include "lumbar-store.h"

G_BEGIN_DECLS

/* For the tests of this folder: what lies below the public face. */
LumbarDatabase *lumbar_store_get_database (LumbarStore *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void lumbar_password_row_name_buttons (gpointer row);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The registers of facilities, by module, to choose one. Main thread only. */
#pragma once

#include <adwaita.h>

#include "casework/yutu-module.h"

G_BEGIN_DECLS

#define YUTU_TYPE_REGISTER_LIST (yutu_register_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuRegisterList, yutu_register_list, YUTU, REGISTER_LIST, AdwBin)

/* Signals: chosen (const char *full_id); cancelled (): Esc. */
GtkWidget *yutu_register_list_new (void);
/* @modules must outlive it. */
void yutu_register_list_set_modules (YutuRegisterList  *self,
                                     const YutuModules *modules);
/* Empties the search and moves the focus there. */
void yutu_register_list_start (YutuRegisterList *self);

G_END_DECLS

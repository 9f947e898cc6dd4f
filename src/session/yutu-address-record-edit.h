/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The record of an address (地址档案) for the window and the command line; a change is one journal entry. The
 * yutu_file_ functions are not for the main thread, the yutu_session_ ones for it alone. */
#pragma once

#include "casework/yutu-module.h"
#include "gazetteer/yutu-address-forms.h"
#include "gazetteer/yutu-address-record.h"
#include "gazetteer/yutu-address.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Its fields, in data/modules/11-division.json. */
#define YUTU_OBJECT_ADDRESS "division.address"

typedef struct
{
  gint64          id;
  YutuAddressRow *row;
  char           *code;      /* as yutu_address_load_code(); NULL: none */
  char           *values;    /* JSON object, personal values masked */
  GPtrArray      *forms;     /* YutuAddressForm, oldest first */
  char           *main_text; /* of its main address; NULL: it is one */
  GPtrArray      *auxiliary; /* char *: texts of its auxiliary ones */
  int             side;      /* on which its point lies of its road, which may be recorded too: 1 left, -1 right, 0 not told */
} YutuAddressPage;

/* TRUE: a field of the record that the address itself has, its use: a column of its own in lists. */
gboolean yutu_address_field_is_column (const YutuField *field);

void yutu_address_page_free (YutuAddressPage *self);

YutuAddressPage *yutu_file_load_address_page (YutuFile          *self,
                                              const YutuModules *modules,
                                              gint64             id,
                                              YutuDay            day,
                                              GCancellable      *cancellable,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lays @set, a JSON object of the fields, over the record; a null takes a value away. Planner and desk may.
 * Errors: YUTU_CASEWORK_ERROR_ROLE, _FIELD; YUTU_GAZETTEER_ERROR_INVALID. */
gboolean yutu_file_change_address_record (YutuFile          *self,
                                          const YutuModules *modules,
                                          gint64             id,
                                          const char        *set,
                                          const char        *role,
                                          const char        *actor,
                                          GError           **error);

void             yutu_session_load_address_page_async (YutuSession        *self,
                                                       gint64              id,
                                                       GCancellable       *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer            user_data);
YutuAddressPage *yutu_session_load_address_page_finish (YutuSession  *self,
                                                        GAsyncResult *result,
                                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressPage, yutu_address_page_free)

G_END_DECLS

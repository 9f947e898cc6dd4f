/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities one by one, for the window and the command line: each change is one journal entry, or
 * none when nothing differs. The yutu_file_ functions are not for the main thread; the yutu_session_
 * ones are for it alone, and sign with the session's actor and role. */
#pragma once

#include "casework/yutu-facility.h"
#include "session/yutu-file.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Who acts. */
typedef struct
{
  const char *actor;
  const char *role;
} YutuSigner;

/* Where: the first of address, address_text, point, village, township. What it implies is looked up:
 * an address brings its village and point (which a point given beside it replaces: the entrance), a
 * point the units that it lies in, a village its township; units as they are on the last day of the
 * stretch. 0 and NULL: none. */
typedef struct
{
  gint64      address;
  const char *address_text; /* as the library has it, letter by letter, or without its upper units */
  gboolean    has_point;
  YutuPoint   point;
  gint64      village;
  gint64      township;
} YutuFacilitySite;

/* As yutu_facility_load(). What is shown whole is logged with the purpose. */
YutuFacility *yutu_file_load_facility (YutuFile          *self,
                                       const YutuModules *modules,
                                       gint64             id,
                                       YutuDay            day,
                                       const YutuViewer  *viewer,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The place members of @spec are not looked at: @site says where. pinyin NULL is made from the name.
 * Errors as yutu_facility_add(), and YUTU_CASEWORK_ERROR_ROLE. */
gboolean yutu_file_add_facility (YutuFile               *self,
                                 const YutuModules      *modules,
                                 const YutuFacilitySpec *spec,
                                 const YutuFacilitySite *site,
                                 const YutuSigner       *signer,
                                 gint64                 *id,
                                 GError                **error);
gboolean yutu_file_change_facility (YutuFile                 *self,
                                    const YutuModules        *modules,
                                    gint64                    id,
                                    const YutuFacilityChange *change,
                                    const YutuSigner         *signer,
                                    GError                  **error);
gboolean yutu_file_move_facility (YutuFile               *self,
                                  gint64                  id,
                                  const YutuFacilitySite *site,
                                  YutuDay                 day,
                                  const YutuSigner       *signer,
                                  GError                **error);
/* YUTU_DAY_INVALID takes a closing back. */
gboolean yutu_file_close_facility (YutuFile         *self,
                                   gint64            id,
                                   YutuDay           day,
                                   const char       *reason,
                                   const YutuSigner *signer,
                                   GError          **error);
gboolean yutu_file_set_facility_year (YutuFile          *self,
                                      const YutuModules *modules,
                                      gint64             id,
                                      int                year,
                                      const char        *set,
                                      const YutuSigner  *signer,
                                      GError           **error);
/* As yutu_facility_list_twins(). Element type YutuFacilityTwin: a warning to show before adding.
 * @place: (out) (optional): where @site lies. */
GPtrArray *yutu_file_list_facility_twins (YutuFile               *self,
                                          const char             *kind,
                                          const char             *name,
                                          const YutuFacilitySite *site,
                                          YutuDay                 day,
                                          gint64                  but,
                                          YutuFacilityPlace      *place,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- The same for the window. All that is given is copied. ---- */

/* @purpose: (nullable): for which personal fields are asked for whole. */
void          yutu_session_load_facility_async (YutuSession        *self,
                                                gint64              id,
                                                const char         *purpose,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
YutuFacility *yutu_session_load_facility_finish (YutuSession  *self,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void yutu_session_add_facility_async (YutuSession            *self,
                                      const YutuFacilitySpec *spec,
                                      const YutuFacilitySite *site,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data);
void yutu_session_change_facility_async (YutuSession              *self,
                                         gint64                    id,
                                         const YutuFacilityChange *change,
                                         GAsyncReadyCallback       callback,
                                         gpointer                  user_data);
void yutu_session_move_facility_async (YutuSession            *self,
                                       gint64                  id,
                                       const YutuFacilitySite *site,
                                       YutuDay                 day,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
void yutu_session_close_facility_async (YutuSession        *self,
                                        gint64              id,
                                        YutuDay             day,
                                        const char         *reason,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
void yutu_session_set_facility_year_async (YutuSession        *self,
                                           gint64              id,
                                           int                 year,
                                           const char         *set,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
/* Of all five. @id: (out) (optional): of the facility. */
gboolean yutu_session_edit_facility_finish (YutuSession  *self,
                                            GAsyncResult *result,
                                            gint64       *id,
                                            GError      **error);

/* What stands in the way, and where @site lies, while a form is filled in. */
typedef struct
{
  YutuFacilityPlace place;
  GPtrArray        *twins; /* YutuFacilityTwin */
} YutuFacilityHint;

void              yutu_facility_hint_free (YutuFacilityHint *self);
void              yutu_session_hint_facility_async (YutuSession            *self,
                                                    const char             *kind,
                                                    const char             *name,
                                                    const YutuFacilitySite *site,
                                                    gint64                  but,
                                                    GCancellable           *cancellable,
                                                    GAsyncReadyCallback     callback,
                                                    gpointer                user_data);
YutuFacilityHint *yutu_session_hint_facility_finish (YutuSession  *self,
                                                     GAsyncResult *result,
                                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuFacilityHint, yutu_facility_hint_free)

G_END_DECLS

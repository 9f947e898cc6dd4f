/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-address-find.h"
#include "session/yutu-facility-edit.h"

G_BEGIN_DECLS

/* YUTU_CASEWORK_ERROR_UNKNOWN: no such address or unit, several addresses of that text, or a point
 * outside of every unit; the message says what to do. @finder: (nullable): of @day, for many texts. */
gboolean yutu_facility_site_resolve (YutuConnection         *connection,
                                     const YutuFacilitySite *site,
                                     YutuAddressFinder      *finder,
                                     YutuDay                 day,
                                     YutuFacilityPlace      *place,
                                     GError                **error);
/* Of a stretch that ends on @valid_to: the day of which the units of its place are. */
YutuDay yutu_facility_last_day (YutuDay valid_to);

G_END_DECLS

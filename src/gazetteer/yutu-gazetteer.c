/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-gazetteer-private.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "gazetteer/yutu-search-private.h"

/* Of the blocks of names and of the readings in them. */
#define VERSION (YUTU_GAZETTEER_VERSION << 16 | YUTU_READINGS_VERSION)

void
yutu_gazetteer_attach (YutuStore *store)
{
  static const char *const addresses[] = { "address", NULL };
  static const char *const names[] = { "division", "place_name", "facility", "case_file", NULL };

  yutu_store_add_deriver (store, addresses, yutu_address_points_derive, NULL);
  yutu_store_add_deriver (store, names, yutu_search_derive, NULL);
  yutu_store_add_deriver (store, addresses, yutu_search_numbers_derive, NULL);
  yutu_store_add_deriver (store, addresses, yutu_address_days_derive, NULL);
}

gboolean
yutu_gazetteer_rebuild (YutuConnection *connection,
                        GError        **error)
{
  return yutu_address_points_rebuild (connection, error) &&
         yutu_search_rebuild (connection, error) &&
         yutu_search_numbers_rebuild (connection, error) &&
         yutu_address_days_rebuild (connection, error);
}

/* ---- Files of older programs ---- */

gboolean
yutu_gazetteer_catch_up (YutuConnection *connection,
                         YutuProgress   *progress,
                         GError        **error)
{
  gint64 version = 0;

  if (!yutu_connection_get_int64 (connection,
                                  "SELECT value FROM file_state WHERE key = 'gazetteer_version'", 0,
                                  &version, error))
    return FALSE;
  if (version == VERSION)
    return TRUE;
  if (!yutu_progress_step (progress, "names", 0, 0, error) ||
      !yutu_gazetteer_rebuild (connection, error))
    return FALSE;
  return yutu_connection_run_with (connection,
                                   "INSERT OR REPLACE INTO file_state (key, value) "
                                   "VALUES ('gazetteer_version', ?1)",
                                   VERSION, error);
}

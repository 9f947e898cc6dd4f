/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-case-place-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Each answers village, township, line, longitude and latitude of the object ?1 on the day ?2. */
static const char ADDRESS_SQL[] =
  "SELECT village, NULL, NULL, ST_X (geom), ST_Y (geom) FROM address WHERE id = ?1 AND ?2 <> ''";
/* The township of a village is asked for on the day of the case: it may have been another one. */
static const char FACILITY_SQL[] =
  "SELECT village, CASE WHEN village IS NULL THEN township END, NULL, ST_X (geom), ST_Y (geom) FROM facility "
  "WHERE id = ?1 AND ?2 <> ''";
static const char PILLAR_SQL[] =
  "SELECT NULL, NULL, line, ST_X (geom), ST_Y (geom) FROM boundary_pillar "
  "WHERE id = ?1 AND ?2 <> ''";
/* A line lies at the middle of its middle arc. */
static const char LINE_SQL[] =
  "SELECT NULL, NULL, l.id, ST_X (ST_Line_Interpolate_Point (a.geom, 0.5)), "
  "ST_Y (ST_Line_Interpolate_Point (a.geom, 0.5)) FROM boundary_line l LEFT JOIN "
  "boundary_line_arc m ON m.line = l.id LEFT JOIN arc a ON a.id = m.arc "
  "WHERE l.id = ?1 AND ?2 <> '' ORDER BY m.seq "
  "LIMIT 1 OFFSET (SELECT count (*) / 2 FROM boundary_line_arc WHERE line = ?1)";
static const char VILLAGE_SQL[] =
  "SELECT unit, parent, NULL, ST_X (seat), ST_Y (seat) FROM division "
  "WHERE unit = ?1 AND level = 5 AND valid_from <= ?2 AND valid_to > ?2";
static const char TOWNSHIP_SQL[] =
  "SELECT NULL, unit, NULL, ST_X (seat), ST_Y (seat) FROM division "
  "WHERE unit = ?1 AND level = 4 AND valid_from <= ?2 AND valid_to > ?2";

static gboolean
look_up (YutuConnection *connection,
         const char     *sql,
         const char     *what,
         gint64          id,
         YutuDay         day,
         YutuCasePlace  *place,
         GError        **error)
{
  char          buffer[YUTU_DAY_TEXT_SIZE];
  gboolean      row;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, buffer), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                   _ ("there is no %s %" PRId64 " on %s"), what, id, buffer);
      return FALSE;
    }
  if (place->village == 0)
    place->village = sqlite3_column_int64 (statement, 0);
  if (place->township == 0)
    place->township = sqlite3_column_int64 (statement, 1);
  if (place->line == 0)
    place->line = sqlite3_column_int64 (statement, 2);
  if (!place->has_point && sqlite3_column_type (statement, 3) == SQLITE_FLOAT)
    {
      place->has_point = TRUE;
      place->point = yutu_point_from_degrees (sqlite3_column_double (statement, 3),
                                              sqlite3_column_double (statement, 4));
    }
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_case_place_resolve (YutuConnection     *connection,
                         const YutuCaseSpec *spec,
                         YutuCasePlace      *place,
                         GError            **error)
{
  const struct
  {
    gint64      id;
    const char *sql;
    const char *what;
  } sources[] = {
    { spec->address, ADDRESS_SQL, "address" },
    { spec->facility, FACILITY_SQL, "facility" },
    { spec->pillar, PILLAR_SQL, "pillar" },
    { spec->line, LINE_SQL, "boundary line" },
    { spec->village, VILLAGE_SQL, "village" },
    { spec->township, TOWNSHIP_SQL, "township" },
  };

  *place = (YutuCasePlace){ .line = spec->line };
  if (spec->has_point)
    {
      *place = (YutuCasePlace){ spec->line, spec->village, spec->township, TRUE, spec->point };
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (sources[i].id == 0)
        continue;
      if (!look_up (connection, sources[i].sql, sources[i].what, sources[i].id, spec->opened_on,
                    place, error))
        return FALSE;
      break;
    }
  if (place->village == 0 && place->township == 0)
    {
      place->village = spec->village;
      place->township = spec->township;
    }
  if (place->village != 0 && (place->township == 0 || !place->has_point))
    return look_up (connection, VILLAGE_SQL, "village", place->village, spec->opened_on, place,
                    error);
  return TRUE;
}

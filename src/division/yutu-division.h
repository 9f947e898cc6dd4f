/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Administrative divisions (行政区划) on a connection: units, their versions over legal time, where
 * a point lies, who borders on whom. A unit is an identity; a row of the table division is one
 * version of it, valid on the half-open days [valid_from, valid_to). Land below a unit is that of
 * the faces that it and the units under it own on that day.
 *
 * @day is ISO text "YYYY-MM-DD" everywhere. Thread: that of the connection. Errors of SQLite come
 * as YUTU_STORE_ERROR, all others as YUTU_DIVISION_ERROR. */
#pragma once

#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

#define YUTU_DIVISION_ERROR (yutu_division_error_quark ())
GQuark yutu_division_error_quark (void);

typedef enum
{
  YUTU_DIVISION_ERROR_FAILED,
  YUTU_DIVISION_ERROR_NOT_FOUND, /* there is no such unit, arc, line … in the file, and never was */
  YUTU_DIVISION_ERROR_AMBIGUOUS, /* several units are called so; the message names them */
  YUTU_DIVISION_ERROR_CODE_USED, /* the code belongs, or once belonged, to another unit */
  YUTU_DIVISION_ERROR_INVALID,   /* facts that no unit can have: no name, reversed days … */
  YUTU_DIVISION_ERROR_CONFLICT,  /* something of a later day is in the way */
  YUTU_DIVISION_ERROR_OTHER_DAY, /* it is not there on that day, but on others */
} YutuDivisionError;

/* One version of a unit. Text may be NULL where the schema allows it. One that was read owns its
 * text; to write changed facts, copy the struct and set the fields of the copy. */
typedef struct
{
  gint64      row;
  gint64      unit;
  const char *uuid;
  int         level; /* 1 province … 3 county, 4 township, 5 village */
  const char *type;
  const char *name;
  const char *proper_name;  /* 专名 */
  const char *generic_term; /* 通名 */
  const char *pinyin;
  const char *code;
  const char *stat_code;
  gint64      parent; /* unit; 0 at the top */
  const char *managed_by;
  gint64      area_legal_m2; /* -1: not known */
  gint64      population;    /* -1: not known */
  const char *urban_rural;
  gboolean    has_seat;
  YutuPoint   seat;
  double      area_m2; /* measured on the ellipsoid on the day asked for; 0: no land */
  const char *valid_from;
  const char *valid_to;
  const char *source;
} YutuDivision;

void yutu_division_free (YutuDivision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivision, yutu_division_free)

/* ---- Reading. Arrays have element type YutuDivision and own their elements. ---- */

/* All units valid on @day in tree order: each directly before the units under it, siblings by
 * code, then name, then identity. A unit whose parent is not valid on @day stands at the top. */
GPtrArray *yutu_division_list (YutuConnection *connection,
                               const char     *day,
                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* All versions of a unit, oldest first; empty when there is none. area_m2 is 0. */
GPtrArray *yutu_division_list_versions (YutuConnection *connection,
                                        gint64          unit,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* *division is NULL when the unit is not valid on @day, which is no error. */
gboolean yutu_division_load (YutuConnection *connection,
                             gint64          unit,
                             const char     *day,
                             YutuDivision  **division,
                             GError        **error);
/* The county that the file is of. *division is NULL when no unit of that level is valid on @day, or several are. */
gboolean yutu_division_load_county (YutuConnection *connection,
                                    const char     *day,
                                    YutuDivision  **division,
                                    GError        **error);

/**
 * yutu_division_find:
 * @text: a code (either kind), a UUID, the number of a unit, a full name or a proper name
 *
 * What @text may mean on @day. A code goes before the number of a unit, a full name before proper
 * names: only when the first finds nothing is the second tried. Empty when nothing is called so.
 */
GPtrArray *yutu_division_find (YutuConnection *connection,
                               const char     *text,
                               const char     *day,
                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* The only one, or NULL with NOT_FOUND, OTHER_DAY or AMBIGUOUS. */
YutuDivision *yutu_division_find_one (YutuConnection *connection,
                                      const char     *text,
                                      const char     *day,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* The unit and those above it on @day, uppermost first; empty when it is not valid then. */
GPtrArray *yutu_division_list_chain (YutuConnection *connection,
                                     gint64          unit,
                                     const char     *day,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_division_locate:
 *
 * The units that @point lies in on @day, uppermost first; empty outside. Exact on the grid: the
 * R-tree of division_area nominates, integers decide. A point on a border belongs to exactly one
 * side, the one just east of it (and, along a line that runs east, just north of it); on the outer
 * line, where nothing lies there, to the finest unit it borders, of several the oldest.
 *
 * Complexity: vertices of the finest areas whose boxes hold the point.
 */
GPtrArray *yutu_division_locate (YutuConnection *connection,
                                 YutuPoint       point,
                                 const char     *day,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64 unit; /* of the same level, or the finest there is above it; 0: the land outside, or land
                * that no unit has */
  double length_m;
} YutuDivisionNeighbour;

/* Who shares a border with the unit on @day, longest border first. Element type
 * YutuDivisionNeighbour. */
GArray *yutu_division_list_neighbours (YutuConnection *connection,
                                       gint64          unit,
                                       const char     *day,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* In SQL: square metres of row @id of division_area. Its own column waits for its polygon. */
#define YUTU_DIVISION_AREA_M2(id)                                                                   \
  "(SELECT coalesce (sum (fa.area_cm2), 0) / 10000.0 FROM division_area_face af JOIN face_area fa " \
  "ON fa.face = af.face WHERE af.area = " id ")"
/* The polygon of row @area of division_area: column @column of @statement, its geom, or what the lines
 * say while that waits to be drawn. Complexity: its vertices; its faces and their vertices while it waits. */
YutuShape *yutu_division_read_area (YutuConnection *connection,
                                    gint64          area,
                                    sqlite3_stmt   *statement,
                                    int             column,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* The polygon on @day; NULL without an error when there is none. */
gboolean yutu_division_load_shape (YutuConnection *connection,
                                   gint64          unit,
                                   const char     *day,
                                   YutuShape     **shape,
                                   GError        **error);

/* ---- Writing: only in a write. ---- */

/**
 * yutu_division_add:
 * @facts: row, unit and area_m2 are ignored; uuid NULL makes one; valid_from is needed, valid_to
 *   NULL is the open end
 *
 * A new unit with its first version. CODE_USED when another unit has or ever had the code.
 */
gboolean yutu_division_add (YutuConnection     *connection,
                            const YutuDivision *facts,
                            gint64             *unit,
                            GError            **error);
/* From @facts->valid_from on the unit @facts->unit has these facts: the version valid then ends
 * that day and the new one takes over its end. On the first day of a version its row is rewritten.
 * OTHER_DAY when the unit is not valid then. uuid, valid_to and area_m2 are ignored. */
gboolean yutu_division_change (YutuConnection     *connection,
                               const YutuDivision *facts,
                               GError            **error);
typedef struct
{
  gint64      unit;
  const char *name;
  const char *pinyin;        /* NULL: not known */
  const char *day;           /* from which on; for a correction one on which the wrong name stands */
  gboolean    is_correction; /* the name was written wrongly, wherever it stands */
  const char *source;        /* NULL: as before */
} YutuDivisionRename;

/* Another name for a unit, proper and generic part told apart, in its versions from the day on and in
 * the register of codes (the code goes on). INVALID for no name or the same one; OTHER_DAY when the
 * unit is not there that day. Addresses and boundary lines are not touched: lines keep the name that
 * law gave them. */
gboolean yutu_division_rename (YutuConnection           *connection,
                               const YutuDivisionRename *wish,
                               GError                  **error);
/* Ends the unit on @day, the first day on which it is no more. Its land is not touched. */
gboolean yutu_division_close (YutuConnection *connection,
                              gint64          unit,
                              const char     *day,
                              GError        **error);
/* From @day on @face is @unit's, and no longer whose it was; 0 leaves it without owner. Claims to
 * the face are settled by it and go. */
gboolean yutu_division_give_face (YutuConnection *connection,
                                  gint64          face,
                                  gint64          unit,
                                  const char     *day,
                                  GError        **error);

G_END_DECLS

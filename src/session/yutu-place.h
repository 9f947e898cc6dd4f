/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A Place (地点): whatever a selection on the map, in the tree or in the search means, as one
 * value. And what is known there: what it is, where it lies, its facts, what stands in it, and how
 * many cases every module has. */
#pragma once

#include "casework/yutu-module.h"
#include "casework/yutu-place-filter.h"
#include "division/yutu-division.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_PLACE_UNIT,   /* a division */
  YUTU_PLACE_CIRCLE, /* drawn: a centre and a radius */
  YUTU_PLACE_SHAPE,  /* drawn: a box or a lasso */
  YUTU_PLACE_FACILITY,
  YUTU_PLACE_ADDRESS,
  YUTU_PLACE_NAME,   /* a road, river, natural village … of place_name */
  YUTU_PLACE_LINE,   /* a boundary line with its pillars */
  YUTU_PLACE_POINT,  /* a coordinate; its cases are those of the village it lies in */
  YUTU_PLACE_PILLAR, /* of a boundary line (界桩). Drafts keep the numbers: new kinds come last. */
} YutuPlaceKind;

typedef struct _YutuPlace YutuPlace;

#define YUTU_TYPE_PLACE (yutu_place_get_type ())
GType yutu_place_get_type (void);

/* Immutable; may cross threads. */
YutuPlace *yutu_place_new_unit (gint64 unit) G_GNUC_WARN_UNUSED_RESULT;
/* 0 < @radius_m ≤ 200 000, on the ellipsoid. */
YutuPlace *yutu_place_new_circle (YutuPoint center,
                                  double    radius_m) G_GNUC_WARN_UNUSED_RESULT;
/* A polygon shape. */
YutuPlace *yutu_place_new_shape (const YutuShape *shape) G_GNUC_WARN_UNUSED_RESULT;
YutuPlace *yutu_place_new_point (YutuPoint point) G_GNUC_WARN_UNUSED_RESULT;
/* FACILITY, ADDRESS, NAME, LINE or PILLAR. */
YutuPlace       *yutu_place_new_object (YutuPlaceKind kind,
                                        gint64        id) G_GNUC_WARN_UNUSED_RESULT;
YutuPlace       *yutu_place_ref (YutuPlace *self);
void             yutu_place_unref (YutuPlace *self);
YutuPlaceKind    yutu_place_get_kind (const YutuPlace *self);
gint64           yutu_place_get_id (const YutuPlace *self);       /* unit or row; 0 for drawn ones */
YutuPoint        yutu_place_get_center (const YutuPlace *self);   /* CIRCLE, POINT */
double           yutu_place_get_radius_m (const YutuPlace *self); /* CIRCLE */
const YutuShape *yutu_place_get_shape (const YutuPlace *self);    /* SHAPE */
gboolean         yutu_place_equal (const YutuPlace *a,
                                   const YutuPlace *b);

/* One line of text that means the same place, for remembering it, and back: (nullable) when @text is
 * none. An object may be gone by then. */
char      *yutu_place_to_text (const YutuPlace *self) G_GNUC_WARN_UNUSED_RESULT;
YutuPlace *yutu_place_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPlace, yutu_place_unref)

/* One line about a place. The window words it by @key, or shows @title when @key is NULL (a
 * register's or a name's own field). Keys, with n for a number (m, m² or pieces), t for a text:
 *   UNIT     code stat-code type managed-by t, area area-legal population townships villages
 *            addresses n, valid-from valid-to t
 *   CIRCLE   radius addresses n
 *   SHAPE    area addresses n
 *   FACILITY register status address valid-from here-from here-to valid-to end-reason t, then the
 *            fields of its register
 *   ADDRESS  kind (road-door village-door estate-building landmark), status (collected checked
 *            coded published changed cancelled), valid-from valid-to t
 *   NAME     length (lines) or area (land) n, alias pinyin pinyin-tone class grade status meaning
 *            approval-doc approved-on replaced-by valid-from valid-to t, then its own fields
 *   LINE     code grade neighbour left-unit right-unit agreement-no agreement-date approval-doc
 *            approval-date manager-side last-inspection next-due t, length-legal pillars n,
 *            valid-from t, length n (measured)
  *   PILLAR   line t, off-line n, valid-from valid-to t, then the fields of its object */
typedef struct
{
  const char *key; /* static */
  char       *title;
  char       *text;   /* masked where its field says so; NULL when it is a number */
  double      number; /* in the unit of the key: m² for "area"; NAN when it is a text */
  char       *unit;   /* of a register's field; NULL */
  char       *group;  /* heading it stands under; NULL */
} YutuInfoFact;

/* Something that stands in the place: of a circle all within it, of a point all within 200 m, of a
 * line its pillars, else the facilities (of a name those at its addresses, or on its land). */
typedef struct
{
  const char *layer;  /* static: facility, address, place_name, boundary_pillar */
  char       *kind;   /* register's full id, class of a name, kind of a pillar */
  char       *status; /* condition of a pillar; else NULL */
  gint64      id;
  char       *name;
  double      distance_m; /* from the centre of a circle or a point; else 0 */
  YutuPoint   point;
} YutuPlaceObject;

typedef struct
{
  YutuPlaceKind       kind;
  gint64              id;
  char               *title;             /* 罗店镇, of a point what is there; empty: the window words it */
  const YutuRegister *facility_register; /* FACILITY; NULL when not defined any more */
  gboolean            is_closed;         /* FACILITY: it has an end, on the day or later */
  char               *name_class;        /* NAME */
  gint64              replaced_by;       /* NAME: that took its place; 0: none. Its name is a fact */
  gint64              sign_of;           /* FACILITY, a sign: the place name; 0: none. Its name is a fact */
  GPtrArray          *chain;             /* YutuDivision, county first; the unit itself last */
  GPtrArray          *facts;             /* YutuInfoFact */
  GPtrArray          *objects;           /* YutuPlaceObject, nearest first; at most YUTU_PLACE_MAX_OBJECTS */
  gint64              n_objects;         /* in all */
  gsize               n_modules;
  YutuCaseCount      *counts; /* one a module, in order, zeros too */
  YutuBox             box;    /* of the place, to go there; a point's is that point */
  gboolean            has_point;
  YutuPoint           point;
  YutuShape          *shape;       /* LINE, and NAME that no map of the day has: as it runs; else NULL */
  gint64              line;        /* PILLAR: whose number it bears */
  gboolean            is_past;     /* not valid on the day: shown as it was last */
  gboolean            is_proposed; /* NAME: past, as it holds on no day yet */
} YutuPlaceInfo;

#define YUTU_PLACE_MAX_OBJECTS 500

void yutu_place_info_free (YutuPlaceInfo *self);

/**
 * yutu_file_read_place:
 * @role: what may be seen; personal fields are masked
 *
 * YUTU_DIVISION_ERROR_NOT_FOUND when there is no such object. @modules must outlive the result.
 */
YutuPlaceInfo *yutu_file_read_place (YutuFile          *self,
                                     const YutuModules *modules,
                                     const YutuPlace   *place,
                                     YutuDay            day,
                                     const char        *role,
                                     GCancellable      *cancellable,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Cases of a place; as yutu_place_filter_list_cases(). */
GPtrArray *yutu_file_list_cases (YutuFile            *self,
                                 const YutuPlace     *place,
                                 const YutuCaseQuery *query,
                                 gint64              *total,
                                 GCancellable        *cancellable,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the command line calls PLACE: a division's code, UUID or unambiguous name. */
YutuPlace *yutu_file_find_place (YutuFile   *self,
                                 const char *text,
                                 YutuDay     day,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* The newest name of every unit that ever was: gint64 → text. */
GHashTable *yutu_file_read_unit_names (YutuFile *self,
                                       GError  **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for codes; a unit without one is not in it. */
GHashTable *yutu_file_read_unit_codes (YutuFile *self,
                                       GError  **error) G_GNUC_WARN_UNUSED_RESULT;

/* A polygon from well-known text, in degrees of CGCS2000. G_IO_ERROR_INVALID_DATA for all else. */
YutuShape *yutu_file_parse_shape (YutuFile   *self,
                                  const char *wkt,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a click at @point means: the units there, uppermost first, and everything within @radius_m,
 * nearest first. */
typedef struct
{
  GPtrArray     *units;   /* YutuDivision */
  GPtrArray     *objects; /* YutuPlaceObject */
  gsize          n_modules;
  YutuCaseCount *counts; /* of the circle of @radius_m round the point */
} YutuAtResult;

void          yutu_at_result_free (YutuAtResult *self);
YutuAtResult *yutu_file_read_at (YutuFile          *self,
                                 const YutuModules *modules,
                                 YutuPoint          point,
                                 double             radius_m,
                                 YutuDay            day,
                                 GCancellable      *cancellable,
                                 GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPlaceInfo, yutu_place_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAtResult, yutu_at_result_free)

G_END_DECLS

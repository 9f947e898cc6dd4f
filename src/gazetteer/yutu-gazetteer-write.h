/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Entering place names and addresses. Only in a write, on its thread. Days are ISO text; a valid_to
 * of NULL is the open end. Other text of NULL or "" is none. What no such row can be gives
 * YUTU_GAZETTEER_ERROR_INVALID. */
#pragma once

#include "gazetteer/yutu-address.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

#define YUTU_GAZETTEER_ERROR (yutu_gazetteer_error_quark ())
GQuark yutu_gazetteer_error_quark (void);

typedef enum
{
  YUTU_GAZETTEER_ERROR_FAILED,
  YUTU_GAZETTEER_ERROR_INVALID, /* a row that cannot be: no name, no such unit, reversed days … */
} YutuGazetteerError;

#define YUTU_PLACE_CROSSED "crossed_divisions" /* the further field of a name */

typedef struct
{
  const char      *name;
  const char      *name_class; /* natural-village road river reservoir hill bridge estate … */
  const char      *category;   /* code of its class where that is another, see yutu-place-class.h */
  int              grade;
  const char      *status;   /* NULL: in_use */
  gint64           division; /* unit; 0 none */
  const char      *alias;
  const char      *meaning;
  const char      *approval_doc;
  const char      *approved_on;
  const char      *fields;  /* a JSON object; NULL: {} */
  const char      *crossed; /* names of the divisions that it crosses, for the record that says none itself */
  const char      *valid_from;
  const char      *valid_to;
  const YutuShape *shape;       /* NULL: not known */
  gint64           replaced_by; /* the place name that followed it; 0 none */
} YutuPlaceNameSpec;

/* Proper name, generic term and both spellings come from yutu_pinyin_romanize(). */
gboolean yutu_place_name_add (YutuConnection          *connection,
                              const YutuPlaceNameSpec *spec,
                              gint64                  *id,
                              GError                 **error);

/* Another name: from @day on, in a row of its own (*new_id; the old one ends that day, historical,
 * replaced by it), or, @day being YUTU_DAY_INVALID or its first, in the row as it stands (*new_id is
 * @id). What is approved about a name is not taken over. Addresses follow by
 * yutu-address-reword.h. */
gboolean yutu_place_name_rename (YutuConnection *connection,
                                 gint64          id,
                                 const char     *name,
                                 YutuDay         day,
                                 gint64         *new_id,
                                 GError        **error);

typedef struct
{
  gint64      village; /* unit of level 5 */
  gint64      place;   /* place_name; 0 none */
  int         kind;    /* YutuAddressKind */
  int         door;
  const char *door_sub; /* this and the following as in YutuAddressElements */
  const char *building;
  const char *unit_no;
  const char *floor;
  const char *room;
  const char *text;   /* canonical; NULL: composed from the names valid on valid_from */
  int         use;    /* 0 unknown */
  int         status; /* 1 … 6; 0: 4, published */
  gint64      previous;
  const char *valid_from;
  const char *valid_to;
  gboolean    has_point;
  YutuPoint   point;
} YutuAddressSpec;

/* Inserts many addresses; its ids come in runs. Belongs to one write. Rows may wait in memory until
 * yutu_address_writer_finish(): without it the last of them are not written. */
typedef struct _YutuAddressWriter YutuAddressWriter;

YutuAddressWriter *yutu_address_writer_new (YutuConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
void               yutu_address_writer_free (YutuAddressWriter *self);
/* @id may be NULL; it is given at once. */
gboolean yutu_address_writer_add (YutuAddressWriter     *self,
                                  const YutuAddressSpec *spec,
                                  gint64                *id,
                                  GError               **error);
/* The text that the writer gives it, before it is added; in a read too. */
gboolean yutu_address_writer_compose (YutuAddressWriter     *self,
                                      const YutuAddressSpec *spec,
                                      char                 **text,
                                      GError               **error);
gboolean yutu_address_writer_finish (YutuAddressWriter *self,
                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressWriter, yutu_address_writer_free)

G_END_DECLS

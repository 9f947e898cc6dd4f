/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The signs that stand on a day and the names in use on it. Inside a read. */
#pragma once

#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-signs.h"

G_BEGIN_DECLS

typedef struct
{
  gint64               id;
  char                *kind;
  char                *text;    /* NULL: not recorded */
  char                *pinyin;  /* the same */
  char                *qr;      /* the same */
  gint64               name_id; /* 0: not recorded */
  gint64               address; /* the same: of a plate */
  gboolean             has_point;
  YutuPoint            point;
  gboolean             stands; /* not missing */
  gboolean             is_damaged;
  const YutuPlaceName *name; /* that it is of; NULL: none, or not known */
} YutuSign;

typedef struct
{
  YutuConnection *connection;
  char            day[YUTU_DAY_TEXT_SIZE];
  double          near_m;
  double          crossing_m;
  double          join_m;
  GPtrArray      *names;   /* YutuPlaceName in use on the day */
  GHashTable     *by_name; /* char * → GPtrArray of YutuPlaceName */
  GHashTable     *by_id;   /* gint64 * → YutuPlaceName */
  GPtrArray      *signs;   /* YutuSign */
} YutuSignLibrary;

gboolean yutu_sign_library_load (YutuSignLibrary *self,
                                 YutuConnection  *connection,
                                 YutuDay          day,
                                 GError         **error);
void     yutu_sign_library_clear (YutuSignLibrary *self);

/* The signs alone, their names not looked for. Element type YutuSign. */
GPtrArray *yutu_sign_list (YutuConnection *connection,
                           const char     *day,
                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of one road, or of all for 0. Element type YutuSignCrossing. */
GPtrArray *yutu_sign_library_find_crossings (const YutuSignLibrary *self,
                                             gint64                 road) G_GNUC_WARN_UNUSED_RESULT;

/* Class → kind of sign, by data/rules/sign-kinds.csv on @day. */
GHashTable *yutu_sign_load_kinds (const char *day,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

void yutu_signless_name_free (gpointer data);

/* NULL: nothing. */
void yutu_sign_crossing_free (gpointer data);

/* The address code that is written in a QR code: itself, or what stands at the end of a link; in capitals. */
char *yutu_sign_dup_code (const char *qr) G_GNUC_WARN_UNUSED_RESULT;
/* The same but for the case of its letters. */
gboolean yutu_sign_is_spelt (const char *written,
                             const char *stored);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuSignLibrary, yutu_sign_library_clear)

G_END_DECLS

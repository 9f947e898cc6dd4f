/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What somebody who draws up an act chooses from: the units of its day, who borders on whom; and what
 * the act would do, as areas to be drawn. Reading: not for the main thread; what was read is never
 * changed, and may be asked on any thread. */
#pragma once

#include "scene/yutu-division-layer.h"
#include "scene/yutu-sketch.h"
#include "session/yutu-act.h"

G_BEGIN_DECLS

typedef struct
{
  char              *day;   /* ISO */
  GPtrArray         *units; /* YutuDivision of the day, tree order */
  YutuDivisionLayer *layer; /* the same to be drawn */
} YutuActGround;

YutuActGround *yutu_file_read_act_ground (YutuFile     *self,
                                          YutuDay       day,
                                          int           epsg,
                                          GCancellable *cancellable,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_act_ground_free (YutuActGround *self);

/* NULL: not there that day. Borrowed, as all units below. */
const YutuDivision *yutu_act_ground_get (const YutuActGround *self,
                                         gint64               unit);
/* As a step names it: by UUID, code or number, or by a name that only one has. */
const YutuDivision *yutu_act_ground_find (const YutuActGround *self,
                                          const char          *text);
/* Those whose name has @text in it, whose code begins with it, or whose pinyin or initials are like it;
 * of @level, 0: any. At most @limit, in tree order. (transfer container) */
GPtrArray *yutu_act_ground_search (const YutuActGround *self,
                                   const char          *text,
                                   int                  level,
                                   guint                limit) G_GNUC_WARN_UNUSED_RESULT;
/* Directly under @unit. (transfer container) */
GPtrArray *yutu_act_ground_list_under (const YutuActGround *self,
                                       gint64               unit) G_GNUC_WARN_UNUSED_RESULT;

/* Who may take over what a unit leaves. */
typedef struct
{
  gint64      unit;
  GArray     *near_ones; /* gint64: units of its level that border on it, longest border first */
  GHashTable *by_part;   /* gint64 * of a unit under it → GArray of gint64: the same for the part alone */
} YutuActHeirs;

YutuActHeirs *yutu_file_read_act_heirs (YutuFile     *self,
                                        gint64        unit,
                                        const char   *day,
                                        GCancellable *cancellable,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_act_heirs_free (YutuActHeirs *self);

/* An act with what it would do, or did. */
typedef struct
{
  YutuActSpec   *spec;
  YutuActReport *report;
  YutuSketch    *sketch; /* land by who gets it; without any, the units that the act is about */
} YutuActPreview;

/* Takes @spec. */
YutuActPreview *yutu_file_preview_act (YutuFile     *self,
                                       YutuActSpec  *spec,
                                       int           epsg,
                                       GCancellable *cancellable,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_act_preview_free (YutuActPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActGround, yutu_act_ground_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActHeirs, yutu_act_heirs_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActPreview, yutu_act_preview_free)

G_END_DECLS

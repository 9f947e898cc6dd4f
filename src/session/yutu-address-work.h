/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Written addresses of a list and those of a file. */
#pragma once

#include "gazetteer/yutu-address-between.h"
#include "gazetteer/yutu-address-choice.h"
#include "gazetteer/yutu-address-match.h"
#include "gazetteer/yutu-address.h"
#include "session/yutu-address-chain.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* The next line, which the caller owns until the next call; NULL at the end, or with @error. */
typedef const char *(*YutuNextLineFunc) (gpointer data,
                                         GError **error);
/* What was found for a line; all of it stands until the next. */
typedef struct
{
  const YutuAddressMatch *match;
  YutuAddressVerdict      verdict;
  const char             *code;   /* as yutu_address_load_code() of what was found */
  const GPtrArray        *chain;  /* of YutuAddressStep: how it became what stands */
  const char             *masked; /* the line without the people in it */
  YutuConnection         *connection; /* of the thread that takes it, in the state that was matched against */
} YutuAddressAnswer;

/* FALSE with an error ends the work. */
typedef gboolean (*YutuTakeAnswerFunc) (const char              *line,
                                        const YutuAddressAnswer *answer,
                                        gpointer                 data,
                                        GError                 **error);

/* In bounded memory, against one state of the file, on all processors. The functions are called on the calling
 * thread, @take in the order of the lines, up to 512 of them behind @next. Any thread but the main one of the
 * window. */
gboolean yutu_file_match_addresses (YutuFile          *self,
                                    YutuDay            day,
                                    YutuNextLineFunc   next,
                                    YutuTakeAnswerFunc take,
                                    gpointer           data,
                                    GCancellable      *cancellable,
                                    GError           **error);

/* ---- What a written address is taken for ---- */

/* What the ids mean, each an address, a place name or a unit; those that mean nothing on @day are left out.
 * Element type YutuAddressChoice. Not for the main thread. */
GPtrArray *yutu_file_list_address_choices (YutuFile     *self,
                                           const gint64 *ids,
                                           gsize         n,
                                           YutuDay       day,
                                           GCancellable *cancellable,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* As yutu_address_list_chain(). Not for the main thread. */
GPtrArray *yutu_file_list_address_chain (YutuFile                *self,
                                         const YutuAddressFormer *former,
                                         YutuDay                  day,
                                         GCancellable            *cancellable,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Near a point ---- */

/* What roads say about a point: which number it would have, and the crossing it lies at. */
typedef struct
{
  YutuBetween  between;  /* road 0: none within 60 m */
  YutuCrossing crossing; /* roads 0: none within 100 m */
} YutuAlongRoads;

void yutu_along_roads_clear (YutuAlongRoads *self);
/* Inside a read. */
gboolean yutu_along_roads_find (YutuConnection *connection,
                                YutuPoint       point,
                                YutuDay         day,
                                YutuAlongRoads *along,
                                GError        **error);
gboolean yutu_file_find_along_roads (YutuFile       *self,
                                     YutuPoint       point,
                                     YutuDay         day,
                                     YutuAlongRoads *along,
                                     GCancellable   *cancellable,
                                     GError        **error);

/* What a point is called: the nearest door within 50 m, else the nearest natural village within 1000 m and of the same
 * village, else the finest unit around, with its code (nullable); OUTSIDE when there is none. @match: cleared or new,
 * without a parse. */
gboolean yutu_file_describe_point (YutuFile         *self,
                                   YutuPoint         point,
                                   YutuDay           day,
                                   YutuAddressMatch *match,
                                   char            **code,
                                   GCancellable     *cancellable,
                                   GError          **error);

/* Element type YutuAddressRow; as yutu_address_near(). */
GPtrArray *yutu_file_list_addresses_near (YutuFile     *self,
                                          YutuPoint     point,
                                          double        max_m,
                                          YutuDay       day,
                                          gsize         limit,
                                          GCancellable *cancellable,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuAlongRoads, yutu_along_roads_clear)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses on land that gets other units (行政区划变更): each has one current form and keeps its former
 * one. The row that is valid over the day ends on it (status 5, changed), and goes on in a new row that
 * names it as its predecessor, in the village and with the names of the day; one that begins later is
 * written over. Texts are made of the elements, byte for byte. Thread: that of the connection. */
#pragma once

#include "base/yutu-day.h"
#include "gazetteer/yutu-address-reword.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Where the addresses of the village @from go. Of a village that is cut there are several; one with
 * land NULL takes what lies in none of the others, and without such the one that stays (to = from), or
 * else the first. */
typedef struct
{
  gint64           from;
  gint64           to;
  const YutuShape *land; /* NULL: all of it */
} YutuAddressMove;

/* How many addresses valid on @day each move takes, by where they lie. In a read, too. *n_unplaced: of
 * villages that are cut, those without a point on any of the pieces. */
gboolean yutu_address_count_moves (YutuConnection        *connection,
                                   const YutuAddressMove *moves,
                                   gsize                  n_moves,
                                   YutuDay                day,
                                   gint64                *counts, /* n_moves of them */
                                   gint64                *n_unplaced,
                                   GError               **error);

typedef struct
{
  gint64  n_renewed;  /* that have a new form beside their former one */
  gint64  n_reworded; /* of days to come, written over */
  gint64  n_kept;     /* that came out as they were */
  GArray *successors; /* YutuAddressSuccessor, by old_id */
} YutuAddressMoved;

/* Only in a write, after the units were changed: every move has the names of then. */
gboolean yutu_address_move (YutuConnection        *connection,
                            const YutuAddressMove *moves,
                            gsize                  n_moves,
                            YutuDay                day,
                            YutuAddressMoved      *moved,
                            GError               **error);
void     yutu_address_moved_clear (YutuAddressMoved *self);

/* Place names in villages that end or are cut lie, from now on told, in those that their places are in
 * (a road by its first point). Only in a write. */
gboolean yutu_place_names_follow (YutuConnection        *connection,
                                  const YutuAddressMove *moves,
                                  gsize                  n_moves,
                                  gint64                *n_moved,
                                  GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuAddressMoved, yutu_address_moved_clear)

G_END_DECLS

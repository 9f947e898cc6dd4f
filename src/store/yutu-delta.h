/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What of a long value stands in others already: how it is put together from pieces of them and from
 * bytes of its own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint8 *bytes;
  guint32       size;
} YutuDeltaBytes;

#define YUTU_DELTA_OWN G_MAXUINT32

typedef struct
{
  guint32 source; /* YUTU_DELTA_OWN: the value's own bytes, those that no piece has, in order */
  guint32 offset; /* in the source */
  guint32 size;
} YutuDeltaPiece;

/* Values to take pieces of, borrowed. */
typedef struct _YutuDelta YutuDelta;

YutuDelta *yutu_delta_new (const YutuDeltaBytes *sources,
                           guint32               n_sources) G_GNUC_WARN_UNUSED_RESULT;
void       yutu_delta_free (YutuDelta *self);
/**
 * yutu_delta_find:
 * @like: the source that the value is most likely like, or the number of sources
 * @pieces: gets them, element type YutuDeltaPiece
 *
 * Pieces of a source are at least 64 bytes long.
 *
 * Complexity: bytes of the value, and once those of all sources; where the value is like @like but for its
 * first bytes and one stretch, no more than to compare them.
 */
void yutu_delta_find (YutuDelta     *self,
                      guint32        like,
                      YutuDeltaBytes value,
                      GArray        *pieces);
/* Puts a value together. NULL when a piece lies outside its source, or @own is not used up. */
GByteArray *yutu_delta_put_together (const YutuDeltaBytes *sources,
                                     guint32               n_sources,
                                     const GArray         *pieces,
                                     YutuDeltaBytes        own) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDelta, yutu_delta_free)

G_END_DECLS

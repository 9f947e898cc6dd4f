/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A packed folder (ZIP) and its parts, unpacked by GDAL as they are read. What the folder says of itself is not
 * believed: the caller counts what comes out. Thread: any one at a time, not the main one: it reads the disk. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YutuPacked YutuPacked;

/* NULL with YUTU_TRANSFER_ERROR: no such file, or no such folder. */
YutuPacked *yutu_packed_open (const char *path,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void        yutu_packed_free (YutuPacked *self);
/* ASCII case ignored. */
gboolean yutu_packed_has (YutuPacked *self,
                          const char *name);
/* As the folder says: bytes, unpacked; 0 when there is no such part. */
guint64 yutu_packed_get_size (YutuPacked *self,
                              const char *name);
/* From its first byte on; the part that was open is closed. */
gboolean yutu_packed_open_part (YutuPacked *self,
                                const char *name,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next bytes of the part, at most @n_block of them; @n is 0 behind the last one. */
gboolean yutu_packed_read (YutuPacked *self,
                           char       *block,
                           gsize       n_block,
                           gsize      *n,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPacked, yutu_packed_free)

G_END_DECLS

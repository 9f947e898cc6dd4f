/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* GDAL is given a link in a folder of our own: no name from outside is part of what it opens, and none of what it
 * keeps of folders by their names can be of another file. */

#include "transfer/yutu-packed.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "transfer/yutu-source-private.h"

#define MAX_PACKED_BYTES (256 << 20)

struct _YutuPacked
{
  char       *path;
  char       *folder; /* of the link */
  char       *link;
  char       *inside; /* how GDAL calls the packed folder */
  GHashTable *parts;  /* name in lower case → name */
  VSILFILE   *part;   /* (nullable): that is read */
};

static void
close_part (YutuPacked *self)
{
  if (self->part != NULL)
    VSIFCloseL (self->part);
  self->part = NULL;
}

void
yutu_packed_free (YutuPacked *self)
{
  if (self == NULL)
    return;
  close_part (self);
  if (self->link != NULL)
    g_unlink (self->link);
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->link);
  g_free (self->inside);
  g_free (self);
}

static gboolean
fail (YutuPacked *self,
      GError    **error)
{
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
               _ ("%s: the packed folder breaks off or is damaged; get it again, whole"), self->path);
  return FALSE;
}

static gboolean
is_fit (const char *path,
        GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) why = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &why);

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND, "%s: %s", path,
                 why != NULL ? why->message : _ ("no ordinary file"));
  else if (g_file_info_get_size (info) > MAX_PACKED_BYTES)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                 _ ("%s: the packed folder has more than %d mebibytes"), path, MAX_PACKED_BYTES >> 20);
  else
    return TRUE;
  return FALSE;
}

static gboolean
make_link (YutuPacked *self,
           GError    **error)
{
  g_autofree char *target = g_canonicalize_filename (self->path, NULL);

  self->folder = g_dir_make_tmp ("yutu-packed-XXXXXX", error);
  if (self->folder == NULL)
    return FALSE;
  self->link = g_build_filename (self->folder, "packed", NULL);
  self->inside = g_strdup_printf ("/vsizip/{%s}", self->link);
  if (symlink (target, self->link) == 0)
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND, "%s: %s", self->link, g_strerror (errno));
  return FALSE;
}

static char *
dup_key (const char *name)
{
  g_autofree char *text = g_strdelimit (g_strdup (name), "\\", '/');

  return g_ascii_strdown (*text == '/' ? text + 1 : text, -1);
}

static gboolean
list_parts (YutuPacked *self,
            GError    **error)
{
  char **names = NULL;

  CPLPushErrorHandler (CPLQuietErrorHandler);
  names = VSIReadDirRecursive (self->inside);
  CPLPopErrorHandler ();
  for (char **name = names; name != NULL && *name != NULL; name++)
    g_hash_table_replace (self->parts, dup_key (*name), g_strdup (*name));
  CSLDestroy (names);
  return names != NULL || fail (self, error);
}

YutuPacked *
yutu_packed_open (const char *path,
                  GError    **error)
{
  g_autoptr (YutuPacked) self = g_new0 (YutuPacked, 1);

  self->path = g_strdup (path);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  yutu_source_register_drivers ();
  if (!is_fit (path, error) || !make_link (self, error) || !list_parts (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- Parts ---- */

static const char *
find (YutuPacked *self,
      const char *name)
{
  g_autofree char *key = dup_key (name);

  return g_hash_table_lookup (self->parts, key);
}

gboolean
yutu_packed_has (YutuPacked *self,
                 const char *name)
{
  return find (self, name) != NULL;
}

guint64
yutu_packed_get_size (YutuPacked *self,
                      const char *name)
{
  const char      *part = find (self, name);
  g_autofree char *path = part != NULL ? g_strconcat (self->inside, "/", part, NULL) : NULL;
  VSIStatBufL      info;

  return path != NULL && VSIStatExL (path, &info, VSI_STAT_EXISTS_FLAG | VSI_STAT_SIZE_FLAG) == 0 ? (guint64)info.st_size : 0;
}

gboolean
yutu_packed_open_part (YutuPacked *self,
                       const char *name,
                       GError    **error)
{
  const char      *part = find (self, name);
  g_autofree char *path = part != NULL ? g_strconcat (self->inside, "/", part, NULL) : NULL;

  close_part (self);
  CPLPushErrorHandler (CPLQuietErrorHandler);
  self->part = path != NULL ? VSIFOpenL (path, "rb") : NULL;
  CPLPopErrorHandler ();
  return self->part != NULL || fail (self, error);
}

gboolean
yutu_packed_read (YutuPacked *self,
                  char       *block,
                  gsize       n_block,
                  gsize      *n,
                  GError    **error)
{
  gboolean is_whole = FALSE;

  CPLPushErrorHandler (CPLQuietErrorHandler);
  CPLErrorReset ();
  *n = VSIFReadL (block, 1, n_block, self->part);
  is_whole = CPLGetLastErrorType () < CE_Failure;
  CPLPopErrorHandler ();
  return is_whole || fail (self, error);
}

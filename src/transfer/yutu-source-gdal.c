/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reading with GDAL. What keeps a hostile file in its place:
 *
 * 1. Only a regular file is opened, never a /vsi… name, a URL or inline text.
 * 2. It is copied with its sidecars into a private folder, so a driver can neither write beside
 *    it nor follow a name out of it.
 * 3. Only the drivers of DRIVERS are asked; none of them names other files or addresses.
 * 4. Bytes, rows, points, fields and text lengths are limited (yutu-source.h).
 */

#include "transfer/yutu-source-private.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "geo/yutu-crs.h"
#include "transfer/yutu-text.h"

static const char *const DRIVERS[] = {
  "GeoJSON",
  "GeoJSONSeq",
  "TopoJSON",
  "ESRI Shapefile",
  "GPKG",
  "KML",
  "FlatGeobuf",
  "MapInfo File",
  "DXF",
  "GML",
  NULL,
};

static const char *const SIDECARS[] = { "shx", "dbf", "prj", "cpg", "dat", "id", "map", "mid", NULL };

/* From degrees of a web map's own system. */
typedef void (*UnshiftFunc) (double *lon_deg,
                             double *lat_deg);

typedef struct
{
  YutuSource                  *source;
  const YutuSourceOptions     *options;
  UnshiftFunc                  unshift;   /* NULL: none is needed */
  OGRCoordinateTransformationH transform; /* NULL: coordinates are degrees of CGCS2000 already */
  const char                  *encoding;  /* found on the first text that is not plain ASCII */
  GString                     *messages;
} Reader;

static void CPL_STDCALL
note_message (CPLErr      level,
              CPLErrorNum number,
              const char *message)
{
  GString *messages = CPLGetErrorHandlerUserData ();

  if (level < CE_Failure || messages->len > 400)
    return;
  if (messages->len > 0)
    g_string_append (messages, "; ");
  for (const char *c = message; *c != '\0' && messages->len <= 400; c++)
    g_string_append_c (messages, g_ascii_iscntrl (*c) ? ' ' : *c);
}

void
yutu_source_register_drivers (void)
{
  static gsize once = 0;

  if (!g_once_init_enter (&once))
    return;
  CPLSetConfigOption ("GDAL_DRIVER_PATH", "disable");
  CPLSetConfigOption ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}");
  CPLSetConfigOption ("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
  CPLSetConfigOption ("OGR_GEOJSON_MAX_OBJ_SIZE", "0"); /* the file's own limit serves */
  CPLSetConfigOption ("GML_EXPOSE_GML_ID", "NO");
  CPLSetConfigOption ("GML_SKIP_RESOLVE_ELEMS", "ALL"); /* no xlink to elsewhere */
  CPLSetConfigOption ("GML_DOWNLOAD_SCHEMA", "NO");
  GDALAllRegister ();
  g_once_init_leave (&once, 1);
}

/* ---- The private copy ---- */

static gboolean
copy_regular (const char *from,
              const char *folder,
              const char *name,
              GError    **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static void
copy_sidecars (const char *path,
               const char *folder)
{
  const char *dot = strrchr (path, '.');
  gsize       stem = dot != NULL ? (gsize)(dot - path) : strlen (path);

  for (gsize i = 0; SIDECARS[i] != NULL; i++)
    for (int upper = 0; upper < 2; upper++)
      {
        g_autofree char *suffix = upper ? g_ascii_strup (SIDECARS[i], -1) : g_strdup (SIDECARS[i]);
        g_autofree char *from = g_strdup_printf ("%.*s.%s", (int)stem, path, suffix);
        g_autofree char *name = g_strdup_printf ("source.%s", SIDECARS[i]);
        GStatBuf         info;

        if (strcmp (from, path) != 0 && g_lstat (from, &info) == 0 && S_ISREG (info.st_mode) &&
            info.st_size <= YUTU_SOURCE_MAX_BYTES)
          copy_regular (from, folder, name, NULL);
      }
}

static char *
make_private_copy (const char *path,
                   char      **folder,
                   GError    **error)
{
  const char      *dot = strrchr (path, '.');
  const char      *slash = strrchr (path, '/');
  gboolean         has_suffix = dot != NULL && (slash == NULL || dot > slash) && strlen (dot) <= 12;
  g_autofree char *suffix = g_ascii_strdown (has_suffix ? dot : "", -1);
  g_autofree char *name = g_strconcat ("source", suffix, NULL);
  GStatBuf         info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND,
                   _ ("%s: no such regular file"), path);
      return NULL;
    }
  if (info.st_size == 0)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("%s: the file is empty; get it again from where it came"), path);
      return NULL;
    }
  if (info.st_size > YUTU_SOURCE_MAX_BYTES)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                   _ ("%s: %" PRId64 " bytes; at most %" PRId64 " are read"), path,
                   (gint64)info.st_size, YUTU_SOURCE_MAX_BYTES);
      return NULL;
    }

  *folder = g_dir_make_tmp ("yutu-import-XXXXXX", error);
  if (*folder == NULL || !copy_regular (path, *folder, name, error))
    return NULL;
  copy_sidecars (path, *folder);
  return g_build_filename (*folder, name, NULL);
}

static void
remove_folder (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

/* ---- Reference systems ---- */

/* Geodetic systems that agree with CGCS2000 within decimetres: taken as equal, as is custom
 * for WGS 84 (GB/T 18314); an ensemble, so no transformation could do better. */
static gboolean
is_equal_datum (OGRSpatialReferenceH srs)
{
  static const int same[] = { 4490, 4326, 4258, 3824, 4269, 4612, 6668, 4979, 4081, 4083 };
  g_autoptr (GString) name = g_string_new (OSRGetAttrValue (srs, "GEOGCS", 0));
  OGRSpatialReferenceH geographic = OSRCloneGeogCS (srs);
  const char          *code = geographic != NULL ? OSRGetAuthorityCode (geographic, NULL) : NULL;
  gboolean             equal = FALSE;

  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (same); i++)
    equal = equal || atoi (code) == same[i];
  if (code == NULL)
    equal = strstr (name->str, "WGS 84") != NULL || strstr (name->str, "WGS_1984") != NULL ||
            strstr (name->str, "CGCS2000") != NULL || strstr (name->str, "China_2000") != NULL ||
            strstr (name->str, "China Geodetic Coordinate System 2000") != NULL;
  if (geographic != NULL)
    OSRDestroySpatialReference (geographic);
  return equal;
}

static gboolean
prepare_transform (Reader              *reader,
                   OGRSpatialReferenceH srs,
                   GError             **error)
{
  OGRSpatialReferenceH geographic = NULL;

  if (srs == NULL)
    return TRUE;
  OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);
  if (!is_equal_datum (srs))
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS,
                   _ ("its reference system is %s, which has no exact way to CGCS2000; transform it "
                      "with the local parameters first, or name the true system"),
                   OSRGetName (srs) != NULL ? OSRGetName (srs) : _ ("unknown"));
      return FALSE;
    }
  if (OSRIsGeographic (srs))
    return TRUE;

  geographic = OSRCloneGeogCS (srs);
  OSRSetAxisMappingStrategy (geographic, OAMS_TRADITIONAL_GIS_ORDER);
  reader->transform = OCTNewCoordinateTransformation (srs, geographic);
  OSRDestroySpatialReference (geographic);
  if (reader->transform == NULL)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS,
                 _ ("its reference system %s cannot be turned into longitude and latitude"),
                 OSRGetName (srs));
  return reader->transform != NULL;
}

static UnshiftFunc
find_unshift (const char *crs)
{
  if (crs != NULL && g_ascii_strcasecmp (crs, "gcj02") == 0)
    return yutu_crs_gcj02_to_wgs84;
  if (crs != NULL && g_ascii_strcasecmp (crs, "bd09") == 0)
    return yutu_crs_bd09_to_wgs84;
  return NULL;
}

static void
note_area (Reader              *reader,
           OGRSpatialReferenceH srs)
{
  double      west = 0, south = 0, east = 0, north = 0;
  const char *name = NULL;

  if (srs == NULL || !OSRGetAreaOfUse (srs, &west, &south, &east, &north, &name) || east < west ||
      (west <= -180 && east >= 180))
    return;
  reader->source->crs_area = (YutuBox){
    yutu_grid_from_degrees (west),
    yutu_grid_from_degrees (south),
    yutu_grid_from_degrees (east),
    yutu_grid_from_degrees (north),
  };
}

static OGRSpatialReferenceH
dup_reference (const YutuSourceOptions *options,
               OGRLayerH                layer,
               GError                 **error)
{
  OGRSpatialReferenceH srs = OGR_L_GetSpatialRef (layer);
  const char          *text = options->crs;
  char                *end = NULL;
  gint64               code = 0;

  if (text == NULL)
    return srs != NULL ? OSRClone (srs) : NULL;
  if (g_ascii_strncasecmp (text, "EPSG:", 5) == 0)
    text += 5;
  code = g_ascii_strtoll (text, &end, 10);
  srs = OSRNewSpatialReference (NULL);
  if (end != text && *end == '\0' && code > 0 && code < G_MAXINT &&
      OSRImportFromEPSG (srs, (int)code) == OGRERR_NONE)
    return srs;
  OSRDestroySpatialReference (srs);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS,
               _ ("“%s” names no reference system; give an EPSG number, gcj02 or bd09"), options->crs);
  return NULL;
}

/* ---- Rows ---- */

static gboolean
add_path (Reader            *reader,
          YutuSourceFeature *feature,
          OGRGeometryH       line,
          guint              part)
{
  YutuSource    *source = reader->source;
  int            n = OGR_G_GetPointCount (line);
  YutuSourcePath path = { .start = source->points->len, .part = part };

  if (n <= 0 || source->points->len + (gsize)n > YUTU_SOURCE_MAX_POINTS)
    return n <= 0;
  for (int i = 0; i < n; i++)
    {
      double    x = OGR_G_GetX (line, i);
      double    y = OGR_G_GetY (line, i);
      YutuPoint point;

      if (reader->unshift != NULL)
        reader->unshift (&x, &y);

      if (!(fabs (x) <= 180.0 && fabs (y) <= 90.0)) /* also when it is no number */
        {
          feature->out_of_range = TRUE;
          g_array_set_size (source->points, (guint)path.start);
          return TRUE;
        }
      point = yutu_point_from_degrees (x, y);
      g_array_append_val (source->points, point);
    }
  path.n_points = source->points->len - path.start;
  if (feature->kind == YUTU_SOURCE_POLYGON && path.n_points > 1 &&
      yutu_point_equal (g_array_index (source->points, YutuPoint, path.start),
                        g_array_index (source->points, YutuPoint, source->points->len - 1)))
    path.n_points--;
  g_array_append_val (source->paths, path);
  feature->n_paths++;
  return TRUE;
}

static YutuSourceKind
kind_of (OGRGeometryH geometry)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));

  if (OGR_G_IsEmpty (geometry))
    return YUTU_SOURCE_NONE;
  if (type == wkbPoint || type == wkbMultiPoint)
    return YUTU_SOURCE_POINT;
  if (type == wkbLineString || type == wkbMultiLineString)
    return YUTU_SOURCE_LINE;
  if (type == wkbPolygon || type == wkbMultiPolygon)
    return YUTU_SOURCE_POLYGON;
  return YUTU_SOURCE_OTHER;
}

/* At most two levels deep: multi → polygon → rings. */
static gboolean
add_parts (Reader            *reader,
           YutuSourceFeature *feature,
           OGRGeometryH       geometry)
{
  OGRwkbGeometryType type = wkbFlatten (OGR_G_GetGeometryType (geometry));
  int                n = OGR_G_GetGeometryCount (geometry);

  if (n == 0)
    return add_path (reader, feature, geometry, 0);
  for (int i = 0; i < n; i++)
    {
      OGRGeometryH child = OGR_G_GetGeometryRef (geometry, i);
      int          m = OGR_G_GetGeometryCount (child);

      if (type == wkbPolygon || m == 0)
        {
          if (!add_path (reader, feature, child, type == wkbPolygon ? 0 : (guint)i))
            return FALSE;
          continue;
        }
      for (int j = 0; j < m; j++)
        if (!add_path (reader, feature, OGR_G_GetGeometryRef (child, j), (guint)i))
          return FALSE;
    }
  return TRUE;
}

/* What PROJ says of one geometry is that row's, not the file's. */
static gboolean
transform_geometry (Reader      *reader,
                    OGRGeometryH geometry)
{
  gboolean was_well = CPLGetLastErrorType () < CE_Failure;

  if (OGR_G_Transform (geometry, reader->transform) == OGRERR_NONE)
    return TRUE;
  if (was_well)
    {
      CPLErrorReset ();
      g_string_truncate (reader->messages, 0);
    }
  return FALSE;
}

static gboolean
add_geometry (Reader            *reader,
              YutuSourceFeature *feature,
              OGRGeometryH       geometry,
              GError           **error)
{
  OGRGeometryH straight = NULL;
  gboolean     fits = TRUE;

  if (geometry == NULL)
    return TRUE;
  straight = OGR_G_HasCurveGeometry (geometry, TRUE)
               ? OGR_G_GetLinearGeometry (geometry, 0, NULL)
               : OGR_G_Clone (geometry);
  OGR_G_FlattenTo2D (straight);
  if (reader->options->swap_axes)
    OGR_G_SwapXY (straight);
  feature->kind = kind_of (straight);
  if (reader->transform != NULL && feature->kind != YUTU_SOURCE_NONE &&
      !transform_geometry (reader, straight))
    feature->out_of_range = TRUE;
  else if (feature->kind != YUTU_SOURCE_NONE && feature->kind != YUTU_SOURCE_OTHER)
    fits = add_parts (reader, feature, straight);
  OGR_G_DestroyGeometry (straight);
  if (!fits)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                 _ ("row %" PRId64 ": more than %d points in all"), feature->row,
                 YUTU_SOURCE_MAX_POINTS);
  return fits;
}

static gboolean
add_texts (Reader     *reader,
           OGRFeatureH feature,
           gint64      row,
           GError    **error)
{
  YutuSource *source = reader->source;

  for (guint i = 0; i < source->fields->len; i++)
    {
      const char      *raw = NULL;
      const char      *found = NULL;
      g_autofree char *text = NULL;

      if (!OGR_F_IsFieldSetAndNotNull (feature, (int)i))
        {
          yutu_source_add_text (source, NULL);
          continue;
        }
      raw = OGR_F_GetFieldAsString (feature, (int)i);
      if (strlen (raw) > YUTU_SOURCE_MAX_TEXT)
        {
          g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                       _ ("row %" PRId64 ", field %s: %zu"
                          " bytes of text; at most %d are read"),
                       row, yutu_source_get_field (source, i), strlen (raw), YUTU_SOURCE_MAX_TEXT);
          return FALSE;
        }
      text = yutu_text_to_utf8 (raw, strlen (raw), reader->options->encoding, &found, error);
      if (text == NULL)
        {
          g_prefix_error (error, _ ("row %" PRId64 ", field %s: "), row,
                          yutu_source_get_field (source, i));
          return FALSE;
        }
      if (reader->encoding == NULL && !g_str_is_ascii (raw))
        reader->encoding = found;
      yutu_source_add_text (source, text);
    }
  return TRUE;
}

static gboolean
read_fields (Reader   *reader,
             OGRLayerH layer,
             GError  **error)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  int             n = OGR_FD_GetFieldCount (definition);

  if (n > YUTU_SOURCE_MAX_FIELDS)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                   _ ("%d fields; at most %d are read"), n, YUTU_SOURCE_MAX_FIELDS);
      return FALSE;
    }
  for (int i = 0; i < n; i++)
    {
      const char *raw = OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i));
      char       *name = yutu_text_to_utf8 (raw, strlen (raw), reader->options->encoding, NULL,
                                            error);

      if (name == NULL)
        return FALSE;
      g_ptr_array_add (reader->source->fields, name);
    }
  return TRUE;
}

static gboolean
read_rows (Reader       *reader,
           OGRLayerH     layer,
           YutuProgress *progress,
           GError      **error)
{
  OGRFeatureH handle = NULL;
  gint64      row = 0;
  gint64      total = OGR_L_GetFeatureCount (layer, FALSE);

  OGR_L_ResetReading (layer);
  while ((handle = OGR_L_GetNextFeature (layer)) != NULL)
    {
      YutuSourceFeature feature = { .row = ++row, .first_path = reader->source->paths->len };
      gboolean          fits = FALSE;

      if (row > YUTU_SOURCE_MAX_ROWS)
        g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                     _ ("more than %d rows"), YUTU_SOURCE_MAX_ROWS);
      else
        fits = add_geometry (reader, &feature, OGR_F_GetGeometryRef (handle), error) &&
               add_texts (reader, handle, row, error) &&
               yutu_progress_step (progress, "read", (guint64)row, (guint64)MAX (total, 0),
                                   error);
      OGR_F_Destroy (handle);
      if (!fits)
        return FALSE;
      yutu_source_take_row (reader->source, feature);
    }
  if (CPLGetLastErrorType () >= CE_Failure)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("it breaks off behind row %" PRId64 " (%s); get it again, whole"), row,
                   reader->messages->str);
      return FALSE;
    }
  return TRUE;
}

static OGRLayerH
choose_layer (GDALDatasetH             dataset,
              const YutuSourceOptions *options,
              GError                 **error)
{
  int       n = GDALDatasetGetLayerCount (dataset);
  OGRLayerH layer = NULL;

  if (options->layer != NULL)
    layer = GDALDatasetGetLayerByName (dataset, options->layer);
  for (int i = 0; options->layer == NULL && layer == NULL && i < n; i++)
    {
      OGRLayerH candidate = GDALDatasetGetLayer (dataset, i);

      if (OGR_L_GetGeomType (candidate) != wkbNone)
        layer = candidate;
    }
  if (layer == NULL && options->layer == NULL && n > 0)
    layer = GDALDatasetGetLayer (dataset, 0);
  if (layer == NULL)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                 options->layer != NULL ? _ ("no layer “%s” in it") : _ ("no layer in it"),
                 options->layer);
  return layer;
}

static void
note_layers (Reader      *reader,
             GDALDatasetH dataset,
             OGRLayerH    chosen)
{
  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (dataset, i);

      if (layer == chosen)
        reader->source->layer = reader->source->layers->len;
      g_ptr_array_add (reader->source->layers, g_strdup (OGR_L_GetName (layer)));
    }
}

static gboolean
read_dataset (Reader       *reader,
              GDALDatasetH  dataset,
              YutuProgress *progress,
              GError      **error)
{
  OGRLayerH            layer = choose_layer (dataset, reader->options, error);
  OGRSpatialReferenceH srs = NULL;
  g_autofree char     *crs = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean read = FALSE;

  if (layer == NULL)
    return FALSE;
  note_layers (reader, dataset, layer);
  CPLErrorReset ();
  reader->unshift = find_unshift (reader->options->crs);
  if (reader->unshift == NULL)
    srs = dup_reference (reader->options, layer, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  note_area (reader, srs);
  if (reader->unshift != NULL)
    crs = g_ascii_strup (reader->options->crs, -1);
  else
    crs = g_strdup (srs != NULL && OSRGetName (srs) != NULL ? OSRGetName (srs) : "CRS not said");
  read = prepare_transform (reader, srs, error) && read_fields (reader, layer, error) &&
         read_rows (reader, layer, progress, error);
  if (srs != NULL)
    OSRDestroySpatialReference (srs);
  g_clear_pointer (&reader->transform, OCTDestroyCoordinateTransformation);
  reader->source->summary =
    g_strdup_printf ("%s, %s, %s", GDALGetDriverShortName (GDALGetDatasetDriver (dataset)), crs,
                     reader->encoding != NULL ? reader->encoding : "ASCII");
  return read;
}

/* GDAL's reader of JSON stops at ten million characters in one value. */
static void
set_open_error (GString           *messages,
                const char *const *names,
                GError           **error)
{
  g_autofree char *drivers = g_strjoinv (", ", (char **)names);

  if (strstr (messages->str, "Too many characters") != NULL)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                 _ ("one value in it is longer than is read (%s); at most %d bytes are"), messages->str,
                 YUTU_SOURCE_MAX_TEXT);
  else
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                 _ ("no map that can be read, or broken off (%s); what is read is %s"),
                 messages->len > 0 ? messages->str : "unrecognised", drivers);
}

YutuSource *
yutu_source_read (const char              *path,
                  const YutuSourceOptions *options,
                  YutuProgress            *progress,
                  GError                 **error)
{
  static const YutuSourceOptions defaults = { 0 };
  static const char *const       open_options[] = { "ENCODING=", NULL };
  g_autoptr (YutuSource) source = yutu_source_new ();
  g_autoptr (GString) messages = g_string_new (NULL);
  g_autofree char *copy = NULL;
  char            *folder = NULL;
  GDALDatasetH     dataset = NULL;
  gboolean         read = FALSE;
  Reader           reader = {
              .source = source,
              .options = options != NULL ? options : &defaults,
              .messages = messages,
  };

  yutu_source_register_drivers ();
  copy = make_private_copy (path, &folder, error);
  if (copy != NULL)
    {
      gboolean is_shape = g_str_has_suffix (copy, ".shp") || g_str_has_suffix (copy, ".dbf");

      CPLPushErrorHandlerEx (note_message, messages);
      dataset = GDALOpenEx (copy, GDAL_OF_VECTOR | GDAL_OF_READONLY, DRIVERS,
                            is_shape ? open_options : NULL, NULL);
      if (dataset == NULL)
        set_open_error (messages, DRIVERS, error);
      else
        read = read_dataset (&reader, dataset, progress, error);
      if (dataset != NULL)
        GDALClose (dataset);
      CPLPopErrorHandler ();
    }
  if (copy != NULL && !read)
    g_prefix_error (error, "%s: ", path);
  g_clear_pointer (&folder, remove_folder);
  return read ? g_steal_pointer (&source) : NULL;
}

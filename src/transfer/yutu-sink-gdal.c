/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Layers by GDAL. Coordinates are projected here; GDAL only writes them down. */

#include "transfer/yutu-sink-private.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <errno.h>
#include <gdal.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

#include "base/yutu-day.h"
#include "geo/yutu-crs.h"
#include "transfer/yutu-source-private.h"

/* How high a label of a drawing is: 2 m, which is 4 mm at 1:500, the scale of plans with door numbers. */
#define LABEL_M       "2"
#define LABEL_DEGREES "0.00002"

typedef void (*ShiftFunc) (double *lon_deg,
                           double *lat_deg);

typedef struct
{
  char           *folder; /* of its files */
  GDALDatasetH    dataset;
  OGRLayerH       layer;
  int             epsg;
  ShiftFunc       shift; /* NULL: none is needed */
  gboolean        is_dxf;
  gboolean        in_transaction;
  gsize           name_column; /* the first text; G_MAXSIZE: none */
  char           *label;       /* of the last point of a drawing that has one, and where it stands */
  double          label_xy[2];
  YutuColumnType *types;
  int            *fields; /* their indexes in the layer */
  gsize           n_columns;
  GArray         *xy;
  GString        *messages;
} Gdal;

static void CPL_STDCALL
note_message (CPLErr      level,
              CPLErrorNum number,
              const char *message)
{
  GString *messages = CPLGetErrorHandlerUserData ();

  if (level >= CE_Failure && messages->len < 400)
    g_string_append_printf (messages, "%s%.200s", messages->len > 0 ? "; " : "", message);
}

static gboolean
fail (Gdal    *self,
      GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (self->messages->str, (gssize)self->messages->len);

  if (strstr (valid, "disk is full") != NULL || strstr (valid, g_strerror (ENOSPC)) != NULL)
    return yutu_sink_fail_full (error);
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED, "%s",
               *valid != '\0' ? valid : _ ("GDAL refused it"));
  return FALSE;
}

static void
gdal_free (gpointer data)
{
  Gdal *self = data;

  if (self->dataset != NULL)
    {
      CPLPushErrorHandlerEx (note_message, self->messages);
      GDALClose (self->dataset);
      CPLPopErrorHandler ();
    }
  g_array_unref (self->xy);
  g_string_free (self->messages, TRUE);
  g_free (self->types);
  g_free (self->fields);
  g_free (self->folder);
  g_free (self->label);
  g_free (self);
}

/* ---- Opening ---- */

static gboolean
take_crs (Gdal               *self,
          const YutuSinkSpec *spec,
          GError            **error)
{
  const char      *text = spec->crs;
  g_autofree char *name = NULL;
  char            *end = NULL;

  self->epsg = spec->format == YUTU_SINK_KML || spec->format == YUTU_SINK_GEOJSON ? YUTU_CRS_WGS84
                                                                                  : YUTU_CRS_CGCS2000;
  if (text == NULL)
    return TRUE;
  if (g_ascii_strcasecmp (text, "gcj02") == 0)
    self->shift = yutu_crs_gcj02_from_wgs84;
  else if (g_ascii_strcasecmp (text, "bd09") == 0)
    self->shift = yutu_crs_bd09_from_wgs84;
  if (self->shift != NULL)
    return TRUE;
  if (g_ascii_strncasecmp (text, "EPSG:", 5) == 0)
    text += 5;
  self->epsg = (int)CLAMP (g_ascii_strtoll (text, &end, 10), 0, G_MAXINT);
  if (end == text || *end != '\0' || (name = yutu_crs_dup_name (self->epsg, NULL)) == NULL)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS,
                   _ ("there is no reference system “%s”; write EPSG:n, gcj02 or bd09"), spec->crs);
      return FALSE;
    }
  if (spec->format != YUTU_SINK_KML || self->epsg == YUTU_CRS_WGS84 || self->epsg == YUTU_CRS_CGCS2000)
    return TRUE;
  g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS,
                       _ ("KML has longitude and latitude only; leave the reference system out"));
  return FALSE;
}

static gboolean
is_degrees (const Gdal *self)
{
  return self->epsg == YUTU_CRS_WGS84 || self->epsg == YUTU_CRS_CGCS2000;
}

static const char *
driver_of (YutuSinkFormat format)
{
  switch (format)
    {
    case YUTU_SINK_GPKG:
      return "GPKG";
    case YUTU_SINK_KML:
      return "KML";
    case YUTU_SINK_SHP:
      return "ESRI Shapefile";
    case YUTU_SINK_DXF:
      return "DXF";
    case YUTU_SINK_GEOJSON:
    case YUTU_SINK_CSV:
    case YUTU_SINK_XLSX:
    default:
      return "GeoJSON";
    }
}

static void
create_dataset (Gdal               *self,
                const YutuSinkSpec *spec,
                const char         *path)
{
  GDALDriverH driver = GDALGetDriverByName (driver_of (spec->format));
  char      **options = NULL;

  if (spec->format == YUTU_SINK_KML && self->name_column != G_MAXSIZE)
    options = CSLSetNameValue (options, "NameField", spec->columns[self->name_column].title);
  if (driver != NULL)
    self->dataset = GDALCreate (driver, path, 0, 0, 0, GDT_Unknown, options);
  CSLDestroy (options);
}

static void
create_layer (Gdal               *self,
              const YutuSinkSpec *spec)
{
  OGRSpatialReferenceH srs = self->shift == NULL ? OSRNewSpatialReference (NULL) : NULL;
  char               **options = NULL;

  if (srs != NULL)
    {
      OSRImportFromEPSG (srs, self->epsg);
      OSRSetAxisMappingStrategy (srs, OAMS_TRADITIONAL_GIS_ORDER);
    }
  if (spec->format == YUTU_SINK_SHP)
    options = CSLSetNameValue (options, "ENCODING", spec->encoding != NULL ? spec->encoding : "UTF-8");
  /* Before its last digit GDAL takes a run of zeros or nines for rounding: three more keep the grid's ninth. */
  if (spec->format == YUTU_SINK_GEOJSON)
    options = CSLSetNameValue (options, "COORDINATE_PRECISION", is_degrees (self) ? "12" : "4");
  self->layer = GDALDatasetCreateLayer (self->dataset, spec->title, srs, wkbUnknown, options);
  CSLDestroy (options);
  if (srs != NULL)
    OSRRelease (srs);
}

static gboolean
is_field (const char *name,
          gpointer    data)
{
  return OGR_FD_GetFieldIndex (OGR_L_GetLayerDefn (((Gdal *)data)->layer), name) >= 0;
}

static gboolean
create_field (Gdal                 *self,
              const YutuSinkSpec   *spec,
              const YutuSinkColumn *column)
{
  static const OGRFieldType types[] = {
    [YUTU_COLUMN_TEXT] = OFTString,
    [YUTU_COLUMN_INT] = OFTInteger64,
    [YUTU_COLUMN_REAL] = OFTReal,
    [YUTU_COLUMN_FEN] = OFTReal,
    [YUTU_COLUMN_DEGREE] = OFTReal,
    [YUTU_COLUMN_DAY] = OFTDate,
  };
  g_autofree char *name = spec->format == YUTU_SINK_SHP
                            ? yutu_sink_make_short_name (column->title, is_field, self)
                            : g_strdup (column->title);
  OGRFieldDefnH    field = OGR_Fld_Create (name, types[column->type]);
  gboolean         done = OGR_L_CreateField (self->layer, field, TRUE) == OGRERR_NONE;

  OGR_Fld_Destroy (field);
  return done;
}

/* KML has fields of its own in front. */
static void
number_fields (Gdal *self)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (self->layer);
  int             first = OGR_FD_GetFieldCount (definition) - (int)self->n_columns;

  for (gsize i = 0; i < self->n_columns; i++)
    self->fields[i] = first + (int)i;
}

static gboolean
open_in_handler (Gdal               *self,
                 const YutuSinkSpec *spec,
                 const char         *path)
{
  create_dataset (self, spec, path);
  if (self->dataset != NULL)
    create_layer (self, spec);
  if (self->layer == NULL)
    return FALSE;
  for (gsize i = 0; !self->is_dxf && i < spec->n_columns; i++)
    if (!create_field (self, spec, &spec->columns[i]))
      return FALSE;
  number_fields (self);
  self->in_transaction = spec->format == YUTU_SINK_GPKG;
  return !self->in_transaction ||
         GDALDatasetStartTransaction (self->dataset, FALSE) == OGRERR_NONE;
}

static gpointer
gdal_open (const YutuSinkSpec *spec,
           const char         *path,
           GError            **error)
{
  Gdal    *self = g_new0 (Gdal, 1);
  gboolean done = FALSE;

  yutu_source_register_drivers ();
  self->xy = g_array_new (FALSE, FALSE, sizeof (double));
  self->messages = g_string_new (NULL);
  self->folder = g_path_get_dirname (path);
  self->is_dxf = spec->format == YUTU_SINK_DXF;
  self->n_columns = spec->n_columns;
  self->types = g_new (YutuColumnType, MAX (spec->n_columns, 1));
  self->fields = g_new0 (int, MAX (spec->n_columns, 1));
  self->name_column = G_MAXSIZE;
  for (gsize i = spec->n_columns; i-- > 0;)
    {
      self->types[i] = spec->columns[i].type;
      if (self->types[i] == YUTU_COLUMN_TEXT)
        self->name_column = i;
    }
  if (take_crs (self, spec, error))
    {
      CPLPushErrorHandlerEx (note_message, self->messages);
      done = open_in_handler (self, spec, path);
      CPLPopErrorHandler ();
      if (!done)
        fail (self, error);
    }
  if (done)
    return self;
  gdal_free (self);
  return NULL;
}

/* ---- Geometry ---- */

static gboolean
project (Gdal            *self,
         const YutuShape *shape,
         GError         **error)
{
  double *xy = NULL;

  g_array_set_size (self->xy, (guint)(2 * shape->n_points));
  xy = (double *)(gpointer)self->xy->data;
  if (self->shift == NULL && !is_degrees (self))
    return yutu_crs_project_points (self->epsg, shape->points, shape->n_points, xy, error);
  for (gsize i = 0; i < shape->n_points; i++)
    {
      xy[2 * i] = yutu_grid_to_degrees (shape->points[i].x);
      xy[2 * i + 1] = yutu_grid_to_degrees (shape->points[i].y);
      if (self->shift != NULL)
        self->shift (&xy[2 * i], &xy[2 * i + 1]);
    }
  return TRUE;
}

static OGRGeometryH
make_part (const Gdal        *self,
           const YutuShape   *shape,
           gsize              part,
           OGRwkbGeometryType type)
{
  const double *xy = (const double *)(gconstpointer)self->xy->data;
  gsize         first = shape->part_starts[part];
  gsize         n = shape->part_starts[part + 1] - first;
  OGRGeometryH  geometry = OGR_G_CreateGeometry (type);

  for (gsize i = 0; i < n; i++)
    OGR_G_AddPoint_2D (geometry, xy[2 * (first + i)], xy[2 * (first + i) + 1]);
  if (type == wkbLinearRing && n > 0)
    OGR_G_AddPoint_2D (geometry, xy[2 * first], xy[2 * first + 1]);
  return geometry;
}

static OGRGeometryH
make_land (const Gdal      *self,
           const YutuShape *shape)
{
  OGRGeometryH all = OGR_G_CreateGeometry (wkbMultiPolygon);
  OGRGeometryH polygon = NULL;

  for (gsize part = 0; part < shape->n_parts; part++)
    {
      if (shape->part_is_shell[part] && polygon != NULL)
        OGR_G_AddGeometryDirectly (all, g_steal_pointer (&polygon));
      if (polygon == NULL)
        polygon = OGR_G_CreateGeometry (wkbPolygon);
      OGR_G_AddGeometryDirectly (polygon, make_part (self, shape, part, wkbLinearRing));
    }
  if (polygon != NULL)
    OGR_G_AddGeometryDirectly (all, polygon);
  return all;
}

static OGRGeometryH
make_geometry (const Gdal      *self,
               const YutuShape *shape)
{
  OGRGeometryH all = NULL;
  gboolean     is_point = shape->kind == YUTU_SHAPE_POINT || shape->kind == YUTU_SHAPE_MULTI_POINT;

  if (shape->kind == YUTU_SHAPE_POLYGON)
    return make_land (self, shape);
  if (shape->kind == YUTU_SHAPE_POINT || shape->kind == YUTU_SHAPE_LINE)
    return make_part (self, shape, 0, is_point ? wkbPoint : wkbLineString);
  all = OGR_G_CreateGeometry (is_point ? wkbMultiPoint : wkbMultiLineString);
  for (gsize part = 0; part < shape->n_parts; part++)
    OGR_G_AddGeometryDirectly (all, make_part (self, shape, part, is_point ? wkbPoint : wkbLineString));
  return all;
}

/* ---- Rows ---- */

static void
set_field (OGRFeatureH          feature,
           int                  index,
           YutuColumnType       type,
           const YutuSinkValue *value)
{
  g_autofree char *valid = NULL;
  int              year, month, day;

  switch (type)
    {
    case YUTU_COLUMN_INT:
      OGR_F_SetFieldInteger64 (feature, index, value->integer);
      break;
    case YUTU_COLUMN_REAL:
      if (isfinite (value->real))
        OGR_F_SetFieldDouble (feature, index, value->real);
      break;
    case YUTU_COLUMN_FEN:
      OGR_F_SetFieldDouble (feature, index, (double)value->integer / 100);
      break;
    case YUTU_COLUMN_DEGREE:
      OGR_F_SetFieldDouble (feature, index, yutu_grid_to_degrees (value->integer));
      break;
    case YUTU_COLUMN_DAY:
      yutu_day_to_ymd ((YutuDay)value->integer, &year, &month, &day);
      OGR_F_SetFieldDateTime (feature, index, year, month, day, 0, 0, 0, 0);
      break;
    case YUTU_COLUMN_TEXT:
    default:
      valid = g_utf8_make_valid (value->text != NULL ? value->text : "", -1);
      OGR_F_SetFieldString (feature, index, valid);
    }
}

static void
set_fields (const Gdal          *self,
            OGRFeatureH          feature,
            const YutuSinkValue *values)
{
  for (gsize i = 0; !self->is_dxf && i < self->n_columns; i++)
    if (values[i].is_set && self->fields[i] >= 0)
      set_field (feature, self->fields[i], self->types[i], &values[i]);
}

static gboolean
write_feature (Gdal                *self,
               const YutuSinkValue *values,
               OGRGeometryH         geometry, /* (nullable): taken */
               const char          *style)             /* (nullable) */
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (self->layer));
  gboolean    done = FALSE;

  set_fields (self, feature, values);
  if (style != NULL)
    OGR_F_SetStyleString (feature, style);
  if (geometry != NULL)
    OGR_F_SetGeometryDirectly (feature, geometry);
  done = OGR_L_CreateFeature (self->layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return done;
}

/* The name beside a point, as an MTEXT (DXF Reference, AutoCAD 2000), whose text GDAL takes from the style and
 * writes in ASCII as \U+8DEF, which every version reads. What stands there already is not written again: the homes at
 * an entrance are called alike. */
static gboolean
write_label (Gdal                *self,
             const YutuSinkValue *values,
             const YutuShape     *shape)
{
  const YutuSinkValue *name = self->name_column != G_MAXSIZE ? &values[self->name_column] : NULL;
  const double        *xy = (const double *)(gconstpointer)self->xy->data;
  g_autofree char     *text = NULL;
  g_autofree char     *style = NULL;

  if (shape->kind != YUTU_SHAPE_POINT || name == NULL || !name->is_set || name->text == NULL || *name->text == '\0')
    return TRUE;
  if (g_strcmp0 (name->text, self->label) == 0 && memcmp (xy, self->label_xy, sizeof self->label_xy) == 0)
    return TRUE;
  g_free (self->label);
  self->label = g_strdup (name->text);
  memcpy (self->label_xy, xy, sizeof self->label_xy);
  text = g_utf8_make_valid (name->text, -1);
  for (char *c = text; *c != '\0'; c++) /* what a style or a line of the file has a meaning for */
    *c = *c == '"' || *c == '\\' ? '\'' : (guchar)*c < ' ' ? ' '
                                                           : *c;
  style = g_strdup_printf ("LABEL(t:\"%s\",s:%sg,p:4)", text, is_degrees (self) || self->shift != NULL ? LABEL_DEGREES : LABEL_M);
  return write_feature (self, values, make_geometry (self, shape), style);
}

static gboolean
gdal_add (gpointer             data,
          const YutuSinkValue *values,
          const YutuShape     *shape,
          GError             **error)
{
  Gdal    *self = data;
  gboolean done = FALSE;

  if (shape == NULL && self->is_dxf)
    return TRUE; /* a drawing has nothing to draw then */
  if (shape != NULL && !project (self, shape, error))
    return FALSE;
  CPLPushErrorHandlerEx (note_message, self->messages);
  done = write_feature (self, values, shape != NULL ? make_geometry (self, shape) : NULL, NULL) &&
         (!self->is_dxf || write_label (self, values, shape));
  CPLPopErrorHandler ();
  if (!done && strstr (self->messages->str, "geometry to") != NULL)
    g_string_append (self->messages, "; a shapefile holds one kind of geometry, write a .gpkg");
  return done || fail (self, error);
}

/* ---- Whether it is whole ---- */

typedef struct
{
  FILE  *file;
  gint64 size;
} Written;

static gboolean
ends_with (const Written *self,
           const char    *tail)
{
  char  bytes[64];
  gsize n = (gsize)MIN (self->size, (gint64)sizeof bytes - 1);

  if (fseeko (self->file, (off_t)(self->size - (gint64)n), SEEK_SET) != 0 ||
      fread (bytes, 1, n, self->file) != n)
    return FALSE;
  bytes[n] = '\0';
  return g_str_has_suffix (g_strchomp (bytes), tail);
}

/* Its head says how long it is (ESRI, Shapefile Technical Description, 1998). */
static gboolean
is_whole_shape (const Written *self)
{
  guint8 head[28];

  return fseeko (self->file, 0, SEEK_SET) == 0 && fread (head, 1, sizeof head, self->file) == sizeof head &&
         self->size == 2 * ((gint64)head[24] << 24 | head[25] << 16 | head[26] << 8 | head[27]);
}

/* Head, and as many records of one length (dBASE III+ file header). */
static gboolean
is_whole_table (const Written *self)
{
  guint8 head[12];
  gint64 n_records;

  if (fseeko (self->file, 0, SEEK_SET) != 0 || fread (head, 1, sizeof head, self->file) != sizeof head)
    return FALSE;
  n_records = (gint64)head[7] << 24 | head[6] << 16 | head[5] << 8 | head[4];
  return self->size >= (head[9] << 8 | head[8]) + n_records * (head[11] << 8 | head[10]);
}

static gboolean
is_whole (const Written *self,
          const char    *name)
{
  if (g_str_has_suffix (name, "json"))
    return ends_with (self, "}");
  if (g_str_has_suffix (name, ".kml"))
    return ends_with (self, "</kml>");
  if (g_str_has_suffix (name, ".dxf"))
    return ends_with (self, "EOF");
  if (g_str_has_suffix (name, ".shp") || g_str_has_suffix (name, ".shx"))
    return is_whole_shape (self);
  return !g_str_has_suffix (name, ".dbf") || is_whole_table (self);
}

/* The drivers that write streams do not look whether these came to the disk. */
static gboolean
check_files (const char *folder,
             GError    **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  gboolean    whole = dir != NULL;

  while (whole && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *lower = g_ascii_strdown (name, -1);
      Written          written = { g_fopen (path, "rbe"), 0 };

      whole = written.file != NULL && fseeko (written.file, 0, SEEK_END) == 0;
      written.size = whole ? (gint64)ftello (written.file) : 0;
      whole = whole && is_whole (&written, lower);
      if (written.file != NULL)
        fclose (written.file);
    }
  if (!whole)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED,
                 _ ("%s did not come to the disk whole; try again"), name != NULL ? name : "it");
  return whole;
}

static gboolean
gdal_close (gpointer data,
            GError **error)
{
  Gdal    *self = data;
  gboolean done = FALSE;

  CPLPushErrorHandlerEx (note_message, self->messages);
  g_string_truncate (self->messages, 0);
  done = !self->in_transaction ||
         GDALDatasetCommitTransaction (self->dataset) == OGRERR_NONE;
  GDALClose (g_steal_pointer (&self->dataset));
  CPLPopErrorHandler ();
  if (!done || self->messages->len > 0)
    return fail (self, error);
  return check_files (self->folder, error);
}

const YutuSinkWriter yutu_sink_gdal = { gdal_open, gdal_add, gdal_close, gdal_free };

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What takes time grows with what is drawn as things of their own: units, names, facilities,
 * pillars. Addresses are never loaded: the point layer asks for those of a box when it paints. */

#include "session/yutu-map-layers-private.h"

#include <string.h>

#include "gazetteer/yutu-place-name.h"

typedef enum
{
  SYMBOLS_NAMES, /* drawn in this order, later ones above */
  SYMBOLS_PILLARS,
  SYMBOLS_FACILITIES,
  SYMBOLS_MIGRANT,
  SYMBOLS_BURIAL,
  SYMBOLS_CARE,
  N_SYMBOLS,
} Symbols;

static const unsigned SYMBOL_GROUPS[N_SYMBOLS] = {
  [SYMBOLS_NAMES] = YUTU_MAP_NAMES,
  [SYMBOLS_PILLARS] = YUTU_MAP_PILLARS,
  [SYMBOLS_FACILITIES] = YUTU_MAP_FACILITIES,
  [SYMBOLS_MIGRANT] = YUTU_MAP_MIGRANT,
  [SYMBOLS_BURIAL] = YUTU_MAP_BURIAL,
  [SYMBOLS_CARE] = YUTU_MAP_CARE,
};

/* Roads, water and the areas of names are switched one by one, and the scene takes one layer of lines:
 * there is one for each way they can be on. */
#define LINES_ROADS 1
#define LINES_WATER 2
#define LINES_AREAS 4
#define N_LINES     8

#define N_GROUPS 12

enum
{
  SNAP_DIVISIONS = YUTU_MAP_SNAP_BOUNDARIES,
  SNAP_NAMES,
  SNAP_PILLARS,
};

struct _YutuMapLayers
{
  gatomicrefcount    ref_count;
  YutuFile          *file;
  YutuDay            day;
  int                epsg;
  YutuDivisionLayer *divisions;
  YutuLineLayer     *lines[N_LINES]; /* [0] is NULL */
  YutuPointLayer    *addresses;
  YutuSymbolLayer   *symbols[N_SYMBOLS];
  YutuSnapIndex     *snaps[YUTU_MAP_N_SNAPS];
  YutuMapSize        sizes[N_GROUPS];
};

G_DEFINE_BOXED_TYPE (YutuMapLayers, yutu_map_layers, yutu_map_layers_ref, yutu_map_layers_unref)

static YutuMapSize *
size_of_group (YutuMapLayers *self,
               unsigned       group)
{
  return &self->sizes[g_bit_nth_lsf (group, -1)];
}

/* ---- Place names ---- */

/* How a class of names is drawn as a symbol: the first that is met counts, the last is for all. */
static const struct
{
  const char *name_class;
  const char *symbol;
  int         rank;
  double      min_zoom;
} NAME_SYMBOLS[] = {
  { "natural-village", "place", 60, 13.7 },
  { "hill", "hill", 50, 11.5 },
  { "estate", "place", 65, 14.5 },
  { NULL, "place", 70, 14 },
};

typedef struct
{
  YutuMapLayers          *layers;
  const YutuModules      *modules;
  char                    day[YUTU_DAY_TEXT_SIZE];
  YutuLineLayerBuilder   *lines;
  YutuSymbolLayerBuilder *symbols[N_SYMBOLS];
  YutuSnapBuilder        *snaps[YUTU_MAP_N_SNAPS];
} Load;

/* One row of place_name. */
typedef struct
{
  gint64           id;
  const char      *name;
  const char      *name_class;
  int              grade;
  const YutuShape *shape;
} Name;

static void
note_size (Load            *load,
           unsigned         group,
           const YutuShape *shape)
{
  YutuMapSize *size = size_of_group (load->layers, group);

  size->features++;
  size->vertices += (gint64)shape->n_points;
}

/* Part by part; rings closed. */
static void
add_snap_lines (YutuSnapBuilder *builder,
                const Name      *name,
                YutuSnapSource   source)
{
  const YutuShape *shape = name->shape;

  for (gsize part = 0; part < shape->n_parts; part++)
    {
      gsize first = shape->part_starts[part], n = shape->part_starts[part + 1] - first;
      g_autoptr (GArray) points = g_array_sized_new (FALSE, FALSE, sizeof (YutuPoint), (guint)n + 1);

      for (gsize i = 0; i < n + (shape->kind == YUTU_SHAPE_POLYGON ? 1 : 0); i++)
        {
          YutuPoint point = shape->points[first + i % n];

          if (points->len == 0 ||
              !yutu_point_equal (point, g_array_index (points, YutuPoint, points->len - 1)))
            g_array_append_val (points, point);
        }
      yutu_snap_builder_add (builder, name->id, source, (const YutuPoint *)(gpointer)points->data, points->len);
    }
}

static void
add_line (Load        *load,
          const Name  *name,
          YutuLineKind kind)
{
  yutu_line_layer_builder_add (load->lines, name->id, kind, CLAMP (name->grade, 1, 4), name->name,
                               name->shape);
  note_size (load, kind == YUTU_LINE_ROAD ? YUTU_MAP_ROADS : YUTU_MAP_WATER, name->shape);
  add_snap_lines (load->snaps[SNAP_NAMES], name, kind == YUTU_LINE_ROAD ? YUTU_SNAP_ROAD : YUTU_SNAP_WATER);
}

static void
add_name_symbol (Load       *load,
                 const Name *name)
{
  YutuSymbolSpec spec = { .id = name->id, .name = name->name };
  gsize          i = 0;

  if (!yutu_place_label_point (name->shape, &spec.point))
    return;
  while (NAME_SYMBOLS[i].name_class != NULL &&
         !g_str_equal (NAME_SYMBOLS[i].name_class, name->name_class))
    i++;
  spec.symbol = NAME_SYMBOLS[i].symbol;
  spec.rank = NAME_SYMBOLS[i].rank + CLAMP (name->grade, 0, 9);
  spec.min_zoom = NAME_SYMBOLS[i].min_zoom;
  yutu_symbol_layer_builder_add (load->symbols[SYMBOLS_NAMES], &spec);
  note_size (load, YUTU_MAP_NAMES, name->shape);
}

static void
add_name (Load       *load,
          const Name *name)
{
  static const char *const waters[] = { "river", "stream", "reservoir", "lake", "pond", NULL };
  YutuShapeKind            kind = name->shape->kind;
  gboolean                 is_line = kind == YUTU_SHAPE_LINE || kind == YUTU_SHAPE_MULTI_LINE;
  gboolean                 is_water = g_strv_contains (waters, name->name_class);

  if (is_water && (is_line || kind == YUTU_SHAPE_POLYGON))
    add_line (load, name, is_line ? YUTU_LINE_RIVER : YUTU_LINE_WATER);
  else if (is_line)
    add_line (load, name, YUTU_LINE_ROAD);
  else
    {
      if (kind == YUTU_SHAPE_POLYGON)
        yutu_line_layer_builder_add (load->lines, name->id, YUTU_LINE_AREA, 1, name->name, name->shape);
      add_name_symbol (load, name);
    }
}

/* The shape in @column; NULL without an error when it is NULL. */
static gboolean
read_shape (sqlite3_stmt *statement,
            int           column,
            YutuShape   **shape,
            GError      **error)
{
  *shape = NULL;
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB)
    return TRUE;
  *shape = yutu_shape_from_blob (sqlite3_column_blob (statement, column),
                                 (gsize)sqlite3_column_bytes (statement, column), error);
  return *shape != NULL;
}

static gboolean
load_names (YutuConnection *connection,
            Load           *load,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, name, class, grade, geom FROM place_name "
    "WHERE valid_from <= ?1 AND ?1 < valid_to AND geom IS NOT NULL ORDER BY id",
    error);
  gboolean found = TRUE;

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, load->day, -1, SQLITE_STATIC);
  while (statement != NULL)
    {
      g_autoptr (YutuShape) shape = NULL;
      Name name;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!read_shape (statement, 4, &shape, error))
        return FALSE;
      name = (Name){ sqlite3_column_int64 (statement, 0),
                     (const char *)sqlite3_column_text (statement, 1),
                     (const char *)sqlite3_column_text (statement, 2),
                     sqlite3_column_int (statement, 3), shape };
      add_name (load, &name);
    }
  return FALSE;
}

/* ---- Facilities ---- */

static Symbols
symbols_of_module (const char *kind)
{
  if (g_str_has_prefix (kind, "elderly."))
    return SYMBOLS_CARE;
  if (g_str_has_prefix (kind, "funeral."))
    return SYMBOLS_BURIAL;
  if (g_str_has_prefix (kind, "migrant."))
    return SYMBOLS_MIGRANT;
  return SYMBOLS_FACILITIES;
}

static void
add_facility (Load            *load,
              sqlite3_stmt    *row,
              const YutuShape *shape)
{
  const char         *kind = (const char *)sqlite3_column_text (row, 1);
  const YutuRegister *facilities = yutu_modules_find_register (load->modules, kind, NULL);
  Symbols             to = symbols_of_module (kind);
  YutuSymbolSpec      spec = {
         .id = sqlite3_column_int64 (row, 0),
         .symbol = facilities != NULL ? facilities->symbol : NULL,
         .name = (const char *)sqlite3_column_text (row, 2),
         .point = shape->points[0],
         .rank = 20 + (int)(N_SYMBOLS - to),
         .cluster = TRUE,
  };

  yutu_symbol_layer_builder_add (load->symbols[to], &spec);
  note_size (load, SYMBOL_GROUPS[to], shape);
}

/* Where a facility has no point of its own, it stands at its address. */
static gboolean
load_facilities (YutuConnection *connection,
                 Load           *load,
                 GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT coalesce (f.past_of, f.id), f.kind, f.name, coalesce (f.geom, (SELECT a.geom "
    "FROM address a WHERE a.id = f.address)) AS at FROM facility f "
    "WHERE f.valid_from <= ?1 AND ?1 < f.valid_to ORDER BY f.id",
    error);
  gboolean found = TRUE;

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, load->day, -1, SQLITE_STATIC);
  while (statement != NULL)
    {
      g_autoptr (YutuShape) shape = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!read_shape (statement, 3, &shape, error))
        return FALSE;
      if (shape != NULL)
        add_facility (load, statement, shape);
    }
  return FALSE;
}

/* ---- Loading ---- */

typedef struct
{
  Load     load;
  unsigned parts;
} LoadParts;

static gboolean
load_parts (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  LoadParts *what = data;
  Load      *load = &what->load;
  gint64     n = 0;

  if ((what->parts & YUTU_MAP_PART_NAMES) && !load_names (connection, load, error))
    return FALSE;
  if ((what->parts & YUTU_MAP_PART_FACILITIES) && !load_facilities (connection, load, error))
    return FALSE;
  if ((what->parts & YUTU_MAP_PART_PILLARS) &&
      !yutu_map_pillars_read (connection, load->day, 0, load->symbols[SYMBOLS_PILLARS], load->snaps[SNAP_PILLARS],
                              size_of_group (load->layers, YUTU_MAP_PILLARS), error))
    return FALSE;
  if (!(what->parts & YUTU_MAP_PART_ADDRESSES))
    return TRUE;
  /* A level of few cells: their sum is the number of addresses, without a look at them. */
  if (!yutu_connection_get_int64 (connection,
                                  "SELECT total (n) FROM address_cell WHERE level = 12", 0, &n,
                                  error))
    return FALSE;
  *size_of_group (load->layers, YUTU_MAP_ADDRESSES) = (YutuMapSize){ n, n };
  return TRUE;
}

static void
begin_load (Load    *load,
            unsigned parts)
{
  int epsg = load->layers->epsg;

  yutu_day_format (load->layers->day, load->day);
  if (parts & YUTU_MAP_PART_NAMES)
    {
      load->lines = yutu_line_layer_builder_new (epsg);
      load->snaps[SNAP_NAMES] = yutu_snap_builder_new ();
    }
  for (int i = 0; i < N_SYMBOLS; i++)
    {
      unsigned part = i == SYMBOLS_NAMES     ? YUTU_MAP_PART_NAMES
                      : i == SYMBOLS_PILLARS ? YUTU_MAP_PART_PILLARS
                                             : YUTU_MAP_PART_FACILITIES;

      if (parts & part)
        load->symbols[i] = yutu_symbol_layer_builder_new (epsg);
    }
  if (parts & YUTU_MAP_PART_PILLARS)
    load->snaps[SNAP_PILLARS] = yutu_snap_builder_new ();
}

/* Of an index of lines. */
static unsigned
kinds_of_lines (int on)
{
  return ((on & LINES_ROADS) ? 1u << YUTU_LINE_ROAD : 0) |
         ((on & LINES_WATER) ? 1u << YUTU_LINE_RIVER | 1u << YUTU_LINE_WATER : 0) |
         ((on & LINES_AREAS) ? 1u << YUTU_LINE_AREA : 0);
}

static void
end_load (Load *load)
{
  if (load->lines != NULL)
    {
      YutuLineLayer *all = yutu_line_layer_builder_end (load->lines);

      for (int on = 1; on < N_LINES - 1; on++)
        load->layers->lines[on] = yutu_line_layer_filter (all, kinds_of_lines (on));
      load->layers->lines[N_LINES - 1] = all;
    }
  for (int i = 0; i < N_SYMBOLS; i++)
    if (load->symbols[i] != NULL)
      load->layers->symbols[i] = yutu_symbol_layer_builder_end (load->symbols[i]);
  for (int i = 0; i < YUTU_MAP_N_SNAPS; i++)
    if (load->snaps[i] != NULL)
      load->layers->snaps[i] = yutu_snap_builder_end (load->snaps[i]);
}

/* Takes over what is not there yet. */
static void
take_over (YutuMapLayers       *self,
           const YutuMapLayers *previous,
           unsigned             parts)
{
  static const struct
  {
    unsigned part;
    unsigned groups;
  } owners[] = {
    { YUTU_MAP_PART_DIVISIONS, YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES },
    { YUTU_MAP_PART_NAMES, YUTU_MAP_NAMES | YUTU_MAP_ROADS | YUTU_MAP_WATER },
    { YUTU_MAP_PART_FACILITIES,
      YUTU_MAP_BURIAL | YUTU_MAP_CARE | YUTU_MAP_MIGRANT | YUTU_MAP_FACILITIES },
    { YUTU_MAP_PART_PILLARS, YUTU_MAP_PILLARS },
    { YUTU_MAP_PART_ADDRESSES, YUTU_MAP_ADDRESSES },
  };

  if (self->divisions == NULL)
    self->divisions = yutu_division_layer_ref (previous->divisions);
  if (self->addresses == NULL)
    self->addresses = yutu_point_layer_ref (previous->addresses);
  for (int i = 1; i < N_LINES; i++)
    if (self->lines[i] == NULL)
      self->lines[i] = yutu_line_layer_ref (previous->lines[i]);
  for (int i = 0; i < N_SYMBOLS; i++)
    if (self->symbols[i] == NULL)
      self->symbols[i] = yutu_symbol_layer_ref (previous->symbols[i]);
  for (int i = 0; i < YUTU_MAP_N_SNAPS; i++)
    if (self->snaps[i] == NULL)
      self->snaps[i] = yutu_snap_index_ref (previous->snaps[i]);
  for (gsize o = 0; o < G_N_ELEMENTS (owners); o++)
    for (int i = 0; i < N_GROUPS; i++)
      if (!(parts & owners[o].part) && (owners[o].groups & (1u << i)))
        self->sizes[i] = previous->sizes[i];
}

/* The divisions are half of the work, and are loaded beside the rest. */
typedef struct
{
  YutuMapLayers *layers;
  GCancellable  *cancellable;
  GError        *error;
} LoadDivisions;

static gpointer
load_divisions_in_worker (gpointer data)
{
  LoadDivisions *load = data;
  YutuMapLayers *layers = load->layers;

  layers->divisions = yutu_map_divisions_load (
    layers->file, layers->day, layers->epsg, size_of_group (layers, YUTU_MAP_DIVISIONS),
    size_of_group (layers, YUTU_MAP_BOUNDARIES), &layers->snaps[SNAP_DIVISIONS], load->cancellable,
    &load->error);
  return NULL;
}

static gboolean
load_all (LoadParts    *what,
          GCancellable *cancellable,
          GError      **error)
{
  YutuMapLayers *layers = what->load.layers;
  LoadDivisions  divisions = { layers, cancellable, NULL };
  GThread       *thread = what->parts & YUTU_MAP_PART_DIVISIONS
                            ? g_thread_new ("map-divisions", load_divisions_in_worker, &divisions)
                            : NULL;
  gboolean       done = FALSE;

  begin_load (&what->load, what->parts);
  done = yutu_store_read (yutu_file_get_store (layers->file), load_parts, what, cancellable, error);
  end_load (&what->load);
  if (thread != NULL)
    g_thread_join (thread);
  if (done && divisions.error != NULL)
    {
      g_propagate_error (error, divisions.error);
      return FALSE;
    }
  g_clear_error (&divisions.error);
  return done;
}

YutuMapLayers *
yutu_file_reload_map (YutuFile            *self,
                      const YutuModules   *modules,
                      YutuDay              day,
                      int                  epsg,
                      const YutuMapLayers *previous,
                      unsigned             parts,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_autoptr (YutuMapLayers) layers = g_new0 (YutuMapLayers, 1);
  LoadParts what = { { .layers = layers, .modules = modules },
                     previous != NULL ? parts : YUTU_MAP_PART_ALL };

  g_atomic_ref_count_init (&layers->ref_count);
  layers->file = yutu_file_ref (self);
  layers->day = day;
  layers->epsg = epsg;
  if (!load_all (&what, cancellable, error))
    return NULL;
  if (what.parts & YUTU_MAP_PART_ADDRESSES)
    layers->addresses = yutu_map_addresses_new (self, day);
  if (previous != NULL)
    take_over (layers, previous, what.parts);
  return g_steal_pointer (&layers);
}

YutuMapLayers *
yutu_file_load_map (YutuFile          *self,
                    const YutuModules *modules,
                    YutuDay            day,
                    int                epsg,
                    GCancellable      *cancellable,
                    GError           **error)
{
  return yutu_file_reload_map (self, modules, day, epsg, NULL, YUTU_MAP_PART_ALL, cancellable,
                               error);
}

unsigned
yutu_map_parts_of_tables (const char *const *tables)
{
  static const struct
  {
    const char *table;
    unsigned    parts;
  } users[] = {
    { "division", YUTU_MAP_PART_DIVISIONS },
    { "node", YUTU_MAP_PART_DIVISIONS },
    { "arc", YUTU_MAP_PART_DIVISIONS },
    { "face", YUTU_MAP_PART_DIVISIONS },
    { "face_unit", YUTU_MAP_PART_DIVISIONS },
    { "boundary_line", YUTU_MAP_PART_DIVISIONS },
    { "boundary_line_arc", YUTU_MAP_PART_DIVISIONS },
    { "boundary_pillar", YUTU_MAP_PART_PILLARS },
    { "place_name", YUTU_MAP_PART_NAMES },
    { "facility", YUTU_MAP_PART_FACILITIES },
    { "address", YUTU_MAP_PART_ADDRESSES | YUTU_MAP_PART_FACILITIES },
    { "setting", YUTU_MAP_PART_ALL },
  };
  unsigned parts = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    if (g_strv_contains (tables, users[i].table))
      parts |= users[i].parts;
  return parts;
}

/* ---- The value ---- */

YutuMapLayers *
yutu_map_layers_ref (YutuMapLayers *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_map_layers_unref (YutuMapLayers *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->divisions, yutu_division_layer_unref);
  for (int i = 0; i < N_LINES; i++)
    g_clear_pointer (&self->lines[i], yutu_line_layer_unref);
  g_clear_pointer (&self->addresses, yutu_point_layer_unref);
  for (int i = 0; i < N_SYMBOLS; i++)
    g_clear_pointer (&self->symbols[i], yutu_symbol_layer_unref);
  for (int i = 0; i < YUTU_MAP_N_SNAPS; i++)
    g_clear_pointer (&self->snaps[i], yutu_snap_index_unref);
  yutu_file_unref (self->file);
  g_free (self);
}

YutuDivisionLayer *
yutu_map_layers_get_divisions (const YutuMapLayers *self)
{
  return self->divisions;
}

YutuSnapIndex *const *
yutu_map_layers_list_snaps (const YutuMapLayers *self)
{
  return self->snaps;
}

YutuMapBox
yutu_map_layers_get_box (const YutuMapLayers *self)
{
  return yutu_division_layer_get_box (self->divisions);
}

gboolean
yutu_map_layers_stand_on (const YutuMapLayers *self,
                          YutuDay              day,
                          int                  epsg)
{
  return self->day == day && self->epsg == epsg;
}

YutuMapSize
yutu_map_layers_measure (const YutuMapLayers *self,
                         unsigned             groups)
{
  YutuMapSize size = { 0, 0 };

  for (int i = 0; i < N_GROUPS; i++)
    if (groups & (1u << i))
      {
        size.features += self->sizes[i].features;
        size.vertices += self->sizes[i].vertices;
      }
  return size;
}

gint64
yutu_map_layers_count_features (const YutuMapLayers *self)
{
  return yutu_map_layers_measure (self, YUTU_MAP_ALL).features;
}

void
yutu_map_layers_fill (const YutuMapLayers *self,
                      unsigned             groups,
                      YutuSceneSpec       *spec)
{
  int lines = ((groups & YUTU_MAP_ROADS) ? LINES_ROADS : 0) |
              ((groups & YUTU_MAP_WATER) ? LINES_WATER : 0) |
              ((groups & YUTU_MAP_NAMES) ? LINES_AREAS : 0);

  spec->divisions = self->divisions;
  spec->lines = self->lines[lines];
  spec->points = (groups & YUTU_MAP_ADDRESSES) ? self->addresses : NULL;
  spec->hide_fills = !(groups & YUTU_MAP_DIVISIONS);
  spec->hide_boundaries = !(groups & YUTU_MAP_BOUNDARIES);
  spec->hide_labels = !(groups & YUTU_MAP_LABELS);
  spec->n_symbols = 0;
  for (int i = 0; i < N_SYMBOLS; i++)
    if (groups & SYMBOL_GROUPS[i])
      spec->symbols[spec->n_symbols++] = self->symbols[i];
}

/* Which symbols stand at @layer of a scene filled with @groups; N_SYMBOLS for none. */
static int
symbols_of_layer (unsigned groups,
                  int      layer)
{
  for (int i = 0; i < N_SYMBOLS; i++)
    if ((groups & SYMBOL_GROUPS[i]) && layer-- == 0)
      return i;
  return N_SYMBOLS;
}

static YutuPlace *
place_of_symbol (const YutuMapLayers *self,
                 int                  symbols,
                 gint64               id)
{
  if (symbols == SYMBOLS_NAMES)
    return yutu_place_new_object (YUTU_PLACE_NAME, id);
  return yutu_place_new_object (symbols == SYMBOLS_PILLARS ? YUTU_PLACE_PILLAR : YUTU_PLACE_FACILITY, id);
}

YutuPlace *
yutu_map_layers_place_of_hit (const YutuMapLayers *self,
                              unsigned             groups,
                              const YutuHit       *hit)
{
  switch (hit->kind)
    {
    case YUTU_HIT_SYMBOL:
      return place_of_symbol (self, symbols_of_layer (groups, hit->layer), hit->id);
    case YUTU_HIT_ADDRESS:
      return yutu_place_new_object (YUTU_PLACE_ADDRESS, hit->id);
    case YUTU_HIT_LINE:
      return yutu_place_new_object (YUTU_PLACE_NAME, hit->id);
    case YUTU_HIT_BOUNDARY:
      return yutu_place_new_object (YUTU_PLACE_LINE, hit->id);
    case YUTU_HIT_UNIT:
    default:
      return yutu_place_new_unit (hit->id);
    }
}

gboolean
yutu_map_layers_hold_addresses (const YutuMapLayers *self,
                                GCancellable        *cancellable,
                                GError             **error)
{
  return yutu_map_addresses_hold (self->addresses, cancellable, error);
}
